"""The evidence beside a chart, as HTML that does nothing, written once.

It knows cards, lists and tables, and not where they stand.
"""
