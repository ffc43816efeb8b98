"""A module or a folder for each figure: records in, shapes with positions out.

It knows what a chart shows and where. It does not know how shapes are drawn.
"""
