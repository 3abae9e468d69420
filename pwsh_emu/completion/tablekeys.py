"""Keys of a hashtable that is being typed: of calculated properties, of a type that is made from it, of splatted parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.completion.matches import Match
from pwsh_emu.completion.quoting import offered
from pwsh_emu.language import ast

if TYPE_CHECKING:
    from pwsh_emu.completion.inference import Inference
    from pwsh_emu.runtime.session import Session

_CALCULATED = {
    "format-table": "Expression FormatString Label Width Alignment",
    "format-list": "Expression FormatString Label",
    "format-wide": "Expression FormatString",
    "format-custom": "Expression Depth",
    "select-object": "Name Expression",
    "sort-object": "Expression Ascending Descending",
    "group-object": "Expression",
    "measure-object": "Expression",
    "compare-object": "Expression",
    "convertto-html": "Label Expression Width Alignment",
}
_GROUPING = "Expression FormatString Label"
MODULE_KEYS = ("GUID", "MaximumVersion", "ModuleName", "ModuleVersion", "RequiredVersion")


class TableKeys:
    """Offers keys for the hashtable around the cursor."""

    def __init__(self, session: Session, inference: Inference) -> None:
        self.session = session
        self.inference = inference

    def matches(self, table: ast.HashtableAst, word: str) -> list[Match] | None:
        """Return the keys that can stand in a table and do not yet; None where nothing is known of it."""
        names = self._keys(table)
        if names is None:
            return None
        used = {key.value.lower() for key, _ in table.pairs if isinstance(key, ast.StringConstantExpressionAst) and key.end < self.inference.end}
        return offered([name for name in names if name.lower() not in used], word, "Property")

    def _keys(self, table: ast.HashtableAst) -> list[str] | None:
        around = self._around(table)
        for node in around:
            if isinstance(node, ast.UsingStatementAst):
                return list(MODULE_KEYS)
            if isinstance(node, ast.ConvertExpressionAst):
                return self._settable(node.attribute.type_name)
            if isinstance(node, ast.HashtableAst):
                return self._inner(node, table)
            if isinstance(node, ast.CommandAst):
                return self._of_command(node, table)
            if isinstance(node, ast.AssignmentStatementAst):
                return self._assigned(node)
            if isinstance(node, (ast.ScriptBlockAst, ast.StatementBlockAst)):
                return None
        return None

    def _around(self, table: ast.Ast) -> list[ast.Ast]:
        """Return the nodes around a table, innermost first."""
        return [node for node in reversed(self.inference.nodes) if node.start <= table.start and table.end <= node.end and node is not table]

    def _settable(self, name: Any) -> list[str] | None:
        from pwsh_emu.completion.members import named_type

        ps_type = named_type(self.session, name)
        return None if ps_type is None else self._members(ps_type)

    def _members(self, ps_type: Any) -> list[str] | None:
        element = getattr(ps_type, "element", None)
        if element is not None:
            ps_type = element
        if ps_type.full_name in ("System.Object", "System.Collections.Hashtable", "System.Management.Automation.PSObject", "System.String"):
            return None
        if not ps_type.is_interface and not any(one.signature.rstrip().endswith("()") for one in ps_type.constructors):
            return []
        names: dict[str, str] = {}
        for one in ps_type.bases():
            for key, prop in one.properties.items():
                if prop.setter is not None:
                    names.setdefault(key, prop.name)
        return sorted(names.values(), key=str.lower)

    def _inner(self, outer: ast.HashtableAst, table: ast.Ast) -> list[str] | None:
        """Return the keys of a table that is the value of a property of an outer one."""
        from pwsh_emu.completion.members import declared_type, named_type

        key = next((key for key, value in outer.pairs if value is not None and value.start <= table.start and table.end <= value.end), None)
        made = next((node for node in self._around(outer) if isinstance(node, ast.ConvertExpressionAst)), None)
        if made is None or not isinstance(key, ast.StringConstantExpressionAst):
            return None
        ps_type = declared_type(self.session, named_type(self.session, made.attribute.type_name), key.value)
        return None if ps_type is None else self._members(ps_type)

    def _assigned(self, node: ast.AssignmentStatementAst) -> list[str] | None:
        target = node.left
        while isinstance(target, ast.AttributedExpressionAst):
            if isinstance(target, ast.ConvertExpressionAst):
                return self._settable(target.attribute.type_name)
            target = target.child
        if isinstance(target, ast.MemberExpressionAst) and isinstance(target.member, ast.StringConstantExpressionAst):
            from pwsh_emu.completion.members import declared_type

            for one in self.inference.of(target.expression):
                ps_type = declared_type(self.session, self.inference.type_of(one), target.member.value)
                if ps_type is not None:
                    return self._members(ps_type)
        return None

    def splatted(self, name: str, tree: ast.Ast) -> list[str] | None:
        """Return the parameters of the command that a variable is splatted to in a text; None where it is not."""
        from pwsh_emu.completion.parameters import parameter_slots, resolve_command

        for node in tree.walk():
            if isinstance(node, ast.CommandAst) and isinstance(node.elements[0], ast.StringConstantExpressionAst):
                if any(isinstance(one, ast.VariableExpressionAst) and one.splatted and one.name.lower() == name for one in node.elements):
                    info = resolve_command(self.session, node.elements[0].value)
                    if info is not None:
                        return [slot.name for slot in parameter_slots(info)]
        return None

    def _of_command(self, node: ast.CommandAst, table: ast.Ast) -> list[str] | None:
        from pwsh_emu.completion.parameters import parameter_slots, resolve_command

        first = node.elements[0]
        if not isinstance(first, ast.StringConstantExpressionAst):
            return None
        info = resolve_command(self.session, first.value)
        if info is None:
            return None
        from pwsh_emu.completion.arguments import parameter_of

        parameter = parameter_of(info, parameter_slots(info), node, table.start)
        name = info.name.lower()
        if name == "new-object" and parameter is not None and parameter.name == "Property":
            texts = [one.value for one in node.elements[1:] if isinstance(one, ast.StringConstantExpressionAst)]
            return self._settable(texts[0]) if texts else None
        if parameter is not None and parameter.name == "GroupBy" and name.startswith("format-"):
            return _GROUPING.split()
        if name in _CALCULATED and (parameter is None or parameter.name in ("Property", "InputObject")):
            return _CALCULATED[name].split()
        if parameter is not None and parameter.name == "FullyQualifiedName":
            return list(MODULE_KEYS)
        return None if parameter is None else self._settable(parameter.type_name)
