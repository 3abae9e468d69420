"""ForEach-Object -Parallel: a session for each object, so many at a time, what they write passed on as it comes."""

from __future__ import annotations

from typing import Any

from pwsh_emu.cmdlets.jobs import pass_on
from pwsh_emu.runtime.background import Task, TaskQueue, using_values
from pwsh_emu.runtime.command import Cmdlet
from pwsh_emu.runtime.errors import ErrorRecord, ExceptionObject, InvocationInfo
from pwsh_emu.runtime.scopes import UNSET
from pwsh_emu.runtime.types.jobs import TaskChildJob, TaskJob, reason_record, table_of
from pwsh_emu.runtime.values import AUTOMATION_NULL, PSObject

_ARGUMENT = "System.Management.Automation.PSArgumentException"
_UNDEFINED = "Passed-in script block variables are not supported with ForEach-Object -Parallel, and can result in undefined behavior."
_COMMON = ("ErrorAction", "WarningAction", "InformationAction", "ProgressAction", "PipelineVariable")


class ParallelRun:
    """One call of ForEach-Object -Parallel."""

    def __init__(self, cmdlet: Cmdlet, block: Any, limit: int, seconds: int, as_job: bool) -> None:
        self.cmdlet = cmdlet
        self.session = cmdlet.session
        self.text = block.text
        self.seconds = seconds
        for name in _COMMON:
            if name in cmdlet.bound:
                message = f"The following common parameters are not currently supported in the Parallel parameter set:\n{', '.join(_COMMON)}"
                exception = "System.Management.Automation.PSNotSupportedException"
                raise cmdlet.terminate(cmdlet.error(exception, message, "ParallelCommonParametersNotSupported", "NotImplemented", cmdlet))
        self.using = using_values(self.session, block, parallel=True)
        if any(_is_block(value) for value in self.using.values()):
            message = f"A ForEach-Object -Parallel using variable cannot be a script block. {_UNDEFINED}"
            raise cmdlet.terminate(cmdlet.error(_ARGUMENT, message, "ParallelUsingVariableCannotBeScriptBlock", "InvalidType", cmdlet))
        if as_job and "TimeoutSeconds" in cmdlet.bound:
            message = "The 'TimeoutSeconds' parameter cannot be used with the 'AsJob' parameter."
            raise cmdlet.terminate(cmdlet.error(_ARGUMENT, message, "ParallelCannotUseTimeoutWithJob", "InvalidOperation", cmdlet))
        self.queue = TaskQueue(limit)
        self.job = TaskJob(table_of(self.session), self.text, "", "PSTaskJob") if as_job else None
        self._records: list[tuple[str, Any]] = []
        self._tasks: list[Task] = []

    def take(self, item: Any) -> None:
        """Start, or queue, the script for one object; pass on what has come meanwhile."""
        if _is_block(item):
            message = f"A ForEach-Object -Parallel piped input object cannot be a script block. {_UNDEFINED}"
            self.cmdlet.write_error(self.cmdlet.error(_ARGUMENT, message, "ParallelPipedInputObjectCannotBeScriptBlock", "InvalidType", self.cmdlet))
            return
        item = UNSET if item is AUTOMATION_NULL else item
        if self.job is not None:
            child = TaskChildJob(self.job.table, self.text, "", "PSTaskChildJob")
            child.parent = self.job
            self.job.children.append(child)
            child.task = Task(self.session, self.text, child.add, child.follow, using=self.using, item=item)
            return
        self._pass_on()
        task = Task(self.session, self.text, self._listen, self._changed, using=self.using, item=item)
        self._tasks.append(task)
        self.queue.add(task)

    def _listen(self, stream: str, record: Any) -> None:
        self._records.append((stream, record))

    def _changed(self) -> None:
        for task in [task for task in self._tasks if task.done]:
            self._tasks.remove(task)
            record = self._ended_by(task)
            if record is not None:
                self._records.append(("Error", record))

    def _ended_by(self, task: Task) -> ErrorRecord | None:
        """Return the error of a task that did not end by itself."""
        if task.state == "Stopped":
            exception = ExceptionObject("System.Management.Automation.PipelineStoppedException", "The pipeline has been stopped.")
        elif task.reason is not None:
            exception = reason_record(self.session, task.reason).exception
        else:
            return None
        record = ErrorRecord(exception, "PSTaskException", "InvalidOperation")
        record.invocation = InvocationInfo(None, None)
        return record

    def _pass_on(self) -> None:
        while self._records:
            stream, record = self._records.pop(0)
            pass_on(self.cmdlet, stream, record)

    def finish(self) -> None:
        """Wait until all have ended; pass on what they write."""
        if self.job is not None:
            self._start_job(self.job)
            return
        import time

        turns = self.session.turns
        end = time.monotonic() + self.seconds if self.seconds else None
        self.session.host.flush()
        while turns is not None and (not self.queue.empty or self._records):
            self._pass_on()
            left = None if end is None else max(0.0, end - time.monotonic())
            if not self.queue.empty and not turns.wait(self.session, lambda: self.queue.empty or bool(self._records), left) and end is not None:
                self._time_out()
                end = None
        self._pass_on()

    def _time_out(self) -> None:
        """Stop what runs when the time is up; what waits is forgotten."""
        for task in self._tasks[:]:
            if task.state == "NotStarted":
                self._tasks.remove(task)
        self.queue.stop()

    def _start_job(self, job: TaskJob) -> None:
        job.set_state("Running")
        for child in job.children:
            assert child.task is not None
            self.queue.add(child.task)
        if not job.children:
            job.set_state("Completed")
        job.table.jobs.append(job)
        self.cmdlet.write(job)

    def stop(self) -> None:
        """Stop everything: the pipeline around it ended."""
        if self.job is None:
            self._tasks.clear()
            self.queue.stop()


def _is_block(value: Any) -> bool:
    from pwsh_emu.runtime.scriptblock import ScriptBlock

    return isinstance(value.base if type(value) is PSObject else value, ScriptBlock)
