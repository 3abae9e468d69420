"""MemoryStream and FileStream, BinaryReader and BinaryWriter, GZipStream."""

from __future__ import annotations

import struct
import zlib
from typing import Any

from pwsh_emu.runtime import limits, values
from pwsh_emu.runtime.errors import NetException
from pwsh_emu.runtime.knowntypes import builtin, with_session
from pwsh_emu.runtime.text import characters
from pwsh_emu.runtime.types import failures
from pwsh_emu.runtime.typesystem import DotNetObject, PSType
from pwsh_emu.runtime.values import Byte, Int64, PSArray, Single


class MemoryStream(DotNetObject):
    """Bytes in memory with a position."""

    ps_type: PSType = builtin("System.IO.MemoryStream")
    PROPERTY_ORDER = "CanRead CanSeek CanWrite Capacity Length Position CanTimeout ReadTimeout WriteTimeout"
    __slots__ = ("closed", "data", "position", "writable")

    def __init__(self, data: bytes = b"", writable: bool = True) -> None:
        super().__init__()
        self.data = bytearray(data)
        self.position = 0
        self.closed = False
        self.writable = writable

    @staticmethod
    def new(source: Any = None, *rest: Any) -> MemoryStream:
        if source is None or isinstance(source, int):
            return MemoryStream()
        numbers = [one for one in rest if isinstance(one, int) and not isinstance(one, bool)]
        data = bytes(source)
        if len(numbers) >= 2:
            data = data[numbers[0] : numbers[0] + numbers[1]]
        writable = next((one for one in rest if isinstance(one, bool)), True)
        return MemoryStream(data, writable)

    def check(self) -> None:
        if self.closed:
            raise NetException("System.ObjectDisposedException", "Cannot access a closed Stream.")

    @property
    def CanRead(self) -> bool:
        return not self.closed

    CanSeek = CanRead

    @property
    def CanWrite(self) -> bool:
        return not self.closed and self.writable

    @property
    def CanTimeout(self) -> bool:
        return False

    @property
    def Length(self) -> Int64:
        self.check()
        return Int64(len(self.data))

    @property
    def Capacity(self) -> int:
        return len(self.data)

    @Capacity.setter
    def Capacity(self, value: int) -> None:
        """Accept: capacity has no meaning here."""

    @property
    def Position(self) -> Int64:
        self.check()
        return Int64(self.position)

    @Position.setter
    def Position(self, value: int) -> None:
        if value < 0:
            raise failures.negative("value", value)
        self.position = value

    def take(self, count: int) -> bytes:
        """Return up to a number of bytes and go on behind them."""
        self.check()
        part = bytes(self.data[self.position : self.position + count])
        self.position += len(part)
        return part

    def put(self, data: bytes) -> None:
        """Write bytes at the position."""
        self.check()
        if not self.writable:
            raise failures.unsupported("Stream does not support writing.")
        if self.position > len(self.data):
            self.data.extend(b"\0" * (self.position - len(self.data)))
        self.data[self.position : self.position + len(data)] = data
        self.position += len(data)

    def Read(self, buffer: Any, offset: int = 0, count: int | None = None) -> int:
        part = self.take(len(buffer) if count is None else count)
        buffer[offset : offset + len(part)] = [Byte(one) for one in part]
        return len(part)

    def ReadByte(self) -> int:
        part = self.take(1)
        return part[0] if part else -1

    def ReadExactly(self, buffer: Any, offset: int = 0, count: int | None = None) -> None:
        wanted = len(buffer) if count is None else count
        if self.Read(buffer, offset, wanted) < wanted:
            raise NetException("System.IO.EndOfStreamException", "Unable to read beyond the end of the stream.")

    def Write(self, buffer: Any, offset: int = 0, count: int | None = None) -> None:
        self.put(bytes(buffer[offset:] if count is None else buffer[offset : offset + count]))

    def WriteByte(self, value: int) -> None:
        self.put(bytes((value,)))

    def Seek(self, offset: int, origin: Any) -> Int64:
        base = {"Begin": 0, "Current": self.position, "End": len(self.data)}.get(str(origin))
        if base is None:
            raise failures.argument("Invalid seek origin.", "loc")
        if base + offset < 0:
            raise NetException("System.IO.IOException", "An attempt was made to move the position before the beginning of the stream.")
        self.position = base + offset
        return Int64(self.position)

    def SetLength(self, length: int) -> None:
        limits.claim(length)
        self.data = self.data[:length].ljust(length, b"\0")
        self.position = min(self.position, length)

    def ToArray(self) -> PSArray:
        return PSArray([Byte(one) for one in self.data], "System.Byte")

    GetBuffer = ToArray

    def WriteTo(self, target: Any) -> None:
        target.put(bytes(self.data))

    def CopyTo(self, target: Any, *rest: Any) -> None:
        target.put(self.take(len(self.data)))

    def Flush(self, *arguments: Any) -> None:
        self.check()

    def Close(self) -> None:
        self.closed = True

    Dispose = Close


class FileStream(MemoryStream):
    """A file's bytes, written back when flushed or closed."""

    ps_type = builtin("System.IO.FileStream")
    PROPERTY_ORDER = "Handle CanRead CanWrite SafeFileHandle Name IsAsync Length Position CanSeek CanTimeout"
    __slots__ = ("Name", "_changed", "session")

    def __init__(self, session: Any, path: str, data: bytes) -> None:
        super().__init__(data)
        self.session = session
        self.Name = path
        self._changed = False

    @staticmethod
    @with_session
    def new(session: Any, path: str, mode: Any, *rest: Any) -> Any:  # type: ignore[override]
        from pwsh_emu.runtime.types.files import FileMembers

        return FileMembers.static_Open(session, path, mode)

    def put(self, data: bytes) -> None:
        super().put(data)
        self._changed = True

    def SetLength(self, length: int) -> None:
        super().SetLength(length)
        self._changed = True

    @property
    def IsAsync(self) -> bool:
        return False

    def Flush(self, *arguments: Any) -> None:
        self.check()
        if self._changed:
            self.session.services["files"].write(self.Name, bytes(self.data))
            self._changed = False

    def Close(self) -> None:
        if not self.closed:
            self.Flush()
        self.closed = True

    Dispose = Close


class GZipStream(DotNetObject):
    """System.IO.Compression.GZipStream and DeflateStream over another stream."""

    ps_type = builtin("System.IO.Compression.GZipStream")
    __slots__ = ("_read", "_written", "base", "keep_open", "packing")

    def __init__(self, base: Any, packing: bool, keep_open: bool) -> None:
        super().__init__()
        self.base = base
        self.packing = packing
        self.keep_open = keep_open
        self._written = bytearray()
        self._read: MemoryStream | None = None

    @staticmethod
    def new(stream: Any, mode: Any, *rest: Any) -> GZipStream:
        packing = not isinstance(mode, (int, bool)) and str(mode) != "Decompress"
        return GZipStream(stream, packing, bool(rest and rest[-1] is True))

    @property
    def BaseStream(self) -> Any:
        return self.base

    @property
    def CanRead(self) -> bool:
        return not self.packing

    @property
    def CanWrite(self) -> bool:
        return self.packing

    @property
    def CanSeek(self) -> bool:
        return False

    def take(self, count: int) -> bytes:
        if self._read is None:
            try:
                self._read = MemoryStream(zlib.decompress(self.base.take(1 << 31), 47))
            except zlib.error:
                raise NetException(
                    "System.IO.InvalidDataException", "The archive entry was compressed using an unsupported compression method."
                ) from None
        return self._read.take(count)

    def put(self, data: bytes) -> None:
        self._written += data

    def Read(self, buffer: Any, offset: int = 0, count: int | None = None) -> int:
        part = self.take(len(buffer) if count is None else count)
        buffer[offset : offset + len(part)] = [Byte(one) for one in part]
        return len(part)

    def ReadByte(self) -> int:
        part = self.take(1)
        return part[0] if part else -1

    def Write(self, buffer: Any, offset: int = 0, count: int | None = None) -> None:
        self.put(bytes(buffer[offset:] if count is None else buffer[offset : offset + count]))

    def CopyTo(self, target: Any, *rest: Any) -> None:
        target.put(self.take(1 << 31))

    def Flush(self, *arguments: Any) -> None:
        """Wait: what is packed is written when the stream is closed."""

    def Close(self) -> None:
        if self.packing and self._written is not None:
            packer = zlib.compressobj(wbits=31)
            self.base.put(packer.compress(bytes(self._written)) + packer.flush())
            self._written = bytearray()
            self.packing = False
        if not self.keep_open:
            self.base.Close()

    Dispose = Close


_BINARY: dict[str, tuple[str, Any]] = {
    "Int16": ("<h", values.Int16), "UInt16": ("<H", values.UInt16), "Int32": ("<i", int), "UInt32": ("<I", values.UInt32), "Int64": ("<q", Int64),
    "UInt64": ("<Q", values.UInt64), "Single": ("<f", Single), "Double": ("<d", float),
    "Boolean": ("<?", bool), "Byte": ("<B", Byte), "SByte": ("<b", values.SByte),
}  # fmt: skip


class BinaryReader(DotNetObject):
    """System.IO.BinaryReader."""

    ps_type = builtin("System.IO.BinaryReader")
    __slots__ = ("BaseStream",)

    def __init__(self, stream: Any) -> None:
        super().__init__()
        self.BaseStream = stream

    @staticmethod
    def new(stream: Any, *rest: Any) -> BinaryReader:
        if stream is None:
            raise failures.null("input")
        return BinaryReader(stream)

    def _exactly(self, count: int) -> bytes:
        part: bytes = self.BaseStream.take(count)
        if len(part) < count:
            raise NetException("System.IO.EndOfStreamException", "Unable to read beyond the end of the stream.")
        return part

    def ReadBytes(self, count: int) -> PSArray:
        return PSArray([Byte(one) for one in self.BaseStream.take(count)], "System.Byte")

    def ReadString(self) -> str:
        length = shift = 0
        while True:
            one = self._exactly(1)[0]
            length |= (one & 0x7F) << shift
            shift += 7
            if not one & 0x80:
                break
        return self._exactly(length).decode("utf-8", "replace")

    def ReadChar(self) -> values.Char:
        return values.Char(self._exactly(1).decode("utf-8", "replace"))

    def ReadChars(self, count: int) -> PSArray:
        return PSArray([self.ReadChar() for _ in range(count)], "System.Char")

    def PeekChar(self) -> int:
        stream = self.BaseStream
        return stream.data[stream.position] if stream.position < len(stream.data) else -1

    def Close(self) -> None:
        self.BaseStream.Close()

    Dispose = Close


class BinaryWriter(DotNetObject):
    """System.IO.BinaryWriter."""

    ps_type = builtin("System.IO.BinaryWriter")
    __slots__ = ("OutStream",)

    def __init__(self, stream: Any) -> None:
        super().__init__()
        self.OutStream = stream

    @staticmethod
    def new(stream: Any = None, *rest: Any) -> BinaryWriter:
        return BinaryWriter(stream if stream is not None else MemoryStream())

    @property
    def BaseStream(self) -> Any:
        return self.OutStream

    def Write(self, value: Any, *rest: Any) -> None:
        if isinstance(value, values.Char):
            self.OutStream.put(str(value).encode("utf-8", "replace"))
        elif isinstance(value, str):
            data = value.encode("utf-8", "replace")
            length, head = len(data), bytearray()
            while length >= 0x80:
                head.append(length & 0x7F | 0x80)
                length >>= 7
            head.append(length)
            self.OutStream.put(bytes(head) + data)
        elif isinstance(value, list):
            data_list = value[rest[0] : rest[0] + rest[1]] if len(rest) == 2 else value
            self.OutStream.put(bytes(data_list) if value and not isinstance(value[0], str) else characters("".join(data_list)).encode())
        else:
            kind = {int: "<i", float: "<d", bool: "<?"}.get(type(value)) or _BINARY[type(value).__name__][0]
            self.OutStream.put(struct.pack(kind, value))

    def Seek(self, offset: int, origin: Any) -> Any:
        return self.OutStream.Seek(offset, origin)

    def Flush(self) -> None:
        self.OutStream.Flush()

    def Close(self) -> None:
        self.OutStream.Close()

    Dispose = Close


def _binary_reader(name: str) -> Any:
    format, make = _BINARY[name]

    def read(self: BinaryReader) -> Any:
        return make(struct.unpack(format, self._exactly(struct.calcsize(format)))[0])

    return read


for _name in _BINARY:
    setattr(BinaryReader, f"Read{_name}", _binary_reader(_name))

TYPES = {
    "System.IO.MemoryStream": MemoryStream,
    "System.IO.FileStream": FileStream,
    "System.IO.Compression.GZipStream": GZipStream,
    "System.IO.BinaryReader": BinaryReader,
    "System.IO.BinaryWriter": BinaryWriter,
}
