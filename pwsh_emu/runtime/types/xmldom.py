"""The nodes of an XML document, with PowerShell's adapter: attributes and child elements are properties."""

from __future__ import annotations

from typing import Any

from pwsh_emu.runtime.knowntypes import builtin
from pwsh_emu.runtime.types import failures
from pwsh_emu.runtime.types.xmllists import XmlAttributeCollection, XmlNodeList
from pwsh_emu.runtime.typesystem import DotNetObject, EnumType, PSType
from pwsh_emu.runtime.values import PSArray
from pwsh_emu.runtime.xmltext import escape_attribute, escape_text

_XML = "System.Xml."
ELEMENT, ATTRIBUTE, TEXT, CDATA, PROCESSING_INSTRUCTION, COMMENT = 1, 2, 3, 4, 7, 8
DOCUMENT, DOCUMENT_TYPE, FRAGMENT, WHITESPACE, DECLARATION = 9, 10, 11, 13, 17
WRONG_TYPE = "The specified node cannot be inserted as the valid child of this node, because the specified node is the wrong type."


class XmlNode(DotNetObject):
    """Base of all nodes. ``children`` are the child nodes in order; ``attributes`` None for nodes that have none."""

    PROPERTY_ORDER = (
        "Name LocalName NamespaceURI Prefix NodeType ParentNode OwnerDocument IsEmpty Attributes HasAttributes SchemaInfo InnerXml InnerText "
        "NextSibling PreviousSibling Value ChildNodes FirstChild LastChild HasChildNodes IsReadOnly OuterXml BaseURI PreviousText"
    )
    kind = ELEMENT
    is_xml_node = True  # as text it is its name (ToStringCodeMethods.XmlNode)
    adapter_hides = True  # listed are the attributes and child elements; the .NET properties are reached by name only
    ps_type: PSType = builtin(_XML + "XmlNode")
    __slots__ = ("attributes", "children", "document", "name", "parent", "text")

    def __init__(self, document: Any, name: str, text: str | None = None) -> None:
        super().__init__()
        self.document = document
        self.name = name
        self.text = text
        self.parent: XmlNode | None = None
        self.children: list[XmlNode] = []
        self.attributes: list[XmlAttribute] | None = None

    def __str__(self) -> str:
        return self.ps_type.full_name

    def ToString(self) -> str:
        """Return the local name: PowerShell's type data puts a ToString of its own before .NET's."""
        return self.LocalName

    # --- names ---
    @property
    def Name(self) -> str:
        return self.name

    @property
    def LocalName(self) -> str:
        return self.name.rpartition(":")[2]

    @property
    def Prefix(self) -> str:
        return self.name.rpartition(":")[0]

    @property
    def NamespaceURI(self) -> str:
        return self.namespace_of(self.Prefix) or ""

    def namespace_of(self, prefix: str) -> str | None:
        """Return the namespace that a prefix stands for at this node."""
        if prefix == "xml":
            return "http://www.w3.org/XML/1998/namespace"
        if prefix == "xmlns":
            return "http://www.w3.org/2000/xmlns/"
        node: XmlNode | None = self
        wanted = f"xmlns:{prefix}" if prefix else "xmlns"
        while node is not None:
            for attribute in node.attributes or ():
                if attribute.name == wanted:
                    return attribute.text or ""
            node = node.parent
        return None

    def GetNamespaceOfPrefix(self, prefix: str) -> str:
        return self.namespace_of(prefix) or ""

    def GetPrefixOfNamespace(self, namespace: str) -> str:
        node: XmlNode | None = self
        while node is not None:
            for attribute in node.attributes or ():
                if attribute.name.startswith("xmlns:") and attribute.text == namespace:
                    return attribute.name[6:]
            node = node.parent
        return ""

    # --- structure ---
    @property
    def NodeType(self) -> Any:
        found = builtin(_XML + "XmlNodeType")
        return found.value(self.kind) if isinstance(found, EnumType) else self.kind

    @property
    def ParentNode(self) -> Any:
        return self.parent

    @property
    def OwnerDocument(self) -> Any:
        return self.document

    @property
    def ChildNodes(self) -> XmlNodeList:
        return XmlNodeList(self.children, _XML + "XmlChildNodes")

    @property
    def HasChildNodes(self) -> bool:
        return bool(self.children)

    @property
    def FirstChild(self) -> Any:
        return self.children[0] if self.children else None

    @property
    def LastChild(self) -> Any:
        return self.children[-1] if self.children else None

    def get_Item(self, name: str, namespace: str | None = None) -> Any:
        """Return the first child element of a name (``$node['name']``): the qualified name, or the local one in a namespace."""
        for node in self.children:
            if node.kind == ELEMENT and (node.Name == name if namespace is None else (node.LocalName, node.NamespaceURI) == (name, namespace)):
                return node
        return None

    def _sibling(self, step: int) -> Any:
        if self.parent is None or self.kind == ATTRIBUTE:
            return None
        siblings = self.parent.children
        at = next(index for index, node in enumerate(siblings) if node is self) + step
        return siblings[at] if 0 <= at < len(siblings) else None

    @property
    def NextSibling(self) -> Any:
        return self._sibling(1)

    @property
    def PreviousSibling(self) -> Any:
        return self._sibling(-1)

    @property
    def PreviousText(self) -> Any:
        return None

    @property
    def Attributes(self) -> Any:
        return XmlAttributeCollection(self) if self.attributes is not None else None

    @property
    def HasAttributes(self) -> bool:
        return bool(self.attributes)

    @property
    def IsReadOnly(self) -> bool:
        return False

    @property
    def BaseURI(self) -> str:
        return ""

    @property
    def SchemaInfo(self) -> Any:
        return None

    # --- content ---
    @property
    def Value(self) -> Any:
        return self.text

    @Value.setter
    def Value(self, value: Any) -> None:
        if self.text is None:
            raise failures.invalid(f"Cannot set a value on node type '{self.NodeType}'.")
        self.text = value or ""

    @property
    def InnerText(self) -> str:
        if self.text is not None:
            return self.text
        return "".join(child.InnerText for child in self.children if child.kind not in (COMMENT, PROCESSING_INSTRUCTION))

    @InnerText.setter
    def InnerText(self, value: Any) -> None:
        if self.text is not None:
            self.text = value or ""
            return
        for child in self.children:
            child.parent = None
        self.children = []
        if value:
            self.append(XmlText(self.document, str(value)))

    @property
    def InnerXml(self) -> str:
        return "".join(child.OuterXml for child in self.children)

    @InnerXml.setter
    def InnerXml(self, value: str) -> None:
        from pwsh_emu.runtime.types.xmlparsing import parse_fragment

        self.children = []
        for node in parse_fragment(self.document or self, value or ""):
            self.append(node)

    @property
    def OuterXml(self) -> str:
        return ""

    # --- changes ---
    def owner(self) -> Any:
        return self.document

    def append(self, node: XmlNode, at: int | None = None) -> XmlNode:
        """Put a node among the children."""
        nodes = list(node.children) if node.kind == FRAGMENT else [node]
        for one in nodes:
            if one is self or _contains(one, self):
                raise failures.argument("Cannot insert a node or any ancestor of that node as a child of itself.")
            if one.document is not None and self.owner() is not None and one.document is not self.owner():
                raise failures.argument("The node to be inserted is from a different document context.")
            if self.kind == DOCUMENT and (
                one.kind in (TEXT, CDATA, ATTRIBUTE) or (one.kind == ELEMENT and any(child.kind == ELEMENT for child in self.children))
            ):
                raise failures.invalid(WRONG_TYPE if one.kind != ELEMENT else "This document already has a 'DocumentElement' node.")
            if one.parent is not None:
                one.parent.children = [child for child in one.parent.children if child is not one]
            one.parent = self
            if at is None:
                self.children.append(one)
            else:
                self.children.insert(at, one)
                at += 1
        if isinstance(self, XmlElement):
            self.collapsed = False
        return node

    def AppendChild(self, node: XmlNode) -> XmlNode:
        return self.append(node)

    def PrependChild(self, node: XmlNode) -> XmlNode:
        return self.append(node, 0)

    def _place(self, reference: XmlNode) -> int:
        for index, child in enumerate(self.children):
            if child is reference:
                return index
        raise failures.argument("The reference node is not a child of this node.")

    def InsertBefore(self, node: XmlNode, reference: Any) -> XmlNode:
        return self.append(node) if reference is None else self.append(node, self._place(reference))

    def InsertAfter(self, node: XmlNode, reference: Any) -> XmlNode:
        return self.append(node, 0) if reference is None else self.append(node, self._place(reference) + 1)

    def RemoveChild(self, node: XmlNode) -> XmlNode:
        if node is None or node.parent is not self:
            raise failures.argument("The node to be removed is not a child of this node.")
        self.children = [child for child in self.children if child is not node]
        node.parent = None
        return node

    def ReplaceChild(self, node: XmlNode, old: XmlNode) -> XmlNode:
        at = self._place(old)
        self.RemoveChild(old)
        self.append(node, at)
        return old

    def RemoveAll(self) -> None:
        for child in self.children:
            child.parent = None
        self.children = []
        if self.attributes is not None:
            self.attributes = []

    def Clone(self) -> XmlNode:
        return self.CloneNode(True)

    def CloneNode(self, deep: bool) -> XmlNode:
        return copy_node(self, self.document, deep)

    def Normalize(self) -> None:
        """Do nothing: neighbouring texts stay as they are."""

    def WriteTo(self, writer: Any) -> None:
        writer.put(self.OuterXml)

    def WriteContentTo(self, writer: Any) -> None:
        writer.put(self.InnerXml)

    def GetEnumerator(self) -> Any:
        return self.ChildNodes.GetEnumerator()

    # --- paths ---
    def SelectNodes(self, path: str, namespaces: Any = None) -> XmlNodeList:
        from pwsh_emu.runtime.types.xmlpath import select

        return XmlNodeList(select(self, path, namespaces), _XML + "XPathNodeList")

    def SelectSingleNode(self, path: str, namespaces: Any = None) -> Any:
        from pwsh_emu.runtime.types.xmlpath import select

        found = select(self, path, namespaces)
        return found[0] if found else None

    # --- PowerShell's adapter ---
    def _named(self, lower: str) -> list[XmlNode]:
        found: list[XmlNode] = [one for one in self.attributes or () if one.LocalName.lower() == lower]
        found += [child for child in self.children if child.kind != WHITESPACE and child.LocalName.lower() == lower]
        return found

    def adapter_reader(self, session: Any, lower: str) -> Any:
        from pwsh_emu.runtime.members import MISSING

        found = self._named(lower)
        if not found:
            return MISSING
        if len(found) == 1:
            return simplified(found[0])
        return PSArray([simplified(node) for node in found])

    def adapter_writer(self, session: Any, name: str, value: Any) -> None:
        from pwsh_emu.runtime import members

        found = self._named(name.lower())
        if not found:
            prop = members.find_property(self.ps_type, name.lower())
            if prop is not None:
                members.write_property(session, self, prop, value)
                return
            raise members.setting_error(name, members.property_not_found(name).record.exception)
        if not isinstance(value, str):  # the text of a node is always a string
            from pwsh_emu.runtime.conversion import to_string

            value = to_string(session, value)
        if len(found) != 1:
            raise _restricted(name, "Only XmlNode properties that occur once can be set.", "XmlNodeSetRestrictionsMoreThanOneNode")
        node = found[0]
        if node.kind == ELEMENT and (node.attributes or any(child.kind != TEXT for child in node.children)):
            raise _restricted(name, "Only XmlNode properties without attributes and with a text can be set.", "XmlNodeSetRestrictionsNonTextNode")
        node.InnerText = value

    def adapter_properties(self, session: Any) -> list[tuple[str, str, bool]]:
        names: dict[str, list[XmlNode]] = {}
        for node in [*(self.attributes or ()), *self.children]:
            if node.kind != WHITESPACE:
                names.setdefault(node.LocalName, []).append(node)
        return [(name, _shown_type(nodes), len(nodes) == 1 and isinstance(simplified(nodes[0]), str)) for name, nodes in names.items()]


def _shown_type(nodes: list[XmlNode]) -> str:
    if len(nodes) > 1:
        return "System.Object[]"
    value = simplified(nodes[0])
    return "System.String" if isinstance(value, str) else str(value.ps_type.full_name)


def _restricted(name: str, message: str, error_id: str) -> Any:
    from pwsh_emu.runtime.errors import runtime_error

    return runtime_error(error_id, message, "NotSpecified", type_name="System.Management.Automation.SetValueException")


def _contains(ancestor: XmlNode, node: XmlNode) -> bool:
    current: XmlNode | None = node
    while current is not None:
        if current is ancestor:
            return True
        current = current.parent
    return False


def simplified(node: XmlNode) -> Any:
    """Return what a property of the adapter gives: the text of a node that has only text, else the node."""
    if node.kind in (TEXT, CDATA, COMMENT, ATTRIBUTE, DECLARATION, PROCESSING_INSTRUCTION):
        return node.InnerText
    if node.attributes:
        return node
    if not node.children or (len(node.children) == 1 and node.children[0].kind == TEXT):
        return node.InnerText
    return node


def copy_node(node: XmlNode, document: Any, deep: bool) -> XmlNode:
    """Return a copy of a node for a document."""
    made: XmlNode
    if node.kind == DOCUMENT:
        document = made = type(node).new()  # type: ignore[attr-defined] # an XmlDocument
    else:
        made = type(node).__new__(type(node))
        XmlNode.__init__(made, document, node.name, node.text)
        if isinstance(node, XmlElement) and isinstance(made, XmlElement):
            made.collapsed = node.collapsed
    if node.attributes is not None:
        made.attributes = []
        for attribute in node.attributes:
            copied = XmlAttribute(document, attribute.name, attribute.text)
            copied.parent = made
            made.attributes.append(copied)
    if deep or node.kind == ATTRIBUTE:
        for child in node.children:
            copied_child = copy_node(child, document, True)
            copied_child.parent = made
            made.children.append(copied_child)
    return made


class XmlAttribute(XmlNode):
    kind = ATTRIBUTE
    ps_type = builtin(_XML + "XmlAttribute")
    __slots__ = ()

    def __init__(self, document: Any, name: str, text: str | None = "") -> None:
        super().__init__(document, name, text or "")

    @property
    def OwnerElement(self) -> Any:
        return self.parent

    @property
    def ParentNode(self) -> Any:
        return None

    @property
    def Specified(self) -> bool:
        return True

    @property
    def InnerXml(self) -> str:
        return escape_attribute(self.text or "")

    @InnerXml.setter
    def InnerXml(self, value: str) -> None:
        self.text = value

    @property
    def OuterXml(self) -> str:
        return f'{self.name}="{escape_attribute(self.text or "")}"'


class XmlElement(XmlNode):
    ps_type = builtin(_XML + "XmlElement")
    __slots__ = ("collapsed",)

    def __init__(self, document: Any, name: str) -> None:
        super().__init__(document, name)
        self.attributes = []
        self.collapsed = True

    @property
    def IsEmpty(self) -> bool:
        return self.collapsed and not self.children

    @IsEmpty.setter
    def IsEmpty(self, value: bool) -> None:
        self.collapsed = value
        if value:
            self.children = []

    @property
    def Value(self) -> Any:
        return None

    @Value.setter
    def Value(self, value: Any) -> None:
        raise failures.invalid("Cannot set a value on node type 'Element'.")

    @property
    def OuterXml(self) -> str:
        attributes = "".join(f" {attribute.OuterXml}" for attribute in self.attributes or ())
        if not self.children and self.collapsed:
            return f"<{self.name}{attributes} />"
        return f"<{self.name}{attributes}>{self.InnerXml}</{self.name}>"

    def find(self, name: str, namespace: str | None = None) -> XmlAttribute | None:
        for attribute in self.attributes or ():
            if (namespace is None and attribute.name == name) or (
                namespace is not None and attribute.LocalName == name and attribute.NamespaceURI == namespace
            ):
                return attribute
        return None

    def GetAttribute(self, name: str, namespace: str | None = None) -> str:
        found = self.find(name, namespace)
        return found.text or "" if found is not None else ""

    def GetAttributeNode(self, name: str, namespace: str | None = None) -> Any:
        return self.find(name, namespace)

    def HasAttribute(self, name: str, namespace: str | None = None) -> bool:
        return self.find(name, namespace) is not None

    def SetAttribute(self, name: str, *rest: Any) -> Any:
        namespace, value = rest if len(rest) == 2 else (None, rest[0])
        found = self.find(name, namespace)
        if found is None:
            found = XmlAttribute(self.document, name)
            found.parent = self
            assert self.attributes is not None
            self.attributes.append(found)
        found.text = value or ""
        return value if namespace is not None else None

    def SetAttributeNode(self, attribute: Any, namespace: str | None = None) -> Any:
        if isinstance(attribute, str):
            attribute = XmlAttribute(self.document, attribute)
        old = self.find(attribute.name)
        assert self.attributes is not None
        if old is not None:
            self.attributes.remove(old)
        attribute.parent = self
        self.attributes.append(attribute)
        return old

    def RemoveAttribute(self, name: str, namespace: str | None = None) -> None:
        found = self.find(name, namespace)
        if found is not None and self.attributes is not None:
            self.attributes = [one for one in self.attributes if one is not found]
            found.parent = None

    def RemoveAttributeNode(self, attribute: Any, namespace: str | None = None) -> Any:
        found = attribute if isinstance(attribute, XmlAttribute) else self.find(attribute, namespace)
        if found is not None:
            self.RemoveAttribute(found.name)
        return found

    def RemoveAttributeAt(self, index: int) -> Any:
        attributes = self.attributes or []
        return self.RemoveAttributeNode(attributes[index]) if 0 <= index < len(attributes) else None

    def RemoveAllAttributes(self) -> None:
        self.attributes = []

    def GetElementsByTagName(self, name: str, namespace: str | None = None) -> XmlNodeList:
        return XmlNodeList(descendants(self, name, namespace), _XML + "XmlElementList")


def descendants(node: XmlNode, name: str, namespace: str | None = None) -> list[XmlNode]:
    """Return the elements of a name below a node, in document order."""
    found: list[XmlNode] = []
    for child in node.children:
        if child.kind == ELEMENT:
            if (namespace is None and name in ("*", child.name)) or (
                namespace is not None and name in ("*", child.LocalName) and namespace in ("*", child.NamespaceURI)
            ):
                found.append(child)
            found.extend(descendants(child, name, namespace))
    return found


class XmlCharacterData(XmlNode):
    label = "#text"
    __slots__ = ()

    def __init__(self, document: Any, text: str | None) -> None:
        super().__init__(document, self.label, text or "")

    @property
    def LocalName(self) -> str:
        return self.label

    @property
    def Prefix(self) -> str:
        return ""

    @property
    def NamespaceURI(self) -> str:
        return ""

    @property
    def Data(self) -> str:
        return self.text or ""

    @Data.setter
    def Data(self, value: str) -> None:
        self.text = value or ""

    @property
    def Length(self) -> int:
        return len(self.text or "")

    def AppendData(self, text: str) -> None:
        self.text = (self.text or "") + (text or "")

    @property
    def OuterXml(self) -> str:
        return escape_text(self.text or "")


class XmlText(XmlCharacterData):
    kind = TEXT
    ps_type = builtin(_XML + "XmlText")
    __slots__ = ()


class XmlWhitespace(XmlCharacterData):
    kind = WHITESPACE
    label = "#whitespace"
    ps_type = builtin(_XML + "XmlWhitespace")
    __slots__ = ()


class XmlCDataSection(XmlCharacterData):
    kind = CDATA
    label = "#cdata-section"
    ps_type = builtin(_XML + "XmlCDataSection")
    __slots__ = ()

    @property
    def OuterXml(self) -> str:
        return f"<![CDATA[{self.text}]]>"


class XmlComment(XmlCharacterData):
    kind = COMMENT
    label = "#comment"
    ps_type = builtin(_XML + "XmlComment")
    __slots__ = ()

    @property
    def OuterXml(self) -> str:
        return f"<!--{self.text}-->"


class XmlDeclaration(XmlNode):
    kind = DECLARATION
    ps_type = builtin(_XML + "XmlDeclaration")
    __slots__ = ()

    def __init__(self, document: Any, text: str) -> None:
        super().__init__(document, "xml", text)

    def _part(self, name: str) -> str:
        import re

        found = re.search(rf"{name}\s*=\s*[\"']([^\"']*)[\"']", self.text or "")
        return found[1] if found else ""

    @property
    def Version(self) -> str:
        return self._part("version")

    @property
    def Encoding(self) -> str:
        return self._part("encoding")

    @Encoding.setter
    def Encoding(self, value: str) -> None:
        self.text = declaration_text(self.Version, value, self.Standalone)

    @property
    def Standalone(self) -> str:
        return self._part("standalone")

    @property
    def OuterXml(self) -> str:
        return f"<?xml {self.text}?>"


def declaration_text(version: str, encoding: str | None, standalone: str | None) -> str:
    text = f'version="{version}"'
    if encoding:
        text += f' encoding="{encoding}"'
    if standalone:
        text += f' standalone="{standalone}"'
    return text


class XmlProcessingInstruction(XmlNode):
    kind = PROCESSING_INSTRUCTION
    ps_type = builtin(_XML + "XmlProcessingInstruction")
    __slots__ = ()

    @property
    def Target(self) -> str:
        return self.name

    @property
    def Data(self) -> str:
        return self.text or ""

    @property
    def OuterXml(self) -> str:
        return f"<?{self.name} {self.text}?>" if self.text else f"<?{self.name}?>"


class XmlDocumentType(XmlNode):
    kind = DOCUMENT_TYPE
    ps_type = builtin(_XML + "XmlDocumentType")
    __slots__ = ("source",)

    def __init__(self, document: Any, name: str, source: str) -> None:
        super().__init__(document, name)
        self.source = source

    @property
    def OuterXml(self) -> str:
        return self.source


class XmlDocumentFragment(XmlNode):
    kind = FRAGMENT
    ps_type = builtin(_XML + "XmlDocumentFragment")
    __slots__ = ()

    @property
    def OuterXml(self) -> str:
        return self.InnerXml


TYPES = {
    _XML + "XmlNode": XmlNode,
    _XML + "XmlElement": XmlElement,
    _XML + "XmlAttribute": XmlAttribute,
    _XML + "XmlText": XmlText,
    _XML + "XmlComment": XmlComment,
    _XML + "XmlCDataSection": XmlCDataSection,
    _XML + "XmlWhitespace": XmlWhitespace,
    _XML + "XmlDeclaration": XmlDeclaration,
    _XML + "XmlProcessingInstruction": XmlProcessingInstruction,
    _XML + "XmlDocumentFragment": XmlDocumentFragment,
    _XML + "XmlDocumentType": XmlDocumentType,
}
