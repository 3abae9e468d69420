"""PSPropertyExpression and its results: what a -Property argument names of an object, for scripts that take such arguments themselves."""

from __future__ import annotations

from typing import Any

from pwsh_emu.formatting.expressions import PropertyExpression
from pwsh_emu.runtime.knowntypes import builtin, generic, with_session
from pwsh_emu.runtime.scriptblock import ScriptBlock
from pwsh_emu.runtime.types.collections_generic import List
from pwsh_emu.runtime.types.failures import null
from pwsh_emu.runtime.typesystem import DotNetObject
from pwsh_emu.runtime.values import AUTOMATION_NULL

_COMMANDS = "Microsoft.PowerShell.Commands."
_EXPRESSION = _COMMANDS + "PSPropertyExpression"
_RESULT = _COMMANDS + "PSPropertyExpressionResult"


class PSPropertyExpression(DotNetObject):
    """A name, a pattern or a script block."""

    SIGNATURES = (
        f"{_EXPRESSION} new(string s)",
        f"{_EXPRESSION} new(string s, bool isResolved)",
        f"{_EXPRESSION} new(scriptblock scriptBlock)",
        "scriptblock Script",
        "bool HasWildCardCharacters",
        f"System.Collections.Generic.List[{_EXPRESSION}] ResolveNames(psobject target)",
        f"System.Collections.Generic.List[{_EXPRESSION}] ResolveNames(psobject target, bool expand)",
        f"System.Collections.Generic.List[{_RESULT}] GetValues(psobject target)",
        f"System.Collections.Generic.List[{_RESULT}] GetValues(psobject target, bool expand, bool eatExceptions)",
        "string ToString()",
    )
    ps_type = builtin(_EXPRESSION)
    __slots__ = ("expression",)

    def __init__(self, expression: PropertyExpression) -> None:
        super().__init__()
        self.expression = expression

    @staticmethod
    def new(what: Any, resolved: bool = False) -> PSPropertyExpression:
        if isinstance(what, ScriptBlock):
            return PSPropertyExpression(PropertyExpression(what.text, what))
        if not what:
            raise null("s")
        return PSPropertyExpression(PropertyExpression(str(what), resolved=resolved))

    @property
    def Script(self) -> Any:
        return self.expression.script

    @property
    def HasWildCardCharacters(self) -> bool:
        return self.expression.has_wildcards

    @with_session
    def ResolveNames(session: Any, self: PSPropertyExpression, target: Any, expand: bool = True) -> List:
        found = [PSPropertyExpression(one) for one in self.expression.resolve(session, target)]
        return List(generic("System.Collections.Generic.List`1", _EXPRESSION), found)

    @with_session
    def GetValues(session: Any, self: PSPropertyExpression, target: Any, expand: bool = True, eatExceptions: bool = True) -> List:
        found = [PSPropertyExpressionResult(one.value(session, target)) for one in self.expression.resolve(session, target)]
        return List(generic("System.Collections.Generic.List`1", _RESULT), found)

    def ToString(self) -> str:
        return self.expression.text

    __str__ = ToString


class PSPropertyExpressionResult(DotNetObject):
    """A value that an expression gave of an object, or why it gave none."""

    SIGNATURES = ("System.Object Result", f"{_EXPRESSION} ResolvedExpression", "System.Exception Exception")
    ps_type = builtin(_RESULT)
    __slots__ = ("found",)

    def __init__(self, found: Any) -> None:
        super().__init__()
        self.found = found

    @property
    def Result(self) -> Any:
        return None if self.found.value is AUTOMATION_NULL else self.found.value

    @property
    def ResolvedExpression(self) -> PSPropertyExpression:
        return PSPropertyExpression(self.found.expression)

    @property
    def Exception(self) -> Any:
        return self.found.error.exception if self.found.error is not None else None


TYPES = {_EXPRESSION: PSPropertyExpression, _RESULT: PSPropertyExpressionResult}
