"""New-MockObject: objects of a type without its constructor, or given ones, with properties and methods of a test's own."""

from __future__ import annotations

from typing import Any

from pwsh_emu.pester.blocks import PesterCmdlet
from pwsh_emu.runtime.types.collections_generic import new_list
from pwsh_emu.runtime.typesystem import DotNetObject
from pwsh_emu.runtime.values import PSArray, PSCustomObject, PSNoteProperty, PSObject, PSScriptMethod


class Recorded:
    """Stands for the script of a method: each call is noted before it runs."""

    def __init__(self, script: Any, history: Any) -> None:
        self.script = script
        self.history = history

    def invoke(self, arguments: list[Any], **options: Any) -> Any:
        """Note the call's number and arguments, then run the script."""
        self.history.append(PSCustomObject({"Call": len(self.history) + 1, "Arguments": PSArray(list(arguments))}))
        return self.script.invoke(arguments, **options)


class NewMockObject(PesterCmdlet):
    """Instantiates a .NET object from a type, or decorates one, with properties and methods of one's own."""

    Type: Any = None
    InputObject: Any = None
    Properties: Any = None
    Methods: Any = None
    MethodHistoryPrefix: Any = "_"

    def end(self) -> None:
        value = self.InputObject if self.InputObject is not None else _uninitialized(self.Type.of)
        members: dict[str, Any] = {}
        for name, given in self.Properties.items() if self.Properties is not None else ():
            members[str(name)] = PSNoteProperty(str(name), given)
        for name, given in self.Methods.items() if self.Methods is not None else ():
            history = new_list("System.Object")
            noted = f"{self.MethodHistoryPrefix}{name}"
            members[noted] = PSNoteProperty(noted, history)
            members[str(name)] = PSScriptMethod(str(name), Recorded(given, history))
        if isinstance(value, PSCustomObject):
            value.members.update({name: one.value if isinstance(one, PSNoteProperty) else one for name, one in members.items()})
        elif isinstance(value, PSObject):
            value.extended = {**(value.extended or {}), **members}
        else:
            value = PSObject(value, members)
        self.write(value)


def _uninitialized(kind: Any) -> Any:
    """Return an object of a type whose constructor has not run, as FormatterServices.GetUninitializedObject does."""
    own = next((one for one in kind.implementations() if issubclass(one, DotNetObject)), None) if hasattr(kind, "implementations") else None
    if own is not None:
        return own.__new__(own)
    return type(kind.name, (DotNetObject,), {"ps_type": kind})()
