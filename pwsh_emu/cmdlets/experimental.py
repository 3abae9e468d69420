"""Get-, Enable- and Disable-ExperimentalFeature."""

from __future__ import annotations

from typing import Any

from pwsh_emu.cmdlets.item_base import as_list
from pwsh_emu.runtime.command import Cmdlet, implements
from pwsh_emu.runtime.types.experimental import ExperimentalFeature, features_of
from pwsh_emu.runtime.wildcard import WildcardPattern


@implements("Get-ExperimentalFeature")
class GetExperimentalFeature(Cmdlet):
    """Gets experimental features."""

    Name: Any = None

    def process(self) -> None:
        features = features_of(self.session)
        for name in map(str, as_list(self.Name) or ["*"]):
            pattern = WildcardPattern(name, True)
            self.write_all(one for one in features if pattern.matches(one.Name))


class _SwitchFeature(Cmdlet):
    """What Enable- and Disable-ExperimentalFeature share: the setting is remembered, nothing in the session changes by it."""

    Name: Any = None
    Scope: Any = "CurrentUser"
    enabled = False

    def process(self) -> None:
        for name in map(str, as_list(self.Name)):
            pattern = WildcardPattern(name, True)
            found = [one for one in features_of(self.session) if pattern.matches(one.Name)]
            if not found:
                message = f"Failed to find experimental feature named '{name}'."
                kind = "System.Management.Automation.ItemNotFoundException"
                self.write_error(self.error(kind, message, "ItemNotFoundException", "ObjectNotFound", name))
            for feature in found:
                self._switch(feature)

    def _switch(self, feature: ExperimentalFeature) -> None:
        if self.should_process(feature.Name):
            feature.Enabled = self.enabled
            self.write_warning("Enabling and disabling experimental features do not take effect until next start of PowerShell.")


@implements("Enable-ExperimentalFeature")
class EnableExperimentalFeature(_SwitchFeature):
    """Enable the Experimental Features on startup of new instance of PowerShell."""

    enabled = True


@implements("Disable-ExperimentalFeature")
class DisableExperimentalFeature(_SwitchFeature):
    """Disable the Experimental Features on startup of new instance of PowerShell."""
