"""Attributes that classes of scripts define: they convert arguments, check them, or only mark what they stand at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.runtime import validation
from pwsh_emu.runtime.errors import NetException, PSError
from pwsh_emu.runtime.values import PSArray

if TYPE_CHECKING:
    from pwsh_emu.runtime.session import Session
    from pwsh_emu.runtime.typesystem import PSType

_NAMESPACE = "System.Management.Automation."


class ScriptAttribute(validation.OtherAttribute):
    """An attribute whose behaviour is the methods of a script's class."""

    asks_script = True

    def __init__(self, ps_type: PSType, instance: Any, bases: set[str]) -> None:
        super().__init__(ps_type.full_name, instance=instance)
        self.converts = _NAMESPACE + "ArgumentTransformationAttribute" in bases
        self.by_element = _NAMESPACE + "ValidateEnumeratedArgumentsAttribute" in bases
        self.makes_completer = _NAMESPACE + "IArgumentCompleterFactory" in ps_type.interface_names()
        self.validates = self.by_element or _NAMESPACE + "ValidateArgumentsAttribute" in bases

    def convert(self, session: Session, value: Any) -> Any:
        from pwsh_emu.runtime.members import invoke_method

        try:
            return invoke_method(session, self.instance, "Transform", [None, value])
        except (PSError, NetException) as error:
            exception = _inner(error)
            raise validation.TransformationFailure(exception.message, exception) from error

    def validate(self, session: Session, value: Any) -> None:
        from pwsh_emu.runtime.enumeration import is_enumerable
        from pwsh_emu.runtime.members import invoke_method

        try:
            if not self.by_element:
                invoke_method(session, self.instance, "Validate", [value, None])
                return
            items = validation.unwrapped(value) if is_enumerable(value) else (value,)
            for item in items:
                invoke_method(session, self.instance, "ValidateElement", [item])
        except (PSError, NetException) as error:
            exception = _inner(error)
            raise validation.ValidationFailure("", exception.message, exception) from error


def _inner(error: PSError | NetException) -> Any:
    """Return the exception that the class's method threw."""
    exception = error.record.exception if isinstance(error, PSError) else error.exception
    if exception.type_name.endswith("MethodInvocationException") and exception.inner is not None:
        return exception.inner
    return exception


def script_attribute(session: Session, ps_type: PSType, arguments: Any) -> validation.Attribute:
    """Make the attribute object of a class with an attribute's arguments."""
    from pwsh_emu.runtime.members import construct, set_property

    positional = [PSArray(one) if type(one) is list else one for one in arguments.positional]
    instance = construct(session, ps_type, positional)
    for name, value in arguments.named.items():
        set_property(session, instance, name, value)
    return ScriptAttribute(ps_type, instance, {one.full_name for one in ps_type.bases()})
