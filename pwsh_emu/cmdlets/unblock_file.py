"""Unblock-File."""

from __future__ import annotations

from typing import Any

from pwsh_emu.cmdlets.item_base import ItemCmdlet, as_list
from pwsh_emu.providers.base import ProviderError
from pwsh_emu.runtime.command import implements


@implements("Unblock-File")
class UnblockFile(ItemCmdlet):
    """Unblocks files that were downloaded from the Internet; PowerShell on Linux only says that it cannot."""

    def process(self) -> None:
        literal = self.LiteralPath is not None
        for path in map(str, as_list(self.LiteralPath if literal else self.Path)):
            self._look(path, literal)
        message = "The cmdlet does not support Linux."
        raise self.terminate(self.error("System.PlatformNotSupportedException", message, "LinuxNotSupported", "NotImplemented"))

    def _look(self, path: str, literal: bool) -> Any:
        try:
            list(self.drives.expand(path, literal=literal))
        except ProviderError as error:
            self.write_error(self.error(error.exception.type_name, error.exception.message, "FileNotFound", "ObjectNotFound", path))
