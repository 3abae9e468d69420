"""The short names of types as scripts reach them: through the assembly's internal class."""

from __future__ import annotations

from pwsh_emu import Shell

CLASS = "$t = [psobject].Assembly.GetType('System.Management.Automation.TypeAccelerators'); "


def run(script: str) -> list[object]:
    return list(Shell(sandbox=True).run(CLASS + script).output)


def test_names_are_listed_added_and_removed() -> None:
    assert run("$t::Get['int'].FullName; $t::Get.ContainsKey('mine')") == ["System.Int32", False]
    assert run("$t::Add('mine', [datetime]); [mine].FullName; $t::Get['mine'].Name") == ["System.DateTime", "DateTime"]
    assert run("$t::Add('mine', [datetime]); $t::Remove('mine'); $null -eq ('mine' -as [type])") == [True, True]


def test_a_name_is_given_once() -> None:
    done = Shell(sandbox=True).run(CLASS + "$t::Add('int', [string])")
    assert [error.error_id for error in done.errors] == ["ArgumentException"]


def test_no_literal_finds_the_class() -> None:
    done = Shell(sandbox=True).run("[System.Management.Automation.TypeAccelerators]")
    assert [error.error_id for error in done.errors] == ["TypeNotFound"]
