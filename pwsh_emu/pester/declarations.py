"""Reads ``declarations.tsv``: the parameters of the module's commands, one a line."""

from __future__ import annotations

import os

from pwsh_emu.runtime.command import ALL_SETS, CommandMetadata, ParameterMetadata, ParameterSetEntry

_TYPES = {
    "string": "System.String",
    "string[]": "System.String[]",
    "object": "System.Object",
    "object[]": "System.Object[]",
    "int": "System.Int32",
    "type": "System.Type",
    "scriptblock": "System.Management.Automation.ScriptBlock",
    "switch": "System.Management.Automation.SwitchParameter",
}
_DEFAULT_SETS = {"It": "Skip", "Invoke-Pester": "Simple", "Assert-MockCalled": "ParameterFilter"}


def metadata_of(command: str) -> CommandMetadata:
    """Return the interface of a command."""
    metadata = CommandMetadata(command)
    metadata.default_set = _DEFAULT_SETS.get(command)
    with open(os.path.join(os.path.dirname(__file__), "declarations.tsv"), encoding="utf-8") as file:
        for line in file:
            name, *fields = line.rstrip("\n").split("\t")
            if name == command:
                _add(metadata, *fields)
    return metadata


def _add(metadata: CommandMetadata, name: str, type_name: str, position: str = "", marks: str = "", sets: str = "", aliases: str = "") -> None:
    parameter = ParameterMetadata(name, _TYPES.get(type_name, type_name), [one for one in aliases.split(",") if one])
    for one in sets.split(",") if sets else [ALL_SETS]:
        if one != ALL_SETS and one not in metadata.set_names:
            metadata.set_names.append(one)
        parameter.sets[one] = ParameterSetEntry(
            mandatory="m" in marks,
            position=int(position) if position else None,
            from_pipeline="p" in marks,
            from_pipeline_by_name="n" in marks,
            from_remaining="r" in marks,
        )
    if type_name == "object" and name in ("ForEach", "Result", "InputObject"):
        from pwsh_emu.runtime.validation import AllowEmptyCollection, AllowNull

        parameter.attributes += [AllowNull(), AllowEmptyCollection()]
    metadata.parameters[name] = parameter
