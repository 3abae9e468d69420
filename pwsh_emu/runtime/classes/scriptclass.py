"""The type of a script's class, and the Python classes of its objects."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from pwsh_emu.language import ast as tree
from pwsh_emu.runtime.errors import ExceptionObject, NetException, PSError
from pwsh_emu.runtime.typesystem import DotNetObject, Overload, PSType

if TYPE_CHECKING:
    from pwsh_emu.runtime.classes.members import ClassProperty, MethodBody
    from pwsh_emu.runtime.frame import Frame
    from pwsh_emu.runtime.session import Session


class ScriptClass(PSType):
    """A class that a script defines. ``property_list`` are its own properties in order, ``hidden`` the lower-case names of hidden members;
    ``frame`` is the block that defined it, whose scopes ``$script:`` and functions inside its methods are looked up from."""

    script_class = True

    def __init__(self, name: str, frame: Frame, node: tree.TypeDefinitionAst) -> None:
        super().__init__(name, base="System.Object", is_interface=node.type_kind == "Interface")
        self.session: Session = frame.session
        self.frame = frame
        self.ast = node
        self.property_list: list[ClassProperty] = []
        self.hidden: set[str] = set()
        self.constructor_bodies: list[tuple[Overload, MethodBody]] = []
        self.static_constructor: MethodBody | None = None
        self.initialized = False
        self.failure: ExceptionObject | None = None  # what the type initializer threw: the class is of no use then
        self.object_class: type[Any] | None = None
        self.assembly_number = self.session.types.class_assemblies  # of the assembly made for it and what was defined with it
        self.found["hidden"] = self.hidden

    def resolve(self, name: tree.TypeName) -> PSType:
        """Return the type that a name means in the class's text."""
        from pwsh_emu.runtime.compile.support import resolve_type_name

        return resolve_type_name(self.session, name, self.frame.block)

    def initialize(self) -> None:
        """Give static properties their first values and run the static constructor, before the class is first used (.NET's type initializer)."""
        if self.initialized:
            if self.failure is not None:
                raise self._not_initialized(self.failure)
            return
        self.initialized = True
        try:
            for prop in self.property_list:
                if prop.static:
                    prop.value = prop.initial(self.static_frame())
            if self.static_constructor is not None:
                self.static_constructor.call_static(self.session)
        except PSError as error:
            from pwsh_emu.runtime.types.scriptblocks import outer_exception

            self.failure = outer_exception(error).exception
            raise self._not_initialized(self.failure) from error

    def _not_initialized(self, inner: ExceptionObject) -> NetException:
        message = f"The type initializer for '{self.full_name}' threw an exception."
        return NetException("System.TypeInitializationException", message, inner, TypeName=self.full_name)

    def base_class(self) -> PSType:
        """Return the base type."""
        return self.bases()[1]

    def chain(self) -> list[ScriptClass]:
        """Return this class and the script classes it derives from, nearest first."""
        return [one for one in self.bases() if isinstance(one, ScriptClass)]

    def constructor_function(self, body: MethodBody) -> Callable[..., Any]:
        """Return the function behind a constructor's overload."""

        def construct(session: Session, *arguments: Any) -> Any:
            obj = new_object(self)
            body.run_constructor(obj, list(arguments))
            return obj

        return construct

    def static_frame(self) -> Any:
        """Return a frame for what is evaluated outside methods."""
        from pwsh_emu.runtime.frame import Frame
        from pwsh_emu.runtime.scopes import Scope

        return Frame(self.session, self.frame.block, Scope(self.frame.scope))


class ScriptObject:
    """What objects of script classes have beside what their .NET base gives: ``fields`` by lower-case property name."""

    is_script_object = True
    fields: dict[str, Any]
    ps_type: ScriptClass

    def __str__(self) -> str:
        for one in _methods(self.ps_type, "tostring"):
            if not one.parsed.parameters:
                return str(one.function(self.ps_type.session, self))
        base = next(one for one in self.ps_type.bases() if not isinstance(one, ScriptClass))
        return str(self.ps_type.full_name) if base.full_name == "System.Object" else str(super().__str__())

    def __eq__(self, other: object) -> bool:
        """Compare as Object.Equals does: by the class's own Equals(object), else by identity."""
        if self is other:
            return True
        own = _overriding(self.ps_type, "equals", "System.Object") if isinstance(other, ScriptObject) else None
        return own is not None and bool(own.function(self.ps_type.session, self, other))

    def __hash__(self) -> int:
        """Hash as Object.GetHashCode does: by the class's own GetHashCode(), else by identity."""
        own = _overriding(self.ps_type, "gethashcode")
        return object.__hash__(self) if own is None else hash(own.function(self.ps_type.session, self))


def _overriding(ps_type: ScriptClass, lower: str, *parameters: str) -> Overload | None:
    """Return the nearest method of a name with just these parameter types: the one that overrides Object's."""
    key = ("overriding", lower)
    if key not in ps_type.found:
        from pwsh_emu.runtime.overloads import parsed

        ps_type.found[key] = next(
            (one for one in _methods(ps_type, lower) if not one.static and parameters == tuple(p.type.full_name for p in parsed(one).parameters)),
            None,
        )
    found: Overload | None = ps_type.found[key]
    return found


def _methods(ps_type: PSType, lower: str) -> list[Overload]:
    found: list[Overload] = []
    for one in ps_type.bases():
        if isinstance(one, ScriptClass) and lower in one.methods:
            found.extend(one.methods[lower].overloads)
    return found


def object_class(made: ScriptClass) -> type[Any]:
    """Return the Python class of a script class's objects, made when the first one is."""
    found = made.object_class
    if found is None:
        base = made.base_class()
        if isinstance(base, ScriptClass):
            parent: tuple[type[Any], ...] = (object_class(base),)
        else:
            parent = (ScriptObject, _python_base(made.session, base))
        slots = () if isinstance(base, ScriptClass) else ("fields", "__dict__")
        members: dict[str, Any] = {"ps_type": made, "__slots__": slots}
        interfaces = made.interface_names()
        if not any(getattr(one, "is_enumerable", False) for one in parent):
            if "System.Collections.IEnumerator" in interfaces:
                members |= {"is_enumerable": True, "__iter__": _steps}
            elif "System.Collections.IEnumerable" in interfaces:
                members |= {"is_enumerable": True, "__iter__": _items}
        found = made.object_class = type(str(made.name), parent, members)
        from pwsh_emu.runtime import registry

        registry._by_class.pop(found, None)
    return found


def _items(obj: Any) -> Iterator[Any]:
    """Take an object apart whose class is an IEnumerable: by what its GetEnumerator gives."""
    from pwsh_emu.runtime.members import invoke_method

    return iter(invoke_method(obj.ps_type.session, obj, "GetEnumerator", []))


def _steps(obj: Any) -> Iterator[Any]:
    """Take an object apart whose class is an IEnumerator."""
    from pwsh_emu.runtime.members import get_property, invoke_method

    session = obj.ps_type.session
    method = bool(_methods(obj.ps_type, "get_current"))
    while invoke_method(session, obj, "MoveNext", []):
        yield invoke_method(session, obj, "get_Current", []) if method else get_property(session, obj, "Current")


def _python_base(session: Session, base: PSType) -> type[Any]:
    for one in base.bases():
        if one.full_name == "System.Exception":
            return ExceptionObject
    if base.full_name in ("System.Object", "System.Attribute") or base.is_abstract:
        return DotNetObject
    if base.python is not None:
        return base.python
    from pwsh_emu.runtime import members
    from pwsh_emu.runtime.errors import PSError

    try:
        return type(members.construct(session, base, []))
    except PSError:
        return DotNetObject


def new_object(made: ScriptClass) -> Any:
    """Return a new object without values: its constructors fill it."""
    cls = object_class(made)
    obj: Any = cls.__new__(cls)  # type: ignore[call-overload]
    if isinstance(obj, ExceptionObject):
        base = next(one for one in made.bases() if not isinstance(one, ScriptClass))
        ExceptionObject.__init__(obj, made.full_name, f"Exception of type '{made.full_name}' was thrown.")
        obj.data = {}
        del base
    else:
        obj.extended = None
        obj.added_type_names = None
    obj.fields = {}
    return obj


def adopt(obj: Any, made: Any) -> None:
    """Give an object the state that its .NET base's constructor made."""
    if isinstance(obj, ExceptionObject):
        default = made.message
        obj.message = default
        obj.inner = made.inner
        obj.data = made.data
        return
    if isinstance(obj, list):
        obj[:] = made
    for cls in type(made).__mro__:
        slots = cls.__dict__.get("__slots__", ())
        for slot in (slots,) if isinstance(slots, str) else slots:
            if slot in ("__dict__", "__weakref__", "fields", "ps_type"):
                continue
            name = f"_{cls.__name__.lstrip('_')}{slot}" if slot.startswith("__") else slot
            try:
                value = getattr(made, name)
                setattr(obj, name, value)
            except AttributeError:
                continue
    own = getattr(made, "__dict__", None)
    if own:
        for name, value in own.items():
            if name != "ps_type":
                setattr(obj, name, value)
