"""The evidence beside a chart, written once, as HTML that runs nothing.

It knows cards, lists and tables. It does not know where they are shown.
"""
