"""What Get-ChildItem selects and shows of files."""

from __future__ import annotations

from pathlib import Path

import pytest

from pwsh_emu import Shell


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    found = Shell()
    (tmp_path / "folder").mkdir()
    (tmp_path / ".hidden").write_text("h")
    (tmp_path / "plain.txt").write_text("text")
    (tmp_path / "plain.txt").chmod(0o640)
    found.run(f"Set-Location '{tmp_path}'")
    return found


@pytest.mark.parametrize(
    ("attributes", "names"),
    [
        ("Directory", ["folder"]),
        ("!Directory", ["plain.txt"]),
        ("!Directory+Hidden", [".hidden"]),
        ("Directory,Hidden", [".hidden", "folder"]),
        ("hid", [".hidden"]),
    ],
)
def test_attributes_are_an_expression(shell: Shell, attributes: str, names: list[str]) -> None:
    assert sorted(shell.run(f"Get-ChildItem -Attributes '{attributes}' -Name").output) == names


def test_an_unknown_attribute_is_refused(shell: Shell) -> None:
    result = shell.run("Get-ChildItem -Attributes Bogus")
    assert [error.error_id for error in result.errors] == ["CannotConvertArgumentNoMessage"]
    assert "Unable to match the identifier name Bogus" in result.errors[0].exception.message


def test_items_know_their_mode_and_size(shell: Shell) -> None:
    assert shell.run("$f = Get-Item plain.txt; $f.UnixMode; $f.Size; $f.UnixStat.ItemType; (Get-Item folder).UnixMode[0]").output[:3] == [
        "-rw-r-----", 4, "File",
    ]  # fmt: skip


def test_files_in_memory_have_a_mode_too() -> None:
    shell = Shell(sandbox=True)
    assert shell.run("'x' > /made.txt; (Get-Item /made.txt).UnixMode; (Get-Item /made.txt).Size").output == ["-rw-r--r--", 2]


def test_drives_know_their_space_and_provider(shell: Shell) -> None:
    shell.run("$d = Get-PSDrive /")
    assert shell.run("$d.Free -gt 0; $d.Provider.ImplementingType.Name; (Get-PSDrive Env).Free").output == [True, "FileSystemProvider", None]


def test_files_are_copied_without_their_folders(shell: Shell) -> None:
    shell.run("$null = New-Item -ItemType Directory a/b, out; 1 > a/x; 2 > a/b/y; Copy-Item a out -Recurse -Container:$false")
    assert sorted(shell.run("(Get-ChildItem out -Recurse).Name").output) == ["x", "y"]
    errors = shell.run("Copy-Item a out -Container:$false").errors
    assert [error.error_id for error in errors] == ["CopyContainerToContainerWithoutRecurseOrContainer"]
