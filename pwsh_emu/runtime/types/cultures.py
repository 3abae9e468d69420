"""CultureInfo, its number and date formats."""

from __future__ import annotations

from typing import Any

from pwsh_emu.runtime import culture as cultures
from pwsh_emu.runtime.culture import Culture, NumberFormat
from pwsh_emu.runtime.errors import NetException
from pwsh_emu.runtime.knowntypes import builtin, with_session
from pwsh_emu.runtime.types import failures
from pwsh_emu.runtime.types.calendars import Calendar
from pwsh_emu.runtime.types.culturetexts import CompareInfo, TextInfo
from pwsh_emu.runtime.typesystem import DotNetObject
from pwsh_emu.runtime.values import PSArray

_GLOBALIZATION = "System.Globalization."


def find_culture(name: Any) -> Culture:
    """Return a culture by name or number; raises CultureNotFoundException."""
    if name is None:
        raise failures.null("name")
    if isinstance(name, int) and not isinstance(name, bool):
        if name < 0:
            raise failures.negative("culture", name)
        if name == 127:
            return cultures.invariant()
        known = cultures.identifiers().get(int(name))
        if known is not None:
            return cultures.get(known)
        raise NetException(
            _GLOBALIZATION + "CultureNotFoundException",
            f"Culture is not supported. (Parameter 'culture')\n{name} (0x{name:04x}) is an invalid culture identifier.",
        )
    try:
        return cultures.get(str(name))
    except ValueError:
        raise NetException(
            _GLOBALIZATION + "CultureNotFoundException",
            f"Culture is not supported. (Parameter 'name')\n{name} is an invalid culture identifier.",
            ParamName="name",
            InvalidCultureName=name,
        ) from None


class CultureMembers:
    """Members of CultureInfo."""

    PROPERTY_ORDER = (
        "Parent LCID KeyboardLayoutId Name IetfLanguageTag DisplayName NativeName EnglishName TwoLetterISOLanguageName ThreeLetterISOLanguageName "
        "ThreeLetterWindowsLanguageName CompareInfo TextInfo IsNeutralCulture CultureTypes NumberFormat DateTimeFormat Calendar OptionalCalendars "
        "UseUserOverride IsReadOnly"
    )

    @staticmethod
    def new(name: Any, use_user_override: bool = True) -> Culture:
        return find_culture(name).copy()

    @staticmethod
    def get_Name(culture: Culture) -> str:
        return culture.name

    get_IetfLanguageTag = get_Name

    @staticmethod
    def get_DisplayName(culture: Culture) -> str:
        return str(culture.data.get("displayName", culture.name))

    @staticmethod
    def get_EnglishName(culture: Culture) -> str:
        return str(culture.data.get("englishName", culture.name))

    @staticmethod
    def get_NativeName(culture: Culture) -> str:
        return str(culture.data.get("nativeName", culture.name))

    @staticmethod
    def get_LCID(culture: Culture) -> int:
        return int(culture.data.get("lcid", 4096))

    get_KeyboardLayoutId = get_LCID

    @staticmethod
    def get_TwoLetterISOLanguageName(culture: Culture) -> str:
        return str(culture.data.get("twoLetterISOLanguageName") or culture.name[:2] or "iv")

    @staticmethod
    def get_ThreeLetterISOLanguageName(culture: Culture) -> str:
        return str(culture.data.get("threeLetterISOLanguageName") or "ivl")

    @staticmethod
    def get_ThreeLetterWindowsLanguageName(culture: Culture) -> str:
        return {"en-US": "ENU", "en-GB": "ENG", "de-DE": "DEU", "fr-FR": "FRA", "ja-JP": "JPN", "": "IVL"}.get(culture.name, "ZZZ")

    @staticmethod
    def get_IsNeutralCulture(culture: Culture) -> bool:
        return bool(culture.name) and "-" not in culture.name

    @staticmethod
    def get_Parent(culture: Culture) -> Culture:
        return cultures.get(culture.name.rpartition("-")[0])

    @staticmethod
    def get_NumberFormat(culture: Culture) -> NumberFormat:
        return culture.number

    @staticmethod
    def set_NumberFormat(culture: Culture, value: NumberFormat) -> None:
        if culture.number.read_only:
            raise failures.invalid("Instance is read-only.")
        culture.number = value

    @staticmethod
    def get_DateTimeFormat(culture: Culture) -> Any:
        return DateTimeFormatInfo(culture)

    @staticmethod
    def get_TextInfo(culture: Culture) -> Any:
        return TextInfo(culture)

    @staticmethod
    def get_CompareInfo(culture: Culture) -> Any:
        return CompareInfo(culture)

    @staticmethod
    def get_Calendar(culture: Culture) -> Any:
        return Calendar("GregorianCalendar", culture.number.read_only)

    @staticmethod
    def get_OptionalCalendars(culture: Culture) -> PSArray:
        return PSArray([Calendar("GregorianCalendar")], _GLOBALIZATION + "Calendar")

    @staticmethod
    def get_CultureTypes(culture: Culture) -> int:
        return 70 if "-" in culture.name else 69 if culture.name else 70

    @staticmethod
    def get_IsReadOnly(culture: Culture) -> bool:
        return culture.number.read_only

    @staticmethod
    def get_UseUserOverride(culture: Culture) -> bool:
        return culture.use_user_override

    @staticmethod
    def ToString(culture: Culture) -> str:
        return culture.name

    @staticmethod
    def Equals(culture: Culture, other: Any) -> bool:
        return bool(culture == other)

    @staticmethod
    def Clone(culture: Culture) -> Culture:
        return culture.copy()

    @staticmethod
    def GetFormat(culture: Culture, literal: Any) -> Any:
        name = literal.of.name if literal is not None else ""
        return culture.number if name == "NumberFormatInfo" else DateTimeFormatInfo(culture) if name == "DateTimeFormatInfo" else None

    @staticmethod
    def ClearCachedData(culture: Culture) -> None:
        """Do nothing: cultures are immutable data."""

    @staticmethod
    @with_session
    def static_get_CurrentCulture(session: Any) -> Culture:
        return cultures.current(session)

    @staticmethod
    @with_session
    def static_set_CurrentCulture(session: Any, value: Any) -> None:
        cultures.set_current(session, value)

    @staticmethod
    @with_session
    def static_get_CurrentUICulture(session: Any) -> Culture:
        return cultures.current_ui(session)

    @staticmethod
    @with_session
    def static_set_CurrentUICulture(session: Any, value: Any) -> None:
        cultures.set_current_ui(session, value)

    static_get_InvariantCulture = staticmethod(lambda: cultures.invariant())
    static_get_InstalledUICulture = staticmethod(lambda: cultures.get(cultures.DEFAULT))
    static_get_DefaultThreadCurrentCulture = static_get_DefaultThreadCurrentUICulture = staticmethod(lambda: None)

    @staticmethod
    def static_GetCultureInfo(name: Any, *rest: Any) -> Culture:
        return find_culture(name)

    static_CreateSpecificCulture = static_GetCultureInfoByIetfLanguageTag = static_GetCultureInfo

    @staticmethod
    def static_GetCultures(types: Any) -> PSArray:
        return PSArray([cultures.get(name) for name in cultures.known_names()], _GLOBALIZATION + "CultureInfo")

    @staticmethod
    def static_ReadOnly(culture: Culture) -> Culture:
        return culture


class NumberFormatMembers:
    """Members of NumberFormatInfo: every property is an attribute of `culture.NumberFormat`."""

    PROPERTY_ORDER = (
        "CurrencyDecimalDigits CurrencyDecimalSeparator IsReadOnly CurrencyGroupSizes NumberGroupSizes PercentGroupSizes CurrencyGroupSeparator "
        "CurrencySymbol NaNSymbol CurrencyNegativePattern NumberNegativePattern PercentPositivePattern PercentNegativePattern "
        "NegativeInfinitySymbol NegativeSign NumberDecimalDigits NumberDecimalSeparator NumberGroupSeparator CurrencyPositivePattern "
        "PositiveInfinitySymbol PositiveSign PercentDecimalDigits PercentDecimalSeparator PercentGroupSeparator PercentSymbol PerMilleSymbol "
        "NativeDigits DigitSubstitution"
    )

    @staticmethod
    def new() -> NumberFormat:
        return cultures.invariant().number.copy()

    @staticmethod
    def get_IsReadOnly(info: NumberFormat) -> bool:
        return info.read_only

    @staticmethod
    def get_NativeDigits(info: NumberFormat) -> PSArray:
        return PSArray(list("0123456789"), "System.String")

    @staticmethod
    def get_DigitSubstitution(info: NumberFormat) -> Any:
        return "None"

    @staticmethod
    def Clone(info: NumberFormat) -> NumberFormat:
        return info.copy()

    @staticmethod
    def GetFormat(info: NumberFormat, literal: Any) -> Any:
        return info if literal is not None and literal.of.name == "NumberFormatInfo" else None

    @staticmethod
    def static_get_InvariantInfo() -> NumberFormat:
        return cultures.invariant().number

    @staticmethod
    @with_session
    def static_get_CurrentInfo(session: Any) -> NumberFormat:
        return cultures.current(session).number

    @staticmethod
    def static_GetInstance(provider: Any) -> NumberFormat:
        return (
            provider.number
            if isinstance(provider, Culture)
            else provider
            if isinstance(provider, NumberFormat)
            else cultures.get(cultures.DEFAULT).number
        )

    @staticmethod
    def static_ReadOnly(info: NumberFormat) -> NumberFormat:
        made = info.copy()
        made.read_only = True
        return made


def _number_property(name: str) -> None:
    def read(info: NumberFormat) -> Any:
        return getattr(info, name)

    def write(info: NumberFormat, value: Any) -> None:
        if info.read_only:
            raise failures.invalid("Instance is read-only.")
        if name.endswith("Digits") and not 0 <= value <= 99:
            raise failures.out_of_range("Valid values are between 0 and 99, inclusive.", "value")
        setattr(info, name, list(value) if name.endswith("Sizes") else value)

    setattr(NumberFormatMembers, f"get_{name}", staticmethod(read))
    setattr(NumberFormatMembers, f"set_{name}", staticmethod(write))


for _name in NumberFormat.__annotations__:
    if _name[0].isupper():
        _number_property(_name)


class DateTimeFormatInfo(DotNetObject):
    """A culture's date format; a copy made by ``new`` or Clone can be changed."""

    ps_type = builtin(_GLOBALIZATION + "DateTimeFormatInfo")
    PROPERTY_ORDER = (
        "AMDesignator Calendar DateSeparator FirstDayOfWeek CalendarWeekRule FullDateTimePattern LongDatePattern LongTimePattern MonthDayPattern "
        "PMDesignator RFC1123Pattern ShortDatePattern ShortTimePattern SortableDateTimePattern TimeSeparator UniversalSortableDateTimePattern "
        "YearMonthPattern AbbreviatedDayNames ShortestDayNames DayNames AbbreviatedMonthNames MonthNames IsReadOnly NativeCalendarName "
        "AbbreviatedMonthGenitiveNames MonthGenitiveNames"
    )
    __slots__ = ("culture",)

    def __init__(self, culture: Culture) -> None:
        super().__init__()
        self.culture = culture

    @staticmethod
    def new() -> DateTimeFormatInfo:
        return DateTimeFormatInfo(cultures.invariant().copy())

    @property
    def IsReadOnly(self) -> bool:
        return self.culture.number.read_only

    @property
    def Calendar(self) -> Any:
        return Calendar("GregorianCalendar", self.culture.number.read_only)

    def Clone(self) -> DateTimeFormatInfo:
        return DateTimeFormatInfo(self.culture.copy())

    def GetFormat(self, literal: Any) -> Any:
        return self

    def _name(self, table: str, number: int, limit: int, parameter: str) -> str:
        if not 1 <= number <= limit:
            raise failures.out_of_range(f"Valid values are between 1 and {limit}, inclusive.", parameter)
        return str(self.culture.dates[table][number - 1])

    def GetMonthName(self, month: int) -> str:
        return self._name("MonthNames", month, 13, "month")

    def GetAbbreviatedMonthName(self, month: int) -> str:
        return self._name("AbbreviatedMonthNames", month, 13, "month")

    def GetDayName(self, day: Any) -> str:
        return str(self.culture.dates["DayNames"][day.value])

    def GetAbbreviatedDayName(self, day: Any) -> str:
        return str(self.culture.dates["AbbreviatedDayNames"][day.value])

    def GetShortestDayName(self, day: Any) -> str:
        return str(self.culture.dates["ShortestDayNames"][day.value])

    def GetEra(self, name: str) -> int:
        return 1 if name.upper() in ("A.D.", "AD") else -1

    def GetEraName(self, era: int) -> str:
        return "A.D." if not self.culture.name else "AD"

    GetAbbreviatedEraName = GetEraName

    def GetAllDateTimePatterns(self, letter: Any = None) -> PSArray:
        patterns = self.culture.date_patterns
        found = patterns.get(str(letter), []) if letter is not None else [one for group in patterns.values() for one in group]
        return PSArray(found, "System.String")

    static_get_InvariantInfo = staticmethod(lambda: DateTimeFormatInfo(cultures.invariant()))

    @staticmethod
    @with_session
    def static_get_CurrentInfo(session: Any) -> DateTimeFormatInfo:
        return DateTimeFormatInfo(cultures.current(session))

    @staticmethod
    @with_session
    def static_GetInstance(session: Any, provider: Any) -> DateTimeFormatInfo:
        return DateTimeFormatInfo(provider if isinstance(provider, Culture) else cultures.current(session))


def _date_property(name: str) -> property:
    def read(self: DateTimeFormatInfo) -> Any:
        value = self.culture.dates.get(name)
        return PSArray(value, "System.String") if isinstance(value, list) else value

    def write(self: DateTimeFormatInfo, value: Any) -> None:
        if self.IsReadOnly:
            raise failures.invalid("Instance is read-only.")
        self.culture.dates[name] = list(value) if isinstance(value, list) else value if isinstance(value, str) else str(value)

    return property(read, write)


for _name in (
    "AMDesignator", "AbbreviatedDayNames", "AbbreviatedMonthGenitiveNames",
    "AbbreviatedMonthNames", "CalendarWeekRule", "DateSeparator", "DayNames", "FirstDayOfWeek",
    "FullDateTimePattern", "LongDatePattern", "LongTimePattern", "MonthDayPattern",
    "MonthGenitiveNames", "MonthNames", "NativeCalendarName", "PMDesignator",
    "RFC1123Pattern", "ShortDatePattern", "ShortTimePattern", "ShortestDayNames",
    "SortableDateTimePattern", "TimeSeparator", "UniversalSortableDateTimePattern",
    "YearMonthPattern",
):  # fmt: skip
    setattr(DateTimeFormatInfo, _name, _date_property(_name))


TYPES = {
    _GLOBALIZATION + "CultureInfo": CultureMembers,
    _GLOBALIZATION + "NumberFormatInfo": NumberFormatMembers,
    _GLOBALIZATION + "DateTimeFormatInfo": DateTimeFormatInfo,
}
