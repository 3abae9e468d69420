"""The streams beside the output pipe: where errors, warnings and the rest of what a command says go."""

from __future__ import annotations

from collections.abc import Callable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

Sink = Callable[["Any"], "Any"]


class Streams:
    """One sink a stream. A redirection (``2>&1``, ``3>file``) makes a copy with other sinks for the command it stands at."""

    __slots__ = ("_outside", "debug", "error", "external", "information", "progress", "redirected", "verbose", "warning")

    def __init__(
        self, error: Sink, warning: Sink, verbose: Sink, debug: Sink, information: Sink, progress: Sink, external: Sink | None = None
    ) -> None:
        self.error = error  # takes ErrorRecord
        self.warning = warning  # takes WarningRecord
        self.verbose = verbose  # takes VerboseRecord
        self.debug = debug  # takes DebugRecord
        self.information = information  # takes InformationRecord
        self.progress = progress  # takes ProgressRecord
        self.external = external or error  # takes ErrorRecords of methods and properties that scripts define, see `outside`
        self._outside: Streams | None = None
        self.redirected = False  # information goes elsewhere than to the host, which then decides by the preference no more

    def outside(self) -> Streams:
        """Return the streams of a block that a member runs: what Write-Error writes there is no part of the caller's pipeline.

        No redirection takes it, and the console shows the bare message (ScriptBlock.ErrorHandlingBehavior.WriteToExternalErrorPipe).
        """
        found = self._outside
        if found is None or found.external is not self.external:
            found = self._outside = self.copy()
            found.error = self.external
        return found

    def copy(self) -> Streams:
        twin = Streams(self.error, self.warning, self.verbose, self.debug, self.information, self.progress, self.external)
        twin.redirected = self.redirected
        return twin
