"""Finds help: exact names first, then names that match a pattern, then words in the contents. Order and rules: PowerShell's help system."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from pwsh_emu.help import content, objects
from pwsh_emu.runtime.command import AliasInfo, CmdletInfo, CommandInfo, ExternalScriptInfo, FunctionInfo
from pwsh_emu.runtime.discovery import find, find_direct
from pwsh_emu.runtime.errors import PSError
from pwsh_emu.runtime.wildcard import WildcardPattern

if TYPE_CHECKING:
    from pwsh_emu.runtime.session import Session

COMMANDS = frozenset(("Alias", "Cmdlet", "ScriptCommand", "Function", "Filter", "ExternalScript", "Configuration"))
ALL = COMMANDS | {"Provider", "General", "FAQ", "Glossary", "HelpFile", "DscResource", "Class"}


class Circular(Exception):
    """A function forwards its help to itself."""


class Found:
    """One topic: its name, category, full help object (made when asked for) and what filters look at."""

    __slots__ = ("_full", "_make", "category", "info", "name")

    def __init__(self, name: str, category: str, make: Callable[[], Any], info: CommandInfo | None = None) -> None:
        self.name = name
        self.category = category
        self.info = info
        self._make = make
        self._full: Any = None

    @property
    def full(self) -> Any:
        if self._full is None:
            self._full = self._make()
        return self._full

    def property(self, name: str) -> str:
        members = getattr(self.full, "members", None) or getattr(self.full, "extended", None) or {}
        return str(members.get(name) or "")


class Request:
    """What Get-Help is asked for."""

    def __init__(self, session: Session, target: str, categories: Iterable[str], filters: dict[str, list[str]]) -> None:
        self.session = session
        self.filters = {name: values for name, values in filters.items() if values}
        self.categories = {_CANONICAL[one.lower()] for one in categories}
        if not target and not self.categories and not self.filters:
            self.target = "default"
            self.categories = {"DefaultHelp"}
            return
        self.target = target or "*"
        if "All" in self.categories:
            self.categories = set(ALL)
        if self.filters and not self.categories:
            self.categories = set(COMMANDS)
        if "Cmdlet" in self.categories:
            self.categories.add("Alias")
        self.categories = (self.categories or set(ALL)) - {"DefaultHelp"}

    @property
    def is_pattern(self) -> bool:
        return any(one in self.target for one in "*?[]")

    # --- searching ---
    def results(self) -> list[Found]:
        """Return what there is: one exact topic, or all that match."""
        if self.categories == {"DefaultHelp"}:
            return [self._topic("default")]
        if not self.is_pattern:
            exact = self._exact(self.target, self.categories, [])
            if exact is not None:
                return [exact] if self._passes(exact) else []
        return list(self._search(in_contents=False)) or list(self._search(in_contents=True))

    def _passes(self, found: Found) -> bool:
        for name, patterns in self.filters.items():
            value = found.property(name)
            if not any(WildcardPattern(pattern, True).matches(value) for pattern in patterns):
                return False
        return True

    def _exact(self, target: str, categories: set[str], seen: list[str]) -> Found | None:
        try:
            info = find_direct(self.session, target)
        except PSError:
            info = None
        if isinstance(info, AliasInfo):
            if "Alias" not in categories:
                return None
            resolved = find(self.session, info.definition)
            return None if resolved is None else self._command(resolved, seen)
        if info is not None and info.command_type in categories and (info.name.lower() == target.rpartition("\\")[2].lower() or _is_script(info)):
            return self._command(info, seen)
        if "HelpFile" in categories:
            name = next((one for one in content.topic_names() if one.lower() == target.lower()), None)
            if name is not None:
                return self._topic(name)
        return None

    def _command(self, info: CommandInfo, seen: list[str]) -> Found | None:
        said = _comments(info)
        if said is not None and (said.forward_target or said.forward_category):
            target = said.forward_target or info.name
            key = f"{target}|{said.forward_category}".lower()
            if (target.lower() == info.name.lower() and not said.forward_category) or key in seen:
                raise Circular
            categories = {_CANONICAL.get(said.forward_category.lower(), "")} - {""} or set(COMMANDS)
            return self._forwarded(target, categories, [*seen, key])
        return Found(info.name, info.command_type, partial(full_help, self.session, info), info)

    def _forwarded(self, target: str, categories: set[str], seen: list[str]) -> Found | None:
        """Find the command that help is forwarded to: one of the categories, which a function of the same name may hide."""
        if categories == {"Cmdlet"}:
            cmdlet = self.session.cmdlets.get(target.rpartition("\\")[2].lower())
            return None if cmdlet is None else self._command(cmdlet, seen)
        return self._exact(target, categories | {"Alias"}, seen)

    def _search(self, *, in_contents: bool) -> Iterator[Found]:
        target = self.target
        matches_content = WildcardPattern(target if self.is_pattern else f"*{target}*", True).matches
        if in_contents:
            names = WildcardPattern("*", True)
        elif self.is_pattern:
            names = WildcardPattern(target, True)
        else:
            names = WildcardPattern(f"{target}*" if "-" in target else f"*{target}*", True)
        for found in self._candidates(names, aliases=not in_contents):
            if in_contents and not self._holds(found, matches_content):
                continue
            if self.filters and not self._passes(found):
                continue
            yield found

    def _candidates(self, names: WildcardPattern, *, aliases: bool) -> Iterator[Found]:
        session = self.session
        infos: list[CommandInfo] = []
        if aliases and self.categories != {"Alias", "Cmdlet"}:
            infos += _sorted(_visible(session, "aliases"))
        cmdlets = _sorted(session.cmdlets.values())
        infos += _sorted([*_visible(session, "functions"), *(info for info in cmdlets if info.command_type == "Function")])
        infos += [info for info in cmdlets if info.command_type == "Cmdlet"]
        for info in infos:
            if info.command_type in self.categories and names.matches(info.name):
                yield self._listed(info)
        if "HelpFile" in self.categories:
            for name in content.topic_names():
                if name != "default" and names.matches(name):
                    yield self._topic(name)

    def _listed(self, info: CommandInfo) -> Found:
        if isinstance(info, AliasInfo):
            return Found(info.name, "Alias", partial(objects.alias, info.name, info.definition), info)
        return Found(info.name, info.command_type, partial(full_help, self.session, info), info)

    def _holds(self, found: Found, matches: Any) -> bool:
        if found.category == "HelpFile":
            return bool(matches(content.topic_text(found.name)))
        if isinstance(found.info, CmdletInfo):
            words = content.content_of(found.info)
            return words is not None and bool(matches(words.text()))
        if isinstance(found.info, FunctionInfo) and _comments(found.info) is None:
            return False
        return bool(matches(_all_text(found.full)))

    def _topic(self, name: str) -> Found:
        def make() -> Any:
            text = content.topic_text(name)
            return objects.topic(name, text, content.topic_synopsis(text))

        return Found(name, "HelpFile", make)


_CANONICAL = {one.lower(): one for one in ALL | {"All", "DefaultHelp"}}


def _is_script(info: CommandInfo) -> bool:
    return isinstance(info, ExternalScriptInfo)


def _sorted(infos: Iterable[Any]) -> list[Any]:
    return sorted(infos, key=lambda info: info.name.lower())


def _visible(session: Session, kind: str) -> list[Any]:
    seen: dict[str, Any] = {}
    for scope in session.scope.chain():
        for key, info in (getattr(scope, kind) or {}).items():
            seen.setdefault(key, info)
    return list(seen.values())


def _comments(info: CommandInfo) -> Any:
    if not isinstance(info, (FunctionInfo, ExternalScriptInfo)):
        return None
    from pwsh_emu.help.comments import help_of

    block = info.script_block
    return None if block is None else help_of(block)


def full_help(session: Session, info: Any) -> Any:
    """Return a command's help object: from its comments, from the emulator's words, else what its interface tells."""
    from pwsh_emu.runtime.scriptfiles import block_of
    from pwsh_emu.runtime.syntaxtext import syntax_of

    category = str(info.command_type)
    block = block_of(session, info)
    if block is not None:
        said = _comments(info)
        if said is not None:
            if said.external_help:
                from pwsh_emu.help import maml

                path = maml.file_of(session, block.file or "", said.external_help)
                made = None if path is None else maml.help_in(session, path, info.name, category)
                if made is not None:
                    made.members["ModuleName"] = info.module_name
                    return made
            name = info.path if isinstance(info, ExternalScriptInfo) else info.name
            made = objects.from_comments(session, name, category, block, said)
            made.members["ModuleName"] = info.module_name
            return made
        if isinstance(info, ExternalScriptInfo):
            return objects.syntax_only(info.name, category, syntax_of(session, info))
        return objects.reduced(session, info, category, block.metadata, syntax_of(session, info))
    words = content.content_of(info)
    if words is not None:
        return objects.from_content(session, info, category, words)
    return objects.reduced(session, info, category, info.metadata, syntax_of(session, info))


def _all_text(value: Any) -> str:
    from pwsh_emu.runtime.values import PSCustomObject, PSObject

    if isinstance(value, str):
        return value
    if isinstance(value, PSObject):
        return _all_text(value.base)
    if isinstance(value, PSCustomObject):
        return "\n".join(_all_text(one) for one in value.members.values())
    if isinstance(value, list):
        return "\n".join(_all_text(one) for one in value)
    return ""
