"""Commands with the parameters that they have for given arguments, as Get-Command -ArgumentList looks at them: bound, but not run."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from pwsh_emu.runtime.binding import Argument
from pwsh_emu.runtime.cmdletbinder import CmdletBinder
from pwsh_emu.runtime.command import CommandInfo
from pwsh_emu.runtime.errors import ErrorRecord, ExceptionObject, PSError
from pwsh_emu.runtime.values import PSObject

if TYPE_CHECKING:
    from pwsh_emu.runtime.plan import Slot
    from pwsh_emu.runtime.session import Session


class _Looking(CmdletBinder):
    """Binds what is given and asks for nothing else."""

    def validate_sets(self, before_input: bool, choose: bool) -> int:
        return super().validate_sets(True, False) if before_input else 1

    def missing_mandatory(self, count: int, expects_input: bool) -> list[Slot]:
        return []

    def verify_set(self) -> None:
        """Do nothing: which set it is may stay open."""


def described(session: Session, info: CommandInfo, values: list[Any]) -> CommandInfo:
    """Return a command as it is for arguments. Raises PSError where they do not fit or the parameters contradict each other."""
    from pwsh_emu.runtime.pipeline import CommandCall, PipelineRun, processor_for

    output: list[Any] = []
    processor: Any = processor_for(session, CommandCall(info, _arguments(values)), PipelineRun(1, output.append, False), 1)
    plan = processor.plan
    if not plan.advanced and processor.frame.compiled.dynamicparam is None:
        return info
    return _with_parameters(info, plan, processor.bind_by(_Looking))


def _with_parameters(info: Any, plan: Any, binder: CmdletBinder) -> CommandInfo:
    """Return a copy of a command that has the parameters a call of it was given."""
    found = {slot.name: slot.metadata for slot in binder.plan.slots[len(plan.slots) :]}
    own = {slot.key for slot in plan.slots}
    twice = next((name for name in found if name.lower() in own), None)
    if twice is not None:
        message = f"A parameter with the name '{twice}' was defined multiple times for the command."
        exception = ExceptionObject("System.Management.Automation.MetadataException", message)
        raise PSError(ErrorRecord(exception, "GetCommandMetadataError", "MetadataError", info))
    metadata = copy.copy(plan.metadata)
    metadata.dynamic = found
    metadata.settled = True
    metadata.plan = None
    made: Any = copy.copy(info)
    made.described = metadata
    return made  # type: ignore[no-any-return]


def _arguments(values: list[Any]) -> list[Argument]:
    """Return values as arguments: texts that begin with a dash name parameters."""
    found: list[Argument] = []
    for value in values:
        base = value.base if type(value) is PSObject else value
        last = found[-1] if found else None
        if isinstance(base, str) and len(base) > 1 and base[0] == "-" and (base[1].isalpha() or base[1] in "_?"):
            name, _, given = base[1:].partition(":")
            found.append(Argument(name, given or None, bool(given), text=base))
        elif last is not None and last.text.endswith(":") and not last.has_value:
            last.value, last.has_value = value, True
        else:
            found.append(Argument(None, value))
    return found
