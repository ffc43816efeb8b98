"""How much work something is, on any machine: the steps that Python takes for it."""

import sys
from collections.abc import Callable


def steps(do: Callable[[], object]) -> int:
    """Count the lines that Python comes to, and the functions that it is in, over all.

    What a library does in one call of its own counts as none.
    """
    taken = 0

    def count(frame, event, given):
        nonlocal taken
        taken += 1
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        do()
    finally:
        sys.settrace(before)
    return taken
