"""The -f operator: .NET's composite formatting ("{0,-8:N2}") in the current culture."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.runtime import culture as cultures
from pwsh_emu.runtime import limits
from pwsh_emu.runtime.convert_text import net_string, to_string
from pwsh_emu.runtime.errors import NetException, PSError, runtime_error
from pwsh_emu.runtime.values import AUTOMATION_NULL, Char, Decimal, EnumValue, PSArray, PSObject

if TYPE_CHECKING:
    from pwsh_emu.runtime.culture import Culture
    from pwsh_emu.runtime.session import Session

_INDEX_LIMIT = 1_000_000
_INDEX_MESSAGE = "Index (zero based) must be greater than or equal to zero and less than the size of the argument list."


def format_(session: Session, left: Any, right: Any) -> str:
    """Return ``left -f right``: an array on the right holds the arguments, anything else is the only one."""
    text = left if type(left) is str else to_string(session, left)
    value = right.base if type(right) is PSObject else right
    arguments = list(value) if type(value) is PSArray and _holds_objects(session, value.element) else [right]
    try:
        return composite(session, text, arguments)
    except NetException as error:
        raise runtime_error("FormatError", f"Error formatting a string: {error.exception.message}.", target=text) from None


def _holds_objects(session: Session, element: str) -> bool:
    """Tell whether an array is an object[]: one of strings is, one of numbers is not."""
    if element in ("System.Object", "System.String"):
        return True
    found = session.types.find(element)
    return found is None or not found.is_value_type


def composite(session: Session | None, text: str, arguments: list[Any], culture: Culture | None = None) -> str:
    """Return String.Format(culture, text, arguments). Raises NetException (FormatException)."""
    used = culture or cultures.current(session)
    out: list[str] = []
    position, length = 0, len(text)
    while position < length:
        brace = _next_brace(text, position)
        if brace < 0:
            out.append(text[position:])
            break
        out.append(text[position:brace])
        position = _next(text, brace)
        if text[position] == text[brace]:
            out.append(text[brace])
            position += 1
            continue
        if text[brace] != "{":
            raise _invalid(position, "Unexpected closing brace without a corresponding opening brace.")
        index, width, left_justify, item_format, position = _hole(text, position)
        if index >= len(arguments):
            raise NetException("System.FormatException", _INDEX_MESSAGE)
        shown = format_value(session, arguments[index], item_format, used)
        if width > 65536:
            limits.claim_text(width)
        out.append(shown.ljust(width) if left_justify else shown.rjust(width))
    return "".join(out)


def _next_brace(text: str, start: int) -> int:
    opening, closing = text.find("{", start), text.find("}", start)
    if opening < 0 or closing < 0:
        return max(opening, closing)
    return min(opening, closing)


def _invalid(position: int, reason: str) -> NetException:
    return NetException("System.FormatException", f"Input string was not in a correct format. Failure to parse near offset {position}. {reason}")


def _next(text: str, position: int) -> int:
    position += 1
    if position >= len(text):
        raise _invalid(position, "Format item ends prematurely.")
    return position


def _is_digit(character: str) -> bool:
    return "0" <= character <= "9"


def _hole(text: str, position: int) -> tuple[int, int, bool, str | None, int]:
    """Read a format item behind its opening brace: index, width, whether it is left-justified, format, and where the text goes on."""
    if not _is_digit(text[position]):
        raise _invalid(position, "Expected an ASCII digit.")
    index = int(text[position])
    width, left_justify = 0, False
    item_format: str | None = None
    position = _next(text, position)
    if text[position] != "}":
        while _is_digit(text[position]) and index < _INDEX_LIMIT:
            index = index * 10 + int(text[position])
            position = _next(text, position)
        while text[position] == " ":
            position = _next(text, position)
        if text[position] == ",":
            position = _next(text, position)
            while text[position] == " ":
                position = _next(text, position)
            if text[position] == "-":
                left_justify = True
                position = _next(text, position)
            if not _is_digit(text[position]):
                raise _invalid(position, "Expected an ASCII digit.")
            while _is_digit(text[position]) and width < _INDEX_LIMIT:
                width = width * 10 + int(text[position])
                position = _next(text, position)
            while text[position] == " ":
                position = _next(text, position)
        if text[position] != "}":
            if text[position] != ":":
                raise _invalid(position, "Format item ends prematurely.")
            start = position + 1
            while True:
                position = _next(text, position)
                if text[position] == "}":
                    break
                if text[position] == "{":
                    raise _invalid(position, "Format item ends prematurely.")
            item_format = text[start:position]
    return index, width, left_justify, item_format, position + 1


def format_value(session: Session | None, value: Any, item_format: str | None, culture: Culture) -> str:
    """Return a value's text in a format, where its type has formats; else its ToString(). Raises NetException for a bad format."""
    kind = type(value)
    if kind is PSObject:
        value = value.base
        kind = type(value)
    if kind is str or kind is Char:
        return str.__str__(value)
    if value is None or value is AUTOMATION_NULL:
        return ""
    if kind is not bool and isinstance(value, (int, float, Decimal)):
        from pwsh_emu.runtime.numberformat import format_number

        return format_number(value, item_format, culture)
    if kind is EnumValue:
        from pwsh_emu.runtime.types.objects import format_enum

        return format_enum(value, item_format)
    formatter = getattr(value, "format_text", None)
    if formatter is not None:
        return str(formatter(item_format, culture))
    if item_format and session is not None and session.types is not None:
        shown = _by_method(session, value, item_format, culture)
        if shown is not None:
            return shown
    return net_string(value, session, culture)


def _by_method(session: Session, value: Any, item_format: str, culture: Culture) -> str | None:
    """Call ToString(format, provider) of a type that is IFormattable."""
    from pwsh_emu.runtime import members

    if "System.IFormattable" not in session.types.type_of(value).interface_names():
        return None
    try:
        return str(members.invoke_method(session, value, "ToString", [item_format, culture]))
    except PSError as error:
        if error.record.error_id == "MethodCountCouldNotFindBest":
            return None  # the type shows its formats only through the interface
        inner = error.record.exception.inner
        raise NetException("System.FormatException", (inner or error.record.exception).message) from None
