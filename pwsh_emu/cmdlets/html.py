"""ConvertTo-Html: objects as an HTML table or list."""

from __future__ import annotations

from typing import Any

from pwsh_emu.cmdlets.property_arguments import PropertyArgument, property_arguments
from pwsh_emu.formatting.expressions import PropertyExpression
from pwsh_emu.runtime import members
from pwsh_emu.runtime.command import Cmdlet, implements
from pwsh_emu.runtime.convert_text import net_string, to_string

_HTTP_EQUIV = ("content-type", "default-style", "x-ua-compatible")
_META_NAMES = ("application-name", "author", "description", "generator", "keywords", "viewport")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"}
_STRICT = '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN"  "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">'
_TRANSITIONAL = '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"  "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">'


def encode(text: str) -> str:
    """Return text as WebUtility.HtmlEncode does."""
    if text.isascii() and not any(character in _ENTITIES for character in text):
        return text
    return "".join([_ENTITIES.get(one) or (f"&#{ord(one)};" if 160 <= ord(one) <= 255 or ord(one) > 0xFFFF else one) for one in text])


class _Column:
    """A column: how to read it, its heading, and what its <col> element says."""

    __slots__ = ("alignment", "expression", "label", "width")

    def __init__(self, expression: PropertyExpression, label: str, alignment: str = "", width: str = "") -> None:
        self.expression = expression
        self.label = label
        self.alignment = alignment
        self.width = width


@implements("ConvertTo-Html")
class ConvertToHtml(Cmdlet):
    """Converts .NET objects into HTML that can be displayed in a Web browser."""

    InputObject: Any = None
    Property: Any = None
    Body: Any = None
    Head: Any = None
    Title: Any = "HTML TABLE"
    As: Any = "Table"
    CssUri: Any = None
    Fragment: Any = False
    PostContent: Any = None
    PreContent: Any = None
    Meta: Any = None
    Charset: Any = None
    Transitional: Any = False
    _columns: list[_Column] | None = None

    def begin(self) -> None:
        self._arguments = property_arguments(self, self.Property, ("name", "label", "alignment", "width"))
        if not self.Fragment:
            self._write_head()
        if self.PreContent is not None:
            self.write_all(self.PreContent)
        self.write("<table>")

    def _write_head(self) -> None:
        self.write(_TRANSITIONAL if self.Transitional else _STRICT)
        self.write('<html xmlns="http://www.w3.org/1999/xhtml">')
        self.write("<head>")
        if self.Charset is not None:
            self.write(f'<meta charset="{self.Charset}">')
        if self.Meta is not None:
            for key, value in self.Meta.items():
                self._write_meta(to_string(self.session, key), to_string(self.session, value))
        if self.Head is not None:
            self.write_all(self.Head)
        else:
            self.write(f"<title>{self.Title}</title>")
        if self.CssUri is not None:
            self.write(f'<link rel="stylesheet" type="text/css" href="{to_string(self.session, self.CssUri)}" />')
        self.write("</head><body>")
        if self.Body is not None:
            self.write_all(self.Body)

    def _write_meta(self, name: str, content: str) -> None:
        lower = name.lower()
        if lower in _HTTP_EQUIV:
            self.write(f'<meta http-equiv="{name}" content="{content}">')
            return
        if lower not in _META_NAMES:
            self.write_warning(f"The following meta name is not recognized: {name}")
        self.write(f'<meta name="{name}" content="{content}">')

    @property
    def as_list(self) -> bool:
        return str(self.As).lower() == "list"

    def process(self) -> None:
        obj = self.InputObject
        if obj is None:
            return
        first = self._columns is None
        if self._columns is None:
            columns = self._find_columns(obj)
            if not columns:
                return  # objects without properties leave no trace; the next one may have some
            self._columns = columns
            if not self.as_list:
                self._write_heading(self._columns)
        if self.as_list:
            if not first:
                self.write("<tr><td><hr></td></tr>")
            for column in self._columns:
                self.write(f"<tr><td>{encode(column.label)}:</td><td>{self._cell(column, obj)}</td></tr>")
            return
        cells = "".join([f"<td>{self._cell(column, obj)}</td>" for column in self._columns])
        self.write(f"<tr>{cells}</tr>")

    def _find_columns(self, obj: Any) -> list[_Column]:
        arguments: list[PropertyArgument] = self._arguments
        if not arguments:
            names = [view.name for view in members.properties_of(self.session, obj)]
            return [_Column(PropertyExpression(name, resolved=True), name) for name in names]
        columns = []
        for argument in arguments:
            expressions = argument.expression.resolve(self.session, obj) if argument.expression.has_wildcards else [argument.expression]
            alignment = str(argument.options.get("alignment", "") or "").lower()
            width = to_string(self.session, argument.options.get("width"))
            columns += [_Column(one, argument.label or one.text, alignment, width) for one in expressions]
        return columns

    def _write_heading(self, columns: list[_Column]) -> None:
        parts = []
        for column in columns:
            width = f' width="{column.width}"' if column.width else ""
            alignment = f' align="{column.alignment}"' if column.alignment else ""
            parts.append(f"<col{width}{alignment}/>")
        self.write(f"<colgroup>{''.join(parts)}</colgroup>")
        self.write("<tr>" + "".join([f"<th>{encode(column.label)}</th>" for column in columns]) + "</tr>")

    def _cell(self, column: _Column, obj: Any) -> str:
        if column.expression is None:
            return encode(net_string(obj, self.session))
        result = column.expression.first(self.session, obj)
        if result is None or result.value is None:
            return ""
        return encode(net_string(result.value, self.session))

    def end(self) -> None:
        self.write("</table>")
        if self.PostContent is not None:
            self.write_all(self.PostContent)
        if not self.Fragment:
            self.write("</body></html>")
