"""A case as it lies on disk: read, checked, upgraded and begun.

It knows tables, dates and what makes them sound, and nothing of what a reader asks.
"""
