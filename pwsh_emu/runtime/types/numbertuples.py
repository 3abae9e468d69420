"""What structures of a few whole numbers share: sizes, places and rectangles."""

from __future__ import annotations

from typing import Any

from pwsh_emu.runtime.typesystem import DotNetObject


class NumberTuple(DotNetObject):
    """Numbers, named by ``NAMES``, that are equal where they are the same; those that are not given are 0."""

    __slots__ = ()
    NAMES: tuple[str, ...] = ()

    def __init__(self, *numbers: int) -> None:
        super().__init__()
        for name, number in zip(self.NAMES, numbers or (0,) * len(self.NAMES), strict=True):
            setattr(self, name, number)

    def numbers(self) -> tuple[Any, ...]:
        """Return the numbers in their order."""
        return tuple(getattr(self, name) for name in self.NAMES)

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and other.numbers() == self.numbers()

    def __hash__(self) -> int:
        return hash(self.numbers())

    def __str__(self) -> str:
        return ",".join(str(number) for number in self.numbers())

    def ToString(self) -> str:
        return str(self)
