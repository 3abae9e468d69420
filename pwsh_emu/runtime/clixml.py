"""CLIXML: objects as PowerShell serializes them, and what comes back ("Deserialized." objects with their properties only)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from pwsh_emu.runtime.convert_text import net_string, to_string, type_name
from pwsh_emu.runtime.enumeration import is_enumerable
from pwsh_emu.runtime.errors import NetException, PSError
from pwsh_emu.runtime.text import characters, decimal_text
from pwsh_emu.runtime.values import (
    AUTOMATION_NULL,
    BigInteger,
    Byte,
    Char,
    Decimal,
    EnumValue,
    Extensible,
    Hashtable,
    Int16,
    Int64,
    OrderedDictionary,
    PSArray,
    PSCustomObject,
    PSMember,
    PSObject,
    PSScriptMethod,
    SByte,
    Single,
    SwitchParameter,
    UInt16,
    UInt32,
    UInt64,
)
from pwsh_emu.runtime.xmltext import (
    boolean_text,
    decode_controls,
    duration_text,
    duration_ticks,
    encode_controls,
    escape_attribute,
    escape_text,
    real_text,
)

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from pwsh_emu.runtime.session import Session

DEFAULT_DEPTH = 2
NAMESPACE = "http://schemas.microsoft.com/powershell/2004/04"
_INTEGER_TAGS: dict[type, str] = {int: "I32", Int64: "I64", Int16: "I16", SByte: "SB", Byte: "By", UInt16: "U16", UInt32: "U32", UInt64: "U64"}
_INTEGER_CLASSES: dict[str, Callable[[int], Any]] = {
    "I32": int, "I64": Int64, "I16": Int16, "SB": SByte, "By": Byte, "U16": UInt16, "U32": UInt32, "U64": UInt64,
}  # fmt: skip
_DATE = "yyyy'-'MM'-'dd'T'HH':'mm':'ss.FFFFFFFK"
_PREFIX = "Deserialized."
# Types that come back as themselves: the properties that their constructor takes, none for those made from their text.
_REHYDRATED: dict[str, tuple[str, ...]] = {
    "System.Management.Automation.PSCredential": ("UserName", "Password"),
    "System.Net.Mail.MailAddress": ("Address", "DisplayName"),
    "System.Net.IPAddress": (),
    "System.Globalization.CultureInfo": ("Name",),
    "System.Management.Automation.SwitchParameter": (),
}


# --- writing ----------------------------------------------------------------------------------------------------------------


class CliXmlWriter:
    """Writes objects as the elements of one document; reference numbers run through it."""

    def __init__(self, session: Session, depth: int = DEFAULT_DEPTH) -> None:
        self.session = session
        self.depth = depth
        self._objects = 0
        self._numbers: dict[int, tuple[int, Any]] = {}  # by id; the object is kept so that its id stays its own
        self._types: dict[tuple[str, ...], int] = {}
        self._lines: list[str] = []

    def document(self, values: list[Any]) -> str:
        """Return the document of top-level objects."""
        self._lines = [f'<Objs Version="1.1.0.1" xmlns="{NAMESPACE}">']
        for value in values:
            self._write(value, None, self.depth, 1)
        self._lines.append("</Objs>")
        return "\n".join(self._lines)

    def stream_document(self, values: list[Any], stream: str) -> str:
        """Return the document of objects in one line, each marked with its stream: what -OutputFormat Xml prints."""
        first, *lines = self.document(values).split("\n")
        marked = [re.sub(r"^  <(\w+)", rf'<\1 S="{stream}"', line) if re.match(r"  <\w", line) else line.strip() for line in lines]
        return first + "".join(marked)

    def _line(self, level: int, text: str) -> None:
        self._lines.append("  " * level + text)

    def _write(self, value: Any, name: str | None, depth: int, level: int) -> None:
        named = f' N="{escape_attribute(encode_controls(name))}"' if name is not None else ""
        base = value.base if type(value) is PSObject else value
        if base is None or base is AUTOMATION_NULL:
            self._line(level, f"<Nil{named} />")
            return
        extended = value.extended if type(value) is PSObject else None
        scalar = self._scalar(base)
        if scalar is not None and not extended:
            tag, text = scalar
            self._line(
                level,
                f"<{tag}{named}>{escape_text(encode_controls(text))}</{tag}>"
                if text
                else f"<{tag}{named}></{tag}>"
                if tag == "S"
                else f"<{tag}{named} />",
            )
            return
        if depth < 0:
            self._line(level, f"<S{named}>{escape_text(encode_controls(to_string(self.session, base)))}</S>")
            return
        known = self._numbers.get(id(value)) if scalar is None else None
        if known is not None:
            self._line(level, f'<Ref{named} RefId="{known[0]}" />')
            return
        number = self._objects
        self._objects += 1
        if scalar is None:
            self._numbers[id(value)] = (number, value)
        self._line(level, f'<Obj{named} RefId="{number}">')
        self._body(value, base, scalar, depth, level + 1)
        self._line(level, "</Obj>")

    def _body(self, value: Any, base: Any, scalar: tuple[str, str] | None, depth: int, level: int) -> None:
        if scalar is not None:
            tag, text = scalar
            self._line(level, f"<{tag}>{escape_text(encode_controls(text))}</{tag}>")
            self._notes(value, depth, level)
            return
        self._type_names(value, level)
        if isinstance(base, EnumValue):
            self._line(level, f"<ToString>{escape_text(str(base))}</ToString>")
            self._line(level, f"<I32>{base.value}</I32>")
        elif isinstance(base, Hashtable) or getattr(base, "is_dictionary", False):
            self._line(level, "<DCT>")
            for key, item in base.items():
                self._line(level + 1, "<En>")
                self._write(key, "Key", depth - 1, level + 2)
                self._write(item, "Value", depth - 1, level + 2)
                self._line(level + 1, "</En>")
            self._line(level, "</DCT>")
            self._notes(value, depth, level)
        elif is_enumerable(base):
            tag = self._list_tag(base)
            self._line(level, f"<{tag}>")
            for item in base:
                self._write(item, None, depth - 1, level + 1)
            self._line(level, f"</{tag}>")
            self._notes(value, depth, level)
        else:
            self._properties(value, base, depth, level)

    def _list_tag(self, base: Any) -> str:
        name = type_name(self.session, base)
        return "QUE" if name.startswith("System.Collections.Queue") else "STK" if name.startswith("System.Collections.Stack") else "LST"

    def _type_names(self, value: Any, level: int) -> None:
        names = tuple(self.session.types.type_names(value))
        known = self._types.get(names)
        if known is not None:
            self._line(level, f'<TNRef RefId="{known}" />')
            return
        number = self._types[names] = len(self._types)
        self._line(level, f'<TN RefId="{number}">')
        for name in names:
            self._line(level + 1, f"<T>{escape_text(name)}</T>")
        self._line(level, "</TN>")

    def _notes(self, value: Any, depth: int, level: int) -> None:
        extended = getattr(value, "extended", None)
        if not extended:
            return
        pairs = [(name, member) for name, member in extended.items() if not isinstance(member, PSMember)]
        self._members("MS", pairs, depth, level)

    def _properties(self, value: Any, base: Any, depth: int, level: int) -> None:
        from pwsh_emu.runtime import members

        if type(base) is PSCustomObject:
            pairs = []
            for name, member in base.members.items():
                if isinstance(member, PSMember):
                    if not member.member_type.endswith("Property"):
                        continue
                    member = self._read(lambda name=name: members.get_property(self.session, value, name))  # type: ignore[misc]
                pairs.append((name, member))
            self._members("MS", pairs, depth, level)
            return
        self._line(level, f"<ToString>{escape_text(encode_controls(to_string(self.session, base)))}</ToString>")
        native: list[tuple[str, Any]] = []
        added: list[tuple[str, Any]] = []
        for view in members.properties_of(self.session, value):
            pair = (view.name, self._read(lambda view=view: view.value(self.session)))  # type: ignore[misc]
            (native if view.member_type == "Property" else added).append(pair)
        self._members("Props", native, depth, level)
        self._members("MS", added, depth, level)

    def _members(self, tag: str, pairs: list[tuple[str, Any]], depth: int, level: int) -> None:
        if not pairs:
            return
        self._line(level, f"<{tag}>")
        for name, item in pairs:
            self._write(item, name, depth - 1, level + 1)
        self._line(level, f"</{tag}>")

    def _read(self, get: Callable[[], Any]) -> Any:
        try:
            return get()
        except (PSError, NetException):
            return None

    def _scalar(self, value: Any) -> tuple[str, str] | None:
        """Return tag and text of a value that is no object; None for those."""
        kind = type(value)
        if kind is str:
            return "S", value
        if kind is bool:
            return "B", boolean_text(value)
        tag = _INTEGER_TAGS.get(kind)
        if tag is not None:
            return tag, str(int(value))
        if kind is Char:
            return "C", str(ord(value))
        if kind is float:
            return "Db", real_text(value)
        if kind is Single:
            return "Sg", real_text(value)
        if kind is Decimal:
            return "D", decimal_text(value)
        if kind is SwitchParameter or kind is BigInteger or isinstance(value, EnumValue):
            return None
        if isinstance(value, PSArray) and value.element == "System.Byte":
            from base64 import b64encode

            return "BA", b64encode(bytes(value)).decode("ascii")
        return self._named_scalar(value, type_name(self.session, value))

    def _named_scalar(self, value: Any, name: str) -> tuple[str, str] | None:
        from pwsh_emu.runtime import culture, members

        if name == "System.DateTime":
            return "DT", value.format_text(_DATE, culture.invariant())
        if name == "System.TimeSpan":
            return "TS", duration_text(int(members.get_property(self.session, value, "Ticks")))
        if name == "System.Guid":
            return "G", net_string(value, self.session)
        if name == "System.Uri":
            return "URI", net_string(value, self.session)
        if name == "System.Version":
            return "Version", net_string(value, self.session)
        if name == "System.Management.Automation.ScriptBlock":
            return "SBK", net_string(value, self.session)
        if name == "System.Security.SecureString":
            return "SS", value.secret.encode("utf-16-le", "surrogatepass").hex()
        if name == "System.Xml.XmlDocument":
            return "XD", to_string(self.session, members.get_property(self.session, value, "OuterXml"))
        return None


# --- reading -------------------------------------------------------------------------------------------------------------------


class CliXmlError(Exception):
    """Text that is no CLIXML; ``message`` says why."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class _FixedText:
    """Stands for the script of a ToString that gives the text an object had."""

    def __init__(self, text: str) -> None:
        self.text = text

    def invoke(self, *arguments: Any, **options: Any) -> list[Any]:
        """Return the text."""
        return [self.text]


class CliXmlReader:
    """Reads a document's objects."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._types: dict[str, list[str]] = {}
        self._objects: dict[str, Any] = {}

    def read(self, text: str) -> list[Any]:
        """Return the top-level objects of a document. Raises CliXmlError."""
        from xml.etree.ElementTree import ParseError

        from pwsh_emu.runtime.xmltext import NO_DTD, root_element

        try:
            root = root_element(characters(text.lstrip("\ufeff")))
        except ParseError as error:
            if error.msg == NO_DTD:
                raise CliXmlError(NO_DTD) from None
            line, column = error.position
            raise CliXmlError(f"Data at the root level is invalid. Line {line}, position {column + 1}.") from None
        if _tag(root) != "Objs":
            raise CliXmlError("Element 'Objs' with namespace name 'http://schemas.microsoft.com/powershell/2004/04' was not found.")
        return [self.value(element) for element in root]

    def value(self, element: Element) -> Any:
        """Return the value of an element."""
        tag = _tag(element)
        text = element.text or ""
        if tag == "S":
            return decode_controls(text)
        if tag == "Nil":
            return None
        if tag == "B":
            return text == "true"
        make = _INTEGER_CLASSES.get(tag)
        if make is not None:
            return make(int(text))
        if tag == "Obj":
            return self._object(element)
        if tag == "Ref":
            return self._objects.get(element.get("RefId", ""))
        return self._other_scalar(tag, text)

    def _other_scalar(self, tag: str, text: str) -> Any:
        from pwsh_emu.runtime.convert_numbers import to_decimal, to_single

        if tag == "C":
            return Char(chr(int(text)))
        if tag in ("Db", "Sg"):
            number = {"INF": float("inf"), "-INF": float("-inf"), "NaN": float("nan")}.get(text)
            real = float(text) if number is None else number
            return real if tag == "Db" else to_single(real)
        if tag == "D":
            import decimal

            return Decimal(decimal.Decimal(text)) if text else to_decimal(None, 0)
        if tag == "BA":
            from base64 import b64decode

            return PSArray([Byte(byte) for byte in b64decode(text)], "System.Byte")
        if tag == "TS":
            return self._convert("System.TimeSpan", Int64(duration_ticks(text)))
        if tag == "DT":
            return self._date(text)
        if tag == "SS":
            from pwsh_emu.runtime.types.network import SecureString

            return SecureString(bytes.fromhex(text).decode("utf-16-le", "replace"))
        names = {"G": "System.Guid", "URI": "System.Uri", "Version": "System.Version", "XD": "System.Xml.XmlDocument"}
        if tag in names:
            return self._convert(names[tag], decode_controls(text))
        return decode_controls(text)

    def _convert(self, name: str, value: Any) -> Any:
        from pwsh_emu.runtime import conversion

        return conversion.convert(self.session, value, self.session.types.resolve(name))

    def _date(self, text: str) -> Any:
        from pwsh_emu.runtime import culture, members

        types = self.session.types
        styles = types.resolve("System.Globalization.DateTimeStyles").named("RoundtripKind")
        return members.invoke_static(self.session, types.resolve("System.DateTime"), "Parse", [text, culture.invariant(), styles])

    # --- objects ---
    def _object(self, element: Element) -> Any:
        names = self._type_names(element)
        result: Any = None
        extras: dict[str, Any] = {}
        shown: str | None = None
        for child in element:
            tag = _tag(child)
            if tag == "TN" or tag == "TNRef":
                continue
            if tag == "ToString":
                shown = decode_controls(child.text or "")
            elif tag in ("MS", "Props"):
                for member in child:
                    extras[decode_controls(member.get("N", ""))] = self.value(member)
            elif tag == "DCT":
                result = self._dictionary(child, names)
            elif tag in ("LST", "QUE", "STK", "IE"):
                result = self._list(tag, [self.value(item) for item in child])
            else:
                result = self.value(child)
        return self._finished(element, names, result, extras, shown)

    def _finished(self, element: Element, names: list[str], result: Any, extras: dict[str, Any], shown: str | None) -> Any:
        if result is None and names and names[0] in _REHYDRATED:
            result = self._rehydrated(names[0], extras, shown)
        elif result is None:
            result = PSCustomObject(extras, [_PREFIX + name for name in names] if names else None)
            if shown is not None and "System.Management.Automation.PSCustomObject" not in names:
                shows = PSScriptMethod("ToString", _FixedText(shown))
                shows.hidden = True
                result.members["ToString"] = shows
        elif extras or (shown is not None and not isinstance(result, (Hashtable, list))):
            target = result if hasattr(result, "extended") else PSObject(result)
            target.extended = dict(extras)
            if names:
                target.added_type_names = [_PREFIX + name for name in names]
            result = target
        number = element.get("RefId")
        if number is not None:
            self._objects[number] = result
        return result

    def _rehydrated(self, name: str, properties: dict[str, Any], shown: str | None) -> Any:
        """Return an object of a type that comes back as itself (DeserializingTypeConverter)."""
        from pwsh_emu.runtime import members

        if name == "System.Management.Automation.SwitchParameter":
            return SwitchParameter(bool(properties.get("IsPresent")))
        wanted = _REHYDRATED[name]
        arguments = [properties.get(one) for one in wanted] if wanted else [shown]
        if wanted:
            return members.construct(self.session, self.session.types.resolve(name), arguments)
        return self._convert(name, arguments[0])

    def _type_names(self, element: Element) -> list[str]:
        for child in element:
            tag = _tag(child)
            if tag == "TN":
                names = [name.text or "" for name in child]
                self._types[child.get("RefId", "")] = names
                return names
            if tag == "TNRef":
                return self._types.get(child.get("RefId", ""), [])
        return []

    def _dictionary(self, element: Element, names: list[str]) -> Hashtable:
        ordered = bool(names) and names[0] == "System.Collections.Specialized.OrderedDictionary"
        table: Hashtable = OrderedDictionary() if ordered else Hashtable()
        for entry in element:
            key = value = None
            for part in entry:
                if part.get("N") == "Key":
                    key = self.value(part)
                else:
                    value = self.value(part)
            table.set(key, value)
        return table

    def _list(self, tag: str, items: list[Any]) -> Any:
        from pwsh_emu.runtime import members

        name = {"QUE": "System.Collections.Queue", "STK": "System.Collections.Stack"}.get(tag, "System.Collections.ArrayList")
        return members.construct(self.session, self.session.types.resolve(name), [PSArray(items)])


TRANSPORT_DEPTH = 1  # how deep remoting and jobs serialize


def transported(session: Session, value: Any, notes: dict[str, Any]) -> Any:
    """Return an object as it comes out of another process: serialized and read again, with notes added that say where it came from."""
    base = value.base if type(value) is PSObject else value
    if base is None or base is AUTOMATION_NULL or type_name(session, base).startswith("Microsoft.PowerShell.Commands.Internal.Format."):
        return value
    read = CliXmlReader(session).read(CliXmlWriter(session, TRANSPORT_DEPTH).document([value]))[0]
    if type(read) is PSCustomObject:
        read.members.update(notes)
        return read
    target: Any = read if isinstance(read, Extensible) else PSObject(read)
    target.extended = {**(target.extended or {}), **notes}
    return target


def _tag(element: Element) -> str:
    return element.tag.rpartition("}")[2]
