"""Many views of a case: checked whole, run beside each other, compared on one page."""

from helpers.sweep.direct import around, outcomes

__all__ = ["around", "outcomes"]
