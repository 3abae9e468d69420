"""Format-Hex: bytes of values and files as hexadecimal numbers and characters."""

from __future__ import annotations

from typing import Any

from pwsh_emu.cmdlets.item_base import ItemCmdlet
from pwsh_emu.providers import encodings
from pwsh_emu.providers.base import ProviderError
from pwsh_emu.runtime import values
from pwsh_emu.runtime.command import implements
from pwsh_emu.runtime.enumeration import is_enumerable
from pwsh_emu.runtime.registry import type_of
from pwsh_emu.runtime.types.files import FileSystemInfo
from pwsh_emu.runtime.types.results import ByteCollection
from pwsh_emu.runtime.typesystem import EnumType
from pwsh_emu.runtime.values import Byte, EnumValue, PSObject, UInt64

_LINE = ByteCollection.LINE
_SIZES = {
    int: (4, True), values.Int64: (8, True), values.Int16: (2, True), values.SByte: (1, True), Byte: (1, False), values.UInt16: (2, False),
    values.UInt32: (4, False), UInt64: (8, False),
}  # fmt: skip
_UNDERLYING = {"System.Byte": 1, "System.SByte": 1, "System.Int16": 2, "System.UInt16": 2, "System.Int32": 4, "System.UInt32": 4}


@implements("Format-Hex")
class FormatHex(ItemCmdlet):
    """Displays a file or other input as hexadecimal."""

    InputObject: Any = None
    Encoding: Any = None
    Count: Any = None
    Offset: Any = 0
    Raw: Any = False

    def begin(self) -> None:
        self._buffer = bytearray()
        self._label = ""

    def process(self) -> None:
        if self.parameter_set == "ByInputObject":
            self._value(self.InputObject)
            return
        for place in self.places():
            self.guarded(self._file, place)

    def end(self) -> None:
        self._flush()

    def fail(self, error: ProviderError) -> None:
        if error.record.error_id == "PathNotFound":
            path = self.Path if self.LiteralPath is None else self.LiteralPath
            error.record.error_id = "FileNotFound"
            error.record.target_object = path
        super().fail(error)

    def _file(self, place: Any) -> None:
        if place.provider.flat:
            message = f"The given path '{place.shown}' is not supported. This command only supports the FileSystem Provider paths."
            raise ProviderError("System.ArgumentException", message, "FormatHexOnlySupportsFileSystemPaths", "InvalidArgument", place.shown)
        files = self.session.services["files"]
        try:
            with files.open_read(place.path) as file:
                file.seek(int(self.Offset))
                left = None if self.Count is None else int(self.Count)
                at = int(self.Offset)
                while left is None or left > 0:
                    data = file.read(_LINE if left is None else min(_LINE, left))
                    if not data:
                        break
                    self.write(ByteCollection(at, data, place.path, place.path))
                    at += len(data)
                    if left is not None:
                        left -= len(data)
        except OSError as error:
            raise place.provider.open_error(self.session, error, place.path, "FormatHex") from None

    def _value(self, value: Any) -> None:
        base = value.base if type(value) is PSObject else value
        if isinstance(base, FileSystemInfo):
            self._flush()
            for place in self.places_of(str(base.FullName), literal=True):
                self.guarded(self._file, place)
            return
        several = list(base) if is_enumerable(base) else [base]
        if not several:
            return
        data = b""
        for one in several:
            found = self._bytes(one.base if type(one) is PSObject else one)
            if found is None:
                name = type_of(base).full_name
                message = f"Cannot convert input of type '{name}' to hexadecimal. To view the hexadecimal formatting of its string representation, "
                message += "pipe it to the Out-String cmdlet before piping to Format-Hex."
                record = self.error("System.ArgumentException", message, "FormatHexTypeNotSupported", "InvalidArgument", base)
                self.write_error(record)
                return
            data += found
        label = self._type_label(several[0], array=is_enumerable(base))
        if isinstance(base, str):
            self._flush()
            self._write(data, label)
            return
        if label != self._label:
            self._flush()
        self._label = label
        self._buffer += data

    def _flush(self) -> None:
        if self._buffer:
            self._write(bytes(self._buffer), self._label)
            self._buffer.clear()

    def _write(self, data: bytes, label: str) -> None:
        import secrets

        data = data[int(self.Offset) :]
        if self.Count is not None:
            data = data[: int(self.Count)]
        label = f"{label} <{secrets.token_hex(4).upper()}>"
        for at in range(0, len(data), _LINE):
            self.write(ByteCollection(at, data[at : at + _LINE], None, label))

    @staticmethod
    def _type_label(value: Any, *, array: bool) -> str:
        ps_type = type_of(value)
        suffix = "[]" if array else ""
        return f"{ps_type.name}{suffix} ({ps_type.full_name}{suffix})"

    def _bytes(self, value: Any) -> bytes | None:
        kind = type(value)
        if kind is bool:
            return bytes([value, 0, 0, 0])
        if isinstance(value, str):
            return (encodings.find(self.Encoding) or encodings.DEFAULT).encode(value)
        if kind is EnumValue and isinstance(value.ps_type, EnumType):
            size = _UNDERLYING.get(value.ps_type.underlying, 8)
            return int(value.value).to_bytes(size, "little", signed=value.value < 0)
        if kind in _SIZES:
            size, signed = _SIZES[kind]
            return int(value).to_bytes(size, "little", signed=signed)
        if kind is float:
            from struct import pack

            return pack("<d", value)
        if kind is values.Single:
            from struct import pack

            return pack("<f", value)
        return None
