"""The progress bars of a terminal: PowerShell's minimal view, drawn below the output and taken away before anything else is written.

`Pane` keeps the activities under way and says what to send to the terminal; `pwsh_emu.console` sends it.
"""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pwsh_emu.runtime.records import ProgressRecord

INTERVAL = 0.2  # seconds between two drawings of an activity that goes on
_REVERSE, _REVERSE_OFF, _RESET = "\x1b[7m", "\x1b[27m", "\x1b[0m"
_INDENT = 2  # columns that an activity stands in from the one it belongs to


class Activity:
    """A progress record and the activities that belong to it, oldest first."""

    __slots__ = ("children", "record")

    def __init__(self, record: ProgressRecord) -> None:
        self.record = record
        self.children: list[Activity] = []


class Pane:
    """The activities of one terminal. ``style`` and ``most`` are $PSStyle.Progress.Style and MaxWidth."""

    def __init__(self) -> None:
        self.top: list[Activity] = []
        self.style = "\x1b[33;1m"
        self.most = 120
        self.shown = 0  # lines that stand on the terminal now
        self.at_start = True  # whether the cursor stands in the first column
        self._drawn = -INTERVAL

    # --- the activities ---
    def take(self, record: ProgressRecord) -> bool:
        """Take a record; True where the bars are to be drawn anew."""
        siblings, known = self._find(self.top, record.source_id, record.activity_id)
        if record.completed:
            if known is not None and siblings is not None:
                siblings.remove(known)
            return True
        if known is not None:
            known.record = record
        else:
            _, parent = self._find(self.top, record.source_id, record.parent_activity_id)
            (self.top if parent is None else parent.children).append(Activity(record))
        return monotonic() - self._drawn >= INTERVAL

    def _find(self, activities: list[Activity], source: int, number: int) -> tuple[list[Activity] | None, Activity | None]:
        for activity in activities:
            if activity.record.activity_id == number and activity.record.source_id == source:
                return activities, activity
            found = self._find(activity.children, source, number)
            if found[1] is not None:
                return found
        return None, None

    # --- drawing ---
    def lines(self, width: int, height: int) -> list[str]:
        """Return the bars, one a line, no more than the terminal has lines for."""
        result: list[str] = []
        self._add(result, self.top, 0, width)
        return result[: max(1, height - 1)]

    def _add(self, result: list[str], activities: list[Activity], indentation: int, width: int) -> None:
        for activity in activities:
            result.append(bar(activity.record, indentation, min(width, self.most) if self.most > 0 else width, self.style))
            self._add(result, activity.children, indentation + _INDENT, width)

    def draw(self, width: int, height: int) -> str:
        """Return what draws the bars at the cursor, or below it where it stands within a line, and leaves it there."""
        lines = self.lines(width, height)
        self._drawn = monotonic()
        if not lines:
            return self.erase()
        room = len(lines) - (1 if self.at_start else 0)
        text = self.erase() + "\x1bD" * room + (f"\x1b[{room}A" if room else "") + "\x1b7\x1b[?25l"
        self.shown = len(lines)
        return text + ("" if self.at_start else "\r\n") + "\r\n".join(lines) + "\x1b8\x1b[?25h"

    def erase(self) -> str:
        """Return what takes the bars away and leaves the cursor where it is."""
        if not self.shown:
            return ""
        self.shown = 0
        return "\x1b[J" if self.at_start else "\x1b7\r\n\x1b[J\x1b8"

    def wrote(self, text: str) -> None:
        """Note where the cursor stands after a text."""
        if text:
            self.at_start = text.endswith(("\n", "\r"))


def bar(record: ProgressRecord, indentation: int, width: int, style: str) -> str:
    """Return an activity in the minimal view: ``Activity [Status       12s]``, the part that is done in reverse."""
    remaining = f"{record.seconds_remaining}s" if record.seconds_remaining >= 0 else ""
    name = record.activity
    if len(name) > width // 2:
        name = name[: width // 2] + "…"
    room = width - len(name) - indentation - 4
    status = _one_line(record.status_description)
    most = room - len(remaining) - 2
    if most > 0 and len(status) > most + 1:
        status = status[:most] + "…"
    inside = status + " " * (room - len(status) - len(remaining) - 1) + remaining
    percent = record.percent_complete
    done = len(inside)
    if 0 < percent < 100 and room > 0:
        done = min(percent * room // 100, room - 1)
    shown = f"{_REVERSE}{inside[:done]}{_REVERSE_OFF}{inside[done:]}"
    return f"{' ' * indentation}{style}{_one_line(name)} [{shown}]{_RESET}"


def _one_line(text: str) -> str:
    return " ".join(text.split("\n")).replace("\r", "")


def indicator(record: ProgressRecord, pane: Pane) -> str:
    """Return the sequence that shows progress in the terminal's tab ($PSStyle.Progress.UseOSCIndicator)."""
    if record.completed and not pane.top:
        return "\x1b]9;4;0\x1b\\"
    if record.percent_complete >= 0:
        return f"\x1b]9;4;1;{record.percent_complete}\x1b\\"
    return ""


def settings_of(session: Any) -> dict[str, Any]:
    """Return the settings of $PSStyle.Progress."""
    cell = session.global_scope.find("psstyle")
    settings: dict[str, Any] = cell.value.settings["Progress"].settings
    return settings
