"""CSV as PowerShell's cmdlets read and write it: lenient about blanks around fields and quotes inside them, as Excel is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pwsh_emu.runtime.convert_text import net_string, to_string
from pwsh_emu.runtime.values import Hashtable, PSCustomObject, PSMember, PSObject, PSScriptMethod

if TYPE_CHECKING:
    from pwsh_emu.runtime.session import Session

ALWAYS, AS_NEEDED, NEVER = "Always", "AsNeeded", "Never"


class CsvWriter:
    """Writes rows. ``quotes`` is QuoteKind's name, ``quote_fields`` the lower-case names that -QuoteFields gives."""

    def __init__(self, session: Session, delimiter: str = ",", quotes: str = ALWAYS, quote_fields: set[str] | None = None) -> None:
        self.session = session
        self.delimiter = delimiter
        self.quotes = quotes
        self.quote_fields = quote_fields

    def header(self, names: list[str]) -> str:
        """Return the line of column names."""
        return self.delimiter.join([self._field(name, name) for name in names])

    def row(self, names: list[str], obj: Any) -> str:
        """Return an object's line."""
        values = [self._value(obj, name) for name in names]
        if self.quotes == ALWAYS and self.quote_fields is None:
            return self.delimiter.join(
                ['"' + (value.replace('"', '""') if '"' in value else value) + '"' if value is not None else "" for value in values]
            )
        return self.delimiter.join([self._field(name, value) for name, value in zip(names, values, strict=True)])

    def _field(self, name: str, value: str | None) -> str:
        if value is None:
            return ""
        if self.quote_fields is not None:
            quoted = name.lower() in self.quote_fields
        elif self.quotes == AS_NEEDED:
            quoted = self.delimiter in value or '"' in value or "\n" in value or "\r" in value
        else:
            quoted = self.quotes == ALWAYS
        return '"' + value.replace('"', '""') + '"' if quoted else value

    def _value(self, obj: Any, name: str) -> str | None:
        """Return a property's text; None for $null and for a property that is not there."""
        if type(obj) is PSCustomObject:
            value = obj.members.get(name)
            if (value is None and name not in obj.members) or isinstance(value, PSMember):
                value = self._read(obj, name)
        else:
            value = self._read(obj, name)
        if type(value) is str:
            return value
        return None if value is None else net_string(value, self.session)

    def _read(self, obj: Any, name: str) -> Any:
        from pwsh_emu.runtime import members
        from pwsh_emu.runtime.errors import NetException, PSError

        base = obj.base if type(obj) is PSObject else obj
        if isinstance(base, Hashtable) and name in base:
            return base.get(name)
        try:
            return next((view.value(self.session) for view in members.properties_of(self.session, obj) if view.name.lower() == name.lower()), None)
        except (PSError, NetException):
            return None


def column_names(session: Session, obj: Any) -> list[str]:
    """Return the column names that the first object gives: its properties, or a dictionary's keys."""
    if type(obj) is PSCustomObject and not any(isinstance(member, PSMember) for member in obj.members.values()):
        return list(obj.members)
    base = obj.base if type(obj) is PSObject else obj
    if isinstance(base, Hashtable):
        names = [to_string(session, key) for key in base.keys()]  # noqa: SIM118
        taken = {name.lower() for name in names}
        added = getattr(obj, "extended", None) or {}
        return names + [name for name, member in added.items() if name.lower() not in taken and not isinstance(member, PSScriptMethod)]
    from pwsh_emu.runtime import members

    return [view.name for view in members.properties_of(session, obj)]


class CsvParser:
    """Reads records of a text one after the other. ``more`` yields the text that follows, piece by piece: what was read is let go."""

    def __init__(self, text: str, delimiter: str = ",", more: Iterator[str] | None = None) -> None:
        self.text = text
        self.delimiter = delimiter
        self.at = 0
        self._more = more
        escaped = re.escape(delimiter)
        self._field = re.compile(rf'[ \t]*+(?:"((?:[^"]|"")*+)"[ \t]*+|([^"{escaped}]*+))({escaped}|\Z)')

    @property
    def at_end(self) -> bool:
        return self.at >= len(self.text) and not self._fetch(1)

    def _fetch(self, size: int) -> bool:
        """Let go what was read and take at least so many more characters where there are any; tell whether there were."""
        if self._more is None:
            return False
        pieces = [self.text[self.at :]]
        found = 0
        while found < size:
            piece = next(self._more, "")
            if not piece:
                self._more = None
                break
            pieces.append(piece)
            found += len(piece)
        self.text = "".join(pieces)
        self.at = 0
        return found > 0

    def first_line(self) -> str:
        """Return the line that comes next without reading it; a carriage return at its end is part of it."""
        while True:
            end = self.text.find("\n", self.at)
            if end >= 0:
                return self.text[self.at : end]
            if not self._fetch(len(self.text) or 1):
                return self.text[self.at :]

    def next_record(self) -> list[str]:
        """Return the fields of the next record; none at the end of the text."""
        size = 1
        while True:
            text, at = self.text, self.at
            end = text.find("\n", at)
            if end < 0 and self._fetch(size):
                size = len(self.text)
                continue
            if at >= len(text):
                return []
            line = text[at:] if end < 0 else text[at:end]
            if line.endswith("\r"):
                line = line[:-1]
            fields = self._plain(line)
            if fields is None:
                fields = self._regular(line, ended=end >= 0)
            if fields is not None:
                self.at = len(text) if end < 0 else end + 1
                return fields
            fields = self._careful()
            if self.at < len(text) or self._more is None:
                return fields
            self.at = at  # the record may go on in the text that follows: read it again with that, of which each time there is twice as much
            if self._fetch(size):
                size = len(self.text)

    def _plain(self, line: str) -> list[str] | None:
        """Split a line without surprises: no quotes and blanks, or every field quoted and nothing else; None for other lines."""
        delimiter = self.delimiter
        if '"' not in line:
            if " " in line or "\t" in line or "\r" in line:
                return None
            fields = line.split(delimiter)
            if len(fields) > 1 and not fields[-1]:
                fields.pop()  # a delimiter at the end opens no further field
            return fields
        if line.startswith('"') and line.endswith('"') and len(line) > 1:
            fields = line[1:-1].split(f'"{delimiter}"')
            if line.count('"') == 2 * len(fields):
                return fields
        return None

    def _regular(self, line: str, *, ended: bool) -> list[str] | None:
        """Split a line whose quotes all enclose whole fields; None for other lines. ``ended`` tells that a line break follows."""
        if "\r" in line or line.count('"') % 2:
            return None
        match = self._field.match
        fields: list[str] = []
        at = 0
        while True:
            found = match(line, at)
            if found is None:
                return None
            quoted, plain, delimiter = found.groups()
            if quoted is not None:
                fields.append(quoted.replace('""', '"') if '"' in quoted else quoted)
            elif plain or delimiter or ended:
                fields.append(_without_end(plain))
            at = found.end()
            if not delimiter:
                return fields
            if at == len(line):
                if ended:
                    fields.append("")
                return fields

    def _careful(self) -> list[str]:
        text, delimiter = self.text, self.delimiter
        fields: list[str] = []
        current: list[str] = []
        quoted = False
        while self.at < len(text):
            character = text[self.at]
            self.at += 1
            if character == delimiter:
                if quoted:
                    current.append(character)
                else:
                    fields.append("".join(current))
                    current = []
            elif character == '"':
                if quoted:
                    if text[self.at : self.at + 1] == '"':
                        self.at += 1
                        current.append('"')
                        continue
                    quoted = False
                    ended = self._rest_of_field(current, eat_blanks=True)
                elif not current:
                    quoted = True
                    continue
                else:
                    current.append(character)
                    ended = self._rest_of_field(current, eat_blanks=False)
                fields.append("".join(current))
                current = []
                if ended:
                    break
            elif character in " \t":
                if quoted:
                    current.append(character)
                elif current:
                    current.append(character)
                    ended = self._rest_of_field(current, eat_blanks=True)
                    fields.append("".join(current))
                    current = []
                    if ended:
                        break
            elif character in "\r\n":
                if character == "\r" and text[self.at : self.at + 1] == "\n":
                    self.at += 1
                    character = "\r\n"
                if not quoted:
                    fields.append("".join(current))
                    current = []
                    break
                current.append(character)
            else:
                current.append(character)
        if current:
            fields.append("".join(current))
        return fields

    def _rest_of_field(self, current: list[str], *, eat_blanks: bool) -> bool:
        """Read on to the next delimiter, add what stands there, and tell whether the record ends."""
        text = self.text
        start = self.at
        ended = True
        end = len(text)
        while self.at < len(text):
            character = text[self.at]
            self.at += 1
            if character == self.delimiter:
                ended = False
                end = self.at - 1
                break
            if character in "\r\n":
                end = self.at - 1
                if character == "\r" and text[self.at : self.at + 1] == "\n":
                    self.at += 1
                break
        rest = text[start:end]
        current.append(rest.strip() if eat_blanks and not rest.strip(" \t") else rest)
        return ended


def _without_end(field: str) -> str:
    """Return a field without quotes: of blanks at its end only the first stays, and only where no other blank stands in it."""
    for at, character in enumerate(field):
        if character in " \t":
            return field if field[at + 1 :].strip(" \t") else field[: at + 1]
    return field


class CsvReader:
    """Makes objects of records. ``header`` and ``type_name`` stay from text to text; ``defaulted`` tells that a column had no name."""

    def __init__(self, delimiter: str = ",", header: list[str] | None = None) -> None:
        self.delimiter = delimiter
        self.header = header
        self.type_name = ""
        self.defaulted = False
        if header is not None:
            self.header = self._checked(header)

    def read(self, text: str, more: Iterator[str] | None = None) -> Any:
        """Yield an object for each record of a text, which goes on with ``more``. Raises DuplicateColumnError."""
        parser = CsvParser(text, self.delimiter, more)
        if not self.type_name:
            self._read_type(parser)
        if self.header is None:
            self._read_header(parser)
        header = self.header
        if not header:
            return
        count = len(header)
        type_names = [self.type_name, f"CSV:{self.type_name}"] if self.type_name else None
        while True:
            values = parser.next_record()
            if not values:
                return
            if len(values) == 1 and not values[0]:
                continue
            if len(values) == count:
                members: dict[str, Any] = dict(zip(header, values, strict=True))
            else:
                members = {name: values[index] if index < len(values) else None for index, name in enumerate(header)}
            yield PSCustomObject(members, list(type_names) if type_names else None)

    def _read_type(self, parser: CsvParser) -> None:
        """Read the line "#TYPE name" that may stand first."""
        if parser.at_end or not parser.text.startswith("#", parser.at):
            return
        line = parser.first_line()
        if line.lower().startswith("#type"):
            self.type_name = line[5:].strip()
            parser.at = min(parser.at + len(line) + 1, len(parser.text))

    def _read_header(self, parser: CsvParser) -> None:
        while self.header is None and not parser.at_end:
            values = parser.next_record()
            while len(values) > 1 and not values[-1]:
                values.pop()
            if values and values[0].startswith("#Fields: "):
                values[0] = values[0][9:]
            elif values and values[0].startswith("#"):
                continue
            self.header = self._checked(values)

    def _checked(self, names: list[str]) -> list[str]:
        """Give columns without a name one of their own, and refuse a name that comes twice."""
        checked: list[str] = []
        seen: set[str] = set()
        number = 1
        for name in names:
            if not name:
                name = f"H{number}"
                number += 1
                self.defaulted = True
            if name.lower() in seen:
                raise DuplicateColumnError(name)
            seen.add(name.lower())
            checked.append(name)
        return checked


class DuplicateColumnError(Exception):
    """Two columns have the same name."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name
