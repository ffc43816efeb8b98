"""What structural balance says of a network, in words, and what others say of it."""
