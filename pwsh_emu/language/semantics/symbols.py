"""Type names in classes: every one that a class or enum mentions must be known when the text is parsed."""

from __future__ import annotations

from collections.abc import Callable

from pwsh_emu.language import ast
from pwsh_emu.language.semantics.constants import ConstantRules
from pwsh_emu.language.semantics.flow import assignment_targets
from pwsh_emu.language.semantics.resolver import TypeResolver
from pwsh_emu.language.semantics.walk import children

Report = Callable[..., None]


class SymbolResolver:
    """Walks a tree with the types defined in each scope; `report` takes start, end, error id and arguments."""

    def __init__(self, resolver: TypeResolver, report: Report, module_exists: Callable[[str], bool] | None = None) -> None:
        self._resolver = resolver
        self._module_exists = module_exists or _is_own_module
        self._report = report
        self._scopes: list[dict[str, ast.TypeDefinitionAst]] = []
        self._classes: list[ast.TypeDefinitionAst] = []
        self._in_method: list[bool] = []

    def resolve(self, script: ast.ScriptBlockAst) -> None:
        """Report unknown and doubly defined types of a script, and modules that it uses but that are not there."""
        self._enter(script)
        for using in script.using_statements:
            if using.using_kind == "Module":
                self._check_module(using, script.source.text)
        self._walk(script)

    def _enter(self, scope: ast.Ast, method: bool = False) -> None:
        table: dict[str, ast.TypeDefinitionAst] = {}
        for definition in _definitions(scope):
            if definition.name.lower() in table:
                self._report(definition.start, definition.end, "MemberAlreadyDefined", definition.name)
            else:
                table[definition.name.lower()] = definition
        self._scopes.append(table)
        self._in_method.append(method)

    def _check_module(self, using: ast.UsingStatementAst, text: str) -> None:
        table = using.module_specification
        if table is not None:
            if not ConstantRules(self._resolver, requires=True).is_constant(table):
                self._report(using.start, using.end, "RequiresArgumentMustBeConstant")
                return
            shown = text[table.start : table.end]
            from pwsh_emu.language.errorpass.requires import module_keys, module_problem

            keys = module_keys(table)
            problem = module_problem(keys)
            if problem is not None:
                self._report(using.start, using.end, "RequiresModuleInvalid", problem)
                return
            name = keys["modulename"]
        else:
            shown = name = using.name.value if using.name is not None else ""
        if any(char in name for char in "*?["):
            self._report(using.start, using.end, "WildCardModuleNameError")
        elif not self._module_exists(name):
            self._report(using.start, using.end, "ModuleNotFoundDuringParse", shown)

    def _leave(self) -> None:
        self._scopes.pop()
        self._in_method.pop()

    def _walk(self, node: ast.Ast, member: bool = False) -> None:
        scoped = True
        if isinstance(node, ast.TypeDefinitionAst):
            self._enter(node)
            self._classes.append(node)
        elif isinstance(node, ast.ScriptBlockExpressionAst):
            self._enter(node.script_block)
        elif isinstance(node, ast.FunctionMemberAst):
            self._enter(node.function.body, method=True)
        elif isinstance(node, ast.FunctionDefinitionAst) and not member:
            self._enter(node.body)
        else:
            scoped = False
            if isinstance(node, (ast.TypeExpressionAst, ast.TypeConstraintAst)):
                self._check(node.type_name, False)
            elif isinstance(node, ast.AttributeAst):
                self._check(node.type_name, True)
            elif isinstance(node, ast.AssignmentStatementAst) and self._in_method[-1]:
                self._check_property_assignment(node)
        is_member = isinstance(node, ast.FunctionMemberAst)
        for child in children(node):
            self._walk(child, is_member)
        if scoped:
            self._leave()
            if isinstance(node, ast.TypeDefinitionAst):
                self._classes.pop()

    def _check(self, type_name: ast.TypeName, attribute: bool) -> None:
        if not self._classes:
            return
        name = type_name.name.lower()
        defined = type_name.assembly is None and not type_name.arguments and any(name in table for table in self._scopes)
        plain = ast.TypeName(type_name.start, type_name.end, type_name.name, type_name.name)
        if not defined and self._resolver.resolve(plain, attribute) is None and name != "ordered":
            known = "CustomAttributeTypeNotFound" if attribute else "TypeNotFound"
            self._report(type_name.start, type_name.start + len(type_name.name), known, type_name.name)
        for argument in type_name.arguments:
            self._check(argument, False)

    def _check_property_assignment(self, node: ast.AssignmentStatementAst) -> None:
        """Report a property assigned to without ``$this.`` or its class."""
        owner = self._classes[-1]
        for target in assignment_targets(node.left):
            while isinstance(target, ast.ConvertExpressionAst):
                target = target.child
            if not isinstance(target, ast.VariableExpressionAst):
                continue
            for item in owner.members:
                if isinstance(item, ast.PropertyMemberAst) and item.name.lower() == target.name.lower():
                    if "Static" in item.modifiers:
                        self._report(target.start, target.end, "MissingTypeInStaticPropertyAssignment", f"[{owner.name}]::", item.name)
                    else:
                        self._report(target.start, target.end, "MissingThis", "$this.", item.name)
                    break


_OWN_MODULES = frozenset(f"microsoft.powershell.{name}" for name in ("host", "management", "security", "utility", "core", "diagnostics"))


def _is_own_module(name: str) -> bool:
    """Say whether a module comes with PowerShell; a path is left to the run, which says that it is not there."""
    return "/" in name or "\\" in name or name.lower() in _OWN_MODULES


def _definitions(scope: ast.Ast) -> list[ast.TypeDefinitionAst]:
    """Return the types defined in a scope, without those in script blocks inside it."""
    found: list[ast.TypeDefinitionAst] = []
    waiting = list(reversed(children(scope)))
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.TypeDefinitionAst):
            found.append(node)
        if not isinstance(node, (ast.ScriptBlockExpressionAst, ast.FunctionDefinitionAst, ast.FunctionMemberAst)):
            waiting.extend(reversed(children(node)))
    return found
