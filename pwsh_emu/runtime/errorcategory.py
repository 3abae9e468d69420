"""CategoryInfo of an ErrorRecord: its five parts, where they are not set on the record, and its text.

ObjectNotFound: (/no/such:String) [Get-Item], ItemNotFoundException
"""

from __future__ import annotations

from pwsh_emu.runtime.errors import ErrorRecord

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_LONGEST = 40  # characters of a part that are shown; longer ones lose their middle
_KEPT = 19


def activity(record: ErrorRecord) -> str:
    """Return what was being done: what the record says, else the name of the cmdlet, function or script that ran."""
    if record.activity:
        return record.activity
    command = record.invocation.command if record.invocation is not None else None
    name = getattr(command, "name", None)
    if name and getattr(command, "command_type", "") in ("Cmdlet", "Function", "Filter", "ExternalScript", "Script"):
        return str(name)
    return ""


def reason(record: ErrorRecord) -> str:
    """Return the exception's short type name."""
    if record.reason:
        return record.reason
    exception = record.exception
    if exception is None:
        return ""
    from pwsh_emu.runtime.registry import type_of

    return type_of(exception).name.rpartition("+")[2]


def target_name(session: Any, record: ErrorRecord) -> str:
    """Return the target as text."""
    if record.target_name is not None:
        return record.target_name
    if record.target_object is None:
        return ""
    from pwsh_emu.runtime.convert_text import net_string, to_string
    from pwsh_emu.runtime.values import PSArray

    target = record.target_object
    return net_string(target, session) if type(target) is PSArray else to_string(session, target)


def target_type(session: Any, record: ErrorRecord) -> str:
    """Return the short type name of the target."""
    if record.target_type is not None:
        return record.target_type
    if record.target_object is None:
        return ""
    name = str(session.types.type_of(record.target_object).name)
    return "PSObject" if name == "PSCustomObject" else name  # a custom object is a PSObject to .NET


def message(session: Any, record: ErrorRecord) -> str:
    """Return CategoryInfo.GetMessage(): all parts in one line."""
    name = _shortened(target_name(session, record))
    kind = _shortened(target_type(session, record))
    return f"{record.category or 'NotSpecified'}: ({name}:{kind}) [{_shortened(activity(record))}], {reason(record)}"


def _shortened(text: str) -> str:
    if len(text) <= _LONGEST:
        return text
    return f"{text[:_KEPT]}…{text[-_KEPT:]}"
