"""$PSStyle: the escape sequences of colours, decorations and of what the formatter styles."""

from __future__ import annotations

from pwsh_emu.runtime.errors import NetException
from pwsh_emu.runtime.knowntypes import builtin, with_session
from pwsh_emu.runtime.typesystem import DotNetObject, DotNetType
from pwsh_emu.runtime.values import Hashtable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_PREFIX = "System.Management.Automation.PSStyle"
_LEAST_WIDTH = 18  # of a progress bar
_COLOURS = (
    "Black", "Red", "Green", "Yellow", "Blue", "Magenta", "Cyan", "White",
    "BrightBlack", "BrightRed", "BrightGreen", "BrightYellow", "BrightBlue", "BrightMagenta", "BrightCyan", "BrightWhite",
)  # fmt: skip
_CONSOLE_COLOURS = (
    "Black", "Blue", "Green", "Cyan", "Red", "Magenta", "Yellow", "White",
    "BrightBlack", "BrightBlue", "BrightGreen", "BrightCyan", "BrightRed", "BrightMagenta", "BrightYellow", "BrightWhite",
)  # fmt: skip
_DECORATIONS = {
    "Reset": "0", "BlinkOff": "25", "Blink": "5", "BoldOff": "22", "Bold": "1", "DimOff": "22", "Dim": "2", "Hidden": "8", "HiddenOff": "28",
    "Reverse": "7", "ReverseOff": "27", "ItalicOff": "23", "Italic": "3", "UnderlineOff": "24", "Underline": "4",
    "StrikethroughOff": "29", "Strikethrough": "9",
}  # fmt: skip
_FORMATTING = {
    "FormatAccent": "\x1b[32;1m", "TableHeader": "\x1b[32;1m", "CustomTableHeaderLabel": "\x1b[32;1;3m", "ErrorAccent": "\x1b[36;1m",
    "Error": "\x1b[31;1m",
    "Warning": "\x1b[33;1m", "Verbose": "\x1b[33;1m", "Debug": "\x1b[33;1m", "FeedbackName": "\x1b[33m", "FeedbackText": "\x1b[96m",
    "FeedbackAction": "\x1b[97m",
}  # fmt: skip


class _StylePart(DotNetObject):
    """A group of settings; values are kept by property name."""

    __slots__ = ("settings",)

    def __init__(self, settings: dict[str, Any]) -> None:
        super().__init__()
        self.settings = settings


def _declare(ps_type: DotNetType, names: Any, type_name: str = "string", *, writable: bool, checked: bool = True) -> None:
    for name in names:

        def write(part: Any, value: Any, name: str = name) -> None:
            if checked:
                _check_sequence(value)
            elif name == "MaxWidth" and value < _LEAST_WIDTH:
                raise NetException(
                    "System.ArgumentOutOfRangeException",
                    "MaxWidth for Progress rendering must be at least 18 to render correctly. (Parameter 'MaxWidth')",
                )
            part.settings[name] = value

        ps_type.property(f"{type_name} {name}", setter=write if writable else None)(lambda part, name=name: part.settings[name])


def _check_sequence(value: Any) -> None:
    """Refuse text in a style: only escape sequences may stand there."""
    import re

    if isinstance(value, str) and re.sub("\x1b\\[\\d*(?:;\\d+)*m", "", value):
        raise NetException(
            "System.ArgumentException", f"The specified string contains printable content when it should only contain ANSI escape sequences: {value}"
        )


def _colour_sequences(first: int, bright: int) -> dict[str, Any]:
    return {name: f"\x1b[{first + index if index < 8 else bright + index - 8}m" for index, name in enumerate(_COLOURS)}


class ForegroundColor(_StylePart):
    """The escape sequences of text colours."""

    __slots__ = ()
    ps_type = DotNetType(_PREFIX + "+ForegroundColor")

    def __init__(self) -> None:
        super().__init__(_colour_sequences(30, 90))


class BackgroundColor(_StylePart):
    """The escape sequences of background colours."""

    __slots__ = ()
    ps_type = DotNetType(_PREFIX + "+BackgroundColor")

    def __init__(self) -> None:
        super().__init__(_colour_sequences(40, 100))


class FormattingData(_StylePart):
    """The escape sequences that the formatter uses."""

    __slots__ = ()
    ps_type = DotNetType(_PREFIX + "+FormattingData")

    def __init__(self) -> None:
        super().__init__(dict(_FORMATTING))


class ProgressConfiguration(_StylePart):
    """How Write-Progress is drawn."""

    __slots__ = ()
    ps_type = DotNetType(_PREFIX + "+ProgressConfiguration")

    def __init__(self, view: Any) -> None:
        super().__init__({"Style": "\x1b[33;1m", "MaxWidth": 120, "View": view, "UseOSCIndicator": False})


class FileExtensions(Hashtable):
    """The escape sequences of file names by extension: an extension begins with a period, and only sequences stand for it."""

    __slots__ = ()

    def set(self, key: Any, value: Any) -> None:
        self._check_extension(key)
        _check_sequence(value)
        super().set(key, value)

    def remove(self, key: Any) -> None:
        self._check_extension(key)
        super().remove(key)

    def _check_extension(self, key: Any) -> None:
        if not str(key).startswith("."):
            raise NetException("System.ArgumentException", "When adding or removing extensions, the extension must start with a period.")


class FileInfoFormatting(_StylePart):
    """The escape sequences of file names."""

    __slots__ = ()
    ps_type = DotNetType(_PREFIX + "+FileInfoFormatting")

    def __init__(self) -> None:
        archives = (".zip", ".tgz", ".gz", ".tar", ".nupkg", ".cab", ".7z")
        scripts = (".ps1", ".psd1", ".psm1", ".ps1xml")
        extensions = FileExtensions([(name, "\x1b[31;1m") for name in archives] + [(name, "\x1b[33;1m") for name in scripts])
        super().__init__({"Directory": "\x1b[44;1m", "SymbolicLink": "\x1b[36;1m", "Executable": "\x1b[32;1m", "Extension": extensions})


def map_foreground(colour: Any) -> str:
    """Return the escape sequence of a console colour as text colour."""
    return str(_colour_sequences(30, 90)[_CONSOLE_COLOURS[colour.value]])


def map_background(colour: Any) -> str:
    """Return the escape sequence of a console colour as background."""
    return str(_colour_sequences(40, 100)[_CONSOLE_COLOURS[colour.value]])


def map_pair(foreground: Any, background: Any) -> str:
    """Return the escape sequence of a text colour on a background."""
    return f"{map_foreground(foreground)[:-1]};{map_background(background)[2:]}"


class PSStyle(_StylePart):
    """The settings of one session. ``OutputRendering`` is an EnumValue: Host, PlainText or Ansi."""

    __slots__ = ()
    ps_type = builtin(_PREFIX)
    PROPERTY_ORDER = " ".join(("OutputRendering", *_DECORATIONS, "Formatting", "Progress", "FileInfo", "Foreground", "Background"))

    def __init__(self, rendering: Any, progress_view: Any) -> None:
        settings: dict[str, Any] = {"OutputRendering": rendering}
        settings.update({name: f"\x1b[{code}m" for name, code in _DECORATIONS.items()})
        settings["Formatting"] = FormattingData()
        settings["Progress"] = ProgressConfiguration(progress_view)
        settings["FileInfo"] = FileInfoFormatting()
        settings["Foreground"] = ForegroundColor()
        settings["Background"] = BackgroundColor()
        super().__init__(settings)

    def set_OutputRendering(self, value: Any) -> None:
        self.settings["OutputRendering"] = value

    def FormatHyperlink(self, text: str, link: Any) -> str:
        return f"\x1b]8;;{link}\x1b\\{text}\x1b]8;;\x1b\\"

    static_MapForegroundColorToEscapeSequence = staticmethod(map_foreground)
    static_MapBackgroundColorToEscapeSequence = staticmethod(map_background)
    static_MapColorPairToEscapeSequence = staticmethod(map_pair)

    @staticmethod
    @with_session
    def static_get_Instance(session: Any) -> Any:
        """Return the session's own settings."""
        return session.global_scope.variables["psstyle"].value


def _from_rgb(layer: int) -> Any:
    def from_rgb(part: Any, red: int, green: int | None = None, blue: int | None = None) -> str:
        if green is None or blue is None:
            red, green, blue = (red >> 16) & 0xFF, (red >> 8) & 0xFF, red & 0xFF
        return f"\x1b[{layer};2;{red};{green};{blue}m"

    return from_rgb


for _type, _layer in ((ForegroundColor.ps_type, 38), (BackgroundColor.ps_type, 48)):
    _declare(_type, _COLOURS, writable=False)
    _type.method("string FromRgb(byte red, byte green, byte blue)", "string FromRgb(int rgb)")(_from_rgb(_layer))
_declare(FormattingData.ps_type, _FORMATTING, writable=True)
_declare(ProgressConfiguration.ps_type, ("Style",), writable=True)
_declare(ProgressConfiguration.ps_type, ("MaxWidth",), "int", writable=True, checked=False)
_declare(ProgressConfiguration.ps_type, ("View",), "System.Management.Automation.ProgressView", writable=True, checked=False)
_declare(ProgressConfiguration.ps_type, ("UseOSCIndicator",), "bool", writable=True, checked=False)
_declare(FileInfoFormatting.ps_type, ("Directory", "SymbolicLink", "Executable"), writable=True)
_declare(FileInfoFormatting.ps_type, ("Extension",), _PREFIX + "+FileInfoFormatting+FileExtensionDictionary", writable=False)
for _name in PSStyle.PROPERTY_ORDER.split():
    setattr(PSStyle, f"get_{_name}", lambda style, name=_name: style.settings[name])


TYPES: dict[str, type] = {_PREFIX: PSStyle}
_PARTS: tuple[type[_StylePart], ...] = (FormattingData, ProgressConfiguration, FileInfoFormatting, ForegroundColor, BackgroundColor)
DECLARED = {part.ps_type.full_name: part.ps_type for part in _PARTS}
