"""What changes from view to view and coder to coder: findings, and how they differ.

It runs no notebook and draws nothing.
"""
