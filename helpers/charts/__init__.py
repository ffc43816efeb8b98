"""One room per figure: records in, shapes with positions out.

A chart's room knows what it shows and where it goes (a layout, pure). How shapes
are drawn is known once: ``image`` (SVG), ``still`` (a PNG, by matplotlib) and ``live``
(plotly) read the same frame of shapes, so the faces of a chart cannot differ.
"""
