"""JSON as ConvertTo-Json writes and ConvertFrom-Json reads it (Newtonsoft.Json behind PowerShell's rules).

    JsonWriter(session, …).write(value)     any value as JSON text
    JsonReader(session, …).read(text)       text as custom objects (or ordered dictionaries), arrays and scalars

Well-formed text goes through Python's own reader; `jsonlenient` reads what only Newtonsoft accepts and words its errors.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from pwsh_emu.runtime.convert_text import to_string, type_name
from pwsh_emu.runtime.enumeration import is_enumerable
from pwsh_emu.runtime.errors import NetException, PSError
from pwsh_emu.runtime.text import decimal_text, double_text, single_text
from pwsh_emu.runtime.values import (
    AUTOMATION_NULL,
    BigInteger,
    Decimal,
    EnumValue,
    Hashtable,
    Int64,
    PSArray,
    PSCustomObject,
    PSMember,
    PSObject,
    Single,
)

if TYPE_CHECKING:
    from pwsh_emu.runtime.session import Session

DEFAULT_DEPTH = 1024
NO_LIMIT = 2**31 - 1
_LONG_LOW, _LONG_HIGH = -(2**63), 2**63 - 1
_LINE_MARKS = {"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"}
_HTML_MARKS = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "'": "\\u0027"}
_BARE = frozenset(("System.Guid", "System.Net.IPAddress"))  # made from text: no command wraps them
_DATE = "yyyy'-'MM'-'dd'T'HH':'mm':'ss.FFFFFFF"


class NonStringKeyError(Exception):
    """A dictionary with a key that is no string: its type's name and the dictionary."""

    def __init__(self, type_name: str, table: Any) -> None:
        super().__init__(type_name)
        self.type_name = type_name
        self.table = table


# --- writing ---------------------------------------------------------------------------------------------------------------


class JsonWriter:
    """Writes values as JSON. ``truncated`` tells afterwards whether something lay deeper than ``depth``.

    What type data adds is written of objects that PowerShell wraps: those that come through the pipeline. ``piped`` is the level they are on.
    """

    def __init__(self, session: Session, *, depth: int = 2, compress: bool = False, enums_as_strings: bool = False, escape: str = "Default") -> None:
        from json.encoder import encode_basestring, encode_basestring_ascii

        self.session = session
        self.depth = depth
        self.compress = compress
        self.enums_as_strings = enums_as_strings
        self.piped: int | None = None
        self.truncated = False
        self._escape = escape
        self._encode: Callable[[str], str] = encode_basestring_ascii if escape == "EscapeNonAscii" else encode_basestring

    def write(self, value: Any, *, piped: int | None = None) -> str:
        """Return the JSON text of a value. Raises NonStringKeyError."""
        self.piped = piped
        return self._value(value, 0)

    def string(self, text: str) -> str:
        """Return a JSON string."""
        shown = self._encode(text)
        if self._escape != "EscapeNonAscii" and not shown.isascii():
            for mark, escaped in _LINE_MARKS.items():
                shown = shown.replace(mark, escaped)
        if self._escape == "EscapeHtml":
            inner = shown[1:-1].replace("\\\\", "\0").replace('\\"', "\\u0022").replace("\0", "\\\\")
            for mark, escaped in _HTML_MARKS.items():
                inner = inner.replace(mark, escaped)
            shown = f'"{inner}"'
        return shown

    def _value(self, value: Any, level: int) -> str:
        kind = type(value)
        if kind is str:
            return self.string(value)
        if kind is PSCustomObject:
            if level > self.depth:
                return self._too_deep(value)
            return self._object(self._custom_pairs(value, level))
        if value is None or value is AUTOMATION_NULL:
            return "null"
        if kind is bool:
            return "true" if value else "false"
        if kind is int:
            return str(value)
        extended = None
        if kind is PSObject:
            extended = value.extended
            value = value.base
            kind = type(value)
        extended = extended or getattr(value, "extended", None)
        scalar = self._scalar(value, kind)
        if scalar is not None:
            if not (extended or (level == self.piped and value is not None)) or isinstance(value, str):
                return scalar
            if type_name(self.session, value) == "System.DateTime":
                return scalar
            pairs = self._extended_pairs(value, extended, level)
            if level == self.piped:
                pairs += self._type_data_pairs(value, level)
            return self._object([("value", scalar), *pairs]) if pairs else scalar
        if level > self.depth:
            return self._too_deep(value)
        if isinstance(value, Hashtable) or getattr(value, "is_dictionary", False):
            return self._object(self._dictionary_pairs(value, level) + self._extended_pairs(value, extended, level))
        if kind is PSArray or is_enumerable(value):
            items = [self._value(item, level + 1) for item in value]
            pairs = self._extended_pairs(value, extended, level)
            if not pairs:
                return self._array(items, level)
            return self._object([("value", self._array(items, level + 1)), *pairs])
        return self._object(self._property_pairs(value, level))

    def _scalar(self, value: Any, kind: type) -> str | None:
        """Return the text of what is neither object nor array; None for those."""
        if kind is bool:
            return "true" if value else "false"
        if isinstance(value, int):
            from pwsh_emu.runtime.numberformat import integer_text

            return integer_text(value)
        if isinstance(value, float):
            shown = single_text(value) if kind is Single else double_text(value)
            if value != value or value in (float("inf"), float("-inf")):
                return f'"{shown}"'
            return shown if "." in shown or "E" in shown else shown + ".0"
        if kind is Decimal:
            shown = decimal_text(value)
            return shown if "." in shown else shown + ".0"
        if isinstance(value, str):
            return self.string(str.__str__(value))
        if value is None:
            return "null"
        if kind is EnumValue:
            return self.string(str(value)) if self.enums_as_strings else str(value.value)
        name = type_name(self.session, value)
        if name == "System.DateTime":
            return self._date(value, _DATE + "K")
        if name == "System.DateTimeOffset":
            return self._date(value, _DATE + "zzz")
        if name == "System.Guid":
            return self.string(to_string(self.session, value))
        if name == "System.Uri":
            return self.string(value.OriginalString)
        if name in ("System.DBNull", "System.Management.Automation.Language.NullString"):
            return "null"
        return None

    def _date(self, value: Any, pattern: str) -> str:
        from pwsh_emu.runtime import culture

        return self.string(value.format_text(pattern, culture.invariant()))

    def _too_deep(self, value: Any) -> str:
        self.truncated = True
        return self.string(to_string(self.session, value))

    # --- what an object holds ---
    def _custom_pairs(self, value: PSCustomObject, level: int) -> list[tuple[str, str]]:
        pairs = []
        for name, item in value.members.items():
            if isinstance(item, PSMember):
                if item.hidden or not item.member_type.endswith("Property"):
                    continue
                from pwsh_emu.runtime import members

                item = self._read(lambda name=name: members.get_property(self.session, value, name))  # type: ignore[misc]
            pairs.append((name, self._value(item, level + 1)))
        return pairs

    def _dictionary_pairs(self, value: Any, level: int) -> list[tuple[str, str]]:
        pairs = []
        for key, item in value.items():
            name = key.base if type(key) is PSObject else key
            if type(name) is not str:
                raise NonStringKeyError(type_name(self.session, value), value)
            pairs.append((name, self._value(item, level + 1)))
        return pairs

    def _extended_pairs(self, value: Any, extended: dict[str, Any] | None, level: int) -> list[tuple[str, str]]:
        if not extended:
            return []
        from pwsh_emu.runtime import members

        pairs = []
        for name, item in extended.items():
            if isinstance(item, PSMember):
                if not item.member_type.endswith("Property"):
                    continue
                item = self._read(lambda name=name: members.get_property(self.session, value, name))  # type: ignore[misc]
            pairs.append((name, self._value(item, level + 1)))
        return pairs

    def _property_pairs(self, value: Any, level: int) -> list[tuple[str, str]]:
        """Read the properties of a .NET object or of a script class (hidden ones too), then what was added to it."""
        from pwsh_emu.runtime.memberviews import properties_of

        wrapped = level == self.piped or (self.piped is None and level == 0 and type_name(self.session, value) not in _BARE)
        own, added = [], []
        for view in properties_of(self.session, value, hidden=True):
            if view.member_type == "Property":
                own.append(view)
            elif wrapped or view.member_type == "NoteProperty":
                added.append(view)
        return self._view_pairs([*own, *added], level)

    def _type_data_pairs(self, value: Any, level: int) -> list[tuple[str, str]]:
        from pwsh_emu.runtime.memberviews import type_data_properties

        return self._view_pairs(type_data_properties(self.session, value), level)

    def _view_pairs(self, views: Iterable[Any], level: int) -> list[tuple[str, str]]:
        return [(view.name, self._value(self._read(lambda view=view: view.value(self.session)), level + 1)) for view in views]  # type: ignore[misc]

    def _read(self, get: Callable[[], Any]) -> Any:
        """Read a property; one that fails counts as null."""
        try:
            return get()
        except (PSError, NetException):
            return None

    # --- layout: nested text is indented once more by the one around it ---
    def _object(self, pairs: list[tuple[str, str]]) -> str:
        if not pairs:
            return "{}"
        string = self.string
        if self.compress:
            return "{" + ",".join([f"{string(name)}:{text}" for name, text in pairs]) + "}"
        lines = ",\n".join([f"{string(name)}: {text}" for name, text in pairs])
        return "{\n  " + lines.replace("\n", "\n  ") + "\n}"

    def _array(self, items: list[str], level: int) -> str:
        if not items:
            return "[]"
        if self.compress:
            return "[" + ",".join(items) + "]"
        return "[\n  " + ",\n".join(items).replace("\n", "\n  ") + "\n]"


# --- reading ---------------------------------------------------------------------------------------------------------------


class JsonError(Exception):
    """Text that is no JSON: Newtonsoft's sentence and the exception's type."""

    def __init__(self, message: str, type_name: str = "Newtonsoft.Json.JsonReaderException") -> None:
        super().__init__(message)
        self.message = message
        self.type_name = type_name

    @property
    def conversion_failed(self) -> str:
        """PowerShell's sentence around Newtonsoft's."""
        return f"Conversion from JSON failed with error: {self.message}"


class JsonKeyError(Exception):
    """A property name that a custom object cannot have: ``error_id`` tells which rule it breaks."""

    def __init__(self, error_id: str, message: str) -> None:
        super().__init__(message)
        self.error_id = error_id
        self.message = message


class OrderedHashtable(Hashtable):
    """System.Management.Automation.OrderedHashtable: what -AsHashtable gives; keys differ by case."""

    __slots__ = ()

    def __init__(self, pairs: Any = ()) -> None:
        super().__init__(pairs, sensitive=True)

    @property
    def ps_type(self) -> Any:
        from pwsh_emu.runtime.knowntypes import builtin

        return builtin("System.Management.Automation.OrderedHashtable")


class JsonReader:
    """Reads JSON text. ``date_kind`` is JsonDateKind's name: Default, Local, Utc, Offset or String."""

    def __init__(self, session: Session, *, as_hashtable: bool = False, depth: int = DEFAULT_DEPTH, date_kind: str = "Default") -> None:
        self.session = session
        self.as_hashtable = as_hashtable
        self.depth = depth
        self.date_kind = date_kind

    def read(self, text: str) -> Any:
        """Return the value of a text. Raises JsonError and JsonKeyError."""
        from json import JSONDecodeError, JSONDecoder

        if not _deeper(text, self.depth):
            try:
                decoder = JSONDecoder(object_pairs_hook=self.make_object, parse_int=parse_integer, parse_constant=_constant, strict=False)
                return self.finish(decoder.decode(text.strip("\ufeff \t\r\n")))
            except (JSONDecodeError, RecursionError):
                pass
        from pwsh_emu.runtime.jsonlenient import LenientReader

        return LenientReader(self, text).read()

    def finish(self, value: Any) -> Any:
        """Return a value as scripts see it: arrays as arrays, dates as dates."""
        kind = type(value)
        if kind is list:
            return PSArray([self.finish(item) if type(item) is list or type(item) is str else item for item in value])
        if kind is str and len(value) >= 19 and (value[10:11] == "T" or value.startswith("/Date(")):
            return self._date(value)
        return value

    def make_object(self, pairs: list[tuple[str, Any]]) -> Any:
        """Make an object of names and values in order."""
        finish = self.finish
        values: dict[str, Any] = {}
        for name, value in pairs:
            kind = type(value)
            values[name] = finish(value) if kind is str or kind is list else value
        if self.as_hashtable:
            return OrderedHashtable(values.items())
        if len(values) > 1:
            self._check_case(values)
        if "" in values:
            raise JsonKeyError(
                "EmptyKeyInJsonString",
                "The provided JSON includes a property whose name is an empty string, this is only supported using the -AsHashTable switch.",
            )
        return PSCustomObject(values)

    def _check_case(self, values: dict[str, Any]) -> None:
        if len({name.lower() for name in values}) == len(values):
            return
        seen: dict[str, str] = {}
        for name in values:
            first = seen.setdefault(name.lower(), name)
            if first != name:
                raise JsonKeyError(
                    "KeysWithDifferentCasingInJsonString",
                    "Cannot convert the JSON string because it contains keys with different casing. Please use the -AsHashTable switch instead. "
                    f"The key that was attempted to be added to the existing key '{first}' was '{name}'.",
                )

    def _date(self, text: str) -> Any:
        """Read a string of ISO 8601 (or "/Date(milliseconds)/") as a date; anything else stays a string."""
        if self.date_kind == "String":
            return text
        import re

        from pwsh_emu.runtime import culture, members

        if text.startswith("/Date("):
            milliseconds = re.fullmatch(r"/Date\((-?\d+)(?:[+-]\d{4})?\)/", text)
            if milliseconds is None:
                return text
            from pwsh_emu.runtime.types.datetimes import DateTime

            return DateTime(621_355_968_000_000_000 + int(milliseconds[1]) * 10_000, 1)
        if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d|[+-]\d\d)?", text):
            return text
        types = self.session.types
        try:
            if self.date_kind == "Offset":
                return members.invoke_static(self.session, types.resolve("System.DateTimeOffset"), "Parse", [text, culture.invariant()])
            styles = types.resolve("System.Globalization.DateTimeStyles").named("RoundtripKind")
            date = members.invoke_static(self.session, types.resolve("System.DateTime"), "Parse", [text, culture.invariant(), styles])
            if self.date_kind in ("Utc", "Local"):
                return members.invoke_method(self.session, date, "ToUniversalTime" if self.date_kind == "Utc" else "ToLocalTime", [])
            return date
        except (PSError, NetException):
            return text


def _deeper(text: str, depth: int) -> bool:
    """Return whether plain JSON holds objects and arrays within each other more than ``depth`` times."""
    if text.count("{") + text.count("[") <= depth:
        return False
    import re
    from itertools import accumulate

    brackets = re.sub(r'"(?:[^"\\]|\\.)*"|[^][{}"]+', "", text)
    return max(accumulate(1 if bracket in "[{" else -1 for bracket in brackets), default=0) > depth


def parse_integer(digits: str) -> Any:
    """Read an integer: Int64, or BigInteger where that is too small."""
    if len(digits) > 4000:
        from pwsh_emu.runtime.convert_numbers import to_big_integer

        return to_big_integer(None, digits)
    number = int(digits)
    return Int64(number) if _LONG_LOW <= number <= _LONG_HIGH else BigInteger(number)


def _constant(name: str) -> float:
    return float(name.replace("Infinity", "inf"))
