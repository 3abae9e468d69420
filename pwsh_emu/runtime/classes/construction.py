"""Calls from inside class bodies that are not ordinary calls: the base's constructor, and a base's own method."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.runtime.classes.members import call_base_constructor
from pwsh_emu.runtime.values import PSCustomObject, PSObject

if TYPE_CHECKING:
    from pwsh_emu.runtime.frame import Frame
    from pwsh_emu.runtime.session import Session
    from pwsh_emu.runtime.typesystem import PSType


def call_base(frame: Frame, arguments: list[Any]) -> None:
    """``: base(arguments)`` of the constructor that runs in a frame."""
    method = frame.method
    cell = frame.scope.find("this")
    if method is not None and cell is not None:
        call_base_constructor(method.owner, cell.value, arguments)


def invoke_as(session: Session, ps_type: PSType, obj: Any, name: str, arguments: list[Any]) -> Any:
    """``([Base] $this).name(arguments)``: the base's own method, also where the object's class overrides it."""
    from pwsh_emu.runtime.classes.scriptclass import ScriptClass, ScriptObject
    from pwsh_emu.runtime.members import call_overloads, find_methods, invoke_method

    lower = name.lower()
    if isinstance(obj, ScriptObject) and ps_type in obj.ps_type.bases() and ps_type is not obj.ps_type:
        overloads = find_methods(ps_type, lower)
        if overloads and (isinstance(ps_type, ScriptClass) or lower not in ("gettype", "equals", "gethashcode")):
            if lower == "tostring" and not isinstance(ps_type, ScriptClass) and ps_type.full_name == "System.Object":
                return str(obj.ps_type.full_name)
            return call_overloads(session, ps_type, (obj,), overloads, ("as", lower), arguments)
    elif ps_type.full_name == "System.Object" and lower in ("tostring", "equals") and len(arguments) == (lower == "equals"):
        base = obj.base if type(obj) is PSObject else obj
        if base is not None and not isinstance(base, (ScriptObject, PSCustomObject)):
            if lower == "tostring":
                return session.types.type_of(base).to_string()
            other = arguments[0]
            return base is (other.base if type(other) is PSObject else other)
    return invoke_method(session, obj, name, arguments)
