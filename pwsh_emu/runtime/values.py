"""The values that scripts handle, as Python classes.

Python's own types stand in where they are exact: ``int`` is Int32, ``float`` Double, ``str`` String, ``bool`` Boolean and
``None`` $null. Thin subclasses tell the other numbers and Char apart; a plain Python operation on them gives a plain
``int``/``float``/``str``, so whoever computes with them wraps the result again. Reference types that scripts can extend with
Add-Member derive from `Extensible`. Types with many members of their own (DateTime, Guid, Version, StringBuilder …) live in
``runtime.types``; every such class carries its `PSType` in the class attribute ``ps_type`` (see ``typesystem``).
"""

from __future__ import annotations

import decimal
from collections.abc import Iterable, Iterator

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

# --- numbers and characters -----------------------------------------------------------------------------------------


class Int64(int):
    __slots__ = ()


class Int16(int):
    __slots__ = ()


class SByte(int):
    __slots__ = ()


class Byte(int):
    __slots__ = ()


class UInt16(int):
    __slots__ = ()


class UInt32(int):
    __slots__ = ()


class UInt64(int):
    __slots__ = ()


class BigInteger(int):
    __slots__ = ()


class Single(float):
    """A Double that has been rounded to single precision (build with `runtime.conversion`, never from an unrounded float)."""

    __slots__ = ()


class Decimal(decimal.Decimal):
    """System.Decimal: 96-bit mantissa with a scale of 0 to 28 digits, which is kept (1.10 stays 1.10)."""

    __slots__ = ()


class Char(str):
    """One UTF-16 code unit (or one Python character)."""

    __slots__ = ()


# --- nothing --------------------------------------------------------------------------------------------------------


class AutomationNullType:
    """The value of a command that gave no output: $null when looked at, no object when enumerated or piped."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "AUTOMATION_NULL"

    def __bool__(self) -> bool:
        return False

    def __copy__(self) -> AutomationNullType:
        return self

    def __deepcopy__(self, memo: object) -> AutomationNullType:
        return self


AUTOMATION_NULL = AutomationNullType()


# --- members that scripts add ---------------------------------------------------------------------------------------


class Extensible:
    """Base of reference types: ``extended`` holds the members that Add-Member put on this object, name to value or PSMember,
    in order; None while there are none. ``added_type_names`` are names that ``PSTypeNames.Insert`` put before the type's own;
    `AllTypeNames` where the type's own are among them, or gone.

    ``is_shared`` tells objects that all sessions of the process see: a session puts its members around them, not on them.
    """

    __slots__ = ()
    is_shared = False
    extended: dict[str, Any] | None = None
    added_type_names: list[str] | None = None


class AllTypeNames(list[str]):
    """The whole PSTypeNames of an object, where not all of its type's own follow what was added."""

    __slots__ = ()

    def __bool__(self) -> bool:
        return True


class PSObject(Extensible):
    """A wrapper that gives a scalar (String, Int32 …) extended members; operators and conversions look through it to ``base``.

    ``token_text`` is the source text of a number that was written as an argument (0x10, 1kb), which it has as a String.
    """

    __slots__ = ("added_type_names", "base", "extended", "token_text")

    def __init__(self, base: Any, extended: dict[str, Any] | None = None, token_text: str | None = None) -> None:
        self.base = base
        self.extended = extended
        self.token_text = token_text
        self.added_type_names: list[str] | None = None


class PSCustomObject(Extensible):
    """``[pscustomobject]@{…}``: ``members`` maps names as written to values, in order; a PSMember value is a member that is
    not a plain note (script, alias or code property, method, property set). Read and write through `runtime.members`,
    which knows that names differ in case; the exact name may be looked up directly first.

    ``type_names`` is the whole PSTypeNames list where it is not the default one.
    """

    __slots__ = ("members", "type_names")

    def __init__(self, members: dict[str, Any] | None = None, type_names: list[str] | None = None) -> None:
        self.members: dict[str, Any] = {} if members is None else members
        self.type_names = type_names


# --- arrays and dictionaries ----------------------------------------------------------------------------------------


class PSArray(list["Any"], Extensible):
    """A one-dimensional array. ``element`` is the element type's full .NET name; "System.Object" for object[].

    Equality and hash are by identity, as for any .NET array.
    """

    __slots__ = ("added_type_names", "element", "extended")

    def __init__(self, items: Iterable[Any] = (), element: str = "System.Object") -> None:
        list.__init__(self, items)
        self.element = element
        self.extended = None
        self.added_type_names = None

    def __eq__(self, other: object) -> bool:
        return self is other

    def __ne__(self, other: object) -> bool:
        return self is not other

    __hash__ = object.__hash__  # type: ignore[assignment] # a list has none, an array has one by identity


class _WrappedElement(str):
    """The element type of arrays whose items PowerShell wraps in PSObject: object[] in every other respect."""

    __slots__ = ()


WRAPPED_OBJECT = _WrappedElement("System.Object")
"""Element type of what a cmdlet's output was collected in: its items are equal to what converts to them (PSObject.Equals)."""


def dictionary_key(key: Any) -> Any:
    """Return what a case-insensitive dictionary (@{}) files a key under: strings without regard to case, other values by type and value."""
    kind = type(key)
    if kind is str:
        return key.lower()
    if kind is int:
        return key
    if kind is PSObject:
        return dictionary_key(key.base)
    try:
        hash(key)
    except TypeError:
        return (kind, id(key))
    return (kind, key)


class Hashtable(Extensible):
    """System.Collections.Hashtable as ``@{}`` makes it. ``data`` maps `dictionary_key` to (key, value) in insertion order.

    A Hashtable made by ``[hashtable]::new()`` compares strings with case: ``sensitive`` is then True. ``capacity`` is the number of entries
    it was made for.
    """

    __slots__ = ("added_type_names", "capacity", "data", "extended", "sensitive")

    def __init__(self, pairs: Iterable[tuple[Any, Any]] = (), sensitive: bool = False) -> None:
        self.sensitive = sensitive
        self.extended = None
        self.added_type_names = None
        self.data: dict[Any, tuple[Any, Any]] = {}
        for key, value in pairs:
            self.data[self.file_key(key)] = (key, value)
        self.capacity = len(self.data)

    def file_key(self, key: Any) -> Any:
        if self.sensitive and type(key) is str:
            return key
        return dictionary_key(key)

    def get(self, key: Any, default: Any = None) -> Any:
        """Return the value filed under a key, or the default."""
        found = self.data.get(self.file_key(key))
        return default if found is None else found[1]

    def set(self, key: Any, value: Any) -> None:
        """File a value; an existing key keeps its place and its spelling."""
        filed = self.file_key(key)
        found = self.data.get(filed)
        self.data[filed] = (key if found is None else found[0], value)

    def remove(self, key: Any) -> None:
        self.data.pop(self.file_key(key), None)

    def __contains__(self, key: Any) -> bool:
        return self.file_key(key) in self.data

    def __len__(self) -> int:
        return len(self.data)

    def in_order(self) -> list[tuple[Any, Any]] | None:
        """Return the entries in the order of .NET's buckets; None where they go as they came in: a string's place is not the same in every run."""
        if type(self) is not Hashtable or type(next(iter(self.data), "")) is str:
            return None
        from pwsh_emu.runtime.hashcodes import bucket_order

        return bucket_order(list(self.data.values()), self.capacity)

    def keys(self) -> Iterator[Any]:
        return (pair[0] for pair in self.in_order() or self.data.values())

    def values(self) -> Iterator[Any]:
        return (pair[1] for pair in self.in_order() or self.data.values())

    def items(self) -> Iterator[tuple[Any, Any]]:
        return iter(self.in_order() or list(self.data.values()))


class OrderedDictionary(Hashtable):
    """``[ordered]@{}``: also reached by position with an integer index."""

    __slots__ = ()


# --- members ----------------------------------------------------------------------------------------------------------


class PSMember:
    """A member that is more than a value: base of what Add-Member, Update-TypeData and type data declare."""

    __slots__ = ("hidden", "name")
    member_type = "NoteProperty"

    def __init__(self, name: str, hidden: bool = False) -> None:
        self.name = name
        self.hidden = hidden


class PSNoteProperty(PSMember):
    __slots__ = ("value",)

    def __init__(self, name: str, value: Any) -> None:
        super().__init__(name)
        self.value = value


class PSWrappedNote(PSNoteProperty):
    """A note whose value a script block handed back: PowerShell keeps it wrapped, which only the definition shows."""

    __slots__ = ()


class PSAliasProperty(PSMember):
    __slots__ = ("conversion_type", "referenced")
    member_type = "AliasProperty"

    def __init__(self, name: str, referenced: str, conversion_type: Any = None) -> None:
        super().__init__(name)
        self.referenced = referenced
        self.conversion_type = conversion_type


class PSScriptProperty(PSMember):
    """``getter`` and ``setter`` are ScriptBlocks (``$this`` is the object) or None."""

    __slots__ = ("getter", "setter")
    member_type = "ScriptProperty"

    def __init__(self, name: str, getter: Any, setter: Any = None) -> None:
        super().__init__(name)
        self.getter = getter
        self.setter = setter


class PSCodeProperty(PSMember):
    """A property computed by a Python function of the object: ``getter(session, obj)``, ``setter(session, obj, value)``.

    ``reference`` is the name of the .NET method that PowerShell calls, where it is known.
    """

    __slots__ = ("getter", "reference", "setter", "type_name")
    member_type = "CodeProperty"

    def __init__(self, name: str, getter: Any, setter: Any = None, type_name: str = "System.Object", reference: str = "") -> None:
        super().__init__(name)
        self.reference = reference
        self.getter = getter
        self.setter = setter
        self.type_name = type_name


class PSScriptMethod(PSMember):
    """A method that a script block does; ``definition`` is what Get-Member shows."""

    __slots__ = ("definition", "script")
    member_type = "ScriptMethod"

    def __init__(self, name: str, script: Any, definition: str = "") -> None:
        super().__init__(name)
        self.script = script
        self.definition = definition or f"System.Object {name}();"


class PSCodeMethod(PSScriptMethod):
    """A method that a static .NET method with the object as its first argument does."""

    __slots__ = ()
    member_type = "CodeMethod"


class PSPropertySet(PSMember):
    __slots__ = ("names",)
    member_type = "PropertySet"

    def __init__(self, name: str, names: list[str]) -> None:
        super().__init__(name)
        self.names = names


class PSMemberSet(PSMember):
    __slots__ = ("members",)
    member_type = "MemberSet"

    def __init__(self, name: str, members: dict[str, Any]) -> None:
        super().__init__(name)
        self.members = members


# --- small values of the runtime itself -------------------------------------------------------------------------------


class SwitchParameter(Extensible):
    """System.Management.Automation.SwitchParameter; true where the switch was given."""

    __slots__ = ("added_type_names", "extended", "is_present")

    def __init__(self, is_present: bool) -> None:
        self.is_present = is_present
        self.extended = None
        self.added_type_names = None

    def __bool__(self) -> bool:
        return self.is_present

    def __eq__(self, other: object) -> bool:
        return isinstance(other, (SwitchParameter, bool)) and bool(other) == self.is_present

    def __hash__(self) -> int:
        return hash(self.is_present)


class PSReference(Extensible):
    """``[ref]$x``: reads and writes through to a variable cell (anything with a ``value`` attribute)."""

    __slots__ = ("added_type_names", "cell", "extended")

    def __init__(self, cell: Any) -> None:
        self.cell = cell
        self.extended = None
        self.added_type_names = None

    @property
    def value(self) -> Any:
        return self.cell.value

    @value.setter
    def value(self, new: Any) -> None:
        self.cell.value = new


class EnumValue(Extensible):
    """A value of a .NET or PowerShell enumeration: ``ps_type`` is its EnumType (``runtime.typesystem``), ``value`` the number.

    Values compare and hash by type and number.
    """

    is_shared = True
    __slots__ = ("added_type_names", "extended", "ps_type", "value")

    def __init__(self, ps_type: Any, value: int) -> None:
        self.ps_type = ps_type
        self.value = value
        self.extended = None
        self.added_type_names = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, EnumValue) and other.ps_type is self.ps_type and other.value == self.value

    def __hash__(self) -> int:
        return hash((id(self.ps_type), self.value))

    def __str__(self) -> str:
        return str(self.ps_type.format(self.value))


class TypeLiteral(Extensible):
    """``[int]`` as a value (System.RuntimeType); ``ps_type`` is the PSType it stands for. Compared by that type."""

    is_shared = True
    __slots__ = ("added_type_names", "extended", "of")

    def __init__(self, of: Any) -> None:
        self.of = of
        self.extended = None
        self.added_type_names = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, TypeLiteral) and other.of is self.of

    def __hash__(self) -> int:
        return hash(id(self.of))
