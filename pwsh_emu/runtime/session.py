"""A session: everything a running shell knows. One object that can be reset, copied and compared; no module keeps state of its own."""

from __future__ import annotations

from collections.abc import Callable

from pwsh_emu.runtime.command import CmdletTable
from pwsh_emu.runtime.scopes import Scope
from pwsh_emu.runtime.streams import Streams

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from pwsh_emu.runtime.host import Host
    from pwsh_emu.runtime.limits import Limits


class SessionState:
    """The state that a module (or the session itself, ``module`` None) owns: its top scope and what it exports."""

    __slots__ = ("exports", "module", "scope", "view")

    def __init__(self, parent: Scope | None, module: Any = None) -> None:
        self.scope = Scope(parent, "global" if module is None else "module", self)
        self.module = module
        self.exports: Any = None
        self.view: Any = None  # what scripts see of it, once one asked


class Session:
    """Scopes, commands, types, drives, host and streams of one shell.

    ``scope`` is the current scope while code runs; ``streams`` the current streams; ``cmdlets`` maps lower-case cmdlet names to CmdletInfo;
    ``types`` is the TypeRegistry; ``errors`` is $Error, newest first; ``services`` holds what upper layers attach by name
    (``organization``, ``providers``, ``formatter`` …) so that lower layers need not know them.
    """

    def __init__(self, host: Host) -> None:
        self.host = host
        self.state = SessionState(None)
        self.global_scope = self.state.scope
        self.scope: Scope = self.global_scope
        self.streams: Streams = host.streams(self)
        self.cmdlets = CmdletTable()
        self.errors: list[Any] = []
        self.modules: dict[str, Any] = {}
        self.services: dict[str, Any] = {}
        self.ok = True  # $?
        self.call_depth = 0
        self.call_stack: list[Any] = []  # Frame objects, innermost last
        self.command_epoch = 0  # grows whenever a function, alias, cmdlet or module comes or goes: call sites then look again
        self.catching = 0  # how many try/trap blocks enclose the running statement: a statement error then goes up
        self.location = "/"  # the current location as PowerShell shows it
        self.out_default: Callable[[Any], Any] = lambda value: None  # the sink of a top-level pipeline, set by the shell
        self.interactive = False
        self.stop_requested: bool | str = False  # set from outside (Ctrl+C, limits, turns); compiled loops and calls look at it
        self.turns: Any = None  # the Turns of a session that has, or is, a job
        self.debugger: Any = None  # the Debugger of a session that has had a breakpoint or was traced
        self.runs = 0  # how many runs of the host are under way, one within the other
        self.limits: Limits | None = None  # what a run may use
        self.types: Any = None
        self.type_key: Any = object()  # replaced whenever type names may mean something else
        self.using_namespaces: dict[int | None, tuple[str, ...]] = {}  # by id of the source; None for what is typed in

    def scope_of_state(self, state: SessionState) -> Scope:
        """Return the innermost running scope of a module or of the session itself: each has a current scope of its own."""
        for frame in reversed(self.call_stack):
            scope: Scope = frame.scope
            if scope.state is state:
                return scope
        return state.scope

    @property
    def exit_code(self) -> int | None:
        """$LASTEXITCODE: what the last script that called ``exit`` gave."""
        cell = self.global_scope.variables.get("lastexitcode")
        value = None if cell is None else cell.value
        return value if isinstance(value, int) else None

    @exit_code.setter
    def exit_code(self, code: int | None) -> None:
        self.global_scope.cell("lastexitcode", "LASTEXITCODE").value = code
