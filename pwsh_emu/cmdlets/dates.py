"""Dates and spans: Get-Date, Set-Date, New-TimeSpan, Get-TimeZone, Get-Uptime."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pwsh_emu.cmdlets.item_base import as_list
from pwsh_emu.runtime import members
from pwsh_emu.runtime.command import Cmdlet, implements
from pwsh_emu.runtime.errors import ErrorRecord, ExceptionObject, NetException, PSError, not_supported
from pwsh_emu.runtime.wildcard import WildcardPattern

PARTS = ("Year", "Month", "Day", "Hour", "Minute", "Second", "Millisecond")
FILE_FORMATS = {
    "filedate": ("yyyyMMdd", False), "filedateuniversal": ("yyyyMMddZ", True), "filedatetime": ("yyyyMMddTHHmmssffff", False),
    "filedatetimeuniversal": ("yyyyMMddTHHmmssffffZ", True),
}  # fmt: skip


class _DateCmdlet(Cmdlet):
    def date_type(self, name: str = "System.DateTime") -> Any:
        return self.session.types.resolve(name)

    def now(self) -> Any:
        return members.get_static_property(self.session, self.date_type(), "Now")

    def call(self, value: Any, name: str, *arguments: Any) -> Any:
        """Call a member; what it throws is the cmdlet's own error, not one of a call in a script."""
        try:
            return members.invoke_method(self.session, value, name, list(arguments))
        except PSError as error:
            inner = error.record.exception.inner
            if inner is None:
                raise
            raise NetException(inner.type_name, inner.message) from None

    def part(self, value: Any, name: str) -> Any:
        return members.get_property(self.session, value, name)


@implements("Get-Date")
class GetDate(_DateCmdlet):
    """Gets the current date and time."""

    Date: Any = None
    UnixTimeSeconds: Any = None
    Format: Any = None
    UFormat: Any = None
    DisplayHint: Any = None
    AsUTC: Any = False

    def process(self) -> None:
        value = self._chosen()
        for name in PARTS:
            if name in self.bound:
                value = self.call(value, f"Add{name}s", self.bound[name] - self.part(value, name))
        if "Millisecond" in self.bound:
            value = self.call(value, "AddTicks", -(self.part(value, "Ticks") % 10_000))
        if self.AsUTC:
            value = self.call(value, "ToUniversalTime")
        if self.Format:
            self.write(self._formatted(value, str(self.Format)))
        elif self.UFormat is not None:
            self.write(self._unix_formatted(value, str(self.UFormat)))
        else:
            self.write(self._hinted(value))

    def _chosen(self) -> Any:
        if self.UnixTimeSeconds is not None:
            from pwsh_emu.runtime.types.datetimes import from_unix

            return from_unix(int(self.UnixTimeSeconds))
        return self.now() if "Date" not in self.bound else self.Date

    def _formatted(self, value: Any, text: str) -> Any:
        known = FILE_FORMATS.get(text.lower())
        if known is None:
            return self.call(value, "ToString", text)
        pattern, universal = known
        if universal:
            value = self.call(value, "ToUniversalTime")
        return self.call(value, "ToString", pattern.replace("T", "'T'").replace("Z", "'Z'"))

    def _hinted(self, value: Any) -> Any:
        if self.DisplayHint is None or str(self.DisplayHint) == "DateTime":
            if self.DisplayHint is None:
                return value
        from pwsh_emu.runtime.values import PSObject

        hinted = value if hasattr(value, "extended") else PSObject(value)
        hinted.extended = {**(hinted.extended or {}), "DisplayHint": self.DisplayHint}
        return hinted

    def _unix_formatted(self, value: Any, text: str) -> str:
        """Return a date in the notation of Unix's date command; a % at the end fails as PowerShell's does."""
        text = text.removeprefix("+")
        result = []
        index = 0
        while index < len(text):
            char = text[index]
            index += 1
            if char != "%":
                result.append(char)
                continue
            if index >= len(text):
                message = "Index was outside the bounds of the array."
                raise self.terminate(
                    ErrorRecord(ExceptionObject("System.IndexOutOfRangeException", message), "System.IndexOutOfRangeException", "NotSpecified")
                )
            result.append(self._unix_part(value, text[index]))
            index += 1
        return "".join(result)

    def _unix_part(self, value: Any, letter: str) -> str:
        pattern = _UNIX_PATTERNS.get(letter)
        if pattern is not None:
            return str(
                self.call(value, "ToString", pattern, members.get_static_property(self.session, self.date_type("cultureinfo"), "CurrentCulture"))
            )
        compute = _UNIX_PARTS.get(letter)
        return compute(self, value) if compute is not None else letter


def _weekday(cmdlet: _DateCmdlet, value: Any) -> int:
    return int(cmdlet.part(value, "DayOfWeek").value)


def _unix_seconds(cmdlet: _DateCmdlet, value: Any) -> int:
    from pwsh_emu.runtime.types.datetimes import UNIX_EPOCH
    from pwsh_emu.runtime.types.timespans import TICKS_PER_SECOND

    return int((cmdlet.part(cmdlet.call(value, "ToUniversalTime"), "Ticks") - UNIX_EPOCH) // TICKS_PER_SECOND)


def _iso(cmdlet: _DateCmdlet, value: Any) -> tuple[int, int]:
    """Return the ISO year and week of a date."""
    import datetime

    year, week, _ = datetime.date(cmdlet.part(value, "Year"), cmdlet.part(value, "Month"), cmdlet.part(value, "Day")).isocalendar()
    return year, week


# letters that are a .NET pattern, and those that are computed
_UNIX_PATTERNS = {
    "A": "dddd", "a": "ddd", "B": "MMMM", "b": "MMM", "h": "MMM", "c": "ddd dd MMM yyyy HH:mm:ss", "D": "MM/dd/yy", "x": "MM/dd/yy", "d": "dd",
    "F": "yyyy-MM-dd", "H": "HH", "I": "hh", "M": "mm", "m": "MM", "R": "HH:mm", "r": "hh:mm:ss tt", "S": "ss", "T": "HH:mm:ss", "X": "HH:mm:ss",
    "Y": "yyyy", "y": "yy", "p": "tt",
}  # fmt: skip
_UNIX_PARTS: dict[str, Callable[[_DateCmdlet, Any], str]] = {
    "C": lambda cmdlet, value: f"{cmdlet.part(value, 'Year') // 100}",
    "e": lambda cmdlet, value: f"{cmdlet.part(value, 'Day'):2}",
    "G": lambda cmdlet, value: f"{_iso(cmdlet, value)[0]:04}",
    "g": lambda cmdlet, value: f"{_iso(cmdlet, value)[0] % 100:02}",
    "j": lambda cmdlet, value: f"{cmdlet.part(value, 'DayOfYear'):03}",
    "k": lambda cmdlet, value: f"{cmdlet.part(value, 'Hour'):2}",
    "l": lambda cmdlet, value: f"{(cmdlet.part(value, 'Hour') + 11) % 12 + 1:2}",
    "n": lambda cmdlet, value: "\n",
    "s": lambda cmdlet, value: str(_unix_seconds(cmdlet, value)),
    "t": lambda cmdlet, value: "\t",
    "U": lambda cmdlet, value: str(cmdlet.part(value, "DayOfYear") // 7),
    "u": lambda cmdlet, value: str(_weekday(cmdlet, value) or 7),
    "V": lambda cmdlet, value: f"{_iso(cmdlet, value)[1]:02}",
    "W": lambda cmdlet, value: str(cmdlet.part(value, "DayOfYear") // 7),
    "w": lambda cmdlet, value: str(_weekday(cmdlet, value)),
    "Z": lambda cmdlet, value: str(cmdlet.call(value, "ToString", "zz")),
    "%": lambda cmdlet, value: "%",
}


@implements("Set-Date")
class SetDate(_DateCmdlet):
    """Changes the system time on the computer to a time that you specify."""

    Date: Any = None
    Adjust: Any = None
    DisplayHint: Any = None

    def process(self) -> None:
        value = self.Date if self.Date is not None else self.call(self.now(), "Add", self.Adjust)
        if self.should_process(str(self.call(value, "ToString")), "Set-Date"):
            raise not_supported("Changing the computer's clock")


@implements("New-TimeSpan")
class NewTimeSpan(_DateCmdlet):
    """Creates a TimeSpan object."""

    Start: Any = None
    End: Any = None
    Days: Any = 0
    Hours: Any = 0
    Minutes: Any = 0
    Seconds: Any = 0
    Milliseconds: Any = 0

    def process(self) -> None:
        if self.parameter_set == "Date":
            now = self.now()
            start = now if self.Start is None else self.Start
            end = now if self.End is None else self.End
            self.write(self.call(end, "Subtract", start))
            return
        arguments = [int(part) for part in (self.Days, self.Hours, self.Minutes, self.Seconds, self.Milliseconds)]
        self.write(members.construct(self.session, self.date_type("timespan"), arguments))


@implements("Get-TimeZone")
class GetTimeZone(_DateCmdlet):
    """Gets the current time zone or a list of available time zones."""

    Id: Any = None
    Name: Any = None
    ListAvailable: Any = False

    def process(self) -> None:
        zone_type = self.date_type("System.TimeZoneInfo")
        if self.ListAvailable:
            self.write_all(members.invoke_static(self.session, zone_type, "GetSystemTimeZones", []))
            return
        if self.Id is None and self.Name is None:
            self.write(members.get_static_property(self.session, zone_type, "Local"))
        for identifier in as_list(self.Id):
            try:
                self.write(members.invoke_static(self.session, zone_type, "FindSystemTimeZoneById", [str(identifier)]))
            except Exception as error:
                if getattr(error, "record", None) is None:
                    raise
                self.report_missing("Id", f"The time zone ID '{identifier}' was not found on the local computer.")
        for name in as_list(self.Name):
            found = self.zones_named(str(name))
            self.write_all(found)
            if not found:
                self.report_missing("Name", f"The time zone name '{name}' was not found on the local computer.")

    def zones_named(self, name: str) -> list[Any]:
        """Return the time zones whose standard or daylight name is like a name."""
        pattern = WildcardPattern(name, True)
        zones = members.invoke_static(self.session, self.date_type("System.TimeZoneInfo"), "GetSystemTimeZones", [])
        return [zone for zone in as_list(zones) if any(pattern.matches(str(self.part(zone, part))) for part in ("StandardName", "DaylightName"))]

    def report_missing(self, target: str, message: str) -> None:
        """Report a time zone that does not exist; the target is what it was looked up by."""
        exception = ExceptionObject("System.TimeZoneNotFoundException", message)
        self.write_error(ErrorRecord(exception, "TimeZoneNotFound", "InvalidArgument", target))


@implements("Get-Uptime")
class GetUptime(_DateCmdlet):
    """Get the TimeSpan since last boot."""

    Since: Any = False

    def process(self) -> None:
        import time

        seconds = int(time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)))
        span = members.construct(self.session, self.date_type("timespan"), [0, 0, 0, seconds])
        self.write(self.call(self.now(), "Subtract", span) if self.Since else span)
