"""Methods and indexed properties as values: what ``'abc'.Substring`` and ``'abc'.Chars`` give."""

from __future__ import annotations

import re
from typing import Any

from pwsh_emu.runtime.errors import NetException
from pwsh_emu.runtime.knowntypes import builtin, with_session
from pwsh_emu.runtime.typesystem import DotNetObject, Overload, PSType
from pwsh_emu.runtime.values import PSScriptMethod


def _texts(texts: list[str]) -> Any:
    from pwsh_emu.runtime.types.collections_generic import new_collection

    return new_collection("System.String", texts)


class PSMethod(DotNetObject):
    """A method of an object (or of a type) that can be shown, asked for its overloads and invoked."""

    ps_type = builtin("System.Management.Automation.PSMethod")
    __slots__ = ("obj", "overloads", "owner", "session")

    def __init__(self, session: Any, obj: Any, overloads: list[Overload], owner: PSType | None = None) -> None:
        super().__init__()
        self.session = session
        self.obj = obj
        self.overloads = overloads
        self.owner = owner

    @property
    def Name(self) -> str:
        return re.sub(r"\[[^\[\]]*\]$", "", self.overloads[0].signature.partition("(")[0]).rpartition(" ")[2]

    @property
    def MemberType(self) -> str:
        return "Method"

    @property
    def TypeNameOfValue(self) -> str:
        return "System.Management.Automation.PSMethod"

    @property
    def Value(self) -> Any:
        return self

    @property
    def IsInstance(self) -> bool:
        return False

    @property
    def OverloadDefinitions(self) -> Any:
        return _texts([overload.signature for overload in self.overloads])

    @with_session
    def Invoke(session: Any, self: PSMethod, arguments: Any) -> Any:
        from pwsh_emu.runtime.members import call_overloads
        from pwsh_emu.runtime.registry import type_of

        owner = self.owner or type_of(self.obj)
        target = () if self.owner is not None else (self.obj,)
        name = self.Name
        return call_overloads(session, owner, target, self.overloads, ("static", name.lower()) if self.owner else name.lower(), list(arguments))

    def ToString(self) -> str:
        return ", ".join(overload.signature for overload in self.overloads)

    __str__ = ToString


class ScriptMethodValue(DotNetObject):
    """A ScriptMethod of an object as a value."""

    ps_type = builtin("System.Management.Automation.PSScriptMethod")
    __slots__ = ("member", "obj", "session")

    def __init__(self, session: Any, obj: Any, member: PSScriptMethod) -> None:
        super().__init__()
        self.session = session
        self.obj = obj
        self.member = member

    @property
    def Name(self) -> str:
        return self.member.name

    @property
    def MemberType(self) -> str:
        return self.member.member_type

    @property
    def Script(self) -> Any:
        return self.member.script

    @property
    def IsInstance(self) -> bool:
        return True

    @property
    def TypeNameOfValue(self) -> str:
        return "System.Object"

    @property
    def Value(self) -> Any:
        return self

    @property
    def OverloadDefinitions(self) -> Any:
        return _texts([self.ToString()])

    @with_session
    def Invoke(session: Any, self: ScriptMethodValue, arguments: Any) -> Any:
        from pwsh_emu.runtime.members import run_script_method

        return run_script_method(session, self.obj, self.member, list(arguments))

    def ToString(self) -> str:
        return self.member.definition

    __str__ = ToString


class PSParameterizedProperty(DotNetObject):
    """A property with an index of an object: ``'abc'.Chars``."""

    ps_type = builtin("System.Management.Automation.PSParameterizedProperty")
    __slots__ = ("function", "name", "obj", "session", "signatures")

    def __init__(self, session: Any, obj: Any, name: str, signatures: list[str], function: Any) -> None:
        super().__init__()
        self.session = session
        self.obj = obj
        self.name = name
        self.signatures = signatures
        self.function = function

    @property
    def Name(self) -> str:
        return self.name

    @property
    def MemberType(self) -> str:
        return "ParameterizedProperty"

    @property
    def OverloadDefinitions(self) -> Any:
        return _texts(self.signatures)

    @property
    def IsGettable(self) -> bool:
        return True

    @property
    def IsSettable(self) -> bool:
        return "set;" in self.signatures[0]

    @property
    def IsInstance(self) -> bool:
        return False

    @property
    def TypeNameOfValue(self) -> str:
        return self.signatures[0].partition(" ")[0]

    @property
    def Value(self) -> Any:
        return self

    def invoke(self, arguments: list[Any]) -> Any:
        """Read the property at an index."""
        from pwsh_emu.runtime.members import getting_error
        from pwsh_emu.runtime.overloads import CallPlan, choose, convert_arguments

        overloads = self._overloads(self.signatures, self.function)
        plan: CallPlan = choose(self.session, self.name, overloads, arguments)
        converted = convert_arguments(self.session, plan, arguments, self.name)
        try:
            result = plan.function(self.session, self.obj, *converted) if plan.session else plan.function(self.obj, *converted)
        except NetException as error:
            raise getting_error(self.name, error.exception) from None
        return result if plan.finish is None else plan.finish(result)

    def assign(self, indices: list[Any], value: Any) -> None:
        """Write the property at an index."""
        from pwsh_emu.runtime.knowntypes import KnownType
        from pwsh_emu.runtime.overloads import CallPlan, choose, convert_arguments, thrown
        from pwsh_emu.runtime.registry import type_of

        found: Any = None
        for one in type_of(self.obj).bases():
            if isinstance(one, KnownType):
                for implementation in one.implementations():
                    found = found or getattr(implementation, f"set_{self.name}", None)
        if found is None:
            from pwsh_emu.runtime.indexing import cannot_index

            raise cannot_index(self.obj)
        kind = self.signatures[0].partition(" ")[0]
        signatures = [text.partition(")")[0] + f", {kind} value)" for text in self.signatures]
        plan: CallPlan = choose(self.session, self.name, self._overloads(signatures, found), [*indices, value])
        converted = convert_arguments(self.session, plan, [*indices, value], self.name)
        try:
            if plan.session:
                plan.function(self.session, self.obj, *converted)
            else:
                plan.function(self.obj, *converted)
        except NetException as error:
            raise thrown(error) from None

    @staticmethod
    def _overloads(signatures: list[str], function: Any) -> list[Overload]:
        return [Overload(text.partition(" {")[0], function, static=False, session=getattr(function, "needs_session", False)) for text in signatures]

    @with_session
    def Invoke(session: Any, self: PSParameterizedProperty, arguments: Any) -> Any:
        return self.invoke(list(arguments))

    def ToString(self) -> str:
        return ", ".join(self.signatures)

    __str__ = ToString


TYPES = {
    "System.Management.Automation.PSMethod": PSMethod,
    "System.Management.Automation.PSParameterizedProperty": PSParameterizedProperty,
}
