"""Notebooks executed: one report, or many views beside each other.

It knows processes, plans and what has been run; what a page looks like it is told.
"""
