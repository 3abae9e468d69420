"""PesterConfiguration, the module itself, and reports."""

# ruff: noqa: E501 - scripts stand in lines as a user writes them
from __future__ import annotations

from collections.abc import Callable
from xml.etree import ElementTree

from pwsh_emu import Shell


def test_options_know_their_defaults(shell: Shell) -> None:
    assert shell.run("$c = New-PesterConfiguration; $c.Output.Verbosity.Value; $c.Run.Path.Value; $c.Run.Exit.Value; $c.Run.Exit.IsModified").output == [
        "Normal", ".", False, False,
    ]  # fmt: skip
    assert shell.run("$c.Run.Exit = 'true'; $c.Run.Exit.Value; $c.Run.Exit.IsModified; $c.Run.Exit.Default").output == [True, True, False]
    assert shell.run("$c.Filter.Tag = 'one'; $c.Filter.Tag.Value.GetType().Name").output == ["String[]"]


def test_configurations_come_from_dictionaries(shell: Shell) -> None:
    shell.run("Import-Module Pester; $c = [PesterConfiguration]@{ Run = @{ PassThru = $true }; Output = @{ Verbosity = 'None' } }")
    assert shell.run("$c.GetType().FullName; $c.Run.PassThru.Value; $c.Output.Verbosity.Value").output == ["PesterConfiguration", True, "None"]


def test_an_unknown_verbosity_is_refused(shell: Shell) -> None:
    shell.run("Set-Content /a.Tests.ps1 'Describe d { It i { } }'")
    assert "Unsupported level of output 'Loud'" in shell.run("Invoke-Pester /a.Tests.ps1 -Output Loud").error_text


def test_the_module_is_listed_and_loads_itself(shell: Shell) -> None:
    assert shell.run("(Get-Module Pester -ListAvailable).Version.ToString(); @(Get-Module Pester).Count").output == ["5.7.1", 0]
    assert shell.run("$null = New-PesterConfiguration; (Get-Module Pester).Name; (Get-Command Describe).CommandType.ToString()").output == [
        "Pester",
        "Function",
    ]


def test_scripts_may_require_it(shell: Shell) -> None:
    shell.run("Set-Content /r.ps1 \"#requires -Modules Pester`n'ran'\"")
    assert shell.run("/r.ps1").output == ["ran"]


def test_what_is_not_there_says_so(shell: Shell) -> None:
    shell.run("Set-Content /a.Tests.ps1 'Describe d { It i { } }'")
    assert "Pester's code coverage is not supported by this emulator yet" in shell.run("Invoke-Pester /a.Tests.ps1 -CodeCoverage x.ps1").error_text


def report(shell: Shell, kind: str) -> ElementTree.Element:
    text = "Describe d { It good { }`nIt bad { 1 | Should -Be 2 }`nIt 'n <_>' -ForEach 1, 2 { }`nIt off -Skip { } }"
    shell.run(f'Set-Content /a.Tests.ps1 "{text.replace("$", "`$")}"')
    options = f"TestResult = @{{ Enabled = $true; OutputFormat = '{kind}'; OutputPath = '/out/r.xml' }}; Output = @{{ Verbosity = 'None' }}"
    shell.run(f"Invoke-Pester -Configuration @{{ Run = @{{ Path = '/a.Tests.ps1' }}; {options} }}")
    (found,) = shell.run("[string](Get-Content /out/r.xml -Raw)").output
    return ElementTree.fromstring(found)


def test_nunit_report(shell: Shell) -> None:
    root = report(shell, "NUnitXml")
    assert (root.tag, root.get("total"), root.get("failures"), root.get("skipped")) == ("test-results", "5", "1", "1")
    cases = {case.get("name"): case.get("result") for case in root.iter("test-case")}
    assert cases == {"d.good": "Success", "d.bad": "Failure", "d.n 1": "Success", "d.n 2": "Success", "d.off": "Ignored"}
    assert [suite.get("name") for suite in root.iter("test-suite") if suite.get("type") == "ParameterizedTest"] == ["d.n <_>"]
    assert root.find(".//failure/message").text == "Expected 2, but got 1."  # type: ignore[union-attr]


def test_a_report_names_the_location_of_the_shell(shell: Shell) -> None:
    shell.run("New-Item -ItemType Directory /place/here | Out-Null; Set-Location /place/here")
    environment = report(shell, "NUnitXml").find("environment")
    assert environment is not None
    assert environment.get("cwd") == "/place/here"
    assert environment.get("user") == shell.run("[Environment]::UserName").output[0]


def test_nunit3_report(shell: Shell) -> None:
    root = report(shell, "NUnit3")
    assert (root.tag, root.get("result"), root.get("passed")) == ("test-run", "Failed", "3")
    assert {case.get("fullname"): case.get("result") for case in root.iter("test-case")}["d.bad"] == "Failed"


def test_junit_report(shell: Shell) -> None:
    root = report(shell, "JUnitXml")
    assert (root.tag, root.get("tests"), root.get("failures")) == ("testsuites", "5", "1")
    assert {case.get("name"): case.get("status") for case in root.iter("testcase")}["d.off"] == "Skipped"


def test_reports_of_results(shell: Shell) -> None:
    shell.run("Set-Content /a.Tests.ps1 'Describe d { It i { } }'; $r = Invoke-Pester /a.Tests.ps1 -Output None -PassThru")
    assert shell.run("($r | ConvertTo-NUnitReport).'test-results'.total; ($r | ConvertTo-JUnitReport -AsString).Length -gt 100").output == ["1", True]


def test_failures_have_the_form_of_the_build_service(pester: Callable[..., str], shell: Shell) -> None:
    shell.run("Import-Module Pester; $PesterPreference = [PesterConfiguration]@{ Output = @{ CIFormat = 'GithubActions' } }")
    shown = pester("Describe d { It i { 1 | Should -Be 2 } }", "")
    assert "::error::[-] d.i" in shown
    assert "::group::Message\nExpected 2, but got 1.\nat Describe d { It i { 1 | Should -Be 2 } }, /t/x.Tests.ps1:1\n" in shown
    assert "::endgroup::\n" in shown
