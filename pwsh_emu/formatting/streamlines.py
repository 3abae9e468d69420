"""The lines that warnings, verbose and debug messages and information records are on a console."""

from __future__ import annotations

from typing import Any

from pwsh_emu.formatting import psstyle
from pwsh_emu.formatting.text import RESET, plain


def message_line(session: Any, kind: str, record: Any, width: int) -> str:
    """Return the line of a WARNING, VERBOSE or DEBUG record, with its line break."""
    line = f"{kind}: {record}"
    if psstyle.is_plain(session, True):
        return plain(line) + "\n"
    return psstyle.formatting(session, kind.capitalize()) + line + RESET + "\n"


def information_text(session: Any, record: Any) -> str | None:
    """Return what the console shows of an information record, with its line break where it has one: Write-Host's text in its colours."""
    data = record.message_data
    text = getattr(data, "message", None)
    if text is None:
        from pwsh_emu.formatting.cells import to_text

        text = to_text(session, data)
    ending = "" if getattr(data, "no_new_line", False) else "\n"
    if psstyle.is_plain(session, True):
        return plain(str(text)) + ending
    opening = _colours(getattr(data, "foreground", None), getattr(data, "background", None))
    return f"{opening}{text}{RESET if opening else ''}{ending}"


def _colours(foreground: Any, background: Any) -> str:
    from pwsh_emu.runtime.types import style

    opening = style.map_foreground(foreground) if foreground is not None else ""
    return opening + (style.map_background(background) if background is not None else "")
