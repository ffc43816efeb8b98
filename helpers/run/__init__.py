"""Notebooks executed: one report, or many views beside each other.

It knows processes, plans and what has been run, and not what a page is made of.
"""
