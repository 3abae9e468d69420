"""System.Management.Automation.Internal.InternalTestHooks: switches that public tests of the shell set; nothing here looks at them."""

from __future__ import annotations

from typing import Any

from pwsh_emu.runtime.knowntypes import builtin
from pwsh_emu.runtime.typesystem import DotNetObject

_NAME = "System.Management.Automation.Internal.InternalTestHooks"


class InternalTestHooks(DotNetObject):
    """The switches: setting one changes nothing."""

    ps_type = builtin(_NAME)
    SIGNATURES = ("static void SetTestHook(string property, System.Object value)",)

    @staticmethod
    def static_SetTestHook(name: str, value: Any) -> None:
        """Take a value for a switch."""


TYPES = {_NAME: InternalTestHooks}
