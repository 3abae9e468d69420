"""``pipeline &``: the text of a pipeline becomes the script of a job, its variables those of the session that starts it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from pwsh_emu.runtime.enumeration import collect

if TYPE_CHECKING:
    from pwsh_emu.language.ast import Ast
    from pwsh_emu.runtime.frame import Frame

_OWN = re.compile(r"(global:)?(pid|psversiontable|psedition|pshome|host|true|false|null)", re.IGNORECASE)  # every session has its own


def run_in_background(frame: Frame, node: Ast, out: Callable[[Any], Any]) -> None:
    """Start a job that runs a pipeline, as Start-Job does, and write it."""
    from pwsh_emu.runtime.binding import Argument
    from pwsh_emu.runtime.pipeline import CommandCall, run_commands
    from pwsh_emu.runtime.scriptblock import ScriptBlock

    session = frame.session
    block = ScriptBlock.create(session, job_text(frame, node))
    run_commands(session, [CommandCall(session.cmdlets["start-job"], [Argument("ScriptBlock", block, True)])], out)


def background_job(frame: Frame, node: Ast) -> Any:
    """Start a job that runs a pipeline and return it."""
    items: list[Any] = []
    run_in_background(frame, node, items.append)
    return collect(items)


def job_text(frame: Frame, node: Ast) -> str:
    """Return the text of a pipeline with ``$using:`` before each variable that the session has."""
    from pwsh_emu.language.ast import VariableExpressionAst
    from pwsh_emu.runtime.scopes import UNSET

    text = frame.block.ast.source.text
    parts: list[str] = []
    at = node.start
    for variable in node.walk():
        if not isinstance(variable, VariableExpressionAst) or _OWN.fullmatch(variable.name) or variable.splatted:
            continue
        cell = frame.session.scope.find(variable.name.lower())
        if cell is None or cell.value is UNSET:
            continue
        parts.append(text[at : variable.start])
        parts.append("${using:" + variable.name + "}")
        at = variable.end
    parts.append(text[at : node.end])
    return "".join(parts)
