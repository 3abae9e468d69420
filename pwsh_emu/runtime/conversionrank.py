"""How good a conversion from one type to another is, as PowerShell ranks it to choose among overloads (LanguagePrimitives.FigureConversion)."""

from __future__ import annotations

from pwsh_emu.runtime.registry import is_assignable
from pwsh_emu.runtime.typesystem import EnumType, PSType

NONE = 0x0000
UNRELATED_ARRAYS = 0x000F
TO_STRING = 0x001F
CUSTOM = 0x002F
CONVERTIBLE = 0x003F
IMPLICIT_CAST = 0x004F
EXPLICIT_CAST = 0x005F
CONSTRUCTOR = 0x006F
CREATE = 0x0073
PARSE = 0x007F
PS_OBJECT = 0x008F
LANGUAGE = 0x009F
NULL_TO_VALUE = 0x00AF
NULL_TO_REF = 0x00BF
NUMERIC_EXPLICIT = 0x00CF
NUMERIC_EXPLICIT_1 = 0x00DF
NUMERIC_STRING = 0x00EF
NUMERIC_IMPLICIT = 0x00FF
ASSIGNABLE = 0x010F
STRING_TO_CHARS = 0x011A
IDENTITY = 0x011F
SCALAR_TO_ARRAY = 8  # what a rank loses where the value becomes the one item of an array

_INTEGERS = ("SByte", "Byte", "Int16", "UInt16", "Int32", "UInt32", "Int64", "UInt64")
NUMBERS = frozenset(f"System.{name}" for name in (*_INTEGERS, "Single", "Double", "Decimal"))
_WIDENING = {
    "SByte": "Int16 Int32 Int64 Single Double Decimal",
    "Byte": "Int16 UInt16 Int32 UInt32 Int64 UInt64 Single Double Decimal",
    "Int16": "Int32 Int64 Single Double Decimal",
    "UInt16": "Int32 UInt32 Int64 UInt64 Single Double Decimal",
    "Int32": "Int64 Single Double Decimal",
    "UInt32": "Int64 UInt64 Single Double Decimal",
    "Int64": "Single Double Decimal",
    "UInt64": "Single Double Decimal",
    "Single": "Double",
    "Double": "",
    "Decimal": "",
}
_IMPLICIT = {f"System.{name}": frozenset(f"System.{wider}" for wider in wide.split()) for name, wide in _WIDENING.items()}
# Types with a static Parse that a string goes through, and those a string reaches by a constructor.
PARSED = frozenset(
    "System." + one
    for one in (
        "DateTime DateTimeOffset DateOnly TimeOnly TimeSpan Guid Version Net.IPAddress Numerics.BigInteger Management.Automation.SemanticVersion "
        "Net.IPEndPoint Int128 UInt128 Half"
    ).split()
)
CONSTRUCTED = frozenset(
    "System." + one
    for one in (
        "Uri Net.Mail.MailAddress Globalization.CultureInfo IO.FileInfo IO.DirectoryInfo Text.StringBuilder Text.RegularExpressions.Regex Exception "
        "IO.StringReader IO.StreamReader UriBuilder Management.Automation.WildcardPattern Management.Automation.PSVariable"
    ).split()
)
_LANGUAGE_TARGETS = frozenset(
    "System." + one
    for one in (
        "Type Text.RegularExpressions.Regex Management.Automation.PSReference Management.Automation.SwitchParameter Xml.XmlDocument "
        "Collections.Hashtable Uri Globalization.CultureInfo"
    ).split()
)
_LISTS = frozenset(("System.Collections.Generic.List`1", "System.Collections.ObjectModel.Collection`1"))
_CASTS = {
    "System.DateTime": frozenset(("System.DateTimeOffset",)),
    "System.Int32": frozenset(("System.Numerics.BigInteger", "System.Text.Rune", "System.Index", "System.Half", "System.Int128")),
    "System.Int64": frozenset(("System.Numerics.BigInteger",)),
    "System.Byte": frozenset(("System.Numerics.BigInteger",)),
    "System.UInt32": frozenset(("System.Numerics.BigInteger",)),
    "System.UInt64": frozenset(("System.Numerics.BigInteger",)),
}


_PRIMITIVE = frozenset(("System.Boolean", "System.Char", "System.DateTime"))


def conversion_rank(source: PSType | None, target: PSType) -> int:
    """Return the rank of converting a value of a type (None: $null) to another; 0 where there is no conversion."""
    if source is None:
        return _from_null(target)
    if source is target:
        return IDENTITY
    key = ("rank", target)
    found = source.found.get(key)
    if found is None:
        found = source.found[key] = _figure(source, target)
    return int(found)


def _from_null(target: PSType) -> int:
    name = target.full_name
    if name == "System.String":
        return TO_STRING
    if name in NUMBERS or name in ("System.Char", "System.Boolean", "System.Management.Automation.SwitchParameter"):
        return NULL_TO_VALUE
    if not target.is_value_type or target.definition == "System.Nullable`1":
        return NULL_TO_REF
    return NONE


def _figure(source: PSType, target: PSType) -> int:
    if is_assignable(source, target):
        return ASSIGNABLE
    target_name = target.full_name
    source_name = source.full_name
    if target.definition == "System.Nullable`1":
        return conversion_rank(source, target.arguments[0])
    if target_name in ("System.Boolean", "System.Management.Automation.SwitchParameter"):
        return LANGUAGE
    if target_name == "System.String":
        return NUMERIC_STRING if source_name in NUMBERS else TO_STRING
    if target.element is not None:
        return _to_array(source, target)
    if target_name == "System.Array":
        return LANGUAGE if _is_list(source) else LANGUAGE - SCALAR_TO_ARRAY
    if source_name in NUMBERS:
        if target_name in NUMBERS:
            if target_name in _IMPLICIT[source_name]:
                return NUMERIC_IMPLICIT
            return NUMERIC_EXPLICIT_1 if source_name == "System.Decimal" and target_name == "System.Double" else NUMERIC_EXPLICIT
        if isinstance(target, EnumType):
            return LANGUAGE
        if target_name == "System.Char":
            return NUMERIC_STRING
        if target_name in ("System.DateTime", "System.TimeSpan") and source_name not in ("System.Double", "System.Single", "System.Decimal"):
            return CONSTRUCTOR
    if source_name == "System.String":
        if target_name in NUMBERS:
            return NUMERIC_STRING
        if isinstance(target, EnumType) or target_name == "System.Char" or target_name in _LANGUAGE_TARGETS:
            return LANGUAGE
        if target_name in PARSED:
            return PARSE
        if target_name in CONSTRUCTED or any(base.full_name == "System.Exception" for base in target.bases()):
            return CONSTRUCTOR
        if target_name == "System.Management.Automation.ScriptBlock":
            return CREATE
    if source_name == "System.Boolean" and target_name in NUMBERS:
        return CONVERTIBLE
    if source_name == "System.Char" and (target_name in NUMBERS or isinstance(target, EnumType)):
        return CONVERTIBLE if target_name in NUMBERS else LANGUAGE
    if isinstance(source, EnumType) and target_name in NUMBERS:
        return CONVERTIBLE
    if target_name in _CASTS.get(source_name, ()):
        return IMPLICIT_CAST
    return _other(source, target)


def _to_array(source: PSType, target: PSType) -> int:
    element = target.element
    assert element is not None
    if source.element is not None:
        return UNRELATED_ARRAYS if source.rank == target.rank == 1 else NONE
    if source.full_name == "System.String" and element.full_name == "System.Char":
        return STRING_TO_CHARS
    if _is_list(source):
        return LANGUAGE
    rank = conversion_rank(source, element)
    return rank - SCALAR_TO_ARRAY if rank else NONE


def _is_list(source: PSType) -> bool:
    """Tell whether values of a type become an array of their items."""
    interfaces = source.interface_names()
    if source.full_name == "System.String" or "System.Collections.IDictionary" in interfaces:
        return False
    return "System.Collections.IEnumerable" in interfaces


def _other(source: PSType, target: PSType) -> int:
    name = target.full_name
    if is_delegate(source) and source.definition is not None and source.definition == target.definition:
        return ASSIGNABLE  # the argument types of generic methods are not inferred here
    if source.full_name == "System.Management.Automation.ScriptBlock" and is_delegate(target):
        return LANGUAGE
    if source.full_name == "System.Management.Automation.PSMethod" and is_delegate(target):
        return LANGUAGE
    if isinstance(target, EnumType) and source.element is not None:
        return LANGUAGE
    if name == "System.Collections.Hashtable" and "System.Collections.IDictionary" in source.interface_names():
        return LANGUAGE
    if name == "System.Management.Automation.PSReference" or name == "System.Xml.XmlDocument":
        return LANGUAGE
    if name == "System.Version" and source.full_name == "System.Management.Automation.SemanticVersion":
        return IMPLICIT_CAST
    if name == "System.Management.Automation.SemanticVersion" and source.full_name == "System.Version":
        return CONSTRUCTOR
    if name == "System.Numerics.BigInteger" and source.full_name in NUMBERS:
        return EXPLICIT_CAST
    if (
        source.element is not None
        and target.definition is not None
        and not target.is_interface
        and "System.Collections.IEnumerable" in target.interface_names()
    ):
        return CONSTRUCTOR
    if target.definition in _LISTS and "System.Collections.IEnumerable" not in source.interface_names():
        return CONSTRUCTOR - SCALAR_TO_ARRAY if conversion_rank(source, target.arguments[0]) else NONE
    if source.element is not None and name in ("System.Collections.ArrayList", "System.Collections.Queue", "System.Collections.Stack"):
        return CONSTRUCTOR
    if source.full_name in (
        "System.Management.Automation.PSCustomObject",
        "System.Collections.Hashtable",
        "System.Collections.Specialized.OrderedDictionary",
    ):
        if not target.is_interface and not target.is_abstract and not target.is_value_type and name != "System.Type" and not is_delegate(target):
            return (
                CREATE if isinstance(target, PSType) and any(not one.signature.partition("(")[2].rstrip(")") for one in target.constructors) else NONE
            )
        if target.is_value_type and name not in NUMBERS and name not in _PRIMITIVE and not isinstance(target, EnumType):
            return CREATE  # every structure has a default
    if "System.IConvertible" in source.interface_names() and name in NUMBERS | {"System.DateTime", "System.Char"}:
        return CONVERTIBLE
    return _declared(source, target)


def _declared(source: PSType, target: PSType) -> int:
    """Look for conversion operators and constructors that a script class or type module declares."""
    from pwsh_emu.runtime.overloads import parsed

    for owner in (source, target):
        for operator, rank in (("op_implicit", IMPLICIT_CAST), ("op_explicit", EXPLICIT_CAST)):
            group = owner.static_methods.get(operator)
            for overload in group.overloads if group is not None else ():
                signature = parsed(overload)
                if (
                    signature.usable
                    and signature.returns is target
                    and len(signature.parameters) == 1
                    and is_assignable(source, signature.parameters[0].type)
                ):
                    return rank
    for overload in target.constructors if not target.is_abstract else ():
        signature = parsed(overload)
        if signature.usable and len(signature.parameters) == 1 and is_assignable(source, signature.parameters[0].type):
            return CONSTRUCTOR
    return NONE


def is_delegate(ps_type: PSType) -> bool:
    """Tell whether a type is a delegate (Func, Action, Predicate …)."""
    known: bool | None = ps_type.found.get("delegate")
    if known is None:
        known = ps_type.found["delegate"] = any(base.full_name == "System.Delegate" for base in ps_type.bases())
    return known
