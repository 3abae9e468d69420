"""System.Management.Automation.Internal.StringDecorated: a text that may hold escape sequences."""

from __future__ import annotations

from typing import Any

from pwsh_emu.formatting.text import plain
from pwsh_emu.runtime.knowntypes import builtin
from pwsh_emu.runtime.typesystem import DotNetObject

_NAME = "System.Management.Automation.Internal.StringDecorated"


class StringDecorated(DotNetObject):
    """A text, whether it is styled, and its length without the styles."""

    ps_type = builtin(_NAME)
    PROPERTY_ORDER = "IsDecorated ContentLength"
    SIGNATURES = (
        f"{_NAME} new(string text)", "bool IsDecorated", "int ContentLength", "string ToString()",
        "string ToString(System.Management.Automation.OutputRendering outputRendering)",
    )  # fmt: skip
    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    @staticmethod
    def new(text: str) -> StringDecorated:
        return StringDecorated(text)

    @property
    def IsDecorated(self) -> bool:
        return "\x1b" in self.text

    @property
    def ContentLength(self) -> int:
        return len(plain(self.text))

    def ToString(self, rendering: Any = None) -> str:
        return plain(self.text) if rendering is None or str(rendering) == "PlainText" else self.text

    __str__ = ToString


TYPES = {_NAME: StringDecorated}
