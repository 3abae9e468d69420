"""Register-ArgumentCompleter: script blocks that offer values for parameters."""

from __future__ import annotations

from typing import Any

from pwsh_emu.runtime.command import Cmdlet, implements


@implements("Register-ArgumentCompleter")
class RegisterArgumentCompleter(Cmdlet):
    """Keeps a completer for a parameter of the named commands, or of all commands; $null takes it back."""

    CommandName: Any = None
    ParameterName: Any = None
    ScriptBlock: Any = None
    Native: Any = False
    NativeFallback: Any = False

    def end(self) -> None:
        if self.Native or self.NativeFallback:
            native = self.session.services.setdefault("native_completers", {})
            native.update({str(name).lower(): self.ScriptBlock for name in self.CommandName or [""]})
            return
        table = self.session.services.setdefault("argument_completers", {})
        for name in self.CommandName or [""]:
            key = (name.lower(), str(self.ParameterName).lower())
            if self.ScriptBlock is None:
                table.pop(key, None)
            else:
                table[key] = self.ScriptBlock
