"""Out-Host -Paging: a page at a time, as the keys say."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell
from pwsh_emu.cmdlets.paging import PROMPT, Pager

ERASED = "\r" + " " * len(PROMPT) + "\r"


def paged(lines: int, keys: str, height: int = 4) -> tuple[str, bool]:
    """Write lines through a pager, its keys given; return what was written (prompts as ?) and whether the reader quit."""
    waiting = list(keys)
    written: list[str] = []
    pager = Pager(written.append, lambda: waiting.pop(0), height)
    for number in range(lines):
        pager.write(f"{number}\n")
    assert not waiting
    return "".join(written).replace(PROMPT + ERASED, "?").replace("\n", ""), pager.quit


@pytest.mark.parametrize(
    ("lines", "keys", "written", "quit"),
    [
        (3, "", "012", False),
        (4, " ", "012?3", False),
        (7, "  ", "012?345?6", False),
        (5, "\r\r", "012?3?4", False),
        (9, "xq", "012?", True),
        (9, " Q", "012?345?", True),
    ],
)
def test_keys_say_how_much_more_is_shown(lines: int, keys: str, written: str, quit: bool) -> None:
    assert paged(lines, keys) == (written, quit)


def test_without_a_terminal_all_is_shown() -> None:
    assert Shell().run("1..100 | Out-Host -Paging").text == "".join(f"{number}\n" for number in range(1, 101))
