"""$Host.UI.RawUI, and the sizes, places, cells and keys it deals in."""

from __future__ import annotations

from typing import Any

from pwsh_emu.runtime.knowntypes import builtin, enumeration
from pwsh_emu.runtime.types import console
from pwsh_emu.runtime.types.numbertuples import NumberTuple
from pwsh_emu.runtime.typesystem import DotNetObject

_HOST = "System.Management.Automation.Host."


class Size(NumberTuple):
    ps_type = builtin(_HOST + "Size")
    NAMES = ("Width", "Height")
    PROPERTY_ORDER = "Width Height"
    __slots__ = ("Height", "Width")

    @staticmethod
    def new(*numbers: int) -> Size:
        return Size(*numbers)


class Coordinates(NumberTuple):
    ps_type = builtin(_HOST + "Coordinates")
    NAMES = ("X", "Y")
    PROPERTY_ORDER = "X Y"
    __slots__ = ("X", "Y")

    @staticmethod
    def new(*numbers: int) -> Coordinates:
        return Coordinates(*numbers)


class Rectangle(NumberTuple):
    ps_type = builtin(_HOST + "Rectangle")
    NAMES = ("Left", "Top", "Right", "Bottom")
    PROPERTY_ORDER = "Left Top Right Bottom"
    SIGNATURES = (
        _HOST + "Rectangle new(int left, int top, int right, int bottom)", "int Left{get;set}", "int Top{get;set}", "int Right{get;set}",
        "int Bottom{get;set}", "string ToString()",
    )  # fmt: skip
    __slots__ = ("Bottom", "Left", "Right", "Top")

    @staticmethod
    def new(*numbers: int) -> Rectangle:
        return Rectangle(*numbers)

    def __str__(self) -> str:
        left, top, right, bottom = self.numbers()
        return f"{left},{top} ; {right},{bottom}"


class KeyInfo(DotNetObject):
    """What RawUI.ReadKey gives."""

    ps_type = builtin(_HOST + "KeyInfo")
    PROPERTY_ORDER = "VirtualKeyCode Character ControlKeyState KeyDown"
    SIGNATURES = ("int VirtualKeyCode", "char Character", _HOST + "ControlKeyStates ControlKeyState", "bool KeyDown", "string ToString()")
    __slots__ = ("Character", "KeyDown", "VirtualKeyCode", "state")

    def __init__(self, character: str, code: int, state: int) -> None:
        from pwsh_emu.runtime.values import Char

        super().__init__()
        self.Character = Char(character[:1] or "\0")
        self.VirtualKeyCode = code
        self.KeyDown = True
        self.state = state

    @property
    def ControlKeyState(self) -> Any:
        return enumeration(_HOST + "ControlKeyStates").value(16 if self.state & 2 else 0)

    def ToString(self) -> str:
        return f"{self.VirtualKeyCode},{self.Character},{self.ControlKeyState},{self.KeyDown}"


class ConsoleKeyInfo(DotNetObject):
    """What Console.ReadKey gives."""

    ps_type = builtin("System.ConsoleKeyInfo")
    PROPERTY_ORDER = "KeyChar Key Modifiers"
    SIGNATURES = ("char KeyChar", "System.ConsoleKey Key", "System.ConsoleModifiers Modifiers")
    __slots__ = ("KeyChar", "code", "state")

    def __init__(self, character: str, code: int, state: int) -> None:
        from pwsh_emu.runtime.values import Char

        super().__init__()
        self.KeyChar = Char(character[:1] or "\0")
        self.code = code
        self.state = state

    @property
    def Key(self) -> Any:
        return enumeration("System.ConsoleKey").value(self.code)

    @property
    def Modifiers(self) -> Any:
        return enumeration("System.ConsoleModifiers").value(self.state)


class RawUserInterface(DotNetObject):
    """System.Management.Automation.Host.PSHostRawUserInterface over the session's console."""

    ps_type = builtin("System.Management.Automation.Internal.Host.InternalHostRawUserInterface")
    PROPERTY_ORDER = (
        "ForegroundColor BackgroundColor CursorPosition WindowPosition CursorSize BufferSize WindowSize MaxWindowSize MaxPhysicalWindowSize "
        "KeyAvailable WindowTitle"
    )
    __slots__ = ("session",)

    def __init__(self, session: Any) -> None:
        super().__init__()
        self.session = session

    def get_ForegroundColor(self) -> Any:
        return console.colour(console.state_of(self.session).foreground)

    def set_ForegroundColor(self, value: Any) -> None:
        console.ConsoleMembers.static_set_ForegroundColor(self.session, value)

    def get_BackgroundColor(self) -> Any:
        return console.colour(console.state_of(self.session).background)

    def set_BackgroundColor(self, value: Any) -> None:
        console.ConsoleMembers.static_set_BackgroundColor(self.session, value)

    def get_CursorPosition(self) -> Coordinates:
        return Coordinates(*console.state_of(self.session).cursor)

    def set_CursorPosition(self, value: Any) -> None:
        console.ConsoleMembers.static_SetCursorPosition(self.session, value.X, value.Y)

    def get_WindowPosition(self) -> Coordinates:
        return Coordinates(0, 0)

    def set_WindowPosition(self, value: Any) -> None:
        """Leave the window where it is: a terminal has no place."""

    def get_CursorSize(self) -> int:
        return 100

    def set_CursorSize(self, value: int) -> None:
        raise console.not_on_platform()

    def get_BufferSize(self) -> Size:
        return Size(*console.window_size(self.session))

    get_WindowSize = get_MaxWindowSize = get_MaxPhysicalWindowSize = get_BufferSize

    def set_BufferSize(self, value: Any) -> None:
        raise console.not_on_platform()

    set_WindowSize = set_BufferSize

    def get_KeyAvailable(self) -> bool:
        return bool(console.ConsoleMembers.static_get_KeyAvailable(self.session))

    def get_WindowTitle(self) -> str:
        return console.state_of(self.session).title

    def set_WindowTitle(self, value: str) -> None:
        console.set_title(self.session, value)

    def ReadKey(self, options: Any = None) -> KeyInfo:
        number = 0 if options is None else int(options.value)
        return KeyInfo(*console.read_key(self.session, shown=not number & 2))

    def FlushInputBuffer(self) -> None:
        """Forget what was typed ahead."""
        stdin: Any = getattr(self.session.host, "stdin", None)
        if console.is_terminal(stdin):
            import termios

            termios.tcflush(stdin.fileno(), termios.TCIFLUSH)

    def LengthInBufferCells(self, text: Any, offset: int = 0) -> int:
        import unicodedata

        return sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in str(text)[offset:])


TYPES: dict[str, type] = {cls.ps_type.full_name: cls for cls in (Size, Coordinates, Rectangle, KeyInfo, ConsoleKeyInfo, RawUserInterface)}
TYPES[_HOST + "PSHostRawUserInterface"] = RawUserInterface
