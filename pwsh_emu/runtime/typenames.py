"""How type names are written: accelerators, the short names of signatures, and texts read as type names."""

from __future__ import annotations

import os

from pwsh_emu.runtime.typesystem import PSType

# The accelerator that PowerShell prints for a type in overload definitions and messages.
SHORT_NAMES = {
    "System.Object": "System.Object", "System.String": "string", "System.Int32": "int", "System.Int64": "long", "System.Int16": "short",
    "System.UInt16": "ushort", "System.UInt32": "uint", "System.UInt64": "ulong", "System.Byte": "byte", "System.SByte": "sbyte",
    "System.Char": "char", "System.Boolean": "bool", "System.Double": "double", "System.Single": "float", "System.Decimal": "decimal",
    "System.DateTime": "datetime", "System.TimeSpan": "timespan", "System.Guid": "guid", "System.Uri": "uri", "System.Version": "version",
    "System.Type": "type", "System.Array": "array", "System.Collections.Hashtable": "hashtable", "System.Numerics.BigInteger": "bigint",
    "System.Globalization.CultureInfo": "cultureinfo", "System.Text.RegularExpressions.Regex": "regex", "System.Xml.XmlDocument": "xml",
    "System.Net.IPAddress": "ipaddress", "System.Net.IPEndPoint": "IPEndpoint", "System.Net.Mail.MailAddress": "mailaddress",
    "System.Security.SecureString": "securestring", "System.Void": "void", "System.Management.Automation.ScriptBlock": "scriptblock",
    "System.Management.Automation.PSObject": "psobject", "System.Management.Automation.PSVariable": "psvariable",
    "System.Management.Automation.PSReference": "ref", "System.Management.Automation.SwitchParameter": "switch",
    "System.Management.Automation.PSCredential": "pscredential", "System.Management.Automation.SemanticVersion": "semver",
    "System.Management.Automation.PSModuleInfo": "psmoduleinfo", "System.Management.Automation.PSNoteProperty": "psnoteproperty",
    "System.Management.Automation.WildcardPattern": "WildcardPattern", "System.Management.Automation.PowerShell": "powershell",
    "System.Management.Automation.PSVariableProperty": "psvariableproperty", "System.Management.Automation.PSAliasProperty": "psaliasproperty",
    "System.Management.Automation.PSScriptMethod": "psscriptmethod", "System.Management.Automation.PSScriptProperty": "psscriptproperty",
    "System.Management.Automation.PSPrimitiveDictionary": "psprimitivedictionary", "System.Collections.Specialized.OrderedDictionary": "ordered",
    "System.Management.Automation.Runspaces.Runspace": "runspace",
    "Microsoft.PowerShell.Commands.PSPropertyExpression": "pspropertyexpression",
    "System.Management.Automation.Runspaces.InitialSessionState": "initialsessionstate",
}  # fmt: skip

_tables: dict[str, dict[str, str]] = {}


def accelerators() -> dict[str, str]:
    """Return the table of type accelerators: lower-case name to full name."""
    table = _tables.get("")
    if table is None:
        path = os.path.join(os.path.dirname(__file__), "data", "accelerators.tsv")
        with open(path, encoding="utf-8") as file:
            rows = [line.rstrip("\n").split("\t") for line in file]
        table = _tables[""] = {name.lower(): full for name, full in rows}
    return table


def display_name(ps_type: PSType) -> str:
    """Return a type's name as overload definitions write it: int, System.Collections.Generic.List[int], byte[]."""
    if ps_type.element is not None:
        return display_name(ps_type.element) + "[" + "," * (ps_type.rank - 1) + "]"
    if ps_type.arguments:
        arguments = ",".join(display_name(argument) for argument in ps_type.arguments)
        if ps_type.definition == "System.Nullable`1":
            return f"System.Nullable[{arguments}]"
        return f"{str(ps_type.definition).partition('`')[0]}[{arguments}]"
    return SHORT_NAMES.get(ps_type.full_name, ps_type.full_name)


class TypeText:
    """A type name read from text: the shape of `language.ast.TypeName` without a place in a source."""

    __slots__ = ("arguments", "name", "ranks", "text")

    def __init__(self, text: str, name: str, arguments: tuple[TypeText, ...], ranks: tuple[int, ...]) -> None:
        self.text = text
        self.name = name
        self.arguments = arguments
        self.ranks = ranks


def read_type_text(text: str) -> TypeText | None:
    """Read ``int[]``, ``List[int]``, ``Dictionary[string,[int]]`` or a name with an assembly after a comma; None where it is no type name."""
    from pwsh_emu.runtime.knowntypes import split_arguments

    text = text.strip()
    whole = text
    text = split_arguments(text)[0].strip() if "," in text else text
    ranks: list[int] = []
    while text.endswith("]"):
        at = text.rfind("[")
        inside = text[at + 1 : -1]
        if inside.strip(", "):
            break
        ranks.insert(0, inside.count(",") + 1)
        text = text[:at].rstrip()
    if text.endswith("]"):
        at = text.find("[")
        if at <= 0:
            return None
        arguments: list[TypeText] = []
        for part in split_arguments(text[at + 1 : -1]):
            part = part.strip()
            if part.startswith("[") and part.endswith("]"):
                part = part[1:-1]
            argument = read_type_text(part)
            if argument is None:
                return None
            arguments.append(argument)
        return TypeText(whole, text[:at].strip(), tuple(arguments), tuple(ranks))
    if not text or any(character in text for character in "[]() \t\n"):
        return None
    return TypeText(whole, text, (), tuple(ranks))
