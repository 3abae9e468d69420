"""How Invoke-Pester discovers and runs: phases, scopes, data, setups, filters and the result object."""

# ruff: noqa: E501 - scripts stand in lines as a user writes them
from __future__ import annotations

from collections.abc import Callable

from pwsh_emu import Shell

Pester = Callable[..., str]

STORY = """
BeforeDiscovery { $cases = @{ A = 1; B = 2 }, @{ A = 2; B = 9 } }
BeforeAll { function Add-One($n) { $n + 1 } }
Describe 'Numbers' -Tag math {
    BeforeAll { $limit = 5 }
    It 'adds to <A>' -ForEach $cases { Add-One $A | Should -Be $B }
    It 'waits' -Skip { throw 'never' }
    Context 'up to <limit>' {
        It 'sees <_>' -ForEach 3, 4 { $_ | Should -BeLessThan $limit }
    }
}
Describe 'Words' {
    It 'says why' { Set-ItResult -Skipped -Because 'it is late' }
}
"""


def test_the_console_shows_blocks_tests_and_counts(pester: Pester) -> None:
    assert (
        pester(STORY)
        == """Pester v5.7.1

Starting discovery in 1 files.
Discovery found 6 tests in TIME.
Running tests.

Running tests from '/t/x.Tests.ps1'
Describing Numbers
  [+] adds to 1
  [-] adds to 2
   Expected 9, but got 3.
   at It 'adds to <A>' -ForEach $cases { Add-One $A | Should -Be $B }, /t/x.Tests.ps1:6
   at <ScriptBlock>, /t/x.Tests.ps1:6
  [!] waits
 Context up to 5
   [+] sees 3
   [+] sees 4

Describing Words
  [!] says why is skipped, because it is late
Tests completed in TIME
Tests Passed: 3, Failed: 1, Skipped: 2, Inconclusive: 0, NotRun: 0
"""
    )


def test_normal_output_shows_failures_only(pester: Pester) -> None:
    assert (
        pester(STORY, "")
        == """
Starting discovery in 1 files.
Discovery found 6 tests in TIME.
Running tests.
[-] Numbers.adds to 2
 Expected 9, but got 3.
 at It 'adds to <A>' -ForEach $cases { Add-One $A | Should -Be $B }, /t/x.Tests.ps1:6
 at <ScriptBlock>, /t/x.Tests.ps1:6
Tests completed in TIME
Tests Passed: 3, Failed: 1, Skipped: 2, Inconclusive: 0, NotRun: 0
"""
    )


def test_a_file_that_passes_is_one_line_in_normal_output(pester: Pester) -> None:
    assert "[+] /t/x.Tests.ps1\n" in pester("Describe d { It i { 1 | Should -Be 1 } }", "")


def test_output_none_shows_nothing(pester: Pester) -> None:
    assert pester(STORY, "-Output None") == ""


def test_filters_choose_tests(pester: Pester) -> None:
    shown = pester(STORY, "-Output Detailed -TagFilter math -PassThru | ForEach-Object { $_.PassedCount; $_.NotRunCount }")
    assert "Filter 'Tag' set to ('math').\nFilters selected 5 tests to run.\n" in shown
    assert shown.endswith("NotRun: 1\n3\n1\n")
    assert pester(STORY, "-Output None -PassThru -FullNameFilter '*sees*' | ForEach-Object PassedCount") == "2\n"
    assert pester(STORY, "-Output None -PassThru -ExcludeTagFilter math | ForEach-Object { $_.SkippedCount, $_.NotRunCount }") == "1\n5\n"


def test_variables_of_setups_are_seen_and_those_of_bodies_are_not(pester: Pester, shell: Shell) -> None:
    text = """
    Describe d {
        $body = 'discovery only'
        BeforeAll { $all = 1 }
        BeforeEach { $each = $all + 1; $changed = 'fresh' }
        AfterEach { $script:seen = "$each$changed" }
        It one { $body | Should -BeNullOrEmpty; $each | Should -Be 2; $changed = 'changed' }
        It two { $changed | Should -Be 'fresh' }
    }"""
    assert "Tests Passed: 2, Failed: 0" in pester(text)
    assert shell.run("$seen").output == ["2fresh"]


def test_setups_and_teardowns_run_in_order(pester: Pester, shell: Shell) -> None:
    pester("""
    BeforeAll { $global:log = @('file') }
    Describe outer {
        BeforeAll { $global:log += 'BA1' }; BeforeEach { $global:log += 'BE1' }; AfterEach { $global:log += 'AE1' }; AfterAll { $global:log += 'AA1' }
        Context inner {
            BeforeAll { $global:log += 'BA2' }; BeforeEach { $global:log += 'BE2' }; AfterEach { $global:log += 'AE2' }; AfterAll { $global:log += 'AA2' }
            It i { $global:log += 'it' }
        }
    }""")
    assert shell.run("$log").output == ["file", "BA1", "BA2", "BE1", "BE2", "it", "AE2", "AE1", "AA2", "AA1"]


def test_a_failing_setup_fails_its_tests(pester: Pester) -> None:
    shown = pester("Describe d { BeforeAll { throw 'broken' }\nIt i { }\n}\nDescribe e { It j { } }")
    assert "Describing d\n[-] Describe d failed\n  RuntimeException: broken\n  at <ScriptBlock>, /t/x.Tests.ps1:1\n" in shown
    assert shown.endswith("Tests Passed: 1, Failed: 1, Skipped: 0, Inconclusive: 0, NotRun: 0\nBeforeAll \\ AfterAll failed: 1\n  - d\n")


def test_an_error_in_discovery_fails_the_container(pester: Pester) -> None:
    shown = pester("Describe d { throw 'no way' }", "")
    assert "[-] Discovery in /t/x.Tests.ps1 failed with:\nRuntimeException: no way\nat <ScriptBlock>, /t/x.Tests.ps1:1\n" in shown
    assert shown.endswith("Container failed: 1\n  - /t/x.Tests.ps1\n")


def test_blocks_take_data(pester: Pester) -> None:
    shown = pester("Describe 'on <Name>' -ForEach @{ Name = 'a' }, @{ Name = 'b' } { It 'is <_.Name>' { $Name | Should -Be 'a' } }")
    assert "Describing on a\n  [+] is a\n\nDescribing on b\n  [-] is b\n" in shown


def test_containers_take_parameters(shell: Shell) -> None:
    shell.run(
        'Set-Content /p.Tests.ps1 \'param($Size, $Unit = "kg") Describe d { It "has <Size> <Unit>" { $Size | Should -Be 3; $Unit | Should -Be kg } }\''
    )
    run = "Invoke-Pester -Container (New-PesterContainer -Path /p.Tests.ps1 -Data @{ Size = 3 }) -Output None -PassThru"
    assert shell.run(f"$r = {run}; $r.Result; $r.Tests[0].ExpandedName").output == ["Passed", "has 3 kg"]
    block = "New-PesterContainer -ScriptBlock { Describe d { It i { 1 | Should -Be 1 } } }"
    assert shell.run(f"(Invoke-Pester -Container ({block}) -Output None -PassThru).PassedCount").output == [1]


def test_the_result_object(shell: Shell) -> None:
    shell.session.global_scope.cell("text").value = STORY
    shell.run("Set-Content /s.Tests.ps1 $text; $r = Invoke-Pester /s.Tests.ps1 -Output None -PassThru")
    read = "$r.Result; $r.TotalCount; $r.Failed[0].ExpandedPath; $r.Passed.Count; $r.Containers[0].Type; $r.Containers[0].Blocks.Name; $r.Duration.GetType().Name"
    assert shell.run(read).output == ["Failed", 6, "Numbers.adds to 2", 3, "File", "Numbers", "Words", "TimeSpan"]
    assert shell.run("$r.Failed[0].ErrorRecord[0].DisplayErrorMessage; $r.GetType().FullName; $r.Failed[0].Block.Name").output == [
        "Expected 9, but got 3.", "Pester.Run", "Numbers",
    ]  # fmt: skip


def test_exit_codes(shell: Shell) -> None:
    shell.run("Set-Content /f.Tests.ps1 'Describe d { It i { 1 | Should -Be 2 }\nIt j { 2 | Should -Be 3 } }'")
    assert shell.run("Invoke-Pester /f.Tests.ps1 -Output None; $LASTEXITCODE").output == [2]
    assert shell.run("Invoke-Pester /f.Tests.ps1 -Output None -CI; 'not reached'").exit_code == 2
    assert shell.run("(Get-Content ./testResults.xml -Raw) -match '<test-results'").output == [True]
    thrown = shell.run(
        "$c = New-PesterConfiguration; $c.Run.Path = '/f.Tests.ps1'; $c.Run.Throw = $true; $c.Output.Verbosity = 'None'; Invoke-Pester -Configuration $c"
    )
    assert "Pester run failed, because 2 tests failed" in thrown.error_text


def test_a_test_file_runs_by_itself(shell: Shell) -> None:
    shell.run("Set-Content /f.Tests.ps1 'Describe d { It i { 1 | Should -Be 2 } }\n\"not reached\"'")
    result = shell.run_file("/f.Tests.ps1")
    assert "Failed: 1" in result.text
    assert "not reached" not in result.text
    assert result.exit_code == 1


def test_test_drive_holds_for_a_block(pester: Pester, shell: Shell) -> None:
    shown = pester("""
    Describe a {
        BeforeAll { Set-Content TestDrive:/kept.txt 'k' }
        It writes { Set-Content (Join-Path $TestDrive a.txt) 'x'; 'TestDrive:/a.txt' | Should -Exist }
        It reads { 'TestDrive:/kept.txt' | Should -FileContentMatch 'k' }
    }
    Describe b { It 'is clean' { Get-ChildItem TestDrive:/ | Should -BeNullOrEmpty } }""")
    assert "Tests Passed: 3, Failed: 0" in shown
    assert shell.run("Get-PSDrive TestDrive -ErrorAction SilentlyContinue").output == []


def test_skip_remaining_on_failure(shell: Shell) -> None:
    shell.run("Set-Content /f.Tests.ps1 'Describe d { It i { 1 | Should -Be 2 }\nIt j { }\n}\nDescribe e { It k { } }'")
    made = "$c = New-PesterConfiguration @{ Run = @{ Path = '/f.Tests.ps1'; PassThru = $true }; Output = @{ Verbosity = 'None' } }"
    assert shell.run(f"{made}; $c.Run.SkipRemainingOnFailure = 'Block'; (Invoke-Pester -Configuration $c).Tests.Result").output == [
        "Failed",
        "Skipped",
        "Passed",
    ]
    assert shell.run("$c.Run.SkipRemainingOnFailure = 'Run'; (Invoke-Pester -Configuration $c).Tests.Result").output == [
        "Failed",
        "Skipped",
        "Skipped",
    ]


def test_sample_tests_pass() -> None:
    from pathlib import Path

    folder = Path(__file__).resolve().parent.parent.parent / "samples"
    result = Shell().run(f"Invoke-Pester '{folder}' -Output None -PassThru | ForEach-Object {{ $_.PassedCount; $_.FailedCount }}")
    assert result.output == [10, 0]


def test_data_reaches_parameters_of_tests_and_setups(pester: Pester) -> None:
    text = """Describe 'a <Size>' -ForEach @{ Size = 3 } {
    BeforeAll { param($Size) $top = $Size }
    BeforeEach { param($Value) $seen = $Value }
    It 'takes <Value>' -TestCases @{ Value = { 5 }; Other = 1 } { param($Value) & $Value | Should -Be 5; & $seen | Should -Be 5; $top | Should -Be 3; $Other | Should -Be 1 }
}
"""
    assert "Tests Passed: 1, Failed: 0" in pester(text)
