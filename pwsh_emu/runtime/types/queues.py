"""Queue, Stack and LinkedList, plain and generic."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pwsh_emu.runtime import limits
from pwsh_emu.runtime.knowntypes import builtin, with_session, with_type
from pwsh_emu.runtime.types import failures
from pwsh_emu.runtime.types.copying import copy_into
from pwsh_emu.runtime.types.itemholders import ItemHolder
from pwsh_emu.runtime.types.objects import same
from pwsh_emu.runtime.typesystem import DotNetObject, PSType
from pwsh_emu.runtime.values import PSArray


class Line(ItemHolder):
    """What a queue and a stack share: ``items`` in the order in which they are taken."""

    PROPERTY_ORDER = "Count Capacity IsSynchronized SyncRoot"
    kind = "Queue"
    __slots__ = ("IsSynchronized",)

    def __init__(self, ps_type: PSType, items: Iterable[Any] = ()) -> None:
        super().__init__()
        self.ps_type = ps_type
        self.items: list[Any] = list(items)
        self.IsSynchronized = False

    @classmethod
    def synchronized(cls, line: Any) -> Any:
        """Return a wrapper of a plain queue or stack, which shares its items."""
        if line is None:
            raise failures.null(cls.kind.lower())
        made = cls(line.ps_type)
        made.items = line.items
        made.IsSynchronized = True
        return made

    def taken_order(self) -> list[Any]:
        return self.items

    def __iter__(self) -> Iterator[Any]:
        size = len(self.items)
        for item in list(self.taken_order()):
            yield item
            if len(self.items) != size:
                from pwsh_emu.runtime.overloads import thrown

                raise thrown(failures.modified())

    @property
    def Capacity(self) -> int:
        return len(self.items)

    @property
    def SyncRoot(self) -> Any:
        return self

    def empty(self) -> Exception:
        return failures.invalid(f"{self.kind} empty.")

    def Contains(self, value: Any) -> bool:
        return any(same(item, value) for item in self.items)

    def CopyTo(self, target: Any, at: int) -> None:
        copy_into(self.taken_order(), target, at, failures.out_of_bounds)

    def ToArray(self) -> PSArray:
        return PSArray(self.taken_order(), self.ps_type.arguments[0].to_string() if self.ps_type.arguments else "System.Object")

    def EnsureCapacity(self, capacity: int) -> int:
        return max(capacity, len(self.items))

    def TrimExcess(self, capacity: int = 0) -> None:
        """Do nothing: capacity has no meaning here."""

    TrimToSize = TrimExcess


def _items(source: Any) -> list[Any]:
    if isinstance(source, int):
        if source < 0:
            raise failures.negative("capacity", source)
        return []
    from pwsh_emu.runtime.types.dictionaries import elements

    return list(elements(source)) if source is not None else []


class Queue(Line):
    """First in, first out."""

    __slots__ = ()

    @staticmethod
    @with_type
    def new(ps_type: PSType, source: Any = None, growth: Any = None) -> Queue:
        return Queue(ps_type, _items(source))

    @staticmethod
    def static_Synchronized(line: Any) -> Any:
        return Queue.synchronized(line)

    def Enqueue(self, value: Any) -> None:
        self.items.append(value)

    def Dequeue(self) -> Any:
        if not self.items:
            raise self.empty()
        return self.items.pop(0)

    def Peek(self) -> Any:
        if not self.items:
            raise self.empty()
        return self.items[0]

    def TryDequeue(self, reference: Any) -> bool:
        if not self.items:
            reference.value = None
            return False
        reference.value = self.items.pop(0)
        return True

    def TryPeek(self, reference: Any) -> bool:
        reference.value = self.items[0] if self.items else None
        return bool(self.items)

    def Clone(self) -> Queue:
        return Queue(self.ps_type, self.items)


class Stack(Line):
    """Last in, first out."""

    kind = "Stack"
    __slots__ = ()

    @staticmethod
    @with_type
    def new(ps_type: PSType, source: Any = None) -> Stack:
        return Stack(ps_type, _items(source))

    @staticmethod
    def static_Synchronized(line: Any) -> Any:
        return Stack.synchronized(line)

    def taken_order(self) -> list[Any]:
        return self.items[::-1]

    def Push(self, value: Any) -> None:
        self.items.append(value)

    def Pop(self) -> Any:
        if not self.items:
            raise self.empty()
        return self.items.pop()

    def Peek(self) -> Any:
        if not self.items:
            raise self.empty()
        return self.items[-1]

    def TryPop(self, reference: Any) -> bool:
        if not self.items:
            reference.value = None
            return False
        reference.value = self.items.pop()
        return True

    def TryPeek(self, reference: Any) -> bool:
        reference.value = self.items[-1] if self.items else None
        return bool(self.items)

    def Clone(self) -> Stack:
        return Stack(self.ps_type, self.items)


class LinkedListNode(DotNetObject):
    """A node of a LinkedList."""

    SIGNATURES = ("System.Object List", "System.Object Next", "System.Object Previous", "!0 Value{get;set}", "!0& ValueRef")
    PROPERTY_ORDER = "List Next Previous Value ValueRef"
    __slots__ = ("List", "Value", "ps_type")

    def __init__(self, ps_type: PSType, value: Any, owner: Any) -> None:
        super().__init__()
        self.ps_type = ps_type
        self.Value = value
        self.List = owner

    def _neighbour(self, step: int) -> Any:
        if self.List is None:
            return None
        at = self.List.nodes.index(self) + step
        return self.List.nodes[at] if 0 <= at < len(self.List.nodes) else None

    @property
    def Next(self) -> Any:
        return self._neighbour(1)

    @property
    def Previous(self) -> Any:
        return self._neighbour(-1)

    @property
    def ValueRef(self) -> Any:
        return self.Value


class LinkedList(DotNetObject):
    """System.Collections.Generic.LinkedList<T>."""

    is_enumerable = True
    PROPERTY_ORDER = "Count First Last"
    __slots__ = ("nodes", "ps_type")

    def __init__(self, ps_type: PSType, items: Iterable[Any] = ()) -> None:
        super().__init__()
        self.ps_type = ps_type
        self.nodes: list[LinkedListNode] = [self._node(item) for item in items]

    @staticmethod
    @with_type
    def new(ps_type: PSType, source: Any = ()) -> LinkedList:
        return LinkedList(ps_type, source or ())

    def _node(self, value: Any) -> LinkedListNode:
        from pwsh_emu.runtime.knowntypes import generic

        return LinkedListNode(generic("System.Collections.Generic.LinkedListNode`1", self.ps_type.arguments[0]), value, self)

    def __iter__(self) -> Iterator[Any]:
        return iter([node.Value for node in self.nodes])

    def __len__(self) -> int:
        return len(self.nodes)

    def __str__(self) -> str:
        return self.ps_type.to_string()

    @property
    def Count(self) -> int:
        return len(self.nodes)

    @property
    def First(self) -> Any:
        return self.nodes[0] if self.nodes else None

    @property
    def Last(self) -> Any:
        return self.nodes[-1] if self.nodes else None

    def _insert(self, at: int, value: Any) -> LinkedListNode:
        node = value if isinstance(value, LinkedListNode) else self._node(value)
        node.List = self
        self.nodes.insert(at, node)
        return node

    def Add(self, value: Any) -> None:
        self._insert(len(self.nodes), value)

    def AddFirst(self, value: Any) -> LinkedListNode:
        return self._insert(0, value)

    def AddLast(self, value: Any) -> LinkedListNode:
        return self._insert(len(self.nodes), value)

    def AddAfter(self, node: LinkedListNode, value: Any) -> LinkedListNode:
        return self._insert(self.nodes.index(node) + 1, value)

    def AddBefore(self, node: LinkedListNode, value: Any) -> LinkedListNode:
        return self._insert(self.nodes.index(node), value)

    def Clear(self) -> None:
        self.nodes.clear()

    def Contains(self, value: Any) -> bool:
        return self.Find(value) is not None

    def Find(self, value: Any) -> Any:
        return next((node for node in self.nodes if same(node.Value, value)), None)

    def FindLast(self, value: Any) -> Any:
        return next((node for node in reversed(self.nodes) if same(node.Value, value)), None)

    def Remove(self, value: Any) -> bool:
        node = value if isinstance(value, LinkedListNode) else self.Find(value)
        if node is None:
            return False
        self.nodes.remove(node)
        node.List = None
        return True

    def RemoveFirst(self) -> None:
        if not self.nodes:
            raise failures.invalid("The LinkedList is empty.")
        self.nodes.pop(0).List = None

    def RemoveLast(self) -> None:
        if not self.nodes:
            raise failures.invalid("The LinkedList is empty.")
        self.nodes.pop().List = None

    def CopyTo(self, target: Any, at: int) -> None:
        refused = failures.argument("Insufficient space in the target location to copy the information.")
        copy_into(list(self), target, at, lambda: refused)

    def GetEnumerator(self) -> Any:
        from pwsh_emu.runtime.types.enumerators import Enumerator

        return Enumerator(iter(self), source=self)


class BitArray(DotNetObject):
    """System.Collections.BitArray."""

    is_enumerable = True
    ps_type = builtin("System.Collections.BitArray")
    __slots__ = ("bits",)

    def __init__(self, bits: Iterable[bool]) -> None:
        super().__init__()
        self.bits = list(bits)

    @staticmethod
    def new(source: Any, default: bool = False) -> BitArray:
        if isinstance(source, BitArray):
            return BitArray(source.bits)
        if isinstance(source, int):
            if source < 0:
                raise failures.negative("length", source)
            limits.claim_items(source)
            return BitArray([default] * source)
        element = getattr(source, "element", "")
        if element == "System.Boolean":
            return BitArray(source)
        width = 8 if element == "System.Byte" else 32
        return BitArray([bool(int(one) >> bit & 1) for one in source for bit in range(width)])

    def __iter__(self) -> Iterator[Any]:
        return iter(self.bits)

    def __len__(self) -> int:
        return len(self.bits)

    def __str__(self) -> str:
        return "System.Collections.BitArray"

    @property
    def Count(self) -> int:
        return len(self.bits)

    @property
    def Length(self) -> int:
        return len(self.bits)

    @Length.setter
    def Length(self, value: int) -> None:
        if value < 0:
            raise failures.negative("value", value)
        limits.claim_items(value)
        self.bits = (self.bits + [False] * (value - len(self.bits)))[:value]

    @property
    def IsReadOnly(self) -> bool:
        return False

    def get_item(self, session: Any, index: Any) -> Any:
        return self.Get(int(index))

    def set_item(self, session: Any, index: Any, value: Any) -> None:
        self.Set(int(index), bool(value))

    def Get(self, index: int) -> bool:
        if not 0 <= index < len(self.bits):
            raise failures.index()
        return self.bits[index]

    def Set(self, index: int, value: bool) -> None:
        if not 0 <= index < len(self.bits):
            raise failures.index()
        self.bits[index] = value

    def SetAll(self, value: bool) -> None:
        self.bits = [value] * len(self.bits)

    def _with(self, other: BitArray, function: Any) -> BitArray:
        if len(other.bits) != len(self.bits):
            raise failures.argument("Array lengths must be the same.")
        self.bits = [function(one, two) for one, two in zip(self.bits, other.bits, strict=True)]
        return self

    def And(self, other: BitArray) -> BitArray:
        return self._with(other, lambda one, two: one and two)

    def Or(self, other: BitArray) -> BitArray:
        return self._with(other, lambda one, two: one or two)

    def Xor(self, other: BitArray) -> BitArray:
        return self._with(other, lambda one, two: one != two)

    def Not(self) -> BitArray:
        self.bits = [not one for one in self.bits]
        return self

    def HasAllSet(self) -> bool:
        return all(self.bits)

    def HasAnySet(self) -> bool:
        return any(self.bits)

    def LeftShift(self, count: int) -> BitArray:
        count = min(count, len(self.bits))
        self.bits = ([False] * count + self.bits)[: len(self.bits)]
        return self

    def RightShift(self, count: int) -> BitArray:
        count = min(count, len(self.bits))
        self.bits = (self.bits[count:] + [False] * count)[: len(self.bits)]
        return self

    def Clone(self) -> BitArray:
        return BitArray(self.bits)

    @with_session
    def CopyTo(session: Any, self: BitArray, target: Any, at: int) -> None:
        from pwsh_emu.runtime.values import Byte

        element = getattr(target, "element", "System.Boolean")
        if element == "System.Boolean":
            copy_into(self.bits, target, at, failures.out_of_bounds)
            return
        width = 8 if element == "System.Byte" else 32
        numbers = [sum(1 << bit for bit, one in enumerate(self.bits[start : start + width]) if one) for start in range(0, len(self.bits), width)]
        made = [Byte(number) if width == 8 else number - (1 << 32) if number >= 1 << 31 else number for number in numbers]
        copy_into(made, target, at, failures.too_short)


TYPES = {
    "System.Collections.Queue": Queue,
    "System.Collections.Generic.Queue`1": Queue,
    "System.Collections.Stack": Stack,
    "System.Collections.Generic.Stack`1": Stack,
    "System.Collections.Generic.LinkedList`1": LinkedList,
    "System.Collections.Generic.LinkedListNode`1": LinkedListNode,
    "System.Collections.BitArray": BitArray,
}
