"""The attributes of parameters and variables: conversions, transformations and validations, with .NET's sentences.

An attribute is made once, with its script block or declaration, and shared by all calls; it holds no state of a call.
`convert` turns the value (type constraints and transformation attributes), `validate` raises `ValidationFailure`.
``ENGINE`` calls `assign` for variables that carry attributes; the binder calls both steps itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pwsh_emu.runtime.enumeration import is_enumerable
from pwsh_emu.runtime.errors import ErrorRecord, ExceptionObject, PSError, runtime_error
from pwsh_emu.runtime.values import AUTOMATION_NULL, BigInteger, EnumValue, PSArray, PSObject, PSReference, SwitchParameter

if TYPE_CHECKING:
    from pwsh_emu.runtime.scopes import Variable
    from pwsh_emu.runtime.session import Session
    from pwsh_emu.runtime.typesystem import PSType

_METADATA = "System.Management.Automation.ValidationMetadataException"
NULL_FAILURE = "The argument is null. Provide a valid value for the argument, and then try running the command again."
_NULL_COLLECTION = (
    "The argument has a null value, or an element of the argument collection contains a null value. "
    "Provide a collection that does not contain any null values, and then try the command again."
)
_EMPTY = "The argument is null or empty. Provide an argument that is not null or empty, and then try the command again."
_EMPTY_COLLECTION = (
    "The argument is null, empty, or an element of the argument collection contains a null value. "
    "Supply a collection that does not contain any null values and then try the command again."
)
_WHITE_SPACE = (
    "The argument is null, empty, or consists of only white-space characters. "
    "Provide an argument that contains non white-space characters, and then try the command again."
)


class ValidationFailure(Exception):
    """A value that an attribute does not accept. ``exception`` is the .NET exception inside the binder's."""

    def __init__(self, error_id: str, message: str, exception: ExceptionObject | None = None) -> None:
        super().__init__(message)
        self.error_id = error_id
        self.message = message
        self.swallowed = False  # positional binding then tries other parameters
        if exception is None:
            exception = ExceptionObject(_METADATA, message)
            exception.error_record = ErrorRecord(exception, error_id, "MetadataError")
        self.exception = exception


class TransformationFailure(Exception):
    """A transformation attribute that threw; ``exception`` as above."""

    def __init__(self, message: str, exception: ExceptionObject) -> None:
        super().__init__(message)
        self.message = message
        self.exception = exception


def unwrapped(value: Any) -> Any:
    return value.base if type(value) is PSObject else value


def shown(session: Session, value: Any) -> str:
    """Return a value's ToString() as validation sentences hold it."""
    from pwsh_emu.runtime.conversion import net_string

    return net_string(value, session) if value is not None else ""


class Attribute:
    """Base: neither converts nor refuses."""

    type_name = "System.Attribute"
    converts = False  # whether `convert` does anything
    validates = False  # whether `validate` does
    asks_script = False  # whether either runs code of a script, which is to happen once for a binding

    def convert(self, session: Session, value: Any) -> Any:
        return value

    def validate(self, session: Session, value: Any) -> None:
        """Raise ValidationFailure where the value is not accepted."""


class OtherAttribute(Attribute):
    """An attribute that binding does not look at: SupportsWildcards, ArgumentCompleter, DontShow …, or one of a script's classes."""

    def __init__(self, type_name: str, positional: list[Any] | None = None, named: dict[str, Any] | None = None, instance: Any = None) -> None:
        self.type_name = type_name
        self.positional = positional or []
        self.named = named or {}
        self.instance = instance


class Obsolete(Attribute):
    type_name = "System.ObsoleteAttribute"

    def __init__(self, message: str = "") -> None:
        self.message = message


class AllowNull(Attribute):
    type_name = "System.Management.Automation.AllowNullAttribute"


class AllowEmptyString(Attribute):
    type_name = "System.Management.Automation.AllowEmptyStringAttribute"


class AllowEmptyCollection(Attribute):
    type_name = "System.Management.Automation.AllowEmptyCollectionAttribute"


class PSTypeNameAttribute(Attribute):
    type_name = "System.Management.Automation.PSTypeNameAttribute"

    def __init__(self, name: str) -> None:
        self.name = name


# --- conversion -------------------------------------------------------------------------------------------------------


class TypeConstraint(Attribute):
    """``[int]`` before a parameter or variable."""

    type_name = "System.Management.Automation.ArgumentTypeConverterAttribute"
    converts = True

    def __init__(self, ps_type: PSType, *, of_parameter: bool = False) -> None:
        self.ps_type = ps_type
        self.of_parameter = of_parameter
        name = ps_type.full_name
        self.name = name
        self.is_reference = name.startswith("System.Management.Automation.PSReference")
        if ps_type.definition == "System.Nullable`1":
            self.name = ps_type.to_string()
        self.is_boolean = self.name in ("System.Boolean", "System.Management.Automation.SwitchParameter", "System.Nullable`1[System.Boolean]")
        # the Python class whose values pass as they are; exact, so that subclasses (Int64, Char …) are converted
        self.exact = _EXACT.get(name)
        self.passes_all = name in ("System.Object",)

    def convert(self, session: Session, value: Any) -> Any:
        if type(value) is self.exact:
            return value
        from pwsh_emu.runtime.conversion import convert

        return convert(session, value, self.ps_type)

    def convert_argument(self, session: Session, value: Any, cmdlet_binding: bool) -> Any:
        """Convert an argument of a function: a boolean takes no string, an advanced function's string takes no array."""
        if type(value) is self.exact:
            return value
        base = value.base if type(value) is PSObject else value
        if self.passes_all and type(value) is PSObject and value.token_text is not None:
            return base
        if self.is_reference:
            if not isinstance(base, PSReference):
                raise _reference_expected()
            return value
        if type(base) is PSReference:
            value = base.value
            base = value.base if type(value) is PSObject else value
        if cmdlet_binding and self.exact is str and type(base) is PSArray:
            from pwsh_emu.runtime.castfailure import InvalidCastError

            raise InvalidCastError("InvalidCastFromAnyTypeToString", "Cannot convert value to type System.String.")
        if self.is_boolean:
            check_boolean(session, base, self.ps_type.to_string())
        elif cmdlet_binding and self.name == "System.Boolean[]":
            for item in base if type(base) is PSArray else [base]:
                check_boolean(session, item.base if type(item) is PSObject else item, "System.Boolean")
        if value is AUTOMATION_NULL:
            value = None
        from pwsh_emu.runtime.conversion import convert

        return convert(session, value, self.ps_type)


_EXACT: dict[str, type] = {"System.Int32": int, "System.String": str, "System.Double": float, "System.Boolean": bool}
_EXACT["System.Management.Automation.SwitchParameter"] = SwitchParameter


def _reference_expected() -> Exception:
    from pwsh_emu.runtime.castfailure import InvalidCastError

    return InvalidCastError("InvalidCastExceptionReferenceTypeExpected", "Reference type is expected in argument.")


def check_boolean(session: Session, value: Any, target: str) -> None:
    """Raise InvalidCastError where a boolean parameter is given something else than a boolean or a number."""
    if type(value) is not BigInteger and (isinstance(value, (bool, int, float, SwitchParameter, EnumValue)) or type(value).__name__ == "Decimal"):
        return
    if value is None or value is AUTOMATION_NULL:
        if target != "System.Boolean":
            return
        source = ""
    else:
        source = session.types.type_of(value).to_string()
    from pwsh_emu.runtime.castfailure import InvalidCastError

    raise InvalidCastError(
        "InvalidCast",
        f'Cannot convert value "{source}" to type "{target}". Boolean parameters accept only Boolean values and '
        f"numbers, such as $True, $False, 1 or 0.",
    )


# --- validation -------------------------------------------------------------------------------------------------------


class ValidateElements(Attribute):
    """Base of the attributes that look at each element of a collection."""

    validates = True

    def validate(self, session: Session, value: Any) -> None:
        if value is None or value is AUTOMATION_NULL:
            raise ValidationFailure("ArgumentIsEmpty", _EMPTY_COLLECTION)
        if is_enumerable(value):
            for element in value.base if type(value) is PSObject else value:
                self.validate_element(session, element)
        else:
            self.validate_element(session, value)

    def validate_element(self, session: Session, element: Any) -> None:
        raise NotImplementedError


class ValidateSet(ValidateElements):
    type_name = "System.Management.Automation.ValidateSetAttribute"

    def __init__(self, values: list[str], ignore_case: bool = True, error_message: str = "", generator: Any = None) -> None:
        self.values = values
        self.ignore_case = ignore_case
        self.error_message = error_message
        self.generator = generator  # a function of the session that computes the values (IValidateSetValuesGenerator)
        self.asks_script = generator is not None
        self._accepted = frozenset(value.lower() if ignore_case else value for value in values)

    def valid_values(self, session: Session) -> list[str]:
        return self.generator(session) if self.generator is not None else self.values

    def validate_element(self, session: Session, element: Any) -> None:
        if element is None:
            raise ValidationFailure("ArgumentIsEmpty", NULL_FAILURE)
        text = element if type(element) is str else shown(session, element)
        if self.generator is not None:
            values = self.valid_values(session)
            accepted = frozenset(value.lower() if self.ignore_case else value for value in values)
        else:
            values, accepted = self.values, self._accepted
        if (text.lower() if self.ignore_case else text) in accepted:
            return
        sentence = self.error_message or (
            'The argument "{0}" does not belong to the set "{1}" specified by the ValidateSet attribute. '
            "Supply an argument that is in the set and then try the command again."
        )
        raise ValidationFailure("ValidateSetFailure", _filled(session, sentence, text, ",".join(values)))


class ValidateRange(ValidateElements):
    """``kind`` is Positive, NonNegative, Negative or NonPositive; else ``low`` and ``high`` count."""

    type_name = "System.Management.Automation.ValidateRangeAttribute"
    _KINDS = {
        "positive": ("ValidateRangePositiveFailure", "not greater than zero"),
        "nonnegative": ("ValidateRangeNonNegativeFailure", "not greater than or equal to zero"),
        "negative": ("ValidateRangeNegativeFailure", "not less than zero"),
        "nonpositive": ("ValidateRangeNonPositiveFailure", "not less than or equal to zero"),
    }

    def __init__(self, low: Any = None, high: Any = None, kind: str | None = None) -> None:
        self.low = low
        self.high = high
        self.kind = kind.lower() if kind else None
        self._plain = type(low) is int and type(high) is int

    def validate_element(self, session: Session, element: Any) -> None:
        if element is None:
            raise ValidationFailure("ArgumentIsEmpty", NULL_FAILURE)
        element = unwrapped(element)
        if self.kind is not None:
            self._validate_kind(session, element)
            return
        if not (self._plain and type(element) is int):
            element = self._promoted(session, element)
        from pwsh_emu.runtime.operators import gt, lt

        if element < self.low if self._plain else lt(session, element, self.low, True):
            raise ValidationFailure(
                "ValidateRangeTooSmall",
                f"The {shown(session, element)} argument is less than the minimum allowed range of {shown(session, self.low)}. "
                f"Supply an argument that is greater than or equal to {shown(session, self.low)} and then try the command again.",
            )
        if element > self.high if self._plain else gt(session, element, self.high, True):
            raise ValidationFailure(
                "ValidateRangeTooBig",
                f"The {shown(session, element)} argument is greater than the maximum allowed range of {shown(session, self.high)}. "
                f"Supply an argument that is less than or equal to {shown(session, self.high)} and then try the command again.",
            )

    def _promoted(self, session: Session, element: Any) -> Any:
        from pwsh_emu.runtime.conversion import try_convert

        common = common_number_type(session, self.low, self.high)
        converted, value = try_convert(session, element, common)
        if not converted:
            raise ValidationFailure(
                "ValidationRangeElementType",
                f'The argument cannot be validated because its type "{session.types.type_of(element).name}" is not the same type '
                f"({common.name}) as the maximum and minimum limits of the parameter. "
                f"Make sure the argument is of type {common.name} and then try the command again.",
            )
        return value

    def _validate_kind(self, session: Session, element: Any) -> None:
        from pwsh_emu.runtime.conversion import try_convert

        number = element.ticks if type(element).__name__ == "TimeSpan" else element
        if isinstance(number, bool) or not (isinstance(number, (int, float)) or type(element).__name__ == "Decimal"):
            converted, number = try_convert(session, element, session.types.resolve("System.Int32"))
            if not converted:
                raise ValidationFailure(
                    "ValidationRangeElementType",
                    f'The argument cannot be validated because its type "{session.types.type_of(element).name}" is not the same type '
                    "(IComparable) as the maximum and minimum limits of the parameter. "
                    "Make sure the argument is of type IComparable and then try the command again.",
                )
        accepted = {"positive": number > 0, "nonnegative": number >= 0, "negative": number < 0, "nonpositive": number <= 0}[self.kind or "positive"]
        if not accepted:
            error_id, words = self._KINDS[self.kind or "positive"]
            raise ValidationFailure(error_id, f'The argument "{shown(session, element)}" cannot be validated because its value is {words}.')


_RANKS = (
    "System.Byte", "System.SByte", "System.Int16", "System.UInt16", "System.Int32", "System.UInt32", "System.Int64", "System.UInt64",
    "System.Decimal", "System.Single", "System.Double",
)  # fmt: skip


def common_number_type(session: Session, low: Any, high: Any) -> PSType:
    """Return the wider type of the two limits of a range."""
    types = session.types
    first, second = types.type_of(low), types.type_of(high)
    if first is second:
        return first  # type: ignore[no-any-return]
    names = [one.full_name for one in (first, second) if one.full_name in _RANKS]
    return types.resolve(max(names, key=_RANKS.index)) if names else first  # type: ignore[no-any-return]


class ValidatePattern(ValidateElements):
    type_name = "System.Management.Automation.ValidatePatternAttribute"

    def __init__(self, pattern: str, ignore_case: bool = True, error_message: str = "", options: Any = None) -> None:
        self.pattern = pattern
        self.ignore_case = ignore_case
        self.error_message = error_message
        self.options = options

    def validate_element(self, session: Session, element: Any) -> None:
        if element is None:
            raise ValidationFailure("ArgumentIsEmpty", NULL_FAILURE)
        text = shown(session, element)
        if matches_pattern(session, self.pattern, text, self.ignore_case):
            return
        sentence = self.error_message or (
            'The argument "{0}" does not match the "{1}" pattern. Supply an argument that matches "{1}" and try the command again.'
        )
        raise ValidationFailure("ValidatePatternFailure", _filled(session, sentence, text, self.pattern))


def matches_pattern(session: Session, pattern: str, text: str, ignore_case: bool) -> bool:
    """Tell whether a .NET regular expression is found in a text, without touching $Matches."""
    from pwsh_emu.runtime.regex.translation import compile_pattern

    return compile_pattern(pattern, ignore_case=ignore_case).search(text) is not None


class ValidateLength(ValidateElements):
    type_name = "System.Management.Automation.ValidateLengthAttribute"

    def __init__(self, low: int, high: int) -> None:
        self.low = low
        self.high = high

    def validate_element(self, session: Session, element: Any) -> None:
        text = unwrapped(element)
        if not isinstance(text, str):
            raise ValidationFailure(
                "ValidateLengthNotString",
                "The ValidateLength attribute cannot be applied to a parameter that is not a string or string[] parameter. "
                "Make the parameter a string or string[] parameter.",
            )
        if len(text) < self.low:
            raise ValidationFailure(
                "ValidateLengthMinLengthFailure",
                f"The character length ({len(text)}) of the argument is too short. "
                f'Specify an argument with a length that is greater than or equal to "{self.low}", and then try the command again.',
            )
        if len(text) > self.high:
            raise ValidationFailure(
                "ValidateLengthMaxLengthFailure",
                f"The character length of the {len(text)} argument is too long. "
                f'Shorten the character length of the argument so it is fewer than or equal to "{self.high}" characters, and '
                f"then try the command again.",
            )


class ValidateScript(ValidateElements):
    type_name = "System.Management.Automation.ValidateScriptAttribute"
    asks_script = True

    def __init__(self, script: Any, error_message: str = "") -> None:
        self.script = script
        self.error_message = error_message

    def validate_element(self, session: Session, element: Any) -> None:
        if element is None:
            raise ValidationFailure("ArgumentIsEmpty", NULL_FAILURE)
        from pwsh_emu.runtime.conversion import to_bool
        from pwsh_emu.runtime.enumeration import collect

        session.catching += 1  # a failed statement refuses the value
        try:
            result = self.script.invoke([], dollar_under=element, new_scope=True)
        except PSError as error:
            raise ValidationFailure("ValidateScriptFailure", error.record.exception.message, error.record.exception) from error
        finally:
            session.catching -= 1
        if to_bool(collect(result or [])):
            return
        sentence = self.error_message or (
            'The "{1}" validation script for the argument with value "{0}" did not return a result of True. '
            "Determine why the validation script failed, and then try the command again."
        )
        raise ValidationFailure("ValidateScriptFailure", _filled(session, sentence, element, self.script.text))


class ValidateDrive(ValidateElements):
    type_name = "System.Management.Automation.ValidateDriveAttribute"

    def __init__(self, drives: list[str]) -> None:
        self.drives = drives

    def validate_element(self, session: Session, element: Any) -> None:
        if not isinstance(element, str):
            raise ValidationFailure("PathParameterNotAString", "The path argument is invalid. Supply a path argument that is a string type.")
        drive, colon, _ = element.partition(":")
        if not colon:
            drive = "/"
        if drive.lower() in (one.lower() for one in self.drives):
            return
        raise ValidationFailure(
            "PathDriveNotAllowed" if colon else "PathNoRoot",
            f"The path argument drive {drive} does not belong to the set of approved drives: {', '.join(self.drives)}. "
            "Supply a path argument with an approved drive.",
        )


class ValidateCount(Attribute):
    type_name = "System.Management.Automation.ValidateCountAttribute"
    validates = True

    def __init__(self, low: int, high: int) -> None:
        self.low = low
        self.high = high

    def validate(self, session: Session, value: Any) -> None:
        if value is None or value is AUTOMATION_NULL:
            count = 0
        elif is_enumerable(value) or hasattr(unwrapped(value), "data"):
            count = sum(1 for _ in iterate_base(value))
        else:
            raise ValidationFailure(
                "NotAnArrayParameter",
                "The ValidateCount attribute cannot be applied to a non-array parameter. "
                "Either remove the attribute from the parameter or make the parameter an array parameter.",
            )
        if self.low == self.high != count:
            raise ValidationFailure(
                "ValidateCountExactFailure", f"The parameter requires exactly {self.high} value(s) - {count} value(s) were provided."
            )
        if not self.low <= count <= self.high:
            raise ValidationFailure(
                "ValidateCountMinMaxFailure",
                f"The parameter requires at least {self.low} value(s) and no more than {self.high} value(s) - {count} value(s) were provided.",
            )


def iterate_base(value: Any) -> Iterator[Any]:
    base = unwrapped(value)
    return iter(base.keys()) if hasattr(base, "keys") else iter(base)


class ValidateNotNull(Attribute):
    type_name = "System.Management.Automation.ValidateNotNullAttribute"
    validates = True

    def validate(self, session: Session, value: Any) -> None:
        if value is None or value is AUTOMATION_NULL:
            raise ValidationFailure("ArgumentIsNull", NULL_FAILURE)
        if is_enumerable(value):
            for element in value.base if type(value) is PSObject else value:
                if element is None:
                    raise ValidationFailure("ArgumentIsNull", _NULL_COLLECTION)


class ValidateNotNullOrEmpty(Attribute):
    """Refuses $null, the empty string and the empty collection; with ``white_space`` also blank strings."""

    type_name = "System.Management.Automation.ValidateNotNullOrEmptyAttribute"
    validates = True
    white_space = False

    def _check_text(self, text: str, in_collection: bool) -> None:
        if not text:
            raise ValidationFailure("ArgumentIsEmpty" if not in_collection else "ArgumentCollectionContainsEmpty", self._empty(in_collection))
        if self.white_space and not text.strip():
            raise ValidationFailure("ArgumentIsEmptyOrWhiteSpace", self._empty(in_collection))

    def _empty(self, in_collection: bool) -> str:
        if self.white_space:
            return _WHITE_SPACE_COLLECTION if in_collection else _WHITE_SPACE
        return _EMPTY_COLLECTION if in_collection else _EMPTY

    def validate(self, session: Session, value: Any) -> None:
        if value is None or value is AUTOMATION_NULL:
            raise ValidationFailure("ArgumentIsNull", self._empty(False))
        base = unwrapped(value)
        if isinstance(base, str):
            self._check_text(base, False)
        elif is_enumerable(value):
            count = 0
            wrapped = getattr(base, "element", "") == "System.Management.Automation.PSObject"  # there a string is no String
            for element in base:
                count += 1
                if element is None:
                    raise ValidationFailure("ArgumentIsNull", self._empty(True))
                element = unwrapped(element)
                if isinstance(element, str) and not wrapped:
                    self._check_text(element, True)
            if not count:
                raise ValidationFailure("ArgumentIsEmpty", self._empty(True))
        elif hasattr(base, "data") and hasattr(base, "keys") and not len(base):
            raise ValidationFailure("ArgumentIsEmpty", self._empty(True))


_WHITE_SPACE_COLLECTION = (
    "The argument is null, empty, or an element of the argument collection contains a null, empty, or white-space only value. "
    "Supply a collection that does not contain any null, empty, or white-space only values and then try the command again."
)


class ValidateNotNullOrWhiteSpace(ValidateNotNullOrEmpty):
    type_name = "System.Management.Automation.ValidateNotNullOrWhiteSpaceAttribute"
    white_space = True


class ValidateVersion(Attribute):
    """Set-StrictMode -Version: a version of PowerShell that has been."""

    type_name = "Microsoft.PowerShell.Commands.SetStrictModeCommand+ValidateVersionAttribute"
    validates = True
    _KNOWN = frozenset(("1.0", "2.0", "3.0", "4.0", "5.0", "5.1", "6.0", "6.1", "6.2", "7.0", "7.1", "7.2", "7.3", "7.4", "7.5", "7.6"))

    def validate(self, session: Session, value: Any) -> None:
        text = shown(session, value)
        if text not in self._KNOWN:
            raise ValidationFailure(
                "InvalidPSVersion",
                f'The "{text}" argument does not contain a valid PowerShell version. Supply a valid version number and then try the command again.',
            )


class ValidateNotePropertyName(Attribute):
    """Add-Member -NotePropertyName: a name of a member type is taken as -MemberType instead."""

    type_name = "Microsoft.PowerShell.Commands.AddMemberCommand+ValidateNotePropertyNameAttribute"
    validates = True
    _ADDED = frozenset(("AliasProperty", "CodeMethod", "CodeProperty", "MemberSet", "NoteProperty", "PropertySet", "ScriptMethod", "ScriptProperty"))

    def validate(self, session: Session, value: Any) -> None:
        from pwsh_emu.runtime.conversion import convert

        text = unwrapped(value)
        try:
            kind = convert(session, text, session.types.resolve("System.Management.Automation.PSMemberTypes")) if isinstance(text, str) else None
        except PSError:
            return
        # the number of a kind or its whole name: a beginning of it is a name like any other
        if str(kind) in self._ADDED and (text.strip().isdecimal() or str(kind).lower() == text.strip().lower()):
            failure = ValidationFailure(
                "InvalidValueForNotePropertyName",
                "The parameter NotePropertyName cannot take values that could be converted to the type System.Management.Automation.PSMemberTypes. "
                "To define the name of a member with those values, use Add-Member, and specify the member type.",
            )
            failure.swallowed = True
            raise failure


class ValidateVariableName(Attribute):
    """-OutVariable and the like."""

    type_name = "System.Management.Automation.Internal.CommonParameters+ValidateVariableName"
    validates = True

    def validate(self, session: Session, value: Any) -> None:
        text = unwrapped(value)
        name = text if isinstance(text, str) else ""
        if name.startswith("+"):
            name = name[1:]
        if not name:
            message = (
                'Cannot process argument because the value of argument "path" is not valid. Change the value of the "path" '
                "argument and run the operation again."
            )
            raise ValidationFailure("Argument", message, ExceptionObject("System.Management.Automation.PSArgumentException", message))
        head, colon, _ = name.partition(":")
        if colon and head.lower() not in ("global", "local", "script", "private", "variable"):
            raise ValidationFailure("ArgumentNotValidVariableName", f"Cannot validate argument '{text}' because it is not a valid variable name.")


def _filled(session: Session, sentence: str, *parts: Any) -> str:
    """Return String.Format of a sentence, as ErrorMessage properties are filled."""
    from pwsh_emu.runtime.operators import format_

    if "{" not in sentence:
        return sentence
    return str(format_(session, sentence, PSArray(parts)))


# --- variables --------------------------------------------------------------------------------------------------------


def assign(session: Session, variable: Variable, value: Any, *, declared: bool = False) -> Any:
    """Return what a variable with attributes holds after an assignment; raise PowerShell's error where it is refused.

    ``declared`` says that the assignment is the one that brings the attributes.
    """
    as_cast = variable._typed and all(type(one) is TypeConstraint for one in variable.attributes or ())
    for attribute in variable.attributes or ():
        if attribute.converts:
            if as_cast or not isinstance(attribute, TypeConstraint):
                value = attribute.convert(session, value)
                continue
            try:
                value = attribute.convert_argument(session, value, False)
            except PSError as error:
                raise variable_not_converted(error) from error
    for attribute in variable.attributes or ():
        if attribute.validates:
            try:
                attribute.validate(session, value)
            except ValidationFailure as failure:
                raise variable_refused(session, variable.name, value, declared) from failure
    return value


def variable_not_converted(error: PSError) -> PSError:
    """Build the error of an assignment that a variable's type or transformation attribute refuses."""
    from pwsh_emu.runtime.conversion import cast_exception

    inner = cast_exception(error)
    type_name = "System.Management.Automation.ArgumentTransformationMetadataException"
    return runtime_error("RuntimeException", inner.message, "MetadataError", type_name=type_name, inner=inner)


def variable_refused(session: Session, name: str, value: Any, declared: bool = False) -> PSError:
    """Build the error of an assignment that a validation attribute of the variable refuses."""
    if declared:
        message = f"The attribute cannot be added because variable {name} with value {shown(session, value)} would no longer be valid."
        return runtime_error("ValidateSetFailure", message, "MetadataError", type_name=_METADATA)
    text = "$null" if value is None else shown(session, value)
    message = f"The variable cannot be validated because the value {text} is not a valid value for the {name} variable."
    return runtime_error("ValidateSetFailure", message, "MetadataError", type_name=_METADATA)
