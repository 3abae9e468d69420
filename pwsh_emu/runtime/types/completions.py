"""CommandCompletion and CompletionResult: what may stand at a cursor, as TabExpansion2 gives it."""

from __future__ import annotations

from typing import Any

from pwsh_emu.runtime.errors import not_supported
from pwsh_emu.runtime.knowntypes import builtin, enumeration, with_session
from pwsh_emu.runtime.typesystem import DotNetObject
from pwsh_emu.runtime.values import PSArray

_AUTOMATION = "System.Management.Automation."


class CompletionResult(DotNetObject):
    """One match: the text to put, the text to list, its kind and a longer explanation."""

    ps_type = builtin(_AUTOMATION + "CompletionResult")
    PROPERTY_ORDER = "CompletionText ListItemText ResultType ToolTip"
    __slots__ = ("CompletionText", "ListItemText", "ResultType", "ToolTip")

    def __init__(self, text: str, list_text: str | None = None, kind: Any = None, tool_tip: str | None = None) -> None:
        super().__init__()
        self.CompletionText = text
        self.ListItemText = text if list_text is None else list_text
        self.ResultType = kind if kind is not None else result_type("Text")
        self.ToolTip = self.ListItemText if tool_tip is None else tool_tip

    @staticmethod
    def new(text: str, list_text: str | None = None, kind: Any = None, tool_tip: str | None = None) -> CompletionResult:
        return CompletionResult(text, list_text, kind, tool_tip)


def result_type(name: str) -> Any:
    """Return a value of CompletionResultType."""
    return enumeration(_AUTOMATION + "CompletionResultType").named(name)


class CommandCompletion(DotNetObject):
    """The matches for a part of a text."""

    ps_type = builtin(_AUTOMATION + "CommandCompletion")
    PROPERTY_ORDER = "CurrentMatchIndex ReplacementIndex ReplacementLength CompletionMatches"
    SIGNATURES = (
        "int CurrentMatchIndex", "int ReplacementIndex", "int ReplacementLength",
        "System.Collections.ObjectModel.Collection[System.Management.Automation.CompletionResult] CompletionMatches",
        "System.Management.Automation.CompletionResult GetNextResult(bool forward)",
        "static System.Management.Automation.CommandCompletion CompleteInput(string input, int cursorIndex, hashtable options)",
    )  # fmt: skip
    __slots__ = ("CompletionMatches", "CurrentMatchIndex", "ReplacementIndex", "ReplacementLength")

    def __init__(self, start: int, length: int, matches: list[Any]) -> None:
        super().__init__()
        self.CurrentMatchIndex = -1
        self.ReplacementIndex = start
        self.ReplacementLength = length
        self.CompletionMatches = PSArray(matches)

    def GetNextResult(self, forward: bool) -> Any:
        count = len(self.CompletionMatches)
        if not count:
            return None
        self.CurrentMatchIndex = (self.CurrentMatchIndex + (1 if forward else -1)) % count
        return self.CompletionMatches[self.CurrentMatchIndex]

    @staticmethod
    @with_session
    def static_CompleteInput(session: Any, text: str, cursor: int, options: Any = None) -> CommandCompletion:
        complete = session.services.get("completer")
        if complete is None:
            raise not_supported("Completion in this session")
        found = complete(session, text or "", cursor)
        return CommandCompletion(
            found.start,
            found.length,
            [CompletionResult(one.text, one.list_text, result_type(one.kind), one.tool_tip) for one in found.matches],
        )


TYPES = {_AUTOMATION + "CompletionResult": CompletionResult, _AUTOMATION + "CommandCompletion": CommandCompletion}
