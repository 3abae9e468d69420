"""Values as text, in PowerShell's two ways: `to_string` as in "$x" and [string], `net_string` as .NET's ToString() shows them.

Types of ``runtime.types`` take part through two optional methods of their Python class:

    format_text(format: str | None, culture: Culture) -> str    IFormattable.ToString (raises NetException for a bad format)
    __str__                                                      ToString() of a type that does not depend on the culture
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.runtime import culture as cultures
from pwsh_emu.runtime import limits
from pwsh_emu.runtime.enumeration import is_enumerable
from pwsh_emu.runtime.errors import ErrorRecord, ExceptionObject
from pwsh_emu.runtime.registry import type_of
from pwsh_emu.runtime.text import decimal_text, double_text, double_text_15, single_text, single_text_7
from pwsh_emu.runtime.values import (
    AUTOMATION_NULL,
    BigInteger,
    Byte,
    Char,
    Decimal,
    EnumValue,
    Hashtable,
    Int16,
    Int64,
    OrderedDictionary,
    PSArray,
    PSCustomObject,
    PSMember,
    PSNoteProperty,
    PSObject,
    PSScriptMethod,
    SByte,
    Single,
    SwitchParameter,
    TypeLiteral,
    UInt16,
    UInt32,
    UInt64,
)

if TYPE_CHECKING:
    from pwsh_emu.runtime.culture import Culture
    from pwsh_emu.runtime.session import Session
    from pwsh_emu.runtime.typesystem import PSType

TYPE_NAMES: dict[type, str] = {
    int: "System.Int32",
    float: "System.Double",
    str: "System.String",
    bool: "System.Boolean",
    Int64: "System.Int64",
    Int16: "System.Int16",
    SByte: "System.SByte",
    Byte: "System.Byte",
    UInt16: "System.UInt16",
    UInt32: "System.UInt32",
    UInt64: "System.UInt64",
    BigInteger: "System.Numerics.BigInteger",
    Single: "System.Single",
    Decimal: "System.Decimal",
    Char: "System.Char",
    Hashtable: "System.Collections.Hashtable",
    OrderedDictionary: "System.Collections.Specialized.OrderedDictionary",
    PSCustomObject: "System.Management.Automation.PSCustomObject",
    SwitchParameter: "System.Management.Automation.SwitchParameter",
    TypeLiteral: "System.RuntimeType",
    ErrorRecord: "System.Management.Automation.ErrorRecord",
}


def type_name(session: Session | None, value: Any) -> str:
    """Return the full .NET name of a value's type ($null has none: "")."""
    kind = type(value)
    found = TYPE_NAMES.get(kind)
    if found is not None:
        return found
    if kind is PSArray:
        return f"{value.element}[]"
    if kind is PSObject:
        return type_name(session, value.base)
    if kind is ExceptionObject:
        return str(value.type_name)
    if value is None or value is AUTOMATION_NULL:
        return ""
    ps_type = getattr(value, "ps_type", None)
    if ps_type is not None:
        return str(ps_type.full_name)
    return str(type_of(value).full_name)


# --- "$x" ---------------------------------------------------------------------------------------------------------------


def _bool_text(value: bool) -> str:
    return "True" if value else "False"


def _text(value: str) -> str:
    return str.__str__(value)


_QUICK: dict[type, Any] = {
    str: lambda value: value,
    int: str,
    bool: _bool_text,
    float: double_text_15,
    Char: _text,
    Int64: int.__str__,
    Int16: int.__str__,
    SByte: int.__str__,
    Byte: int.__str__,
    UInt16: int.__str__,
    UInt32: int.__str__,
    UInt64: int.__str__,
    Single: single_text_7,
    Decimal: decimal_text,
    type(None): lambda value: "",
    type(AUTOMATION_NULL): lambda value: "",
}


def to_string(session: Session | None, value: Any) -> str:
    """Return a value as text the way "$x" and [string] give it: the invariant culture, items of a list joined with $OFS."""
    quick = _QUICK.get(type(value))
    if quick is not None:
        return quick(value)  # type: ignore[no-any-return]
    return _object_string(session, value, True)


def as_string(session: Session | None, value: Any) -> str | None:
    """Convert a value to System.String: only [NullString]::Value gives $null."""
    return None if type(value).__name__ == "NullString" else to_string(session, value)


def item_string(session: Session | None, value: Any) -> str:
    """Return the text of an item of a list or a property of a custom object: lists inside show their type."""
    quick = _QUICK.get(type(value))
    if quick is not None:
        return quick(value)  # type: ignore[no-any-return]
    return _object_string(session, value, False)


def _object_string(session: Session | None, value: Any, recurse: bool) -> str:
    kind = type(value)
    extended = getattr(value, "extended", None)
    if extended:
        own = _own_to_string(session, value, extended)
        if own is not None:
            return own
    if kind is PSCustomObject:
        own = _own_to_string(session, value, value.members)
        if own is not None:
            return own
        return custom_object_text(session, value) if recurse else ""
    if kind is PSObject:
        if not recurse and value.token_text is not None:
            return value.token_text  # type: ignore[no-any-return]
        return to_string(session, value.base) if recurse else item_string(session, value.base)
    if kind is TypeLiteral:
        return type_display_name(session, value.of)
    if is_enumerable(value) and kind is not EnumValue:
        if not recurse:
            return net_string(value, session, cultures.invariant())
        return limits.join(separator(session), [item_string(session, item) for item in value])
    return net_string(value, session, cultures.invariant())


def _own_to_string(session: Session | None, value: Any, members: dict[str, Any]) -> str | None:
    """Call a ToString method that Add-Member put on an object."""
    for name, member in members.items():
        if isinstance(member, PSScriptMethod) and name.lower() == "tostring":
            result = member.script.invoke([], this=value)
            return to_string(session, result[0] if len(result) == 1 else PSArray(result)) if result else ""
    return None


def custom_object_text(session: Session | None, value: PSCustomObject) -> str:
    """Return ``@{a=1; b=2}``."""
    parts = []
    for name, member in value.members.items():
        if isinstance(member, PSMember):
            if member.member_type not in ("NoteProperty", "ScriptProperty", "AliasProperty", "CodeProperty") or member.hidden:
                continue
            if isinstance(member, PSNoteProperty):
                shown = member.value
            elif session is None:
                continue
            else:
                from pwsh_emu.runtime import members

                shown = members.get_property(session, value, name)
        else:
            shown = member
        parts.append(f"{name}={item_string(session, shown)}")
    return "@{" + "; ".join(parts) + "}" if parts else ""


def separator(session: Session | None) -> str:
    """Return $OFS, a space where it is not set."""
    if session is None:
        return " "
    cell = session.scope.find("ofs")
    if cell is None or cell.value is None:
        return " "
    return cell.value if type(cell.value) is str else net_string(cell.value, session)


def type_display_name(session: Session | None, of: PSType) -> str:
    """Return a type's name as PowerShell shows it: its accelerator ("int", "string[]") or its full name."""
    from pwsh_emu.runtime.typenames import display_name

    return str(display_name(of))  # a script's class spells its name as something else than a plain string


# --- ToString() ------------------------------------------------------------------------------------------------------------


def net_string(value: Any, session: Session | None = None, culture: Culture | None = None) -> str:
    """Return what .NET's ToString() gives, in a culture (the session's current one where none is given)."""
    kind = type(value)
    if kind is str:
        return value  # type: ignore[no-any-return]
    if value is None or value is AUTOMATION_NULL:
        return ""
    if kind is bool:
        return "True" if value else "False"
    if kind is int and value >= 0:
        return str(value)
    if isinstance(value, (int, float, Decimal)):
        return number_string(value, session, culture)
    if kind is Char:
        return str.__str__(value)
    if kind is PSObject:
        return value.token_text if value.token_text is not None else net_string(value.base, session, culture)
    if kind is PSArray:
        return f"{value.element}[]"
    if kind is EnumValue:
        return str(value)
    if kind is TypeLiteral:
        return str(value.of.full_name)
    if kind is PSCustomObject:
        return custom_object_text(session, value)
    if kind is Hashtable or kind is OrderedDictionary:
        return TYPE_NAMES[kind]
    if kind is SwitchParameter:
        return "True" if value.is_present else "False"
    if kind is ErrorRecord:
        return str(value.message)
    if kind is ExceptionObject:
        return exception_text(value)
    formatter = getattr(value, "format_text", None)
    if formatter is not None:
        return str(formatter(None, culture or cultures.current(session)))
    return _plain_string(session, value)


def number_string(value: Any, session: Session | None = None, culture: Culture | None = None) -> str:
    """Return a number's ToString() in a culture."""
    if culture is None and cultures.is_default(session):
        if isinstance(value, float):
            shown = single_text(value) if type(value) is Single else double_text(value)
            return shown.replace("Infinity", "\u221e") if shown.endswith("y") else shown
        if isinstance(value, Decimal):
            return decimal_text(value)
    from pwsh_emu.runtime.numberformat import format_number

    return format_number(value, None, culture or cultures.current(session))


def exception_text(value: ExceptionObject) -> str:
    """Return Exception.ToString(): type and message, with inner exceptions."""
    shown = f"{value.type_name}: {value.message}" if value.message else value.type_name
    if value.inner is not None:
        shown += f"\n ---> {exception_text(value.inner)}\n   --- End of inner exception stack trace ---"
    if value.stack_trace:
        shown += "\n" + value.stack_trace
    return shown


def _plain_string(session: Session | None, value: Any) -> str:
    """Call the ToString of a script class, Python's __str__ where the value's class has one of its own, or show the type's name."""
    kind = type(value)
    if session is not None and session.types is not None:
        own = _script_to_string(session, value)
        if own is not None:
            return own
    if getattr(kind, "__str__", None) is not object.__str__ and kind.__module__ != "builtins":
        return str(value)
    text = getattr(value, "text", None)
    if isinstance(text, str) and hasattr(value, "ast"):
        return text
    if session is not None and session.types is not None:
        return str(session.types.type_of(value).to_string())
    return type_name(session, value)


def _script_to_string(session: Session, value: Any) -> str | None:
    """Call the ToString that a class of a script declares; None where the value is of no such class."""
    from pwsh_emu.runtime.knowntypes import KnownType

    for one in session.types.type_of(value).bases():
        if isinstance(one, KnownType):
            return None
        if "tostring" in one.methods:
            from pwsh_emu.runtime import members

            return to_string(session, members.invoke_method(session, value, "ToString", []))
    return None
