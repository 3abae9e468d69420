"""The debugger's prompt: shows where a script stopped and takes commands until it is to go on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.interactive import is_incomplete, prompt_text, read_prompted, run_shown

if TYPE_CHECKING:
    from pwsh_emu.runtime.debugger import Stop
    from pwsh_emu.runtime.session import Session

_ACTIONS = {
    "s": "into", "stepinto": "into", "v": "over", "stepover": "over", "o": "out", "stepout": "out",
    "c": "continue", "continue": "continue", "q": "stop", "quit": "stop",
}  # fmt: skip
_REPEATED = ("s", "stepinto", "v", "stepover", "l", "list")
_LINES = 16  # that "list" shows at a time
_BEFORE = 5  # lines before the current one that the first "list" begins with
_NO_DETACH = (
    "The debugger detach command is not applicable.  The detach command only applies when debugging jobs and runspaces with the Debug-Job or "
    "Debug-Runspace cmdlets."
)
_HELP = "\n".join(
    (
        "",
        " s, stepInto         Single step (step into functions, scripts, etc.)",
        " v, stepOver         Step to next statement (step over functions, scripts, etc.)",
        " o, stepOut          Step out of the current function, script, etc.",
        "",
        " c, continue         Continue operation",
        " q, quit             Stop operation and exit the debugger",
        " d, detach           Continue operation and detach the debugger.",
        "",
        " k, Get-PSCallStack  Display call stack",
        "",
        " l, list             List source code for the current script.  ",
        '                     Use "list" to start from the current line, "list <m>"  ',
        '                     to start from line <m>, and "list <m> <n>" to list <n> ',
        "                     lines starting from line <m>",
        "",
        " <enter>             Repeat last command if it was stepInto, stepOver or list",
        "",
        " ?, h                displays this help message.",
        "",
        "",
        'For instructions about how to customize your debugger prompt, type "help about_prompt".',
        "",
        "",
    )
)


def ask(session: Session, stop: Stop) -> str:
    """Show a stop and return what to do then: "into", "over", "out", "continue" or "stop"."""
    return _DebugPrompt(session, stop).run()


class _DebugPrompt:
    """One stop of the debugger."""

    def __init__(self, session: Session, stop: Stop) -> None:
        self.session = session
        self.stop = stop
        self.next_line = 0

    def run(self) -> str:
        from pwsh_emu.language.positions import position_message

        session, stop = self.session, self.stop
        debugger = session.debugger
        if not debugger.banner_shown:
            debugger.banner_shown = True
            self._say("Entering debug mode. Use h or ? for help.\n\n")
        if stop.breakpoints:
            self._say("".join(f"Hit {one}\n" for one in stop.breakpoints) + "\n")
        self._say(position_message(stop.extent.source, stop.extent.start, stop.extent.end) + "\n")
        level = session.global_scope.cell("nestedpromptlevel")
        before = level.value
        level.value = before + 1 if isinstance(before, int) else 1
        session.global_scope.cell("psdebugcontext", "PSDebugContext").value = self._context()
        ok, streams, sink = session.ok, session.streams, session.out_default
        session.streams = session.host.streams(session)
        try:
            return self._read()
        finally:
            session.ok, session.streams, session.out_default = ok, streams, sink
            level.value = before
            session.global_scope.variables.pop("psdebugcontext", None)

    def _say(self, text: str) -> None:
        self.session.host.write(text)

    def _context(self) -> Any:
        from pwsh_emu.runtime.errors import InvocationInfo
        from pwsh_emu.runtime.values import PSArray, PSCustomObject

        breakpoints = PSArray(self.stop.breakpoints, "System.Management.Automation.Breakpoint")
        names = ["System.Management.Automation.PSDebugContext", "System.Object"]
        return PSCustomObject({"InvocationInfo": InvocationInfo(None, self.stop.extent), "Breakpoints": breakpoints, "Trigger": None}, names)

    def _read(self) -> str:
        while True:
            text = self._command()
            if text is None:
                return "continue"
            word, *rest = text.split() or [""]
            low = word.lower()
            debugger = self.session.debugger
            if not low and debugger.last_command in _REPEATED:
                low, rest = debugger.last_command, []
            debugger.last_command = low
            if low in _ACTIONS and not rest:
                return _ACTIONS[low]
            if low in ("d", "detach") and not rest:
                self._say(_NO_DETACH + "\n")
            elif low in ("h", "?") and not rest:
                self._say(_HELP)
            elif low in ("k", "get-pscallstack") and not rest:
                self._stack()
            elif low in ("l", "list") and all(one.lstrip("-").isdigit() for one in rest) and len(rest) < 3:
                self._list([int(one) for one in rest])
            elif low:
                outcome = run_shown(self.session, self.session.host, text)
                if outcome.exited:
                    return "continue"

    def _command(self) -> str | None:
        """Read a command, of several lines where it needs them; None at the end of the input."""
        from pwsh_emu.initial import FUNCTIONS

        prompt = prompt_text(self.session)
        function = (self.session.global_scope.functions or {}).get("prompt")
        if function is None or function.script_block.text == FUNCTIONS["prompt"]:
            prompt = "[DBG]: " + prompt
        line = read_prompted(self.session, prompt)
        if line is None or not is_incomplete(line):
            return line
        lines = [line]
        while True:
            line = read_prompted(self.session, ">> ")
            if line is None or (line == "" and not is_incomplete("\n".join(lines))):
                return "\n".join(lines)
            lines.append(line)

    def _stack(self) -> None:
        from pwsh_emu.runtime.trapping import frame_name, running_positions
        from pwsh_emu.runtime.types.callstack import CallStackFrame

        session = self.session
        formatter = session.services["formatter"](session, session.host.write, session.host.width)
        for frame, extent in running_positions(session):
            where = self.stop.extent if frame is self.stop.frame else extent
            formatter.write(CallStackFrame(frame, where, frame_name(frame, where)))
        formatter.finish()

    def _list(self, numbers: list[int]) -> None:
        """Show lines of the script around the current one, on from the last ones shown, or from a line on."""
        source = self.stop.extent.source
        lines = source.text.split("\n")
        if lines and not lines[-1]:
            lines.pop()
        if not lines:
            self._say("There is no source code available.\n")
            return
        start = numbers[0] if numbers else self.next_line or max(self.stop.line - _BEFORE, 1)
        if numbers and not 1 <= start <= len(lines):
            self._say(f"The starting line must be a positive integer no greater than {len(lines)}\n")
            return
        count = numbers[1] if len(numbers) > 1 else _LINES
        if count < 1:
            self._say("The line count must be a positive integer.\n")
            return
        end = min(start + count, len(lines) + 1)
        text = "".join(
            f"{number:>5}:{'*' if number == self.stop.line else ' '} {lines[number - 1].rstrip(chr(13))}\n" for number in range(start, end)
        )
        self._say(f"\n{text}\n")
        self.next_line = end
