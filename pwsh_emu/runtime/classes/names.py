"""How overload definitions name types: PowerShell's short names for the common ones, full names for all others."""

from __future__ import annotations

from pwsh_emu.runtime.typesystem import PSType

_SHORT = {
    "System.Int32": "int", "System.Int64": "long", "System.String": "string",
    "System.Boolean": "bool", "System.Double": "double", "System.Single": "float",
    "System.Decimal": "decimal", "System.Byte": "byte", "System.SByte": "sbyte",
    "System.Int16": "short", "System.UInt16": "ushort", "System.UInt32": "uint",
    "System.UInt64": "ulong", "System.Char": "char", "System.Void": "void", "System.Numerics.BigInteger": "bigint", "System.DateTime": "datetime",
    "System.TimeSpan": "timespan", "System.Guid": "guid", "System.Uri": "uri", "System.Version": "version", "System.Xml.XmlDocument": "xml",
    "System.Text.RegularExpressions.Regex": "regex",
    "System.Management.Automation.ScriptBlock": "scriptblock", "System.Collections.Hashtable": "hashtable",
    "System.Management.Automation.SwitchParameter": "switch", "System.Type": "type",
}  # fmt: skip


def short_name(ps_type: PSType) -> str:
    """Return the name that an overload definition shows for a type."""
    if ps_type.element is not None:
        return f"{short_name(ps_type.element)}[{',' * (ps_type.rank - 1)}]"
    if ps_type.arguments and ps_type.definition:
        name = str(ps_type.definition).partition("`")[0]
        return f"{name}[{','.join(short_name(one) for one in ps_type.arguments)}]"
    return _SHORT.get(ps_type.full_name, ps_type.full_name)
