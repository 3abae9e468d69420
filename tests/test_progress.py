"""Progress bars: what a bar looks like, where it is drawn, and that nothing of it stays."""

from __future__ import annotations

import io
import os
import re
from pathlib import Path

import pytest

from pwsh_emu.cli import main
from pwsh_emu.progress import Pane, bar
from pwsh_emu.runtime.records import ProgressRecord


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def record(activity: str = "Work", status: str = "Busy", number: int = 0, **details: int | bool) -> ProgressRecord:
    made = ProgressRecord(number, activity, status)
    for name, value in details.items():
        setattr(made, name, value)
    return made


def plain(text: str) -> str:
    return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]|\x1b[78D]", "", text)


# --- a bar ----------------------------------------------------------------------------------------------------------------


def test_a_bar_fills_the_width_but_for_two_columns() -> None:
    shown = plain(bar(record(seconds_remaining=12), 0, 40, ""))
    assert shown == "Work [Busy                        12s]"
    assert len(shown) == 38


@pytest.mark.parametrize(("percent", "done"), [(0, 31), (50, 16), (99, 31), (100, 31), (-1, 31)])
def test_the_part_that_is_done_is_reversed(percent: int, done: int) -> None:
    shown = bar(record(percent_complete=percent), 0, 40, "")
    inside = shown[shown.index("\x1b[7m") + 4 : shown.index("\x1b[27m")]
    assert len(inside) == done


def test_long_texts_are_cut() -> None:
    shown = plain(bar(record("A" * 50, "B" * 50), 0, 40, ""))
    assert shown.startswith("A" * 20 + "… [")
    assert "…]" in shown.replace(" ", "")


def test_children_stand_in_below_their_parent_and_go_with_it() -> None:
    pane = Pane()
    pane.take(record("One", number=1))
    pane.take(record("Two", number=2, parent_activity_id=1))
    pane.take(record("Other", number=3))
    assert [plain(line).split(" [")[0] for line in pane.lines(40, 10)] == ["One", "  Two", "Other"]
    pane.take(record(number=1, completed=True))
    assert [plain(line).split(" [")[0] for line in pane.lines(40, 10)] == ["Other"]


# --- on a terminal --------------------------------------------------------------------------------------------------------


@pytest.fixture
def colours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")


def run(text: str, out: io.StringIO) -> str:
    main(["-NoProfile", "-Command", text], io.StringIO(), out, io.StringIO())
    return out.getvalue()


@pytest.mark.usefixtures("colours")
def test_bars_are_taken_away_before_output_and_at_the_end() -> None:
    shown = run("'first'; Write-Progress Work Busy -PercentComplete 50; 'second'; Write-Progress Work -Completed; 'third'", Terminal())
    assert shown.index("first\n") < shown.index("Work [")
    assert "\x1b[Jsecond\n" in shown  # erased, then written
    assert shown.endswith("third\n")
    assert plain(shown.split("third")[0]).rstrip().endswith("]")
    assert "\x1b[J" in shown[shown.rindex("Work [") :]


@pytest.mark.usefixtures("colours")
def test_a_bar_that_is_left_is_taken_away_when_the_command_ends() -> None:
    shown = run("Write-Progress Work", Terminal())
    assert shown.endswith("\x1b8\x1b[?25h\x1b[J")


@pytest.mark.usefixtures("colours")
def test_a_line_that_is_begun_is_left_alone() -> None:
    shown = run("Write-Host 'begun' -NoNewline; Write-Progress Work; Write-Host ' ended'", Terminal())
    assert "begun\x1bD\x1b[1A\x1b7" in shown
    assert "\x1b7\r\n\x1b[J\x1b8 ended\n" in shown


@pytest.mark.usefixtures("colours")
def test_the_style_and_the_preference_hold() -> None:
    assert "\x1b[35mWork [" in run('$PSStyle.Progress.Style = "`e[35m"; Write-Progress Work', Terminal())
    assert "Work" not in run("$ProgressPreference = 'SilentlyContinue'; Write-Progress Work", Terminal())
    assert "\x1b]9;4;1;30" in run("$PSStyle.Progress.UseOSCIndicator = $true; Write-Progress Work -PercentComplete 30", Terminal())


def test_where_output_goes_to_a_file_there_are_none(tmp_path: Path) -> None:
    assert run("Write-Progress Work -PercentComplete 5; 'x'", io.StringIO()) == "x\n"
    with open(tmp_path / "out", "w", encoding="utf-8") as file:
        main(["-NoProfile", "-Command", "Write-Progress Work; 'x'"], io.StringIO(), file, io.StringIO())
    assert (tmp_path / "out").read_text(encoding="utf-8") == f"x{os.linesep}"


def test_activities_of_two_sources_may_have_one_number() -> None:
    pane = Pane()
    for source, name in ((1, "One"), (2, "Two")):
        pane.take(record(name, number=7, source_id=source))
    pane.take(record("Child", number=8, source_id=2, parent_activity_id=7))
    assert [plain(line).split(" [")[0] for line in pane.lines(40, 10)] == ["One", "Two", "  Child"]
    pane.take(record("One", number=7, source_id=1, completed=True))
    assert [plain(line).split(" [")[0] for line in pane.lines(40, 10)] == ["Two", "  Child"]
