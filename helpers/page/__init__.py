"""The page of the report: what the notebooks show, in one file without requests.

It knows the template, the scripts and their data. It runs no notebook.
"""
