"""Calls functions and script blocks without the machinery of command processors, where nothing of it can be seen.

A `CallPlan` says how to call one script block: which Python type each parameter's value must have to be taken as it is, what unbound
parameters start with. A call site keeps which of its values goes to which parameter. Whenever anything is out of the ordinary (a value
that needs conversion, a failed validation, a common parameter, a missing mandatory one) the call goes the long way, which also words the errors.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from pwsh_emu.runtime.errors import PSError, claim
from pwsh_emu.runtime.frame import DEEPEST_CALL, Frame, call_depth_overflow, fresh_frame
from pwsh_emu.runtime.scopes import Scope
from pwsh_emu.runtime.values import AUTOMATION_NULL, PSArray, PSObject, SwitchParameter

if TYPE_CHECKING:
    from pwsh_emu.runtime.compile.sites import CommandSite
    from pwsh_emu.runtime.plan import Plan, Slot
    from pwsh_emu.runtime.scriptblock import ScriptBlock
    from pwsh_emu.runtime.session import Session

Sink = Callable[[Any], Any]

_PLAIN = {"System.Int32": int, "System.String": str, "System.Double": float, "System.Boolean": bool}
_START: dict[Any, Any] = {int: 0, str: "", float: 0.0, bool: False}
_REST = -1  # the place of a value that goes to $args
_GIVEN = object()


class ParameterPlan:
    """How a call fills one parameter: ``kind`` is the Python class that needs no conversion (None: any value), ``index`` its cell."""

    __slots__ = ("attributes", "default", "index", "is_switch", "kind", "mandatory", "name", "start", "validators")

    def __init__(self, slot: Slot, index: int, default: Any, kind: Any, guarded: bool) -> None:
        self.name = slot.name
        self.index = index
        self.kind = kind
        self.default = default
        self.mandatory = slot.mandatory
        self.validators = slot.validators
        self.is_switch = slot.is_switch
        self.attributes = slot.variable_attributes if guarded else None
        self.start = _START.get(kind)


class CallPlan:
    """How to call one script block directly; ``parameters`` in declaration order."""

    __slots__ = ("advanced", "names", "parameters", "plan", "slots")

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.advanced = plan.advanced
        self.parameters: list[ParameterPlan] = []
        self.slots: list[Slot] = []


class Target:
    """What a call site calls: the script block, where each of the site's values goes, and the switches that are given."""

    __slots__ = ("ast", "block", "epoch", "info", "key", "places", "plan", "root", "session", "switches", "table")

    def __init__(self, session: Session, block: ScriptBlock | None) -> None:
        self.session = session
        self.block = block
        self.ast = None if block is None else block.ast
        self.plan: Any = None  # None: the long way
        self.places: list[int] = []
        self.switches: list[int] = []
        self.epoch = session.command_epoch
        self.root: Any = None
        self.table: Any = None
        self.key = ""
        self.info: Any = None


def call_directly(frame: Frame, site: CommandSite, out: Sink, values: tuple[Any, ...]) -> bool:
    """Call the command of a site the short way; False where it has to go the long way (nothing has happened then)."""
    session = frame.session
    target: Target | None = site.cache
    name = site.name
    if name is None:
        value = values[0]
        block = value.base if type(value) is PSObject else value
        if type(block).__name__ != "ScriptBlock" or site.operator == "Dot":
            return False
        values = values[1:]
        if target is None or target.ast is not block.ast or target.session is not session:
            target = site.cache = _target_of(session, site, block)
        elif target.block is not block:
            target.block = block
        if target.plan is None:
            return False
    else:
        if (
            target is None
            or target.epoch != session.command_epoch
            or target.session is not session
            or target.root is not frame.scope.root
            or (target.table is not None and target.table.get(target.key) is not target.info)
        ):
            if site.operator == "Dot":
                return False
            target = site.cache = _find(frame, session, site, name)
        if target.plan is None:
            return False
    return _call(frame, session, site, target, out, values)


def _find(frame: Frame, session: Session, site: CommandSite, name: str) -> Target:
    """Resolve a site's name; the result says the long way for anything but a function."""
    from pwsh_emu.runtime.command import FunctionInfo

    key = name.lower()
    found: Any = None
    table: Any = None
    root: Scope | None = frame.scope.root
    scope = root
    while scope is not None:
        if scope.aliases is not None and key in scope.aliases:
            found = scope.aliases[key]
            break
        scope = scope.parent
    if found is None:
        scope = root
        while scope is not None:
            if scope.functions is not None and key in scope.functions:
                table = scope.functions
                found = table[key]
                break
            scope = scope.parent
    if isinstance(found, FunctionInfo):
        target = _target_of(session, site, found.script_block)
        target.table = table
        target.info = found
    else:
        target = Target(session, None)
    target.root = root
    target.key = key
    target.epoch = session.command_epoch
    return target


def _target_of(session: Session, site: CommandSite, block: ScriptBlock) -> Target:
    target = Target(session, block)
    plan = block.call_plan
    if plan is None:
        plan = block.call_plan = _plan_of(session, block) or False
    if plan is False:
        return target
    places = _places(site, plan)
    if places is not None:
        target.places, target.switches = places
        target.plan = plan
    return target


def _plan_of(session: Session, block: ScriptBlock) -> CallPlan | None:
    """Return how a script block can be called directly, None where it cannot."""
    from pwsh_emu.runtime.errors import PSError
    from pwsh_emu.runtime.plan import plan_of
    from pwsh_emu.runtime.validation import TypeConstraint

    compiled = block.compile()
    if compiled.dynamicparam is not None or compiled.clean is not None:
        return None
    ast = block.ast
    text = ast.source.text[ast.start : ast.end].lower()
    if "pscmdlet" in text:
        return None
    try:
        plan = plan_of(block.metadata, scripted=True)
    except PSError:
        return None
    brings = plan.advanced and (block.metadata.supports_should_process or block.metadata.supports_paging)
    if not plan.single_set or plan.positions is None or brings:
        return None
    result = CallPlan(plan)
    cells = {name: index for index, (name, _) in enumerate(compiled.names)}
    for slot in plan.slots:
        if slot.common:
            continue
        if slot.obsolete is not None or slot.type_names or any(entry.entry.from_remaining for entry in slot.entries) or slot.key not in cells:
            return None
        kind: Any = None
        if slot.converters:
            first = slot.converters[0]
            if len(slot.converters) != 1 or type(first) is not TypeConstraint:
                return None
            full = slot.type_name
            kind = SwitchParameter if slot.is_switch else _PLAIN.get(full)
            if kind is None:
                return None
        if any(one.asks_script for one in slot.validators):
            return None
        guarded = slot.key in compiled.assigned
        result.slots.append(slot)
        result.parameters.append(ParameterPlan(slot, cells[slot.key], compiled.defaults.get(slot.key), kind, guarded))
    return result


def _places(site: CommandSite, plan: CallPlan) -> tuple[list[int], list[int]] | None:
    """Return where a site's values go, and the parameters of switches that are given; None for what the binder must look at."""
    from pwsh_emu.runtime.plan import Slot

    numbers = {slot.key: index for index, slot in enumerate(plan.slots)}
    places: list[int] = []
    switches: list[int] = []
    waiting: int | None = None
    loose: list[int] = []
    for argument in site.arguments:
        if argument.name is not None:
            if waiting is not None:
                return None
            found = plan.plan.find(argument.name)
            if not isinstance(found, Slot) or found.common:
                return None
            index = numbers[found.key]
            if index in places or index in switches:
                return None
            if found.is_switch:
                if argument.has_value:
                    return None
                switches.append(index)
            elif argument.has_value:
                places.append(index)
            else:
                waiting = index
        elif waiting is not None:
            places.append(waiting)
            waiting = None
        else:
            loose.append(len(places))
            places.append(_REST)
    if waiting is not None:
        return None
    free = [numbers[slot.key] for slot in plan.plan.positions or () if numbers[slot.key] not in places]
    for position, index in zip(loose, free, strict=False):
        places[position] = index
    if len(loose) > len(free) and plan.advanced:
        return None
    return places, switches


def _call(frame: Frame, session: Session, site: CommandSite, target: Target, out: Sink, values: tuple[Any, ...]) -> bool:
    plan: CallPlan = target.plan
    parameters = plan.parameters
    if plan.advanced:
        defaults = session.global_scope.variables.get("psdefaultparametervalues")
        if defaults is not None and getattr(defaults.value, "data", True):
            return False
    block: Any = target.block
    bound: dict[str, Any] = {}
    rest: list[Any] | None = None
    given: list[Any] = [_GIVEN] * len(parameters)
    for place, value in zip(target.places, values, strict=False):
        if value is AUTOMATION_NULL:
            value = None
        if place == _REST:
            if rest is None:
                rest = []
            rest.append(value)
            continue
        parameter = parameters[place]
        kind = parameter.kind
        if type(value) is PSObject and value.token_text is not None and kind is not None:
            value = value.token_text if kind is str else value.base
        if kind is not None and type(value) is not kind:
            return False
        if parameter.mandatory and (
            value is None or value == "" or type(value) is PSArray or (kind is None and not isinstance(value, (int, str, float)))
        ):
            return False
        if parameter.validators:
            for validator in parameter.validators:
                try:
                    validator.validate(session, value)
                except Exception:  # the long way says it in its words
                    return False
        given[place] = value
        bound[parameter.name] = value
    for place in target.switches:
        parameter = parameters[place]
        given[place] = _switch(True)
        bound[parameter.name] = given[place]
    for index, parameter in enumerate(parameters):
        if given[index] is _GIVEN and parameter.mandatory:
            return False

    # from here on it runs
    stack = session.call_stack
    if len(stack) >= DEEPEST_CALL:
        raise call_depth_overflow()
    state = block.state
    outer = session.scope
    scope = Scope(outer if outer.state is state else session.scope_of_state(state), "local", state)
    compiled = block.ast.compiled
    new = fresh_frame(session, block, compiled, scope)
    cells = new.cells
    new.args = rest
    new.bound = bound
    new.site = site
    new.info = target.info
    session.scope = scope
    scope.frame = new
    stack.append(new)
    try:
        missing = False
        for index, parameter in enumerate(parameters):
            value = given[index]
            if value is _GIVEN:
                missing = True
                continue
            cell = cells[parameter.index]
            cell.value = value
            if parameter.attributes is not None:
                cell.constrain(session, parameter.attributes, typed=True)
        if missing:
            for index, parameter in enumerate(parameters):
                if given[index] is _GIVEN:
                    cell = cells[parameter.index]
                    cell.value = _default(session, new, plan, index)
                    if parameter.attributes is not None:
                        cell.constrain(session, parameter.attributes, typed=True)
        if compiled.process is not None:
            scope.cell("_").value = None
        compiled.whole(new, out)
    except PSError as error:
        if plan.advanced and not error.of_cmdlet:
            name = str(getattr(target.info, "name", None) or "")
            claim(error, new.my_invocation, name or None, name)
        raise
    finally:
        session.scope = outer
        stack.pop()
    session.ok = True
    return True


def _default(session: Session, frame: Frame, plan: CallPlan, index: int) -> Any:
    """Return what an unbound parameter holds."""
    parameter = plan.parameters[index]
    if parameter.default is None:
        return _switch(False) if parameter.is_switch else parameter.start
    value = parameter.default(frame, None)
    if value is AUTOMATION_NULL:
        value = None
    if parameter.kind is not None and type(value) is not parameter.kind:
        value = _converted(session, plan.slots[index], value)
    return value


def _converted(session: Session, slot: Slot, value: Any) -> Any:
    for converter in slot.converters:
        value = converter.convert(session, value)
    return value


def _switch(on: bool) -> SwitchParameter:
    made = SwitchParameter(on)
    made.extended = None
    made.added_type_names = None
    return made
