"""CallStackFrame: one line of Get-PSCallStack."""

from __future__ import annotations

from typing import Any

from pwsh_emu.runtime.discovery import ScriptInfo
from pwsh_emu.runtime.errors import copied
from pwsh_emu.runtime.knowntypes import builtin
from pwsh_emu.runtime.scopes import UNSET
from pwsh_emu.runtime.typesystem import DotNetObject


class CallStackFrame(DotNetObject):
    """A running script block and where it stands."""

    ps_type = builtin("System.Management.Automation.CallStackFrame")
    PROPERTY_ORDER = "ScriptName ScriptLineNumber InvocationInfo Position FunctionName"
    __slots__ = ("FunctionName", "InvocationInfo", "Position", "variables")

    def __init__(self, frame: Any, extent: Any, name: str) -> None:
        super().__init__()
        self.InvocationInfo: Any = frame.my_invocation
        if self.InvocationInfo.command is None:
            self.InvocationInfo = copied(self.InvocationInfo)
            self.InvocationInfo.command = ScriptInfo(frame.block)
        self.Position = extent
        self.FunctionName = name
        self.variables = dict(frame.scope.variables)

    @property
    def ScriptName(self) -> Any:
        return self.Position.source.file

    @property
    def ScriptLineNumber(self) -> int:
        return int(self.Position.source.position(self.Position.start)[0])

    def GetScriptLocation(self) -> str:
        file = self.ScriptName
        return f"{file.rpartition('/')[2]}: line {self.ScriptLineNumber}" if file else "<No file>"

    def GetFrameVariables(self) -> Any:
        from pwsh_emu.runtime.types.dictionaries import new_dictionary

        table = new_dictionary("System.String", "System.Management.Automation.PSVariable")
        for cell in self.variables.values():
            if cell.value is not UNSET:
                table.set(cell.name, cell)
        return table

    def ToString(self) -> str:
        where = f"{self.ScriptName}: line {self.ScriptLineNumber}" if self.ScriptName else "<No file>"
        return f"at {self.FunctionName}, {where}"

    __str__ = ToString


TYPES = {"System.Management.Automation.CallStackFrame": CallStackFrame}
