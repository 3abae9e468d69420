"""The errors of parameter binding: ids, sentences, categories and places as PowerShell gives them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.runtime.errors import ErrorRecord, ExceptionObject, InvocationInfo, PSError, ScriptExtent

if TYPE_CHECKING:
    from pwsh_emu.runtime.binding import Argument, BinderBase
    from pwsh_emu.runtime.plan import Slot
    from pwsh_emu.runtime.typesystem import PSType

_NAMESPACE = "System.Management.Automation."
PLAIN = _NAMESPACE + "ParameterBindingException"
VALIDATION = _NAMESPACE + "ParameterBindingValidationException"
TRANSFORMATION = _NAMESPACE + "ParameterBindingArgumentTransformationException"
INPUT_NOT_BOUND = (
    "The input object cannot be bound to any parameters for the command either because the command does not take pipeline input "
    "or the input and its properties do not match any of the parameters that take pipeline input."
)


class BindingError(PSError):
    """An error of binding. ``kind`` is "plain", "validation" or "transformation"; ``invalid_cast`` tells a failed conversion, which
    binding of pipeline input takes as "does not fit"."""

    is_binding = True

    def __init__(self, record: ErrorRecord, kind: str, invalid_cast: bool = False) -> None:
        super().__init__(record)
        self.kind = kind
        self.swallowed = False
        self.refused: Any = None  # the value that a validation attribute did not take
        self.invalid_cast = invalid_cast


def make(
    binder: BinderBase,
    error_id: str,
    message: str,
    *,
    extent: ScriptExtent | None = None,
    parameter: str | None = None,
    kind: str = "plain",
    category: str = "InvalidArgument",
    inner: ExceptionObject | None = None,
    invalid_cast: bool = False,
) -> BindingError:
    """Build a binding error of a command at a place (default: the whole command)."""
    command = binder.command
    type_name = {"plain": PLAIN, "validation": VALIDATION, "transformation": TRANSFORMATION}[kind]
    exception = ExceptionObject(type_name, message, inner, {"ParameterName": parameter or "", "ErrorId": error_id})
    record = ErrorRecord(exception, error_id, category)
    exception.error_record = record
    record.origin = command.origin
    record.activity = command.name
    record.invocation = InvocationInfo(command.info, extent if extent is not None else command.extent)
    return BindingError(record, kind, invalid_cast)


def parameter_extent(binder: BinderBase, argument: Argument | None) -> ScriptExtent | None:
    """Return the place of an argument's name."""
    if argument is None or argument.start < 0:
        return None
    return ScriptExtent(binder.command.source, argument.start, argument.end)


def argument_extent(binder: BinderBase, argument: Argument | None) -> ScriptExtent | None:
    """Return the place of an argument's value."""
    if argument is None:
        return None
    start, end = (argument.value_start, argument.value_end) if argument.value_start >= 0 else (argument.start, argument.end)
    return ScriptExtent(binder.command.source, start, end) if start >= 0 else None


def ambiguous_parameter(binder: BinderBase, argument: Argument, slots: list[Slot]) -> PSError:
    matches = "".join(f" -{slot.name}" for slot in slots)
    message = f"Parameter cannot be processed because the parameter name '{argument.name}' is ambiguous. Possible matches include:{matches}."
    return make(binder, "AmbiguousParameter", message, extent=parameter_extent(binder, argument), parameter=argument.name)


def missing_argument(binder: BinderBase, argument: Argument | None, slot: Slot) -> PSError:
    name = slot.resolve(binder.session).to_string()
    message = f"Missing an argument for parameter '{slot.name}'. Specify a parameter of type '{name}' and try again."
    return make(binder, "MissingArgument", message, extent=parameter_extent(binder, argument), parameter=slot.name)


def already_bound(binder: BinderBase, argument: Argument) -> PSError:
    message = (
        f"Cannot bind parameter because parameter '{argument.name}' is specified more than once. To provide multiple values to parameters that can "
        'accept multiple values, use the array syntax. For example, "-parameter value1,value2,value3".'
    )
    return make(binder, "ParameterAlreadyBound", message, extent=parameter_extent(binder, argument), parameter=argument.name)


def named_not_found(binder: BinderBase, argument: Argument) -> PSError:
    message = f"A parameter cannot be found that matches parameter name '{argument.name}'."
    return make(binder, "NamedParameterNotFound", message, extent=parameter_extent(binder, argument), parameter=argument.name)


def positional_not_found(binder: BinderBase, argument: Argument) -> PSError:
    from pwsh_emu.runtime.conversion import net_string

    shown = "$null" if argument.value is None else net_string(argument.value, binder.session)
    return make(binder, "PositionalParameterNotFound", f"A positional parameter cannot be found that accepts argument '{shown}'.", parameter=shown)


def ambiguous_set(binder: BinderBase) -> PSError:
    message = (
        "Parameter set cannot be resolved using the specified named parameters. One or more parameters issued cannot be used together "
        "or an insufficient number of parameters were provided."
    )
    return make(binder, "AmbiguousParameterSet", message)


def ambiguous_positions(binder: BinderBase) -> PSError:
    return make(binder, "AmbiguousPositionalParameterNoName", "Cannot bind positional parameters because no names were given.")


def missing_mandatory(binder: BinderBase, slots: list[Slot]) -> PSError:
    names = "".join(f" {slot.name}" for slot in slots)
    return make(
        binder, "MissingMandatoryParameter", f"Cannot process command because of one or more missing mandatory parameters:{names}.", parameter=names
    )  # fmt: skip


def null_not_allowed(binder: BinderBase, slot: Slot, argument: Argument | None) -> PSError:
    return _refused(binder, slot, argument, "ParameterArgumentValidationErrorNullNotAllowed", "null")


def empty_string(binder: BinderBase, slot: Slot, argument: Argument | None) -> PSError:
    return _refused(binder, slot, argument, "ParameterArgumentValidationErrorEmptyStringNotAllowed", "an empty string")


def empty_collection(binder: BinderBase, slot: Slot, argument: Argument | None, is_array: bool) -> PSError:
    if is_array:
        return _refused(binder, slot, argument, "ParameterArgumentValidationErrorEmptyArrayNotAllowed", "an empty array")
    return _refused(binder, slot, argument, "ParameterArgumentValidationErrorEmptyCollectionNotAllowed", "an empty collection")


def _refused(binder: BinderBase, slot: Slot, argument: Argument | None, error_id: str, what: str) -> PSError:
    message = f"Cannot bind argument to parameter '{slot.name}' because it is {what}."
    extent = argument_extent(binder, argument)
    return make(binder, error_id, message, extent=extent, parameter=slot.name, kind="validation", category="InvalidData")


def validation_failed(binder: BinderBase, slot: Slot, argument: Argument | None, reason: str, inner: ExceptionObject) -> PSError:
    message = f"Cannot validate argument on parameter '{slot.name}'. {reason}"
    extent = argument_extent(binder, argument)
    return make(
        binder, "ParameterArgumentValidationError", message, extent=extent, parameter=slot.name,
        kind="validation", category="InvalidData", inner=inner,
    )  # fmt: skip


def transformation_failed(
    binder: BinderBase, slot: Slot, argument: Argument | None, reason: str, inner: ExceptionObject, invalid_cast: bool = False
) -> PSError:
    message = f"Cannot process argument transformation on parameter '{slot.name}'. {reason}"
    return make(
        binder, "ParameterArgumentTransformationError", message, extent=argument_extent(binder, argument), parameter=slot.name,
        kind="transformation", category="InvalidData", inner=inner, invalid_cast=invalid_cast,
    )  # fmt: skip


def transformation_failed_by(binder: BinderBase, slot: Slot, argument: Argument | None, error: PSError) -> PSError:
    """Build the error of a type constraint whose conversion failed."""
    cast = getattr(error, "cast", None) or error.record.exception
    inner = ExceptionObject(_NAMESPACE + "ArgumentTransformationMetadataException", cast.message, cast)
    return transformation_failed(binder, slot, argument, cast.message, inner, invalid_cast=hasattr(error, "cast"))


def cannot_convert(binder: BinderBase, slot: Slot, argument: Argument | None, error: PSError) -> PSError:
    """Build the error of a cmdlet's parameter whose conversion failed."""
    cast = getattr(error, "cast", None) or error.record.exception
    return make(
        binder, "CannotConvertArgumentNoMessage", f"Cannot bind parameter '{slot.name}'. {cast.message}", extent=argument_extent(binder, argument),
        parameter=slot.name, inner=cast, invalid_cast=True,
    )  # fmt: skip


def array_for_scalar(binder: BinderBase, slot: Slot, ps_type: PSType, argument: Argument | None, value: Any) -> PSError:
    """Build the error of an array for a parameter that takes one value."""
    from pwsh_emu.runtime.conversion import net_string

    shown = net_string(value, binder.session)
    inner = ExceptionObject("System.NotSupportedException", "Specified method is not supported.")
    message = f"Cannot convert '{shown}' to the type '{ps_type.to_string()}' required by parameter '{slot.name}'. {inner.message}"
    return make(
        binder, "CannotConvertArgument", message, extent=argument_extent(binder, argument), parameter=slot.name, inner=inner, invalid_cast=True
    )  # fmt: skip


def no_boolean(binder: BinderBase, slot: Slot, argument: Argument | None, value: Any, target: str) -> PSError:
    """Build the error of a value that is neither boolean nor number for a boolean parameter of a cmdlet."""
    source = binder.session.types.type_of(value).to_string()
    message = f"Cannot convert '{source}' to the type '{target}' required by parameter '{slot.name}'. "
    return make(binder, "CannotConvertArgument", message, extent=argument_extent(binder, argument), parameter=slot.name, invalid_cast=True)


def mismatched_type_name(binder: BinderBase, slot: Slot, argument: Argument | None) -> PSError:
    message = (
        f"Cannot bind argument to parameter '{slot.name}', because PSTypeNames of the argument do not match the "
        f"PSTypeName required by the parameter: "
        f"{slot.type_names}."
    )
    return make(
        binder, "MismatchedPSTypeName", message, extent=argument_extent(binder, argument), parameter=slot.name, kind="transformation",
    )  # fmt: skip


def value_refused(binder: BinderBase, slot: Slot, argument: Argument | None, reason: str) -> PSError:
    """Build the error of a value that the cmdlet's property does not take."""
    inner = ExceptionObject("System.Management.Automation.SetValueInvocationException", f'Exception setting "{slot.name}": "{reason}"')
    message = f"Cannot bind parameter '{slot.name}' to the target. {inner.message}"
    return make(
        binder, "ParameterBindingFailed", message, extent=argument_extent(binder, argument), parameter=slot.name, category="WriteError", inner=inner
    )  # fmt: skip


def suspend_refused(binder: BinderBase, slot: Slot, argument: Argument | None) -> PSError:
    """Build the error of -ErrorAction Suspend and the like."""
    reason = (
        "The Suspend ActionPreference value is reserved for future use and is not supported at this time. For more "
        "information about preference variables, "
        'see the Help topic, "about_Preference_Variables."'
    )
    return value_refused(binder, slot, argument, reason)


def script_block_without_input(binder: BinderBase, slot: Slot, argument: Argument | None) -> PSError:
    message = (
        f"Cannot evaluate parameter '{slot.name}' because its argument is specified as a script block and there is no input. "
        "A script block cannot be evaluated without input."
    )
    return make(
        binder, "ScriptBlockArgumentNoInput", message, extent=argument_extent(binder, argument), parameter=slot.name, category="MetadataError"
    )  # fmt: skip


def script_block_failed(binder: BinderBase, slot: Slot, argument: Argument | None, error: PSError) -> PSError:
    reason = error.record.exception
    message = f"The input to the script block for parameter '{slot.name}' failed. {reason.message}"
    return make(
        binder, "ScriptBlockArgumentInvocationFailed", message, extent=argument_extent(binder, argument), parameter=slot.name, inner=reason
    )  # fmt: skip


def script_block_without_output(binder: BinderBase, slot: Slot, argument: Argument | None) -> PSError:
    message = f"Cannot evaluate parameter '{slot.name}' because its argument input did not produce any output."
    return make(binder, "ScriptBlockArgumentNoOutput", message, extent=argument_extent(binder, argument), parameter=slot.name)


def dynamic_parameters_failed(binder: BinderBase, error: PSError) -> PSError:
    reason = error.record.exception
    return make(
        binder, "GetDynamicParametersException", f"Cannot retrieve the dynamic parameters for the cmdlet. {reason.message}", inner=reason
    )  # fmt: skip


def input_error(binder: BinderBase, error_id: str, message: str, target: Any) -> ErrorRecord:
    """Build the non-terminating error of a pipeline object that could not be bound."""
    command = binder.command
    exception = ExceptionObject(PLAIN, message, None, {"ParameterName": "", "ErrorId": error_id})
    record = ErrorRecord(exception, error_id, "InvalidArgument", target)
    exception.error_record = record
    record.origin = command.origin
    record.activity = command.name
    record.invocation = command.invocation
    return record
