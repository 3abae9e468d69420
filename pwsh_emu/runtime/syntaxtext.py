"""A command's syntax as Get-Command -Syntax and Get-Help show it, one line for each parameter set."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.runtime.command import ALL_SETS, CommandMetadata, ParameterMetadata, ParameterSetEntry
from pwsh_emu.runtime.typenames import SHORT_NAMES

if TYPE_CHECKING:
    from pwsh_emu.runtime.session import Session


def syntax_of(session: Session, info: Any, *, alias: Any = None) -> str:
    """Return the syntax of a command (with the alias's line first where it was asked for by alias)."""
    from pwsh_emu.runtime.types.commandinfos import interface

    metadata = interface(session, info)
    name = info.name if alias is None else alias.name
    if metadata is None:
        return f"\n{name}\n"
    lines = [f"\n{line}\n" for line in syntax_lines(name, metadata, dynamic=metadata.settled or among_files(session))]
    return "".join(lines)


def among_files(session: Session) -> bool:
    """Tell whether the session's location is a folder: there some cmdlets have further parameters."""
    drives = session.services.get("drives")
    return drives is None or not drives.here.provider.flat


def syntax_lines(name: str, metadata: CommandMetadata, *, dynamic: bool = True) -> list[str]:
    """Return one line for each parameter set, the default one first; ``dynamic`` adds the parameters that folders bring."""
    lines = []
    for set_name in ordered_sets(metadata):
        text = set_text(metadata, set_name, dynamic=dynamic)
        lines.append(f"{name} {text}" if text else name)
    return lines


def ordered_sets(metadata: CommandMetadata) -> list[str]:
    """Return the names of a command's parameter sets, the default one first."""
    names = list(metadata.set_names) or [ALL_SETS]
    default = metadata.default_set
    if default in names:
        names.remove(default)
        names.insert(0, default)
    return names


def brought_parameters(metadata: CommandMetadata) -> list[ParameterMetadata]:
    """Return the parameters that CmdletBinding brings beside the common ones: -WhatIf and -Confirm, those of paging."""
    if not metadata.is_advanced:
        return []
    from pwsh_emu.runtime.plan import brought_slots

    return [slot.metadata for slot in brought_slots(metadata)]


def set_text(metadata: CommandMetadata, set_name: str, *, dynamic: bool = True) -> str:
    """Return a parameter set as CommandParameterSetInfo.ToString shows it, without the command's name."""
    parts = [_text(parameter, entry) for parameter, entry in parameters_in_display_order(metadata, set_name, dynamic=dynamic)]
    if metadata.is_advanced:
        parts.append("[<CommonParameters>]")
    return " ".join(parts)


def parameters_in_display_order(
    metadata: CommandMetadata, set_name: str, *, dynamic: bool = True
) -> list[tuple[ParameterMetadata, ParameterSetEntry]]:
    """Return a set's parameters: positional ones in order, then mandatory ones, then the rest."""
    positional: list[tuple[int, ParameterMetadata, ParameterSetEntry]] = []
    mandatory: list[tuple[ParameterMetadata, ParameterSetEntry]] = []
    rest: list[tuple[ParameterMetadata, ParameterSetEntry]] = []
    further = metadata.dynamic.values() if dynamic else ()
    for parameter in (*metadata.parameters.values(), *brought_parameters(metadata), *further):
        entry = parameter.sets.get(set_name) or parameter.sets.get(ALL_SETS)
        if entry is None:
            continue
        if entry.position is not None:
            positional.append((entry.position, parameter, entry))
        elif entry.mandatory:
            mandatory.append((parameter, entry))
        else:
            rest.append((parameter, entry))
    positional.sort(key=lambda one: one[0])
    return [(parameter, entry) for _, parameter, entry in positional] + mandatory + rest


def _text(parameter: ParameterMetadata, entry: ParameterSetEntry) -> str:
    name = f"-{parameter.name}"
    if parameter.is_switch:
        return name if entry.mandatory else f"[{name}]"
    shown = f"[{name}]" if entry.position is not None else name
    text = f"{shown} <{short_type(parameter.type_name)}>"
    return text if entry.mandatory else f"[{text}]"


def short_type(name: str) -> str:
    """Return a type's short name: its accelerator, or the last part of its full name."""
    if name.endswith("[]"):
        return short_type(name[:-2]) + "[]"
    if name.startswith("System.Nullable`1["):
        return short_type(name[len("System.Nullable`1[") : -1])
    if name == "System.Object":
        return "Object"
    short = SHORT_NAMES.get(name)
    if short is not None:
        return short
    if "`" in name:
        head, _, inside = name.partition("`")
        arguments = inside.partition("[")[2].rstrip("]")
        return f"{head.rpartition('.')[2]}[{','.join(short_type(one.strip()) for one in arguments.split(','))}]"
    return name.rpartition(".")[2]
