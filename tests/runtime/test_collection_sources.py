"""What .NET's collections take as a source, and what they refuse."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell


@pytest.mark.parametrize(
    ("text", "output"),
    [
        ("([System.Collections.ArrayList]::new(@{ y = 2 }))[0].GetType().Name", "DictionaryEntry"),
        ("$list = [System.Collections.ArrayList]::new(); $list.AddRange([ordered]@{ a = 1; b = 2 }); $list.Count; $list[1].Key", "2 b"),
        ("[System.Collections.Queue]::new(@{ y = 2 }).Dequeue().Value", "2"),
        ("[System.Collections.Stack]::new(@(1, 2)).Pop()", "2"),
        ("[int[,]]::new(2, 2) -contains 0", "True"),
        ("[System.Web.HttpUtility]::UrlEncodeToBytes('é🎉') | ForEach-Object { [char]$_ } | Join-String", "%c3%a9%f0%9f%8e%89"),
    ],
)
def test_a_collection_is_made_of_anothers_elements(text: str, output: str) -> None:
    assert " ".join(str(one) for one in Shell().run(text).output) == output


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("([int[,]]::new(2, 2)).Contains(1)", "Only single dimensional arrays are supported here."),
        ("[array]::IndexOf([int[,]]::new(2, 2), 1)", "Only single dimensional arrays are supported here."),
        ("[System.IO.BinaryReader]::new($null)", "Value cannot be null. (Parameter 'input')"),
        ("[System.Threading.Tasks.Task]::WaitAny(@($null))", "The tasks argument included a null value. (Parameter 'tasks')"),
        ("[System.Threading.Tasks.Task]::WaitAll(@($null))", "The tasks argument included a null value. (Parameter 'tasks')"),
    ],
)
def test_what_cannot_be_taken_is_refused_in_dotnets_words(text: str, message: str) -> None:
    (error,) = Shell().run(text).errors
    assert error.exception.message.endswith(f': "{message}"')


def test_a_sequence_is_wanted_of_linq() -> None:
    (error,) = Shell().run("[System.Linq.Enumerable]::Union(3, [xml]'<a/>')").errors
    assert error.exception.message == 'Cannot convert the "3" value of type "int" to type "System.Collections.IEnumerable".'


def test_a_number_that_is_none_is_no_key_twice() -> None:
    done = Shell().run("@{ 1e308S = 1; 1e309S = 2 }")
    assert done.exit_code == 1 and done.error_text.count("is not valid.") == 1 and "Duplicate" not in done.error_text
