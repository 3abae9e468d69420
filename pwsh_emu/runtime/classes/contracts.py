"""What interfaces demand of a script's class: a class that leaves a method out is no type, and its script does not run."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pwsh_emu.language.errors import ParseError
from pwsh_emu.runtime.classes.scriptclass import ScriptClass
from pwsh_emu.runtime.errors import ParseFailure
from pwsh_emu.runtime.registry import is_assignable

if TYPE_CHECKING:
    from pwsh_emu.runtime.typesystem import PSType

# the abstract methods of the interfaces that scripts implement, in order; T is the type argument
_METHODS = {
    "System.IDisposable": ("void Dispose()",),
    "System.ICloneable": ("object Clone()",),
    "System.IComparable": ("int CompareTo(object)",),
    "System.IComparable`1": ("int CompareTo(T)",),
    "System.IEquatable`1": ("bool Equals(T)",),
    "System.IFormattable": ("string ToString(string,System.IFormatProvider)",),
    "System.IFormatProvider": ("object GetFormat(type)",),
    "System.ICustomFormatter": ("string Format(string,object,System.IFormatProvider)",),
    "System.IServiceProvider": ("object GetService(type)",),
    "System.IProgress`1": ("void Report(T)",),
    "System.Collections.IComparer": ("int Compare(object,object)",),
    "System.Collections.IEqualityComparer": ("bool Equals(object,object)", "int GetHashCode(object)"),
    "System.Collections.IEnumerable": ("System.Collections.IEnumerator GetEnumerator()",),
    "System.Collections.IEnumerator": ("bool MoveNext()", "object get_Current()", "void Reset()"),
    "System.Collections.Generic.IComparer`1": ("int Compare(T,T)",),
    "System.Collections.Generic.IEqualityComparer`1": ("bool Equals(T,T)", "int GetHashCode(T)"),
    "System.Management.Automation.IDynamicParameters": ("object GetDynamicParameters()",),
    "System.Management.Automation.IValidateSetValuesGenerator": ("string[] GetValidValues()",),
    "System.Management.Automation.IArgumentCompleter": (
        "System.Collections.Generic.IEnumerable[System.Management.Automation.CompletionResult] CompleteArgument(string,string,string,"
        "System.Management.Automation.Language.CommandAst,System.Collections.IDictionary)",
    ),
}
_SIGNATURE = re.compile(r"(\S+) (\w+)\((.*)\)")


def check(made: ScriptClass, declared: list[PSType]) -> None:
    """Raise the parse error of a class that lacks a method of an interface that it declares."""
    others = [one for one in made.bases() if not isinstance(one, ScriptClass)]
    for interface in declared:
        if others and is_assignable(others[0], interface):
            continue
        for signature in _METHODS.get(interface.definition or interface.full_name, ()):
            match = _SIGNATURE.fullmatch(signature)
            assert match is not None
            returns, name, parameters = match.groups()
            wanted = [_meant(made, interface, one) for one in parameters.split(",") if one]
            if not _implements(made, name, _meant(made, interface, returns), wanted):
                raise _missing(made, name)


def _meant(made: ScriptClass, interface: PSType, name: str) -> PSType | None:
    return interface.arguments[0] if name == "T" else made.session.types.find(name)


def _implements(made: ScriptClass, name: str, returns: PSType | None, parameters: list[PSType | None]) -> bool:
    for one in made.chain():
        method = one.methods.get(name.lower())
        for overload in method.overloads if method is not None else ():
            signature = overload.parsed
            void = returns is not None and returns.full_name == "System.Void"
            same_value = signature.returns is returns or (void and signature.returns is None)
            if signature.name == name and same_value and [parameter.type for parameter in signature.parameters] == parameters:
                return True
        if name.startswith("get_") and name[4:].lower() in one.properties:
            return True
    return False


def _missing(made: ScriptClass, name: str) -> ParseFailure:
    source, node = made.frame.block.ast.source, made.ast
    types = made.session.types
    assembly = f"PowerShell Class Assembly, Version=1.0.0.{types.class_assemblies}, Culture=neutral, PublicKeyToken=null"
    reason = f"Method '{name}' in type '{made.full_name}' from assembly '{assembly}' does not have an implementation."
    message = f'Error during creation of type "{made.full_name}". Error message:\n{reason}'
    return ParseFailure([ParseError("TypeCreationError", node.start, node.end, message)], source)
