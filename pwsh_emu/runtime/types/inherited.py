"""Members that many types have in the same way: those of IConvertible, and the operators that compare."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pwsh_emu.runtime.knowntypes import with_session

_TARGETS = "Boolean Byte Char DateTime Decimal Double Int16 Int32 Int64 SByte Single UInt16 UInt32 UInt64".split()
_OPERATORS = {
    "op_Equality": "eq",
    "op_Inequality": "ne",
    "op_LessThan": "lt",
    "op_LessThanOrEqual": "le",
    "op_GreaterThan": "gt",
    "op_GreaterThanOrEqual": "ge",
}


def _converter(target: str) -> Callable[..., Any]:
    @with_session
    def convert(session: Any, value: Any, provider: Any = None) -> Any:
        from pwsh_emu.runtime import members

        convert_type = session.types.resolve("System.Convert")
        return members.invoke_static(session, convert_type, f"To{target}", [value, provider] if provider is not None else [value])

    return convert


@with_session
def _to_type(session: Any, value: Any, target: Any, provider: Any = None) -> Any:
    from pwsh_emu.runtime import members

    return members.invoke_static(session, session.types.resolve("System.Convert"), "ChangeType", [value, target])


def _operator(name: str) -> Callable[..., Any]:
    @with_session
    def compare(session: Any, left: Any, right: Any) -> bool:
        from pwsh_emu.runtime import comparison

        return bool(getattr(comparison, name)(session, left, right, False))

    return compare


INSTANCE: dict[str, Callable[..., Any]] = {f"To{target}": _converter(target) for target in _TARGETS} | {"ToType": _to_type}
STATIC: dict[str, Callable[..., Any]] = {name: _operator(operator) for name, operator in _OPERATORS.items()}
