"""CommandCompletion and CompletionResult: what may stand at a cursor, as TabExpansion2 gives it."""

from __future__ import annotations

from typing import Any

from pwsh_emu.runtime.errors import not_supported
from pwsh_emu.runtime.knowntypes import builtin, enumeration, with_session
from pwsh_emu.runtime.types import failures
from pwsh_emu.runtime.typesystem import DotNetObject
from pwsh_emu.runtime.values import PSArray

_AUTOMATION = "System.Management.Automation."
_COMPLETION = _AUTOMATION + "CommandCompletion"
_LIST = "System.Collections.Generic.IEnumerable[System.Management.Automation.CompletionResult]"


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
        f"static {_COMPLETION} CompleteInput(string input, int cursorIndex, hashtable options, System.Object powershell)",
        f"static {_COMPLETION} CompleteInput(System.Object ast, System.Object tokens, System.Object positionOfCursor, System.Object options)",
        f"static {_COMPLETION} CompleteInput(System.Object ast, System.Object tokens, System.Object positionOfCursor, System.Object options, "
        "System.Object powershell)",
        "static System.Object MapStringInputToParsedInput(string input, int cursorIndex)",
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
        self.CurrentMatchIndex = (self.CurrentMatchIndex + 1) % count if forward else (max(self.CurrentMatchIndex, 0) - 1) % count
        return self.CompletionMatches[self.CurrentMatchIndex]

    @staticmethod
    @with_session
    def static_CompleteInput(session: Any, source: Any, place: Any = None, *rest: Any) -> CommandCompletion:
        """Complete a text at an offset, or a tree with its tokens at a position; a PowerShell that is given last is the one to ask."""
        if not isinstance(source, str) and source is not None:
            if place is None or not rest or rest[0] is None:
                raise failures.null_argument("tokens" if place is None else "positionOfCursor")
            if len(rest) > 2 and rest[2] is None:
                raise failures.null_argument("powershell")
            return _completed(session, str(source.source.text), int(rest[0].Offset))
        if source is None:
            if len(rest) > 1:
                raise failures.null_argument("input")
            source = ""
        offset = int(place or 0)
        _check(source, offset)
        if len(rest) > 1:
            if rest[1] is None:
                raise failures.null_argument("powershell")
            session = rest[1].Runspace.session
        return _completed(session, source, offset)

    @staticmethod
    @with_session
    def static_MapStringInputToParsedInput(session: Any, text: str, cursor: int) -> Any:
        _check(text, cursor)
        raise not_supported("[System.Management.Automation.CommandCompletion]::MapStringInputToParsedInput")


def _check(text: str, offset: int) -> None:
    if offset > len(text):
        raise failures.not_valid("cursorIndex")


def _results(found: Any) -> list[Any]:
    return [CompletionResult(one.text, one.list_text, result_type(one.kind), one.tool_tip) for one in found.matches]


def _completed(session: Any, text: str, cursor: int) -> CommandCompletion:
    found = _asked(session, text, cursor)
    return CommandCompletion(found.start, found.length, _results(found))


def _asked(session: Any, text: str, cursor: int) -> Any:
    complete = session.services.get("completer")
    if complete is None:
        raise not_supported("Completion in this session")
    return complete(session, text, cursor)


class CompletionCompletersMembers:
    """Static members of CompletionCompleters: completion of one kind of word."""

    ps_type = builtin(_AUTOMATION + "CompletionCompleters")
    SIGNATURES = (
        *(f"static {_LIST} {name}({parameter})" for name, parameter in (
            ("CompleteOperator", "string wordToComplete"), ("CompleteVariable", "string variableName"), ("CompleteType", "string typeName"),
            ("CompleteCommand", "string commandName"), ("CompleteFilename", "string fileName"),
        )),
    )  # fmt: skip

    @staticmethod
    @with_session
    def static_CompleteOperator(session: Any, word: str) -> Any:
        return CompletionCompletersMembers._kind(session, "1 " + (word if word.startswith("-") else f"-{word}"))

    @staticmethod
    @with_session
    def static_CompleteVariable(session: Any, word: str) -> Any:
        return CompletionCompletersMembers._kind(session, f"${word}")

    @staticmethod
    @with_session
    def static_CompleteType(session: Any, word: str) -> Any:
        return CompletionCompletersMembers._kind(session, f"[{word}")

    @staticmethod
    @with_session
    def static_CompleteCommand(session: Any, word: str, *rest: Any) -> Any:
        return CompletionCompletersMembers._kind(session, word)

    @staticmethod
    @with_session
    def static_CompleteFilename(session: Any, word: str) -> Any:
        return CompletionCompletersMembers._kind(session, f"Get-Item {word}")

    @staticmethod
    def _kind(session: Any, text: str) -> Any:
        from pwsh_emu.runtime.types.collections_generic import new_collection

        return new_collection(CompletionResult.ps_type, _results(_asked(session, text, len(text))))


TYPES: dict[str, type] = {
    _AUTOMATION + "CompletionResult": CompletionResult,
    _AUTOMATION + "CommandCompletion": CommandCompletion,
    _AUTOMATION + "CompletionCompleters": CompletionCompletersMembers,
}
