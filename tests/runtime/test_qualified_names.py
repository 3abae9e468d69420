"""Names of commands with a module's name before a backslash, and names that only look like them."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell


@pytest.fixture
def shell() -> Shell:
    shell = Shell(sandbox=True)
    shell.run("New-Module -Name Own -ScriptBlock { function Get-It { 'it' } } | Import-Module")
    return shell


def test_a_module_tells_which_command(shell: Shell) -> None:
    assert shell.run("Own\\Get-It").output == ["it"]


@pytest.mark.parametrize("name", ["C:\\Own\\Get-It", "nowhere:\\Own\\Get-It"])
def test_a_folder_is_no_module(shell: Shell, name: str) -> None:
    (error,) = shell.run(name).errors
    assert error.message.startswith(f"The term '{name}' is not recognized")


def test_a_module_that_is_not_loaded(shell: Shell) -> None:
    (error,) = shell.run("Other\\Get-It").errors
    assert error.message == "The module 'Other' could not be loaded. For more information, run 'Import-Module Other'."
