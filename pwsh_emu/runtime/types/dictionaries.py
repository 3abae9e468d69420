"""Hashtable, OrderedDictionary and the generic dictionaries."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from pwsh_emu.runtime.knowntypes import builtin, with_session, with_type
from pwsh_emu.runtime.types import failures
from pwsh_emu.runtime.types.copying import copy_into
from pwsh_emu.runtime.types.entries import DictionaryEntry, KeyValuePair, pair_type
from pwsh_emu.runtime.types.objects import same
from pwsh_emu.runtime.types.slots import Slots
from pwsh_emu.runtime.typesystem import DotNetObject, PSType
from pwsh_emu.runtime.values import Hashtable, OrderedDictionary, PSArray, dictionary_key


class KeyView(DotNetObject):
    """The Keys or Values of a dictionary: a live view."""

    is_enumerable = True
    is_list = True
    __slots__ = ("index", "ps_type", "table")

    def __init__(self, table: Hashtable, index: int) -> None:
        super().__init__()
        self.table = table
        self.index = index
        self.ps_type = builtin(_view_name(table, index))

    def __iter__(self) -> Iterator[Any]:
        index = self.index
        if isinstance(self.table, SortedTable):
            yield from [pair[index] for pair in self.table.items()]
            return
        data = self.table.data
        strict = type(self.table) is Hashtable or type(self.table) is OrderedDictionary
        try:
            for filed, pair in _filed(self.table):
                yield pair[index]
                if strict and data.get(filed) is not pair:
                    raise RuntimeError
        except RuntimeError:
            from pwsh_emu.runtime.overloads import thrown

            raise thrown(failures.modified()) from None

    def __len__(self) -> int:
        return len(self.table)

    def __str__(self) -> str:
        return self.ps_type.to_string()

    SIGNATURES = (
        "int Count", "bool IsSynchronized", "System.Object SyncRoot",
        "void CopyTo(array array, int index)", "System.Collections.IEnumerator GetEnumerator()",
        "bool Contains(System.Object item)",
    )  # fmt: skip

    @property
    def Count(self) -> int:
        return len(self.table)

    @property
    def IsSynchronized(self) -> bool:
        return False

    @property
    def SyncRoot(self) -> Any:
        return self.table

    def Contains(self, value: Any) -> bool:
        return any(same(item, value) for item in self)

    def CopyTo(self, target: Any, index: int) -> None:
        copy_into(list(self), target, index)

    def GetEnumerator(self) -> Any:
        from pwsh_emu.runtime.types.enumerators import Enumerator

        return Enumerator(iter(self), source=self)


class IndexedKeyView(KeyView):
    """Keys or values that can be reached by position."""

    __slots__ = ()

    def get_item(self, session: Any, index: Any) -> Any:
        from pwsh_emu.runtime.conversion import to_int

        items = list(self)
        position = to_int(session, index)
        return items[position] if -len(items) <= position < len(items) else None


def key_view(table: Hashtable, index: int) -> KeyView:
    """Return the keys (0) or values (1) of a dictionary."""
    by_position = isinstance(table, (PlainSortedList, OrderedDictionary)) or (
        isinstance(table, GenericDictionary) and table.ps_type.definition == "System.Collections.Generic.SortedList`2"
    )
    return IndexedKeyView(table, index) if by_position else KeyView(table, index)


def _view_name(table: Hashtable, index: int) -> str:
    which = "Value" if index else "Key"
    if isinstance(table, GenericDictionary):
        name = table.ps_type.definition or ""
        arguments = ",".join(argument.to_string() for argument in table.ps_type.arguments[:2])
        if name.endswith("ConcurrentDictionary`2"):
            return f"System.Collections.ObjectModel.ReadOnlyCollection`1[{table.ps_type.arguments[index].to_string()}]"
        return f"{name}+{which}Collection[{arguments}]"
    if isinstance(table, OrderedDictionary):
        return "System.Collections.Specialized.OrderedDictionary+OrderedDictionaryKeyValueCollection"
    if isinstance(table, SortedTable):
        return f"System.Collections.SortedList+{which}List"
    return f"System.Collections.Hashtable+{which}Collection"


def _check_key(key: Any) -> Any:
    if key is None:
        raise failures.null("key")
    return key


def _names_comparer(arguments: tuple[Any, ...]) -> Any:
    """Return the comparer among a constructor's arguments, which can only tell strings with case from those without."""
    from pwsh_emu.runtime.types.comparerkeys import is_comparer, of_script

    comparer = next((argument for argument in arguments if is_comparer(argument)), None)
    if of_script(comparer):
        from pwsh_emu.runtime.errors import not_supported

        raise not_supported("A table that is no generic one with a comparer of a script class")
    return comparer if hasattr(comparer, "ignore_case") else None


class HashtableMembers:
    """Members of Hashtable, which the other dictionaries share."""

    PROPERTY_ORDER = "IsReadOnly IsFixedSize IsSynchronized Keys Values SyncRoot Count"

    @staticmethod
    def new(*arguments: Any) -> Hashtable:
        source = next((argument for argument in arguments if isinstance(argument, Hashtable)), None)
        comparer = _names_comparer(arguments)
        sensitive = comparer is None or not comparer.ignore_case
        return Hashtable(list(source.items()) if source is not None else (), sensitive)

    @staticmethod
    def get_Count(table: Hashtable) -> int:
        return len(table)

    @staticmethod
    def get_Keys(table: Hashtable) -> Any:
        return key_view(table, 0)

    @staticmethod
    def get_Values(table: Hashtable) -> Any:
        return key_view(table, 1)

    @staticmethod
    def get_IsReadOnly(table: Hashtable) -> bool:
        return False

    get_IsFixedSize = get_IsSynchronized = get_IsReadOnly

    @staticmethod
    def get_SyncRoot(table: Hashtable) -> Any:
        return table

    @staticmethod
    def get_Item(table: Hashtable, key: Any) -> Any:
        return table.get(_check_key(key))

    @staticmethod
    def set_Item(table: Hashtable, key: Any, value: Any) -> None:
        table.set(_check_key(key), value)

    @staticmethod
    def Add(table: Hashtable, key: Any, value: Any) -> None:
        _check_key(key)
        filed = table.file_key(key)
        if filed in table.data:
            raise failures.argument(
                f"Item has already been added. Key in dictionary: '{_shown(table.data[filed][0])}'  Key being added: '{_shown(key)}'"
            )
        table.set(key, value)

    @staticmethod
    def Clear(table: Hashtable) -> None:
        table.data.clear()
        if isinstance(table, GenericDictionary):
            table.slots = None
        if isinstance(table, SortedTable):
            table.order.clear()

    @staticmethod
    def Clone(table: Hashtable) -> Hashtable:
        return Hashtable(table.items(), table.sensitive)

    @staticmethod
    def Contains(table: Hashtable, key: Any) -> bool:
        return _check_key(key) in table

    ContainsKey = Contains

    @staticmethod
    def ContainsValue(table: Hashtable, value: Any) -> bool:
        return any(same(item, value) for item in table.values())

    @staticmethod
    def Remove(table: Hashtable, key: Any) -> None:
        table.remove(_check_key(key))

    @staticmethod
    def CopyTo(table: Hashtable, target: Any, index: int) -> None:
        copy_into([DictionaryEntry(key, value) for key, value in table.items()], target, index)

    @staticmethod
    def GetEnumerator(table: Hashtable) -> Any:
        from pwsh_emu.runtime.types.enumerators import Enumerator

        return Enumerator(entries(table), "System.Collections.Hashtable+HashtableEnumerator", EntrySource(table))

    @staticmethod
    def static_Synchronized(table: Hashtable) -> Hashtable:
        return table

    @staticmethod
    def ToString(table: Hashtable) -> str:
        from pwsh_emu.runtime.registry import type_of

        return type_of(table).to_string()


class EntrySource:
    """Restarts an enumerator over a dictionary's entries."""

    def __init__(self, table: Hashtable) -> None:
        self.table = table

    def __iter__(self) -> Iterator[Any]:
        return entries(self.table)


def elements(source: Any) -> Iterator[Any]:
    """Yield what .NET's constructors and methods find in a collection: a dictionary's entries, where PowerShell's pipeline keeps it whole."""
    from pwsh_emu.runtime.enumeration import iterate

    return entries(source) if isinstance(source, Hashtable) else iter(iterate(source))


def _filed(table: Hashtable) -> Iterator[tuple[Any, tuple[Any, Any]]]:
    """Yield what an enumerator goes through, each entry with what it is filed under; RuntimeError where the size changes on the way."""
    if isinstance(table, GenericDictionary):
        yield from table.filed()
        return
    ordered = table.in_order()
    if ordered is None:
        yield from table.data.items()
        return
    for pair in ordered:
        yield table.file_key(pair[0]), pair
        if len(table.data) != len(ordered):
            raise RuntimeError


def entries(table: Hashtable) -> Iterator[Any]:
    """Yield a dictionary's entries (KeyValuePairs of a generic one); a change of its size on the way is an error."""
    make: Callable[[Any, Any], Any] = DictionaryEntry
    ps_type = getattr(table, "ps_type", None)
    if ps_type is not None and any(one.arguments for one in ps_type.bases()):
        pairs = pair_type(ps_type)
        make = lambda key, value: KeyValuePair(pairs, key, value)  # noqa: E731
    if isinstance(table, SortedTable):
        for key, value in table.items():
            yield make(key, value)
        return
    try:
        for _, (key, value) in _filed(table):
            yield make(key, value)
    except RuntimeError:
        from pwsh_emu.runtime.overloads import thrown

        raise thrown(failures.modified()) from None


def _shown(key: Any) -> str:
    from pwsh_emu.runtime.conversion import net_string

    return net_string(key)


class OrderedMembers(HashtableMembers):
    """Members of OrderedDictionary."""

    PROPERTY_ORDER = "Count IsReadOnly Keys Values IsFixedSize SyncRoot IsSynchronized"

    @staticmethod
    def new(*arguments: Any) -> OrderedDictionary:
        comparer = _names_comparer(arguments)
        return OrderedDictionary((), comparer is None or not comparer.ignore_case)

    @staticmethod
    def get_Item(table: Any, key: Any) -> Any:
        if type(key) is int:
            pairs = list(table.data.values())
            if not 0 <= key < len(pairs):
                raise failures.out_of_range("Specified argument was out of the range of valid values.", "index")
            return pairs[key][1]
        return table.get(key)

    @staticmethod
    def set_Item(table: Any, key: Any, value: Any) -> None:
        from pwsh_emu.runtime.indexing import set_index

        set_index(None, table, [key], value)

    @staticmethod
    def Add(table: Any, key: Any, value: Any) -> None:
        _check_key(key)
        if key in table:
            raise failures.argument(
                f"Item has already been added. Key in dictionary: '{_shown(table.data[table.file_key(key)][0])}'  Key being added: '{_shown(key)}'",
                None,
            )
        table.set(key, value)

    @staticmethod
    def AsReadOnly(table: Any) -> Any:
        return table

    @staticmethod
    def Insert(table: Any, index: int, key: Any, value: Any) -> None:
        _check_key(key)
        if index < 0:
            raise failures.negative("index", index)
        if index > len(table):
            raise failures.above("index", index, len(table))
        if key in table:
            raise failures.argument(f"Item has already been added. Key in dictionary: '{_shown(key)}'  Key being added: '{_shown(key)}'")
        pairs = list(table.data.values())
        pairs.insert(index, (key, value))
        table.data.clear()
        for one, held in pairs:
            table.data[table.file_key(one)] = (one, held)

    @staticmethod
    def RemoveAt(table: Any, index: int) -> None:
        filed = list(table.data)
        if index < 0:
            raise failures.negative("index", index)
        if index >= len(filed):
            raise failures.not_below("index", index, len(filed))
        del table.data[filed[index]]

    @staticmethod
    def GetEnumerator(table: Any) -> Any:
        from pwsh_emu.runtime.types.enumerators import Enumerator

        return Enumerator(entries(table), "System.Collections.IDictionaryEnumerator", EntrySource(table))

    @staticmethod
    def CopyTo(table: Any, target: Any, index: int) -> None:
        HashtableMembers.CopyTo(table, target, index)


class GenericDictionary(Hashtable):
    """A Dictionary<K, V> or one of its relatives: ``comparer`` decides how keys are filed.

    ``slots`` are the places of the entries since one was removed; ``version`` counts the keys that were added.
    """

    is_enumerable = False
    __slots__ = ("comparer", "ps_type", "slots", "version")

    def __init__(self, ps_type: PSType, comparer: Any = None) -> None:
        super().__init__((), True)
        self.ps_type = ps_type
        self.comparer = comparer
        self.slots: Slots | None = None
        self.version = 0

    def set(self, key: Any, value: Any) -> None:
        filed = self.file_key(key)
        found = self.data.get(filed)
        self.data[filed] = (key if found is None else found[0], value)
        if found is None:
            self.version += 1
            if self.slots is not None:
                self.slots.take(filed)

    def remove(self, key: Any) -> None:
        filed = self.file_key(key)
        if filed in self.data:
            if self.slots is None:
                self.slots = Slots(self.data)
            self.slots.leave(filed)
            del self.data[filed]

    def in_order(self) -> list[tuple[Any, Any]] | None:
        return None if self.slots is None else [self.data[filed] for filed in self.slots.in_order()]

    def filed(self) -> Iterator[tuple[Any, tuple[Any, Any]]]:
        """Yield what an enumerator goes through: keys may be removed on the way, a new one raises RuntimeError (not in a ConcurrentDictionary)."""
        version = self.version
        concurrent = "ConcurrentDictionary" in (self.ps_type.definition or "")
        for filed in list(self.data) if self.slots is None else self.slots.in_order():
            pair = self.data.get(filed)
            if pair is not None:
                yield filed, pair
                if self.version != version and not concurrent:
                    raise RuntimeError

    def file_key(self, key: Any) -> Any:
        if self.comparer is None or self.foreign(key):
            return key if type(key) is str else dictionary_key(key)
        from pwsh_emu.runtime.types.comparerkeys import filed_by

        return filed_by(self.comparer, key)

    def foreign(self, key: Any) -> bool:
        """Tell whether a string (a member's name may be a key) is no key by its type: no comparer is asked."""
        return type(key) is str and bool(self.ps_type.arguments) and self.ps_type.arguments[0].full_name not in ("System.String", "System.Object")

    def key_of(self, session: Any, key: Any) -> Any:
        from pwsh_emu.runtime import conversion

        return conversion.convert(session, key, self.ps_type.arguments[0])

    def value_of(self, session: Any, value: Any) -> Any:
        from pwsh_emu.runtime import conversion

        target = self.ps_type.arguments[1]
        return value if target.full_name == "System.Object" else conversion.convert(session, value, target)

    def get_item(self, session: Any, key: Any) -> Any:
        from pwsh_emu.runtime.errors import PSError

        try:
            return self.get(self.key_of(session, key))
        except PSError:
            return None

    def set_item(self, session: Any, key: Any, value: Any) -> None:
        self.set(self.key_of(session, key), self.value_of(session, value))


class DictionaryMembers(HashtableMembers):
    """Members of Dictionary<K, V>."""

    PROPERTY_ORDER = "Comparer Count Capacity Keys Values IsReadOnly IsFixedSize SyncRoot IsSynchronized"

    @staticmethod
    @with_type
    def new(ps_type: PSType, *arguments: Any) -> GenericDictionary:
        from pwsh_emu.runtime.types.comparerkeys import is_comparer

        comparer = next((argument for argument in arguments if is_comparer(argument)), None)
        table = _dictionary_class(ps_type)(ps_type, comparer)
        source = next((argument for argument in arguments if argument is not comparer and not isinstance(argument, int)), None)
        if isinstance(source, Hashtable):
            for key, value in source.items():
                table.set(key, value)
        elif source is not None:
            for pair in source:
                table.set(pair.Key, pair.Value)
        return table

    @staticmethod
    def get_Comparer(table: Any) -> Any:
        from pwsh_emu.runtime.types.comparers import DefaultComparer, StringComparer

        if not isinstance(table, GenericDictionary):  # the parameters of a dynamicparam block, by their names
            return StringComparer(ignore_case=True, ordinal=True)
        return table.comparer or DefaultComparer()

    @staticmethod
    def get_Capacity(table: GenericDictionary) -> int:
        return len(table)

    @staticmethod
    def get_Item(table: Any, key: Any) -> Any:
        _check_key(key)
        if key not in table:
            from pwsh_emu.runtime.errors import NetException

            raise NetException("System.Collections.Generic.KeyNotFoundException", f"The given key '{_shown(key)}' was not present in the dictionary.")
        return table.get(key)

    @staticmethod
    def Add(table: Any, key: Any, value: Any = None) -> None:
        if isinstance(key, KeyValuePair) and value is None:
            key, value = key.Key, key.Value
        _check_key(key)
        if key in table:
            if isinstance(table, SortedTable) and table.ps_type.definition != "System.Collections.Generic.SortedList`2":
                raise failures.argument(f"An item with the same key has already been added. Key: {_shown(key)}", "key")
            raise failures.argument(f"An item with the same key has already been added. Key: {_shown(key)}")
        table.set(key, value)

    @staticmethod
    def TryAdd(table: GenericDictionary, key: Any, value: Any) -> bool:
        if _check_key(key) in table:
            return False
        table.set(key, value)
        return True

    @staticmethod
    def TryGetValue(table: GenericDictionary, key: Any, reference: Any) -> bool:
        found = _check_key(key) in table
        from pwsh_emu.runtime.types.defaults import zero_of

        kinds = table.ps_type.arguments  # none of $PSBoundParameters, whose values are objects
        reference.value = table.get(key) if found else zero_of(kinds[1]) if kinds else None
        return found

    @staticmethod
    def Remove(table: GenericDictionary, key: Any, reference: Any = None) -> bool:  # type: ignore[override]
        found = _check_key(key) in table
        if reference is not None and found:
            reference.value = table.get(key)
        table.remove(key)
        return found

    @staticmethod
    def Contains(table: Any, key: Any) -> bool:
        return (key.Key if isinstance(key, KeyValuePair) else key) in table

    @staticmethod
    def EnsureCapacity(table: GenericDictionary, capacity: int) -> int:
        return max(capacity, len(table))

    @staticmethod
    def TrimExcess(table: GenericDictionary, capacity: int = 0) -> None:
        """Do nothing: capacity has no meaning here."""

    @staticmethod
    def GetEnumerator(table: Any) -> Any:
        from pwsh_emu.runtime.types.enumerators import Enumerator

        return Enumerator(entries(table), "System.Collections.IDictionaryEnumerator", EntrySource(table))

    @staticmethod
    def CopyTo(table: Any, target: Any, index: int) -> None:
        copy_into(list(entries(table)), target, index)

    # --- ConcurrentDictionary ---

    @staticmethod
    def get_IsEmpty(table: GenericDictionary) -> bool:
        return len(table) == 0

    @staticmethod
    def GetOrAdd(table: GenericDictionary, key: Any, value: Any, argument: Any = None) -> Any:
        if key not in table:
            more = () if argument is None else (argument,)
            table.set(key, value.call(key, *more) if hasattr(value, "call") else value)
        return table.get(key)

    @staticmethod
    def AddOrUpdate(table: GenericDictionary, key: Any, added: Any, update: Any, argument: Any = None) -> Any:
        more = () if argument is None else (argument,)
        if key in table:
            table.set(key, update.call(key, table.get(key), *more))
        else:
            table.set(key, added.call(key, *more) if hasattr(added, "call") else added)
        return table.get(key)

    @staticmethod
    def TryRemove(table: GenericDictionary, key: Any, reference: Any = None) -> bool:
        return DictionaryMembers.Remove(table, key, reference)

    @staticmethod
    def TryUpdate(table: GenericDictionary, key: Any, value: Any, comparison: Any) -> bool:
        if key in table and same(table.get(key), comparison):
            table.set(key, value)
            return True
        return False

    @staticmethod
    def ToArray(table: GenericDictionary) -> PSArray:
        return PSArray(entries(table), pair_type(table.ps_type).to_string())


class SortedTable(GenericDictionary):
    """A dictionary whose entries stand in the order of their keys."""

    __slots__ = ("order",)

    def __init__(self, ps_type: PSType, session: Any = None, comparer: Any = None) -> None:
        from pwsh_emu.runtime.types.comparerkeys import Order

        super().__init__(ps_type, comparer)
        self.order = Order(session, comparer, "SortedList" in ps_type.full_name)

    def file_key(self, key: Any) -> Any:
        return key if self.foreign(key) else self.order.file(key)

    def set(self, key: Any, value: Any) -> None:
        filed = self.file_key(key)
        found = self.data.get(filed)
        if found is None:
            self.order.add(key, filed)
            self.version += 1
        self.data[filed] = (key if found is None else found[0], value)

    def remove(self, key: Any) -> None:
        found = self.data.pop(self.file_key(key), None)
        if found is not None:
            self.order.remove(found[0])

    def ordered(self) -> list[tuple[Any, Any]]:
        return [self.data[filed] for filed in self.order.filed]

    def items(self) -> Iterator[tuple[Any, Any]]:
        return iter(self.ordered())

    def keys(self) -> Iterator[Any]:
        return (pair[0] for pair in self.ordered())

    def values(self) -> Iterator[Any]:
        return (pair[1] for pair in self.ordered())


class PlainSortedList(SortedTable):
    """System.Collections.SortedList."""

    __slots__ = ()

    def key_of(self, session: Any, key: Any) -> Any:
        return key

    def value_of(self, session: Any, value: Any) -> Any:
        return value


class SortedListMembers(DictionaryMembers):
    """Members of SortedList and SortedList<K, V>."""

    SIGNATURES: tuple[str, ...] = (
        "System.Collections.Generic.SortedList[!0,!1] new()", "System.Collections.Generic.SortedList[!0,!1] new(int capacity)",
        "System.Collections.Generic.SortedList[!0,!1] new(System.Collections.Generic.IComparer[!0] comparer)",
        "System.Collections.Generic.SortedList[!0,!1] new(System.Collections.IDictionary dictionary)",
        "void Add(!0 key, !1 value)", "void Clear()", "bool ContainsKey(!0 key)",
        "bool ContainsValue(!1 value)", "bool Remove(!0 key)", "void RemoveAt(int index)",
        "bool TryGetValue(!0 key, [ref] !1 value)", "int IndexOfKey(!0 key)", "int IndexOfValue(!1 value)", "!0 GetKeyAtIndex(int index)",
        "!1 GetValueAtIndex(int index)", "System.Collections.IEnumerator GetEnumerator()",
        "!1 get_Item(!0 key)", "void set_Item(!0 key, !1 value)", "int Count",
        "System.Object Keys", "System.Object Values", "int Capacity{get;set}",
    )  # fmt: skip

    @staticmethod
    @with_session
    @with_type
    def new(session: Any, ps_type: PSType, *arguments: Any) -> Any:  # type: ignore[override]
        return _sorted_table(SortedTable, ps_type, session, arguments)

    @staticmethod
    def set_Capacity(table: Any, value: int) -> None:
        """Do nothing: capacity has no meaning here."""

    @staticmethod
    def _sorted(table: SortedTable) -> list[tuple[Any, Any]]:
        return table.ordered()

    @staticmethod
    def IndexOfKey(table: SortedTable, key: Any) -> int:
        return next((at for at, pair in enumerate(table.ordered()) if same(pair[0], key)), -1)

    @staticmethod
    def IndexOfValue(table: SortedTable, value: Any) -> int:
        return next((at for at, pair in enumerate(table.ordered()) if same(pair[1], value)), -1)

    @staticmethod
    def RemoveAt(table: SortedTable, index: int) -> None:
        pairs = table.ordered()
        if not 0 <= index < len(pairs):
            raise failures.index()
        table.remove(pairs[index][0])

    @staticmethod
    def GetKeyAtIndex(table: SortedTable, index: int) -> Any:
        return table.ordered()[index][0]

    @staticmethod
    def GetValueAtIndex(table: SortedTable, index: int) -> Any:
        return table.ordered()[index][1]

    GetKey = GetKeyAtIndex
    GetByIndex = GetValueAtIndex

    @staticmethod
    def SetByIndex(table: SortedTable, index: int, value: Any) -> None:
        table.set(table.ordered()[index][0], value)

    @staticmethod
    def GetKeyList(table: SortedTable) -> Any:
        return key_view(table, 0)

    @staticmethod
    def GetValueList(table: SortedTable) -> Any:
        return key_view(table, 1)


class PlainSortedListMembers(SortedListMembers):
    """Members of System.Collections.SortedList."""

    SIGNATURES = ()

    @staticmethod
    @with_session
    def new(session: Any, *arguments: Any) -> Any:
        return _sorted_table(PlainSortedList, builtin("System.Collections.SortedList"), session, arguments)

    @staticmethod
    def get_Item(table: Any, key: Any) -> Any:
        return table.get(key)

    @staticmethod
    def Add(table: Any, key: Any, value: Any = None) -> None:
        _check_key(key)
        if key in table:
            raise failures.argument(f"Item has already been added. Key in dictionary: '{_shown(key)}'  Key being added: '{_shown(key)}'")
        table.set(key, value)

    @staticmethod
    def Remove(table: Any, key: Any, reference: Any = None) -> None:  # type: ignore[override]
        table.remove(key)


class SortedDictionaryMembers(DictionaryMembers):
    """Members of SortedDictionary<K, V>."""

    @staticmethod
    @with_session
    @with_type
    def new(session: Any, ps_type: PSType, *arguments: Any) -> Any:  # type: ignore[override]
        return _sorted_table(SortedTable, ps_type, session, arguments)


def _sorted_table(kind: type[SortedTable], ps_type: PSType, session: Any, arguments: tuple[Any, ...]) -> SortedTable:
    table = kind(ps_type, session, next((one for one in arguments if one is not None and not isinstance(one, (int, Hashtable))), None))
    for argument in arguments:
        if isinstance(argument, Hashtable):
            for key, value in argument.items():
                table.set(key, value)
    return table


def _dictionary_class(ps_type: PSType) -> type[GenericDictionary]:
    return GenericDictionary


class PrimitiveDictionaryMembers(HashtableMembers):
    """System.Management.Automation.PSPrimitiveDictionary and OrderedHashtable."""

    @staticmethod
    def new(*arguments: Any) -> Hashtable:
        source = next((argument for argument in arguments if isinstance(argument, Hashtable)), None)
        return Hashtable(list(source.items()) if source is not None else ())


TYPES = {
    "System.Collections.Hashtable": HashtableMembers,
    "System.Collections.Specialized.OrderedDictionary": OrderedMembers,
    "System.Collections.Generic.Dictionary`2": DictionaryMembers,
    "System.Collections.Concurrent.ConcurrentDictionary`2": DictionaryMembers,
    "System.Collections.Generic.SortedDictionary`2": SortedDictionaryMembers,
    "System.Collections.Generic.SortedList`2": SortedListMembers,
    "System.Collections.SortedList": PlainSortedListMembers,
    "System.Management.Automation.PSPrimitiveDictionary": PrimitiveDictionaryMembers,
    "System.Management.Automation.OrderedHashtable": PrimitiveDictionaryMembers,
    **dict.fromkeys(
        (
            "System.Collections.Hashtable+KeyCollection", "System.Collections.Hashtable+ValueCollection", "System.Collections.SortedList+KeyList",
            "System.Collections.SortedList+ValueList", "System.Collections.Specialized.OrderedDictionary+OrderedDictionaryKeyValueCollection",
            "System.Collections.Generic.Dictionary`2+KeyCollection", "System.Collections.Generic.Dictionary`2+ValueCollection",
            "System.Collections.Generic.SortedDictionary`2+KeyCollection", "System.Collections.Generic.SortedDictionary`2+ValueCollection",
            "System.Collections.Generic.SortedList`2+KeyCollection", "System.Collections.Generic.SortedList`2+ValueCollection",
        ),
        KeyView,
    ),
}  # fmt: skip


def new_dictionary(key: str | PSType, value: str | PSType) -> GenericDictionary:
    """Return an empty Dictionary of two types."""
    from pwsh_emu.runtime.knowntypes import generic

    return GenericDictionary(generic("System.Collections.Generic.Dictionary`2", key, value))


def new_table_of_names(value: str | PSType) -> GenericDictionary:
    """Return an empty Dictionary from names, whatever their case, to values of a type."""
    from pwsh_emu.runtime.types.comparers import StringComparer

    table = new_dictionary("System.String", value)
    table.comparer = StringComparer(ignore_case=True, ordinal=True)
    return table
