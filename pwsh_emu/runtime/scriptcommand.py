"""Runs functions, filters, scripts and script blocks as commands of a pipeline."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from pwsh_emu.runtime.binding import ScriptBinder
from pwsh_emu.runtime.cmdletbinder import CmdletBinder
from pwsh_emu.runtime.errors import ExitScript, NetException, PSError, StopUpstream
from pwsh_emu.runtime.frame import Frame
from pwsh_emu.runtime.plan import Plan, Slot, plan_of
from pwsh_emu.runtime.preferences import CONTINUE, SILENTLY_CONTINUE, VARIABLES, as_enum, is_on, number_of
from pwsh_emu.runtime.processor import CommandProcessor, bind_pipeline_object, dynamic_slots
from pwsh_emu.runtime.scopes import UNSET

if TYPE_CHECKING:
    from pwsh_emu.runtime.command import CommandInfo
    from pwsh_emu.runtime.pipeline import CommandCall, PipelineRun
    from pwsh_emu.runtime.scopes import Scope
    from pwsh_emu.runtime.scriptblock import ScriptBlock
    from pwsh_emu.runtime.session import Session


class ScriptProcessor(CommandProcessor):
    """Runs one script block with its parameters bound; ``dotted`` runs it in the caller's scope."""

    __slots__ = (
        "block", "collected", "dotted", "executed",
        "exited", "frame", "is_file", "item_cell", "piped_defaults", "plan", "route_cell", "route_name", "route_type",
        "routed", "underscore",
    )  # fmt: skip

    def __init__(
        self,
        session: Session,
        call: CommandCall,
        info: CommandInfo,
        block: ScriptBlock,
        run: PipelineRun,
        position: int,
        *,
        dotted: bool = False,
        is_file: bool = False,
        scope: Scope | None = None,
    ) -> None:
        super().__init__(session, call, info, run, position)
        self.block = block
        self.dotted = dotted
        self.is_file = is_file
        self.exited = False
        self.executed = False  # a part of it ran: then its clean block runs too
        self.collected: list[Any] | None = None
        metadata = block.metadata
        self.plan: Plan = plan_of(metadata, scripted=True)
        if scope is None:
            scope = block.dotted_scope() if dotted else block.new_scope("script" if is_file else "local")
        self.frame = Frame(session, block, scope, [])
        self.piped_defaults: dict[str, Any] = {}
        self.item_cell: Any = None  # of $_, once a first object came
        self.routed = False  # whether a short way for pipeline objects has been looked for
        self.route_type: Any = _Nothing
        self.route_cell: Any = None
        self.route_name = ""
        underscore = scope.variables.get("_") if dotted else None
        self.underscore: Any = (underscore, underscore.value) if underscore is not None else None  # a dotted block's caller gets its $_ back

    # --- binding ---
    def bind_by(self, kind: type[CmdletBinder]) -> CmdletBinder:
        """Bind the command line of an advanced function by a binder of a class, and return it."""
        from pwsh_emu.runtime.scriptcmdlet import PSScriptCmdlet

        frame = self.frame
        frame.invocation = self.invocation
        frame.bound = self.bound
        frame.cmdlet = PSScriptCmdlet(self)
        binder = self.binder = kind(self.session, self.plan, self, self.call, self._store, self.bound, self._restore, self.expects_input)
        if frame.compiled.dynamicparam is not None:
            binder.dynamic = self._dynamic_parameters
        self.within(lambda: binder.bind_command_line(self.call.arguments))
        return binder

    def prepare(self) -> None:
        if self.plan.advanced:
            binder = self.bind_by(CmdletBinder)
            self.common_parameters()
            self._set_preferences()
            self._defaults(binder)
            for slot in binder.obsolete:
                self.write_warning(f"Parameter '{slot.name}' is obsolete. {slot.obsolete}")
        else:
            frame = self.frame
            frame.invocation = self.invocation
            frame.bound = self.bound
            simple = ScriptBinder(self.session, self.plan, self, self.call, self._store, self.bound)
            self.binder = simple
            frame.args = self.within(lambda: simple.bind_command_line(self.call.arguments))
            self._defaults(simple)
            self.invocation.unbound_arguments = frame.args or []
            for slot in simple.obsolete:
                self.write_warning(f"Parameter '{slot.name}' is obsolete. {slot.obsolete}")

    def within(self, action: Callable[[], Any]) -> Any:
        """Bind in the caller's scope."""
        return action()

    def _store(self, slot: Slot, value: Any) -> None:
        if slot.scripted and not slot.common:
            self.frame.set_parameter(slot.name, value, slot.variable_attributes)
        elif slot.metadata.dynamic and slot.default is not None:
            slot.default.Value = value

    def _restore(self, slot: Slot) -> None:
        if slot.scripted:
            self.frame.set_parameter(slot.name, self.piped_defaults.get(slot.key), None)

    def _defaults(self, binder: Any) -> None:
        """Give unbound parameters their default values, in order of declaration."""
        frame = self.frame
        defaults = frame.compiled.defaults
        for slot in self.plan.slots:
            if slot.common or not slot.scripted or slot.key in binder.used:
                continue
            if slot.key in defaults:
                value = self.running(partial(frame.default, slot.name))
                binder.put(slot, value, None, True, default=True)
                self.piped_defaults[slot.key] = frame.scope.cell(slot.key).value
            else:
                value = implied_default(self.session, slot)
                frame.set_parameter(slot.name, value, slot.variable_attributes)
                self.piped_defaults[slot.key] = value

    def _set_preferences(self) -> None:
        """Let -ErrorAction, -Verbose and the like hold for what the function calls."""
        bound = self.bound
        if not bound:
            return
        session, scope = self.session, self.frame.scope
        for name, variable in VARIABLES.items():
            if name in bound:
                scope.cell(variable.lower(), variable).force(as_enum(session, number_of(bound[name], CONTINUE)))
        for name, variable in (("Verbose", "VerbosePreference"), ("Debug", "DebugPreference")):
            if name in bound:
                scope.cell(variable.lower(), variable).force(as_enum(session, CONTINUE if is_on(bound[name]) else SILENTLY_CONTINUE))
        if "WhatIf" in bound:
            scope.cell("whatifpreference", "WhatIfPreference").force(bound["WhatIf"])
        if "Confirm" in bound:
            level = session.types.resolve("System.Management.Automation.ConfirmImpact").named("Low" if is_on(bound["Confirm"]) else "None")
            scope.cell("confirmpreference", "ConfirmPreference").force(level)

    def _dynamic_parameters(self) -> list[Slot] | None:
        """Run the dynamicparam block and return slots for the parameters it gives."""
        from pwsh_emu.runtime import dynamicparameters

        frame = self.frame
        for slot in self.plan.slots:
            if slot.scripted and not slot.common and slot.key not in self.binder.used and slot.key not in frame.compiled.defaults:
                frame.set_parameter(slot.name, implied_default(self.session, slot), slot.variable_attributes)
        items: list[Any] = []
        blocks = dynamicparameters.running(self.session)
        blocks.append(self.block)
        try:
            self.running(lambda: frame.run(frame.compiled.dynamicparam, items.append))
        finally:
            blocks.pop()
        frame.forget_bound_table()  # the block may have looked at $PSBoundParameters, and more gets bound
        found = dynamicparameters.parameters_of(self.session, items)
        return dynamic_slots(self.binder, found) if found else None

    # --- running ---
    @property
    def preference_scope(self) -> Scope:
        """The function's own scope, or the one within it that runs: what a function sets holds for its own messages and questions."""
        own, running = self.frame.scope, self.session.scope
        return running if any(scope is own for scope in running.chain()) else own

    def running(self, action: Callable[[], Any]) -> Any:
        """Run script code with this command's streams."""
        session = self.session
        streams = session.streams
        if streams is self.streams:
            return action()
        session.streams = self.streams
        try:
            return action()
        finally:
            session.streams = streams

    def _run(self, code: Any) -> None:
        """Run a compiled part; errors end the pipeline, ``exit`` ends a script file."""
        self.executed = True
        session = self.session
        streams = session.streams
        session.streams = self.streams
        try:
            self.frame.run(code, self.out)
        except PSError as error:
            raise self.failed_in_script(error)
        except NetException:
            raise
        except ExitScript as leave:
            if not self.is_file:
                raise
            self.exited = True
            session.exit_code = leave.code
            if leave.code:
                self.run.failed = True
        finally:
            session.streams = streams

    def failed_in_script(self, error: PSError) -> BaseException:
        if getattr(error, "terminator", None) is self:
            error.stop = False
            error.terminator = None  # type: ignore[attr-defined]
        self.claim(error)
        return self.failure_of(error)

    def claim(self, error: PSError) -> None:
        if self.plan.advanced:
            super().claim(error)

    def begin(self) -> None:
        frame = self.frame
        compiled = frame.compiled
        if self.expects_input and compiled.process is None:
            self.collected = []
            frame.input = self.collected
            self.feed = self.collect_bound if self.plan.advanced else self.collected.append
        else:
            self.feed = self.process
        if compiled.begin is not None:
            if frame.input is None and self.expects_input:
                frame.input = []
            self._run(compiled.begin)

    def collect_bound(self, value: Any) -> None:
        """Keep an object for $input, and bind it, for an advanced function without a process block."""
        if self.exited:
            return
        if bind_pipeline_object(self, self.binder, value):
            self.frame.set_underscore(value)
            assert self.collected is not None
            self.collected.append(value)

    def process(self, value: Any) -> None:
        if self.exited:
            return
        frame = self.frame
        cell = self.item_cell
        if cell is None:
            cell = self.item_cell = frame.scope.cell("_")
        cell.value = value
        if self.plan.advanced:
            if type(value) is self.route_type or (self.route_type is object and value is not None):
                self.route_cell.force(value)
                self.bound[self.route_name] = value
            elif not bind_pipeline_object(self, self.binder, value):
                return
            elif not self.routed:
                self._find_route()
        frame.input = [value]
        self._run(frame.compiled.process)

    def _find_route(self) -> None:
        """See, after a first object was bound, whether further ones can be stored at once."""
        self.routed = True
        slot = self.binder.find_typed_route()
        if slot is not None:
            self.route_type = slot.converters[0].exact if slot.converters else object
            self.route_cell = self.frame.scope.cell(slot.key)
            self.route_name = slot.name

    def process_alone(self) -> None:
        self.processed = True
        code = self.frame.compiled.process
        if code is not None:
            if not self.dotted:
                self.frame.set_underscore(None)
            self._run(code)

    def finish(self) -> None:
        if self.exited:
            return
        frame = self.frame
        compiled = frame.compiled
        if not self.expects_input and compiled.process is not None and not self.processed:
            self.process_alone()
            if self.exited:
                return
        if self.expects_input and self.collected is None:
            frame.input = []
        if compiled.end is not None:
            self._run(compiled.end)

    def dispose(self) -> None:
        if self.dotted:
            cell, value = self.underscore or (self.frame.scope.cell("_"), UNSET)
            cell.value = value
        clean = self.frame.compiled.clean
        if clean is None or not self.executed:
            return
        session = self.session
        streams = session.streams
        session.streams = self.streams
        try:
            self.frame.run(clean, _nowhere)
        except PSError as error:
            self.run.failed = True
            self.remember(error.record)
            self.streams.error(error.record)
        except StopUpstream:
            pass  # what comes after wants no more: the pipeline has ended
        finally:
            session.streams = streams


def _nowhere(value: Any) -> None:
    return None


class _Nothing:
    """The type of no value."""


_NUMBERS = frozenset(
    f"System.{name}" for name in ("Int32", "Int64", "Int16", "SByte", "Byte", "UInt16", "UInt32", "UInt64", "Double", "Single", "Decimal")
)


def implied_default(session: Session, slot: Slot) -> Any:
    """Return what a parameter without a default value holds: zero, "", $false, a switch that is off, or $null."""
    name = slot.type_name
    if name == "System.Object":
        return None
    if name == "System.String":
        return ""
    if name == "System.Boolean":
        return False
    if name == "System.Int32":
        return 0
    if name == "System.Management.Automation.SwitchParameter":
        from pwsh_emu.runtime.binding import SwitchParameter_of

        return SwitchParameter_of(False)
    if name in _NUMBERS:
        from pwsh_emu.runtime.conversion import convert

        return convert(session, 0, slot.resolve(session))
    return None
