"""FlagsExpression<T>: the value of Get-ChildItem's -Attributes, an expression over an enumeration's flags."""

from __future__ import annotations

from typing import Any

from pwsh_emu.runtime.knowntypes import with_session, with_type
from pwsh_emu.runtime.typesystem import DotNetObject, PSType

_NAME = "System.Management.Automation.FlagsExpression`1"


class FlagsExpressionMembers(DotNetObject):
    """An expression as it was written."""

    SIGNATURES = (
        "System.Management.Automation.FlagsExpression[!0] new(string expression)",
        "System.Management.Automation.FlagsExpression[!0] new(System.Object[] expression)",
        "bool Evaluate(!0 value)",
    )
    __slots__ = ("expression", "ps_type", "text")

    def __init__(self, ps_type: PSType, expression: Any, text: str) -> None:
        super().__init__()
        self.ps_type = ps_type
        self.expression = expression
        self.text = text

    @staticmethod
    @with_session
    @with_type
    def new(session: Any, ps_type: PSType, value: Any) -> FlagsExpressionMembers:
        from pwsh_emu.runtime.conversion import to_string
        from pwsh_emu.runtime.flagsexpression import FlagsExpression

        enumeration: Any = ps_type.arguments[0]
        text = ",".join(to_string(session, one) for one in value) if isinstance(value, list) else to_string(session, value)
        return FlagsExpressionMembers(ps_type, FlagsExpression(session, enumeration, text), text)

    def Evaluate(self, value: Any) -> bool:
        return bool(self.expression.holds(value.value))

    def ToString(self) -> str:
        return self.text

    __str__ = ToString


TYPES: dict[str, type] = {_NAME: FlagsExpressionMembers}
