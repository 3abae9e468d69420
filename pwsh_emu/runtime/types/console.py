"""System.Console over the session's host: its three text files, its size, and what a terminal can do."""

from __future__ import annotations

from typing import Any

from pwsh_emu.runtime.errors import NetException
from pwsh_emu.runtime.knowntypes import builtin, enumeration, with_session
from pwsh_emu.runtime.types.textio import TextWriterMembers, _shown
from pwsh_emu.runtime.typesystem import DotNetObject

_SERVICE = "console"
_NO_KEYS = "Cannot read keys when either application does not have a console or when console input has been redirected. Try Console.Read."
_NO_PEEK = (
    "Cannot see if a key has been pressed when either application does not have a console or when console input has been redirected "
    "from a file. Try Console.In.Peek."
)
LINES = 24  # of a window whose height nobody knows


class ConsoleWriter(TextWriterMembers):
    """Console.Out and Console.Error."""

    ps_type = builtin("System.IO.TextWriter+SyncTextWriter")
    PROPERTY_ORDER = "Encoding FormatProvider NewLine"
    SIGNATURES = (
        "void Write(string value)", "void Write(char value)", "void Write(char[] buffer)", "void Write(System.Object value)",
        "void Write(string format, Params System.Object[] arg)", "void WriteLine()", "void WriteLine(string value)", "void WriteLine(char value)",
        "void WriteLine(char[] buffer)", "void WriteLine(System.Object value)", "void WriteLine(string format, Params System.Object[] arg)",
        "void Flush()", "void Close()", "void Dispose()", "System.Text.Encoding Encoding", "System.IFormatProvider FormatProvider",
        "string NewLine{get;set}",
    )  # fmt: skip
    __slots__ = ("NewLine", "is_error", "session")

    def __init__(self, session: Any, is_error: bool) -> None:
        super().__init__()
        self.session = session
        self.is_error = is_error
        self.NewLine = "\n"

    def put(self, text: str) -> None:
        host = self.session.host
        (host.write_error if self.is_error else host.write)(text)

    def new_line(self) -> str:
        return self.NewLine

    @property
    def Encoding(self) -> Any:
        from pwsh_emu.runtime.types.encodings import UTF8

        return UTF8

    @property
    def FormatProvider(self) -> Any:
        return None

    def Flush(self) -> None:
        self.session.host.flush()

    def Close(self) -> None:
        """Stay open: the console is not a script's to close."""

    Dispose = Close


class ConsoleReader(DotNetObject):
    """Console.In."""

    ps_type = builtin("System.IO.SyncTextReader")
    SIGNATURES = ("int Peek()", "int Read()", "string ReadLine()", "string ReadToEnd()", "void Close()", "void Dispose()")
    __slots__ = ("rest", "session")

    def __init__(self, session: Any) -> None:
        super().__init__()
        self.session = session
        self.rest: str | None = ""  # what was read of the input and not handed on; None at its end

    def _more(self) -> bool:
        """Read a further line; False at the end of the input."""
        if self.rest is None:
            return False
        from pwsh_emu.runtime.turns import away

        with away(self.session):
            line = self.session.host.read_input()
        if line is None:
            return False
        self.rest += line
        return True

    def Peek(self) -> int:
        return ord(self.rest[0]) if self.rest or self._more() else -1  # type: ignore[index]

    def Read(self) -> int:
        if not self.rest and not self._more():
            return -1
        assert self.rest
        first, self.rest = self.rest[0], self.rest[1:]
        return ord(first)

    def ReadLine(self) -> str | None:
        while "\n" not in (self.rest or "") and self._more():
            pass
        if not self.rest:
            return None
        line, _, self.rest = self.rest.partition("\n")
        return line.removesuffix("\r")

    def ReadToEnd(self) -> str:
        while self._more():
            pass
        text, self.rest = self.rest or "", ""
        return text

    def Close(self) -> None:
        """Stay open."""

    Dispose = Close


class ConsoleState:
    """What a session knows of its console: its writers and reader, and what was set on it."""

    def __init__(self, session: Any) -> None:
        self.out: Any = ConsoleWriter(session, False)
        self.error: Any = ConsoleWriter(session, True)
        self.reader: Any = ConsoleReader(session)
        self.title = ""
        self.foreground = self.background = -1  # nobody knows a terminal's own colours
        self.cursor = [0, 0]
        self.control_c_is_input = False


def state_of(session: Any) -> ConsoleState:
    """Return the console of a session."""
    found = session.services.get(_SERVICE)
    if found is None:
        found = session.services[_SERVICE] = ConsoleState(session)
    return found  # type: ignore[no-any-return]


def escape(session: Any, sequence: str) -> None:
    """Send an escape sequence where a terminal understands it."""
    host = session.host
    if host.is_terminal and getattr(host, "supports_virtual_terminal", False):
        host.write(sequence)
        host.flush()


def set_title(session: Any, title: str) -> None:
    """Name the terminal's window."""
    state_of(session).title = title
    escape(session, f"\x1b]0;{title}\x07")


def colour(number: int) -> Any:
    """Return a ConsoleColor."""
    return enumeration("System.ConsoleColor").value(number)


def window_size(session: Any) -> tuple[int, int]:
    """Return columns and lines."""
    host = session.host
    if host.is_terminal:
        import shutil

        size = shutil.get_terminal_size((host.width, LINES))
        return size.columns, size.lines
    return host.width, LINES


def is_terminal(stream: Any) -> bool:
    """Tell whether a host's stream, which it need not have, is a terminal."""
    return bool(getattr(stream, "isatty", lambda: False)())


def read_key(session: Any, *, shown: bool) -> tuple[str, int, int]:
    """Wait for a key and return its character, ConsoleKey number and modifiers. Raises where input is no terminal."""
    host = session.host
    stdin: Any = getattr(host, "stdin", None)
    if not is_terminal(stdin):
        raise NetException("System.InvalidOperationException", _NO_KEYS)
    import termios
    import tty

    host.flush()
    number = stdin.fileno()
    before = termios.tcgetattr(number)
    try:
        tty.setcbreak(number)
        text = stdin.read(1)
    finally:
        termios.tcsetattr(number, termios.TCSADRAIN, before)
    if shown and text.isprintable():
        host.write(text)
    keys = {"\n": 13, "\r": 13, "\t": 9, "\x1b": 27, "\x7f": 8, " ": 32}
    key = keys.get(text, ord(text.upper()) if text.isalnum() and text.isascii() else 0)
    return ("\r" if text == "\n" else text), key, 2 if text.isupper() else 0


def not_on_platform() -> NetException:
    """Return what members throw that only Windows has."""
    return NetException("System.PlatformNotSupportedException", "Operation is not supported on this platform.")


class ConsoleMembers:
    """Static members of System.Console."""

    @staticmethod
    @with_session
    def static_get_Out(session: Any) -> Any:
        return state_of(session).out

    @staticmethod
    @with_session
    def static_get_Error(session: Any) -> Any:
        return state_of(session).error

    @staticmethod
    @with_session
    def static_get_In(session: Any) -> Any:
        return state_of(session).reader

    @staticmethod
    @with_session
    def static_SetOut(session: Any, writer: Any) -> None:
        state_of(session).out = writer

    @staticmethod
    @with_session
    def static_SetError(session: Any, writer: Any) -> None:
        state_of(session).error = writer

    @staticmethod
    @with_session
    def static_SetIn(session: Any, reader: Any) -> None:
        state_of(session).reader = reader

    @staticmethod
    @with_session
    def static_Write(session: Any, *arguments: Any) -> None:
        state_of(session).out.put(_shown(session, arguments))

    @staticmethod
    @with_session
    def static_WriteLine(session: Any, *arguments: Any) -> None:
        state_of(session).out.put(_shown(session, arguments) + "\n")

    @staticmethod
    @with_session
    def static_Read(session: Any) -> int:
        return int(state_of(session).reader.Read())

    @staticmethod
    @with_session
    def static_ReadLine(session: Any) -> Any:
        return state_of(session).reader.ReadLine()

    @staticmethod
    @with_session
    def static_ReadKey(session: Any, intercept: bool = False) -> Any:
        from pwsh_emu.runtime.types.rawui import ConsoleKeyInfo

        return ConsoleKeyInfo(*read_key(session, shown=not intercept))

    @staticmethod
    @with_session
    def static_get_KeyAvailable(session: Any) -> bool:
        stdin: Any = getattr(session.host, "stdin", None)
        if not is_terminal(stdin):
            raise NetException("System.InvalidOperationException", _NO_PEEK)
        import select

        return bool(select.select([stdin], [], [], 0)[0])

    # --- what is redirected ---
    @staticmethod
    @with_session
    def static_get_IsInputRedirected(session: Any) -> bool:
        return not is_terminal(getattr(session.host, "stdin", None))

    @staticmethod
    @with_session
    def static_get_IsOutputRedirected(session: Any) -> bool:
        return not session.host.is_terminal

    @staticmethod
    @with_session
    def static_get_IsErrorRedirected(session: Any) -> bool:
        return not is_terminal(getattr(session.host, "stderr", None))

    @staticmethod
    def static_get_OutputEncoding() -> Any:
        from pwsh_emu.runtime.types.encodings import UTF8

        return UTF8

    static_get_InputEncoding = static_get_OutputEncoding

    @staticmethod
    def static_set_OutputEncoding(value: Any) -> None:
        """Stay with UTF-8, which the console has always."""

    static_set_InputEncoding = static_set_OutputEncoding

    # --- the window ---
    @staticmethod
    @with_session
    def static_get_WindowWidth(session: Any) -> int:
        return window_size(session)[0]

    @staticmethod
    @with_session
    def static_get_WindowHeight(session: Any) -> int:
        return window_size(session)[1]

    static_get_BufferWidth = static_get_LargestWindowWidth = static_get_WindowWidth
    static_get_BufferHeight = static_get_LargestWindowHeight = static_get_WindowHeight
    static_get_WindowLeft = static_get_WindowTop = staticmethod(lambda: 0)

    @staticmethod
    def static_set_WindowWidth(value: int) -> None:
        raise not_on_platform()

    static_set_WindowHeight = static_set_BufferWidth = static_set_BufferHeight = static_set_WindowWidth
    static_set_WindowLeft = static_set_WindowTop = static_set_WindowWidth

    @staticmethod
    def static_SetWindowSize(width: int, height: int) -> None:
        raise not_on_platform()

    static_SetBufferSize = static_SetWindowPosition = static_SetWindowSize

    @staticmethod
    def static_get_Title() -> str:
        raise not_on_platform()

    static_set_Title = staticmethod(with_session(set_title))

    @staticmethod
    @with_session
    def static_Clear(session: Any) -> None:
        escape(session, "\x1b[H\x1b[2J\x1b[3J")

    @staticmethod
    @with_session
    def static_Beep(session: Any, *rest: int) -> None:
        if rest:
            raise not_on_platform()
        escape(session, "\a")

    # --- cursor and colours ---
    @staticmethod
    @with_session
    def static_SetCursorPosition(session: Any, left: int, top: int) -> None:
        state_of(session).cursor = [left, top]
        escape(session, f"\x1b[{top + 1};{left + 1}H")

    @staticmethod
    @with_session
    def static_get_CursorLeft(session: Any) -> int:
        return state_of(session).cursor[0]

    @staticmethod
    @with_session
    def static_get_CursorTop(session: Any) -> int:
        return state_of(session).cursor[1]

    @staticmethod
    @with_session
    def static_set_CursorLeft(session: Any, value: int) -> None:
        ConsoleMembers.static_SetCursorPosition(session, value, state_of(session).cursor[1])

    @staticmethod
    @with_session
    def static_set_CursorTop(session: Any, value: int) -> None:
        ConsoleMembers.static_SetCursorPosition(session, state_of(session).cursor[0], value)

    @staticmethod
    @with_session
    def static_GetCursorPosition(session: Any) -> Any:
        from pwsh_emu.runtime import members

        create = builtin("System.ValueTuple")
        return members.invoke_static(session, create, "Create", list(state_of(session).cursor))

    static_get_CursorSize = staticmethod(lambda: 100)

    @staticmethod
    def static_set_CursorSize(value: int) -> None:
        raise not_on_platform()

    @staticmethod
    def static_get_CursorVisible() -> bool:
        raise not_on_platform()

    @staticmethod
    @with_session
    def static_set_CursorVisible(session: Any, value: bool) -> None:
        escape(session, "\x1b[?25h" if value else "\x1b[?25l")

    @staticmethod
    @with_session
    def static_get_ForegroundColor(session: Any) -> Any:
        return colour(state_of(session).foreground)

    @staticmethod
    @with_session
    def static_get_BackgroundColor(session: Any) -> Any:
        return colour(state_of(session).background)

    @staticmethod
    @with_session
    def static_set_ForegroundColor(session: Any, value: Any) -> None:
        from pwsh_emu.runtime.types.style import map_foreground

        state_of(session).foreground = value.value
        escape(session, map_foreground(value))

    @staticmethod
    @with_session
    def static_set_BackgroundColor(session: Any, value: Any) -> None:
        from pwsh_emu.runtime.types.style import map_background

        state_of(session).background = value.value
        escape(session, map_background(value))

    @staticmethod
    @with_session
    def static_ResetColor(session: Any) -> None:
        console = state_of(session)
        console.foreground = console.background = -1
        escape(session, "\x1b[39;49m")

    @staticmethod
    @with_session
    def static_get_TreatControlCAsInput(session: Any) -> bool:
        return state_of(session).control_c_is_input

    @staticmethod
    @with_session
    def static_set_TreatControlCAsInput(session: Any, value: bool) -> None:
        state_of(session).control_c_is_input = value

    @staticmethod
    def static_get_CapsLock() -> bool:
        raise not_on_platform()

    static_get_NumberLock = static_get_CapsLock


TYPES: dict[str, type] = {
    "System.Console": ConsoleMembers,
    "System.IO.TextWriter+SyncTextWriter": ConsoleWriter,
    "System.IO.SyncTextReader": ConsoleReader,
}
