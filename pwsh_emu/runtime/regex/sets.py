"""Character classes: ranges, \\d \\w \\s, Unicode categories and blocks, negation and subtraction."""

from __future__ import annotations

import unicodedata

CATEGORIES = frozenset("L Lu Ll Lt Lm Lo M Mn Mc Me N Nd Nl No P Pc Pd Ps Pe Pi Pf Po S Sm Sc Sk So Z Zs Zl Zp C Cc Cf Cs Co Cn".split())
# Named blocks as .NET knows them (Unicode 4): name without "Is" to first and last character.
_BLOCK_TEXT = """
BasicLatin 0000 007F;Latin-1Supplement 0080 00FF;LatinExtended-A 0100 017F;LatinExtended-B 0180 024F;IPAExtensions 0250 02AF;
SpacingModifierLetters 02B0 02FF;CombiningDiacriticalMarks 0300 036F;Greek 0370 03FF;GreekandCoptic 0370 03FF;Cyrillic 0400 04FF;
CyrillicSupplement 0500 052F;Armenian 0530 058F;Hebrew 0590 05FF;Arabic 0600 06FF;Syriac 0700 074F;Thaana 0780 07BF;Devanagari 0900 097F;
Bengali 0980 09FF;Gurmukhi 0A00 0A7F;Gujarati 0A80 0AFF;Oriya 0B00 0B7F;Tamil 0B80 0BFF;Telugu 0C00 0C7F;Kannada 0C80 0CFF;
Malayalam 0D00 0D7F;Sinhala 0D80 0DFF;Thai 0E00 0E7F;Lao 0E80 0EFF;Tibetan 0F00 0FFF;Myanmar 1000 109F;Georgian 10A0 10FF;
HangulJamo 1100 11FF;Ethiopic 1200 137F;Cherokee 13A0 13FF;UnifiedCanadianAboriginalSyllabics 1400 167F;Ogham 1680 169F;Runic 16A0 16FF;
Tagalog 1700 171F;Hanunoo 1720 173F;Buhid 1740 175F;Tagbanwa 1760 177F;Khmer 1780 17FF;Mongolian 1800 18AF;Limbu 1900 194F;TaiLe 1950 197F;
KhmerSymbols 19E0 19FF;PhoneticExtensions 1D00 1D7F;LatinExtendedAdditional 1E00 1EFF;GreekExtended 1F00 1FFF;GeneralPunctuation 2000 206F;
SuperscriptsandSubscripts 2070 209F;CurrencySymbols 20A0 20CF;CombiningDiacriticalMarksforSymbols 20D0 20FF;
CombiningMarksforSymbols 20D0 20FF;LetterlikeSymbols 2100 214F;NumberForms 2150 218F;Arrows 2190 21FF;MathematicalOperators 2200 22FF;
MiscellaneousTechnical 2300 23FF;ControlPictures 2400 243F;OpticalCharacterRecognition 2440 245F;EnclosedAlphanumerics 2460 24FF;
BoxDrawing 2500 257F;BlockElements 2580 259F;GeometricShapes 25A0 25FF;MiscellaneousSymbols 2600 26FF;Dingbats 2700 27BF;
MiscellaneousMathematicalSymbols-A 27C0 27EF;SupplementalArrows-A 27F0 27FF;BraillePatterns 2800 28FF;SupplementalArrows-B 2900 297F;
MiscellaneousMathematicalSymbols-B 2980 29FF;SupplementalMathematicalOperators 2A00 2AFF;MiscellaneousSymbolsandArrows 2B00 2BFF;
CJKRadicalsSupplement 2E80 2EFF;KangxiRadicals 2F00 2FDF;IdeographicDescriptionCharacters 2FF0 2FFF;CJKSymbolsandPunctuation 3000 303F;
Hiragana 3040 309F;Katakana 30A0 30FF;Bopomofo 3100 312F;HangulCompatibilityJamo 3130 318F;Kanbun 3190 319F;BopomofoExtended 31A0 31BF;
KatakanaPhoneticExtensions 31F0 31FF;EnclosedCJKLettersandMonths 3200 32FF;CJKCompatibility 3300 33FF;
CJKUnifiedIdeographsExtensionA 3400 4DBF;YijingHexagramSymbols 4DC0 4DFF;CJKUnifiedIdeographs 4E00 9FFF;YiSyllables A000 A48F;
YiRadicals A490 A4CF;HangulSyllables AC00 D7AF;HighSurrogates D800 DB7F;HighPrivateUseSurrogates DB80 DBFF;LowSurrogates DC00 DFFF;
PrivateUse E000 F8FF;PrivateUseArea E000 F8FF;CJKCompatibilityIdeographs F900 FAFF;AlphabeticPresentationForms FB00 FB4F;
ArabicPresentationForms-A FB50 FDFF;VariationSelectors FE00 FE0F;CombiningHalfMarks FE20 FE2F;CJKCompatibilityForms FE30 FE4F;
SmallFormVariants FE50 FE6F;ArabicPresentationForms-B FE70 FEFF;HalfwidthandFullwidthForms FF00 FFEF;Specials FFF0 FFFF
"""
BLOCKS = {name: (int(first, 16), int(last, 16)) for name, first, last in (entry.split() for entry in _BLOCK_TEXT.replace("\n", "").split(";"))}
_WORD = ("L", "Mn", "Nd", "Pc")


def is_word(character: str) -> bool:
    """Tell whether .NET's \\w matches a character."""
    category = unicodedata.category(character)
    return category[0] == "L" or category in _WORD


def is_space(character: str) -> bool:
    """Tell whether .NET's \\s matches a character."""
    return character in "\t\n\v\f\r \x85" or unicodedata.category(character)[0] == "Z"


def case_variants(character: str) -> str:
    """Return the characters that IgnoreCase takes for the same: those with the same simple lower-case form."""
    lower = character.lower()
    if len(lower) != 1:
        return character
    variants = {character, lower}
    upper = lower.upper()
    if len(upper) == 1 and upper.lower() == lower:
        variants.add(upper)
    variants.update(_EXTRA.get(lower, ()))
    return "".join(sorted(variants))


# Characters beyond upper and lower case that share a lower-case form: Kelvin, Angstrom and Ohm signs, titlecase digraphs.
_EXTRA = {"k": "\u212a", "\xe5": "\u212b", "\u03c9": "\u2126", "\u01c6": "\u01c5", "\u01c9": "\u01c8", "\u01cc": "\u01cb", "\u01f3": "\u01f2"}


class CharSet:
    """A character class. ``items`` are (first, last) code point ranges, or names: "d", "W", a category, a block, each perhaps negated."""

    __slots__ = ("_cache", "ecma", "ignore_case", "items", "minus", "negated")

    def __init__(self, ignore_case: bool = False, ecma: bool = False) -> None:
        self.items: list[tuple[int, int] | tuple[str, bool]] = []
        self.negated = False
        self.minus: CharSet | None = None
        self.ignore_case = ignore_case
        self.ecma = ecma
        self._cache: dict[str, bool] = {}

    def add_range(self, first: str, last: str) -> None:
        self.items.append((ord(first), ord(last)))

    def add_class(self, name: str, negated: bool) -> None:
        """Add \\d \\w \\s ("d", "w", "s"), a category or ``Is…`` block."""
        self.items.append((name, negated))

    def contains(self, character: str) -> bool:
        """Tell whether the class matches a character."""
        found = self._cache.get(character)
        if found is None:
            found = self._contains(character)
            if len(self._cache) < 4096:
                self._cache[character] = found
        return found

    def _contains(self, character: str) -> bool:
        candidates = case_variants(character) if self.ignore_case else character
        inside = any(self._one(candidate) for candidate in candidates)
        if inside == self.negated:
            return False
        return self.minus is None or not self.minus.contains(character)

    def _one(self, character: str) -> bool:
        code = ord(character)
        for first, last in self.items:
            if isinstance(first, int):
                assert isinstance(last, int)
                if first <= code <= last:
                    return True
            elif named_class(first, character, self.ecma) != last:
                return True
        return False


def named_class(name: str, character: str, ecma: bool = False) -> bool:
    """Tell whether a named class holds a character."""
    if name == "d":
        return "0" <= character <= "9" if ecma else unicodedata.category(character) == "Nd"
    if name == "w":
        return character.isascii() and (character.isalnum() or character == "_") if ecma else is_word(character)
    if name == "s":
        return character in "\t\n\v\f\r " if ecma else is_space(character)
    if name in CATEGORIES:
        return unicodedata.category(character).startswith(name)
    first, last = BLOCKS[name[2:]]
    return first <= ord(character) <= last


def known_property(name: str) -> bool:
    """Tell whether \\p{name} exists."""
    return name in CATEGORIES or (name.startswith("Is") and name[2:] in BLOCKS)
