"""Redirections to files are Out-File's: $PSDefaultParameterValues holds for them too."""

from __future__ import annotations

from pathlib import Path

import pytest

from pwsh_emu import Shell


@pytest.mark.parametrize(
    ("entry", "content"),
    [
        ("'Out-File:Encoding' = 'unicode'", "\ufeffabc\n".encode("utf-16-le")),
        ("'*:Encoding' = 'utf8BOM'", b"\xef\xbb\xbfabc\n"),
        ("'Out-File:NoNewline' = $true", b"abc"),
        ("'Out-File:Encoding' = 'unicode'; Disabled = $true", b"abc\n"),
        ("'Set-Content:Encoding' = 'unicode'", b"abc\n"),
    ],
)
def test_defaults_of_out_file_hold(tmp_path: Path, entry: str, content: bytes) -> None:
    shell = Shell(connected=False)
    shell.run(f"$PSDefaultParameterValues = @{{ {entry} }}; 'abc' > '{tmp_path}/file.txt'")
    assert (tmp_path / "file.txt").read_bytes() == content
