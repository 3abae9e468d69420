"""A .NET type's members: finds properties and methods, makes readers of properties, chooses among overloads and calls them.

What scripts reach through ``.`` and ``::`` is decided in `members`, which stands on this.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pwsh_emu.runtime.errors import ErrorRecord, ExceptionObject, NetException, PSError, not_supported, runtime_error
from pwsh_emu.runtime.knowntypes import KnownType, builtin
from pwsh_emu.runtime.overloads import CallPlan, argument_type, call, choose_for_types, finish_value, method_error, parsed
from pwsh_emu.runtime.registry import type_of
from pwsh_emu.runtime.typesystem import NetProperty, Overload, PSType
from pwsh_emu.runtime.values import AUTOMATION_NULL, Extensible, PSArray, PSObject, PSReference

Reader = Callable[[Any, Any], Any]  # (session, object as given) -> value


class _Missing:
    __slots__ = ()

    def __repr__(self) -> str:
        return "MISSING"


MISSING: Any = _Missing()


def find_key(table: dict[str, Any], name: str) -> str | None:
    """Return a table's own spelling of a member name; None where it is missing."""
    if name in table:
        return name
    lower = name.lower()
    for key in table:
        if key.lower() == lower:
            return key
    return None


def find_property(ps_type: PSType, lower: str, *, static: bool = False) -> NetProperty | None:
    """Return a .NET property of a type or its bases by lower-case name."""
    for one in ps_type.bases():
        found = (one.static_properties if static else one.properties).get(lower)
        if found is not None:
            return found
    return None


def find_methods(ps_type: PSType, lower: str, *, static: bool = False) -> list[Overload]:
    """Return the overloads of a method name, a type's own before its bases' (hidden ones left out)."""
    key = ("methods", static, lower)
    found = ps_type.found.get(key)
    if found is None:
        found = ps_type.found[key] = _collect_methods(ps_type, lower, static)
    return found


def _collect_methods(ps_type: PSType, lower: str, static: bool) -> list[Overload]:
    overloads: list[Overload] = []
    seen: set[tuple[Any, ...]] = set()
    for one in ps_type.bases():
        group = (one.static_methods if static else one.methods).get(lower)
        for overload in group.overloads if group is not None else ():
            signature = parsed(overload)
            shape = tuple(parameter.type for parameter in signature.parameters) if signature.usable else (id(overload),)
            if shape not in seen:
                seen.add(shape)
                overloads.append(overload)
        if isinstance(one, KnownType) and len(one.line) > 7:
            break  # the data lists inherited members too
    if static and not overloads and ps_type.full_name != "System.Object" and not ps_type.is_interface:
        return find_methods(builtin("System.Object"), lower, static=True)  # what every type inherits
    return overloads


def property_reader(prop: NetProperty) -> Reader:
    """Return a function that reads a .NET property of an object, finished to its declared type."""
    getter, finish = prop.getter, finish_value(prop.type_name)
    assert getter is not None
    if prop.session:
        if finish is None:
            return getter
        return lambda session, obj: finish(getter(session, obj))
    if finish is None:
        return lambda session, obj: getter(obj)
    return lambda session, obj: finish(getter(obj))


def guarded_reader(reader: Reader, name: str) -> Reader:
    """Let what a .NET getter throws surface as GetValueInvocationException."""

    def read(session: Any, obj: Any) -> Any:
        try:
            return reader(session, obj.base if type(obj) is PSObject else obj)
        except NetException as error:
            raise getting_error(name, error.exception) from None

    return read


def getting_error(name: str, inner: ExceptionObject) -> PSError:
    """Return the error of a getter that threw; a class whose first values failed says so itself."""
    if inner.type_name == "System.TypeInitializationException":
        inner.error_record = ErrorRecord(inner, inner.type_name, "OperationStopped")
        return PSError(inner.error_record)
    exception = ExceptionObject("System.Management.Automation.GetValueInvocationException", f'Exception getting "{name}": "{inner.message}"', inner)
    record = ErrorRecord(exception, "ExceptionWhenGetting", "NotSpecified")
    exception.error_record = record
    return PSError(record)


def setting_error(name: str, inner: ExceptionObject) -> PSError:
    exception = ExceptionObject("System.Management.Automation.SetValueInvocationException", f'Exception setting "{name}": "{inner.message}"', inner)
    record = ErrorRecord(exception, "ExceptionWhenSetting", "NotSpecified")
    exception.error_record = record
    return PSError(record)


# --- calling --------------------------------------------------------------------------------------------------------------


def plan_for(session: Any, ps_type: PSType, overloads: list[Overload], key: Any, name: str, args: list[Any]) -> CallPlan:
    """Return the plan of a call; remembered for the types of the arguments."""
    types = [None if one is None or one is AUTOMATION_NULL else type_of(one) for one in args]
    plans = ps_type.found.setdefault("plans", {})
    signature = (key, *types)
    plan = plans.get(signature)
    if plan is None:
        plan = choose_for_types(name, overloads, types, args)
        cacheable = not any(type(one) is PSReference or (type(one) is PSArray and one.element == "System.Object") for one in args)
        if cacheable:
            plans[signature] = plan
    return plan  # type: ignore[no-any-return]


def call_overloads(
    session: Any,
    ps_type: PSType,
    target: tuple[Any, ...],
    overloads: list[Overload],
    key: Any,
    args: list[Any],
    *,
    name: str | None = None,
    type_arguments: tuple[PSType, ...] = (),
) -> Any:
    """Choose among overloads and call: ``target`` is (object,) or () for a static member."""
    if name is None:
        name = parsed(overloads[0]).name.rpartition(".")[2]
    if type_arguments:
        from functools import partial

        from pwsh_emu.runtime.registry import get_type_literal

        typed = [one for one in overloads if getattr(one.function, "needs_types", False)]
        generic = [one for one in overloads if len(parsed(one).generic) == len(type_arguments)]
        if typed and not generic and all(parsed(one).generic for one in typed):
            number = f'"{len(type_arguments)}" type parameters, and the argument count: "{len(args)}"'
            message = f'Could not find a suitable generic method overload for "{name}" with {number}.'
            raise method_error(message, "MethodCountCouldNotFindBestGeneric")
        plan = choose_for_types(name, typed or generic or overloads, [argument_type(one) for one in args], args, type_arguments=True)
        if typed:
            plan.function = partial(plan.function, type_arguments)
        elif getattr(plan.function, "type_first", False):
            plan.function = partial(plan.function, get_type_literal(type_arguments[0]))
        return call(session, plan, target, args, name)
    plan = plan_for(session, ps_type, overloads, key, name, args)
    return call(session, plan, target, args, name)


def method_cache_entry(session: Any, obj: Any, name: str, args: list[Any]) -> Callable[..., Any] | None:
    """Return a Python function to call directly for this method while ``type(obj)`` and the arguments' Python types stay the same, or None.

    The engine keeps it at the call site under the key ``(type(obj), *map(type, args))`` and calls ``entry(obj, *args)``. It is given only
    where no conversion, session or wrapping is involved: str, int, float, bool, Char and other plain values whose Python class is their .NET
    type. The call may raise NetException: then raise ``overloads.invocation_error(name, len(args), error)``, as `invoke_method` would.
    """
    from pwsh_emu.runtime.registry import _by_class

    kind = type(obj)
    if kind not in _by_class and not (getattr(kind, "ps_type", None) is not None and not hasattr(kind, "is_enumerable")):
        return None
    if session.types.type_data or (isinstance(obj, Extensible) and getattr(obj, "extended", None)):
        return None
    if any(type(one) not in _by_class or type(one) is PSReference for one in args):
        return None
    ps_type = type_of(obj)
    lower = name.lower()
    overloads = find_methods(ps_type, lower)
    if not overloads:
        return None
    plan = plan_for(session, ps_type, overloads, lower, name, args)
    if not plan.direct or plan.session:
        return None
    function, finish = plan.function, plan.finish
    if finish is None:
        return function
    return lambda target, *arguments: finish(function(target, *arguments))


def method_not_found(ps_type: PSType, name: str, target: str | None = None) -> PSError:
    """Return the error of a call to a method that does not exist; objects with members of their own give its name as the target."""
    if getattr(ps_type, "is_name_only", False):
        return not_supported(f"[{ps_type.full_name}] {name}")
    return runtime_error(
        "MethodNotFound",
        f"Method invocation failed because [{ps_type.full_name}] does not contain a method named '{name}'.",
        "InvalidOperation",
        target=target,
    )
