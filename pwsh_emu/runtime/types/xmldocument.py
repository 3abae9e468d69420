"""System.Xml.XmlDocument: reads and writes texts and files, and makes the nodes of `xmldom`."""

from __future__ import annotations

from typing import Any

from pwsh_emu.runtime.errors import NetException
from pwsh_emu.runtime.knowntypes import builtin, with_session
from pwsh_emu.runtime.types.xmldom import (
    ATTRIBUTE,
    CDATA,
    COMMENT,
    DOCUMENT,
    DOCUMENT_TYPE,
    ELEMENT,
    TEXT,
    XmlAttribute,
    XmlCDataSection,
    XmlComment,
    XmlDeclaration,
    XmlDocumentFragment,
    XmlElement,
    XmlNode,
    XmlProcessingInstruction,
    XmlText,
    XmlWhitespace,
    copy_node,
    declaration_text,
    descendants,
)
from pwsh_emu.runtime.types.xmllists import XmlNodeList

_XML = "System.Xml."


class XmlDocument(XmlNode):
    kind = DOCUMENT
    ps_type = builtin(_XML + "XmlDocument")
    PROPERTY_ORDER = (
        "NodeType ParentNode DocumentType Implementation Name LocalName DocumentElement OwnerDocument Schemas XmlResolver NameTable "
        "PreserveWhitespace IsReadOnly InnerText InnerXml SchemaInfo BaseURI Value ChildNodes PreviousSibling NextSibling Attributes FirstChild "
        "LastChild HasChildNodes NamespaceURI Prefix OuterXml PreviousText"
    )
    __slots__ = ("PreserveWhitespace", "XmlResolver")

    def __init__(self) -> None:
        super().__init__(None, "#document")
        self.PreserveWhitespace = False
        self.XmlResolver = None

    @staticmethod
    def new(*arguments: Any) -> XmlDocument:
        return XmlDocument()

    def owner(self) -> Any:
        return self

    @property
    def LocalName(self) -> str:
        return "#document"

    @property
    def Prefix(self) -> str:
        return ""

    @property
    def NamespaceURI(self) -> str:
        return ""

    @property
    def DocumentElement(self) -> Any:
        return next((child for child in self.children if child.kind == ELEMENT), None)

    @property
    def DocumentType(self) -> Any:
        return next((child for child in self.children if child.kind == DOCUMENT_TYPE), None)

    @property
    def Implementation(self) -> Any:
        return None

    Schemas = NameTable = Implementation

    @property
    def OuterXml(self) -> str:
        return self.InnerXml

    def LoadXml(self, text: str) -> None:
        from pwsh_emu.runtime.types.xmlparsing import parse_into

        self.children = []
        parse_into(self, text)

    @with_session
    def Load(session: Any, self: XmlDocument, source: Any) -> None:
        from pwsh_emu.runtime.types.files import FileMembers, decode_file

        if isinstance(source, str):
            text = FileMembers.static_ReadAllText(session, source)
        elif hasattr(source, "ReadToEnd"):
            text = source.ReadToEnd()
        else:
            text = decode_file(source.take(1 << 31))
        self.LoadXml(text)

    @with_session
    def Save(session: Any, self: XmlDocument, target: Any) -> None:
        from pwsh_emu.runtime.types.files import FileMembers
        from pwsh_emu.runtime.types.xmlparsing import indented

        text = self.OuterXml if self.PreserveWhitespace else indented(self)
        if isinstance(target, str):
            FileMembers.static_WriteAllText(session, target, text)
        elif hasattr(target, "document"):
            target.document(self)
        elif hasattr(target, "builder"):
            first = self.FirstChild
            if isinstance(first, XmlDeclaration):
                rest = text.partition("?>")[2]
                text = f"<?xml {declaration_text(first.Version, 'utf-16', first.Standalone)}?>{rest}"
            target.put(text)
        else:
            target.put(text.encode("utf-8", "replace") if not hasattr(target, "NewLine") else text)

    def CreateElement(self, *names: Any) -> XmlElement:
        prefix, name, namespace = ("", names[0], "") if len(names) == 1 else ("", *names) if len(names) == 2 else names
        if not name or any(one in name for one in " <>&'\"/") or name[0].isdigit():
            raise NetException(
                _XML + "XmlException",
                f"The '{next((one for one in name if one in ' <>&/'), name[:1])}' character, hexadecimal value 0x{ord((name or ' ')[0]):02X}, "
                "cannot be included in a name.",
            )
        made = XmlElement(self, f"{prefix}:{name}" if prefix else name)
        if namespace and made.attributes is not None:
            attribute = XmlAttribute(self, f"xmlns:{prefix}" if prefix else "xmlns", namespace)
            attribute.parent = made
            made.attributes.append(attribute)
        return made

    def CreateAttribute(self, *names: Any) -> XmlAttribute:
        return XmlAttribute(self, f"{names[0]}:{names[1]}" if len(names) == 3 and names[0] else names[1] if len(names) == 3 else names[0])

    def CreateTextNode(self, text: Any) -> XmlText:
        return XmlText(self, text)

    def CreateCDataSection(self, text: Any) -> XmlCDataSection:
        return XmlCDataSection(self, text)

    def CreateComment(self, text: Any) -> XmlComment:
        return XmlComment(self, text)

    def CreateWhitespace(self, text: Any) -> XmlWhitespace:
        return XmlWhitespace(self, text)

    def CreateDocumentFragment(self) -> XmlDocumentFragment:
        return XmlDocumentFragment(self, "#document-fragment")

    def CreateProcessingInstruction(self, target: str, data: str) -> XmlProcessingInstruction:
        return XmlProcessingInstruction(self, target, data)

    def CreateXmlDeclaration(self, version: str, encoding: Any, standalone: Any) -> XmlDeclaration:
        return XmlDeclaration(self, declaration_text(version, encoding, standalone))

    def CreateNode(self, kind: Any, *names: Any) -> Any:
        name = names[-2]
        number = (
            kind.value
            if hasattr(kind, "value")
            else {"element": ELEMENT, "attribute": ATTRIBUTE, "text": TEXT, "comment": COMMENT, "cdatasection": CDATA}.get(str(kind).lower(), ELEMENT)
        )
        if number == ELEMENT:
            return self.CreateElement(name, names[-1] or "") if names[-1] else self.CreateElement(name)
        if number == ATTRIBUTE:
            return self.CreateAttribute(name)
        return {TEXT: XmlText, COMMENT: XmlComment, CDATA: XmlCDataSection}[number](self, "")

    def ImportNode(self, node: XmlNode, deep: bool) -> XmlNode:
        return copy_node(node, self, deep)

    def GetElementsByTagName(self, name: str, namespace: str | None = None) -> XmlNodeList:
        return XmlNodeList(descendants(self, name, namespace), _XML + "XmlElementList")

    def GetElementById(self, identifier: str) -> Any:
        return None


TYPES = {_XML + "XmlDocument": XmlDocument}
