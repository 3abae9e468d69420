"""-PipelineVariable and -OutBuffer."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell

STEPS = "$log = [System.Collections.Generic.List[string]]::new(); "


@pytest.mark.parametrize(
    ("count", "wanted"),
    [
        (0, "1 a1 2 a2 3 a3 4 a4 5 a5"),
        (1, "1 2 a1 a2 3 4 a3 a4 5 a5"),
        (2, "1 2 3 a1 a2 a3 4 5 a4 a5"),
        (9, "1 2 3 4 5 a1 a2 a3 a4 a5"),
    ],
)
def test_a_buffer_keeps_as_many_objects_as_it_may(count: int, wanted: str) -> None:
    code = f"{STEPS}1..5 | ForEach-Object {{ $log.Add($_); $_ }} -OutBuffer {count} | ForEach-Object {{ $log.Add(\"a$_\") }}; $log -join ' '"
    result = Shell().run(code)
    assert not result.errors
    assert result.output == [wanted]


def test_the_end_of_the_next_command_comes_after_what_was_kept() -> None:
    code = """
    function Show-Each { [CmdletBinding()] param([Parameter(ValueFromPipeline)] $x) process { "got $x" } end { 'end' } }
    1..3 | ForEach-Object { $_ } -OutBuffer 5 | Show-Each
    """
    assert Shell().run(code).output == ["got 1", "got 2", "got 3", "end"]


def test_a_pipeline_variable_starts_empty() -> None:
    code = """
    $now = 8
    7, 9 | ForEach-Object -PipelineVariable now -Begin { "begin <$now>" } -Process { "item <$now>" } | ForEach-Object { "$_, later <$now>" }
    "after <$now>"
    """
    assert Shell().run(code).output == [
        "begin <>, later <begin <>>",
        "item <begin <>>, later <item <begin <>>>",
        "item <item <begin <>>>, later <item <item <begin <>>>>",
        "after <>",
    ]
