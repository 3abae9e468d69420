"""Reads XML texts into `xmldom` nodes, with .NET's errors, and writes documents with line breaks as XmlDocument.Save does."""

from __future__ import annotations

import re
from typing import Any
from xml.parsers import expat

from pwsh_emu.runtime.errors import NetException
from pwsh_emu.runtime.text import characters, code_units
from pwsh_emu.runtime.types import failures
from pwsh_emu.runtime.types.xmldocument import XmlDocument
from pwsh_emu.runtime.types.xmldom import (
    CDATA,
    ELEMENT,
    TEXT,
    WHITESPACE,
    WRONG_TYPE,
    XmlAttribute,
    XmlCDataSection,
    XmlComment,
    XmlDeclaration,
    XmlDocumentType,
    XmlElement,
    XmlNode,
    XmlProcessingInstruction,
    XmlText,
    XmlWhitespace,
    declaration_text,
)

_INVALID_ROOT = "Data at the root level is invalid. Line 1, position 1."


def xml_error(message: str) -> NetException:
    return NetException("System.Xml.XmlException", message)


class _Builder:
    def __init__(self, document: XmlDocument, data: bytes, keep_white: bool) -> None:
        self.document = document
        self.data = data
        self.keep_white = keep_white
        self.current: XmlNode = document
        self.pending = ""
        self.in_cdata = False
        self.places: list[tuple[int, int]] = []  # line and column of the names of the elements that are open
        parser = self.parser = expat.ParserCreate("utf-8")
        parser.ordered_attributes = True
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.characters
        parser.CommentHandler = self.comment
        parser.ProcessingInstructionHandler = self.instruction
        parser.XmlDeclHandler = self.declaration
        parser.StartCdataSectionHandler = self.start_cdata
        parser.EndCdataSectionHandler = self.end_cdata
        parser.StartDoctypeDeclHandler = self.doctype
        parser.EntityDeclHandler = self.entity

    def add(self, node: XmlNode) -> None:
        node.parent = self.current
        self.current.children.append(node)

    def flush(self) -> None:
        text, self.pending = self.pending, ""
        if not text:
            return
        if not text.strip(" \t\r\n"):
            if self.keep_white or self.preserved():
                self.add(XmlWhitespace(self.document, text))
            return
        self.add(XmlText(self.document, code_units(text)))

    def preserved(self) -> bool:
        node: XmlNode | None = self.current
        while node is not None:
            for attribute in node.attributes or ():
                if attribute.name == "xml:space":
                    return attribute.text == "preserve"
            node = node.parent
        return False

    def start(self, name: str, attributes: list[str]) -> None:
        self.flush()
        made = XmlElement(self.document, name)
        assert made.attributes is not None
        for key, value in zip(attributes[::2], attributes[1::2], strict=True):
            attribute = XmlAttribute(self.document, key, code_units(value))
            attribute.parent = made
            made.attributes.append(attribute)
        self.places.append((self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 2))
        made.collapsed = self.is_collapsed(self.parser.CurrentByteIndex)
        self.add(made)
        self.current = made

    def is_collapsed(self, at: int) -> bool:
        """Tell whether the tag that starts at a byte ends with ``/>``."""
        quote = 0
        data = self.data
        while at < len(data):
            one = data[at]
            if quote:
                quote = 0 if one == quote else quote
            elif one in (34, 39):
                quote = one
            elif one == 62:
                return data[at - 1] == 47
            at += 1
        return False

    def end(self, name: str) -> None:
        self.flush()
        assert self.current.parent is not None
        self.current = self.current.parent
        self.places.pop()

    def characters(self, text: str) -> None:
        self.pending += text

    def start_cdata(self) -> None:
        self.flush()

    def end_cdata(self) -> None:
        text, self.pending = self.pending, ""
        self.add(XmlCDataSection(self.document, code_units(text)))

    def comment(self, text: str) -> None:
        self.flush()
        self.add(XmlComment(self.document, code_units(text)))

    def instruction(self, target: str, text: str) -> None:
        self.flush()
        self.add(XmlProcessingInstruction(self.document, target, text))

    def declaration(self, version: str, encoding: str | None, standalone: int) -> None:
        self.add(XmlDeclaration(self.document, declaration_text(version, encoding, {0: "no", 1: "yes"}.get(standalone))))

    def doctype(self, name: str, system: str | None, public: str | None, internal: bool) -> None:
        shown = (
            f"<!DOCTYPE {name}"
            + (f' PUBLIC "{public}" "{system}"' if public else f' SYSTEM "{system}"' if system else "")
            + ("[]" if internal else "")
            + ">"
        )
        self.add(XmlDocumentType(self.document, name, shown))

    def entity(self, *arguments: Any) -> None:
        raise failures.unsupported("Entity declarations are not supported by this emulator.")


def parse_into(document: XmlDocument, text: str | None) -> None:
    """Read a text into a document; raises XmlException."""
    if text is None:
        raise failures.null("xml")
    body = characters(text)
    stripped = body.lstrip(" \t\r\n")
    if not stripped:
        raise xml_error("Root element is missing.")
    if not stripped.startswith("<"):
        raise failures.invalid(WRONG_TYPE)
    if body is not stripped and stripped.startswith("<?xml"):
        raise xml_error(
            "Unexpected XML declaration. The XML declaration must be the first node in the document, and no white space characters are allowed to "
            "appear before it. Line 1, position 3."
        )
    body = re.sub(r"^(<\?xml[^>]*?)\s+encoding\s*=\s*(\"[^\"]*\"|'[^']*')", lambda found: found[0], body)
    data = body.encode("utf-8", "replace")
    builder = _Builder(document, data, bool(document.PreserveWhitespace))
    try:
        builder.parser.Parse(data, True)
    except expat.ExpatError as error:
        document.children = []
        raise xml_error(_message(error, builder)) from None
    builder.flush()


def _message(error: expat.ExpatError, builder: _Builder) -> str:
    code = error.code
    place = f"Line {error.lineno}, position {error.offset + 1}."
    names = expat.errors.codes
    if code in (names["no element found"], names["unclosed token"], names["partial character"]):
        return _INVALID_ROOT
    if code == names["mismatched tag"]:
        data = builder.data[builder.parser.ErrorByteIndex :] if builder.parser.ErrorByteIndex >= 0 else b""
        found = re.match(rb"/?([^\s>/]+)", data.lstrip(b"<"))
        end = found[1].decode("utf-8", "replace") if found else ""
        line, column = builder.places[-1]
        return f"The '{builder.current.name}' start tag on line {line} position {column} does not match the end tag of '{end}'. {place}"
    if code == names["junk after document element"]:
        return f"There are multiple root elements. {place}"
    if code == names["duplicate attribute"]:
        return f"'{builder.current.name}' is a duplicate attribute name. {place}"
    if code == names["undefined entity"]:
        return f"Reference to undeclared entity. {place}"
    return _INVALID_ROOT


def parse_fragment(document: Any, text: str) -> list[XmlNode]:
    """Return the nodes of a piece of XML."""
    holder = XmlDocument()
    parse_into(holder, f"<x>{text}</x>")
    root = holder.DocumentElement
    nodes = list(root.children)
    for node in nodes:
        _adopt(node, document if isinstance(document, XmlDocument) else document.document)
        node.parent = None
    return nodes


def _adopt(node: XmlNode, document: Any) -> None:
    node.document = document
    for attribute in node.attributes or ():
        attribute.document = document
    for child in node.children:
        _adopt(child, document)


def indented(node: XmlNode, unit: str = "  ") -> str:
    """Return a document's text with each element on a line of its own."""
    lines = [_element_lines(child, 0, unit) for child in node.children]
    return "\n".join(lines)


def _element_lines(node: XmlNode, depth: int, unit: str) -> str:
    pad = unit * depth
    if node.kind != ELEMENT or not node.children or any(child.kind in (TEXT, CDATA, WHITESPACE) for child in node.children):
        return pad + node.OuterXml
    attributes = "".join(f" {attribute.OuterXml}" for attribute in node.attributes or ())
    inner = "\n".join(_element_lines(child, depth + 1, unit) for child in node.children)
    return f"{pad}<{node.name}{attributes}>\n{inner}\n{pad}</{node.name}>"
