"""One room a figure: its records in, shapes with positions out.

A room knows what its chart shows and where that goes, not how shapes are drawn.
"""
