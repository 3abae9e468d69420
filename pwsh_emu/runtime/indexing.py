"""``x[i]`` and ``x[i] = v``: arrays, strings, lists, dictionaries, types with an indexer, and single objects as if in an array."""

from __future__ import annotations

from typing import Any

from pwsh_emu.runtime.enumeration import is_enumerable
from pwsh_emu.runtime.errors import NetException, PSError, runtime_error
from pwsh_emu.runtime.values import AUTOMATION_NULL, Char, Hashtable, OrderedDictionary, PSArray, PSCustomObject, PSObject


def null_array() -> PSError:
    return runtime_error("NullArray", "Cannot index into a null array.")


def null_index() -> PSError:
    return runtime_error("NullArrayIndex", "Index operation failed; the array index evaluated to null.")


def cannot_index(obj: Any) -> PSError:
    from pwsh_emu.runtime.registry import type_of

    name = "System.Management.Automation.PSObject" if type(obj) is PSCustomObject else type_of(obj).full_name
    return runtime_error("CannotIndex", f'Unable to index into an object of type "{name}".')


def out_of_bounds() -> PSError:
    from pwsh_emu.runtime.overloads import thrown

    return thrown(NetException("System.IndexOutOfRangeException", "Index was outside the bounds of the array."))


def get_by_object(session: Any, obj: Any, key: Any) -> Any:
    """Return ``obj[[object] key]``: of an ordered dictionary the value of that key, never one by position."""
    table = obj.base if type(obj) is PSObject else obj
    base = key.base if type(key) is PSObject else key
    if type(table) is OrderedDictionary and type(base) is int:
        return table.get(base)
    return get_index(session, obj, [key])


def get_index(session: Any, obj: Any, indices: list[Any]) -> Any:
    """Return ``obj[indices]``; what lies outside is nothing (an error in strict mode 3)."""
    kind = type(obj)
    if kind is PSArray and len(indices) == 1:
        index = indices[0]
        if type(index) is int:
            length = len(obj)
            if -length <= index < length:
                return obj[index]
            return _outside(session)
    elif kind is Hashtable and len(indices) == 1:
        index = indices[0]
        if type(index) is str or type(index) is int:
            found = obj.data.get(obj.file_key(index))
            return None if found is None else found[1]
    if kind is PSObject:
        obj = obj.base
    if obj is None or obj is AUTOMATION_NULL:
        raise null_array()
    if len(indices) != 1:
        return _get_many_dimensions(session, obj, indices)
    index = indices[0]
    base = index.base if type(index) is PSObject else index
    if base is None or base is AUTOMATION_NULL:
        raise null_index()
    if isinstance(obj, Hashtable):
        return _from_dictionary(session, obj, base)
    if isinstance(obj, str) or (isinstance(obj, list) and not hasattr(type(obj), "get_item")):
        if is_enumerable(base) and not isinstance(base, str):
            return _slice(session, obj, base)
        try:
            position = _position(session, base)
        except PSError:
            if type(base) is str:
                if session.scope.strict_mode() >= 3:
                    raise
                return None
            from pwsh_emu.runtime.castfailure import no_conversion

            raise no_conversion(session, PSArray([base]), "System.Int32") from None  # said of the list of indices
        return _at(session, obj, position)
    getter = getattr(obj, "get_item", None)
    if getter is not None:
        if is_enumerable(base) and not isinstance(base, str) and getattr(obj, "slices", True):
            return _slice_of_indexer(session, obj, base)
        return _call_indexer(session, getter, [base])
    declared = _indexer(obj)
    if declared is not None:
        if type(base) is int and base < 0:
            base = _from_end(obj, base)
        return declared(session, obj, [base])
    return _single(session, obj, base)


def _from_end(obj: Any, index: int) -> int:
    """Return a negative index of an object with a Length or Count as one from its start."""
    for name in ("Length", "Count"):
        size = getattr(obj, name, None)
        if isinstance(size, int):
            return int(size) + index
    return index


def _outside(session: Any) -> Any:
    if session is not None and session.scope.strict_mode() >= 3:
        raise out_of_bounds()
    return None


def _position(session: Any, index: Any) -> int:
    if type(index) is int:
        return index
    from pwsh_emu.runtime import conversion
    from pwsh_emu.runtime.knowntypes import builtin

    return int(conversion.convert(session, index, builtin("System.Int32")))


def _at(session: Any, items: Any, position: int) -> Any:
    length = len(items)
    if -length <= position < length:
        return Char(items[position]) if isinstance(items, str) else items[position]
    if session is not None and session.scope.strict_mode() >= 3 and type(items) is not PSArray and not isinstance(items, str):
        from pwsh_emu.runtime.overloads import thrown
        from pwsh_emu.runtime.types import failures

        raise thrown(failures.index())
    return _outside(session)


def _slice(session: Any, items: Any, positions: Any) -> Any:
    found = []
    length = len(items)
    text = isinstance(items, str)
    for one in positions:
        one = one.base if type(one) is PSObject else one
        if one is None:
            raise null_index()
        position = _position(session, one)
        if -length <= position < length:
            found.append(Char(items[position]) if text else items[position])
        elif session.scope.strict_mode() >= 3:
            raise out_of_bounds()
    return PSArray(found)


def _slice_of_indexer(session: Any, obj: Any, positions: Any) -> Any:
    found = []
    for one in positions:
        value = _call_indexer(session, obj.get_item, [one])
        if value is not AUTOMATION_NULL:
            found.append(value)
    return PSArray(found)


def _call_indexer(session: Any, getter: Any, arguments: list[Any]) -> Any:
    try:
        return getter(session, *arguments)
    except NetException as error:
        from pwsh_emu.runtime.members import getting_error

        raise getting_error("Item", error.exception) from None


def _from_dictionary(session: Any, table: Hashtable, index: Any) -> Any:
    lookup = getattr(table, "get_item", None)
    if is_enumerable(index) and not isinstance(index, str):
        if index in table:
            return table.get(index)
        return PSArray([_from_dictionary(session, table, one) for one in index])
    if lookup is not None:
        return _call_indexer(session, lookup, [index])
    if (
        isinstance(table, OrderedDictionary)
        and isinstance(index, int)
        and not isinstance(index, bool)
        and type(index).__name__ in ("int", "Int64", "Int16", "Byte")
    ):
        pairs = list(table.data.values())
        if type(index) is int:
            return pairs[index][1] if -len(pairs) <= index < len(pairs) else None
    return table.get(index)


def _get_many_dimensions(session: Any, obj: Any, indices: list[Any]) -> Any:
    getter = getattr(obj, "get_element", None)
    if getter is not None:
        return getter(session, indices)
    if isinstance(obj, (PSArray, str, Hashtable, list)) or hasattr(type(obj), "get_item"):
        return _from_many(session, obj, indices)
    declared = _indexer(obj)
    if declared is not None:
        return declared(session, obj, indices)
    return AUTOMATION_NULL


def _from_many(session: Any, obj: Any, indices: list[Any]) -> Any:
    return get_index(session, obj, [PSArray(indices)])


def _indexer(obj: Any) -> Any:
    """Return a reader of the type's parameterized Item property, if it has one."""
    from pwsh_emu.runtime.members import find_property
    from pwsh_emu.runtime.registry import type_of

    ps_type = type_of(obj)
    if ps_type.element is not None:
        return None
    for one in ps_type.bases():
        _ = one.methods
        for name, (signatures, function) in one.found.get("parameterized", {}).items():
            if name in ("Item", "Chars") and function is not None:
                from pwsh_emu.runtime.methods import PSParameterizedProperty

                return lambda session, target, arguments: PSParameterizedProperty(session, target, name, signatures, function).invoke(arguments)
    getter = _declared_getter(ps_type)
    if getter is not None:
        return getter
    if find_property(ps_type, "item") is not None:
        return None
    return None


def _declared_getter(ps_type: Any) -> Any:
    from pwsh_emu.runtime.members import call_overloads, find_methods

    overloads = find_methods(ps_type, "get_item")
    if not overloads:
        return None
    return lambda session, target, arguments: call_overloads(session, ps_type, (target,), overloads, "get_item", list(arguments))


def _single(session: Any, obj: Any, index: Any) -> Any:
    """Index an object that has no indexer as if it were alone in an array."""
    if isinstance(index, (int, float, str)):
        if isinstance(index, str):
            return AUTOMATION_NULL
        if int(index) in (0, -1):
            return obj
        if session.scope.strict_mode() >= 3:
            raise out_of_bounds()
        return AUTOMATION_NULL
    if is_enumerable(index):
        found = [obj for one in index if isinstance(one, int) and one in (0, -1)]
        return PSArray(found) if found else AUTOMATION_NULL
    raise cannot_index(obj)


# --- assignment -----------------------------------------------------------------------------------------------------------


def set_index(session: Any, obj: Any, indices: list[Any], value: Any) -> None:
    """Assign ``obj[indices] = value``."""
    kind = type(obj)
    if value is AUTOMATION_NULL:
        value = None
    if len(indices) == 1:
        index = indices[0]
        if kind is PSArray and type(index) is int and obj.element == "System.Object":
            if -len(obj) <= index < len(obj):
                obj[index] = value
                return
            raise out_of_bounds()
        if kind is Hashtable and (type(index) is str or type(index) is int):
            obj.set(index, value)
            return
    if kind is PSObject:
        obj = obj.base
    if obj is None or obj is AUTOMATION_NULL:
        raise null_array()
    setter = getattr(obj, "set_element", None)
    if setter is not None:
        setter(session, indices, value)
        return
    if len(indices) != 1:
        if isinstance(obj, (PSArray, list)):
            raise slices(session, indices)
        _call_setter(session, obj, indices, value)
        return
    index = indices[0].base if type(indices[0]) is PSObject else indices[0]
    if index is None or index is AUTOMATION_NULL:
        raise null_index()
    if isinstance(obj, Hashtable):
        _into_dictionary(session, obj, index, value)
        return
    if type(obj) is PSArray:
        position = _position(session, index)
        if obj.element != "System.Object":
            value = _typed(session, value, obj)
        if not -len(obj) <= position < len(obj):
            raise out_of_bounds()
        obj[position] = value
        return
    setter = getattr(obj, "set_item", None)
    if setter is not None:
        if is_enumerable(index) and not isinstance(index, str) and isinstance(obj, list):
            raise slices(session, index)
        try:
            setter(session, index, value)
        except NetException as error:
            from pwsh_emu.runtime.overloads import thrown

            raise thrown(error) from None
        return
    if isinstance(obj, str):
        raise cannot_index(obj)
    _call_setter(session, obj, [index], value)


def slices(session: Any, index: Any) -> PSError:
    from pwsh_emu.runtime.conversion import to_string

    shown = ",".join(to_string(session, one) for one in index)
    return runtime_error("ArraySliceAssignmentFailed", f"Array assignment to [{shown}] failed because assignment to slices is not supported.")


def _typed(session: Any, value: Any, array: PSArray) -> Any:
    from pwsh_emu.runtime import conversion
    from pwsh_emu.runtime.registry import array_type

    element = array_type(array.element).element
    assert element is not None
    return conversion.convert(session, value, element)


def _into_dictionary(session: Any, table: Hashtable, index: Any, value: Any) -> None:
    from pwsh_emu.runtime.overloads import thrown

    setter = getattr(table, "set_item", None)
    try:
        if setter is not None:
            setter(session, index, value)
            return
        if isinstance(table, OrderedDictionary) and type(index) is int:
            pairs = list(table.data.items())
            if not 0 <= index < len(pairs):
                raise NetException(
                    "System.ArgumentOutOfRangeException", "Specified argument was out of the range of valid values. (Parameter 'index')"
                )
            table.data[pairs[index][0]] = (pairs[index][1][0], value)
            return
        table.set(index, value)
    except NetException as error:
        raise thrown(error) from None


def _call_setter(session: Any, obj: Any, indices: list[Any], value: Any) -> None:
    from pwsh_emu.runtime.members import call_overloads, find_methods
    from pwsh_emu.runtime.registry import type_of

    ps_type = type_of(obj)
    for name in ("set_item", "set_chars"):
        overloads = find_methods(ps_type, name)
        if overloads:
            call_overloads(session, ps_type, (obj,), overloads, name, [*indices, value])
            return
    for one in ps_type.bases():
        _ = one.methods
        if "Item" in one.found.get("parameterized", {}) or "Chars" in one.found.get("parameterized", {}):
            from pwsh_emu.runtime.methods import PSParameterizedProperty

            name = "Item" if "Item" in one.found["parameterized"] else "Chars"
            signatures, function = one.found["parameterized"][name]
            PSParameterizedProperty(session, obj, name, signatures, function).assign(indices, value)
            return
    raise cannot_index(obj)


def set_called(session: Any, obj: Any, name: Any, arguments: list[Any], value: Any) -> None:
    """Carry out ``obj.Name(arguments) = value``: only a property with parameters (``Item``, ``Chars``) takes it.

    Raises PowerShell's errors of a call where the object is null (InvokeMethodOnNull) or has no such property (MethodNotFound).
    """
    from pwsh_emu.runtime.conversion import to_string
    from pwsh_emu.runtime.members import find_methods, method_not_found
    from pwsh_emu.runtime.registry import type_of

    base = obj.base if type(obj) is PSObject else obj
    if base is None or base is AUTOMATION_NULL:
        raise runtime_error("InvokeMethodOnNull", "You cannot call a method on a null-valued expression.")
    text = name if type(name) is str else to_string(session, name)
    ps_type = type_of(base)
    if text.lower() in ("item", "chars") and (_indexer(base) is not None or find_methods(ps_type, "set_" + text.lower())):
        set_index(session, obj, arguments, value)
        return
    raise method_not_found(ps_type, text)
