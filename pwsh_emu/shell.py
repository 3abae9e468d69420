"""The shell as a library: a session with everything wired to it, run text or files, and get objects, streams and errors back.

from pwsh_emu import Shell

shell = Shell()
result = shell.run("Get-TransportConfig | Format-List AllowLegacyTLSClients")
print(result.text)                      # what the console would show
shell.run("(Get-TransportConfig).AllowLegacyTLSClients").output   # Python values
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable

from pwsh_emu.runtime.errors import (
    BreakLoop,
    ContinueLoop,
    ErrorRecord,
    ExceptionObject,
    ExitScript,
    ParseFailure,
    PipelineStopped,
    PSError,
    defect_record,
)
from pwsh_emu.runtime.session import Session
from pwsh_emu.runtime.turns import running

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from pwsh_emu.console import BufferHost
    from pwsh_emu.exchange.organization import Organization
    from pwsh_emu.runtime.host import Host

Sink = Callable[["Any"], "Any"]


def build_session(
    host: Host,
    *,
    connected: bool = True,
    environment: str | None = None,
    tenant: str | None = None,
    sandbox: bool = False,
    location: str | None = None,
    start_service: Callable[..., Any] | None = None,
    time_limit: float | None = None,
    memory_limit: int | None = None,
) -> Session:
    """Make a session with types, commands, drives, variables and (``connected``) the Exchange cmdlets of an organization in memory.

    ``environment`` is an Exchange environment's name; ``tenant`` the file that keeps the organization; ``location`` the first current
    folder; ``start_service`` what Start-EmulatedService calls (the endpoints are a layer above). Raises ValueError for an environment
    that does not exist.
    """
    from pwsh_emu import initial
    from pwsh_emu.cmdlets.index import register
    from pwsh_emu.exchange import attach
    from pwsh_emu.history import History
    from pwsh_emu.providers import attach_providers
    from pwsh_emu.runtime.registry import TypeRegistry

    session = Session(host)
    session.types = TypeRegistry()
    session.types.current_scope = lambda: session.scope
    session.location = location or os.getcwd()
    session.interactive = host.interactive
    if time_limit is not None or memory_limit is not None:
        from pwsh_emu.runtime.limits import Limits

        session.limits = Limits(time_limit, memory_limit)
    initial.populate(session)
    register(session)
    attach_providers(session, sandbox=sandbox)
    attach(session, connected=connected, environment=environment, tenant=tenant)
    session.services["formatter"] = _formatter
    session.services["history"] = History()
    session.services["start service"] = start_service
    session.services["style"] = _style
    session.services["completer"] = _complete
    session.services["host_object"] = _host_object
    session.services["execution_context"] = _execution_context
    session.services["autoload"] = _autoload
    session.services["module of a cmdlet"] = _module_of_cmdlet
    session.services.setdefault("module_sources", {}).update(pester=_pester_module, psreadline=_psreadline_module)
    session.services["new session"] = _job_session
    session.services["debug prompt"] = _debug_prompt
    session.services["start thread"] = _start_thread
    return session


def _job_session(parent: Session, host: Host, isolated: bool) -> Session:
    """Make the session of a job: fresh as a new process has it, over the files and the organization of the session that starts it.

    ``isolated`` gives it a copy of the environment, as a process has; threads share it.
    """
    drives = parent.services["drives"]
    location = drives.infos[0].drives[0].current if drives.here.provider.flat else drives.here.path
    session = build_session(host, connected=False, location=location, start_service=parent.services.get("start service"))
    services, outer = session.services, parent.services
    services["files"] = outer["files"]
    services["environment"] = dict(outer["environment"]) if isolated else outer["environment"]
    services["organization"] = outer["organization"]
    if outer.get("exchange connections"):
        from pwsh_emu.exchange.connection import connect

        connect(session)
    return session


def _debug_prompt(session: Session, stop: Any) -> str:
    from pwsh_emu.debugprompt import ask

    return ask(session, stop)


def _start_thread(run: Callable[[], None]) -> None:
    from pwsh_emu import deepthread

    deepthread.start(run)


def _formatter(session: Session, write: Callable[[str], None], width: int) -> Any:
    from pwsh_emu.formatting.default import DefaultFormatter

    return DefaultFormatter(session, write, width)


def _style(session: Session) -> Any:
    from pwsh_emu.formatting.psstyle import style_of

    return style_of(session)


def _complete(session: Session, text: str, cursor: int) -> Any:
    from pwsh_emu.completion import complete

    return complete(session, text, cursor)


def _host_object(session: Session) -> Any:
    from pwsh_emu.runtime.types.hosting import HostView

    return HostView(session)


def _execution_context(session: Session) -> Any:
    from pwsh_emu.runtime.types.hosting import EngineIntrinsics

    return EngineIntrinsics(session)


def _module_of_cmdlet(session: Session, name: str) -> Any:
    from pwsh_emu.cmdlets.modules import described_built_in

    return described_built_in(session, name)


def _autoload(session: Session, name: str) -> Any:
    from pwsh_emu.pester.names import autoload as from_pester

    found = from_pester(session, name)
    if found is None and "psreadline" in name.lower():
        from pwsh_emu.psreadline import autoload as from_psreadline

        found = from_psreadline(session, name)
    if found is None and (session.services.get("environment") or {}).get("PSModulePath"):
        from pwsh_emu.cmdlets.autoloading import autoload as from_files

        found = from_files(session, name)
    return found


def _pester_module(session: Session) -> Any:
    from pwsh_emu.pester.names import module_of

    return module_of(session)


def _psreadline_module(session: Session) -> Any:
    from pwsh_emu.psreadline import module_of

    return module_of(session)


class Outcome:
    """How a run ended: the exit code a process would have, whether ``exit`` was called, and the record of an uncaught ``throw``."""

    __slots__ = ("code", "exited", "failed", "thrown")

    def __init__(self, code: int = 0, *, exited: bool = False, failed: bool = False, thrown: ErrorRecord | None = None) -> None:
        self.code = code
        self.exited = exited
        self.failed = failed
        self.thrown = thrown


def run_text(
    session: Session, text: str, out: Sink, *, file: str | None = None, input: Iterable[Any] | None = None, arguments: list[str] | None = None
) -> Outcome:
    """Run text in the session's global scope, as ``-Command`` and the prompt do; errors go to the session's streams.

    ``arguments`` are the texts that follow the text of ``-CommandWithArgs``.
    """

    def run() -> None:
        if arguments:
            from pwsh_emu.runtime.invocation import run_text_with_arguments

            run_text_with_arguments(session, text, arguments, out, input)
            return
        from pwsh_emu.runtime.scriptblock import ScriptBlock

        block = ScriptBlock.create(session, text, file)
        block.ast.source.status_matters = True  # the exit code of -Command is that of the last statement
        block.invoke([], input=input, out=out, new_scope=False)

    return _guarded(session, run)


def run_file(session: Session, path: str, arguments: list[str], out: Sink, *, input: Iterable[Any] | None = None) -> Outcome:
    """Run a script file with arguments as ``-File`` passes them: texts, and ``-Name value`` pairs."""

    def run() -> None:
        from pwsh_emu.runtime.invocation import run_script_file

        run_script_file(session, path, arguments, out, input)

    return _guarded(session, run)


def finish(session: Session, formatter: Any, outcome: Outcome) -> Outcome:
    """Write what a formatter still holds back and return how the run ended: script properties run then, so that it may end in another way."""
    if session.limits is not None and session.limits.exceeded:
        return outcome
    ended = _guarded(session, formatter.finish)
    return ended if ended.failed or ended.exited else outcome


def _guarded(session: Session, run: Callable[[], None]) -> Outcome:
    """Run within the session's limits, and turn whatever ends it into an Outcome with its error reported. No Python error leaves here."""
    limits = session.limits
    if limits is None:
        return _ended(session, run)
    from pwsh_emu.runtime.limitwatch import enforce

    outcome = enforce(session, limits, lambda: _ended(session, run))
    if not limits.exceeded:
        return outcome or Outcome(130, failed=True)
    report(session, limits.record())
    return Outcome(limits.exit_code, exited=limits.ends_session, failed=True)


def _ended(session: Session, run: Callable[[], None]) -> Outcome:
    """Run, and turn whatever ends it into an Outcome with its error reported."""
    try:
        with running(session):
            run()
    except ExitScript as leave:
        return Outcome(leave.code & 0xFF, exited=True)
    except (BreakLoop, ContinueLoop):
        return Outcome()  # outside of any loop they end the script
    except PSError as error:
        report(session, uncaught(session, error))
        return Outcome(1, failed=True, thrown=error.record if error.throw else None)
    except ParseFailure as failure:
        report_parse_failure(session, failure)
        return Outcome(1, failed=True)
    except PipelineStopped as stopped:
        return Outcome(stopped.exit_code, failed=True)
    except (RecursionError, MemoryError) as error:
        report(session, _limit_record(error))
        return Outcome(1, failed=True)
    except Exception as error:  # a defect of ours: said in a line, never as a traceback
        if os.environ.get("PWSH_EMU_DEBUG"):
            raise
        report(session, defect_record(error))
        return Outcome(1, failed=True)
    return Outcome()


def uncaught(session: Session, error: PSError) -> ErrorRecord:
    """Return the record as it is shown where nothing caught the error.

    A RuntimeException's own record holds a stand-in for it, unless ``throw`` was given something or a cmdlet made the error.
    """
    from pwsh_emu.runtime.parsefailure import STAND_IN
    from pwsh_emu.runtime.trapping import is_runtime_exception

    record = error.record
    stopped_by_preference = record.exception.type_name.endswith(".ActionPreferenceStopException")
    given = (error.of_cmdlet or error.throw) and not error.rethrown
    if not stopped_by_preference and (given or not is_runtime_exception(session, record.exception)):
        return record
    record.exception = ExceptionObject(STAND_IN, record.exception.message)
    return record


def report(session: Session, record: ErrorRecord) -> None:
    """Add an error that ended a run to $Error and show it, once."""
    if not record.reported:
        record.reported = True
        session.errors.insert(0, record)
    session.ok = False
    session.streams.error(record)


def report_parse_failure(session: Session, failure: ParseFailure) -> None:
    """Show the parse errors of a text that was to be run, and put them into $Error."""
    from pwsh_emu.language.errorview import render_parse_errors
    from pwsh_emu.runtime.parsefailure import uncaught_record

    session.errors.insert(0, uncaught_record(failure))
    session.ok = False
    session.host.write_error(render_parse_errors(failure.errors, failure.source, session.host.width))


def _limit_record(error: BaseException) -> ErrorRecord:
    if isinstance(error, RecursionError):
        from pwsh_emu.runtime.frame import call_depth_overflow

        return call_depth_overflow().record
    message = "Exception of type 'System.OutOfMemoryException' was thrown."
    return ErrorRecord(ExceptionObject("System.OutOfMemoryException", message), "System.OutOfMemoryException", "ResourceUnavailable")


class Result:
    """What a run gave.

    ``output`` are the objects as the runtime holds them (int, str, bool, PSCustomObject …); ``text`` is what the console would show on
    standard output, ``error_text`` on standard error; ``errors``, ``warnings``, ``verbose``, ``debug`` and ``information`` are the records in order;
    ``exit_code`` is the process's.
    """

    __slots__ = ("debug", "error_text", "errors", "exit_code", "information", "output", "text", "verbose", "warnings")

    def __init__(self) -> None:
        self.output: list[Any] = []
        self.text = ""
        self.error_text = ""
        self.errors: list[ErrorRecord] = []
        self.warnings: list[str] = []
        self.verbose: list[str] = []
        self.debug: list[str] = []
        self.information: list[Any] = []
        self.exit_code = 0

    @property
    def ok(self) -> bool:
        """Whether it ended with exit code 0 and wrote no error."""
        return self.exit_code == 0 and not self.errors


class Shell:
    """One session to run PowerShell in. Cheap to make; not shared between threads.

    ``connected`` starts with the Exchange cmdlets of an organization in memory; ``environment`` is Worldwide, GCC, GCCHigh, DoD or
    21Vianet; ``tenant`` a file that keeps the organization; ``sandbox`` keeps what scripts write in memory; ``answers`` are
    given to prompts in turn (without them a prompt fails as in a non-interactive shell); ``width`` is the console's in columns.
    ``time_limit`` is how many seconds each run may take, ``memory_limit`` how many bytes the process may grow by meanwhile: a run that goes
    further is stopped, with an error (TimeLimitExceeded, MemoryLimitExceeded) and the exit code 124 or 137.
    """

    start_service: Callable[..., Any] | None = None

    def __init__(
        self,
        *,
        connected: bool = True,
        environment: str | None = None,
        tenant: str | os.PathLike[str] | None = None,
        sandbox: bool = False,
        location: str | os.PathLike[str] | None = None,
        answers: list[str] | None = None,
        width: int = 80,
        time_limit: float | None = None,
        memory_limit: int | None = None,
    ) -> None:
        from pwsh_emu.console import BufferHost

        self._settings: dict[str, Any] = {
            "connected": connected,
            "environment": environment,
            "tenant": None if tenant is None else os.fspath(tenant),
            "sandbox": sandbox,
            "location": None if location is None else os.fspath(location),
            "start_service": self.start_service,
            "time_limit": time_limit,
            "memory_limit": memory_limit,
        }
        self._answers = list(answers or [])
        self._width = width
        self.host: BufferHost = BufferHost(self._answers, width)
        self.session = build_session(self.host, **self._settings)

    @property
    def organization(self) -> Organization:
        """The organization that the cmdlets work on; the endpoints and the page can serve it too."""
        return self.session.services["organization"]  # type: ignore[no-any-return]

    def run(self, text: str, *, input: Iterable[Any] | None = None) -> Result:
        """Run PowerShell text and collect all it gives. What it defines stays for the next run."""
        return self._collect(lambda out: run_text(self.session, text, out, input=input))

    def run_file(self, path: str | os.PathLike[str], *arguments: str) -> Result:
        """Run a script file with arguments as on the command line."""
        return self._collect(lambda out: run_file(self.session, os.fspath(path), [str(argument) for argument in arguments], out))

    def _collect(self, run: Callable[[Sink], Outcome]) -> Result:
        from pwsh_emu import deepthread
        from pwsh_emu.recording import Recorder

        if self.session.limits is not None:
            self.session.limits.begin()
        return deepthread.call(Recorder(self.session, self.host).collect, run)

    def reset(self) -> None:
        """Start anew: variables, functions, modules, location and the organization as they were at first."""
        self.host = type(self.host)(self._answers, self._width)
        self.session = build_session(self.host, **self._settings)

    def copy(self) -> Shell:
        """Return an independent shell in the same state: what one changes the other does not see."""
        from pwsh_emu.runtime.sessioncopy import copy_session

        twin = object.__new__(type(self))
        twin._settings = dict(self._settings)
        twin._answers = list(self._answers)
        twin._width = self._width
        twin.host = type(self.host)(self._answers, self._width)
        twin.session = copy_session(self.session, twin.host)
        return twin
