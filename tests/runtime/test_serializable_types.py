"""IsSerializable, the IsSerial column of types, and what every type has from System.Object."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell


@pytest.mark.parametrize(
    "expression",
    [
        "[int]", "@(1).GetType()", "[string]", "[hashtable]", "([ordered]@{}).GetType()", "[System.Collections.Generic.List[int]]", "[DayOfWeek]",
        "[System.IO.IOException]", "[scriptblock]", "[tuple[int, string]]", "[func[int]]", "[System.Nullable[int]]", "[bigint]", "[char[]]",
    ],
)  # fmt: skip
def test_what_can_be_serialized(expression: str) -> None:
    assert Shell().run(f"({expression}).IsSerializable").output == [True]


@pytest.mark.parametrize(
    "expression",
    [
        "([pscustomobject]@{ a = 1 }).GetType()", "[switch]", "[math]", "[Environment]", "[System.IO.FileInfo]", "[regex]", "[xml]", "[random]",
        "[System.IO.MemoryStream]", "[System.Text.UTF8Encoding]", "[System.Diagnostics.Process]", "[System.Collections.IList]", "[type]",
    ],
)  # fmt: skip
def test_what_cannot(expression: str) -> None:
    assert Shell().run(f"({expression}).IsSerializable").output == [False]


def test_classes_of_scripts_cannot() -> None:
    assert Shell().run("class C { }; [C].IsSerializable").output == [False]


@pytest.mark.parametrize("name", ["math", "datetime", "DayOfWeek", "object", "System.IO.Path"])
def test_static_members_include_the_comparisons_of_objects(name: str) -> None:
    found = Shell().run(f"[{name}] | Get-Member -Static -Name *Equals | ForEach-Object {{ $_.Name }}").output
    assert found == ["Equals", "ReferenceEquals"]


def test_interfaces_have_no_static_ones() -> None:
    assert Shell().run("[System.Collections.IList] | Get-Member -Static ReferenceEquals").output == []
