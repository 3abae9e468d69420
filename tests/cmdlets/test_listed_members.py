"""What Get-Member lists beside properties and methods, and the order in which objects of PowerShell's own show their properties."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell


def lines(script: str) -> list[str]:
    return [str(one) for one in Shell(sandbox=True).run(script).output]


def test_force_lists_the_methods_behind_properties() -> None:
    script = "'a' > /a.txt; Get-Item /a.txt | Get-Member set_IsReadOnly, get_IsReadOnly, pstypenames -Force | % Definition"
    found = lines(script)
    assert found[:2] == ["void set_IsReadOnly(bool value)", "bool get_IsReadOnly()"]
    assert found[2].endswith("pstypenames{get=PSTypeNames;}")
    assert lines("'a' | Get-Member get_Length") == []


def test_processes_have_events_and_sets_of_properties() -> None:
    script = 'Get-Process | Get-Member -MemberType Event, PropertySet, CodeProperty | % { "$($_.MemberType) $($_.Name)" }'
    assert lines(script) == [
        "CodeProperty Parent",
        "Event Disposed",
        "Event ErrorDataReceived",
        "Event Exited",
        "Event OutputDataReceived",
        "PropertySet PSConfiguration",
        "PropertySet PSResources",
    ]
    assert lines("(Get-Process | Get-Member Parent).Definition") == ["System.Object Parent{get=GetParentProcess;}"]
    assert lines("(Get-Process | Get-Member Exited).Definition") == ["System.EventHandler Exited(System.Object, System.EventArgs)"]
    assert lines("(Get-Process | Select-Object PSConfiguration).psobject.Properties.Name") == ["Name", "Id", "PriorityClass", "FileVersion"]


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("1 | Get-Member | Select-Object -First 1", "TypeName Name MemberType Definition"),
        ("'a' | Select-String a", "IgnoreCase LineNumber Line Filename Path Pattern Context Matches"),
        ("([pscustomobject]@{ a = 1 }).psobject.Properties['a']", "MemberType IsSettable IsGettable Value TypeNameOfValue Name IsInstance"),
        ("(Get-Date).psobject.Properties['Day']", "MemberType Value IsSettable IsGettable TypeNameOfValue Name IsInstance"),
        ("$ExecutionContext", "Host Events InvokeProvider SessionState InvokeCommand"),
        ("[ValidateSet]::new('a', 'b')", "ErrorMessage IgnoreCase ValidValues TypeId"),
        ("[ValidateRange]::new(1, 2)", "MinRange MaxRange TypeId"),
        ("(Get-TypeData System.DateTime).Members['DateTime']", "GetScriptBlock SetScriptBlock IsHidden Name"),
        (
            "(Get-Culture).Calendar",
            "MinSupportedDateTime MaxSupportedDateTime AlgorithmType CalendarType Eras TwoDigitYearMax IsReadOnly",
        ),
    ],
)
def test_properties_stand_in_the_order_of_their_declaration(script: str, expected: str) -> None:
    assert lines(f"({script}).psobject.Properties.Name -join ' '") == [expected]


def test_parameter_attributes_show_all_they_have() -> None:
    script = (
        "function f([Parameter(Mandatory)] $x) { }; $a = (Get-Command f).Parameters['x'].Attributes[0]; [string]$a.ExperimentAction; $a.TypeId.Name"
    )
    assert lines(script) == ["None", "ParameterAttribute"]


def test_style_offers_its_functions_on_the_type() -> None:
    assert lines("[System.Management.Automation.PSStyle]::MapColorPairToEscapeSequence('Red', 'Black')") == ["\x1b[91;40m"]
    assert lines("[System.Management.Automation.PSStyle]::Instance.Bold -eq $PSStyle.Bold") == ["True"]
    assert lines("$null = $PSStyle | Out-String; [System.Management.Automation.PSStyle]::Instance.Bold -eq $PSStyle.Bold") == ["True"]


def test_the_running_runspace_is_the_default_one() -> None:
    assert lines("[runspace]::DefaultRunspace.Id") == ["1"]


def test_calendars_tell_their_kind() -> None:
    script = "$c = (Get-Culture).Calendar; [string]$c.AlgorithmType; [string]$c.CalendarType; $c.IsReadOnly"
    assert lines(script) == ["SolarCalendar", "Localized", "True"]
    assert lines("[Globalization.GregorianCalendar]::new().IsReadOnly") == ["False"]
