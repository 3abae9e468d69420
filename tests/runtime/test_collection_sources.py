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
        ("$from = [int[,]]::new(2, 2); $from[1, 1] = 7; $to = [int[,]]::new(2, 2); [array]::Copy($from, $to, 4); $to[1, 1]", "7"),
        ("[System.Linq.Enumerable]::Count(([xml]'<a><b/><c/></a>').DocumentElement)", "2"),
        ("[System.Web.HttpUtility]::UrlEncodeToBytes('é🎉') | ForEach-Object { [char]$_ } | Join-String", "%c3%a9%f0%9f%8e%89"),
    ],
)
def test_a_collection_is_made_of_anothers_elements(text: str, output: str) -> None:
    assert " ".join(str(one) for one in Shell().run(text).output) == output


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("([int[,]]::new(2, 2)).Contains(1)", "Only single dimension arrays are supported here."),
        ("[array]::IndexOf([int[,]]::new(2, 2), 1)", "Only single dimension arrays are supported here."),
        ("[array]::LastIndexOf([int[,]]::new(2, 2), 1)", "Only single dimension arrays are supported here."),
        ("[array]::BinarySearch([int[,]]::new(2, 2), 1)", "Only single dimension arrays are supported here."),
        ("[array]::Sort([int[,]]::new(2, 2))", "Only single dimension arrays are supported here."),
        ("[array]::Reverse([int[,]]::new(2, 2))", "Only single dimension arrays are supported here."),
        ("[array]::Copy([int[,]]::new(2, 2), [int[]]::new(4), 4)", "The specified arrays must have the same number of dimensions."),
        ("([int[,]]::new(2, 2)).CopyTo([int[]]::new(4), 0)", "The specified arrays must have the same number of dimensions."),
        ("[System.IO.BinaryReader]::new($null)", "Value cannot be null. (Parameter 'input')"),
        ("[System.Threading.Tasks.Task]::WaitAny(@($null))", "The tasks argument included a null value. (Parameter 'tasks')"),
        ("[System.Threading.Tasks.Task]::WaitAll(@($null))", "The tasks argument included a null value. (Parameter 'tasks')"),
    ],
)
def test_what_cannot_be_taken_is_refused_in_dotnets_words(text: str, message: str) -> None:
    (error,) = Shell().run(text).errors
    assert error.exception.message.endswith(f': "{message}"')


def test_a_sequence_is_wanted_of_linq() -> None:
    (error,) = Shell().run("[System.Linq.Enumerable]::Concat(3, [version]'1.0')").errors
    assert 'Cannot convert the "1.0" value of type "System.Version" to type "System.Collections.IEnumerable".' in error.exception.message


def test_a_number_that_is_none_is_no_key_twice() -> None:
    done = Shell().run("@{ 1e308S = 1; 1e309S = 2 }")
    assert done.exit_code == 1 and done.error_text.count("is not valid.") == 1 and "Duplicate" not in done.error_text
