"""Cultures: how a place writes numbers and dates, read lazily from ``data/cultures``.

`Culture` stands behind System.Globalization.CultureInfo, `NumberFormat` behind NumberFormatInfo; `runtime.types` gives both their members.
Attributes of `NumberFormat` and of ``Culture.dates`` carry .NET's own names (CurrencySymbol, ShortDatePattern …).
"""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING, Any

from pwsh_emu.runtime.values import Extensible

if TYPE_CHECKING:
    from pwsh_emu.runtime.session import Session

DEFAULT = "en-US"
LONGEST_LANGUAGE = 11  # characters, as ICU has it
_INVARIANT_NAMES = frozenset(("", "invariant", "iv", "ivl"))
_FILES = ("de-DE", "en-GB", "en-US", "es-ES", "fr-FR", "it-IT", "ja-JP", "nl-NL", "pt-BR", "sv-SE")

_NARROW = {"NumberGroupSeparator": "\u00a0", "PercentGroupSeparator": "\u00a0"}
_INDIAN = [3, 2]
# Where cultures that have no file of their own differ from one that has: (base, number format entries).
_VARIANTS: dict[str, tuple[str, dict[str, Any]]] = {
    "de-at": ("de-DE", {**_NARROW, "CurrencyPositivePattern": 2, "CurrencyNegativePattern": 9}),
    "de-ch": (
        "de-DE",
        {
            "NumberDecimalSeparator": ".",
            "PercentDecimalSeparator": ".",
            "CurrencyDecimalSeparator": ".",
            "NumberGroupSeparator": "\u2019",
            "PercentGroupSeparator": "\u2019",
            "CurrencyGroupSeparator": "\u2019",
            "CurrencySymbol": "CHF",
            "CurrencyPositivePattern": 2,
            "CurrencyNegativePattern": 2,
            "PercentPositivePattern": 1,
            "PercentNegativePattern": 1,
        },
    ),
    "de": ("de-DE", {}),
    "en": ("en-US", {}),
    "en-au": ("en-GB", {"CurrencySymbol": "$"}),
    "en-ca": ("en-US", {}),
    "en-ie": ("en-GB", {"CurrencySymbol": "€"}),
    "en-in": ("en-GB", {"NumberGroupSizes": _INDIAN, "CurrencyGroupSizes": _INDIAN, "PercentGroupSizes": _INDIAN, "CurrencySymbol": "₹"}),
    "en-nz": ("en-GB", {"CurrencySymbol": "$"}),
    "es": ("es-ES", {}),
    "fr": ("fr-FR", {}),
    "fr-be": ("fr-FR", {}),
    "fr-ca": ("fr-FR", {**_NARROW, "CurrencyGroupSeparator": "\u00a0", "CurrencySymbol": "$"}),
    "it": ("it-IT", {}),
    "ja": ("ja-JP", {}),
    "nl": ("nl-NL", {}),
    "nl-be": ("nl-NL", {}),
    "pt": ("pt-BR", {}),
    "sv": ("sv-SE", {}),
}


class NumberFormat(Extensible):
    """System.Globalization.NumberFormatInfo: one attribute for each of its properties, under .NET's name."""

    __slots__ = ("__dict__", "added_type_names", "extended", "read_only")

    CurrencyDecimalDigits: int
    CurrencyDecimalSeparator: str
    CurrencyGroupSeparator: str
    CurrencyGroupSizes: list[int]
    CurrencyNegativePattern: int
    CurrencyPositivePattern: int
    CurrencySymbol: str
    NaNSymbol: str
    NegativeInfinitySymbol: str
    NegativeSign: str
    NumberDecimalDigits: int
    NumberDecimalSeparator: str
    NumberGroupSeparator: str
    NumberGroupSizes: list[int]
    NumberNegativePattern: int
    PerMilleSymbol: str
    PercentDecimalDigits: int
    PercentDecimalSeparator: str
    PercentGroupSeparator: str
    PercentGroupSizes: list[int]
    PercentNegativePattern: int
    PercentPositivePattern: int
    PercentSymbol: str
    PositiveInfinitySymbol: str
    PositiveSign: str

    def __init__(self, entries: dict[str, Any], read_only: bool = False) -> None:
        self.__dict__.update(entries)
        self.read_only = read_only
        self.extended = None
        self.added_type_names = None

    def copy(self) -> NumberFormat:
        """Return a writable copy."""
        return NumberFormat({name: list(value) if isinstance(value, list) else value for name, value in self.__dict__.items()})


class Culture(Extensible):
    """System.Globalization.CultureInfo: name, ``number`` (its NumberFormat), ``dates`` (DateTimeFormatInfo's entries) and the rest as ``data``."""

    is_shared = True
    __slots__ = ("added_type_names", "data", "date_patterns", "dates", "extended", "name", "number", "read_only", "use_user_override")

    def __init__(self, name: str, data: dict[str, Any], number: NumberFormat, dates: dict[str, Any], date_patterns: dict[str, list[str]]) -> None:
        self.name = name
        self.data = data
        self.number = number
        self.dates = dates
        self.date_patterns = date_patterns
        self.read_only = False
        self.use_user_override = True
        self.extended = None
        self.added_type_names = None

    def copy(self) -> Culture:
        """Return a writable copy (Clone())."""
        return Culture(self.name, self.data, self.number.copy(), dict(self.dates), dict(self.date_patterns))

    def __str__(self) -> str:
        return self.name

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Culture) and other.name == self.name

    def __hash__(self) -> int:
        return hash(self.name)


_cache: dict[str, Culture] = {}  # shared and never changed: whoever wants to write takes a copy


def get(name: str) -> Culture:
    """Return the culture of a name, as .NET spells it; a well-formed unknown name gives the invariant formats under that name.

    Raises ValueError for a name that no culture can have.
    """
    key = name.lower()
    found = _cache.get(key)
    if found is None:
        found = _cache[key] = _load(name, key)
    return found


def known_names() -> list[str]:
    """Return the names of the cultures that have a file of their own, the invariant culture's ("") first."""
    return ["", *_FILES]


def invariant() -> Culture:
    """Return the invariant culture."""
    return get("")


def current(session: Session | None) -> Culture:
    """Return the session's current culture (en-US where none was set)."""
    if session is not None:
        chosen = session.services.get("culture")
        if chosen is not None:
            return chosen  # type: ignore[no-any-return]
    return get(DEFAULT)


def current_ui(session: Session) -> Culture:
    """Return the session's current UI culture (en-US where none was set)."""
    return session.services.get("ui_culture") or get(DEFAULT)


def set_current_ui(session: Session, culture: Culture | None) -> None:
    """Make a culture the session's current UI culture; messages stay English. None for the default again."""
    session.services["ui_culture"] = culture


def set_current(session: Session, culture: Culture | None) -> None:
    """Make a culture the session's current one; None for the default again."""
    if culture is None:
        session.services.pop("culture", None)
    else:
        session.services["culture"] = culture


def is_default(session: Session | None) -> bool:
    """Tell whether numbers and dates are written as in en-US, which the fast paths know."""
    return session is None or "culture" not in session.services


def _load(name: str, key: str) -> Culture:
    if key in _INVARIANT_NAMES:
        return _read("invariant", "")
    for file_name in _FILES:
        if key == file_name.lower():
            return _read(file_name, file_name)
    if not _well_formed(key):
        raise ValueError(name)
    spelled = spell(name)
    variant = _VARIANTS.get(key)
    if variant is None:
        language = key.partition("-")[0]
        base = _VARIANTS[language][0] if language in _VARIANTS else "invariant"
        variant = (base, {})
    base_name, entries = variant
    culture = _read(base_name, spelled)
    culture.number.__dict__.update(entries)
    language, *rest = spelled.split("-")
    known, code = names_in_english().get(language, (language, ""))
    shown = f"{known} ({', '.join(names_in_english().get(part, (part, ''))[0] for part in rest)})" if rest else known
    culture.data = {
        **culture.data,
        "name": spelled,
        "englishName": shown,
        "displayName": shown,
        "nativeName": spelled,
        "twoLetterISOLanguageName": language,
        "threeLetterISOLanguageName": code,
        "lcid": next((number for number, known in identifiers().items() if known == spelled), 4096),
        "parent": key.rpartition("-")[0],
    }
    return culture


@cache
def names_in_english() -> dict[str, tuple[str, str]]:
    """Return the English names of languages, scripts and regions by their codes, a language's with its code of three letters."""
    rows = (line.split("\t") for line in packaged_text("culturenames.tsv").splitlines())
    return {code: (name, longer) for code, name, longer in rows}


@cache
def identifiers() -> dict[int, str]:
    """Return the names of cultures by their numbers (LCIDs)."""
    text = packaged_text("lcids.tsv")
    return {int(number): name for number, name in (line.split("\t") for line in text.splitlines())}


def _well_formed(key: str) -> bool:
    """Tell whether a name has the shape that ICU takes: a language of letters (at most 11), then parts of letters and digits, 85 in all."""
    parts = key.replace("_", "-").split("-")
    return len(key) <= 85 and len(parts[0]) <= LONGEST_LANGUAGE and all(part.isalnum() and part.isascii() for part in parts)


def spell(name: str) -> str:
    """Return a culture's name in .NET's case: language in lower case, a script in title case, regions in upper case."""
    parts = name.replace("_", "-").split("-")
    spelled = [parts[0].lower()]
    spelled += [part.title() if len(part) == 4 and len(parts) > 2 and index == 1 else part.upper() for index, part in enumerate(parts[1:], 1)]
    return "-".join(spelled)


def localized_file(files: Any, folder: str, name: str, language: str) -> str | None:
    """Return the file of a name for a culture: in the folder of that culture, else of its parents (``de-CH``, ``de``), else in the folder itself.

    ``files`` is the session's service of that name.
    """
    while True:
        candidate = os.path.join(folder, language, name)
        if files.exists(candidate):
            return candidate
        if not language:
            return None
        language = language.rpartition("-")[0]


def packaged_text(*path: str) -> str:
    """Return a text that is packaged in ``runtime/data`` (``importlib.resources`` takes longer to import than all else here)."""
    with open(os.path.join(os.path.dirname(__file__), "data", *path), encoding="utf-8") as file:
        return file.read()


def _read(file_name: str, name: str) -> Culture:
    from json import loads

    data = loads(packaged_text("cultures", file_name + ".json"))
    number = NumberFormat(data.pop("numberFormat"), read_only=True)
    dates = data.pop("dateTimeFormat")
    patterns = data.pop("datePatterns")
    return Culture(name, data, number, dates, patterns)
