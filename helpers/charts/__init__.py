"""One room per figure: records in, shapes with positions out, drawn by two engines.

A chart's room knows what it shows and where it goes (a layout, pure). How shapes
are drawn is known once: ``still`` (matplotlib) and ``live`` (plotly) read the same
frame of shapes, so the two faces of a chart cannot differ.
"""
