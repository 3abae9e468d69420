"""Calls functions and script blocks without the machinery of command processors, where nothing of it can be seen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pwsh_emu.runtime.compile.sites import CommandSite
    from pwsh_emu.runtime.frame import Frame

Sink = Callable[[Any], Any]


def call_directly(frame: Frame, site: CommandSite, out: Sink, values: tuple[Any, ...]) -> bool:
    """Call the command of a site the short way; False where it has to go the long way (nothing has happened then)."""
    return False
