"""Runs a script in a session of its own beside the one that started it: what jobs and ForEach-Object -Parallel stand on.

A `Task` has its text parsed anew for its session (positions in its errors are those within the text, as PowerShell has them), runs in a
thread when it has the turn (`runtime.turns`), and hands every record to whoever listens. `TaskQueue` lets only so many run at a time.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from pwsh_emu.runtime.errors import ControlFlow, ErrorRecord, ExceptionObject, ExitScript, ParseFailure, PipelineStopped, PSError, defect_record
from pwsh_emu.runtime.host import Host
from pwsh_emu.runtime.scopes import UNSET
from pwsh_emu.runtime.streams import Streams
from pwsh_emu.runtime.turns import Turns

if TYPE_CHECKING:
    from pwsh_emu.runtime.session import Session

Listener = Callable[[str, Any], None]  # stream name (Output, Error, Warning …) and record

FINISHED = frozenset(("Completed", "Failed", "Stopped"))


class TaskHost(Host):
    """The host of a session that runs in the background: nobody can be asked there; records go to the task's listener."""

    name = "ServerRemoteHost"

    def __init__(self, outer: Host, listener: Listener) -> None:
        self.outer = outer
        self.width = outer.width
        self.listener = listener

    def __deepcopy__(self, memo: dict[int, Any]) -> TaskHost:
        return self

    def streams(self, session: Session) -> Streams:
        def to(stream: str) -> Callable[[Any], None]:
            return lambda record: self.listener(stream, record)

        streams = Streams(to("Error"), to("Warning"), to("Verbose"), to("Debug"), to("Information"), to("Progress"))
        streams.redirected = True  # whoever listens has information records too that no preference shows
        return streams

    def write(self, text: str) -> None:
        self.outer.write(text)

    def write_error(self, text: str) -> None:
        self.outer.write_error(text)

    def flush(self) -> None:
        self.outer.flush()

    def read_line(self, prompt: str) -> str | None:
        return None


def turns_of(session: Session) -> Turns:
    """Return the turns of a session, which has them from its first job on."""
    if session.turns is None:
        session.turns = Turns(session)
    return session.turns  # type: ignore[no-any-return]


class Task:
    """One script that runs in the background. ``state`` is a JobState's name; ``reason`` the error that ended it.

    ``using`` are the values of ``$using:`` by lower-case name; ``item`` is ``$_``; ``isolated`` gives it an environment of its own, as a
    process has; ``on_state`` is called after each change of state.
    """

    def __init__(
        self,
        parent: Session,
        text: str,
        listener: Listener,
        on_state: Callable[[], None],
        *,
        arguments: list[Any] | None = None,
        input: list[Any] | None = None,
        using: dict[str, Any] | None = None,
        item: Any = UNSET,
        initialization: str | None = None,
        location: str | None = None,
        isolated: bool = False,
        file: str | None = None,
    ) -> None:
        self.parent = parent
        self.text = text
        self.listener = listener
        self.on_state = on_state
        self.arguments = arguments or []
        self.input = input
        self.using = using or {}
        self.item = item
        self.initialization = initialization
        self.location = location
        self.isolated = isolated
        self.file = file
        self.state = "NotStarted"
        self.reason: PSError | ParseFailure | None = None
        self.session: Session | None = None
        self.queue: TaskQueue | None = None
        self.turns = turns_of(parent)
        self._ticket: object = None

    def __deepcopy__(self, memo: dict[int, Any]) -> Task:
        return self

    @property
    def done(self) -> bool:
        return self.state in FINISHED

    def start(self) -> None:
        """Begin to run: it has its turn when the sessions before it have had theirs."""
        parent = self.parent
        self.session = session = parent.services["new session"](parent, TaskHost(parent.host, self.listener), self.isolated)
        session.turns = self.turns
        if self.location is not None:
            drives = session.services["drives"]
            drives.go(drives.locate(self.location))
        session.services["using_values"] = self.using
        session.limits = None if parent.limits is None else parent.limits.fresh()
        self._ticket = self.turns.reserve()
        self._set("Running")
        parent.services["start thread"](self._run)

    def stop(self) -> None:
        """Ask it to stop; what has not begun is stopped at once."""
        if self.state == "NotStarted":
            self._set("Stopped")
        elif self.state == "Running" and self.session is not None:
            self.session.stop_requested = True
            self.turns.changed()

    def _set(self, state: str) -> None:
        self.state = state
        self.on_state()
        if state in FINISHED and self.queue is not None:
            self.queue.finished(self)
        self.turns.changed()

    def _run(self) -> None:
        session = self.session
        assert session is not None
        self.turns.take(session, self._ticket)
        try:
            self._set(self._limited(session))
        finally:
            self.turns.leave(session)

    def _limited(self, session: Session) -> str:
        """Run under the limits of the session that started this, counted from now; return the state it ends in."""
        limits = session.limits
        if limits is None:
            return self._outcome(session)
        from pwsh_emu.runtime.limitwatch import enforce

        limits.begin()
        state = enforce(session, limits, lambda: self._outcome(session))
        if limits.exceeded:
            self.reason = PSError(limits.record())
            return "Failed"
        return state or "Stopped"

    def _outcome(self, session: Session) -> str:
        """Run the script and return the state it ends in. No Python error leaves here."""
        try:
            if session.stop_requested is True:
                raise PipelineStopped
            self._execute(session)
        except ExitScript:
            return "Completed"
        except PipelineStopped:
            return "Stopped"
        except ControlFlow:
            return "Completed"  # break or continue outside of any loop
        except (PSError, ParseFailure) as error:
            self.reason = error
            return "Failed"
        except Exception as error:  # a defect of ours, or a limit of Python's: told as the job's error
            self.reason = PSError(defect_record(error))
            return "Failed"
        return "Completed"

    def _execute(self, session: Session) -> None:
        from pwsh_emu.runtime.scriptblock import ScriptBlock

        listener = self.listener

        def out(value: Any) -> None:
            listener("Output", value)

        session.out_default = out
        if self.initialization is not None:
            ScriptBlock.create(session, self.initialization).invoke([], out=out, new_scope=False)
        block = ScriptBlock.create(session, self.text, self.file)
        block.invoke(self.arguments, input=self.input, out=out, dollar_under=self.item, new_scope=False)


class TaskQueue:
    """Starts tasks in order, so many at a time."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self._running: list[Task] = []
        self._waiting: deque[Task] = deque()

    def __deepcopy__(self, memo: dict[int, Any]) -> TaskQueue:
        return self

    def add(self, task: Task) -> None:
        task.queue = self
        self._waiting.append(task)
        self._fill()

    def finished(self, task: Task) -> None:
        if task in self._running:
            self._running.remove(task)
        elif task in self._waiting:
            self._waiting.remove(task)
        self._fill()

    def _fill(self) -> None:
        while self._waiting and len(self._running) < self.limit:
            task = self._waiting.popleft()
            self._running.append(task)
            task.start()

    @property
    def empty(self) -> bool:
        """Whether all tasks have ended."""
        return not self._running and not self._waiting

    def stop(self) -> None:
        """Stop what runs and what waits."""
        for task in (*self._waiting, *self._running):
            task.stop()


def using_values(session: Session, block: Any, *, parallel: bool = False) -> dict[str, Any]:
    """Return the values that a script block names by ``$using:``, by lower-case name.

    Raises the error of one that is not set. ``parallel`` leaves those out that belong to a ForEach-Object -Parallel within the block.
    """
    from pwsh_emu.runtime.errors import runtime_error

    found: dict[str, Any] = {}
    for name, text in _using_names(block.ast, block.ast.source.text, parallel):
        low = (name or text).lower()
        if low in found:
            continue
        value = _value_of(session, low) if name else _evaluated(session, text)
        if value is UNSET:
            message = f"The value of the using variable '{text}' cannot be retrieved because it has not been set in the local session."
            raise runtime_error("UsingVariableIsUndefined", message, "InvalidOperation")
        found[low] = value
    return found


def _value_of(session: Session, name: str) -> Any:
    prefix, colon, rest = name.partition(":")
    if colon and prefix == "global":
        cell = session.global_scope.find(rest)
    else:
        cell = session.scope.find(name)
    return UNSET if cell is None else cell.value


def _evaluated(session: Session, text: str) -> Any:
    """Return the value of ``$using:a.b``: that of ``$a.b`` in the session that starts the block."""
    from pwsh_emu.runtime.scriptblock import ScriptBlock

    return ScriptBlock.create(session, re.sub("using:", "", text, count=1, flags=re.IGNORECASE)).call(new_scope=False)


def _using_names(ast: Any, source: str, parallel: bool) -> list[tuple[str, str]]:
    """Return the variable (none for more than a variable) and the text of each ``$using:`` expression."""
    from pwsh_emu.language import ast as tree

    names: list[tuple[str, str]] = []

    def walk(node: Any) -> None:
        if isinstance(node, tree.UsingExpressionAst):
            inner = node.sub_expression
            names.append((inner.name if isinstance(inner, tree.VariableExpressionAst) else "", source[node.start : node.end]))
            return
        if parallel and node is not ast and isinstance(node, tree.CommandAst) and _is_parallel(node):
            return
        for child in node.children():
            walk(child)

    walk(ast)
    return names


def _is_parallel(node: Any) -> bool:
    from pwsh_emu.language import ast as tree

    first = node.elements[0]
    if not isinstance(first, tree.StringConstantExpressionAst) or first.value.lower() not in ("foreach-object", "foreach", "%"):
        return False
    parameters = [one.parameter_name.lower() for one in node.elements[1:] if isinstance(one, tree.CommandParameterAst)]
    return any(name and "parallel".startswith(name) and len(name) > 1 for name in parameters)


def remote_record(session: Session, record: ErrorRecord) -> ErrorRecord:
    """Return an error record as it arrives from another process: category and id are kept, the place of its command is not."""
    from pwsh_emu.runtime import errorcategory

    exception = ExceptionObject("System.Management.Automation.RemoteException", record.exception.message)
    made = ErrorRecord(exception, record.error_id, record.category)
    exception.error_record = made
    made.origin = record.origin
    made.activity = errorcategory.activity(record)
    made.reason = errorcategory.reason(record)
    made.target_name = errorcategory.target_name(session, record)
    made.target_type = errorcategory.target_type(session, record)
    made.details_message = record.details_message
    made.details_recommendation = record.details_recommendation
    made.script_stack_trace = record.script_stack_trace
    return made
