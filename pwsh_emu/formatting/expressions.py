"""Property expressions: the names, wildcard patterns and script blocks that say what of an object is shown."""

from __future__ import annotations

from typing import Any

from pwsh_emu.formatting.members import has_member, property_names, property_set, read
from pwsh_emu.runtime.errors import ErrorRecord, PSError
from pwsh_emu.runtime.values import Hashtable, PSCustomObject, PSObject

_WILDCARDS = frozenset("*?[")


class PropertyExpression:
    """A name, a pattern or a script block. ``resolved`` says that the name is one of the object's, not to be looked for again."""

    __slots__ = ("resolved", "script", "text")

    def __init__(self, text: str, script: Any = None, *, resolved: bool = False) -> None:
        self.text = text
        self.script = script
        self.resolved = resolved

    @property
    def has_wildcards(self) -> bool:
        """Whether the name is a pattern."""
        return self.script is None and not _WILDCARDS.isdisjoint(self.text)

    def resolve(self, session: Any, obj: Any) -> list[PropertyExpression]:
        """Return one expression for each property of an object that this names; property sets give their members."""
        if self.resolved or self.script is not None:
            return [self]
        obj = _holder(session, obj, None if self.has_wildcards else self.text)
        if self.has_wildcards:
            from pwsh_emu.runtime.wildcard import WildcardPattern

            matches = WildcardPattern(self.text, True).matches
            names = [name for name in property_names(session, obj) if matches(name)]
        else:
            members = property_set(session, obj, self.text)
            if members is not None:
                names = [name for name in members if has_member(session, obj, name)]
            else:
                spelled = has_member(session, obj, self.text)
                names = [spelled] if spelled else []
        return [PropertyExpression(name, resolved=True) for name in dict.fromkeys(names)]

    def value(self, session: Any, obj: Any) -> Result:
        """Read what this names of an object; errors come back in the result."""
        try:
            if self.script is not None:
                return Result(self, _run(session, self.script, obj))
            return Result(self, read(session, _holder(session, obj, self.text), self.text))
        except PSError as error:
            if self.script is not None:
                from pwsh_emu.runtime.trapping import note

                note(session, error.record)
            return Result(self, None, error.record)

    def first(self, session: Any, obj: Any) -> Result | None:
        """Return the value of the first property of an object that this names; None where it has none."""
        if self.resolved or self.script is not None:
            return self.value(session, obj)
        found = self.resolve(session, obj)
        return found[0].value(session, obj) if found else None


class Result:
    """A value that an expression gave, or the error it ended with."""

    __slots__ = ("error", "expression", "value")

    def __init__(self, expression: PropertyExpression, value: Any, error: ErrorRecord | None = None) -> None:
        self.expression = expression
        self.value = value
        self.error = error


def _holder(session: Any, obj: Any, name: str | None) -> Any:
    """Return what has a property of an object: a Hashtable's keys are its properties here (another dictionary's are not), its own come second."""
    from pwsh_emu.runtime.knowntypes import builtin
    from pwsh_emu.runtime.registry import is_assignable, type_of

    base = obj.base if type(obj) is PSObject else obj
    if not isinstance(base, Hashtable) or not is_assignable(type_of(base), builtin("System.Collections.Hashtable")):
        return obj
    keys = PSCustomObject({str(key): value for key, value in base.items()})
    return obj if name is not None and not has_member(session, keys, name) and has_member(session, obj, name) else keys


def _run(session: Any, block: Any, obj: Any) -> Any:
    from pwsh_emu.runtime.enumeration import collect

    session.catching += 1  # a failed statement ends the script block instead of being reported
    try:
        result = block.invoke([], dollar_under=obj, new_scope=True)
    finally:
        session.catching -= 1
    return collect(result or [])
