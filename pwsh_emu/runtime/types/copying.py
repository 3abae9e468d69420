"""CopyTo: the items of a collection into an array, which does not grow."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pwsh_emu.runtime.errors import NetException
from pwsh_emu.runtime.types import failures


def no_room() -> NetException:
    """Return what dictionaries, sets and their views throw where the array is too short."""
    return failures.argument("Destination array is not long enough to copy all the items in the collection. Check array index and length.")


def copy_into(items: list[Any], target: Any, at: int, refused: Callable[[], NetException] = no_room) -> None:
    """Put items into an array from a place on. Raises what ``refused`` gives where they have no room."""
    if target is None:
        raise failures.null("array")
    if at < 0:
        raise failures.negative("arrayIndex", at)
    if at + len(items) > len(target):
        raise refused()
    target[at : at + len(items)] = items
