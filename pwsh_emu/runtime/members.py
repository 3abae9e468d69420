"""What ``.``, ``::`` and method calls reach: properties and methods of any value, in PowerShell's order of preference.

Own members that scripts added come first, then those of type data, dictionary keys, an adapter's (XML), the .NET type's, what every object has
(psobject, Count and Length of scalars), and at last the members of a collection's items. Indexing is `indexing`, lists of members
`memberviews`, .Where() and .ForEach() `collectionmethods`, the members of .NET types `typemembers`; their functions are reachable from here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pwsh_emu.runtime.enumeration import is_enumerable
from pwsh_emu.runtime.errors import ErrorRecord, ExceptionObject, NetException, PSError, not_supported, runtime_error
from pwsh_emu.runtime.indexing import get_index, set_index
from pwsh_emu.runtime.knowntypes import builtin
from pwsh_emu.runtime.overloads import CallPlan, call, finish_value, signature_type
from pwsh_emu.runtime.registry import type_of
from pwsh_emu.runtime.typemembers import (
    MISSING,
    Reader,
    call_overloads,
    find_key,
    find_methods,
    find_property,
    getting_error,
    guarded_reader,
    method_cache_entry,
    method_not_found,
    plan_for,
    property_reader,
    setting_error,
)
from pwsh_emu.runtime.typesystem import EnumType, NetProperty, PSType
from pwsh_emu.runtime.values import (
    AUTOMATION_NULL,
    Extensible,
    Hashtable,
    PSAliasProperty,
    PSArray,
    PSCodeProperty,
    PSCustomObject,
    PSMember,
    PSMemberSet,
    PSNoteProperty,
    PSObject,
    PSPropertySet,
    PSScriptMethod,
    PSScriptProperty,
)

_INTRINSIC = frozenset(("psobject", "psbase", "psadapted", "psextended", "pstypenames"))


# --- reading properties -------------------------------------------------------------------------------------------------


def get_property(session: Any, obj: Any, name: str) -> Any:
    """Return ``obj.name``: what is missing is $null (an error in strict mode); a collection gives its items' values."""
    if type(obj) is PSCustomObject:
        value = obj.members.get(name, MISSING)
        if value is not MISSING and not isinstance(value, PSMember):
            return value
    if type(name) is not str:
        if isinstance(obj, Hashtable) and name is not None:
            return obj.get(name)
        from pwsh_emu.runtime.conversion import to_string

        name = to_string(session, name)
    value = read_member(session, obj, name)
    if value is not MISSING:
        return value
    return _not_found(session, obj, name, strict=session.scope.strict_mode() >= 2)


def read_member(session: Any, obj: Any, name: str) -> Any:
    """Return the value of an object's own member, or MISSING; collections are not looked into."""
    if obj is None or obj is AUTOMATION_NULL:
        return MISSING
    kind = type(obj)
    extended = obj.extended if isinstance(obj, Extensible) and kind is not PSCustomObject and hasattr(obj, "extended") else None
    if extended:
        key = find_key(extended, name)
        if key is not None:
            return read_value(session, obj, extended[key])
    if kind is PSCustomObject:
        key = find_key(obj.members, name)
        if key is not None:
            return read_value(session, obj, obj.members[key])
    base = obj.base if kind is PSObject else obj
    if isinstance(base, Hashtable):
        value = base.get(name, MISSING)
        if value is not MISSING:
            return value
    lower = name.lower()
    reader = _reader(session, obj, base, lower)
    if reader is None:
        return MISSING
    return reader(session, obj)


def _reader(session: Any, obj: Any, base: Any, lower: str) -> Reader | None:
    """Return the function that reads a member by lower-case name; None where the object has none. Remembered for a type."""
    own_names = getattr(obj, "added_type_names", None) or (obj.type_names if type(obj) is PSCustomObject else None)
    ps_type = type_of(base)
    if own_names:
        return _find_reader(session, obj, base, ps_type, lower)
    cache = session.types.member_cache
    key: tuple[Any, ...] = (ps_type, lower) if getattr(base, "adapter_reader", None) is None else (ps_type, lower, type(base))
    try:
        return cache[key]  # type: ignore[no-any-return]
    except KeyError:
        reader = cache[key] = _find_reader(session, obj, base, ps_type, lower)
        return reader


def _find_reader(session: Any, obj: Any, base: Any, ps_type: PSType, lower: str) -> Reader | None:
    if lower in _INTRINSIC:
        from pwsh_emu.runtime import memberviews

        return memberviews.INTRINSIC[lower]
    from pwsh_emu.runtime import typedata

    declared = typedata.find_member(session, session.types.type_names(obj), lower)
    if declared is not None:
        return lambda inner, target: read_value(inner, target, declared)
    if getattr(base, "adapter_reader", None) is not None:
        fallback = _net_reader(base, ps_type, lower)
        return lambda inner, target: _through_adapter(inner, target, lower, fallback)
    return _net_reader(base, ps_type, lower)


def _net_reader(base: Any, ps_type: PSType, lower: str) -> Reader | None:
    """Return the reader of a .NET property, indexed property or method."""
    prop = find_property(ps_type, lower)
    if prop is not None:
        return guarded_reader(property_reader(prop), prop.name)
    if ps_type.is_interface is False:
        parameterized = _parameterized(ps_type, lower)
        if parameterized is not None:
            from pwsh_emu.runtime import methods

            return lambda inner, target: methods.PSParameterizedProperty(inner, target, *parameterized)
        overloads = find_methods(ps_type, lower)
        if overloads:
            return lambda inner, target: _method_value(inner, target, lower)
    if lower in ("count", "length") and isinstance(base, PSArray):
        return lambda inner, target: len(target.base if type(target) is PSObject else target)
    return None


def _through_adapter(session: Any, target: Any, lower: str, fallback: Reader | None) -> Any:
    base = target.base if type(target) is PSObject else target
    value = base.adapter_reader(session, lower)
    return fallback(session, target) if value is MISSING and fallback is not None else value


def _parameterized(ps_type: PSType, lower: str) -> tuple[str, list[str], Any] | None:
    for one in ps_type.bases():
        one.properties  # noqa: B018 - fills the tables
        for name, (signatures, function) in one.found.get("parameterized", {}).items():
            if name.lower() == lower:
                return name, signatures, function
    return None


def _method_value(session: Any, target: Any, lower: str) -> Any:
    from pwsh_emu.runtime import methods

    base = target.base if type(target) is PSObject else target
    return methods.PSMethod(session, base, find_methods(type_of(base), lower))


def read_value(session: Any, obj: Any, member: Any) -> Any:
    """Return what a member of an object gives: a plain value, or what its alias, script or code property computes."""
    if not isinstance(member, PSMember):
        return member
    if isinstance(member, PSNoteProperty):
        return member.value
    if isinstance(member, PSAliasProperty):
        value = read_member(session, obj, member.referenced)
        if value is MISSING:
            if member.referenced.lower() in ("count", "length"):
                return _scalar_count(obj)
            raise _alias_error(member)
        if member.conversion_type is not None:
            from pwsh_emu.runtime import conversion

            return conversion.convert(session, value, member.conversion_type)
        return value
    if isinstance(member, PSScriptProperty):
        return run_getter(session, obj, member)
    if isinstance(member, PSCodeProperty):
        return member.getter(session, obj)
    if isinstance(member, PSScriptMethod):
        from pwsh_emu.runtime import methods

        return methods.ScriptMethodValue(session, obj, member)
    if isinstance(member, (PSPropertySet, PSMemberSet)):
        from pwsh_emu.runtime import memberviews

        return memberviews.member_set(session, obj, member)
    return None


def _alias_error(member: PSAliasProperty) -> PSError:
    return runtime_error(
        "AliasCannotBeResolved",
        f"Cannot resolve the alias with name '{member.name}': member '{member.referenced}' was not found.",
        "InvalidOperation",
    )


def run_getter(session: Any, obj: Any, member: PSScriptProperty) -> Any:
    """Run the getter of a ScriptProperty with ``$this``: what it writes is the value, errors inside are swallowed into $null."""
    from pwsh_emu.runtime.enumeration import collect

    if member.getter is None:
        raise runtime_error(
            "GetWithoutGetterFromScriptPropertyGetValue",
            f'Unable to get the value because the get accessor for property "{member.name}" is unavailable.',
            type_name="System.Management.Automation.GetValueException",
        )
    session.catching += 1
    streams = session.streams
    session.streams = streams.outside()
    try:
        value = collect(member.getter.invoke([], this=obj) or [])
    except PSError:
        return None
    finally:
        session.catching -= 1
        session.streams = streams
    return None if value is AUTOMATION_NULL else value


def _scalar_count(obj: Any) -> int:
    base = obj.base if type(obj) is PSObject else obj
    return 0 if base is None or base is AUTOMATION_NULL else 1


def _not_found(session: Any, obj: Any, name: str, *, strict: bool) -> Any:
    base = obj.base if type(obj) is PSObject else obj
    if base is not None and base is not AUTOMATION_NULL and is_enumerable(base) and type(base) is not str:
        found: list[Any] = []
        _from_items(session, base, name, found, strict)
        if len(found) == 1:
            return found[0]
        if found:
            return PSArray(found)
        if strict:
            raise property_not_found_strict(name)
        return None
    if name.lower() in ("count", "length") and not strict:
        return _scalar_count(obj)
    if strict:
        raise property_not_found_strict(name)
    return None


def _from_items(session: Any, items: Any, name: str, found: list[Any], strict: bool) -> None:
    for item in items:
        value = read_member(session, item, name)
        if value is MISSING:
            base = item.base if type(item) is PSObject else item
            if base is None:
                continue
            if is_enumerable(base):
                _from_items(session, base, name, found, strict)
            elif strict:
                raise property_not_found_strict(name)
            elif name.lower() in ("count", "length"):
                found.append(1)
            elif type(base) is PSCustomObject or getattr(base, "adapter_reader", None) is not None:
                found.append(None)
        elif value is AUTOMATION_NULL:
            continue
        elif is_enumerable(value):
            found.extend(value.base if type(value) is PSObject else value)
        else:
            found.append(value)


def property_not_found_strict(name: str) -> PSError:
    """Return the error of a missing property in strict mode."""
    return runtime_error(
        "PropertyNotFoundStrict",
        f"The property '{name}' cannot be found on this object. Verify that the property exists.",
        "NotSpecified",
        type_name="System.Management.Automation.PropertyNotFoundException",
    )


# --- writing properties -------------------------------------------------------------------------------------------------


def set_property(session: Any, obj: Any, name: str, value: Any) -> None:
    """Assign ``obj.name = value``; raise PowerShell's errors for what is missing or read-only."""
    if type(name) is not str:
        key: Any = name
        owner = obj.base if type(obj) is PSObject else obj
        if isinstance(owner, Hashtable) and key is not None and key is not AUTOMATION_NULL:
            set_index(session, owner, [key], None if value is AUTOMATION_NULL else value)  # as a key, as reading does
            return
        from pwsh_emu.runtime.conversion import to_string

        name = to_string(session, name)
    if value is AUTOMATION_NULL:
        value = None
    kind = type(obj)
    if kind is PSCustomObject:
        _set_custom(session, obj, name, value)
        return
    base = obj.base if kind is PSObject else obj
    if base is None or base is AUTOMATION_NULL:
        raise property_not_found(name, "PropertyNotFound")
    if kind is PSObject and type(base) is PSCustomObject:
        _set_custom(session, base, name, value)
        return
    extended = obj.extended if isinstance(obj, Extensible) and hasattr(obj, "extended") else None
    if extended:
        key = find_key(extended, name)
        if key is not None:
            _write_member(session, obj, extended, key, value)
            return
    if isinstance(base, Hashtable):
        set_index(session, base, [name], value)
        return
    from pwsh_emu.runtime import typedata

    declared = typedata.find_member(session, session.types.type_names(obj), name.lower())
    if declared is not None:
        if isinstance(declared, PSNoteProperty):
            _add_extended(obj, declared.name, value)
            return
        table: dict[str, Any] = {declared.name: declared}
        _write_member(session, obj, table, declared.name, value)
        return
    if getattr(base, "adapter_writer", None) is not None:
        base.adapter_writer(session, name, value)
        return
    prop = find_property(type_of(base), name.lower())
    if prop is None:
        raise property_not_found(name)
    write_property(session, base, prop, value)


def write_property(session: Any, base: Any, prop: NetProperty, value: Any) -> None:
    """Convert a value to a .NET property's type and set it."""
    if prop.setter is None:
        raise read_only(prop.name)
    target = signature_type(prop.type_name)
    try:
        if (target is not None and value is not None) or (target is not None and (target.is_value_type or target.full_name == "System.String")):
            from pwsh_emu.runtime.overloads import convert_argument

            if not session.types.is_instance(value, target) or type(value) is PSObject:
                value = _convert_property(session, value, target, convert_argument)
        if prop.session:
            prop.setter(session, *(() if prop.static else (base,)), value)
        elif prop.static:
            prop.setter(value)
        else:
            prop.setter(base, value)
    except NetException as error:
        raise setting_error(prop.name, error.exception) from None
    except PSError as error:
        if error.record.exception.type_name.endswith("SetValueInvocationException"):
            raise
        from pwsh_emu.runtime.conversion import cast_exception

        raise setting_error(prop.name, cast_exception(error)) from None
    except (TypeError, AttributeError, ValueError, LookupError) as error:
        from pwsh_emu.runtime.overloads import unforeseen

        raise unforeseen(error, prop.name) from None


def _convert_property(session: Any, value: Any, target: PSType, convert_argument: Any) -> Any:
    from pwsh_emu.runtime import conversion
    from pwsh_emu.runtime.conversionrank import is_delegate

    base = value.base if type(value) is PSObject else value
    if is_delegate(target) and type(base).__name__ == "ScriptBlock":
        return convert_argument(session, value, target, "value", "set")
    return conversion.convert(session, value, target)


def _set_custom(session: Any, obj: PSCustomObject, name: str, value: Any) -> None:
    members = obj.members
    key = find_key(members, name)
    if key is not None:
        member = members[key]
        if not isinstance(member, PSMember):
            members[key] = value
            return
        _write_member(session, obj, members, key, value)
        return
    from pwsh_emu.runtime import typedata

    declared = typedata.find_member(session, session.types.type_names(obj), name.lower())
    if declared is not None:
        _write_member(session, obj, {declared.name: declared}, declared.name, value)
        return
    inner = property_not_found(name).record.exception
    raise setting_error(name, inner)


def _write_member(session: Any, obj: Any, table: dict[str, Any], key: str, value: Any) -> None:
    member = table[key]
    if not isinstance(member, PSMember):
        table[key] = value
    elif isinstance(member, PSNoteProperty):
        member.value = value
    elif isinstance(member, PSAliasProperty):
        set_property(session, obj, member.referenced, value)
    elif isinstance(member, PSScriptProperty):
        if member.setter is None:
            error = runtime_error(
                "SetWithoutSetterFromScriptProperty",
                f'Set accessor for property "{member.name}" is unavailable.',
                "NotSpecified",
                type_name="System.Management.Automation.SetValueException",
            )
            raise error
        try:
            member.setter.invoke([value], this=obj)
        except PSError as error:
            raise setting_error(member.name, error.record.exception) from None
    elif isinstance(member, PSCodeProperty):
        if member.setter is None:
            raise read_only(member.name)
        member.setter(session, obj, value)
    else:
        raise read_only(member.name)


def _add_extended(obj: Any, name: str, value: Any) -> None:
    if obj.extended is None:
        obj.extended = {}
    obj.extended[name] = value


def property_not_found(name: str, error_id: str = "PropertyAssignmentException") -> PSError:
    """Return the error of an assignment to a property that does not exist."""
    return runtime_error(error_id, f"The property '{name}' cannot be found on this object. Verify that the property exists and can be set.")


def read_only(name: str) -> PSError:
    """Return the error of an assignment to a property without a setter."""
    message = f"'{name}' is a ReadOnly property."
    inner = ExceptionObject("System.Management.Automation.SetValueException", message)
    return runtime_error("PropertyAssignmentException", message, inner=inner)


# --- calling methods ----------------------------------------------------------------------------------------------------


def invoke_method(session: Any, obj: Any, name: str, args: list[Any], *, type_arguments: tuple[PSType, ...] = (), own_only: bool = False) -> Any:
    """Call ``obj.name(args)``; a collection without the method calls it on each item."""
    if obj is None or obj is AUTOMATION_NULL:
        lower = name.lower()
        if lower in ("foreach", "where"):
            from pwsh_emu.runtime import collectionmethods

            return collectionmethods.invoke(session, PSArray(), lower, args)
        raise runtime_error("InvokeMethodOnNull", "You cannot call a method on a null-valued expression.")
    if type(name) is not str:
        from pwsh_emu.runtime.conversion import to_string

        name = to_string(session, name)
    lower = name.lower()
    kind = type(obj)
    base = obj.base if kind is PSObject else obj
    if kind.__name__ == "BaseView":
        obj = base = obj.obj
        kind = type(obj)
    if isinstance(obj, Extensible) or kind is PSObject or session.types.type_data:
        method = _script_method(session, obj, base, name, lower)
        if method is not None:
            return method(args)
    ps_type = type_of(base)
    overloads = find_methods(ps_type, lower)
    if overloads:
        return call_overloads(session, ps_type, (base,), overloads, lower, args, type_arguments=type_arguments)
    special = _special_method(session, obj, base, ps_type, lower, args)
    if special is not MISSING:
        return special
    if not own_only and is_enumerable(base) and not isinstance(base, str):
        return _call_items(session, base, name, args, type_arguments, ps_type)
    raise method_not_found(ps_type, name, name if type(base) is PSCustomObject or getattr(obj, "extended", None) else None)


def _script_method(session: Any, obj: Any, base: Any, name: str, lower: str) -> Callable[[list[Any]], Any] | None:
    member: Any = None
    extended = getattr(obj, "extended", None) if type(obj) is not PSCustomObject else obj.members
    if extended:
        key = find_key(extended, name)
        if key is not None:
            member = extended[key]
    if member is None and type(base) is PSCustomObject and base is not obj:
        key = find_key(base.members, name)
        if key is not None:
            member = base.members[key]
    if member is None:
        if not session.types.type_data and type(obj) is not PSCustomObject:
            return None
        from pwsh_emu.runtime import typedata

        member = typedata.find_member(session, session.types.type_names(obj), lower)
    if isinstance(member, PSScriptMethod):
        script = member
        return lambda args: run_script_method(session, obj, script, args)
    return None


def run_script_method(session: Any, obj: Any, member: PSScriptMethod, args: list[Any]) -> Any:
    """Run a ScriptMethod with ``$this``: what it throws is wrapped as MethodInvocationException."""
    from pwsh_emu.runtime.enumeration import collect

    session.catching += 1  # an error inside ends the call
    streams = session.streams
    session.streams = streams.outside()
    try:
        return collect(member.script.invoke(list(args), this=obj) or [])
    except PSError as error:
        inner = error.record.exception
        exception = ExceptionObject(
            "System.Management.Automation.MethodInvocationException",
            f'Exception calling "{member.name}" with "{len(args)}" argument(s): "{inner.message}"',
            inner,
        )
        record = ErrorRecord(exception, "ScriptMethodRuntimeException", "NotSpecified")
        exception.error_record = record
        raise PSError(record) from None
    finally:
        session.catching -= 1
        session.streams = streams


def _special_method(session: Any, obj: Any, base: Any, ps_type: PSType, lower: str, args: list[Any]) -> Any:
    """Call what has no method table entry: .ForEach and .Where, accessors by name, parameterized properties."""
    if lower in ("foreach", "where"):
        from pwsh_emu.runtime import collectionmethods

        return collectionmethods.invoke(session, obj, lower, args)
    parameterized = _parameterized(ps_type, lower)
    if parameterized is not None:
        from pwsh_emu.runtime import methods

        return methods.PSParameterizedProperty(session, obj, *parameterized).invoke(args)
    if lower.startswith(("get_", "set_")):
        prop = find_property(ps_type, lower[4:])
        if prop is not None and lower[0] == "g" and not args:
            return guarded_reader(property_reader(prop), prop.name)(session, base)
        if prop is not None and lower[0] == "s" and len(args) == 1 and prop.setter is not None:
            write_property(session, base, prop, args[0])
            return AUTOMATION_NULL
    if lower in ("pstypenames", "psobject", "psbase"):
        return MISSING
    return MISSING


def _call_items(session: Any, items: Any, name: str, args: list[Any], type_arguments: tuple[PSType, ...], ps_type: PSType) -> Any:
    found: list[Any] = []
    if not _call_each(session, items, name, args, type_arguments, found):
        raise method_not_found(ps_type, name)
    if not found:
        return AUTOMATION_NULL
    return found[0] if len(found) == 1 else PSArray(found)


def _call_each(session: Any, items: Any, name: str, args: list[Any], type_arguments: tuple[PSType, ...], found: list[Any]) -> bool:
    called = False
    for item in items:
        base = item.base if type(item) is PSObject else item
        if base is not None and is_enumerable(base) and not find_methods(type_of(base), name.lower()):
            called = _call_each(session, base, name, args, type_arguments, found) or called
            continue
        called = True
        if base is None:
            raise runtime_error("InvokeMethodOnNull", "You cannot call a method on a null-valued expression.")
        value = invoke_method(session, item, name, args, type_arguments=type_arguments, own_only=True)
        if value is AUTOMATION_NULL:
            continue
        if is_enumerable(value):
            found.extend(value.base if type(value) is PSObject else value)
        else:
            found.append(value)
    return called


# --- static members and constructors --------------------------------------------------------------------------------------


def get_static_property(session: Any, ps_type: PSType, name: str) -> Any:
    """Return ``[T]::name``; $null where it does not exist (an error in strict mode)."""
    lower = name.lower()
    if isinstance(ps_type, EnumType):
        for key in ps_type.names:
            if key.lower() == lower:
                return ps_type.named(key)
    prop = find_property(ps_type, lower, static=True)
    if prop is not None:
        finish = finish_value(prop.type_name)
        assert prop.getter is not None
        try:
            value = prop.getter(session) if prop.session else prop.getter()
        except NetException as error:
            raise getting_error(prop.name, error.exception) from None
        return value if finish is None else finish(value)
    overloads = find_methods(ps_type, lower, static=True) or (ps_type.constructors if lower == "new" else [])
    if overloads:
        from pwsh_emu.runtime import methods

        return methods.PSMethod(session, None, overloads, owner=ps_type)
    if getattr(ps_type, "is_name_only", False):
        raise not_supported(f"[{ps_type.full_name}] {name}")
    if session.scope.strict_mode() >= 2:
        raise property_not_found_strict(name)
    return None


def set_static_property(session: Any, ps_type: PSType, name: str, value: Any) -> None:
    """Assign ``[T]::name = value``."""
    prop = find_property(ps_type, name.lower(), static=True)
    if prop is None:
        if isinstance(ps_type, EnumType) and find_key(dict.fromkeys(ps_type.names), name) is not None:
            raise read_only(name)
        raise property_not_found(name)
    write_property(session, None, prop, value)


def invoke_static(session: Any, ps_type: PSType, name: str, args: list[Any], *, type_arguments: tuple[PSType, ...] = ()) -> Any:
    """Call ``[T]::name(args)``; ``new`` constructs."""
    lower = name.lower()
    if lower == "new":
        return construct(session, ps_type, args)
    overloads = find_methods(ps_type, lower, static=True)
    if not overloads:
        if isinstance(ps_type, EnumType):
            overloads = find_methods(builtin("System.Enum"), lower, static=True)
        if not overloads:
            prop = find_property(ps_type, lower[4:], static=True) if lower.startswith("get_") else None
            if prop is not None and not args:
                return get_static_property(session, ps_type, prop.name)
            raise method_not_found(ps_type, name)
    return call_overloads(session, ps_type, (), overloads, ("static", lower), args, type_arguments=type_arguments)


def construct(session: Any, ps_type: PSType, args: list[Any], *, name: str = "new") -> Any:
    """Call a constructor: ``[T]::new(args)``; New-Object gives the type's name as ``name`` for its errors."""
    if ps_type.element is not None:
        from pwsh_emu.runtime.types import arrays

        return arrays.new(session, ps_type, args)
    from pwsh_emu.runtime import conversionrank

    if conversionrank.is_delegate(ps_type) and len(args) == 1:
        from pwsh_emu.runtime.overloads import convert_argument

        return convert_argument(session, args[0], ps_type, "method", ".ctor")
    constructors = ps_type.constructors
    if ps_type.definition == "System.Nullable`1" and len(args) == 1:
        from pwsh_emu.runtime.overloads import convert_argument

        return convert_argument(session, args[0], ps_type.arguments[0], "value", ".ctor")
    if ps_type.is_abstract or not constructors:
        if not args and ps_type.is_value_type and not ps_type.is_abstract:
            default = default_value(ps_type)
            if default is not MISSING:
                return default
        from pwsh_emu.runtime.overloads import method_error

        if getattr(ps_type, "is_name_only", False):
            raise not_supported(f"[{ps_type.full_name}] new")
        raise method_error(f'Cannot find an overload for "{name}" and the argument count: "{len(args)}".')
    from pwsh_emu.runtime.overloads import method_error

    try:
        plan = plan_for(session, ps_type, constructors, "new", name, args)
    except PSError as error:
        if (
            error.record.error_id == "MethodCountCouldNotFindBest"
            and not args
            and ps_type.is_value_type
            and ps_type.full_name not in ("System.DateTime", "System.DateTimeOffset")
        ):
            default = default_value(ps_type)
            if default is not MISSING:
                return default
        raise
    if name != "new" and not plan.direct:
        from pwsh_emu.runtime.overloads import convert_arguments

        args = convert_arguments(session, plan, args, name, by_index=True)
    return _construct(session, ps_type, plan, args)


def _construct(session: Any, ps_type: PSType, plan: CallPlan, args: list[Any]) -> Any:
    function = plan.function
    if getattr(function, "needs_type", False):
        from functools import partial

        bound = CallPlan.__new__(CallPlan)
        for slot in CallPlan.__slots__:
            setattr(bound, slot, getattr(plan, slot))
        bound.function = partial(function, ps_type)
        if plan.session:
            bound.function = lambda inner, *rest: function(inner, ps_type, *rest)
        plan = bound
    return call(session, plan, (), args, ".ctor")


def default_value(ps_type: PSType) -> Any:
    """Return ``default(T)`` of a value type, or MISSING where it is not known here."""
    from pwsh_emu.runtime.types import defaults

    return defaults.default_value(ps_type)


# --- what other modules hold ----------------------------------------------------------------------------------------------


def properties_of(session: Any, obj: Any) -> list[Any]:
    """Return `memberviews.PropertyView`s of an object in PowerShell's order."""
    from pwsh_emu.runtime import memberviews

    return memberviews.properties_of(session, obj)


def get_members(session: Any, obj: Any, **options: Any) -> list[Any]:
    """Return `memberviews.MemberView`s of an object, as Get-Member lists them."""
    from pwsh_emu.runtime import memberviews

    return memberviews.get_members(session, obj, **options)


__all__ = [
    "MISSING",
    "call_overloads",
    "construct",
    "default_value",
    "find_key",
    "find_methods",
    "find_property",
    "get_index",
    "get_members",
    "get_property",
    "get_static_property",
    "getting_error",
    "invoke_method",
    "invoke_static",
    "method_cache_entry",
    "method_not_found",
    "plan_for",
    "properties_of",
    "property_not_found_strict",
    "property_reader",
    "read_member",
    "read_value",
    "set_index",
    "set_property",
    "set_static_property",
    "setting_error",
]  # fmt: skip
