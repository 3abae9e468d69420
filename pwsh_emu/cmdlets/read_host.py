"""Read-Host."""

from __future__ import annotations

from typing import Any

from pwsh_emu.runtime.choices import not_interactive
from pwsh_emu.runtime.command import Cmdlet, implements
from pwsh_emu.runtime.turns import away


@implements("Read-Host")
class ReadHost(Cmdlet):
    """Reads a line of input from the console."""

    Prompt: Any = None
    AsSecureString = False
    MaskInput = False

    def begin(self) -> None:
        host = self.session.host
        if not host.interactive:
            raise not_interactive()
        prompt = ""
        if self.Prompt is not None:
            from pwsh_emu.runtime.conversion import to_string

            prompt = to_string(self.session, self.Prompt) + ": "
        with away(self.session):
            line = host.read_secret(prompt) if self.AsSecureString or self.MaskInput else host.read_line(prompt)
        text = "" if line is None else line
        if self.AsSecureString:
            from pwsh_emu.runtime.types.network import SecureString

            self.write(SecureString(text))
            return
        self.write(text)
