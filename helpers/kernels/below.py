"""What processes have started, ended with them."""

from collections.abc import Collection
from contextlib import suppress

import psutil


def end_below(pid: int, but: Collection[int] = ()) -> None:
    """End all that a process has started, also what it has detached, but some."""
    for _ in range(100):  # what is ended may have started more meanwhile
        with suppress(psutil.Error):
            first = psutil.Process(pid).children()
            below = [one for one in first if one.pid not in but]
            below += [more for one in below for more in one.children(recursive=True)]
            if not (below := [p for p in below if p.status() != psutil.STATUS_ZOMBIE]):
                return
            for one in below:
                with suppress(psutil.Error):
                    one.kill()
