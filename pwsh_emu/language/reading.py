"""Reads script files as PowerShell does: the byte order mark decides, UTF-8 without one; bad bytes become U+FFFD."""

from __future__ import annotations

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)


def decode_script(data: bytes) -> str:
    """Return the text of a script file's bytes."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    return data.decode("utf-8", "replace")


def read_script(path: str) -> str:
    """Return the text of a script file; raises OSError where it cannot be read."""
    with open(path, "rb") as file:
        return decode_script(file.read())
