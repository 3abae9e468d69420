"""Functions, classes, enumerations and namespaces of a text, made known for the time of a completion without running any of the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pwsh_emu.language import ast
from pwsh_emu.language.tokenlist import read_tokens
from pwsh_emu.runtime.errors import ParseFailure, PSError

if TYPE_CHECKING:
    from pwsh_emu.language.source import Source
    from pwsh_emu.language.tokenlist import TokenList
    from pwsh_emu.runtime.session import Session


def use_namespaces(session: Session, tree: ast.Ast) -> None:
    """Let the names of types mean for the time of the completion what they mean below the text's ``using namespace`` lines."""
    for node in tree.walk():
        if isinstance(node, ast.UsingStatementAst) and node.using_kind == "Namespace" and node.name is not None:
            session.using_namespaces[None] = (*session.using_namespaces.get(None, ()), node.name.value)


def define_functions(session: Session, read: TokenList, end: int) -> None:
    """Put the functions that end before an offset into the scope of the completion, whatever scope their names say."""
    from pwsh_emu.runtime.command import FunctionInfo
    from pwsh_emu.runtime.scriptblock import ScriptBlock

    for node in read.ast.walk():
        if isinstance(node, ast.FunctionDefinitionAst) and node.end < end and not _has_errors(read, node):
            name = node.name.rpartition(":")[2]
            block = ScriptBlock(session, node.body, parameters=node.parameters, is_filter=node.is_filter, name=name)
            session.scope.define_function(name, FunctionInfo(name, block, "Filter" if node.is_filter else "Function", None))
            session.command_epoch += 1


def is_written(session: Session, info: object) -> bool:
    """Tell whether a function is one that the text being completed defines."""
    return any(one is info for one in (session.scope.functions or {}).values())


def define_types(session: Session, whole: str, read: TokenList) -> None:
    """Put the classes and enumerations of a text into the scope of the completion, unfinished classes with the members that they have.

    ``read`` is what was read of it up to the cursor, perhaps all of it.
    """
    lower = whole.lower()
    if "class" not in lower and "enum" not in lower:
        return
    if read.ast.source.text != whole:
        read = read_tokens(whole)
    nodes = [node for node in read.ast.walk() if isinstance(node, ast.TypeDefinitionAst)]
    for node in nodes:
        if node.type_kind == "Enum" and not _has_errors(read, node):
            _define_enumeration(session, whole[node.start : node.end])
    classes = [node for node in nodes if node.type_kind != "Enum"]
    if classes:
        _define_classes(session, read.ast.source, classes)


def _has_errors(read: TokenList, node: ast.Ast) -> bool:
    return any(node.start <= error.start <= node.end for error in read.errors)


def _define_enumeration(session: Session, text: str) -> None:
    from pwsh_emu.runtime.scriptblock import ScriptBlock

    try:
        ScriptBlock.create(session, text).invoke([], new_scope=False)
    except (PSError, ParseFailure):  # its values are no constants
        return


def _define_classes(session: Session, source: Source, nodes: list[ast.TypeDefinitionAst]) -> None:
    """Define classes together, so that they can name each other; where one names what is not there, each by itself."""
    from pwsh_emu.runtime.classes.definition import define
    from pwsh_emu.runtime.frame import Frame
    from pwsh_emu.runtime.scriptblock import ScriptBlock

    empty = ast.ScriptBlockAst(0, 0, source)  # what stands beside the classes may be wrong, and is not run
    frame = Frame(session, ScriptBlock(session, empty), session.scope, [])
    failed = False
    for group in (nodes, *([node] for node in nodes)):
        try:
            define(frame, group)
        except PSError:
            failed = True
        for node in group:
            session.types.made.pop(id(node), None)  # this text is read anew at the next key
        if not failed:
            return
