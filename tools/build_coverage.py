#!/usr/bin/env python3
"""Write docs/coverage.md: which cmdlets and parameters there are, of those that PowerShell and Exchange Online have.

usage: build_coverage.py [--check]

``tools/facts`` holds what there should be, and in ``scope.tsv`` what is left out on purpose. A parameter counts when the cmdlet's
implementation reads it (as an attribute of itself, or by its name), not when it merely binds; of Exchange's cmdlets also when it is a
property that the organization keeps. ``--check`` writes nothing and tells by its exit code whether the page is up to date.
"""

from __future__ import annotations

import ast
import inspect
import re
import sys
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

TARGET = ROOT / "docs" / "coverage.md"
FACTS = Path(__file__).resolve().parent / "facts"
SELVES = frozenset(("self", "cmdlet", "own", "command", "caller"))
ALWAYS = frozenset(("WhatIf", "Confirm"))
# What needs no reading: a value that is thrown away, the default said aloud, a switch that older versions needed, values of a cmdlet that
# fails in PowerShell too where there is neither a registry nor an execution policy; a cache that is not there, a check that is for Windows
# only, jobs that are never suspended, cmdlets of compiled modules, a scope of settings that no file keeps.
BY_NATURE = {
    "Out-Null": {"InputObject"}, "Where-Object": {"EQ"}, "Split-Path": {"Parent"}, "Set-StrictMode": {"Off"}, "ConvertTo-SecureString": {"Force"},
    "New-Object": {"Strict"}, "Get-Culture": {"NoUserOverrides"}, "Format-Hex": {"Raw"},
    "Set-ExecutionPolicy": {"ExecutionPolicy", "Force", "Scope"}, "New-ItemProperty": {"Name", "PropertyType", "Value"},
    "Rename-ItemProperty": {"Name", "NewName", "PassThru"}, "Remove-ItemProperty": {"Name"},
    "Copy-ItemProperty": {"Destination", "Name", "PassThru"}, "Move-ItemProperty": {"Destination", "Name", "PassThru"},
    "Clear-ItemProperty": {"Name", "PassThru"}, "Get-Module": {"Refresh", "SkipEditionCheck"}, "Import-Module": {"SkipEditionCheck"},
    "Receive-Job": {"Force"}, "Wait-Job": {"Force"}, "ForEach-Object": {"UseNewRunspace"}, "Get-Command": {"ListImported"},
    "Export-ModuleMember": {"Cmdlet"}, "New-Module": {"Cmdlet"}, "Get-Help": {"Path"}, "Get-FormatData": {"PowerShellVersion"},
    "Set-Date": {"DisplayHint"}, "Enable-ExperimentalFeature": {"Scope"}, "Disable-ExperimentalFeature": {"Scope"},
}  # fmt: skip
# Of Exchange's: which server or scope is asked, of which there is one only here; how a module signs in, logs and loads, where nothing has to.
ANY_SERVER = frozenset((
    "Credential", "IgnoreDefaultScope", "ReadFromDomainController", "UseCustomRouting", "BypassScopeCheck", "BypassSecurityGroupManagerCheck",
    "ProxyToMailbox", "ForceUpgrade", "TenantId",
))  # fmt: skip
SIGN_IN = frozenset((
    "AccessToken", "AzureADAuthorizationEndpointUri", "BypassMailboxAnchoring", "CertificatePassword", "Device", "DisableWAM", "EXOModuleBasePath",
    "EnableErrorReporting", "FormatTypeName", "InlineCredential", "LoadCmdletHelp", "LogDirectoryPath", "LogLevel", "ManagedIdentityAccountId",
    "PSSessionOption", "ShowProgress", "SigningCertificate", "SkipLoadingCmdletHelp", "TrackPerformance", "UseMultithreading", "UseRPSSession",
    "ConnectionUri",
))  # fmt: skip
# Reserved for Microsoft's own use, or work that the service does by itself: nothing of it is shown.
INTERNAL = {
    "Set-Mailbox": {
        "ApplyMandatoryProperties", "AutoArchivingEnabled", "ProvideConsent", "RecalculateInactiveMailbox", "SchedulerAssistant",
        "UniqueRecipientsCountLimitLevel", "UniqueUnrestrictedGroupsLimitEnabled", "UpdateEnforcedTimestamp",
    },
    "Set-User": {"BlockCloudCache", "CanHaveCloudCache", "DesiredWorkloads", "IsShadowMailbox", "ManagedOnboardingType"},
    "Set-OrganizationConfig": {"DefaultFolderPermissionRestricted", "EnforceShortenEventSetting", "ExchangeAttributesServerManagedByDefault"},
}  # fmt: skip
WITH_NAMES = re.compile(r"Include\w+With(DisplayNames?|PrimarySmtpAddress)")
NOT_RECORDED = ("ConvertFrom-Markdown", "Get-MarkdownOption", "Set-MarkdownOption", "Show-Markdown", "Test-Json")


def lines(name: str) -> list[list[str]]:
    """Return the rows of a table of facts."""
    rows = (FACTS / name).read_text(encoding="utf-8").splitlines()
    return [row.split("\t") for row in rows if not row.startswith("#")]


# --- what implementations read --------------------------------------------------------------------------------------


class Reads(ast.NodeVisitor):
    """Collects the parameters that a piece of code reads, and those for which it says that they are not supported."""

    def __init__(self) -> None:
        self.names: set[str] = set()
        self.texts: set[str] = set()
        self.refused: set[str] = set()
        self.looks_through = False  # does it go through the bound parameters?

    def visit_Attribute(self, node: ast.Attribute) -> None:
        if isinstance(node.value, ast.Name) and node.value.id in SELVES and isinstance(node.ctx, ast.Load):
            self.names.add(node.attr)
        self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, str):
            self.texts.add(node.value)

    def visit_comprehension(self, node: ast.comprehension) -> None:
        if isinstance(node.iter, ast.Attribute) and node.iter.attr == "bound":
            self.looks_through = True
        self.generic_visit(node)

    def visit_For(self, node: ast.For) -> None:
        if any(is_refusal(one) for one in ast.walk(node)):
            self.refused.update(one.value for one in ast.walk(node.iter) if isinstance(one, ast.Constant) and isinstance(one.value, str))
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        if is_refusal(node):
            for one in ast.walk(node):
                if isinstance(one, ast.Constant) and isinstance(one.value, str):
                    self.refused.update(re.findall(r"-([A-Z]\w+)$", one.value))
        self.generic_visit(node)


def is_refusal(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == "not_supported"


@cache
def module_body(path: str) -> list[ast.stmt]:
    """Return the statements of a module; many classes stand in the same one."""
    return ast.parse(Path(path).read_text(encoding="utf-8")).body


@cache
def module_reads(path: str) -> dict[str, Reads]:
    """Return what each class of a module reads; its functions stand under the empty name."""
    found: dict[str, Reads] = {"": Reads()}
    for node in module_body(path):
        if isinstance(node, ast.ClassDef):
            reads = found[node.name] = Reads()
            for part in node.body:
                reads.visit(part)
        else:
            found[""].visit(node)
    return found


def read_by(cls: type[Any]) -> tuple[set[str], set[str], bool]:
    """Return the names that a cmdlet's class and its bases read, those that they refuse, and whether switches count that choose a set."""
    from pwsh_emu.runtime.command import Cmdlet

    names: set[str] = set()
    refused: set[str] = set()
    by_set = False
    for one in cls.__mro__:
        if one in (Cmdlet, object):
            continue
        reads = module_reads(inspect.getfile(one))
        for part in (reads.get(one.__name__), reads[""]):
            if part is not None:
                names |= part.names | part.texts
                refused |= part.refused
                by_set |= part.looks_through
    return names - refused, refused, by_set or "parameter_set" in names


# --- the two families -----------------------------------------------------------------------------------------------


class Row:
    """One cmdlet: what it should take and what of it does not work; ``state`` says what is there at all."""

    def __init__(self, name: str, wanted: list[str], missing: list[str], state: str) -> None:
        self.name = name
        self.wanted = wanted
        self.missing = missing
        self.state = state

    @property
    def there(self) -> int:
        return len(self.wanted) - len(self.missing)


def out_of_scope() -> dict[str, set[str]]:
    """Return the parameters of PowerShell's cmdlets that the project leaves out on purpose; "*" stands for all of a cmdlet's."""
    found: dict[str, set[str]] = {}
    for _, name, parameters in lines("scope.tsv"):
        found.setdefault(name, set()).update(parameters.split())
    return found


def core_rows() -> dict[str, list[Row]]:
    """Return PowerShell's cmdlets by module: those in scope, with their parameters in scope."""
    from pwsh_emu.cmdlets.index import cmdlet_info
    from pwsh_emu.cmdlets.index_data import CMDLETS

    found: dict[str, list[Row]] = {}
    left_out = out_of_scope()
    for module, name, text in lines("cmdlets.tsv"):
        without = left_out.get(name, set())
        if "*" in without:
            continue
        wanted = [one for one in text.split() if one not in without]
        if not CMDLETS.get(name, ("",))[0]:
            row = Row(name, wanted, wanted, "binds")
        else:
            info = cmdlet_info(name)
            names, refused, by_set = read_by(info.implementation)
            names |= BY_NATURE.get(name, set())
            if by_set:
                names |= choosers(info.metadata) - refused
            missing = [one for one in wanted if one not in names]
            row = Row(name, wanted, missing, "there")
            if is_only_an_error(info.implementation):
                row = Row(name, wanted, wanted, "error")
        found.setdefault(module, []).append(row)
    return found


def choosers(metadata: Any) -> set[str]:
    """Return the switches that do nothing but choose a parameter set: they are read by asking which set it is."""
    return {one.name for one in metadata.parameters.values() if one.is_switch and any(entry.mandatory for entry in one.sets.values())}


def is_only_an_error(cls: type[Any]) -> bool:
    """Tell whether a class does nothing but say that it is not supported."""
    bodies = [node for node in module_body(inspect.getfile(cls)) if getattr(node, "name", "") == cls.__name__]
    methods = [part for node in bodies for part in getattr(node, "body", ()) if isinstance(part, ast.FunctionDef)]
    if not methods:
        bases = [one for one in cls.__bases__ if one.__module__.startswith("pwsh_emu.cmdlets")]
        return bool(bases) and all(is_only_an_error(one) or "Offline" in one.__name__ for one in bases)
    return all(isinstance(one.body[-1], ast.Raise) and any(map(is_refusal, ast.walk(one))) for one in methods)


def exchange_rows() -> list[Row]:
    """Return Exchange Online's cmdlets."""
    from pwsh_emu import Shell
    from pwsh_emu.exchange.cmdlets.generic import GenericGet
    from pwsh_emu.exchange.schema import exists, load

    shell = Shell()
    rows = []
    for name, text in ((row[0], row[1] if len(row) > 1 else "") for row in lines("exchange.tsv")):
        wanted = [one for one in text.split() if one not in ALWAYS]
        info = shell.session.cmdlets.get(name.lower())
        if info is None:
            rows.append(Row(name, wanted, wanted, "absent"))
            continue
        if not info.is_modelled or is_only_an_error(info.implementation):
            rows.append(Row(name, wanted, wanted, "binds"))
            continue
        names = {one.lower() for one in read_by(info.implementation)[0]}
        noun = getattr(info.implementation, "base_noun", "") or name.partition("-")[2]
        schema = load(noun) if exists(noun) else None
        missing = [one for one in wanted if one.lower() not in names and (schema is None or schema.find(one) is None)]
        missing = [one for one in missing if one not in (SIGN_IN if name.startswith("Connect-") else ANY_SERVER | INTERNAL.get(name, set()))]
        if issubclass(info.implementation, GenericGet):  # it reads them by their form
            missing = [one for one in missing if not WITH_NAMES.fullmatch(one)]
        rows.append(Row(name, wanted, missing, "there"))
    return rows


# --- the page -------------------------------------------------------------------------------------------------------


def summary(label: str, rows: list[Row]) -> str:
    there = sum(1 for row in rows if row.state == "there")
    wanted = sum(len(row.wanted) for row in rows)
    working = sum(row.there for row in rows)
    return f"| {label} | {there} of {len(rows)} | {working} of {wanted} |"


def table(rows: list[Row]) -> list[str]:
    """Return the rows of cmdlets that work but lack parameters, then the names of those that do not work."""
    made = ["| cmdlet | parameters | missing |", "|---|---|---|"]
    partly = [row for row in rows if row.state == "there" and row.missing]
    for row in partly:
        made.append(f"| {row.name} | {row.there} of {len(row.wanted)} | {', '.join(row.missing)} |")
    if not partly:
        made = []
    whole = [row.name for row in rows if row.state == "there" and not row.missing]
    if whole:
        made += ["", f"Whole: {', '.join(whole)}."]
    for state, label in (
        ("error", "Only an error that says so"),
        ("binds", "Bind their parameters and then say that they are not supported"),
        ("absent", "Not there"),
    ):
        names = [row.name for row in rows if row.state == state]
        if names:
            made += ["", f"{label}: {', '.join(names)}."]
    return made


def scope_lines() -> list[str]:
    """Return what the scope leaves out, by reason."""
    by_reason: dict[str, list[str]] = {}
    for reason, name, parameters in lines("scope.tsv"):
        shown = name if parameters == "*" else f"{name} (-{', -'.join(parameters.split())})"
        by_reason.setdefault(reason, []).append(shown)
    return [f"- {reason}: {', '.join(names)}." for reason, names in by_reason.items()]


def page() -> str:
    core = core_rows()
    exchange = exchange_rows()
    everything = [row for rows in core.values() for row in rows]
    made = [
        "# Coverage",
        "",
        "Made by `tools/build_coverage.py`; do not edit. A cmdlet counts when it works, a parameter when the cmdlet's code reads it (of Exchange's",
        "cmdlets also when it is a property that the organization keeps). What only binds does not count.",
        "",
        "| module | cmdlets | parameters |",
        "|---|---|---|",
        *(summary(module, rows) for module, rows in sorted(core.items())),
        summary("all of PowerShell's", everything),
        summary("ExchangeOnlineManagement", exchange),
        "",
        f"{', '.join(NOT_RECORDED)} are not there, and not counted: the recorded installation lacks them.",
        "",
        "Not counted either, since they only make sense with what is left out on purpose (they bind, and say that they are not supported):",
        "",
        *scope_lines(),
    ]
    for module, rows in sorted(core.items()):
        made += ["", f"## {module}", "", *table(rows)]
    made += ["", "## ExchangeOnlineManagement", "", *table(exchange)]
    return "\n".join(made) + "\n"


def main() -> int:
    text = page()
    if "--check" in sys.argv:
        return 0 if TARGET.exists() and TARGET.read_text(encoding="utf-8") == text else 1
    TARGET.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
