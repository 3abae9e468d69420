"""Names that a session knows: commands, variables, types and namespaces, files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pwsh_emu.completion.matches import Match, by_name
from pwsh_emu.runtime.scopes import UNSET
from pwsh_emu.runtime.wildcard import WildcardPattern

if TYPE_CHECKING:
    from pwsh_emu.runtime.session import Session

_PLAIN_VARIABLE = re.compile(r"[\w?]+\Z")
_SCOPES = ("global", "local", "private", "script", "using", "variable")
AUTOMATIC = (
    "$", "?", "^", "_", "args", "error", "false", "foreach", "input", "Matches",
    "MyInvocation", "null", "PSBoundParameters", "PSCmdlet", "PSCommandPath", "PSItem",
    "PSScriptRoot", "PWD", "switch", "this", "true", "LASTEXITCODE",
)  # fmt: skip


def starting(word: str) -> WildcardPattern:
    """Return the pattern of what begins with a word, which may hold wildcards itself."""
    return WildcardPattern(word + "*", True)


def command_names(session: Session, word: str) -> list[Match]:
    """Return the commands that begin with a word, each once, by name."""
    if "\\" in word:
        return []
    pattern = starting(word)
    found: dict[str, str] = {}
    for scope in session.scope.chain():
        for table in (scope.aliases, scope.functions):
            for info in (table or {}).values():
                if pattern.matches(info.name):
                    found.setdefault(info.name.lower(), info.name)
    for info in session.cmdlets.values():
        if pattern.matches(info.name):
            found.setdefault(info.name.lower(), info.name)
    return [Match(name, name, "Command") for name in sorted(found.values(), key=by_name)]


def variable_names(session: Session, word: str, written: list[str]) -> list[Match]:
    """Return the variables that begin with what stands behind the ``$``; ``written`` are those that the text itself assigns."""
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
    matches = [_variable(lead, name) for name in sorted(found.values(), key=by_name)]
    if not colon:
        drives = [drive.name for drive in session.services["drives"].all() if drive.name != "/" and pattern.matches(drive.name)]
        matches.extend(Match(f"${name}:", name, "Variable") for name in sorted(drives, key=by_name))
    return matches


def _variable(lead: str, name: str) -> Match:
    text = f"${lead}{name}" if _PLAIN_VARIABLE.match(name) else f"${{{lead}{name}}}"
    return Match(text, name, "Variable")


def type_names(session: Session, word: str) -> list[Match]:
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
    for full in known_type_names():
        parts = full.split(".")
        if len(parts) > depth + 1:
            name = ".".join(parts[: depth + 1])
            if pattern.matches(name):
                found.setdefault(name.lower(), Match(name, parts[depth], "Namespace"))
    return sorted(found.values(), key=lambda match: by_name(match.text))


def paths(session: Session, word: str) -> list[Match]:
    """Return the files and folders that begin with a path."""
    drives: Any = session.services["drives"]
    bare = word.strip("'\"")
    folder, slash, leaf = bare.replace("\\", "/").rpartition("/")
    try:
        place = drives.locate((folder or "/") if slash else ".")
        names = list(_entries(session, place, leaf))
    except Exception:  # a folder that cannot be read offers nothing
        return []
    matches = []
    for name, container in names:
        text = f"{folder}/{name}" if slash else name if place.provider.flat else f"./{name}"
        if re.search(r"[\s'&(){}\[\];,|@#$`]", text):
            text = "'" + text.replace("'", "''") + "'"
        matches.append(Match(text, name, "ProviderContainer" if container else "ProviderItem"))
    return matches


def _entries(session: Session, place: Any, leaf: str) -> Iterator[tuple[str, bool]]:
    pattern = starting(leaf)
    for name in place.provider.child_names(session, place.path, leaf.startswith(".")):
        if pattern.matches(name):
            yield name, place.provider.is_container(session, place.provider.child(place.path, name))
