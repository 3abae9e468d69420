"""What + and += put behind the items of a list."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell


@pytest.mark.parametrize(
    "code",
    [
        "$list = 1, 2; $list += & {}; $list.Count",
        "$list = 1, 2; $none = & {}; $list += $none; $list.Count",
        "$list = 1, 2; $list += 3, 4 | Where-Object { $_ -gt 4 }; $list.Count",
        "$list = 1, 2; $list += if ($false) { 3 }; $list.Count",
        "[int[]] $list = 1, 2; $list += & {}; $list.Count",
        "$owner = @{ list = 1, 2 }; $owner.list += & {}; $owner.list.Count",
        "(@(1, 2) + (& {})).Count",
        "([System.Collections.Generic.List[int]] (1, 2) + (& {})).Count",
    ],
)
def test_a_command_without_output_adds_no_item(code: str) -> None:
    assert Shell().run(code).output == [2]


def test_null_is_an_item() -> None:
    assert Shell().run("$list = 1, 2; $list += $null; $list.Count; $list += $undefined; $list.Count").output == [3, 4]


def test_no_output_and_a_value_make_a_list() -> None:
    assert Shell().run("((& {}) + 1).GetType().Name; ((& {}) + (1, 2)).Count; ($null + 1).GetType().Name").output == ["Object[]", 2, "Int32"]


def test_an_item_keeps_what_a_script_added_to_it() -> None:
    code = "$text = 'a' | Add-Member -PassThru Mark 7; $list = @(1); $list += $text; $list[1].Mark; (@(1) + $text)[1].Mark"
    assert Shell().run(code).output == [7, 7]
