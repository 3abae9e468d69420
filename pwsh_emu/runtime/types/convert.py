"""System.Convert: .NET's own conversions, which differ from PowerShell's in messages and rounding."""

from __future__ import annotations

import base64
import binascii
import math
from collections.abc import Callable
from typing import Any

from pwsh_emu.runtime.errors import NetException
from pwsh_emu.runtime.knowntypes import with_session
from pwsh_emu.runtime.registry import type_of
from pwsh_emu.runtime.types import failures
from pwsh_emu.runtime.types.decimals import parse_decimal
from pwsh_emu.runtime.types.numbers import (
    ANY_STYLE,
    INTEGER_STYLE,
    INTEGERS,
    NUMBER_STYLE,
    _culture,
    parse_bool,
    parse_float,
    parse_integer,
)
from pwsh_emu.runtime.typesystem import EnumType, PSType
from pwsh_emu.runtime.values import Byte, Char, Decimal, EnumValue


def invalid_cast(source: Any, target: str) -> NetException:
    return NetException("System.InvalidCastException", f"Invalid cast from '{type_of(source).name}' to '{target}'.")


def to_integer(session: Any, value: Any, name: str, provider: Any = None) -> Any:
    """Convert as Convert.ToInt32 and its like do: halves go to the even number."""
    spec = INTEGERS[name]
    if value is None:
        return spec.python(0)
    if isinstance(value, Char):
        number: int = ord(value)
    elif isinstance(value, str):
        return parse_integer(value, spec, INTEGER_STYLE, _culture(session, provider))
    elif isinstance(value, int):
        number = int(value)
    elif isinstance(value, float):
        if not math.isfinite(value):
            raise failures.overflow(f"Value was either too large or too small for {spec.message}.")
        number = round(value)
    elif isinstance(value, Decimal):
        number = round(value)
    elif isinstance(value, EnumValue):
        number = value.value
    else:
        raise _not_convertible(value, name)
    if not spec.low <= number <= spec.high:
        raise failures.overflow(f"Value was either too large or too small for {'a character' if name == 'Char' else spec.message}.")
    return spec.python(number)


def _not_convertible(value: Any, name: str) -> NetException:
    if type(value).__name__ == "DateTime":
        return invalid_cast(value, name)
    return NetException("System.InvalidCastException", f"Unable to cast object of type '{type_of(value).full_name}' to type 'System.IConvertible'.")


def to_named(session: Any, value: Any, name: str, provider: Any = None) -> Any:
    """Convert a value to a primitive type by its short .NET name."""
    if name in INTEGERS:
        return to_integer(session, value, name, provider)
    if name == "Double":
        return to_double(session, value, provider)
    if name == "Single":
        from pwsh_emu.runtime.convert_numbers import to_single

        return to_single(to_double(session, value, provider))
    if name == "Decimal":
        return to_decimal(session, value, provider)
    if name == "Boolean":
        return to_boolean(value)
    if name == "Char":
        return to_char(session, value)
    if name == "DateTime":
        return to_date(session, value, provider)
    if name == "String":
        return to_text(session, value, provider)
    if name == "Object":
        return value
    raise _not_convertible(value, name)


def to_double(session: Any, value: Any, provider: Any = None) -> float:
    if value is None:
        return 0.0
    if isinstance(value, Char):
        raise invalid_cast(value, "Double")
    if isinstance(value, str):
        return parse_float(value, ANY_STYLE, _culture(session, provider))
    if isinstance(value, EnumValue):
        return float(value.value)
    if isinstance(value, (int, float, Decimal)):
        return float(value)
    raise _not_convertible(value, "Double")


def to_decimal(session: Any, value: Any, provider: Any = None) -> Decimal:
    from pwsh_emu.runtime.convert_numbers import fit_decimal, real_to_decimal

    if value is None:
        return Decimal(0)
    if isinstance(value, Char):
        raise invalid_cast(value, "Decimal")
    if isinstance(value, str):
        return parse_decimal(value, NUMBER_STYLE, _culture(session, provider))
    if isinstance(value, float):
        if not math.isfinite(value) or abs(value) > 7.9228162514264338e28:
            raise failures.overflow("Value was either too large or too small for a Decimal.")
        return real_to_decimal(value)
    if isinstance(value, EnumValue):
        return Decimal(value.value)
    if isinstance(value, (int, Decimal)):
        return fit_decimal(Decimal(value))
    raise _not_convertible(value, "Decimal")


def to_boolean(value: Any) -> bool:
    if value is None:
        return False
    if isinstance(value, Char):
        raise invalid_cast(value, "Boolean")
    if isinstance(value, str):
        found = parse_bool(value)
        if found is None:
            raise failures.format_error(f"String '{value}' was not recognized as a valid Boolean.")
        return found
    if isinstance(value, (int, float, Decimal)):
        return bool(value)
    if isinstance(value, EnumValue):
        return bool(value.value)
    raise _not_convertible(value, "Boolean")


def to_char(session: Any, value: Any) -> Char:
    if value is None:
        return Char("\0")
    if isinstance(value, Char):
        return value
    if isinstance(value, str):
        if len(value) != 1:
            raise failures.format_error("String must be exactly one character long.")
        return Char(value)
    if isinstance(value, (bool, float, Decimal)):
        raise invalid_cast(value, "Char")
    if isinstance(value, int):
        if not 0 <= value <= 0xFFFF:
            raise failures.overflow("Value was either too large or too small for a character.")
        return Char(chr(value))
    raise _not_convertible(value, "Char")


def to_date(session: Any, value: Any, provider: Any = None) -> Any:
    from pwsh_emu.runtime.types.datetimes import DateTime

    if value is None:
        return DateTime(0)
    if isinstance(value, DateTime):
        return value
    if isinstance(value, str) and not isinstance(value, Char):
        from pwsh_emu.runtime.types.dateparsing import parse
        from pwsh_emu.runtime.types.strings import provider_culture

        return parse(session, value, provider_culture(session, provider))
    raise invalid_cast(value, "DateTime") if isinstance(value, (int, float, Decimal, str)) else _not_convertible(value, "DateTime")


def to_text(session: Any, value: Any, provider: Any = None) -> str:
    from pwsh_emu.runtime.conversion import net_string
    from pwsh_emu.runtime.types.strings import provider_culture

    if value is None:
        return ""
    return net_string(value, session, provider_culture(session, provider) if provider is not None else None)


def change_type(session: Any, value: Any, target: PSType, provider: Any = None) -> Any:
    """Convert as Convert.ChangeType does."""
    if isinstance(target, EnumType):
        raise NetException("System.InvalidCastException", f"Invalid cast from '{type_of(value).full_name}' to '{target.full_name}'.")
    if value is None:
        if target.is_value_type:
            raise NetException("System.InvalidCastException", "Null object cannot be converted to a value type.")
        return None
    from pwsh_emu.runtime.registry import is_assignable

    if is_assignable(type_of(value), target):
        return value
    if target.namespace == "System" and target.name in (*INTEGERS, "Double", "Single", "Decimal", "Boolean", "Char", "DateTime", "String", "Object"):
        return to_named(session, value, target.name, provider)
    raise NetException("System.InvalidCastException", f"Invalid cast from '{type_of(value).full_name}' to '{target.full_name}'.")


_TYPE_CODE_NAMES = {
    1: "Object", 3: "Boolean", 4: "Char", 5: "SByte", 6: "Byte", 7: "Int16",
    8: "UInt16", 9: "Int32", 10: "UInt32", 11: "Int64", 12: "UInt64", 13: "Single",
    14: "Double", 15: "Decimal", 16: "DateTime", 18: "String",
}  # fmt: skip


def _type_code_name(code: int) -> str:
    """Return the name of the type that a TypeCode means."""
    name = _TYPE_CODE_NAMES.get(code)
    if name is None:
        known = code in (0, 1, 2)  # Empty, Object, DBNull
        raise NetException("System.InvalidCastException", "Null object cannot be converted to a value type." if known else "Unknown TypeCode value.")
    return name


def _with_base(name: str) -> Callable[..., Any]:
    @with_session
    def convert(session: Any, value: Any = None, *rest: Any) -> Any:
        if isinstance(value, str) and not isinstance(value, Char) and rest and isinstance(rest[0], int):
            return from_base(value, rest[0], name)
        return to_integer(session, value, name, rest[0] if rest else None)

    return convert


def from_base(text: str, base: int, name: str) -> Any:
    """Read digits of base 2, 8, 10 or 16; the bits of a signed type's whole width give negative numbers."""
    spec = INTEGERS[name]
    if base not in (2, 8, 10, 16):
        raise failures.argument("Invalid Base.")
    body = text
    negative = False
    if base == 10 and body.startswith("-"):
        body, negative = body[1:], True
    if base != 10 and body.startswith("-"):
        raise failures.argument("String cannot contain a minus sign if the base is not 10.")
    if base == 16 and body[:2].lower() == "0x":
        body = body[2:]
    digits = "0123456789abcdef"[:base]
    if not text:
        raise failures.out_of_range("Index was out of range. Must be non-negative and less than the size of the collection.", "index")
    if not body or body[0].lower() not in digits:
        raise failures.format_error("Could not find any recognizable digits.")
    if any(character.lower() not in digits for character in body):
        raise failures.format_error("Additional non-parsable characters are at the end of the string.")
    number = int(body, base)
    if base != 10 and number >= 1 << spec.bits:
        raise failures.overflow(f"Value was either too large or too small for {spec.message}.")
    if base != 10 and spec.low and number > spec.high:
        number -= 1 << spec.bits
    number = -number if negative else number
    if not spec.low <= number <= spec.high:
        raise failures.overflow(f"Value was either too large or too small for {spec.message}.")
    return spec.python(number)


def _plain(name: str) -> Callable[..., Any]:
    @with_session
    def convert(session: Any, value: Any = None, provider: Any = None) -> Any:
        return to_named(session, value, name, provider)

    return convert


class ConvertMembers:
    """Static members of System.Convert."""

    @staticmethod
    @with_session
    def static_ToString(session: Any, value: Any = None, *rest: Any) -> str:
        if rest and isinstance(rest[0], int) and isinstance(value, int):
            base = rest[0]
            if base not in (2, 8, 10, 16):
                raise failures.argument("Invalid Base.")
            if base == 10:
                return str(int(value))
            bits = {"Byte": 8, "Int16": 16, "Int64": 64}.get(type(value).__name__, 32)
            number = int(value) & ((1 << bits) - 1)
            return f"{number:{ {2: 'b', 8: 'o', 16: 'x'}[base] }}"
        return to_text(session, value, rest[0] if rest else None)

    @staticmethod
    @with_session
    def static_ChangeType(session: Any, value: Any, target: Any, provider: Any = None) -> Any:
        if isinstance(target, EnumValue):
            return to_named(session, value, _type_code_name(target.value), provider)
        if target is None:
            raise failures.null("conversionType")
        return change_type(session, value, target.of, provider)

    @staticmethod
    def static_GetTypeCode(value: Any) -> int:
        from pwsh_emu.runtime.types.types import TYPE_CODES

        return 0 if value is None else TYPE_CODES.get(type_of(value).full_name, 1)

    @staticmethod
    def static_IsDBNull(value: Any) -> bool:
        return type(value).__name__ == "DBNull"

    @staticmethod
    def static_ToBase64String(data: Any, *rest: Any) -> str:
        if data is None:
            raise failures.null("inArray")
        numbers = [argument for argument in rest if isinstance(argument, int)]
        options = next((argument.value for argument in rest if isinstance(argument, EnumValue)), 0)
        if len(numbers) == 2:
            data = data[numbers[0] : numbers[0] + numbers[1]]
        text = base64.b64encode(bytes(data)).decode("ascii")
        return "\r\n".join(text[at : at + 76] for at in range(0, len(text), 76)) if options else text

    @staticmethod
    def static_FromBase64String(text: Any) -> list[Byte]:
        if text is None:
            raise failures.null("s")
        compact = "".join(character for character in text if character not in " \t\r\n")
        wrong = failures.format_error(
            "The input is not a valid Base-64 string as it contains a non-base 64 character, more than two padding characters, or an illegal "
            "character among the padding characters."
        )
        if len(compact) % 4:
            if all(character.isascii() and (character.isalnum() or character in "+/=") for character in compact):
                raise wrong
            raise wrong
        try:
            return [Byte(one) for one in base64.b64decode(compact, validate=True)]
        except (binascii.Error, ValueError):
            raise wrong from None

    @staticmethod
    def static_ToHexString(data: Any, *rest: Any) -> str:
        if data is None:
            raise failures.null("inArray")
        return bytes(data).hex().upper() if len(rest) != 2 else bytes(data[rest[0] : rest[0] + rest[1]]).hex().upper()

    @staticmethod
    def static_ToHexStringLower(data: Any, *rest: Any) -> str:
        return ConvertMembers.static_ToHexString(data, *rest).lower()

    @staticmethod
    def static_FromHexString(text: Any) -> list[Byte]:
        if len(text) % 2:
            raise failures.format_error("The input is not a valid hex string as its length is not a multiple of 2.")
        try:
            return [Byte(one) for one in bytes.fromhex(text)]
        except ValueError:
            raise failures.format_error("The input is not a valid hex string as it contains a non-hex character.") from None

    @staticmethod
    def static_get_DBNull() -> Any:
        from pwsh_emu.runtime.types.dbnull import DB_NULL

        return DB_NULL


for _name in INTEGERS:
    setattr(ConvertMembers, f"static_To{_name}", staticmethod(_with_base(_name)))
for _name in ("Double", "Single", "Decimal", "Boolean", "Char", "DateTime"):
    setattr(ConvertMembers, f"static_To{_name}", staticmethod(_plain(_name)))


TYPES = {"System.Convert": ConvertMembers}
