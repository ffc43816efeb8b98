"""How anything is drawn: shapes, scales, marks, and the pictures made of them.

It knows the look and the renderers. It does not know any chart.
"""
