"""Whether output is styled, and with what: $PSStyle as the formatter reads it."""

from __future__ import annotations

from pwsh_emu.formatting.text import plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_HOST, _PLAIN_TEXT, _ANSI = 0, 1, 2


def style_of(session: Any) -> Any:
    """Return a session's $PSStyle object, made when first asked for."""
    found = session.services.get("psstyle")
    if found is None:
        from pwsh_emu.runtime.types.style import PSStyle

        rendering = session.types.resolve("System.Management.Automation.OutputRendering")
        first = "PlainText" if getattr(session.host, "no_colour", False) else "Host"
        view = session.types.resolve("System.Management.Automation.ProgressView").named("Minimal")
        found = session.services["psstyle"] = PSStyle(rendering.named(first), view)
    return found


def supports_styles(session: Any) -> bool:
    """Tell whether the host understands escape sequences ($Host.UI.SupportsVirtualTerminal)."""
    host = session.host
    return bool(getattr(host, "supports_virtual_terminal", getattr(host, "is_terminal", False)))


def is_plain(session: Any, is_host: bool) -> bool:
    """Tell whether escape sequences are taken out of what is written to the console (``is_host``) or to a string or file."""
    style = session.services.get("psstyle")
    if style is None:
        rendering = _PLAIN_TEXT if getattr(session.host, "no_colour", False) else _HOST
    else:
        rendering = style.settings["OutputRendering"].value
    if is_host and not supports_styles(session):
        return True
    if rendering == _HOST:
        return not (is_host and getattr(session.host, "is_terminal", False))
    return bool(rendering == _PLAIN_TEXT)


def without_styles(text: str) -> str:
    """Return a text without escape sequences."""
    return plain(text)


def formatting(session: Any, name: str) -> str:
    """Return one of $PSStyle.Formatting's escape sequences."""
    return str(style_of(session).settings["Formatting"].settings[name] or "")


def header_styles(session: Any) -> tuple[str, str]:
    """Return the escape sequences of table headers: of property names and of other labels."""
    return formatting(session, "TableHeader"), formatting(session, "CustomTableHeaderLabel")


def accent(session: Any) -> str:
    """Return the escape sequence of a list's labels."""
    return formatting(session, "FormatAccent")
