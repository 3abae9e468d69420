"""Binding for cmdlets and advanced functions: parameter sets, positions by set, mandatory parameters, pipeline input.

The order of everything here is PowerShell's: named arguments, positions (the default set first, without conversion before with),
$PSDefaultParameterValues, dynamic parameters, remaining arguments, then the choice of the set and the mandatory check. Pipeline
input is bound in four rounds: by value and by property name without conversion, then the same with it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from pwsh_emu.runtime import bindingerrors as errors
from pwsh_emu.runtime.binding import Argument, BinderBase, expand_splats
from pwsh_emu.runtime.enumeration import collect
from pwsh_emu.runtime.errors import PSError
from pwsh_emu.runtime.plan import ALL, Plan, SetEntry, Slot
from pwsh_emu.runtime.values import AUTOMATION_NULL, Hashtable, PSArray, PSCustomObject, PSObject

if TYPE_CHECKING:
    from pwsh_emu.runtime.session import Session


class _Prompting:
    """The mandatory parameters that one set still misses."""

    __slots__ = ("by_name", "by_value", "flag", "is_default", "missing", "piped")

    def __init__(self, flag: int, is_default: bool) -> None:
        self.flag = flag
        self.is_default = is_default
        self.piped: list[Slot] = []  # that pipeline input can give
        self.by_value: list[Slot] = []
        self.by_name: list[Slot] = []
        self.missing: list[Slot] = []  # that it cannot

    @property
    def is_all(self) -> bool:
        return self.flag == ALL


class CmdletBinder(BinderBase):
    """Binds one invocation of a cmdlet or advanced function.

    ``expects_input`` tells whether the command stands behind another one in a pipeline.
    """

    __slots__ = (
        "before_pipeline",
        "defaults",
        "defaults_bound",
        "delayed",
        "dynamic",
        "expects_input",
        "input_error",
        "piped",
        "prioritized",
        "restore",
        "route",
        "set_chosen",
        "set_name",
    )  # fmt: skip

    def __init__(
        self,
        session: Session,
        plan: Plan,
        command: Any,
        call: Any,
        store: Callable[[Slot, Any], None],
        bound: dict[str, Any],
        restore: Callable[[Slot], None],
        expects_input: bool,
    ) -> None:
        super().__init__(session, plan, command, call, store, bound)
        self.restore = restore  # gives a parameter its value of before the pipeline object
        self.expects_input = expects_input
        self.delayed: dict[Slot, Argument] = {}
        self.piped: list[Slot] = []  # bound by the current pipeline object
        self.before_pipeline = ALL
        self.prioritized = 0
        self.set_name = plan.default_set or "__AllParameterSets"
        self.dynamic: Callable[[], list[Slot] | None] | None = None
        self.defaults: list[tuple[Slot, Any]] | None = None
        self.defaults_bound: list[str] = []
        self.route: list[Slot] | None = None

    # --- the command line ---
    def bind_command_line(self, arguments: list[Argument]) -> None:
        """Bind everything that is known before pipeline input comes."""
        plan = self.plan
        if arguments and any(argument.splat for argument in arguments):
            arguments = expand_splats(self.session, arguments)
        self.defaults = self.default_values()
        if arguments:
            if any(argument.name is not None for argument in arguments):
                arguments = self.bind_named(self.reparse(arguments))
            reported = None
            if arguments:
                arguments, reported = self.bind_positions(arguments)
        else:
            reported = None
        self.rest = arguments
        if self.defaults:
            self.apply_defaults()
        if plan.set_names:
            self.validate_sets(True, False)
        if self.dynamic is not None:
            self.bind_dynamic()
        if self.defaults:
            self.apply_defaults()
        if self.rest:
            self.bind_remaining()
            if self.rest:
                first = self.rest[0]
                if first.name is not None:
                    raise self.elaborated(errors.named_not_found(self, first))
                raise self.elaborated(reported or errors.positional_not_found(self, first))
        if self.expects_input:
            count = self.validate_sets(True, False) if plan.set_names else 1
        else:
            count = self.validate_sets(False, True) if plan.set_names else 1
        if count == 1 and self.defaults and not self.defaults_bound:
            self.apply_defaults()
        if count > 1 and self.expects_input:
            narrowed = self.sets_with_pipeline()
            if narrowed != self.current:
                self.current = narrowed
                count = self.validate_sets(True, False)
        missing = self.missing_mandatory(count, self.expects_input)
        if missing:
            self.ask_for(missing)
        if not self.expects_input and plan.set_names:
            self.verify_set()
        self.before_pipeline = self.current

    def bind(self, slot: Slot, value: Any, argument: Argument | None, coerce: bool, flags: int = ALL) -> bool:
        """Bind a value; a script block for a parameter that takes pipeline input waits for that input."""
        if type(value).__name__ == "ScriptBlock" and argument is not None and slot.takes_pipeline(self.current if flags == ALL else flags):
            if not slot.is_any and not _takes_script_block(slot):
                if not self.expects_input:
                    raise errors.script_block_without_input(self, slot, argument)
                self.delayed.setdefault(slot, argument)
                self.mark(slot, argument)
                self.bound[slot.name] = value
                return True
        if not self.put(slot, value, argument, coerce):
            return False
        self.mark(slot, argument)
        return True

    # --- positions ---
    def bind_positions(self, arguments: list[Argument]) -> tuple[list[Argument], PSError | None]:
        """Bind unnamed arguments by position; return those left, and the error of the last that did not fit."""
        plan = self.plan
        result: list[Argument] = []
        reported: PSError | None = None
        positions = self.open_positions()
        if not positions:
            return arguments, None
        default = plan.default_flag
        valid = self.current
        index = 0
        for position in sorted(positions):
            here = positions[position]
            if not here:
                continue
            argument, index = _next_positional(arguments, index, result)
            if argument is None:
                break
            bound = False
            for coerce in (False, True):
                if default and valid & default:
                    bound, reported = self.bind_at(default, here, argument, coerce)
                if not bound:
                    bound, reported = self.bind_at(valid, here, argument, coerce)
                if bound:
                    break
            if not bound:
                result.append(argument)
            elif valid != self.current:
                valid = self.current
                for entries in positions.values():
                    for slot in list(entries):
                        entries[slot] = [one for one in entries[slot] if one.in_all or one.bit & valid]
                        if not entries[slot]:
                            del entries[slot]
        result.extend(arguments[index:])
        return result, reported

    def open_positions(self) -> dict[int, dict[Slot, list[SetEntry]]]:
        """Return the unbound positional parameters of the sets that are still possible, by position."""
        first = not self.used and self.current == ALL
        if first and self.plan.opening is not None:
            return {position: dict(here) for position, here in self.plan.opening.items()}
        found: dict[int, dict[Slot, list[SetEntry]]] = {}
        for slot in self.unbound:
            if slot.common or not (slot.in_all or slot.flags & self.current):
                continue
            for one in slot.matching(self.current):
                position = one.entry.position
                if position is None or one.entry.from_remaining:
                    continue
                here = found.setdefault(position, {})
                for other, entries in here.items():
                    if other is not slot and any(one.bit & entry.bit or (one.bit == 0 and entry.bit == 0) for entry in entries):
                        raise errors.ambiguous_positions(self)
                here.setdefault(slot, []).append(one)
        if first:
            self.plan.opening = {position: dict(here) for position, here in found.items()}
        return found

    def bind_at(self, valid: int, here: dict[Slot, list[SetEntry]], argument: Argument, coerce: bool) -> tuple[bool, PSError | None]:
        """Try the parameters of one position."""
        bound = False
        reported: PSError | None = None
        for slot, entries in list(here.items()):
            for one in entries:
                if not one.in_all and not one.bit & valid:
                    continue
                done = False
                try:
                    done = self.bind(slot, argument.value, argument, coerce, valid)
                    if not done:
                        break  # nor does the value fit in another set
                except errors.BindingError as error:
                    if error.swallowed:
                        reported = error
                        continue
                    if error.kind != "plain":
                        if not coerce and error.invalid_cast:
                            continue
                        raise self.elaborated(error) from error
                    if coerce or not error.invalid_cast:
                        reported = error
                if done:
                    bound = True
                    break
        return bound, reported

    # --- what is left over ---
    def bind_remaining(self) -> None:
        """Give the remaining arguments to the parameter that takes them."""
        taker: Slot | None = None
        for slot in self.unbound:
            if slot.common:
                continue
            entry = slot.entry_in(self.current)
            if entry is not None and entry.from_remaining:
                if taker is not None:
                    raise errors.ambiguous_set(self)
                taker = slot
        if taker is None:
            return
        values: list[Any] = []
        for argument in self.rest:
            if argument.name is not None:
                values.append(argument.parameter_text)
            if argument.has_value and argument.value is not AUTOMATION_NULL:
                values.append(argument.value)
        single = self.rest[0] if len(self.rest) == 1 else None
        where = Argument(None, None, True, False, single.start, single.end) if single is not None else None
        value: Any = values[0] if len(values) == 1 and type(values[0]) is PSArray else _object_list(self.session, values)
        self.bind(taker, value, where, True)
        self.rest = []

    def bind_dynamic(self) -> None:
        """Ask the command for its dynamic parameters and bind what is left to them."""
        assert self.dynamic is not None
        try:
            slots = self.dynamic()
        except errors.BindingError:
            raise
        except PSError as error:
            raise errors.dynamic_parameters_failed(self, error) from error
        if not slots:
            return
        self.unbound.extend(slots)
        if self.rest:
            rest = self.rest
            if any(argument.name is not None for argument in rest):
                rest = self.bind_named(self.reparse(rest))
            if rest:
                rest, _ = self.bind_positions(rest)
            self.rest = rest
        if self.defaults is not None or self.session.global_scope.variables.get("psdefaultparametervalues") is not None:
            self.defaults = self.default_values()
            if self.defaults:
                self.apply_defaults()

    # --- parameter sets ---
    def validate_sets(self, before_input: bool, choose: bool) -> int:
        """Return how many sets are possible; raise where none is, or where the choice stays open that must be made."""
        plan = self.plan
        default = plan.default_flag
        count = 1 if self.current == ALL else self.current.bit_count()
        if count == 0:
            raise errors.ambiguous_set(self)
        if count > 1:
            if (not before_input and self.current == default) or (default and self.current & default):
                self.set_name = plan.set_name(default)
                if choose:
                    self.current = default
                    count = 1
            elif before_input and self.some_unbound_takes_pipeline():
                pass
            else:
                count = self.resolve_by_mandatory()
            return count
        if self.current == ALL:
            count = max(len(plan.set_names), 1)
            if before_input and self.some_unbound_takes_pipeline():
                pass
            elif default:
                if choose:
                    self.current = default
                    count = 1
            elif count > 1:
                count = self.resolve_by_mandatory()
        self.set_name = plan.set_name(self.current)
        return count

    def some_unbound_takes_pipeline(self) -> bool:
        return any(slot.pipeline and slot.takes_pipeline(self.current) for slot in self.unbound)

    def resolve_by_mandatory(self) -> int:
        """Choose the one set that misses no mandatory parameter; raise where that is not exactly one."""
        flags = 0
        for slot in (*self.used.values(), *self.unbound):
            flags |= slot.flags
        remaining = self.current & flags
        for slot in self.unbound:
            for one in slot.entries:
                if one.entry.mandatory:
                    remaining &= ~one.bit
        if remaining.bit_count() != 1:
            raise errors.ambiguous_set(self)
        self.current = remaining
        self.set_name = self.plan.set_name(remaining)
        return 1

    def sets_with_pipeline(self) -> int:
        """Return the possible sets that can still take pipeline input; all of them where none can."""
        taking = 0
        for slot in self.delayed:
            taking |= slot.flags
        for slot in self.unbound:
            if not slot.pipeline:
                continue
            for one in slot.matching(self.current):
                if one.entry.from_pipeline or one.entry.from_pipeline_by_name:
                    if one.in_all:
                        return self.current
                    taking |= one.bit
        return self.current & taking if taking else self.current

    def verify_set(self) -> None:
        """Fix the set at the default one where nothing else has chosen."""
        plan = self.plan
        if len(plan.set_names) > 1 and self.current == ALL:
            if not plan.default_flag:
                raise errors.ambiguous_set(self)
            self.current = plan.default_flag

    # --- mandatory parameters ---
    def missing_mandatory(self, count: int, expects_input: bool) -> list[Slot]:
        """Return the mandatory parameters that are neither bound nor to be expected from the pipeline."""
        data: dict[int, _Prompting] = {}
        result: list[Slot] = []
        default = self.plan.default_flag
        mandatory_sets = 0
        missing_in_all = False
        missing_some = False
        for slot in self.unbound:
            if not slot.mandatory or not (slot.in_all or slot.flags & self.current):
                continue
            missing = False
            for one in slot.matching(self.current):
                if not one.entry.mandatory:
                    continue
                flag = one.bit or ALL
                prompting = data.get(flag)
                if prompting is None:
                    prompting = data[flag] = _Prompting(flag, bool(default and default & flag))
                entry = one.entry
                if expects_input and (entry.from_pipeline or entry.from_pipeline_by_name):
                    prompting.piped.append(slot)
                    if entry.from_pipeline:
                        prompting.by_value.append(slot)
                    if entry.from_pipeline_by_name:
                        prompting.by_name.append(slot)
                else:
                    prompting.missing.append(slot)
                missing = missing_some = True
                if flag != ALL:
                    mandatory_sets |= self.current & flag
                else:
                    missing_in_all = True
            if missing and not expects_input:
                result.append(slot)
        if missing_some and expects_input:
            result = self.missing_before_input(data, count, mandatory_sets, missing_in_all)
        return result

    def missing_before_input(self, data: dict[int, _Prompting], count: int, mandatory_sets: int, missing_in_all: bool) -> list[Slot]:
        """Decide, before input comes, which set it will be for, and return what that set misses."""
        default = self.plan.default_flag
        if not mandatory_sets:
            mandatory_sets = self.current
        if missing_in_all:
            mandatory_sets = self.current & (self.plan.all_flags or ALL)
        if count > 1 and default and not default & mandatory_sets and default & self.current:
            taking = 0
            for one in data.values():
                if one.flag & self.current and not one.flag & default and not one.is_all and one.piped:
                    taking |= one.flag
            if not taking:
                mandatory_sets = self.current & ~mandatory_sets
                self.current = mandatory_sets
                if self.current == default:
                    self.set_name = self.plan.set_name(self.current)
                else:
                    self.prioritized = default
        number = 1 if mandatory_sets == ALL else mandatory_sets.bit_count()
        if number == 0:
            raise errors.ambiguous_set(self)
        if number == 1:
            return [slot for one in data.values() if one.flag & mandatory_sets or one.is_all for slot in one.missing]
        if self.prioritized:
            return []
        if default and mandatory_sets & default and self.latches_on_default(data):
            self.current = default
            self.set_name = self.plan.set_name(default)
            return [slot for one in data.values() if one.flag & default or one.is_all for slot in one.missing]
        return self.missing_in_chosen(data, mandatory_sets)

    def latches_on_default(self, data: dict[int, _Prompting]) -> bool:
        others = [one for one in data.values() if not one.is_all and not one.is_default]
        other_takes = any(one.piped and not one.missing for one in others)
        other_by_name = any(one.by_name for one in others)
        own = data.get(self.plan.default_flag)
        if own is not None and ((own.by_name and not other_by_name) or (own.piped and not other_takes)):
            return True
        if not other_takes:
            return True
        everywhere = data.get(ALL)
        return everywhere is not None and bool(everywhere.missing)

    def missing_in_chosen(self, data: dict[int, _Prompting], mandatory_sets: int) -> list[Slot]:
        """Latch on to the one set that pipeline input can satisfy, where there is one."""
        candidates = [one for one in data.values() if one.flag & mandatory_sets and not one.is_all]
        by_value = [one.flag for one in candidates if one.by_value]
        by_name = [one.flag for one in candidates if one.by_name]
        value_set = by_value[0] if len(by_value) == 1 else 0
        name_set = by_name[0] if len(by_name) == 1 else 0
        unique = 0
        if value_set and value_set == name_set:
            unique = value_set
        elif bool(by_value) != bool(by_name):
            unique = value_set or name_set
        if unique:
            return self.latch(data, unique)
        missing_sets = 0
        found = False
        for one in data.values():
            if (one.flag & mandatory_sets or one.is_all) and one.missing:
                found = True
                if not one.is_all:
                    missing_sets |= one.flag
        if not found:
            return []
        if value_set:
            return self.latch(data, value_set)
        if name_set and len(by_value) <= 1:
            return self.latch(data, name_set)
        self.current &= ~missing_sets
        if not self.current:
            raise errors.ambiguous_set(self)
        if self.current.bit_count() == 1:
            self.set_name = self.plan.set_name(self.current)
        return []

    def latch(self, data: dict[int, _Prompting], chosen: int) -> list[Slot]:
        result: list[Slot] = []
        ignored = 0
        own_missing = False
        for one in data.values():
            if one.flag & chosen or one.is_all:
                if not one.is_all:
                    own_missing = bool(one.missing)
                result.extend(one.missing)
            else:
                ignored |= one.flag
        if own_missing:
            self.current = chosen
            self.set_name = self.plan.set_name(chosen)
        else:
            self.current &= ~ignored
            if self.current == chosen:
                self.set_name = self.plan.set_name(chosen)
            else:
                self.prioritized = chosen
        return result

    def ask_for(self, missing: list[Slot]) -> None:
        """Prompt for mandatory parameters where a person can be asked; else raise the error that names them."""
        from pwsh_emu.runtime.mandatoryprompt import prompt_for

        answers = prompt_for(self, missing)
        if answers is None:
            raise self.elaborated(errors.missing_mandatory(self, missing))
        for slot, value in answers:
            self.bind(slot, value, None, True)

    # --- pipeline input ---
    def bind_input(self, value: Any) -> bool:
        """Bind one pipeline object; False where it fits no parameter. Raises BindingError."""
        try:
            bound_any = False
            if self.delayed:
                self.bind_delayed(value)
                bound_any = True
            if self.bind_unbound_input(value):
                bound_any = True
            if self.plan.set_names:
                self.verify_set()
        except errors.BindingError:
            self.restore_piped()
            raise
        if not bound_any:
            self.restore_piped()
        return bound_any

    def restore_piped(self) -> None:
        """Give the parameters of the last pipeline object their values of before."""
        for slot in self.piped:
            self.restore(slot)
            self.used.pop(slot.key, None)
            self.bound.pop(slot.name, None)
            if slot not in self.unbound:
                self.unbound.append(slot)
        self.piped.clear()

    def bind_delayed(self, value: Any) -> None:
        """Run the script blocks that stand for arguments, and bind what they give."""
        for slot, argument in self.delayed.items():
            try:
                output = argument.value.invoke([value], dollar_under=value, input=[value])
            except PSError as error:
                raise errors.script_block_failed(self, slot, argument, error) from error
            if not output:
                raise errors.script_block_without_output(self, slot, argument)
            self.put(slot, collect(output), argument, True)

    def bind_unbound_input(self, value: Any) -> bool:
        self.restore_piped()
        self.current = self.before_pipeline
        valid = self.current
        result = False
        rounds = [valid]
        if self.prioritized:
            rounds = [self.prioritized, valid & ~self.prioritized]
        for number, start in enumerate(rounds):
            valid = start
            for by_name, coerce in _ROUNDS:
                if self.bind_round(value, by_name, coerce, valid):
                    result = True
                    if not self.prioritized or number == 1:
                        if self.plan.set_names:
                            self.validate_sets(True, True)
                        valid = self.current
            if self.prioritized and self.current == self.prioritized:
                break
        if self.plan.set_names:
            self.validate_sets(False, True)
        if self.defaults and not self.defaults_bound:
            self.apply_defaults()
        return result

    def bind_round(self, value: Any, by_name: bool, coerce: bool, valid: int) -> bool:
        default = self.plan.default_flag
        if default and valid & default:
            if self.bind_round_in(value, by_name, coerce, default):
                return True
            valid &= ~default
        return self.bind_round_in(value, by_name, coerce, valid)

    def bind_round_in(self, value: Any, by_name: bool, coerce: bool, valid: int) -> bool:
        bound = False
        for slot in reversed(self.unbound[:]):
            if not slot.pipeline or not (slot.in_all or slot.flags & valid):
                continue
            for one in slot.entries:
                if not one.in_all and not one.bit & valid:
                    continue
                if by_name:
                    done = one.entry.from_pipeline_by_name and value is not None and self.bind_by_name(slot, value, coerce)
                else:
                    done = one.entry.from_pipeline and self.bind_by_value(slot, value, coerce)
                if done:
                    bound = True
                    break
        return bound

    def bind_by_value(self, slot: Slot, value: Any, coerce: bool) -> bool:
        try:
            return self.bind_piped(slot, value, coerce)
        except errors.BindingError as error:
            if error.kind == "plain" or (error.kind == "transformation" and error.invalid_cast):
                return False
            raise self.elaborated(error) from error

    def bind_by_name(self, slot: Slot, value: Any, coerce: bool) -> bool:
        found, member = property_value(self.session, value, slot)
        if not found:
            return False
        try:
            return self.bind_piped(slot, member, coerce)
        except errors.BindingError as error:
            if error.kind == "plain":
                return False
            raise self.elaborated(error) from error

    def bind_piped(self, slot: Slot, value: Any, coerce: bool) -> bool:
        if value is AUTOMATION_NULL:
            return False
        try:
            if not self.put(slot, value, None, coerce):
                return False
        except PSError as error:
            if not coerce and getattr(error, "invalid_cast", False):
                return False
            raise
        self.mark(slot, None)
        self.piped.append(slot)
        return True

    def find_route(self) -> Slot | None:
        """Return the one parameter that takes every further pipeline object as it is, where that is certain after a first object."""
        if self.delayed or len(self.piped) != 1:
            return None
        slot = self.piped[0]
        if not slot.is_any or slot.converters or slot.validators or slot.type_names:
            return None
        for other in self.unbound:
            if other.pipeline and other.takes_pipeline(self.before_pipeline):
                return None
        return slot if any(one.entry.from_pipeline and not one.entry.from_pipeline_by_name for one in slot.matching(self.before_pipeline)) else None

    def find_typed_route(self) -> Slot | None:
        """Return the one parameter of a function that takes further pipeline objects of its exact type without a look at anything else."""
        if self.delayed or len(self.piped) != 1:
            return None
        slot = self.piped[0]
        if slot.validators or slot.type_names or len(slot.converters) > 1:
            return None
        if slot.converters and getattr(slot.converters[0], "exact", None) not in (int, float, bool):
            return None
        if any(other.pipeline and other.takes_pipeline(self.before_pipeline) for other in self.unbound):
            return None
        return slot if any(one.entry.from_pipeline and not one.entry.from_pipeline_by_name for one in slot.matching(self.before_pipeline)) else None

    # --- defaults of $PSDefaultParameterValues ---
    def default_values(self) -> list[tuple[Slot, Any]] | None:
        """Return the defaults that $PSDefaultParameterValues holds for this command."""
        cell = self.session.scope.find("psdefaultparametervalues")
        if cell is None or not cell.value:
            return None
        from pwsh_emu.runtime.parameterdefaults import defaults_for

        return defaults_for(self.session, cell.value, self.command, self.plan, self.unbound)

    def apply_defaults(self) -> None:
        """Bind the defaults whose parameters are unbound and fit the sets that are possible."""
        from pwsh_emu.runtime.parameterdefaults import bind_defaults

        bind_defaults(self)

    def elaborated(self, error: PSError) -> PSError:
        """Return an error, with a sentence about bound defaults where there are any."""
        if not self.defaults_bound:
            return error
        from pwsh_emu.runtime.parameterdefaults import elaborate

        return elaborate(self, error)


_ROUNDS = ((False, False), (True, False), (False, True), (True, True))


def _takes_script_block(slot: Slot) -> bool:
    name = slot.type_name
    return name in (
        "System.Management.Automation.ScriptBlock", "System.Management.Automation.ScriptBlock[]", "System.Object[]", "System.Collections.IEnumerable",
        "System.Management.Automation.PSObject[]",
    )  # fmt: skip


def _next_positional(arguments: list[Argument], index: int, skipped: list[Argument]) -> tuple[Argument | None, int]:
    """Return the next unnamed argument; an unknown name takes the value that follows it along."""
    count = len(arguments)
    while index < count:
        argument = arguments[index]
        index += 1
        if argument.name is None:
            return argument, index
        skipped.append(argument)
        if index < count and arguments[index].name is None:
            skipped.append(arguments[index])
            index += 1
    return None, index


def property_value(session: Session, value: Any, slot: Slot) -> tuple[bool, Any]:
    """Return whether a pipeline object has a property of a parameter's name or alias, and its value."""
    if type(value) is PSCustomObject:
        members = value.members
        if not members:
            return False, None
    from pwsh_emu.runtime.members import MISSING, read_member
    from pwsh_emu.runtime.methods import PSMethod

    base = value.base if type(value) is PSObject else value
    for name in (slot.name, *slot.metadata.aliases):
        if isinstance(base, Hashtable) and name in base:
            continue
        member = read_member(session, value, name)
        if member is not MISSING and not isinstance(member, PSMethod):
            return True, member
    return False, None


def _object_list(session: Session, values: list[Any]) -> Any:
    """Return a List[object] of values."""
    from pwsh_emu.runtime.types.collections_generic import List

    return List(session.types.resolve("System.Collections.Generic.List[object]"), values)
