"""Items that hide, that are in each other's way and that lead in circles: what the item cmdlets say and what they leave."""

from __future__ import annotations

from pathlib import Path

from pwsh_emu import Shell

SAFE = "$ErrorActionPreference = 'SilentlyContinue'; "


def at(tmp_path: Path) -> Shell:
    return Shell(location=tmp_path)


def test_hidden_items_are_found_by_force_only(tmp_path: Path) -> None:
    (tmp_path / ".h").write_text("x")
    shell = at(tmp_path)
    found = shell.run(
        SAFE + 'Get-Item .h; $Error[0].FullyQualifiedErrorId; "$($Error[0])"; (Get-Item .h -Force).Name; (Get-ChildItem .h -Hidden).Name'
    )
    item = "ItemNotFound,Microsoft.PowerShell.Commands.GetItemCommand"
    assert found.output == [item, f"Could not find item {tmp_path}/.h.", ".h", ".h"]


def test_hidden_files_stay_without_force(tmp_path: Path) -> None:
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / ".h").write_text("x")
    (tmp_path / "d" / "v").write_text("x")
    shell = at(tmp_path)
    found = shell.run(
        SAFE + "Remove-Item d -Recurse; $Error | ForEach-Object { $_.FullyQualifiedErrorId.Split(',')[0]; \"$_\" }; Get-ChildItem d -Force -Name"
    )
    assert found.output == [
        "DirectoryNotEmpty",
        f"Directory {tmp_path}/d cannot be removed because it is not empty.",
        "RemoveFileSystemItemUnAuthorizedAccess",
        f"Cannot remove item {tmp_path}/d/.h: You do not have sufficient access rights to perform this operation or the item is hidden, system, "
        "or read only.",
        ".h",
    ]
    shell.run("Remove-Item d -Recurse -Force")
    assert not (tmp_path / "d").exists()


def test_removing_a_folder_asks_for_each_item_below(tmp_path: Path) -> None:
    (tmp_path / "d" / "e").mkdir(parents=True)
    (tmp_path / "d" / "f").write_text("x")
    found = at(tmp_path).run("Remove-Item d -Recurse -Verbose 4>&1 | ForEach-Object Message").output
    assert found == [
        f'Performing the operation "Remove Directory" on target "{tmp_path}/d".',
        f'Performing the operation "Remove Directory" on target "{tmp_path}/d/e".',
        f'Performing the operation "Remove File" on target "{tmp_path}/d/f".',
    ]


def test_a_folder_moves_into_one_of_its_name(tmp_path: Path) -> None:
    for name in ("a/sub", "b/a/sub"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "a" / "sub" / "new").write_text("x")
    (tmp_path / "b" / "a" / "old").write_text("x")
    at(tmp_path).run("Move-Item a b")
    assert sorted(path.name for path in (tmp_path / "b").rglob("*")) == ["a", "new", "old", "sub"]
    assert not (tmp_path / "a").exists()


def test_folders_that_cannot_move(tmp_path: Path) -> None:
    (tmp_path / "d").mkdir()
    (tmp_path / "f").write_text("x")
    shell = at(tmp_path)
    text = "try { Move-Item d %s -ErrorAction Stop } catch { $_.FullyQualifiedErrorId.Split(',')[0] }"
    assert [shell.run(text % goal).output[0] for goal in ("f", "no/where", "d/below", "")] == [
        "DirectoryExist",
        "MoveDirectoryItemIOError",
        "MoveItemArgumentError",
        "MoveItemArgumentError",
    ]


def test_nothing_is_copied_onto_itself(tmp_path: Path) -> None:
    (tmp_path / "f").write_text("x")
    shell = at(tmp_path)
    shell.run("$null = New-Item l -ItemType SymbolicLink -Value f; $null = New-Item h -ItemType HardLink -Value f")
    found = shell.run(
        "foreach ($goal in 'f', 'l', 'h') { try { Copy-Item f $goal -ErrorAction Stop } catch { \"$_\"; [bool]$_.Exception.Data['SelfCopy'] } }"
    )
    assert found.output == [f"Cannot overwrite the item {tmp_path}/f with itself.", True] * 3


def test_links_are_made_where_nothing_is(tmp_path: Path) -> None:
    (tmp_path / "f").write_text("x")
    (tmp_path / "d").mkdir()
    shell = at(tmp_path)
    text = "try { $null = New-Item %s -ErrorAction Stop } catch { $_.FullyQualifiedErrorId.Split(',')[0] }"
    asked = ("d -Type SymbolicLink -Value f", "l -Type SymbolicLink", "h -Type HardLink -Value d", "h -Type HardLink -Value none")
    assert [shell.run(text % one).output[0] for one in asked] == ["SymLinkExists", "ArgumentNull", "ItemNotFile", "ItemNotFound"]
    assert shell.run("(New-Item d -Type SymbolicLink -Value f -Force).NameString").output == ["d -> f"]


def test_links_are_followed_once(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "up").symlink_to(tmp_path / "a")
    found = at(tmp_path).run('Get-ChildItem a -Recurse -FollowSymlink -Name -WarningVariable w 3>$null; "$w"')
    assert found.output == ["b", "b/up", f"Skip already-visited directory {tmp_path}/a/b/up."]


def test_a_name_is_sought_below_its_folder(tmp_path: Path) -> None:
    (tmp_path / "d").mkdir()
    for name in ("f", "d/f"):
        (tmp_path / name).write_text("x")
    found = at(tmp_path).run(SAFE + "Get-ChildItem f -Recurse -Name; Get-ChildItem f/ -Recurse; $Error[0].FullyQualifiedErrorId.Split(',')[0]")
    assert found.output == ["f", "d/f", "ItemNotFound"]


def test_paths_from_a_folder(tmp_path: Path) -> None:
    (tmp_path / "r" / "s").mkdir(parents=True)
    shell = at(tmp_path)
    shell.run("$null = New-PSDrive R FileSystem r")
    found = shell.run(
        "Resolve-Path . -Relative; Resolve-Path r/s -Relative; (Resolve-Path r/).Path; Push-Location R:/; Resolve-Path . -Relative; Pop-Location"
    )
    assert found.output == [f"../{tmp_path.name}", "./r/s", f"{tmp_path}/r/", "./"]
    assert shell.run("Resolve-Path s -RelativeBasePath r -Relative; (Resolve-Path s -RelativeBasePath r).Path").output == ["./s", f"{tmp_path}/r/s"]


def test_attributes_can_be_cleared(tmp_path: Path) -> None:
    (tmp_path / "f").write_text("x")
    shell = at(tmp_path)
    shell.run("Set-ItemProperty f Attributes ReadOnly; Clear-ItemProperty f Attributes")
    assert shell.run("(Get-Item f).IsReadOnly; try { Clear-ItemProperty f Length } catch { $_.FullyQualifiedErrorId.Split(',')[0] }").output == [
        False,
        "Argument",
    ]


def test_children_are_joined_in_order() -> None:
    assert Shell().run("Join-Path a b, c d; Join-Path a $null").output == ["a/b/c/d", "a/"]


def test_switches_of_the_public_tests_change_nothing() -> None:
    text = "[System.Management.Automation.Internal.InternalTestHooks]::SetTestHook('Any', $true); 1"
    assert Shell().run(text).output == [1]
