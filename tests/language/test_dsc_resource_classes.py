"""Classes that say [DscResource()]: what they must have."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell

WHOLE = {
    "key": "[DscProperty(Key)][string]$Name",
    "get": "[R] Get() { return $this }",
    "set": "[void] Set() { }",
    "test": "[bool] Test() { return $true }",
}


def _errors(extra: str = "", before: str = "", base: str = "", **changed: str) -> list[str]:
    members = "\n".join(text for text in {**WHOLE, **changed}.values() if text)
    script = f"{before}\n[DscResource()] class R {base} {{ {members}\n{extra} }}"
    done = Shell().run(
        f"$tokens = $errors = $null; [void][System.Management.Automation.Language.Parser]::ParseInput(@'\n{script}\n'@, [ref]$tokens, [ref]$errors)\n"
        "$errors.ForEach{ $_.ErrorId }"
    )
    assert done.errors == []
    return [str(one) for one in done.output]


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, []),
        ({"key": "[DscProperty()][string]$Name"}, ["DscResourceMissingKeyProperty"]),
        ({"key": "[DscProperty(Key = $false)][string]$Name"}, ["DscResourceMissingKeyProperty"]),
        ({"key": "[DscProperty(Key)][DayOfWeek]$Name"}, []),
        ({"key": "[DscProperty(Key)][hashtable]$Name"}, ["DscResourceInvalidKeyProperty"]),
        ({"get": "[R[]] Get() { return $this }"}, []),
        ({"get": "[int] Get() { return 1 }"}, ["DscResourceInvalidGetMethod"]),
        ({"get": "[R] Get($a) { return $this }"}, ["DscResourceMissingGetMethod"]),
        ({"set": "Set() { }"}, []),
        ({"set": "", "test": "Test() { }"}, ["DscResourceMissingSetMethod", "DscResourceMissingTestMethod"]),
        ({"extra": "R($a) { }"}, ["DscResourceMissingDefaultConstructor"]),
        ({"extra": "R($a) { } R() { }"}, []),
        ({"set": "", "before": "class B { Set() { } }", "base": ": B"}, []),
        ({"key": "[DscProperty(Key)][E]$Name", "before": "enum E { One }"}, []),
    ],
)
def test_what_a_resource_must_have(changed: dict[str, str], expected: list[str]) -> None:
    assert _errors(**changed) == expected
