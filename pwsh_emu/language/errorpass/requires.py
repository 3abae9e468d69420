"""Reading ``#requires`` lines: each is parsed as a command of its own."""

from __future__ import annotations

import re
from typing import Any

from pwsh_emu.language import ast
from pwsh_emu.language.errorpass.declarations import DeclarationRules
from pwsh_emu.language.printer import number_text
from pwsh_emu.language.semantics.constants import ConstantRules
from pwsh_emu.language.semantics.resolver import TypeResolver
from pwsh_emu.language.semantics.walk import pure_expression

_NAMES = ("shellid", "pssnapin", "psedition", "version", "assembly", "modules")
_VERSION = re.compile(r"\d+(?:\.\d+){0,3}")
_EDITIONS = ("core", "desktop")
_SNAP_IN = re.compile(r"[A-Za-z0-9_.]+")
_GUID = re.compile(r"[({]?[0-9a-fA-F]{8}(?:-?[0-9a-fA-F]{4}){3}-?[0-9a-fA-F]{12}[)}]?")
_LEAST, _MOST = 2, 4  # parts of a System.Version


def script_requirements(rules: DeclarationRules) -> ast.ScriptRequirements | None:
    """Return what a script's ``#requires`` lines ask for, None where there are none; report what is wrong with them."""
    lines = rules.tokenizer.requires
    if not lines:
        return None
    found = ast.ScriptRequirements()
    for start, end in lines:
        state = rules.tokenizer.start_nested(rules.source.text[start:end], start, [])
        try:
            command = rules.command()
        finally:
            rules.drop_lookahead()
            rules.tokenizer.finish_nested(state)
        if command is not None:
            _Line(rules, found, command).read()
    return found


class _Line:
    """One ``#requires`` line."""

    def __init__(self, rules: DeclarationRules, found: ast.ScriptRequirements, command: ast.CommandAst) -> None:
        self._rules = rules
        self._found = found
        self._command = command
        self._constants = ConstantRules(TypeResolver([]), requires=True)

    def _error(self, node: ast.Ast, error_id: str, *arguments: object) -> None:
        self._rules.error((node.start, node.end), error_id, *arguments)

    def read(self) -> None:
        command = self._command
        first, *rest = command.elements
        if not isinstance(first, ast.StringConstantExpressionAst) or first.value.lower() != "requires":
            self._error(command, "ScriptRequiresInvalidFormat")
        snap_in = any(isinstance(item, ast.CommandParameterAst) and _abbreviates(item, "pssnapin") for item in rest)
        position = 0
        while position < len(rest):
            item = rest[position]
            position += 1
            if not isinstance(item, ast.CommandParameterAst):
                self._error(item, "ScriptRequiresInvalidFormat")
                continue
            argument = item.argument
            if argument is None and position < len(rest):
                following = rest[position]
                position += 1
                if isinstance(following, ast.CommandParameterAst) and not _abbreviates(item, "runasadministrator"):
                    self._error(following, "RequiresArgumentMustBeConstant")
                    continue
                argument = following if isinstance(following, ast.ExpressionAst) else None
                if _abbreviates(item, "runasadministrator"):
                    self._found.run_as_administrator = True
                    self._error(item, "ParameterCannotHaveArgument", item.parameter_name)
                    continue
            self._parameter(item, argument, snap_in)

    def _parameter(self, item: ast.CommandParameterAst, argument: ast.ExpressionAst | None, snap_in: bool) -> None:
        if _abbreviates(item, "runasadministrator"):
            self._found.run_as_administrator = True
            if argument is not None:
                self._error(item, "ParameterCannotHaveArgument", item.parameter_name)
            return
        if argument is None:
            self._error(item, "ParameterRequiresArgument", item.parameter_name)
            return
        if not self._constants.is_constant(argument):
            self._error(argument, "RequiresArgumentMustBeConstant")
            return
        name = next((name for name in _NAMES if _abbreviates(item, name)), None)
        if name is None:
            self._error(item, "ScriptRequiresInvalidFormat")
            return
        value = constant_value(argument)
        if name == "version":
            self._version(item, argument, value, snap_in)
        elif name == "modules":
            for module in value if isinstance(value, list) else [value]:
                self._module(argument, module)
        else:
            self._strings(name, item, argument, value)

    def _version(self, item: ast.Ast, argument: ast.ExpressionAst, value: Any, snap_in: bool) -> None:
        text = value if isinstance(value, str) else self._rules.source.text[argument.start : argument.end]
        if not _VERSION.fullmatch(text):
            self._error(argument, "RequiresVersionInvalid")
        elif not snap_in:
            version = text if "." in text else text + ".0"
            if self._found.version is not None and self._found.version != version:
                self._error(item, "ParameterAlreadyBound", "", "version")
            else:
                self._found.version = version

    def _strings(self, name: str, item: ast.Ast, argument: ast.ExpressionAst, value: Any) -> None:
        found = self._found
        if name == "psedition" and found.editions:
            self._error(item, "ParameterAlreadyBound", "", "psedition")
            return
        for text in value if isinstance(value, list) and name in ("psedition", "assembly") else [value]:
            if not isinstance(text, str):
                self._error(argument, "RequiresInvalidStringArgument", name)
            elif name == "shellid":
                if found.shell_id is not None:
                    self._error(item, "ParameterAlreadyBound", "", "shellid")
                else:
                    found.shell_id = text
            elif name == "assembly":
                if text not in found.assemblies:
                    found.assemblies.append(text)
            elif name == "psedition":
                if text.lower() not in _EDITIONS:
                    self._error(argument, "RequiresPSEditionInvalid", "psedition")
                if text.lower() in (edition.lower() for edition in found.editions):
                    self._error(argument, "RequiresPSEditionValueIsAlreadySpecified", "psedition")
                else:
                    found.editions.append(text)
            elif not _SNAP_IN.fullmatch(text):
                self._error(argument, "InvalidPSSnapInName")

    def _module(self, argument: ast.ExpressionAst, value: Any) -> None:
        if not isinstance(value, dict):
            self._found.modules.append({"ModuleName": _text(value)})
            return
        problem = module_problem(value)
        if problem is not None:
            self._error(argument, "RequiresModuleInvalid", problem)
            return
        names = ("ModuleName", "Guid", "ModuleVersion", "RequiredVersion", "MaximumVersion")
        self._found.modules.append({name: value[name.lower()] for name in names if name.lower() in value})


def module_keys(table: ast.HashtableAst) -> dict[str, str]:
    """Return what a module specification gives, as text by lower-case key."""
    return {_text(constant_value(key)).lower(): _text(constant_value(value)) for key, value in table.pairs}


def module_problem(keys: dict[str, str]) -> str | None:
    """Say what is wrong with a module specification's table."""
    for key in ("moduleversion", "requiredversion"):
        problem = _version_problem(keys[key]) if key in keys else None
        if problem is not None:
            return f'Cannot convert value "{keys[key]}" to type "System.Version". Error: "{problem}"'
    if "guid" in keys and not _GUID.fullmatch(keys["guid"].strip()):
        return f'Cannot convert value "{keys["guid"]}" to type "System.Guid". Error: "Unrecognized Guid format."'
    known = ("modulename", "moduleversion", "requiredversion", "maximumversion", "guid")
    wrong = [f"'{key}'" for key in keys if key not in known]
    if wrong:
        return (
            "The hashtable describing a module contains one or more members that are not valid. The valid members are ('ModuleName', "
            f"'ModuleVersion', 'RequiredVersion', 'MaximumVersion', 'GUID'). Remove the members that are not valid ({', '.join(wrong)}), "
            "then try again."
        )
    if not keys.get("modulename"):
        return "The required module specification member 'ModuleName' is missing or its value is null or empty."
    if not any(key in keys for key in ("moduleversion", "requiredversion", "maximumversion")):
        return "One or more of the module specification members 'ModuleVersion', 'MaximumVersion', 'RequiredVersion' must exist."
    return None


def _version_problem(text: str) -> str | None:
    """Say why a text is no System.Version."""
    parts = text.split(".")
    if not _LEAST <= len(parts) <= _MOST:
        return "Version string portion was too short or too long. (Parameter 'input')"
    wrong = next((part for part in parts if not part.strip().isdecimal()), None)
    return None if wrong is None else f"The input string '{wrong}' was not in a correct format."


def _abbreviates(item: ast.CommandParameterAst, name: str) -> bool:
    return name.startswith(item.parameter_name.lower())


def _text(value: Any) -> str:
    """Return a constant as .NET writes it: 1.0 as 1, $null as nothing."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, (list, dict)):
        return "System.Object[]" if isinstance(value, list) else "System.Collections.Hashtable"
    return number_text(value)


def constant_value(node: ast.Ast) -> Any:
    """Return the value of a constant expression: text, number, bool, list, or what a module specification gives."""
    if isinstance(node, (ast.StringConstantExpressionAst, ast.ConstantExpressionAst)):
        return node.value
    if isinstance(node, ast.ArrayLiteralAst):
        return [constant_value(item) for item in node.elements]
    if isinstance(node, ast.HashtableAst):
        return module_keys(node)
    if isinstance(node, ast.VariableExpressionAst):
        return {"true": True, "false": False}.get(node.name.lower())
    inner = pure_expression(node)
    if inner is not None:
        return constant_value(inner)
    if isinstance(node, ast.ParenExpressionAst):
        return constant_value(node.pipeline)
    return None
