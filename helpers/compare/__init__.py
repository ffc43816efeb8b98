"""What moves from view to view: findings, variations and the moves between them.

It runs no notebook and draws nothing.
"""
