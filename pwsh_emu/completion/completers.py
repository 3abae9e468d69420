"""What the parameters of PowerShell's own cmdlets take: verbs, modules, drives, aliases, processes and so on."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from pwsh_emu.completion.matches import Match, by_name
from pwsh_emu.completion.quoting import offered, pattern_of, starting, take_apart

if TYPE_CHECKING:
    from pwsh_emu.runtime.session import Session

Bound = dict[str, list[str]]
"""The texts of the arguments that a command has already, by lower-case parameter name."""

_MEDIA_TYPES = (
    "application/gzip application/json application/json-patch+json application/json-seq application/manifest+json application/octet-stream "
    "application/pdf application/problem+json application/problem+xml application/rtf application/soap+xml application/wasm "
    "application/x-www-form-urlencoded application/xml application/xml-dtd application/xml-patch+xml application/zip text/css text/csv "
    "text/event-stream text/html text/javascript text/markdown text/plain text/richtext text/rtf text/xml"
).split()
_ENCODINGS = "ansi ascii bigendianunicode bigendianutf32 oem unicode utf7 utf8 utf8BOM utf8NoBOM utf32".split()


def _verbs(session: Session, word: str, bound: Bound) -> list[Match]:
    """Return the approved verbs, or those of the commands that have one of the nouns, or of a group."""
    from pwsh_emu.cmdlets.verbs import VERBS

    nouns, groups = bound.get("noun"), {group.lower() for group in bound.get("group", ())}
    if nouns:
        used = {info.name.partition("-")[0] for info in _commands(session, bound) if _has_noun(info.name, nouns)}
        lower = {verb.lower() for verb in used}
        named = [verb for verb, *_ in VERBS if verb.lower() in lower]
        return offered(dict.fromkeys([*sorted(used, key=by_name), *named]), word)
    return offered([verb for verb, _, group, _ in VERBS if not groups or group.lower() in groups], word)


def _has_noun(name: str, nouns: list[str]) -> bool:
    noun = name.partition("-")[2]
    return any(pattern_of(one).matches(noun) for one in nouns)


def _commands(session: Session, bound: Bound) -> list[Any]:
    """Return the commands of the modules that are asked for."""
    modules = [pattern_of(one) for one in bound.get("module", ())]
    found: list[Any] = list(session.cmdlets.values())
    for scope in session.scope.chain():
        found.extend((scope.functions or {}).values())
    return [info for info in found if "-" in info.name and (not modules or any(one.matches(info.module_name) for one in modules))]


def _nouns(session: Session, word: str, bound: Bound) -> list[Match]:
    verbs = [pattern_of(one) for one in bound.get("verb", ())]
    nouns: dict[str, str] = {}
    for info in _commands(session, bound):
        verb, _, noun = info.name.partition("-")
        if noun and (not verbs or any(one.matches(verb) for one in verbs)):
            nouns.setdefault(noun.lower(), noun)
    return offered([nouns[key] for key in sorted(nouns)], word)


def _fixed(*names: str) -> Callable[[Session, str, Bound], list[Match]]:
    return lambda session, word, bound: offered(names, word)


def _property_of(session: Session, script: str, name: str) -> list[Any]:
    """Return a property of what a cmdlet without arguments gives."""
    from pwsh_emu.runtime.members import get_property
    from pwsh_emu.runtime.scriptblock import ScriptBlock

    try:
        return [get_property(session, one, name) for one in ScriptBlock.create(session, script).invoke([])]
    except Exception:  # what cannot be read offers nothing
        return []


def _names_from(script: str) -> Callable[[Session, str, Bound], list[Match]]:
    """Return the completer of the names that a cmdlet gives, each once, sorted."""
    return lambda session, word, bound: offered(sorted({str(one) for one in _property_of(session, script, "Name")}, key=by_name), word)


def modules(session: Session, word: str, bound: Bound) -> list[Match]:
    """Return the modules whose name, or the last part of it, begins with a word."""
    from pwsh_emu.cmdlets.module_files import BUILT_IN, ModuleFinder

    names = {name.lower(): name for name in (*BUILT_IN[1:], "PSReadLine")}
    for module in [*session.modules.values(), *ModuleFinder(session).available()]:
        if module.name == BUILT_IN[0]:
            continue  # the engine's own is no module to load
        names.setdefault(module.name.lower(), module.name)
    for source in session.services.get("module_sources", {}).values():
        name = source(session).name
        names.setdefault(name.lower(), name)
    _, bare = take_apart(word)
    pattern = starting(bare)
    ordered = sorted(names.values(), key=by_name)
    found = offered([name for name in ordered if pattern.matches(name)], word)
    short = [name for name in ordered if bare and not pattern.matches(name) and pattern.matches(name.rpartition(".")[2])]
    return [*found, *offered(short, word, fits=lambda name: True)]


def _files_of_modules(session: Session, word: str, bound: Bound) -> list[Match]:
    from pwsh_emu.completion.files import paths

    return [*modules(session, word, bound), *(paths(session, word, only=".psm1") if any(mark in word for mark in "/\\.~") else [])]


def _aliases(session: Session, word: str, bound: Bound) -> list[Match]:
    names = {key: info.name for scope in session.scope.chain() for key, info in (scope.aliases or {}).items()}
    return offered(sorted(names.values(), key=by_name), word)


def _drives(session: Session, word: str, bound: Bound) -> list[Match]:
    drives: Any = session.services["drives"]
    return offered(sorted((drive.name for drive in drives.all()), key=by_name), word)


def _variables(session: Session, word: str, bound: Bound) -> list[Match]:
    from pwsh_emu.runtime.scopes import UNSET

    names = {key: cell.name for scope in session.scope.chain() for key, cell in scope.variables.items() if cell.value is not UNSET}
    return offered(sorted(names.values(), key=by_name), word)


def _process_ids(session: Session, word: str, bound: Bound) -> list[Match]:
    pairs = zip(_property_of(session, "Get-Process", "Id"), _property_of(session, "Get-Process", "Name"), strict=False)
    return [Match(str(number), f"{number} - {name}", "ParameterValue") for number, name in pairs if str(number).startswith(word)]


def _topics(session: Session, word: str, bound: Bound) -> list[Match]:
    """Return the commands and about topics that begin with a word."""
    from pwsh_emu.completion.names import command_names

    found = command_names(session, word)
    if word.lower().startswith("a"):
        found.extend(_about_topics(session, word, bound))
    return found


def _commands_of(session: Session, word: str, bound: Bound) -> list[Match]:
    from pwsh_emu.completion.names import command_names

    return command_names(session, word)


def _jobs(session: Session, word: str, bound: Bound) -> list[Match]:
    return offered([str(one) for one in _property_of(session, "Get-Job", "Name")], word)


_providers = _names_from("Get-PSProvider")
_trace_sources = _names_from("Get-TraceSource")
_processes = _names_from("Get-Process")
_about_topics = _names_from("Get-Help about_*")

BY_TYPE: dict[str, Callable[[Session, str, Bound], list[Match]]] = {
    "System.Management.Automation.Verbs+VerbArgumentCompleter": _verbs,
    "System.Management.Automation.ScopeArgumentCompleter": _fixed("Global", "Local", "Script"),
    "Microsoft.PowerShell.Commands.NounArgumentCompleter": _nouns,
    "Microsoft.PowerShell.Commands.ExperimentalFeatureNameCompleter": _names_from("Get-ExperimentalFeature"),
    "Microsoft.PowerShell.Commands.PSEditionArgumentCompleter": _fixed("Desktop", "Core"),
    "Microsoft.PowerShell.Commands.StrictModeVersionArgumentCompleter": _fixed("1.0", "2.0", "3.0", "Latest"),
}
"""Completers that the cmdlets' declarations name."""

BY_COMMAND: dict[tuple[str, str], Callable[[Session, str, Bound], list[Match]]] = {
    ("get-alias", "name"): _aliases,
    ("get-alias", "definition"): _commands_of,
    ("remove-alias", "name"): _aliases,
    ("get-psdrive", "name"): _drives,
    ("remove-psdrive", "name"): _drives,
    ("get-psdrive", "psprovider"): _providers,
    ("new-psdrive", "psprovider"): _providers,
    ("get-psprovider", "psprovider"): _providers,
    ("trace-command", "name"): _trace_sources,
    ("get-tracesource", "name"): _trace_sources,
    ("set-tracesource", "name"): _trace_sources,
    ("get-process", "name"): _processes,
    ("get-process", "id"): _process_ids,
    ("stop-process", "name"): _processes,
    ("stop-process", "id"): _process_ids,
    ("wait-process", "name"): _processes,
    ("wait-process", "id"): _process_ids,
    ("get-help", "name"): _topics,
    ("get-command", "name"): _commands_of,
    ("invoke-expression", "command"): _commands_of,
    ("get-module", "name"): modules,
    ("remove-module", "name"): modules,
    ("import-module", "name"): _files_of_modules,
    ("get-command", "module"): modules,
    ("get-command", "excludemodule"): modules,
    ("save-help", "module"): modules,
    ("update-help", "module"): modules,
    ("invoke-restmethod", "contenttype"): _fixed(*_MEDIA_TYPES),
    ("invoke-webrequest", "contenttype"): _fixed(*_MEDIA_TYPES),
    ("invoke-restmethod", "httpversion"): _fixed("1.0", "1.1", "2.0", "3.0"),
    ("invoke-webrequest", "httpversion"): _fixed("1.0", "1.1", "2.0", "3.0"),
    **{(f"{verb}-variable", "name"): _variables for verb in ("get", "set", "clear", "remove", "new")},
    **{(f"{verb}-job", "name"): _jobs for verb in ("get", "receive", "remove", "stop", "wait")},
}


def own(session: Session, command: str, parameter: Any, word: str, bound: Bound) -> list[Match] | None:
    """Return what a parameter of one of PowerShell's own cmdlets takes; None where nothing is known of it."""
    key = (command.lower(), parameter.name.lower())
    completer = BY_COMMAND.get(key)
    if completer is None:
        for attribute in parameter.attributes:
            named = getattr(attribute, "named", None) or {}
            completer = BY_TYPE.get(str(named.get("type"))) or completer
            if "values" in named and attribute.type_name == "ArgumentCompletions":
                completer = _fixed(*map(str, named["values"]))
    if completer is None and parameter.name == "Encoding" and parameter.type_name == "System.Text.Encoding":
        completer = _fixed(*_ENCODINGS)
    return None if completer is None else completer(session, word, bound)
