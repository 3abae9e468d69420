"""CultureInfo, its number and date formats, TextInfo, CompareInfo, calendars, ISOWeek and StringInfo."""

from __future__ import annotations

import unicodedata
from typing import Any

from pwsh_emu.runtime import culture as cultures
from pwsh_emu.runtime.culture import Culture, NumberFormat
from pwsh_emu.runtime.errors import NetException
from pwsh_emu.runtime.knowntypes import builtin, with_session
from pwsh_emu.runtime.types import calendardays, failures
from pwsh_emu.runtime.types.calendardays import day_number, iso_week
from pwsh_emu.runtime.types.datetimes import DateTime
from pwsh_emu.runtime.types.strings import compare, lower, upper
from pwsh_emu.runtime.types.timespans import TICKS_PER_DAY
from pwsh_emu.runtime.typesystem import DotNetObject
from pwsh_emu.runtime.values import Char, PSArray

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
        return Calendar("GregorianCalendar")

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
        return cultures.get(cultures.DEFAULT)

    @staticmethod
    def static_set_CurrentUICulture(value: Any) -> None:
        """Accept: messages are in English."""

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
        return Calendar("GregorianCalendar")

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


class TextInfo(DotNetObject):
    """A culture's rules of case."""

    ps_type = builtin(_GLOBALIZATION + "TextInfo")
    PROPERTY_ORDER = "ANSICodePage OEMCodePage MacCodePage EBCDICCodePage LCID CultureName IsReadOnly ListSeparator IsRightToLeft"
    __slots__ = ("culture",)

    def __init__(self, culture: Culture) -> None:
        super().__init__()
        self.culture = culture

    @property
    def CultureName(self) -> str:
        return self.culture.name

    @property
    def LCID(self) -> int:
        return int(self.culture.data.get("lcid", 4096))

    @property
    def ListSeparator(self) -> str:
        return str(self.culture.data.get("listSeparator", ","))

    @property
    def IsReadOnly(self) -> bool:
        return True

    @property
    def IsRightToLeft(self) -> bool:
        return bool(self.culture.data.get("isRightToLeft"))

    @property
    def ANSICodePage(self) -> int:
        return 1252

    @property
    def OEMCodePage(self) -> int:
        return 437 if self.culture.name == "en-US" else 850

    @property
    def MacCodePage(self) -> int:
        return 10000

    @property
    def EBCDICCodePage(self) -> int:
        return 37

    def _case(self, value: Any, change: Any) -> Any:
        if value is None:
            raise failures.null("str")
        text = change(str(value))
        return Char(text) if isinstance(value, Char) else text

    def ToUpper(self, value: Any) -> Any:
        return self._case(value, lambda text: turkish_upper(text, self.culture.name))

    def ToLower(self, value: Any) -> Any:
        return self._case(value, lambda text: turkish_lower(text, self.culture.name))

    def ToTitleCase(self, text: str | None) -> str:
        if text is None:
            raise failures.null("str")
        return title_case(text)

    def __str__(self) -> str:
        return f"TextInfo - {self.culture.name}"


def turkish_upper(text: str, culture: str) -> str:
    return upper(text.replace("i", "\u0130") if culture[:2] in ("tr", "az") else text)


def turkish_lower(text: str, culture: str) -> str:
    return lower(text.replace("I", "\u0131").replace("\u0130", "i") if culture[:2] in ("tr", "az") else text)


def title_case(text: str) -> str:
    """Return TextInfo.ToTitleCase: the first letter of each word in upper case, words all in capitals as they are."""
    made: list[str] = []
    at, size = 0, len(text)
    while at < size:
        if not unicodedata.category(text[at]).startswith("L"):
            made.append(text[at])
            at += 1
            continue
        end = at + 1
        seen_apostrophe = False
        lower_seen = unicodedata.category(text[at]) == "Ll"
        while end < size:
            kind = unicodedata.category(text[end])
            if kind.startswith("L"):
                lower_seen = lower_seen or kind == "Ll"
                end += 1
            elif text[end] == "'" and not seen_apostrophe:
                seen_apostrophe = True
                lower_seen = True
                end += 1
            elif kind.startswith("M"):
                end += 1
            elif kind[0] in ("Z",) or kind in ("Pd", "Ps", "Pe", "Po", "Pi", "Pf", "Sm", "Sc", "Sk", "So", "Cc", "Pc"):
                break
            else:
                end += 1
        word = text[at:end]
        made.append(word if not lower_seen else upper(word[0]) + lower(word[1:]))
        at = end
    return "".join(made)


class CompareInfo(DotNetObject):
    """A culture's rules of comparison."""

    ps_type = builtin(_GLOBALIZATION + "CompareInfo")
    PROPERTY_ORDER = "Name Version LCID"
    __slots__ = ("culture",)

    def __init__(self, culture: Culture) -> None:
        super().__init__()
        self.culture = culture

    @property
    def Name(self) -> str:
        return self.culture.name

    @property
    def LCID(self) -> int:
        return int(self.culture.data.get("lcid", 4096))

    def __str__(self) -> str:
        return f"CompareInfo - {self.culture.name}"

    def Compare(self, *arguments: Any) -> int:
        options = arguments[-1].value if type(arguments[-1]).__name__ == "EnumValue" else 0
        rest = [one for one in arguments if type(one).__name__ != "EnumValue"]
        if len(rest) == 2:
            left, right = rest
        elif len(rest) == 4:
            left, right = rest[0][rest[1] :], rest[2][rest[3] :]
        else:
            left, right = rest[0][rest[1] : rest[1] + rest[2]], rest[3][rest[4] : rest[4] + rest[5]]
        left, right = _prepared(left, options), _prepared(right, options)
        return compare(left, right, ignore_case=bool(options & 0x10000001), ordinal=bool(options & 0x50000000))

    def _search(self, text: str, value: str, options: int, last: bool) -> int:
        ignore = bool(options & 0x10000001)
        if options & 2:
            text, value = _prepared(text, 2), _prepared(value, 2)
        if ignore:
            text, value = text.lower(), value.lower()
        return text.rfind(value) if last else text.find(value)

    def IndexOf(self, text: str, value: Any, *rest: Any) -> int:
        options = next((one.value for one in rest if type(one).__name__ == "EnumValue"), 0)
        numbers = [one for one in rest if isinstance(one, int)]
        start = numbers[0] if numbers else 0
        end = start + numbers[1] if len(numbers) > 1 else len(text)
        found = self._search(text[start:end], str(value), options, False)
        return found + start if found >= 0 else -1

    def LastIndexOf(self, text: str, value: Any, *rest: Any) -> int:
        options = next((one.value for one in rest if type(one).__name__ == "EnumValue"), 0)
        return self._search(text, str(value), options, True)

    def IsPrefix(self, text: str, value: str, options: Any = None) -> bool:
        flags = options.value if options is not None else 0
        text, value = _prepared(text, flags), _prepared(value, flags)
        return text.lower().startswith(value.lower()) if flags & 0x10000001 else text.startswith(value)

    def IsSuffix(self, text: str, value: str, options: Any = None) -> bool:
        flags = options.value if options is not None else 0
        text, value = _prepared(text, flags), _prepared(value, flags)
        return text.lower().endswith(value.lower()) if flags & 0x10000001 else text.endswith(value)

    def GetHashCode(self, *arguments: Any) -> int:
        return hash(arguments) & 0x7FFFFFFF

    @staticmethod
    def static_GetCompareInfo(name: Any) -> CompareInfo:
        return CompareInfo(find_culture(name))

    @staticmethod
    def static_IsSortable(text: Any) -> bool:
        return True


def _prepared(text: str, options: int) -> str:
    """Take away what CompareOptions ignore: marks (2), symbols and punctuation (4)."""
    if text and options & 2:
        text = "".join(one for one in unicodedata.normalize("NFD", text) if unicodedata.category(one) != "Mn")
    if text and options & 4:
        text = "".join(one for one in text if unicodedata.category(one)[0] not in "PSZ")
    return text


class Calendar(DotNetObject):
    """The Gregorian calendar under any of its class names."""

    PROPERTY_ORDER = "MinSupportedDateTime MaxSupportedDateTime AlgorithmType CalendarType Eras TwoDigitYearMax IsReadOnly"
    __slots__ = ("kind", "ps_type")

    def __init__(self, kind: str) -> None:
        super().__init__()
        self.kind = kind
        self.ps_type = builtin(_GLOBALIZATION + kind)

    @staticmethod
    def new(*arguments: Any) -> Calendar:
        return Calendar("GregorianCalendar")

    def __str__(self) -> str:
        return self.ps_type.full_name

    def GetWeekOfYear(self, value: DateTime, rule: Any, first: Any) -> int:
        year, month, day = value.date_parts()
        of_year = calendardays.day_of_year(year, month, day) - 1
        weekday = value.DayOfWeek
        start = (weekday - of_year) % 7  # weekday of January 1
        offset = (start - first.value) % 7
        if rule.value == 0:
            return int(of_year + offset) // 7 + 1
        full_days = 7 if rule.value == 1 else 4
        days_before = (7 - offset) % 7 if offset else 0
        if days_before != 0 and days_before >= full_days:
            days_before -= 7
        position = of_year - days_before
        if position >= 0:
            return position // 7 + 1
        december = DateTime((day_number(year - 1, 12, 31)) * TICKS_PER_DAY)
        return self.GetWeekOfYear(december, rule, first)

    def GetYear(self, value: DateTime) -> int:
        return value.Year

    def GetMonth(self, value: DateTime) -> int:
        return value.Month

    def GetDayOfMonth(self, value: DateTime) -> int:
        return value.Day

    def GetDayOfYear(self, value: DateTime) -> int:
        return value.DayOfYear

    def GetDayOfWeek(self, value: DateTime) -> int:
        return value.DayOfWeek

    def GetHour(self, value: DateTime) -> int:
        return value.Hour

    def GetMinute(self, value: DateTime) -> int:
        return value.Minute

    def GetSecond(self, value: DateTime) -> int:
        return value.Second

    def GetEra(self, value: DateTime) -> int:
        return 1

    def GetDaysInMonth(self, year: int, month: int, era: int = 0) -> int:
        return DateTime.static_DaysInMonth(year, month)

    def GetDaysInYear(self, year: int, era: int = 0) -> int:
        return 366 if calendardays.is_leap(year) else 365

    def GetMonthsInYear(self, year: int, era: int = 0) -> int:
        return 12

    def IsLeapYear(self, year: int, era: int = 0) -> bool:
        return calendardays.is_leap(year)

    def IsLeapDay(self, year: int, month: int, day: int, era: int = 0) -> bool:
        return (month, day) == (2, 29)

    def AddDays(self, value: DateTime, days: int) -> DateTime:
        return value.AddDays(days)

    def AddMonths(self, value: DateTime, months: int) -> DateTime:
        return value.AddMonths(months)

    def AddYears(self, value: DateTime, years: int) -> DateTime:
        return value.AddYears(years)

    def AddWeeks(self, value: DateTime, weeks: int) -> DateTime:
        return value.AddDays(7 * weeks)

    def ToDateTime(self, *parts: Any) -> DateTime:
        from pwsh_emu.runtime.types.datetimes import make

        return make(list(parts[:7]))

    def ToFourDigitYear(self, year: int) -> int:
        return year if year >= 100 else 2000 + year if year < 50 else 1900 + year

    @property
    def TwoDigitYearMax(self) -> int:
        return 2049

    @property
    def Eras(self) -> PSArray:
        return PSArray([1], "System.Int32")

    @property
    def IsReadOnly(self) -> bool:
        return False

    @property
    def MinSupportedDateTime(self) -> DateTime:
        return DateTime(0)

    @property
    def MaxSupportedDateTime(self) -> DateTime:
        return DateTime(3155378975999999999)


class IsoWeekMembers:
    """System.Globalization.ISOWeek."""

    SIGNATURES = (
        "static int GetWeekOfYear(datetime date)", "static int GetYear(datetime date)", "static int GetWeeksInYear(int year)",
        "static datetime ToDateTime(int year, int week, System.DayOfWeek dayOfWeek)",
        "static datetime GetYearStart(int year)", "static datetime GetYearEnd(int year)",
    )  # fmt: skip

    @staticmethod
    def static_GetWeekOfYear(value: DateTime) -> int:
        return iso_week(value.ticks // TICKS_PER_DAY)[1]

    @staticmethod
    def static_GetYear(value: DateTime) -> int:
        return iso_week(value.ticks // TICKS_PER_DAY)[0]

    @staticmethod
    def static_GetWeeksInYear(year: int) -> int:
        return iso_week(day_number(year, 12, 28))[1]

    @staticmethod
    def static_ToDateTime(year: int, week: int, day: Any) -> DateTime:
        if not 1 <= week <= 53:
            raise failures.out_of_range("The week parameter must be in the range 1 through 53.", "week")
        first = day_number(year, 1, 4)
        monday = first - first % 7
        return DateTime((monday + (week - 1) * 7 + (day.value - 1) % 7) * TICKS_PER_DAY)

    @staticmethod
    def static_GetYearStart(year: int) -> DateTime:
        first = day_number(year, 1, 4)
        return DateTime((first - first % 7) * TICKS_PER_DAY)

    @staticmethod
    def static_GetYearEnd(year: int) -> DateTime:
        return IsoWeekMembers.static_GetYearStart(year + 1).AddDays(-1)


def elements(text: str) -> list[str]:
    """Return a text's grapheme clusters."""
    import regex

    joined = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    from pwsh_emu.runtime.types.chars import from_code_point

    return ["".join(from_code_point(ord(one)) for one in cluster) for cluster in regex.findall(r"\X", joined)]


class StringInfo(DotNetObject):
    """System.Globalization.StringInfo."""

    ps_type = builtin(_GLOBALIZATION + "StringInfo")
    SIGNATURES = (
        "System.Globalization.StringInfo new()", "System.Globalization.StringInfo new(string value)",
        "string String{get;set}", "int LengthInTextElements",
        "string SubstringByTextElements(int startingTextElement)",
        "string SubstringByTextElements(int startingTextElement, int lengthInTextElements)",
        "static string GetNextTextElement(string str)", "static string GetNextTextElement(string str, int index)",
        "static int GetNextTextElementLength(string str)", "static int[] ParseCombiningCharacters(string str)",
        "static System.Collections.IEnumerator GetTextElementEnumerator(string str)",
    )  # fmt: skip
    __slots__ = ("String",)

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self.String = text

    @staticmethod
    def new(text: str = "") -> StringInfo:
        return StringInfo(text)

    @property
    def LengthInTextElements(self) -> int:
        return len(elements(self.String))

    def SubstringByTextElements(self, start: int, length: int | None = None) -> str:
        found = elements(self.String)
        return "".join(found[start:] if length is None else found[start : start + length])

    @staticmethod
    def static_GetNextTextElement(text: str, index: int = 0) -> str:
        found = elements(text[index:])
        return found[0] if found else ""

    @staticmethod
    def static_GetNextTextElementLength(text: str) -> int:
        return len(StringInfo.static_GetNextTextElement(text))

    @staticmethod
    def static_ParseCombiningCharacters(text: str) -> list[int]:
        made, at = [], 0
        for element in elements(text):
            made.append(at)
            at += len(element)
        return made

    @staticmethod
    def static_GetTextElementEnumerator(text: str) -> Any:
        from pwsh_emu.runtime.types.enumerators import Enumerator

        return Enumerator(iter(elements(text)))


TYPES = {
    _GLOBALIZATION + "CultureInfo": CultureMembers,
    _GLOBALIZATION + "NumberFormatInfo": NumberFormatMembers,
    _GLOBALIZATION + "DateTimeFormatInfo": DateTimeFormatInfo,
    _GLOBALIZATION + "TextInfo": TextInfo,
    _GLOBALIZATION + "CompareInfo": CompareInfo,
    _GLOBALIZATION + "Calendar": Calendar,
    _GLOBALIZATION + "GregorianCalendar": Calendar,
    _GLOBALIZATION + "ISOWeek": IsoWeekMembers,
    _GLOBALIZATION + "StringInfo": StringInfo,
}
