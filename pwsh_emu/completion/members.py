"""Members behind ``.`` and ``::``: of values that can be known without running anything, and of types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.completion.matches import Match, by_name
from pwsh_emu.completion.outputs import keys_of
from pwsh_emu.completion.quoting import needs_quotes, starting
from pwsh_emu.language import ast

if TYPE_CHECKING:
    from pwsh_emu.runtime.session import Session

UNKNOWN = object()
_DECLARED = {
    "System.Management.Automation.CmdletBindingAttribute": (
        "PositionalBinding DefaultParameterSetName SupportsShouldProcess SupportsPaging SupportsTransactions ConfirmImpact HelpUri RemotingCapability"
    ),
    "System.Management.Automation.ParameterAttribute": (
        "Position ParameterSetName Mandatory ValueFromPipeline ValueFromPipelineByPropertyName "
        "ValueFromRemainingArguments HelpMessage HelpMessageBaseName HelpMessageResourceId DontShow"
    ),
}
"""Properties of attributes in the order of their declarations (the type facts have them sorted)."""


def member_matches(session: Session, target: ast.Ast, word: str, *, static: bool, inference: Any = None) -> list[Match]:
    """Return the members of an expression that begin with a word."""
    if static:
        return _static(session, target, word)
    if isinstance(target, ast.HashtableAst):
        return [*_of_type(session, named_type(session, "System.Collections.Hashtable"), word), *_as_members(keys_of(target), word)]
    possibilities = inference.of(target) if inference is not None else []
    if possibilities:
        inside = isinstance(target, ast.VariableExpressionAst) and target.name.lower() == "this"
        found = of_possibilities(session, inference, possibilities, word, inside=inside)
        offered = {match.list_text.lower() for match in found}
        return [*found, *(match for match in _written_keys(inference, target, word) if match.list_text.lower() not in offered)]
    value = value_of(session, target)
    return [] if value is UNKNOWN or value is None else value_members(session, value, word)


def of_possibilities(session: Session, inference: Any, possibilities: list[Any], word: str, *, inside: bool = False) -> list[Match]:
    """Return the members of several possible values and types, each once: properties, then methods; hidden ones ``inside`` a class only."""
    from pwsh_emu.completion.inference import Known

    found: dict[str, Match] = {}
    kinds: set[str] = set()
    for one in possibilities:
        if isinstance(one, Known):
            offered = value_members(session, one.value, word)
            if hasattr(one.value, "keys") and hasattr(one.value, "file_key"):
                keys = _dictionary_keys(one.value, word)
                texts = {match.list_text.lower() for match in keys}
                offered = [*(match for match in offered if match.list_text.lower() not in texts or match.kind == "Method"), *keys]
        else:
            if one.full_name in kinds or one.full_name == "System.Void":
                continue
            kinds.add(one.full_name)
            offered = _of_type(session, one, word, inside=inside)
        for match in offered:
            found.setdefault(match.text.lower(), match)
        if _is_list(session, inference.type_of(one)):
            pattern = starting(word)
            for name in ("Where", "ForEach"):
                if pattern.matches(name):
                    found.setdefault(f"{name.lower()}(", Match(f"{name}(", name, "Method"))
    if len(possibilities) < 2:
        return list(found.values())
    rank = {"Method": 1}
    return sorted(found.values(), key=lambda match: (rank.get(match.kind, 0), by_name(match.list_text)))


def _is_list(session: Session, ps_type: Any) -> bool:
    return getattr(ps_type, "element", None) is not None or "System.Collections.IList" in ps_type.interface_names()


def declared_type(session: Session, ps_type: Any, name: str) -> Any:
    """Return the type that a property of a type is declared with; None where it has no such property."""
    for one in ps_type.bases() if ps_type is not None else ():
        prop = one.properties.get(name.lower())
        if prop is not None:
            return named_type(session, prop.type_name)
    return None


def _dictionary_keys(table: Any, word: str) -> list[Match]:
    return _as_members([key for key in list(table.keys()) if isinstance(key, str)], word)


def _as_members(keys: list[str], word: str) -> list[Match]:
    pattern = starting(word)
    return [Match(_put(key), key, "Property") for key in keys if pattern.matches(key)]


def _put(name: str) -> str:
    """Return a property's name as it stands behind a dot: in quotes where it is no plain name."""
    return f"'{name}'" if needs_quotes(name) or not name.replace("_", "").isalnum() else name


def _written_keys(inference: Any, target: ast.Ast, word: str) -> list[Match]:
    """Return the keys of the table that the text assigned to a variable, or put into such a table."""
    if not isinstance(target, ast.VariableExpressionAst):
        inner = inference.table(target)
        return _as_members(keys_of(inner), word) if inner is not None else []
    for node in reversed(inference.nodes):
        if isinstance(node, ast.AssignmentStatementAst) and inference.is_variable(node.left, target.name.rpartition(":")[2].lower()):
            table = next((child for child in node.right.walk() if isinstance(child, ast.HashtableAst)), None)
            return _as_members(keys_of(table), word) if table is not None else []
    return []


def value_of(session: Session, node: ast.Ast) -> Any:
    """Return the value of an expression that has no effects: literals, variables, their properties and items; else UNKNOWN."""
    from pwsh_emu.runtime import members

    try:
        if isinstance(node, ast.VariableExpressionAst):
            cell = session.scope.find(node.name.rpartition(":")[2].lower())
            return UNKNOWN if cell is None else cell.value
        if isinstance(node, (ast.StringConstantExpressionAst, ast.ConstantExpressionAst)):
            return node.value
        if isinstance(node, ast.ExpandableStringExpressionAst):
            return ""
        if isinstance(node, ast.ParenExpressionAst):
            inner = node.pipeline
            if isinstance(inner, ast.PipelineAst) and len(inner.elements) == 1:
                inner = inner.elements[0]
            if isinstance(inner, ast.CommandExpressionAst):
                return value_of(session, inner.expression)
        if (
            isinstance(node, ast.MemberExpressionAst)
            and not isinstance(node, ast.InvokeMemberExpressionAst)
            and isinstance(node.member, ast.StringConstantExpressionAst)
        ):
            target = value_of(session, node.expression)
            return UNKNOWN if target is UNKNOWN or node.static else members.get_property(session, target, node.member.value)
        if isinstance(node, ast.IndexExpressionAst):
            target, index = value_of(session, node.target), value_of(session, node.index)
            return UNKNOWN if target is UNKNOWN or index is UNKNOWN else members.get_index(session, target, [index])
    except Exception:  # what cannot be looked at has no members to offer
        return UNKNOWN
    return UNKNOWN


def named_type(session: Session, name: Any) -> Any:
    """Return the type that a name means at the prompt or in the text; None where there is none."""
    try:
        return session.types.resolve(name, using=session.using_namespaces.get(None, ()))
    except Exception:  # an unfinished name
        return None


def _static(session: Session, target: ast.Ast, word: str) -> list[Match]:
    if not isinstance(target, ast.TypeExpressionAst):
        return []
    ps_type = named_type(session, target.type_name)
    if ps_type is None:
        return []
    pattern = starting(word)
    properties: dict[str, str] = {}
    methods: dict[str, str] = {}
    for one in ps_type.bases():
        names = getattr(one, "names", None)
        if isinstance(names, dict):
            properties.update({name.lower(): name for name in names})
        properties.update({key: prop.name for key, prop in one.static_properties.items()})
        methods.update({key: method.name for key, method in one.static_methods.items()})
    if ps_type.constructors or ps_type.is_value_type:
        methods.setdefault("new", "new")
    matches = _listed(pattern, properties, methods)
    for match in matches:
        if match.list_text == "new" and ps_type.constructors:
            match.tool_tip = "\n".join(one.signature.replace(" new(", "(") for one in ps_type.constructors)
    return matches


def settable(ps_type: Any) -> list[str]:
    """Return the properties that a named argument of an attribute can set: in the order of their declarations where that is known."""
    known = _DECLARED.get(ps_type.full_name)
    if known is not None:
        return known.split()
    return [prop.name for one in ps_type.bases() for prop in one.properties.values() if prop.setter is not None]


def _listed(pattern: Any, properties: dict[str, str], methods: dict[str, str]) -> list[Match]:
    matches = [Match(_put(name), name, "Property") for name in sorted(properties.values(), key=by_name) if pattern.matches(name)]
    matches.extend(Match(f"{name}(", name, "Method") for name in sorted(methods.values(), key=by_name) if pattern.matches(name))
    return matches


def _of_type(session: Session, ps_type: Any, word: str, *, inside: bool = False) -> list[Match]:
    """Return the members that values of a type have: .NET's and those of the type data."""
    from pwsh_emu.runtime import typedata

    pattern = starting(word)
    properties: dict[str, str] = {}
    methods: dict[str, str] = {}
    chain = ps_type.bases()
    for one in chain:
        hidden = getattr(one, "hidden", ()) if not inside else ()
        properties.update({key: prop.name for key, prop in one.properties.items() if key not in hidden})
        methods.update({key: method.name for key, method in one.methods.items() if key not in hidden})
    for data in typedata.lookup(session, [one.full_name for one in chain]):
        for member in data.members.values():
            target = methods if "Method" in type(member).__name__ else properties
            if member.name != "PSStandardMembers":
                target.setdefault(member.name.lower(), member.name)
    if getattr(ps_type, "names", None) is not None:
        properties["value__"] = "value__"
    return _listed(pattern, properties, methods)


def value_members(session: Session, value: Any, word: str) -> list[Match]:
    from pwsh_emu.runtime.memberviews import get_members

    pattern = starting(word)
    properties: dict[str, str] = {}
    methods: dict[str, str] = {}
    parameterized: list[Match] = []
    if type(value).__name__ == "EnumValue":
        properties["value__"] = "value__"
    for member in get_members(session, value):
        name = member.Name
        if not pattern.matches(name):
            continue
        kind = member.kind
        if kind == "ParameterizedProperty":
            parameterized.append(Match(f"{name}(", name, "Method"))
        elif kind.endswith("Method"):
            methods[name.lower()] = name.rpartition(".")[2]
        else:
            properties[name.lower()] = name
    return [*_listed(pattern, properties, methods), *parameterized]
