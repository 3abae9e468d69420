"""Which types .NET calls serializable: the IsSerial column of a type, and its IsSerializable."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pwsh_emu.runtime.typesystem import EnumType

if TYPE_CHECKING:
    from pwsh_emu.runtime.typesystem import PSType

_NAMES = """
    ArraySegment`1 Array Attribute Boolean Byte Char DBNull DateTime DateTimeOffset Decimal Delegate Double Enum Guid Int16 Int32 Int64 IntPtr
    Lazy`1 MulticastDelegate Nullable`1 Object SByte Single String StringComparer TimeSpan TimeZoneInfo UInt16 UInt32 UInt64 UIntPtr Uri ValueType
    Version WeakReference WeakReference`1
    Collections.ArrayList Collections.BitArray Collections.CaseInsensitiveComparer Collections.CollectionBase Collections.Comparer
    Collections.DictionaryBase Collections.DictionaryEntry Collections.Hashtable Collections.Queue Collections.SortedList Collections.Stack
    Collections.Generic.Comparer`1 Collections.Generic.Dictionary`2 Collections.Generic.EqualityComparer`1 Collections.Generic.HashSet`1
    Collections.Generic.KeyValuePair`2 Collections.Generic.LinkedList`1 Collections.Generic.List`1 Collections.Generic.Queue`1
    Collections.Generic.SortedDictionary`2 Collections.Generic.SortedList`2 Collections.Generic.SortedSet`1 Collections.Generic.Stack`1
    Collections.ObjectModel.Collection`1 Collections.ObjectModel.KeyedCollection`2 Collections.ObjectModel.ObservableCollection`1
    Collections.ObjectModel.ReadOnlyCollection`1 Collections.ObjectModel.ReadOnlyDictionary`2
    Collections.Specialized.HybridDictionary Collections.Specialized.ListDictionary Collections.Specialized.NameValueCollection
    Collections.Specialized.OrderedDictionary Collections.Specialized.StringCollection Collections.Specialized.StringDictionary
    Data.DataSet Data.DataTable Globalization.CompareInfo Net.Cookie Net.CookieCollection Net.CookieContainer
    Numerics.BigInteger Numerics.Complex Text.StringBuilder
    Management.Automation.ErrorRecord Management.Automation.PSCredential Management.Automation.PSObject
    Management.Automation.PSPrimitiveDictionary Management.Automation.ScriptBlock
"""  # those that carry SerializableAttribute, below System
_FAMILIES = frozenset({"System.Exception", "System.Delegate"})  # whole families that do


def is_serializable(ps_type: PSType) -> bool:
    """Tell whether a type is serializable: by its own attribute (which is not inherited), or as an enumeration, an array, a delegate or an exception.

    Source: the table of serializable types in .NET's documentation of binary serialization.
    """
    name = ps_type.definition or ps_type.full_name
    if isinstance(ps_type, EnumType) or ps_type.element is not None or name.startswith(("System.Tuple`", "System.ValueTuple`")):
        return True
    if not name.startswith("System."):
        return False
    return name.removeprefix("System.") in _NAMES.split() or any(base.full_name in _FAMILIES for base in ps_type.bases())
