"""What an expression of a half-typed text will give: values where they can be looked at without running anything, else types.

Each function returns a list of possibilities: `Known` values and PSTypes, most likely first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.completion.members import UNKNOWN, declared_type, named_type, value_of
from pwsh_emu.completion.outputs import STATEMENTS, entry_of, outputs, written_table
from pwsh_emu.language import ast

if TYPE_CHECKING:
    from pwsh_emu.runtime.session import Session

_BOOLEAN = frozenset("eq ne gt ge lt le like notlike match notmatch contains notcontains in notin is isnot and or xor".split())
_PASSING = frozenset(("where-object", "sort-object", "tee-object", "get-unique", "select-object", "get-random"))
_DEEPEST = 12
_AUTOMATIC = {
    "args": "System.Object[]",
    "myinvocation": "System.Management.Automation.InvocationInfo",
    "pscmdlet": "System.Management.Automation.PSScriptCmdlet",
    "psboundparameters": "System.Management.Automation.PSBoundParametersDictionary",
}
_UNARY = {
    "not": "System.Boolean", "exclaim": "System.Boolean", "join": "System.String", "isplit": "System.String[]", "csplit": "System.String[]",
}  # fmt: skip
_FILTERING = frozenset("eq ne gt ge lt le like notlike match notmatch".split())
_NUMBERS = ("System.Int32", "System.Int64", "System.Decimal", "System.Double")
_SCRIPT_BLOCK = "System.Management.Automation.ScriptBlock"


class Known:
    """A value that stands for itself."""

    __slots__ = ("value",)

    def __init__(self, value: Any) -> None:
        self.value = value


class Inference:
    """Infers within one text. ``end`` is where the cursor stands: what comes behind it counts for nothing."""

    def __init__(self, session: Session, tree: ast.Ast, end: int) -> None:
        self.session = session
        self.tree = tree
        self.end = end
        self.nodes = list(tree.walk())
        self._depth = 0

    def of(self, node: ast.Ast | None) -> list[Any]:
        """Return what an expression or pipeline gives, one possibility for each type."""
        if node is None or self._depth > _DEEPEST:
            return []
        self._depth += 1
        try:
            return self._of(node)
        finally:
            self._depth -= 1

    def elements(self, node: ast.Ast | None) -> list[Any]:
        """Return what an expression or pipeline gives one by one, as a pipeline hands it on."""
        items = self._items(node) if node is not None else []
        if items:
            return [one for item in items for one in self.of(item)]
        return [each for one in self.of(node) for each in self.unrolled(one)]

    def unrolled(self, one: Any) -> list[Any]:
        if isinstance(one, Known):
            from pwsh_emu.runtime.enumeration import is_enumerable

            if is_enumerable(one.value):
                firsts: dict[str, Known] = {}
                for item in list(one.value)[:20]:
                    firsts.setdefault(str(self.session.types.type_of(item).full_name), Known(item))
                return list(firsts.values())
            return [one]
        element = getattr(one, "element", None)
        if element is not None:
            return [element]
        if one.arguments and len(one.arguments) == 1 and one.definition.startswith("System.Collections"):
            return [one.arguments[0]]
        return [one]

    # --- by kind of node ---
    def _of(self, node: ast.Ast) -> list[Any]:
        if isinstance(node, ast.VariableExpressionAst):
            return self.variable(node)
        if isinstance(node, ast.ConvertExpressionAst):
            return self._custom_object(node) or self._named(node.attribute.type_name)
        if isinstance(node, ast.AttributedExpressionAst):
            return self.of(node.child)
        if isinstance(node, ast.ParenExpressionAst):
            return self.of(node.pipeline)
        if isinstance(node, (ast.PipelineAst, ast.CommandExpressionAst, ast.CommandAst)):
            return self._pipeline(node)
        if isinstance(node, ast.HashtableAst):
            return self._named("System.Collections.Hashtable")
        if isinstance(node, ast.ScriptBlockExpressionAst):
            return self._named(_SCRIPT_BLOCK)
        if isinstance(node, ast.TypeExpressionAst):
            return self._named("System.RuntimeType") or self._named("System.Type")
        if isinstance(node, (ast.ArrayLiteralAst, ast.ArrayExpressionAst)):
            return self._array(node)
        if isinstance(node, ast.SubExpressionAst):
            return self.block(node.sub_expression)
        if isinstance(node, STATEMENTS):
            return self.block(node)
        if isinstance(node, ast.TernaryExpressionAst):
            return self.distinct([*self.of(node.if_true), *self.of(node.if_false)])
        if isinstance(node, ast.BinaryExpressionAst):
            plain = node.operator.lower()
            plain = plain[1:] if plain[:1] in "ic" and plain not in ("in", "is", "isnot", "contains") else plain
            if plain == "questionquestion":
                return self.distinct([*self.of(node.left), *self.of(node.right)])
            return [*self._named("System.Boolean"), *self._filtered(plain, node.left)] if plain in _BOOLEAN else self._arithmetic(node)
        if isinstance(node, ast.UnaryExpressionAst):
            made = _UNARY.get(node.operator.lower())
            return self._named(made) if made is not None else self.of(node.child) or self._named("System.Int32")
        if isinstance(node, ast.InvokeMemberExpressionAst):
            return self._invoked(node)
        if isinstance(node, ast.MemberExpressionAst):
            return self._member(node)
        if isinstance(node, ast.IndexExpressionAst):
            return self._indexed(node)
        value = value_of(self.session, node)
        return [] if value is UNKNOWN else [Known(value)]

    def _custom_object(self, node: ast.ConvertExpressionAst) -> list[Any]:
        """Return an object with the properties of a table that is cast to one, the values that are known in them; nothing for other casts."""
        from pwsh_emu.runtime.values import PSCustomObject

        table = written_table(node.child) if node.attribute.type_name.name.lower() == "pscustomobject" else None
        if table is None:
            return []
        values: dict[str, Any] = {}
        for key, given in table.pairs:
            if isinstance(key, ast.StringConstantExpressionAst) and key.value.lower() != "pstypename":
                found = self.of(given)
                values[key.value] = found[0].value if found and isinstance(found[0], Known) else None
        return [Known(PSCustomObject(values))]

    def distinct(self, found: list[Any]) -> list[Any]:
        """Return possibilities without those whose type came before."""
        by_name: dict[str, Any] = {}
        for one in found:
            by_name.setdefault(str(self.type_of(one).full_name), one)
        return list(by_name.values())

    def _array(self, node: ast.ArrayLiteralAst | ast.ArrayExpressionAst) -> list[Any]:
        """Return an array of what all its parts are, where they are of one type (objects that are written down: those); else one of objects."""
        from pwsh_emu.runtime.knowntypes import array_of
        from pwsh_emu.runtime.values import PSArray, PSCustomObject

        parts: list[Any] = list(node.elements) if isinstance(node, ast.ArrayLiteralAst) else list(outputs(node.sub_expression))
        found = [self.of(part) for part in parts]
        possible = [one for each in found for one in each]
        if possible and all(isinstance(one, Known) and isinstance(one.value, PSCustomObject) for one in possible):
            return [Known(PSArray(one.value for one in possible))]
        types = self.distinct([self.type_of(one) for each in possible for one in self.unrolled(each)])
        plain = len(types) == 1 and all(found) and types[0].full_name != "System.Object"
        return [array_of(types[0])] if plain else self._named("System.Object[]")

    def _filtered(self, operator: str, left: ast.Ast) -> list[Any]:
        """Return the array that a comparison with an array gives."""
        if operator not in _FILTERING:
            return []
        return [found for found in map(self.type_of, self.of(left)) if found.element is not None]

    def _named(self, name: Any) -> list[Any]:
        found = named_type(self.session, name)
        return [] if found is None else [found]

    def _arithmetic(self, node: ast.BinaryExpressionAst) -> list[Any]:
        operator = node.operator.lower()
        if operator == "dotdot":
            return self._named("System.Int32[]")
        if operator in ("join", "format", "creplace", "ireplace"):
            return self._named("System.String")
        if operator in ("csplit", "isplit"):
            return self._named("System.String[]")
        if operator == "as" and isinstance(node.right, ast.TypeExpressionAst):
            return self._named(node.right.type_name)
        left = [self.type_of(one) for one in self.of(node.left)]
        right = [self.type_of(one) for one in self.of(node.right)]
        if operator == "minus" and all("System.DateTime" in [one.full_name for one in side] for side in (left, right)):
            return self._named("System.TimeSpan")
        if operator in ("plus", "minus", "multiply", "divide", "rem") and len(left) == 1 and len(right) == 1:
            names = (left[0].full_name, right[0].full_name)
            if all(name in _NUMBERS for name in names):
                return [left[0] if _NUMBERS.index(names[0]) >= _NUMBERS.index(names[1]) else right[0]]
            if operator == "plus" and left[0].element is not None:
                return self._named("System.Object[]")
        return left

    def type_of(self, one: Any) -> Any:
        """Return the type of a possibility."""
        return self.session.types.type_of(one.value) if isinstance(one, Known) else one

    # --- variables ---
    def variable(self, node: ast.VariableExpressionAst) -> list[Any]:
        name = node.name.rpartition(":")[2].lower()
        if name in ("_", "psitem"):
            return self.pipeline_input(node)
        if name in ("true", "false"):
            return [Known(name == "true")]
        if name == "this":
            made = self._enclosing(node, ast.TypeDefinitionAst)
            return self._class(made) if made is not None else []
        written = self._written(name, node)
        if written is not None:
            return written
        cell = self.session.scope.find(name)
        if cell is None:
            return self._named(_AUTOMATIC[name]) if name in _AUTOMATIC else []
        return [] if cell.value is None else [Known(cell.value)]

    def _class(self, node: ast.TypeDefinitionAst) -> list[Any]:
        found = self._named(node.name)
        for base in node.base_types if not found else ():
            found = found or self._named(base.type_name)
        return found

    def _written(self, name: str, node: ast.Ast) -> list[Any] | None:
        """Return what the text assigned last before a node; None where it does not assign the variable."""
        found: list[Any] | None = None
        for one in self.nodes:
            if one.start >= node.start and not isinstance(one, ast.ForEachStatementAst):
                continue
            if isinstance(one, ast.AssignmentStatementAst) and one.end <= node.start:
                target = one.left
                while isinstance(target, ast.AttributedExpressionAst):
                    if isinstance(target, ast.ConvertExpressionAst) and self.is_variable(target.child, name):
                        found = self._named(target.attribute.type_name) or found
                    target = target.child
                if self.is_variable(target, name) and target is one.left:
                    found = self.of(one.right)
            elif isinstance(one, ast.ForEachStatementAst) and self.is_variable(one.variable, name) and one.start < node.start:
                found = self.elements(one.condition)
            elif isinstance(one, ast.ParameterAst) and self.is_variable(one.name, name):
                constraint = next((part for part in one.attributes if isinstance(part, ast.TypeConstraintAst)), None)
                if constraint is not None:
                    found = self._named(constraint.type_name)
        return found

    @staticmethod
    def is_variable(node: Any, name: str) -> bool:
        """Tell whether a node is the variable of a lower-case name, whatever scope it names."""
        return isinstance(node, ast.VariableExpressionAst) and node.name.rpartition(":")[2].lower() == name

    def _enclosing(self, node: ast.Ast, kind: type) -> Any:
        """Return the innermost node of a kind around another."""
        best = None
        for one in self.nodes:
            if isinstance(one, kind) and one.start <= node.start and node.end <= one.end and one is not node:
                if best is None or one.start >= best.start:
                    best = one
        return best

    # --- pipelines ---
    def pipeline_input(self, node: ast.Ast) -> list[Any]:
        """Return what ``$_`` is at a node: the error of a catch block, what a switch looks at, what comes down the pipeline."""
        around = [
            one
            for one in self.nodes
            if isinstance(one, (ast.CatchClauseAst, ast.SwitchStatementAst, ast.ScriptBlockExpressionAst)) and one.start <= node.start <= one.end
        ]
        for one in sorted(around, key=lambda each: each.start, reverse=True):
            if isinstance(one, ast.CatchClauseAst):
                return self._named("System.Management.Automation.ErrorRecord")
            if isinstance(one, ast.SwitchStatementAst):
                condition = one.condition
                if condition is not None and condition.end < node.start and one.clauses:
                    return self.elements(condition)
                continue
            found = self._feeding(one)
            if found:
                return found
        return []

    def _feeding(self, block: ast.Ast) -> list[Any]:
        """Return what is fed to the command that a block is an argument of."""
        for one in self.nodes:
            if isinstance(one, ast.InvokeMemberExpressionAst) and isinstance(one.member, ast.StringConstantExpressionAst):
                if one.member.value.lower() in ("where", "foreach") and any(argument is block for argument in one.arguments or ()):
                    return self.elements(one.expression)
        for one in self.nodes:
            if isinstance(one, ast.PipelineAst) and one.start <= block.start and block.end <= one.end:
                for index, element in enumerate(one.elements):
                    if index and element.start <= block.start and block.end <= element.end:
                        return self.output(one.elements, index)
        return []

    def output(self, elements: list[Any], count: int) -> list[Any]:
        """Return what the first ``count`` commands of a pipeline give."""
        found: list[Any] = []
        for index, element in enumerate(elements[:count]):
            if isinstance(element, ast.CommandExpressionAst):
                found = self.elements(element.expression)
            elif isinstance(element, ast.CommandAst):
                found = self.command(element, found if index else [])
            else:
                found = []
        return found

    def _pipeline(self, node: ast.Ast) -> list[Any]:
        if isinstance(node, ast.CommandExpressionAst):
            return self.of(node.expression)
        if isinstance(node, ast.CommandAst):
            return self.command(node, [])
        assert isinstance(node, ast.PipelineAst)
        if len(node.elements) == 1:
            return self.of(node.elements[0])
        return self.output(list(node.elements), len(node.elements))

    def command(self, node: ast.CommandAst, fed: list[Any]) -> list[Any]:
        """Return what a command gives that is fed with something."""
        from pwsh_emu.completion.parameters import metadata_of, resolve_command

        first = node.elements[0] if node.elements else None
        if not isinstance(first, ast.StringConstantExpressionAst):
            if isinstance(first, ast.ScriptBlockExpressionAst):
                return self.block(first.script_block)
            return []
        info = resolve_command(self.session, first.value)
        if info is None:
            return []
        name = info.name.lower()
        if name in _PASSING:
            return fed
        if name == "foreach-object":
            return self._each(node, fed)
        if name == "new-object":
            texts = [one.value for one in node.elements[1:] if isinstance(one, ast.StringConstantExpressionAst)]
            return self._named(texts[0]) if texts else []
        metadata = metadata_of(info)
        declared = self._output_types(metadata.output_types) if metadata is not None else []
        if hasattr(info, "service_name"):
            from pwsh_emu.exchange.objects import sample_of

            sample = sample_of(self.session, info)
            if sample is not None:  # PowerShell knows of its proxies that they give a PSObject, and offers that one's members
                return [Known(sample), *self._named("System.Management.Automation.PSObject")]
        block = getattr(info, "script_block", None)
        if declared or block is None:
            return declared
        if block.ast.start >= self.tree.start and block.ast in self.nodes:
            return self.block(block.ast)
        other = Inference(self.session, block.ast, block.ast.end + 1)
        other._depth = self._depth + 1
        return other.of(block.ast)

    def _output_types(self, names: Any) -> list[Any]:
        found: list[Any] = []
        for name in names:
            if str(name) not in ("System.Management.Automation.PSObject", "None"):
                found.extend(self._named(str(name)))
        return found

    def _each(self, node: ast.CommandAst, fed: list[Any]) -> list[Any]:
        for element in node.elements[1:]:
            if isinstance(element, ast.ScriptBlockExpressionAst):
                return self.block(element.script_block)
            if isinstance(element, ast.StringConstantExpressionAst):
                return self.distinct([found for one in fed for found in self.property_of(one, element.value)])
        return []

    def block(self, node: Any) -> list[Any]:
        """Return what the pipelines of a statement or block put out, one by one where it is more than one."""
        parts = list(outputs(node))
        if len(parts) == 1:
            return self.of(parts[0])
        return self.distinct([one for part in parts for one in self.elements(part)])

    def table(self, node: Any) -> ast.HashtableAst | None:
        """Return the table literal that an expression is, or that a variable or an entry was last given."""
        if isinstance(node, ast.VariableExpressionAst):
            name = node.name.rpartition(":")[2].lower()
            given = [
                one.right
                for one in self.nodes
                if isinstance(one, ast.AssignmentStatementAst) and one.end <= node.start and self.is_variable(one.left, name)
            ]
            return written_table(given[-1]) if given else None
        if isinstance(node, ast.MemberExpressionAst) and not node.static:
            return written_table(self._entry(node.expression, node.member))
        if isinstance(node, ast.IndexExpressionAst):
            return written_table(self._entry(node.target, node.index))
        return written_table(node)

    def _entry(self, node: Any, key: Any) -> Any:
        """Return what a table literal has under a key, None where there is no such literal or entry."""
        table = self.table(node) if isinstance(key, ast.StringConstantExpressionAst) else None
        return None if table is None else entry_of(table, key.value)

    # --- members and items ---
    def _member(self, node: ast.MemberExpressionAst) -> list[Any]:
        if not isinstance(node.member, ast.StringConstantExpressionAst):
            return []
        name = node.member.value
        if node.static:
            return self._static_property(node, name)
        entry = None if isinstance(node, ast.InvokeMemberExpressionAst) else self._entry(node.expression, node.member)
        if entry is not None:
            return self.of(entry)
        return self.distinct([found for one in self.of(node.expression) for found in self.property_of(one, name)])

    def _static_property(self, node: ast.MemberExpressionAst, name: str) -> list[Any]:
        from pwsh_emu.runtime.members import get_static_property

        if not isinstance(node.expression, ast.TypeExpressionAst):
            return []
        for ps_type in self._named(node.expression.type_name):
            if getattr(ps_type, "script_class", False):  # its first use would run its initializers
                prop = ps_type.static_properties.get(name.lower())
                return [] if prop is None else self._named(prop.type_name)
            try:
                return [Known(get_static_property(self.session, ps_type, name))]
            except Exception:  # no such property
                return []
        return []

    def property_of(self, one: Any, name: str) -> list[Any]:
        """Return what a property of a possibility gives."""
        if isinstance(one, Known):
            from pwsh_emu.runtime.members import get_property

            try:
                value = get_property(self.session, one.value, name)
            except Exception:  # what cannot be read gives nothing
                return []
            return [] if value is None else [Known(value)]
        found = declared_type(self.session, one, name)
        return [] if found is None else [found]

    def _invoked(self, node: ast.InvokeMemberExpressionAst) -> list[Any]:
        if not isinstance(node.member, ast.StringConstantExpressionAst):
            return []
        name = node.member.value.lower()
        if node.static:
            if not isinstance(node.expression, ast.TypeExpressionAst):
                return []
            targets = self._named(node.expression.type_name)
            if name == "new":
                return targets
        else:
            targets = self.of(node.expression)
            if name == "where":
                return targets
            if name == "foreach" and node.arguments:
                return self._for_each(node.arguments[0], self.elements(node.expression))
        for one in targets:
            found = self._returned(self.type_of(one), name, node.static)
            if found:
                return found
        return []

    def _for_each(self, what: ast.Ast, each: list[Any]) -> list[Any]:
        """Return what ForEach() gives for a block, a type or the name of a member."""
        if isinstance(what, ast.ScriptBlockExpressionAst):
            return self.block(what.script_block)
        if isinstance(what, ast.TypeExpressionAst):
            return self._named(what.type_name)
        name = getattr(what, "value", None)
        if not isinstance(name, str):
            return []
        returned = [found for one in each for found in self._returned(self.type_of(one), name.lower(), False)]
        return self.distinct(returned or [found for one in each for found in self.property_of(one, name)])

    def _returned(self, target: Any, name: str, static: bool) -> list[Any]:
        """Return what a method gives by its first overload."""
        from pwsh_emu.runtime.overloads import parsed

        for ps_type in target.bases():
            method = (ps_type.static_methods if static else ps_type.methods).get(name)
            if method is not None:
                returned = parsed(method.overloads[0])
                return [returned.returns] if returned.returns is not None else self._named(returned.returns_name)
        return []

    def _indexed(self, node: ast.IndexExpressionAst) -> list[Any]:
        value = value_of(self.session, node)
        if value is not UNKNOWN and value is not None:
            return [Known(value)]
        entry = self._entry(node.target, node.index)
        if entry is not None:
            return self.of(entry)
        index = value_of(self.session, node.index)
        items = self._items(node.target)
        if items and isinstance(index, int) and -len(items) <= index < len(items):
            return self.of(items[index])
        found = self.of(node.target)
        values = [one.arguments[1] for one in map(self.type_of, found) if len(one.arguments) == 2]
        return values or [each for one in found for each in self.unrolled(one)]

    def _items(self, node: ast.Ast) -> list[Any]:
        """Return the items that an array of the text is written with."""
        while True:
            if isinstance(node, ast.ArrayLiteralAst):
                return list(node.elements)
            if isinstance(node, (ast.SubExpressionAst, ast.ArrayExpressionAst)):
                inner = next((one for one in node.walk() if isinstance(one, ast.CommandExpressionAst)), None)
                if inner is None:
                    return []
                node = inner.expression
                continue
            if isinstance(node, ast.ParenExpressionAst) and isinstance(node.pipeline, ast.PipelineAst) and len(node.pipeline.elements) == 1:
                inner_element = node.pipeline.elements[0]
                if isinstance(inner_element, ast.CommandExpressionAst):
                    node = inner_element.expression
                    continue
            return []
