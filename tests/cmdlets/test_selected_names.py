"""What Select-Object calls the objects that it gives, and which of them -Unique takes for the same."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell

_CUSTOM = "System.Management.Automation.PSCustomObject"


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("([pscustomobject]@{ PSTypeName = 'Emp'; a = 1 } | Select-Object a).pstypenames[0]", ["Selected." + _CUSTOM]),
        ("([pscustomobject]@{ a = 1 } | Select-Object | Select-Object -First 1).pstypenames", ["Selected." + _CUSTOM, _CUSTOM, "System.Object"]),
        ("$o = [pscustomobject]@{ a = 1 }; $null = $o | Select-Object -First 1; $o.pstypenames[0]", ["Selected." + _CUSTOM]),
        ("(Get-Date | Select-Object -First 1).pstypenames[0]", ["System.DateTime"]),
        ("[pscustomobject]@{ i = [pscustomobject]@{ x = 1 } } | Select-Object -Expand i | % { $_.pstypenames[0] }", ["Selected." + _CUSTOM]),
        (
            "([Collections.Generic.Dictionary[string, int]]::new() | Select-Object Count).pstypenames[0]",
            ["Selected.System.Collections.Generic.Dictionary`2[System.String,System.Int32]"],
        ),
    ],
)
def test_names_of_types(code: str, expected: list[str]) -> None:
    assert Shell().run(code).output == expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("[pscustomobject]@{ n = 1 }, [pscustomobject]@{ n = 2 } | Select-Object -Unique | ForEach-Object n", [1]),
        ("[pscustomobject]@{ n = 1 }, [pscustomobject]@{ n = 2 } | Select-Object n -Unique | ForEach-Object n", [1, 2]),
        ("@{ a = 1 }, @{ a = 2 } | Select-Object -Unique | ForEach-Object a", [1]),
        ("$a = [pscustomobject]@{ v = [pscustomobject]@{ n = 1 } }, [pscustomobject]@{ v = [pscustomobject]@{ n = 2 } }\n"
         "($a | Select-Object v -Unique).Count", [2]),
    ],
)  # fmt: skip
def test_whole_objects_are_told_apart_by_what_they_are(code: str, expected: list[object]) -> None:
    assert Shell().run(code).output == expected


def test_an_empty_block_names_no_property() -> None:
    code = "try { 'bar' | Select-Object { }.GetNewClosure(), {} } catch { $_.FullyQualifiedErrorId }"
    assert Shell().run(code).output == ["EmptyScriptBlockAndNoName,Microsoft.PowerShell.Commands.SelectObjectCommand"]
