"""Data files (.psd1): one hashtable of constants, read without running anything else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.language import ast
from pwsh_emu.language.semantics.safevalues import MOST_KEYS
from pwsh_emu.runtime.errors import ErrorRecord, ExceptionObject, ParseFailure, PSError

if TYPE_CHECKING:
    from pwsh_emu.runtime.session import Session
    from pwsh_emu.runtime.values import Hashtable

_ALLOWED = (
    ast.HashtableAst, ast.PipelineAst, ast.CommandExpressionAst, ast.ConstantExpressionAst,
    ast.StringConstantExpressionAst, ast.ExpandableStringExpressionAst,
    ast.ArrayLiteralAst, ast.ArrayExpressionAst, ast.StatementBlockAst, ast.VariableExpressionAst, ast.ParenExpressionAst, ast.SubExpressionAst,
    ast.UnaryExpressionAst, ast.BinaryExpressionAst, ast.ConvertExpressionAst,
    ast.TypeConstraintAst, ast.IfStatementAst, ast.ScriptBlockExpressionAst,
)  # fmt: skip
_VARIABLES = frozenset((
    "true", "false", "null", "psscriptroot", "pscommandpath", "psculture", "psuiculture", "psedition", "isunix", "islinux", "iswindows", "ismacos",
    "pshome", "iscoreclr", "enabledexperimentalfeatures",
))  # fmt: skip


def read_data_file(session: Session, text: str, file: str | None = None, *, limited: bool = False) -> Hashtable:
    """Return the hashtable of a data file's text. ``limited`` refuses more than 500 keys in one hashtable, as Import-PowerShellDataFile does.

    Raises ParseFailure where it does not parse, PSError where it holds more than data.
    """
    from pwsh_emu.language.parser import parse
    from pwsh_emu.runtime.scriptblock import ScriptBlock
    from pwsh_emu.runtime.values import Hashtable

    result = parse(text, file)
    if result.errors:
        raise ParseFailure(result.errors, result.ast.source)
    tree = result.ast
    statements = tree.end_block.statements if tree.end_block is not None else []
    if len(statements) != 1 or not _is_data(statements[0], limited):
        raise _not_data(file)
    values = ScriptBlock(session, tree).invoke([])
    if len(values) != 1 or not isinstance(values[0], Hashtable):
        raise _not_data(file)
    return values[0]


def _is_data(statement: ast.Ast, limited: bool) -> bool:
    for node in statement.walk():
        if limited and isinstance(node, ast.HashtableAst) and len(node.pairs) > MOST_KEYS:
            return False
        if not isinstance(node, _ALLOWED):
            return False
        if isinstance(node, ast.VariableExpressionAst) and node.name.lower() not in _VARIABLES:
            return False
    return True


def _not_data(file: Any) -> PSError:
    message = f"The hashtable in the file '{file}' is not valid: a data file holds one hashtable of constants."
    exception = ExceptionObject("System.InvalidOperationException", message)
    return PSError(ErrorRecord(exception, "CouldNotParseAsPowerShellDataFileNoHashtableRoot", "InvalidData", file))
