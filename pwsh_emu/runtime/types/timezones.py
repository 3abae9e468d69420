"""System.TimeZoneInfo over the zone data of the machine."""

from __future__ import annotations

import datetime
import os
from functools import cache
from typing import Any

from pwsh_emu.runtime.culture import packaged_text
from pwsh_emu.runtime.errors import NetException
from pwsh_emu.runtime.knowntypes import builtin, with_session
from pwsh_emu.runtime.types import failures
from pwsh_emu.runtime.types.timespans import TICKS_PER_SECOND, TimeSpan
from pwsh_emu.runtime.typesystem import DotNetObject
from pwsh_emu.runtime.values import PSArray

_EPOCH = datetime.datetime(1, 1, 1)
# Names that ICU gives in English, where they do not follow from the id: id to (generic name, standard, daylight).
_NAMES = {
    "America/Los_Angeles": "Pacific", "America/Denver": "Mountain",
    "America/Chicago": "Central", "America/New_York": "Eastern", "America/Halifax": "Atlantic",
    "America/Anchorage": "Alaska", "Europe/Berlin": "Central European", "Europe/Paris": "Central European", "Europe/Warsaw": "Central European",
    "Europe/Rome": "Central European", "Europe/Madrid": "Central European",
    "Europe/Amsterdam": "Central European", "Europe/Zurich": "Central European",
    "Europe/Vienna": "Central European", "Europe/Stockholm": "Central European",
    "Europe/Kiev": "Eastern European", "Europe/Bucharest": "Eastern European",
    "Asia/Tokyo": "Japan", "Asia/Shanghai": "China", "Asia/Kolkata": "India",
    "Asia/Seoul": "Korean", "Europe/Moscow": "Moscow", "Asia/Singapore": "Singapore",
    "Australia/Sydney": "Australian Eastern", "Pacific/Auckland": "New Zealand",
}  # fmt: skip


def moment(ticks: int) -> datetime.datetime:
    """Return ticks as a naive datetime, whole seconds."""
    return _EPOCH + datetime.timedelta(seconds=ticks // TICKS_PER_SECOND)


def _ticks(offset: datetime.timedelta | None) -> int:
    return 0 if offset is None else (offset.days * 86400 + offset.seconds) * TICKS_PER_SECOND


@cache
def windows_zones() -> dict[str, str]:
    """Return the IANA names of the zones that Windows names otherwise; .NET knows both names on every platform."""
    return dict(line.split("\t") for line in packaged_text("windowszones.tsv").splitlines())


def _iana_name(windows_name: str) -> str | None:
    return next((iana for windows, iana in windows_zones().items() if windows.lower() == windows_name.lower()), None)


class TimeZoneInfo(DotNetObject):
    """A time zone."""

    is_shared = True
    ps_type = builtin("System.TimeZoneInfo")
    PROPERTY_ORDER = "Id HasIanaId DisplayName StandardName DaylightName BaseUtcOffset SupportsDaylightSavingTime"
    __slots__ = ("Id", "zone")

    def __init__(self, identifier: str, zone: datetime.tzinfo) -> None:
        super().__init__()
        self.Id = identifier
        self.zone = zone

    def offset_at_utc(self, ticks: int) -> int:
        if self.Id == "UTC":
            return 0
        try:
            return _ticks(moment(ticks).replace(tzinfo=datetime.UTC).astimezone(self.zone).utcoffset())
        except (OverflowError, ValueError):
            return _ticks(self._standard())

    def offset_at_local(self, ticks: int) -> int:
        if self.Id == "UTC":
            return 0
        try:
            return _ticks(moment(ticks).replace(tzinfo=self.zone).utcoffset())
        except (OverflowError, ValueError):
            return _ticks(self._standard())

    def _standard(self) -> datetime.timedelta:
        offsets = [datetime.datetime(2024, month, 1, tzinfo=self.zone) for month in (1, 7)]
        for one in offsets:
            if not one.dst():
                return one.utcoffset() or datetime.timedelta()
        return offsets[0].utcoffset() or datetime.timedelta()

    def is_daylight(self, value: Any) -> bool:
        if value.kind == 1:
            return False
        return bool(moment(value.ticks).replace(tzinfo=self.zone).dst())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, TimeZoneInfo) and other.Id == self.Id

    def __hash__(self) -> int:
        return hash(self.Id)

    @property
    def BaseUtcOffset(self) -> TimeSpan:
        return TimeSpan(_ticks(self._standard()))

    @property
    def SupportsDaylightSavingTime(self) -> bool:
        return len({datetime.datetime(2024, month, 1, tzinfo=self.zone).utcoffset() for month in range(1, 13)}) > 1

    @property
    def HasIanaId(self) -> bool:
        return self.Id not in windows_zones() or self.Id == "UTC"

    def _name(self, which: str) -> str:
        if self.Id == "UTC":
            return "Coordinated Universal Time"
        if self.Id == "Europe/London":
            return "British Summer Time" if which == "Daylight" else "Greenwich Mean Time"
        name = _NAMES.get(windows_zones().get(self.Id, self.Id))
        if name is None:
            name = self.Id.rpartition("/")[2].replace("_", " ")
        word = "Summer" if which == "Daylight" and ("Europe" in name) else which
        return f"{name} {word} Time"

    @property
    def StandardName(self) -> str:
        return self._name("Standard")

    @property
    def DaylightName(self) -> str:
        return self._name("Daylight")

    @property
    def DisplayName(self) -> str:
        ticks = _ticks(self._standard())
        minutes = abs(ticks) // TICKS_PER_SECOND // 60
        shown = "UTC" if ticks == 0 else f"UTC{'-' if ticks < 0 else '+'}{minutes // 60:02d}:{minutes % 60:02d}"
        name = self._name("Standard").replace(" Standard", "") if self.Id != "UTC" else "Coordinated Universal Time"
        city = self.Id.rpartition("/")[2].replace("_", " ")
        return f"({shown}) {name}" if self.Id == "UTC" else f"({shown}) {name} ({city})"

    def GetUtcOffset(self, value: Any) -> TimeSpan:
        kind = getattr(value, "kind", None)
        if kind is None:  # DateTimeOffset
            return TimeSpan(self.offset_at_utc(value.utc_ticks))
        if kind == 1:
            return TimeSpan(self.offset_at_utc(value.ticks))
        if kind == 2 and self != local_zone():
            return TimeSpan(self.offset_at_utc(value.ToUniversalTime().ticks))
        return TimeSpan(self.offset_at_local(value.ticks))

    def IsDaylightSavingTime(self, value: Any) -> bool:
        if not hasattr(value, "ticks"):  # a DateTimeOffset
            return bool(moment(value.utc_ticks).replace(tzinfo=datetime.UTC).astimezone(self.zone).dst())
        ticks = value.ticks
        if getattr(value, "kind", 0) == 1:
            return bool(moment(ticks).replace(tzinfo=datetime.UTC).astimezone(self.zone).dst())
        return bool(moment(value.ticks).replace(tzinfo=self.zone).dst())

    def IsInvalidTime(self, value: Any) -> bool:
        naive = moment(value.ticks)
        there = naive.replace(tzinfo=self.zone)
        return there.astimezone(datetime.UTC).astimezone(self.zone).replace(tzinfo=None) != naive

    def IsAmbiguousTime(self, value: Any) -> bool:
        if not hasattr(value, "ticks"):  # a DateTimeOffset: the time in this zone
            value = value.ToOffset(self.GetUtcOffset(value)).DateTime
        naive = moment(value.ticks)
        return (
            not self.IsInvalidTime(value)
            and naive.replace(tzinfo=self.zone, fold=0).utcoffset() != naive.replace(tzinfo=self.zone, fold=1).utcoffset()
        )

    def HasSameRules(self, other: Any) -> bool:
        return bool(self.zone == other.zone)

    def GetAdjustmentRules(self) -> PSArray:
        return PSArray([])

    def Equals(self, other: Any) -> bool:
        return bool(self == other)

    def ToSerializedString(self) -> str:
        return f"{self.Id};0;{self.DisplayName};{self.StandardName};{self.DaylightName};;"

    def ToString(self) -> str:
        return self.DisplayName

    def __str__(self) -> str:
        return self.DisplayName

    # --- statics ---
    @staticmethod
    def static_get_Utc() -> TimeZoneInfo:
        return UTC_ZONE

    @staticmethod
    def static_get_Local() -> TimeZoneInfo:
        return local_zone()

    @staticmethod
    def static_FindSystemTimeZoneById(identifier: str) -> TimeZoneInfo:
        return find(identifier)

    @staticmethod
    def static_TryFindSystemTimeZoneById(identifier: str, reference: Any) -> bool:
        try:
            reference.value = find(identifier)
        except NetException:
            reference.value = None
            return False
        return True

    @staticmethod
    def static_GetSystemTimeZones(skip_sorting: bool = False) -> Any:
        import zoneinfo

        from pwsh_emu.runtime.types.collections_generic import read_only

        zones = [TimeZoneInfo(name, zoneinfo.ZoneInfo(name)) for name in sorted(zoneinfo.available_timezones()) if "/" in name or name == "UTC"]
        zones.sort(key=lambda zone: (zone.BaseUtcOffset.ticks, zone.Id))
        return read_only("System.TimeZoneInfo", zones)

    @staticmethod
    def static_ConvertTime(value: Any, *zones: Any) -> Any:
        target = zones[-1]
        if hasattr(value, "utc_ticks"):
            return value.in_zone(target)
        source = zones[0] if len(zones) == 2 else (UTC_ZONE if value.kind == 1 else local_zone())
        return convert(value, source, target)

    @staticmethod
    def static_ConvertTimeBySystemTimeZoneId(value: Any, *identifiers: str) -> Any:
        return TimeZoneInfo.static_ConvertTime(value, *[find(identifier) for identifier in identifiers])

    @staticmethod
    def static_ConvertTimeFromUtc(value: Any, target: TimeZoneInfo) -> Any:
        if value.kind == 2:
            raise failures.argument(
                "The conversion could not be completed because the supplied DateTime did not have the Kind property set correctly.  For example, "
                "when the Kind property is DateTimeKind.Local, the source time zone must be TimeZoneInfo.Local.", "sourceTimeZone"
            )  # fmt: skip
        return convert(value, UTC_ZONE, target)

    @staticmethod
    def static_ConvertTimeToUtc(value: Any, source: TimeZoneInfo | None = None) -> Any:
        if value.kind == 1:
            return value
        return convert(value, source or local_zone(), UTC_ZONE)

    @staticmethod
    def static_ClearCachedData() -> None:
        """Do nothing: zones are immutable."""

    @staticmethod
    def static_TryConvertWindowsIdToIanaId(name: str, *rest: Any) -> bool:
        rest[-1].value = _iana_name(name)
        return rest[-1].value is not None

    @staticmethod
    def static_TryConvertIanaIdToWindowsId(name: str, reference: Any) -> bool:
        reference.value = next((windows for windows, iana in windows_zones().items() if iana.lower() == name.lower()), None)
        return reference.value is not None

    @staticmethod
    @with_session
    def static_CreateCustomTimeZone(session: Any, identifier: str, offset: TimeSpan, *names: Any) -> TimeZoneInfo:
        if identifier is None:
            raise failures.null("id")
        if identifier == "":
            raise failures.argument("The specified ID parameter '' is not supported.", "id")
        if not -14 * 36_000_000_000 <= offset.ticks <= 14 * 36_000_000_000:
            raise failures.out_of_range("The TimeSpan parameter must be within plus or minus 14.0 hours.", "baseUtcOffset", offset)
        if offset.ticks % 600_000_000:
            raise failures.argument("The TimeSpan parameter cannot be specified more precisely than whole minutes.", "baseUtcOffset")
        return TimeZoneInfo(identifier, datetime.timezone(datetime.timedelta(seconds=offset.ticks // TICKS_PER_SECOND)))


UTC_ZONE = TimeZoneInfo("UTC", datetime.UTC)
_local: dict[str, TimeZoneInfo] = {}


def find(identifier: str) -> TimeZoneInfo:
    """Return a zone by its id (IANA or Windows); raises TimeZoneNotFoundException."""
    if identifier is None:
        raise failures.null("id")
    if identifier.upper() == "UTC":
        return UTC_ZONE
    import zoneinfo

    try:
        zone = zoneinfo.ZoneInfo(_iana_name(identifier) or identifier)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        raise NetException("System.TimeZoneNotFoundException", f"The time zone ID '{identifier}' was not found on the local computer.") from None
    return TimeZoneInfo(identifier, zone)


def local_zone() -> TimeZoneInfo:
    """Return the machine's zone (TZ, else /etc/localtime), UTC where it is not known."""
    name = os.environ.get("TZ", "").lstrip(":")
    if not name:
        try:
            target = os.path.realpath("/etc/localtime")
            name = target.partition("zoneinfo/")[2]
        except OSError:
            name = ""
    found = _local.get(name)
    if found is None:
        try:
            found = UTC_ZONE if name in ("", "UTC", "Etc/UTC", "Universal") else find(name)
        except NetException:
            found = UTC_ZONE
        _local[name] = found
    return found


def convert(value: Any, source: TimeZoneInfo, target: TimeZoneInfo) -> Any:
    """Return a DateTime moved from one zone to another."""
    from pwsh_emu.runtime.types.datetimes import LOCAL, UNSPECIFIED, UTC, DateTime

    if source.IsInvalidTime(value) if source.Id != "UTC" else False:
        raise failures.argument(
            "The supplied DateTime represents an invalid time.  For example, when the clock is adjusted forward, any time in the period that is "
            "skipped is invalid.",
            "dateTime",
        )
    utc = value.ticks - source.offset_at_local(value.ticks)
    kind = UTC if target.Id == "UTC" else LOCAL if target == local_zone() else UNSPECIFIED
    return DateTime(utc + target.offset_at_utc(utc), kind)


TYPES = {"System.TimeZoneInfo": TimeZoneInfo}
