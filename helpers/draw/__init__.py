"""How anything is drawn: marks, rows, blocks, and the pictures made of them.

It knows the look and the renderers. It does not know any chart.
"""
