"""What a collection throws while a pipeline or foreach walks it, and what members throw that ForEach-Object calls."""

from __future__ import annotations

import pytest
from shellruns import error_ids

from pwsh_emu import Shell


@pytest.mark.parametrize(
    "collection", ["$h = @{ a = 1; b = 2 }; $h.Keys | % { $h[$_] = 3 }", "$l = [Collections.ArrayList](1, 2); $l | % { $l.Add(1) }"]
)
def test_pipelines_say_that_enumerating_failed(collection: str) -> None:
    done = Shell(sandbox=True).run(collection)
    assert [error.error_id for error in done.errors] == ["BadEnumeration"]
    text = "Collection was modified; enumeration operation may not execute.."
    assert done.errors[0].exception.message == f"An error occurred while enumerating through a collection: {text}"


def test_foreach_shows_what_the_collection_throws(shell: Shell) -> None:
    assert error_ids(shell, "$h = @{ a = 1; b = 2 }; foreach ($k in $h.Keys) { $h[$k] = 3 }") == ["System.InvalidOperationException"]


def test_errors_of_commands_are_no_errors_of_the_collection(shell: Shell) -> None:
    assert error_ids(shell, "1, 2 | ForEach-Object { [int]'x' }") == ["InvalidCastFromStringToInteger"] * 2


def test_methods_that_throw_are_wrapped_for_each_object() -> None:
    done = Shell(sandbox=True).run("class C { [object] Foo() { throw 'bad' } }; [C]::new(), [C]::new() | ForEach-Object -MemberName Foo; 'end'")
    assert [error.exception.message for error in done.errors] == ['Exception calling "Foo" with "0" argument(s): "bad"'] * 2
    assert done.output == ["end"]
