#!/usr/bin/env python3
"""Write what the Exchange cmdlets need from the recorded facts.

usage: build_exchange_data.py FACTS/exchange

    pwsh_emu/exchange/declarations/<Cmdlet-Name>.json   interfaces, in the shape that pwsh_emu/runtime/declarations.py reads
    pwsh_emu/exchange/declarations/index.txt            one cmdlet a line: name, then what a connection adds ("session") or the module has ("module")
    pwsh_emu/exchange/enumerations.tsv                  enumeration types: full name, values
    pwsh_emu/exchange/schemas/<Noun>.tsv                objects: property, type, value of a new object as JSON; only those the facts hold and
                                                        those that follow from New-/Set- parameters (others are written by hand and stay)
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).resolve().parent.parent / "pwsh_emu" / "exchange"
ALL = "__AllParameterSets"
NAMESPACE = "Microsoft.Exchange.Data.Directory.SystemConfiguration."
GENERATED = "# made by tools/build_exchange_data.py\n"

PLAIN_TYPES = {
    "Boolean": "System.Boolean", "Byte[]": "System.Byte[]", "CultureInfo": "System.Globalization.CultureInfo", "DateTime": "System.DateTime",
    "Double": "System.Double", "Guid": "System.Guid", "Hashtable": "System.Collections.Hashtable", "Hashtable[]": "System.Object[]",
    "Int16": "System.Int16", "Int32": "System.Int32", "PSCredential": "System.Management.Automation.PSCredential",
    "SecureString": "System.Security.SecureString", "String": "System.String", "String[]": "System.String[]", "string": "System.String",
    "SwitchParameter": "System.Management.Automation.SwitchParameter", "System.DateTime": "System.DateTime", "TimeSpan": "System.TimeSpan",
    "UInt16": "System.UInt16", "UInt32": "System.UInt32", "Uri": "System.Uri", "System.Boolean": "System.Boolean",
}  # fmt: skip
# What the recorded session has where the reference says something else.
TYPE_OVERRIDES = {
    ("Set-TransportConfig", "AllowLegacyTLSClients"): "System.Nullable`1[System.Boolean]",
    ("Set-TransportConfig", "MessageExpiration"): "System.TimeSpan",
    ("Set-CASMailbox", "SmtpClientAuthenticationDisabled"): "System.Nullable`1[System.Boolean]",
    ("Set-CASMailbox", "EwsAllowOutlook"): "System.Nullable`1[System.Boolean]",
    ("Set-CASMailbox", "EwsAllowMacOutlook"): "System.Nullable`1[System.Boolean]",
    ("Set-CASMailbox", "EwsAllowEntourage"): "System.Nullable`1[System.Boolean]",
    ("Set-CASMailbox", "EwsEnabled"): "System.Nullable`1[System.Boolean]",
    ("Set-OrganizationConfig", "EwsEnabled"): "System.Nullable`1[System.Boolean]",
    ("Set-OrganizationConfig", "FocusedInboxOn"): "System.Nullable`1[System.Boolean]",
    ("Connect-ExchangeOnline", "ShowBanner"): "System.Management.Automation.SwitchParameter",
}
# Enumerations whose order is the type's own (Enum.GetNames), not the reference's.
ENUMERATION_ORDER = {
    "HeaderPromotionMode": ["NoCreate", "MayCreate", "MustCreate"],
    "DSNConversionOption": ["DoNotConvert", "PreserveDSNBody", "UseExchangeDSNs"],
}
NOT_ENUMERATIONS = {
    "String", "String[]", "Boolean", "MultiValuedProperty", "Int32", "UInt32", "Unlimited", "SwitchParameter", "DateTime", "ADAttribute",
    "SclValue", "Byte[]", "Uri", "Guid", "TimeSpan", "EnhancedTimeSpan", "CultureInfo", "HourIncrement", "MessageFormat", "System.Boolean", "ExchangeEnvironment",
    "SmtpAddress", "ByteQuantifiedSize", "RecipientIdParameter", "ProxyAddress", "Hashtable", "Int16", "Word[]", "Schedule", "RejectEnhancedStatus",
}  # fmt: skip
# Identity of these is positional and takes no pipeline input in the recorded session.
NO_PIPELINE = {("Get-TransportConfig", "Identity"), ("Set-TransportConfig", "Identity")}
KEPT_ON_PREMISES = {("Get-TransportConfig", "Identity"), ("Set-TransportConfig", "Identity")}
# Parameters that the service has and the reference's page does not yet (or lists elsewhere).
CONFIRMING_VERBS = {"Remove", "Disable", "Disconnect", "Clear", "Delete", "Stop", "Undo"}
MODULE_CMDLETS = {"Connect-ExchangeOnline", "Disconnect-ExchangeOnline", "Get-ConnectionInformation", "Connect-IPPSSession"}
CONTROL_PARAMETERS = {
    "Identity", "Confirm", "WhatIf", "Force", "DomainController", "IgnoreDefaultScope", "BypassMasterAccountSid", "PublicFolder", "GroupMailbox",
    "ErrorAction", "AsJob", "ResultSize", "Organization",
}  # fmt: skip
OBJECT_TAIL = [
    ("AdminDisplayName", "String", ""), ("ExchangeVersion", "String", "0.1 (8.0.535.0)"), ("Name", "String", None), ("DistinguishedName", "String", None),
    ("Identity", "String", None), ("ObjectCategory", "String", None), ("ObjectClass", "String[]", ["top"]), ("WhenChanged", "DateTime", None),
    ("WhenCreated", "DateTime", None), ("WhenChangedUTC", "DateTime", None), ("WhenCreatedUTC", "DateTime", None), ("ExchangeObjectId", "Guid", None),
    ("OrganizationalUnitRoot", "String", None), ("OrganizationId", "String", None), ("Id", "String", None), ("Guid", "Guid", None),
    ("OriginatingServer", "String", None), ("IsValid", "Boolean", True), ("ObjectState", "String", "Unchanged"),
]  # fmt: skip


class Builder:
    def __init__(self, facts: Path) -> None:
        self.parameters = json.loads((facts / "parameters.json").read_text(encoding="utf-8"))
        self.catalogue = json.loads((facts / "catalogue.json").read_text(encoding="utf-8"))
        self.objects = json.loads((facts / "objects.json").read_text(encoding="utf-8"))
        self.enumerations: dict[str, list[str]] = {}

    # --- declarations ---
    def declarations(self) -> None:
        target = PACKAGE / "declarations"
        target.mkdir(parents=True, exist_ok=True)
        index = []
        names = sorted(set(self.catalogue) | {name for name, facts in self.parameters.items() if facts["exchangeOnline"]}, key=str.lower)
        for name in names:
            declaration = self.full(name) if name in self.parameters else self.short(name)
            (target / f"{name}.json").write_text(json.dumps(declaration, ensure_ascii=False) + "\n", encoding="utf-8")
            module = name in MODULE_CMDLETS or "-EXO" in name
            index.append(f"{name}\t{'module' if module else 'session'}\n")
        (target / "index.txt").write_text("".join(index), encoding="utf-8")

    def full(self, name: str) -> dict[str, Any]:
        facts = self.parameters[name]
        client = facts.get("exoClientParameters")
        sets = [entry["name"] for entry in facts["syntaxSets"]]
        default = next((entry["name"] for entry in facts["syntaxSets"] if entry["default"]), None)
        kept = []
        for parameter in facts["parameters"]:
            known = (name, parameter["name"]) in KEPT_ON_PREMISES or (parameter.get("exchangeOnline") and not parameter.get("reserved"))
            if client and parameter["name"] in client:
                known = True
            if known:
                kept.append(parameter)
        parameters = {}
        for parameter in kept:
            own = [part.strip() for part in parameter["parameterSets"].split(",")]
            own = [part for part in own if part in sets and part != "(All)"]
            if len(sets) == 1 or not own or len(own) == len(sets):
                own = [ALL]
            parameters[parameter["name"]] = self.parameter(
                name, parameter["name"], parameter["type"], parameter["aliases"], bool(parameter["required"]), parameter["position"], parameter["pipelineInput"],
                parameter.get("validValues") or [], own,
            )  # fmt: skip
        used = {entry for parameter in parameters.values() for entry in parameter["sets"]} - {ALL}
        set_names = [entry for entry in sets if entry in used]
        if default is None and "Identity" in set_names:
            default = "Identity"
        return self.declaration(name, parameters, set_names, default if default in used else None)

    def short(self, name: str) -> dict[str, Any]:
        facts = self.catalogue[name]
        several = len(facts["sets"]) > 1
        parameters = {}
        for entry in facts["parameters"]:
            parameter, type_name, aliases, required, position, pipeline, values, _ = [*entry, *[None] * (8 - len(entry))]
            mandatory = bool(required) and (not several or parameter in ("Identity", "Name"))
            parameters[parameter] = self.parameter(name, parameter, type_name, aliases, mandatory, position, pipeline, values or [], [ALL])
        return self.declaration(name, parameters, [], None)

    def parameter(
        self, cmdlet: str, name: str, type_name: str, aliases: list[str], mandatory: bool, position: str, pipeline: str, values: list[str], sets: list[str]
    ) -> dict[str, Any]:  # fmt: skip
        entry: dict[str, Any] = {}
        if mandatory:
            entry["mandatory"] = True
        if position.isdigit():
            entry["position"] = int(position)
        if pipeline.lower().startswith("true") and (cmdlet, name) not in NO_PIPELINE:
            detail = pipeline.lower().partition("(")[2]
            if not detail:
                entry["byPropertyName"] = True
                if name in ("Identity", "Member", "User"):
                    entry["fromPipeline"] = name != "User"
            else:
                entry["byPropertyName"] = "bypropertyname" in detail
                entry["fromPipeline"] = "byvalue" in detail
        result: dict[str, Any] = {"type": self.type_name(cmdlet, name, type_name, values), "sets": {part: dict(entry) for part in sets}}
        if aliases:
            result["aliases"] = aliases
        if type_name not in PLAIN_TYPES and TYPE_OVERRIDES.get((cmdlet, name)) is None:
            result["exchangeType"] = type_name
        if values and not result["type"].startswith("Microsoft.") and type_name not in ("Boolean", "System.Boolean"):
            result["attributes"] = [{"kind": "ArgumentCompletions", "values": values}]
        return result

    def type_name(self, cmdlet: str, name: str, type_name: str, values: list[str]) -> str:
        if (cmdlet, name) in TYPE_OVERRIDES:
            return TYPE_OVERRIDES[cmdlet, name]
        if type_name in PLAIN_TYPES:
            return PLAIN_TYPES[type_name]
        if values and type_name not in NOT_ENUMERATIONS and not type_name.endswith(("[]", "IdParameter")) and all(v.isidentifier() for v in values):
            short = type_name.rpartition(".")[2].strip("<>")
            full = type_name if "." in type_name else NAMESPACE + short
            known = self.enumerations.setdefault(full, list(ENUMERATION_ORDER.get(short, [])))
            known.extend(value for value in values if value not in known)
            return full
        if type_name.endswith("[]"):
            return "System.Object[]"
        return "System.Object"

    def declaration(self, name: str, parameters: dict[str, Any], set_names: list[str], default: str | None) -> dict[str, Any]:
        supports = "WhatIf" in parameters
        parameters.pop("WhatIf", None)
        parameters.pop("Confirm", None)
        ordered = dict(sorted(parameters.items(), key=lambda item: (item[0] != "Identity", item[0].lower())))
        result: dict[str, Any] = {
            "commandType": "Cmdlet" if name in MODULE_CMDLETS or "-EXO" in name else "Function",
            "confirmImpact": "High" if name.partition("-")[0] in CONFIRMING_VERBS else "Medium",
            "module": "ExchangeOnlineManagement",
            "implementingType": f"Microsoft.Exchange.Management.ExoPowershellSnapin.{name.replace('-', '')}",
            "positionalBinding": False,
            "supportsShouldProcess": supports,
            "parameters": ordered,
        }
        if set_names:
            result["parameterSets"] = [{"name": entry, "isDefault": entry == default} for entry in set_names]
        if default:
            result["defaultParameterSet"] = default
        return result

    # --- enumerations ---
    def write_enumerations(self) -> None:
        lines = [f"{name}\t{','.join(values)}\n" for name, values in sorted(self.enumerations.items())]
        (PACKAGE / "enumerations.tsv").write_text(GENERATED + "".join(lines), encoding="utf-8")

    # --- object schemas ---
    def schemas(self) -> None:
        target = PACKAGE / "schemas"
        target.mkdir(parents=True, exist_ok=True)
        for cmdlet, facts in self.objects.items():
            rows = [(entry["name"], self.property_type(entry["type"]), entry["value"]) for entry in facts["properties"]]
            self.write_schema(target, cmdlet.partition("-")[2], rows)
        verbs: dict[str, set[str]] = {}
        for name in self.catalogue:
            verb, _, noun = name.partition("-")
            verbs.setdefault(noun, set()).add(verb)
        for noun, own in sorted(verbs.items()):
            if f"Get-{noun}" in self.objects or not own & {"Set", "New", "Add"} or "Get" not in own:
                continue
            rows = self.derived(noun)
            self.write_schema(target, noun, rows)

    def derived(self, noun: str) -> list[tuple[str, str, Any]]:
        rows: dict[str, tuple[str, str, Any]] = {}
        tail = {entry[0] for entry in OBJECT_TAIL}
        for verb in ("New", "Set", "Add"):
            for entry in self.catalogue.get(f"{verb}-{noun}", {}).get("parameters", []):
                name, type_name = entry[0], entry[1]
                if name not in CONTROL_PARAMETERS and name not in tail and name not in rows:
                    rows[name] = (name, *self.stored_type(type_name))
        if f"Enable-{noun}" in self.catalogue and noun.endswith("Rule"):
            rows.setdefault("State", ("State", "String", "Enabled"))
            rows.setdefault("Priority", ("Priority", "Int32", 0))
        return [*rows.values(), *OBJECT_TAIL]

    @staticmethod
    def stored_type(type_name: str) -> tuple[str, Any]:
        if type_name in ("Boolean", "SwitchParameter", "System.Boolean"):
            return "Boolean", False
        if type_name in ("Int32", "UInt32", "Int16", "UInt16"):
            return "Int32", None
        if type_name == "MultiValuedProperty" or type_name.endswith("[]"):
            return "String[]", []
        if type_name in ("DateTime", "ExDateTime", "System.DateTime"):
            return "DateTime", None
        if type_name == "Guid":
            return "Guid", None
        return "String", None

    @staticmethod
    def property_type(type_name: str) -> str:
        return {"String (size)": "Size", "String (time span)": "TimeSpan", "null": "Null"}.get(type_name, type_name)

    @staticmethod
    def write_schema(target: Path, noun: str, rows: list[tuple[str, str, Any]]) -> None:
        path = target / f"{noun}.tsv"
        if path.exists() and not path.read_text(encoding="utf-8").startswith(GENERATED):
            return
        lines = [f"{name}\t{kind}\t{json.dumps(value, ensure_ascii=False)}\n" for name, kind, value in rows]
        path.write_text(GENERATED + "".join(lines), encoding="utf-8")


def main() -> None:
    builder = Builder(Path(sys.argv[1]))
    builder.declarations()
    builder.write_enumerations()
    builder.schemas()


if __name__ == "__main__":
    main()
