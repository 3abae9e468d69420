"""Mock and Should -Invoke: functions, cmdlets, Exchange cmdlets and what modules call."""

# ruff: noqa: E501 - scripts stand in lines as a user writes them
from __future__ import annotations

from collections.abc import Callable

from pwsh_emu import Shell

Pester = Callable[..., str]


def passes(pester: Pester, body: str, count: int = 1) -> None:
    shown = pester(body, "")
    assert f"Tests Passed: {count}, Failed: 0" in shown, shown


def test_functions_are_replaced_for_what_calls_them(pester: Pester) -> None:
    passes(pester, """
    BeforeAll { function Get-Part([string]$Name) { "real $Name" }  function Get-Whole { Get-Part -Name inner } }
    Describe d {
        It mocked { Mock Get-Part { "mock $Name" }; Get-Whole | Should -Be 'mock inner'; Should -Invoke Get-Part -Times 1 -Exactly }
        It 'real again' { Get-Whole | Should -Be 'real inner' }
    }""", 2)  # fmt: skip


def test_filters_choose_the_behaviour(pester: Pester) -> None:
    passes(pester, """
    Describe d {
        BeforeAll { Mock Get-Date { 'any' }; Mock Get-Date { 'year' } -ParameterFilter { $Year -gt 2000 } }
        It i { Get-Date | Should -Be any; Get-Date -Year 2020 | Should -Be year; Should -Invoke Get-Date -ParameterFilter { $Year -eq 2020 } -Times 1 -Exactly }
        It 'counts anew' { Should -Invoke Get-Date -Times 0; Should -Invoke Get-Date -Times 2 -Exactly -Scope Describe }
    }""", 2)  # fmt: skip


def test_the_last_mock_wins_and_inner_ones_stand_before_outer_ones(pester: Pester) -> None:
    passes(pester, """
    Describe d {
        BeforeAll { Mock Get-Date { 1 }; Mock Get-Date { 2 } }
        It a { Get-Date | Should -Be 2 }
        It b { Mock Get-Date { 3 }; Get-Date | Should -Be 3 }
        It c { Get-Date | Should -Be 2 }
    }""", 3)  # fmt: skip


def test_without_a_behaviour_the_command_itself_runs(pester: Pester) -> None:
    passes(
        pester,
        """
    Describe d { It i { Mock Get-Content { 'never' } -ParameterFilter { $Path -eq 'x' }; Set-Content TestDrive:/f 'real'
        Get-Content TestDrive:/f | Should -Be real; Should -Invoke Get-Content -Exactly 1 } }""",
    )


def test_pipelines_call_a_mock_for_each_object(pester: Pester) -> None:
    passes(
        pester,
        """
    Describe d { It i { Mock Remove-Item { "$Path" }; 'a', 'b' | Remove-Item | Should -Be 'a', 'b'; Should -Invoke Remove-Item -Times 2 -Exactly } }""",
    )


def test_exchange_cmdlets_are_mocked_with_their_parameters(pester: Pester) -> None:
    passes(
        pester,
        """
    Describe d { It i {
        Mock Set-Mailbox; Mock Get-Mailbox { [pscustomobject]@{ Name = 'm'; Identity = $Identity } }
        $m = Get-Mailbox x@contoso.com; Set-Mailbox $m.Identity -DisplayName New
        Should -Invoke Set-Mailbox -Times 1 -Exactly -ParameterFilter { "$Identity" -eq 'x@contoso.com' -and $DisplayName -eq 'New' }
        { Set-Mailbox x -NoSuchParameter } | Should -Throw '*NoSuchParameter*'
    } }""",
    )


def test_module_mocks_hold_inside_the_module_only(pester: Pester) -> None:
    passes(pester, """
    BeforeAll {
        New-Module -Name M -ScriptBlock { $own = 42; function Get-Hidden { "hidden $own" }  function Get-Shown { Get-Hidden }; Export-ModuleMember Get-Shown } | Import-Module
    }
    Describe d {
        It inside { $local = 'test'; Mock Get-Hidden { "mock $local" } -ModuleName M; Get-Shown | Should -Be 'mock test'; Should -Invoke Get-Hidden -ModuleName M -Exactly 1 }
        It outside { Mock Get-Shown { 'outer' }; Get-Shown | Should -Be outer }
        It 'in module scope' { InModuleScope M -Parameters @{ add = 1 } { Get-Hidden | Should -Be 'hidden 42'; $own + $add } | Should -Be 43 }
        It 'not a module' { { InModuleScope Nope { } } | Should -Throw "No modules named 'Nope' are currently loaded." }
    }""", 4)  # fmt: skip


def test_verifiable_mocks(pester: Pester) -> None:
    passes(pester, """
    Describe d {
        It called { Mock Get-Date { 1 } -Verifiable; $null = Get-Date; Should -InvokeVerifiable }
        It missed { Mock Get-Date { 1 } -Verifiable -ParameterFilter { $Year -eq 1 }; { Should -InvokeVerifiable } | Should -Throw '*Command Get-Date with { $Year -eq 1 }*' }
    }""", 2)  # fmt: skip


def test_how_often_is_said(pester: Pester) -> None:
    shown = pester(
        """
    Describe d {
        BeforeEach { Mock Get-Date { 1 }; $null = Get-Date }
        It a { Should -Invoke Get-Date -Times 2 -Because 'twice' }
        It b { Should -Invoke Get-Date -Times 0 -Exactly }
        It c { Should -Not -Invoke Get-Date }
        It e { Assert-MockCalled Get-Date -Exactly 3 }
        It f { Should -Invoke Get-Item }
    }""",
        "",
    )
    for text in (
        "Expected Get-Date to be called at least 2 times, because twice, but was called 1 times",
        "Expected Get-Date to be called 0 times exactly, but was called 1 times",
        "Expected Get-Date to be called less than 1 times, but was called 1 times",
        "Expected Get-Date to be called 3 times exactly, but was called 1 times",
        "Should -Invoke: Could not find Mock for command Get-Item in script scope.",
    ):
        assert text in shown


def test_mocks_are_gone_after_the_run(shell: Shell, pester: Pester) -> None:
    pester("Describe d { BeforeAll { Mock Get-Date { 1 } }; It i { } }", "-Output None")
    assert shell.run("(Get-Command Get-Date).CommandType.ToString()").output == ["Cmdlet"]


def test_mock_of_nothing_is_an_error(pester: Pester) -> None:
    assert "CommandNotFoundException: Could not find Command Get-Nothing" in pester("Describe d { It i { Mock Get-Nothing { } } }", "")


def test_mock_objects(shell: Shell) -> None:
    assert shell.run(
        "$o = New-MockObject -Type System.Text.StringBuilder -Properties @{ Extra = 5 } -Methods @{ Twice = { $args[0] * 2 } }; $o.Extra; $o.Twice(4)"
    ).output == [5, 8]


def test_mock_objects_are_of_their_type_and_note_calls(shell: Shell) -> None:
    text = '$o = New-MockObject -Type System.Diagnostics.Process -Properties @{ Id = 42 } -Methods @{ Kill = { "killed $args" } }; $o -is [System.Diagnostics.Process]'
    assert shell.run(text + "; $o.Id; $o.Kill($true); $null = $o.Kill(); $o._Kill.Count; $o._Kill[0].Arguments; $o._Kill[1].Call").output == [
        True,
        42,
        "killed True",
        2,
        True,
        2,
    ]
