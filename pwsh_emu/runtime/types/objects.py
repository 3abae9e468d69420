"""System.Object, ValueType, Enum and what all values share: ToString, Equals, GetHashCode, GetType."""

from __future__ import annotations

from typing import Any

from pwsh_emu.runtime.knowntypes import builtin, with_session
from pwsh_emu.runtime.registry import get_type_literal, type_of
from pwsh_emu.runtime.types import failures
from pwsh_emu.runtime.typesystem import EnumType
from pwsh_emu.runtime.values import EnumValue, PSArray, PSObject, TypeLiteral


def same(left: Any, right: Any) -> bool:
    """Tell what Object.Equals tells: the same object, or equal values of the same type."""
    left = left.base if type(left) is PSObject else left
    right = right.base if type(right) is PSObject else right
    if left is right:
        return True
    if left is None or right is None:
        return False
    if type(left) is not type(right) and not getattr(type(left), "is_script_object", False):
        return False
    return bool(left == right)


class ObjectMembers:
    """Members that every type inherits."""

    SIGNATURES: tuple[str, ...] = ("static bool ReferenceEquals(System.Object objA, System.Object objB)",)

    @staticmethod
    def new() -> Any:
        from pwsh_emu.runtime.types.plainobject import PlainObject

        return PlainObject()

    @staticmethod
    @with_session
    def ToString(session: Any, obj: Any, *arguments: Any) -> str:
        return to_text(session, obj, *arguments)

    @staticmethod
    def Equals(obj: Any, other: Any, *rest: Any) -> bool:
        return same(obj, other)

    @staticmethod
    def GetHashCode(obj: Any) -> int:
        if type(obj) is int:
            return obj
        try:
            return hash(obj) & 0x7FFFFFFF
        except TypeError:
            return id(obj) & 0x7FFFFFFF

    @staticmethod
    def GetType(obj: Any) -> TypeLiteral:
        return get_type_literal(type_of(obj))

    @staticmethod
    def CompareTo(obj: Any, other: Any, *comparer: Any) -> int:
        if other is None:
            return 1
        if comparer or isinstance(obj, list):
            raise failures.argument("At least one object must implement IComparable.")
        if type(obj) is not type(other):
            raise failures.argument(f"Object must be of type {type_of(obj).name}.")
        try:
            return int(obj > other) - int(obj < other)
        except TypeError:
            raise failures.argument("At least one object must implement IComparable.") from None

    @staticmethod
    def static_Equals(left: Any, right: Any) -> bool:
        return same(left, right)

    @staticmethod
    def static_ReferenceEquals(left: Any, right: Any) -> bool:
        return left is right and not isinstance(left, (int, float))

    @staticmethod
    def Dispose(obj: Any) -> None:
        """Release nothing."""

    @staticmethod
    def Close(obj: Any) -> None:
        """Release nothing."""

    @staticmethod
    def GetObjectData(obj: Any, info: Any, context: Any) -> None:
        raise failures.unsupported("Specified method is not supported.")


def to_text(session: Any, obj: Any, *arguments: Any) -> str:
    """Return ToString() with an optional format and provider."""
    from pwsh_emu.runtime.conversion import net_string

    format_text = getattr(obj, "format_text", None)
    if arguments and format_text is not None:
        from pwsh_emu.runtime.types.strings import provider_culture

        text = arguments[0] if isinstance(arguments[0], str) else None
        provider = arguments[-1] if not isinstance(arguments[-1], str) else None
        return str(format_text(text, provider_culture(session, provider)))
    return net_string(obj, session)


# --- enumerations ---------------------------------------------------------------------------------------------------------


def enum_type(literal: Any) -> EnumType:
    """Return the enumeration that a [type] argument names."""
    if literal is None:
        raise failures.null("enumType")
    ps_type = literal.of if isinstance(literal, TypeLiteral) else literal
    if isinstance(literal, PSArray) and len(literal) == 1:
        return enum_type(literal[0])
    if not isinstance(ps_type, EnumType):
        raise failures.argument("Type provided must be an Enum.", "enumType")
    return ps_type


def underlying_value(ps_type: EnumType, number: int) -> Any:
    """Return a number as a value of an enumeration's underlying type."""
    from pwsh_emu.runtime import values

    wrapper = getattr(values, ps_type.underlying.rpartition(".")[2], None)
    return wrapper(number) if wrapper is not None else number


def format_enum(value: EnumValue, format: str | None) -> str:
    """Return Enum.ToString(format): G, F, D or X."""
    ps_type: EnumType = value.ps_type
    letter = (format or "G").upper()
    if letter == "G" or letter == "F":
        if letter == "F" and not ps_type.flags:
            flagged = EnumType(ps_type.full_name, ps_type.names, flags=True, underlying=ps_type.underlying)
            return flagged.format(value.value)
        return ps_type.format(value.value)
    if letter == "D":
        return str(value.value)
    if letter == "X":
        width = {"Byte": 2, "SByte": 2, "Int16": 4, "UInt16": 4, "Int64": 16, "UInt64": 16}.get(ps_type.underlying.rpartition(".")[2], 8)
        return format_hex(value.value, width)
    raise failures.format_error('Format string can be only "G", "g", "X", "x", "F", "f", "D" or "d".')


def format_hex(number: int, width: int) -> str:
    return f"{number & ((1 << (4 * width)) - 1):0{width}X}"


class EnumMembers:
    """Members of System.Enum."""

    SIGNATURES = ("int value__",)

    @staticmethod
    def get_value__(value: EnumValue) -> Any:
        return underlying_value(value.ps_type, value.value)

    @staticmethod
    def ToString(value: EnumValue, format: Any = None, provider: Any = None) -> str:
        return format_enum(value, format if isinstance(format, str) else None)

    @staticmethod
    def HasFlag(value: EnumValue, flag: Any) -> bool:
        return bool(value.value & flag.value == flag.value)

    @staticmethod
    def CompareTo(value: EnumValue, other: Any) -> int:
        if other is None:
            return 1
        if not isinstance(other, EnumValue) or other.ps_type is not value.ps_type:
            raise failures.argument(
                f"Object must be the same type as the enum. The type passed in was '{type_of(other).full_name}'; the enum type was "
                f"'{value.ps_type.full_name}'."
            )
        return (value.value > other.value) - (value.value < other.value)

    @staticmethod
    def Equals(value: EnumValue, other: Any) -> bool:
        return bool(value == other)

    @staticmethod
    def GetHashCode(value: EnumValue) -> int:
        return value.value

    @staticmethod
    def GetTypeCode(value: EnumValue) -> int:
        from pwsh_emu.runtime.types.types import TYPE_CODES

        return TYPE_CODES.get(value.ps_type.underlying, 9)

    @staticmethod
    def static_GetNames(literal: Any) -> list[str]:
        return list(enum_type(literal).names)

    @staticmethod
    def static_GetValues(literal: Any) -> PSArray:
        ps_type = enum_type(literal)
        return PSArray([ps_type.value(number) for number in ps_type.names.values()], ps_type.full_name)

    @staticmethod
    def static_GetValuesAsUnderlyingType(literal: Any) -> PSArray:
        ps_type = enum_type(literal)
        return PSArray([underlying_value(ps_type, number) for number in ps_type.names.values()], ps_type.underlying)

    @staticmethod
    def static_GetName(literal: Any, value: Any) -> str | None:
        ps_type = enum_type(literal)
        number = getattr(value, "value", value)
        return next((name for name, entry in ps_type.names.items() if entry == number), None)

    @staticmethod
    def static_GetUnderlyingType(literal: Any) -> TypeLiteral:
        return get_type_literal(builtin(enum_type(literal).underlying))

    @staticmethod
    def static_IsDefined(literal: Any, value: Any) -> bool:
        ps_type = enum_type(literal)
        if isinstance(value, str):
            return value in ps_type.names
        return getattr(value, "value", value) in ps_type.names.values()

    @staticmethod
    def static_Parse(literal: Any, text: Any, ignore_case: bool = False) -> EnumValue:
        ps_type = enum_type(literal)
        if text is None:
            raise failures.null("value")
        found = parse_enum(ps_type, text, ignore_case)
        if found is None:
            if not text.strip():
                raise failures.argument("Must specify valid information for parsing in the string.", "value")
            raise failures.argument(f"Requested value '{text}' was not found.")
        return found

    @staticmethod
    def static_TryParse(*arguments: Any) -> bool:
        arguments_list = list(arguments)
        reference = arguments_list.pop()
        first = arguments_list[0]
        if isinstance(first, TypeLiteral):
            ps_type = enum_type(arguments_list.pop(0))
        else:
            current = reference.value
            if not isinstance(current, EnumValue):
                raise failures.argument("Type provided must be an Enum.", "TEnum")
            ps_type = current.ps_type
        ignore_case = bool(arguments_list[1]) if len(arguments_list) > 1 else False
        found = parse_enum(ps_type, arguments_list[0] or "", ignore_case)
        reference.value = found if found is not None else ps_type.value(0)
        return found is not None

    @staticmethod
    def static_ToObject(literal: Any, value: Any) -> EnumValue:
        number = _number_of(value)
        return enum_type(literal).value(number)

    @staticmethod
    def static_Format(literal: Any, value: Any, format: str) -> str:
        ps_type = enum_type(literal)
        return format_enum(ps_type.value(_number_of(value)), format)


for _name in ("GetName", "GetNames", "GetValues", "GetValuesAsUnderlyingType", "IsDefined", "Parse", "TryParse"):  # [Enum]::Parse[T]('a')
    getattr(EnumMembers, f"static_{_name}").type_first = True


def _number_of(value: Any) -> int:
    if value is None:
        raise failures.null("value")
    if not isinstance(value, (int, EnumValue)):
        raise failures.argument("The value passed in must be an enum base or an underlying type for an enum, such as an Int32.", "value")
    return int(value.value if isinstance(value, EnumValue) else value)


def parse_enum(ps_type: EnumType, text: str, ignore_case: bool) -> EnumValue | None:
    """Return what Enum.Parse gives for exact names (or numbers), separated by commas; None where a name is unknown."""
    number = 0
    for part in str(text).split(","):
        part = part.strip()
        if not part:
            return None
        if part.lstrip("+-").isdigit():
            number |= int(part)
            continue
        names = {name.lower(): value for name, value in ps_type.names.items()} if ignore_case else ps_type.names
        found = names.get(part.lower() if ignore_case else part)
        if found is None:
            return None
        number |= found
    return ps_type.value(number)


TYPES = {"System.Object": ObjectMembers, "System.Enum": EnumMembers}
