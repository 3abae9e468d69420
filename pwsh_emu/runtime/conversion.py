"""LanguagePrimitives: conversion of any value to any type, in PowerShell's order of preference.

    convert(session, value, target)        the value as the target type, or InvalidCastError
    try_convert(session, value, target)    (True, value) or (False, None), as -as does
    to_bool, to_string, net_string, to_int the commonest, directly

The order: $null; the type itself; nullable; what the language knows (bool, string, numbers, arrays, enumerations, types);
a static Parse for strings; a constructor with one parameter; implicit and explicit operators; IConvertible; a dictionary's or custom
object's properties; a collection from items. `registry.converters` may hold a function for a type that wants its own way in.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from pwsh_emu.runtime import convert_collections as collections
from pwsh_emu.runtime import convert_enums, convert_numbers
from pwsh_emu.runtime.castfailure import CAST_EXCEPTION, InvalidCastError, failed, invalid_cast, no_conversion
from pwsh_emu.runtime.convert_numbers import CONVERTIBLE_NAMES, INTEGERS
from pwsh_emu.runtime.convert_text import TYPE_NAMES, as_string, net_string, to_string, type_name
from pwsh_emu.runtime.enumeration import is_enumerable
from pwsh_emu.runtime.errors import ExceptionObject, NetException, PSError
from pwsh_emu.runtime.values import (
    AUTOMATION_NULL,
    BigInteger,
    Char,
    Decimal,
    EnumValue,
    PSArray,
    PSCustomObject,
    PSObject,
    PSReference,
    Single,
    SwitchParameter,
    TypeLiteral,
)

if TYPE_CHECKING:
    from pwsh_emu.runtime.session import Session
    from pwsh_emu.runtime.typesystem import EnumType, Overload, PSType

Converter = Callable[["Session", Any, "PSType"], Any]

__all__ = [
    "InvalidCastError", "convert", "convert_generally", "has_conversion", "is_convertible", "net_string", "to_bool", "to_int", "to_string",
    "try_convert", "type_name",
]  # fmt: skip

_ANYTHING = frozenset(("System.Object", "System.Management.Automation.PSObject", "System.Management.Automation.PSCustomObject"))

_AS_WRITTEN = frozenset(
    ("System.Version", "System.Management.Automation.SemanticVersion", "System.Uri")
)  # a number argument is read as its source text


# --- the way in --------------------------------------------------------------------------------------------------------------


def convert(session: Session, value: Any, target: PSType) -> Any:
    """Convert a value to a type. Raises InvalidCastError with PowerShell's id and message."""
    if value is None or value is AUTOMATION_NULL:
        return _from_null(session, target)
    name = target.full_name
    direct = _DIRECT.get(name)
    if direct is not None:
        if type(value) is PSObject and name not in _ANYTHING:
            value = value.base if value.token_text is None or name != "System.String" else value.token_text
        return direct(session, value, target)
    if type(value) is PSObject:
        if session.types is not None and session.types.is_instance(value, target):
            return value
        value = value.base if value.token_text is None or name not in _AS_WRITTEN else value.token_text
    if target.element is not None:
        return collections.to_array(session, value, target)
    return convert_generally(session, value, target)


def try_convert(session: Session, value: Any, target: PSType) -> tuple[bool, Any]:
    """Convert where that is possible: (True, value), else (False, None)."""
    try:
        return True, convert(session, value, target)
    except PSError:
        return False, None


def to_int(session: Session | None, value: Any) -> int:
    """Convert a value to Int32."""
    if type(value) is int:
        return value
    if value is None or value is AUTOMATION_NULL:
        return 0
    if type(value) is PSObject:
        value = value.base
    return convert_numbers.to_integer(session, value, convert_numbers.INT32)  # type: ignore[no-any-return]


# --- $null and Boolean -------------------------------------------------------------------------------------------------------


def _from_null(session: Session, target: PSType) -> Any:
    name = target.full_name
    kind = INTEGERS.get(name)
    if kind is not None:
        return kind.python(0)
    if name in _NULLS:
        return _NULLS[name]()
    if target.definition == "System.Nullable`1" or not target.is_value_type:
        return None
    from pwsh_emu.runtime.typesystem import EnumType

    if isinstance(target, EnumType):
        raise convert_enums.from_null(target)
    raise InvalidCastError("nullToObjectInvalidCast", f'Cannot convert null to type "{name}".')


_NULLS: dict[str, Callable[[], Any]] = {
    "System.String": str,
    "System.Boolean": lambda: False,
    "System.Char": lambda: Char("\0"),
    "System.Double": float,
    "System.Single": lambda: Single(0.0),
    "System.Decimal": lambda: Decimal(0),
    "System.Numerics.BigInteger": lambda: BigInteger(0),
    "System.Management.Automation.SwitchParameter": lambda: SwitchParameter(False),
    "System.Void": lambda: AUTOMATION_NULL,
}


def to_bool(value: Any) -> bool:
    """Tell whether a value counts as true."""
    kind = type(value)
    if kind is bool:
        return value  # type: ignore[no-any-return]
    if kind is str or kind is int or kind is float:
        return bool(value)
    if value is None or value is AUTOMATION_NULL:
        return False
    if kind is PSArray or isinstance(value, list):
        return _list_to_bool(value)
    if kind is Char:
        return bool(value != "\0")
    if kind is PSObject:
        return to_bool(value.base)
    if isinstance(value, (int, float, Decimal)):
        return bool(value)
    if kind is SwitchParameter:
        return bool(value.is_present)
    if kind is EnumValue:
        return bool(value.value)
    if getattr(kind, "is_list", False):
        return _list_to_bool(value)
    return kind.__name__ not in ("DBNull", "NullString")


def _list_to_bool(items: Any) -> bool:
    count = len(items)
    if count == 0:
        return False
    if count > 1:
        return True
    first = next(iter(items))
    if isinstance(first, list) or getattr(type(first), "is_list", False):
        return len(first) >= 1
    return to_bool(first)


# --- targets that the language knows -----------------------------------------------------------------------------------------


def _anything(session: Session, value: Any, target: PSType) -> Any:
    return value


def _to_void(session: Session, value: Any, target: PSType) -> Any:
    return AUTOMATION_NULL


def _to_bool(session: Session, value: Any, target: PSType) -> bool:
    """Convert as [bool] does: DBNull is false as a condition, but an object like any other to a cast."""
    return type(value).__name__ == "DBNull" or to_bool(value)


def _to_string(session: Session, value: Any, target: PSType) -> str | None:
    return as_string(session, value)


def _to_array(session: Session, value: Any, target: PSType) -> Any:
    return collections.to_plain_array(session, value)


def _to_reference(session: Session, value: Any, target: PSType) -> Any:
    if isinstance(value, PSReference):
        return value
    from pwsh_emu.runtime.scopes import Variable

    return PSReference(Variable("", value))


def _to_type(session: Session, value: Any, target: PSType) -> Any:
    """Convert to System.Type: numbers and strings are looked up by their text."""
    if isinstance(value, TypeLiteral):
        return value
    if isinstance(value, (str, Decimal, int, float)) and type(value) not in (bool, Char, BigInteger):
        text = to_string(session, value)
        from pwsh_emu.runtime.classes.lookup import current_namespaces
        from pwsh_emu.runtime.registry import get_type_literal

        try:
            return get_type_literal(session.types.resolve(text, using=current_namespaces(session)))
        except PSError as error:
            if error.record.error_id == "AmbiguousTypeReference":
                raise
            raise InvalidCastError(
                "InvalidCastFromStringToType",
                f'Cannot convert the "{text}" value of type "System.String" to type "System.Type".',
                error.record.exception,
            ) from None
    return convert_generally(session, value, target)


def _integer_converter(kind: convert_numbers.IntegerKind) -> Converter:
    def convert_integer(session: Session, value: Any, target: PSType) -> Any:
        try:
            return convert_numbers.to_integer(session, value, kind)
        except InvalidCastError as error:
            return _by_operator_or(session, value, target, error)

    return convert_integer


def _number_converter(function: Callable[[Session, Any], Any]) -> Converter:
    def convert_number(session: Session, value: Any, target: PSType) -> Any:
        try:
            return function(session, value)
        except InvalidCastError as error:
            return _by_operator_or(session, value, target, error)

    return convert_number


def _by_operator_or(session: Session, value: Any, target: PSType, error: InvalidCastError) -> Any:
    """Try the conversion operators of a type that is no number (Int128, Half, Complex), else raise the error."""
    if error.error_id != "ConvertToFinalInvalidCastException" or is_enumerable(value) or type(value) in TYPE_NAMES:
        raise error
    operator = _cast_operator(session, value, target)
    if operator is not None:
        return operator()
    raise error


def _to_decimal(session: Session, value: Any, target: PSType) -> Any:
    if collections.is_dictionary(session, value) or type(value) is PSCustomObject:
        return convert_generally(session, value, target)
    return _plain_decimal(session, value, target)


def _to_big_integer(session: Session, value: Any, target: PSType) -> Any:
    if collections.is_dictionary(session, value) or type(value) is PSCustomObject:
        return convert_generally(session, value, target)
    return convert_numbers.to_big_integer(session, value)


_plain_decimal = _number_converter(convert_numbers.to_decimal)
_DIRECT: dict[str, Converter] = {
    "System.Object": _anything,
    "System.Management.Automation.PSObject": _anything,
    "System.Void": _to_void,
    "System.Boolean": _to_bool,
    "System.String": _to_string,
    "System.Double": _number_converter(convert_numbers.to_double),
    "System.Single": _number_converter(convert_numbers.convert_to_single),
    "System.Decimal": _to_decimal,
    "System.Char": _number_converter(convert_numbers.to_char),
    "System.Numerics.BigInteger": _to_big_integer,
    "System.Array": _to_array,
    "System.Collections.Hashtable": collections.to_hashtable,
    "System.Management.Automation.PSReference": _to_reference,
    "System.Type": _to_type,
    **{name: _integer_converter(kind) for name, kind in INTEGERS.items()},
}


# --- everything else -----------------------------------------------------------------------------------------------------------


def convert_generally(session: Session, value: Any, target: PSType) -> Any:
    """Convert to a type that has no rule of its own in the language."""
    converter = _find(session, value, target)
    if converter is None:
        raise no_conversion(session, value, target)
    return converter()


def has_conversion(session: Session, value: Any, target: PSType) -> bool:
    """Tell whether a conversion from the value's type to a target exists (it may still fail)."""
    if value is None:
        return True
    name = target.full_name
    if name in _ANYTHING or name in ("System.String", "System.Boolean"):
        return True
    if name in INTEGERS or name in ("System.Double", "System.Single", "System.Decimal", "System.Char"):
        return isinstance(value, (str, int, float, Decimal, EnumValue)) or type_name(session, value) in CONVERTIBLE_NAMES
    if target.element is not None:
        return is_enumerable(value) or has_conversion(session, value, target.element)
    if name in ("System.Array", "System.Management.Automation.PSReference"):
        return True
    if name == "System.Type":
        return isinstance(value, (TypeLiteral, str, Decimal, int, float)) and type(value) is not BigInteger
    return _find(session, value, target) is not None


def is_convertible(session: Session | None, value: Any) -> bool:
    """Tell whether a value is IConvertible without being a number or a string."""
    return isinstance(value, (bool, Char, EnumValue)) or type_name(session, value) in CONVERTIBLE_NAMES


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float, Decimal)) and not isinstance(value, bool)


def _find(session: Session, value: Any, target: PSType) -> Callable[[], Any] | None:
    """Choose how to convert; None where there is no way."""
    types = session.types
    if types is not None and types.is_instance(value, target):
        return lambda: value
    if target.definition == "System.Nullable`1":
        return _to_nullable(session, value, target)
    from pwsh_emu.runtime.typesystem import EnumType

    own = getattr(types, "converters", {}).get(target.full_name)
    if own is not None:
        return _by_hook(session, value, target, own)
    if isinstance(target, EnumType) and not collections.is_dictionary(session, value) and type(value) is not PSCustomObject:
        enum_type: EnumType = target
        return lambda: convert_enums.to_enum(session, value, enum_type)
    return (
        _special(session, value, target)
        or _parse_method(session, value, target)
        or _constructor(session, value, target)
        or _cast_operator(session, value, target)
        or _convertible(session, value, target)
        or _properties(session, value, target)
    )


def _to_nullable(session: Session, value: Any, target: PSType) -> Callable[[], Any] | None:
    argument = target.arguments[0]
    if has_conversion(session, value, argument):
        return lambda: convert(session, value, argument)
    if not collections.is_dictionary(session, value):
        return None

    def refuse() -> Any:
        sentence = 'Cannot process argument because the value of argument "obj" is null. Change the value of argument "obj" to a non-null value.'
        shown = f"System.Nullable`1[{argument.full_name}]"
        raise failed(
            session,
            value,
            shown,
            "InvalidCastConstructorException",
            ExceptionObject("System.Management.Automation.PSArgumentNullException", sentence),
        )

    return refuse


def _by_hook(session: Session, value: Any, target: PSType, hook: Callable[[Session, Any], Any]) -> Callable[[], Any]:
    def run() -> Any:
        try:
            return hook(session, value)
        except NetException as error:
            raise failed(session, value, target, "InvalidCastConstructorException", error.exception) from None

    return run


def _special(session: Session, value: Any, target: PSType) -> Callable[[], Any] | None:
    """Return the ways of single types: Uri and Regex from strings, XML documents, delegates from script blocks and methods."""
    name = target.full_name
    if name == "System.Xml.XmlDocument":
        return lambda: _to_xml(session, value, target)
    if type(value) is str:
        if name == "System.Uri":
            return lambda: _construct(
                session, value, target, [value, _enum(session, "System.UriKind", "RelativeOrAbsolute")], "InvalidCastFromStringToUri"
            )
        if name == "System.Text.RegularExpressions.Regex":
            return lambda: _construct(session, value, target, [value], "InvalidCastFromStringToRegex")
    if is_delegate_type(target) and type_name(session, value) == "System.Management.Automation.ScriptBlock":
        return lambda: _to_delegate(session, value, target)
    if type(value).__name__ == "PSMethod" and is_delegate_type(target):
        from pwsh_emu.runtime.types.delegates import of_method

        made = of_method(session, value, target)
        return None if made is None else lambda: made
    return None


def is_delegate_type(target: PSType) -> bool:
    """Tell whether a type is a delegate, which a script block converts to."""
    base = target.base
    base_name = base if isinstance(base, str) else base.full_name if base is not None else ""
    return base_name in ("System.MulticastDelegate", "System.Delegate")


def _to_delegate(session: Session, value: Any, target: PSType) -> Any:
    from pwsh_emu.runtime.types import delegates

    return delegates.make(session, value, target)


def _enum(session: Session, type_name: str, name: str) -> Any:
    return session.types.resolve(type_name).named(name)


def _to_xml(session: Session, value: Any, target: PSType) -> Any:
    from pwsh_emu.runtime import members

    text = net_string(value, session) if is_enumerable(value) else to_string(session, value)
    try:
        document = members.construct(session, target, [])
        members.invoke_method(session, document, "LoadXml", [text])
    except (PSError, NetException) as error:
        inner = innermost(error)
        raise failed(session, value, target, "InvalidCastToXmlDocument", inner) from None
    return document


def innermost(error: PSError | NetException) -> ExceptionObject:
    """Return the .NET exception inside a MethodInvocationException."""
    exception = error.exception if isinstance(error, NetException) else error.record.exception
    while exception.inner is not None and exception.type_name == "System.Management.Automation.MethodInvocationException":
        exception = exception.inner
    return exception


def _construct(session: Session, value: Any, target: PSType, arguments: list[Any], error_id: str) -> Any:
    from pwsh_emu.runtime import members

    try:
        return members.construct(session, target, arguments)
    except (PSError, NetException) as error:
        raise failed(session, value, target, error_id, innermost(error)) from None


# --- Parse, constructors, operators ------------------------------------------------------------------------------------------------


def parameter_types(overload: Overload) -> list[str]:
    """Return the parameter types of a signature as PowerShell prints it, "Params" and "[ref]" left off."""
    inside = overload.signature.partition("(")[2].rpartition(")")[0]
    if not inside.strip():
        return []
    parts, depth, start = [], 0, 0
    for index, character in enumerate(inside):
        if character in "[<(":
            depth += 1
        elif character in "]>)":
            depth -= 1
        elif character == "," and depth == 0:
            parts.append(inside[start:index])
            start = index + 1
    parts.append(inside[start:])
    return [part.strip().removeprefix("Params ").rpartition(" ")[0] for part in parts]


def _parse_method(session: Session, value: Any, target: PSType) -> Callable[[], Any] | None:
    """Return a call of the target's static Parse for a string."""
    if type(value) is not str:
        return None
    group = target.static_methods.get("parse")
    if group is None:
        return None
    for wanted, error_id in (
        (["string", "System.IFormatProvider"], "InvalidCastParseTargetInvocationWithFormatProvider"),
        (["string"], "InvalidCastParseTargetInvocation"),
    ):
        for overload in group.overloads:
            if parameter_types(overload) == wanted:
                return _parse_call(session, value, target, len(wanted), error_id)
    return None


def _parse_call(session: Session, value: str, target: PSType, count: int, error_id: str) -> Callable[[], Any]:
    def run() -> Any:
        from pwsh_emu.runtime import culture, members

        arguments: list[Any] = [value] if count == 1 else [value, culture.invariant()]
        try:
            return members.invoke_static(session, target, "Parse", arguments)
        except (PSError, NetException) as error:
            raise failed(session, value, target, error_id, innermost(error)) from None

    return run


_WIDENING: dict[str, frozenset[str]] = {
    "System.Byte": frozenset(("char", "uint16", "int16", "uint", "int", "ulong", "long", "float", "double")),
    "System.SByte": frozenset(("int16", "int", "long", "float", "double")),
    "System.Char": frozenset(("uint16", "uint", "int", "ulong", "long", "float", "double")),
    "System.Int16": frozenset(("int", "long", "float", "double")),
    "System.UInt16": frozenset(("uint", "int", "ulong", "long", "float", "double")),
    "System.Int32": frozenset(("long", "float", "double")),
    "System.UInt32": frozenset(("ulong", "long", "float", "double")),
    "System.Int64": frozenset(("float", "double")),
    "System.UInt64": frozenset(("float", "double")),
    "System.Single": frozenset(("double",)),
}
_SHORT_NAMES = {
    "uint16": "uint16", "ushort": "uint16", "short": "int16", "int16": "int16", "uint": "uint", "uint32": "uint", "ulong": "ulong", "uint64": "ulong",
    "single": "float", "int32": "int", "int64": "long",
}  # fmt: skip
_INTEGRAL = frozenset(name for name in INTEGERS)


def _constructor(session: Session, value: Any, target: PSType) -> Callable[[], Any] | None:
    """Return a call of a constructor with one parameter that takes the value's type (or a wider number)."""
    if target.is_abstract or target.is_interface or not target.constructors:
        return None
    if type_name(session, value) in _INTEGRAL and is_collection_type(session, target):
        return None
    if isinstance(value, EnumValue):
        value = convert_numbers.to_integer(session, value, INTEGERS.get(value.ps_type.underlying, convert_numbers.INT32))
    source = type_name(session, value)
    widening = _WIDENING.get(source, frozenset())
    takes_dictionary = any(parameter_types(one) in (["System.Collections.IDictionary"], ["hashtable"]) for one in target.constructors)
    if collections.is_dictionary(session, value) and is_collection_type(session, target) and not takes_dictionary:
        from pwsh_emu.runtime.types.entries import DictionaryEntry

        entries = PSArray([DictionaryEntry(*pair) for pair in collections.dictionary_items(value)], "System.Collections.DictionaryEntry")
        return _constructor(session, entries, target)
    for overload in target.constructors:
        parameters = parameter_types(overload)
        if len(parameters) != 1:
            continue
        wanted = parameters[0]
        if not source.endswith("[]") and wanted.endswith("[]"):
            continue  # one item is no array to .NET's own binder
        if _SHORT_NAMES.get(wanted, wanted) in widening:
            wider = convert(session, value, session.types.resolve(wanted))
            return lambda: _construct(session, value, target, [wider], "InvalidCastConstructorException")
        if _accepts(session, value, source, wanted):
            return lambda: _construct(session, value, target, [value], "InvalidCastConstructorException")
    return None


def _accepts(session: Session, value: Any, source: str, wanted: str) -> bool:
    """Tell whether a parameter of a named type takes a value without conversion."""
    if session.types is None:
        return False
    try:
        parameter = session.types.resolve(wanted)
    except PSError:
        return False
    if parameter.full_name == source:
        return True
    if parameter.is_value_type:
        return False
    return bool(session.types.is_instance(value, parameter))


def is_collection_type(session: Session, target: PSType) -> bool:
    """Tell whether a type is an IList or ICollection, whose constructors must not take a number for a capacity."""
    if any("ICollection" in name or "IList" in name for name in target.interfaces):
        return True
    return any("IEnumerable" in overload.signature or "ICollection" in overload.signature for overload in target.constructors)


def _cast_operator(session: Session, value: Any, target: PSType) -> Callable[[], Any] | None:
    """Return a call of op_Implicit or op_Explicit of either type."""
    types = session.types
    if types is None:
        return None
    source_type = types.type_of(value)
    for name in ("op_implicit", "op_explicit"):
        for owner in (target, source_type):
            group = owner.static_methods.get(name)
            if group is None:
                continue
            for overload in group.overloads:
                parameters = parameter_types(overload)
                if len(parameters) != 1 or not _accepts(session, value, source_type.full_name, parameters[0]):
                    continue
                returns = overload.signature.removeprefix("static ").split(" ", 1)[0]
                try:
                    result_type = types.resolve(returns)
                except PSError:
                    continue
                if result_type.full_name == target.full_name:
                    return _operator_call(session, value, target, overload)
    return None


def _operator_call(session: Session, value: Any, target: PSType, overload: Overload) -> Callable[[], Any]:
    def run() -> Any:
        try:
            return overload.function(session, value) if overload.session else overload.function(value)
        except NetException as error:
            name = overload.signature.partition("(")[0].rpartition(" ")[2]
            raise failed(session, value, target, f"InvalidCastTargetInvocationException{name}", error.exception) from None

    return run


def _convertible(session: Session, value: Any, target: PSType) -> Callable[[], Any] | None:
    """Return IConvertible's way: numbers become strings first; Boolean, Char and DateTime say that they cannot."""
    if type(value) is BigInteger:
        return None
    if _is_number(value):
        if target.element is not None:
            return None
        text = to_string(session, value)
        return _find(session, text, target)
    if is_convertible(session, value):
        source = type_name(session, value)
        short = "DateTime" if target.full_name == "System.DateTime" else ""
        if short:
            shown = source.rpartition(".")[2]
            return lambda: _raise(invalid_cast(session, value, target, f"Invalid cast from '{shown}' to 'DateTime'."))
        return lambda: _raise(invalid_cast(session, value, target, f"Invalid cast from '{source}' to '{target.full_name}'."))
    return None


def _raise(error: Exception) -> Any:
    raise error


def _properties(session: Session, value: Any, target: PSType) -> Callable[[], Any] | None:
    """Return ways by parts: properties of a dictionary or custom object, items of a collection."""
    constructible = _has_default(session, target)
    if collections.is_dictionary(session, value) and constructible:
        return lambda: collections.from_dictionary(session, value, target)
    element = collections.list_element(session, target)
    if element is not None:
        found: PSType = element
        return lambda: collections.to_list(session, value, target, found)
    if type(value) is PSCustomObject and constructible:
        return lambda: collections.from_properties(session, value, target)
    return None


def _has_default(session: Session, target: PSType) -> bool:
    if target.is_abstract or target.is_interface or target.element is not None:
        return False
    if target.is_value_type:
        return True
    return any(not parameter_types(overload) for overload in target.constructors)


def cast_exception(error: PSError) -> ExceptionObject:
    """Return the PSInvalidCastException of a failed conversion, for those who wrap it in an exception of their own."""
    if isinstance(error, InvalidCastError):
        return error.cast
    exception = error.record.exception
    return exception.inner if exception.inner is not None and exception.inner.type_name == CAST_EXCEPTION else exception
