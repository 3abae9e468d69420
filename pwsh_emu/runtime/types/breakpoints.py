"""Breakpoints on lines, commands and variables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.runtime.knowntypes import builtin, enumeration
from pwsh_emu.runtime.typesystem import DotNetObject
from pwsh_emu.runtime.wildcard import WildcardPattern

if TYPE_CHECKING:
    from pwsh_emu.runtime.debugger import Debugger
    from pwsh_emu.runtime.frame import Frame
    from pwsh_emu.runtime.sequencepoints import Point

_AUTOMATION = "System.Management.Automation."
_COMMON = ("int Id", "string Script", "bool Enabled", "int HitCount", "scriptblock Action", "string ToString()")


class Breakpoint(DotNetObject):
    """Base of breakpoints: ``Script`` is the file it holds for, ``Action`` what runs when it is hit (None stops the script)."""

    ps_type = builtin(_AUTOMATION + "Breakpoint")
    SIGNATURES: tuple[str, ...] = _COMMON
    Id: int = 0
    Enabled: bool = True
    HitCount: int = 0
    Script: Any = None
    Action: Any = None

    def __init__(self, script: str | None, action: Any) -> None:
        super().__init__()
        self.Script = script
        self.Action = action

    def matches(self, debugger: Debugger, frame: Frame, point: Point) -> bool:
        """Tell whether a sequence point hits it."""
        raise NotImplementedError

    def in_script(self, frame: Frame) -> bool:
        return self.Script is None or frame.block.file == self.Script


class LineBreakpoint(Breakpoint):
    ps_type = builtin(_AUTOMATION + "LineBreakpoint")
    SIGNATURES = ("int Line", "int Column", *_COMMON)
    PROPERTY_ORDER = "Column Line Action Enabled HitCount Id Script"
    Line: int = 0
    Column: int = 0

    def __init__(self, script: str, line: int, column: int, action: Any) -> None:
        super().__init__(script, action)
        self.Line = line
        self.Column = column

    def matches(self, debugger: Debugger, frame: Frame, point: Point) -> bool:
        if not self.in_script(frame):
            return False
        source = frame.block.ast.source
        if source.position(point.node.start)[0] != self.Line:
            return False
        return (point.node.start, point.node.end) == debugger.first_on_line(source, self.Line, self.Column)

    def ToString(self) -> str:
        return f"Line breakpoint on '{self.Script}:{self.Line}{f', {self.Column}' if self.Column else ''}'"

    __str__ = ToString


class CommandBreakpoint(Breakpoint):
    ps_type = builtin(_AUTOMATION + "CommandBreakpoint")
    SIGNATURES = ("string Command", *_COMMON)
    PROPERTY_ORDER = "Command Action Enabled HitCount Id Script"
    Command: str = ""

    def __init__(self, script: str | None, command: str, action: Any) -> None:
        super().__init__(script, action)
        self.Command = command

    def matches(self, debugger: Debugger, frame: Frame, point: Point) -> bool:
        if not self.in_script(frame):
            return False
        pattern = WildcardPattern(self.Command, True)
        return any(pattern.matches(name) or pattern.matches(_resolved(frame, name)) for name in point.uses[0])

    def ToString(self) -> str:
        return f"Command breakpoint on '{f'{self.Script}:' if self.Script else ''}{self.Command}'"

    __str__ = ToString


class VariableBreakpoint(Breakpoint):
    """``mode`` is Read, Write or ReadWrite."""

    ps_type = builtin(_AUTOMATION + "VariableBreakpoint")
    SIGNATURES = ("string Variable", _AUTOMATION + "VariableAccessMode AccessMode", *_COMMON)
    PROPERTY_ORDER = "AccessMode Variable Action Enabled HitCount Id Script"
    Variable: str = ""

    def __init__(self, script: str | None, variable: str, mode: str, action: Any) -> None:
        super().__init__(script, action)
        self.Variable = variable
        self.mode = mode

    @property
    def AccessMode(self) -> Any:
        return enumeration(_AUTOMATION + "VariableAccessMode").named(self.mode)

    def matches(self, debugger: Debugger, frame: Frame, point: Point) -> bool:
        if not self.in_script(frame):
            return False
        _, reads, writes = point.uses
        name = self.Variable.lower()
        return (self.mode != "Read" and name in writes) or (self.mode != "Write" and name in reads)

    def ToString(self) -> str:
        place = f"{self.Script}:${self.Variable}" if self.Script else f"${self.Variable}"
        return f"Variable breakpoint on '{place}' ({self.mode} access)"

    __str__ = ToString


def _resolved(frame: Frame, name: str) -> str:
    """Return the name of the command that a name means now."""
    from pwsh_emu.runtime.discovery import find
    from pwsh_emu.runtime.errors import PSError

    try:
        found = find(frame.session, name)
    except PSError:
        return name
    return name if found is None else str(found.name)


TYPES: dict[str, type] = {cls.ps_type.full_name: cls for cls in (Breakpoint, LineBreakpoint, CommandBreakpoint, VariableBreakpoint)}
