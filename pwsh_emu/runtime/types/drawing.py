"""System.Drawing's structures: Color, Point and Size."""

from __future__ import annotations

from typing import Any

from pwsh_emu.runtime.knowntypes import builtin
from pwsh_emu.runtime.types import failures
from pwsh_emu.runtime.types.numbertuples import NumberTuple
from pwsh_emu.runtime.typesystem import DotNetObject
from pwsh_emu.runtime.values import Byte

_DRAWING = "System.Drawing."
_NAMED = {
    "Transparent": 0x00FFFFFF,
    "Black": 0xFF000000,
    "White": 0xFFFFFFFF,
    "Red": 0xFFFF0000,
    "Green": 0xFF008000,
    "Blue": 0xFF0000FF,
    "Yellow": 0xFFFFFF00,
    "Cyan": 0xFF00FFFF,
    "Magenta": 0xFFFF00FF,
    "Gray": 0xFF808080,
    "Silver": 0xFFC0C0C0,
    "Maroon": 0xFF800000,
    "Olive": 0xFF808000,
    "Lime": 0xFF00FF00,
    "Aqua": 0xFF00FFFF,
    "Teal": 0xFF008080,
    "Navy": 0xFF000080,
    "Fuchsia": 0xFFFF00FF,
    "Purple": 0xFF800080,
    "Orange": 0xFFFFA500,
    "Brown": 0xFFA52A2A,
    "Pink": 0xFFFFC0CB,
    "Gold": 0xFFFFD700,
    "DarkRed": 0xFF8B0000,
    "DarkGreen": 0xFF006400,
    "DarkBlue": 0xFF00008B,
    "LightGray": 0xFFD3D3D3,
    "DarkGray": 0xFFA9A9A9,
    "Crimson": 0xFFDC143C,
    "Tomato": 0xFFFF6347,
    "SteelBlue": 0xFF4682B4,
}


class Color(DotNetObject):
    """A colour as alpha, red, green and blue; some have names."""

    ps_type = builtin(_DRAWING + "Color")
    PROPERTY_ORDER = "R G B A IsKnownColor IsEmpty IsNamedColor IsSystemColor Name"
    SIGNATURES = (
        "byte R",
        "byte G",
        "byte B",
        "byte A",
        "bool IsKnownColor",
        "bool IsEmpty",
        "bool IsNamedColor",
        "bool IsSystemColor",
        "string Name",
        "static System.Drawing.Color FromArgb(int argb)",
        "static System.Drawing.Color FromArgb(int red, int green, int blue)",
        "static System.Drawing.Color FromArgb(int alpha, int red, int green, int blue)",
        "static System.Drawing.Color FromName(string name)",
        "static System.Drawing.Color Empty",
        *(f"static System.Drawing.Color {name}" for name in _NAMED),
        "int ToArgb()",
        "float GetBrightness()",
        "string ToString()",
    )
    __slots__ = ("Name", "number")

    def __init__(self, number: int, name: str | None = None) -> None:
        super().__init__()
        self.number = number & 0xFFFFFFFF
        self.Name = name if name is not None else f"{self.number:x}"

    A = property(lambda self: Byte(self.number >> 24))
    R = property(lambda self: Byte(self.number >> 16 & 255))
    G = property(lambda self: Byte(self.number >> 8 & 255))
    B = property(lambda self: Byte(self.number & 255))
    IsKnownColor = IsNamedColor = property(lambda self: self.Name in _NAMED)
    IsEmpty = property(lambda self: self.Name == "0" and not self.number)
    IsSystemColor = property(lambda self: False)

    @staticmethod
    def static_FromArgb(*parts: int) -> Color:
        if len(parts) == 1:
            return Color(parts[0])
        names = ("alpha", "red", "green", "blue")[4 - len(parts) :]
        for name, part in zip(names, parts, strict=True):
            if not 0 <= part <= 255:
                raise failures.argument(
                    f"Value of '{part}' is not valid for '{name}'. '{name}' should be greater than or equal to 0 and less than or equal to 255."
                )
        alpha, red, green, blue = parts if len(parts) == 4 else (255, *parts)
        return Color(alpha << 24 | red << 16 | green << 8 | blue)

    @staticmethod
    def static_FromName(name: str) -> Color:
        known = next((one for one in _NAMED if one.lower() == (name or "").lower()), None)
        return Color(_NAMED[known], known) if known is not None else Color(0, name)

    static_get_Empty = staticmethod(lambda: Color(0))

    def ToArgb(self) -> int:
        return self.number - (1 << 32) if self.number >= 1 << 31 else self.number

    def GetBrightness(self) -> Any:
        from pwsh_emu.runtime.values import Single

        parts = [self.number >> shift & 255 for shift in (16, 8, 0)]
        return Single((max(parts) + min(parts)) / 510)

    def __str__(self) -> str:
        if self.Name in _NAMED:
            return f"Color [{self.Name}]"
        return f"Color [A={self.number >> 24}, R={self.number >> 16 & 255}, G={self.number >> 8 & 255}, B={self.number & 255}]"

    ToString = __str__

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Color) and (other.number, other.Name) == (self.number, self.Name)

    def __hash__(self) -> int:
        return hash(self.number)


for _name, _number in _NAMED.items():
    setattr(Color, f"static_get_{_name}", staticmethod(lambda number=_number, name=_name: Color(number, name)))


class Point(NumberTuple):
    """A place: X and Y."""

    ps_type = builtin(_DRAWING + "Point")
    PROPERTY_ORDER = "IsEmpty X Y"
    SIGNATURES = (
        "System.Drawing.Point new(int x, int y)",
        "bool IsEmpty",
        "int X{get;set}",
        "int Y{get;set}",
        "void Offset(int dx, int dy)",
        "string ToString()",
    )
    NAMES = ("X", "Y")
    __slots__ = ("X", "Y")
    X: int
    Y: int

    @staticmethod
    def new(*numbers: int) -> Point:
        return Point(*numbers)

    IsEmpty = property(lambda self: not self.X and not self.Y)

    def Offset(self, x: int, y: int) -> None:
        self.X += x
        self.Y += y

    def __str__(self) -> str:
        return f"{{X={self.X},Y={self.Y}}}"


class Size(NumberTuple):
    """A size: Width and Height."""

    ps_type = builtin(_DRAWING + "Size")
    PROPERTY_ORDER = "IsEmpty Width Height"
    SIGNATURES = ("System.Drawing.Size new(int width, int height)", "bool IsEmpty", "int Width{get;set}", "int Height{get;set}", "string ToString()")
    NAMES = ("Width", "Height")
    __slots__ = ("Height", "Width")
    Width: int
    Height: int

    @staticmethod
    def new(*numbers: int) -> Size:
        return Size(*numbers)

    IsEmpty = property(lambda self: not self.Width and not self.Height)

    def __str__(self) -> str:
        return f"{{Width={self.Width}, Height={self.Height}}}"


TYPES = {_DRAWING + "Color": Color, _DRAWING + "Point": Point, _DRAWING + "Size": Size}
