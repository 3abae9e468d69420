"""What a data section may hold: PowerShell's restricted language."""

from __future__ import annotations

from collections.abc import Callable

from pwsh_emu.language import ast
from pwsh_emu.language.semantics.resolver import SIMPLE, TypeResolver
from pwsh_emu.language.semantics.walk import children
from pwsh_emu.language.tokens import DISALLOWED_IN_RESTRICTED_MODE, kind_text

Report = Callable[..., None]

_VARIABLES = frozenset({"psculture", "psuiculture", "true", "false", "null"})
_VARIABLES_TEXT = "$PSCulture, $PSUICulture, $true, $false, $null"

_FORBIDDEN: dict[type[ast.Ast], str] = {
    ast.ScriptBlockAst: "ScriptBlockNotSupportedInDataSection",
    ast.ScriptBlockExpressionAst: "ScriptBlockNotSupportedInDataSection",
    ast.ParamBlockAst: "ParameterDeclarationNotSupportedInDataSection",
    ast.AttributeAst: "AttributeNotSupportedInDataSection",
    ast.AttributedExpressionAst: "AttributeNotSupportedInDataSection",
    ast.FunctionDefinitionAst: "FunctionDeclarationNotSupportedInDataSection",
    ast.TrapStatementAst: "TrapStatementNotSupportedInDataSection",
    ast.SwitchStatementAst: "SwitchStatementNotSupportedInDataSection",
    ast.DataStatementAst: "DataSectionStatementNotSupportedInDataSection",
    ast.ForEachStatementAst: "ForeachStatementNotSupportedInDataSection",
    ast.DoWhileStatementAst: "DoWhileStatementNotSupportedInDataSection",
    ast.DoUntilStatementAst: "DoWhileStatementNotSupportedInDataSection",
    ast.ForStatementAst: "ForWhileStatementNotSupportedInDataSection",
    ast.WhileStatementAst: "ForWhileStatementNotSupportedInDataSection",
    ast.TryStatementAst: "TryStatementNotSupportedInDataSection",
    ast.BreakStatementAst: "FlowControlStatementNotSupportedInDataSection",
    ast.ContinueStatementAst: "FlowControlStatementNotSupportedInDataSection",
    ast.ReturnStatementAst: "FlowControlStatementNotSupportedInDataSection",
    ast.ExitStatementAst: "FlowControlStatementNotSupportedInDataSection",
    ast.ThrowStatementAst: "FlowControlStatementNotSupportedInDataSection",
    ast.AssignmentStatementAst: "AssignmentStatementNotSupportedInDataSection",
    ast.MergingRedirectionAst: "RedirectionNotSupportedInDataSection",
    ast.FileRedirectionAst: "RedirectionNotSupportedInDataSection",
    ast.MemberExpressionAst: "PropertyReferenceNotSupportedInDataSection",
    ast.InvokeMemberExpressionAst: "MethodCallNotSupportedInDataSection",
    ast.IndexExpressionAst: "ArrayReferenceNotSupportedInDataSection",
    ast.BlockStatementAst: "ParallelAndSequenceBlockNotSupportedInDataSection",
}


def check_data_section(statement: ast.DataStatementAst, text: str, resolver: TypeResolver, report: Report) -> None:
    """Report everything in a data section that it may not hold; `report` takes start, end, error id and arguments."""
    allowed: set[str] | None = {"convertfrom-stringdata"}
    for command in statement.commands_allowed:
        if not isinstance(command, ast.StringConstantExpressionAst):
            # Which commands are allowed is known only when the section runs.
            allowed = None
            break
        if allowed is not None:
            allowed.add(command.value.lower())
    waiting: list[ast.Ast] = [statement.body]
    while waiting:
        node = waiting.pop()
        forbidden = _FORBIDDEN.get(type(node))
        if forbidden is not None:
            report(node.start, node.end, forbidden)
        elif isinstance(node, ast.CommandAst):
            _check_command(node, allowed, text, report)
        elif isinstance(node, (ast.TypeConstraintAst, ast.TypeExpressionAst)):
            name = resolver.resolve(node.type_name)
            if name is None or name.removesuffix("[]") not in SIMPLE:
                report(node.start, node.end, "TypeNotAllowedInDataSection", node.type_name.text)
        elif isinstance(node, ast.BinaryExpressionAst):
            if node.operator in DISALLOWED_IN_RESTRICTED_MODE:
                text_of = kind_text(node.operator)
                report(node.operator_start, node.operator_end, "OperatorNotSupportedInDataSection", text_of)
        elif isinstance(node, ast.UnaryExpressionAst):
            if node.operator in DISALLOWED_IN_RESTRICTED_MODE:
                report(node.start, node.end, "OperatorNotSupportedInDataSection", kind_text(node.operator))
        elif isinstance(node, ast.VariableExpressionAst) and node.name.lower() not in _VARIABLES:
            report(node.start, node.end, "VariableReferenceNotSupportedInDataSection", _VARIABLES_TEXT)
        waiting.extend(reversed(children(node)))


def _check_command(node: ast.CommandAst, allowed: set[str] | None, text: str, report: Report) -> None:
    if node.invocation_operator == "Dot":
        report(node.start, node.end, "DotSourcingNotSupportedInDataSection")
        return
    if allowed is None:
        return
    first = node.elements[0]
    if isinstance(first, ast.StringConstantExpressionAst):
        if first.value.lower() not in allowed:
            report(node.start, node.end, "CmdletNotInAllowedListForDataSection", first.value)
    elif node.invocation_operator == "Ampersand":
        report(node.start, node.end, "OperatorNotSupportedInDataSection", "&")
    else:
        report(node.start, node.end, "CmdletNotInAllowedListForDataSection", text[node.start : node.end])
