"""The service's texts for values: sizes, time spans, dates, and reading what an administrator writes for them."""

from __future__ import annotations

import re
from datetime import UTC
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

_UNITS = ("B", "KB", "MB", "GB", "TB")
_SIZE = re.compile(r"^\s*(\d+(?:\.\d+)?)\s*(B|KB|MB|GB|TB)?\s*(?:\(([\d,]+) bytes\))?\s*$", re.IGNORECASE)


def size_text(size: int) -> str:
    """Return a size as the service shows it: ``1.7 GB (1,825,361,920 bytes)``."""
    number, unit = float(size), 0
    while number >= 1024 and unit < len(_UNITS) - 1:
        number /= 1024
        unit += 1
    return f"{number:.4g} {_UNITS[unit]} ({size:,} bytes)"


def parse_size(text: str) -> int | None:
    """Return the bytes of a written size; a bare number is bytes. None where it is no size."""
    match = _SIZE.match(text)
    if match is None:
        return None
    if match[3]:
        return int(match[3].replace(",", ""))
    return int(float(match[1]) * 1024 ** _UNITS.index((match[2] or "B").upper()))


def span_text(ticks: int) -> str:
    """Return a time span of 100-nanosecond ticks as .NET shows it: ``1.02:03:04.5000000``."""
    sign = "-" if ticks < 0 else ""
    seconds, fraction = divmod(abs(ticks), 10_000_000)
    days, rest = divmod(seconds, 86400)
    text = f"{sign}{f'{days}.' if days else ''}{rest // 3600:02}:{rest // 60 % 60:02}:{rest % 60:02}"
    return f"{text}.{fraction:07}" if fraction else text


_SPAN = re.compile(r"^\s*(-)?(?:(\d+)(?:\.|$))?(?:(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.(\d{1,7}))?)?)?\s*$")


def parse_span(text: str) -> int | None:
    """Return the ticks of a written time span (``d.hh:mm:ss``, ``hh:mm``, ``d``); None where it is none."""
    match = _SPAN.match(text)
    if match is None or not text.strip():
        return None
    sign, days, hours, minutes, seconds, fraction = match.groups()
    if int(hours or 0) > 23 or int(minutes or 0) > 59 or int(seconds or 0) > 59:
        return None
    total = ((int(days or 0) * 24 + int(hours or 0)) * 60 + int(minutes or 0)) * 60 + int(seconds or 0)
    ticks = total * 10_000_000 + int((fraction or "0").ljust(7, "0"))
    return -ticks if sign else ticks


_DATE_FORMS = (
    "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d", "%m/%d/%Y %I:%M:%S %p", "%m/%d/%Y %I:%M %p",
    "%m/%d/%Y %H:%M:%S", "%m/%d/%Y %H:%M", "%m/%d/%Y", "%Y-%m-%dT%H:%M:%S.%f", "%Y-%m-%dT%H:%M:%S.%fZ",
)  # fmt: skip


def parse_date(text: str) -> datetime | None:
    """Return a written date as UTC; None where it is none."""
    from datetime import datetime

    if not text[:1].isdigit():
        return None
    for form in _DATE_FORMS:
        try:
            return datetime.strptime(text.strip(), form).replace(tzinfo=UTC)
        except ValueError:
            continue
    try:
        when = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def words(noun: str) -> str:
    """Return a noun's name in words: ``TransportRule`` -> ``transport rule``, ``OwaMailboxPolicy`` -> ``owa mailbox policy``."""
    parts = re.findall(r"[A-Z]+(?![a-z])|[A-Z][a-z0-9]+|[a-z0-9]+", noun)
    return " ".join(part if part.isupper() and len(part) > 1 else part.lower() for part in parts)


_ADDRESS = re.compile(
    r"^[^\s@<>()\[\]\\,;:\"]+@(?:[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(?:\.[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*$"
)
_DOMAIN = re.compile(r"^(?:[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)(?:\.[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*$")


def is_address(text: str) -> bool:
    """Tell whether a text is an SMTP address as the service takes it."""
    return len(text) <= 571 and not text.startswith(".") and ".." not in text and _ADDRESS.match(text) is not None


def is_domain(text: str) -> bool:
    return len(text) <= 255 and _DOMAIN.match(text) is not None
