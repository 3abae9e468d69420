"""System.Random: .NET's seeded generator exactly, another one without a seed."""

from __future__ import annotations

import secrets
from typing import Any

from pwsh_emu.runtime.knowntypes import builtin
from pwsh_emu.runtime.types import failures
from pwsh_emu.runtime.typesystem import DotNetObject
from pwsh_emu.runtime.values import Byte, Int64, Single

_BIG = 2147483647
_SEED = 161803398


class SeededGenerator:
    """Knuth's subtractive generator as .NET's Random(seed) uses it."""

    __slots__ = ("first", "second", "table")

    def __init__(self, seed: int) -> None:
        self.table = [0] * 56
        value = _SEED - (_BIG if seed == -2147483648 else abs(seed))
        self.table[55] = value
        following = 1
        position = 0
        for _ in range(1, 55):
            position = (position + 21) % 55
            self.table[position] = following
            following = value - following
            if following < 0:
                following += _BIG
            value = self.table[position]
        for _ in range(4):
            for index in range(1, 56):
                other = index + 30
                if other >= 55:
                    other -= 55
                difference = self.table[index] - self.table[1 + other]
                difference = (difference + (1 << 31)) % (1 << 32) - (1 << 31)
                self.table[index] = difference + _BIG if difference < 0 else difference
        self.first, self.second = 0, 21

    def sample(self) -> int:
        """Return the next number from 0 to 2147483646."""
        self.first = self.first + 1 if self.first + 1 < 56 else 1
        self.second = self.second + 1 if self.second + 1 < 56 else 1
        value = self.table[self.first] - self.table[self.second]
        if value == _BIG:
            value -= 1
        if value < 0:
            value += _BIG
        self.table[self.first] = value
        return value


class Random(DotNetObject):
    """A generator of numbers; ``generator`` is None where no seed was given."""

    ps_type = builtin("System.Random")
    __slots__ = ("generator",)

    def __init__(self, seed: int | None = None) -> None:
        super().__init__()
        self.generator = None if seed is None else SeededGenerator(seed)

    @staticmethod
    def new(seed: int | None = None) -> Random:
        return Random(seed)

    def __str__(self) -> str:
        return "System.Random"

    def _sample(self) -> float:
        if self.generator is None:
            return secrets.randbits(53) / (1 << 53)
        return self.generator.sample() * (1.0 / _BIG)

    def _large_sample(self) -> float:
        assert self.generator is not None
        value = self.generator.sample()
        if self.generator.sample() % 2 == 0:
            value = -value
        return (value + 2147483646.0) / 4294967293.0

    def Next(self, *bounds: int) -> int:
        if not bounds:
            return secrets.randbelow(_BIG) if self.generator is None else self.generator.sample()
        low, high = (0, bounds[0]) if len(bounds) == 1 else bounds
        if len(bounds) == 1 and high < 0:
            raise failures.out_of_range(f"maxValue ('{high}') must be a non-negative value.", "maxValue", high)
        if low > high:
            raise failures.out_of_range("'minValue' cannot be greater than maxValue.", "minValue")
        span = high - low
        if self.generator is None:
            return low + (secrets.randbelow(span) if span else 0)
        return int(self._sample() * span) + low if span <= _BIG else int(self._large_sample() * span) + low

    def NextDouble(self) -> float:
        return self._sample()

    def NextSingle(self) -> Single:
        from pwsh_emu.runtime.convert_numbers import to_single

        while True:
            value = to_single(self._sample())
            if value < 1:
                return value

    def NextInt64(self, *bounds: int) -> Int64:
        low, high = (0, (1 << 63) - 1) if not bounds else (0, bounds[0]) if len(bounds) == 1 else bounds
        if low > high:
            raise failures.out_of_range("'minValue' cannot be greater than maxValue.", "minValue")
        span = high - low
        if span == 0:
            return Int64(low)
        if self.generator is None:
            return Int64(low + secrets.randbelow(span))
        bits = max((span - 1).bit_length(), 1)
        while True:
            result = 0
            for _ in range(3):
                result = (result << 22) | self._bits22()
            result = result & ((1 << 64) - 1)
            result >>= 64 - bits
            if result < span:
                return Int64(low + result)

    def _bits22(self) -> int:
        return self.Next(1 << 22)

    def NextBytes(self, buffer: Any) -> None:
        if buffer is None:
            raise failures.null("buffer")
        for index in range(len(buffer)):
            buffer[index] = Byte(secrets.randbelow(256) if self.generator is None else self.generator.sample() & 0xFF)

    def Shuffle(self, items: Any) -> None:
        for index in range(len(items) - 1):
            other = self.Next(index, len(items))
            if other != index:
                items[index], items[other] = items[other], items[index]

    def GetItems(self, choices: Any, length: int) -> Any:
        from pwsh_emu.runtime.values import PSArray

        return PSArray([choices[self.Next(len(choices))] for _ in range(length)], getattr(choices, "element", "System.Object"))

    def GetString(self, choices: Any, length: int) -> str:
        return "".join(str(choices[self.Next(len(choices))]) for _ in range(length))

    def GetHexString(self, length: int, lowercase: bool = False) -> str:
        return self.GetString("0123456789abcdef" if lowercase else "0123456789ABCDEF", length)

    static_get_Shared = staticmethod(lambda: Random())


TYPES = {"System.Random": Random}
