"""Every sentence that a reader sees; no other folder writes one.

It knows how things are named, dated and counted in words. It does not know where the
words are shown.
"""
