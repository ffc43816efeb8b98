"""Every sentence about a case; a chart words its own title, a check its problems.

It knows how things are named, dated and counted in words. It does not know where the
words are shown.
"""
