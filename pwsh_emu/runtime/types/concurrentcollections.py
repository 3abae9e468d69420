"""ConcurrentQueue, ConcurrentStack and ConcurrentBag: what several threads may change, so that one goes through a copy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pwsh_emu.runtime.knowntypes import with_session, with_type
from pwsh_emu.runtime.types import failures
from pwsh_emu.runtime.types.copying import copy_into
from pwsh_emu.runtime.types.defaults import zero_of
from pwsh_emu.runtime.types.itemholders import ItemHolder
from pwsh_emu.runtime.typesystem import PSType
from pwsh_emu.runtime.values import PSArray

_SHARED = (
    "int Count", "bool IsEmpty", "void Clear()", "void CopyTo(!0[] array, int index)", "!0[] ToArray()", "bool TryPeek([ref] !0 result)",
    "System.Collections.Generic.IEnumerator[!0] GetEnumerator()", "bool TryAdd(!0 item)", "bool TryTake([ref] !0 item)",
)  # fmt: skip


class ConcurrentCollection(ItemHolder):
    """What the three share: ``items`` in the order in which they came, the next to be taken at the end where ``newest_first``."""

    newest_first = True
    PROPERTY_ORDER = "IsEmpty Count"
    __slots__ = ()

    def __init__(self, ps_type: PSType, items: Iterable[Any] = ()) -> None:
        super().__init__()
        self.ps_type = ps_type
        self.items: list[Any] = list(items)

    @classmethod
    def made(cls, session: Any, ps_type: PSType, arguments: tuple[Any, ...]) -> Any:
        from pwsh_emu.runtime.conversion import convert
        from pwsh_emu.runtime.types.dictionaries import elements

        if not arguments:
            return cls(ps_type)
        if arguments[0] is None:
            raise failures.null("collection")
        return cls(ps_type, [convert(session, item, ps_type.arguments[0]) for item in elements(arguments[0])])

    def __iter__(self) -> Iterator[Any]:
        return iter(self.items[::-1] if self.newest_first else list(self.items))

    @property
    def IsEmpty(self) -> bool:
        return not self.items

    def ToArray(self) -> PSArray:
        return PSArray(self, self.ps_type.arguments[0].to_string())

    def CopyTo(self, target: Any, at: int) -> None:
        copy_into(list(self), target, at, failures.too_short)

    def TryAdd(self, value: Any) -> bool:
        self.items.append(value)
        return True

    def TryPeek(self, reference: Any) -> bool:
        at = -1 if self.newest_first else 0
        reference.value = self.items[at] if self.items else zero_of(self.ps_type.arguments[0])
        return bool(self.items)

    def TryTake(self, reference: Any) -> bool:
        found = self.TryPeek(reference)
        if found:
            self.items.pop(-1 if self.newest_first else 0)
        return found


class ConcurrentQueue(ConcurrentCollection):
    """System.Collections.Concurrent.ConcurrentQueue<T>."""

    newest_first = False
    SIGNATURES = (
        "System.Collections.Concurrent.ConcurrentQueue[!0] new()",
        "System.Collections.Concurrent.ConcurrentQueue[!0] new(System.Collections.Generic.IEnumerable[!0] collection)",
        "void Enqueue(!0 item)", "bool TryDequeue([ref] !0 result)", *_SHARED,
    )  # fmt: skip
    __slots__ = ()

    def Enqueue(self, value: Any) -> None:
        self.items.append(value)

    def TryDequeue(self, reference: Any) -> bool:
        return self.TryTake(reference)


class ConcurrentStack(ConcurrentCollection):
    """System.Collections.Concurrent.ConcurrentStack<T>."""

    SIGNATURES = (
        "System.Collections.Concurrent.ConcurrentStack[!0] new()",
        "System.Collections.Concurrent.ConcurrentStack[!0] new(System.Collections.Generic.IEnumerable[!0] collection)",
        "void Push(!0 item)", "void PushRange(!0[] items)", "void PushRange(!0[] items, int startIndex, int count)",
        "bool TryPop([ref] !0 result)", "int TryPopRange(!0[] items)", "int TryPopRange(!0[] items, int startIndex, int count)", *_SHARED,
    )  # fmt: skip
    __slots__ = ()

    def Push(self, value: Any) -> None:
        self.items.append(value)

    def PushRange(self, values: Any, start: int = 0, count: int | None = None) -> None:
        self.items.extend(values[start : len(values) if count is None else start + count])

    def TryPop(self, reference: Any) -> bool:
        return self.TryTake(reference)

    def TryPopRange(self, target: Any, start: int = 0, count: int | None = None) -> int:
        taken = list(self)[: len(target) - start if count is None else count]
        target[start : start + len(taken)] = taken
        del self.items[len(self.items) - len(taken) :]
        return len(taken)


class ConcurrentBag(ConcurrentCollection):
    """System.Collections.Concurrent.ConcurrentBag<T>: on one thread, what came last is taken and shown first."""

    SIGNATURES = (
        "System.Collections.Concurrent.ConcurrentBag[!0] new()",
        "System.Collections.Concurrent.ConcurrentBag[!0] new(System.Collections.Generic.IEnumerable[!0] collection)", "void Add(!0 item)", *_SHARED,
    )  # fmt: skip
    __slots__ = ()

    def Add(self, value: Any) -> None:
        self.items.append(value)


def _constructor(kind: type[ConcurrentCollection]) -> Any:
    @with_session
    @with_type
    def new(session: Any, ps_type: PSType, *arguments: Any) -> Any:
        return kind.made(session, ps_type, arguments)

    return staticmethod(new)


TYPES: dict[str, type[ConcurrentCollection]] = {
    "System.Collections.Concurrent.ConcurrentQueue`1": ConcurrentQueue,
    "System.Collections.Concurrent.ConcurrentStack`1": ConcurrentStack,
    "System.Collections.Concurrent.ConcurrentBag`1": ConcurrentBag,
}
for _kind in TYPES.values():
    _kind.new = _constructor(_kind)  # type: ignore[attr-defined]
