"""System.Text.Encoding and its kinds. ``codec`` is Python's, ``preamble`` the byte order mark."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from typing import Any

from pwsh_emu.runtime.errors import NetException
from pwsh_emu.runtime.knowntypes import builtin
from pwsh_emu.runtime.text import code_units
from pwsh_emu.runtime.types import failures
from pwsh_emu.runtime.typesystem import DotNetObject, PSType
from pwsh_emu.runtime.values import Byte, Char, PSArray

# name: codec, type, code page, display name, byte order mark
_KINDS: dict[str, tuple[str, str, int, str, bytes]] = {
    "utf-8": ("utf-8", "System.Text.UTF8Encoding+UTF8EncodingSealed", 65001, "Unicode (UTF-8)", codecs.BOM_UTF8),
    "utf-16": ("utf-16-le", "System.Text.UnicodeEncoding", 1200, "Unicode", codecs.BOM_UTF16_LE),
    "utf-16BE": ("utf-16-be", "System.Text.UnicodeEncoding", 1201, "Unicode (Big-Endian)", codecs.BOM_UTF16_BE),
    "utf-32": ("utf-32-le", "System.Text.UTF32Encoding", 12000, "Unicode (UTF-32)", codecs.BOM_UTF32_LE),
    "utf-32BE": ("utf-32-be", "System.Text.UTF32Encoding", 12001, "Unicode (UTF-32 Big-Endian)", codecs.BOM_UTF32_BE),
    "utf-7": ("utf-7", "System.Text.UTF7Encoding", 65000, "Unicode (UTF-7)", b""),
    "us-ascii": ("ascii", "System.Text.ASCIIEncoding+ASCIIEncodingSealed", 20127, "US-ASCII", b""),
    "iso-8859-1": ("latin-1", "System.Text.Latin1Encoding+Latin1EncodingSealed", 28591, "Western European (ISO)", b""),
    "windows-1252": ("cp1252", "System.Text.SBCSCodePageEncoding", 1252, "Western European (Windows)", b""),
    "windows-1251": ("cp1251", "System.Text.SBCSCodePageEncoding", 1251, "Cyrillic (Windows)", b""),
    "windows-1250": ("cp1250", "System.Text.SBCSCodePageEncoding", 1250, "Central European (Windows)", b""),
    "IBM437": ("cp437", "System.Text.SBCSCodePageEncoding", 437, "OEM United States", b""),
    "ibm850": ("cp850", "System.Text.SBCSCodePageEncoding", 850, "Western European (DOS)", b""),
    "iso-8859-15": ("iso8859-15", "System.Text.SBCSCodePageEncoding", 28605, "Latin 9 (ISO)", b""),
    "iso-8859-2": ("iso8859-2", "System.Text.SBCSCodePageEncoding", 28592, "Central European (ISO)", b""),
    "shift_jis": ("shift_jis", "System.Text.DBCSCodePageEncoding", 932, "Japanese (Shift-JIS)", b""),
    "gb2312": ("gb2312", "System.Text.DBCSCodePageEncoding", 936, "Chinese Simplified (GB2312)", b""),
    "big5": ("big5", "System.Text.DBCSCodePageEncoding", 950, "Chinese Traditional (Big5)", b""),
    "koi8-r": ("koi8-r", "System.Text.SBCSCodePageEncoding", 20866, "Cyrillic (KOI8-R)", b""),
}
_ALIASES = {
    "utf8": "utf-8", "unicode": "utf-16", "utf-16le": "utf-16", "utf16": "utf-16",
    "unicodefffe": "utf-16BE", "bigendianunicode": "utf-16BE", "ascii": "us-ascii",
    "latin1": "iso-8859-1", "iso8859-1": "iso-8859-1", "utf32": "utf-32",
    "ucs-2": "utf-16", "cp437": "IBM437", "437": "IBM437", "x-ansi": "windows-1252",
    "utf-32le": "utf-32", "utf7": "utf-7", "us": "us-ascii", "latin-1": "iso-8859-1", "sjis": "shift_jis",
}  # fmt: skip
_PAGES = {kind[2]: name for name, kind in _KINDS.items()}


class Encoding(DotNetObject):
    """A text encoding."""

    is_shared = True
    PROPERTY_ORDER = (
        "Preamble BodyName EncodingName HeaderName WebName WindowsCodePage IsBrowserDisplay IsBrowserSave IsMailNewsDisplay IsMailNewsSave "
        "IsSingleByte EncoderFallback DecoderFallback IsReadOnly CodePage"
    )
    __slots__ = ("CodePage", "EncodingName", "WebName", "codec", "preamble", "ps_type", "strict")

    def __init__(self, name: str, *, mark: bool = True, strict: bool = False, type_name: str | None = None) -> None:
        super().__init__()
        codec, kind, page, display, preamble = _KINDS[name]
        self.ps_type: PSType = builtin(type_name or kind)
        self.WebName = name
        self.codec = codec
        self.CodePage = page
        self.EncodingName = display
        self.preamble = preamble if mark else b""
        self.strict = strict

    @property
    def name(self) -> str:
        return self.WebName

    @property
    def HeaderName(self) -> str:
        return self.WebName

    BodyName = HeaderName

    @property
    def WindowsCodePage(self) -> int:
        return 1200 if self.WebName.startswith("utf") else 1252

    @property
    def IsSingleByte(self) -> bool:
        return self.codec in ("ascii", "latin-1") or self.codec.startswith(("cp", "iso", "koi"))

    @property
    def IsReadOnly(self) -> bool:
        return True

    @property
    def Preamble(self) -> PSArray:
        return self.GetPreamble()

    @property
    def IsBrowserDisplay(self) -> bool:
        return self.codec not in ("utf-32-le", "utf-32-be", "utf-16-be")

    IsBrowserSave = IsMailNewsDisplay = IsMailNewsSave = IsBrowserDisplay

    @property
    def EncoderFallback(self) -> Any:
        return None

    DecoderFallback = EncoderFallback

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Encoding) and other.WebName == self.WebName and other.preamble == self.preamble

    def __hash__(self) -> int:
        return hash(self.WebName)

    def __str__(self) -> str:
        return self.ps_type.full_name

    def encode(self, text: str) -> bytes:
        """Return a text's bytes; what the encoding lacks becomes ``?`` (U+FFFD in Unicode)."""
        if self.codec.startswith("utf"):
            try:
                return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "strict" if self.strict else "replace").encode(self.codec)
            except UnicodeError:
                raise NetException("System.Text.EncoderFallbackException", "Unable to translate Unicode character to specified code page.") from None
        return text.encode(self.codec, "replace")

    def decode(self, data: bytes) -> str:
        """Return a text from bytes, as UTF-16 code units; bad bytes become U+FFFD (``?`` in ASCII)."""
        if self.codec == "ascii":
            return "".join(chr(one) if one < 128 else "?" for one in data)
        try:
            return code_units(data.decode(self.codec, "strict" if self.strict else "replace"))
        except UnicodeDecodeError as error:
            shown = "".join(f"[{one:02X}]" for one in data[error.start : error.end])
            raise NetException(
                "System.Text.DecoderFallbackException",
                f"Unable to translate bytes {shown} at index {error.start} from specified code page to Unicode.",
            ) from None

    def GetBytes(self, text: Any, *rest: Any) -> list[Byte]:
        if text is None:
            raise failures.null("chars" if not rest else "s")
        source = text if isinstance(text, str) else "".join(text)
        if len(rest) == 2:
            source = source[rest[0] : rest[0] + rest[1]]
        return [Byte(one) for one in self.encode(source)]

    def GetByteCount(self, text: Any, *rest: Any) -> int:
        return len(self.GetBytes(text, *rest))

    def GetString(self, data: Any, index: int = 0, count: int | None = None) -> str:
        if data is None:
            raise failures.null("bytes")
        return self.decode(bytes(data if count is None else data[index : index + count]))

    def GetChars(self, data: Any, index: int = 0, count: int | None = None) -> list[Char]:
        return [Char(one) for one in self.GetString(data, index, count)]

    def GetCharCount(self, data: Any, index: int = 0, count: int | None = None) -> int:
        return len(self.GetString(data, index, count))

    def GetMaxByteCount(self, count: int) -> int:
        width = {"utf-8": 3, "utf-16-le": 2, "utf-16-be": 2, "utf-32-le": 4, "utf-32-be": 4}.get(self.codec, 1)
        return (count + 1) * width

    def GetMaxCharCount(self, count: int) -> int:
        return {"utf-8": count + 1, "utf-16-le": (count >> 1) + (count & 1) + 1, "utf-16-be": (count >> 1) + (count & 1) + 1}.get(self.codec, count)

    def GetPreamble(self) -> PSArray:
        return PSArray([Byte(one) for one in self.preamble], "System.Byte")

    def Clone(self) -> Encoding:
        return self

    def Equals(self, other: Any) -> bool:
        return bool(self == other)

    def IsAlwaysNormalized(self, form: Any = None) -> bool:
        return False

    @staticmethod
    def static_GetEncoding(which: Any, *fallbacks: Any) -> Encoding:
        return find(which)

    @staticmethod
    def static_GetEncodings() -> PSArray:
        return PSArray([Encoding(name) for name in ("utf-16", "utf-16BE", "utf-32", "utf-32BE", "us-ascii", "iso-8859-1", "utf-8")])

    @staticmethod
    def static_RegisterProvider(provider: Any) -> None:
        """Do nothing: code pages are known already."""

    @staticmethod
    def static_Convert(source: Any, target: Any, data: Any, *rest: Any) -> list[Byte]:
        return [Byte(one) for one in target.encode(source.decode(bytes(data)))]

    static_get_UTF8: Callable[[], Encoding] = staticmethod(lambda: UTF8)
    static_get_Default = staticmethod(lambda: Encoding("utf-8", mark=False))
    static_get_Unicode = staticmethod(lambda: Encoding("utf-16"))
    static_get_BigEndianUnicode = staticmethod(lambda: Encoding("utf-16BE"))
    static_get_UTF32 = staticmethod(lambda: Encoding("utf-32"))
    static_get_UTF7 = staticmethod(lambda: Encoding("utf-7"))
    static_get_ASCII = staticmethod(lambda: Encoding("us-ascii"))
    static_get_Latin1 = staticmethod(lambda: Encoding("iso-8859-1"))


class Utf8Members(Encoding):
    """Constructors of UTF8Encoding."""

    @staticmethod
    def new(mark: bool = False, strict: bool = False) -> Encoding:
        return Encoding("utf-8", mark=mark, strict=strict, type_name="System.Text.UTF8Encoding")


class UnicodeMembers(Encoding):
    """Constructors of UnicodeEncoding."""

    @staticmethod
    def new(big_endian: bool = False, mark: bool = True, strict: bool = False) -> Encoding:
        return Encoding("utf-16BE" if big_endian else "utf-16", mark=mark, strict=strict)


class Utf32Members(Encoding):
    """Constructors of UTF32Encoding."""

    SIGNATURES = ("new()", "new(bool bigEndian, bool byteOrderMark)", "new(bool bigEndian, bool byteOrderMark, bool throwOnInvalidCharacters)")

    @staticmethod
    def new(big_endian: bool = False, mark: bool = True, strict: bool = False) -> Encoding:
        return Encoding("utf-32BE" if big_endian else "utf-32", mark=mark, strict=strict)


class AsciiMembers(Encoding):
    """Constructors of ASCIIEncoding."""

    @staticmethod
    def new() -> Encoding:
        return Encoding("us-ascii", type_name="System.Text.ASCIIEncoding")


def find(which: Any) -> Encoding:
    """Return an encoding by name or code page; raises .NET's errors."""
    if isinstance(which, int):
        if which == 0:
            return Encoding("utf-8", mark=False)
        if not 0 <= which <= 65535:
            raise failures.out_of_range("Valid values are between 0 and 65535, inclusive.", "codepage")
        name = _PAGES.get(which)
        if name is None:
            raise failures.unsupported(
                f"No data is available for encoding {which}. For information on defining a custom encoding, see the documentation for the "
                "Encoding.RegisterProvider method."
            )
        return Encoding(name)
    if which is None:
        raise failures.null("name")
    wanted = str(which).lower()
    wanted = _ALIASES.get(wanted, wanted)
    for name in _KINDS:
        if name.lower() == wanted.lower():
            return Encoding(name)
    raise failures.argument(
        f"'{which}' is not a supported encoding name. For information on defining a custom encoding, see the documentation for the "
        "Encoding.RegisterProvider method.",
        "name",
    )


UTF8: Encoding = Encoding("utf-8")
TYPES = {
    "System.Text.Encoding": Encoding,
    "System.Text.UTF8Encoding": Utf8Members,
    "System.Text.UnicodeEncoding": UnicodeMembers,
    "System.Text.UTF32Encoding": Utf32Members,
    "System.Text.ASCIIEncoding": AsciiMembers,
}
