"""Conversion to arrays, lists, dictionaries and custom objects, and making objects from dictionaries of their properties."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from pwsh_emu.runtime.castfailure import InvalidCastError, failed, no_conversion
from pwsh_emu.runtime.convert_text import as_string, to_string
from pwsh_emu.runtime.enumeration import is_enumerable
from pwsh_emu.runtime.errors import ExceptionObject, NetException, PSError
from pwsh_emu.runtime.values import AUTOMATION_NULL, Char, Hashtable, PSArray, PSCustomObject, PSObject

if TYPE_CHECKING:
    from pwsh_emu.runtime.session import Session
    from pwsh_emu.runtime.typesystem import PSType

OBJECT = "System.Object"


def to_array(session: Session, value: Any, target: PSType) -> Any:
    """Convert a value that is not $null to an array type: each item, or the value as the only item."""
    from pwsh_emu.runtime import conversion

    element = target.element
    assert element is not None
    kind = type(value)
    if kind is PSArray:
        if value.element == element.full_name and target.rank <= 1:
            return value
        return convert_items(session, value, element)
    if kind is str and element.full_name == "System.Char":
        return PSArray([Char(character) for character in value], element.full_name)
    if target.rank > 1 and session.types.is_instance(value, target):
        return value
    if is_enumerable(value):
        try:
            return convert_items(session, value, element)
        except InvalidCastError as error:
            raise failed(session, value, target, "InvalidCastExceptionEnumerableToArray", error.cast) from None
    if not conversion.has_conversion(session, value, element):
        return conversion.convert_generally(session, value, target)
    try:
        return PSArray([conversion.convert(session, value, element)], element.full_name)
    except InvalidCastError as error:
        if conversion.is_convertible(session, value):
            return conversion.convert_generally(session, value, target)
        raise failed(session, value, target, "InvalidCastExceptionScalarToArray", error.cast) from None


def convert_items(session: Session, items: Iterable[Any], element: PSType) -> PSArray:
    """Convert each item to the element type of a new array."""
    from pwsh_emu.runtime import conversion

    name = element.full_name
    if name == OBJECT:
        return PSArray([None if item is AUTOMATION_NULL else item for item in items])
    if name == "System.String":
        return PSArray([item if type(item) is str else as_string(session, item) for item in items], name)
    convert = conversion.convert
    return PSArray([convert(session, item, element) for item in items], name)


def to_plain_array(session: Session, value: Any) -> Any:
    """Convert to System.Array: an array stays, other lists become Object[], a scalar its only item."""
    if type(value) is PSArray or getattr(getattr(value, "ps_type", None), "rank", 0) > 1:
        return value
    if is_enumerable(value):
        return PSArray(value)
    return PSArray([value])


def is_dictionary(session: Session | None, value: Any) -> bool:
    """Tell whether a value is an IDictionary."""
    return isinstance(value, Hashtable) or bool(getattr(value, "is_dictionary", False))


def dictionary_items(value: Any) -> list[tuple[Any, Any]]:
    """Return the pairs of an IDictionary, in its order."""
    return list(value.items())


def to_hashtable(session: Session, value: Any, target: PSType) -> Any:
    """Convert a dictionary to Hashtable, keys without regard to case."""
    from pwsh_emu.runtime import conversion

    if is_dictionary(session, value):
        if type(value) is Hashtable:
            return value
        return Hashtable(dictionary_items(value))
    return conversion.convert_generally(session, value, target)


def custom_object(session: Session, value: Any) -> Any:
    """Convert as [pscustomobject] does: a dictionary becomes an object with its keys as properties, anything else stays."""
    if value is None or value is AUTOMATION_NULL:
        return None
    base = value.base if type(value) is PSObject else value
    if not is_dictionary(session, base):
        return value
    result = PSCustomObject()
    members = result.members
    spelled: dict[str, str] = {}
    for key, item in dictionary_items(base):
        name = to_string(session, key)
        if not name:
            target = "System.Management.Automation.LanguagePrimitives+InternalPSCustomObject"
            reason = (
                'Cannot process argument because the value of argument "name" is not valid. Change the value of the "name" argument and run the '
                "operation again."
            )
            raise failed(session, base, target, "InvalidCastConstructorException", ExceptionObject(_ARGUMENT_EXCEPTION, reason))
        known = spelled.setdefault(name.lower(), name)
        if known.lower() == "pstypename" and item is not None:
            result.type_names = [to_string(session, item), "System.Management.Automation.PSCustomObject", "System.Object"]
            continue
        members[known] = None if item is AUTOMATION_NULL else item
    return result


_ARGUMENT_EXCEPTION = "System.Management.Automation.PSArgumentException"


# --- objects from properties -----------------------------------------------------------------------------------------------


def from_dictionary(session: Session, value: Any, target: PSType) -> Any:
    """Make an object with its constructor that takes nothing, then set a property for each key."""
    return _with_properties(session, dictionary_items(value), target, value)


def from_properties(session: Session, value: Any, target: PSType) -> Any:
    """Make an object from a custom object's properties; a property the type lacks makes the conversion fail."""
    from pwsh_emu.runtime import members

    pairs = [(view.name, members.get_property(session, value, view.name)) for view in members.properties_of(session, value)]
    try:
        return _with_properties(session, pairs, target, value)
    except InvalidCastError as error:
        if error.error_id == "ObjectCreationError" and "was not found for" in error.message:
            raise failed(session, value, target, "InvalidCastConstructorException", no_conversion(session, value, target).cast) from None
        raise failed(session, value, target, "InvalidCastConstructorException", error.cast) from None


def _with_properties(session: Session, pairs: list[tuple[Any, Any]], target: PSType, value: Any) -> Any:
    from pwsh_emu.runtime import members

    made = members.default_value(target) if target.is_value_type else members.MISSING
    try:
        if made is members.MISSING:
            made = members.construct(session, target, [])
    except (PSError, NetException) as error:
        inner = error.exception if isinstance(error, NetException) else error.record.exception
        raise failed(session, value, target, "InvalidCastConstructorException", inner) from None
    settable: dict[str, tuple[str, str]] | None = None
    for key, item in pairs:
        name = to_string(session, key)
        if settable is None:
            settable = _settable(session, made, target)
        if name.lower() not in settable and not _is_extension(session, made, name):
            listed = ", ".join(f"[{shown} <{kind}>]" for shown, kind in settable.values())
            known = f"The settable properties are: {listed}." if settable else "There is no settable property available."
            sentence = f"The property '{name}' was not found for the '{target.full_name}' object. {known}"
            raise InvalidCastError("ObjectCreationError", f'Cannot create object of type "{target.full_name}". {sentence}')
        try:
            members.set_property(session, made, name, item)
        except PSError as error:
            inner = error.record.exception
            cast = error.cast if isinstance(error, InvalidCastError) else inner.inner or inner
            raise InvalidCastError("ObjectCreationError", f'Cannot create object of type "{target.full_name}". {cast.message}', cast) from None
    return made


def _settable(session: Session, made: Any, target: PSType) -> dict[str, tuple[str, str]]:
    """Return lower-case name to (name, type) of the properties that can be set."""
    from pwsh_emu.runtime import members
    from pwsh_emu.runtime.typesystem import EnumType

    if isinstance(target, EnumType):
        return {"value__": ("value__", target.underlying)}
    listed = getattr(members, "settable_properties", None)
    if listed is not None:
        return {name.lower(): (name, kind) for name, kind in listed(session, made)}
    found: dict[str, tuple[str, str]] = {}
    current: Any = target
    while current is not None and not isinstance(current, str):
        for key, item in current.properties.items():
            if item.setter is not None:
                found.setdefault(key, (item.name, _full_name(session, item.type_name)))
        current = current.base
        if isinstance(current, str):
            current = session.types.resolve(current) if session.types is not None else None
    return found


def _is_extension(session: Session, made: Any, name: str) -> bool:
    """Tell whether type data gives an object a property that can be set: whose alias it is, or that has a second script."""
    from pwsh_emu.runtime import typedata

    member = typedata.find_member(session, session.types.type_names(made), name.lower())
    return member is not None and (member.member_type in ("AliasProperty", "NoteProperty") or getattr(member, "setter", None) is not None)


def _full_name(session: Session, name: str) -> str:
    try:
        return str(session.types.resolve(name).full_name)
    except PSError:
        return name


# --- lists from items --------------------------------------------------------------------------------------------------------


def list_element(session: Session, target: PSType) -> PSType | None:
    """Return the element type of a generic collection that can be made from a sequence of items; None for other types."""
    if target.definition is None or len(target.arguments) != 1 or target.is_abstract or target.is_interface:
        return None
    for overload in target.constructors:
        if "IEnumerable" in overload.signature or "IList" in overload.signature or "ICollection" in overload.signature:
            return target.arguments[0]
    return None


def to_list(session: Session, value: Any, target: PSType, element: PSType) -> Any:
    """Make a generic collection from a list's items, or from one value: a list that is itself of the element type is such a one."""
    from pwsh_emu.runtime import members

    items = list(value) if is_enumerable(value) and not _is_item(session, value, element) else [value]
    try:
        array = convert_items(session, items, element)
    except InvalidCastError:
        if not is_enumerable(value):
            raise
        raise no_conversion(session, value, target) from None
    return members.construct(session, target, [array])


def _is_item(session: Session, value: Any, element: PSType) -> bool:
    """Tell whether a list goes into a collection as one item, for its type is the element's and no constructor takes its items."""
    base = value.base if type(value) is PSObject else value
    if element.full_name == "System.String" or not session.types.is_instance(base, element):
        return False
    return not session.types.is_instance(base, session.types.resolve(f"System.Collections.Generic.IEnumerable[{element.full_name}]"))
