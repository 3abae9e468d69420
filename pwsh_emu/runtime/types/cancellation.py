"""CancellationTokenSource and CancellationToken: how a script says that what it started is to stop."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from pwsh_emu.runtime.errors import NetException
from pwsh_emu.runtime.knowntypes import builtin
from pwsh_emu.runtime.types.timespans import seconds_of
from pwsh_emu.runtime.typesystem import DotNetObject

_THREADING = "System.Threading."


class CancellationToken(DotNetObject):
    """System.Threading.CancellationToken; ``requested`` tells whether what it belongs to was cancelled, None where nothing can cancel it."""

    ps_type = builtin(f"{_THREADING}CancellationToken")
    SIGNATURES = (
        "CancellationToken new(bool canceled)", "static System.Threading.CancellationToken None", "bool IsCancellationRequested",
        "bool CanBeCanceled", "void ThrowIfCancellationRequested()",
    )  # fmt: skip
    PROPERTY_ORDER = "IsCancellationRequested CanBeCanceled"
    __slots__ = ("requested",)

    def __init__(self, requested: Callable[[], bool] | None = None) -> None:
        super().__init__()
        self.requested = requested

    @staticmethod
    def new(canceled: bool = False) -> CancellationToken:
        return CancellationToken(lambda: True) if canceled else CancellationToken()

    @staticmethod
    def static_get_None() -> CancellationToken:
        return CancellationToken()

    @property
    def IsCancellationRequested(self) -> bool:
        return self.requested is not None and self.requested()

    @property
    def CanBeCanceled(self) -> bool:
        return self.requested is not None

    def ThrowIfCancellationRequested(self) -> None:
        if self.IsCancellationRequested:
            raise NetException("System.OperationCanceledException", "The operation was canceled.")


class CancellationTokenSource(DotNetObject):
    """System.Threading.CancellationTokenSource: cancelled by hand, at a time (``until``), or with one of the tokens it is linked to."""

    ps_type = builtin(f"{_THREADING}CancellationTokenSource")
    SIGNATURES = (
        "CancellationTokenSource new()", "CancellationTokenSource new(timespan delay)", "CancellationTokenSource new(int millisecondsDelay)",
        "static System.Threading.CancellationTokenSource CreateLinkedTokenSource(System.Threading.CancellationToken token)",
        "static System.Threading.CancellationTokenSource CreateLinkedTokenSource(System.Threading.CancellationToken token1, "
        "System.Threading.CancellationToken token2)",
        "static System.Threading.CancellationTokenSource CreateLinkedTokenSource(Params System.Threading.CancellationToken[] tokens)",
        "bool IsCancellationRequested", "System.Threading.CancellationToken Token", "void Cancel()", "void Cancel(bool throwOnFirstException)",
        "void CancelAfter(timespan delay)", "void CancelAfter(int millisecondsDelay)", "bool TryReset()", "void Dispose()",
    )  # fmt: skip
    PROPERTY_ORDER = "IsCancellationRequested Token"
    __slots__ = ("cancelled", "disposed", "linked", "until")

    def __init__(self, linked: tuple[CancellationToken, ...] = ()) -> None:
        super().__init__()
        self.cancelled = self.disposed = False
        self.until: float | None = None
        self.linked = linked

    @staticmethod
    def new(delay: Any = None) -> CancellationTokenSource:
        made = CancellationTokenSource()
        if delay is not None:
            made.CancelAfter(delay)
        return made

    @staticmethod
    def static_CreateLinkedTokenSource(*tokens: Any) -> CancellationTokenSource:
        given = tokens[0] if len(tokens) == 1 and isinstance(tokens[0], list) else tokens
        return CancellationTokenSource(tuple(given))

    @property
    def IsCancellationRequested(self) -> bool:
        late = self.until is not None and time.monotonic() >= self.until
        return self.cancelled or late or any(token.IsCancellationRequested for token in self.linked)

    @property
    def Token(self) -> CancellationToken:
        self._check()
        return CancellationToken(lambda: self.IsCancellationRequested)

    def Cancel(self, *rest: Any) -> None:
        self._check()
        self.cancelled = True

    def CancelAfter(self, delay: Any) -> None:
        self._check()
        seconds = seconds_of(delay)
        self.until = None if seconds < 0 else time.monotonic() + seconds

    def TryReset(self) -> bool:
        if self.IsCancellationRequested:
            return False
        self.until = None
        return True

    def Dispose(self) -> None:
        self.disposed = True

    def _check(self) -> None:
        if self.disposed:
            raise NetException("System.ObjectDisposedException", "The CancellationTokenSource has been disposed.")


TYPES: dict[str, type] = {
    f"{_THREADING}CancellationToken": CancellationToken,
    f"{_THREADING}CancellationTokenSource": CancellationTokenSource,
}
