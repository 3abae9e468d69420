"""Property reads and method calls of compiled code with a memory at the call site.

A site remembers what a member meant for the Python class of the last object (and the classes of the arguments); where the same comes
again and nothing was added to the object or its type, it is read or called at once. Everything else goes through `runtime.members`.
"""

from __future__ import annotations

from collections.abc import Callable

from pwsh_emu.runtime.errors import NetException
from pwsh_emu.runtime.values import AUTOMATION_NULL, Extensible, Hashtable, PSArray, PSCustomObject, PSMember, PSObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from pwsh_emu.runtime.session import Session

_MISSING: Any = object()


class PropertySite:
    """A property access as written; ``kind`` is the class of script objects whose field ``key`` it reads.

    ``known`` is another class whose values ``reader`` reads, as long as the session still has the table ``cache`` that it is from; of
    values whose .NET type is their own (a List of something), those of the type ``owner``.
    """

    __slots__ = ("cache", "counts", "key", "kind", "known", "misses", "name", "owner", "plain", "prop", "reader")

    def __init__(self, name: str) -> None:
        self.name = name
        self.key = name.lower()
        self.counts = self.key in ("count", "length")
        self.kind: Any = None
        self.prop: Any = None
        self.known: Any = None
        self.owner: Any = None
        self.cache: Any = None
        self.reader: Any = None
        self.plain = False  # such values take no members of scripts
        self.misses = 0


class MethodSite:
    """A method call as written; ``entry`` is what to call for a target of class ``kind`` and arguments of classes ``types``.

    ``owner`` is the .NET type of the target, where values of its class have types of their own.
    """

    __slots__ = ("entry", "extensible", "kind", "misses", "name", "owner", "session", "types", "with_session")

    def __init__(self, name: str) -> None:
        self.name = name
        self.kind: Any = None
        self.owner: Any = None
        self.types: tuple[type, ...] = ()
        self.entry: Callable[..., Any] | None = None
        self.extensible = False
        self.with_session = False
        self.session: Any = None
        self.misses = 0


class StaticSite:
    """A static call as written; ``plan`` calls what it meant for the type ``owner`` and arguments of classes ``types``."""

    __slots__ = ("call", "key", "label", "misses", "name", "owner", "plan", "types")

    def __init__(self, name: str) -> None:
        self.name = name
        self.key = name.lower()
        self.owner: Any = None
        self.types: tuple[type, ...] = ()
        self.plan: Any = None
        self.call: Any = None
        self.label = ""  # the name in errors
        self.misses = 0


def read_property(session: Session, site: PropertySite, target: Any) -> Any:
    """Return ``target.name``."""
    kind = type(target)
    if kind is site.kind:
        if target.extended is None and not session.types.type_data:
            return target.fields[site.key]
    elif kind is PSCustomObject:
        value = target.members.get(site.name, _MISSING)
        if value is not _MISSING and not isinstance(value, PSMember):
            return value
    elif kind is site.known:
        if (
            site.cache is session.types.member_cache
            and (site.owner is None or target.ps_type is site.owner)
            and (site.plain or (getattr(target, "extended", None) is None and getattr(target, "added_type_names", None) is None))
        ):
            return site.reader(session, target)
    elif kind is PSArray:
        if site.counts and target.extended is None and target.added_type_names is None and not session.types.type_data:
            return len(target)
    elif getattr(kind, "is_script_object", False) and site.key in target.fields:
        site.kind = kind
        site.prop = None
    from pwsh_emu.runtime.members import get_property

    value = get_property(session, target, site.name)
    if site.misses <= _PATIENCE:
        _remember_reader(session, site, target)
    return value


def _remember_reader(session: Session, site: PropertySite, target: Any) -> None:
    """Keep what reads the property, where the .NET type of a value alone tells what its members are."""
    from pwsh_emu.runtime.registry import type_of_class

    site.misses += 1
    kind = type(target)
    ps_type = fixed = type_of_class(kind)
    if fixed is None:
        ps_type = getattr(target, "ps_type", None)
    if ps_type is None or issubclass(kind, (Hashtable, PSArray, PSCustomObject, PSObject)):
        return
    if getattr(kind, "adapter_reader", None) is not None or getattr(kind, "is_dictionary", False):
        return
    cache = session.types.member_cache
    reader = cache.get((ps_type, site.key))
    if reader is not None:
        site.known, site.owner, site.cache, site.reader = kind, None if fixed is not None else ps_type, cache, reader
        site.plain = not issubclass(kind, Extensible)


def write_property(session: Session, site: PropertySite, target: Any, value: Any) -> None:
    """Assign ``target.name = value``."""
    kind = type(target)
    if kind is site.kind and site.prop is not None and target.extended is None and not session.types.type_data:
        wanted = site.prop
        if wanted is _MISSING or type(value) is wanted:
            target.fields[site.key] = value
            return
    elif kind is PSCustomObject:
        members = target.members
        known = members.get(site.name, _MISSING)
        if known is not _MISSING and not isinstance(known, PSMember):
            members[site.name] = None if value is AUTOMATION_NULL else value
            return
    elif getattr(kind, "is_script_object", False) and site.key in target.fields:
        site.kind = kind
        site.prop = _plain_type(target.ps_type, site.key)
    from pwsh_emu.runtime.members import set_property

    set_property(session, target, site.name, value)


_PLAIN = {"System.Int32": int, "System.String": str, "System.Double": float, "System.Boolean": bool}


def _plain_type(ps_type: Any, key: str) -> Any:
    """Return the Python class whose values a property takes as they are (any, for an untyped one); None where it has to look at them."""
    for one in ps_type.chain():
        for prop in one.property_list:
            if prop.key == key:
                if prop.ast.attributes:
                    return None
                return _MISSING if prop.ps_type is None else _PLAIN.get(prop.ps_type.full_name)
    return None


def call_method(session: Session, site: MethodSite, target: Any, arguments: list[Any]) -> Any:
    """Call ``target.name(arguments)``."""
    if type(target) is site.kind and (site.owner is None or target.ps_type is site.owner):
        for argument, kind in zip(arguments, site.types, strict=False):
            if type(argument) is not kind:
                break
        else:
            if not site.extensible or (target.extended is None and not session.types.type_data):
                entry = site.entry
                assert entry is not None
                try:
                    if site.with_session:
                        if site.session is session:
                            return entry(session, target, *arguments)
                    else:
                        return entry(target, *arguments)
                except NetException as error:
                    from pwsh_emu.runtime.overloads import invocation_error

                    raise invocation_error(site.name, len(arguments), error) from None
                except OverflowError:
                    pass
    return _call_slowly(session, site, target, arguments)


def _call_slowly(session: Session, site: MethodSite, target: Any, arguments: list[Any]) -> Any:
    from pwsh_emu.runtime.members import invoke_method

    result = invoke_method(session, target, site.name, arguments)
    if target is None or target is AUTOMATION_NULL or site.misses > _PATIENCE:
        return result
    kind = type(target)
    owner = None
    if getattr(kind, "is_script_object", False):
        entry = _script_entry(session, target, site.name, arguments)
        site.with_session = True
    else:
        entry, site.with_session, owner = _plain_entry(session, target, site.name, arguments)
        if entry is not None and kind is Hashtable and site.name.lower() not in ("containskey", "contains", "add", "remove", "clear"):
            entry = None
    site.misses += 1
    site.kind = None
    if entry is not None:
        site.types = tuple(map(type, arguments))
        site.entry = entry
        site.extensible = issubclass(kind, Extensible)
        site.session = session
        site.owner = owner
        site.kind = kind
    return result


_PATIENCE = 20  # how often a site may meet other classes before it no longer tries to remember


def _plain_entry(session: Session, target: Any, name: str, arguments: list[Any]) -> tuple[Callable[..., Any] | None, bool, Any]:
    """Return the function behind a .NET method to call directly, whether it takes the session first, and the type of the targets it is for
    (None: of all of their class); no function where an argument's class does not tell its type.
    """
    from pwsh_emu.runtime.members import find_methods, method_cache_entry, plan_for
    from pwsh_emu.runtime.overloads import call
    from pwsh_emu.runtime.registry import type_of, type_of_class

    entry = method_cache_entry(session, target, name, arguments)
    if entry is not None or getattr(target, "extended", None):
        return entry, False, None
    if any(type_of_class(type(one)) is None for one in arguments):
        return None, False, None
    kind = type(target)
    fixed = type_of_class(kind)
    if fixed is None and getattr(target, "ps_type", None) is None:
        return None, False, None
    ps_type = type_of(target)
    owner = None if fixed is not None else ps_type
    lower = name.lower()
    overloads = find_methods(ps_type, lower)
    if not overloads:
        return None, False, None
    plan = plan_for(session, ps_type, overloads, lower, name, arguments)
    if fixed is None or not plan.direct or not plan.session:
        return (lambda inner, obj, *values: call(inner, plan, (obj,), list(values), name)), True, owner
    function, finish = plan.function, plan.finish
    if finish is None:
        return function, True, owner
    return (lambda inner, obj, *values: finish(function(inner, obj, *values))), True, owner


def _script_entry(session: Session, target: Any, name: str, arguments: list[Any]) -> Callable[..., Any] | None:
    """Return the method of a script class to call directly for arguments like these, or None."""
    from pwsh_emu.runtime.members import find_methods, plan_for
    from pwsh_emu.runtime.registry import type_of

    lower = name.lower()
    ps_type = type_of(target)
    if getattr(target, "extended", None) or any(argument is None or argument is AUTOMATION_NULL for argument in arguments):
        return None
    overloads = find_methods(ps_type, lower)
    if not overloads:
        return None
    plan = plan_for(session, ps_type, overloads, lower, name, arguments)
    if not plan.direct or not plan.session or plan.finish is not None:
        return None
    return plan.function


def call_static(session: Session, site: StaticSite, owner: Any, arguments: list[Any]) -> Any:
    """Call ``[owner]::name(arguments)``."""
    if owner is site.owner and len(arguments) == len(site.types):
        for argument, kind in zip(arguments, site.types, strict=True):
            if type(argument) is not kind:
                break
        else:
            return site.call(session, site.plan, (), arguments, site.label)
    from pwsh_emu.runtime.members import invoke_static

    result = invoke_static(session, owner, site.name, arguments)
    if site.misses <= _PATIENCE:
        _remember_plan(session, site, owner, arguments)
    return result


def _remember_plan(session: Session, site: StaticSite, owner: Any, arguments: list[Any]) -> None:
    """Keep the plan of a static call or construction, where the classes of the arguments alone decide about it."""
    from pwsh_emu.runtime import conversionrank
    from pwsh_emu.runtime.members import find_methods, plan_for
    from pwsh_emu.runtime.overloads import call, parsed
    from pwsh_emu.runtime.registry import type_of_class

    site.misses += 1
    site.owner = None
    if any(type_of_class(type(one)) is None or issubclass(type(one), Extensible) for one in arguments):
        return
    if site.key != "new":
        overloads = find_methods(owner, site.key, static=True)
        if not overloads:
            return
        site.plan = plan_for(session, owner, overloads, ("static", site.key), site.name, arguments)
        site.label = parsed(overloads[0]).name.rpartition(".")[2]
    else:
        special = owner.element is not None or owner.is_abstract or owner.definition == "System.Nullable`1" or conversionrank.is_delegate(owner)
        if special or not owner.constructors:
            return
        site.plan = plan_for(session, owner, owner.constructors, "new", "new", arguments)
        site.label = ".ctor"
        if getattr(site.plan.function, "needs_type", False):
            return
    site.owner, site.types, site.call = owner, tuple(map(type, arguments)), call
