""".NET's own sort (Array.Sort), whose order of equal items Sort-Object shows: insertion sort to 16 items, quicksort with a median of three above."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
Comparison = Callable[[T, T], int]

_SMALL = 16


def introsort(items: list[T], compare: Comparison[T]) -> None:
    """Sort a list in place as Array.Sort does with a comparison."""
    if len(items) > 1:
        _sort(items, 0, len(items) - 1, 2 * len(items).bit_length(), compare)


def _swap_if_greater(items: list[T], left: int, right: int, compare: Comparison[T]) -> None:
    if compare(items[left], items[right]) > 0:
        items[left], items[right] = items[right], items[left]


def _sort(items: list[T], low: int, high: int, depth: int, compare: Comparison[T]) -> None:
    while high > low:
        size = high - low + 1
        if size <= _SMALL:
            if size == 2:
                _swap_if_greater(items, low, high, compare)
            elif size == 3:
                _swap_if_greater(items, low, high - 1, compare)
                _swap_if_greater(items, low, high, compare)
                _swap_if_greater(items, high - 1, high, compare)
            else:
                _insertion_sort(items, low, high, compare)
            return
        if depth == 0:
            _heap_sort(items, low, high, compare)
            return
        depth -= 1
        middle = _partition(items, low, high, compare)
        _sort(items, middle + 1, high, depth, compare)
        high = middle - 1


def _partition(items: list[T], low: int, high: int, compare: Comparison[T]) -> int:
    middle = low + ((high - low) >> 1)
    _swap_if_greater(items, low, middle, compare)
    _swap_if_greater(items, low, high, compare)
    _swap_if_greater(items, middle, high, compare)
    pivot = items[middle]
    items[middle], items[high - 1] = items[high - 1], items[middle]
    left, right = low, high - 1
    while left < right:
        left += 1
        while left < high - 1 and compare(items[left], pivot) < 0:
            left += 1
        right -= 1
        while right > low and compare(pivot, items[right]) < 0:
            right -= 1
        if left >= right:
            break
        items[left], items[right] = items[right], items[left]
    if left != high - 1:
        items[left], items[high - 1] = items[high - 1], items[left]
    return left


def _insertion_sort(items: list[T], low: int, high: int, compare: Comparison[T]) -> None:
    for index in range(low, high):
        item = items[index + 1]
        at = index
        while at >= low and compare(item, items[at]) < 0:
            items[at + 1] = items[at]
            at -= 1
        items[at + 1] = item


def _heap_sort(items: list[T], low: int, high: int, compare: Comparison[T]) -> None:
    size = high - low + 1
    for index in range(size >> 1, 0, -1):
        _down_heap(items, index, size, low, compare)
    for index in range(size, 1, -1):
        items[low], items[low + index - 1] = items[low + index - 1], items[low]
        _down_heap(items, 1, index - 1, low, compare)


def _down_heap(items: list[T], index: int, size: int, low: int, compare: Comparison[T]) -> None:
    item = items[low + index - 1]
    while index <= size >> 1:
        child = 2 * index
        if child < size and compare(items[low + child - 1], items[low + child]) < 0:
            child += 1
        if not compare(item, items[low + child - 1]) < 0:
            break
        items[low + index - 1] = items[low + child - 1]
        index = child
    items[low + index - 1] = item
