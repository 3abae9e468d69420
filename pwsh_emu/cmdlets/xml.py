"""XML: ConvertTo-Xml and Select-Xml."""

from __future__ import annotations

from typing import Any

from pwsh_emu.cmdlets.textfiles import read_file
from pwsh_emu.providers.base import ProviderError
from pwsh_emu.providers.locations import drives_of
from pwsh_emu.runtime import conversion, members
from pwsh_emu.runtime.castfailure import CAST_EXCEPTION
from pwsh_emu.runtime.command import Cmdlet, implements
from pwsh_emu.runtime.convert_text import net_string, type_name
from pwsh_emu.runtime.enumeration import is_enumerable
from pwsh_emu.runtime.errors import ErrorRecord, NetException, PSError
from pwsh_emu.runtime.values import Decimal, EnumValue, Hashtable, PSCustomObject, PSObject
from pwsh_emu.runtime.xmltext import encode_controls, escape_attribute, escape_text

_DECLARATION = '<?xml version="1.0" encoding="utf-8"?>'
_NOTE = "System.Management.Automation.PSNoteProperty"
_SCALARS = frozenset(
    (
        "System.DateTime",
        "System.TimeSpan",
        "System.Guid",
        "System.Uri",
        "System.Version",
        "System.Management.Automation.ScriptBlock",
        "System.Security.SecureString",
    )
)


class _ObjectXml:
    """Writes one object as <Object> with nested <Property> elements."""

    def __init__(self, session: Any, depth: int, type_information: bool) -> None:
        self.session = session
        self.depth = depth
        self.type_information = type_information

    def lines(self, value: Any, tag: str = "Object", name: str | None = None, depth: int | None = None) -> list[str]:
        """Return the element's lines, without indentation of the whole."""
        left = self.depth if depth is None else depth
        head = tag
        if name is not None:
            head += f' Name="{escape_attribute(name)}"'
        if value is None:
            return [f"<{head} />"]
        base = value.base if type(value) is PSObject else value
        if self.type_information:
            head += f' Type="{escape_attribute(type_name(self.session, base))}"'
        if self._is_scalar(base):
            text = net_string(base, self.session)
            return [f"<{head}>{escape_text(encode_controls(text))}</{tag}>"] if text else [f"<{head}></{tag}>"]
        if isinstance(base, Hashtable):
            inner = []
            for key, item in base.items():
                inner += self.lines(key, "Property", "Key", left - 1) + self.lines(item, "Property", "Value", left - 1)
            return self._element(head, tag, inner)
        if is_enumerable(base):
            if left <= 0 and name is not None:
                return [f"<{head}>{escape_text(net_string(base, self.session))}</{tag}>"]
            return self._element(head, tag, [line for item in base for line in self.lines(item, "Property", None, left - 1)])
        if left <= 0:
            return self._as_text(value, head, tag)
        inner = []
        for view in members.properties_of(self.session, value):
            try:
                item = view.value(self.session)
            except (PSError, NetException):
                item = None
            inner += self.lines(item, "Property", view.name, left - 1)
        return self._element(head, tag, inner)

    def _as_text(self, value: Any, head: str, tag: str) -> list[str]:
        """Write an object that lies too deep: its text, beside its notes where it has any."""
        notes = [view for view in members.properties_of(self.session, value) if view.member_type == "NoteProperty"]
        text = escape_text(encode_controls(conversion.to_string(self.session, value)))
        if not notes:
            return [f"<{head}>{text}</{tag}>"]
        kinds = (' Type="System.String"', f' Type="{_NOTE}"') if self.type_information else ("", "")
        inner = [f"<Property{kinds[0]}>{text}</Property>"]
        for note in notes:
            shown = escape_text(encode_controls(conversion.to_string(self.session, note.value(self.session))))
            inner.append(f'<Property Name="{escape_attribute(note.name)}"{kinds[1]}>{shown}</Property>')
        return self._element(head, tag, inner)

    def _element(self, head: str, tag: str, inner: list[str]) -> list[str]:
        if not inner:
            return [f"<{head} />"]
        return [f"<{head}>", *["  " + line for line in inner], f"</{tag}>"]

    def _is_scalar(self, base: Any) -> bool:
        if type(base) is PSCustomObject:
            return False
        return isinstance(base, (str, bool, int, float, Decimal, EnumValue)) or type_name(self.session, base) in _SCALARS


@implements("ConvertTo-Xml")
class ConvertToXml(Cmdlet):
    """Creates an XML-based representation of an object."""

    InputObject: Any = None
    Depth: Any = 1
    NoTypeInformation: Any = False
    As: Any = "Document"

    def begin(self) -> None:
        self.items: list[Any] = []

    def process(self) -> None:
        self.items.append(self.InputObject)

    def end(self) -> None:
        writer = _ObjectXml(self.session, int(self.Depth), not self.NoTypeInformation)
        objects = [writer.lines(item) for item in self.items]
        form = str(self.As).lower()
        if form == "stream":
            self.write(_DECLARATION)
            self.write("<Objects>")
            for lines in objects:
                self.write("\n".join(lines))
            self.write("</Objects>")
            return
        body = [line for lines in objects for line in lines]
        text = "\n".join([_DECLARATION, "<Objects>", *["  " + line for line in body], "</Objects>"])
        if form == "string":
            self.write(text)
        else:
            self.write(conversion.convert(self.session, text, self.session.types.resolve("xml")))


@implements("Select-Xml")
class SelectXml(Cmdlet):
    """Finds text in an XML string or document."""

    XPath: Any = None
    Xml: Any = None
    Content: Any = None
    Path: Any = None
    LiteralPath: Any = None
    Namespace: Any = None

    def process(self) -> None:
        if self.Content is not None:
            for text in self.Content:
                try:
                    document = self._document(str(text))
                except PSError as error:
                    cast = conversion.cast_exception(error)
                    self.write_error(ErrorRecord(cast, "InvalidCastToXmlDocument", "InvalidArgument"))
                else:
                    self._search(document, "")
        elif self.Xml is not None:
            for node in self.Xml:
                self._search(node, "")
        else:
            for path in self._files():
                self._search_file(path)

    def _files(self) -> list[str]:
        """Return the paths of the files; one that does not exist ends the cmdlet before the first is read."""
        literal = self.LiteralPath is not None
        found = []
        for path in self.LiteralPath if literal else self.Path:
            try:
                places = list(drives_of(self.session).expand(str(path), literal=literal, must_exist=not literal))
            except ProviderError as error:
                raise self.terminate(error.record) from None
            for place in places:
                if place.provider.name == "FileSystem":
                    found.append(str(place.path))
                    continue
                message = f"Cannot open the file because the current provider ({place.provider.full_name}) cannot open files."
                self.write_error(self.error("System.InvalidOperationException", message, "ProcessingFile", "InvalidOperation", path))
                break
        return found

    def _document(self, text: str) -> Any:
        return conversion.convert(self.session, text, self.session.types.resolve("xml"))

    def _search_file(self, path: str) -> None:
        try:
            document = self._document(read_file(self, path))
        except PSError as error:
            exception = conversion.cast_exception(error)
            if exception.type_name == CAST_EXCEPTION and exception.inner is not None:
                exception = exception.inner
            message = f"The file '{path}' cannot be read: {exception.message}"
            self.write_error(self.error("System.ArgumentException", message, "ProcessingFile", "InvalidArgument", path, exception))
        else:
            self._search(document, path)

    def _search(self, node: Any, source: str) -> None:
        from pwsh_emu.runtime.types.results import SelectXmlInfo

        arguments: list[Any] = [str(self.XPath)]
        if self.Namespace is not None:
            arguments.append(self._namespaces(node))
        try:
            found = members.invoke_method(self.session, node, "SelectNodes", arguments)
        except PSError as error:
            inner = conversion.innermost(error)
            raise NetException(inner.type_name, inner.message) from None
        for one in found:
            self.write(SelectXmlInfo(one, source or "InputStream", str(self.XPath)))

    def _namespaces(self, node: Any) -> Any:
        """Return an XmlNamespaceManager with the prefixes of -Namespace."""
        owner = members.get_property(self.session, node, "NameTable")
        made = members.construct(self.session, self.session.types.resolve("System.Xml.XmlNamespaceManager"), [owner])
        for prefix, uri in self.Namespace.items():
            if uri is None:
                message = (
                    "This command cannot be run because the prefix value in the Namespace parameter is null. "
                    "Provide a valid value for the prefix, and then run the command again."
                )
                self.write_error(self.error("System.InvalidOperationException", message, "PrefixError", "InvalidOperation", self.Namespace))
                continue
            members.invoke_method(self.session, made, "AddNamespace", [str(prefix), str(uri)])
        return made
