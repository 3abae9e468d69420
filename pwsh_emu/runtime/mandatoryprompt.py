"""Asking for mandatory parameters that were not given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.runtime.plan import Slot
from pwsh_emu.runtime.values import PSArray

if TYPE_CHECKING:
    from pwsh_emu.runtime.cmdletbinder import CmdletBinder


def prompt_for(binder: CmdletBinder, missing: list[Slot]) -> list[tuple[Slot, Any]] | None:
    """Ask for each parameter on the host; None where nobody can be asked."""
    host = binder.session.host
    if not host.interactive:
        return None
    command = binder.command
    host.write(f"\ncmdlet {command.name} at command pipeline position {command.position}\nSupply values for the following parameters:\n")
    for slot in missing:
        if any(one.entry.help_message for one in slot.entries):
            host.write("(Type !? for Help.)\n")
            break
    answers: list[tuple[Slot, Any]] = []
    for slot in missing:
        value = _ask(binder, slot)
        if value is _ENDED:
            return None
        answers.append((slot, value))
    return answers


_ENDED: Any = object()


def _ask(binder: CmdletBinder, slot: Slot) -> Any:
    """Ask for one parameter: a line, or lines up to an empty one for a collection."""
    host = binder.session.host
    ps_type = slot.resolve(binder.session)
    if ps_type.element is not None:
        items: list[Any] = []
        while True:
            line = _line(binder, slot, f"{slot.name}[{len(items)}]: ")
            if line is None:
                return _ENDED if not items else PSArray(items)
            if not line:
                return PSArray(items)
            if _fits(binder, line, ps_type.element):
                items.append(line)
    if ps_type.full_name == "System.Security.SecureString":
        from pwsh_emu.runtime.types.network import SecureString

        secret = host.read_secret(f"{slot.name}: ")
        return _ENDED if secret is None else SecureString(secret)
    if ps_type.full_name == "System.Management.Automation.PSCredential":
        from pwsh_emu.runtime.credentialprompt import prompt_for_credential

        host.write(f"{slot.name}\n")
        credential = prompt_for_credential(binder.session, None, titled=False)
        return _ENDED if credential is None else credential
    else:
        line = _line(binder, slot, f"{slot.name}: ")
        while line is not None and not _fits(binder, line, ps_type):
            line = _line(binder, slot, f"{slot.name}: ")
    return _ENDED if line is None else line


def _fits(binder: CmdletBinder, line: str, ps_type: Any) -> bool:
    """Tell whether an answer can be converted to the parameter's type; say so where it cannot."""
    from pwsh_emu.runtime.conversion import try_convert

    converted, _ = try_convert(binder.session, line, ps_type)
    if not converted:
        binder.session.host.write(f'Cannot recognize "{line}" as a {ps_type.to_string()} due to a format error.\n')
    return converted


def _line(binder: CmdletBinder, slot: Slot, prompt: str) -> str | None:
    host = binder.session.host
    while True:
        line = host.read_line(prompt)
        if line is None:
            host.write("\n")
            return None
        if line.strip() == "!?":
            text = next((one.entry.help_message for one in slot.entries if one.entry.help_message), "")
            host.write((text or "") + "\n")
            continue
        return line
