"""CopyTo: an array does not grow, and says so in the words of the collection that is copied."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell

NO_ROOM = "Destination array is not long enough to copy all the items in the collection. Check array index and length."
OUTSIDE = (
    "Offset and length were out of bounds for the array or count is greater than the number of elements from index to the end of the "
    "source collection."
)
TOO_SHORT = "Destination array was not long enough. Check the destination index, length, and the array's lower bounds. (Parameter 'destinationArray')"
GENERIC = "System.Collections.Generic"


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (f"[{GENERIC}.List[int]] (1, 2, 3)", TOO_SHORT),
        (f"[{GENERIC}.Queue[int]] [int[]] (1, 2, 3)", OUTSIDE),
        (f"[{GENERIC}.Stack[int]] [int[]] (1, 2, 3)", OUTSIDE),
        (f"[{GENERIC}.LinkedList[int]]::new([int[]] (1, 2, 3))", "Insufficient space in the target location to copy the information."),
        (f"[{GENERIC}.HashSet[int]] (1, 2, 3)", NO_ROOM),
        (f"[{GENERIC}.SortedSet[int]] (1, 2, 3)", NO_ROOM),
        ("@{ 1 = 1; 2 = 2; 3 = 3 }.Keys", NO_ROOM),
        ("[System.Collections.Concurrent.ConcurrentBag[int]]::new([int[]] (1, 2, 3))", TOO_SHORT),
    ],
)
def test_a_collection_needs_room(source: str, message: str) -> None:
    code = f"$from = {source}; $to = [int[]]::new(4); try {{ $from.CopyTo($to, 2) }} catch {{ $_.Exception.InnerException.Message }}; $to.Count"
    assert Shell().run(code).output == [message, 4]
    assert Shell().run(f"$from = {source}; $to = [int[]]::new(4); $from.CopyTo($to, 1); $to[0]; $to.Count; ($to | Sort-Object) -join ''").output == [
        0, 4, "0123",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ("'abc'.CopyTo(1, $to, 0, 3)", "Index and count must refer to a location within the string. (Parameter 'sourceIndex')"),
        ("'abcd'.CopyTo(0, $to, 1, 3)", "Index and count must refer to a location within the string. (Parameter 'destinationIndex')"),
        ("[System.Text.StringBuilder]::new('ab').CopyTo(0, $to, 0, 3)", "Source string was not long enough. Check sourceIndex and count."),
        (
            "[System.Text.StringBuilder]::new('abc').CopyTo(0, $to, 1, 3)",
            "Either offset did not refer to a position in the string, or there is an insufficient length of destination character array.",
        ),
        (f"([{GENERIC}.List[char]] [char[]] 'ab').CopyTo(0, $to, 0, 3)", OUTSIDE),
    ],
)
def test_characters_need_room(call: str, message: str) -> None:
    code = f"$to = [char[]]::new(3); try {{ {call} }} catch {{ $_.Exception.InnerException.Message }}; $to.Count"
    assert Shell().run(code).output == [message, 3]
