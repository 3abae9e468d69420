"""Script blocks as delegates: Func, Action, Predicate, Comparison and every other delegate type."""

from __future__ import annotations

from typing import Any

from pwsh_emu.runtime.enumeration import collect
from pwsh_emu.runtime.knowntypes import with_session
from pwsh_emu.runtime.typesystem import DotNetObject, PSType
from pwsh_emu.runtime.values import AUTOMATION_NULL


class Delegate(DotNetObject):
    """A script block (or a method) behind a delegate type; what it gives is converted to the delegate's return type."""

    __slots__ = ("parameters", "ps_type", "returns", "script", "session")

    def __init__(self, session: Any, script: Any, ps_type: PSType) -> None:
        super().__init__()
        self.session = session
        self.script = script
        self.ps_type = ps_type
        self.returns = return_type(ps_type)

    def call(self, *arguments: Any) -> Any:
        """Invoke with arguments and return the converted result ($null for an Action)."""
        script = self.script
        if isinstance(script, DotNetObject):
            from pwsh_emu.runtime.methods import PSMethod

            assert isinstance(script, PSMethod)
            result = PSMethod.Invoke(self.session, script, list(arguments))
        elif len(arguments) == 2 and self.ps_type.to_string().startswith("System.EventHandler"):
            result = collect(script.invoke(list(arguments), this=arguments[0], dollar_under=arguments[1]) or [])
        else:
            result = collect(script.invoke(list(arguments)) or [])
        if self.returns is None:
            return None
        from pwsh_emu.runtime import conversion

        return conversion.convert(self.session, None if result is AUTOMATION_NULL else result, self.returns)

    def test(self, *arguments: Any) -> bool:
        """Invoke a predicate."""
        from pwsh_emu.runtime.conversion import to_bool

        return to_bool(self.call(*arguments))

    @with_session
    def Invoke(session: Any, self: Delegate, *arguments: Any) -> Any:
        if len(arguments) == 1 and type(arguments[0]).__name__ == "PSArray" and len(self.ps_type.arguments) != 2:
            arguments = tuple(arguments[0])
        result = self.call(*arguments)
        return AUTOMATION_NULL if self.returns is None else result

    @with_session
    def DynamicInvoke(session: Any, self: Delegate, arguments: Any) -> Any:
        return self.call(*(arguments or []))

    @property
    def Target(self) -> Any:
        return self.script

    def __str__(self) -> str:
        return self.ps_type.to_string()

    SIGNATURES = (
        "System.Object Invoke()", "System.Object Invoke(System.Object arg)", "System.Object Invoke(System.Object arg1, System.Object arg2)",
        "System.Object Invoke(System.Object arg1, System.Object arg2, System.Object arg3)",
        "System.Object Invoke(System.Object arg1, System.Object arg2, System.Object arg3, System.Object arg4)",
        "System.Object DynamicInvoke(Params System.Object[] args)", "System.Object Target",
    )  # fmt: skip


def return_type(ps_type: PSType) -> PSType | None:
    """Return what a delegate type returns; None for void."""
    from pwsh_emu.runtime.knowntypes import builtin

    name = (ps_type.definition or ps_type.full_name).partition("`")[0]
    if name in ("System.Func", "System.Converter"):
        return ps_type.arguments[-1]
    if name == "System.Predicate":
        return builtin("System.Boolean")
    if name == "System.Comparison":
        return builtin("System.Int32")
    if name == "System.Text.RegularExpressions.MatchEvaluator":
        return builtin("System.String")
    return None


def parameter_types(ps_type: PSType) -> tuple[PSType, ...] | None:
    """Return what a generic delegate type takes; None where that is not known here."""
    name = (ps_type.definition or ps_type.full_name).partition("`")[0]
    if name in ("System.Func", "System.Converter"):
        return ps_type.arguments[:-1]
    if name in ("System.Action", "System.Predicate"):
        return ps_type.arguments
    return ps_type.arguments * 2 if name == "System.Comparison" else None


def of_method(session: Any, method: Any, ps_type: PSType) -> Delegate | None:
    """Return a method as a delegate of a type; None where no overload of it takes what the delegate does."""
    from pwsh_emu.runtime.methods import PSMethod
    from pwsh_emu.runtime.overloads import parsed

    wanted = parameter_types(ps_type)
    if wanted is None:
        return None
    for overload in method.overloads:
        if tuple(one.type for one in parsed(overload).parameters) == wanted:
            return Delegate(session, PSMethod(session, method.obj, [overload], method.owner), ps_type)
    return None


def make(session: Any, script: Any, ps_type: PSType) -> Delegate:
    """Return a script block as a delegate of a type."""
    return Delegate(session, script, ps_type)


TYPES = {"System.Delegate": Delegate}
