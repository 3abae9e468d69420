"""Script files are read in the encoding that their first bytes tell."""

from __future__ import annotations

import pytest

from pwsh_emu.language.reading import decode_script


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("é".encode(), "é"),
        (b"\xef\xbb\xbf'x'\r\n", "'x'\r\n"),
        (b"\xff\xfe" + "é\U0001f600".encode("utf-16-le"), "é\U0001f600"),
        (b"\xfe\xff" + "é".encode("utf-16-be"), "é"),
        (b"caf\xe9 \xff", "caf\ufffd \ufffd"),
        (b"a\x00b", "a\0b"),
        (b"", ""),
    ],
)
def test_bytes_become_text(data: bytes, text: str) -> None:
    assert decode_script(data) == text
