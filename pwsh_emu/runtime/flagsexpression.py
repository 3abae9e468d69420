"""FlagsExpression: names of an enumeration's flags joined by ``+`` (and), ``,`` (or) and ``!`` (not), as -Attributes takes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.runtime.enumeration import is_enumerable
from pwsh_emu.runtime.errors import RUNTIME_EXCEPTION, NetException

if TYPE_CHECKING:
    from pwsh_emu.runtime.session import Session
    from pwsh_emu.runtime.typesystem import EnumType


class FlagsExpression:
    """An expression over flags. Raises NetException for a name that is none and for what is not an expression."""

    def __init__(self, session: Session, enumeration: EnumType, value: Any) -> None:
        from pwsh_emu.runtime.conversion import to_string

        text = ",".join(to_string(session, one) for one in value) if is_enumerable(value) else to_string(session, value)
        self._enumeration = enumeration
        # Alternatives, each a list of (negated, flag): the one in front binds tighter than the other.
        self._alternatives = [[self._term(part.strip(), text) for part in alternative.split("+")] for alternative in text.split(",")]

    def _term(self, part: str, whole: str) -> tuple[bool, int]:
        negated = part.startswith("!")
        name = part[1:].strip() if negated else part
        if not name or not name.isalnum():
            raise NetException(RUNTIME_EXCEPTION, f'Cannot process argument "{whole}": the expression of flags is not valid.')
        exact = [one for one in self._enumeration.names if one.lower() == name.lower()]
        found = exact or [one for one in self._enumeration.names if one.lower().startswith(name.lower())]
        if len(found) != 1:
            known = ", ".join(self._enumeration.names)
            raise NetException(
                RUNTIME_EXCEPTION,
                f"Unable to match the identifier name {name} to a valid enumerator name. Specify one of the following enumerator names and try again:"
                f"\n{known}",
            )
        return negated, self._enumeration.names[found[0]]

    def names(self, name: str) -> bool:
        """Tell whether the expression speaks of a flag."""
        flag = self._enumeration.names[name]
        return any(flag == one for alternative in self._alternatives for _, one in alternative)

    def holds(self, value: int) -> bool:
        """Tell whether a value satisfies the expression."""
        return any(all((value & flag == flag) != negated for negated, flag in alternative) for alternative in self._alternatives)
