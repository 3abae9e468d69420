"""Get-History, Invoke-History, Add-History and Clear-History."""

from __future__ import annotations

from typing import Any

from pwsh_emu.cmdlets.item_base import as_list
from pwsh_emu.runtime import members
from pwsh_emu.runtime.command import Cmdlet, implements
from pwsh_emu.runtime.errors import NetException, PSError
from pwsh_emu.runtime.values import Int64
from pwsh_emu.runtime.wildcard import WildcardPattern

_ARGUMENT = "System.ArgumentException"
_STATES = "System.Management.Automation.Runspaces.PipelineState"


class _HistoryCmdlet(Cmdlet):
    @property
    def history(self) -> Any:
        return self.session.services["history"]

    def info_of(self, entry: Any) -> Any:
        """Return an entry as scripts see it."""
        from pwsh_emu.runtime.types.datetimes import from_unix
        from pwsh_emu.runtime.types.results import HistoryInfo

        started, ended = from_unix(entry.started), from_unix(entry.ended)
        status = self.session.types.resolve(_STATES).named(entry.status)
        return HistoryInfo(entry.number, entry.text, status, started, ended, members.invoke_method(self.session, ended, "Subtract", [started]))

    def missing(self, number: int) -> None:
        self.write_error(
            self.error(_ARGUMENT, f"Cannot locate the history for Id {number}.", f"{self.prefix}NoHistoryForId", "ObjectNotFound", Int64(number))
        )

    @property
    def prefix(self) -> str:
        return self.info.name.replace("-", "")


@implements("Get-History")
class GetHistory(_HistoryCmdlet):
    """Gets a list of the commands entered during the current session."""

    Id: Any = None
    Count: Any = None

    def process(self) -> None:
        entries = self.history.entries
        if self.Id is None:
            chosen = list(entries) if self.Count is None else entries[max(0, len(entries) - int(self.Count)) :]
            self.write_all(self.info_of(entry) for entry in chosen)
            return
        numbers = [int(number) for number in as_list(self.Id)]
        if self.Count is not None and len(numbers) > 1:
            message = "The count cannot be combined with multiple Ids."
            raise self.terminate(self.error(_ARGUMENT, message, "GetHistoryNoCountWithMultipleIds", "InvalidArgument", int(self.Count)))
        for number in numbers:
            if self.history.find(number) is None:
                self.missing(number)
                continue
            upto = [entry for entry in entries if entry.number <= number]
            wanted = 1 if self.Count is None else int(self.Count)
            self.write_all(self.info_of(entry) for entry in upto[max(0, len(upto) - wanted) :])


@implements("Invoke-History")
class InvokeHistory(_HistoryCmdlet):
    """Runs commands from the session history."""

    Id: Any = None

    def begin(self) -> None:
        self._given = 0

    def process(self) -> None:
        self._given += 1

    def end(self) -> None:
        from pwsh_emu.runtime.scriptblock import ScriptBlock

        if self._given > 1:
            message = "Cannot process multiple history commands. You can only run a single command by using Invoke-History."
            raise self.terminate(self.error(_ARGUMENT, message, "InvokeHistoryMultipleCommandsError", "InvalidArgument"))
        history = self.history
        entry = self._chosen()
        if entry in history.invoked:
            message = "The Invoke-History cmdlet is called repeatedly, in a loop."
            raise self.terminate(self.error("System.InvalidOperationException", message, "InvokeHistoryLoopDetected", "InvalidOperation"))
        if history.running is not None:
            history.running.text = entry.text  # the history shows what ran
        if not self.should_process(entry.text):
            return
        self.session.host.write(entry.text + "\n")
        history.invoked.append(entry)
        try:
            ScriptBlock.create(self.session, entry.text).invoke([], out=self.out, new_scope=False)
        finally:
            history.invoked.remove(entry)

    def _chosen(self) -> Any:
        entries = self.history.entries
        if self.Id is None:
            if entries:
                return entries[-1]
            raise self._refused(
                "System.InvalidOperationException", "Cannot locate most recent history.", "NoLastHistoryEntryFound", "InvalidOperation"
            )
        number = self._number()
        if number is None:
            found = next((entry for entry in reversed(entries) if entry.text.startswith(str(self.Id))), None)
            if found is None:
                message = f"Cannot locate the history for command line {self.Id}."
                raise self._refused(_ARGUMENT, message, "NoHistoryForCommandline", "ObjectNotFound", self.Id)
            return found
        if number <= 0:
            message = (
                f"The identifier {number} is not a valid value for a History identifier. "
                "Specify a positive number, and then try again. (Parameter 'Id')"
            )
            raise self._refused("System.ArgumentOutOfRangeException", message, "InvalidIdGetHistory", "InvalidArgument", Int64(number))
        found = self.history.find(number)
        if found is None:
            raise self._refused(_ARGUMENT, f"Cannot locate the history for Id {number}.", "NoHistoryForId", "ObjectNotFound", Int64(number))
        return found

    def _number(self) -> Any:
        from pwsh_emu.runtime.conversion import try_convert

        ok, number = try_convert(self.session, str(self.Id), self.session.types.resolve("System.Int64"))
        return number if ok else None

    def _refused(self, exception: str, message: str, error_id: str, category: str, target: Any = None) -> PSError:
        return self.terminate(self.error(exception, message, f"InvokeHistory{error_id}", category, target))


@implements("Add-History")
class AddHistory(_HistoryCmdlet):
    """Appends entries to the session history."""

    InputObject: Any = None
    Passthru: Any = False

    def begin(self) -> None:
        self.history.keep_running()  # the command that adds stands before what it adds

    def process(self) -> None:
        for value in as_list(self.InputObject):
            entry = self._entry(value)
            if entry is None:
                message = "Cannot add history because the input object has a format that is not valid."
                self.write_error(self.error(_ARGUMENT, message, "AddHistoryInvalidInput", "InvalidArgument", value))
                continue
            self.history.add(entry)
            if self.Passthru:
                self.write(self.info_of(entry))

    def _entry(self, value: Any) -> Any:
        """Return an entry made from an object with the properties of one; None where they are not there."""
        from pwsh_emu.history import HistoryEntry
        from pwsh_emu.runtime.conversion import try_convert

        session = self.session
        if value is None:
            return None
        text = members.get_property(session, value, "CommandLine")
        ok, status = try_convert(session, members.get_property(session, value, "ExecutionStatus"), session.types.resolve(_STATES))
        if (
            not isinstance(getattr(text, "base", text), str)
            or not ok
            or str(status) not in ("Completed", "Failed", "Stopped", "Running", "NotStarted")
        ):
            return None
        times = []
        for name in ("StartExecutionTime", "EndExecutionTime"):
            moment = _moment(session, members.get_property(session, value, name))
            if moment is None:
                return None
            times.append(moment)
        entry = HistoryEntry(0, str(getattr(text, "base", text)))
        entry.status = str(status)
        entry.started, entry.ended = (_unix(moment) for moment in times)
        return entry


def _moment(session: Any, value: Any) -> Any:
    """Return the time that a property holds, a text read by the rules of the current culture; None where it is none."""
    from pwsh_emu.runtime.conversion import try_convert

    date_time = session.types.resolve("System.DateTime")
    base = getattr(value, "base", value)
    if isinstance(base, str):
        try:
            return members.invoke_static(session, date_time, "Parse", [base])
        except (NetException, PSError):
            return None
    ok, moment = try_convert(session, value, date_time)
    return moment if ok else None


def _unix(moment: Any) -> float:
    from pwsh_emu.runtime.types.datetimes import UNIX_EPOCH

    universal = moment.ToUniversalTime()
    return float(universal.ticks - UNIX_EPOCH) / 10_000_000


@implements("Clear-History")
class ClearHistory(_HistoryCmdlet):
    """Deletes entries from the PowerShell session command history."""

    Id: Any = None
    CommandLine: Any = None
    Count: Any = None
    Newest: Any = False

    def process(self) -> None:
        entries = self.history.entries
        if self.Id is not None:
            doomed = self._by_id(entries)
        elif self.CommandLine is not None:
            doomed = self._by_text(entries)
        else:
            doomed = list(entries)
            if self.Count is not None:
                doomed = self._limited(doomed)
            elif not self.should_process("This command will clear all the entries from the session history."):
                return
        for entry in doomed:
            entries.remove(entry)

    def _limited(self, entries: list[Any]) -> list[Any]:
        if self.Count is None:
            return entries
        count = int(self.Count)
        return entries[max(0, len(entries) - count) :] if self.Newest else entries[:count]

    def _by_id(self, entries: list[Any]) -> list[Any]:
        numbers = [int(number) for number in as_list(self.Id)]
        if self.Count is not None:
            if len(numbers) > 1:
                self._too_many("The count cannot be combined with multiple Ids.", "NoCountWithMultipleIds")
            near = [entry for entry in entries if (entry.number <= numbers[0] if self.Newest else entry.number >= numbers[0])]
            return self._limited(near)
        doomed = []
        for number in numbers:
            entry = self.history.find(number)
            if entry is None:
                self.missing(number)
            else:
                doomed.append(entry)
        return doomed

    def _by_text(self, entries: list[Any]) -> list[Any]:
        texts = as_list(self.CommandLine)
        if self.Count is not None and len(texts) > 1:
            self._too_many("The count cannot be combined with multiple CommandLine parameters.", "NoCountWithMultipleCmdLine")
        doomed: list[Any] = []
        for text in texts:
            pattern = WildcardPattern(str(text), True)
            matching = [entry for entry in entries if pattern.matches(entry.text.strip()) and entry not in doomed]
            if not matching:
                message = f"Cannot locate the history for command line {text}."
                self.write_error(self.error(_ARGUMENT, message, "ClearHistoryNoHistoryForCommandline", "ObjectNotFound", text))
            doomed.extend(matching)
        return self._limited(doomed)

    def _too_many(self, message: str, error_id: str) -> None:
        raise self.terminate(self.error(_ARGUMENT, message, error_id, "InvalidArgument", int(self.Count)))
