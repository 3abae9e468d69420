"""What a .NET type is here: a name, its bases and tables of members that Python functions implement.

A type family is one module below ``runtime.types`` that declares its types with `DotNetType` and its decorators:

    STRING = DotNetType("System.String", python=str, interfaces=("System.IComparable", "System.Collections.IEnumerable"))

    @STRING.method("string Substring(int startIndex)", "string Substring(int startIndex, int length)")
    def substring(text: str, start: int, length: int | None = None) -> str: ...

    @STRING.property("int Length")
    def length(text: str) -> int: ...

    @STRING.static_method("static string Join(string separator, Params string[] value)")
    def join(separator: str, values: list[str]) -> str: ...

    @STRING.constructor("string new(char c, int count)")
    def new(c: str, count: int) -> str: ...

Signatures are written as PowerShell prints overload definitions (``facts/powershell/members.json`` has them). Arguments reach
the function already converted to the signature's types. A function that needs the session is declared with
``session=True`` and takes it as its first argument. It raises `errors.NetException` where the .NET member throws; the
invoker wraps that as MethodInvocationException. Scripts reach .NET only through these tables.
"""

from __future__ import annotations

from collections.abc import Callable

from pwsh_emu.runtime.values import EnumValue, Extensible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

Function = Callable[..., "Any"]


class Overload:
    """One overload: its signature as PowerShell prints it and the function behind it. Parsed lazily by `runtime.overloads`.

    ``types`` are the classes and enumerations of scripts that the signature names: those no name alone leads to.
    """

    __slots__ = ("function", "parsed", "session", "signature", "static", "types")

    def __init__(self, signature: str, function: Function, *, static: bool, session: bool, types: tuple[PSType, ...] = ()) -> None:
        self.signature = signature
        self.function = function
        self.static = static
        self.session = session
        self.parsed: Any = None
        self.types = types


class NetProperty:
    """A property or field: ``getter(obj)`` / ``setter(obj, value)`` (static ones take no object; ``session`` ones take it first)."""

    __slots__ = ("getter", "name", "session", "setter", "static", "type_name")

    def __init__(self, name: str, type_name: str, getter: Function | None, setter: Function | None, *, static: bool, session: bool) -> None:
        self.name = name
        self.type_name = type_name
        self.getter = getter
        self.setter = setter
        self.static = static
        self.session = session


class NetMethod:
    """A method group: all overloads of one name in declaration order."""

    __slots__ = ("name", "overloads", "static")

    def __init__(self, name: str, *, static: bool) -> None:
        self.name = name
        self.static = static
        self.overloads: list[Overload] = []


class PSType:
    """A type that scripts can name: .NET's, an enumeration, or a class of a script.

    ``full_name`` is Type.FullName as PowerShell shows it ("System.Collections.Generic.List`1[System.Int32]" is ``to_string()``);
    ``base`` and ``interfaces`` are full names or PSTypes resolved lazily by the registry; ``python`` is the class that stands for
    its values where that is one to one. Member tables are keyed by lower-case name.
    """

    __slots__ = (
        "arguments", "base", "constructed", "constructors", "definition", "element",
        "found", "full_name", "interfaces", "is_abstract", "is_interface",
        "is_value_type", "methods", "name", "namespace", "properties", "python", "rank", "static_methods", "static_properties",
    )  # fmt: skip
    constructed: dict[Any, PSType]  # arrays by rank and generics by (definition, arguments) made from this type
    found: dict[Any, Any]  # what `runtime.members` looked up along the base types

    def __init__(
        self,
        full_name: str,
        *,
        base: PSType | str | None = "System.Object",
        interfaces: tuple[str, ...] = (),
        python: type | None = None,
        is_value_type: bool = False,
        is_abstract: bool = False,
        is_interface: bool = False,
    ) -> None:
        self.full_name = full_name
        self.namespace, _, self.name = full_name.rpartition(".")
        self.base = None if full_name == "System.Object" else base
        self.interfaces = interfaces
        self.python = python
        self.is_value_type = is_value_type
        self.is_abstract = is_abstract
        self.is_interface = is_interface
        self.element: PSType | None = None  # of an array type, with its rank
        self.rank = 0
        self.definition: str | None = None  # of a constructed generic: the open type's name, "System.Collections.Generic.List`1"
        self.arguments: tuple[PSType, ...] = ()
        self.constructed = {}
        self.found = {}
        self.properties: dict[str, NetProperty] = {}
        self.methods: dict[str, NetMethod] = {}
        self.static_properties: dict[str, NetProperty] = {}
        self.static_methods: dict[str, NetMethod] = {}
        self.constructors: list[Overload] = []

    def __repr__(self) -> str:
        return f"<PSType {self.full_name}>"

    def to_string(self) -> str:
        """Return Type.ToString(): the full name, with plain names as generic arguments."""
        return self.full_name

    def bases(self) -> list[PSType]:
        """Return this type and its base types, nearest first."""
        chain: list[PSType] = []
        current: PSType | str | None = self
        while current is not None:
            if isinstance(current, str):
                from pwsh_emu.runtime.knowntypes import builtin

                current = builtin(current)
            chain.append(current)
            current = current.base
        return chain

    def interface_names(self) -> frozenset[str]:
        """Return the names (`to_string`) of all interfaces that this type or a base type declares."""
        names = self.found.get("interfaces")
        if names is None:
            names = self.found["interfaces"] = frozenset(name for one in self.bases() for name in one.interfaces)
        return names


class DotNetType(PSType):
    """A .NET type declared by a type module."""

    __slots__ = ()

    def property(self, declaration: str, *, setter: Function | None = None, session: bool = False) -> Callable[[Function], Function]:
        """Declare an instance property by ``"type Name"``; the decorated function reads it."""
        return self._property(self.properties, declaration, setter, static=False, session=session)

    def static_property(self, declaration: str, *, setter: Function | None = None, session: bool = False) -> Callable[[Function], Function]:
        """Declare a static property or field; the decorated function takes no argument."""
        return self._property(self.static_properties, declaration, setter, static=True, session=session)

    def _property(
        self, table: dict[str, NetProperty], declaration: str, setter: Function | None, *, static: bool, session: bool
    ) -> Callable[[Function], Function]:
        type_name, _, name = declaration.rpartition(" ")

        def declare(function: Function) -> Function:
            table[name.lower()] = NetProperty(name, type_name, function, setter, static=static, session=session)
            return function

        return declare

    def method(self, *signatures: str, session: bool = False) -> Callable[[Function], Function]:
        """Declare overloads of an instance method; the decorated function takes the object first."""
        return self._method(self.methods, signatures, static=False, session=session)

    def static_method(self, *signatures: str, session: bool = False) -> Callable[[Function], Function]:
        """Declare overloads of a static method."""
        return self._method(self.static_methods, signatures, static=True, session=session)

    def _method(self, table: dict[str, NetMethod], signatures: tuple[str, ...], *, static: bool, session: bool) -> Callable[[Function], Function]:
        def declare(function: Function) -> Function:
            for signature in signatures:
                name = signature.partition("(")[0].rpartition(" ")[2]
                group = table.setdefault(name.lower(), NetMethod(name, static=static))
                group.overloads.append(Overload(signature, function, static=static, session=session))
            return function

        return declare

    def constructor(self, *signatures: str, session: bool = False) -> Callable[[Function], Function]:
        """Declare constructors; the decorated function returns the new value."""

        def declare(function: Function) -> Function:
            self.constructors.extend(Overload(signature, function, static=True, session=session) for signature in signatures)
            return function

        return declare


class EnumType(PSType):
    """An enumeration: ``names`` maps names to numbers in value order."""

    __slots__ = ("_values", "flags", "names", "underlying")

    def __init__(self, full_name: str, names: dict[str, int], *, flags: bool = False, underlying: str = "System.Int32") -> None:
        super().__init__(
            full_name, base="System.Enum", is_value_type=True, interfaces=("System.IComparable", "System.IFormattable", "System.IConvertible")
        )
        self.names = names
        self.flags = flags
        self.underlying = underlying
        self._values: dict[int, EnumValue] = {}

    def value(self, number: int) -> EnumValue:
        """Return the one EnumValue of this type with a number."""
        found = self._values.get(number)
        if found is None:
            found = self._values[number] = EnumValue(self, number)
            found.extended = None
        return found

    def named(self, name: str) -> EnumValue:
        """Return the value of an exact name; KeyError where there is none."""
        return self.value(self.names[name])

    def format(self, number: int) -> str:
        """Return Enum.ToString(): the name, a comma-separated list of flags, or the number."""
        for name, value in self.names.items():
            if value == number:
                return name
        if self.flags and number:
            found, rest = [], number
            for name, value in sorted(self.names.items(), key=lambda item: item[1], reverse=True):
                if value and rest & value == value:
                    found.append(name)
                    rest &= ~value
            if not rest:
                return ", ".join(reversed(found))
        return str(number)


class DotNetObject(Extensible):
    """Base of Python classes that stand for .NET reference types: set ``ps_type`` (or override per instance) and use slots or not."""

    __slots__ = ("added_type_names", "extended")
    ps_type: PSType

    def __init__(self) -> None:
        self.extended = None
        self.added_type_names = None
