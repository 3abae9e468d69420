"""Small rules of XML text: escapes, numbers and times as XML Schema has them, and how documents are read that PowerShell takes settings from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pwsh_emu.runtime.text import double_text, single_text
from pwsh_emu.runtime.values import Single

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_CONTROL = re.compile("_x[0-9A-Fa-f]{4}_|[\x00-\x1f\x7f\ufffe\uffff]")


def escape_text(text: str) -> str:
    """Escape the text of an element."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def escape_attribute(text: str) -> str:
    """Escape the value of an attribute."""
    return escape_text(text).replace('"', "&quot;").replace("\r", "&#xD;").replace("\n", "&#xA;").replace("\t", "&#x9;")


def encode_controls(text: str) -> str:
    """Write characters that XML cannot hold as _xHHHH_, and what looks like that with its underscore escaped."""
    return _CONTROL.sub(lambda found: f"_x005F{found[0]}" if len(found[0]) > 1 else f"_x{ord(found[0]):04X}_", text)


def decode_controls(text: str) -> str:
    """Read _xHHHH_ back."""
    if "_x" not in text:
        return text
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)


def real_text(value: float) -> str:
    """Return a Double or Single as XmlConvert does."""
    if value != value:
        return "NaN"
    if value in (float("inf"), float("-inf")):
        return "INF" if value > 0 else "-INF"
    return single_text(value) if type(value) is Single else double_text(value)


def duration_text(ticks: int) -> str:
    """Return a TimeSpan's ticks as an XML Schema duration (P1DT2H3M4.5S)."""
    sign = "-" if ticks < 0 else ""
    ticks = abs(ticks)
    days, rest = divmod(ticks, 864_000_000_000)
    hours, rest = divmod(rest, 36_000_000_000)
    minutes, rest = divmod(rest, 600_000_000)
    seconds, fraction = divmod(rest, 10_000_000)
    date = f"{days}D" if days else ""
    time = f"{hours}H" if hours else ""
    time += f"{minutes}M" if minutes else ""
    if seconds or fraction:
        shown = f"{fraction:07d}".rstrip("0")
        time += f"{seconds}{'.' + shown if shown else ''}S"
    if not date and not time:
        time = "0S"
    return f"{sign}P{date}{'T' + time if time else ''}"


def duration_ticks(text: str) -> int:
    """Read an XML Schema duration as ticks. Raises ValueError."""
    found = re.fullmatch(r"(-?)P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d{1,7})\d*)?S)?)?", text)
    if found is None:
        raise ValueError(text)
    days, hours, minutes, seconds = (int(found[index] or 0) for index in (2, 3, 4, 5))
    ticks = ((days * 24 + hours) * 60 + minutes) * 600_000_000 + seconds * 10_000_000 + int((found[6] or "0").ljust(7, "0"))
    return -ticks if found[1] else ticks


def boolean_text(value: Any) -> str:
    """Return a Boolean as XML Schema has it."""
    return "true" if value else "false"


NO_DTD = (
    "For security reasons DTD is prohibited in this XML document. To enable DTD processing set the DtdProcessing property on XmlReaderSettings to "
    "Parse and pass the settings into XmlReader.Create method."
)


def root_element(document: str | bytes) -> Element:
    """Return the root of a document; raises ParseError, also for a document type: its entities could grow without end."""
    from xml.etree.ElementTree import ParseError, fromstring

    if (b"<!DOCTYPE" in document.replace(b"\0", b"")) if isinstance(document, bytes) else ("<!DOCTYPE" in document):
        error = ParseError(NO_DTD)
        error.position = (1, 0)
        raise error
    return fromstring(document)


def content(node: Element) -> str:
    """Return an element's text without the white space around it."""
    return (node.text or "").strip()


def child_text(node: Element, tag: str) -> str:
    """Return the text of an element's first child of a name; "" where there is none."""
    found = node.find(tag)
    return "" if found is None else content(found)
