"""Running notebooks: for one report, or under many views.

It knows processes, plans and what has been run. It does not know what a page consists
of.
"""
