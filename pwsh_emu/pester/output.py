"""What a run shows on the console, as Pester 5.7 writes it for each verbosity."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from pwsh_emu.runtime.records import HostInformationMessage, InformationRecord

if TYPE_CHECKING:
    from pwsh_emu.pester.configuration import Configuration
    from pwsh_emu.pester.model import Block, Container, Run, Test
    from pwsh_emu.runtime.errors import ErrorRecord
    from pwsh_emu.runtime.session import Session

THEME = {
    "Describe": "Green", "Context": "Cyan", "Pass": "DarkGreen", "Time": "DarkGray", "Fail": "Red", "Skipped": "Yellow", "Inconclusive": "Gray",
    "Foreground": "White", "Information": "DarkGray", "Discovery": "Magenta", "Container": "Magenta",
    "BlockFail": "Red", "Total": "Gray", "NotRun": "Gray",
}  # fmt: skip


def human_time(seconds: float) -> str:
    """Return a duration as Pester writes it: 45ms, 1.25s."""
    if seconds < 1:
        return f"{round(seconds * 1000)}ms"
    text = f"{round(seconds, 2):.2f}".rstrip("0").rstrip(".")
    return f"{text}s"


class Screen:
    """Writes the progress of a run through ``write``, which takes information records."""

    def __init__(self, session: Session, configuration: Configuration, write: Callable[[Any], None]) -> None:
        self.session = session
        self._write = write
        self.verbosity = str(configuration.value("Output", "Verbosity"))
        self.on = self.verbosity != "None"
        self.detailed = self.verbosity in ("Detailed", "Diagnostic")
        self.stack = str(configuration.value("Output", "StackTraceVerbosity"))
        self.markers = bool(configuration.value("Debug", "ShowNavigationMarkers"))
        self.ci_level = str(configuration.value("Output", "CILogLevel"))
        self.ci_format = self._ci(str(configuration.value("Output", "CIFormat")))
        self.mode = self._mode(str(configuration.value("Output", "RenderMode")))

    def _ci(self, given: str) -> str:
        environment = self.session.services.get("environment") or {}
        if given != "Auto":
            return given
        if environment.get("TF_BUILD"):
            return "AzureDevops"
        return "GithubActions" if environment.get("GITHUB_ACTIONS") else "None"

    def _mode(self, given: str) -> str:
        if given != "Auto":
            return given
        environment = self.session.services.get("environment") or {}
        if "NO_COLOR" in environment:
            return "Plaintext"
        return "ConsoleColor"

    # --- writing ---
    def say(self, text: str, colour: str = "", *, newline: bool = True) -> None:
        """Write one message, with its colour where the output has colours."""
        if not self.on:
            return
        shade: Any = None
        if colour and self.mode != "Plaintext":
            shade = self.session.types.resolve("System.ConsoleColor").named(colour)
        self._write(InformationRecord(HostInformationMessage(text, not newline, shade, None), "Write-PesterHostMessage", ["PSHOST"], to_host=True))

    def error_text(self, records: list[ErrorRecord]) -> str:
        parts = []
        for index, record in enumerate(records):
            shown = (record.extended or {}).get("DisplayErrorMessage") or record.message
            text = f"[{index}] {shown}" if len(records) > 1 else str(shown)
            trace = str((record.extended or {}).get("DisplayStackTrace") or "")
            if trace and self.stack != "None":
                text += "\n" + (trace.split("\n")[0] if self.stack == "FirstLine" else trace)
            parts.append(text)
        return "\n".join(parts)

    def failure(self, header: str, records: list[ErrorRecord], margin: str, time: str = "") -> None:
        """Write a line that says what failed, and its errors, in the form of a build service where one runs."""
        lines = [f"{margin}{line}" for line in self.error_text(records).split("\n")]
        if self.ci_format in ("AzureDevops", "GithubActions"):
            self._ci_failure(f"{header}{f' {time}' if time else ''}", lines)
            return
        if time:
            self.say(header, THEME["Fail"], newline=False)
            self.say(f" {time}", THEME["Time"])
        else:
            self.say(header, THEME["Fail"])
        self.say("\n".join(lines), THEME["Fail"])

    def _ci_failure(self, header: str, lines: list[str]) -> None:
        level = self.ci_level.lower()
        if self.ci_format == "AzureDevops":
            self.say(f"##vso[task.logissue type={level}] {header}")
            for line in lines:
                self.say(f"##[{level}] {line}")
            return
        self.say(f"::{level}::{header.lstrip()}")
        self.say("::group::Message")
        for line in lines:
            self.say(line.lstrip())
        self.say("::endgroup::")

    # --- the phases ---
    def start(self, version: str) -> None:
        if self.detailed:
            self.say(f"Pester v{version}", THEME["Discovery"])

    def discovery_start(self, count: int) -> None:
        self.say(f"\nStarting discovery in {count} files.", THEME["Discovery"])

    def discovery_failed(self, container: Container) -> None:
        self.failure(f"[-] Discovery in {container.Name} failed with:", container.ErrorRecord, "")

    def discovery_end(self, tests: list[Test], seconds: float, filters: list[tuple[str, list[str]]], *, skipped: bool) -> None:
        self.say(f"Discovery found {len(tests)} tests in {human_time(seconds)}.", THEME["Discovery"])
        if self.detailed and filters:
            for name, values in filters:
                joined = "', '".join(values)
                self.say(f"Filter '{name}' set to ('{joined}').", THEME["Discovery"])
            self.say(f"Filters selected {sum(test.ShouldRun for test in tests)} tests to run.", THEME["Discovery"])
        if skipped:
            self.say("\nTest run was skipped.", THEME["Discovery"])

    def run_start(self) -> None:
        self.say("Running tests.", THEME["Container"])

    def container_start(self, container: Container) -> None:
        if self.detailed and container.Type == "File":
            self.say(f"\nRunning tests from '{container.Name}'", THEME["Container"])

    def container_end(self, container: Container) -> None:
        if container.ErrorRecord:
            self.failure(f"[-] {container.Name} failed with:", container.ErrorRecord, "")
        if self.verbosity == "Normal" and container.Result == "Passed":
            self.say(f"[+] {container.Name}", THEME["Pass"], newline=False)
            self.say(f" {_times(container)}", THEME["Time"])

    def block_title(self, block: Block) -> None:
        """Write a block's name before its first test, those of the blocks around it first."""
        if not self.detailed or block.IsRoot or block.written:
            return
        if block.Parent is not None:
            self.block_title(block.Parent)
        level = len(block.Path) - 1
        text = ("Describing " if block.command == "Describe" else "Context ") + (block.ExpandedName or block.Name)
        if self.markers:
            text += f", {block.file}:{block.StartLine}"
        if level == 0 and not block.First:
            self.say("")
        self.say(f"{' ' * level}{text}", THEME[block.command])
        block.written = True

    def test_end(self, test: Test) -> None:
        """Write a test's line; only failures where the verbosity is Normal."""
        if self.detailed:
            margin = " " * len(test.Path)
            name = test.ExpandedName
            if not test.Skip and test.ErrorRecord and test.ErrorRecord[0].error_id in ("PesterTestSkipped", "PesterTestInconclusive"):
                name += f" {test.ErrorRecord[0].message}"
        else:
            margin = ""
            name = test.ExpandedPath
        times = _times(test)
        if self.markers:
            name += f", {test.ScriptBlock.file}:{test.StartLine}"
        if test.Result == "Failed":
            self.failure(f"{margin}[-] {name}", test.ErrorRecord, margin + " ", times)
        elif self.detailed and test.Result in ("Passed", "Skipped", "Inconclusive"):
            mark, shade = {"Passed": ("+", "Pass"), "Skipped": ("!", "Skipped"), "Inconclusive": ("?", "Inconclusive")}[test.Result]
            self.say(f"{margin}[{mark}] {name}", THEME[shade], newline=False)
            self.say(f" {times}", THEME["Time"])

    def block_failed(self, block: Block) -> None:
        if self.detailed and any(test.First and not test.Executed for test in block.Tests):
            self.block_title(block)
        margin = " " * (len(block.Path) + 1) if self.detailed else " "
        self.failure(f"[-] {block.command} {'.'.join(block.Path)} failed", block.ErrorRecord, margin)

    def end(self, run: Run, seconds: float) -> None:
        """Write the summary."""
        self.say(f"Tests completed in {human_time(seconds)}", THEME["Foreground"])
        failed = run.FailedCount > 0
        self.say(f"Tests Passed: {run.PassedCount}, ", THEME["Foreground"] if failed else THEME["Pass"], newline=False)
        self.say(f"Failed: {run.FailedCount}, ", THEME["Fail"] if failed else THEME["Information"], newline=False)
        self.say(f"Skipped: {run.SkippedCount}, ", THEME["Skipped" if run.SkippedCount else "Information"], newline=False)
        self.say(f"Inconclusive: {run.InconclusiveCount}, ", THEME["Inconclusive" if run.InconclusiveCount else "Information"], newline=False)
        self.say("", THEME["Total" if run.TotalCount else "Information"], newline=False)
        self.say(f"NotRun: {run.NotRunCount}", THEME["NotRun" if run.NotRunCount else "Information"])
        if run.FailedBlocks:
            self.say(f"BeforeAll \\ AfterAll failed: {len(run.FailedBlocks)}", THEME["Fail"])
            self.say("\n".join(f"  - {'.'.join(block.Path)}" for block in run.FailedBlocks), THEME["Fail"])
        if run.FailedContainers:
            self.say(f"Container failed: {len(run.FailedContainers)}", THEME["Fail"])
            self.say("\n".join(f"  - {container.Name}" for container in run.FailedContainers), THEME["Fail"])


def _times(item: Test | Container) -> str:
    return f"{human_time(item.duration_s)} ({human_time(item.user_s)}|{human_time(item.framework_s)})"
