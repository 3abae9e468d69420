"""The .Where() and .ForEach() methods that every object has."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pwsh_emu.runtime.enumeration import is_enumerable, iterate
from pwsh_emu.runtime.errors import NetException
from pwsh_emu.runtime.overloads import method_error
from pwsh_emu.runtime.typesystem import PSType
from pwsh_emu.runtime.values import AUTOMATION_NULL, PSArray, PSObject, TypeLiteral

_SHAPES = {"where": ".Where({ expression } [, mode [, numberToReturn]])", "foreach": ".ForEach(expression [, arguments...])"}


def invoke(session: Any, obj: Any, name: str, args: list[Any]) -> Any:
    """Call .Where or .ForEach on any object; the result is a Collection[psobject]."""
    if not args or (name == "where" and len(args) > 3):
        raise method_error(f'Cannot find an overload for "{_SHAPES[name]}" and the argument count: "{len(args)}".')
    items = _items(obj)
    return _where(session, items, args) if name == "where" else _for_each(session, items, args)


def _items(obj: Any) -> Iterator[Any]:
    base = obj.base if type(obj) is PSObject else obj
    if is_enumerable(base):
        return iter(list(base))
    return iterate(obj)


def collection(items: list[Any]) -> Any:
    """Return a Collection[psobject] of items."""
    from pwsh_emu.runtime.types.collections_generic import new_collection

    return new_collection("System.Management.Automation.PSObject", items)


def _where(session: Any, items: Iterator[Any], args: list[Any]) -> Any:
    from pwsh_emu.runtime import conversion
    from pwsh_emu.runtime.knowntypes import builtin

    mode, wanted = "Default", 0
    if len(args) > 1:
        mode = str(conversion.convert(session, args[1], builtin("System.Management.Automation.WhereOperatorSelectionMode")))
    if len(args) > 2:
        wanted = conversion.to_int(session, args[2])
        if wanted < 0:
            from pwsh_emu.runtime.errors import runtime_error

            raise runtime_error(
                "NumberToReturnMustBeGreaterThanZero", "The 'numberToReturn' argument must be greater than or equal to zero.", "InvalidArgument"
            )
    script = args[0].base if type(args[0]) is PSObject else args[0]
    test = _condition(session, script)
    if mode == "Split":
        return _split(items, test, wanted)
    found: list[Any] = []
    skipping = mode == "SkipUntil"
    if mode == "First" and wanted == 0:
        wanted = 1
    for item in items:
        if mode in ("Default", "First"):
            if test(item):
                found.append(item)
                if wanted and len(found) >= wanted:
                    break
        elif mode == "Last":
            if test(item):
                found.append(item)
        elif mode == "Until":
            if test(item) or (wanted and len(found) >= wanted):
                break
            found.append(item)
        elif mode == "SkipUntil":
            if skipping and test(item):
                skipping = False
            if not skipping:
                found.append(item)
                if wanted and len(found) >= wanted:
                    break
    if mode == "Last":
        found = found[-(wanted or 1) :]
    return collection(found)


def _split(items: Iterator[Any], test: Any, wanted: int) -> Any:
    chosen: list[Any] = []
    rest: list[Any] = []
    for item in items:
        if wanted and len(chosen) >= wanted:
            rest.append(item)
        elif test(item):
            chosen.append(item)
        else:
            rest.append(item)
    return PSArray([collection(chosen), collection(rest)])


def _condition(session: Any, script: Any) -> Any:
    from pwsh_emu.runtime.conversion import to_bool
    from pwsh_emu.runtime.enumeration import collect

    if type(script).__name__ != "ScriptBlock":
        from pwsh_emu.runtime import conversion
        from pwsh_emu.runtime.knowntypes import builtin

        script = conversion.convert(session, script, builtin("System.Management.Automation.ScriptBlock"))

    if script is None:
        raise NetException("System.ArgumentNullException", "Value cannot be null. (Parameter 'expression')", ParamName="expression")

    def test(item: Any) -> bool:
        return to_bool(collect(script.invoke([], dollar_under=item, new_scope=False) or []))

    return test


def _for_each(session: Any, items: Iterator[Any], args: list[Any]) -> Any:
    first = args[0].base if type(args[0]) is PSObject else args[0]
    rest = args[1:]
    found: list[Any] = []
    if type(first).__name__ == "ScriptBlock":
        for item in items:
            first.invoke(list(rest), dollar_under=item, new_scope=False, out=found.append)
        return collection(found)
    if isinstance(first, (TypeLiteral, PSType)):
        target = first.of if isinstance(first, TypeLiteral) else first
        return _converted(session, items, target)
    from pwsh_emu.runtime import members
    from pwsh_emu.runtime.conversion import to_string

    name = to_string(session, first)
    for item in items:
        _one_member(session, members, item, name, rest, found)
    return collection(found)


def _one_member(session: Any, members: Any, item: Any, name: str, rest: list[Any], found: list[Any]) -> None:
    from pwsh_emu.runtime.methods import PSMethod, ScriptMethodValue

    value = members.read_member(session, item, name)
    if isinstance(value, (PSMethod, ScriptMethodValue)):
        result = members.invoke_method(session, item, name, rest)
        if result is not AUTOMATION_NULL:
            found.extend(iterate(result))
        return
    if rest:
        if len(rest) > 1:
            raise method_error(f'Cannot find an overload for "{name}" and the argument count: "{len(rest)}".')
        members.set_property(session, item, name, rest[0])
        return
    if value is members.MISSING:
        value = members.get_property(session, item, name)
        if value is None:
            return
    found.extend(iterate(value))


def _converted(session: Any, items: Iterator[Any], target: PSType) -> Any:
    from pwsh_emu.runtime import overloads
    from pwsh_emu.runtime.types.collections_generic import new_collection

    return new_collection(target.to_string(), [overloads.convert_argument(session, item, target, "item", "Add") for item in items])
