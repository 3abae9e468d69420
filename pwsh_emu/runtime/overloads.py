"""Choosing an overload for arguments, converting them and calling it: PowerShell's method binding with its errors.

The rules are those of Adapter.FindBestMethod: an only candidate of the right count is taken as it is; else each argument's
conversion is ranked, positions count less to the right, and ties go to the more specific (lossless) or the more general (lossy) type.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pwsh_emu.runtime import conversionrank as ranks
from pwsh_emu.runtime import values
from pwsh_emu.runtime.conversionrank import conversion_rank
from pwsh_emu.runtime.errors import ErrorRecord, ExceptionObject, NetException, PSError, not_supported
from pwsh_emu.runtime.knowntypes import array_of, builtin, split_arguments
from pwsh_emu.runtime.registry import TypeRegistry, type_of
from pwsh_emu.runtime.typesystem import EnumType, Overload, PSType
from pwsh_emu.runtime.values import AUTOMATION_NULL, PSArray, PSObject, PSReference

Find = Callable[[str], PSType | None]

_signature_types: dict[str, PSType | None] = {}  # immutable facts: names that signatures use
_names = TypeRegistry()
_TAKES_MEMBERS = frozenset(("System.Object", "System.Management.Automation.PSObject"))


class Parameter:
    """A parameter of an overload."""

    __slots__ = ("default", "inferred", "is_params", "is_ref", "name", "optional", "type")

    def __init__(self, name: str, ps_type: PSType, *, is_params: bool = False, is_ref: bool = False, optional: bool = False) -> None:
        self.name = name
        self.type = ps_type
        self.is_params = is_params
        self.is_ref = is_ref
        self.optional = optional
        self.inferred = False  # a generic type whose arguments come from the argument


class Signature:
    """An overload's signature, read: ``usable`` is False where a type is unknown here (spans, pointers), ``inferable`` where no argument tells a
    generic type."""

    __slots__ = (
        "explicit", "finish", "generic", "has_params", "inferable", "name", "optional_count", "parameters", "returns", "returns_name", "usable",
    )  # fmt: skip

    def __init__(self, name: str, parameters: list[Parameter], returns: PSType | None = None, returns_name: str = "System.Object") -> None:
        self.name = name
        self.parameters = parameters
        self.returns = returns
        self.returns_name = returns_name
        self.explicit = False
        self.generic: tuple[str, ...] = ()
        self.inferable = True
        self.usable = True
        self.has_params = bool(parameters) and parameters[-1].is_params
        self.optional_count = sum(one.optional for one in parameters)
        self.finish: Callable[[Any], Any] | None = _finisher(returns_name, returns)


def signature_type(name: str) -> PSType | None:
    """Return the type that a signature names in its short form; None where it is not known here."""
    if name not in _signature_types:
        if "&" in name or "*" in name or "Span[" in name:
            found = None
        else:
            found = _names.find(name)
        _signature_types[name] = found
    return _signature_types[name]


def parsed(overload: Overload) -> Signature:
    """Return an overload's signature, read once."""
    found = overload.parsed
    if found is None:
        found = overload.parsed = read_signature(overload.signature, _finder(overload.types) if overload.types else signature_type)
    return found  # type: ignore[no-any-return]


def _finder(types: tuple[PSType, ...]) -> Find:
    """Return what finds the types of a signature that names classes or enumerations of scripts."""
    registry = TypeRegistry()
    registry.classes = {one.full_name.lower(): one for one in types}
    return registry.find


def read_signature(text: str, find: Find = signature_type) -> Signature:
    """Read a signature as PowerShell prints it: ``static string Join(string separator, Params string[] value)``."""
    depth = 0
    at = text.find("(")
    for index, character in enumerate(text):
        if character == "[":
            depth += 1
        elif character == "]":
            depth -= 1
        elif character == "(" and depth == 0:
            at = index
            break
    head, inside = text[:at], text[at + 1 : text.rindex(")")]
    depth, split = 0, -1
    for index in range(len(head) - 1, -1, -1):
        if head[index] == "]":
            depth += 1
        elif head[index] == "[":
            depth -= 1
        elif head[index] == " " and depth == 0:
            split = index
            break
    returns_name, name = head[:split].removeprefix("static ").strip(), head[split + 1 :]
    generic: tuple[str, ...] = ()
    if name.endswith("]") and "." not in name:
        generic = tuple(part.strip() for part in name[name.index("[") + 1 : -1].split(","))
        name = name[: name.index("[")]
    parameters: list[Parameter] = []
    usable = True
    for part in split_arguments(inside) if inside.strip() else []:
        parameter = _read_parameter(part.strip(), generic, find)
        if parameter is None:
            usable = False
        else:
            parameters.append(parameter)
    returns = None if returns_name in generic else find(returns_name) if returns_name else None
    result = Signature(name, parameters, returns, returns_name)
    result.explicit = "." in name
    result.generic = generic
    if generic:
        from re import findall

        result.inferable = set(generic) <= set(findall(r"\w+", inside))
    result.usable = usable
    return result


def _read_parameter(text: str, generic: tuple[str, ...], find: Find) -> Parameter | None:
    declaration, equals, _ = text.partition(" = ")
    is_params = declaration.startswith("Params ")
    is_ref = declaration.startswith("[ref] ")
    kind, _, name = declaration.removeprefix("Params ").removeprefix("[ref] ").removeprefix("[in] ").rpartition(" ")
    if not kind:
        kind, name = name, ""
    inferred = False
    for one in generic:
        if kind == one:
            kind = "System.Object"
        elif kind == one + "[]":
            kind, inferred = "array", True
        elif f"[{one}" in kind or f",{one}" in kind:
            kind = kind.partition("[")[0] + "[" + ",".join("System.Object" for _ in kind.split(",")) + "]"
            inferred = True
    found = find(kind)
    if found is None:
        return None
    made = Parameter(name, found, is_params=is_params, is_ref=is_ref, optional=bool(equals))
    made.inferred = inferred
    return made


# --- what a member returns --------------------------------------------------------------------------------------------

_WRAPPED: dict[str, type] = {
    "long": values.Int64, "short": values.Int16, "byte": values.Byte, "sbyte": values.SByte, "ushort": values.UInt16, "uint": values.UInt32,
    "ulong": values.UInt64, "bigint": values.BigInteger, "char": values.Char, "decimal": values.Decimal, "float": values.Single,
}  # fmt: skip


def _finisher(name: str, returns: PSType | None) -> Callable[[Any], Any] | None:
    """Return what makes a plain Python result the value of a declared type; None where nothing is to do."""
    if name == "void":
        return lambda result: AUTOMATION_NULL
    wrapper = _WRAPPED.get(name)
    if wrapper is not None:
        plain = (int,) if issubclass(wrapper, int) else (str,) if wrapper is values.Char else (int, float) if wrapper is values.Single else ()

        def wrap(result: Any) -> Any:
            if type(result) is wrapper or result is None:
                return result
            if not plain or type(result) in plain:
                return wrapper(result)
            return result

        return wrap
    if returns is None:
        return None
    if returns.element is not None and returns.rank == 1:
        element = returns.element.to_string()
        item = _WRAPPED.get(name.removesuffix("[]"))

        def wrap_array(result: Any) -> Any:
            if type(result) in (list, tuple, bytes, map, bytearray):
                return PSArray(map(item, result) if item is not None else result, element)
            return result

        return wrap_array
    if isinstance(returns, EnumType):
        enum = returns

        def wrap_enum(result: Any) -> Any:
            return enum.value(result) if type(result) is int else enum.named(result) if type(result) is str else result

        return wrap_enum
    return None


def finish_value(type_name: str) -> Callable[[Any], Any] | None:
    """Return what makes a property's plain Python value one of its declared type, or None."""
    found = signature_type(type_name)
    return _finisher(type_name, found)


# --- candidates -------------------------------------------------------------------------------------------------------


class CallPlan:
    """How to call an overload for arguments of certain types: converters by position (None: as it is) and what to expand."""

    __slots__ = ("converters", "direct", "expand", "finish", "function", "session", "signature")

    def __init__(self, overload: Overload, signature: Signature, count: int, expand: bool, argument_types: list[PSType | None]) -> None:
        self.function = overload.function
        self.session = overload.session
        self.signature = signature
        self.finish = signature.finish
        self.expand = len(signature.parameters) - 1 if expand else -1
        self.converters: list[tuple[Parameter, PSType] | None] = []
        for index in range(count):
            parameter = signature.parameters[min(index, len(signature.parameters) - 1)]
            target = parameter.type
            if expand and index >= self.expand:
                assert target.element is not None
                target = target.element
            source = argument_types[index]
            fits = source is not None and (
                conversion_rank(source, target) in (ranks.IDENTITY, ranks.ASSIGNABLE) or (parameter.inferred and _implements(source, target))
            )
            if fits and not parameter.is_ref:
                self.converters.append(None)
            else:
                self.converters.append((parameter, target))
        self.direct = not expand and not any(self.converters)


def argument_type(argument: Any) -> PSType | None:
    """Return the type that overload resolution sees for an argument; None for $null."""
    if argument is None or argument is AUTOMATION_NULL:
        return None
    return type_of(argument)


def choose(session: Any, name: str, overloads: list[Overload], arguments: list[Any]) -> CallPlan:
    """Return how to call the best overload for arguments; raise PowerShell's MethodException where there is none or no single one."""
    types = [argument_type(argument) for argument in arguments]
    return choose_for_types(name, overloads, types, arguments)


def choose_for_types(
    name: str, overloads: list[Overload], types: list[PSType | None], arguments: list[Any], *, type_arguments: bool = False
) -> CallPlan:
    """Choose as `choose` does, by the arguments' types; ``type_arguments`` says that the call names those of a generic method."""
    count = len(types)
    candidates = [(overload, parsed(overload)) for overload in overloads]
    public = [pair for pair in candidates if not pair[1].explicit]
    candidates = [pair for pair in (public or candidates) if pair[1].usable and (pair[1].inferable or type_arguments)]
    if len(candidates) == 1 and len(overloads) == 1:
        overload, signature = candidates[0]
        if not signature.has_params and len(signature.parameters) == count:
            return CallPlan(overload, signature, count, False, types)
    found = _best(candidates, types, arguments)
    if found is None:
        raise method_error(f'Cannot find an overload for "{name}" and the argument count: "{count}".')
    if isinstance(found, str):
        raise method_error(f'Multiple ambiguous overloads found for "{name}" and the argument count: "{count}".')
    overload, signature, expand = found
    return CallPlan(overload, signature, count, expand, types)


class _Candidate:
    __slots__ = ("expanded", "overload", "ranks", "signature", "types")

    def __init__(self, overload: Overload, signature: Signature, found: list[int], types: list[PSType], expanded: bool) -> None:
        self.overload = overload
        self.signature = signature
        self.ranks = found
        self.types = types
        self.expanded = expanded


def _best(pairs: list[tuple[Overload, Signature]], types: list[PSType | None], arguments: list[Any]) -> tuple[Overload, Signature, bool] | str | None:
    fitting = []
    for overload, signature in pairs:
        candidate = _fit(overload, signature, types, arguments)
        if candidate is not None:
            fitting.append(candidate)
    if not fitting:
        return None
    best = fitting[0]
    several = False
    for candidate in fitting[1:]:
        result = _compare(best, candidate, arguments)
        if result == 0:
            several = True
        elif result < 0:
            best, several = candidate, False
    if several:
        return "ambiguous"
    return best.overload, best.signature, best.expanded


def _fit(overload: Overload, signature: Signature, types: list[PSType | None], arguments: list[Any]) -> _Candidate | None:
    parameters = signature.parameters
    count, wanted = len(types), len(parameters)
    if count != wanted:
        if count > wanted:
            if not signature.has_params:
                return None
        elif signature.optional_count:
            if count + signature.optional_count < wanted:
                return None
        elif not signature.has_params or count + 1 != wanted:
            return None
    found: list[int] = []
    target_types: list[PSType] = []
    expanded = False
    for index, parameter in enumerate(parameters):
        if parameter.optional and index >= count:
            break
        if parameter.is_params:
            element = parameter.type.element
            assert element is not None
            if count == wanted:
                as_array = _rank(types[index], parameter.type, parameter)
                as_item = _rank(types[index], element, parameter)
                expanded = as_item > as_array
                found.append(max(as_item, as_array))
                target_types.append(element if expanded else parameter.type)
            else:
                expanded = True
                for later in range(index, count):
                    found.append(_rank(types[later], element, parameter))
                    target_types.append(element)
        else:
            found.append(_rank(types[index], parameter.type, parameter, arguments[index]))
            target_types.append(parameter.type)
        if (found and found[-1] == ranks.NONE) or 0 in found:
            return None
    return _Candidate(overload, signature, found, target_types, expanded)


def _rank(source: PSType | None, target: PSType, parameter: Parameter, argument: Any = None) -> int:
    if parameter.is_ref and type(argument) is PSReference:
        held = argument.value
        return conversion_rank(type_of(held), target) or ranks.LANGUAGE if held is not None else ranks.LANGUAGE
    if parameter.inferred and source is not None:
        if _implements(source, target):
            return ranks.ASSIGNABLE
        if target.full_name == "System.Array":  # T[]: no other value tells what T is
            return ranks.NONE
    return conversion_rank(source, target)


def _implements(source: PSType, target: PSType) -> bool:
    """Tell whether a type is a generic type of an open one, whatever its arguments: char[] for IEnumerable<T>."""
    if target.full_name == "System.Array":
        return source.element is not None and source.rank == 1
    if source.definition == target.definition:
        return True
    prefix = f"{target.definition}["
    return any(name.startswith(prefix) for name in source.interface_names())


def _effective_element(argument: Any) -> PSType | None:
    argument = argument.base if type(argument) is PSObject else argument
    if type(argument) is not PSArray or not argument:
        return None
    if argument.element != "System.Object":
        return type_of(argument).element
    first = argument_type(argument[0])
    if first is not None and all(argument_type(item) is first for item in argument):
        return first
    return builtin("System.Object")


def _compare(first: _Candidate, second: _Candidate, arguments: list[Any]) -> int:
    better = 0
    length = len(first.ranks)
    for index in range(length):
        weight = length - index
        left, right = first.ranks[index], second.ranks[index]
        if left == right == ranks.UNRELATED_ARRAYS:
            element = _effective_element(arguments[index])
            if element is None:
                continue
            left = conversion_rank(element, first.types[index].element or first.types[index])
            right = conversion_rank(element, second.types[index].element or second.types[index])
        if left < right:
            better -= weight
        elif left > right:
            better += weight
    if better == 0:
        weight = length
        for index in range(length):
            left, right = first.ranks[index], second.ranks[index]
            weight = length - index
            if left < ranks.NULL_TO_VALUE or right < ranks.NULL_TO_VALUE or (left >= ranks.NUMERIC_IMPLICIT) != (right >= ranks.NUMERIC_IMPLICIT):
                continue
            if left >= ranks.NUMERIC_IMPLICIT:
                weight = -weight
            there = conversion_rank(first.types[index], second.types[index])
            back = conversion_rank(second.types[index], first.types[index])
            if there < back:
                better += weight
            elif there > back:
                better -= weight
    if better == 0:
        if first.expanded and second.expanded:
            return 1 if len(first.signature.parameters) > len(second.signature.parameters) else -1
        if first.expanded:
            return -1
        if second.expanded:
            return 1
        if bool(first.signature.generic) != bool(second.signature.generic):
            return -1 if first.signature.generic else 1
        return len(second.signature.parameters) - len(first.signature.parameters)
    return better


# --- calling ----------------------------------------------------------------------------------------------------------


def call(session: Any, plan: CallPlan, target: tuple[Any, ...], arguments: list[Any], name: str) -> Any:
    """Convert arguments as a plan says, call the member's function and return the finished result."""
    if not plan.direct:
        arguments = convert_arguments(session, plan, arguments, name)
    elif PSObject in map(type, arguments):
        arguments = [unwrapped(argument, parameter.type) for argument, parameter in zip(arguments, plan.signature.parameters, strict=False)]
    try:
        result = plan.function(session, *target, *arguments) if plan.session else plan.function(*target, *arguments)
        return result if plan.finish is None else plan.finish(result)
    except NetException as error:
        raise invocation_error(name, len(arguments), error) from None
    except RecursionError:
        raise
    except OSError as error:
        from pwsh_emu.runtime.types.files import io_error

        raise invocation_error(name, len(arguments), io_error(error, str(error.filename or ""))) from None
    except OverflowError:
        raise invocation_error(
            name, len(arguments), NetException("System.OverflowException", "Arithmetic operation resulted in an overflow.")
        ) from None
    except (TypeError, AttributeError, ValueError, LookupError, AssertionError) as error:
        refusal = _refusal(error, plan, arguments)
        if refusal is not None:
            raise invocation_error(name, len(arguments), refusal) from None
        raise unforeseen(error, name) from None


def _refusal(error: Exception, plan: CallPlan, arguments: list[Any]) -> NetException | None:
    """Return what .NET throws where a member's function could not use a $null or an index; None for any other reason."""
    if isinstance(error, IndexError):
        message = "Index was out of range. Must be non-negative and less than the size of the collection. (Parameter 'index')"
        return NetException("System.ArgumentOutOfRangeException", message, ParamName="index")
    if isinstance(error, TypeError) and "required positional argument" in str(error):  # type arguments that cannot be inferred
        name = plan.function.__name__.removeprefix("static_")
        raise method_error(f'Cannot find an overload for "{name}" and the argument count: "{len(arguments)}".')
    if isinstance(error, (TypeError, AttributeError)) and "NoneType" in str(error):
        for parameter, argument in zip(plan.signature.parameters, arguments, strict=False):
            if argument is None:
                message = f"Value cannot be null. (Parameter '{parameter.name}')"
                return NetException("System.ArgumentNullException", message, ParamName=parameter.name)
    return None


def unforeseen(error: Exception, name: str) -> PSError:
    """Return the error of a member that the emulator knows, called in a way that it does not."""
    import os

    if os.environ.get("PWSH_EMU_DEBUG"):
        import traceback

        traceback.print_exception(error)
    return not_supported(f"Calling {name} with these arguments")


def convert_arguments(session: Any, plan: CallPlan, arguments: list[Any], name: str, *, by_index: bool = False) -> list[Any]:
    """Convert arguments as a plan says; ``by_index`` names them by their numbers in errors, as New-Object does."""
    converted: list[Any] = []
    for argument, entry in zip(arguments, plan.converters, strict=False):
        if entry is None:
            parameters = plan.signature.parameters
            converted.append(unwrapped(argument, parameters[min(len(converted), len(parameters) - 1)].type))
        elif entry[0].is_ref:
            if type(argument) is not PSReference:
                raise method_error(
                    f"Argument: '{len(converted) + 1}' should be a System.Management.Automation.PSReference. Use [ref].",
                    "NonRefArgumentToRefParameterMsg",
                )
            converted.append(argument)
        else:
            converted.append(convert_argument(session, argument, entry[1], str(len(converted)) if by_index else entry[0].name, name))
    if plan.expand >= 0:
        element = plan.signature.parameters[plan.expand].type.element
        assert element is not None
        converted[plan.expand :] = [PSArray(converted[plan.expand :], element.to_string())]
    return converted


def unwrapped(argument: Any, target: PSType) -> Any:
    """Return an argument as a member takes it: without the members that a script added, unless it takes any object."""
    return argument.base if type(argument) is PSObject and target.full_name not in _TAKES_MEMBERS else argument


def convert_argument(session: Any, argument: Any, target: PSType, parameter: str, method: str) -> Any:
    """Convert one argument of a call; a failure is PowerShell's MethodArgumentConversionInvalidCastArgument."""
    from pwsh_emu.runtime import conversion

    base = argument.base if type(argument) is PSObject else argument
    if ranks.is_delegate(target) and type(base).__name__ == "ScriptBlock":
        from pwsh_emu.runtime.types import delegates

        return delegates.make(session, base, target)
    if base is None and not target.is_value_type and target.full_name not in ("System.String", "System.Boolean"):
        return None
    try:
        return conversion.convert(session, argument, target)
    except PSError as error:
        raise argument_error(session, argument, target, parameter, method, conversion.cast_exception(error)) from None
    except NetException as error:
        raise argument_error(session, argument, target, parameter, method, error.exception) from None


def argument_error(session: Any, argument: Any, target: PSType, parameter: str, method: str, inner: ExceptionObject) -> PSError:
    from pwsh_emu.runtime import conversion

    shown = conversion.net_string(argument) if argument is not None else "null"
    shown_type = target.to_string()
    return method_error(
        f'Cannot convert argument "{parameter}", with value: "{shown}", for "{method}" to type "{shown_type}": "{inner.message}"',
        "MethodArgumentConversionInvalidCastArgument",
        inner=inner,
    )


def method_error(message: str, error_id: str = "MethodCountCouldNotFindBest", inner: ExceptionObject | None = None) -> PSError:
    """Return a MethodException as the error of a statement."""
    exception = ExceptionObject("System.Management.Automation.MethodException", message, inner)
    record = ErrorRecord(exception, error_id, "NotSpecified")
    exception.error_record = record
    return PSError(record)


def invocation_error(name: str, count: int, error: NetException, kind: str = "MethodInvocationException") -> PSError:
    """Return the MethodInvocationException that wraps what a .NET member threw."""
    inner = error.exception
    exception = ExceptionObject(
        f"System.Management.Automation.{kind}", f'Exception calling "{name}" with "{count}" argument(s): "{inner.message}"', inner
    )
    record = ErrorRecord(exception, inner.type_name.rpartition(".")[2], "NotSpecified")
    exception.error_record = record
    return PSError(record)


def thrown(error: NetException) -> PSError:
    """Return the error of a .NET exception that reaches a statement unwrapped (operators, indexers): its id is its type's full name."""
    record = ErrorRecord(error.exception, error.exception.type_name, "OperationStopped")
    error.exception.error_record = record
    return PSError(record)


__all__ = ["CallPlan", "Parameter", "Signature", "array_of", "call", "choose", "method_error", "parsed"]
