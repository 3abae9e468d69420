"""Prints a syntax tree as text, one node a line, for `pwsh-emu ast` and the tests.

A line holds the node's type without "Ast", its extent in UTF-16 units, and what tells it apart (names, values, operators).
Children stand below their parent, indented by two spaces, in the order of their extents. Trees of any depth are printed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from pwsh_emu.language import ast
from pwsh_emu.language.errors import ParseError
from pwsh_emu.language.source import Source

_ESCAPED = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_FIXED_DIGITS = 17
"""How many digits before the point .NET writes out before it turns to scientific notation."""


def tree_lines(tree: ast.Ast, source: Source) -> Iterator[str]:
    """Yield the lines of a tree."""
    utf16 = source.utf16
    attributes: dict[type, Callable[[Any], str] | None] = {}
    waiting: list[tuple[str, ast.Ast]] = [("", tree)]
    while waiting:
        indent, node = waiting.pop()
        kind = type(node)
        if kind not in attributes:
            attributes[kind] = next((_ATTRIBUTES[base] for base in kind.__mro__ if base in _ATTRIBUTES), None)
        describe = attributes[kind]
        text = describe(node) if describe else ""
        yield f"{indent}{kind.__name__.removesuffix('Ast')} [{utf16(node.start)},{utf16(node.end)}){text}"
        below = indent + "  "
        children = _children(node)
        children.reverse()
        waiting.extend((below, child) for child in children)


def _children(node: ast.Ast) -> list[ast.Ast]:
    """Return the children that PowerShell's own visitors come to.

    They stop a script block behind its first ``using`` (case syntax-torture-statements/using-statements), and pass over the
    commands that a data section allows.
    """
    if isinstance(node, ast.ScriptBlockAst) and node.using_statements:
        return list(node.using_statements[:1])
    if isinstance(node, ast.DataStatementAst):
        return [node.body]
    return list(node.children())


def error_line(error: ParseError, source: Source) -> str:
    """Return the line that stands for a parse error."""
    return f"! {error.error_id} [{source.utf16(error.start)},{source.utf16(error.end)}) {quoted(error.message)}"


def quoted(text: str) -> str:
    """Return a text in double quotes on one line; other control characters and surrogates as ``\\uXXXX``."""
    if text.isascii() and text.isprintable() and '"' not in text and "\\" not in text:
        return f'"{text}"'
    pieces = []
    for char in text:
        code = ord(char)
        if char in _ESCAPED:
            pieces.append(_ESCAPED[char])
        elif code < 0x20 or code == 0x7F or 0xD800 <= code < 0xE000:
            pieces.append(f"\\u{code:04x}")
        elif code > 0xFFFF:
            high, low = divmod(code - 0x10000, 0x400)
            pieces.append(f"\\u{0xD800 + high:04x}\\u{0xDC00 + low:04x}")
        else:
            pieces.append(char)
    return f'"{"".join(pieces)}"'


def number_text(value: Any) -> str:
    """Return .NET's invariant text of a constant: shortest digits, 1E+20 and 1E-05 where they run long."""
    if isinstance(value, bool):
        return "True" if value else "False"
    if isinstance(value, int):
        return _integer_text(value)
    if not isinstance(value, float):
        return f"{value:f}"
    if value != value or value in (float("inf"), float("-inf")):
        return "NaN" if value != value else "Infinity" if value > 0 else "-Infinity"
    mantissa, _, exponent_text = f"{value!r}".partition("e")
    sign = "-" if mantissa.startswith("-") else ""
    whole, _, fraction = mantissa.lstrip("-").partition(".")
    fraction = "" if fraction == "0" else fraction
    digits = (whole + fraction).lstrip("0")
    point = len(whole) + int(exponent_text or "0") - (len(whole + fraction) - len(digits))
    digits = digits.rstrip("0")
    if not digits:
        return sign + "0"
    if point > max(len(digits), _FIXED_DIGITS) or point < -3:
        return _scientific(sign, digits, point - 1)
    if point <= 0:
        return f"{sign}0.{'0' * -point}{digits}"
    if point >= len(digits):
        return sign + digits + "0" * (point - len(digits))
    return f"{sign}{digits[:point]}.{digits[point:]}"


def _scientific(sign: str, digits: str, exponent: int) -> str:
    mantissa = digits[0] + ("." + digits[1:] if len(digits) > 1 else "")
    return f"{sign}{mantissa}E{'-' if exponent < 0 else '+'}{abs(exponent):02d}"


def _integer_text(value: int) -> str:
    """Write an integer of any size (str() refuses more than 4300 digits)."""
    magnitude = abs(value)
    if magnitude.bit_length() < 10_000:
        return str(value)
    pieces = []
    base = 10**2000
    while magnitude:
        magnitude, piece = divmod(magnitude, base)
        pieces.append(f"{piece:02000d}" if magnitude else str(piece))
    return ("-" if value < 0 else "") + "".join(reversed(pieces))


# --- what follows the extent ----------------------------------------------------------------------------------------


def _flags(*flags: tuple[str, bool]) -> str:
    return "".join(f" {name}" for name, shown in flags if shown)


def _operator(node: Any) -> str:
    return f" op={node.operator}"


def _member(node: ast.MemberExpressionAst) -> str:
    return _flags(("static", node.static), ("nullconditional", node.null_conditional))


def _variable(node: ast.VariableExpressionAst) -> str:
    return f" name={quoted(node.name)}" + (" splatted" if node.splatted else "")


def _string(node: ast.StringConstantExpressionAst) -> str:
    return f" kind={node.kind} value={quoted(node.value)}"


def _constant(node: ast.ConstantExpressionAst) -> str:
    return f" type={node.type} value={quoted(number_text(node.value))}"


def _type(node: Any) -> str:
    return f" type={quoted(node.type_name.text)}"


def _label(node: ast.LabeledStatementAst) -> str:
    return f" label={quoted(node.label)}" if node.label is not None else ""


def _switch(node: ast.SwitchStatementAst) -> str:
    return f" flags={'|'.join(node.flags) or 'None'}" + _label(node)


def _named_block(node: ast.NamedBlockAst) -> str:
    return f" is={node.block_kind}" + (" unnamed" if node.unnamed else "")


def _file_redirection(node: ast.FileRedirectionAst) -> str:
    return f" from={node.from_stream}" + (" append" if node.append else "")


def _merging_redirection(node: ast.MergingRedirectionAst) -> str:
    return f" from={node.from_stream} to={node.to_stream}"


def _class_member(node: Any) -> str:
    return f" name={quoted(node.name)} is={'|'.join(node.modifiers)}"


def _named_argument(node: ast.NamedAttributeArgumentAst) -> str:
    return f" name={quoted(node.argument_name)}" + (" omitted" if node.expression_omitted else "")


_ATTRIBUTES: dict[type, Callable[[Any], str]] = {
    ast.BinaryExpressionAst: _operator,
    ast.UnaryExpressionAst: _operator,
    ast.AssignmentStatementAst: _operator,
    ast.StringConstantExpressionAst: _string,
    ast.ExpandableStringExpressionAst: lambda node: f" kind={node.kind}",
    ast.ConstantExpressionAst: _constant,
    ast.VariableExpressionAst: _variable,
    ast.TypeExpressionAst: _type,
    ast.AttributeBaseAst: _type,
    ast.CommandAst: lambda node: f" op={node.invocation_operator}" if node.invocation_operator else "",
    ast.CommandParameterAst: lambda node: f" name={quoted(node.parameter_name)}",
    ast.BaseCtorInvokeMemberExpressionAst: lambda node: "",
    ast.MemberExpressionAst: _member,
    ast.IndexExpressionAst: lambda node: _flags(("nullconditional", node.null_conditional)),
    ast.NamedBlockAst: _named_block,
    ast.SwitchStatementAst: _switch,
    ast.LabeledStatementAst: _label,
    ast.FileRedirectionAst: _file_redirection,
    ast.MergingRedirectionAst: _merging_redirection,
    ast.FunctionDefinitionAst: lambda node: f" name={quoted(node.name)}" + (" filter" if node.is_filter else ""),
    ast.FunctionMemberAst: _class_member,
    ast.PropertyMemberAst: _class_member,
    ast.TypeDefinitionAst: lambda node: f" name={quoted(node.name)} is={node.type_kind}",
    ast.PipelineChainAst: lambda node: f" op={node.operator}" + (" background" if node.background else ""),
    ast.PipelineAst: lambda node: " background" if node.background else "",
    ast.UsingStatementAst: lambda node: f" is={node.using_kind}",
    ast.NamedAttributeArgumentAst: _named_argument,
    ast.ScriptBlockAst: lambda node: " requires" if node.requirements is not None else "",
}
