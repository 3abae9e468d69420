"""Scripts that would run for ever or take all memory: the limits stop them, and the session is fit for the next run."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest
from test_escapes import paragraphs

from pwsh_emu import Shell
from pwsh_emu.options import UsageError, parse
from pwsh_emu.runtime import limitwatch

SECONDS = 0.1
MEGABYTES = 60
SLACK = 20  # seconds that the machine may be slow


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limitwatch, "GRACE", 0.05)


@pytest.mark.parametrize("script", paragraphs("endless.txt"))
def test_a_run_ends_at_its_time_limit(script: str) -> None:
    shell = Shell(sandbox=True, time_limit=SECONDS, memory_limit=400 * 1024 * 1024)
    started = time.monotonic()
    result = shell.run(script)
    assert time.monotonic() - started < SECONDS + SLACK
    assert "failed internally" not in result.error_text
    assert result.exit_code in (0, 1, 124, 137)
    if result.exit_code == 124:
        assert result.errors[-1].fully_qualified_error_id == "TimeLimitExceeded"
        assert "ran longer than the limit of 0.1 seconds" in result.error_text
    after = shell.run("1 + 1")
    assert (after.output, after.exit_code) == ([2], 0)


@pytest.mark.parametrize("script", paragraphs("large.txt"))
def test_a_run_ends_at_its_memory_limit(script: str) -> None:
    shell = Shell(sandbox=True, time_limit=8, memory_limit=MEGABYTES * 1024 * 1024)
    result = shell.run(script)
    assert "failed internally" not in result.error_text
    assert result.exit_code == 137, result.text[:500] + result.error_text
    assert result.errors[-1].fully_qualified_error_id == "MemoryLimitExceeded"
    assert f"needs more memory than the limit of {MEGABYTES} MB" in result.error_text
    shell.reset()
    assert shell.run("1 + 1").output == [2]


def test_a_limit_is_no_error_that_a_script_can_catch() -> None:
    result = Shell(time_limit=SECONDS).run("try { while ($true) { } } catch { 'caught' } finally { 'finally' }; 'on'")
    assert result.text == "finally\n"
    assert result.exit_code == 124


def test_what_was_written_before_the_limit_is_kept() -> None:
    result = Shell(time_limit=SECONDS).run("1; 'two'; Start-Sleep 100")
    assert result.output == [1, "two"]


def test_each_run_has_its_own_time() -> None:
    shell = Shell(time_limit=0.3)
    for _ in range(4):
        assert shell.run("Start-Sleep -Milliseconds 150; 'slept'").output == ["slept"]


def test_a_copy_keeps_the_limits() -> None:
    assert Shell(time_limit=SECONDS).copy().run("while ($true) { }").exit_code == 124


def test_a_limit_must_be_more_than_nothing() -> None:
    with pytest.raises(ValueError, match="greater than zero"):
        Shell(time_limit=0)


@pytest.mark.parametrize(("text", "size"), [("1000000", 1_000_000), ("200MB", 200 * 1024**2), ("1gb", 1024**3), ("512kb", 512 * 1024)])
def test_the_command_line_reads_sizes(text: str, size: int) -> None:
    assert parse(["--memory-limit", text, "-Command", "1"]).memory_limit == size


@pytest.mark.parametrize("arguments", [["--memory-limit", "much"], ["--time-limit", "0"], ["--time-limit", "soon"], ["--memory-limit", "-5"]])
def test_the_command_line_refuses_other_limits(arguments: list[str]) -> None:
    with pytest.raises(UsageError, match="a number greater than zero is needed"):
        parse(arguments)


@pytest.mark.parametrize(
    ("option", "script", "code", "message"),
    [
        ("--time-limit=0.5", "'begun'; while (1) { }", 124, "OperationTimeout: {} ran longer than the limit of 0.5 seconds."),
        ("--memory-limit=60MB", "'begun'; while (1) { $a += 'xx' + $a }", 137, "ResourceUnavailable: {} needs more memory than the limit of 60 MB."),
    ],
)
def test_the_command_line_stops_with_its_own_exit_code(option: str, script: str, code: int, message: str) -> None:
    command = [sys.executable, "-m", "pwsh_emu", *option.split("="), "-NoProfile", "-Command", script]
    done = subprocess.run(command, capture_output=True, text=True, timeout=30)
    assert (done.returncode, done.stdout, done.stderr) == (code, "begun\n", message.format("The script was stopped because it") + "\n")


def test_a_limit_covers_all_that_standard_input_holds() -> None:
    command = [sys.executable, "-m", "pwsh_emu", "--time-limit", "0.6", "-NoProfile", "-Command", "-"]
    lines = "Start-Sleep -Milliseconds 250; 'line'\n" * 50
    done = subprocess.run(command, input=lines, capture_output=True, text=True, timeout=30)
    assert done.returncode == 124
    assert 1 <= done.stdout.count("line") <= 3
