"""Runs something in a session while keeping every object and record it gives, and the text a console would show for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from pwsh_emu.runtime.turns import running

if TYPE_CHECKING:
    from pwsh_emu.console import BufferHost
    from pwsh_emu.runtime.session import Session
    from pwsh_emu.shell import Outcome, Result


class Recorder:
    """Listens to a session's output and streams for one run."""

    def __init__(self, session: Session, host: BufferHost) -> None:
        self.session = session
        self.host = host

    def collect(self, run: Callable[[Callable[[Any], Any]], Outcome]) -> Result:
        """Run with an output sink and return all that came."""
        from pwsh_emu.runtime.text import characters
        from pwsh_emu.shell import Result, finish

        session, host = self.session, self.host
        result = Result()
        host.output.clear()
        host.errors.clear()
        outer = session.streams
        session.streams = streams = outer.copy()
        self._listen(streams, outer, result)
        formatter = session.services["formatter"](session, host.write, host.width)
        previous = session.out_default
        session.out_default = formatter.write

        def out(value: Any) -> None:
            result.output.append(value)
            formatter.write(value)

        try:
            with running(session):
                outcome = finish(session, formatter, run(out))
        finally:
            session.streams = outer
            session.out_default = previous
        result.exit_code = outcome.code
        result.text = characters("".join(host.output))
        result.error_text = characters("".join(host.errors))
        return result

    @staticmethod
    def _listen(streams: Any, outer: Any, result: Result) -> None:
        def keep(target: list[Any], sink: Callable[[Any], Any], read: Callable[[Any], Any]) -> Callable[[Any], None]:
            def listen(record: Any) -> None:
                target.append(read(record))
                sink(record)

            return listen

        def message(record: Any) -> str:
            return str(getattr(record, "message", record))

        streams.error = keep(result.errors, outer.error, lambda record: record)
        streams.external = keep(result.errors, outer.external, lambda record: record)
        streams.warning = keep(result.warnings, outer.warning, message)
        streams.verbose = keep(result.verbose, outer.verbose, message)
        streams.debug = keep(result.debug, outer.debug, message)
        streams.information = keep(result.information, outer.information, lambda record: record)
