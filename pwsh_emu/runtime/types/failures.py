"""The exceptions that .NET members throw most, with .NET's texts."""

from __future__ import annotations

from typing import Any

from pwsh_emu.runtime.errors import NetException


def argument(message: str, name: str | None = None) -> NetException:
    """Return an ArgumentException; the parameter's name is put behind the message as .NET does."""
    return NetException("System.ArgumentException", f"{message} (Parameter '{name}')" if name else message, ParamName=name)


def not_valid(name: str) -> NetException:
    """Return the PSArgumentException of PowerShell's own members."""
    message = f'Cannot process argument because the value of argument "{name}" is not valid. Change the value of the "{name}" argument and run '
    return NetException("System.Management.Automation.PSArgumentException", message + "the operation again.", ParamName=name)


def null_argument(name: str) -> NetException:
    """Return the PSArgumentNullException of PowerShell's own members."""
    message = f'Cannot process argument because the value of argument "{name}" is null. Change the value of argument "{name}" to a non-null value.'
    return NetException("System.Management.Automation.PSArgumentNullException", message)


def too_short() -> NetException:
    """Return the ArgumentException of an array that has no room for what is to be copied into it."""
    return argument("Destination array was not long enough. Check the destination index, length, and the array's lower bounds.", "destinationArray")


def out_of_bounds() -> NetException:
    """Return the ArgumentException of an offset and a length that reach beyond a collection."""
    return argument(
        "Offset and length were out of bounds for the array or count is greater than the number of elements from index to the end of the "
        "source collection."
    )


def null(name: str) -> NetException:
    """Return an ArgumentNullException."""
    return NetException("System.ArgumentNullException", f"Value cannot be null. (Parameter '{name}')", ParamName=name)


def out_of_range(message: str, name: str, actual: Any = None) -> NetException:
    """Return an ArgumentOutOfRangeException; ``actual`` adds the line with the actual value."""
    text = f"{message} (Parameter '{name}')"
    if actual is not None:
        text += f"\nActual value was {actual}."
    return NetException("System.ArgumentOutOfRangeException", text, ParamName=name, ActualValue=actual)


def negative(name: str, value: Any) -> NetException:
    """Return what ThrowIfNegative throws."""
    return out_of_range(f"{name} ('{value}') must be a non-negative value.", name, value)


def above(name: str, value: Any, most: Any) -> NetException:
    """Return what ThrowIfGreaterThan throws."""
    return out_of_range(f"{name} ('{value}') must be less than or equal to '{most}'.", name, value)


def at_least(name: str, value: Any, least: Any) -> NetException:
    """Return what ThrowIfLessThan throws."""
    return out_of_range(f"{name} ('{value}') must be greater than or equal to '{least}'.", name, value)


def not_below(name: str, value: Any, limit: Any) -> NetException:
    """Return what ThrowIfGreaterThanOrEqual throws."""
    return out_of_range(f"{name} ('{value}') must be less than '{limit}'.", name, value)


def index(name: str = "index") -> NetException:
    """Return the out-of-range error of lists."""
    return out_of_range("Index was out of range. Must be non-negative and less than the size of the collection.", name)


def format_error(message: str) -> NetException:
    """Return a FormatException."""
    return NetException("System.FormatException", message)


def overflow(message: str) -> NetException:
    """Return an OverflowException."""
    return NetException("System.OverflowException", message)


def invalid(message: str) -> NetException:
    """Return an InvalidOperationException."""
    return NetException("System.InvalidOperationException", message)


def unsupported(message: str) -> NetException:
    """Return a NotSupportedException."""
    return NetException("System.NotSupportedException", message)


def modified() -> NetException:
    """Return what an enumerator throws whose collection changed."""
    return invalid("Collection was modified; enumeration operation may not execute.")
