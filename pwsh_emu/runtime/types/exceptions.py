"""Exceptions as values: what `errors.ExceptionObject` shows to scripts, and their constructors."""

from __future__ import annotations

from typing import Any

from pwsh_emu.runtime.errors import ErrorRecord, ExceptionObject
from pwsh_emu.runtime.knowntypes import builtin, with_session, with_type
from pwsh_emu.runtime.typesystem import PSType
from pwsh_emu.runtime.values import Hashtable

# What an exception says that was made without a message.
_DEFAULT_MESSAGES = {
    "System.ArgumentException": "Value does not fall within the expected range.",
    "System.ArgumentNullException": "Value cannot be null.",
    "System.ArgumentOutOfRangeException": "Specified argument was out of the range of valid values.",
    "System.ArithmeticException": "Overflow or underflow in the arithmetic operation.",
    "System.ApplicationException": "Error in the application.",
    "System.ArrayTypeMismatchException": "Attempted to access an element as a type incompatible with the array.",
    "System.DivideByZeroException": "Attempted to divide by zero.",
    "System.FormatException": "One of the identified items was in an invalid format.",
    "System.IndexOutOfRangeException": "Index was outside the bounds of the array.",
    "System.InvalidCastException": "Specified cast is not valid.",
    "System.InvalidOperationException": "Operation is not valid due to the current state of the object.",
    "System.MissingMemberException": "Attempted to access a missing member.",
    "System.MissingMethodException": "Attempted to access a missing method.",
    "System.NotImplementedException": "The method or operation is not implemented.",
    "System.NotSupportedException": "Specified method is not supported.",
    "System.NullReferenceException": "Object reference not set to an instance of an object.",
    "System.ObjectDisposedException": "Cannot access a disposed object.",
    "System.OperationCanceledException": "The operation was canceled.",
    "System.OutOfMemoryException": "Insufficient memory to continue the execution of the program.",
    "System.OverflowException": "Arithmetic operation resulted in an overflow.",
    "System.PlatformNotSupportedException": "Operation is not supported on this platform.",
    "System.RankException": "Attempted to operate on an array with the incorrect number of dimensions.",
    "System.StackOverflowException": "Operation caused a stack overflow.",
    "System.SystemException": "System error.",
    "System.TimeoutException": "The operation has timed out.",
    "System.UnauthorizedAccessException": "Attempted to perform an unauthorized operation.",
    "System.UriFormatException": "Invalid URI: The format of the URI could not be determined.",
    "System.IO.IOException": "I/O error occurred.",
    "System.IO.FileNotFoundException": "Unable to find the specified file.",
    "System.IO.DirectoryNotFoundException": "Attempted to access a path that is not on the disk.",
    "System.IO.EndOfStreamException": "Attempted to read past the end of the stream.",
    "System.IO.InvalidDataException": "Found invalid data while decoding.",
    "System.IO.PathTooLongException": "The specified file name or path is too long, or a component of the specified path is too long.",
    "System.Collections.Generic.KeyNotFoundException": "The given key was not present in the dictionary.",
    "System.Security.SecurityException": "Security error.",
    "System.AggregateException": "One or more errors occurred.",
    "System.Reflection.AmbiguousMatchException": "Ambiguous match found.",
    "System.TypeLoadException": "Failure has occurred while loading a type.",
    "System.Xml.XmlException": "An XML error has occurred.",
    "System.Security.Cryptography.CryptographicException": "Error occurred during a cryptographic operation.",
}
_HRESULTS = {
    "System.ArgumentException": -2147024809, "System.ArgumentNullException": -2147467261, "System.ArgumentOutOfRangeException": -2146233086,
    "System.InvalidOperationException": -2146233079, "System.NotSupportedException": -2146233067, "System.NotImplementedException": -2147467263,
    "System.FormatException": -2146233033, "System.OverflowException": -2146233066, "System.DivideByZeroException": -2147352558,
    "System.InvalidCastException": -2147467262, "System.IndexOutOfRangeException": -2146233080, "System.NullReferenceException": -2147467261,
    "System.IO.FileNotFoundException": -2147024894, "System.IO.DirectoryNotFoundException": -2147024893, "System.IO.IOException": -2146232800,
    "System.UnauthorizedAccessException": -2147024891, "System.TimeoutException": -2146233083,
    "System.Collections.Generic.KeyNotFoundException": -2146232969,
    "System.SystemException": -2146233087,
    "System.ApplicationException": -2146232832, "System.ObjectDisposedException": -2146232798, "System.OutOfMemoryException": -2147024882,
    "System.ArithmeticException": -2147024362, "System.RankException": -2146233065, "System.OperationCanceledException": -2146233029,
}  # fmt: skip
_COR_E_EXCEPTION = -2146233088
_WHOLE_RECORDS = (".ActionPreferenceStopException", ".CmdletInvocationException")


def default_message(type_name: str) -> str:
    """Return the message of an exception made without one."""
    return _DEFAULT_MESSAGES.get(type_name) or f"Exception of type '{type_name}' was thrown."


def from_arguments(type_name: str, arguments: list[Any]) -> ExceptionObject:
    """Make an exception from constructor arguments, as its type's constructors read them."""
    inner = next((argument for argument in arguments if isinstance(argument, ExceptionObject)), None)
    texts = [argument for argument in arguments if isinstance(argument, str)]
    data: dict[str, Any] = {}
    message = texts[0] if texts else None
    short = type_name.rpartition(".")[2]
    if short in ("ArgumentNullException", "ArgumentOutOfRangeException") and texts and inner is None:
        data["ParamName"] = texts[0]
        message = texts[1] if len(texts) > 1 else default_message(type_name)
        message = f"{message} (Parameter '{texts[0]}')" if texts[0] else message
        if len(arguments) == 3 and short == "ArgumentOutOfRangeException":
            from pwsh_emu.runtime.conversion import net_string

            data["ActualValue"] = arguments[1]
            message = f"{arguments[2]} (Parameter '{texts[0]}')"
            if arguments[1] is not None:
                message += f"\nActual value was {net_string(arguments[1])}."
    elif short == "ArgumentException" and len(texts) > 1:
        data["ParamName"] = texts[1]
        message = f"{texts[0]} (Parameter '{texts[1]}')" if texts[1] else texts[0]
    elif short in ("FileNotFoundException", "FileLoadException") and len(texts) > 1:
        data["FileName"] = texts[1]
    elif short == "ObjectDisposedException" and texts and inner is None:
        data["ObjectName"] = texts[0]
        message = (texts[1] if len(texts) > 1 else default_message(type_name)) + f"\nObject name: '{texts[0]}'."
    if short == "AggregateException":
        held: list[ExceptionObject] = []
        for argument in arguments:
            if isinstance(argument, ExceptionObject):
                held.append(argument)
            elif isinstance(argument, list):
                held.extend(item for item in argument if isinstance(item, ExceptionObject))
        data["InnerExceptions"] = held
        inner = held[0] if held else None
        message = message or default_message(type_name)
        if held:
            message += " " + " ".join(f"({one.message})" for one in held)
    if message is None:
        message = default_message(type_name)
    return ExceptionObject(type_name, message, inner, data)


class ExceptionMembers:
    """Members that all exceptions have."""

    PROPERTY_ORDER = (
        "ErrorRecord WasThrownFromThrowStatement Message ParamName ActualValue FileName FusionLog TargetSite Data InnerException HelpLink Source "
        "HResult StackTrace"
    )

    @staticmethod
    @with_type
    def new(ps_type: PSType, *arguments: Any) -> ExceptionObject:
        return from_arguments(str(ps_type.full_name), list(arguments))

    @staticmethod
    def get_Message(exception: ExceptionObject) -> str:
        return exception.message

    @staticmethod
    def get_InnerException(exception: ExceptionObject) -> Any:
        return exception.inner

    @staticmethod
    def get_Data(exception: ExceptionObject) -> Any:
        table = exception.data.get("$data")
        if table is None:
            table = exception.data["$data"] = Hashtable()
        return table

    @staticmethod
    def get_HelpLink(exception: ExceptionObject) -> Any:
        return exception.data.get("HelpLink")

    @staticmethod
    def set_HelpLink(exception: ExceptionObject, value: str) -> None:
        exception.data["HelpLink"] = value

    @staticmethod
    def get_Source(exception: ExceptionObject) -> Any:
        found = exception.data.get("Source")
        if exception.data.get("WasThrownFromThrowStatement") or exception.type_name.endswith(".ParentContainsErrorRecordException"):
            return found  # made, but never thrown by .NET code
        if (found is None and exception.error_record is not None) or exception.type_name.startswith("System.Management.Automation"):
            return "System.Management.Automation"
        return found

    @staticmethod
    def set_Source(exception: ExceptionObject, value: str) -> None:
        exception.data["Source"] = value

    @staticmethod
    def get_HResult(exception: ExceptionObject) -> int:
        own = exception.data.get("HResult")
        if own is None:
            known = (_HRESULTS.get(one.full_name) for one in builtin(exception.type_name).bases())
            own = next((one for one in known if one is not None), _COR_E_EXCEPTION)
        return int(own)

    @staticmethod
    def set_HResult(exception: ExceptionObject, value: int) -> None:
        exception.data["HResult"] = value

    @staticmethod
    def get_StackTrace(exception: ExceptionObject) -> Any:
        return exception.stack_trace

    @staticmethod
    def get_TargetSite(exception: ExceptionObject) -> Any:
        return None

    @staticmethod
    def GetBaseException(exception: ExceptionObject) -> ExceptionObject:
        while exception.inner is not None:
            exception = exception.inner
        return exception

    @staticmethod
    def Flatten(exception: ExceptionObject) -> ExceptionObject:
        return exception

    @staticmethod
    @with_session
    def ToString(session: Any, exception: ExceptionObject) -> str:
        from pwsh_emu.runtime.conversion import net_string

        return net_string(exception, session)

    # --- RuntimeException ---
    @staticmethod
    def get_ErrorRecord(exception: ExceptionObject) -> Any:
        """Return the record that an exception carries: one about a stand-in for it (RuntimeException.ErrorRecord), without the command's mark.

        What ends a cmdlet has the cmdlet's own record.
        """
        own = exception.error_record
        if own is not None and own.exception is not exception and exception.type_name.endswith(_WHOLE_RECORDS):
            return own
        stand_in = ExceptionObject("System.Management.Automation.ParentContainsErrorRecordException", exception.message)
        if own is None or exception.data.get("WasThrownFromThrowStatement"):
            return ErrorRecord(stand_in, str(exception.data.get("ErrorId") or "RuntimeException"), "NotSpecified")
        record = ErrorRecord(stand_in, own.error_id, own.category, own.target_object)
        record.invocation = own.invocation
        return record

    @staticmethod
    def get_WasThrownFromThrowStatement(exception: ExceptionObject) -> bool:
        return bool(exception.data.get("WasThrownFromThrowStatement"))

    @staticmethod
    def get_InnerExceptions(exception: ExceptionObject) -> Any:
        from pwsh_emu.runtime.types.collections_generic import read_only

        return read_only("System.Exception", exception.data.get("InnerExceptions") or ([exception.inner] if exception.inner else []))

    @staticmethod
    @with_session
    def get_Errors(session: Any, exception: ExceptionObject) -> Any:
        from pwsh_emu.runtime.types.syntaxtrees import parse_errors

        failure = exception.data.get("Errors")  # the ParseFailure of a text
        return parse_errors(failure.errors, failure.source) if failure is not None else None


# Further properties by name, kept in ``ExceptionObject.data``.
_FROM_DATA = (
    "ParamName", "ActualValue", "FileName", "FusionLog", "CommandName", "ItemName",
    "SessionStateCategory", "ParameterName", "ParameterType", "TypeSpecified",
    "ErrorId", "Line", "Offset", "CommandInvocation", "Error", "Input", "Pattern",
    "MatchTimeout", "ObjectName", "ProviderInfo", "LineNumber", "LinePosition",
    "SourceUri", "ErrorCode", "NativeErrorCode", "TypeName", "StatusCode", "Response",
    "Status", "CallDepth", "RequiresPSVersion", "MissingPSSnapIns", "ExitCode",
    "ProviderInvocationException", "RequiresShellId", "RequiresShellPath",
    "SerializedRemoteException", "SerializedRemoteInvocationInfo", "CultureName",
    "InvalidCultureName", "InvalidCultureId", "CancellationToken", "ProcessId", "Path",
)  # fmt: skip


def _reader(name: str) -> Any:
    def read(exception: ExceptionObject) -> Any:
        return exception.data.get(name)

    return staticmethod(read)


for _name in _FROM_DATA:
    setattr(ExceptionMembers, f"get_{_name}", _reader(_name))

TYPES = {"System.Exception": ExceptionMembers}
