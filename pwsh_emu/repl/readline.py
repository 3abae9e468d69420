"""What PSReadLine's options and keys change in the terminal shell: edit mode, predictions from the history, searching it by the arrows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from prompt_toolkit.auto_suggest import AutoSuggestFromHistory
from prompt_toolkit.enums import EditingMode

from pwsh_emu.psreadline import ReadLine, import_psreadline

if TYPE_CHECKING:
    from pwsh_emu.repl.loop import Repl


class TerminalReadLine(ReadLine):
    """The options and key handlers of a terminal shell; some of them take effect in its prompt."""

    def __init__(self, repl: Repl) -> None:
        super().__init__()
        self.repl = repl
        self.options["HistorySavePath"] = getattr(repl.prompts.history, "filename", None)

    def set(self, name: str, value: Any) -> None:
        """Set an option and let it take effect."""
        super().set(name, value)
        prompts = self.repl.prompts
        if name == "EditMode":
            prompts.editing_mode = EditingMode.VI if value == "Vi" else EditingMode.EMACS
        elif name == "PredictionSource":
            prompts.auto_suggest = None if value in ("None", "Plugin") else AutoSuggestFromHistory()

    def bind(self, key: str, function: str, description: str) -> None:
        """Keep what a key does; the arrows can search the history."""
        super().bind(key, function, description)
        if key.lower() == "uparrow":
            self.repl.prompts.enable_history_search = function == "HistorySearchBackward"


def attach(repl: Repl) -> None:
    """Import PSReadLine into the session of a terminal shell."""
    import_psreadline(repl.session, TerminalReadLine(repl))
