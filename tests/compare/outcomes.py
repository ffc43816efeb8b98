"""Outcomes of views, made by hand: a few findings, each of a few items."""

from helpers.compare.findings import Finding, Outcome
from helpers.compare.variations import Variation


def counted(name: str, *items: str) -> Finding:
    """Make a finding that counts these items."""
    return Finding(name=name, value=len(items), items=list(items))


def outcome(kind: str, subject: str, *found: Finding, label: str = "") -> Outcome:
    """Make what a variation comes to."""
    return Outcome(Variation(kind, label or f"without {subject}", {}, subject), found)


BASE = outcome("base", "", counted("events", "E001", "E002"), counted("ties", "a"))
SAME = BASE.findings
