"""A module or a folder for each figure: records in, shapes with positions out.

What several figures share is in ``dated`` (rows of dates), ``tied`` (ties of pairs) and
``web`` (the places of a network).

It knows what a chart shows and where. It does not know how shapes are drawn.
"""
