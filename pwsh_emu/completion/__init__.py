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
    from pwsh_emu.completion.context import complete_at

    return complete_at(session, text[:cursor])
