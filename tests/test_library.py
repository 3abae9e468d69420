"""The shell as a library: results with types, independent copies, reset, and the pytest fixtures."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell

PREPARE = '$x = @{ a = 1 }; function f { "f$($x.a)" }; Set-Location /tmp; class K { [int]$V = 3 }; $k = [K]::new()'
LOOK = 'f; (Get-TransportConfig).AllowLegacyTLSClients; "$PWD"; $k.V; [K]::new().V'


def test_a_run_gives_objects_text_and_errors(shell: Shell) -> None:
    result = shell.run("1; 'a'; Write-Warning w; Get-Item /nowhere-at-all; exit 3")
    assert result.output == [1, "a"]
    assert result.text == "1\na\nWARNING: w\n"
    assert [error.fully_qualified_error_id for error in result.errors] == ["PathNotFound,Microsoft.PowerShell.Commands.GetItemCommand"]
    assert result.warnings == ["w"]
    assert (result.exit_code, result.ok) == (3, False)


def test_what_a_copy_changes_its_original_does_not_see(shell: Shell) -> None:
    shell.run(PREPARE)
    twin = shell.copy()
    twin.run("$x.a = 2; Set-TransportConfig -AllowLegacyTLSClients $true; Set-Location /")
    assert shell.run(LOOK).output == ["f1", None, "/tmp", 3, 3]
    assert twin.run(LOOK).output == ["f2", True, "/", 3, 3]


def test_variables_of_a_copy_stay_unset_and_typed(shell: Shell) -> None:
    shell.run("[int]$n = 1; Set-Variable c 1 -Option Constant")
    twin = shell.copy()
    assert twin.run("$null -eq $nowhere; $n = '5'; $n; $n.GetType().Name").output == [True, 5, "Int32"]
    assert [error.fully_qualified_error_id for error in twin.run("$c = 2").errors] == ["VariableNotWritable"]


def test_reset_forgets_everything(shell: Shell) -> None:
    shell.run(PREPARE + "; Set-TransportConfig -AllowLegacyTLSClients $true")
    shell.reset()
    assert shell.run("$x; [bool](Get-Command f -ErrorAction Ignore); (Get-TransportConfig).AllowLegacyTLSClients").output == [None, False, None]


def test_the_fixture_is_connected(tenant: Shell) -> None:
    tenant.run("Set-TransportConfig -AllowLegacyTLSClients $true")
    assert tenant.run("(Get-TransportConfig).AllowLegacyTLSClients").output == [True]


@pytest.mark.tenant(environment="GCC")
def test_the_marker_chooses_the_environment(tenant: Shell) -> None:
    assert tenant.run("Set-TransportConfig -AllowLegacyTLSClients $true").errors
    assert tenant.run("(Get-TransportConfig).AllowLegacyTLSClients").output == [None]


def test_without_a_connection_the_cmdlets_do_not_exist(pwsh: Shell) -> None:
    assert [error.error_id for error in pwsh.run("Get-TransportConfig").errors] == ["CommandNotFoundException"]
