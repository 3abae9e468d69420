"""Comments: #requires, comment-based help, and the history behind a lone ``#``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pwsh_emu.completion.matches import Completion, Match, by_name
from pwsh_emu.completion.quoting import offered
from pwsh_emu.completion.tablekeys import MODULE_KEYS
from pwsh_emu.language import ast

if TYPE_CHECKING:
    from pwsh_emu.runtime.session import Session

_REQUIRES = re.compile(r"#requires\s", re.IGNORECASE)
_PARAMETERS = ("Modules", "PSEdition", "RunAsAdministrator", "Version")
_KEYWORDS = (
    "COMPONENT DESCRIPTION EXAMPLE EXTERNALHELP FORWARDHELPCATEGORY FORWARDHELPTARGETNAME FUNCTIONALITY INPUTS LINK NOTES OUTPUTS PARAMETER "
    "REMOTEHELPRUNSPACE ROLE SYNOPSIS"
).split()
_REPEATED = frozenset(("EXAMPLE", "LINK", "PARAMETER"))
_CATEGORIES = ("Alias All Cmdlet ExternalScript FAQ Filter Function General Glossary HelpFile Provider ScriptCommand").split()
_FARTHEST = 2  # how many line breaks may stand between help and the function that it is of
_EXCLUDED = {"ModuleVersion": {"requiredversion"}, "MaximumVersion": {"requiredversion"}, "RequiredVersion": {"moduleversion", "maximumversion"}}


def in_comment(session: Session, text: str, start: int, whole: str) -> Completion:
    """Return what can stand at the end of a text that ends within a comment, which begins at ``start``."""
    comment = text[start:]
    if comment.startswith("<#"):
        return _help(session, text, start, whole)
    if _REQUIRES.match(comment):
        return _requires(session, text, start)
    if not comment[1:].strip(" ") or re.fullmatch(r"#[\w-]*", comment):
        return _history(session, text, start)
    return Completion(len(text), 0)


def _history(session: Session, text: str, start: int) -> Completion:
    """Return the commands of the history that hold what stands behind the mark, the last first."""
    wanted = text[start + 1 :].lower()
    history: Any = session.services.get("history")
    lines = [str(getattr(one, "text", one)) for one in (history.entries if hasattr(history, "entries") else history or ())]
    found = dict.fromkeys(line for line in reversed(lines) if wanted in line.lower())
    return Completion(start, len(text) - start, [Match(line, line, "History") for line in found])


def _requires(session: Session, text: str, start: int) -> Completion:
    comment = text[start:]
    word = re.search(r"[^\s,;={}]*\Z", comment)
    assert word is not None
    typed = word.group()
    place = len(text) - len(typed)
    before = comment[: len(comment) - len(typed)]
    used = [name.lower() for name in re.findall(r"\s-(\w+)", before)]
    if typed.startswith("-"):
        if used and used[-1] == "runasadministrator" and typed == "-":
            return Completion(len(text), 0)
        names = [name for name in _PARAMETERS if name.lower() not in used]
        return Completion(place + 1, len(typed) - 1, offered(names, typed[1:], "ParameterName"))
    last = used[-1] if used else ""
    if last == "psedition":
        return Completion(place, len(typed), offered(("Core", "Desktop"), typed))
    if last != "modules":
        return Completion(len(text), 0)
    table = before.rfind("@{")
    if table > before.rfind("}"):
        inside = before[table + 2 :]
        if inside.rstrip().endswith("="):
            key = re.findall(r"(\w+)\s*=\s*\Z", inside)
            return Completion(place, len(typed), _modules(session, typed) if key and key[0].lower() == "modulename" else [])
        given = {name.lower() for name in re.findall(r"(\w+)\s*=", inside)}
        names = [key for key in MODULE_KEYS if key.lower() not in given and not given & _EXCLUDED.get(key, set())]
        return Completion(place, len(typed), offered(names, typed, "Property"))
    return Completion(place, len(typed), _modules(session, typed))


def _modules(session: Session, word: str) -> list[Match]:
    from pwsh_emu.completion.completers import modules

    return [Match(one.list_text, one.list_text, one.kind) for one in modules(session, word, {})]


def _help(session: Session, text: str, start: int, whole: str) -> Completion:
    line = text[text.rfind("\n", start) + 1 :] if "\n" in text[start:] else text[start + 2 :]
    keyword = re.fullmatch(r"\s*\.(\w*)", line)
    if keyword is not None:
        written = {name.upper() for name in re.findall(r"(?m)^\s*\.(\w+)", text[start : len(text) - len(line)])}
        names = [name for name in _KEYWORDS if name not in written or name in _REPEATED]
        typed = keyword.group(1)
        return Completion(len(text) - len(typed), len(typed), offered(names, typed, "Keyword"))
    value = re.fullmatch(r"\s*\.(\w+)\s+(.*)", line)
    if value is None:
        return Completion(len(text), 0)
    name, typed = value.group(1).upper(), value.group(2)
    place = len(text) - len(typed)
    matches: list[Match] = []
    if name == "PARAMETER":
        written = {one.lower() for one in re.findall(r"(?im)^\s*\.parameter[ \t]+(\w+)", text[start : len(text) - len(line)])}
        end = whole.find("#>", len(text))
        parameters = _documented(text[:start], whole[end + 2 :] if end >= 0 else "", whole)
        matches = offered([one for one in parameters if one.lower() not in written], typed)
    elif name == "FORWARDHELPTARGETNAME":
        from pwsh_emu.completion.names import command_names

        matches = command_names(session, typed)
    elif name == "FORWARDHELPCATEGORY":
        matches = offered(_CATEGORIES, typed)
    elif name == "REMOTEHELPRUNSPACE":
        from pwsh_emu.completion.names import variable_names

        matches = [Match(one.list_text, one.list_text, one.kind) for one in variable_names(session, typed, [])]
    elif name == "EXTERNALHELP":
        from pwsh_emu.completion.files import paths

        matches = paths(session, typed, only=".xml")
    return Completion(place, len(typed), matches)


def _documented(before: str, after: str, whole: str) -> list[str]:
    """Return the parameters of what a help comment is of: the function behind it, the function around it, or the script."""
    from pwsh_emu.language.tokenlist import read_tokens

    follows = re.match(r"(\s*)(function|filter)\b", after, re.IGNORECASE)
    if follows is not None and follows.group(1).count("\n") <= _FARTHEST:
        tree = read_tokens(after).ast
        function = next((node for node in tree.walk() if isinstance(node, ast.FunctionDefinitionAst)), None)
        return _parameters(function) if function is not None else []
    blank = before + " " * (len(whole) - len(before) - len(after)) + after
    tree = read_tokens(blank).ast
    around = [node for node in tree.walk() if isinstance(node, ast.FunctionDefinitionAst) and node.start < len(before) < node.end]
    if around:
        return _parameters(around[-1])
    block = tree.param_block
    return [one.name.name for one in block.parameters] if block is not None and not before.strip() else []


def _parameters(function: ast.FunctionDefinitionAst) -> list[str]:
    declared = function.parameters
    if declared is None:
        block = function.body.param_block
        declared = block.parameters if block is not None else []
    return sorted((one.name.name for one in declared), key=by_name)
