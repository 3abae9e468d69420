"""The records of the streams beside output and error: what Write-Warning, Write-Verbose, Write-Information and Write-Progress write."""

from __future__ import annotations

from collections.abc import Callable
from time import time
from typing import Any

from pwsh_emu.runtime.errors import InvocationInfo, NetException
from pwsh_emu.runtime.values import Extensible

_NAMESPACE = "System.Management.Automation."


def _text(message: Any) -> str:
    """Return a constructor's argument as the text that it is there."""
    from pwsh_emu.runtime.conversion import net_string

    return message if isinstance(message, str) else net_string(message)


class InformationalRecord(Extensible):
    """Base of WarningRecord, VerboseRecord and DebugRecord: a message and the command that wrote it."""

    PROPERTY_ORDER = "Message InvocationInfo PipelineIterationInfo"
    __slots__ = ("added_type_names", "extended", "invocation", "message")
    type_name = _NAMESPACE + "InformationalRecord"
    SIGNATURES = ("string Message", "System.Management.Automation.InvocationInfo InvocationInfo", "int[] PipelineIterationInfo")

    def __init__(self, message: str, invocation: InvocationInfo | None = None) -> None:
        self.message = message
        self.invocation = invocation
        self.extended = None
        self.added_type_names = None

    def __str__(self) -> str:
        return self.message

    @property
    def ps_type(self) -> Any:
        from pwsh_emu.runtime.knowntypes import builtin

        return builtin(self.type_name)

    @property
    def Message(self) -> str:
        return self.message

    @property
    def InvocationInfo(self) -> Any:
        return self.invocation

    @property
    def PipelineIterationInfo(self) -> Any:
        from pwsh_emu.runtime.values import PSArray

        return PSArray([], "System.Int32")


class WarningRecord(InformationalRecord):
    PROPERTY_ORDER = "FullyQualifiedWarningId Message InvocationInfo PipelineIterationInfo"
    __slots__ = ("warning_id",)
    type_name = _NAMESPACE + "WarningRecord"

    def __init__(self, message: str, invocation: InvocationInfo | None = None, warning_id: str = "") -> None:
        super().__init__(message, invocation)
        self.warning_id = warning_id

    @staticmethod
    def new(*arguments: Any) -> WarningRecord:
        return WarningRecord(_text(arguments[-1]), warning_id=_text(arguments[0]) if len(arguments) > 1 else "")

    @property
    def FullyQualifiedWarningId(self) -> str:
        return self.warning_id


class VerboseRecord(InformationalRecord):
    __slots__ = ()
    type_name = _NAMESPACE + "VerboseRecord"

    @staticmethod
    def new(message: Any) -> VerboseRecord:
        return VerboseRecord(_text(message))


class DebugRecord(InformationalRecord):
    __slots__ = ()
    type_name = _NAMESPACE + "DebugRecord"

    @staticmethod
    def new(message: Any) -> DebugRecord:
        return DebugRecord(_text(message))


class HostInformationMessage(Extensible):
    """The message data of Write-Host."""

    PROPERTY_ORDER = "Message NoNewLine ForegroundColor BackgroundColor"
    __slots__ = ("added_type_names", "background", "extended", "foreground", "message", "no_new_line")

    def __init__(self, message: str, no_new_line: bool = False, foreground: Any = None, background: Any = None) -> None:
        self.message = message
        self.no_new_line = no_new_line
        self.foreground = foreground
        self.background = background
        self.extended = None
        self.added_type_names = None

    def __str__(self) -> str:
        return self.message

    @property
    def ps_type(self) -> Any:
        from pwsh_emu.runtime.knowntypes import builtin

        return builtin(_NAMESPACE + "HostInformationMessage")

    @property
    def Message(self) -> str:
        return self.message

    @property
    def NoNewLine(self) -> bool:
        return self.no_new_line

    @property
    def ForegroundColor(self) -> Any:
        return self.foreground

    @property
    def BackgroundColor(self) -> Any:
        return self.background


class InformationRecord(Extensible):
    """What Write-Information and Write-Host write. ``to_host`` tells that Write-Host made it, which the host shows at once."""

    PROPERTY_ORDER = "MessageData Source TimeGenerated Tags User Computer ProcessId NativeThreadId ManagedThreadId"
    __slots__ = ("added_type_names", "extended", "given", "made", "message_data", "source", "tags", "to_host")

    def __init__(self, message_data: Any, source: str = "", tags: list[str] | None = None, to_host: bool = False) -> None:
        self.message_data = message_data
        self.source = source
        self.tags: Any = tags or []  # Python's list until somebody asks for it
        self.made = time()
        self.given: dict[str, Any] | None = None  # what a script set
        self.to_host = to_host
        self.extended = None
        self.added_type_names = None

    def __str__(self) -> str:
        from pwsh_emu.runtime.conversion import net_string

        return net_string(self.message_data)

    @staticmethod
    def new(message_data: Any, source: str) -> InformationRecord:
        return InformationRecord(message_data, source)

    @property
    def ps_type(self) -> Any:
        from pwsh_emu.runtime.knowntypes import builtin

        return builtin(_NAMESPACE + "InformationRecord")

    @property
    def MessageData(self) -> Any:
        return self.message_data

    @property
    def Source(self) -> str:
        return self.source

    @Source.setter
    def Source(self, value: str) -> None:
        self.source = value

    @property
    def Tags(self) -> Any:
        if type(self.tags) is list:
            from pwsh_emu.runtime.types.collections_generic import new_list

            self.tags = new_list("System.String", self.tags)
        return self.tags

    def _own(self, name: str, otherwise: Callable[[], Any]) -> Any:
        return otherwise() if self.given is None or name not in self.given else self.given[name]

    def _set(self, name: str, value: Any) -> None:
        if self.given is None:
            self.given = {}
        self.given[name] = value

    @property
    def TimeGenerated(self) -> Any:
        from pwsh_emu.runtime.types.datetimes import from_unix

        return self._own("TimeGenerated", lambda: from_unix(self.made))

    @TimeGenerated.setter
    def TimeGenerated(self, value: Any) -> None:
        self._set("TimeGenerated", value)

    @property
    def User(self) -> Any:
        return self._own("User", user_name)

    @User.setter
    def User(self, value: Any) -> None:
        self._set("User", value)

    @property
    def Computer(self) -> Any:
        from socket import gethostname

        return self._own("Computer", gethostname)

    @Computer.setter
    def Computer(self, value: Any) -> None:
        self._set("Computer", value)

    @property
    def ProcessId(self) -> Any:
        from os import getpid

        return self._own("ProcessId", getpid)

    @ProcessId.setter
    def ProcessId(self, value: Any) -> None:
        self._set("ProcessId", value)

    @property
    def NativeThreadId(self) -> Any:
        from threading import get_native_id

        return self._own("NativeThreadId", get_native_id)

    @NativeThreadId.setter
    def NativeThreadId(self, value: Any) -> None:
        self._set("NativeThreadId", value)

    @property
    def ManagedThreadId(self) -> Any:
        return self._own("ManagedThreadId", lambda: 1)

    @ManagedThreadId.setter
    def ManagedThreadId(self, value: Any) -> None:
        self._set("ManagedThreadId", value)


class ProgressRecord(Extensible):
    __slots__ = (
        "activity", "activity_id", "added_type_names", "completed", "current_operation", "extended", "parent_activity_id", "percent_complete",
        "seconds_remaining", "source_id", "status_description",
    )  # fmt: skip
    SIGNATURES = (
        "System.Management.Automation.ProgressRecord new(int activityId, string activity, string statusDescription)",
        "System.Management.Automation.ProgressRecord new(int activityId)",
        "int ActivityId",
        "int ParentActivityId{get;set}",
        "string Activity{get;set}",
        "string StatusDescription{get;set}",
        "string CurrentOperation{get;set}",
        "int PercentComplete{get;set}",
        "int SecondsRemaining{get;set}",
        "System.Management.Automation.ProgressRecordType RecordType{get;set}",
        "string ToString()",
    )

    def __init__(self, activity_id: int, activity: str, status: str) -> None:
        self.activity_id = activity_id
        self.activity = activity
        self.status_description = status
        self.current_operation: str | None = None
        self.parent_activity_id = -1
        self.percent_complete = -1
        self.seconds_remaining = -1
        self.completed = False
        self.source_id = 0  # Write-Progress -SourceId: activities of two sources may have the same number
        self.extended = None
        self.added_type_names = None

    def __str__(self) -> str:
        return (
            f"parent = {self.parent_activity_id} id = {self.activity_id} act = {self.activity} stat = {self.status_description} "
            f"cur = {self.current_operation or ''} pct = {self.percent_complete} sec = {self.seconds_remaining} "
            f"type = {'Completed' if self.completed else 'Processing'}"
        )

    @property
    def ps_type(self) -> Any:
        from pwsh_emu.runtime.knowntypes import builtin

        return builtin(_NAMESPACE + "ProgressRecord")

    @staticmethod
    def new(activityId: int, *texts: str) -> ProgressRecord:
        if activityId < 0:
            message = "Cannot process the argument because activityId cannot be a negative value."
            raise _refused("ArgumentOutOfRangeException", message, "activityId", f"\nActual value was {activityId}.")
        if not texts:
            return ProgressRecord(activityId, "", "")
        return ProgressRecord(activityId, _plain(texts[0]), _plain(texts[-1]))

    @property
    def Activity(self) -> str:
        return self.activity

    @Activity.setter
    def Activity(self, value: str) -> None:
        self.activity = _plain(value)

    @property
    def ActivityId(self) -> int:
        return self.activity_id

    @property
    def CurrentOperation(self) -> str | None:
        return self.current_operation

    @CurrentOperation.setter
    def CurrentOperation(self, value: str) -> None:
        self.current_operation = value

    @property
    def ParentActivityId(self) -> int:
        return self.parent_activity_id

    @ParentActivityId.setter
    def ParentActivityId(self, value: int) -> None:
        if value == self.activity_id:
            raise _refused("ArgumentException", "ParentActivityId cannot be the same as the ActivityId.", "value")
        self.parent_activity_id = value

    @property
    def PercentComplete(self) -> int:
        return self.percent_complete

    @PercentComplete.setter
    def PercentComplete(self, value: int) -> None:
        if value > 100:
            message = "Cannot set percent because PercentComplete cannot be greater than 100."
            raise _refused("ArgumentOutOfRangeException", message, "value", f"\nActual value was {value}.")
        self.percent_complete = value

    @property
    def RecordType(self) -> Any:
        from pwsh_emu.runtime.knowntypes import builtin

        return builtin(_NAMESPACE + "ProgressRecordType").value(int(self.completed))  # type: ignore[attr-defined]

    @RecordType.setter
    def RecordType(self, value: Any) -> None:
        self.completed = str(value) in ("Completed", "1")

    @property
    def SecondsRemaining(self) -> int:
        return self.seconds_remaining

    @SecondsRemaining.setter
    def SecondsRemaining(self, value: int) -> None:
        self.seconds_remaining = value

    @property
    def StatusDescription(self) -> str:
        return self.status_description

    @StatusDescription.setter
    def StatusDescription(self, value: str) -> None:
        self.status_description = _plain(value)


def _refused(kind: str, message: str, parameter: str, more: str = "") -> Exception:
    return NetException(f"{_NAMESPACE}PS{kind}", f"{message} (Parameter '{parameter}'){more}", ParamName=parameter)


def _plain(text: str) -> str:
    """Return a text of a progress record, which is neither empty nor in colours."""
    if not text:
        raise _refused("ArgumentException", "Cannot process the argument because the value of value cannot be null or empty.", "value")
    if "\x1b" in text:
        raise _refused("ArgumentException", "String may not contain VT escape sequences.", "value")
    return text


def user_name() -> str:
    """Return the name of the user who runs the process."""
    import getpass

    return getpass.getuser()
