"""$PSDefaultParameterValues: which entries are meant for a command, and binding them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.runtime.errors import ExceptionObject, PSError
from pwsh_emu.runtime.plan import ALL, Ambiguity, Plan, Slot

if TYPE_CHECKING:
    from pwsh_emu.runtime.cmdletbinder import CmdletBinder
    from pwsh_emu.runtime.session import Session


def defaults_for(session: Session, table: Any, command: Any, plan: Plan, unbound: list[Slot]) -> list[tuple[Slot, Any]] | None:
    """Return the parameters of a command with the values that the table holds for them; None for none or where it is disabled."""
    from pwsh_emu.runtime.conversion import to_bool
    from pwsh_emu.runtime.wildcard import WildcardPattern

    items = getattr(table, "items", None)
    if items is None:
        return None
    found: dict[Slot, Any] = {}
    wild: list[tuple[str, str, Any]] = []
    names = _names_of(session, command)
    for key, value in items():
        text = str(key).strip()
        if text.lower() == "disabled":
            if to_bool(value):
                return None
            continue
        cmdlet, colon, parameter = text.partition(":")
        cmdlet, parameter = cmdlet.strip().strip("'\""), parameter.strip().strip("'\"")
        if not colon or not cmdlet or not parameter:
            continue
        if any(character in text for character in "*?["):
            wild.append((cmdlet, parameter, value))
        elif cmdlet.lower() in names:
            slot = _slot(plan, unbound, parameter)
            if slot is not None:
                found[slot] = value
    for cmdlet, parameter, value in wild:
        if not any(WildcardPattern(cmdlet, True).matches(name) for name in names):
            continue
        if any(character in parameter for character in "*?["):
            pattern = WildcardPattern(parameter, True)
            slots = [slot for slot in unbound if pattern.matches(slot.name) or any(pattern.matches(alias) for alias in slot.aliases)]
            if len(slots) > 1:
                command.write_warning(
                    "The following name or alias defined in $PSDefaultParameterValues for this cmdlet resolves to multiple parameters: "
                    f"{parameter}. The default has been ignored."
                )
                continue
            if slots:
                found.setdefault(slots[0], value)
            continue
        slot = _slot(plan, unbound, parameter)
        if slot is None:
            continue
        if slot in found and found[slot] != value:
            command.write_warning(
                "Multiple different default values are defined in $PSDefaultParameterValues for the parameter matching the following name or alias: "
                f"{parameter}. These defaults have been ignored."
            )
            del found[slot]
        else:
            found.setdefault(slot, value)
    return list(found.items()) or None


def _names_of(session: Session, command: Any) -> set[str]:
    names = {command.name.lower()}
    for scope in session.scope.chain():
        for alias, info in (scope.aliases or {}).items():
            if info.definition.lower() == command.name.lower():
                names.add(alias)
    return names


def _slot(plan: Plan, unbound: list[Slot], name: str) -> Slot | None:
    found = plan.find(name)
    if isinstance(found, Slot) and (found.key == name.lower() or name.lower() in found.aliases):
        return found
    if found is None or isinstance(found, Ambiguity):
        return next((slot for slot in unbound if slot.key == name.lower()), None)
    return None


def bind_defaults(binder: CmdletBinder) -> None:
    """Bind the defaults that are unbound and of possible sets; none where they exclude each other."""
    from pwsh_emu.runtime.enumeration import collect

    chosen: list[tuple[Slot, Any]] = []
    flags = ALL
    for slot, value in binder.defaults or ():
        if slot.key in binder.used or not (slot.in_all or slot.flags & binder.current):
            continue
        if slot.flags:
            flags &= slot.flags
        chosen.append((slot, value))
    if not chosen or not flags:
        return
    for slot, value in chosen:
        if type(value).__name__ == "ScriptBlock":
            output = value.invoke([])
            if not output:
                continue
            value = collect(output)
        try:
            if binder.bind(slot, value, None, True):
                binder.defaults_bound.append(slot.name)
        except PSError as error:
            from pwsh_emu.runtime.conversion import net_string

            shown = net_string(value, binder.session)
            binder.command.write_warning(
                f"The binding of default value '{shown}' to parameter '{slot.name}' failed: {error.record.exception.message}"
            )


def elaborate(binder: CmdletBinder, error: PSError) -> PSError:
    """Return a binding error that also tells which defaults had been bound."""
    names = "".join(f" -{name}" for name in binder.defaults_bound)
    several = len(binder.defaults_bound) > 1
    message = error.record.exception.message + (
        " This error might have been caused by applying the default parameter binding. You can disable the default parameter binding in "
        '$PSDefaultParameterValues by setting $PSDefaultParameterValues["Disabled"] to be $true, and then trying again. '
        "The following default parameters were successfully bound for this cmdlet when the error occurred:"
        if several
        else " This failure might be caused by applying the default parameter binding. You can disable the default parameter binding in "
        '$PSDefaultParameterValues by setting $PSDefaultParameterValues["Disabled"] to be $true, and retry. '
        "The following default parameter was successfully bound for this cmdlet when the error occurred:"
    )  # fmt: skip
    old = error.record.exception
    error.record.exception = ExceptionObject(old.type_name, message + names, old.inner, old.data)
    error.record.exception.error_record = error.record
    return error
