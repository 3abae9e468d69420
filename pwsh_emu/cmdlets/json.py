"""JSON: ConvertTo-Json, ConvertFrom-Json, Test-Json."""

from __future__ import annotations

from typing import Any

from pwsh_emu.runtime import jsontext
from pwsh_emu.runtime.command import Cmdlet, implements
from pwsh_emu.runtime.enumeration import is_enumerable
from pwsh_emu.runtime.errors import ExceptionObject, PSError
from pwsh_emu.runtime.values import EnumValue, PSArray


def enum_name(value: Any, default: str) -> str:
    """Return the name of a parameter that is an enumeration."""
    if value is None:
        return default
    return str(value) if isinstance(value, (EnumValue, str)) else default


@implements("ConvertTo-Json")
class ConvertToJson(Cmdlet):
    """Converts an object to a JSON-formatted string."""

    InputObject: Any = None
    Depth: Any = 2
    Compress: Any = False
    EnumsAsStrings: Any = False
    AsArray: Any = False
    EscapeHandling: Any = None

    def begin(self) -> None:
        self.items: list[Any] = []

    def process(self) -> None:
        self.items.append(self.InputObject)

    def end(self) -> None:
        if not self.items:
            return
        value = PSArray(self.items) if len(self.items) > 1 or self.AsArray else self.items[0]
        writer = jsontext.JsonWriter(
            self.session,
            depth=int(self.Depth),
            compress=bool(self.Compress),
            enums_as_strings=bool(self.EnumsAsStrings),
            escape=enum_name(self.EscapeHandling, "Default"),
        )
        piped = None if not self.processor.expects_input else 0 if value is self.items[0] else 1
        try:
            text = writer.write(value, piped=piped)
        except jsontext.NonStringKeyError as error:
            message = f"The type '{error.type_name}' is not supported for serialization or deserialization of a dictionary. Keys must be strings."
            raise self.terminate(
                self.error("System.InvalidOperationException", message, "NonStringKeyInDictionary", "InvalidOperation", error.table)
            ) from None
        if writer.truncated:
            self.write_warning(f"Resulting JSON is truncated as serialization has exceeded the set depth of {int(self.Depth)}.")
        self.write(text)


@implements("ConvertFrom-Json")
class ConvertFromJson(Cmdlet):
    """Converts a JSON-formatted string to a custom object or a hash table."""

    InputObject: Any = None
    AsHashtable: Any = False
    Depth: Any = jsontext.DEFAULT_DEPTH
    NoEnumerate: Any = False
    DateKind: Any = None

    def begin(self) -> None:
        self.texts: list[str] = []

    def process(self) -> None:
        self.texts.append(str(self.InputObject))

    def end(self) -> None:
        if not self.texts:
            return
        if len(self.texts) == 1:
            self._convert(self.texts[0])
            return
        # Several lines are one text where the first alone is no JSON.
        try:
            first = self._reader().read(self.texts[0])
        except jsontext.JsonError:
            self._convert("\n".join(self.texts))
            return
        except jsontext.JsonKeyError as error:
            raise self._key_error(error) from None
        if first is None:
            self._convert("\n".join(self.texts))
            return
        self._write(first)
        for text in self.texts[1:]:
            self._convert(text)

    def _reader(self) -> jsontext.JsonReader:
        depth = int(self.Depth)
        return jsontext.JsonReader(self.session, as_hashtable=bool(self.AsHashtable), depth=depth, date_kind=enum_name(self.DateKind, "Default"))

    def _convert(self, text: str) -> None:
        if not text.strip():
            return
        try:
            self._write(self._reader().read(text))
        except jsontext.JsonError as error:
            inner = ExceptionObject(error.type_name, error.message)
            raise self.terminate(
                self.error("System.ArgumentException", error.conversion_failed, "System.ArgumentException", "NotSpecified", None, inner)
            ) from None
        except jsontext.JsonKeyError as error:
            raise self._key_error(error) from None

    def _key_error(self, error: jsontext.JsonKeyError) -> PSError:
        return self.terminate(self.error("System.InvalidOperationException", error.message, error.error_id, "InvalidOperation"))

    def _write(self, value: Any) -> None:
        if is_enumerable(value) and not self.NoEnumerate:
            self.write_all(value)
        else:
            self.write(value)
