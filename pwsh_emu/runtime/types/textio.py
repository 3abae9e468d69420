"""StringReader, StringWriter, StreamReader and StreamWriter."""

from __future__ import annotations

from typing import Any

from pwsh_emu.runtime.knowntypes import builtin, with_session
from pwsh_emu.runtime.text import characters
from pwsh_emu.runtime.types import failures
from pwsh_emu.runtime.types.textbuilders import StringBuilder
from pwsh_emu.runtime.typesystem import DotNetObject, PSType
from pwsh_emu.runtime.values import Char


class StringReader(DotNetObject):
    """Reads a text from a position on."""

    ps_type: PSType = builtin("System.IO.StringReader")
    __slots__ = ("at", "closed", "text")

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text
        self.at = 0
        self.closed = False

    @staticmethod
    def new(text: Any) -> StringReader:
        if text is None:
            raise failures.null("s")
        return StringReader(text)

    def _check(self) -> None:
        if self.closed:
            from pwsh_emu.runtime.errors import NetException

            raise NetException("System.ObjectDisposedException", "Cannot read from a closed TextReader.")

    def Peek(self) -> int:
        self._check()
        return ord(self.text[self.at]) if self.at < len(self.text) else -1

    def Read(self, buffer: Any = None, index: int = 0, count: int | None = None) -> int:
        self._check()
        if buffer is None:
            value = self.Peek()
            self.at += value >= 0
            return value
        part = self.text[self.at : self.at + (len(buffer) if count is None else count)]
        buffer[index : index + len(part)] = [Char(one) for one in part]
        self.at += len(part)
        return len(part)

    ReadBlock = Read

    def ReadLine(self) -> str | None:
        self._check()
        if self.at >= len(self.text):
            return None
        end = self.at
        while end < len(self.text) and self.text[end] not in "\r\n":
            end += 1
        line = self.text[self.at : end]
        self.at = end + (2 if self.text.startswith("\r\n", end) else 1)
        return line

    def ReadToEnd(self) -> str:
        self._check()
        rest = self.text[self.at :]
        self.at = len(self.text)
        return rest

    def Close(self) -> None:
        self.closed = True

    Dispose = Close


class StreamReader(StringReader):
    """Reads a stream or a file as text."""

    ps_type = builtin("System.IO.StreamReader")
    PROPERTY_ORDER = "CurrentEncoding BaseStream EndOfStream"
    __slots__ = ("encoding", "stream")

    def __init__(self, text: str, stream: Any = None, encoding: Any = None) -> None:
        super().__init__(text)
        self.stream = stream
        self.encoding = encoding

    @staticmethod
    @with_session
    def new(session: Any, source: Any, *rest: Any) -> StreamReader:  # type: ignore[override]
        from pwsh_emu.runtime.types.files import decode_file
        from pwsh_emu.runtime.types.paths import full_path

        encoding = next((one for one in rest if hasattr(one, "codec")), None)
        if isinstance(source, str):
            from pwsh_emu.runtime.types.files import io_error

            try:
                data = session.services["files"].read(full_path(session, source))
            except OSError as error:
                raise io_error(error, full_path(session, source)) from None
            return StreamReader(decode_file(data, encoding), None, encoding)
        return StreamReader(decode_file(source.take(1 << 31), encoding), source, encoding)

    @property
    def EndOfStream(self) -> bool:
        return self.at >= len(self.text)

    @property
    def BaseStream(self) -> Any:
        return self.stream

    @property
    def CurrentEncoding(self) -> Any:
        from pwsh_emu.runtime.types.encodings import UTF8

        return self.encoding or UTF8

    def DiscardBufferedData(self) -> None:
        """Do nothing: the text is read at once."""

    def Close(self) -> None:
        self.closed = True
        if self.stream is not None:
            self.stream.Close()

    Dispose = Close


class TextWriterMembers(DotNetObject):
    """What writers share: Write and WriteLine of any value or format."""

    __slots__ = ()

    def put(self, text: str) -> None:
        raise NotImplementedError

    def new_line(self) -> str:
        return "\n"

    @with_session
    def Write(session: Any, self: TextWriterMembers, *arguments: Any) -> None:
        self.put(_shown(session, arguments))

    @with_session
    def WriteLine(session: Any, self: TextWriterMembers, *arguments: Any) -> None:
        self.put(_shown(session, arguments) + self.new_line())

    def Flush(self) -> None:
        """Hand on what is held back."""


def _shown(session: Any, arguments: tuple[Any, ...]) -> str:
    if not arguments or arguments[0] is None:
        return ""
    first = arguments[0]
    if len(arguments) > 1 and isinstance(first, str):
        from pwsh_emu.runtime.types.strings import StringMembers

        return StringMembers.static_Format(session, *arguments)
    if isinstance(first, list):
        part = first if len(arguments) < 3 else first[arguments[1] : arguments[1] + arguments[2]]
        return "".join("\0" if one is None else str(one) for one in part)
    from pwsh_emu.runtime.conversion import net_string

    return net_string(first, session)


class StringWriter(TextWriterMembers):
    """Writes into a StringBuilder."""

    ps_type = builtin("System.IO.StringWriter")
    PROPERTY_ORDER = "Encoding FormatProvider NewLine"
    __slots__ = ("NewLine", "builder")

    def __init__(self, builder: StringBuilder | None = None) -> None:
        super().__init__()
        self.builder = builder or StringBuilder()
        self.NewLine = "\n"

    @staticmethod
    def new(*arguments: Any) -> StringWriter:
        return StringWriter(next((one for one in arguments if isinstance(one, StringBuilder)), None))

    def put(self, text: str) -> None:
        self.builder._add(text)

    def new_line(self) -> str:
        return self.NewLine

    @property
    def Encoding(self) -> Any:
        from pwsh_emu.runtime.types.encodings import find

        return find("utf-16")

    @property
    def FormatProvider(self) -> Any:
        return None

    def GetStringBuilder(self) -> StringBuilder:
        return self.builder

    def ToString(self) -> str:
        return self.builder.text

    def __str__(self) -> str:
        return self.builder.text

    def Close(self) -> None:
        """Keep the text."""

    Dispose = Close


class StreamWriter(TextWriterMembers):
    """Writes text into a stream or a file."""

    ps_type = builtin("System.IO.StreamWriter")
    PROPERTY_ORDER = "AutoFlush BaseStream Encoding FormatProvider NewLine"
    __slots__ = ("AutoFlush", "NewLine", "encoding", "marked", "stream")

    def __init__(self, stream: Any, encoding: Any = None) -> None:
        super().__init__()
        self.stream = stream
        self.encoding = encoding
        self.NewLine = "\n"
        self.AutoFlush = False
        self.marked = False

    @staticmethod
    @with_session
    def new(session: Any, target: Any, *rest: Any) -> StreamWriter:
        encoding = next((one for one in rest if hasattr(one, "codec")), None)
        if not isinstance(target, str):
            return StreamWriter(target, encoding)
        from pwsh_emu.runtime.types.files import FileMembers, file_stream
        from pwsh_emu.runtime.types.paths import full_path

        append = bool(next((one for one in rest if isinstance(one, bool)), False))
        files = session.services["files"]
        path = full_path(session, target)
        if not append:
            FileMembers.static_WriteAllBytes(session, target, b"")
        stream = file_stream(session, path, files.read(path) if append and files.exists(path) else b"")
        stream.position = len(stream.data)
        return StreamWriter(stream, encoding)

    def put(self, text: str) -> None:
        if self.encoding is None:
            data = characters(text).encode()
        else:
            data = self.encoding.encode(text)
            if not self.marked and self.stream.position == 0:
                data = self.encoding.preamble + data
        self.marked = True
        self.stream.put(data)
        if self.AutoFlush:
            self.stream.Flush()

    def new_line(self) -> str:
        return self.NewLine

    @property
    def BaseStream(self) -> Any:
        return self.stream

    @property
    def Encoding(self) -> Any:
        from pwsh_emu.runtime.types.encodings import UTF8

        return self.encoding or UTF8

    @property
    def FormatProvider(self) -> Any:
        return None

    def Flush(self) -> None:
        self.stream.Flush()

    def Close(self) -> None:
        self.stream.Close()

    Dispose = Close


class TextReaderStatics:
    """Static members of TextReader and TextWriter."""

    static_get_Null = staticmethod(lambda: StringReader(""))
    static_Synchronized = staticmethod(lambda value: value)


TYPES = {
    "System.IO.StringReader": StringReader,
    "System.IO.StringWriter": StringWriter,
    "System.IO.StreamReader": StreamReader,
    "System.IO.StreamWriter": StreamWriter,
    "System.IO.TextReader": TextReaderStatics,
    "System.IO.TextWriter": TextWriterMembers,
}
