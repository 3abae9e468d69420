"""The types of what Get-FormatData gives: views, their controls and the types that they are for; `formatting.formatdata` adds members."""

from __future__ import annotations

from pwsh_emu.runtime.knowntypes import KnownType, declare
from pwsh_emu.runtime.typesystem import PSType

_NAMESPACE = "System.Management.Automation."


def _control(name: str) -> KnownType:
    declared = declare(f"{_NAMESPACE}{name}Control")
    declared.base = PS_CONTROL
    return declared


PS_CONTROL = declare(_NAMESPACE + "PSControl")
PS_CONTROL.is_sealed, PS_CONTROL.is_abstract = False, True
CONTROLS: dict[str, KnownType] = {name: _control(name) for name in ("Table", "List", "Wide", "Custom")}
VIEW = declare(_NAMESPACE + "FormatViewDefinition")
EXTENDED = declare(_NAMESPACE + "ExtendedTypeDefinition")
HEADER = declare(_NAMESPACE + "TableControlColumnHeader")
ROW = declare(_NAMESPACE + "TableControlRow")
COLUMN = declare(_NAMESPACE + "TableControlColumn")
ENTRY = declare(_NAMESPACE + "DisplayEntry")
DECLARED: dict[str, PSType] = {one.full_name: one for one in (PS_CONTROL, *CONTROLS.values(), VIEW, EXTENDED, HEADER, ROW, COLUMN, ENTRY)}
