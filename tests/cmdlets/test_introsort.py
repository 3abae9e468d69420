""".NET's sort sorts, whatever the order of equal items."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pwsh_emu.cmdlets.introsort import introsort


@given(st.lists(st.integers(0, 40), max_size=200))
def test_the_result_is_ordered_and_nothing_is_lost(numbers: list[int]) -> None:
    items = list(enumerate(numbers))
    introsort(items, lambda left, right: left[1] - right[1])
    assert [number for _, number in items] == sorted(numbers)
    assert sorted(index for index, _ in items) == list(range(len(numbers)))


def test_three_items_are_swapped_as_dotnet_does() -> None:
    items = [("b", 2), ("c", 2), ("a", 1)]
    introsort(items, lambda left, right: left[1] - right[1])
    assert items == [("a", 1), ("c", 2), ("b", 2)]
