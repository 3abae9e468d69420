"""System.Threading.Tasks.Task: work that is done when it is asked for, so that a task is completed as soon as a script sees it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pwsh_emu.runtime.errors import ExceptionObject, NetException, not_supported
from pwsh_emu.runtime.knowntypes import builtin, with_session
from pwsh_emu.runtime.types import failures
from pwsh_emu.runtime.typesystem import DotNetObject

_TASK = "System.Threading.Tasks.Task"


class Task(DotNetObject):
    """A completed task: its result, or the exception that it failed with. One that waits (`Delay`) waits when it is waited for."""

    ps_type = builtin(_TASK)
    SIGNATURES = ("System.Object Result", "System.Runtime.CompilerServices.TaskAwaiter GetAwaiter()", "System.Object GetResult()")
    PROPERTY_ORDER = "Result Id Exception Status IsCanceled IsCompleted IsCompletedSuccessfully CreationOptions AsyncState IsFaulted"
    __slots__ = ("_result", "error", "wait_for")

    def __init__(self, result: Any = None, error: ExceptionObject | None = None, wait_for: Callable[[], None] | None = None) -> None:
        super().__init__()
        self._result = result
        self.error = error
        self.wait_for = wait_for

    def finish(self) -> Any:
        """Wait, and return the result; raises what the task failed with in an AggregateException, as Wait and Result do."""
        if self.wait_for is not None:
            wait, self.wait_for = self.wait_for, None
            wait()
        if self.error is not None:
            raise NetException("System.AggregateException", f"One or more errors occurred. ({self.error.message})", self.error)
        return self._result

    @property
    def Result(self) -> Any:
        return self.finish()

    @property
    def Exception(self) -> Any:
        if self.error is None:
            return None
        return ExceptionObject("System.AggregateException", f"One or more errors occurred. ({self.error.message})", self.error)

    Id = property(lambda self: 1)
    Status = property(lambda self: 7 if self.error is not None else 1 if self.wait_for is not None else 5)
    IsCompleted = property(lambda self: self.wait_for is None)
    IsCompletedSuccessfully = property(lambda self: self.wait_for is None and self.error is None)
    IsFaulted = property(lambda self: self.error is not None)
    IsCanceled = property(lambda self: False)
    AsyncState = property(lambda self: None)
    CreationOptions = property(lambda self: 0)

    def Wait(self, *limit: Any) -> bool | None:
        self.finish()
        return True if limit else None

    def GetAwaiter(self) -> Task:
        return self

    ConfigureAwait = WaitAsync = lambda self, *rest: self

    def GetResult(self) -> Any:
        if self.wait_for is not None or self.error is None:
            return self.finish()
        raise NetException(self.error.type_name, self.error.message, self.error.inner)

    def RunSynchronously(self, *rest: Any) -> None:
        self.finish()

    def Dispose(self) -> None:
        """Release nothing."""

    def __str__(self) -> str:
        return _TASK

    # --- static members ---
    @staticmethod
    def static_get_CompletedTask() -> Task:
        return Task()

    @staticmethod
    def static_FromResult(value: Any) -> Task:
        return Task(value)

    @staticmethod
    def static_FromException(error: ExceptionObject) -> Task:
        return Task(error=error)

    @staticmethod
    @with_session
    def static_Delay(session: Any, time: Any, *rest: Any) -> Task:
        from pwsh_emu.runtime.turns import pause
        from pwsh_emu.runtime.types.timespans import seconds_of

        seconds = seconds_of(time)
        if seconds < 0:
            raise failures.out_of_range(
                "The value needs to be either -1 (signifying an infinite timeout), 0 or a positive integer.", "millisecondsDelay"
            )
        return Task(wait_for=lambda: pause(session, seconds))

    @staticmethod
    def static_WaitAll(tasks: Any, *limit: Any) -> bool | None:
        for task in _all(tasks):
            task.finish()
        return True if limit else None

    @staticmethod
    def static_WaitAny(tasks: Any, *limit: Any) -> int:
        for task in _all(tasks)[:1]:
            task.finish()
        return 0

    @staticmethod
    def static_WhenAll(tasks: Any) -> Task:
        waited_for = _all(tasks)

        def wait() -> None:
            Task.static_WaitAll(waited_for)

        return Task(wait_for=wait)

    @staticmethod
    def static_WhenAny(tasks: Any) -> Task:
        return Task(tasks[0])

    @staticmethod
    def static_Run(*arguments: Any) -> Task:
        raise not_supported("[System.Threading.Tasks.Task]::Run (a script block has no runspace there in PowerShell, either)")


def _all(tasks: Any) -> list[Any]:
    """Return the tasks of an argument, none of which may be null."""
    if tasks is None:
        raise failures.null("tasks")
    strange = next((task for task in tasks if task is not None and not isinstance(task, Task)), None)
    if strange is not None:
        from pwsh_emu.runtime.castfailure import no_conversion
        from pwsh_emu.runtime.overloads import method_error

        raise method_error(no_conversion(None, strange, "System.Threading.Tasks.Task").message)
    if any(task is None for task in tasks):
        raise failures.argument("The tasks argument included a null value.", "tasks")
    return list(tasks)


def completed(call: Callable[[], Any]) -> Task:
    """Return the task of an asynchronous member: what its synchronous twin gives, or throws."""
    try:
        return Task(call())
    except NetException as error:
        return Task(error=error.exception)


TYPES = {_TASK: Task}
