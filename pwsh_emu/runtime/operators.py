"""All operators in one place: one function a token, ``(session, left, right)`` and a case flag where the token has one.

The work is in `arithmetic`, `bitwise`, `comparison`, `membership`, `matching` and `formatoperator`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.runtime.arithmetic import add, decrement, divide, increment, multiply, negate, plus, range_, remainder, subtract
from pwsh_emu.runtime.bitwise import band, bnot, bor, bxor, shl, shr
from pwsh_emu.runtime.comparison import eq, ge, gt, le, lt, ne
from pwsh_emu.runtime.conversion import to_bool
from pwsh_emu.runtime.formatoperator import format_
from pwsh_emu.runtime.matching import join, like, match, notlike, notmatch, replace, split, unary_join, unary_split
from pwsh_emu.runtime.membership import as_, contains, in_, is_

if TYPE_CHECKING:
    from pwsh_emu.runtime.session import Session

__all__ = [
    "add", "as_", "band", "bnot", "bor", "bxor", "contains", "decrement", "divide", "eq", "format_", "ge", "gt", "in_", "increment", "is_", "isnot",
    "join", "le", "like", "lt", "match", "multiply", "ne", "negate", "not_", "notcontains", "notin", "notlike", "notmatch", "plus", "range_",
    "remainder", "replace", "shl", "shr", "split", "subtract", "unary_join", "unary_split", "xor",
]  # fmt: skip


def not_(session: Session, value: Any) -> bool:
    """Return ``-not value``."""
    return not to_bool(value)


def xor(session: Session, left: Any, right: Any) -> bool:
    """Return ``left -xor right``."""
    return to_bool(left) is not to_bool(right)


def isnot(session: Session, left: Any, right: Any) -> bool:
    """Return ``left -isnot right``."""
    return not is_(session, left, right)


def notcontains(session: Session, left: Any, right: Any, ignore_case: bool = True) -> bool:
    """Return ``left -notcontains right``."""
    return not contains(session, left, right, ignore_case)


def notin(session: Session, left: Any, right: Any, ignore_case: bool = True) -> bool:
    """Return ``left -notin right``."""
    return not in_(session, left, right, ignore_case)
