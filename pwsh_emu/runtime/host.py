"""The host: the only way from the runtime to a console, a buffer or a test. Upper layers subclass it."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from pwsh_emu.runtime.session import Session
    from pwsh_emu.runtime.streams import Streams


class Host:
    """What every host can do. Widths are in columns; text has its line breaks."""

    name = "ConsoleHost"
    width = 80
    interactive = False  # whether a person can be asked
    is_terminal = False  # whether what is written goes to a terminal
    transcripts: list[Any] | tuple[()] = ()  # what Start-Transcript began: each takes what is shown by ``add``

    def streams(self, session: Session) -> Streams:
        """Return the outermost streams of a session."""
        raise NotImplementedError

    def write(self, text: str) -> None:
        """Write to standard output as it is."""
        raise NotImplementedError

    def write_error(self, text: str) -> None:
        """Write to standard error as it is."""
        raise NotImplementedError

    def transcribe(self, text: str) -> None:
        """Hand what is shown to the transcripts under way."""
        for transcript in self.transcripts:
            transcript.add(text)

    def flush(self) -> None:
        """Hand on what is buffered."""

    def read_line(self, prompt: str) -> str | None:
        """Ask for a line; None at the end of input."""
        raise NotImplementedError

    def read_input(self) -> str | None:
        """Read a line of standard input with its end, and show nothing; None at the end."""
        return None

    def read_secret(self, prompt: str) -> str | None:
        """Ask for a line that is not shown."""
        return self.read_line(prompt)

    def choose(self, caption: str, message: str, choices: list[tuple[str, str]], default: int) -> int:
        """Ask to choose among (label with &, help) pairs; the default is -1 for none."""
        raise NotImplementedError

    def progress(self, record: Any, session: Session) -> None:
        """Show a ProgressRecord."""

    def end_progress(self) -> None:
        """Show no progress any more."""
