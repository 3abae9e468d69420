"""How much memory the process takes."""

from __future__ import annotations

import os
import sys


def _pages(column: int) -> int | None:
    """Return a figure of /proc/self/statm in bytes; None where the system has no such file."""
    try:
        # A bare descriptor: a limit may interrupt at any step here, and a file object left open would be complained about.
        descriptor = os.open("/proc/self/statm", os.O_RDONLY)
    except OSError:
        return None
    try:
        return int(os.read(descriptor, 200).split()[column]) * os.sysconf("SC_PAGE_SIZE")
    finally:
        os.close(descriptor)


def mapped() -> int | None:
    """Return how many bytes of address space the process has; None where the system does not tell."""
    return _pages(0)


def resident() -> int:
    """Return how many bytes of memory the process holds (its highest so far, where the system tells no more; 0 where it tells nothing)."""
    held = _pages(1)
    if held is not None:
        return held
    if sys.platform == "win32":
        return 0
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024
