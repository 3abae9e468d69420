"""Out-Default, Out-Host, Out-String and Out-Null."""

from __future__ import annotations

from typing import Any

from pwsh_emu.formatting.default import DefaultFormatter
from pwsh_emu.runtime.command import Cmdlet, implements
from pwsh_emu.runtime.errors import PSError


class _OutCmdlet(Cmdlet):
    """Base of the cmdlets that lay objects out: one formatter for the whole input."""

    InputObject: Any = None

    def formatter(self) -> DefaultFormatter:
        raise NotImplementedError

    def begin(self) -> None:
        self._formatter = self.formatter()

    def process(self) -> None:
        try:
            self._formatter.write(self.InputObject)
        except PSError as error:
            raise (error if error.record.origin and error.record.invocation else self.terminate(error.record)) from None

    def end(self) -> None:
        self._formatter.finish()


@implements("Out-Host")
class OutHost(_OutCmdlet):
    """Sends output to the command line."""

    Paging: Any = False
    _pager: Any = None

    def formatter(self) -> DefaultFormatter:
        host = self.session.host
        if self.Paging:
            from pwsh_emu.cmdlets.paging import pager_of

            self._pager = pager_of(self.session)
        return DefaultFormatter(self.session, host.write if self._pager is None else self._pager.write, host.width)

    def process(self) -> None:
        super().process()
        if self._pager is not None and self._pager.quit:
            self.stop_upstream()


@implements("Out-Default")
class OutDefault(OutHost):
    """Sends the output to the default formatter and to the default output cmdlet."""

    Transcript: Any = False

    def formatter(self) -> DefaultFormatter:
        if not self.Transcript:
            return super().formatter()
        host = self.session.host
        return DefaultFormatter(self.session, host.transcribe, host.width)

    def process(self) -> None:
        if self.Transcript:
            self.write(self.InputObject)  # beside what the transcripts get
        super().process()


@implements("Out-String")
class OutString(_OutCmdlet):
    """Outputs input objects as a string."""

    Width: Any = None
    Stream: Any = False
    NoNewline: Any = False

    def formatter(self) -> DefaultFormatter:
        self._text: list[str] = []
        write = self._line if self.Stream else self._text.append
        return DefaultFormatter(self.session, write, None if self.Width is None else int(self.Width), is_host=False)

    def _line(self, text: str) -> None:
        self.write(text.removesuffix("\n"))  # the layout writes line by line; a text with line breaks stays one

    def end(self) -> None:
        super().end()
        if not self.Stream:
            if self.NoNewline:
                self._text = [line.removesuffix("\n") for line in self._text]
            self.write("".join(self._text))


@implements("Out-Null")
class OutNull(Cmdlet):
    """Hides the output instead of sending it down the pipeline or displaying it."""

    InputObject: Any = None
