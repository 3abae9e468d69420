"""What a table that describes a module must hold, in ``using module`` and ``#requires``."""

from __future__ import annotations

import pytest

from pwsh_emu.language.parser import parse

SHORT = "Version string portion was too short or too long. (Parameter 'input')"


@pytest.mark.parametrize(
    ("table", "problem"),
    [
        ("ModuleName = 'm'; RequiredVersion = 1. ", f'Cannot convert value "1" to type "System.Version". Error: "{SHORT}"'),
        ("ModuleName = 'm'; ModuleVersion = '1.2.3.4.5'", f'Cannot convert value "1.2.3.4.5" to type "System.Version". Error: "{SHORT}"'),
        (
            "ModuleName = 'm'; ModuleVersion = '1.x'",
            'Cannot convert value "1.x" to type "System.Version". Error: "The input string \'x\' was not in a correct format."',
        ),
        (
            "ModuleName = 'm'; ModuleVersion = '1.0'; GUID = 'x'",
            'Cannot convert value "x" to type "System.Guid". Error: "Unrecognized Guid format."',
        ),
        (
            "ModuleName = 'm'; ModuleVersion = '1.0'; GUID = $true",
            'Cannot convert value "True" to type "System.Guid". Error: "Unrecognized Guid format."',
        ),
        (
            "ModuleName = $null; ModuleVersion = '1.0'",
            "The required module specification member 'ModuleName' is missing or its value is null or empty.",
        ),
    ],
)
def test_versions_and_identifiers(table: str, problem: str) -> None:
    for text in (f"using module @{{{table}}}", f"#requires -Modules @{{{table}}}"):
        (error,) = parse(text).errors
        assert (error.error_id, error.message) == ("RequiresModuleInvalid", f"The argument for the Module parameter is not valid. {problem}")


@pytest.mark.parametrize(
    "table", ["ModuleName = 'm'; ModuleVersion = 1.5", "ModuleName = 'm'; MaximumVersion = '1.*'", "ModuleName = 'm'; RequiredVersion = '1.0.0'"]
)
def test_good_tables(table: str) -> None:
    assert parse(f"#requires -Modules @{{{table}}}").errors == []
    assert [error.error_id for error in parse(f"using module @{{{table}}}").errors] == ["ModuleNotFoundDuringParse"]


@pytest.mark.parametrize("line", ["using module", "#requires -Modules"])
def test_keys_that_are_no_names(line: str) -> None:
    (error,) = parse(f"{line} @{{ (1, 2) = 'x' }}").errors
    assert error.error_id == "RequiresModuleInvalid"
    assert "members that are not valid ('system.object[]')" in error.message


def test_names_in_parentheses() -> None:
    requirements = parse("#requires -Modules @{ModuleName = ('m'); ModuleVersion = '1.0'}").ast.requirements
    assert requirements is not None
    assert requirements.modules == [{"ModuleName": "m", "ModuleVersion": "1.0"}]
    assert [error.error_id for error in parse("using module @{ModuleName = ('m'); ModuleVersion = '1.0'}").errors] == ["ModuleNotFoundDuringParse"]


def test_what_is_no_name() -> None:
    assert [error.error_id for error in parse("using module )").errors] == ["InvalidValueForUsingItemName", "UnexpectedToken"]
