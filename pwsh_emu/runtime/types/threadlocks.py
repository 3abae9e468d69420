"""Mutex and SemaphoreSlim: a script's one thread gets what is free at once, and never what is not."""

from __future__ import annotations

from typing import Any

from pwsh_emu.runtime.errors import NetException, not_supported
from pwsh_emu.runtime.knowntypes import builtin, with_session
from pwsh_emu.runtime.types import failures
from pwsh_emu.runtime.types.timespans import seconds_of
from pwsh_emu.runtime.typesystem import DotNetObject


class Mutex(DotNetObject):
    """System.Threading.Mutex: ``held`` counts how often the script has it."""

    ps_type = builtin("System.Threading.Mutex")
    __slots__ = ("__weakref__", "closed", "held")

    def __init__(self, held: bool = False) -> None:
        super().__init__()
        self.held = int(held)
        self.closed = False

    @staticmethod
    @with_session
    def new(session: Any, *arguments: Any) -> Mutex:
        if arguments and isinstance(arguments[0], str):
            arguments = (False, *arguments)
        owned = bool(arguments and arguments[0])
        name = arguments[1] if len(arguments) > 1 else None
        created = arguments[-1] if len(arguments) > 2 and hasattr(arguments[-1], "value") else None
        mutex = _existing(session, name) if name else None
        if created is not None:
            created.value = mutex is None
        if mutex is None:
            mutex = Mutex(owned)
            if name:
                _named(session)[name] = mutex
        return mutex

    @staticmethod
    @with_session
    def static_OpenExisting(session: Any, name: str, *options: Any) -> Mutex:
        mutex = _existing(session, name)
        if mutex is None:
            raise NetException("System.Threading.WaitHandleCannotBeOpenedException", "No handle of the given name exists.")
        return mutex

    @staticmethod
    @with_session
    def static_TryOpenExisting(session: Any, name: str, *rest: Any) -> bool:
        rest[-1].value = _existing(session, name)
        return rest[-1].value is not None

    def _open(self) -> None:
        if self.closed:
            raise NetException("System.ObjectDisposedException", "Safe handle has been closed.\nObject name: 'SafeHandle'.")

    def WaitOne(self, *timeout: Any) -> bool:
        self._open()
        self.held += 1
        return True

    def ReleaseMutex(self) -> None:
        self._open()
        if not self.held:
            raise NetException("System.ApplicationException", "Object synchronization method was called from an unsynchronized block of code.")
        self.held -= 1

    def Close(self) -> None:
        self.closed = True

    Dispose = Close


def _named(session: Any) -> Any:
    """Return the session's mutexes by name, as long as something holds them."""
    found = session.services.get("mutexes")
    if found is None:
        from weakref import WeakValueDictionary

        found = session.services["mutexes"] = WeakValueDictionary()
    return found


def _existing(session: Any, name: str) -> Mutex | None:
    """Return the session's open mutex of a name, None where there is none."""
    mutex: Mutex | None = _named(session).get(name)
    return None if mutex is None or mutex.closed else mutex


class SemaphoreSlim(DotNetObject):
    """System.Threading.SemaphoreSlim: ``left`` may enter."""

    SIGNATURES = (
        "System.Threading.SemaphoreSlim new(int initialCount)", "System.Threading.SemaphoreSlim new(int initialCount, int maxCount)",
        "int CurrentCount", "void Wait()", "bool Wait(int millisecondsTimeout)", "bool Wait(timespan timeout)", "int Release()",
        "int Release(int releaseCount)", "void Dispose()",
    )  # fmt: skip
    ps_type = builtin("System.Threading.SemaphoreSlim")
    __slots__ = ("left", "most")

    def __init__(self, left: int, most: int) -> None:
        super().__init__()
        self.left = left
        self.most = most

    @staticmethod
    def new(left: int, most: int = 2147483647) -> SemaphoreSlim:
        if not 0 <= left <= most:
            raise failures.out_of_range(
                "The initialCount argument must be non-negative and less than or equal to the maximumCount.", "initialCount", left
            )
        if most < 1:
            message = "The maximumCount argument must be a positive number. If a maximum is not required, use the constructor without a "
            raise failures.out_of_range(f"{message}maxCount parameter.", "maxCount", most)
        return SemaphoreSlim(left, most)

    @property
    def CurrentCount(self) -> int:
        return self.left

    def Wait(self, *timeout: Any) -> bool:
        if not self.left:
            if not timeout or seconds_of(timeout[0]) < 0:
                raise not_supported("Waiting for a semaphore that nothing releases")
            return False
        self.left -= 1
        return True

    def Release(self, count: int = 1) -> int:
        if count < 1:
            raise failures.out_of_range("The releaseCount argument must be greater than zero.", "releaseCount", count)
        if self.left + count > self.most:
            message = "Adding the specified count to the semaphore would cause it to exceed its maximum count."
            raise NetException("System.Threading.SemaphoreFullException", message)
        self.left += count
        return self.left - count

    def Dispose(self) -> None:
        """Do nothing: there is nothing to give back."""


TYPES = {"System.Threading.Mutex": Mutex, "System.Threading.SemaphoreSlim": SemaphoreSlim}
