"""Get-Command."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pwsh_emu.cmdlets.shown_command import shown_command
from pwsh_emu.cmdlets.variables import has_wildcard
from pwsh_emu.providers.base import ProviderError
from pwsh_emu.providers.locations import drives_of
from pwsh_emu.runtime.collation import sort_key
from pwsh_emu.runtime.command import AliasInfo, Cmdlet, CmdletInfo, CommandInfo, ExternalScriptInfo, FunctionInfo, implements
from pwsh_emu.runtime.describing import described
from pwsh_emu.runtime.discovery import find, find_direct, not_found, script_at
from pwsh_emu.runtime.errors import ErrorRecord, PSError
from pwsh_emu.runtime.types.commandinfos import interface
from pwsh_emu.runtime.values import PSObject
from pwsh_emu.runtime.wildcard import WildcardPattern

if TYPE_CHECKING:
    from pwsh_emu.runtime.session import Session
    from pwsh_emu.runtime.types.languageservices import PSTypeName

_ORDER = {"Alias": 0, "Function": 1, "Filter": 1, "Cmdlet": 2, "ExternalScript": 3, "Application": 4}


def abbreviation(name: str) -> str:
    """Return the capitals of a name and its dash, in lower case: i-psdf for Import-PowerShellDataFile."""
    return "".join(character for character in name if character.isupper() or character == "-").lower()


def changes(first: str, second: str) -> int:
    """Return how many characters to change, add, drop or swap make one text of another (Damerau-Levenshtein)."""
    before: list[int] = []
    row = list(range(len(second) + 1))
    for at, one in enumerate(first, 1):
        earlier, before, row = before, row, [at]
        for to, other in enumerate(second, 1):
            cost = min(before[to] + 1, row[to - 1] + 1, before[to - 1] + (one != other))
            if at > 1 and to > 1 and one == second[to - 2] and first[at - 2] == other:
                cost = min(cost, earlier[to - 2] + 1)
            row.append(cost)
    return row[-1]


@implements("Get-Command")
class GetCommand(Cmdlet):
    """Gets all commands."""

    Name: Any = None
    Verb: Any = None
    Noun: Any = None
    Module: Any = None
    FullyQualifiedModule: Any = None
    CommandType: Any = None
    TotalCount = -1
    Syntax = False
    All = False
    ArgumentList: Any = None
    ListImported = False
    ParameterName: Any = None
    ParameterType: Any = None
    ShowCommandInfo = False
    UseFuzzyMatching = False
    UseAbbreviationExpansion = False
    FuzzyMinimumDistance = 5
    ExcludeModule: Any = None

    _written = 0

    def _take_filters(self) -> None:
        """Prepare what commands are chosen by; all of it may come from the pipeline."""
        self._types = {part.strip() for part in str(self.CommandType).split(",")} if self.CommandType is not None else None
        if self._types is not None and "All" in self._types:
            self._types = None
        named = [*(self.Module or ()), *(one.Name for one in self.FullyQualifiedModule or ())]
        self._modules = [WildcardPattern(str(one), True) for one in named]
        self._excluded = [WildcardPattern(str(one), True) for one in self.ExcludeModule or ()]
        self._verbs = [WildcardPattern(str(one), True) for one in self.Verb or ()]
        self._nouns = [WildcardPattern(str(one), True) for one in self.Noun or ()]

    def process(self) -> None:
        self._take_filters()
        if self.parameter_set == "CmdletSet" and (self._verbs or self._nouns or not self.Name):
            self._listed([WildcardPattern("*", True)], aliases=False)
            return
        if not self.Name:
            self._listed([WildcardPattern("*", True)], aliases=True)
            return
        for name in self.Name:
            text = str(name)
            if self.UseFuzzyMatching or self.UseAbbreviationExpansion:
                self._similar(text)
            elif has_wildcard(text) and ("/" in text or text.startswith((".\\", "~\\"))) and self._scripts(text):
                continue
            elif has_wildcard(text) and find_direct(self.session, text) is None:
                self._listed([WildcardPattern(text.rpartition("\\")[2], True)], aliases=True)
            else:
                self._one(text)

    def _scripts(self, path: str) -> bool:
        """Write the script files that a path with wildcards means; return whether there are any."""
        try:
            places = list(drives_of(self.session).expand(path))
        except ProviderError:
            return False
        found = [script_at(self.session, str(place.path)) for place in places if str(place.path).lower().endswith(".ps1")]
        for info in found:
            if info is not None and self._fits(info):
                self._emit(info)
        return bool(found)

    def _one(self, name: str) -> None:
        try:
            info = find_direct(self.session, name)
        except PSError:
            info = None
        if info is not None and not self._fits(info):
            info = next((one for one in self._all() if one.name.lower() == name.lower() and self._fits(one)), None)
        if info is None:
            error = not_found(self.session, name)
            self.write_error(error.record)
            return
        if self.All:
            for one in self._all():
                if one.name.lower() == name.rpartition("\\")[2].lower() and self._fits(one):
                    self._emit(one)
            return
        self._emit(info)

    def _similar(self, text: str) -> None:
        """Write the commands whose capitals are an abbreviation, or whose names are a few changes away, nearest first."""
        found: list[tuple[int, CommandInfo]] = []
        for info in self._all():
            if not self._fits(info):
                continue
            if self.UseAbbreviationExpansion and text.lower() == abbreviation(info.name):
                found.append((0, info))
            elif self.UseFuzzyMatching:
                distance = changes(text.lower(), info.name.lower())
                if distance <= int(self.FuzzyMinimumDistance):
                    found.append((distance, info))
        for distance, info in sorted(found, key=lambda one: one[0]):
            if self.UseFuzzyMatching and not self.Syntax:
                scored = PSObject(info)
                scored.extended = {"Score": distance}
                self._emit(scored)
            else:
                self._emit(info)

    def _fits(self, info: CommandInfo) -> bool:
        if self._types is not None and info.command_type not in self._types and not (info.command_type == "Filter" and "Function" in self._types):
            return False
        if self._excluded and any(pattern.matches(info.module_name) for pattern in self._excluded):
            return False
        if self._modules:
            module = info.module_name
            if not any(pattern.matches(module) for pattern in self._modules):
                return False
        if self._verbs or self._nouns:
            verb, dash, noun = info.name.partition("-")
            if not dash:
                return False
            if self._verbs and not any(pattern.matches(verb) for pattern in self._verbs):
                return False
            if self._nouns and not any(pattern.matches(noun) for pattern in self._nouns):
                return False
        return self._has_parameters(info)

    def _has_parameters(self, info: CommandInfo) -> bool:
        if self.ParameterName is None and self.ParameterType is None:
            return True
        metadata = interface(self.session, info)
        if metadata is None:
            return False
        names = [WildcardPattern(str(one), True) for one in self.ParameterName or ()]
        for parameter in metadata.parameters.values():
            candidates = [parameter.name, *parameter.aliases]
            if names and not any(pattern.matches(one) for pattern in names for one in candidates):
                continue
            if self.ParameterType is not None and not any(_takes(self.session, parameter.type_name, wanted) for wanted in self.ParameterType):
                continue
            return True
        return False

    def _all(self) -> Iterator[CommandInfo]:
        """Yield all commands that can be seen."""
        session = self.session
        seen: set[tuple[int, str]] = set()
        for scope in session.scope.chain():
            for kind, table in ((0, scope.aliases or {}), (1, scope.functions or {})):
                for key, info in table.items():
                    if (kind, key) not in seen:
                        seen.add((kind, key))
                        yield info
        yield from list(session.cmdlets.values())

    def _listed(self, patterns: list[WildcardPattern], *, aliases: bool) -> None:
        found = []
        for info in self._all():
            if isinstance(info, AliasInfo) and not aliases and (self._types is None or "Alias" not in self._types):
                continue
            if any(pattern.matches(info.name) for pattern in patterns) and self._fits(info):
                found.append(info)
        found.sort(key=lambda info: (_ORDER.get(info.command_type, 5), sort_key(info.name)))
        for info in found:
            self._emit(info)

    def _emit(self, info: Any) -> None:
        if self.TotalCount >= 0 and self._written >= self.TotalCount:
            return
        self._written += 1
        if self.ArgumentList:
            info = self._described(info)
            if info is None:
                return
        if self.ShowCommandInfo:
            self.write(shown_command(self.session, info))
        elif self.Syntax:
            self._emit_syntax(info)
        else:
            self.write(info)

    def _described(self, info: CommandInfo) -> CommandInfo | None:
        """Return a command as it is for -ArgumentList; None where its parameters contradict each other (reported)."""
        if not isinstance(info, (CmdletInfo, FunctionInfo, ExternalScriptInfo)):
            return info
        try:
            return described(self.session, info, list(self.ArgumentList))
        except PSError as error:
            record = error.record
            if record.error_id == "GetCommandMetadataError":
                self.write_error(record)
                return None
            raise self.terminate(ErrorRecord(record.exception, record.error_id, record.category, record.target_object)) from None

    def _emit_syntax(self, info: CommandInfo) -> None:
        from pwsh_emu.runtime.syntaxtext import syntax_of

        if isinstance(info, AliasInfo):
            resolved = find(self.session, info.definition)
            if resolved is None:
                self.write(info.definition)
                return
            target = getattr(resolved, "path", None) or resolved.name
            self.write(f"{info.name} (alias) -> {target}\n{syntax_of(self.session, resolved, alias=info)}")
            return
        self.write(syntax_of(self.session, info))


def _takes(session: Session, type_name: str, wanted: PSTypeName) -> bool:
    """Tell whether a parameter's type is one that -ParameterType means (ParameterMetadata.IsMatchingType).

    Where the type is known, those that take its values without a real conversion; else those whose name ends as the name says.
    """
    if wanted.Type is None:
        pattern = WildcardPattern(f"*{wanted.Name}", True)
        return pattern.matches(type_name) or pattern.matches(type_name.removesuffix("[]"))
    from pwsh_emu.runtime.conversionrank import ASSIGNABLE, NUMERIC_IMPLICIT, SCALAR_TO_ARRAY, conversion_rank

    found = session.types.find(type_name)
    if found is None:
        return type_name == str(wanted.Type.of.full_name)
    any_object = session.types.resolve("System.Object")
    takes_objects = conversion_rank(any_object, found) >= ASSIGNABLE - SCALAR_TO_ARRAY
    if takes_objects or wanted.Type.of is any_object:
        return takes_objects and wanted.Type.of is any_object
    return conversion_rank(wanted.Type.of, found) >= NUMERIC_IMPLICIT - SCALAR_TO_ARRAY
