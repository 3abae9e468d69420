"""System.Collections.Generic.PriorityQueue<TElement, TPriority>: a heap of four children a node, as .NET's is.

Its shape decides in which order elements of the same priority come.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from pwsh_emu.runtime.knowntypes import with_session, with_type
from pwsh_emu.runtime.types import failures
from pwsh_emu.runtime.types.defaults import zero_of
from pwsh_emu.runtime.typesystem import DotNetObject, PSType
from pwsh_emu.runtime.values import PSArray

_PAIRS = "System.Collections.Generic.IEnumerable[System.ValueTuple[!0,!1]] items"
_ORDER = "System.Collections.Generic.IComparer[!1] comparer"
_NEW = "System.Collections.Generic.PriorityQueue[!0,!1] new"


class PriorityQueue(DotNetObject):
    """A queue whose lowest priority comes first.

    ``nodes`` are its elements with their priorities as the heap holds them, ``session`` is where CompareTo is called.
    """

    PROPERTY_ORDER = "Count Comparer UnorderedItems"
    SIGNATURES = (
        f"{_NEW}()", f"{_NEW}(int initialCapacity)", f"{_NEW}({_ORDER})", f"{_NEW}(int initialCapacity, {_ORDER})",
        f"{_NEW}({_PAIRS})", f"{_NEW}({_PAIRS}, {_ORDER})",
        "int Count", "System.Collections.Generic.IComparer[!1] Comparer", "System.Object UnorderedItems",
        "void Enqueue(!0 element, !1 priority)", "!0 Dequeue()", "!0 Peek()", "bool TryDequeue([ref] !0 element, [ref] !1 priority)",
        "bool TryPeek([ref] !0 element, [ref] !1 priority)", "!0 EnqueueDequeue(!0 element, !1 priority)",
        "!0 DequeueEnqueue(!0 element, !1 priority)", f"void EnqueueRange({_PAIRS})",
        "void EnqueueRange(System.Collections.Generic.IEnumerable[!0] elements, !1 priority)",
        "bool Remove(!0 element, [ref] !0 removedElement, [ref] !1 priority)", "void Clear()", "int EnsureCapacity(int capacity)",
        "void TrimExcess()",
    )  # fmt: skip
    __slots__ = ("comparer", "nodes", "ps_type", "session")

    def __init__(self, session: Any, ps_type: PSType, comparer: Any = None) -> None:
        super().__init__()
        self.session = session
        self.ps_type = ps_type
        self.comparer = comparer
        self.nodes: list[tuple[Any, Any]] = []

    @staticmethod
    @with_session
    @with_type
    def new(session: Any, ps_type: PSType, *arguments: Any) -> PriorityQueue:
        from pwsh_emu.runtime.types.comparerkeys import is_comparer

        queue = PriorityQueue(session, ps_type, next((one for one in arguments if is_comparer(one)), None))
        for one in arguments:
            if one is not queue.comparer and not isinstance(one, int):
                queue._fill(one)
        return queue

    def __str__(self) -> str:
        return self.ps_type.to_string()

    @property
    def Count(self) -> int:
        return len(self.nodes)

    @property
    def Comparer(self) -> Any:
        from pwsh_emu.runtime.knowntypes import generic
        from pwsh_emu.runtime.types.comparers import GenericComparer

        return self.comparer or GenericComparer(generic("System.Collections.Generic.Comparer`1", self.ps_type.arguments[1]))

    @property
    def UnorderedItems(self) -> PSArray:
        from pwsh_emu.runtime.types.tuples import value_tuple

        return PSArray([value_tuple(list(node)) for node in self.nodes])

    # --- the heap ---

    def _compare(self) -> Callable[[Any, Any], int]:
        from pwsh_emu.runtime.types.arrays import comparison

        return comparison(self.session, self.comparer)

    def _rise(self, node: tuple[Any, Any], at: int) -> None:
        """Put a node at a place that is free, or nearer to the root where its priority is lower than what lies there."""
        compare, nodes = self._compare(), self.nodes
        while at > 0:
            parent = (at - 1) >> 2
            if compare(node[1], nodes[parent][1]) >= 0:
                break
            nodes[at] = nodes[parent]
            at = parent
        nodes[at] = node

    def _sink(self, node: tuple[Any, Any], at: int) -> None:
        """Put a node at a place that is free, or further from the root where a child's priority is lower."""
        compare, nodes = self._compare(), self.nodes
        size = len(nodes)
        while (child := (at << 2) + 1) < size:
            least = child
            for other in range(child + 1, min(child + 4, size)):
                if compare(nodes[other][1], nodes[least][1]) < 0:
                    least = other
            if compare(node[1], nodes[least][1]) <= 0:
                break
            nodes[at] = nodes[least]
            at = least
        nodes[at] = node

    def _fill(self, pairs: Iterable[Any]) -> None:
        if self.nodes:
            for pair in pairs:
                self.Enqueue(pair.Item1, pair.Item2)
            return
        self.nodes = [(pair.Item1, pair.Item2) for pair in pairs]
        for at in range((len(self.nodes) - 2) >> 2, -1, -1):
            self._sink(self.nodes[at], at)

    def _first(self) -> tuple[Any, Any]:
        if not self.nodes:
            raise failures.invalid("Queue empty.")
        return self.nodes[0]

    # --- members ---

    def Enqueue(self, value: Any, priority: Any) -> None:
        self.nodes.append((value, priority))
        self._rise((value, priority), len(self.nodes) - 1)

    def EnqueueRange(self, items: Iterable[Any], *priority: Any) -> None:
        if priority:
            for item in list(items):
                self.Enqueue(item, priority[0])
        else:
            self._fill(list(items))

    def Dequeue(self) -> Any:
        first = self._first()
        last = self.nodes.pop()
        if self.nodes:
            self._sink(last, 0)
        return first[0]

    def Peek(self) -> Any:
        return self._first()[0]

    def TryPeek(self, element: Any, priority: Any) -> bool:
        found = bool(self.nodes)
        element.value, priority.value = self.nodes[0] if found else map(zero_of, self.ps_type.arguments)
        return found

    def TryDequeue(self, element: Any, priority: Any) -> bool:
        found = self.TryPeek(element, priority)
        if found:
            self.Dequeue()
        return found

    def EnqueueDequeue(self, value: Any, priority: Any) -> Any:
        if not self.nodes or self._compare()(priority, self.nodes[0][1]) <= 0:
            return value
        return self.DequeueEnqueue(value, priority)

    def DequeueEnqueue(self, value: Any, priority: Any) -> Any:
        first = self._first()
        self._sink((value, priority), 0)
        return first[0]

    def Remove(self, value: Any, element: Any, priority: Any) -> bool:
        from pwsh_emu.runtime.types.objects import same

        at = next((at for at, node in enumerate(self.nodes) if same(node[0], value)), None)
        if at is None:
            element.value, priority.value = map(zero_of, self.ps_type.arguments)
            return False
        element.value, priority.value = self.nodes[at]
        last = self.nodes.pop()
        if at < len(self.nodes):
            (self._rise if self._compare()(last[1], priority.value) < 0 else self._sink)(last, at)
        return True

    def Clear(self) -> None:
        self.nodes.clear()

    def EnsureCapacity(self, capacity: int) -> int:
        return max(capacity, len(self.nodes))

    def TrimExcess(self) -> None:
        """Do nothing: capacity has no meaning here."""


TYPES = {"System.Collections.Generic.PriorityQueue`2": PriorityQueue}
