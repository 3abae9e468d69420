"""CodeProperty and CodeMethod: members of an object that static .NET methods, or those of a script's classes, do."""

from __future__ import annotations

from typing import Any

from pwsh_emu.runtime.errors import ErrorRecord, ExceptionObject, PSError
from pwsh_emu.runtime.values import PSCodeMethod, PSCodeProperty, PSObject


class Code:
    """A static method that takes the object first."""

    def __init__(self, session: Any, method: Any) -> None:
        self.session = session
        self.method = method
        self.name = str(method.Name)

    def invoke(self, args: list[Any], this: Any) -> Any:
        """Call the method as a ScriptMethod's script block is invoked."""
        result = self(self.session, this, *args)
        return [] if result is None else [result]

    def __call__(self, session: Any, obj: Any, *args: Any) -> Any:
        from pwsh_emu.runtime.types.reflection import MethodInfo

        return MethodInfo.Invoke(session, self.method, None, [obj, *args])


def code_property(session: Any, name: str, getter: Any, setter: Any) -> PSCodeProperty:
    """Return a property that static methods read and write; raises the error of a method that cannot."""
    get, put = _code(session, getter), _code(session, setter)
    if get is not None and not (_takes_object(get, 1) and _gives(get)):
        raise _format_error(
            "CodePropertyGetterFormat", "The getter method should be public, non void, static, and have one parameter of type PSObject."
        )
    if put is not None and not _takes_object(put, 2):
        text = (
            "The setter method should be public, void, static, and have two parameters: one of type PSObject "
            "and one of the same type as the return type of the getter."
        )
        raise _format_error("CodePropertySetterFormat", text)
    kind = get.method.ReturnType.of.full_name if get is not None else "System.Object"
    return PSCodeProperty(name, get or (lambda session, obj: None), put, kind, get.name if get is not None else "")


def code_method(session: Any, name: str, method: Any) -> PSCodeMethod:
    """Return a method that a static method does; raises the error of one that does not take the object first."""
    code = _code(session, method)
    if code is None or not _takes_object(code, None):
        text = "The method should be public, static, and have at least one parameter; the first should be of type PSObject."
        raise _format_error("CodeMethodMethodFormat", f"Wrong format for CodeMethod: {text}")
    return PSCodeMethod(name, code, code.method.overload.signature)


def _code(session: Any, method: Any) -> Code | None:
    from pwsh_emu.runtime.conversion import convert
    from pwsh_emu.runtime.types.reflection import MethodInfo

    if method is None:
        return None
    method = method.base if type(method) is PSObject else method
    if not isinstance(method, MethodInfo):
        method = convert(session, method, session.types.resolve("System.Reflection.MethodInfo"))
    return Code(session, method)


def _takes_object(code: Code, count: int | None) -> bool:
    parameters = list(code.method.GetParameters())
    if not code.method.IsStatic or not parameters or (count is not None and len(parameters) != count):
        return False
    return str(parameters[0].ParameterType.of.full_name) == "System.Management.Automation.PSObject"


def _gives(code: Code) -> bool:
    return str(code.method.ReturnType.of.full_name) != "System.Void"


def _format_error(error_id: str, text: str) -> PSError:
    exception = ExceptionObject("System.Management.Automation.ExtendedTypeSystemException", text)
    return PSError(ErrorRecord(exception, error_id, "NotSpecified"))
