"""The offline page: what notebooks show, in one file that asks for nothing.

It knows the template, the scripts and their data; it executes no notebook.
"""
