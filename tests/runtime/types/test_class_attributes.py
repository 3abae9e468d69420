"""The attributes of classes, properties and methods, as reflection gives them."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell

CLASSES = """
class Note : Attribute { [string] $Text; Note() { } Note([string] $t) { $this.Text = $t } }
[Note('base')] class Base { [ValidateRange(1, 5)][int] $n = 1 }
[DscLocalConfigurationManager()] class Meta { }
[System.Management.Automation.Cmdlet('Get', 'Thing', SupportsPaging, ConfirmImpact = 'High')]
class C : Base {
    [ValidateSet('a', 'b')] [Note(Text = 'p')] $p = 'a'
    [Parameter(Mandatory, HelpMessage = 'm')] [Alias('y', 'z')] [string] $q
    [Obsolete('old')] [Note()] [int] f($a) { return 1 }
    [int] f() { return 1 }
    static [DscProperty(Key)] [string] $Key
}
[Flags()] enum E { A; B }
enum F { A }
"""


@pytest.mark.parametrize(
    ("script", "output"),
    [
        ("[C].GetCustomAttributes($true).ForEach{ $_.GetType().Name }", ["CmdletAttribute", "Note"]),
        (
            "$c = [C].GetCustomAttributes($true)[0]; $c.VerbName; $c.NounName; $c.SupportsPaging; [string]$c.ConfirmImpact",
            ["Get", "Thing", True, "High"],
        ),
        ("[C].GetProperty('p').GetCustomAttributes([ValidateSet], $true).ValidValues", ["a", "b"]),
        ("[C].GetProperty('p').GetCustomAttributes([Note], $true).Text", ["p"]),
        ("[C].GetProperty('n').GetCustomAttributes($true).MaxRange", [5]),
        ("[C].GetProperty('Key').GetCustomAttributes($true).Key", [True]),
        (
            "$q = [C].GetProperty('q'); $q.GetCustomAttributes([Parameter], $true).HelpMessage; $q.GetCustomAttributes([Alias], $true).AliasNames",
            ["m", "y", "z"],
        ),
        ("[C].GetProperty('q').IsDefined([Alias], $true); [C].GetProperty('q').IsDefined([Note], $true)", [True, False]),
        ("[C].GetMethods().Where{ $_.Name -eq 'f' }.ForEach{ $_.GetCustomAttributes($true).Count }", [2, 0]),
        (
            "$f = [C].GetMethods().Where{ $_.Name -eq 'f' }[0].GetCustomAttributes([System.ObsoleteAttribute], $true); $f.Message; $f.IsError",
            ["old", False],
        ),
        ("[E].IsDefined([System.FlagsAttribute], $false); [F].IsDefined([System.FlagsAttribute], $false)", [True, False]),
        ("[C].Assembly.GetCustomAttributes($true)[0].GetType().Name", ["DynamicClassImplementationAssemblyAttribute"]),
        ("[string][Note]::new('x').TypeId; [int].GetCustomAttributes($true).Count", ["Note", 0]),
    ],
)
def test_attributes_by_reflection(script: str, output: list[object]) -> None:
    done = Shell().run(CLASSES + script)
    assert (done.output, done.errors) == (output, [])


def test_a_class_as_a_string_is_only_its_name() -> None:
    done = Shell().run("class Note { [string] $Text }; [string][Note] | Out-String; ([Note] -as [string] | Format-List | Out-String).Trim()")
    assert (done.output, done.errors) == (["Note\n", "Note"], [])
