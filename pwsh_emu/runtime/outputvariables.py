"""-OutVariable, -ErrorVariable, -WarningVariable, -InformationVariable, -PipelineVariable and -OutBuffer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from pwsh_emu.runtime.scopes import UNSET
from pwsh_emu.runtime.values import PSArray

if TYPE_CHECKING:
    from pwsh_emu.runtime.processor import CommandProcessor
    from pwsh_emu.runtime.scopes import Variable


def attach(processor: CommandProcessor) -> None:
    """Make a prepared command write to the variables that its common parameters name."""
    bound = processor.bound
    if bound.get("ErrorVariable"):
        processor.error_variable = once(_collector(processor, bound["ErrorVariable"]))
    if bound.get("WarningVariable"):
        processor.warning_variable = _collector(processor, bound["WarningVariable"])
    if bound.get("InformationVariable"):
        processor.information_variable = _collector(processor, bound["InformationVariable"])
    if bound.get("OutVariable"):
        processor.captures = processor.captures or []
        processor.captures.append(_collector(processor, bound["OutVariable"]))
    if bound.get("PipelineVariable"):
        processor.captures = processor.captures or []
        processor.captures.insert(0, PipelineVariable(_cell(processor, str(bound["PipelineVariable"]))))


def tee(processor: CommandProcessor, out: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Return a sink that notes each object in the command's variables and passes it on."""
    captures = processor.captures or []

    def write(value: Any) -> None:
        for capture in captures:
            capture(value)
        out(value)

    return write


def release(processor: CommandProcessor) -> None:
    """Forget -PipelineVariable when its pipeline is over."""
    for capture in processor.captures or ():
        if isinstance(capture, PipelineVariable):
            capture.release()


class PipelineVariable:
    """Holds the object that is under way."""

    __slots__ = ("cell",)

    def __init__(self, cell: Variable) -> None:
        self.cell = cell
        cell.force(None)

    def __call__(self, value: Any) -> None:
        self.cell.value = value

    def release(self) -> None:
        self.cell.force(None)


class OutBuffer:
    """Keeps the objects of a command with -OutBuffer until there is one more than it may keep, then hands all on."""

    __slots__ = ("_count", "_held", "_out")

    def __init__(self, count: int, out: Callable[[Any], Any]) -> None:
        self._count = count
        self._out = out
        self._held: list[Any] = []

    def take(self, value: Any) -> None:
        """Keep an object."""
        self._held.append(value)
        if len(self._held) > self._count:
            self.drain()

    def drain(self) -> None:
        """Hand on what is kept."""
        held, self._held = self._held, []
        for value in held:
            self._out(value)


def _cell(processor: CommandProcessor, name: str) -> Variable:
    head, colon, rest = name.partition(":")
    scope = processor.scope
    if colon:
        kind = head.lower()
        name = rest
        if kind == "global":
            scope = scope.top
        elif kind == "script":
            scope = scope.script
    return scope.cell(name.lower(), name)


def _collector(processor: CommandProcessor, name: Any) -> Callable[[Any], None]:
    """Return what appends to an ArrayList in a variable; ``+name`` goes on with what the variable holds."""
    from pwsh_emu.runtime.conversion import convert

    text = str(name)
    append = text.startswith("+")
    cell = _cell(processor, text[1:] if append else text)
    session = processor.session
    array_list = session.types.resolve("System.Collections.ArrayList")
    before = cell.value if append and cell.value is not UNSET else None
    if append and before is not None and session.types.is_instance(before, array_list):
        holder = before
    else:
        from pwsh_emu.runtime.enumeration import iterate

        holder = convert(session, PSArray([] if before is None else iterate(before)), array_list)
        cell.value = holder
    return holder.append  # type: ignore[no-any-return]


def once(append: Callable[[Any], None]) -> Callable[[Any], None]:
    """Return a collector that takes a record that comes by several ways only once."""
    last: list[Any] = [None]

    def note(record: Any) -> None:
        if record is not last[0]:
            last[0] = record
            append(record)

    return note
