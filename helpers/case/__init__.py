"""A case on disk: it is read, checked, upgraded and begun here.

It knows tables and dates and when they are sound. It does not know what a reader asks.
"""
