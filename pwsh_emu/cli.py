"""The command ``pwsh-emu``: reads the command line, runs a script, text or the interactive shell, and returns the exit code."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterator

from pwsh_emu import options as command_line
from pwsh_emu.options import USAGE, USAGE_EXIT_CODE, Options, UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import IO, Any

    from pwsh_emu.runtime.limits import Limits


def entry() -> None:
    """Run the command line of this process and leave with its exit code."""
    _settle_text_files()
    arguments = sys.argv[1:]
    if arguments[:1] == ["serve"]:
        code = main(arguments)  # the endpoints listen for signals, which only the main thread can
    else:
        gc.disable()  # what a start makes stays; `_Run.run` turns it on again
        code = _in_deep_thread(arguments)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (BrokenPipeError, ValueError):
            code = code or 1
    os._exit(code)  # scripts leave no threads that must be waited for, and the interpreter's own tidying costs time


def _settle_text_files() -> None:
    """UTF-8 without translation of line ends, whatever the locale says: PowerShell's own default on Linux."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(
                encoding="utf-8", errors="replace" if stream is sys.stdin else "surrogatepass", newline="" if stream is sys.stdin else "\n"
            )


def _in_deep_thread(arguments: list[str]) -> int:
    """Run a command line in a deep thread; Ctrl+C stops the script that runs there."""
    from pwsh_emu import deepthread, interrupts

    try:
        return deepthread.call(main, arguments, on_interrupt=interrupts.interrupt)
    except KeyboardInterrupt:
        return 130


def main(arguments: list[str], stdin: IO[str] | None = None, stdout: IO[str] | None = None, stderr: IO[str] | None = None) -> int:
    """Run a command line against three text files (the process's own by default) and return the exit code."""
    stdin, stdout, stderr = stdin or sys.stdin, stdout or sys.stdout, stderr or sys.stderr
    if arguments[:1] == ["ast"]:
        from pwsh_emu.language.ast_command import main as ast_main

        return ast_main(arguments[1:])
    if arguments[:1] == ["serve"]:
        from pwsh_emu.smtp.serve import main as serve_main

        return serve_main(arguments[1:])
    try:
        options = command_line.parse(arguments)
        if options.mode == "version":
            from pwsh_emu.initial import POWERSHELL_VERSION

            stdout.write(f"PowerShell {POWERSHELL_VERSION}\n")
            return 0
        if options.mode == "help":
            stdout.write(USAGE)
            return 0
        return _Run(options, stdin, stdout, stderr).run()
    except UsageError as error:
        stderr.write(f"{error}\n")
        stdout.write(USAGE)
        return USAGE_EXIT_CODE


class _Run:
    """One run of the command line: its session, and what it was asked to do."""

    def __init__(self, options: Options, stdin: IO[str], stdout: IO[str], stderr: IO[str]) -> None:
        from pwsh_emu.api import start_service
        from pwsh_emu.console import ConsoleHost
        from pwsh_emu.shell import build_session

        self.options = options
        if options.mode == "file" and options.script is not None:
            _check_script(options.script)
        if options.settings_file is not None and not os.path.isfile(options.settings_file):
            raise UsageError(
                f"Processing -SettingsFile '{options.settings_file}' failed because the file does not exist. Specify a valid path as the argument to "
                "the -SettingsFile parameter."
            )
        self.host = ConsoleHost(stdin, stdout, stderr)
        self.host.interactive = not options.non_interactive
        try:
            self.session = build_session(
                self.host,
                start_service=start_service,
                connected=not options.disconnected,
                environment=options.environment,
                tenant=options.tenant,
                sandbox=options.sandbox,
                time_limit=options.time_limit,
                memory_limit=options.memory_limit,
            )
        except ValueError as error:
            raise UsageError(str(error)) from None
        self.session.services["grid view"] = _grid_view
        if self.session.limits is not None:
            self._begin_limits(self.session.limits)

    def _begin_limits(self, limits: Limits) -> None:
        """Count what the whole process uses (at a terminal: what each line uses), and let the system end it where nothing else can."""
        stdin = self.host.stdin
        limits.ends_session = self.options.mode != "interactive" or not getattr(stdin, "isatty", lambda: False)()
        if limits.ends_session and stdin is sys.stdin:
            limits.last_resort = self._end_process
            if limits.time is not None:
                import faulthandler

                faulthandler.dump_traceback_later(limits.time + 5, file=open(os.devnull, "w"), exit=True)  # noqa: SIM115 - it must stay open
            if limits.memory is not None:
                _limit_address_space(limits.memory)
        limits.begin()

    def _end_process(self, code: int, message: str) -> None:
        """End the process where a run cannot be stopped."""
        self.host.flush()
        os.write(2, f"{message}\n".encode())
        os._exit(code)

    def run(self) -> int:
        from pwsh_emu import interrupts
        from pwsh_emu.runtime.turns import running

        if not gc.isenabled():
            gc.freeze()
            gc.enable()
        with interrupts.OfSession(self.session), running(self.session):
            try:
                code = self._run()
            finally:
                events = self.session.services.get("events")
                if events is not None:
                    events.generate("PowerShell.Exiting")
                self.host.end_progress()
                self.host.flush()
        return 1 if self.host.lost_output and code == 0 else code

    def _run(self) -> int:
        options = self.options
        if options.working_directory is not None:
            self._go_to(options.working_directory)
        if not options.no_profile and (options.mode in ("file", "command")):
            ended = self._profiles()
            if ended is not None:
                return ended
        if options.mode == "file":
            outcome_code, exited = self._piped(lambda out: self._file(out))
        elif options.mode == "command":
            if options.read_stdin:
                return self._typed_text()
            outcome_code, exited = self._piped(lambda out: self._command(out))
        else:
            return self._interactive()
        if options.no_exit and not exited:
            return self._interactive()
        return outcome_code

    def _piped(self, run: Any) -> tuple[int, bool]:
        """Run with one formatter for the whole output, as one pipeline that ends in Out-Default."""
        session = self.session
        if self.options.output_xml:
            return self._as_clixml(run)
        formatter = session.services["formatter"](session, self.host.write, self.host.width)
        session.out_default = formatter.write
        from pwsh_emu.shell import finish

        outcome = finish(session, formatter, run(formatter.write))
        return outcome.code, outcome.exited

    def _as_clixml(self, run: Any) -> tuple[int, bool]:
        from pwsh_emu.runtime.clixml import CliXmlWriter

        values: list[Any] = []
        outcome = run(values.append)
        self.host.write("#< CLIXML\n" + CliXmlWriter(self.session).stream_document(values, "Output"))
        return outcome.code, outcome.exited

    def _file(self, out: Any) -> Any:
        from pwsh_emu.shell import run_file

        assert self.options.script is not None
        return run_file(self.session, self.options.script, self.options.arguments, out, input=self._input())

    def _command(self, out: Any) -> Any:
        from pwsh_emu.shell import run_text

        assert self.options.script is not None
        outcome = run_text(self.session, self.options.script, out, input=self._input(), arguments=self.options.arguments)
        if not outcome.exited and not outcome.failed and not self.session.ok:
            outcome.code = 1
        if not outcome.exited and self.session.services.get("exit_code") is not None:
            outcome.code = self.session.services["exit_code"]
        return outcome

    def _input(self) -> Iterator[str] | None:
        """Return the lines of standard input where it is a pipe or file, read only as they are asked for."""
        stdin = self.host.stdin
        if getattr(stdin, "isatty", lambda: False)():
            return None
        return (line.rstrip("\r\n") for line in stdin)

    def _typed_text(self) -> int:
        from pwsh_emu.interactive import run_unprompted

        return run_unprompted(self.session, self.host)

    def _profiles(self, *, tell_time: bool = False) -> int | None:
        """Run the profiles; returns the exit code where the session ended in them."""
        from pwsh_emu.profiles import run_profiles

        ended = run_profiles(self.session, self.host, tell_time=tell_time)
        return None if ended is None else ended.code

    def _interactive(self) -> int:
        if not self.options.no_logo:
            from pwsh_emu.initial import POWERSHELL_VERSION

            self.host.write(f"PowerShell {POWERSHELL_VERSION}\n")
            self.host.flush()
        run = self._prompt()
        if not self.options.no_profile and self.options.mode == "interactive":
            ended = self._profiles(tell_time=not (self.options.no_logo or self.options.no_profile_load_time))
            if ended is not None:
                return ended
        return run()

    def _prompt(self) -> Callable[[], int]:
        """Return what reads and runs commands; made before the profiles run, which may change how it reads."""
        if self.host.is_terminal and getattr(self.host.stdin, "isatty", lambda: False)():
            from pwsh_emu.repl import terminal

            return terminal(self.session, self.host)
        from pwsh_emu.interactive import run_prompted

        return lambda: run_prompted(self.session, self.host)

    def _go_to(self, folder: str) -> None:
        path = os.path.normpath(os.path.join(self.session.location, os.path.expanduser(folder)))
        if os.path.isdir(path):
            self.session.services["drives"].go(self.session.services["drives"].locate(path))
        else:
            self.host.write_error(f"Set-Location: Cannot find path '{folder}' because it does not exist.\n")


def _grid_view(title: str, columns: list[str], rows: list[list[str]], mode: str) -> list[int]:
    """Show Out-GridView's table and return the rows that are chosen."""
    from pwsh_emu.repl.gridview import show

    return show(title, columns, rows, mode)


def _check_script(path: str) -> None:
    if not os.path.isfile(path):
        raise UsageError(
            f"The argument '{path}' is not recognized as the name of a script file. Check the spelling of the name, or if a path was included, "
            "verify that the path is correct and try again."
        )


def _limit_address_space(memory: int) -> None:
    """Let the system refuse memory a good way above the limit, where the script takes it in one step."""
    from pwsh_emu.runtime.processmemory import mapped

    held = mapped()
    if held is None:
        return
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (held + memory * 2 + 64 * 1024 * 1024, resource.RLIM_INFINITY))
    except (ImportError, OSError, ValueError):  # no such limit on this system
        return
