"""Arguments of commands: which parameter an argument belongs to, and what that takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.completion import completers, parameters
from pwsh_emu.completion.matches import Match
from pwsh_emu.completion.quoting import offered, quoted, take_apart
from pwsh_emu.language import ast

if TYPE_CHECKING:
    from pwsh_emu.completion.inference import Inference
    from pwsh_emu.runtime.session import Session

_PROPERTIES = frozenset(("Property", "ExcludeProperty", "ExpandProperty", "MemberName", "GroupBy"))
_SCRIPT_BLOCK = "System.Management.Automation.ScriptBlock"
_FOLDERS = frozenset(("set-location", "push-location"))


def parameter_of(info: Any, slots: list[Any], node: ast.CommandAst, at: int) -> Any:
    """Return the parameter that what stands at an offset of a command belongs to: the one named before it, else the one of its position.

    ``slots`` are the command's parameters, which may come from a block of it that runs for them.
    """
    named: Any = None
    given: set[str] = set()
    used: set[int] = set()
    for element in node.elements[1:]:
        if element.start > at or (element.start == at and not isinstance(element, ast.CommandParameterAst) and element.end == at):
            break
        if isinstance(element, ast.CommandParameterAst):
            named = parameters.find_parameter(slots, element.parameter_name)
            if named is not None:
                given.add(named.name)
            if element.argument is not None:
                if element.argument.start <= at <= element.argument.end:
                    return named
                named = None
            elif named is not None and named.is_switch and element.end < at:
                named = None
            continue
        if element.start <= at and (at < element.end or _goes_on(element, at)):
            return named if named is not None else _positional(info, slots, given, used)[0]
        if named is None:
            taken, place = _positional(info, slots, given, used)
            if taken is not None:
                given.add(taken.name)
                used.add(place)
        named = None
    return named if named is not None else _positional(info, slots, given, used)[0]


def _goes_on(element: ast.Ast, at: int) -> bool:
    """Tell whether an argument that ends before the cursor goes on there: a list behind a comma, an open table."""
    return isinstance(element, ast.ErrorExpressionAst) or (isinstance(element, (ast.ArrayLiteralAst, ast.HashtableAst)) and at <= element.end)


def _positional(info: Any, slots: list[Any], given: set[str], used: set[int]) -> tuple[Any, int]:
    """Return the parameter that takes the next argument without a name, and its position: the default set's before others'."""
    metadata = parameters.metadata_of(info)
    if metadata is None:
        return None, -1
    places: list[tuple[int, int, int, Any]] = []
    rest: Any = None
    for index, slot in enumerate(slots):
        if slot.name in given:
            continue
        for name, entry in slot.sets.items():
            if entry.position is not None and entry.position not in used:
                rank = 2 if slot.type_name.startswith(_SCRIPT_BLOCK) else 0 if name in (metadata.default_set, "__AllParameterSets") else 1
                places.append((entry.position, rank, index, slot))
            if entry.from_remaining:
                rest = slot
    if not places:
        return rest, -1
    place, _, _, slot = min(places, key=lambda one: one[:3])
    return slot, place


class Arguments:
    """Offers what can stand as an argument."""

    def __init__(self, session: Session, inference: Inference, source: Any) -> None:
        self.session = session
        self.inference = inference
        self.source = source

    def matches(self, node: ast.CommandAst, word: str, at: int) -> list[Match] | None:
        """Return the matches for a word of a command; None where files are to be offered."""
        first = node.elements[0]
        name = first.value if isinstance(first, ast.StringConstantExpressionAst) else self.source.text[first.start : first.end]
        info = parameters.resolve_command(self.session, name)
        if info is None:
            return self._native(name, node, word)
        if info.name.lower() == "new-object":
            special = self._types(node, word, at)
            if special is not None:
                return special
        slots = parameters.parameter_slots(info)
        parameter = parameter_of(info, slots, node, at)
        if parameter is None:
            return None
        found = self._values(info, slots, parameter, node, word, at)
        if found is not None:
            return found
        return self._paths(info, parameter, word)

    def _values(self, info: Any, slots: list[Any], parameter: Any, node: ast.CommandAst, word: str, at: int) -> list[Match] | None:
        from pwsh_emu.runtime.types.syntaxtrees import AstView

        found = parameters.values(self.session, info, parameter, word, AstView(node, self.source))
        if found is not None:
            return found if found or self._is_closed(parameter) else None
        found = completers.own(self.session, info.name, parameter, word, self._bound(slots, node, at))
        if found is not None:
            return found
        name = info.name.lower()
        if parameter.name == "View" and name.startswith("format-"):
            return self._views(node, name, word)
        if parameter.name in _PROPERTIES and (name != "foreach-object" or parameter.name == "MemberName"):
            properties = self._piped(node, word, methods=parameter.name == "MemberName", at=at)
            if properties:
                return properties
        if parameter.name == "Value" and name == "where-object":
            return self._compared(node, word)
        return None

    @staticmethod
    def _is_closed(parameter: Any) -> bool:
        """Tell whether a parameter takes nothing but what is offered."""
        return any(hasattr(attribute, "valid_values") for attribute in parameter.attributes)

    def _bound(self, slots: list[Any], node: ast.CommandAst, at: int) -> completers.Bound:
        bound: completers.Bound = {}
        named: Any = None
        for element in node.elements[1:]:
            if isinstance(element, ast.CommandParameterAst):
                named = parameters.find_parameter(slots, element.parameter_name)
                if element.argument is not None and named is not None:
                    bound[named.name.lower()] = self._texts(element.argument)
                    named = None
                continue
            if element.start <= at <= element.end:
                continue
            if named is not None:
                bound[named.name.lower()] = self._texts(element)
                named = None
        return bound

    @staticmethod
    def _texts(node: ast.Ast) -> list[str]:
        return [one.value for one in node.walk() if isinstance(one, ast.StringConstantExpressionAst)]

    @staticmethod
    def _types(node: ast.CommandAst, word: str, at: int) -> list[Match] | None:
        from pwsh_emu.completion import names

        before = [element for element in node.elements[1:] if element.end < at]
        last = before[-1] if before else None
        if last is None or (isinstance(last, ast.CommandParameterAst) and "typename".startswith(last.parameter_name.lower())):
            return names.type_arguments(word)
        return None

    def _native(self, name: str, node: ast.CommandAst, word: str) -> list[Match] | None:
        registered: dict[str, Any] = self.session.services.get("native_completers", {})
        completer = registered.get(name.lower())
        if completer is None:
            return None
        from pwsh_emu.runtime.types.syntaxtrees import AstView

        return parameters.taken(self.session, completer, [word, AstView(node, self.source), self.inference.end])

    # --- what comes down the pipeline ---
    def _fed(self, node: ast.CommandAst) -> list[Any]:
        for one in self.inference.nodes:
            if isinstance(one, ast.PipelineAst) and node in one.elements:
                return self.inference.output(list(one.elements), list(one.elements).index(node))
        return []

    def _piped(self, node: ast.CommandAst, word: str, *, methods: bool, at: int) -> list[Match]:
        """Return the properties of what comes down the pipeline, without those that are named already."""
        from pwsh_emu.completion.members import of_possibilities

        quote, bare = take_apart(word)
        fed = [one for one in self._fed(node) if getattr(one, "full_name", "") != "System.Management.Automation.PSObject"]
        found = of_possibilities(self.session, self.inference, fed, bare)
        used = {text.lower() for element in node.elements[1:] if element.start < at for text in self._texts(element)} - {bare.lower()}
        matches: dict[str, Match] = {}
        for match in found:
            if (match.kind == "Property" or methods) and match.list_text.lower() not in used:
                matches.setdefault(match.list_text.lower(), Match(quoted(match.list_text, quote), match.list_text, match.kind))
        return list(matches.values())

    def _compared(self, node: ast.CommandAst, word: str) -> list[Match] | None:
        """Return the names of the enumeration that the property of Where-Object is of."""
        from pwsh_emu.completion.assigned import names_of

        prop = next((one for one in node.elements[1:] if isinstance(one, ast.StringConstantExpressionAst)), None)
        if prop is None:
            return None
        for one in self._fed(node):
            for found in self.inference.property_of(one, prop.value):
                values = names_of(self.inference.type_of(found))
                if values is not None:
                    return offered(values, word)
        return None

    def _views(self, node: ast.CommandAst, name: str, word: str) -> list[Match]:
        from pwsh_emu.formatting.views import view_names

        shape = name.partition("-")[2]
        names: list[str] = []
        for one in self._fed(node):
            names.extend(view_names(self.session, self.inference.type_of(one).full_name, shape))
        return offered(list(dict.fromkeys(names)), word)

    # --- files ---
    def _paths(self, info: Any, parameter: Any, word: str) -> list[Match] | None:
        from pwsh_emu.completion.files import paths

        return paths(self.session, word, literal=parameter.name == "LiteralPath", containers=info.name.lower() in _FOLDERS)
