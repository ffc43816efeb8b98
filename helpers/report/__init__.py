"""Notebooks and a view in, one offline page out.

``run`` executes the chapters, ``page`` turns what they show into HTML.
"""

from helpers.report.run import ReportError, build, folder

__all__ = ["ReportError", "build", "folder"]
