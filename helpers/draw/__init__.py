"""How anything is drawn: shapes, scales, marks, and the faces of a chart.

It knows the look and the renderers, and not one chart.
"""
