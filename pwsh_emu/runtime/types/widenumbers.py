"""Numbers that are structures to PowerShell, which computes with their operator methods: Complex, Int128, UInt128, Half."""

from __future__ import annotations

import cmath
import math
import struct
from collections.abc import Callable
from typing import Any

from pwsh_emu.runtime import culture as cultures
from pwsh_emu.runtime.knowntypes import builtin
from pwsh_emu.runtime.types import failures
from pwsh_emu.runtime.types.biginteger import divide
from pwsh_emu.runtime.types.numbers import try_parse
from pwsh_emu.runtime.typesystem import DotNetObject

_COMPLEX = "System.Numerics.Complex"
_SHOWN = (
    "string ToString()",
    "string ToString(string format)",
    "string ToString(System.IFormatProvider provider)",
    "string ToString(string format, System.IFormatProvider provider)",
)
_BINARY = ("Addition", "Subtraction", "Multiply", "Division")


def _culture(provider: Any) -> Any:
    return provider if isinstance(provider, cultures.Culture) else cultures.get(cultures.DEFAULT)


class _Value(DotNetObject):
    """What they share: ``value`` is Python's number."""

    __slots__ = ("value",)

    def __init__(self, value: Any) -> None:
        super().__init__()
        self.value = value

    def format_text(self, form: str | None, culture: Any) -> str:
        """Return ToString(format, culture)."""
        raise NotImplementedError

    def ToString(self, form: Any = None, provider: Any = None) -> str:
        if isinstance(form, cultures.Culture):
            form, provider = None, form
        return self.format_text(form, _culture(provider))

    def __str__(self) -> str:
        return self.ToString()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Value) and type(other) is type(self) and bool(other.value == self.value)

    def __hash__(self) -> int:
        return hash(self.value)

    def Equals(self, other: Any) -> bool:
        return bool(self == other)


class Complex(_Value):
    """A complex number."""

    ps_type = builtin(_COMPLEX)
    PROPERTY_ORDER = "Real Imaginary Magnitude Phase"
    __slots__ = ()
    value: complex
    SIGNATURES = (
        f"{_COMPLEX} new(double real, double imaginary)", "double Real", "double Imaginary", "double Magnitude", "double Phase",
        *(f"static {_COMPLEX} op_{name}({_COMPLEX} left, {_COMPLEX} right)" for name in _BINARY),
        *(f"static {_COMPLEX} {name}({_COMPLEX} left, {_COMPLEX} right)" for name in ("Add", "Subtract", "Multiply", "Divide")),
        f"static {_COMPLEX} op_UnaryNegation({_COMPLEX} value)",
        *(f"static {_COMPLEX} op_Implicit({kind} value)" for kind in ("double", "int", "long", "float")),
        f"static {_COMPLEX} Zero", f"static {_COMPLEX} One", f"static {_COMPLEX} ImaginaryOne",
        f"static {_COMPLEX} FromPolarCoordinates(double magnitude, double phase)", f"static double Abs({_COMPLEX} value)",
        *(f"static {_COMPLEX} {name}({_COMPLEX} value)" for name in ("Sqrt", "Conjugate", "Negate", "Exp", "Log", "Reciprocal", "Sin", "Cos")),
        f"static {_COMPLEX} Pow({_COMPLEX} value, {_COMPLEX} power)", f"bool Equals({_COMPLEX} value)", *_SHOWN,
    )  # fmt: skip

    @staticmethod
    def new(real: float = 0.0, imaginary: float = 0.0) -> Complex:
        return Complex(complex(real, imaginary))

    @property
    def Real(self) -> float:
        return self.value.real

    @property
    def Imaginary(self) -> float:
        return self.value.imag

    @property
    def Magnitude(self) -> float:
        return abs(self.value)

    @property
    def Phase(self) -> float:
        return cmath.phase(self.value)

    def format_text(self, form: str | None, culture: Any) -> str:
        """Return ToString(format, culture)."""
        from pwsh_emu.runtime.numberformat import format_number

        return f"<{format_number(self.value.real, form, culture)}; {format_number(self.value.imag, form, culture)}>"

    @staticmethod
    def static_get_Zero() -> Complex:
        return Complex(0j)

    @staticmethod
    def static_get_One() -> Complex:
        return Complex(1 + 0j)

    @staticmethod
    def static_get_ImaginaryOne() -> Complex:
        return Complex(1j)

    @staticmethod
    def static_op_Implicit(value: float) -> Complex:
        return Complex(complex(float(value), 0.0))

    @staticmethod
    def static_op_Addition(left: Complex, right: Complex) -> Complex:
        return Complex(left.value + right.value)

    @staticmethod
    def static_op_Subtraction(left: Complex, right: Complex) -> Complex:
        return Complex(left.value - right.value)

    @staticmethod
    def static_op_Multiply(left: Complex, right: Complex) -> Complex:
        return Complex(left.value * right.value)

    @staticmethod
    def static_op_Division(left: Complex, right: Complex) -> Complex:
        return Complex(left.value / right.value if right.value else complex("nan+nanj"))

    static_Add, static_Subtract, static_Multiply, static_Divide = static_op_Addition, static_op_Subtraction, static_op_Multiply, static_op_Division

    @staticmethod
    def static_op_UnaryNegation(value: Complex) -> Complex:
        return Complex(-value.value)

    static_Negate = static_op_UnaryNegation

    @staticmethod
    def static_FromPolarCoordinates(magnitude: float, phase: float) -> Complex:
        return Complex(cmath.rect(magnitude, phase))

    @staticmethod
    def static_Abs(value: Complex) -> float:
        return abs(value.value)

    @staticmethod
    def static_Conjugate(value: Complex) -> Complex:
        return Complex(value.value.conjugate())

    @staticmethod
    def static_Reciprocal(value: Complex) -> Complex:
        return Complex(1 / value.value if value.value else 0j)

    @staticmethod
    def static_Pow(value: Complex, power: Complex) -> Complex:
        return Complex(value.value**power.value)

    static_Sqrt = staticmethod(lambda value: Complex(cmath.sqrt(value.value)))
    static_Exp = staticmethod(lambda value: Complex(cmath.exp(value.value)))
    static_Log = staticmethod(lambda value: Complex(cmath.log(value.value)))
    static_Sin = staticmethod(lambda value: Complex(cmath.sin(value.value)))
    static_Cos = staticmethod(lambda value: Complex(cmath.cos(value.value)))


class _Number(_Value):
    """What the other numbers share: ``value`` is Python's int or float."""

    __slots__ = ()
    name = ""
    SIGNATURES: tuple[str, ...] = ()

    def __init__(self, value: Any) -> None:
        super().__init__(self.fitted(value))

    @classmethod
    def fitted(cls, value: Any) -> Any:
        """Return a value as this type holds it; raises OverflowException."""
        raise NotImplementedError

    def format_text(self, form: str | None, culture: Any) -> str:
        """Return ToString(format, culture)."""
        from pwsh_emu.runtime.numberformat import format_number
        from pwsh_emu.runtime.values import BigInteger

        return format_number(BigInteger(self.value) if isinstance(self.value, int) else self.value, form, culture)

    def CompareTo(self, other: Any) -> int:
        if other is None:
            return 1
        if type(other) is not type(self):
            raise failures.argument(f"The parameter must be a {self.name}.", "value")
        return int(self.value > other.value) - int(self.value < other.value)


def _declare(cls: type[_Number], sources: tuple[str, ...], low: Callable[[], Any], high: Callable[[], Any]) -> None:
    """Give a number type its signatures and the functions behind them."""
    full = f"System.{cls.name}"
    declared: list[str] = [
        *(f"static {full} op_{name}({full} left, {full} right)" for name in (*_BINARY, "Modulus")),
        *(f"static {full} op_Explicit({source} value)" for source in sources), f"static {full} MaxValue", f"static {full} MinValue",
        f"static {full} Zero", f"static {full} One", f"static {full} Parse(string s)", f"static bool TryParse(string s, [ref] {full} result)",
        f"static {full} Abs({full} value)", f"int CompareTo({full} value)", f"bool Equals({full} obj)", *_SHOWN,
    ]  # fmt: skip
    cls.SIGNATURES = tuple(declared)

    def divided(left: Any, right: Any, remainder: bool) -> Any:
        if isinstance(left, float):
            if right:
                return math.fmod(left, right) if remainder else left / right
            return float("nan") if remainder or not left or left != left else float("inf") * left
        quotient, rest = divide(left, right)
        return rest if remainder else quotient

    def parse(text: Any) -> Any:
        body = str(text).strip()
        try:
            return cls(float(body) if cls is Half else int(body))
        except ValueError:
            raise failures.format_error(f"The input string '{text}' was not in a correct format.") from None

    functions: dict[str, Callable[..., Any]] = {
        "op_Addition": lambda left, right: cls(left.value + right.value),
        "op_Subtraction": lambda left, right: cls(left.value - right.value),
        "op_Multiply": lambda left, right: cls(left.value * right.value),
        "op_Division": lambda left, right: cls(divided(left.value, right.value, False)),
        "op_Modulus": lambda left, right: cls(divided(left.value, right.value, True)),
        "op_Explicit": lambda value: cls(float(value) if cls is Half else int(value)),
        "get_MaxValue": lambda: cls(high()), "get_MinValue": lambda: cls(low()), "get_Zero": lambda: cls(0), "get_One": lambda: cls(1),
        "Parse": parse, "TryParse": lambda text, reference: try_parse(reference, lambda: parse(text), cls(0)),
        "Abs": lambda value: cls(abs(value.value)),
    }  # fmt: skip
    for name, function in functions.items():
        setattr(cls, f"static_{name}", staticmethod(function))


class Int128(_Number):
    """A signed integer of 128 bits."""

    ps_type = builtin("System.Int128")
    name = "Int128"
    __slots__ = ()

    @classmethod
    def fitted(cls, value: Any) -> int:
        if not -(2**127) <= value < 2**127:
            raise failures.overflow("Value was either too large or too small for an Int128.")
        return int(value)


class UInt128(_Number):
    """An unsigned integer of 128 bits."""

    ps_type = builtin("System.UInt128")
    name = "UInt128"
    __slots__ = ()

    @classmethod
    def fitted(cls, value: Any) -> int:
        if not 0 <= value < 2**128:
            raise failures.overflow("Value was either too large or too small for a UInt128.")
        return int(value)


class Half(_Number):
    """A number of half precision."""

    ps_type = builtin("System.Half")
    name = "Half"
    __slots__ = ()

    @classmethod
    def fitted(cls, value: Any) -> float:
        try:
            return float(struct.unpack("<e", struct.pack("<e", float(value)))[0])
        except OverflowError:
            return float("inf") if value > 0 else float("-inf")

    def format_text(self, form: str | None, culture: Any) -> str:
        if form is None:  # the shortest digits that give the same number back
            shown = next(text for digits in range(1, 18) if self.fitted(float(text := f"{self.value:.{digits}g}")) == self.value or digits == 17)
            if "e" not in shown and "n" not in shown:
                return shown.replace(".", str(culture.number.NumberDecimalSeparator))
        return super().format_text(form, culture)


_INTEGERS = ("int", "long", "byte", "sbyte", "int16", "uint16", "uint", "ulong", "double", "decimal", "float", "System.Numerics.BigInteger")
_declare(Int128, _INTEGERS, lambda: -(2**127), lambda: 2**127 - 1)
_declare(UInt128, _INTEGERS, lambda: 0, lambda: 2**128 - 1)
_declare(Half, ("int", "long", "double", "float", "decimal", "byte"), lambda: -65504.0, lambda: 65504.0)

TYPES = {_COMPLEX: Complex, "System.Int128": Int128, "System.UInt128": UInt128, "System.Half": Half}
