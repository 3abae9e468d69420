"""Names that a session knows: commands, variables, types and namespaces, files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pwsh_emu.completion.matches import Match, by_name
from pwsh_emu.completion.namespaces import below
from pwsh_emu.completion.quoting import starting, take_apart
from pwsh_emu.runtime.scopes import UNSET

if TYPE_CHECKING:
    from pwsh_emu.runtime.session import Session

_PLAIN_VARIABLE = re.compile(r"[\w?]+\Z")
_SCOPES = ("global", "local", "private", "script", "using", "variable")
AUTOMATIC = (
    "_ ? ^ $ args ConfirmPreference CurrentlyExecutingCommand DebugPreference EnabledExperimentalFeatures error "
    "ErrorActionPreference ErrorView ExecutionContext false foreach HOME Host InformationPreference input IsCoreCLR IsLinux "
    "IsMacOS IsWindows LASTEXITCODE LogCommandHealthEvent LogCommandLifecycleEvent LogEngineHealthEvent "
    "LogEngineLifecycleEvent LogProviderHealthEvent LogProviderLifecycleEvent LogSettingsEvent Matches MaximumHistoryCount "
    "MyInvocation NestedPromptLevel null OFS OutputEncoding PID ProgressPreference PSBoundParameters PSCmdlet PSCommandPath "
    "PSCulture PSDebugContext PSDefaultParameterValues PSEdition PSEmailServer PSHOME PSItem PSLogUserData "
    "PSModuleAutoLoadingPreference PSNativeCommandArgumentPassing PSNativeCommandUseErrorActionPreference PSScriptRoot "
    "PSSenderInfo PSSessionApplicationName PSSessionConfigurationName PSStyle PSUICulture PSVersionTable PWD ShellId "
    "StackTrace switch this true VerboseHelpErrors VerbosePreference WarningPreference WhatIfPreference"
).split()
"""The names that PowerShell itself gives a meaning, whether they have a value or not."""


def command_names(session: Session, word: str) -> list[Match]:
    """Return the commands that begin with a word (a module may stand before it), each once, by name, quoted as the word is.

    Where none does, the commands whose capitals the word names: i-psdf for Import-PowerShellDataFile.
    """
    quote, bare = take_apart(word)
    module, mark, name = bare.rpartition("\\")
    pattern = starting(name)
    everything = [info for info in _all_commands(session) if not mark or info.module_name.lower() == module.lower()]
    found: dict[str, str] = {}
    for info in everything:
        if pattern.matches(info.name):
            found.setdefault(info.name.lower(), info.name)
    if "-" in bare and not found:
        from pwsh_emu.cmdlets.get_command import abbreviation

        found = {info.name.lower(): info.name for info in everything if abbreviation(info.name) == bare.lower()}
    lead = f"{module}{mark}"
    return [Match(f"{quote}{lead}{name}{quote}", name, "Command") for name in sorted(found.values(), key=by_name)]


def _all_commands(session: Session) -> Iterator[Any]:
    for scope in session.scope.chain():
        for table in (scope.aliases, scope.functions):
            yield from list((table or {}).values())
    yield from list(session.cmdlets.values())


def variable_names(session: Session, word: str, written: list[str], *, sign: str = "$", braced: bool = False) -> list[Match]:
    """Return the variables that begin with what stands behind the ``$``; ``written`` are those that the text itself assigns.

    ``sign`` is ``@`` for a splatted one, ``braced`` says that the name stands in braces.
    """
    prefix, colon, rest = word.rpartition(":")
    if colon and prefix.lower() == "env":
        pattern = starting(rest)
        names = sorted((name for name in session.services.get("environment", {}) if pattern.matches(name)), key=by_name)
        return [Match(f"${prefix}:{name}", name, "Variable") for name in names]
    if colon and prefix.lower() not in _SCOPES:
        return []
    pattern = starting(rest if colon else word)
    found: dict[str, str] = {}
    if colon and prefix.lower() in ("global", "script"):
        scopes = [session.global_scope if prefix.lower() == "global" else session.scope.state.scope]
    else:
        scopes = list(session.scope.chain())
    for name in written:
        if pattern.matches(name):
            found.setdefault(name.lower(), name)
    for scope in scopes:
        for key, cell in scope.variables.items():
            if cell.value is not UNSET and pattern.matches(cell.name):
                found.setdefault(key, cell.name)
    for name in AUTOMATIC:
        if pattern.matches(name):
            found.setdefault(name.lower(), name)
    lead = f"{prefix}:" if colon else ""
    matches = [_variable(lead, name, sign, braced) for name in sorted(found.values(), key=by_name)]
    if not colon and sign == "$":
        drives = [drive.name for drive in session.services["drives"].all() if drive.name != "/" and pattern.matches(drive.name)]
        matches.extend(Match(f"${name}:", name, "Variable") for name in sorted(drives, key=by_name))
    return matches


def _variable(lead: str, name: str, sign: str = "$", braced: bool = False) -> Match:
    text = f"{sign}{lead}{name}" if _PLAIN_VARIABLE.match(name) and not braced else f"{sign}{{{lead}{name}}}"
    return Match(text, name, "Variable")


def type_names(word: str) -> list[Match]:
    """Return the types (by short or full name) and namespaces that begin with a word."""
    from pwsh_emu.runtime.typenames import accelerators

    pattern = starting(word)
    found: list[tuple[str, Match]] = []
    if "." not in word:
        accelerated: dict[str, list[str]] = {}
        for name, full in accelerators().items():
            accelerated.setdefault(full, []).append(name)
        for full in known_type_names():
            short = full.rpartition(".")[2].rpartition("+")[2]
            keys = accelerated.get(full, [])
            if not keys and short.lower() in accelerators():
                continue  # the short name means another type
            texts = [_in_case_of(key, short) for key in keys if pattern.matches(key)]
            if not texts and pattern.matches(short):
                texts = [_in_case_of(keys[0], short) if keys else full]
            found.extend((short, Match(text, short, "Type", full)) for text in texts)
    else:
        namespace = word.rpartition(".")[0]
        for full in known_type_names():
            if pattern.matches(full) and full.rpartition(".")[0].lower() == namespace.lower():
                short = full.rpartition(".")[2]
                found.append((short, Match(full, short, "Type", full)))
    found.sort(key=lambda pair: by_name(pair[0]))
    return [*namespaces(word), *(match for _, match in found)] if "." in word else [match for _, match in found]


def _in_case_of(accelerator: str, short: str) -> str:
    """Return an accelerator as it is offered: in the case of the type's own name where that begins with it up to "Attribute"."""
    for own in (short, short.removesuffix("Attribute")):
        if own.lower() == accelerator:
            return own
    return accelerator


def known_type_names() -> list[str]:
    """Return the full names of the types that the type tables describe, without generic and array ones."""
    from pwsh_emu.runtime.knowntypes import known_names

    return [name for name in known_names() if "`" not in name and "[" not in name]


def namespaces(word: str) -> list[Match]:
    """Return the namespaces one level below what is typed."""
    depth = word.count(".")
    pattern = starting(word)
    found: dict[str, Match] = {}
    of_types = (full.split(".")[: depth + 1] for full in known_type_names() if full.count(".") > depth)
    for name in (*below(word.rpartition(".")[0]), *map(".".join, of_types)):
        if pattern.matches(name):
            found.setdefault(name.lower(), Match(name, name.rpartition(".")[2], "Namespace"))
    return sorted(found.values(), key=lambda match: by_name(match.text))


def type_arguments(word: str) -> list[Match]:
    """Return the types that begin with a word that is an argument, the arguments of generic ones included."""
    quote, bare = take_apart(word)
    head, bracket, inner = bare.rpartition("[")
    if bracket:
        texts = [f"{head}[{match.text}]" for match in type_names(inner)]
        return [Match(f"'{text}'", text, "Type") for text in texts]
    return [
        *(Match(f"{quote}{match.text}{quote}", match.list_text, match.kind, match.tool_tip) for match in type_names(bare)),
        *(Match(f"{quote}{name}{quote}", name.rpartition(".")[2], "Type") for name in _generic_names(bare)),
    ]


def _generic_names(word: str) -> list[str]:
    """Return the generic types whose short or full name begins with a word, without their arity."""
    from pwsh_emu.runtime.knowntypes import known_names

    pattern = starting(word)
    names = {name.partition("`")[0] for name in known_names() if "`" in name and "+" not in name and "[" not in name}
    return sorted((name for name in names if pattern.matches(name) or pattern.matches(name.rpartition(".")[2])), key=by_name)
