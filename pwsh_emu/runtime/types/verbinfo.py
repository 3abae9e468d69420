"""System.Management.Automation.VerbInfo: what Get-Verb gives."""

from __future__ import annotations

from pwsh_emu.runtime.knowntypes import builtin
from pwsh_emu.runtime.typesystem import DotNetObject

_NAME = "System.Management.Automation.VerbInfo"


class VerbInfo(DotNetObject):
    """An approved verb."""

    ps_type = builtin(_NAME)
    PROPERTY_ORDER = "Verb AliasPrefix Group Description"
    SIGNATURES = ("string Verb{get;set}", "string AliasPrefix{get;set}", "string Group{get;set}", "string Description{get;set}")
    Verb = AliasPrefix = Group = Description = ""

    def __init__(self, verb: str = "", prefix: str = "", group: str = "", description: str = "") -> None:
        super().__init__()
        self.Verb, self.AliasPrefix, self.Group, self.Description = verb, prefix, group, description


TYPES = {_NAME: VerbInfo}
