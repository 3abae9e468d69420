"""Conversion to enumerations: from names (whole, or as far as they are unambiguous), lists of flags, numbers and $null."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.runtime.castfailure import InvalidCastError, failed, invalid_cast, no_conversion
from pwsh_emu.runtime.convert_numbers import CONVERTIBLE_NAMES, INTEGERS
from pwsh_emu.runtime.convert_text import net_string, to_string, type_name
from pwsh_emu.runtime.errors import ExceptionObject
from pwsh_emu.runtime.values import BigInteger, Decimal, EnumValue, PSArray

if TYPE_CHECKING:
    from pwsh_emu.runtime.session import Session
    from pwsh_emu.runtime.typesystem import EnumType


def to_enum(session: Session | None, value: Any, target: EnumType) -> EnumValue:
    """Convert a value that is not $null to an enumeration."""
    if isinstance(value, EnumValue):
        if value.ps_type is target:
            return value
        return _from_number(session, value.value, target)
    if isinstance(value, str) and type(value) is str:
        return from_string(session, value, target)
    if isinstance(value, bool):
        raise _invalid(session, value, target)
    if isinstance(value, int) and type(value) is not BigInteger:
        return _from_number(session, value, target)
    if isinstance(value, (float, Decimal)):
        return from_string(session, to_string(session, value), target)
    if isinstance(value, PSArray) or getattr(value, "is_enumerable", False):
        return _from_list(session, value, target)
    source = type_name(session, value)
    if source in CONVERTIBLE_NAMES:
        raise _invalid(session, value, target)
    raise no_conversion(session, value, target)


def from_null(target: EnumType) -> InvalidCastError:
    """Build the error of $null for an enumeration."""
    return InvalidCastError("nullToEnumInvalidCast", f'Cannot convert null to type "{target.full_name}"{_not_valid(target)}')


def _invalid(session: Session | None, value: Any, target: EnumType) -> InvalidCastError:
    return invalid_cast(session, value, target, f"Invalid cast from '{type_name(session, value)}' to '{target.full_name}'.")


def _not_valid(target: EnumType) -> str:
    return (
        " due to enumeration values that are not valid. Specify one of the following enumeration values and try again. "
        f'The possible enumeration values are "{",".join(target.names)}".'
    )


def is_defined(target: EnumType, number: int) -> bool:
    """Tell whether a number is a value of an enumeration, or a combination of its flags."""
    if number in target.names.values():
        return True
    if not target.flags:
        return False
    known = 0
    for value in target.names.values():
        known |= value
    return number & ~known == 0 if number >= 0 or known < 0 else False


def _from_number(session: Session | None, number: int, target: EnumType) -> EnumValue:
    if is_defined(target, number):
        return target.value(int(number))
    raise InvalidCastError(
        "UndefinedIntegerToEnum", f'Cannot convert value "{net_string(number, session)}" to type "{target.full_name}"{_not_valid(target)}'
    )


def from_string(session: Session | None, text: str, target: EnumType) -> EnumValue:
    """Read names or numbers separated by commas; a single name may be cut short where only one name begins so."""
    kind = INTEGERS.get(target.underlying, INTEGERS["System.Int32"])
    try:
        number = parse(text, target)
    except OverflowError:
        reason = ExceptionObject("System.OverflowException", kind.overflow_message)
        raise failed(session, text, target, "CaseSensitiveEnumParseThrewAnException", reason) from None
    if number is None:
        return _disambiguate(session, text, target)
    if is_defined(target, number):
        return target.value(number)
    raise InvalidCastError("EnumParseUndefined", f'Cannot convert value "{text}" to type "{target.full_name}"{_not_valid(target)}')


def parse(text: str, target: EnumType, ignore_case: bool = True) -> int | None:
    """Read a string as Enum.Parse does: names or a number; None where a name is unknown. Raises OverflowError."""
    stripped = text.strip()
    if not stripped:
        return None
    kind = INTEGERS.get(target.underlying, INTEGERS["System.Int32"])
    if stripped[0] in "+-0123456789" and stripped.lstrip("+-").isascii() and stripped.lstrip("+-").isdigit():
        number = int(stripped)
        if not kind.low <= number <= kind.high:
            raise OverflowError
        return number
    result = 0
    for part in stripped.split(","):
        name = part.strip()
        found = target.names.get(name)
        if found is None and ignore_case:
            lower = name.lower()
            found = next((value for known, value in target.names.items() if known.lower() == lower), None)
        if found is None:
            return None
        result |= found
    return result


# enumerations that PowerShell converts by EnumMultipleTypeConverter, which knows wildcards and words its refusal otherwise
_MULTIPLE = frozenset(("System.Management.Automation.PSMemberTypes", "System.Management.Automation.PSMemberViewTypes"))


def _disambiguate(session: Session | None, text: str, target: EnumType) -> EnumValue:
    """Complete a name that is cut short."""
    if target.full_name in _MULTIPLE:
        number = _named_by_patterns(text, target)
        if number is not None:
            return target.value(number)
    lower = text.lower()
    matching = [(name, value) for name, value in target.names.items() if name.lower().startswith(lower)]
    if len(matching) == 1:
        return target.value(matching[0][1])
    raise failed(session, text, target, "SubstringDisambiguationEnumParseThrewAnException", _name_problem(text, matching, target))


def _named_by_patterns(text: str, target: EnumType) -> int | None:
    """Return what names and wildcard patterns separated by commas name together, None where one of them names nothing."""
    from pwsh_emu.runtime.wildcard import WildcardPattern

    result = 0
    for part in text.split(","):
        pattern = WildcardPattern(part.strip(), True)
        found = [value for name, value in target.names.items() if pattern.matches(name)]
        if not found:
            return None
        for value in found:
            result |= value
    return result


def _name_problem(text: str, matching: list[tuple[str, int]], target: EnumType) -> ExceptionObject:
    name = "System.Management.Automation.EnumDisambiguationException"
    if target.full_name in _MULTIPLE and not matching:
        full = target.full_name
        sentence = (
            f'Cannot convert value "{text}" to type "{full}" due to enumeration values that are not valid. Specify one of the following enumeration '
            f'values and try again. The possible enumeration values are "{",".join(target.names)}".'
        )
        return ExceptionObject("System.Management.Automation.PSInvalidCastException", sentence)
    if not matching:
        sentence = (
            f"Unable to match the identifier name {text} to a valid enumerator name. Specify one of the following enumerator names and try again:\n"
            f"{', '.join(target.names)}"
        )
    else:
        sentence = (
            f"The identifier name {text} cannot be processed because it is either too similar or identical to the following enumerator names: "
            f"{', '.join(found for found, _ in matching)}. Use a more specific identifier name."
        )
    return ExceptionObject(name, sentence)


def _from_list(session: Session | None, items: Any, target: EnumType) -> EnumValue:
    """Combine the items of a list: "Hidden", "System" gives both flags."""
    result = 0
    values = list(items)
    if not values:
        return from_string(session, "", target)
    for item in values:
        if item is None:
            raise from_null(target)
        result |= to_enum(session, item, target).value
    return target.value(result)
