"""What may stand at the cursor: commands, parameters, values, variables, members, types and paths.

`complete` is behind the prompt's Tab key and behind TabExpansion2. It reads the text before the cursor with the shell's own
parser, decides from tokens and tree what kind of word is being typed, and asks the session.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pwsh_emu.completion.matches import Completion, Match

if TYPE_CHECKING:
    from pwsh_emu.runtime.session import Session

__all__ = ["Completion", "Match", "complete"]


def complete(session: Session, text: str, cursor: int) -> Completion:
    """Return what can stand at an offset of a text: where to replace, and the matches in PowerShell's order."""
    from pwsh_emu.completion.context import complete_at, end_of_word
    from pwsh_emu.runtime.scopes import Scope

    end = end_of_word(text, cursor)
    outer = session.scope
    frame = session.call_stack[-1] if session.call_stack else None
    asking = (session.global_scope.functions or {}).get("tabexpansion2")
    own = frame is not None and asking is not None and getattr(frame.block, "ast", None) is asking.script_block.ast
    session.scope = Scope(outer.parent if own and outer.parent is not None else outer)  # what the text defines is gone afterwards
    session.scope.root = session.scope
    namespaces = session.using_namespaces
    session.using_namespaces = dict(namespaces)
    try:
        return complete_at(session, text[:end], text)
    finally:
        session.scope = outer
        session.using_namespaces = namespaces
