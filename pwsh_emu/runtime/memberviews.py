"""Members as objects: what .psobject shows, Select-Object * walks and Get-Member lists."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from pwsh_emu.runtime.errors import NetException
from pwsh_emu.runtime.knowntypes import KnownType, builtin, with_session
from pwsh_emu.runtime.registry import ScriptTypeName, type_of
from pwsh_emu.runtime.typesystem import DotNetObject, EnumType, PSType
from pwsh_emu.runtime.values import (
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
    PSWrappedNote,
)


class PropertyView(DotNetObject):
    """A property of an object: a PSPropertyInfo. ``value(session)`` reads it; ``member`` is the PSMember behind it, if any."""

    PROPERTY_ORDER = "MemberType Value IsSettable IsGettable TypeNameOfValue Name IsInstance"
    __slots__ = ("getter", "hidden", "member", "member_type", "name", "obj", "session", "setter", "type_name")

    def __init__(
        self,
        session: Any,
        obj: Any,
        name: str,
        member_type: str,
        type_name: str | None,
        getter: Callable[[Any, Any], Any],
        setter: Callable[[Any], None] | None,
        member: PSMember | None = None,
    ) -> None:
        super().__init__()
        self.session = session
        self.obj = obj
        self.name = name
        self.member_type = member_type
        self.type_name = type_name  # None: that of the value
        self.getter = getter
        self.setter = setter
        self.member = member
        self.hidden = bool(member is not None and member.hidden)

    @property
    def ps_type(self) -> PSType:  # type: ignore[override]
        kind = "PSProperty" if self.member_type in ("Property", "ParameterizedProperty") else f"PS{self.member_type}"
        return builtin(f"System.Management.Automation.{kind}")

    def value(self, session: Any) -> Any:
        """Return the property's value."""
        return self.getter(session, self.obj)

    @property
    def Name(self) -> str:
        return self.name

    @property
    def MemberType(self) -> Any:
        return member_type_value(self.member_type)

    @property
    def Value(self) -> Any:
        return self.getter(self.session, self.obj)

    @Value.setter
    def Value(self, value: Any) -> None:
        if self.setter is None:
            raise NetException("System.Management.Automation.SetValueException", f"'{self.name}' is a ReadOnly property.")
        self.setter(value)

    @property
    def TypeNameOfValue(self) -> str:
        if self.type_name is not None:
            return self.type_name
        value = self.getter(self.session, self.obj)
        return "System.Object" if value is None else type_of(value).full_name

    @property
    def IsGettable(self) -> bool:
        return True

    @property
    def IsSettable(self) -> bool:
        return self.setter is not None

    @property
    def IsInstance(self) -> bool:
        return self.member_type == "NoteProperty" or self.member is not None

    @property
    def ReferencedMemberName(self) -> Any:
        return getattr(self.member, "referenced", None)

    @property
    def ConversionType(self) -> Any:
        return getattr(self.member, "conversion_type", None)

    @property
    def GetterScript(self) -> Any:
        return getattr(self.member, "getter", None)

    @property
    def SetterScript(self) -> Any:
        return getattr(self.member, "setter", None)

    def Copy(self) -> PropertyView:
        return self

    def ToString(self) -> str:
        return property_text(self.session, self)

    __str__ = ToString


def member_type_value(name: str) -> Any:
    ps_type = builtin("System.Management.Automation.PSMemberTypes")
    return ps_type.named(name) if isinstance(ps_type, EnumType) and name in ps_type.names else name


# --- the properties of an object --------------------------------------------------------------------------------------------


def properties_of(session: Any, obj: Any, *, hidden: bool = False) -> list[PropertyView]:
    """Return an object's properties in PowerShell's order: its own, those of type data, those of its type. Hidden ones are left out."""
    found: dict[str, PropertyView] = {}
    for view in _own_properties(session, obj):
        found.setdefault(view.name.lower(), view)
    base = obj.base if type(obj) is PSObject else obj
    for view in type_data_properties(session, obj):
        found.setdefault(view.name.lower(), view)
    if base is not None and type(base) is not PSCustomObject:
        for view in _net_properties(session, base):
            found.setdefault(view.name.lower(), view)
    return [view for view in found.values() if hidden or not view.hidden]


def _own_properties(session: Any, obj: Any) -> Iterator[PropertyView]:
    tables: list[tuple[Any, dict[str, Any]]] = []
    if type(obj) is PSCustomObject:
        tables.append((obj, obj.members))
    elif isinstance(obj, Extensible) and getattr(obj, "extended", None):
        tables.append((obj, obj.extended))  # type: ignore[arg-type]
    if type(obj) is PSObject:
        base = obj.base
        if type(base) is PSCustomObject:
            tables.append((base, base.members))
        elif isinstance(base, Extensible) and getattr(base, "extended", None):
            tables.append((base, base.extended))  # type: ignore[arg-type]
    for owner, table in tables:
        for name, member in table.items():
            view = _own_view(session, owner, table, name, member)
            if view is not None:
                yield view


def _own_view(session: Any, obj: Any, table: dict[str, Any], name: str, member: Any) -> PropertyView | None:
    if not isinstance(member, PSMember):

        def write(value: Any) -> None:
            table[name] = value

        return PropertyView(session, obj, name, "NoteProperty", None, lambda inner, target: table.get(name), write)
    return _member_view(session, obj, member)


def _member_view(session: Any, obj: Any, member: PSMember) -> PropertyView | None:
    from pwsh_emu.runtime.members import read_value, set_property

    if isinstance(member, (PSScriptMethod, PSPropertySet, PSMemberSet)):
        return None
    type_name = "System.Object" if isinstance(member, PSScriptProperty) else getattr(member, "type_name", None)
    setter: Callable[[Any], None] | None = lambda value: set_property(session, obj, member.name, value)  # noqa: E731
    if isinstance(member, (PSScriptProperty, PSCodeProperty)) and member.setter is None:
        setter = None
    if isinstance(member, PSNoteProperty):
        note = member

        def write(value: Any) -> None:
            note.value = value

        setter = write
    return PropertyView(
        session, obj, member.name, member.member_type, type_name, lambda inner, target: read_value(inner, target, member), setter, member
    )


def type_data_properties(session: Any, obj: Any) -> Iterator[PropertyView]:
    """Yield the properties that type data gives an object."""
    from pwsh_emu.runtime import typedata

    for data in typedata.lookup(session, session.types.type_names(obj)):
        for member in data.members.values():
            view = _member_view(session, obj, member)
            if view is not None:
                yield view


def _net_properties(session: Any, base: Any) -> Iterator[PropertyView]:
    adapter = getattr(base, "adapter_properties", None)
    if adapter is not None:
        for name, type_name, settable in adapter(session):
            yield _adapted_view(session, base, name, type_name, settable)
        if getattr(base, "adapter_hides", False):
            return
    for prop in ordered_properties(type_of(base)):
        yield _property_view(session, base, prop)


def _adapted_view(session: Any, base: Any, name: str, type_name: str, settable: bool) -> PropertyView:
    def write(value: Any) -> None:
        base.adapter_writer(session, name, value)

    return PropertyView(
        session, base, name, "Property", type_name, lambda inner, target: target.adapter_reader(inner, name.lower()), write if settable else None
    )


def _property_view(session: Any, base: Any, prop: Any) -> PropertyView:
    from pwsh_emu.runtime.members import write_property
    from pwsh_emu.runtime.typemembers import guarded_reader, property_reader

    def write(value: Any) -> None:
        write_property(session, base, prop, value)

    reader = guarded_reader(property_reader(prop), prop.name)
    view = PropertyView(session, base, prop.name, "Property", full_type_name(prop.type_name), reader, write if prop.setter is not None else None)
    view.hidden = any(prop.name.lower() in one.found.get("hidden", ()) for one in type_of(base).bases())
    return view


def full_type_name(short: str) -> str:
    """Return the full name of a type that a declaration names in its short form."""
    from pwsh_emu.runtime.overloads import signature_type

    found = signature_type(short)
    return found.full_name if found is not None else short


def ordered_properties(ps_type: PSType) -> list[Any]:
    """Return a type's .NET properties in the order of its implementation's PROPERTY_ORDER, then as listed; own before inherited."""
    cached = ps_type.found.get("ordered")
    if cached is not None:
        return cached  # type: ignore[no-any-return]
    table: dict[str, Any] = {}
    order: list[str] = []
    for one in ps_type.bases():
        for name, prop in one.properties.items():
            table.setdefault(name, prop)
            if not isinstance(one, KnownType):  # a class's own
                order.append(name)
        if isinstance(one, KnownType) and len(one.line) > 7:
            break
    for one in ps_type.bases():
        if isinstance(one, KnownType):
            for implementation in one.implementations():
                for name in getattr(implementation, "PROPERTY_ORDER", "").split():
                    if name.lower() not in order:
                        order.append(name.lower())
            break
    order = list(dict.fromkeys(order))
    rest = [name for name in table if name not in order]
    result = [table[name] for name in order if name in table] + [table[name] for name in rest]
    ps_type.found["ordered"] = result
    return result


# --- .psobject and its collections --------------------------------------------------------------------------------------------


class PSObjectView(DotNetObject):
    """``$x.psobject``: the object's members seen as data."""

    ps_type = builtin("System.Management.Automation.PSObject")
    __slots__ = ("obj", "session")

    def __init__(self, session: Any, obj: Any) -> None:
        super().__init__()
        self.session = session
        self.obj = obj

    @property
    def BaseObject(self) -> Any:
        return self.obj.base if type(self.obj) is PSObject else self.obj

    ImmediateBaseObject = BaseObject

    @property
    def Members(self) -> MemberCollection:
        return MemberCollection(self.session, self.obj, "Members")

    @property
    def Properties(self) -> MemberCollection:
        return MemberCollection(self.session, self.obj, "Properties")

    @property
    def Methods(self) -> MemberCollection:
        return MemberCollection(self.session, self.obj, "Methods")

    @property
    def TypeNames(self) -> Any:
        return type_names_list(self.session, self.obj)

    def Copy(self) -> Any:
        return copy_object(self.obj)

    @with_session
    def ToString(session: Any, self: PSObjectView, form: Any = None, provider: Any = None) -> str:
        from pwsh_emu.runtime.conversion import to_string

        if form:
            from pwsh_emu.runtime.members import invoke_method

            return str(invoke_method(session, self.obj, "ToString", [form, provider]))
        return to_string(session, self.obj)


def copy_object(obj: Any) -> Any:
    """Return PSObject.Copy(): a custom object's notes are copied, other values are shared."""
    if type(obj) is PSCustomObject:
        made = PSCustomObject(dict(obj.members), list(obj.type_names) if obj.type_names is not None else None)
        for name, member in made.members.items():
            if isinstance(member, PSNoteProperty):
                made.members[name] = PSNoteProperty(member.name, member.value)
        return made
    if isinstance(obj, PSArray):
        made_array = PSArray(obj, obj.element)
        made_array.extended = dict(obj.extended) if obj.extended else None
        return made_array
    if type(obj) is Hashtable:
        table = Hashtable(obj.items(), obj.sensitive)
        table.extended = dict(obj.extended) if obj.extended else None
        return table
    return obj


_KINDS = {"Properties": "PSPropertyInfo", "Methods": "PSMethodInfo", "Members": "PSMemberInfo"}


class MemberCollection(DotNetObject):
    """``.psobject.Properties`` and its like: enumerable, reached by name, changed by Add and Remove."""

    is_enumerable = True
    __slots__ = ("obj", "session", "which")

    def __init__(self, session: Any, obj: Any, which: str) -> None:
        super().__init__()
        self.session = session
        self.obj = obj
        self.which = which

    @property
    def ps_type(self) -> PSType:  # type: ignore[override]
        from pwsh_emu.runtime.knowntypes import generic

        return generic("System.Management.Automation.PSMemberInfoIntegratingCollection`1", f"System.Management.Automation.{_KINDS[self.which]}")

    def items(self) -> list[Any]:
        if self.which == "Properties":
            return list(properties_of(self.session, self.obj))
        views: list[Any] = list(properties_of(self.session, self.obj)) if self.which == "Members" else []
        return views + method_views(self.session, self.obj)

    def __iter__(self) -> Iterator[Any]:
        return iter(self.items())

    def __len__(self) -> int:
        return len(self.items())

    def get_item(self, session: Any, name: Any) -> Any:
        from pwsh_emu.runtime.conversion import to_string

        wanted = to_string(session, name).lower()
        for item in self.items():
            if item.Name.lower() == wanted:
                return item
        for view in properties_of(self.session, self.obj, hidden=True) if self.which != "Methods" else ():
            if view.name.lower() == wanted:
                return view
        return None

    @with_session
    def get_Item(session: Any, self: MemberCollection, name: Any) -> Any:
        return self.get_item(session, name)

    @with_session
    def Item(session: Any, self: MemberCollection, name: Any) -> Any:
        return self.get_item(session, name)

    @with_session
    def Match(session: Any, self: MemberCollection, pattern: str, types: Any = None, options: Any = None) -> Any:
        from pwsh_emu.runtime.wildcard import WildcardPattern

        matcher = WildcardPattern(pattern, ignore_case=True)
        found = [item for item in self.items() if matcher.matches(item.Name)]
        if types is not None:
            found = [item for item in found if types.ps_type.names.get(str(item.MemberType), 0) & types.value]
        return MatchedMembers(self.which, found)

    @with_session
    def Add(session: Any, self: MemberCollection, member: Any, pre_validated: bool = False) -> None:
        add_member(session, self.obj, member)

    def Remove(self, name: str) -> None:
        obj = self.obj
        tables = [obj.members] if type(obj) is PSCustomObject else [table for table in (getattr(obj, "extended", None),) if table]
        for table in tables:
            for key in list(table):
                if key.lower() == name.lower():
                    del table[key]

    @with_session
    def GetEnumerator(session: Any, self: MemberCollection) -> Any:
        from pwsh_emu.runtime.types.enumerators import Enumerator

        return Enumerator(iter(self.items()))


class MatchedMembers(DotNetObject):
    """What Match() of a collection of members gives: reached by place or name."""

    is_enumerable = True
    SIGNATURES = ("int Count", "!0 Item(string name)", "!0 Item(int index)")
    __slots__ = ("found", "ps_type")

    def __init__(self, which: str, found: list[Any]) -> None:
        super().__init__()
        from pwsh_emu.runtime.knowntypes import generic

        self.found = found
        self.ps_type: PSType = generic(
            "System.Management.Automation.ReadOnlyPSMemberInfoCollection`1", f"System.Management.Automation.{_KINDS[which]}"
        )

    def __iter__(self) -> Iterator[Any]:
        return iter(self.found)

    def __len__(self) -> int:
        return len(self.found)

    @property
    def Count(self) -> int:
        return len(self.found)

    def get_item(self, session: Any, key: Any) -> Any:
        if isinstance(key, int):
            return self.found[key] if -len(self.found) <= key < len(self.found) else None
        from pwsh_emu.runtime.conversion import to_string

        wanted = to_string(session, key).lower()
        return next((item for item in self.found if item.Name.lower() == wanted), None)

    @with_session
    def Item(session: Any, self: MatchedMembers, key: Any) -> Any:
        return self.get_item(session, key)


def add_member(session: Any, obj: Any, member: Any, *, force: bool = False) -> None:
    """Put a member on an object; one of that name already there is an error unless ``force``."""
    if isinstance(member, PropertyView):
        member = PSNoteProperty(member.name, member.Value) if member.member is None else member.member
    name = member.name
    if type(obj) is PSObject and type(obj.base) is PSCustomObject:
        obj = obj.base
    if type(obj) is PSCustomObject:
        table = obj.members
    else:
        if obj.extended is None:
            obj.extended = {}
        table = obj.extended
    for key in list(table):
        if key.lower() == name.lower():
            if not force:
                raise NetException(
                    "System.Management.Automation.ExtendedTypeSystemException",
                    f'Cannot add a member with the name "{name}" because a member with that name already exists.',
                )
            del table[key]
    table[name] = member.value if type(member) is PSNoteProperty else member


def type_names_list(session: Any, obj: Any) -> Any:
    """Return ``.psobject.TypeNames``: a list that writes through to the object."""
    from pwsh_emu.runtime.types.typenamelist import TypeNameList

    return TypeNameList(session, obj)


class BaseView(DotNetObject):
    """``$h.psbase``: a dictionary's own members, whatever keys it has."""

    __slots__ = ("obj",)

    def __init__(self, obj: Any) -> None:
        super().__init__()
        self.obj = obj

    @property
    def ps_type(self) -> PSType:  # type: ignore[override]
        return type_of(self.obj)

    def adapter_reader(self, session: Any, lower: str) -> Any:
        from pwsh_emu.runtime.members import MISSING, find_property, property_reader

        prop = find_property(self.ps_type, lower)
        return MISSING if prop is None else property_reader(prop)(session, self.obj)


INTRINSIC: dict[str, Callable[[Any, Any], Any]] = {
    "psobject": PSObjectView,
    "pstypenames": type_names_list,
    "psbase": lambda session, obj: BaseView(obj) if isinstance(obj, Hashtable) else obj.base if type(obj) is PSObject else obj,
    "psadapted": lambda session, obj: obj,
    "psextended": lambda session, obj: PSCustomObject(dict(getattr(obj, "extended", None) or getattr(obj, "members", None) or {})),
}


def member_set(session: Any, obj: Any, member: Any) -> Any:
    """Return the value of a PropertySet or MemberSet member."""
    if isinstance(member, PSPropertySet):
        return member
    from pwsh_emu.runtime.members import get_property

    made = PSCustomObject()
    for name, inner in member.members.items():  # an alias of a set names a member of the object
        made.members[name] = get_property(session, obj, inner.referenced) if type(inner) is PSAliasProperty else inner
    return made


# --- Get-Member -----------------------------------------------------------------------------------------------------------------


class MemberView(DotNetObject):
    """A line of Get-Member: Microsoft.PowerShell.Commands.MemberDefinition."""

    ps_type = builtin("Microsoft.PowerShell.Commands.MemberDefinition")
    PROPERTY_ORDER = "TypeName Name MemberType Definition"
    __slots__ = ("Definition", "MemberType", "Name", "TypeName", "kind")

    def __init__(self, type_name: str, name: str, kind: str, definition: str) -> None:
        super().__init__()
        self.TypeName = type_name
        self.Name = name
        self.kind = kind
        self.MemberType = member_type_value(kind)
        self.Definition = definition

    def ToString(self) -> str:
        return self.Definition

    __str__ = ToString


def method_views(session: Any, obj: Any) -> list[Any]:
    """Return the methods of an object as PSMethod values."""
    from pwsh_emu.runtime.members import find_methods
    from pwsh_emu.runtime.methods import PSMethod, ScriptMethodValue

    found: list[Any] = []
    table = obj.members if type(obj) is PSCustomObject else getattr(obj, "extended", None) or {}
    for member in table.values():
        if isinstance(member, PSScriptMethod):
            found.append(ScriptMethodValue(session, obj, member))
    base = obj.base if type(obj) is PSObject else obj
    ps_type = type_of(base)
    for name in _method_names(ps_type):
        found.append(PSMethod(session, base, find_methods(ps_type, name)))
    return found


def _method_names(ps_type: PSType) -> list[str]:
    names: dict[str, None] = {}
    for one in ps_type.bases():
        for key in one.methods:
            names.setdefault(key)
        if isinstance(one, KnownType) and len(one.line) > 7:
            break
    return list(names)


def get_members(session: Any, obj: Any, *, static: bool = False, force: bool = False) -> list[MemberView]:
    """Return an object's members as Get-Member lists them, not sorted: properties, methods, events and indexed properties."""
    if static:
        return _static_members(obj)
    from pwsh_emu.runtime.members import find_methods

    type_name = next(iter(session.types.type_names(obj)), "<null>")
    found = [MemberView(type_name, view.name, view.member_type, property_text(session, view)) for view in properties_of(session, obj, hidden=force)]
    base = obj.base if type(obj) is PSObject else obj
    table = obj.members if type(obj) is PSCustomObject else getattr(obj, "extended", None) or {}
    for member in table.values():
        found.extend(_special(type_name, member))
    from pwsh_emu.runtime import typedata

    for data in typedata.lookup(session, session.types.type_names(obj)):
        for member in data.members.values():
            found.extend(_special(type_name, member))
    ps_type = type_of(base)
    present = {view.Name.lower() for view in found}
    for key in _method_names(ps_type):
        overloads = find_methods(ps_type, key)
        if (
            key in present
            or not overloads
            or (key.startswith(("get_", "set_", "add_", "remove_", "op_")) and not force and key not in ("get_item", "set_item", "get_chars"))
        ):
            continue
        name = next((one.methods[key].name for one in ps_type.bases() if key in one.methods), key)
        if key in ("get_item", "set_item", "get_chars") and not force:
            continue
        found.append(MemberView(type_name, name.rpartition(".")[2] or name, "Method", ", ".join(one.signature for one in overloads)))
    if force and type(base) is not PSCustomObject:
        found.extend(_accessors(type_name, ps_type, {view.Name.lower() for view in found}))
    for one in ps_type.bases():
        for name, (signatures, _) in one.found.get("parameterized", {}).items():
            found.append(MemberView(type_name, name, "ParameterizedProperty", ", ".join(signatures)))
        if isinstance(one, KnownType):
            found.extend(MemberView(type_name, name, "Event", str(text)) for name, text in _events(one))
            break
    return found


def _accessors(type_name: str, ps_type: PSType, present: set[str]) -> Iterator[MemberView]:
    """Yield the methods behind a type's properties, which Get-Member shows with -Force."""
    argument = "" if isinstance(ps_type.full_name, ScriptTypeName) else "value"
    for prop in ordered_properties(ps_type):
        for name, text in (
            (f"get_{prop.name}", f"{prop.type_name} get_{prop.name}()"),
            (f"set_{prop.name}", f"void set_{prop.name}({prop.type_name} {argument})" if prop.setter is not None else ""),
        ):
            if text and name.lower() not in present:
                yield MemberView(type_name, name, "Method", text)


def _events(ps_type: KnownType) -> list[tuple[str, str]]:
    """Return a type's events with their definitions; the data knows no more than names, the implementation's EVENTS the definitions."""
    known: dict[str, str] = {}
    for implementation in ps_type.implementations():
        known |= getattr(implementation, "EVENTS", {})
    return [(name, known[name]) for name in ps_type.declared_members().get("e", ()) if name in known]


def _special(type_name: str, member: Any) -> list[MemberView]:
    if isinstance(member, PSScriptMethod):
        return [MemberView(type_name, member.name, member.member_type, member.definition)]
    if isinstance(member, PSPropertySet):
        return [MemberView(type_name, member.name, "PropertySet", f"{member.name} {{{', '.join(member.names)}}}")]
    return []


def _static_members(obj: Any) -> list[MemberView]:
    from pwsh_emu.runtime.values import TypeLiteral

    ps_type = obj.of if isinstance(obj, TypeLiteral) else type_of(obj.base if type(obj) is PSObject else obj)
    found: list[MemberView] = []
    if isinstance(ps_type, EnumType):
        found = [MemberView(ps_type.full_name, name, "Property", f"static {ps_type.full_name} {name} {{get;}}") for name in ps_type.names]
        ps_type = builtin("System.Enum")
    seen: set[str] = set()
    for one in ps_type.bases():
        properties = one.declared_members().get("P", {}) if isinstance(one, KnownType) else {}
        for key, prop in one.static_properties.items():
            if key not in seen:
                seen.add(key)
                access = "get;set;" if prop.setter is not None else "get;"
                word = "" if prop.name in properties else "static "  # only fields are called static
                found.append(MemberView(ps_type.full_name, prop.name, "Property", f"{word}{prop.type_name} {prop.name} {{{access}}}"))
        for key, method in one.static_methods.items():
            if key not in seen and not key.startswith("op_"):
                seen.add(key)
                found.append(MemberView(ps_type.full_name, method.name, "Method", ", ".join(overload.signature for overload in method.overloads)))
        if isinstance(one, KnownType) and len(one.line) > 7:
            break
    root = builtin("System.Object").static_methods["referenceequals"]  # the data of types leaves it out
    if "referenceequals" not in seen and not ps_type.is_interface:
        found.append(MemberView(ps_type.full_name, root.name, "Method", root.overloads[0].signature))
    if ps_type.constructors:
        found.append(MemberView(ps_type.full_name, "new", "Method", ", ".join(overload.signature for overload in ps_type.constructors)))
    return found


def property_text(session: Any, view: PropertyView) -> str:
    """Return a property's definition as Get-Member shows it."""
    from pwsh_emu.runtime.typenames import display_name

    if view.member_type == "NoteProperty":
        from pwsh_emu.runtime.convert_text import custom_object_text, net_string

        value = view.value(session)
        if value is None:
            return f"object {view.name}=null"
        if type(value) in (PSCustomObject, PSObject) or type(view.member) is PSWrappedNote:
            kind = next(iter(session.types.type_names(value)), "<null>")
        else:
            kind = display_name(type_of(value)).replace("System.Object", "Object")
        text = custom_object_text(session, value) if type(value) is PSCustomObject else net_string(value, session)
        return f"{kind} {view.name}={text}"
    if view.member_type == "AliasProperty":
        member = view.member
        assert isinstance(member, PSAliasProperty)
        cast = "" if member.conversion_type is None else f"({member.conversion_type.to_string()})"
        return f"{view.name} = {cast}{member.referenced}"
    if view.member_type == "ScriptProperty":
        member = view.member
        assert isinstance(member, PSScriptProperty)
        text = f"System.Object {view.name} {{get={getattr(member.getter, 'text', '')};"
        if member.setter is not None:
            text += f"set={getattr(member.setter, 'text', '')};"
        return text + "}"
    access = "get;set;" if view.setter is not None else "get;"
    kind = view.type_name or "System.Object"
    if view.member_type == "Property":
        from pwsh_emu.runtime.members import find_property

        prop = find_property(type_of(view.obj), view.name.lower())
        kind = prop.type_name if prop is not None else kind
        if prop is None:
            from pwsh_emu.runtime.overloads import signature_type

            found = signature_type(kind)
            kind = display_name(found) if found is not None else kind
    if view.member_type == "CodeProperty":
        reference = getattr(view.member, "reference", "")
        setting = getattr(getattr(view.member, "setter", None), "name", "")
        if setting:
            setting = f"set={setting};"
        return f"{kind} {view.name}{{get={reference};{setting}}}" if reference else f"{kind} {view.name}{{{access}}}"
    return f"{kind} {view.name} {{{access}}}"


_MATCHED = "System.Management.Automation.ReadOnlyPSMemberInfoCollection`1"
# a type that the packaged data does not list
DECLARED: dict[str, PSType] = {
    _MATCHED: KnownType([_MATCHED, "class", "", "System.Management.Automation", "System.Object", "System.Collections.IEnumerable"])
}
TYPES = {
    "System.Management.Automation.PSPropertyInfo": PropertyView,
    "System.Management.Automation.PSMemberInfo": PropertyView,
    "System.Management.Automation.PSProperty": PropertyView,
    "Microsoft.PowerShell.Commands.MemberDefinition": MemberView,
    "System.Management.Automation.PSMemberInfoIntegratingCollection`1": MemberCollection,
    "System.Management.Automation.PSMemberInfoCollection`1": MemberCollection,
    _MATCHED: MatchedMembers,
}
