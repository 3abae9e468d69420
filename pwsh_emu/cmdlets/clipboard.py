"""Get-Clipboard and Set-Clipboard: a clipboard of the session's own, since native programs are never run."""

from __future__ import annotations

from typing import Any

from pwsh_emu.cmdlets.item_base import as_list
from pwsh_emu.runtime.command import Cmdlet, implements


@implements("Get-Clipboard")
class GetClipboard(Cmdlet):
    """Gets the contents of the clipboard."""

    Raw: Any = False
    Delimiter: Any = None

    def begin(self) -> None:
        text = str(self.session.services.get("clipboard", ""))
        if self.Raw:
            self.write(text)
            return
        for delimiter in map(str, as_list(self.Delimiter) or ["\n"]):
            text = text.replace(delimiter, "\n")
        if text:
            self.write_all(text.split("\n"))


@implements("Set-Clipboard")
class SetClipboard(Cmdlet):
    """Sets the contents of the clipboard."""

    Value: Any = None
    Append: Any = False
    PassThru: Any = False
    AsOSC52: Any = False

    def begin(self) -> None:
        self._lines: list[str] = []

    def process(self) -> None:
        self._lines += ["" if one is None else str(one) for one in as_list(self.Value)]

    def end(self) -> None:
        text = "\n".join(self._lines)
        before = str(self.session.services.get("clipboard", ""))
        if self.Append and before:
            text = f"{before}\n{text}" if text else before
        action = "Append content to the clipboard." if self.Append else "Set the clipboard content."
        if self.should_process(_preview(text), action):
            if self.AsOSC52:
                self._send(text)
            else:
                self.session.services["clipboard"] = text
        if self.PassThru:
            self.write(text)

    def _send(self, text: str) -> None:
        """Hand the text to the terminal, which keeps the clipboard of whoever sits at it."""
        import base64

        from pwsh_emu.runtime.text import characters

        self.session.host.write(f"\x1b]52;c;{base64.b64encode(characters(text).encode()).decode()}\a")


_PREVIEW = 20


def _preview(text: str) -> str:
    return text if len(text) < _PREVIEW else text[:_PREVIEW] + " ..."
