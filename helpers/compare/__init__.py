"""What changes from view to view: findings, variations, and how far they differ.

It runs no notebook and draws nothing.
"""
