"""How Pester writes values into its messages (Format-Nicely), and joins reasons to them."""

from __future__ import annotations

from typing import Any

from pwsh_emu.runtime.conversion import to_string
from pwsh_emu.runtime.enumeration import is_enumerable
from pwsh_emu.runtime.scriptblock import ScriptBlock
from pwsh_emu.runtime.validation import unwrapped
from pwsh_emu.runtime.values import AUTOMATION_NULL, Hashtable, TypeLiteral

_LIMIT = 10


def nicely(session: Any, value: Any) -> str:
    """Return a value as a failure message shows it."""
    base = unwrapped(value)
    if base is None or base is AUTOMATION_NULL:
        return "$null"
    if isinstance(base, bool):
        return f"${str(base).lower()}"
    if isinstance(base, str) and session.types.type_of(base).full_name == "System.String":
        return f"'{base}'" if base else "<empty>"
    name = session.types.type_of(base).full_name
    if name == "System.DateTime":
        from pwsh_emu.runtime.members import invoke_method

        return str(invoke_method(session, base, "ToString", ["o"]))
    if isinstance(base, TypeLiteral):
        return f"[{to_string(session, base)}]"
    if isinstance(base, ScriptBlock):
        return "{" + str(base) + "}"
    if isinstance(base, Hashtable) or (hasattr(base, "items") and hasattr(base, "keys")):
        return to_string(session, base)
    if is_enumerable(value):
        return collection(session, list(base))
    return to_string(session, value)


def collection(session: Any, items: list[Any]) -> str:
    """Return a collection: its first ten items, and how many more there are."""
    shown = ", ".join(nicely(session, item) for item in items[:_LIMIT])
    more = f", ...{len(items) - _LIMIT} more" if len(items) > _LIMIT else ""
    return f"@({shown}{more})"


def reason(because: Any) -> str:
    """Return `` because …,`` for -Because, as it stands after the first comma of a message."""
    text = "" if because is None else str(because).strip()
    if not text:
        return ""
    if text.lower().startswith("because"):
        text = text[len("because") :].strip()
    return f" because {text},"


def join_and(items: list[str], threshold: int = 2) -> str:
    """Return items joined by commas, with "and" before the last."""
    if len(items) < threshold or len(items) < 2:
        return ", ".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"
