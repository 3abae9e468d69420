"""The script debugger: breakpoints, stepping and tracing.

A session that has none of them pays nothing: compiled code is the same with and without. Where there is something to look for, Python's
own tracing tells each line of compiled code that is reached, and a line is an extent of the script (see `compile.blocks`).
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import TYPE_CHECKING, Any

from pwsh_emu.language.ast import AssignmentStatementAst, ForEachStatementAst, SwitchStatementAst
from pwsh_emu.runtime.errors import BreakLoop, ContinueLoop, NetException, PipelineStopped, PSError, ScriptExtent
from pwsh_emu.runtime.redirection import nowhere
from pwsh_emu.runtime.sequencepoints import Point, places_of, points_of

if TYPE_CHECKING:
    from pwsh_emu.language.source import Source
    from pwsh_emu.runtime.frame import Frame
    from pwsh_emu.runtime.session import Session
    from pwsh_emu.runtime.types.breakpoints import Breakpoint

_LONGEST_VALUE = 60  # characters of a name and its value in "! SET"


class Stop:
    """Where the debugger stopped, and the breakpoints it hit."""

    def __init__(self, frame: Frame, extent: ScriptExtent, breakpoints: list[Breakpoint]) -> None:
        self.frame = frame
        self.extent = extent
        self.breakpoints = breakpoints

    @property
    def line(self) -> int:
        return int(self.extent.source.position(self.extent.start)[0])


class Debugger:
    """The debugger of a session. ``trace_level`` and ``asks`` are Set-PSDebug's -Trace and -Step."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.breakpoints: dict[int, Breakpoint] = {}
        self.trace_level = 0
        self.asks = False
        self.banner_shown = False
        self.stopped: Stop | None = None
        self.last_command = ""  # at the debugger's prompt, which an empty line repeats
        self._last_id = 0
        self._mode = ""  # "", "into", "over" or "out"
        self._depth = 0
        self._points: dict[int, tuple[Any, dict[tuple[int, int], Point]]] = {}
        self._places: dict[int, tuple[Any, list[tuple[int, int]]]] = {}
        self._entered: dict[int, Frame] = {}
        self._attached = False
        self._outer: Any = None

    def __deepcopy__(self, memo: dict[int, Any]) -> None:
        return None  # breakpoints stay with the session they were set in

    # --- breakpoints ---
    def add(self, breakpoint: Breakpoint) -> None:
        self._last_id += 1
        breakpoint.Id = self._last_id
        self.breakpoints[breakpoint.Id] = breakpoint
        self.update()

    # --- looking ---
    @property
    def active(self) -> bool:
        return bool(self._mode or self.trace_level or self.asks or any(one.Enabled for one in self.breakpoints.values()))

    def update(self) -> None:
        """Begin or end to look, as what there is to look for has changed."""
        if self.active:
            self.attach()
        else:
            self.detach()

    def attach(self) -> None:
        """Follow the code that this thread runs, also what runs already."""
        if not self.active or self.stopped is not None or (self._attached and sys.gettrace() == self._called):
            return
        self._attached = True
        self._outer = sys.gettrace()
        python: FrameType | None = sys._getframe(1)
        while python is not None:
            if _is_script(python) and python.f_locals["frame"].session is self.session:
                self._entered[id(python.f_locals["frame"])] = python.f_locals["frame"]
                python.f_trace = _Follower(self, python).trace
            python = python.f_back
        sys.settrace(self._called)

    def detach(self) -> None:
        """Follow no more."""
        if self._attached and self.stopped is None:
            self._attached = False
            self._entered.clear()
            sys.settrace(self._outer)

    def end_run(self) -> None:
        """Forget stepping: the run is over, unless it is a command that was typed at a stop."""
        if self.stopped is None:
            self._mode = ""
            self.detach()

    def _called(self, python: FrameType, event: str, argument: Any) -> Any:
        if not _is_script(python):
            return None
        frame = python.f_locals["frame"]
        if frame.session is not self.session:
            return None
        if self.trace_level > 1 and id(frame) not in self._entered:
            self._entered[id(frame)] = frame
            self._trace_call(frame)
        return _Follower(self, part_of=_follower_of(python.f_back, frame)).trace

    def points(self, block: Any) -> dict[tuple[int, int], Point]:
        """Return the sequence points of a block."""
        known = self._points.get(id(block))
        if known is None:
            known = self._points[id(block)] = (block, points_of(block))
        return known[1]

    def first_on_line(self, source: Source, line: int, column: int) -> tuple[int, int] | None:
        """Return the extent of the first sequence point on a line of a script, or of the innermost one at a column."""
        known = self._places.get(id(source))
        if known is None:
            from pwsh_emu.language.parser import parse

            known = self._places[id(source)] = (source, places_of(parse(source.text, source.file).ast))
        on_line = [place for place in known[1] if source.position(place[0])[0] == line]
        if column:
            on_line = [
                place
                for place in on_line
                if source.position(place[0])[1] <= column and (source.position(place[1])[0] > line or column < source.position(place[1])[1])
            ]
            return on_line[-1] if on_line else None
        return on_line[0] if on_line else None

    # --- what happens at a sequence point ---
    def reached(self, frame: Frame, point: Point) -> None:
        """Trace, run the actions of breakpoints and stop, as what is set asks for."""
        session = self.session
        extent = ScriptExtent(frame.block.ast.source, point.node.start, point.node.end)
        if self.trace_level or self.asks:
            self._trace_line(extent)
        hit = [one for one in list(self.breakpoints.values()) if one.Enabled and one.matches(self, frame, point)]
        stops = [one for one in hit if self._triggered(one)]
        depth = len(session.call_stack)
        stepping = self._mode == "into" or (self._mode == "over" and depth <= self._depth) or (self._mode == "out" and depth < self._depth)
        if stops or stepping:
            self.stop(Stop(frame, extent, stops))

    def _triggered(self, breakpoint: Breakpoint) -> bool:
        """Count a hit, run its action and tell whether to stop there."""
        breakpoint.HitCount += 1
        if breakpoint.Action is None:
            return True
        try:
            breakpoint.Action.invoke([], out=nowhere, dollar_under=breakpoint, new_scope=True)
        except BreakLoop:
            return True
        except (ContinueLoop, PSError, NetException):
            return False
        return False

    def stop(self, stop: Stop) -> None:
        """Ask the person at the prompt what to do next, where there is one."""
        ask: Callable[[Session, Stop], str] | None = self.session.services.get("debug prompt")
        if ask is None or not self.session.host.interactive or self.stopped is not None:
            return
        self.stopped = stop
        try:
            action = ask(self.session, stop)
        finally:
            self.stopped = None
        if action == "stop":
            self._mode = ""
            self.update()
            raise PipelineStopped
        self._mode = "" if action == "continue" else action
        self._depth = len(self.session.call_stack)
        if action == "out" and self._depth <= 1:
            self._mode = ""
        self.update()

    # --- tracing ---
    def _say(self, text: str) -> None:
        from pwsh_emu.runtime.records import DebugRecord

        self.session.host.streams(self.session).debug(DebugRecord(text))

    def _trace_line(self, extent: ScriptExtent) -> None:
        line, column = extent.source.position(extent.start)
        text = extent.source.line_text(line)
        shown = f"{line:>4}+ {text[: column - 1]} >>>> {text[column - 1 :]}"
        self._say(shown)
        if self.asks:
            self._ask(shown)

    def _ask(self, shown: str) -> None:
        """Ask whether to run the statement (Set-PSDebug -Step)."""
        from pwsh_emu.runtime.choices import choose
        from pwsh_emu.runtime.errors import runtime_error

        choices = [
            ("&Yes", "Continue."),
            ("Yes to &All", "Continue, and do not ask again whether to continue in this session."),
            ("&No", "End the operation with an error."),
            ("No to A&ll", "End the operation with an error. Do not request to resume operation for this session."),
            ("&Suspend", 'Pause the current operation and enter a command prompt. Type "exit" to resume the paused operation.'),
        ]
        answer = choose(self.session, "Continue with this operation?", shown, choices, 0)
        if answer == 1:
            self.asks = False
        if answer in (2, 3):
            message = "WriteDebug stopped because the value of the DebugPreference variable was 'Stop'."
            error = runtime_error(
                "ActionPreferenceStop", message, "OperationStopped", type_name="System.Management.Automation.ParentContainsErrorRecordException"
            )
            error.throw = True
            raise error

    def _trace_call(self, frame: Frame) -> None:
        name = frame.block.name or "<ScriptBlock>"
        file = frame.block.file
        self._say(f"    ! CALL function '{name}'" + (f"  (defined in file '{file}')" if file else ""))

    def trace_set(self, frame: Frame, point: Point) -> None:
        """Say what an assignment has stored (Set-PSDebug -Trace 2)."""
        from pwsh_emu.runtime.conversion import to_string

        for name in point.uses[2]:
            cell = frame.scope.find(name)
            if cell is None:
                continue
            text = to_string(self.session, cell.value)
            most = _LONGEST_VALUE - len(cell.name)
            self._say(f"    ! SET ${cell.name} = '{text if len(text) <= most else text[:most] + '...'}'.")


class _Follower:
    """Follows one Python frame of compiled code: tells where a statement begins from where it goes on."""

    __slots__ = ("_debugger", "_entries", "_last", "_written")

    def __init__(self, debugger: Debugger, running: FrameType | None = None, part_of: _Follower | None = None) -> None:
        self._debugger = debugger
        self._entries: dict[Point, int] = {}
        self._last: Point | None = None
        self._written: Point | None = None  # an assignment whose value is still to be told
        if running is not None:
            self._last = self._point(running)
        elif part_of is not None and part_of._last is not None:
            self._last = part_of._last  # a statement that goes on in a Python function of its own
            self._entries[self._last] = -1

    def _point(self, python: FrameType) -> Point | None:
        extents = python.f_globals["EXTENTS"]
        number = python.f_lineno
        if number is None or not 0 < number <= len(extents):
            return None
        frame = python.f_locals["frame"]
        return self._debugger.points(frame.block.ast).get(extents[number - 1])

    def trace(self, python: FrameType, event: str, argument: Any) -> Any:
        if event == "line":
            point = self._point(python)
            if point is not None and self._begins(point, python.f_lasti):
                self._tell(python)
                self._last = point
                debugger = self._debugger
                if debugger.trace_level > 1 and isinstance(point.node, AssignmentStatementAst):
                    self._written = point
                debugger.reached(python.f_locals["frame"], point)
        elif event == "return":
            self._tell(python)
        return self.trace

    def _tell(self, python: FrameType) -> None:
        if self._written is not None:
            point, self._written = self._written, None
            self._debugger.trace_set(python.f_locals["frame"], point)

    def _begins(self, point: Point, at: int) -> bool:
        """Tell whether a sequence point is reached anew."""
        last = self._last
        if point.loop is not None and not isinstance(point.loop, (ForEachStatementAst, SwitchStatementAst)):
            return point.begins_after(last)
        entry = self._entries.setdefault(point, at)
        return at == entry or (point.loop is None and (last is None or not point.encloses(last)))


def _follower_of(python: FrameType | None, frame: Frame) -> _Follower | None:
    """Return what follows the part of a script block that calls another part of it."""
    for _ in range(4):
        if python is None:
            return None
        if _is_script(python):
            follower = getattr(python.f_trace, "__self__", None)
            return follower if isinstance(follower, _Follower) and python.f_locals["frame"] is frame else None
        python = python.f_back
    return None


def _is_script(python: FrameType) -> bool:
    return python.f_code.co_filename.startswith("<pwsh:") and "EXTENTS" in python.f_globals and python.f_code.co_name != "<module>"


def debugger_of(session: Session) -> Debugger:
    """Return a session's debugger, made when it is first asked for."""
    if session.debugger is None:
        session.debugger = Debugger(session)
    return session.debugger  # type: ignore[no-any-return]
