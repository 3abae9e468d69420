"""Jobs as values: Start-Job's with its child, thread jobs, and those of ForEach-Object -Parallel -AsJob; and the session's table of them.

A job keeps what it wrote twice, as PowerShell's does: a collection for each stream (``Output``, ``Error`` …), and ``results``, the records in
the order they came, which Receive-Job takes away.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from pwsh_emu.runtime.background import FINISHED, Task, TaskQueue
from pwsh_emu.runtime.errors import ErrorRecord, ParseFailure, PSError
from pwsh_emu.runtime.knowntypes import builtin, enumeration, generic
from pwsh_emu.runtime.types.collections_generic import Collection, new_collection, new_list
from pwsh_emu.runtime.types.guids import Guid
from pwsh_emu.runtime.types.timespans import seconds_of
from pwsh_emu.runtime.typesystem import DotNetObject, PSType

if TYPE_CHECKING:
    from pwsh_emu.runtime.session import Session

_AUTOMATION = "System.Management.Automation."
RECORDS = {
    "Output": "PSObject",
    "Error": "ErrorRecord",
    "Progress": "ProgressRecord",
    "Verbose": "VerboseRecord",
    "Debug": "DebugRecord",
    "Warning": "WarningRecord",
    "Information": "InformationRecord",
}
_COUNTED = ("Output", "Error", "Progress", "Verbose", "Debug", "Warning")  # what HasMoreData of a thread job looks at
THREAD_LIMIT = 5  # thread jobs at a time, until -ThrottleLimit says otherwise


class DataCollection(Collection):
    """System.Management.Automation.PSDataCollection<T>."""

    SIGNATURES = (
        "System.Collections.ObjectModel.Collection[psobject] ReadAll()",
        "bool IsOpen",
        "bool EnumeratorNeverBlocks",
        "void Complete()",
        "void Clear()",
        "int Count",
    )  # fmt: skip
    __slots__ = ("open",)

    def __init__(self, ps_type: PSType, items: Any = ()) -> None:
        super().__init__(ps_type, items)
        self.open = True

    def ReadAll(self) -> Any:
        taken = new_collection(self.ps_type.arguments[0], list(self))
        self.clear()
        return taken

    @property
    def IsOpen(self) -> bool:
        return self.open

    @property
    def EnumeratorNeverBlocks(self) -> bool:
        return True

    def Complete(self) -> None:
        self.open = False

    def Clear(self) -> None:
        self.clear()

    @property
    def Count(self) -> int:
        return len(self)


def collection_of(element: str) -> DataCollection:
    """Return an empty PSDataCollection of a type of records."""
    return DataCollection(generic(_AUTOMATION + "PSDataCollection`1", _AUTOMATION + element))


class JobStateInfo(DotNetObject):
    """System.Management.Automation.JobStateInfo."""

    ps_type = builtin(_AUTOMATION + "JobStateInfo")
    SIGNATURES = (_AUTOMATION + "JobState State", "System.Exception Reason", "string ToString()")
    State = Reason = None

    def __init__(self, state: Any, reason: Any) -> None:
        super().__init__()
        self.State = state
        self.Reason = reason

    def ToString(self) -> str:
        return str(self.State)

    __str__ = ToString


class JobStateEventArgs(DotNetObject):
    """What Receive-Job -WriteEvents writes when a job's state changes."""

    ps_type = builtin(_AUTOMATION + "JobStateEventArgs")
    SIGNATURES = (f"{_AUTOMATION}JobStateInfo JobStateInfo", f"{_AUTOMATION}JobStateInfo PreviousJobStateInfo")
    __slots__ = ("JobStateInfo", "PreviousJobStateInfo")

    def __init__(self, now: Any, before: Any) -> None:
        super().__init__()
        self.JobStateInfo = now
        self.PreviousJobStateInfo = before


class FinishedEvent(DotNetObject):
    """Job.Finished: waits until the job has ended."""

    ps_type = builtin("System.Threading.ManualResetEvent+OfJob")
    SIGNATURES = ("bool WaitOne()", "bool WaitOne(int millisecondsTimeout)", "bool WaitOne(timespan timeout)", "void Dispose()", "string ToString()")
    __slots__ = ("job",)

    def __init__(self, job: Job) -> None:
        super().__init__()
        self.job = job

    def WaitOne(self, time: Any = -1) -> bool:
        seconds = seconds_of(time)
        return self.job.table.wait(lambda: self.job.finished, None if seconds < 0 else seconds)

    def Dispose(self) -> None:
        """Hold nothing."""

    def ToString(self) -> str:
        return "System.Threading.ManualResetEvent"

    __str__ = ToString


class Job(DotNetObject):
    """Base of all jobs. ``kind`` is PSJobTypeName; ``task`` runs its script (None for a job that only has children)."""

    ps_type = builtin(_AUTOMATION + "Job")
    PROPERTY_ORDER = (
        "HasMoreData StatusMessage Location Command JobStateInfo Finished InstanceId Id Name ChildJobs PSBeginTime PSEndTime PSJobTypeName Output "
        "Error Progress Verbose Debug Warning Information"
    )
    where = "PowerShell"
    by_stream = False  # Receive-Job takes the records stream by stream
    Id: Any = None
    InstanceId: Any = None
    Name: Any = None
    Command: Any = None
    PSJobTypeName: Any = None

    def __init__(self, table: JobTable, command: str, name: str, kind: str) -> None:
        super().__init__()
        self.table = table
        self.session: Session = table.session
        self.Id = table.next_id()
        self.InstanceId = Guid.static_NewGuid()
        self.Name = name or f"Job{self.Id}"
        self.Command = command
        self.PSJobTypeName = kind
        self.state = "NotStarted"
        self.reason: PSError | ParseFailure | None = None
        self.begun: float | None = None
        self.ended: float | None = None
        self.children: list[Job] = []
        self.parent: Job | None = None
        self.task: Task | None = None
        self.results: list[tuple[str, Any]] = []
        self.streams = {name: collection_of(element) for name, element in RECORDS.items()}

    def __deepcopy__(self, memo: dict[int, Any]) -> Job:
        return self  # what runs belongs to the session that started it

    # --- what runs it ---
    def add(self, stream: str, record: Any) -> None:
        """Take a record of its script."""
        self.results.append((stream, record))
        self.streams[stream].append(record)

    def follow(self) -> None:
        """Take over the state of its task."""
        task = self.task
        if task is not None:
            self.reason = task.reason
            self.set_state(task.state)

    def set_state(self, state: str) -> None:
        if state == self.state:
            return
        self.state = state
        if state == "Running":
            self.begun = time.time()
        elif state in FINISHED:
            self.ended = time.time()
            for stream in self.streams.values():
                stream.open = False
        if self.parent is not None:
            self.parent.child_changed()

    def child_changed(self) -> None:
        """Work out its state from its children's."""

    def stop(self) -> None:
        """Ask it and its children to stop."""
        if self.task is not None:
            self.task.stop()
        for child in self.children:
            child.stop()

    @property
    def finished(self) -> bool:
        return self.state in FINISHED

    @property
    def failure(self) -> ErrorRecord | None:
        """The error that Receive-Job writes for a job that failed."""
        reason = self.reason
        if reason is None:
            return None
        record = reason_record(self.session, reason)
        made = ErrorRecord(record.exception, "JobStateFailed", "InvalidResult")
        made.invocation = _nowhere()
        return made

    # --- what scripts see ---
    def get_JobStateInfo(self) -> JobStateInfo:
        state = enumeration(_AUTOMATION + "JobState").named(self.state)
        reason = None if self.reason is None else reason_record(self.session, self.reason).exception
        return JobStateInfo(state, reason)

    def get_ChildJobs(self) -> Any:
        return new_list(_AUTOMATION + "Job", self.children)

    def has_more(self) -> bool:
        return any(self.streams[name] for name in _COUNTED)

    def get_HasMoreData(self) -> bool:
        return self.has_more()

    def get_Finished(self) -> Any:
        return FinishedEvent(self)

    def get_StatusMessage(self) -> str:
        return ""

    def get_Location(self) -> str:
        return self.where

    def get_PSBeginTime(self) -> Any:
        return _time(self.begun)

    def get_PSEndTime(self) -> Any:
        return _time(self.ended)

    def get_Output(self) -> Any:
        return self.streams["Output"]

    def get_Error(self) -> Any:
        return self.streams["Error"]

    def get_Progress(self) -> Any:
        return self.streams["Progress"]

    def get_Verbose(self) -> Any:
        return self.streams["Verbose"]

    def get_Debug(self) -> Any:
        return self.streams["Debug"]

    def get_Warning(self) -> Any:
        return self.streams["Warning"]

    def get_Information(self) -> Any:
        return self.streams["Information"]

    def StopJob(self, *rest: Any) -> None:
        self.stop()
        self.table.wait(lambda: self.finished, 5)

    def Dispose(self) -> None:
        self.stop()

    def LoadJobStreams(self) -> None:
        """Streams are there always."""

    UnloadJobStreams = LoadJobStreams


class RemotingJob(Job):
    """Start-Job's job: it has one child, which runs the script as another process would."""

    ps_type = builtin(_AUTOMATION + "PSRemotingJob")
    where = "localhost"

    def child_changed(self) -> None:
        self.set_state(self.children[0].state)

    def has_more(self) -> bool:
        return not self.finished or any(child.has_more() for child in self.children)


class RemotingChildJob(Job):
    """The child of Start-Job's job: its objects come back deserialized, its errors without the place of their command."""

    ps_type = builtin(_AUTOMATION + "PSRemotingChildJob")
    where = "localhost"

    def __init__(self, table: JobTable, command: str, name: str, kind: str) -> None:
        super().__init__(table, command, name, kind)
        self.runspace = Guid.static_NewGuid()

    def add(self, stream: str, record: Any) -> None:
        from pwsh_emu.runtime.background import remote_record

        if stream == "Output":
            record = self._arrived(record)
        elif stream == "Error":
            record = remote_record(self._sender, record)
            record.invocation = _nowhere()
        super().add(stream, record)

    @property
    def _sender(self) -> Session:
        """The session that its script runs in; the job's own until there is one."""
        return self.session if self.task is None or self.task.session is None else self.task.session

    def _arrived(self, value: Any) -> Any:
        """Return an object as it comes out of another process, with the notes that say where from."""
        from pwsh_emu.runtime.clixml import transported

        notes = {"PSComputerName": "localhost", "RunspaceId": self.runspace, "PSShowComputerName": False}
        return transported(self._sender, value, notes)

    def has_more(self) -> bool:
        return not self.finished or bool(self.results)

    @property
    def failure(self) -> ErrorRecord | None:
        from pwsh_emu.runtime.background import remote_record

        if self.reason is None:
            return None
        made = remote_record(self.session, reason_record(self.session, self.reason))
        made.invocation = _nowhere()
        return made


class ThreadJob(Job):
    """Start-ThreadJob's job: its objects are the live ones."""

    ps_type = builtin("Microsoft.PowerShell.ThreadJob.ThreadJob")
    by_stream = True


class TaskJob(Job):
    """The job of ForEach-Object -Parallel -AsJob; a child for each input object."""

    ps_type = builtin(_AUTOMATION + "PSTasks.PSTaskJob")

    def child_changed(self) -> None:
        if not all(child.finished for child in self.children):
            return
        states = {child.state for child in self.children}
        self.set_state("Stopped" if "Stopped" in states else "Failed" if "Failed" in states else "Completed")

    def has_more(self) -> bool:
        return any(child.has_more() for child in self.children)


class TaskChildJob(Job):
    """One input object of ForEach-Object -Parallel -AsJob."""

    ps_type = builtin(_AUTOMATION + "PSTasks.PSTaskChildJob")


class JobTable:
    """The jobs of a session, oldest first; ``threads`` lets five thread jobs run at a time."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.jobs: list[Job] = []
        self.threads = TaskQueue(THREAD_LIMIT)
        self._last = 0

    def next_id(self) -> int:
        self._last += 1
        return self._last

    def everything(self) -> list[Job]:
        """Return all jobs and their children."""
        return [one for job in self.jobs for one in (job, *job.children)]

    def wait(self, done: Any, seconds: float | None = None) -> bool:
        """Let jobs run until ``done()`` or the time is up."""
        session = self.session
        return bool(done()) if session.turns is None else session.turns.wait(session, done, seconds)


def table_of(session: Session) -> JobTable:
    """Return the jobs of a session."""
    found: JobTable | None = session.services.get("jobs")
    if found is None:
        found = session.services["jobs"] = JobTable(session)
    return found


def reason_record(session: Session, reason: PSError | ParseFailure) -> ErrorRecord:
    """Return the error record of what ended a job."""
    if isinstance(reason, PSError):
        return reason.record
    from pwsh_emu.runtime.parsefailure import parse_error_record

    return parse_error_record(reason)


def _nowhere() -> Any:
    from pwsh_emu.runtime.errors import InvocationInfo

    return InvocationInfo(None, None)


def _time(seconds: float | None) -> Any:
    if seconds is None:
        return None
    from pwsh_emu.runtime.types.datetimes import from_unix

    return from_unix(seconds)


TYPES: dict[str, type] = {
    cls.ps_type.full_name: cls
    for cls in (JobStateInfo, JobStateEventArgs, FinishedEvent, Job, RemotingJob, RemotingChildJob, ThreadJob, TaskJob, TaskChildJob)
}
TYPES[_AUTOMATION + "PSDataCollection`1"] = DataCollection
