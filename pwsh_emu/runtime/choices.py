"""Choices and prompts on the host: numbered keys with &, a default, help with ?."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from pwsh_emu.runtime.errors import ErrorRecord, ExceptionObject, NetException, PSError

if TYPE_CHECKING:
    from pwsh_emu.runtime.session import Session

_Answer = TypeVar("_Answer")


def not_interactive() -> PSError:
    """Return the error of a question that nobody can answer."""
    message = "PowerShell is in NonInteractive mode. Read and Prompt functionality is not available."
    exception = ExceptionObject("System.Management.Automation.PSInvalidOperationException", message)
    record = ErrorRecord(exception, "InvalidOperation", "InvalidOperation")
    exception.error_record = record
    return PSError(record)


def asked(question: Callable[[], _Answer]) -> _Answer:
    """Ask from a .NET method: a question that nobody can answer is an exception of the method."""
    try:
        return question()
    except PSError as error:
        if error.record.error_id != "InvalidOperation":
            raise
        raise NetException(error.record.exception.type_name, error.record.exception.message) from error


def split_label(label: str) -> tuple[str, str]:
    """Return the key and the text of a choice's label: "&Yes" is ("Y", "Yes"), a label without & has no key."""
    at = label.find("&")
    if at < 0 or at + 1 >= len(label):
        return "", label.replace("&", "")
    return label[at + 1].upper(), label[:at] + label[at + 1 :]


def choose(session: Session, caption: str, message: str, choices: list[tuple[str, str]], default: int, *, spaced: bool = True) -> int:
    """Ask to choose among (label, help) pairs and return the index. Raises where nobody can be asked or the input ends."""
    host: Any = session.host
    if not host.interactive:
        raise not_interactive()
    host.write("\n")
    if caption:
        host.write(caption + "\n")
    if message:
        host.write(_wrapped(message, host.width))
    labels = [split_label(label) for label, _ in choices]
    while True:
        answer = host.read_line(_line(labels, default, host.width, spaced))
        if answer is None:
            raise not_interactive()
        answer = answer.strip()
        if not answer:
            if default >= 0:
                return default
            continue
        if answer == "?":
            for (key, text), (_, explanation) in zip(labels, choices, strict=True):
                host.write(_wrapped(f"{key or text} - {explanation}", host.width))
            continue
        for index, (key, text) in enumerate(labels):
            if answer.lower() == text.lower() or (key and answer.upper() == key):
                return index


def _line(labels: list[tuple[str, str]], default: int, width: int, spaced: bool) -> str:
    """Return the line of choices, broken before a part that does not fit."""
    parts = [f"[{key}] {text}  " for key, text in labels]
    parts.append("[?] Help ")
    if default >= 0:
        parts.append(f'(default is "{labels[default][0] or labels[default][1]}"):')
    else:
        parts.append(":")
    lines = [""]
    for part in parts:
        if len(lines[-1]) + len(part) > width and lines[-1]:
            lines.append("")
        lines[-1] += part
    text = "\n".join(lines)
    return text if len(lines) > 1 else text + " "


def _wrapped(text: str, width: int) -> str:
    """Break text at words within the host's width, its last column left empty; a blank stays on its line where it fits."""
    lines = []
    for line in text.split("\n"):
        while len(line) >= width:
            at = min(line.rfind(" ", 0, width) + 1, width - 1) or width - 1
            lines.append(line[:at])
            line = line[at:]
        lines.append(line)
    return "\n".join(lines) + "\n"
