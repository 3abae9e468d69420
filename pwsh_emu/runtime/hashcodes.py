"""Hash codes of values that .NET hashes alike in every process, and the order that they give a Hashtable's entries.

A System.Collections.Hashtable keeps its entries in an array of buckets, a prime number of them: an entry lies where its key's hash code
says, or some steps further where that bucket is taken. Its enumerator walks the array from the end. Strings are hashed with a seed that
changes from process to process, so that no order can be told for them.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from itertools import count
from typing import Any

from pwsh_emu.runtime.values import Byte, Char, EnumValue, Int16, Int64, SByte, Single, UInt16, UInt32, UInt64

_LOAD = 0.72  # of all buckets are filled before the array grows
_STEP = 101  # Hashtable.HashPrime
_SMALL = (int, bool, Int16, SByte, Byte, UInt16)
_PRIMES = (
    3, 7, 11, 17, 23, 29, 37, 47, 59, 71, 89, 107, 131, 163, 197, 239, 293, 353, 431, 521, 631, 761, 919, 1103, 1327, 1597, 1931, 2333, 2801, 3371,
    4049, 4861, 5839, 7013, 8419, 10103, 12143, 14591, 17519, 21023, 25229, 30293, 36353, 43627, 52361, 62851, 75431, 90523, 108631, 130363, 156437,
    187751, 225307, 270371, 324449, 389357, 467237, 560689, 672827, 807403, 968897, 1162687, 1395263, 1674319, 2009191, 2411033, 2893249, 3471899,
    4166287, 4999559, 5999471, 7199369,
)  # fmt: skip


def hash_code(value: Any) -> int | None:
    """Return what GetHashCode gives for a number, a character, a truth value, an enumeration's value or a time; None for anything else."""
    kind = type(value)
    if kind in _SMALL:
        return int(value)
    if kind is Char:
        return ord(value) | ord(value) << 16
    if kind is EnumValue:
        return _of_long(value.value) if abs(value.value) > 0x7FFFFFFF else int(value.value)
    if kind is UInt32:
        return _signed(value)
    if kind is Int64 or kind is UInt64:
        return _of_long(value)
    if kind is float:
        bits = int.from_bytes(struct.pack("<d", value), "little")
        return _of_long(bits & 0x7FF0000000000000 if value == 0 or value != value else bits)
    if kind is Single:
        bits = int.from_bytes(struct.pack("<f", value), "little")
        return _signed(bits & 0x7F800000 if value == 0 or value != value else bits)
    return _of_long(value.ticks) if kind.__name__ in ("DateTime", "TimeSpan") else None


def bucket_order(pairs: Sequence[tuple[Any, Any]], capacity: int) -> list[tuple[Any, Any]] | None:
    """Return the entries of a Hashtable as its enumerator brings them; None where a key's hash code is not known.

    Parameters: the entries in the order in which they were added, and the number of entries that the table was made for.
    """
    codes: list[int] = []
    for key, _ in pairs:
        code = hash_code(key)
        if code is None:
            return None
        codes.append(code & 0x7FFFFFFF)
    size = _prime(int(capacity / _LOAD)) if capacity / _LOAD > 3 else 3
    last = size
    while int(_LOAD * last) < len(codes):
        last = _prime(2 * last)
    places = [code % last for code in codes]
    if len(set(places)) == len(places):
        return [pairs[at] for at in sorted(range(len(places)), key=places.__getitem__, reverse=True)]
    buckets: list[int | None] = [None] * size
    for index, code in enumerate(codes):
        if index >= int(_LOAD * len(buckets)):
            buckets = _grown(buckets, codes)
        _put(buckets, index, code)
    return [pairs[index] for index in reversed(buckets) if index is not None]


def _grown(buckets: list[int | None], codes: list[int]) -> list[int | None]:
    made: list[int | None] = [None] * _prime(2 * len(buckets))
    for index in buckets:
        if index is not None:
            _put(made, index, codes[index])
    return made


def _put(buckets: list[int | None], index: int, code: int) -> None:
    size = len(buckets)
    step = 1 + (code * _STEP & 0xFFFFFFFF) % (size - 1)
    at = code % size
    while buckets[at] is not None:
        at = (at + step) % size
    buckets[at] = index


def _prime(least: int) -> int:
    """Return the number of buckets for at least so many (HashHelpers.GetPrime)."""
    found = next((one for one in _PRIMES if one >= least), None)
    if found is not None:
        return found
    return next(one for one in count(least | 1, 2) if (one - 1) % _STEP and all(one % divisor for divisor in range(3, int(one**0.5) + 1, 2)))


def _of_long(value: int) -> int:
    return _signed((value ^ value >> 32) & 0xFFFFFFFF)


def _signed(value: int) -> int:
    value &= 0xFFFFFFFF
    return value - 0x100000000 if value > 0x7FFFFFFF else value
