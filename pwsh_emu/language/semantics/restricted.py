"""What a data section may hold: PowerShell's restricted language."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pwsh_emu.language import ast
from pwsh_emu.language.semantics.resolver import SIMPLE, TypeResolver
from pwsh_emu.language.semantics.walk import children
from pwsh_emu.language.tokens import DISALLOWED_IN_RESTRICTED_MODE, kind_text

Report = Callable[..., None]

_VARIABLES = ("PSCulture", "PSUICulture", "true", "false", "null")

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
    check_restricted([statement.body], text, resolver, report, allowed)


def check_restricted(
    nodes: Sequence[ast.Ast],
    text: str,
    resolver: TypeResolver,
    report: Report,
    commands: set[str] | None,
    variables: Sequence[str] = (),
    *,
    environment: bool = False,
) -> None:
    """Report everything in trees that restricted language may not hold (RestrictedLanguageChecker).

    ``commands`` are the lower-case names of commands that may be called (None: all), ``variables`` names beside the usual ones ("*" alone: all),
    ``environment`` allows ``$env:`` variables.
    """
    names = (*_VARIABLES, *(name for name in variables if name not in _VARIABLES))
    known = None if list(variables) == ["*"] else {name.lower() for name in names}
    waiting: list[ast.Ast] = list(reversed(nodes))
    while waiting:
        node = waiting.pop()
        forbidden = _FORBIDDEN.get(type(node))
        if forbidden is not None:
            report(node.start, node.end, forbidden)
        elif isinstance(node, ast.CommandAst):
            _check_command(node, commands, text, report)
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
        elif isinstance(node, ast.VariableExpressionAst) and known is not None:
            name = node.name.lower()
            if name not in known and not (environment and name.startswith("env:")):
                shown = ", ".join("$" + one for one in (*names, *(("env:*",) if environment else ())))
                report(node.start, node.end, "VariableReferenceNotSupportedInDataSection", shown)
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
