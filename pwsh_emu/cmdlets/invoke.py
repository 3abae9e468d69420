"""Invoke-Command, Invoke-Expression, Measure-Command, Start-Sleep and Set-StrictMode."""

from __future__ import annotations

from typing import Any

from pwsh_emu.runtime.command import Cmdlet, implements
from pwsh_emu.runtime.errors import ParseFailure, PSError, not_supported
from pwsh_emu.runtime.redirection import nowhere
from pwsh_emu.runtime.values import AUTOMATION_NULL


@implements("Invoke-Command")
class InvokeCommand(Cmdlet):
    """Runs commands on local and remote computers."""

    ScriptBlock: Any = None
    InputObject: Any = AUTOMATION_NULL
    ArgumentList: Any = None
    NoNewScope = False

    def begin(self) -> None:
        self._items: list[Any] = []
        if "ComputerName" in self.bound or "ConnectionUri" in self.bound:
            from pwsh_emu.cmdlets.remote_sessions import no_wsman

            raise no_wsman(self)
        for name in ("Session", "HostName", "SSHConnection", "VMId", "VMName", "ContainerId", "FilePath"):
            if name in self.bound:
                raise not_supported(f"Invoke-Command -{name}")

    def process(self) -> None:
        if self.InputObject is not AUTOMATION_NULL:
            self._items.append(self.InputObject)

    def end(self) -> None:
        given = "InputObject" in self.bound or self.processor.expects_input
        self.ScriptBlock.invoke(
            list(self.ArgumentList or ()),
            input=self._items if given else None,
            out=self.out,
            new_scope=not self.NoNewScope,
        )


@implements("Invoke-Expression")
class InvokeExpression(Cmdlet):
    """Runs commands or expressions on the local computer."""

    Command: Any = None

    def process(self) -> None:
        from pwsh_emu.runtime.scriptblock import ScriptBlock

        try:
            ScriptBlock.create(self.session, str(self.Command)).invoke([], out=self.out, new_scope=False)
        except ParseFailure as failure:  # also of a class that cannot be made
            raise self._parse_error(failure) from failure

    def _parse_error(self, failure: ParseFailure) -> PSError:
        from pwsh_emu.runtime.parsefailure import parse_error_record

        record = parse_error_record(failure)
        record.origin = self.info.implementing_type
        record.activity = self.info.name
        record.invocation = self.invocation
        return PSError(record)


@implements("Measure-Command")
class MeasureCommand(Cmdlet):
    """Measures the time it takes to run script blocks and cmdlets."""

    InputObject: Any = AUTOMATION_NULL
    Expression: Any = None

    def begin(self) -> None:
        self._seconds = 0.0

    def process(self) -> None:
        import time

        start = time.perf_counter()
        value = {} if self.InputObject is AUTOMATION_NULL else {"dollar_under": self.InputObject}
        self.Expression.invoke([], out=nowhere, new_scope=False, **value)
        self._seconds += time.perf_counter() - start

    def end(self) -> None:
        from pwsh_emu.runtime.members import invoke_static

        span = self.session.types.resolve("System.TimeSpan")
        from pwsh_emu.runtime.values import Int64

        self.write(invoke_static(self.session, span, "FromTicks", [Int64(self._seconds * 10_000_000)]))


@implements("Start-Sleep")
class StartSleep(Cmdlet):
    """Suspends the activity in a script or session for the specified period of time."""

    Seconds: Any = None
    Milliseconds: Any = None
    Duration: Any = None

    def process(self) -> None:
        if self.Seconds is not None:
            seconds = float(self.Seconds)
        elif self.Milliseconds is not None:
            seconds = int(self.Milliseconds) / 1000
        else:
            from pwsh_emu.runtime.members import get_property

            seconds = float(get_property(self.session, self.Duration, "TotalSeconds"))
            if seconds < 0:
                message = 'Cannot validate argument on parameter "Duration". The value must be greater than or equal to 0.'
                raise self.terminate(self.error("System.ArgumentException", message, "MinimumDurationInvalid", "InvalidArgument"))
        self._sleep(seconds)

    def _sleep(self, seconds: float) -> None:
        from pwsh_emu.runtime.turns import pause

        self.session.host.flush()
        pause(self.session, seconds)


@implements("Set-StrictMode")
class SetStrictMode(Cmdlet):
    """Establishes and enforces coding rules in expressions, scripts, and script blocks."""

    Off = False
    Version: Any = None

    def end(self) -> None:
        scope = self.session.scope
        if self.Version is None:
            scope.strict = 0
            return
        text = str(self.Version)
        major = 3 if text.lower() == "latest" else int(text.partition(".")[0])
        scope.strict = min(major, 3)
