"""Dateline: one article in, one sourced timeline out."""

__version__ = "0.1.0"
