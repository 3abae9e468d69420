"""Scripts that try to get out: at Python's own objects, at processes, libraries and sockets, and (in the sandbox) at the disk."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from watch import watching

from pwsh_emu import Shell

HERE = Path(__file__).parent


def paragraphs(name: str) -> list[str]:
    """Return the scripts of a file: paragraphs without the comment lines."""
    lines = [line for line in (HERE / name).read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [part.strip() for part in "\n".join(lines).split("\n\n") if part.strip()]


def tree_of(folder: Path) -> dict[str, object]:
    """Return what a folder holds: content, mode and time of change by path."""
    found: dict[str, object] = {}
    for path in sorted([folder, *folder.rglob("*")]):
        status = path.lstat()
        content = os.readlink(path) if path.is_symlink() else path.read_bytes() if path.is_file() else None
        found[str(path)] = (content, status.st_mode, status.st_mtime_ns)
    return found


@pytest.mark.parametrize("script", paragraphs("escapes.txt"))
def test_a_script_reaches_nothing_outside(script: str, tmp_path: Path) -> None:
    shell = Shell(location=tmp_path, time_limit=20)
    with watching() as watch:
        result = shell.run(script)
    assert watch.escaped == []
    outside = [path for path in watch.written if not path.startswith(str(tmp_path))]
    assert outside == []
    assert "failed internally" not in result.error_text
    assert "Traceback" not in result.error_text + result.text
    assert "uid=" not in result.text
    assert "root:" not in result.text


@pytest.mark.parametrize("script", paragraphs("writes.txt"))
def test_the_sandbox_never_writes(script: str, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (tmp_path / "outside").mkdir()
    (folder / "old.txt").write_text("old\n")
    (folder / "link-out").symlink_to(tmp_path / "outside")
    (folder / "link-file").symlink_to(folder / "old.txt")
    before = tree_of(tmp_path)
    shell = Shell(sandbox=True, location=folder, time_limit=20)
    shell.run(f"$folder = '{folder}'; $name = 'folder'; $old = '{folder}/old.txt'; $new = '{folder}/new.txt'")
    with watching() as watch:
        result = shell.run(script)
    assert watch.written == []
    assert watch.escaped == []
    assert tree_of(tmp_path) == before
    assert "failed internally" not in result.error_text


def test_the_sandbox_shows_what_was_written(tmp_path: Path) -> None:
    shell = Shell(sandbox=True, location=tmp_path)
    shell.run("Set-Content a.txt one; [IO.File]::AppendAllText((Join-Path $PWD a.txt), 'two'); New-Item sub/b.txt -Force -Value three")
    assert shell.run("Get-Content a.txt -Raw").text == "one\ntwo\n"
    assert shell.run("(Get-ChildItem -Recurse -File).Name").output == ["a.txt", "b.txt"]
    assert list(tmp_path.iterdir()) == []


def test_the_sandbox_does_not_listen() -> None:
    with watching() as watch:
        result = Shell(sandbox=True).run("Start-EmulatedService")
    assert watch.escaped == []
    assert "does not listen to the network" in result.error_text


def test_exit_ends_the_run_and_not_the_host() -> None:
    assert Shell().run("[Environment]::Exit(3); 'never'").exit_code == 3
    assert Shell().run("exit 4").exit_code == 4
    assert Shell().run("$Host.SetShouldExit(5); 'on'").exit_code in (0, 5)


def test_names_of_files_go_out_as_characters(tmp_path: Path) -> None:
    shell = Shell(location=tmp_path)
    shell.run("Set-Content '🎉.txt' party")
    assert (tmp_path / "🎉.txt").read_text() == "party\n"
    assert shell.run("(Get-ChildItem).Name; Get-Content '🎉.txt'; (Get-ChildItem).Name.Length").text == "🎉.txt\nparty\n6\n"
    assert shell.run("Test-Path ('x' + [char] 0xD800)").output == [False]
