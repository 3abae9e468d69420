"""System.TimeSpan: a number of ticks of 100 nanoseconds."""

from __future__ import annotations

import math
from typing import Any

from pwsh_emu.runtime.knowntypes import builtin, with_session
from pwsh_emu.runtime.types import failures
from pwsh_emu.runtime.types.ordering import Ordered
from pwsh_emu.runtime.values import Int64

TICKS_PER_MICROSECOND = 10
TICKS_PER_MILLISECOND = 10_000
TICKS_PER_SECOND = 10_000_000
TICKS_PER_MINUTE = 600_000_000
TICKS_PER_HOUR = 36_000_000_000
TICKS_PER_DAY = 864_000_000_000
MIN_TICKS, MAX_TICKS = -(1 << 63), (1 << 63) - 1
_TOO_LONG = "TimeSpan overflowed because the duration is too long."


def checked(ticks: int) -> int:
    """Return ticks that a TimeSpan can hold, or raise OverflowException."""
    if not MIN_TICKS <= ticks <= MAX_TICKS:
        raise failures.overflow(_TOO_LONG)
    return ticks


class TimeSpan(Ordered):
    """A duration; immutable."""

    ps_type = builtin("System.TimeSpan")
    PROPERTY_ORDER = (
        "Ticks Days Hours Milliseconds Microseconds Nanoseconds Minutes Seconds TotalDays TotalHours TotalMilliseconds TotalMicroseconds "
        "TotalNanoseconds TotalMinutes TotalSeconds"
    )
    __slots__ = ("ticks",)

    def __init__(self, ticks: int = 0) -> None:
        super().__init__()
        self.ticks = int(ticks)

    @property
    def place(self) -> int:
        return self.ticks

    def __str__(self) -> str:
        return format_span(self.ticks, "c", None)

    def format_text(self, format: str | None, culture: Any) -> str:
        """Return ToString(format, culture)."""
        return format_span(self.ticks, format or "c", culture)

    # --- construction ---
    @staticmethod
    def new(*parts: int) -> TimeSpan:
        if len(parts) == 0:
            return TimeSpan()
        if len(parts) == 1:
            return TimeSpan(parts[0])
        if len(parts) == 3:
            hours, minutes, seconds = parts
            return TimeSpan(checked((hours * 3600 + minutes * 60 + seconds) * TICKS_PER_SECOND))
        numbers = list(parts) + [0] * (6 - len(parts))
        days, hours, minutes, seconds, milliseconds, microseconds = numbers
        whole = (days * 86400 + hours * 3600 + minutes * 60 + seconds) * TICKS_PER_SECOND
        return TimeSpan(checked(whole + milliseconds * TICKS_PER_MILLISECOND + microseconds * TICKS_PER_MICROSECOND))

    # --- parts ---
    def _part(self, unit: int, count: int) -> int:
        value = abs(self.ticks) // unit % count
        return -value if self.ticks < 0 else value

    @property
    def Ticks(self) -> Int64:
        return Int64(self.ticks)

    @property
    def Days(self) -> int:
        return -(-self.ticks // TICKS_PER_DAY) if self.ticks < 0 else self.ticks // TICKS_PER_DAY

    @property
    def Hours(self) -> int:
        return self._part(TICKS_PER_HOUR, 24)

    @property
    def Minutes(self) -> int:
        return self._part(TICKS_PER_MINUTE, 60)

    @property
    def Seconds(self) -> int:
        return self._part(TICKS_PER_SECOND, 60)

    @property
    def Milliseconds(self) -> int:
        return self._part(TICKS_PER_MILLISECOND, 1000)

    @property
    def Microseconds(self) -> int:
        return self._part(TICKS_PER_MICROSECOND, 1000)

    @property
    def Nanoseconds(self) -> int:
        return self._part(1, 10) * 100

    @property
    def TotalDays(self) -> float:
        return self.ticks / TICKS_PER_DAY

    @property
    def TotalHours(self) -> float:
        return self.ticks / TICKS_PER_HOUR

    @property
    def TotalMinutes(self) -> float:
        return self.ticks / TICKS_PER_MINUTE

    @property
    def TotalSeconds(self) -> float:
        return self.ticks / TICKS_PER_SECOND

    @property
    def TotalMilliseconds(self) -> float:
        return self.ticks / TICKS_PER_MILLISECOND

    @property
    def TotalMicroseconds(self) -> float:
        return self.ticks / TICKS_PER_MICROSECOND

    @property
    def TotalNanoseconds(self) -> float:
        return self.ticks * 100.0

    # --- methods ---
    def Add(self, other: TimeSpan) -> TimeSpan:
        return TimeSpan(checked(self.ticks + other.ticks))

    def Subtract(self, other: TimeSpan) -> TimeSpan:
        return TimeSpan(checked(self.ticks - other.ticks))

    def Negate(self) -> TimeSpan:
        if self.ticks == MIN_TICKS:
            raise failures.overflow("Negating the minimum value of a twos complement number is invalid.")
        return TimeSpan(-self.ticks)

    def Duration(self) -> TimeSpan:
        if self.ticks == MIN_TICKS:
            raise failures.overflow(
                "The duration cannot be returned for TimeSpan.MinValue because the absolute value of TimeSpan.MinValue exceeds the value of "
                "TimeSpan.MaxValue."
            )
        return TimeSpan(abs(self.ticks))

    def Multiply(self, factor: float) -> TimeSpan:
        return scaled(self.ticks, factor)

    def Divide(self, divisor: Any) -> Any:
        return divided(self, divisor)

    def GetHashCode(self) -> int | None:
        from pwsh_emu.runtime.hashcodes import hash_code

        return hash_code(self)

    # --- statics ---
    static_get_Zero = staticmethod(lambda: TimeSpan(0))
    static_get_MaxValue = staticmethod(lambda: TimeSpan(MAX_TICKS))
    static_get_MinValue = staticmethod(lambda: TimeSpan(MIN_TICKS))

    @staticmethod
    def static_FromTicks(ticks: int) -> TimeSpan:
        return TimeSpan(ticks)

    @staticmethod
    def static_FromDays(value: Any, *rest: int) -> TimeSpan:
        return _interval(
            value, TICKS_PER_DAY, rest, (TICKS_PER_HOUR, TICKS_PER_MINUTE, TICKS_PER_SECOND, TICKS_PER_MILLISECOND, TICKS_PER_MICROSECOND)
        )

    @staticmethod
    def static_FromHours(value: Any, *rest: int) -> TimeSpan:
        return _interval(value, TICKS_PER_HOUR, rest, (TICKS_PER_MINUTE, TICKS_PER_SECOND, TICKS_PER_MILLISECOND, TICKS_PER_MICROSECOND))

    @staticmethod
    def static_FromMinutes(value: Any, *rest: int) -> TimeSpan:
        return _interval(value, TICKS_PER_MINUTE, rest, (TICKS_PER_SECOND, TICKS_PER_MILLISECOND, TICKS_PER_MICROSECOND))

    @staticmethod
    def static_FromSeconds(value: Any, *rest: int) -> TimeSpan:
        return _interval(value, TICKS_PER_SECOND, rest, (TICKS_PER_MILLISECOND, TICKS_PER_MICROSECOND))

    @staticmethod
    def static_FromMilliseconds(value: Any, *rest: int) -> TimeSpan:
        return _interval(value, TICKS_PER_MILLISECOND, rest, (TICKS_PER_MICROSECOND,))

    @staticmethod
    def static_FromMicroseconds(value: Any) -> TimeSpan:
        return _interval(value, TICKS_PER_MICROSECOND, (), ())

    @staticmethod
    @with_session
    def static_Parse(session: Any, text: Any, provider: Any = None) -> TimeSpan:
        if text is None:
            raise failures.null("input")
        from pwsh_emu.runtime.types.strings import provider_culture

        return TimeSpan(parse_span(text, provider_culture(session, provider)))

    @staticmethod
    @with_session
    def static_TryParse(session: Any, text: Any, *rest: Any) -> bool:
        from pwsh_emu.runtime.types.numbers import try_parse

        return try_parse(rest[-1], lambda: TimeSpan.static_Parse(session, text), TimeSpan(0))

    @staticmethod
    @with_session
    def static_ParseExact(session: Any, text: Any, formats: Any, provider: Any = None, styles: Any = None) -> TimeSpan:
        from pwsh_emu.runtime.errors import NetException
        from pwsh_emu.runtime.types.strings import provider_culture

        culture = provider_culture(session, provider)
        for format in [formats] if isinstance(formats, str) else list(formats):
            try:
                ticks = parse_exact(text, format, culture)
            except NetException:
                if isinstance(formats, str):
                    raise
                continue
            return TimeSpan(-ticks if styles is not None and styles.value == 1 else ticks)
        raise not_recognized(text)

    @staticmethod
    @with_session
    def static_TryParseExact(session: Any, text: Any, formats: Any, *rest: Any) -> bool:
        from pwsh_emu.runtime.types.numbers import try_parse

        return try_parse(rest[-1], lambda: TimeSpan.static_ParseExact(session, text, formats, *rest[:-1]), TimeSpan(0))

    # --- operators ---
    @staticmethod
    def static_op_Addition(left: TimeSpan, right: TimeSpan) -> TimeSpan:
        return left.Add(right)

    @staticmethod
    def static_op_Subtraction(left: TimeSpan, right: TimeSpan) -> TimeSpan:
        return left.Subtract(right)

    @staticmethod
    def static_op_UnaryNegation(value: TimeSpan) -> TimeSpan:
        return value.Negate()

    @staticmethod
    def static_op_UnaryPlus(value: TimeSpan) -> TimeSpan:
        return value

    @staticmethod
    def static_op_Multiply(left: Any, right: Any) -> TimeSpan:
        return left.Multiply(right) if isinstance(left, TimeSpan) else right.Multiply(left)

    @staticmethod
    def static_op_Division(left: TimeSpan, right: Any) -> Any:
        return divided(left, right)


def seconds_of(time: Any) -> float:
    """Return how long a TimeSpan or a number of milliseconds is."""
    return float(time.ticks / TICKS_PER_SECOND if isinstance(time, TimeSpan) else time / 1000)


def scaled(ticks: int, factor: float) -> TimeSpan:
    """Return ticks times a factor, rounded to the even tick."""
    if factor != factor:
        raise failures.argument("TimeSpan does not accept floating point Not-a-Number values.", "factor")
    product = ticks * factor
    if math.isinf(product) or not MIN_TICKS <= product <= MAX_TICKS:
        raise failures.overflow(_TOO_LONG)
    return TimeSpan(round(product))


def divided(left: TimeSpan, right: Any) -> Any:
    """Return a TimeSpan over a number, or the ratio of two TimeSpans."""
    if isinstance(right, TimeSpan):
        if right.ticks == 0:
            return math.nan if left.ticks == 0 else math.copysign(math.inf, left.ticks)
        return left.ticks / right.ticks
    if right != right:
        raise failures.argument("TimeSpan does not accept floating point Not-a-Number values.", "divisor")
    if right == 0:
        raise failures.overflow(_TOO_LONG)
    return TimeSpan(checked(round(left.ticks / right)))


def _interval(value: Any, unit: int, rest: tuple[int, ...], units: tuple[int, ...]) -> TimeSpan:
    if isinstance(value, float):
        if value != value:
            raise failures.argument("TimeSpan does not accept floating point Not-a-Number values.")
        exact = value * unit
        if math.isinf(exact) or not MIN_TICKS <= exact <= MAX_TICKS:
            raise failures.overflow(_TOO_LONG)
        return TimeSpan(int(exact))
    total = int(value) * unit + sum(int(part) * size for part, size in zip(rest, units, strict=False))
    return TimeSpan(checked(total))


# --- text -----------------------------------------------------------------------------------------------------------------------


def _split(ticks: int) -> tuple[int, int, int, int, int]:
    size = abs(ticks)
    return size // TICKS_PER_DAY, size // TICKS_PER_HOUR % 24, size // TICKS_PER_MINUTE % 60, size // TICKS_PER_SECOND % 60, size % TICKS_PER_SECOND


def format_span(ticks: int, format: str, culture: Any) -> str:
    """Return a TimeSpan's text in a standard (c, t, T, g, G) or custom format."""
    days, hours, minutes, seconds, fraction = _split(ticks)
    sign = "-" if ticks < 0 else ""
    if len(format) == 1:
        if format in "ctT":
            text = f"{hours:02d}:{minutes:02d}:{seconds:02d}"
            if days:
                text = f"{days}.{text}"
            return sign + text + (f".{fraction:07d}" if fraction else "")
        point = culture.number.NumberDecimalSeparator if culture is not None else "."
        if format == "g":
            text = f"{hours}:{minutes:02d}:{seconds:02d}"
            if days:
                text = f"{days}:{text}"
            return sign + text + (point + f"{fraction:07d}".rstrip("0") if fraction else "")
        if format == "G":
            return f"{sign}{days}:{hours:02d}:{minutes:02d}:{seconds:02d}{point}{fraction:07d}"
        raise failures.format_error("Input string was not in a correct format.")
    return _custom(format, days, hours, minutes, seconds, fraction)


def _custom(format: str, days: int, hours: int, minutes: int, seconds: int, fraction: int) -> str:
    made: list[str] = []
    at = 0
    wrong = failures.format_error("Input string was not in a correct format.")
    while at < len(format):
        letter = format[at]
        count = 1
        if letter in "dhmsfF":
            while at + count < len(format) and format[at + count] == letter:
                count += 1
        if letter == "d":
            if count > 8:
                raise wrong
            made.append(str(days).zfill(count))
        elif letter in "hms":
            if count > 2:
                raise wrong
            made.append(str({"h": hours, "m": minutes, "s": seconds}[letter]).zfill(count))
        elif letter == "f":
            if count > 7:
                raise wrong
            made.append(f"{fraction:07d}"[:count])
        elif letter == "F":
            if count > 7:
                raise wrong
            made.append(f"{fraction:07d}"[:count].rstrip("0"))
        elif letter in "'\"":
            end = format.find(letter, at + 1)
            if end < 0:
                raise wrong
            made.append(format[at + 1 : end])
            count = end - at + 1
        elif letter == "\\" and at + 1 < len(format):
            made.append(format[at + 1])
            count = 2
        elif letter == "%" and at + 1 < len(format) and format[at + 1] != "%":
            made.append(_custom(format[at + 1], days, hours, minutes, seconds, fraction))
            count = 2
        else:
            raise wrong
        at += count
    return "".join(made)


def not_recognized(text: str) -> Any:
    return failures.format_error(f"String '{text}' was not recognized as a valid TimeSpan.")


def out_of_range(text: str) -> Any:
    return failures.overflow(
        f"The TimeSpan string '{text}' could not be parsed because at least one of the numeric components is out of range or contains too many "
        "digits."
    )


def parse_span(text: str, culture: Any) -> int:
    """Return the ticks that TimeSpan.Parse reads: ``[-][d.]hh:mm[:ss[.fffffff]]``, ``d`` and the forms with colons only."""
    import re

    body = text.strip()
    point = re.escape(culture.number.NumberDecimalSeparator) if culture is not None else r"\."
    negative = body.startswith("-")
    if negative:
        body = body[1:]
    fields = re.fullmatch(
        rf"(?:(?P<d>\d+)(?P<dsep>[.:]))?(?P<h>\d+):(?P<m>\d+)(?::(?P<s>\d+)(?:(?:{point}|\.)(?P<f>\d+))?)?|(?P<only>\d+)|(?P<d2>\d+)\.(?P<h2>\d+):(?P<m2>\d+)",
        body,
        re.ASCII,
    )
    if fields is None:
        too_large = any(int(run) >= 1 << 28 for run in re.findall(r"\d+", body, re.ASCII))  # noticed while the parts are read
        raise out_of_range(text) if too_large else not_recognized(text)
    got = fields.groupdict()
    if got["only"] is not None:
        days, hours, minutes, seconds, fraction = int(got["only"]), 0, 0, 0, ""
    else:
        days = int(got["d"] or 0)
        hours, minutes, seconds = int(got["h"] or 0), int(got["m"] or 0), int(got["s"] or 0)
        fraction = got["f"] or ""
        if got["d"] is not None and got["dsep"] == ":" and got["s"] is None:
            # three numbers with colons are hours, minutes, seconds
            days, hours, minutes, seconds = 0, int(got["d"]), int(got["h"]), int(got["m"])
    if len(fraction) > 7 and fraction[7:].strip("0"):
        raise out_of_range(text)
    if days > 10675199 or hours > 23 or minutes > 59 or seconds > 59:
        raise out_of_range(text)
    total = ((days * 24 + hours) * 3600 + minutes * 60 + seconds) * TICKS_PER_SECOND + int(fraction.ljust(7, "0")[:7] or 0)
    total = -total if negative else total
    if not MIN_TICKS <= total <= MAX_TICKS:
        raise out_of_range(text)
    return total


def parse_exact(text: str | None, format: str, culture: Any) -> int:
    """Return the ticks that TimeSpan.ParseExact reads."""
    import re

    if text is None:
        raise failures.null("input")
    if len(format) == 1:
        if format in "ctT":
            return parse_span(text, None)
        if format in "gG":
            return parse_span(text, culture)
        raise failures.format_error("Input string was not in a correct format.")
    pattern, at = "", 0
    while at < len(format):
        letter = format[at]
        count = 1
        while letter in "dhmsfF" and at + count < len(format) and format[at + count] == letter:
            count += 1
        if letter in "dhms":
            pattern += f"(?P<{letter}>\\d{{{count},{max(count, 8 if letter == 'd' else 2)}}})" if count == 1 else f"(?P<{letter}>\\d{{{count}}})"
        elif letter == "f":
            pattern += f"(?P<f>\\d{{{count}}})"
        elif letter == "F":
            pattern += f"(?P<f>\\d{{0,{count}}})"
        elif letter in "'\"":
            end = format.find(letter, at + 1)
            pattern += re.escape(format[at + 1 : end])
            count = end - at + 1
        elif letter == "\\":
            pattern += re.escape(format[at + 1 : at + 2])
            count = 2
        elif letter == "%":
            count = 1
        else:
            raise failures.format_error("Input string was not in a correct format.")
        at += count
    found = re.fullmatch(pattern, text, re.ASCII)
    if found is None:
        raise not_recognized(text)
    got = found.groupdict()
    hours, minutes, seconds = int(got.get("h") or 0), int(got.get("m") or 0), int(got.get("s") or 0)
    if hours > 23 or minutes > 59 or seconds > 59:
        raise out_of_range(text)
    return ((int(got.get("d") or 0) * 24 + hours) * 3600 + minutes * 60 + seconds) * TICKS_PER_SECOND + int((got.get("f") or "").ljust(7, "0")[:7])


TYPES = {"System.TimeSpan": TimeSpan}
