"""The scripts of PowerShell's own views, as Python functions where a function is quicker than parsing the script."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pwsh_emu.formatting.members import read


class ViewScript:
    """A view's script that Python computes; called as a ScriptBlock is."""

    __slots__ = ("_compute", "_session", "text")

    def __init__(self, session: Any, text: str, compute: Callable[[Any, Any], Any]) -> None:
        self._session = session
        self._compute = compute
        self.text = text

    def invoke(self, arguments: list[Any], *, dollar_under: Any = None, new_scope: bool = True) -> list[Any]:
        """Return the value in a list, nothing for nothing."""
        value = self._compute(self._session, dollar_under)
        return [] if value is None else [value]


def script_of(session: Any, text: str) -> Any:
    """Return what runs a view's script."""
    compute = _KNOWN.get(" ".join(text.split()))
    if compute is not None:
        return ViewScript(session, text, compute)
    from pwsh_emu.runtime.scriptblock import ScriptBlock

    return ScriptBlock.create(session, text)


def _path(*names: str) -> Callable[[Any, Any], Any]:
    def compute(session: Any, obj: Any) -> Any:
        for name in names:
            if obj is None:
                return None
            obj = read(session, obj, name)
        return obj

    return compute


def _command_name(session: Any, command: Any) -> Any:
    from pwsh_emu.formatting.cells import to_text

    kind = to_text(session, read(session, command, "CommandType"))
    return read(session, command, "DisplayName" if kind == "Alias" else "Name")


def _text(session: Any, obj: Any) -> Any:
    from pwsh_emu.formatting.cells import to_text

    return to_text(session, obj)


_KNOWN: dict[str, Callable[[Any, Any], Any]] = {
    "$_": lambda session, obj: obj,
    "$_.ToString()": _text,
    "$_.Line": _path("Line"),
    "$_.Provider.Name": _path("Provider", "Name"),
    "$_.ExportedCommands.Keys": _path("ExportedCommands", "Keys"),
    'if ($_.CommandType -eq "Alias") { $_.DisplayName } else { $_.Name }': _command_name,
}
