"""CancellationTokenSource, its tokens, and the token of a function's pipeline."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell

START = "$s = [System.Threading.CancellationTokenSource]::new(); $t = $s.Token; "


@pytest.mark.parametrize(
    ("script", "output"),
    [
        ("$t.IsCancellationRequested; $s.Cancel(); $t.IsCancellationRequested; $s.IsCancellationRequested", [False, True, True]),
        ("$s.CancelAfter(0); $t.IsCancellationRequested; $s.TryReset()", [True, False]),
        ("$s.CancelAfter([timespan]'1:00'); $t.IsCancellationRequested; $s.TryReset()", [False, True]),
        ("$l = [System.Threading.CancellationTokenSource]::CreateLinkedTokenSource($t); $s.Cancel(); $l.Token.IsCancellationRequested", [True]),
        ("$n = [System.Threading.CancellationToken]::None; $n.CanBeCanceled; $t.CanBeCanceled; $n.ThrowIfCancellationRequested()", [False, True]),
        ("[System.Threading.CancellationToken]::new($true).IsCancellationRequested", [True]),
        ("function f { [CmdletBinding()] param() $PSCmdlet.PipelineStopToken.IsCancellationRequested } f", [False]),
    ],
)
def test_tokens(script: str, output: list[object]) -> None:
    done = Shell().run(START + script)
    assert (done.output, done.errors) == (output, [])


@pytest.mark.parametrize(
    ("script", "kind"),
    [
        ("$s.Cancel(); try { $t.ThrowIfCancellationRequested() } catch [OperationCanceledException] { 'stopped' }", "stopped"),
        ("$s.Dispose(); try { $s.Cancel() } catch [ObjectDisposedException] { 'gone' }", "gone"),
    ],
)
def test_exceptions(script: str, kind: str) -> None:
    assert Shell().run(START + script).output == [kind]
