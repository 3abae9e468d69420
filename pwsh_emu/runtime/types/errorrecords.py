"""ErrorRecord, its CategoryInfo and ErrorDetails, InvocationInfo and script extents as scripts see them."""

from __future__ import annotations

from typing import Any

from pwsh_emu.runtime import errorcategory
from pwsh_emu.runtime.errors import ErrorRecord, ExceptionObject, InvocationInfo, ScriptExtent, copied
from pwsh_emu.runtime.knowntypes import builtin, with_session
from pwsh_emu.runtime.types import failures
from pwsh_emu.runtime.typesystem import DotNetObject
from pwsh_emu.runtime.values import Int64

_AUTOMATION = "System.Management.Automation."


class ErrorCategoryInfo(DotNetObject):
    """A record's CategoryInfo; writes go to the record."""

    ps_type = builtin(_AUTOMATION + "ErrorCategoryInfo")
    PROPERTY_ORDER = "Category Activity Reason TargetName TargetType"
    __slots__ = ("record", "session")

    def __init__(self, session: Any, record: ErrorRecord) -> None:
        super().__init__()
        self.session = session
        self.record = record

    @property
    def Category(self) -> Any:
        return self.record.category or "NotSpecified"

    @property
    def Activity(self) -> str:
        return errorcategory.activity(self.record)

    @Activity.setter
    def Activity(self, value: str) -> None:
        self.record.activity = value

    @property
    def Reason(self) -> str:
        return errorcategory.reason(self.record)

    @Reason.setter
    def Reason(self, value: str) -> None:
        self.record.reason = value

    @property
    def TargetName(self) -> str:
        return errorcategory.target_name(self.session, self.record)

    @TargetName.setter
    def TargetName(self, value: str) -> None:
        self.record.target_name = value

    @property
    def TargetType(self) -> str:
        return errorcategory.target_type(self.session, self.record)

    @TargetType.setter
    def TargetType(self, value: str) -> None:
        self.record.target_type = value

    def GetMessage(self, culture: Any = None) -> str:
        return errorcategory.message(self.session, self.record)

    def ToString(self) -> str:
        return self.GetMessage()

    def __str__(self) -> str:
        return self.GetMessage()


class ErrorDetails(DotNetObject):
    """What replaces a record's message, and what is recommended."""

    ps_type = builtin(_AUTOMATION + "ErrorDetails")
    PROPERTY_ORDER = "Message RecommendedAction"
    __slots__ = ("Message", "_recommended", "record")

    def __init__(self, message: str, recommended: str | None = None, record: ErrorRecord | None = None) -> None:
        super().__init__()
        self.Message = message
        self._recommended = recommended
        self.record = record

    @staticmethod
    def new(*arguments: Any) -> ErrorDetails:
        if arguments[0] is None:
            raise failures.null("message")
        return ErrorDetails(str(arguments[0]))

    @property
    def RecommendedAction(self) -> str:
        return self._recommended or ""

    @RecommendedAction.setter
    def RecommendedAction(self, value: str) -> None:
        self._recommended = value
        if self.record is not None:
            self.record.details_recommendation = value

    @property
    def TextLookupError(self) -> None:
        return None

    def ToString(self) -> str:
        return self.Message

    def __str__(self) -> str:
        return self.Message


class ErrorRecordMembers:
    """Members of ErrorRecord."""

    PROPERTY_ORDER = "Exception TargetObject CategoryInfo FullyQualifiedErrorId ErrorDetails InvocationInfo ScriptStackTrace PipelineIterationInfo"

    @staticmethod
    def new(*arguments: Any) -> ErrorRecord:
        if isinstance(arguments[0], ErrorRecord):
            source = arguments[0]
            made = ErrorRecord(arguments[1] or source.exception, source.error_id, source.category, source.target_object)
            made.origin, made.invocation = source.origin, source.invocation
            return made
        exception, error_id, category, target = arguments
        if exception is None:
            raise failures.null("exception")
        return ErrorRecord(exception, error_id or "", str(category), target)

    @staticmethod
    def get_Exception(record: ErrorRecord) -> ExceptionObject:
        return record.exception

    @staticmethod
    def get_TargetObject(record: ErrorRecord) -> Any:
        return record.target_object

    @staticmethod
    @with_session
    def get_CategoryInfo(session: Any, record: ErrorRecord) -> ErrorCategoryInfo:
        return ErrorCategoryInfo(session, record)

    @staticmethod
    def get_FullyQualifiedErrorId(record: ErrorRecord) -> str:
        return record.fully_qualified_error_id

    @staticmethod
    def get_ErrorDetails(record: ErrorRecord) -> Any:
        if record.details_message is None and record.details_recommendation is None:
            return None
        return ErrorDetails(record.details_message or "", record.details_recommendation, record)

    @staticmethod
    def set_ErrorDetails(record: ErrorRecord, value: Any) -> None:
        record.details_message = value.Message if value is not None else None
        record.details_recommendation = (value.RecommendedAction or None) if value is not None else None

    @staticmethod
    def get_InvocationInfo(record: ErrorRecord) -> Any:
        """Return the record's own copy of the invocation: it knows neither the arguments nor the pipeline (ErrorRecord.SetInvocationInfo)."""
        info = record.invocation
        if info is not None and (info.pipeline_length or info.bound_parameters or info.unbound_arguments):
            info = record.invocation = copied(info)
            info.pipeline_length = info.pipeline_position = 0
            info.expecting_input = False
            info.bound_parameters, info.unbound_arguments = None, []
        return info

    @staticmethod
    def get_ScriptStackTrace(record: ErrorRecord) -> Any:
        return record.script_stack_trace

    @staticmethod
    def get_PipelineIterationInfo(record: ErrorRecord) -> Any:
        from pwsh_emu.runtime.types.collections_generic import read_only

        return read_only("System.Int32", record.pipeline_iteration_info)

    @staticmethod
    def ToString(record: ErrorRecord) -> str:
        return record.message


def _line_of(extent: ScriptExtent | None) -> tuple[int, int]:
    return extent.source.position(extent.start) if extent is not None else (0, 0)


class InvocationInfoMembers:
    """Members of InvocationInfo."""

    PROPERTY_ORDER = (
        "MyCommand BoundParameters UnboundArguments ScriptLineNumber OffsetInLine HistoryId ScriptName Line Statement PositionMessage PSScriptRoot "
        "PSCommandPath InvocationName PipelineLength PipelinePosition ExpectingInput CommandOrigin DisplayScriptPosition"
    )

    @staticmethod
    def get_MyCommand(info: InvocationInfo) -> Any:
        return info.command

    @staticmethod
    def get_BoundParameters(info: InvocationInfo) -> Any:
        from pwsh_emu.runtime.types.dictionaries import new_dictionary

        bound = info.bound_parameters
        if bound is None or type(bound) is dict:
            table = new_dictionary("System.String", "System.Object")
            for name, value in (bound or {}).items():
                table.set(name, value)
            return table
        return bound

    @staticmethod
    def get_UnboundArguments(info: InvocationInfo) -> Any:
        from pwsh_emu.runtime.types.collections_generic import new_list

        return new_list("System.Object", info.unbound_arguments or [])

    @staticmethod
    def get_ScriptLineNumber(info: InvocationInfo) -> int:
        return _line_of(info.extent)[0]

    @staticmethod
    def get_OffsetInLine(info: InvocationInfo) -> int:
        return _line_of(info.extent)[1]

    @staticmethod
    @with_session
    def get_HistoryId(session: Any, info: InvocationInfo) -> Int64:
        return Int64(info.number(session))

    @staticmethod
    def get_ScriptName(info: InvocationInfo) -> str:
        return (info.extent.source.file or "") if info.extent is not None else ""

    @staticmethod
    def get_Line(info: InvocationInfo) -> str:
        if info.extent is None:
            return ""
        source = info.extent.source
        line = _line_of(info.extent)[0]
        text = str(source.line_text(line))
        starts = source.line_starts
        return text + ("\n" if line < len(starts) and not text.endswith("\n") else "")

    @staticmethod
    def get_Statement(info: InvocationInfo) -> str:
        return info.extent.text if info.extent is not None else ""

    @staticmethod
    def get_PositionMessage(info: InvocationInfo) -> str:
        from pwsh_emu.language.positions import position_message

        return position_message(info.extent.source, info.extent.start, info.extent.end) if info.extent is not None else ""

    @staticmethod
    def get_PSScriptRoot(info: InvocationInfo) -> str:
        if info.ps_script_root is not None:
            return info.ps_script_root
        path = InvocationInfoMembers.get_PSCommandPath(info)
        return path.rpartition("/")[0] if path else ""

    @staticmethod
    def get_PSCommandPath(info: InvocationInfo) -> str:
        if info.ps_command_path is not None:
            return info.ps_command_path
        return (info.extent.source.file or "") if info.extent is not None else ""

    @staticmethod
    def get_InvocationName(info: InvocationInfo) -> str:
        return info.invocation_name or ""

    @staticmethod
    def get_PipelineLength(info: InvocationInfo) -> int:
        return info.pipeline_length

    @staticmethod
    def get_PipelinePosition(info: InvocationInfo) -> int:
        return info.pipeline_position

    @staticmethod
    def get_ExpectingInput(info: InvocationInfo) -> bool:
        return info.expecting_input

    @staticmethod
    def get_CommandOrigin(info: InvocationInfo) -> Any:
        return "Internal"

    @staticmethod
    def get_DisplayScriptPosition(info: InvocationInfo) -> Any:
        return info.display_extent

    @staticmethod
    def set_DisplayScriptPosition(info: InvocationInfo, value: Any) -> None:
        info.display_extent = value


class ScriptPosition(DotNetObject):
    """One place in a script: the end of an extent."""

    ps_type = builtin(_AUTOMATION + "Language.InternalScriptPosition")
    PROPERTY_ORDER = "File LineNumber ColumnNumber Line Offset"
    SIGNATURES = ("string File", "int LineNumber", "int ColumnNumber", "string Line", "int Offset", "string GetFullScript()")

    def __init__(self, source: Any, at: int) -> None:
        super().__init__()
        self.source = source
        self.at = at

    @property
    def File(self) -> Any:
        return self.source.file

    @property
    def LineNumber(self) -> int:
        return int(self.source.position(self.at)[0])

    @property
    def ColumnNumber(self) -> int:
        return int(self.source.position(self.at)[1])

    @property
    def Line(self) -> str:
        return str(self.source.line_text(self.LineNumber))

    @property
    def Offset(self) -> int:
        return int(self.source.utf16(self.at))

    def GetFullScript(self) -> str:
        return str(self.source.text)


class ScriptExtentMembers:
    """Members of script extents."""

    PROPERTY_ORDER = (
        "File StartScriptPosition EndScriptPosition StartLineNumber StartColumnNumber EndLineNumber EndColumnNumber Text StartOffset EndOffset"
    )
    SIGNATURES = (
        "string File", "System.Object StartScriptPosition", "System.Object EndScriptPosition",
        "int StartLineNumber", "int StartColumnNumber", "int EndLineNumber",
        "int EndColumnNumber", "string Text", "int StartOffset", "int EndOffset",
    )  # fmt: skip

    @staticmethod
    def get_File(extent: ScriptExtent) -> Any:
        return extent.source.file

    @staticmethod
    def get_Text(extent: ScriptExtent) -> str:
        return extent.text

    @staticmethod
    def get_StartLineNumber(extent: ScriptExtent) -> int:
        return int(extent.source.position(extent.start)[0])

    @staticmethod
    def get_StartColumnNumber(extent: ScriptExtent) -> int:
        return int(extent.source.position(extent.start)[1])

    @staticmethod
    def get_EndLineNumber(extent: ScriptExtent) -> int:
        return int(extent.source.position(extent.end)[0])

    @staticmethod
    def get_EndColumnNumber(extent: ScriptExtent) -> int:
        return int(extent.source.position(extent.end)[1])

    @staticmethod
    def get_StartOffset(extent: ScriptExtent) -> int:
        return int(extent.source.utf16(extent.start))

    @staticmethod
    def get_EndOffset(extent: ScriptExtent) -> int:
        return int(extent.source.utf16(extent.end))

    @staticmethod
    def get_StartScriptPosition(extent: ScriptExtent) -> ScriptPosition:
        return ScriptPosition(extent.source, extent.start)

    @staticmethod
    def get_EndScriptPosition(extent: ScriptExtent) -> ScriptPosition:
        return ScriptPosition(extent.source, extent.end)

    @staticmethod
    def ToString(extent: ScriptExtent) -> str:
        return extent.text


TYPES = {
    _AUTOMATION + "ErrorRecord": ErrorRecordMembers,
    _AUTOMATION + "ErrorCategoryInfo": ErrorCategoryInfo,
    _AUTOMATION + "ErrorDetails": ErrorDetails,
    _AUTOMATION + "InvocationInfo": InvocationInfoMembers,
    _AUTOMATION + "Language.InternalScriptExtent": ScriptExtentMembers,
    _AUTOMATION + "Language.InternalScriptPosition": ScriptPosition,
}
