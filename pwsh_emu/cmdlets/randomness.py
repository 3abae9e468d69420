"""Get-Random, Get-SecureRandom and New-Guid."""

from __future__ import annotations

from typing import Any

from pwsh_emu.runtime.command import Cmdlet, implements
from pwsh_emu.runtime.enumeration import is_enumerable
from pwsh_emu.runtime.errors import ErrorRecord, ExceptionObject, PSError
from pwsh_emu.runtime.values import AUTOMATION_NULL, Int64, PSObject

_INT_MAX = 0x7FFFFFFF
_LONG_MAX = 0x7FFFFFFFFFFFFFFF


class RandomCmdlet(Cmdlet):
    """What Get-Random and Get-SecureRandom share."""

    InputObject: Any = None
    Maximum: Any = None
    Minimum: Any = None
    Count = 1
    Shuffle = False

    def generator(self) -> Any:
        """Return an object with Python's random interface."""
        import random

        return random.SystemRandom()

    def begin(self) -> None:
        self._random = self.generator()
        self._items: list[Any] = []
        if self.parameter_set == "RandomNumberParameterSet":
            self._numbers()

    # --- numbers ---
    def _numbers(self) -> None:
        high = self._operand(self.Maximum)
        low = self._operand(self.Minimum)
        count = int(self.Count) if "Count" in self.bound else 1
        for _ in range(count):
            if isinstance(low, float) or isinstance(high, float):
                self._double(0.0 if low is None else float(low), 1.7976931348623157e308 if high is None else float(high))
            else:
                self._integer(low, high)

    def _double(self, low: float, high: float) -> None:
        if low >= high:
            raise self._range_error(low, high)
        while True:  # rounding may reach the limit
            share = self._random.random()
            value = low + share * (high - low) if high - low != float("inf") else low + share * high - share * low
            if not value >= high:  # a limit that is no number ends it, too
                break
        self.write(value)

    def _integer(self, low: Any, high: Any) -> None:
        wide = any(isinstance(value, Int64) for value in (low, high) if value is not None)
        first = 0 if low is None else int(low)
        last = (_LONG_MAX if wide else _INT_MAX) if high is None else int(high)
        if first >= last:
            raise self._range_error(first, last)
        value = self._random.randrange(first, last)
        self.write(Int64(value) if wide else value)

    def _operand(self, value: Any) -> Any:
        """Return a limit as Int32, Int64 or Double: texts are read as numbers."""
        if value is None or value is AUTOMATION_NULL:
            return None
        base = value.base if type(value) is PSObject else value
        if isinstance(base, str):
            base = self._number(base)
        if isinstance(base, float):
            return float(base)
        if type(base).__name__ == "Decimal":
            return float(base)
        if isinstance(base, int) and not -0x80000000 <= base <= _INT_MAX:
            return Int64(base)
        if not isinstance(base, int):
            from pwsh_emu.runtime.conversion import convert

            try:
                return convert(self.session, base, self.session.types.resolve("System.Int32"))
            except PSError as error:
                cast = getattr(error, "cast", error.record.exception)
                raise self.terminate(ErrorRecord(cast, error.record.error_id, "InvalidArgument")) from error
        return base

    def _number(self, text: str) -> Any:
        """Read a text as a number of the language ("1kb", "8.0"), with a plus sign or not; one that is none is given back."""
        from pwsh_emu.runtime.conversion import try_convert
        from pwsh_emu.runtime.convert_numbers import scan_number

        types = self.session.types
        plain = text.strip()
        number = scan_number(plain[1:] if plain.startswith("+") else plain)
        if number is not None:
            return number
        for name in ("System.Int32", "System.Int64", "System.Double"):
            converted, number = try_convert(self.session, text, types.resolve(name))
            if converted:
                return number
        return text

    def _range_error(self, low: Any, high: Any) -> PSError:
        from pwsh_emu.runtime.conversion import net_string

        message = (
            f"The Minimum value ({net_string(low, self.session)}) cannot be greater than or equal to the Maximum value "
            f"({net_string(high, self.session)})."
        )
        exception = ExceptionObject("System.ArgumentException", message)
        record = ErrorRecord(exception, "MinGreaterThanOrEqualMax", "InvalidArgument")
        exception.error_record = record
        return self.terminate(record)

    # --- items ---
    def process(self) -> None:
        if self.parameter_set == "RandomNumberParameterSet" or self.InputObject is None:
            return
        value = self.InputObject
        self._items.extend(value.base if type(value) is PSObject else value) if is_enumerable(value) else self._items.append(value)

    def end(self) -> None:
        if self.parameter_set == "RandomNumberParameterSet":
            return
        items = list(self._items)
        if self.Shuffle:
            self._random.shuffle(items)
            self.write_all(items)
            return
        count = int(self.Count) if "Count" in self.bound else 1
        self.write_all(self._random.sample(items, min(count, len(items))))


@implements("Get-Random")
class GetRandom(RandomCmdlet):
    """Gets a random number, or selects objects randomly from a collection."""

    SetSeed: Any = None

    def generator(self) -> Any:
        import random

        services = self.session.services
        if self.SetSeed is not None:
            services["random"] = random.Random(int(self.SetSeed))
        return services.setdefault("random", random.Random())


@implements("Get-SecureRandom")
class GetSecureRandom(RandomCmdlet):
    """Gets a random number, or selects objects randomly from a collection, from the system's secure source."""


@implements("New-Guid")
class NewGuid(Cmdlet):
    """Creates a GUID."""

    Empty = False
    InputObject: Any = None

    def process(self) -> None:
        from pwsh_emu.runtime.conversion import convert
        from pwsh_emu.runtime.members import get_static_property, invoke_static

        guid = self.session.types.resolve("System.Guid")
        if "InputObject" in self.bound:
            try:
                self.write(convert(self.session, self.InputObject, guid))
            except PSError as error:
                cast = getattr(error, "cast", error.record.exception)
                inner = cast.inner if cast.inner is not None else cast
                record = ErrorRecord(inner, "StringNotRecognizedAsGuid", "InvalidArgument")
                self.write_error(record)
            return
        self.write(get_static_property(self.session, guid, "Empty") if self.Empty else invoke_static(self.session, guid, "NewGuid", []))
