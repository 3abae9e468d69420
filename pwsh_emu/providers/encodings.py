"""The -Encoding names of file cmdlets: how text becomes bytes, and how bytes of a file become text and lines.

Rules: about_Character_Encoding. Without -Encoding files are written as UTF-8 without a byte order mark and read by their mark, else as UTF-8.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import IO, Any

from pwsh_emu.runtime.text import characters, code_units


class TextEncoding:
    """A Python codec and the byte order mark that is written before the text."""

    __slots__ = ("codec", "mark", "name")

    def __init__(self, name: str, codec: str, mark: bytes = b"") -> None:
        self.name = name
        self.codec = codec
        self.mark = mark

    def encode(self, text: str) -> bytes:
        """Return the bytes of a text, characters the encoding lacks as ?."""
        try:
            return text.encode(self.codec)
        except UnicodeEncodeError:
            if self.codec.startswith("utf"):
                return characters(text).encode(self.codec)
            return text.encode(self.codec, "replace")

    def decode(self, data: bytes) -> str:
        return code_units(data.decode(self.codec, "replace"))


_TABLE = {
    "utf8": ("utf-8", b""), "utf8nobom": ("utf-8", b""), "utf8bom": ("utf-8", codecs.BOM_UTF8), "default": ("utf-8", b""), "oem": ("utf-8", b""),
    "ansi": ("utf-8", b""), "ascii": ("ascii", b""), "unicode": ("utf-16-le", codecs.BOM_UTF16_LE), "string": ("utf-16-le", codecs.BOM_UTF16_LE),
    "unknown": ("utf-16-le", codecs.BOM_UTF16_LE), "utf16": ("utf-16-le", codecs.BOM_UTF16_LE),
    "bigendianunicode": ("utf-16-be", codecs.BOM_UTF16_BE),
    "utf32": ("utf-32-le", codecs.BOM_UTF32_LE), "bigendianutf32": ("utf-32-be", codecs.BOM_UTF32_BE),
    "utf7": ("utf-7", b""), "latin1": ("latin-1", b""),
}  # fmt: skip
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"), (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
_PAGES = {
    1252: "cp1252",
    1250: "cp1250",
    1251: "cp1251",
    65001: "utf-8",
    1200: "utf-16-le",
    1201: "utf-16-be",
    20127: "ascii",
    28591: "latin-1",
    437: "cp437",
    850: "cp850",
}
DEFAULT = TextEncoding("utf8NoBOM", "utf-8")


def find(value: Any) -> TextEncoding | None:
    """Return the encoding of a name, code page or Encoding object; None where there is none such."""
    if value is None:
        return DEFAULT
    if isinstance(value, TextEncoding):
        return value
    codec = getattr(value, "codec", None)
    if codec is not None:  # System.Text.Encoding
        return TextEncoding(str(getattr(value, "name", codec)), codec, getattr(value, "preamble", b"") or b"")
    if isinstance(value, int):
        page = _PAGES.get(int(value))
        return TextEncoding(page, page) if page else None
    name = str(value)
    known = _TABLE.get(name.lower())
    if known:
        return TextEncoding(name, *known)
    if name.isdigit():
        return find(int(name))
    try:
        codecs.lookup(name)
    except LookupError:
        return None
    return TextEncoding(name, name)


def sniff(head: bytes, chosen: TextEncoding | None) -> tuple[str, int]:
    """Return the codec of a file and how many bytes of its head are the mark: the file's own mark, else the chosen encoding, else UTF-8."""
    for mark, codec in _MARKS:
        if head.startswith(mark):
            return codec, len(mark)
    return (chosen.codec if chosen is not None else "utf-8"), 0


def read_text(data: bytes, chosen: TextEncoding | None = None) -> str:
    """Return the text of a whole file."""
    codec, skip = sniff(data[:4], chosen)
    return code_units(data[skip:].decode(codec, "replace"))


def read_chunks(file: IO[bytes], chosen: TextEncoding | None = None, size: int = 1 << 16) -> Iterator[str]:
    """Yield a file's text in pieces."""
    head = file.read(4)
    codec, skip = sniff(head, chosen)
    decoder = codecs.getincrementaldecoder(codec)("replace")
    data = head[skip:]
    while True:
        more = file.read(size)
        text = code_units(decoder.decode(data, not more))
        if text:
            yield text
        if not more:
            return
        data = more


def read_lines(file: IO[bytes], chosen: TextEncoding | None = None) -> Iterator[str]:
    """Yield a file's lines without their breaks (\\n, \\r\\n or \\r), as they are needed."""
    pending = ""
    unbroken: list[str] = []  # pieces of one long line
    for chunk in read_chunks(file, chosen):
        if "\n" not in chunk and "\r" not in chunk and not pending.endswith("\r"):
            unbroken.append(chunk)
            continue
        text = pending + "".join(unbroken) + chunk
        unbroken.clear()
        held = ""
        if text.endswith("\r"):
            text, held = text[:-1], "\r"
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        lines = text.split("\n")
        pending = lines.pop() + held
        yield from lines
    pending += "".join(unbroken)
    if pending:
        lines = pending.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        if lines[-1] == "":
            lines.pop()
        yield from lines
