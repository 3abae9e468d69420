"""Made-up programs, and what fails inside the emulator when they run: it owes results or PowerShell errors, nothing else.

Each program is made from a number alone, so that a finding can be made again. Makers: a walk through the grammar, mutations of recorded
scripts, calls of members of .NET types, pipelines of cmdlets.
"""

from __future__ import annotations

import json
import random
import re
import time
import traceback
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import specfile

from pwsh_emu import Shell, shell
from pwsh_emu.runtime import overloads, trapping
from pwsh_emu.runtime.errors import NetException, ParseFailure, PSError

ROOT = Path(__file__).resolve().parent.parent
TIME_LIMIT = 2.0
MEMORY_LIMIT = 400 * 1024 * 1024
TOO_LONG = 4.0  # seconds: the limit did not stop it
WAITED_TOO_LONG = 60.0

Maker = Callable[[random.Random], str]

# two spaces stand between them
VALUES = re.split(
    r"\s\s+",
    r"""
    $null  0  1  -1  2147483647  -2147483648  9223372036854775807  5L  1e308  1.5  -0.0  [double]::NaN  [double]::PositiveInfinity  1.5d  0x7F
    1kb  79228162514264337593543950335d  255  [byte]7  [sbyte]-3  [uint64]18446744073709551615  [bigint]5  [single]2.5  ''  'a'  'abc'
    'Hello,World'  '5'  ' 12 '  '1e3'  'é'  '🎉'  "`0"  "a`nb"  '2024-03-05'  'true'  '*'  '['  'a[b'  '{0}'  '{0:N2}'  '('  '.'  '\'  '$x'
    [char]'x'  [char]0xD800  $true  $false  @()  @(1)  @(1, 2, 3)  @('b', 'a', 'C')  @(, @(1, 2))  @($null)  @($null, 1, 'x')  @{}  @{ a = 1 }
    @{ 1 = 'x'; b = @(1, 2) }  [ordered]@{ z = 1; y = 2 }  [pscustomobject]@{ a = 1; b = 'x' }  [pscustomobject]@{}  { }  { $_ }  { param($p) $p }
    [int]  [string]  [type]  [datetime]'2024-03-05T14:07:09'  [datetime]::MinValue  [datetime]::MaxValue  [timespan]'1.02:03:04'
    [timespan]::MaxValue  [guid]::Empty  [version]'1.2.3'  [dateonly]'2024-03-05'  [timeonly]'14:07'  [datetimeoffset]'2024-03-05T14:07:09+02:00'
    [uri]'https://a.b/c?d=e#f'  [regex]'a(b)?'  [xml]'<a b="1"><c>x</c></a>'  [System.Collections.Generic.List[int]]  [System.DayOfWeek]::Monday
    [System.DayOfWeek]9  [System.IO.FileAttributes]3  [System.Collections.ArrayList]@(3, 1, 2)
    [System.Collections.Generic.List[string]]@('q', 'w')  [System.Collections.Generic.Dictionary[string,int]]::new()
    [System.Collections.Generic.HashSet[int]]@(1, 2)  [System.Collections.Queue]@(1, 2)  [System.Collections.Stack]@(1, 2)
    [System.Text.StringBuilder]'abc'  [System.Text.Encoding]::UTF8  [cultureinfo]'de-DE'  (Get-Culture)  [cultureinfo]::InvariantCulture
    [System.TimeZoneInfo]::Utc  [System.Random]::new(1)  [ipaddress]'1.2.3.4'  [mailaddress]'a@b.c'  [System.IO.MemoryStream]::new()
    [System.IO.StringReader]'ab'  (Get-Date '2024-01-01')  (Get-Item /)  (Get-Command Get-Item)  $Host  $Error  $PSVersionTable  $ExecutionContext
    $MyInvocation  (Get-Variable HOME)  (Get-Alias ls)  ([ref]$x)  [int[]]@(1, 2)  [byte[]]@(1, 2)  [string[]]@('a')  [object[]]::new(2)
    [int[,]]::new(2, 2)  [System.Tuple]::Create(1, 'a')  ('abc' | Select-String b)  ([regex]'b').Match('abc')  @(1..5)  [math]  (1..3 | % { $_ })
    [System.Diagnostics.Stopwatch]::StartNew()  [System.Collections.BitArray]::new(3)  [System.Numerics.Complex]::One  [nullable[int]]5
    [System.Collections.Specialized.OrderedDictionary]::new()  [System.Globalization.NumberFormatInfo]::InvariantInfo
    [System.StringComparer]::Ordinal  [dbnull]::Value  [System.Management.Automation.SemanticVersion]'1.2.3'  ('a'.Substring)  ('a'.PSObject)
    ({ 1 }.Ast)  ('a'.PSObject.Properties)  (Get-TransportConfig)  (Get-Mailbox | Select-Object -First 1)  ($(try { throw 'e' } catch { $_ }))
    ($(try { 1 / 0 } catch { $_.Exception }))
""".strip(),
)
TYPES = (
    "int string bool double decimal long byte char datetime timespan guid version regex xml array hashtable psobject pscustomobject object "
    "scriptblock type uri bigint int[] string[] object[] switch ref ordered float sbyte uint64 ipaddress mailaddress cultureinfo "
    "System.Collections.ArrayList System.DayOfWeek System.Collections.Generic.List[int] System.Collections.Generic.Dictionary[string,object] "
    "nullable[int] dateonly timeonly datetimeoffset void System.Text.StringBuilder System.IO.FileInfo System.IO.MemoryStream System.Exception "
    "System.Collections.Generic.HashSet[string] char[] byte[] semver System.Collections.Queue System.StringComparison System.Text.Encoding "
    "System.Globalization.NumberStyles psvariable System.Func[int,int] nosuchtype"
).split()
OPERATORS = (
    "+ - * / % -eq -ne -lt -gt -le -ge -like -notlike -match -notmatch -contains -in -notcontains -replace -split -join -f -and -or -xor -band "
    "-bor -bxor -shl -shr -is -isnot -as .. -ceq -cmatch -creplace -csplit -ilike ??"
).split()
NAMES = (
    "a b x i item result Name Value Length Count Keys foo Bar _ args input PSItem this null true Error HOME PWD ofs "
    "env:PATH global:g script:s local:l"
).split()
SAMPLES: dict[str, tuple[str, ...]] = {
    "NL": ("\n",),
    "SEMI": ("; ",),
    "COMMA": (", ",),
    "LPAREN": ("(",),
    "RPAREN": (")",),
    "LCURLY": ("{ ",),
    "RCURLY": (" }",),
    "RBRACKET": ("]",),
    "DOLLAR_PAREN": ("$(",),
    "AT_PAREN": ("@(",),
    "AT_CURLY": ("@{",),
    "DOT": (".", "::", "?."),
    "INDEX": ("[", "?["),
    "CALL_PAREN": ("(",),
    "CALL_CURLY": ("{",),
    "PIPE": (" | ",),
    "CHAIN": (" && ", " || "),
    "AMP": (" &",),
    "COLON": (" : ",),
    "QUESTION": (" ? ",),
    "EQUALS": (" = ",),
    "COMPOUND": (" += ", " -= ", " *= ", " ??= "),
    "UNARY": ("-", "!", "-not ", "++", "--", "-join ", "-split ", "+", "-bnot "),
    "UNARY_COMMA": (",",),
    "INCREMENT": ("++", "--"),
    "MODIFIER": ("static ", "hidden "),
    "BASE": ("base",),
    "NAMED_BLOCK": ("begin ", "process ", "end ", "clean "),
    "INVOKE": ("& ", ". "),
    "BAREWORD": (" word", " 5", " *", " a.b", " /x", " -"),
    "DASHES": (" --",),
    "VERBATIM": (" --% x y",),
    "REDIRECT": (" > ", " 2> ", " >> ", " *> "),
    "MERGE": (" 2>&1", " *>&1", " 3>&1"),
    "LABEL": (":out ",),
    "SWITCH_FLAG": (" -Regex", " -Wildcard", " -CaseSensitive"),
    "SWITCH_FILE": (" -File ",),
    "SUPPORTED": (" -SupportedCommand ",),
    "FUNCTION": ("function ", "filter "),
    "USING_KIND": (" namespace ",),
    "GENERIC_ARGUMENTS": ("[int]", "[string, int]"),
    "ATTRIBUTE": ("[CmdletBinding(", "[Parameter(", "[ValidateSet(", "[ValidateRange(", "[Alias(", "[ValidateScript(", "[OutputType("),
    "PARAM": ("param",),
    "FUNCTION_NAME": ("f", "g", "Get-It"),
    "PARAMETER": (" -Property", " -First", " -Name", " -Value", " -x", " -Force", " -PassThru"),
    "PARAMETER_COLON": (" -Value:", " -Force:"),
    "TYPE_NAME": tuple(TYPES),
    "NAME": ("a", "Name", "b", "Value"),
    "MEMBER": tuple(NAMES[:12]),
    "METHOD": ("ToString", "GetType", "Substring", "ForEach", "Where", "Add", "Contains", "new", "Parse", "Replace", "Split", "CompareTo"),
}
COMMANDS = (
    "ForEach-Object Where-Object Select-Object Sort-Object Group-Object Measure-Object Write-Output Format-Table Format-List Out-String "
    "ConvertTo-Json Get-Variable Set-Variable Get-Member Compare-Object Tee-Object Get-Random Join-Path Split-Path Test-Path New-Object "
    "Get-Date Invoke-Expression f"
).split()
SKIPPED = frozenset("Start-Sleep Read-Host Start-EmulatedService Clear-Host Wait-Job Out-Host".split())


# --- the grammar ------------------------------------------------------------------------------------------------------


@cache
def grammar() -> dict[str, list[list[str]]]:
    """Return the alternatives of each rule of the grammar, as lists of symbols."""
    rules: dict[str, list[list[str]]] = {}
    current = ""
    for line in (ROOT / "grammar" / "powershell.lark").read_text(encoding="utf-8").splitlines():
        text = line.partition("//")[0].partition("->")[0].strip()
        if not text or text.startswith("%"):
            continue
        if re.match(r"[a-z_]+:", text):
            current, _, text = text.partition(":")
            rules[current] = []
        rules[current].append(text.strip().removeprefix("|").split())
    return rules


@cache
def depths() -> dict[str, int]:
    """Return how deep a walk through each rule is at least."""
    rules = grammar()
    found: dict[str, int] = {}
    for _ in range(len(rules)):
        for name, alternatives in rules.items():
            found[name] = min(99, 1 + min(_depth(alternative, found) for alternative in alternatives))
    return found


def _depth(alternative: list[str], known: dict[str, int]) -> int:
    """Return how deep a walk through an alternative is at least; that of a rule that is not known yet counts as very deep."""
    return max((known.get(one, 99) if one.islower() else 0 for one in alternative), default=0)


def from_grammar(chance: random.Random) -> str:
    """Walk through the grammar, and write a sample for each terminal."""
    out: list[str] = []

    def walk(symbol: str, depth: int) -> None:
        if not symbol.islower():
            out.append(terminal(symbol, chance))
            return
        alternatives = grammar()[symbol]
        if depth <= 0 or len(out) > 200:
            known = depths()
            least = min(_depth(one, known) for one in alternatives)
            alternatives = [one for one in alternatives if _depth(one, known) == least]
        for part in chance.choice(alternatives):
            walk(part, depth - 1)

    walk("statement_list" if chance.random() < 0.8 else "script", chance.randint(10, 26))
    return "".join(out)


def terminal(kind: str, chance: random.Random) -> str:
    """Return a text for a terminal of the grammar."""
    if kind == "VARIABLE":
        return "$" + chance.choice(NAMES)
    if kind == "NUMBER":
        return chance.choice(("0", "1", "5", "-1", "2.5", "1e3", "0xFF", "5L", "1.5d", "10kb", "2147483648"))
    if kind == "STRING":
        return chance.choice(("'a'", "''", '"x$a"', "'b c'", '"$(1)"', "'5'", "'[a]*'", "@'\nh\n'@"))
    if kind == "TYPE":
        return f"[{chance.choice(TYPES)}]"
    if kind == "BINARY":
        return f" {chance.choice(OPERATORS)} "
    if kind == "COMMAND_NAME":
        return chance.choice(COMMANDS)
    if kind in SAMPLES:
        return chance.choice(SAMPLES[kind])
    return f" {kind.lower()} "


# --- recorded scripts -------------------------------------------------------------------------------------------------

_TOKEN = re.compile(r"\s+|@?'(?:[^']|'')*'@?|@?\"(?:[^\"`]|`.)*\"@?|\$[\w:]+|\[[\w.\[\], ]+\]|-\w+|\w+|::|\S")


@cache
def corpus() -> tuple[str, ...]:
    """Return the recorded scripts of tests/spec: of .spec files, and the rows of tables."""
    root = ROOT / "tests" / "spec"
    found: list[str] = []
    for path in sorted(root.rglob("*.spec")):
        found.extend(spec.script for spec in specfile.read(path))
    for path in sorted(root.rglob("*.tsv")):
        found.extend(line.split("\t", 1)[0] for line in path.read_text(encoding="utf-8").split("\n") if line)
    return tuple(found)


def tokens(text: str) -> list[str]:
    """Cut a script roughly into tokens; together they are the script."""
    return _TOKEN.findall(text)


def from_recorded(chance: random.Random) -> str:
    """Change a few tokens of a recorded script."""
    scripts = corpus()
    while True:
        parts = tokens(chance.choice(scripts))
        if 0 < len(parts) < 400:
            break
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(parts))
        kind = chance.randrange(8)
        if kind == 0:
            del parts[at]
        elif kind == 1:
            parts.insert(at, parts[at])
        elif kind == 2:
            other = chance.randrange(len(parts))
            parts[at], parts[other] = parts[other], parts[at]
        elif kind == 3:
            parts[at] = chance.choice(tokens(chance.choice(scripts)) or ["x"])
        elif kind == 4:
            parts[at] = f"[{chance.choice(TYPES)}]" if parts[at].startswith("[") else value(chance)
        elif kind == 5:
            parts[at] = value(chance)
        elif kind == 6 and parts[at].startswith("-"):
            parts[at] = chance.choice(OPERATORS)
        else:
            parts.insert(at, f"[{chance.choice(TYPES)}]")
        if not parts:
            return ""
    return "".join(parts)


# --- members and cmdlets ----------------------------------------------------------------------------------------------


def value(chance: random.Random) -> str:
    """Return an expression."""
    text = chance.choice(VALUES)
    roll = chance.random()
    if roll < 0.1:
        return f"({value(chance)} {chance.choice(OPERATORS)} {value(chance)})"
    if roll < 0.15:
        return f"[{chance.choice(TYPES)}]{value(chance)}"
    if roll < 0.18:
        return f"@({value(chance)}, {value(chance)})"
    return text


@cache
def members() -> list[tuple[str, str, list[str]]]:
    """Return (type name, name of a member, its signatures) of the types that the data knows; properties have no signatures."""
    data = ROOT / "pwsh_emu" / "runtime" / "data"
    found: list[tuple[str, str, list[str]]] = []
    content = (data / "members.jsonl").read_bytes()
    for line in (data / "types.tsv").read_text(encoding="ascii").split("\n"):
        cells = line.split("\t")
        if len(cells) < 8 or "`" in cells[0]:
            continue
        entry = json.loads(content[int(cells[6]) : int(cells[6]) + int(cells[7])])
        name = cells[0]
        found.extend((name, one, signatures) for one, signatures in entry.get("m", {}).items())
        static = entry.get("M", {})  # names alone, where the data has no signatures
        found.extend((name, "::" + one, static[one] if isinstance(static, dict) else ["x(int a, int b)"]) for one in static)
        found.extend((name, one, []) for one in entry.get("p", {}))
        found.extend((name, "::" + one, []) for group in "PF" for one in entry.get(group, {}))
        if entry.get("c"):
            found.append((name, "::new", entry["c"]))
    return found


@cache
def members_by_type() -> dict[str, list[tuple[str, str, list[str]]]]:
    """Return `members` by type."""
    found: dict[str, list[tuple[str, str, list[str]]]] = {}
    for one in members():
        found.setdefault(one[0], []).append(one)
    return found


def from_members(chance: random.Random) -> str:
    """Call members of types with arguments of any kind."""
    by_type = members_by_type()
    lines = []
    for _ in range(chance.randint(1, 3)):
        type_name = chance.choice(_COMMON) if chance.random() < 0.6 else chance.choice(list(by_type))
        known = by_type.get(type_name)
        if not known:
            continue
        _, name, signatures = chance.choice(known)
        target = f"[{type_name}]" if name.startswith("::") else f"({value(chance)})" if chance.random() < 0.5 else f"({value_of(type_name, chance)})"
        call = f"{target}{name if name.startswith('::') else '.' + name}"
        if signatures:
            signature = chance.choice(signatures)
            given = [argument(kind, chance) for kind in _PARAMETER.findall(signature.partition("(")[2])]
            roll = chance.random()
            if roll < 0.05:
                given.append(value(chance))
            elif roll < 0.1:
                del given[-1:]
            call += "(" + ", ".join(given) + ")"
        elif chance.random() < 0.2:
            call += f" = {value(chance)}"
        lines.append(call)
    return "; ".join(lines)


_COMMON = (
    "System.String System.DateTime System.TimeSpan System.DateTimeOffset System.Math System.Convert System.Text.RegularExpressions.Regex "
    "System.IO.Path System.IO.File System.Text.StringBuilder System.Array System.Globalization.CultureInfo System.TimeZoneInfo System.Uri "
    "System.Random System.Guid System.Version System.Numerics.BigInteger System.Char System.Int32 System.Double System.Decimal System.Byte "
    "System.Boolean System.Enum System.Type System.Text.Encoding System.Collections.ArrayList System.Collections.Hashtable "
    "System.Collections.Queue System.Collections.Stack System.IO.StreamReader System.IO.MemoryStream System.IO.FileInfo System.IO.DirectoryInfo "
    "System.IO.Directory System.Environment System.Xml.XmlDocument System.Net.IPAddress System.Linq.Enumerable "
    "System.Management.Automation.PSObject System.Management.Automation.ScriptBlock System.StringComparer System.Int64 System.BitConverter "
    "System.DateOnly System.TimeOnly System.Text.Rune System.Collections.BitArray System.Globalization.NumberFormatInfo "
    "System.Globalization.DateTimeFormatInfo System.Globalization.TextInfo System.Security.Cryptography.SHA256 System.Net.WebUtility "
    "System.Net.Mail.MailAddress System.Collections.SortedList"
).split()
_MADE = {
    "System.String": "'abc'",
    "System.DateTime": "[datetime]'2024-03-05'",
    "System.TimeSpan": "[timespan]'1:2:3'",
    "System.Uri": "[uri]'http://a/b'",
    "System.Guid": "[guid]::Empty",
    "System.Version": "[version]'1.2'",
    "System.Char": "[char]'x'",
    "System.Int32": "5",
    "System.Double": "2.5",
    "System.Decimal": "1.5d",
    "System.Text.RegularExpressions.Regex": "[regex]'a(b)?'",
    "System.Array": "@(3,1,2)",
    "System.Collections.Hashtable": "@{a=1;b=2}",
    "System.Boolean": "$true",
    "System.Globalization.CultureInfo": "[cultureinfo]'en-US'",
    "System.TimeZoneInfo": "[System.TimeZoneInfo]::Utc",
    "System.Numerics.BigInteger": "[bigint]7",
    "System.Text.Encoding": "[System.Text.Encoding]::UTF8",
    "System.Type": "[int]",
    "System.Enum": "[System.DayOfWeek]::Friday",
    "System.IO.FileInfo": "(Get-Item /etc/hostname)",
    "System.IO.DirectoryInfo": "(Get-Item /etc)",
    "System.Xml.XmlDocument": "[xml]'<a b=\"1\"><c>x</c></a>'",
    "System.Management.Automation.ScriptBlock": "{ $args }",
    "System.Management.Automation.PSObject": "([pscustomobject]@{a=1}).PSObject",
    "System.Net.IPAddress": "[ipaddress]'1.2.3.4'",
    "System.Globalization.NumberFormatInfo": "[System.Globalization.NumberFormatInfo]::new()",
    "System.Globalization.DateTimeFormatInfo": "(Get-Culture).DateTimeFormat",
    "System.Globalization.TextInfo": "(Get-Culture).TextInfo",
    "System.Security.Cryptography.SHA256": "[System.Security.Cryptography.SHA256]::Create()",
    "System.DateTimeOffset": "[datetimeoffset]'2024-03-05T14:07:09+02:00'",
    "System.Collections.ArrayList": "[System.Collections.ArrayList]@(3,1,2)",
    "System.DateOnly": "[dateonly]'2024-03-05'",
    "System.TimeOnly": "[timeonly]'14:07'",
    "System.Byte": "[byte]7",
    "System.Int64": "5L",
    "System.Text.Rune": "[System.Text.Rune]65",
    "System.Net.Mail.MailAddress": "[mailaddress]'a@b.c'",
    "System.StringComparer": "[System.StringComparer]::OrdinalIgnoreCase",
    "System.Collections.Queue": "[System.Collections.Queue]@(1,2)",
    "System.Collections.Stack": "[System.Collections.Stack]@(1,2)",
}


# "string s" of "int IndexOf(string s, [ref] int at, System.Func[int,bool] test)"
_PARAMETER = re.compile(r"(?:\[ref\] |Params )?[\w.+]+(?:\[[\w.,\[\] ]*\])*(?= \w+(?: = [^,)]*)?[,)])")
_FITTING = {
    "int": ("0", "1", "2", "3", "-1", "5", "100", "2147483647", "-2147483648"),
    "long": ("0", "5", "-1", "9223372036854775807"),
    "bool": ("$true", "$false"),
    "string": (
        "'abc'",
        "''",
        "$null",
        "'b'",
        "'5'",
        "'a,b;c'",
        "'2024-03-05'",
        "'é🎉'",
        "' x '",
        "'{0:N2}'",
        "'/etc/hostname'",
        "'D'",
        "'yyyy'",
        "'[a-z]+'",
        "'en-US'",
    ),
    "char": ("[char]'a'", "'b'", "[char]0", "[char]0xD83C", "5"),
    "double": ("0.5", "-1", "1e300", "[double]::NaN", "[double]::NegativeInfinity"),
    "decimal": ("1.5d", "0", "-79228162514264337593543950335d"),
    "byte": ("0", "255", "7"),
    "type": ("[int]", "[string]", "[System.DayOfWeek]", "$null"),
    "char[]": ("'abc'", "[char[]]'xy'", "@()", "$null"),
    "byte[]": ("[byte[]](1, 2, 3)", "[byte[]]@()", "$null", "[byte[]](255, 254, 65, 0)"),
    "string[]": ("@('a', 'b')", "'x'", "$null", "@()"),
    "array": ("@(3, 1, 2)", "[int[]](1, 2)", "@()", "$null"),
    "datetime": ("[datetime]'2024-03-05'", "[datetime]::MaxValue"),
    "timespan": ("[timespan]'1:2:3'", "[timespan]::MinValue"),
    "cultureinfo": ("[cultureinfo]'de-DE'", "[cultureinfo]''", "$null"),
    "guid": ("[guid]::Empty",),
    "System.IFormatProvider": ("[cultureinfo]'de-DE'", "$null", "[cultureinfo]::InvariantCulture"),
    "System.StringComparison": ("'Ordinal'", "5", "'CurrentCultureIgnoreCase'"),
    "System.Collections.IComparer": ("$null", "[System.StringComparer]::Ordinal", "[System.Collections.Comparer]::Default"),
    "System.Text.Encoding": ("[System.Text.Encoding]::UTF8", "[System.Text.Encoding]::Unicode", "$null"),
    "System.IO.Stream": ("[System.IO.MemoryStream]::new([byte[]](65, 66))", "[System.IO.MemoryStream]::new()", "$null"),
    "scriptblock": ("{ $_ }", "$null"),
    "System.Collections.ICollection": ("@(1, 2)", "@()", "$null"),
    "System.Collections.IEnumerable": ("@(1, 2)", "'abc'"),
    "hashtable": ("@{ a = 1 }",),
}


def argument(kind: str, chance: random.Random) -> str:
    """Return an expression for a parameter of a type, mostly one that fits."""
    if kind.startswith("[ref]"):
        return "([ref]$x)" if chance.random() < 0.95 else value(chance)
    kind = kind.removeprefix("Params ")
    if chance.random() < 0.15:
        return value(chance)
    if kind in _FITTING:
        return chance.choice(_FITTING[kind])
    if kind.startswith(("System.Func", "System.Predicate", "System.Action", "System.Comparison", "System.Converter")):
        return chance.choice(("{ $args[0] }", "{ param($a, $b) $a -gt 1 }", "{ throw 'x' }", "$null"))
    if kind in _MADE:
        return _MADE[kind]
    return value(chance)


def value_of(type_name: str, chance: random.Random) -> str:
    """Return an expression that gives an object of a type, where it is known how."""
    return _MADE.get(type_name) or f"[{type_name}]::new({', '.join(value(chance) for _ in range(chance.randrange(3)))})"


@cache
def cmdlets() -> dict[str, list[str]]:
    """Return the parameters of each cmdlet."""
    folder = ROOT / "pwsh_emu" / "cmdlets" / "declarations"
    found = {path.stem: list(json.loads(path.read_text(encoding="utf-8")).get("parameters", {})) for path in sorted(folder.glob("*.json"))}
    return {name: parameters for name, parameters in found.items() if name not in SKIPPED}


def from_cmdlets(chance: random.Random) -> str:
    """Make a pipeline of cmdlets with arguments of any kind."""
    known = cmdlets()
    common = [
        "-ErrorAction SilentlyContinue",
        "-OutVariable o",
        "-PipelineVariable p",
        "-WhatIf",
        "-Verbose",
        "-ErrorAction Stop",
        "-WarningAction Ignore",
    ]
    parts = [value(chance)] if chance.random() < 0.8 else []
    for _ in range(chance.randint(1, 3)):
        name = chance.choice(list(known))
        words = [name]
        for parameter in chance.sample(known[name], min(len(known[name]), chance.choice((0, 1, 1, 2, 3)))):
            words.append(f"-{parameter}")
            if chance.random() < 0.85:
                given = value(chance)
                words.append(given if given.startswith(("$", "'", '"', "@", "(", "{")) or given.isdecimal() else f"({given})")
        if chance.random() < 0.3:
            given = value(chance)
            words.append(f"({given})")
        if chance.random() < 0.1:
            words.append(chance.choice(common))
        parts.append(" ".join(words))
    return " | ".join(parts)


MAKERS: dict[str, Maker] = {"grammar": from_grammar, "recorded": from_recorded, "members": from_members, "cmdlets": from_cmdlets}


def program(maker: str, seed: int) -> str:
    """Return the program of a maker for a seed."""
    return MAKERS[maker](random.Random(f"{maker} {seed}"))


# --- running ----------------------------------------------------------------------------------------------------------


# what turns a Python exception into an error that says so
_HEARD: tuple[tuple[Any, str], ...] = (
    (trapping, "_convert"), (shell, "defect_record"), (shell, "_limit_record"), (overloads, "unforeseen"),
)  # fmt: skip


class Finding:
    """A program that failed inside the emulator. ``key`` tells findings apart: the Python exception and the line that raised it."""

    def __init__(self, key: str, details: str) -> None:
        self.key = key
        self.details = details


class Runner:
    """Runs programs in a shell of its own and hears of every Python exception that no PowerShell error stands for."""

    def __init__(self) -> None:
        self.heard: list[BaseException] = []
        self._shell: Shell | None = None
        self._runs = 0

    def run(self, text: str, *, fresh: bool = False) -> Finding | None:
        """Run a program; returns what failed inside the emulator, or that it did not stop at its limit."""
        self._runs += 1
        if self._shell is None or fresh or self._runs % 40 == 0:
            self._shell = Shell(sandbox=True, location="/", time_limit=TIME_LIMIT, memory_limit=MEMORY_LIMIT)
        self.heard.clear()
        started, worked = time.monotonic(), time.process_time()
        before = [(module, name, getattr(module, name)) for module, name in _HEARD]
        for module, name, function in before:
            setattr(module, name, self._hear(function))
        try:
            self._shell.run(text)
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt):
                raise
            self.heard.append(error)
        finally:
            for module, name, function in before:
                setattr(module, name, function)
        if self.heard:
            error = self.heard[0]
            self._shell = None
            return Finding(_key(error), "".join(traceback.format_exception(error)[-4:]))
        taken, worked = time.monotonic() - started, time.process_time() - worked
        if taken > TIME_LIMIT + TOO_LONG and (worked > TIME_LIMIT + 1 or taken > WAITED_TOO_LONG):  # a busy machine is no finding
            self._shell = None
            return Finding("ran too long", f"{taken:.1f} seconds")
        return None

    def _hear(self, function: Callable[..., Any]) -> Callable[..., Any]:
        def hear(error: Any, *more: Any) -> Any:
            if not isinstance(error, (NetException, PSError, ParseFailure, MemoryError)):
                self.heard.append(error)
            return function(error, *more)

        return hear


def _key(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if "pwsh_emu" in frame.filename] or list(frames)
    where = (
        f"{Path(own[-1].filename).relative_to(ROOT) if own[-1].filename.startswith(str(ROOT)) else own[-1].filename}:{own[-1].name}" if own else ""
    )
    return f"{type(error).__name__} in {where}"


def smallest(text: str, key: str, runner: Runner, seconds: float = 20.0) -> str:
    """Take tokens away from a program as long as it still fails in the same way."""
    parts = tokens(text)
    end = time.monotonic() + seconds
    size = max(len(parts) // 2, 1)
    while size and time.monotonic() < end:
        at, gone = 0, False
        while at < len(parts) and time.monotonic() < end:
            shorter = parts[:at] + parts[at + size :]
            found = runner.run("".join(shorter), fresh=True)
            if found is not None and found.key == key:
                parts, gone = shorter, True
            else:
                at += size
        if not gone or size > 1:
            size //= 2
    return "".join(parts)


def hunt(makers: list[str], seeds: Iterator[int], stop: Callable[[], bool]) -> Iterator[tuple[str, int, str, Finding]]:
    """Run programs until ``stop``; yields (maker, seed, smallest text, finding), each kind of finding once."""
    runner = Runner()
    known: set[str] = set()
    for seed in seeds:
        for maker in makers:
            if stop():
                return
            text = program(maker, seed)
            found = runner.run(text)
            if found is None or found.key in known:
                continue
            known.add(found.key)
            again = runner.run(text, fresh=True)
            yield maker, seed, smallest(text, found.key, runner) if again is not None and again.key == found.key else text, found
