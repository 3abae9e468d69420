"""Write-Output, Write-Error, Write-Warning, Write-Verbose, Write-Debug, Write-Information, Write-Host and Write-Progress."""

from __future__ import annotations

from typing import Any

from pwsh_emu.runtime.command import Cmdlet, implements
from pwsh_emu.runtime.enumeration import is_enumerable
from pwsh_emu.runtime.errors import ErrorRecord, ExceptionObject
from pwsh_emu.runtime.records import HostInformationMessage, InformationRecord, ProgressRecord
from pwsh_emu.runtime.values import AUTOMATION_NULL, PSArray, PSCustomObject, PSObject


@implements("Write-Output")
class WriteOutput(Cmdlet):
    """Writes the specified objects to the pipeline."""

    InputObject: Any = AUTOMATION_NULL
    NoEnumerate = False

    def direct_feed(self) -> Any:
        """Return what takes each object."""
        return None if self.NoEnumerate else self._write

    def process(self) -> None:
        self._write(self.InputObject)

    def _write(self, value: Any) -> None:
        if value is AUTOMATION_NULL:
            return
        if self.NoEnumerate:
            self.out(value)
        elif type(value) is PSArray or is_enumerable(value):
            self.write_all(value.base if type(value) is PSObject else value)
        else:
            self.out(value)


def running_invocation(session: Any) -> Any:
    """Return $MyInvocation of the block that calls the running cmdlet, None at the top."""
    return session.call_stack[-1].my_invocation if session.call_stack else None


@implements("Write-Error")
class WriteError(Cmdlet):
    """Writes an object to the error stream."""

    Exception: Any = None
    Message: Any = None
    ErrorRecord: Any = None
    Category: Any = None
    ErrorId: Any = ""
    TargetObject: Any = None
    RecommendedAction: Any = ""
    CategoryActivity: Any = ""
    CategoryReason: Any = ""
    CategoryTargetName: Any = ""
    CategoryTargetType: Any = ""

    def process(self) -> None:
        record = self.ErrorRecord
        if record is not None:
            record = _copy(record)
        else:
            record = self._made()
        if self.RecommendedAction:
            if record.details_message is None:
                record.details_message = record.exception.message
            record.details_recommendation = str(self.RecommendedAction)
        if self.CategoryActivity:
            record.activity = str(self.CategoryActivity)
        if self.CategoryReason:
            record.reason = str(self.CategoryReason)
        if self.CategoryTargetName:
            record.target_name = str(self.CategoryTargetName)
        if self.CategoryTargetType:
            record.target_type = str(self.CategoryTargetType)
        if record.activity is None or (self.ErrorRecord is not None and not self.CategoryActivity):
            record.activity = "Write-Error"
        self._place(record)
        self.write_error(record)

    def _made(self) -> ErrorRecord:
        exception = self.Exception
        message = self.Message
        if exception is None:
            kind = "Microsoft.PowerShell.Commands.WriteErrorException"
            exception = ExceptionObject(kind, f"Exception of type '{kind}' was thrown." if message is None else str(message))
        error_id = str(self.ErrorId) if self.ErrorId else exception.type_name
        category = str(self.Category) if self.Category is not None else "NotSpecified"
        record = ErrorRecord(exception, error_id, category, self.TargetObject)
        if self.Exception is not None and message:
            record.details_message = str(message)
        return record

    def _place(self, record: ErrorRecord) -> None:
        """Give the record the place of the calling function, as PowerShell does: there is none at the top of a script."""
        caller = running_invocation(self.session)
        if caller is not None:
            record.invocation = caller
            if record.origin is None and self.ErrorRecord is None:
                record.origin = getattr(caller.command, "name", None) or None
        elif record.invocation is None:
            from pwsh_emu.runtime.errors import InvocationInfo

            record.invocation = InvocationInfo(None, None)


def _copy(record: ErrorRecord) -> ErrorRecord:
    twin = object.__new__(ErrorRecord)
    for slot in ErrorRecord.__slots__:
        setattr(twin, slot, getattr(record, slot))
    twin.reported = False
    return twin


@implements("Write-Warning")
class WriteWarning(Cmdlet):
    """Writes a warning message."""

    Message: Any = ""

    def process(self) -> None:
        self.processor.write_warning(_text(self, self.Message), running_invocation(self.session))


@implements("Write-Verbose")
class WriteVerbose(Cmdlet):
    """Writes text to the verbose message stream."""

    Message: Any = ""

    def process(self) -> None:
        self.processor.write_verbose(_text(self, self.Message), running_invocation(self.session))


@implements("Write-Debug")
class WriteDebug(Cmdlet):
    """Writes a debug message to the console."""

    Message: Any = ""

    def process(self) -> None:
        self.processor.write_debug(_text(self, self.Message), running_invocation(self.session))


def _text(cmdlet: Cmdlet, value: Any) -> str:
    if type(value) is str:
        return value
    from pwsh_emu.runtime.conversion import to_string

    return to_string(cmdlet.session, value)


@implements("Write-Information")
class WriteInformation(Cmdlet):
    """Specifies how PowerShell handles information stream data for a command."""

    MessageData: Any = None
    Tags: Any = None

    def process(self) -> None:
        source = self.invocation.ps_command_path or "Write-Information"
        caller = self.session.call_stack[-1].block.file if self.session.call_stack else None
        self.write_information(InformationRecord(self.MessageData, caller or source, [str(tag) for tag in self.Tags or ()]))


@implements("Write-Host")
class WriteHost(Cmdlet):
    """Writes customized output to a host."""

    Object: Any = None
    NoNewline = False
    Separator: Any = " "
    ForegroundColor: Any = None
    BackgroundColor: Any = None

    def process(self) -> None:
        text = self._joined(self.Object)
        message = HostInformationMessage(text, bool(self.NoNewline), self.ForegroundColor, self.BackgroundColor)
        self.write_information(InformationRecord(message, "Write-Host", ["PSHOST"], to_host=True))

    def _joined(self, value: Any) -> str:
        from pwsh_emu.runtime.conversion import net_string, to_string

        if value is None or value is AUTOMATION_NULL:
            return ""
        if isinstance(value, str):
            return str(value)
        base = value.base if type(value) is PSObject else value
        if is_enumerable(value) or (hasattr(base, "items") and hasattr(base, "keys")):
            separator = self.Separator if isinstance(self.Separator, str) else to_string(self.session, self.Separator)
            if is_enumerable(value):
                parts = [self._joined(one) for one in base]
            else:
                parts = [f"[{self._joined(key)}, {self._joined(item)}]" for key, item in base.items()]
            return separator.join(parts)
        if type(base) is PSCustomObject or getattr(value, "extended", None):
            return to_string(self.session, value)
        return net_string(value, self.session)


@implements("Write-Progress")
class WriteProgress(Cmdlet):
    """Displays a progress bar within a PowerShell command window."""

    Activity: Any = ""
    Status: Any = "Processing"
    Id = 0
    PercentComplete = -1
    SecondsRemaining = -1
    CurrentOperation: Any = None
    ParentId = -1
    Completed = False
    SourceId = 0

    def process(self) -> None:
        for text in (self.Activity, self.Status):
            if "\x1b" in str(text or ""):
                message = "String may not contain VT escape sequences. (Parameter 'value')"
                raise self.terminate(self.error("System.Management.Automation.PSArgumentException", message, "Argument", "InvalidArgument"))
        record = ProgressRecord(int(self.Id), str(self.Activity or ""), str(self.Status))
        record.parent_activity_id = int(self.ParentId)
        record.percent_complete = int(self.PercentComplete)
        record.seconds_remaining = int(self.SecondsRemaining)
        record.current_operation = None if self.CurrentOperation is None else str(self.CurrentOperation)
        record.completed = bool(self.Completed)
        record.source_id = int(self.SourceId)
        self.write_progress(record)
