"""What holds nodes of `xmldom`: lists of nodes, an element's attributes, the prefixes of an XPath query."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pwsh_emu.runtime.knowntypes import builtin
from pwsh_emu.runtime.typesystem import DotNetObject

if TYPE_CHECKING:
    from pwsh_emu.runtime.types.xmldom import XmlAttribute, XmlNode

_XML = "System.Xml."


class XmlNodeList(DotNetObject):
    """A list of nodes."""

    is_enumerable = True
    is_list = True
    __slots__ = ("nodes", "ps_type")

    def __init__(self, nodes: list[XmlNode], type_name: str = _XML + "XmlNodeList") -> None:
        super().__init__()
        self.nodes = nodes
        self.ps_type = builtin(type_name)

    def __iter__(self) -> Iterator[Any]:
        return iter(list(self.nodes))

    def __len__(self) -> int:
        return len(self.nodes)

    def __str__(self) -> str:
        return self.ps_type.full_name

    @property
    def Count(self) -> int:
        return len(self.nodes)

    def Item(self, index: int) -> Any:
        return self.nodes[index] if 0 <= index < len(self.nodes) else None

    ItemOf = Item

    def get_item(self, session: Any, index: Any) -> Any:
        from pwsh_emu.runtime.conversion import to_int

        at = to_int(session, index)
        return self.Item(at + len(self.nodes) if at < 0 else at)

    def GetEnumerator(self) -> Any:
        from pwsh_emu.runtime.types.enumerators import Enumerator

        return Enumerator(iter(self), source=self)


class XmlAttributeCollection(DotNetObject):
    """The attributes of an element."""

    is_enumerable = True
    is_list = True
    ps_type = builtin(_XML + "XmlAttributeCollection")
    __slots__ = ("element",)

    def __init__(self, element: Any) -> None:
        super().__init__()
        self.element = element

    def __iter__(self) -> Iterator[Any]:
        return iter(list(self.element.attributes))

    def __len__(self) -> int:
        return len(self.element.attributes)

    def __str__(self) -> str:
        return self.ps_type.full_name

    @property
    def Count(self) -> int:
        return len(self.element.attributes)

    def GetNamedItem(self, name: str, namespace: str | None = None) -> Any:
        return self.element.find(name, namespace)

    def SetNamedItem(self, attribute: XmlAttribute) -> Any:
        return self.element.SetAttributeNode(attribute)

    def Append(self, attribute: XmlAttribute) -> XmlAttribute:
        self.element.SetAttributeNode(attribute)
        return attribute

    Prepend = Append

    def Remove(self, attribute: XmlAttribute) -> XmlAttribute:
        self.element.RemoveAttribute(attribute.name)
        return attribute

    def RemoveNamedItem(self, name: str, namespace: str | None = None) -> Any:
        found = self.element.find(name, namespace)
        self.element.RemoveAttribute(name, namespace)
        return found

    def RemoveAt(self, index: int) -> Any:
        return self.element.RemoveAttributeAt(index)

    def RemoveAll(self) -> None:
        self.element.attributes = []

    def Item(self, index: int) -> Any:
        return self.element.attributes[index]

    def get_item(self, session: Any, index: Any) -> Any:
        if isinstance(index, str):
            return self.element.find(index)
        attributes = self.element.attributes
        return attributes[index] if -len(attributes) <= index < len(attributes) else None

    def GetEnumerator(self) -> Any:
        from pwsh_emu.runtime.types.enumerators import Enumerator

        return Enumerator(iter(self), source=self)


class XmlNamespaceManager(DotNetObject):
    """Prefixes for XPath."""

    ps_type = builtin(_XML + "XmlNamespaceManager")
    SIGNATURES = (
        "System.Xml.XmlNamespaceManager new(System.Object nameTable)",
        "void AddNamespace(string prefix, string uri)", "void RemoveNamespace(string prefix, string uri)",
        "string LookupNamespace(string prefix)", "string LookupPrefix(string uri)",
        "bool HasNamespace(string prefix)", "string DefaultNamespace", "void PushScope()", "bool PopScope()",
    )  # fmt: skip
    __slots__ = ("prefixes",)

    def __init__(self) -> None:
        super().__init__()
        self.prefixes: dict[str, str] = {}

    @staticmethod
    def new(table: Any = None) -> XmlNamespaceManager:
        return XmlNamespaceManager()

    @property
    def DefaultNamespace(self) -> str:
        return self.prefixes.get("", "")

    def AddNamespace(self, prefix: str, uri: str) -> None:
        self.prefixes[prefix] = uri

    def RemoveNamespace(self, prefix: str, uri: str) -> None:
        self.prefixes.pop(prefix, None)

    def LookupNamespace(self, prefix: str) -> Any:
        return self.prefixes.get(prefix)

    def LookupPrefix(self, uri: str) -> Any:
        return next((prefix for prefix, known in self.prefixes.items() if known == uri), None)

    def HasNamespace(self, prefix: str) -> bool:
        return prefix in self.prefixes

    def PushScope(self) -> None:
        """Do nothing: one scope is kept."""

    def PopScope(self) -> bool:
        return False


TYPES = {
    _XML + "XmlNodeList": XmlNodeList,
    _XML + "XmlAttributeCollection": XmlAttributeCollection,
    _XML + "XmlNamespaceManager": XmlNamespaceManager,
}
