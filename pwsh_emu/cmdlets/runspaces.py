"""Get-Runspace, and what could debug another runspace: a session is one runspace, which nothing else is attached to."""

from __future__ import annotations

from typing import Any

from pwsh_emu.cmdlets.item_base import as_list
from pwsh_emu.runtime.command import Cmdlet, implements
from pwsh_emu.runtime.wildcard import WildcardPattern


@implements("Get-Runspace")
class GetRunspace(Cmdlet):
    """Gets active runspaces within a PowerShell host process."""

    Name: Any = None
    Id: Any = None
    InstanceId: Any = None

    def process(self) -> None:
        runspace = self.session.global_scope.variables["host"].value.get_Runspace()
        if self.Id is not None:
            wanted = any(int(one) == runspace.Id for one in as_list(self.Id))
        elif self.InstanceId is not None:
            wanted = any(str(one) == str(runspace.InstanceId) for one in as_list(self.InstanceId))
        else:
            wanted = any(WildcardPattern(str(one), True).matches(runspace.Name) for one in as_list(self.Name) or ["*"])
        if wanted:
            self.write(runspace)
