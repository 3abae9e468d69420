"""Error records as text: ConciseView, NormalView, CategoryView and DetailedView, as PowerShell's own error view makes them."""

from __future__ import annotations

import re

from pwsh_emu.formatting import psstyle
from pwsh_emu.formatting.text import RESET, plain, split_lines
from pwsh_emu.language.positions import position_message
from pwsh_emu.runtime import errorcategory
from pwsh_emu.runtime.errors import ErrorRecord, InvocationInfo, PSError
from pwsh_emu.runtime.values import Hashtable, PSObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_SPACE = re.compile(r"\s")
_VIEWS = {name.lower(): name for name in ("NormalView", "CategoryView", "DetailedView", "ConciseView")}
_NATIVE = ("NativeCommandErrorMessage", "NativeCommandError")


class Palette:
    """The escape sequences of an error view; all empty where the host has no styles."""

    __slots__ = ("accent", "error", "reset")

    def __init__(self, error: str = "", accent: str = "", reset: str = "") -> None:
        self.error = error
        self.accent = accent
        self.reset = reset


def palette(session: Any) -> Palette:
    """Return the escape sequences for a session's error views."""
    if not psstyle.supports_styles(session):
        return Palette()
    return Palette(psstyle.formatting(session, "Error"), psstyle.formatting(session, "ErrorAccent"), RESET)


def render(session: Any, record: ErrorRecord, width: int) -> str:
    """Return what the console shows of an error record on standard error; empty lines are left out there."""
    text = view_text(session, record, width)
    lines = [line for line in split_lines(text) if line]
    if psstyle.is_plain(session, True):
        lines = [line for line in map(plain, lines) if line]
    return "".join(line + "\n" for line in lines)


def items(session: Any, record: ErrorRecord) -> list[Any]:
    """Return an error record's custom display, as it stands among other output."""
    from pwsh_emu.formatting.packets import NEW_LINE

    result: list[Any] = []
    for index, line in enumerate(split_lines(view_text(session, record, session.host.width))):
        if index:
            result.append(NEW_LINE)
        result.append(line)
    return result


def view_text(session: Any, record: ErrorRecord, width: int) -> str:
    """Return an error record as $ErrorView says."""
    colours = palette(session)
    view = _error_view(session)
    if record.fully_qualified_error_id in _NATIVE:
        return f"{colours.error}{record.exception.message}{colours.reset}"
    if view == "DetailedView":
        from pwsh_emu.formatting.detailedview import detailed_text

        newest = session.errors[0] if session.errors else record
        return f"{colours.error}{detailed_text(session, newest)}{colours.reset}"
    if view == "CategoryView":
        return f"{colours.error}{errorcategory.message(session, record)}{colours.reset}"
    if view == "ConciseView":
        return _Concise(session, record, width, colours).text()
    return _normal(session, record, colours)


def _error_view(session: Any) -> str:
    cell = session.scope.find("errorview")
    name = str(cell.value).lower() if cell is not None and cell.value is not None else ""
    return _VIEWS.get(name, "NormalView")


def _position(invocation: InvocationInfo | None) -> str:
    extent = invocation.extent if invocation is not None else None
    return position_message(extent.source, extent.start, extent.end) if extent is not None else ""


# --- ConciseView --------------------------------------------------------------------------------------------------------------


class _Concise:
    """One rendering in ConciseView."""

    def __init__(self, session: Any, record: ErrorRecord, width: int, colours: Palette) -> None:
        self.session = session
        self.record = record
        self.width = width
        self.colours = colours
        self.invocation = record.invocation
        self.extent = record.invocation.extent if record.invocation is not None else None
        self.prefix = ""

    def text(self) -> str:
        colours = self.colours
        position = self._place()
        message = self.prefix + self._message()
        if self._script_name() or self.record.category == "ParserError":
            message = self._wrapped(message) + "\n"
        text = f"{colours.error}{self._reason()}: {position}{colours.error}{message}{colours.reset}"
        recommendation = self.record.details_recommendation
        if recommendation and recommendation.strip():
            text += f"\n{colours.error}  Recommendation: {recommendation}{colours.reset}"
        return text

    def _script_name(self) -> str:
        return str(self.extent.source.file or "") if self.extent is not None else ""

    def _line_number(self) -> int:
        return int(self.extent.source.position(self.extent.start)[0]) if self.extent is not None else 0

    def _place(self) -> str:
        """Return file, source line and marker; sets the prefix of the message lines below them."""
        target = self._test_target()
        script = self._script_name()
        parse_error = self.record.category == "ParserError" and self.record.exception.type_name.endswith("ParentContainsErrorRecordException")
        detailed = (parse_error or script or self._line_number() > 1) and not script.lower().endswith(".psm1")
        if target is None and not detailed:
            return ""
        colours = self.colours
        if target is not None:
            text = f"{colours.reset}{self._text(target.get('File'))}\n"
            number = self._text(target.get("Line"))
        else:
            text = f"{colours.reset}{script}:{self._line_number()}\n" if script else "\n"
            number = str(self._line_number())
        margin = " " * max(len(number) - 4, 0)
        text += f"{colours.accent}{margin}Line |\n"
        marker = ""
        column = length = 0
        if target is not None:
            line = self._text(target.get("LineText")).strip()
        else:
            shown = _position(self.invocation).split("\n")
            line = shown[1][1:] if len(shown) > 1 else ""
            marker = shown[-1][1:]
            length = len(marker.strip())
            column = marker.find("~")
        if length < len(line):
            line = line[:column] + colours.accent + line[column : column + length] + colours.reset + line[column + length :]
        text += f"{colours.accent}{' ' * max(4 - len(number), 0)}{number} | {colours.reset}{line}\n"
        self.prefix = f"{colours.accent}{margin}     | {colours.error}"
        if marker:
            text += f"{self.prefix}{marker}\n"
        return text

    def _test_target(self) -> Hashtable | None:
        target = self.record.target_object
        if type(target) is PSObject:
            target = target.base
        if isinstance(target, Hashtable) and "Line" in target and "LineText" in target:
            return target
        return None

    def _text(self, value: Any) -> str:
        from pwsh_emu.formatting.cells import to_text

        return "" if value is None else to_text(self.session, value)

    def _message(self) -> str:
        record = self.record
        if record.details_message:
            return record.details_message
        message = record.exception.message
        if record.category == "ParserError" and "~\n" in message:
            return message.split("~\n")[1].split("\n\n")[0]
        return message

    def _wrapped(self, message: str) -> str:
        """Break the message at words where it is wider than the console, each line behind the prefix."""
        prefix = self.prefix
        prefix_width = len(plain(prefix))
        extra = len(prefix) - prefix_width
        message = message.replace("\n", " ").replace("\t", " ")
        if self.width <= 0 or len(message) - extra <= self.width:
            return message
        first = _cut_at_word(message, self.width + extra)
        rest = message[len(first) :].strip()
        lines = [first]
        while len(rest) + prefix_width > self.width:
            line = _cut_at_word(prefix + rest, self.width + extra)
            if len(line) <= len(prefix):
                break
            lines.append(line)
            rest = rest[len(line) - len(prefix) :].strip()
        lines.append(prefix + rest.strip())
        return "\n".join(lines)

    def _reason(self) -> str:
        record, invocation = self.record, self.invocation
        if record.thrown:
            return "Exception"
        command = invocation.command if invocation is not None else None
        name = getattr(command, "name", "") if command is not None else ""
        if name and _exists(self.session, name):
            return str(name)
        activity = errorcategory.activity(record)
        if activity:
            return activity
        if command is not None:
            return self._text(command)
        if invocation is not None and invocation.invocation_name:
            return invocation.invocation_name
        if record.category and record.category != "NotSpecified":
            return record.category
        return errorcategory.reason(record) or "Error"


def _cut_at_word(text: str, length: int) -> str:
    """Return the start of a text up to the last white space within a length."""
    if len(text) <= length:
        return text
    part = text[:length]
    spaces = [match.start() for match in _SPACE.finditer(part)]
    return part[: spaces[-1]] if spaces else part


def _exists(session: Any, name: str) -> bool:
    from pwsh_emu.runtime.discovery import find

    try:
        return find(session, name) is not None
    except PSError:
        return False


# --- NormalView ---------------------------------------------------------------------------------------------------------------


def _normal(session: Any, record: ErrorRecord, colours: Palette) -> str:
    from pwsh_emu.formatting.cells import to_text

    invocation = record.invocation
    command = invocation.command if invocation is not None else None
    position = ""
    if invocation is not None and (command is not None or record.category != "ParserError"):
        position = _position(invocation)
        position = "\n" + position if position else ""
    position += f"\n+ CategoryInfo          : {errorcategory.message(session, record)}"
    position += f"\n+ FullyQualifiedErrorId : {record.fully_qualified_error_id}"
    message = record.details_message or record.exception.message
    return f"{colours.error}{_command_prefix(record, to_text, session)}{colours.error}{message}{position}{colours.reset}"


def _command_prefix(record: ErrorRecord, to_text: Any, session: Any) -> str:
    invocation = record.invocation
    if invocation is None:
        return ""
    command = invocation.command
    if command is None:
        return f"{invocation.invocation_name} : " if invocation.invocation_name else ""
    kind = getattr(command, "command_type", "")
    if kind == "ExternalScript":
        return f"{command.path} : " if getattr(command, "path", "") else ""
    if kind == "Script":
        return f"{to_text(session, command.script_block)} : "
    if invocation.invocation_name in ("", "&", "."):
        return f"{command.name} : " if command.name else ""
    return f"{invocation.invocation_name} : "
