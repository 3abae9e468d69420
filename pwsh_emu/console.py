"""Hosts: the console of the command line, and one that keeps everything in memory for tests and the library."""

from __future__ import annotations

import os
import sys
from _thread import allocate_lock
from _thread import start_new_thread as start_thread
from time import monotonic, sleep

from pwsh_emu.runtime.errors import PipelineStopped
from pwsh_emu.runtime.host import Host
from pwsh_emu.runtime.session import Session
from pwsh_emu.runtime.streams import Streams
from pwsh_emu.runtime.text import characters

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import IO, Any

_FLUSH_AT = 1 << 16
_FLUSH_AFTER = 0.03  # seconds that output to a pipe may wait


class TextHost(Host):
    """A host that turns every record into lines: what they look like is decided in ``formatting``."""

    def streams(self, session: Session) -> Streams:
        def error(record: Any) -> None:
            from pwsh_emu.formatting.errorview import render

            self.write_error(render(session, record, self.width))

        def external(record: Any) -> None:
            self.write_error(record.message)

        def message(kind: str) -> Any:
            def show(record: Any) -> None:
                from pwsh_emu.formatting.streamlines import message_line

                self.write(message_line(session, kind, record, self.width))

            return show

        def information(record: Any) -> None:
            from pwsh_emu.formatting.streamlines import information_text

            text = information_text(session, record)
            if text is not None:
                self.write(text)

        def progress(record: Any) -> None:
            self.progress(record, session)

        return Streams(error, message("WARNING"), message("VERBOSE"), message("DEBUG"), information, progress, external)


class ConsoleHost(TextHost):
    """Standard input, output and error of the process (or any three text files)."""

    def __init__(self, stdin: IO[str] | None = None, stdout: IO[str] | None = None, stderr: IO[str] | None = None) -> None:
        self.stdin = stdin if stdin is not None else sys.stdin
        self.stdout = stdout if stdout is not None else sys.stdout
        self.stderr = stderr if stderr is not None else sys.stderr
        self._pending: list[str] = []
        self._size = 0
        self._flushed = monotonic()
        self._lock = allocate_lock()  # of the buffer
        self._flushing = allocate_lock()  # keeps what two threads hand on in order
        self._waker: int | None = None
        self.broken = False  # the reader of standard output went away
        self.lost_output = False  # something could not be written: the process ends with exit code 1
        self.pane: Any = None  # the Pane of progress bars, while there are any
        self._at_start = True  # whether what was written last ended a line
        self.interactive = True
        self.is_terminal = bool(getattr(self.stdout, "isatty", lambda: False)())
        self.no_colour = "NO_COLOR" in os.environ
        self.supports_virtual_terminal = not self.no_colour and os.environ.get("TERM") not in ("dumb", "xterm-mono")
        if self.is_terminal:
            import shutil

            self.width = shutil.get_terminal_size((80, 24)).columns

    def write(self, text: str) -> None:
        if self.transcripts:
            self.transcribe(text)
        with self._lock:
            self._pending.append(text)
            self._size += len(text)
        if self._size >= _FLUSH_AT or self.is_terminal or monotonic() - self._flushed >= _FLUSH_AFTER:
            self.flush()
        elif self._waker is None:
            try:
                self._waker = start_thread(self._flush_late, ())
            except RuntimeError:  # no more threads: nothing may wait then
                self.flush()

    def _flush_late(self) -> None:
        """Hand on what a burst of output left behind, though the program writes nothing more for a while."""
        while self._pending:
            sleep(_FLUSH_AFTER)
            if monotonic() - self._flushed >= _FLUSH_AFTER:
                self.flush()
        self._waker = None

    def flush(self) -> None:
        """Hand on what is buffered; a closed pipe is remembered and ends the output, not the program."""
        if self._pending:
            with self._flushing:
                self._flush()

    def _flush(self) -> None:
        with self._lock:
            text = "".join(self._pending)
            self._pending.clear()
            self._size = 0
        if self.pane is not None and text:
            text = self._around_pane(text)
        elif text:
            self._at_start = text.endswith("\n")
        self._send(text)

    def _send(self, text: str) -> None:
        """Write to standard output at once."""
        if self.broken or not text:
            return
        try:
            self.stdout.write(characters(text))
            self.stdout.flush()
        except BrokenPipeError:
            self.broken = True
        except UnicodeEncodeError:
            self.stdout.write(text.encode("utf-8", "surrogatepass").decode("utf-8", "replace"))
            self.stdout.flush()
        except OSError as error:  # a full disk: said once, and the process fails
            self.broken = self.lost_output = True
            self.write_error(f"Standard output cannot be written: {error.strerror}.\n")
        finally:
            self._flushed = monotonic()

    def write_error(self, text: str) -> None:
        if self.transcripts:
            self.transcribe(text)
        self.flush()
        if self.pane is not None:
            self._send(self.pane.erase())
            self.pane.wrote(text)
        else:
            self._at_start = text.endswith("\n")
        try:
            self.stderr.write(characters(text))
            self.stderr.flush()
        except BrokenPipeError:
            self.broken = True
        except UnicodeEncodeError:
            self.stderr.write(text.encode("utf-8", "surrogatepass").decode("utf-8", "replace"))
        if self.pane is not None:
            self._send(self._drawn())

    # --- progress ---
    def progress(self, record: Any, session: Session) -> None:
        """Draw the bars of the activities under way, below the output; only a terminal has them."""
        if not self.is_terminal or not self.supports_virtual_terminal:
            return
        from pwsh_emu.progress import Pane, indicator, settings_of

        self.flush()
        if self.pane is None:
            if record.completed:
                return
            self.pane = Pane()
            self.pane.at_start = self._at_start
        settings = settings_of(session)
        self.pane.style, self.pane.most = settings["Style"], settings["MaxWidth"]
        if self.pane.take(record):
            self._send(self._drawn())
        if settings["UseOSCIndicator"]:
            self._send(indicator(record, self.pane))

    def end_progress(self) -> None:
        """Take all bars away: the command that showed them is over."""
        if self.pane is not None:
            self.flush()
            self._send(self.pane.erase())
            self.pane = None

    def _drawn(self) -> str:
        import shutil

        size = shutil.get_terminal_size((self.width, 24))
        return str(self.pane.draw(size.columns, size.lines))

    def _around_pane(self, text: str) -> str:
        """Return text with the bars taken away before it and drawn again behind it."""
        erase = self.pane.erase()
        self.pane.wrote(text)
        return f"{erase}{text}{self._drawn()}"

    def read_line(self, prompt: str) -> str | None:
        """Ask on standard output and read a line; an answer that comes from a pipe is shown as PowerShell shows it."""
        self.write(prompt)
        self.flush()
        if self.pane is not None:
            self._send(self.pane.erase())
        line = self.stdin.readline()
        if not line:
            return None
        line = line.rstrip("\r\n")
        if not getattr(self.stdin, "isatty", lambda: False)():
            self.write(line + "\n")
        else:
            self.transcribe(line + "\n")  # the terminal has shown it
        return line

    def read_input(self) -> str | None:
        self.flush()
        return self.stdin.readline() or None

    def read_secret(self, prompt: str) -> str | None:
        """Ask for a line that is not shown. Keys cannot be read from a pipe: PowerShell then ends the run without a word, and so does this."""
        if not getattr(self.stdin, "isatty", lambda: False)():
            self.write(prompt)
            raise PipelineStopped(0)
        import getpass

        self.flush()
        try:
            return getpass.getpass(prompt)
        except EOFError:
            return None


class BufferHost(TextHost):
    """Keeps standard output and error as text, and answers prompts from a list."""

    def __init__(self, answers: list[str] | None = None, width: int = 80) -> None:
        self.width = width
        self.output: list[str] = []
        self.errors: list[str] = []
        self.answers = list(answers or [])
        self.interactive = bool(self.answers)

    def write(self, text: str) -> None:
        if self.transcripts:
            self.transcribe(text)
        self.output.append(text)

    def write_error(self, text: str) -> None:
        if self.transcripts:
            self.transcribe(text)
        self.errors.append(text)

    def read_line(self, prompt: str) -> str | None:
        self.write(prompt)
        if not self.answers:
            return None
        answer = self.answers.pop(0)
        self.write(answer + "\n")
        return answer

    def read_input(self) -> str | None:
        return self.answers.pop(0) + "\n" if self.answers else None
