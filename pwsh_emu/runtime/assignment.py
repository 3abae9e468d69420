"""What assignments need beyond storing a value: declarations with types and attributes, taking lists apart, steps, references."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.runtime.enumeration import is_enumerable
from pwsh_emu.runtime.scopes import UNSET, Variable
from pwsh_emu.runtime.values import AUTOMATION_NULL, PSArray, PSObject, PSReference

if TYPE_CHECKING:
    from pwsh_emu.runtime.compile.sites import AttributeSite
    from pwsh_emu.runtime.frame import Frame
    from pwsh_emu.runtime.session import Session


def attributes_of(frame: Frame, site: AttributeSite) -> list[Any]:
    """Return the attributes before a variable as `validation` objects in the order in which they apply."""
    from pwsh_emu.runtime.parameters_of_script import make_attribute

    return [make_attribute(frame.session, frame.block, attribute) for attribute in reversed(site.attributes)]


def declare_variable(frame: Frame, cell: Variable, site: AttributeSite, value: Any) -> None:
    """``[type] $x = value``: the variable keeps its type and attributes, and applies them from now on."""
    from pwsh_emu.runtime.scopes import not_writable
    from pwsh_emu.runtime.validation import assign

    attributes = attributes_of(frame, site)
    if cell.options and ("ReadOnly" in cell.options or "Constant" in cell.options):
        raise not_writable(cell.name)
    probe = Variable(cell.name)
    probe._attributes = attributes
    typed = probe._typed = frame.scope.kind == "local"
    new = cell.value is UNSET
    converted = assign(frame.session, probe, None if value is AUTOMATION_NULL else value, declared=new)
    cell.force(converted)
    cell.constrain(frame.session, attributes, typed=typed)


def declare_qualified(frame: Frame, prefix: str, name: str, site: AttributeSite, value: Any) -> None:
    """``[type] $scope:x = value``."""
    from pwsh_emu.runtime.variables import qualified_cell, scope_of, write_qualified

    if scope_of(frame.session, frame.scope, prefix) is None:
        write_qualified(frame, prefix, name, value)
        return
    declare_variable(frame, qualified_cell(frame, prefix, name), site, value)


def unpack(value: Any, count: int) -> list[Any]:
    """Take a value apart for ``count`` targets: each gets one item, the last one the rest; what is missing is $null."""
    base = value.base if type(value) is PSObject else value
    items = [] if base is AUTOMATION_NULL else list(base) if is_enumerable(base) else [value]
    if len(items) > count:
        return [*items[: count - 1], PSArray(items[count - 1 :])]
    return items + [None] * (count - len(items))


def step_value(session: Session, value: Any, up: bool) -> Any:
    """Return the value after ``++`` or ``--``."""
    from pwsh_emu.runtime.operators import decrement, increment

    return increment(session, value) if up else decrement(session, value)


def step_base(value: Any) -> Any:
    """Return what ``$x++`` gives: the value before, 0 where there was none."""
    return 0 if value is None or value is AUTOMATION_NULL else value


def reference_to(frame: Frame, cell: Variable | None, name_or_value: Any) -> PSReference:
    """``[ref] $x`` as a PSReference to the variable, which must exist; ``[ref] value`` as one to a value of its own."""
    if cell is None:
        return PSReference(Variable("", None if name_or_value is AUTOMATION_NULL else name_or_value))
    if cell.value is UNSET:
        found = frame.scope.find(cell.name.lower())
        if found is not None:
            return PSReference(found)
        from pwsh_emu.runtime.errors import runtime_error

        raise runtime_error("NonExistingVariableReference", "[ref] cannot be applied to a variable that does not exist.", target=cell.name)
    return PSReference(cell)
