"""Files that cannot be written: one error of PowerShell's, and the old file stays whole."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from pwsh_emu import Shell
from pwsh_emu.providers.files import _Replacement

WRITERS = {
    "1..3 | Set-Content {}": "Set-Content",
    "1..3 | Out-File {}": "Out-File",
    "1..3 > {}": "Out-File",
    "1..3 | ForEach-Object {{ $_ }} > {}": "Out-File",
    "1..3 | Export-Csv {}": "Export-Csv",
    "1..3 | Export-Clixml {}": "Export-Clixml",
    "1..3 | Tee-Object {} | Out-Null": "Tee-Object",
}


def refuse(self: object, data: bytes) -> int:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize("script", WRITERS)
def test_the_old_file_stays(script: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "old.txt"
    target.write_text("old\n")
    monkeypatch.setattr(_Replacement, "write", refuse)
    result = Shell().run(script.format(target))
    assert [error.exception.message for error in result.errors] == [f"No space left on device : '{target}'"]
    assert result.errors[0].activity == WRITERS[script] or result.errors[0].invocation.command.name == WRITERS[script]
    assert target.read_text() == "old\n"
    assert os.listdir(tmp_path) == ["old.txt"]


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no device that is always full")
def test_standard_output_that_is_full_fails_the_process() -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run([sys.executable, "-m", "pwsh_emu", "-NoProfile", "-Command", "1"], stdout=full, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr) == (1, b"Standard output cannot be written: No space left on device.\n")


def test_what_is_no_text_is_read_with_marks(tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"ok\n\xff bad \xc3\x28\n")
    assert Shell().run(f"Get-Content '{tmp_path}/bad.txt' | ForEach-Object ToString").output == ["ok", "\ufffd bad \ufffd("]


def test_a_file_is_followed_until_enough_came(tmp_path: Path) -> None:
    log = tmp_path / "a.log"
    log.write_text("one\n")
    script = f"$n = 0; Get-Content '{log}' -Wait | ForEach-Object {{ $_.ToString(); $n++; Add-Content '{log}' \"line $n\" }} | Select-Object -First 3"
    assert Shell().run(script).output == ["one", "line 1", "line 2"]


def test_a_redirection_that_fails_is_out_files() -> None:
    shell = Shell(sandbox=True)
    shell.run("1 > missing/folder/file.txt")
    assert shell.run("$error[0].InvocationInfo | % { $_.MyCommand.Name; $_.InvocationName; $_.OffsetInLine }").output == ["Out-File", "out-file", 1]


@pytest.mark.parametrize("sandbox", [True, False])
@pytest.mark.parametrize("call", ["1 | Set-Content {}", "1 | Export-Csv {}", "Import-Csv {}", "New-Item {}", "Copy-Item /etc/hostname {}"])
def test_no_file_has_a_null_character_in_its_path(call: str, sandbox: bool) -> None:
    (error,) = Shell(sandbox=sandbox).run(call.format('"a`0b"')).errors
    assert (error.error_id, str(error.exception.message)) == ("System.ArgumentException", "Null character in path. (Parameter 'path')")
