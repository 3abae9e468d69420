"""Binds arguments and pipeline input to the parameters of a command, as PowerShell's parameter binders do.

Cmdlets and advanced functions bind by `CmdletBinder` (parameter sets, positions, pipeline input, delayed script blocks, defaults of
$PSDefaultParameterValues), other functions and script blocks by `ScriptBinder` (what does not fit goes to $args). The errors are
in `bindingerrors`, the rules of values in `BinderBase`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from pwsh_emu.runtime import bindingerrors as errors
from pwsh_emu.runtime.enumeration import is_enumerable
from pwsh_emu.runtime.errors import PSError
from pwsh_emu.runtime.plan import ALL, Ambiguity, Plan, Slot
from pwsh_emu.runtime.validation import TransformationFailure, TypeConstraint, ValidationFailure
from pwsh_emu.runtime.values import AUTOMATION_NULL, Char, PSArray, PSNoteProperty, PSObject, SwitchParameter

if TYPE_CHECKING:
    from pwsh_emu.runtime.session import Session
    from pwsh_emu.runtime.typesystem import PSType

PARAMETER_NAME_NOTE = "<CommandParameterName>"  # the hidden note by which $args remembers that a text was a parameter's name


class Argument:
    """An argument as written: a parameter's name, a value, or both (``-Name:value``).

    ``splat`` marks a value that is a splatted dictionary or array. ``start`` and ``end`` are the place of the whole, ``value_start`` and
    ``value_end`` that of the value after a colon. ``text`` is the source text of a name with its dash (and colon), or of a bare word.
    """

    __slots__ = ("end", "from_splat", "has_value", "name", "splat", "start", "text", "value", "value_end", "value_start")

    def __init__(
        self,
        name: str | None = None,
        value: Any = None,
        has_value: bool = True,
        splat: bool = False,
        start: int = -1,
        end: int = -1,
        text: str = "",
        value_start: int = -1,
        value_end: int = -1,
    ) -> None:
        self.name = name
        self.value = value
        self.has_value = has_value
        self.splat = splat
        self.start = start
        self.end = end
        self.text = text
        self.value_start = value_start
        self.value_end = value_end
        self.from_splat = False

    @property
    def parameter_text(self) -> str:
        """The name as written, with its dash."""
        return self.text or f"-{self.name}"


def expand_splats(session: Session, arguments: list[Argument]) -> list[Argument]:
    """Replace splatted values by their arguments; those of dictionaries go to the end, where written ones win over them."""
    result: list[Argument] = []
    late: list[Argument] = []
    for argument in arguments:
        if not argument.splat:
            result.append(argument)
            continue
        value = argument.value
        base = value.base if type(value) is PSObject else value
        start, end = argument.start, argument.end
        if hasattr(base, "items") and hasattr(base, "keys"):
            for key, item in base.items():
                one = Argument(str(key), item, True, False, start, end, f"-{key}:", start, end)
                one.from_splat = True
                late.append(one)
        elif is_enumerable(base) or isinstance(base, str):
            for item in (Char(one) for one in base) if isinstance(base, str) else base:
                name = splatted_name(item)
                if name is not None:
                    text = item.base if type(item) is PSObject else str(item)
                    result.append(Argument(name, None, False, False, start, end, text))
                else:
                    result.append(Argument(None, item, True, False, start, end, "", start, end))
        elif value is not None and value is not AUTOMATION_NULL:
            result.append(Argument(None, value, True, False, start, end, "", start, end))
    return result + late if late else result


def splatted_name(item: Any) -> str | None:
    """Return the parameter name that an item of $args stands for, or None."""
    if type(item) is PSObject and item.extended:
        note = item.extended.get(PARAMETER_NAME_NOTE)
        if note is not None:
            return str(note.value if isinstance(note, PSNoteProperty) else note)
    return None


class _Missing:
    __slots__ = ()


MISSING: Any = _Missing()


class BinderBase:
    """What all binders share: finding parameters, and the way of a value into a parameter."""

    __slots__ = ("arguments", "bound", "call", "command", "current", "obsolete", "plan", "rest", "session", "store", "unbound", "used")

    def __init__(self, session: Session, plan: Plan, command: Any, call: Any, store: Callable[[Slot, Any], None], bound: dict[str, Any]) -> None:
        self.session = session
        self.plan = plan
        self.command = command  # CommandProcessor: name, origin and place for errors
        self.call = call
        self.store = store
        self.bound = bound  # explicitly bound values by name: $PSBoundParameters
        self.used: dict[str, Slot] = {}  # bound slots by key
        self.arguments: dict[str, Argument | None] = {}
        self.unbound: list[Slot] = list(plan.slots)
        self.rest: list[Argument] = []
        self.current = ALL
        self.obsolete: list[Slot] = []

    # --- names ---
    def find(self, argument: Argument) -> Slot | None:
        """Return the parameter that a named argument means; raises where its name is ambiguous."""
        found = self.plan.find(argument.name or "")
        if type(found) is Ambiguity:
            raise errors.ambiguous_parameter(self, argument, found.slots)
        return found  # type: ignore[return-value]

    def reparse(self, arguments: list[Argument]) -> list[Argument]:
        """Join names with the values that follow them; switches need none."""
        result: list[Argument] = []
        index, count = 0, len(arguments)
        while index < count:
            argument = arguments[index]
            index += 1
            if argument.name is None or argument.has_value:
                result.append(argument)
                continue
            slot = self.find(argument)
            if slot is None:
                result.append(argument)
                continue
            joined = Argument(slot.name, None, True, False, argument.start, argument.end, argument.text)
            joined.from_splat = argument.from_splat
            if slot.is_switch:
                joined.value = SwitchParameter_PRESENT()
                result.append(joined)
                continue
            if index >= count:
                raise errors.missing_argument(self, argument, slot)
            following = arguments[index]
            if following.from_splat and not argument.from_splat:
                raise errors.missing_argument(self, argument, slot)
            if following.name is not None:
                if following.has_value or self.find(following) is not None:
                    raise errors.missing_argument(self, argument, slot)
                joined.value = following.parameter_text
            else:
                joined.value = following.value
            index += 1
            joined.value_start, joined.value_end = following.start, following.end
            result.append(joined)
        return result

    def bind_named(self, arguments: list[Argument]) -> list[Argument]:
        """Bind the named arguments; return those that are positional or fit no parameter."""
        result: list[Argument] = []
        explicit: set[str] | None = None
        for argument in arguments:
            if argument.name is None:
                result.append(argument)
                continue
            slot = self.find(argument)
            if slot is None:
                result.append(argument)
                continue
            if argument.from_splat:
                if explicit is None:
                    explicit = set(self.used)
                if slot.key in explicit:
                    continue
            if slot.key in self.used:
                raise errors.already_bound(self, argument)
            self.bind(slot, argument.value, argument, True)
        return result

    # --- values ---
    def bind(self, slot: Slot, value: Any, argument: Argument | None, coerce: bool, flags: int = ALL) -> bool:
        """Give a parameter a value and narrow the sets by it."""
        if not self.put(slot, value, argument, coerce):
            return False
        self.mark(slot, argument)
        return True

    def mark(self, slot: Slot, argument: Argument | None) -> None:
        """Note that a parameter is bound."""
        if slot.flags:
            self.current &= slot.flags
        if slot.key not in self.used:
            self.used[slot.key] = slot
            if slot in self.unbound:
                self.unbound.remove(slot)
        self.arguments[slot.key] = argument
        if slot.obsolete is not None and slot not in self.obsolete:
            self.obsolete.append(slot)

    def put(self, slot: Slot, value: Any, argument: Argument | None, coerce: bool, default: bool = False) -> bool:
        """Convert, check and store a value; False where it does not fit without conversion."""
        session = self.session
        if not slot.simple:
            if slot.converters:
                value = self.transform(slot, value, argument, coerce)
            if coerce:
                if not slot.is_any or value is MISSING:
                    value = self.coerce(slot, slot.ps_type or slot.resolve(session), value, argument)
            else:
                fits, value = self.fits(slot, value)
                if not fits:
                    return False
            if slot.type_names and value is not None:
                self.check_type_name(slot, value, argument)
            if not default:
                if slot.validators:
                    self.check(slot, value, argument)
                if slot.mandatory:
                    self.check_empty(slot, slot.ps_type or slot.resolve(session), value, argument)
        elif value is MISSING:
            raise errors.missing_argument(self, argument, slot)
        if value is AUTOMATION_NULL:
            value = None
        if value is None and not slot.scripted and not slot.is_any and self.never_null(ps_type := slot.resolve(session)):
            raise errors.value_refused(self, slot, argument, null_refusal(session, ps_type))
        if slot.common and slot.type_name == _PREFERENCE and getattr(value, "value", None) == _SUSPEND:
            raise errors.suspend_refused(self, slot, argument)
        self.store(slot, value)
        if not default:
            self.bound[slot.name] = value
        return True

    def check(self, slot: Slot, value: Any, argument: Argument | None) -> None:
        """Ask the validation attributes of a parameter; their script blocks see what a function's other parameters are bound to so far."""
        session = self.session
        outer = session.scope
        if slot.scripted:
            session.scope = self.command.frame.scope
        try:
            for validator in slot.validators:
                validator.validate(session, value)
        except ValidationFailure as failure:
            refusal = errors.validation_failed(self, slot, argument, failure.message, failure.exception)
            refusal.swallowed, refusal.refused = failure.swallowed, value  # type: ignore[attr-defined]
            raise refusal from failure
        finally:
            session.scope = outer

    def never_null(self, ps_type: PSType) -> bool:
        """Tell whether a compiled cmdlet's property cannot hold $null: one of a value type. Exchange's commands are functions, which take it."""
        if ps_type.full_name in _NEVER_NULL:
            return True
        if not ps_type.is_value_type or ps_type.full_name.startswith("System.Nullable"):
            return False
        return bool(self.command.info.module != "ExchangeOnlineManagement")

    def transform(self, slot: Slot, value: Any, argument: Argument | None, coerce: bool) -> Any:
        """Apply type constraints (where conversion is wanted) and transformation attributes."""
        session = self.session
        for converter in slot.converters:
            try:
                if type(converter) is TypeConstraint:
                    if coerce:
                        value = converter.convert_argument(session, value, self.plan.advanced)
                else:
                    value = converter.convert(session, value)
            except TransformationFailure as failure:
                raise errors.transformation_failed(self, slot, argument, failure.message, failure.exception) from failure
            except PSError as error:
                raise errors.transformation_failed_by(self, slot, argument, error) from error
        return value

    def coerce(self, slot: Slot, ps_type: PSType, value: Any, argument: Argument | None) -> Any:
        """Convert a value to a parameter's type where it is not of it yet (CoerceTypeAsNeeded)."""
        session = self.session
        name = ps_type.full_name
        if value is None or value is AUTOMATION_NULL or value is MISSING:
            if name == "System.Management.Automation.SwitchParameter":
                return SwitchParameter_PRESENT()
            if name == "System.Boolean":
                raise errors.null_not_allowed(self, slot, argument)
            if value is MISSING:
                raise errors.missing_argument(self, argument, slot)
            return None
        kind = type(value)
        if name in _ANY_TYPES or (kind is str and name == "System.String") or (kind is int and name == "System.Int32"):
            return value
        if name == "System.Management.Automation.SwitchParameter" or name == "System.Boolean":
            return self.coerce_boolean(slot, name, value, argument)
        if kind is not PSObject and session.types.is_instance(value, ps_type):
            return value
        try:
            return self.converted(slot, ps_type, value, argument)
        except PSError as error:
            if getattr(error, "is_binding", False):
                raise
            raise errors.cannot_convert(self, slot, argument, error) from error

    def converted(self, slot: Slot, ps_type: PSType, value: Any, argument: Argument | None) -> Any:
        from pwsh_emu.runtime.conversion import convert

        session = self.session
        base = value.base if type(value) is PSObject else value
        if ps_type.element is not None or ps_type.full_name == "System.Array":
            element = ps_type.element if ps_type.element is not None else session.types.resolve("System.Object")
            items = base if is_enumerable(base) else (value,)
            return _array_of(element, [self.coerce(slot, element, item, argument) for item in items])
        if is_list_type(ps_type):
            return convert(session, value, ps_type)
        takes_arrays = slot.scripted or hasattr(ps_type, "names") or (ps_type.definition or ps_type.full_name) in _TAKES_ARRAYS
        if type(base) is PSArray and not takes_arrays:
            raise errors.array_for_scalar(self, slot, ps_type, argument, base)
        return convert(session, value, ps_type)

    def coerce_boolean(self, slot: Slot, name: str, value: Any, argument: Argument | None) -> Any:
        """Take booleans and numbers for a boolean or switch."""
        base = value.base if type(value) is PSObject else value
        if isinstance(base, SwitchParameter):
            truth = base.is_present
        elif isinstance(base, bool):
            truth = base
        elif isinstance(base, (int, float)) or type(base).__name__ == "Decimal":
            truth = base != 0
        else:
            raise errors.no_boolean(self, slot, argument, base, name)
        return truth if name == "System.Boolean" else SwitchParameter_of(truth)

    def fits(self, slot: Slot, value: Any) -> tuple[bool, Any]:
        """Tell whether a value is of the parameter's type as it is, perhaps in an array around it (ShouldContinueUncoercedBind)."""
        session = self.session
        ps_type = slot.ps_type or slot.resolve(session)
        if value is None or value is AUTOMATION_NULL:
            return slot.is_any, None
        if slot.is_any or ps_type.full_name in _ANY_TYPES:
            return slot.is_any or not slot.unknown, value
        base = value.base if type(value) is PSObject else value
        if session.types.is_instance(base, ps_type):
            return True, base
        element = ps_type.element
        if element is None:
            return False, value
        items = list(base) if is_enumerable(base) else [base]
        if element.full_name not in _ANY_TYPES:
            for item in items:
                item = item.base if type(item) is PSObject else item
                if item is not None and not session.types.is_instance(item, element):
                    return False, value
        return True, _array_of(element, items)

    def check_empty(self, slot: Slot, ps_type: PSType, value: Any, argument: Argument | None, recurse: bool = True) -> None:
        """Refuse $null, an empty string or an empty collection for a mandatory parameter."""
        if value is None or value is AUTOMATION_NULL:
            if not slot.allows_null and ps_type.to_string() != "System.Nullable`1[System.Boolean]":
                raise errors.null_not_allowed(self, slot, argument)
            return
        if ps_type.full_name == "System.String":
            base = value.base if type(value) is PSObject else value
            if base == "" and not slot.allows_empty_string:
                raise errors.empty_string(self, slot, argument)
            return
        if not recurse:
            return
        element = ps_type.element
        is_array = element is not None or ps_type.full_name == "System.Array"
        if not is_array and not is_list_type(ps_type):
            return
        if element is None:
            element = ps_type.arguments[0] if ps_type.arguments else self.session.types.resolve("System.Object")
        empty = True
        base = value.base if type(value) is PSObject else value
        for item in base if is_enumerable(base) else (base,):
            empty = False
            if element.is_value_type:
                break
            self.check_empty(slot, element, item, argument, False)
        if empty and not slot.allows_empty_collection:
            raise errors.empty_collection(self, slot, argument, is_array)

    def check_type_name(self, slot: Slot, value: Any, argument: Argument | None) -> None:
        """Refuse a value without the type name that [PSTypeName()] asks for."""
        wanted = str(slot.type_names).lower()
        base = value.base if type(value) is PSObject else value
        for item in base if is_enumerable(base) else (value,):
            if wanted not in (name.lower() for name in self.session.types.type_names(item)):
                raise errors.mismatched_type_name(self, slot, argument)


# PSPropertyExpression stands for a name, pattern or script block, Encoding for PowerShell's own names: the cmdlets read them
_ANY_TYPES = frozenset(
    ("System.Object", "System.Management.Automation.PSObject", "Microsoft.PowerShell.Commands.PSPropertyExpression", "System.Text.Encoding")
)
_TAKES_ARRAYS = frozenset((
    "System.Object", "System.Management.Automation.PSObject", "System.Collections.IEnumerable", "System.Collections.IList",
    "System.Management.Automation.FlagsExpression`1",
))  # fmt: skip
_LISTS = (
    "System.Collections.Generic.List`1", "System.Collections.ArrayList", "System.Collections.Generic.IList`1", "System.Collections.IList",
    "System.Collections.Generic.ICollection`1", "System.Collections.ObjectModel.Collection`1", "System.Collections.Generic.HashSet`1",
)  # fmt: skip


def null_refusal(session: Session, ps_type: PSType) -> str:
    """Return what PowerShell says where $null is set to a property of a value type; the values of an enumeration are named."""
    from pwsh_emu.runtime.conversion import convert

    try:
        convert(session, None, ps_type)
    except PSError as error:
        return error.record.message
    return f'Cannot convert null to type "{ps_type.full_name}".'


_NEVER_NULL = frozenset(("System.DateTime", "System.TimeSpan", "System.Guid"))  # structures that $null cannot be converted to
_PREFERENCE = "System.Management.Automation.ActionPreference"
_SUSPEND = 5


def _array_of(element: PSType, items: list[Any]) -> PSArray:
    """Return an array for a parameter: a null among values of a value type is the type's zero there."""
    if element.is_value_type and any(item is None for item in items):
        from pwsh_emu.runtime.types.defaults import zero_of

        items = [zero_of(element) if item is None else item for item in items]
    return PSArray(items, element.to_string())


def is_list_type(ps_type: PSType) -> bool:
    """Tell whether a type is a collection other than an array that binding fills element by element."""
    return (ps_type.definition or ps_type.full_name) in _LISTS


def SwitchParameter_PRESENT() -> SwitchParameter:
    return SwitchParameter_of(True)


def SwitchParameter_of(truth: bool) -> SwitchParameter:
    made = SwitchParameter(truth)
    made.extended = None
    return made


class ScriptBinder(BinderBase):
    """Binds for functions and script blocks without CmdletBinding."""

    __slots__ = ()

    def bind_command_line(self, arguments: list[Argument]) -> list[Any]:
        """Bind the arguments and return $args."""
        if arguments:
            if any(argument.splat for argument in arguments):
                arguments = expand_splats(self.session, arguments)
            if any(argument.name is not None for argument in arguments):
                arguments = self.bind_named(self.reparse(arguments))
            arguments = self.bind_positions(arguments)
        return self.remaining(arguments)

    def bind_positions(self, arguments: list[Argument]) -> list[Argument]:
        """Bind positional arguments in order; return what is left."""
        result: list[Argument] = []
        slots = iter([slot for slot in self.plan.positions or () if slot.key not in self.used])
        index, count = 0, len(arguments)
        while index < count:
            argument = arguments[index]
            index += 1
            if argument.name is not None:
                result.append(argument)
                if index < count and arguments[index].name is None:
                    result.append(arguments[index])
                    index += 1
                continue
            slot = next(slots, None)
            if slot is None:
                result.append(argument)
                result.extend(arguments[index:])
                break
            self.bind(slot, argument.value, argument, True)
        return result

    def remaining(self, arguments: list[Argument]) -> list[Any]:
        """Return $args: values, and names as texts that remember that they are names."""
        result: list[Any] = []
        for argument in arguments:
            if argument.name is not None:
                if argument.has_value and argument.name.lower() == "$args":
                    value = argument.value
                    result.extend(value) if type(value) is PSArray else result.append(value)
                    continue
                note = PSNoteProperty(PARAMETER_NAME_NOTE, argument.name)
                note.hidden = True
                result.append(PSObject(argument.parameter_text, {PARAMETER_NAME_NOTE: note}))
            if argument.has_value:
                result.append(None if argument.value is AUTOMATION_NULL else argument.value)
        return result
