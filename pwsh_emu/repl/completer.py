"""Completion at the prompt: asks ``completion`` and hands its matches to prompt_toolkit."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document

if TYPE_CHECKING:
    from pwsh_emu.runtime.session import Session


class ShellCompleter(Completer):
    """Completes commands, parameters, values, variables, members, types and paths of a session."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        """Yield the matches at the cursor; a failing completer offers nothing rather than ending the prompt."""
        from pwsh_emu.completion import complete

        try:
            found = complete(self.session, document.text, document.cursor_position)
        except Exception:  # half-typed texts may fail anywhere; the prompt goes on
            return
        for match in found.matches:
            tip = match.tool_tip if match.tool_tip != match.list_text else None
            yield Completion(match.text, start_position=found.start - document.cursor_position, display=match.list_text, display_meta=tip)
