"""Jobs: Start-Job, Start-ThreadJob, Get-Job, Wait-Job, Receive-Job, Stop-Job, Remove-Job and Debug-Job."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pwsh_emu.cmdlets.item_base import as_list
from pwsh_emu.runtime.background import Task, using_values
from pwsh_emu.runtime.command import Cmdlet, implements
from pwsh_emu.runtime.errors import ErrorRecord, PSError, not_supported
from pwsh_emu.runtime.streams import Streams
from pwsh_emu.runtime.types.jobs import Job, JobTable, RemotingChildJob, RemotingJob, ThreadJob, table_of
from pwsh_emu.runtime.values import AUTOMATION_NULL, PSObject
from pwsh_emu.runtime.wildcard import WildcardPattern

_ARGUMENT = "System.Management.Automation.PSArgumentException"
_STREAM_ORDER = ("Output", "Error", "Verbose", "Debug", "Warning", "Progress", "Information")
STOP_SECONDS = 10.0  # how long Stop-Job waits for a job that does not listen


class _StartCmdlet(Cmdlet):
    """What Start-Job and Start-ThreadJob have in common: the script, its input and its arguments."""

    ScriptBlock: Any = None
    FilePath: Any = None
    LiteralPath: Any = None
    Name: Any = None
    InitializationScript: Any = None
    InputObject: Any = AUTOMATION_NULL
    ArgumentList: Any = None

    def begin(self) -> None:
        self._input: list[Any] = []
        self._given = "InputObject" in self.bound or self.processor.expects_input
        self._text, self._file = self._script()

    def _script(self) -> tuple[str, str | None]:
        """Return the text to run and the file it stands in."""
        if self.ScriptBlock is not None:
            return self.ScriptBlock.text, None
        from pwsh_emu.language.reading import decode_script
        from pwsh_emu.providers.base import ProviderError

        literal = self.LiteralPath is not None
        path = str(self.LiteralPath if literal else self.FilePath)
        drives = self.session.services["drives"]
        if not path.lower().endswith(".ps1"):
            message = (
                "The value of the FilePath parameter must be a PowerShell script file. "
                "Enter the path to a file with a .ps1 file name extension and try the command again."
            )
            raise self.terminate(self.error("System.ArgumentException", message, "FilePathShouldPS1Extension", "InvalidArgument", path))
        try:
            place = next(iter(drives.expand(path, literal=literal)))
            return decode_script(self.session.services["files"].read(place.path)), place.path
        except ProviderError as error:
            raise self.terminate(error.record) from None
        except (OSError, StopIteration) as error:
            message = f"Cannot find path '{path}' because it does not exist."
            record = self.error("System.Management.Automation.ItemNotFoundException", message, "PathNotFound", "ObjectNotFound", path)
            raise self.terminate(record) from error

    def process(self) -> None:
        if self.InputObject is not AUTOMATION_NULL:
            self._input.append(self.InputObject)

    def using(self) -> dict[str, Any]:
        if self.ScriptBlock is None:
            return {}
        return using_values(self.session, self.ScriptBlock)

    @property
    def initialization(self) -> str | None:
        return None if self.InitializationScript is None else self.InitializationScript.text


@implements("Start-Job")
class StartJob(_StartCmdlet):
    """Starts a PowerShell background job."""

    WorkingDirectory: Any = None
    RunAs32: Any = False

    def end(self) -> None:
        if self.RunAs32:
            message = "The RunAs32 parameter is not supported from 64-bit PowerShell."
            raise self.terminate(
                self.error("System.Management.Automation.PSNotSupportedException", message, "RunAs32NotSupported", "InvalidOperation")
            )
        for name in ("DefinitionName", "PSVersion", "Credential", "Authentication"):
            if name in self.bound:
                raise not_supported(f"Start-Job -{name}")
        table = table_of(self.session)
        using = {name: self._sent(value) for name, value in self.using().items()}
        arguments = [self._sent(value) for value in self.ArgumentList or ()]
        location = None if self.WorkingDirectory is None else self._folder(str(self.WorkingDirectory))
        job = RemotingJob(table, self._text, str(self.Name or ""), "BackgroundJob")
        child = RemotingChildJob(table, self._text, "", "")
        job.children.append(child)
        child.parent = job
        child.task = task = Task(
            self.session,
            self._text,
            child.add,
            child.follow,
            arguments=arguments,
            input=[self._sent(value) for value in self._input] if self._given else None,
            using=using,
            initialization=self.initialization,
            location=location,
            isolated=True,
        )
        table.jobs.append(job)
        task.start()
        self.write(job)

    def _sent(self, value: Any) -> Any:
        """Return a value as the other process reads it."""
        from pwsh_emu.runtime.clixml import transported

        base = value.base if type(value) is PSObject else value
        if base is None or isinstance(base, (str, bool, int, float)):
            return value
        return transported(self.session, value, {})

    def _folder(self, path: str) -> str:
        from pwsh_emu.providers.base import ProviderError

        try:
            place = self.session.services["drives"].locate(path)
            if self.session.services["files"].is_directory(place.path):
                return str(place.path)
        except ProviderError:
            pass
        message = f"Cannot find path '{path}' because it does not exist."
        kind = "System.IO.DirectoryNotFoundException"
        raise self.terminate(self.error(kind, message, "DirectoryNotFoundException", "InvalidOperation", None))


@implements("Start-ThreadJob")
class StartThreadJob(_StartCmdlet):
    """Creates background jobs similar to the Start-Job cmdlet."""

    ThrottleLimit: Any = None
    StreamingHost: Any = None

    def end(self) -> None:
        table = table_of(self.session)
        using = self.using()
        job = ThreadJob(table, self._text if self._file is None else str(self.FilePath), str(self.Name or ""), "ThreadJob")
        listener: Callable[[str, Any], None] = job.add
        if self.StreamingHost is not None:
            listener = _streaming(self.session.host.streams(self.session), job)
        job.task = task = Task(
            self.session,
            self._text,
            listener,
            job.follow,
            arguments=list(self.ArgumentList or ()),
            input=self._input if self._given else None,
            using=using,
            initialization=self.initialization,
            file=self._file,
        )
        table.jobs.append(job)
        if self.ThrottleLimit is not None:
            table.threads.limit = int(self.ThrottleLimit)
        table.threads.add(task)
        self.write(job)


def _streaming(streams: Streams, job: Job) -> Callable[[str, Any], None]:
    """Return a listener that shows what a host shows at once, beside keeping it."""
    sinks = {"Warning": streams.warning, "Verbose": streams.verbose, "Debug": streams.debug, "Information": streams.information}

    def listen(stream: str, record: Any) -> None:
        job.add(stream, record)
        sink = sinks.get(stream)
        if sink is not None and (stream != "Information" or getattr(record, "to_host", False)):
            sink(record)

    return listen


# --- finding jobs -------------------------------------------------------------------------------------------------------------


class _JobCmdlet(Cmdlet):
    """Finds the jobs that -Job, -Id, -Name, -InstanceId, -State, -Command or -Filter name."""

    Job: Any = None
    Id: Any = None
    Name: Any = None
    InstanceId: Any = None
    State: Any = None
    Command: Any = None
    Filter: Any = None

    @property
    def table(self) -> JobTable:
        return table_of(self.session)

    def not_found(self, error_id: str, message: str, target: Any) -> None:
        self.write_error(self.error(_ARGUMENT, message, error_id, "ObjectNotFound", target))

    def found(self, children: bool = True) -> list[Job]:
        """Return the jobs of this call's parameters; those that do not exist are errors. ``children`` looks at child jobs, too."""
        table = self.table
        pool = table.everything() if children else list(table.jobs)
        if self.Job is not None:
            return [one.base if type(one) is PSObject else one for one in as_list(self.Job)]
        if self.Id is not None:
            return self._by_id(pool)
        if self.Name is not None:
            return self._by_name(pool)
        if self.InstanceId is not None:
            return self._by_instance(pool)
        if self.State is not None:
            return [job for job in table.jobs if job.state == str(self.State)]
        if self.Command is not None:
            patterns = [WildcardPattern(str(text).strip(), True) for text in as_list(self.Command)]
            return [job for job in table.jobs if any(pattern.matches(job.Command.strip()) for pattern in patterns)]
        if self.Filter is not None:
            return []  # only jobs of workflows can be filtered
        return list(table.jobs)

    def _by_id(self, pool: list[Job]) -> list[Job]:
        result = []
        for number in as_list(self.Id):
            job = next((one for one in pool if one.Id == int(number)), None)
            if job is None:
                message = (
                    f"The command cannot find a job with the job ID {number}. Verify the value of the Id parameter and then try the command again."
                )
                self.not_found("JobWithSpecifiedSessionNotFound", message, number)
            else:
                result.append(job)
        return result

    def _by_name(self, pool: list[Job]) -> list[Job]:
        result: list[Job] = []
        for name in as_list(self.Name):
            pattern = WildcardPattern(str(name), True)
            matching = [job for job in pool if pattern.matches(job.Name) and job not in result]
            if not matching and not any(character in str(name) for character in "*?["):
                message = (
                    f"The command cannot find the job because the job name {name} was not found. "
                    "Verify the value of the Name parameter, and then try the command again."
                )
                self.not_found("JobWithSpecifiedNameNotFound", message, name)
            result.extend(matching)
        return result

    def _by_instance(self, pool: list[Job]) -> list[Job]:
        result = []
        for wanted in as_list(self.InstanceId):
            job = next((one for one in pool if str(one.InstanceId) == str(wanted)), None)
            if job is None:
                message = (
                    f"The command cannot find a job with the instance identifier {wanted}. "
                    "Verify the value of the InstanceId parameter, and then try the command again."
                )
                self.not_found("JobWithSpecifiedInstanceIdNotFound", message, wanted)
            else:
                result.append(job)
        return result


@implements("Get-Job")
class GetJob(_JobCmdlet):
    """Gets PowerShell background jobs that are running in the current session."""

    IncludeChildJob = False
    ChildJobState: Any = None
    HasMoreData: Any = None
    Before: Any = None
    After: Any = None
    Newest: Any = None

    def process(self) -> None:
        jobs = self.found(children=bool(self.Id or self.InstanceId or self.Name))
        if self.IncludeChildJob or self.ChildJobState is not None:
            children = [child for job in jobs for child in job.children]
            if self.ChildJobState is not None:
                children = [child for child in children if child.state == str(self.ChildJobState)]
            jobs = [*jobs, *children]
        if self.HasMoreData is not None:
            jobs = [job for job in jobs if job.has_more() == bool(self.HasMoreData)]
        jobs = self._in_time(jobs)
        if self.Newest is not None:
            jobs = sorted(jobs, key=lambda job: job.begun or 0.0, reverse=True)[: int(self.Newest)]
        self.write_all(sorted(jobs, key=lambda job: job.Id))

    def _in_time(self, jobs: list[Job]) -> list[Job]:
        for limit, later in ((self.Before, False), (self.After, True)):
            if limit is not None:
                jobs = [
                    job for job in jobs if job.get_PSEndTime() is not None and (job.get_PSEndTime().ticks > limit.ticks) == later
                ]  # fmt: skip
        return jobs


# --- waiting ------------------------------------------------------------------------------------------------------------------


@implements("Wait-Job")
class WaitJob(_JobCmdlet):
    """Waits until one or all of the PowerShell jobs running in the session are in a terminating state."""

    Timeout: Any = -1
    Force = False

    def begin(self) -> None:
        self._jobs: list[Job] = []

    def process(self) -> None:
        self._jobs += [job for job in self.found() if job not in self._jobs]

    def end(self) -> None:
        jobs = self._jobs
        if not jobs:
            return
        any_one = bool(self.bound.get("Any"))
        seconds = float(self.Timeout)

        def done() -> bool:
            return any(job.finished for job in jobs) if any_one else all(job.finished for job in jobs)

        if not done():
            self.session.host.flush()
            self.table.wait(done, None if seconds < 0 else seconds)
        finished = [job for job in jobs if job.finished]
        self.write_all(finished[:1] if any_one else finished)


@implements("Receive-Job")
class ReceiveJob(_JobCmdlet):
    """Gets the results of the PowerShell background jobs in the current session."""

    Keep = False
    NoRecurse = False
    Force = False
    Wait = False
    AutoRemoveJob = False
    WriteEvents = False
    WriteJobInResults = False
    Location: Any = None
    ComputerName: Any = None
    Session: Any = None

    def begin(self) -> None:
        self._jobs: list[Job] = []
        if self.Wait and self.Keep:
            raise self._refused("The Wait and Keep parameters cannot be used together in the same command.")
        if self.AutoRemoveJob and not self.Wait:
            raise self._refused("The AutoRemoveJob parameter cannot be used without the Wait parameter.")
        if self.WriteEvents and not self.Wait:
            raise self._refused("The WriteEvents parameter cannot be used without the Wait parameter.")

    def _refused(self, message: str) -> PSError:
        return self.terminate(self.error("System.Management.Automation.PSInvalidOperationException", message, "InvalidOperation", "InvalidOperation"))

    def process(self) -> None:
        jobs = self.found()
        if self.Location is not None:
            places = {str(place).lower() for place in as_list(self.Location)}
            jobs = [job for top in jobs for job in (top, *top.children) if not job.children and job.where.lower() in places]
        if self.ComputerName is not None and any(not isinstance(job, (RemotingJob, RemotingChildJob)) for job in jobs):
            message = (
                "The command cannot retrieve the jobs of the specified computers. "
                "The ComputerName parameter can be used only with jobs created by using PowerShell remoting."
            )
            raise self.terminate(self.error(_ARGUMENT, message, "ComputerNameParamNotSupported", "InvalidArgument"))
        if self.Wait:
            if self.WriteJobInResults:
                self.write_all(jobs)
            self._jobs += [job for job in jobs if job not in self._jobs]
            return
        for job in jobs:
            self._receive(job)

    def _family(self, job: Job) -> list[Job]:
        return [job] if self.NoRecurse else [*job.children, job]

    def _receive(self, job: Job) -> None:
        """Write what a job and its children have now."""
        for one in self._family(job):
            taken = one.results if self.Keep else _taken(one)
            if one.by_stream:
                taken = [pair for stream in _STREAM_ORDER for pair in taken if pair[0] == stream]
            self._pass_on(taken)
            self._failure(one)

    def _pass_on(self, records: list[tuple[str, Any]]) -> None:
        for stream, record in records[:]:
            pass_on(self, stream, record)

    def _failure(self, job: Job) -> None:
        if job.state == "Failed":
            record = job.failure
            if record is not None:
                pass_on(self, "Error", record)

    def end(self) -> None:
        if not self.Wait:
            return
        waiting = [one for job in self._jobs for one in self._family(job)]
        self.session.host.flush()
        while waiting:
            for one in list(waiting):
                done = one.finished
                self._pass_on(_taken(one))
                if done:
                    waiting.remove(one)
                    self._failure(one)
                    if self.WriteEvents:
                        self.write(_state_event(one))
            if waiting:
                self.table.wait(lambda: any(one.results or one.finished for one in waiting))
        if self.AutoRemoveJob:
            for job in self._jobs:
                if job in self.table.jobs:
                    self.table.jobs.remove(job)


def _taken(job: Job) -> list[tuple[str, Any]]:
    """Take a job's records away from it."""
    taken = job.results[:]
    job.results.clear()
    if job.by_stream:
        for stream in job.streams.values():
            stream.clear()
    return taken


def _state_event(job: Job) -> Any:
    from pwsh_emu.runtime.knowntypes import enumeration
    from pwsh_emu.runtime.types.jobs import JobStateEventArgs, JobStateInfo

    running = enumeration("System.Management.Automation.JobState").named("Running")
    return JobStateEventArgs(job.get_JobStateInfo(), JobStateInfo(running, None))


def pass_on(cmdlet: Cmdlet, stream: str, record: Any) -> None:
    """Write a record of another session to a cmdlet's own stream."""
    if stream == "Output":
        cmdlet.write(record)
    elif stream == "Error":
        kept: ErrorRecord = record
        kept.reported = False
        if kept.invocation is None:
            from pwsh_emu.runtime.errors import InvocationInfo

            kept.invocation = InvocationInfo(None, None)  # its place is not that of the cmdlet which hands it on
        cmdlet.write_error(kept)
    elif stream == "Warning":
        cmdlet.processor.write_warning(record.message, record.invocation)
    elif stream == "Verbose":
        cmdlet.processor.write_verbose(record.message, record.invocation)
    elif stream == "Debug":
        cmdlet.processor.write_debug(record.message, record.invocation)
    elif stream == "Information":
        cmdlet.write_information(record)
    else:
        cmdlet.write_progress(record)


# --- ending -------------------------------------------------------------------------------------------------------------------


@implements("Stop-Job")
class StopJob(_JobCmdlet):
    """Stops a PowerShell background job."""

    PassThru = False

    def begin(self) -> None:
        self._jobs: list[Job] = []

    def process(self) -> None:
        for job in self.found():
            target = f'Remote Command: {job.Command}, associated with the job that has an ID of "{job.Id}".'
            if self.should_process(target, "Stop"):
                job.stop()
                self._jobs.append(job)

    def end(self) -> None:
        jobs = self._jobs
        if not all(job.finished for job in jobs):
            self.table.wait(lambda: all(job.finished for job in jobs), STOP_SECONDS)
        if self.PassThru:
            self.write_all(jobs)


@implements("Remove-Job")
class RemoveJob(_JobCmdlet):
    """Deletes a PowerShell background job."""

    Force = False

    def process(self) -> None:
        table = self.table
        for job in self.found():
            if job not in table.jobs:
                message = (
                    "The command cannot remove the job because it does not exist or because it is a child job. "
                    "Child jobs can be removed only by removing the parent job."
                )
                self.write_error(self.error(_ARGUMENT, message, "CannotRemoveJob", "InvalidOperation", job))
                continue
            if not job.finished and not self.Force:
                self.write_error(self.error(_ARGUMENT, self._unfinished(job), "JobObjectNotFinishedCannotBeRemoved", "InvalidOperation", job))
                continue
            if not self.should_process(f'Remote Command: {job.Command}, associated with a job that has an ID of "{job.Id}".', "Remove"):
                continue
            if not job.finished:
                job.stop()
                table.wait(lambda job=job: job.finished, STOP_SECONDS)
            if job in table.jobs:
                table.jobs.remove(job)

    def _unfinished(self, job: Job) -> str:
        which, comma = f"the job ID {job.Id}", ","
        if self.Name is not None:
            which += f" and the name {job.Name}"
        elif self.InstanceId is not None:
            which += f" and the instance identifier {job.InstanceId}"
            comma = ""
        advice = f"To remove the job, first stop the job{comma} or use the Force parameter."
        return f"The command cannot remove the job with {which} because the job is not finished. {advice}"


@implements("Debug-Job")
class DebugJob(Cmdlet):
    """Debugs a running background, remote, or Windows PowerShell Workflow job."""

    def process(self) -> None:
        message = "Debug-Job is not supported by this emulator yet: a job runs in a session of its own that no debugger can be attached to."
        exception = "System.Management.Automation.PSNotSupportedException"
        raise self.terminate(self.error(exception, message, "NotSupportedByEmulator", "NotImplemented"))
