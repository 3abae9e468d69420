"""Generic types over a script's own classes and enumerations, tuples, and what every type inherits."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell

CLASSES = "class E { [int]$n }; enum K { A; B }; "


@pytest.fixture
def shell() -> Shell:
    return Shell(connected=False)


@pytest.mark.parametrize(
    ("text", "output"),
    [
        ("$l = [System.Collections.Generic.List[E]]::new(); $l.Add([E]@{ n = 3 }); $l[0].n", [3]),
        ("$l = [System.Collections.Generic.List[E]]::new(); $l.AddRange([E[]]@([E]::new(), [E]::new())); $l.Count", [2]),
        ("$d = [System.Collections.Generic.Dictionary[K, E]]::new(); $d.Add('A', [E]::new()); $d.ContainsKey([K]::A)", [True]),
        ("$h = [System.Collections.Generic.HashSet[K]]::new(); $h.Add('B'); $h.Add('B')", [True, False]),
        ("$l = [System.Collections.Generic.List[E]]::new(); try { $l.Add('x') } catch { $_.FullyQualifiedErrorId }", ["MethodCountCouldNotFindBest"]),
    ],
)
def test_members_take_the_scripts_types(shell: Shell, text: str, output: list[object]) -> None:
    assert shell.run(CLASSES + text).output == output


def test_tuples_show_their_length(shell: Shell) -> None:
    assert shell.run("[System.Tuple]::Create(1, 'x')").text.split() == ["Item1", "Item2", "Length", "-----", "-----", "------", "1", "x", "2"]
    assert shell.run("[math]::DivRem(17, 5)").text.split()[:3] == ["Length", "Item1", "Item2"]


def test_generic_dictionaries_show_pairs(shell: Shell) -> None:
    text = "$d = [System.Collections.Generic.Dictionary[string,int]]::new(); $d['a'] = 1; $d"
    assert shell.run(text).text.split() == ["Key", "Value", "---", "-----", "a", "1"]


def test_every_type_inherits_reference_equals(shell: Shell) -> None:
    assert shell.run("$h = @{}; [object]::ReferenceEquals($h, $h); [string]::ReferenceEquals('a', 1)").output == [True, False]


def test_a_dictionarys_own_members_are_behind_psbase(shell: Shell) -> None:
    assert shell.run("$h = @{ Count = 'key'; a = 1 }; $h.Count; $h.psbase.Count").output == ["key", 2]


def test_keys_that_are_no_text_are_no_property_names(shell: Shell) -> None:
    assert shell.run("@{ 1 = 'int' }.1; @{ '1' = 'text' }.1; @{ '1' = 'text' }.'1'").output == ["int", None, "text"]


@pytest.mark.parametrize("name", ["System.Collections.Generic.List`1[int]", "System.Collections.Generic.List``1[int]"])
def test_an_arity_may_be_escaped(shell: Shell, name: str) -> None:
    assert shell.run(f"[{name}]::new().GetType().ToString()").output == ["System.Collections.Generic.List`1[System.Int32]"]


@pytest.mark.parametrize("name", ["EventHandler", "EventHandler[string]", "Func[int,int,int,int,int,int]", "Action[int,int,int,int,int]"])
def test_delegates_of_many_arguments(shell: Shell, name: str) -> None:
    assert shell.run(f"[{name}].BaseType.Name").output == ["MulticastDelegate"]


def test_only_value_types_may_be_missing() -> None:
    done = Shell().run("enum E { A }; [nullable[E]].Name; [nullable[guid]].Name; $null -eq ('nullable[string]' -as [type])")
    assert (done.output, done.errors) == (["Nullable`1", "Nullable`1", True], [])
    (error,) = Shell().run("[nullable[version]]").errors
    assert error.fully_qualified_error_id == "TypeNotFoundWithMessage"
    details = "GenericArguments[0], 'System.Version', on 'System.Nullable`1[T]' violates the constraint of type 'T'."
    assert error.exception.message == f"Unable to find type [nullable[version]]. Details: {details}"


def test_flags_of_bytes_stay_flags() -> None:
    done = Shell().run("$f = [System.Security.AccessControl.AceFlags]'InheritOnly' -bor 'Inherited'; [string]$f; [int]$f")
    assert (done.output, done.errors) == (["InheritOnly, Inherited", 24], [])


def test_generic_methods_as_values() -> None:
    done = Shell().run(
        "$m = [array]::ConvertAll; $m.Name; ($m.OverloadDefinitions | Where-Object { $_ -like '*TInput*' }).GetType().Name; [array]::Empty.Name"
    )
    assert (done.output, done.errors) == (["ConvertAll", "String", "Empty"], [])
    assert Shell().run("'a'.Substring.OverloadDefinitions.GetType().Name").output == ["Collection`1"]
