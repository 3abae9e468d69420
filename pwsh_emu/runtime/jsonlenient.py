"""JSON as Newtonsoft's JsonTextReader reads it: comments, single quotes, bare names, commas at the end, arrays left open.

It runs where the text is not plain JSON, and words what is wrong as Newtonsoft does, with path, line and position.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.runtime.jsontext import JsonError, parse_integer

if TYPE_CHECKING:
    from pwsh_emu.runtime.jsontext import JsonReader

_ESCAPES = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "\\": "\\", "/": "/", '"': '"', "'": "'"}
_WORDS = {"true": True, "false": False, "null": None, "undefined": None, "NaN": float("nan"), "Infinity": float("inf")}
_SERIALIZATION = "Newtonsoft.Json.JsonSerializationException"
_WHITE = " \t\r\n\u00a0\ufeff"


class LenientReader:
    """Reads one text; ``path`` holds the names and positions that lead to the current value."""

    def __init__(self, reader: JsonReader, text: str) -> None:
        self.reader = reader
        self.text = text
        self.at = 0
        self.path: list[str | int] = []
        self.level = 0
        self.array_at_top = False

    # --- errors ---
    def error(self, sentence: str, at: int | None = None, *, start: bool = False, kind: str = "Newtonsoft.Json.JsonReaderException") -> JsonError:
        """Return the error with path, line and position."""
        position = self.at if at is None else at
        line = self.text.count("\n", 0, position) + 1
        column = position - (self.text.rfind("\n", 0, position) + 1)
        if start and column == 0:
            line = 0
        return JsonError(f"{sentence} Path '{self._shown_path()}', line {line}, position {column}.", kind)

    def unfinished(self, sentence: str, *, inside: bool) -> JsonError:
        """Return the error of a text that ends early. ``inside`` says that the path leads into the object or array that was not closed.

        Newtonsoft copies an array at the top token by token: the copy knows no lines, and misses no end behind a whole value.
        """
        if not self.array_at_top:
            return self.error(sentence, kind=_SERIALIZATION)
        if inside:
            self.path.pop()
        return JsonError(f"Unexpected end when reading token. Path '{self._shown_path()}'.", "Newtonsoft.Json.JsonWriterException")

    def _shown_path(self) -> str:
        shown = ""
        for part in self.path:
            if isinstance(part, int):
                if part >= 0:
                    shown += f"[{part}]"
            elif all(character.isalnum() or character in "_$-" for character in part):
                shown += f".{part}" if shown else part
            else:
                shown += f"['{part}']"
        return shown

    # --- reading ---
    def read(self) -> Any:
        """Return the value of the whole text; nothing but white space is $null."""
        self.skip()
        if self.at >= len(self.text):
            return None
        self.array_at_top = self.text[self.at] == "["
        value = self.reader.finish(self.value(first=True))
        self.skip()
        if self.at < len(self.text):
            raise self.error(f"Additional text encountered after finished reading JSON content: {self.text[self.at]}.")
        return value

    def skip(self) -> None:
        """Go past white space and comments."""
        text = self.text
        while self.at < len(text):
            character = text[self.at]
            if character in _WHITE:
                self.at += 1
            elif character == "/" and text[self.at + 1 : self.at + 2] == "*":
                end = text.find("*/", self.at + 2)
                if end < 0:
                    self.at = len(text)
                    raise self.error("Unexpected end while parsing comment.")
                self.at = end + 2
            elif character == "/" and text[self.at + 1 : self.at + 2] == "/":
                end = text.find("\n", self.at)
                self.at = len(text) if end < 0 else end
            else:
                return

    def value(self, *, first: bool = False) -> Any:
        character = self.text[self.at]
        if character == "{":
            return self._nested(self.object)
        if character == "[":
            return self._nested(self.array)
        if character in "\"'":
            return self.string(character)
        if character in "-.0123456789":
            return self.number()
        return self.word(first)

    def _nested(self, read: Any) -> Any:
        self.level += 1
        if self.level > self.reader.depth:
            self.at += 1
            raise self.error(f"The reader's MaxDepth of {self.reader.depth} has been exceeded.")
        try:
            return read()
        except RecursionError:
            raise self.error(f"The reader's MaxDepth of {self.reader.depth} has been exceeded.") from None
        finally:
            self.level -= 1

    def word(self, first: bool) -> Any:
        for word, value in _WORDS.items():
            if self.text.startswith(word, self.at):
                after = self.text[self.at + len(word) : self.at + len(word) + 1]
                if after and after not in " \t\r\n,]}/":
                    continue
                self.at += len(word)
                return value
        kind = {"t": "boolean", "f": "boolean", "n": "null", "u": "undefined", "N": "NaN", "I": "positive infinity"}.get(self.text[self.at])
        if kind is not None and self.text[self.at : self.at + 2] in ("tr", "fa", "nu", "un", "Na", "In"):
            raise self.error(f"Error parsing {kind} value.", start=first)
        raise self.error(f"Unexpected character encountered while parsing value: {self.text[self.at]}.", start=first)

    def number(self) -> Any:
        start = self.at
        text = self.text
        if text.startswith("-Infinity", start):
            self.at += 9
            return float("-inf")
        while self.at < len(text) and (text[self.at].isalnum() or text[self.at] in "+-."):
            self.at += 1
        shown = text[start : self.at]
        if self.at < len(text) and text[self.at] not in " \t\r\n,]}/:":
            raise self.error(f"Unexpected character encountered while parsing number: {text[self.at]}.")
        try:
            if shown.lower().startswith("0x"):
                return parse_integer(str(int(shown, 16)))
            if shown.lstrip("-").isdigit():
                if shown.lstrip("-").startswith("0") and len(shown.lstrip("-")) > 1:
                    return parse_integer(str(int(shown, 8)))
                return parse_integer(shown)
            return float(shown)
        except ValueError:
            for index, character in enumerate(shown):
                if not (character.isdigit() or character in "-+.eExXabcdefABCDEF"):
                    raise self.error(f"Unexpected character encountered while parsing number: {character}.", start + index) from None
            raise self.error(f"Input string '{shown}' is not a valid number.") from None

    def string(self, quote: str) -> str:
        text = self.text
        self.at += 1
        out: list[str] = []
        while True:
            if self.at >= len(text):
                raise self.error(f"Unterminated string. Expected delimiter: {quote}.")
            character = text[self.at]
            self.at += 1
            if character == quote:
                return "".join(out)
            if character != "\\":
                out.append(character)
                continue
            escaped = text[self.at : self.at + 1]
            self.at += 1
            if escaped == "u":
                digits = text[self.at : self.at + 4]
                try:
                    out.append(chr(int(digits, 16)))
                except ValueError:
                    raise self.error(f"Invalid Unicode escape sequence: \\u{digits}.") from None
                self.at += 4
            elif escaped in _ESCAPES and escaped:
                out.append(_ESCAPES[escaped])
            else:
                raise self.error(f"Bad JSON escape sequence: \\{escaped}.")

    def array(self) -> list[Any]:
        self.at += 1
        items: list[Any] = []
        self.path.append(-1)
        while True:
            self.skip()
            if self.at >= len(self.text):
                raise self.unfinished("Unexpected end when reading token.", inside=True)
            if self.text[self.at] == "]":
                self.at += 1
                break
            self.path[-1] = len(items)
            if self.text[self.at] == ",":
                items.append(None)
            else:
                if self.text[self.at] == "}":
                    raise self.error("Unexpected character encountered while parsing value: }.")
                items.append(self.value())
            self.skip()
            if self.at < len(self.text) and self.text[self.at] not in ",]":
                if self.text[self.at] == "}":
                    self.at += 1
                    raise self.error("JsonToken EndObject is not valid for closing JsonType Array.")
                raise self.error(f"After parsing a value an unexpected character was encountered: {self.text[self.at]}.")
            if self.at >= len(self.text) and self.array_at_top:
                break
            if self.text[self.at : self.at + 1] == ",":
                self.at += 1
        self.path.pop()
        return items

    def object(self) -> Any:
        self.at += 1
        pairs: list[tuple[str, Any]] = []
        named = False
        while True:
            self.skip()
            if self.at >= len(self.text):
                raise self.unfinished("Unexpected end when deserializing object." if pairs else "Unexpected end when reading JSON.", inside=named)
            if self.text[self.at] == "}":
                self.at += 1
                break
            name = self.name()
            self.skip()
            if self.text[self.at : self.at + 1] != ":":
                if self.at >= len(self.text):
                    raise self.unfinished("Unexpected end when deserializing object.", inside=named)
                raise self.error(f"Invalid character after parsing property name. Expected ':' but got: {self.text[self.at]}.")
            self.at += 1
            if named:
                self.path.pop()
            self.path.append(name)
            named = True
            self.skip()
            if self.at >= len(self.text):
                raise self.unfinished("Unexpected end when deserializing object.", inside=named)
            pairs.append((name, self.value()))
            self.skip()
            if self.at >= len(self.text) and self.array_at_top:
                break
            if self.at < len(self.text) and self.text[self.at] == ",":
                self.at += 1
            elif self.at < len(self.text) and self.text[self.at] != "}":
                if self.text[self.at] == "]":
                    self.at += 1
                    raise self.error("JsonToken EndArray is not valid for closing JsonType Object.")
                raise self.error(f"After parsing a value an unexpected character was encountered: {self.text[self.at]}.")
        if named:
            self.path.pop()
        return self.reader.make_object(pairs)

    def name(self) -> str:
        character = self.text[self.at]
        if character in "\"'":
            return self.string(character)
        start = self.at
        while self.at < len(self.text) and (self.text[self.at].isalnum() or self.text[self.at] in "_$"):
            self.at += 1
        if self.at == start:
            raise self.error(f"Invalid property identifier character: {character}.")
        if self.at >= len(self.text):
            raise self.error("Unexpected end while parsing unquoted property name.")
        if self.text[self.at] not in _WHITE + ":":
            raise self.error(f"Invalid JavaScript property identifier character: {self.text[self.at]}.")
        return self.text[start : self.at]
