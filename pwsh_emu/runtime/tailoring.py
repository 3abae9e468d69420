"""The letters that languages order otherwise than the root collation, as Unicode's CLDR has them."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from pwsh_emu.runtime.collation import Key, tailored_key, weight_after

# A language: what stands behind which letter. Letters with an equals sign are another spelling of the one before.
_NORDIC = {"z": "å ä=æ ö=ø"}
_DANISH = {"z": "æ=ä ø=ö å=aa"}
_SOUTH_SLAVIC = {"c": "č ć", "d": "dž đ", "l": "lj", "n": "nj", "s": "š", "z": "ž"}
_LETTERS = {
    "az": {"c": "ç", "e": "ə", "g": "ğ", "h": "ı", "o": "ö", "s": "ş", "u": "ü"},
    "bs": _SOUTH_SLAVIC,
    "cs": {"c": "č", "h": "ch", "r": "ř", "s": "š", "z": "ž"},
    "cy": {"c": "ch", "d": "dd", "f": "ff", "g": "ng", "l": "ll", "p": "ph", "r": "rh", "t": "th"},
    "da": _DANISH,
    "es": {"n": "ñ"},
    "et": {"s": "š z ž", "w": "õ ä ö ü"},
    "fi": _NORDIC,
    "hr": _SOUTH_SLAVIC,
    "hu": {"c": "cs", "d": "dz dzs", "g": "gy", "l": "ly", "n": "ny", "o": "ö=ő", "s": "sz", "t": "ty", "u": "ü=ű", "z": "zs"},
    "is": {"a": "á", "d": "ð", "e": "é", "i": "í", "o": "ó", "u": "ú", "y": "ý", "z": "þ æ=ä ö=ø å"},
    "lt": {"c": "č", "s": "š", "z": "ž"},
    "lv": {"c": "č", "g": "ģ", "k": "ķ", "l": "ļ", "n": "ņ", "r": "ŗ", "s": "š", "z": "ž"},
    "nb": _DANISH,
    "nn": _DANISH,
    "no": _DANISH,
    "pl": {"a": "ą", "c": "ć", "e": "ę", "l": "ł", "n": "ń", "o": "ó", "s": "ś", "z": "ź ż"},
    "ro": {"a": "ă â", "i": "î", "s": "ș=ş", "t": "ț=ţ"},
    "sk": {"a": "ä", "c": "č", "h": "ch", "o": "ô", "s": "š", "z": "ž"},
    "sl": {"c": "č ć", "d": "đ", "s": "š", "z": "ž"},
    "sq": {"c": "ç", "d": "dh", "e": "ë", "g": "gj", "l": "ll", "n": "nj", "r": "rr", "s": "sh", "t": "th", "x": "xh", "z": "zh"},
    "sv": _NORDIC,
    "tr": {"c": "ç", "g": "ğ", "h": "ı", "o": "ö", "s": "ş", "u": "ü"},
}  # fmt: skip


@cache
def key_of(culture: str) -> Callable[[str, bool], Key] | None:
    """Return what makes the sort key of a text in a culture, None where the culture orders as the root collation does."""
    rules = _LETTERS.get(culture.lower().partition("-")[0])
    if rules is None:
        return None
    letters = {
        letter: weight_after(base, place)
        for base, text in rules.items()
        for place, group in enumerate(text.split(), 1)
        for letter in group.split("=")
    }
    pattern = re.compile("(" + "|".join(map(re.escape, sorted(letters, key=len, reverse=True))) + ")", re.IGNORECASE)
    return lambda text, ignore_case: tailored_key(text, ignore_case, letters, pattern)
