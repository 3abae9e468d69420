"""Reads the declaration of a cmdlet (JSON) into CommandMetadata.

A file holds one entry of the recorded facts: ``parameters`` by name with ``type``, ``aliases``, ``attributes`` (``{"kind": …}``) and ``sets``
(name to mandatory, position, fromPipeline, byPropertyName, fromRemaining, helpMessage), ``parameterSets`` with the order of parameters, and
what CmdletBinding says. ``tools/build_declarations.py`` writes them.
"""

from __future__ import annotations

from typing import Any

from pwsh_emu.runtime import transformations, validation
from pwsh_emu.runtime.command import CommandMetadata, ParameterMetadata, ParameterSetEntry


def load(path: str) -> CommandMetadata:
    """Return the interface that a declaration file describes."""
    import json

    with open(path, encoding="utf-8") as file:
        entry = json.load(file)
    return from_entry(path.replace("\\", "/").rpartition("/")[2].removesuffix(".json"), entry)


def from_entry(name: str, entry: dict[str, Any]) -> CommandMetadata:
    """Return the interface that an entry of the facts describes."""
    metadata = CommandMetadata(name)
    metadata.default_set = entry.get("defaultParameterSet") or None
    metadata.supports_should_process = bool(entry.get("supportsShouldProcess"))
    metadata.supports_paging = bool(entry.get("supportsPaging"))
    metadata.confirm_impact = entry.get("confirmImpact") or "Medium"
    metadata.positional_binding = bool(entry.get("positionalBinding", True))
    metadata.output_types = list(entry.get("outputTypes", ()))
    metadata.set_names = [one["name"] for one in entry.get("parameterSets", ())]
    parameters = entry.get("parameters", {})
    for parameter_name in parameter_order(entry):
        table = metadata.dynamic if parameters[parameter_name].get("dynamic") else metadata.parameters
        table[parameter_name] = parameter_of(parameter_name, parameters[parameter_name])
    return metadata


def parameter_order(entry: dict[str, Any]) -> list[str]:
    """Return the names in declaration order, which the orders of the sets give together."""
    order: list[str] = []
    for one in entry.get("parameterSets", ()):
        names = one["parameters"]
        for index, name in enumerate(names):
            if name in order:
                continue
            following = next((later for later in names[index + 1 :] if later in order), None)
            if following is None:
                order.append(name)
            else:
                order.insert(order.index(following), name)
    order.extend(name for name in entry.get("parameters", {}) if name not in order)
    return order


def parameter_of(name: str, entry: dict[str, Any]) -> ParameterMetadata:
    """Return one parameter of a declaration."""
    parameter = ParameterMetadata(name, entry.get("type", "System.Object"), list(entry.get("aliases", ())))
    for set_name, one in entry.get("sets", {}).items():
        parameter.sets[set_name] = ParameterSetEntry(
            mandatory=bool(one.get("mandatory")),
            position=one.get("position"),
            from_pipeline=bool(one.get("fromPipeline")),
            from_pipeline_by_name=bool(one.get("byPropertyName")),
            from_remaining=bool(one.get("fromRemaining")),
            help_message=one.get("helpMessage"),
        )
    parameter.dynamic = bool(entry.get("dynamic"))
    parameter.dont_show = bool(entry.get("dontShow"))
    for attribute in entry.get("attributes", ()):
        parameter.attributes.append(attribute_of(attribute))
    return parameter


def attribute_of(entry: dict[str, Any]) -> validation.Attribute:
    """Return the attribute that an entry ``{"kind": …}`` describes."""
    kind = entry["kind"]
    make = _KINDS.get(kind)
    return make(entry) if make is not None else validation.OtherAttribute(kind, named={key: value for key, value in entry.items() if key != "kind"})


def _range(entry: dict[str, Any]) -> validation.Attribute:
    if entry.get("rangeKind"):
        return validation.ValidateRange(kind=entry["rangeKind"])
    return validation.ValidateRange(_limit(entry["minRange"]), _limit(entry["maxRange"]))


def _limit(value: Any) -> Any:
    from pwsh_emu.runtime.values import Int64

    if isinstance(value, int) and not -0x80000000 <= value <= 0x7FFFFFFF:
        return Int64(value)
    return value


_KINDS: dict[str, Any] = {
    "ValidateSet": lambda entry: validation.ValidateSet(entry["validValues"], bool(entry.get("ignoreCase", True)), entry.get("errorMessage") or ""),
    "ValidateRange": _range,
    "ValidateCount": lambda entry: validation.ValidateCount(entry["minLength"], entry["maxLength"]),
    "ValidateLength": lambda entry: validation.ValidateLength(entry["minLength"], entry["maxLength"]),
    "ValidatePattern": lambda entry: validation.ValidatePattern(entry["regexPattern"]),
    "ValidateNotNull": lambda entry: validation.ValidateNotNull(),
    "ValidateNotNullOrEmpty": lambda entry: validation.ValidateNotNullOrEmpty(),
    "ValidateNotNullOrWhiteSpace": lambda entry: validation.ValidateNotNullOrWhiteSpace(),
    "ValidateVersion": lambda entry: validation.ValidateVersion(),
    "ValidateVariableName": lambda entry: validation.ValidateVariableName(),
    "NotePropertyTransformation": lambda entry: transformations.NotePropertyTransformation(),
    "ValidateNotePropertyName": lambda entry: validation.ValidateNotePropertyName(),
    "ArgumentToPSVersionTransformation": lambda entry: transformations.VersionTransformation(latest=True),
    "ArgumentToVersionTransformation": lambda entry: transformations.VersionTransformation(),
    "ArgumentToEncodingTransformation": lambda entry: transformations.EncodingTransformation(),
    "ArgumentToTypeNameTransformation": lambda entry: transformations.TypeNameTransformation(),
    "Credential": lambda entry: transformations.CredentialTransformation(),
    "FileinfoToString": lambda entry: transformations.FileNameTransformation(),
    "AllowNull": lambda entry: validation.AllowNull(),
    "AllowEmptyString": lambda entry: validation.AllowEmptyString(),
    "AllowEmptyCollection": lambda entry: validation.AllowEmptyCollection(),
    "PSTypeName": lambda entry: validation.PSTypeNameAttribute(entry["pSTypeName"]),
    "Obsolete": lambda entry: validation.Obsolete(entry.get("message") or ""),
}
