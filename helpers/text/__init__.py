"""Every sentence that a reader sees; nothing else writes one.

It knows how things are named, dated and counted in words, and nothing of places.
"""
