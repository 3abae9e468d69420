"""System.Decimal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pwsh_emu.runtime.errors import NetException
from pwsh_emu.runtime.knowntypes import with_session
from pwsh_emu.runtime.types import failures
from pwsh_emu.runtime.types.numbers import INTEGERS, NUMBER_STYLE, NumberMembers, _culture, _math, _styles_and_provider, scan, try_parse, wrong_format
from pwsh_emu.runtime.values import Decimal


def parse_decimal(text: str | None, styles: int, info: Any) -> Decimal:
    """Parse as Decimal.Parse does; the scale is kept."""
    import decimal

    from pwsh_emu.runtime.convert_numbers import fit_decimal

    if text is None:
        raise failures.null("s")
    parsed = scan(text, styles, info)
    if parsed is None:
        raise wrong_format(text)
    exact = decimal.Decimal(parsed.as_text())
    if exact.as_tuple().exponent > 0:  # type: ignore[operator]
        exact = exact.quantize(decimal.Decimal(1), context=decimal.Context(prec=200))
    try:
        return fit_decimal(exact)
    except Exception:
        raise failures.overflow("Value was either too large or too small for a Decimal.") from None


class DecimalMembers(NumberMembers):
    """System.Decimal."""

    @staticmethod
    def new(first: Any = 0, *rest: Any) -> Decimal:
        from pwsh_emu.runtime.convert_numbers import fit_decimal, real_to_decimal

        if len(rest) == 4:
            if int(rest[3]) > 28:
                raise failures.out_of_range("Decimal's scale value must be between 0 and 28, inclusive.", "scale")
            low, middle, high = (number & 0xFFFFFFFF for number in (first, rest[0], rest[1]))
            import decimal

            exact = decimal.Decimal((high << 64) | (middle << 32) | low).scaleb(-int(rest[3]), context=decimal.Context(prec=60))
            return Decimal(-exact if rest[2] else exact)
        if isinstance(first, list):
            if len(first) != 4 or int(first[3]) & 0x7F00FFFF:
                raise failures.argument("Decimal constructor requires an array or span of four valid decimal bytes.")
            low, middle, high, flags = (int(number) & 0xFFFFFFFF for number in first)
            return DecimalMembers.new(low, middle, high, bool(flags & 0x80000000), (flags >> 16) & 0xFF)
        if isinstance(first, float):
            return real_to_decimal(first)
        return fit_decimal(Decimal(first))

    @staticmethod
    def get_Scale(number: Decimal) -> int:
        return -int(number.as_tuple().exponent)

    @staticmethod
    def static_GetBits(number: Decimal) -> list[int]:
        sign, digits, exponent = number.as_tuple()
        mantissa = int("".join(map(str, digits)) or "0")
        parts = [(mantissa >> shift) & 0xFFFFFFFF for shift in (0, 32, 64)]
        flags = (-int(exponent) << 16) | (0x80000000 if sign else 0)
        return [part - (1 << 32) if part >= 1 << 31 else part for part in (*parts, flags)]

    @staticmethod
    @with_session
    def static_Parse(session: Any, text: Any, *arguments: Any) -> Decimal:
        styles, provider = _styles_and_provider(arguments, NUMBER_STYLE)
        return parse_decimal(text, styles, _culture(session, provider))

    @staticmethod
    @with_session
    def static_TryParse(session: Any, text: Any, *arguments: Any) -> bool:
        styles, provider = _styles_and_provider(arguments[:-1], NUMBER_STYLE)
        return try_parse(arguments[-1], lambda: parse_decimal(text, styles, _culture(session, provider)), Decimal(0))

    @staticmethod
    def static_Compare(left: Decimal, right: Decimal) -> int:
        return (left > right) - (left < right)

    @staticmethod
    @with_session
    def static_Add(session: Any, left: Decimal, right: Decimal) -> Any:
        return _operator(session, "add", left, right)

    @staticmethod
    @with_session
    def static_Subtract(session: Any, left: Decimal, right: Decimal) -> Any:
        return _operator(session, "subtract", left, right)

    @staticmethod
    @with_session
    def static_Multiply(session: Any, left: Decimal, right: Decimal) -> Any:
        return _operator(session, "multiply", left, right)

    @staticmethod
    @with_session
    def static_Divide(session: Any, left: Decimal, right: Decimal) -> Any:
        return _operator(session, "divide", left, right)

    @staticmethod
    @with_session
    def static_Remainder(session: Any, left: Decimal, right: Decimal) -> Any:
        return _operator(session, "remainder", left, right)

    @staticmethod
    def static_Negate(number: Decimal) -> Decimal:
        return Decimal(number.copy_negate())

    @staticmethod
    def static_get_MaxValue() -> Decimal:
        return Decimal("79228162514264337593543950335")

    @staticmethod
    def static_get_MinValue() -> Decimal:
        return Decimal("-79228162514264337593543950335")

    @staticmethod
    def static_get_One() -> Decimal:
        return Decimal(1)

    @staticmethod
    def static_get_Zero() -> Decimal:
        return Decimal(0)

    @staticmethod
    def static_get_MinusOne() -> Decimal:
        return Decimal(-1)

    @staticmethod
    def static_ToDouble(number: Decimal) -> float:
        return float(number)

    @staticmethod
    def static_IsInteger(number: Decimal) -> bool:
        return number == number.to_integral_value()

    @staticmethod
    def static_IsNegative(number: Decimal) -> bool:
        return number.is_signed()


for _name in ("Floor", "Ceiling", "Round", "Truncate", "Abs", "Max", "Min", "Sign", "Clamp"):
    setattr(DecimalMembers, f"static_{_name}", staticmethod(_math(_name)))
for _name in ("ToByte", "ToSByte", "ToInt16", "ToUInt16", "ToInt32", "ToUInt32", "ToInt64", "ToUInt64"):

    def _truncated(name: str = _name[2:]) -> Callable[..., Any]:
        def convert(number: Decimal) -> Any:
            spec = INTEGERS[name]
            whole = int(number)
            if not spec.low <= whole <= spec.high:
                raise failures.overflow(f"Value was either too large or too small for {spec.message}.")
            return spec.python(whole)

        return convert

    setattr(DecimalMembers, f"static_{_name}", staticmethod(_truncated()))


def _operator(session: Any, name: str, left: Any, right: Any) -> Any:
    from pwsh_emu.runtime import operators
    from pwsh_emu.runtime.errors import PSError

    try:
        return getattr(operators, name)(session, left, right)
    except PSError as error:
        inner = error.record.exception.inner or error.record.exception
        raise NetException(inner.type_name, inner.message) from None


TYPES = {"System.Decimal": DecimalMembers}
