"""The .NET types that PowerShell knows without a script declaring them: found by full name, made when first asked for.

Names, bases, interfaces, enumeration values and signatures of members come from ``data/types.tsv`` and ``data/members.jsonl`` (made by
``tools/build_type_data.py``; ``data/more_types.tsv`` is kept by hand). What members *do* is Python code of ``runtime.types``: a type module
has a table ``TYPES`` of full names and *implementations*, classes whose functions carry the .NET members' own names:

    class StringMembers:
        @staticmethod
        def Substring(text: str, start: int, length: int | None = None) -> str: ...     # instance method, all overloads
        @staticmethod
        def get_Length(text: str) -> int: ...                                           # property; set_Length writes
        @staticmethod
        def static_Join(separator: str, values: list[Any], ...) -> str: ...             # static method
        @staticmethod
        def static_get_Empty() -> str: ...                                              # static property or field
        @staticmethod
        def new(...) -> str: ...                                                        # constructors

A class of Python values of its own (derived from `DotNetObject`) may itself be the implementation; its attributes and properties named
as .NET properties are read and written as those. `with_session` marks functions that take the session first. Members that the data
lists and no implementation has say that they are not supported. Types that no data describes are `DotNetType`s with declared signatures.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

from pwsh_emu.runtime.types_index import MODULES
from pwsh_emu.runtime.typesystem import DotNetType, EnumType, NetMethod, NetProperty, Overload, PSType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeVar

    _F = TypeVar("_F", bound=Callable[..., Any])

_DATA = os.path.join(os.path.dirname(__file__), "data")
_CORELIB = "System.Private.CoreLib"
_types: dict[str, PSType] = {}  # immutable facts, by lower-case full name: filled as types are met
_texts: dict[str, str] = {}
_TABLES = frozenset(("properties", "methods", "static_properties", "static_methods", "constructors"))


def with_session(function: _F) -> _F:
    """Mark a member's function as one that takes the session before its other arguments."""
    function.needs_session = True  # type: ignore[attr-defined]
    return function


def with_type(function: _F) -> _F:
    """Mark a constructor's or static member's function as one that takes its type first (a constructor's: after the session, where it takes that)."""
    function.needs_type = True  # type: ignore[attr-defined]
    return function


def _text(name: str) -> str:
    found = _texts.get(name)
    if found is None:
        with open(os.path.join(_DATA, name), encoding="utf-8") as file:
            found = _texts[name] = "\n" + file.read()
        _texts[name + "/lower"] = found.lower()
    return found


def _type_line(full_name: str) -> list[str] | None:
    wanted = "\n" + full_name.lower() + "\t"
    for file in ("more_types.tsv", "types.tsv"):
        text = _text(file)
        at = _texts[file + "/lower"].find(wanted)
        if at >= 0:
            return text[at + 1 : text.find("\n", at + 1)].split("\t")
    return None


def known_names() -> list[str]:
    """Return the full names of the public types that the data lists, generic ones with their number of parameters."""
    lines = (line.split("\t", 3) for file in ("more_types.tsv", "types.tsv") for line in _text(file).splitlines() if line)
    return [line[0] for line in lines if "i" not in line[2]]


def find_builtin(full_name: str) -> PSType | None:
    """Return the .NET type (or open generic type, ``Name`2``) of a full name without regard to case; None where it is not known."""
    key = full_name.lower()
    found = _types.get(key)
    if found is None:
        if key.endswith("]"):
            return _parse_closed(full_name)
        line = _type_line(full_name)
        if line is not None:
            found = _from_line(line)
        else:
            module = MODULES.get(key)
            if module is not None:
                loaded = _load_module(module)
                found = _types.get(key) or _declared(loaded, key)
        if found is None:
            return None
        _types[key] = found
    return found


def _declared(module: Any, key: str) -> PSType | None:
    """Return a type that a module declares itself, or implements without the data listing it."""
    for name, value in getattr(module, "DECLARED", {}).items():
        if name.lower() == key:
            return value  # type: ignore[no-any-return]
    for name in getattr(module, "TYPES", {}):
        if name.lower() == key:
            return KnownType([name, "class", "", "System.Management.Automation", "System.Object", ""])
    return None


def _load_module(name: str) -> Any:
    from importlib import import_module

    module = import_module(name if "." in name else f"pwsh_emu.runtime.types.{name}")
    for full_name, declared in getattr(module, "DECLARED", {}).items():
        _types.setdefault(full_name.lower(), declared)
    return module


def _parse_closed(text: str) -> PSType | None:
    """Read ``System.Int32[]`` or ``System.Collections.Generic.List`1[System.Int32]``, as `PSType.to_string` writes them."""
    depth = 0
    for at in range(len(text) - 1, -1, -1):
        if text[at] == "]":
            depth += 1
        elif text[at] == "[":
            depth -= 1
            if depth == 0:
                break
    inside = text[at + 1 : -1]
    outer = find_builtin(text[:at])
    if outer is None:
        return None
    if not inside.strip(","):
        return array_of(outer, len(inside) + 1)
    arguments = [find_builtin(_plain(part.strip())) for part in split_arguments(inside)]
    if any(argument is None for argument in arguments):
        return None
    return construct_generic(outer, tuple(argument for argument in arguments if argument is not None))


def _plain(argument: str) -> str:
    """Take the assembly off an argument as Type.FullName writes it: ``[System.Int32, System.Private.CoreLib, Version=…]``."""
    return split_arguments(argument[1:-1])[0] if argument.startswith("[") else argument


def split_arguments(text: str) -> list[str]:
    """Split generic arguments at the commas outside brackets."""
    parts, depth, start = [], 0, 0
    for index, character in enumerate(text):
        if character == "[":
            depth += 1
        elif character == "]":
            depth -= 1
        elif character == "," and depth == 0:
            parts.append(text[start:index])
            start = index + 1
    parts.append(text[start:])
    return parts


def builtin(full_name: str) -> PSType:
    """Return the .NET type of a full name (`PSType.to_string`); a name that is not known is an exception type or a plain class."""
    found = find_builtin(full_name)
    if found is None:
        base = "System.Exception" if full_name.endswith("Exception") else "System.Object"
        found = _types[full_name.lower()] = KnownType([full_name, "class", "", "", base, ""])
    return found


def declare(full_name: str, interfaces: str = "") -> KnownType:
    """Return a sealed class of PowerShell's own, without members yet: a module above the runtime adds them where it is loaded."""
    declared = KnownType([full_name, "class", "s", "System.Management.Automation", "System.Object", interfaces])
    declared.properties, declared.methods, declared.static_properties, declared.static_methods, declared.constructors = {}, {}, {}, {}, []
    _types[full_name.lower()] = declared
    return declared


def enumeration(full_name: str) -> EnumType:
    """Return a .NET enumeration that the data lists."""
    found = find_builtin(full_name)
    assert isinstance(found, EnumType)
    return found


def _from_line(line: list[str]) -> PSType:
    if line[1] == "enum":
        names = {name: int(value) for name, _, value in (pair.partition("=") for pair in line[5].split(" ")) if name}
        return EnumType(line[0], names, flags="f" in line[2], underlying=line[4])
    return KnownType(line)


class KnownType(DotNetType):
    """A type that the packaged data describes; its member tables are read when first looked at."""

    __slots__ = ("assembly", "implementation", "is_name_only", "is_sealed", "line", "table")

    def __init__(self, line: list[str]) -> None:
        full_name, kind, flags, assembly, base, interfaces = line[:6]
        super().__init__(
            full_name,
            base=base or None,
            interfaces=tuple(interfaces.split(" ")) if interfaces else (),
            is_value_type=kind == "struct",
            is_abstract="a" in flags,
            is_interface=kind == "interface",
        )
        self.is_sealed = "s" in flags
        self.is_name_only = "u" in flags  # .NET has it; here it can be named and nothing else
        self.assembly = assembly
        self.line = line
        self.forget_tables()

    def forget_tables(self) -> None:
        """Take the tables away so that `__getattr__` fills them on demand."""
        for name in _TABLES:
            delattr(self, name)

    def __getattr__(self, name: str) -> Any:
        if name in _TABLES:
            self.properties, self.methods, self.static_properties, self.static_methods, self.constructors = {}, {}, {}, {}, []
            MemberLoader(self).load()
            return getattr(self, name)
        raise AttributeError(name)

    def declared_members(self) -> dict[str, Any]:
        """Return what the data lists of this type's members, by group letter."""
        if len(self.line) < 8:
            return {}
        import json

        with open(os.path.join(_DATA, "members.jsonl"), "rb") as file:
            file.seek(int(self.line[6]))
            return json.loads(file.read(int(self.line[7])))  # type: ignore[no-any-return]

    def implementations(self) -> list[type]:
        """Return the classes whose functions implement this type's members, nearest first."""
        found: list[type] = []
        for one in self.bases():
            name = one.definition or one.full_name
            module = MODULES.get(name.lower())
            if module is not None:
                implementation = getattr(_load_module(module), "TYPES", {}).get(name)
                if implementation is not None:
                    found.append(implementation)
        return found


def script_types(ps_type: PSType) -> Iterator[PSType]:
    """Yield the classes and enumerations of scripts among a type's arguments."""
    for argument in ps_type.arguments:
        while argument.element is not None:
            argument = argument.element
        if argument.arguments:
            yield from script_types(argument)
        elif getattr(argument.full_name, "ps_type", None) is not None:
            yield argument


class MemberLoader:
    """Fills the member tables of a known type: signatures from the data, functions from its implementations."""

    def __init__(self, ps_type: KnownType) -> None:
        self.type = ps_type
        self.functions: dict[str, Any] = {}
        self.script_types = tuple(script_types(ps_type)) if ps_type.arguments else ()
        for implementation in reversed(ps_type.implementations()):
            for cls in reversed(implementation.__mro__[:-1]):
                self.functions.update(vars(cls))
            if implementation.__name__ == "ObjectMembers" and ps_type.full_name != "System.Object":
                for name in ("new", "SIGNATURES"):
                    self.functions.pop(name, None)

    def function(self, name: str) -> Callable[..., Any] | None:
        found = self.functions.get(name)
        if isinstance(found, (staticmethod, classmethod)):
            if name.startswith("static_") and getattr(found.__func__, "needs_type", False):
                from functools import partial

                return partial(found.__func__, self.type)  # type: ignore[arg-type]
            return found.__func__
        return found if callable(found) else None

    def load(self) -> None:
        members = self.type.declared_members()
        substitute = self.type.substitute if isinstance(self.type, GenericType) else None
        for letter, table, static in (
            ("p", self.type.properties, False),
            ("f", self.type.properties, False),
            ("P", self.type.static_properties, True),
            ("F", self.type.static_properties, True),
        ):
            for name, entry in members.get(letter, {}).items():
                table[name.lower()] = self.property(name, entry, static, substitute)
        for letter, methods, static in (("m", self.type.methods, False), ("M", self.type.static_methods, True)):
            group = members.get(letter, {})
            for name, signatures in group.items() if isinstance(group, dict) else ((name, []) for name in group):
                methods[name.lower()] = self.method(name, signatures, static, substitute)
        for name, signatures in members.get("i", {}).items():
            function = self.function(f"get_{name}") or self.function("get_Item")
            self.type.found.setdefault("parameterized", {})[name] = (
                [substitute(text) for text in signatures] if substitute else signatures,
                function,
            )
        for signature in members.get("c", ()):
            self.add_constructor(substitute(signature) if substitute else signature)
        self.extend()

    def extend(self) -> None:
        """Add what the implementation declares with signatures of its own.

        They stand in ``SIGNATURES`` (statics begin with "static ", constructors are named new).
        """
        substitute = self.type.substitute if isinstance(self.type, GenericType) else None
        for text in self.functions.get("SIGNATURES", ()):
            signature = substitute(text) if substitute else text
            static = signature.startswith("static ")
            if "(" not in signature:
                access = "get;set" if signature.endswith("{get;set}") else "get"
                kind, _, name = signature.removeprefix("static ").removesuffix("{get;set}").strip().rpartition(" ")
                table = self.type.static_properties if static else self.type.properties
                table[name.lower()] = self.property(name, [kind, access], static, None)
                continue
            name = signature.partition("(")[0].rpartition(" ")[2].partition("[")[0]
            if name == "new":
                self.add_constructor(signature)
                continue
            methods = self.type.static_methods if static else self.type.methods
            added = self.method(name, [signature], static, None)
            present = methods.get(name.lower())
            if present is None:
                methods[name.lower()] = added
            elif all(signature != overload.signature for overload in present.overloads):
                present.overloads.extend(added.overloads)

    def add_constructor(self, signature: str) -> None:
        function = self.function("new") or _missing(self.type, "new")
        session = getattr(function, "needs_session", False)
        self.type.constructors.append(Overload(signature, function, static=True, session=session, types=self.script_types))

    def method(self, name: str, signatures: list[str], static: bool, substitute: Callable[[str], str] | None) -> NetMethod:
        method = NetMethod(name, static=static)
        function = self.function(f"static_{name}" if static else name) or _inherited(name, static) or _missing(self.type, name)
        session = getattr(function, "needs_session", False)
        for text in signatures:
            text = substitute(text) if substitute else text
            method.overloads.append(Overload(text, function, static=static, session=session, types=self.script_types))
        return method

    def property(self, name: str, entry: Any, static: bool, substitute: Callable[[str], str] | None) -> NetProperty:
        kind, access = (entry[0], entry[1]) if isinstance(entry, list) else (entry, "get")
        if substitute:
            kind = substitute(kind)
        getter = self.function(f"static_get_{name}" if static else f"get_{name}")
        setter = self.function(f"static_set_{name}" if static else f"set_{name}") if "set" in access else None
        if getter is None and access == "const":
            getter = _constant(kind, entry[2])
        if getter is None and not static and name in self.functions:
            getter = _attribute_getter(name)
            if "set" in access:
                setter = _attribute_setter(name)
        if getter is None:
            getter = _missing(self.type, name)
        if setter is None and "set" in access:
            setter = _missing(self.type, name)
        session = any(getattr(one, "needs_session", False) for one in (getter, setter))
        if session:
            getter, setter = _taking_session(getter), setter and _taking_session(setter)
        return NetProperty(name, kind, getter, setter, static=static, session=session)


def _taking_session(function: Callable[..., Any]) -> Callable[..., Any]:
    return function if getattr(function, "needs_session", False) else lambda session, *arguments: function(*arguments)


def _inherited(name: str, static: bool) -> Callable[..., Any] | None:
    """Return the function of a member that many types have in the same way."""
    if not name.startswith("op_" if static else "To"):
        return None
    from pwsh_emu.runtime.types import inherited

    return (inherited.STATIC if static else inherited.INSTANCE).get(name)


def _attribute_getter(name: str) -> Callable[[Any], Any]:
    from operator import attrgetter

    return attrgetter(name)


def _attribute_setter(name: str) -> Callable[[Any, Any], None]:
    def write(obj: Any, value: Any) -> None:
        try:
            setattr(obj, name, value)
        except AttributeError:  # the implementation only reads it
            from pwsh_emu.runtime.errors import not_supported

            raise not_supported(f"Setting [{type(obj).__name__}] {name}") from None

    return write


def _missing(ps_type: PSType, name: str) -> Callable[..., Any]:
    def refuse(*arguments: Any) -> Any:
        from pwsh_emu.runtime.errors import not_supported

        raise not_supported(f"[{ps_type.full_name}] {name}")

    return refuse


def _constant(kind: str, text: str) -> Callable[[], Any]:
    def read() -> Any:
        from pwsh_emu.runtime import constants

        return constants.read(kind, text)

    return read


# --- arrays and generic types -------------------------------------------------------------------------------------------


class ArrayType(KnownType):
    """An array type of an element type: ``rank`` 1 for ``T[]``, 2 for ``T[,]``."""

    __slots__ = ()

    def __init__(self, element: PSType, rank: int) -> None:
        suffix = "[" + "," * (rank - 1) + "]"
        inner = element.to_string()
        interfaces = ["System.ICloneable", "System.Collections.IList", "System.Collections.ICollection", "System.Collections.IEnumerable"]
        if rank == 1:
            interfaces += [
                f"System.Collections.Generic.{name}`1[{inner}]"
                for name in ("IList", "ICollection", "IEnumerable", "IReadOnlyList", "IReadOnlyCollection")
            ]
        super().__init__([element.full_name + suffix, "class", "s", getattr(element, "assembly", ""), "System.Array", " ".join(interfaces)])
        self.interfaces = tuple(interfaces)
        self.namespace = element.namespace
        self.name = element.name + suffix
        self.element = element
        self.rank = rank

    def to_string(self) -> str:
        assert self.element is not None
        return self.element.to_string() + "[" + "," * (self.rank - 1) + "]"

    def declared_members(self) -> dict[str, Any]:
        line = _type_line("System.Object[]")
        assert line is not None
        members = KnownType(line).declared_members()
        members["c"] = [f"{self.display()} new({', '.join(['int '] * self.rank)})".replace(" )", ")").replace(" ,", ",")]
        return members

    def display(self) -> str:
        """Return the name as signatures write it: int[]."""
        from pwsh_emu.runtime.typenames import display_name

        return display_name(self)


class GenericType(KnownType):
    """A generic type with its arguments."""

    __slots__ = ()

    def __init__(self, definition: PSType, arguments: tuple[PSType, ...]) -> None:
        plain = [argument.to_string() for argument in arguments]
        self_line = list(definition.line) if isinstance(definition, KnownType) else [definition.full_name, "class", "", "", "System.Object", ""]
        for index, argument in enumerate(plain):
            self_line[4] = self_line[4].replace(f"!{index}", argument)
            self_line[5] = self_line[5].replace(f"!{index}", argument)
        interfaces = self_line[5].split(" ") if self_line[5] else []
        super().__init__(self_line)
        self.interfaces = tuple(interfaces)
        qualified = ",".join(f"[{assembly_qualified(argument)}]" for argument in arguments)
        self.full_name = f"{definition.full_name}[{qualified}]"
        self.name = definition.name
        self.namespace = definition.namespace
        self.definition = definition.full_name
        self.arguments = arguments

    def to_string(self) -> str:
        return f"{self.definition}[{','.join(argument.to_string() for argument in self.arguments)}]"

    def substitute(self, text: str) -> str:
        """Replace ``!0`` and ``!1`` in a signature by the arguments' names as signatures write them."""
        if "!" not in text:
            return text
        from pwsh_emu.runtime.typenames import display_name

        for index, argument in enumerate(self.arguments):
            text = text.replace(f"!{index}", display_name(argument))
        return text


def assembly_qualified(ps_type: PSType) -> str:
    """Return Type.AssemblyQualifiedName."""
    assembly = getattr(ps_type, "assembly", None) or _CORELIB
    if ps_type.element is not None:
        element: PSType = ps_type.element
        while element.element is not None:
            element = element.element
        assembly = getattr(element, "assembly", None) or _CORELIB
    elif not isinstance(ps_type, (KnownType, EnumType)):
        number = getattr(ps_type, "assembly_number", 0)
        return f"{ps_type.full_name}, PowerShell Class Assembly, Version=1.0.0.{number}, Culture=neutral, PublicKeyToken=null"
    return f"{ps_type.full_name}, {assembly}, {_VERSIONS.get(assembly, _VERSIONS[''])}"


_VERSIONS = {
    "": "Version=10.0.0.0, Culture=neutral, PublicKeyToken=b03f5f7f11d50a3a",
    _CORELIB: "Version=10.0.0.0, Culture=neutral, PublicKeyToken=7cec85d7bea7798e",
    "System.Management.Automation": "Version=7.6.0.500, Culture=neutral, PublicKeyToken=31bf3856ad364e35",
    "System.Runtime.Numerics": "Version=10.0.0.0, Culture=neutral, PublicKeyToken=b03f5f7f11d50a3a",
}


def array_of(element: PSType, rank: int = 1) -> PSType:
    """Return the array type of an element type."""
    found = element.constructed.get(rank)
    if found is None:
        found = element.constructed[rank] = ArrayType(element, rank)
    return found


def construct_generic(definition: PSType, arguments: tuple[PSType, ...]) -> PSType:
    """Return the generic type of an open type and its arguments."""
    key = (definition.full_name, arguments)
    found = arguments[0].constructed.get(key)
    if found is None:
        found = arguments[0].constructed[key] = GenericType(definition, arguments)
    return found


def generic(name: str, *arguments: PSType | str) -> PSType:
    """Return a constructed generic type: ``generic("System.Collections.Generic.List`1", "System.Int32")``."""
    return construct_generic(builtin(name), tuple(builtin(one) if isinstance(one, str) else one for one in arguments))
