"""Tokens of scripts as values: System.Management.Automation.Language.Token and its kinds, as the Parser class hands them out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pwsh_emu.language import ast as tree
from pwsh_emu.language.tokens import KEYWORD_KINDS, PRECEDENCE, UNARY
from pwsh_emu.runtime.errors import ScriptExtent
from pwsh_emu.runtime.knowntypes import KnownType, builtin, enumeration
from pwsh_emu.runtime.types.collections_generic import new_collection
from pwsh_emu.runtime.types.scriptblocks import PSToken
from pwsh_emu.runtime.typesystem import DotNetObject
from pwsh_emu.runtime.values import PSArray, PSReference

_LANGUAGE = "System.Management.Automation.Language."
_ASSEMBLY = "System.Management.Automation"
_BASES = {
    "NumberToken": _LANGUAGE + "Token", "ParameterToken": _LANGUAGE + "Token", "VariableToken": _LANGUAGE + "Token",
    "LabelToken": _LANGUAGE + "Token", "StringToken": _LANGUAGE + "Token", "StringLiteralToken": _LANGUAGE + "StringToken",
    "StringExpandableToken": _LANGUAGE + "StringToken", "RedirectionToken": _LANGUAGE + "Token",
    "FileRedirectionToken": _LANGUAGE + "RedirectionToken", "MergingRedirectionToken": _LANGUAGE + "RedirectionToken",
}  # fmt: skip
# types that the packaged data does not list
DECLARED = {_LANGUAGE + name: KnownType([_LANGUAGE + name, "class", "", _ASSEMBLY, base, ""]) for name, base in _BASES.items()}
DECLARED |= {
    name: KnownType([name, "class", "", _ASSEMBLY, "System.Object", ""])
    for name in ("System.Management.Automation.PSParser", "System.Management.Automation.PSParseError")
}
_LINE_END = re.compile(r"`?(?:\r\n|\r|\n)")
_STRINGS = {"StringLiteral", "StringExpandable", "HereStringLiteral", "HereStringExpandable", "Generic"}
_ASSIGNMENTS = {
    "Equals", "PlusEquals", "MinusEquals", "MultiplyEquals", "DivideEquals", "RemainderEquals", "QuestionQuestionEquals",
}  # fmt: skip
_CASE_SENSITIVE = {kind for kind in PRECEDENCE if kind[0] == "C"} | {"Csplit"}
_PRECEDENCES = {
    1: "BinaryPrecedenceLogical", 2: "BinaryPrecedenceBitwise", 5: "BinaryPrecedenceComparison", 7: "BinaryPrecedenceCoalesce",
    9: "BinaryPrecedenceAdd", 10: "BinaryPrecedenceMultiply", 12: "BinaryPrecedenceFormat", 13: "BinaryPrecedenceRange",
}  # fmt: skip


class TokenView(DotNetObject):
    """One token: kind, text, place, flags, and what its kind holds besides."""

    __slots__ = ("flags", "place", "ps_type", "source", "token")

    def __init__(self, token: Any, source: Any, flags: Any, place: str) -> None:
        super().__init__()
        self.token = token
        self.source = source
        self.flags = flags
        self.place = place  # "CommandName" …, "" where it names nothing
        self.ps_type = builtin(_LANGUAGE + _class_of(token))

    def __str__(self) -> str:
        return str(self.token.text)

    def held(self) -> dict[str, Any]:
        """Return what tokens of this kind have besides the properties of all tokens."""
        token = self.token
        found: dict[str, Any] = {}
        kind = self.ps_type.full_name.removeprefix(_LANGUAGE)
        if kind == "NumberToken":
            found["Value"] = token.value[0] if isinstance(token.value, tuple) else token.value
        elif kind in ("StringLiteralToken", "StringExpandableToken"):
            found["Value"] = token.value if isinstance(token.value, str) else token.text
        elif kind == "VariableToken":
            from pwsh_emu.runtime.types.syntaxtrees import VariablePath

            path = token.value if isinstance(token.value, str) else token.text[1:].strip("{}")
            found["Name"] = path
            found["VariablePath"] = VariablePath(path)
        elif kind == "ParameterToken":
            found["ParameterName"] = token.value if isinstance(token.value, str) else token.text.lstrip("-").rstrip(":")
            found["UsedColon"] = bool(token.text.endswith(":"))
        elif kind == "LabelToken":
            found["LabelText"] = token.value if isinstance(token.value, str) else token.text.lstrip(":")
        elif kind == "FileRedirectionToken":
            found["Append"] = token.text.endswith(">>")
        return found

    def _properties(self) -> dict[str, Any]:
        token = self.token
        found = self.held()
        found["Text"] = token.text
        found["TokenFlags"] = self.flags
        found["Kind"] = enumeration(_LANGUAGE + "TokenKind").named(token.kind)
        found["HasError"] = False
        found["Extent"] = ScriptExtent(self.source, token.start, token.end)
        return found

    def adapter_reader(self, session: Any, lower: str) -> Any:
        """Return a property by lower-case name; $null where the token has none."""
        return next((value for name, value in self._properties().items() if name.lower() == lower), None)

    def adapter_properties(self, session: Any) -> Iterator[tuple[str, str, bool]]:
        """Yield the names of a token's properties."""
        types = {"Text": "string", "Name": "string", "ParameterName": "string", "LabelText": "string", "HasError": "bool", "UsedColon": "bool"}
        types |= {"Append": "bool", "Kind": _LANGUAGE + "TokenKind", "TokenFlags": _LANGUAGE + "TokenFlags", "Extent": _LANGUAGE + "IScriptExtent"}
        for name in self._properties():
            yield name, types.get(name, "System.Object" if name == "Value" else "System.Management.Automation.VariablePath"), False


def _class_of(token: Any) -> str:
    kind = token.kind
    if kind in _STRINGS:
        expandable = kind.endswith("Expandable") or (kind == "Generic" and "$" in token.text)
        return "StringExpandableToken" if expandable else "StringLiteralToken"
    if kind == "Redirection":
        return "MergingRedirectionToken" if "&" in token.text else "FileRedirectionToken"
    named = {"Number": "NumberToken", "Parameter": "ParameterToken", "Label": "LabelToken", "Variable": "VariableToken"}
    return named.get(kind, "VariableToken" if kind == "SplattedVariable" else "Token")


def _places(script: tree.Ast) -> dict[int, str]:
    """Return where names of commands, members, types and attributes begin."""
    found: dict[int, str] = {}
    for node in script.walk():
        if isinstance(node, tree.CommandAst) and node.elements:
            found[node.elements[0].start] = "CommandName"
        elif isinstance(node, tree.MemberExpressionAst):
            found[node.member.start] = "MemberName"
        elif isinstance(node, tree.AttributeAst):
            found[node.type_name.start] = "AttributeName"
        elif isinstance(node, (tree.TypeConstraintAst, tree.TypeExpressionAst)):
            found[node.type_name.start] = "TypeName"
    return found


def _place(token: Any, places: dict[int, str]) -> str:
    return places.get(token.start, "") if token.kind in ("Generic", "Identifier") or token.kind in KEYWORD_KINDS else ""


def _flags(kind: str, place: str) -> list[str]:
    flags = []
    if kind in KEYWORD_KINDS:
        flags.append("Keyword")
    if kind in PRECEDENCE:
        flags += ["BinaryOperator", _PRECEDENCES[PRECEDENCE[kind]]]
    if kind in UNARY:
        flags.append("UnaryOperator")
    if kind in _CASE_SENSITIVE:
        flags.append("CaseSensitiveOperator")
    if kind in _ASSIGNMENTS:
        flags.append("AssignmentOperator")
    if place:
        flags.append(place)
    return flags


def _with_line_ends(text: str, tokens: list[Any]) -> list[Any]:
    """Return tokens with the line ends and line continuations between them, which the parser skips in part."""
    from pwsh_emu.language.tokens import Token

    found: list[Any] = []
    end = 0
    for token in tokens:
        for match in _LINE_END.finditer(text, end, max(end, token.start)):
            kind = "LineContinuation" if match[0].startswith("`") else "NewLine"
            found.append(Token(kind, match.start(), match.end(), match[0]))
        found.append(token)
        end = max(end, token.end)
    return found


def token_values(text: str, script: tree.ScriptBlockAst) -> PSArray:
    """Return a text's tokens, the end of input last, as an array of Token values."""
    from pwsh_emu.language.tokenlist import read_tokens
    from pwsh_emu.language.tokens import Token

    kinds = enumeration(_LANGUAGE + "TokenFlags")
    places = _places(script)
    tokens = _with_line_ends(text, [*read_tokens(text).tokens, Token("EndOfInput", len(text), len(text), "")])
    views = []
    for token in tokens:
        place = _place(token, places)
        number = 0
        for flag in _flags(token.kind, place):
            number |= kinds.names[flag]
        views.append(TokenView(token, script.source, kinds.value(number), place))
    return PSArray(views, _LANGUAGE + "Token")


class TokenMembers:
    """Methods of every token."""

    SIGNATURES = ("string ToString()",)

    @staticmethod
    def ToString(view: TokenView) -> str:
        return str(view)


class ParseErrorOfToken(DotNetObject):
    """PSParseError: what is wrong, and the token that it begins at."""

    ps_type = DECLARED["System.Management.Automation.PSParseError"]
    SIGNATURES = ("System.Management.Automation.PSToken Token", "string Message")
    __slots__ = ("Message", "Token")

    def __init__(self, error: Any, source: Any) -> None:
        super().__init__()
        self.Message = error.message
        self.Token = PSToken(source, error.start, error.end, source.text[error.start : error.end])


class PSParserMembers:
    """[System.Management.Automation.PSParser]."""

    SIGNATURES = (
        "static System.Collections.ObjectModel.Collection[System.Management.Automation.PSToken] Tokenize(string script, "
        "[ref] System.Collections.ObjectModel.Collection[System.Management.Automation.PSParseError] errors)",
    )

    @staticmethod
    def static_Tokenize(script: Any, errors: Any) -> Any:
        from pwsh_emu.language.parser import parse

        text = script if isinstance(script, str) else "\n".join(str(line) for line in script)
        result = parse(text)
        source = result.ast.source
        found = [_old_token(view) for view in token_values(text, result.ast) if view.token.kind != "EndOfInput"]
        if isinstance(errors, PSReference):
            errors.value = new_collection("System.Management.Automation.PSParseError", [ParseErrorOfToken(error, source) for error in result.errors])
        return new_collection("System.Management.Automation.PSToken", found)


_OLD_KINDS = {
    "Variable": "Variable", "SplattedVariable": "Variable", "Parameter": "CommandParameter", "Number": "Number", "Label": "LoopLabel",
    "Comment": "Comment", "NewLine": "NewLine", "LineContinuation": "LineContinuation", "Semi": "StatementSeparator",
    "StringLiteral": "String", "StringExpandable": "String", "HereStringLiteral": "String", "HereStringExpandable": "String",
    "LParen": "GroupStart", "LCurly": "GroupStart", "AtParen": "GroupStart", "AtCurly": "GroupStart", "DollarParen": "GroupStart",
    "RParen": "GroupEnd", "RCurly": "GroupEnd", "Generic": "CommandArgument", "Identifier": "CommandArgument",
}  # fmt: skip
_OLD_FLAGS = {"CommandName": "Command", "MemberName": "Member", "TypeName": "Type", "AttributeName": "Attribute"}


def _old_token(view: TokenView) -> PSToken:
    """Return a token as PSParser gives it."""
    token = view.token
    place = _OLD_FLAGS.get(view.place)
    kind = place or ("Keyword" if token.kind in KEYWORD_KINDS else _OLD_KINDS.get(token.kind, "Operator"))
    held = view.held()
    content = token.text if kind == "CommandParameter" else next((held[name] for name in ("Name", "LabelText") if name in held), token.text)
    if isinstance(held.get("Value"), str):
        content = held["Value"]
    return PSToken(view.source, token.start, token.end, str(content), kind)


TYPES: dict[str, type] = {
    _LANGUAGE + "Token": TokenMembers,
    "System.Management.Automation.PSParser": PSParserMembers,
    "System.Management.Automation.PSParseError": ParseErrorOfToken,
}
