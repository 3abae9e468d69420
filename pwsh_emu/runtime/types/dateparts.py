"""What dates and times of day have in common: their parts."""

from __future__ import annotations

from pwsh_emu.runtime.types import calendardays
from pwsh_emu.runtime.types.timespans import TICKS_PER_HOUR, TICKS_PER_MICROSECOND, TICKS_PER_MILLISECOND, TICKS_PER_MINUTE, TICKS_PER_SECOND


class DateParts:
    """The parts of a value that has ``date_parts``: year, month and day."""

    __slots__ = ()

    def date_parts(self) -> tuple[int, int, int]:
        """Return (year, month, day)."""
        raise NotImplementedError

    @property
    def Year(self) -> int:
        return self.date_parts()[0]

    @property
    def Month(self) -> int:
        return self.date_parts()[1]

    @property
    def Day(self) -> int:
        return self.date_parts()[2]

    @property
    def DayOfYear(self) -> int:
        return calendardays.day_of_year(*self.date_parts())


class ClockParts:
    """The parts of a value whose ``ticks`` count from a midnight."""

    __slots__ = ()
    ticks: int

    @property
    def Hour(self) -> int:
        return self.ticks // TICKS_PER_HOUR % 24

    @property
    def Minute(self) -> int:
        return self.ticks // TICKS_PER_MINUTE % 60

    @property
    def Second(self) -> int:
        return self.ticks // TICKS_PER_SECOND % 60

    @property
    def Millisecond(self) -> int:
        return self.ticks // TICKS_PER_MILLISECOND % 1000

    @property
    def Microsecond(self) -> int:
        return self.ticks // TICKS_PER_MICROSECOND % 1000

    @property
    def Nanosecond(self) -> int:
        return self.ticks % 10 * 100
