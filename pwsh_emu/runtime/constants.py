"""Values of .NET constants as the packaged type data writes them."""

from __future__ import annotations

from typing import Any

from pwsh_emu.runtime import values


def read(kind: str, text: str) -> Any:
    """Return a constant of a type (its short name) from its text."""
    if kind == "string":
        return text
    if kind == "bool":
        return text in ("True", "true")
    if kind == "int":
        return int(text)
    if kind == "double":
        return float(text.replace("∞", "inf").replace("Infinity", "inf"))
    if kind == "float":
        return values.Single(float(text.replace("∞", "inf").replace("Infinity", "inf")))
    if kind == "decimal":
        return values.Decimal(text)
    if kind == "char":
        return values.Char(chr(int(text[2:], 16)) if text.startswith("U+") else text)
    wrappers: dict[str, type] = {
        "long": values.Int64, "short": values.Int16, "byte": values.Byte, "sbyte": values.SByte,
        "ushort": values.UInt16, "uint": values.UInt32, "ulong": values.UInt64,
    }  # fmt: skip
    if kind in wrappers:
        return wrappers[kind](text)
    from pwsh_emu.runtime.errors import not_supported

    raise not_supported(f"A constant of type {kind}")
