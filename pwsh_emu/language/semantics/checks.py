"""PowerShell's checks over a finished tree: what the grammar lets through but the language does not."""

from __future__ import annotations

from collections.abc import Callable

from pwsh_emu.language import ast
from pwsh_emu.language.characters import LateRegex
from pwsh_emu.language.errors import ParseError
from pwsh_emu.language.messages import message
from pwsh_emu.language.node import NodeType
from pwsh_emu.language.semantics import known_types
from pwsh_emu.language.semantics.constants import ConstantRules
from pwsh_emu.language.semantics.resolver import TypeResolver
from pwsh_emu.language.semantics.restricted import check_data_section
from pwsh_emu.language.semantics.walk import pure_expression, reader_of
from pwsh_emu.language.strings import split_variable_path
from pwsh_emu.language.tokens import kind_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

Chain = tuple[ast.Ast, "Any"] | None
"""A node's ancestors: the parent and its own chain."""

_REFERENCE = "System.Management.Automation.PSReference"
_VOID = "System.Void"
_ASSIGNABLE = (
    ast.VariableExpressionAst,
    ast.MemberExpressionAst,
    ast.IndexExpressionAst,
    ast.AttributedExpressionAst,
)
_AUTOMATIC_TYPES = {
    "_": "System.Object",
    "args": "System.Object[]",
    "this": "System.Object",
    "input": "System.Object",
    "pscmdlet": "System.Management.Automation.PSScriptCmdlet",
    "psboundparameters": "System.Management.Automation.PSBoundParametersDictionary",
    "myinvocation": "System.Management.Automation.InvocationInfo",
    "psscriptroot": "System.String",
    "pscommandpath": "System.String",
}
_IN_METHODS = frozenset(["lastexitcode", "error", "stacktrace", "outputencoding", "nestedpromptlevel", "pwd", "matches", "true", "false", "null"])
"""Variables that class methods may use although nothing in them assigns them."""

_LETTER = r"[^\W\d]"
_NAMESPACE = LateRegex(rf"^{_LETTER}\w*(?:\.{_LETTER}\w*)*$")


class SemanticChecks:
    """One pass over a tree; `errors` are found in PowerShell's order."""

    def __init__(self, script: ast.ScriptBlockAst, resolver: TypeResolver) -> None:
        self.errors: list[ParseError] = []
        self.has_types = False
        self._script = script
        self._resolver = resolver
        self._attribute_rules = ConstantRules(resolver, attribute=True)
        self._class_rules = ConstantRules(resolver, attribute=True, class_attribute=True)
        self._unassigned: set[int] = set()

    def report(self, start: int, end: int, error_id: str, *arguments: object) -> None:
        self.errors.append(ParseError(error_id, start, end, message(error_id, *arguments)))

    def run(self) -> None:
        """Visit every node, parents first."""
        handlers, leaves = _HANDLERS, _LEAVES
        variable, block = ast.VariableExpressionAst, ast.ScriptBlockAst
        readers: dict[Any, Callable[[Any], tuple[Any, ...]]] = {}
        waiting: list[tuple[ast.Ast, Chain, ast.MemberAst | None]] = [(self._script, None, None)]
        push = waiting.append
        while waiting:
            node, chain, member = waiting.pop()
            kind: Any = node.__class__
            if kind is variable:
                if member is not None or self._unassigned or node.splatted:  # type: ignore[attr-defined] # `kind` says what it is
                    self._variable(node, chain, member)  # type: ignore[arg-type]
                continue
            handler = handlers.get(kind)
            if handler is not None:
                handler(self, node, chain, member)
            if kind in _MEMBERS:
                member = node  # type: ignore[assignment]
            elif kind is block and member is not None and not _is_method_body(chain):
                member = None
            reader = readers.get(kind)
            if reader is None:
                reader = readers[kind] = reader_of(kind, last_first=True)
            link = (node, chain)
            for value in reader(node):
                if not value or value.__class__ in leaves:
                    continue
                if value.__class__.__class__ is NodeType:
                    push((value, link, member))
                elif value.__class__ is list or value.__class__ is tuple:
                    for item in reversed(value):
                        if item.__class__ in leaves:
                            continue
                        if item.__class__.__class__ is NodeType:
                            push((item, link, member))
                        elif item.__class__ is tuple:
                            waiting.extend([(part, link, member) for part in reversed(item) if part.__class__.__class__ is NodeType])

    # --- parameters, attributes -----------------------------------------------------------------------------------

    def _parameters(self, parameters: list[ast.ParameterAst]) -> None:
        seen: set[str] = set()
        for parameter in parameters:
            name = parameter.name.name
            if name.lower() in seen:
                self.report(parameter.name.start, parameter.name.end, "DuplicateFormalParameter", name)
            seen.add(name.lower())
            for attribute in parameter.attributes:
                if isinstance(attribute, ast.TypeConstraintAst) and self._resolver.resolve(attribute.type_name) == _VOID:
                    self.report(attribute.start, attribute.end, "VoidTypeConstraintNotAllowed")
                    break

    def _param_block(self, node: ast.ParamBlockAst, _chain: Chain, _member: ast.MemberAst | None) -> None:
        self._parameters(node.parameters)

    def _parameter(self, node: ast.ParameterAst, chain: Chain, _member: ast.MemberAst | None) -> None:
        of_method = chain is not None and chain[1] is not None and isinstance(chain[1][0], ast.FunctionMemberAst)
        typed = False
        for attribute in node.attributes:
            if not isinstance(attribute, ast.TypeConstraintAst):
                continue
            if attribute.type_name.text.lower() == "ordered":
                self.report(attribute.start, attribute.end, "OrderedAttributeOnlyOnHashLiteralNode", attribute.type_name.text)
            elif of_method:
                if typed:
                    self.report(attribute.start, attribute.end, "MultipleTypeConstraintsOnMethodParam")
                typed = True

    def _attribute(self, node: ast.AttributeAst, chain: Chain, member: ast.MemberAst | None) -> None:
        parent = chain[0] if chain else None
        on_class = isinstance(parent, (ast.TypeDefinitionAst, ast.MemberAst)) or (
            isinstance(parent, ast.ParameterAst) and isinstance(member, ast.FunctionMemberAst)
        )
        if on_class and parent is not None:
            self._attribute_target(node, parent)
        rules = self._class_rules if on_class else self._attribute_rules
        wrong = "ParameterAttributeArgumentNeedsToBeConstant" + ("" if on_class else "OrScriptBlock")
        seen: set[str] = set()
        for argument in node.named_arguments:
            if argument.argument_name.lower() in seen:
                self.report(argument.start, argument.end, "DuplicateNamedArgument", argument.argument_name)
                continue
            seen.add(argument.argument_name.lower())
            if not argument.expression_omitted and not rules.is_constant(argument.argument):
                self.report(argument.argument.start, argument.argument.end, wrong)
        for value in node.positional_arguments:
            if not rules.is_constant(value):
                self.report(value.start, value.end, wrong)

    def _attribute_target(self, node: ast.AttributeAst, parent: ast.Ast) -> None:
        """Report an attribute of a class, its members or their parameters that .NET allows on other declarations only."""
        found = self._resolver.resolve(node.type_name, attribute=True)
        allowed = known_types.ATTRIBUTE_TARGETS.get(found or "")
        if allowed is None:
            return
        if isinstance(parent, ast.TypeDefinitionAst):
            targets = ["Enum" if parent.type_kind == "Enum" else "Class"]
        elif isinstance(parent, ast.PropertyMemberAst):
            targets = ["Property", "Field"]
        elif isinstance(parent, ast.FunctionMemberAst):
            targets = ["Constructor" if parent.is_constructor else "Method"]
        else:
            targets = ["Parameter"]
        if not any(target in allowed.split(", ") for target in targets):
            shown = next((name for name, full in known_types.ACCELERATORS.items() if full == found), None)
            self.report(node.start, node.end, "AttributeNotAllowedOnDeclaration", known_types.SPELLED.get(shown or "", found), allowed)

    # --- functions and classes ------------------------------------------------------------------------------------

    def _function(self, node: ast.FunctionDefinitionAst, _chain: Chain, _member: ast.MemberAst | None) -> None:
        block = node.body.param_block
        if node.parameters and block is not None:
            self.report(block.start, block.end, "OnlyOneParameterListAllowed")
        elif node.parameters:
            self._parameters(node.parameters)
        if node.is_workflow:
            self.report(node.start, node.end, "WorkflowNotSupportedInPowerShellCore")

    def _method(self, node: ast.FunctionMemberAst, _chain: Chain, _member: ast.MemberAst | None) -> None:
        body = node.function.body
        if body.param_block is not None:
            self.report(body.param_block.start, body.param_block.end, "ParamBlockNotAllowedInMethod")
        named = [block for block in (body.dynamic_param_block, body.begin_block, body.process_block, body.end_block) if block is not None]
        if body.clean_block is not None or any(not block.unnamed for block in named):
            place = named[0] if named else body
            self.report(place.start, place.end, "NamedBlockNotAllowedInMethod")
        if node.is_constructor and node.return_type is not None:
            self.report(node.return_type.start, node.return_type.end, "ConstructorCantHaveReturnType")
        from pwsh_emu.language.semantics.flow import MethodFlow  # only classes have methods

        flow = MethodFlow(node, self._resolver)
        self._unassigned |= flow.unassigned
        if not flow.all_paths_return and not self._returns_nothing(node):
            self.report(node.function.name_start, node.function.name_end, "MethodHasCodePathNotReturn")

    def _returns_nothing(self, node: ast.FunctionMemberAst) -> bool:
        if node.return_type is None:
            return True
        name = node.return_type.type_name
        return not name.ranks and not name.arguments and name.name.lower() in ("void", "system.void")

    def _property(self, node: ast.PropertyMemberAst, _chain: Chain, _member: ast.MemberAst | None) -> None:
        kind = node.property_type
        if kind is not None and self._resolver.resolve(kind.type_name) == _VOID:
            self.report(kind.start, kind.end, "TypeNotAllowedForProperty", kind.type_name.text)

    def _type_definition(self, node: ast.TypeDefinitionAst, _chain: Chain, _member: ast.MemberAst | None) -> None:
        self.has_types = True
        if node.attributes:
            from pwsh_emu.language.semantics.dscresources import DscResourceChecker

            DscResourceChecker(self._script, self._resolver, self.report).check(node)

    def _type_constraint(self, node: ast.TypeConstraintAst, _chain: Chain, _member: ast.MemberAst | None) -> None:
        if len(node.type_name.ranks) >= 200:
            self.report(node.start, node.end, "ScriptTooComplicated")

    # --- statements -----------------------------------------------------------------------------------------------

    def _switch(self, node: ast.SwitchStatementAst, _chain: Chain, _member: ast.MemberAst | None) -> None:
        if "Parallel" in node.flags:
            self.report(node.start, node.end, "KeywordParameterReservedForFutureUse", "switch", "parallel")

    def _foreach(self, node: ast.ForEachStatementAst, _chain: Chain, _member: ast.MemberAst | None) -> None:
        parallel = "Parallel" in node.flags
        if parallel:
            self.report(node.start, node.end, "KeywordParameterReservedForFutureUse", "foreach", "parallel")
        if node.throttle_limit is not None:
            if not parallel:
                self.report(node.start, node.end, "KeywordParameterReservedForFutureUse", "foreach", "throttlelimit")
                self.report(node.start, node.end, "ThrottleLimitRequiresParallelFlag")

    def _data(self, node: ast.DataStatementAst, _chain: Chain, _member: ast.MemberAst | None) -> None:
        check_data_section(node, self._script.source.text, self._resolver, self.report)

    def _block(self, node: ast.BlockStatementAst, chain: Chain, _member: ast.MemberAst | None) -> None:
        if node.kind.lower() == "configuration":
            return
        link = chain
        while link is not None:
            if isinstance(link[0], ast.FunctionDefinitionAst) and link[0].is_workflow:
                return
            link = link[1]
        self.report(node.start, node.start + len(node.kind), "UnexpectedKeyword", node.kind)

    def _try(self, node: ast.TryStatementAst, _chain: Chain, _member: ast.MemberAst | None) -> None:
        clauses = node.catch_clauses
        for number, first in enumerate(clauses):
            for second in clauses[number + 1 :]:
                if not first.catch_types:
                    start = max(second.start - 1, 0)
                    self.report(start, start, "EmptyCatchNotLast")
                    break
                for caught in first.catch_types:
                    known = self._resolver.resolve(caught.type_name)
                    if known is None:
                        continue
                    for later in second.catch_types:
                        other = self._resolver.resolve(later.type_name)
                        if other is not None and _is_or_derives(other, known):
                            self.report(later.start, later.end, "ExceptionTypeAlreadyCaught", other)

    def _jump(self, node: ast.BreakStatementAst | ast.ContinueStatementAst, chain: Chain, _member: ast.MemberAst | None) -> None:
        label: str | None = ""
        if node.label is not None:
            label = node.label.value if isinstance(node.label, ast.StringConstantExpressionAst) else None
        self._leaves_finally(node, chain, label)
        if label:
            self._label_exists(node, chain, label)

    def _label_exists(self, node: ast.Ast, chain: Chain, label: str) -> None:
        link = chain
        while link is not None:
            parent = link[0]
            if isinstance(parent, ast.FunctionDefinitionAst):
                if link[1] is not None and isinstance(link[1][0], ast.FunctionMemberAst):
                    self.report(node.start, node.end, "LabelNotFound", label)
                return
            if isinstance(parent, ast.LabeledStatementAst) and not isinstance(parent, ast.SwitchStatementAst):
                if _matches_label(label, parent.label):
                    return
            link = link[1]

    def _leaves_finally(self, node: ast.Ast, chain: Chain, label: str | None) -> None:
        link = chain
        while link is not None:
            parent = link[0]
            if isinstance(parent, (ast.NamedBlockAst, ast.TrapStatementAst, ast.ScriptBlockAst)):
                return
            if label is not None and isinstance(parent, ast.LabeledStatementAst) and _matches_label(label, parent.label):
                return
            if isinstance(parent, ast.StatementBlockAst) and link[1] is not None:
                owner = link[1][0]
                if isinstance(owner, ast.TryStatementAst) and owner.finally_ is parent:
                    self.report(node.start, node.end, "ControlLeavingFinally")
                    return
            link = link[1]

    def _return(self, node: ast.ReturnStatementAst, chain: Chain, member: ast.MemberAst | None) -> None:
        self._leaves_finally(node, chain, None)
        if isinstance(member, ast.FunctionMemberAst):
            nothing = self._returns_nothing(member)
            if node.pipeline is not None and nothing:
                self.report(node.start, node.end, "VoidMethodHasReturn")
            elif node.pipeline is None and not nothing:
                self.report(node.start, node.end, "NonVoidMethodMissingReturnValue")

    def _using_statement(self, node: ast.UsingStatementAst, _chain: Chain, _member: ast.MemberAst | None) -> None:
        if node.using_kind not in ("Namespace", "Assembly", "Module") or node.alias is not None:
            self.report(node.start, node.end, "UsingStatementNotSupported")
        if node.using_kind == "Namespace" and node.name is not None and not _NAMESPACE.match(node.name.value):
            self.report(node.name.start, node.name.end, "InvalidNamespaceValue")

    # --- assignments ----------------------------------------------------------------------------------------------

    def _assignment(self, node: ast.AssignmentStatementAst, _chain: Chain, _member: ast.MemberAst | None) -> None:
        self._target(node.left, node.operator == "Equals", "InvalidLeftHandSide")

    def _unary(self, node: ast.UnaryExpressionAst, _chain: Chain, _member: ast.MemberAst | None) -> None:
        if node.operator in ("PlusPlus", "MinusMinus", "PostfixPlusPlus", "PostfixMinusMinus"):
            self._target(node.child, False, "OperatorRequiresVariableOrProperty", kind_text(node.operator))

    def _target(self, target: ast.ExpressionAst, simple: bool, error_id: str, *arguments: object) -> None:
        """Report what cannot be assigned to."""
        wrong: ast.Ast | None = None
        if isinstance(target, ast.ArrayLiteralAst):
            if simple:
                for element in target.elements:
                    self._target(element, True, error_id, *arguments)
            else:
                wrong = target
        elif isinstance(target, ast.ParenExpressionAst):
            inner = pure_expression(target.pipeline)
            if inner is None:
                wrong = target.pipeline
            else:
                self._target(inner, simple, error_id, *arguments)
        elif not isinstance(target, _ASSIGNABLE) or (
            isinstance(target, (ast.MemberExpressionAst, ast.IndexExpressionAst)) and target.null_conditional
        ):
            wrong = target
        elif isinstance(target, ast.AttributedExpressionAst):
            self._typed_target(target, simple, error_id, *arguments)
        if wrong is not None:
            self.report(wrong.start, wrong.end, error_id, *arguments)

    def _typed_target(self, target: ast.AttributedExpressionAst, simple: bool, error_id: str, *arguments: object) -> None:
        inner: ast.ExpressionAst = target
        converts = 0
        reference: ast.AttributeBaseAst | None = None
        last: str | None = None
        while isinstance(inner, ast.AttributedExpressionAst):
            if isinstance(inner, ast.ConvertExpressionAst):
                converts += 1
                last = self._resolver.resolve(inner.attribute.type_name)
                if last == _REFERENCE:
                    reference = inner.attribute
                elif last == _VOID:
                    self.report(inner.attribute.start, inner.attribute.end, "VoidTypeConstraintNotAllowed")
            inner = inner.child
        if reference is not None and converts > 1:
            self.report(reference.start, reference.end, "ReferenceNeedsToBeByItselfInTypeConstraint")
            return
        if isinstance(inner, ast.VariableExpressionAst):
            scope, name = split_variable_path(inner.name)
            expected = _AUTOMATIC_TYPES.get(name.lower()) if scope in ("", "local", "private") else None
            if expected is not None and expected != last:
                shown = "string" if expected == "System.String" else expected
                self.report(target.start, target.end, "AssignmentStatementToAutomaticNotSupported", name, shown)
        self._target(inner, simple, error_id, *arguments)

    # --- expressions ----------------------------------------------------------------------------------------------

    def _convert(self, node: ast.ConvertExpressionAst, chain: Chain, _member: ast.MemberAst | None) -> None:
        name = node.attribute.type_name
        if name.text.lower() == "ordered":
            if not isinstance(node.child, ast.HashtableAst):
                self.report(node.start, node.end, "OrderedAttributeOnlyOnHashLiteralNode", name.text)
            return
        if name.name.lower() not in ("ref", "psreference", "system.management.automation.psreference"):
            return
        if self._resolver.resolve(name) != _REFERENCE:
            return
        several = False
        child = node.child
        while isinstance(child, ast.AttributedExpressionAst):
            if isinstance(child, ast.ConvertExpressionAst) and self._resolver.resolve(child.attribute.type_name) == _REFERENCE:
                several = True
                self.report(child.attribute.start, child.attribute.end, "ReferenceNeedsToBeByItselfInTypeSequence")
            child = child.child
        self._reference_is_last(node, chain, several)

    def _reference_is_last(self, node: ast.ConvertExpressionAst, chain: Chain, several: bool) -> None:
        """Report ``[int][ref]``, once for each cast before it (not on the left of an assignment)."""
        if chain is None or not isinstance(chain[0], ast.AttributedExpressionAst):
            return
        parent: ast.ExpressionAst | None = chain[0]
        while isinstance(parent, ast.AttributedExpressionAst):
            if isinstance(parent, ast.ConvertExpressionAst) and not several:
                if self._resolver.resolve(parent.attribute.type_name) == _REFERENCE:
                    return
                if not _is_assigned_to(node, chain):
                    place = node.attribute
                    self.report(place.start, place.end, "ReferenceNeedsToBeLastTypeInTypeConversion")
            parent = parent.child

    def _using(self, node: ast.UsingExpressionAst, _chain: Chain, _member: ast.MemberAst | None) -> None:
        inner: ast.Ast = node.sub_expression
        while not isinstance(inner, ast.VariableExpressionAst):
            if isinstance(inner, ast.InvokeMemberExpressionAst):
                break
            if isinstance(inner, ast.MemberExpressionAst) and isinstance(inner.member, ast.StringConstantExpressionAst):
                inner = inner.expression
            elif isinstance(inner, ast.IndexExpressionAst):
                if not self._attribute_rules.is_constant(inner.index):
                    inner = inner.index
                    break
                inner = inner.target
            else:
                break
        else:
            return
        self.report(inner.start, inner.end, "InvalidUsingExpression")

    def _variable(self, node: ast.VariableExpressionAst, chain: Chain, member: ast.MemberAst | None) -> None:
        parent = chain[0] if chain else None
        if node.splatted and not isinstance(parent, (ast.CommandAst, ast.UsingExpressionAst)):
            in_list = (
                isinstance(parent, ast.ArrayLiteralAst) and chain is not None and chain[1] is not None and isinstance(chain[1][0], ast.CommandAst)
            )
            known = "SplattingNotPermittedInArgumentList" if in_list else "SplattingNotPermitted"
            self.report(node.start, node.end, known, node.name)
        if member is None and not self._unassigned:
            return
        if id(node) in self._unassigned:
            scope, _name = split_variable_path(node.name)
            if scope in ("", "local", "private", "variable") and node.name.lower() not in _IN_METHODS:
                self.report(node.start, node.end, "VariableNotLocal")
        if node.name.lower() == "this" and member is not None and _is_static(member):
            self.report(node.start, node.end, "NonStaticMemberAccessInStaticMember", node.name)

    def _hashtable(self, node: ast.HashtableAst, _chain: Chain, _member: ast.MemberAst | None) -> None:
        seen: set[str] = set()
        for key, _value in node.pairs:
            if isinstance(key, ast.StringConstantExpressionAst):
                text = key.value
            elif isinstance(key, ast.ConstantExpressionAst) and key.value is not None:
                text = _constant_text(key.value)
            else:
                continue
            if text.lower() in seen:
                self.report(key.start, key.end, "DuplicateKeyInHashLiteral", text)
            seen.add(text.lower())

    def _attributed(self, node: ast.AttributedExpressionAst, _chain: Chain, _member: ast.MemberAst | None) -> None:
        inner: ast.ExpressionAst = node
        while isinstance(inner, ast.AttributedExpressionAst):
            inner = inner.child
        if not isinstance(inner, ast.VariableExpressionAst):
            attribute = node.attribute
            self.report(attribute.start, attribute.end, "UnexpectedAttribute", attribute.type_name.text)


def _is_method_body(chain: Chain) -> bool:
    """Say whether a script block with these ancestors is a class method's body."""
    return (
        chain is not None
        and isinstance(chain[0], ast.FunctionDefinitionAst)
        and chain[1] is not None
        and isinstance(chain[1][0], ast.FunctionMemberAst)
    )


def _is_static(member: ast.MemberAst) -> bool:
    return isinstance(member, (ast.FunctionMemberAst, ast.PropertyMemberAst)) and "Static" in member.modifiers


def _matches_label(label: str, loop: str | None) -> bool:
    return not label or (loop or "").lower() == label.lower()


def _is_assigned_to(node: ast.Ast, chain: Chain) -> bool:
    """Say whether a node stands on the left of an assignment."""
    inner: ast.Ast = node
    link = chain
    while link is not None:
        parent = link[0]
        if isinstance(parent, ast.AssignmentStatementAst):
            return parent.left is inner
        if isinstance(parent, ast.CommandExpressionAst):
            return False
        inner = parent
        link = link[1]
    return False


def _constant_text(value: Any) -> str:
    """Return a constant key as its ToString gives it."""
    from pwsh_emu.language.printer import number_text

    return number_text(value)


_EXCEPTIONS = {
    "System.Exception": None,
    "System.SystemException": "System.Exception",
    "System.ApplicationException": "System.Exception",
    "System.ArithmeticException": "System.SystemException",
    "System.DivideByZeroException": "System.ArithmeticException",
    "System.OverflowException": "System.ArithmeticException",
    "System.NotFiniteNumberException": "System.ArithmeticException",
    "System.ArgumentNullException": "System.ArgumentException",
    "System.ArgumentOutOfRangeException": "System.ArgumentException",
    "System.Globalization.CultureNotFoundException": "System.ArgumentException",
    "System.Management.Automation.PSArgumentException": "System.ArgumentException",
    "System.Management.Automation.PSArgumentNullException": "System.ArgumentNullException",
    "System.Management.Automation.PSArgumentOutOfRangeException": "System.ArgumentOutOfRangeException",
    "System.ObjectDisposedException": "System.InvalidOperationException",
    "System.Net.WebException": "System.InvalidOperationException",
    "System.PlatformNotSupportedException": "System.NotSupportedException",
    "System.Management.Automation.PSInvalidOperationException": "System.InvalidOperationException",
    "System.Management.Automation.PSNotSupportedException": "System.NotSupportedException",
    "System.IO.FileNotFoundException": "System.IO.IOException",
    "System.IO.DirectoryNotFoundException": "System.IO.IOException",
    "System.IO.DriveNotFoundException": "System.IO.IOException",
    "System.IO.EndOfStreamException": "System.IO.IOException",
    "System.IO.FileLoadException": "System.IO.IOException",
    "System.IO.PathTooLongException": "System.IO.IOException",
    "System.Net.Sockets.SocketException": "System.ComponentModel.Win32Exception",
    "System.Net.NetworkInformation.PingException": "System.InvalidOperationException",
    "System.Net.Http.HttpRequestException": "System.Exception",
    "Microsoft.PowerShell.Commands.HttpResponseException": "System.Net.Http.HttpRequestException",
    "System.Management.Automation.RuntimeException": "System.SystemException",
    "System.Management.Automation.ParentContainsErrorRecordException": "System.SystemException",
    "System.AggregateException": "System.Exception",
    "System.UriFormatException": "System.FormatException",
    "System.TimeoutException": "System.SystemException",
    "System.Threading.Tasks.TaskCanceledException": "System.OperationCanceledException",
    "System.Security.Authentication.AuthenticationException": "System.SystemException",
    "System.Management.Automation.ItemNotFoundException": "System.Management.Automation.SessionStateException",
    "System.Management.Automation.DriveNotFoundException": "System.Management.Automation.SessionStateException",
    "System.Management.Automation.ProviderNotFoundException": "System.Management.Automation.SessionStateException",
    "System.Management.Automation.PSSecurityException": "System.Management.Automation.RuntimeException",
    "System.Management.Automation.SessionStateUnauthorizedAccessException": ("System.Management.Automation.SessionStateException"),
    "System.Management.Automation.ParameterBindingValidationException": ("System.Management.Automation.ParameterBindingException"),
    "System.Management.Automation.MethodInvocationException": "System.Management.Automation.MethodException",
    "System.Management.Automation.MethodException": "System.Management.Automation.ExtendedTypeSystemException",
    "System.Management.Automation.GetValueInvocationException": "System.Management.Automation.GetValueException",
    "System.Management.Automation.SetValueInvocationException": "System.Management.Automation.SetValueException",
    "System.Management.Automation.CmdletProviderInvocationException": ("System.Management.Automation.CmdletInvocationException"),
    "System.Management.Automation.ActionPreferenceStopException": "System.Management.Automation.RuntimeException",
    "System.Management.Automation.IncompleteParseException": "System.Management.Automation.ParseException",
    "System.Management.Automation.PipelineStoppedException": "System.Management.Automation.RuntimeException",
    "System.Management.Automation.RemoteException": "System.Management.Automation.RuntimeException",
    "System.Management.Automation.Remoting.PSRemotingTransportException": "System.Management.Automation.RuntimeException",
    "System.Management.Automation.ValidationMetadataException": "System.Management.Automation.MetadataException",
}
"""Exceptions whose base is not the one that their namespace suggests."""


def _base(exception: str) -> str | None:
    if exception in _EXCEPTIONS:
        return _EXCEPTIONS[exception]
    if not exception.endswith("Exception"):
        return None
    if exception.startswith("System.Management.Automation."):
        return "System.Management.Automation.RuntimeException"
    return "System.SystemException"


def _is_or_derives(exception: str, other: str) -> bool:
    current: str | None = exception
    while current is not None:
        if current == other:
            return True
        current = _base(current)
    return False


_MEMBERS = frozenset((ast.MemberAst, ast.FunctionMemberAst, ast.PropertyMemberAst))
_LEAVES = frozenset(
    [
        ast.StringConstantExpressionAst,
        ast.ConstantExpressionAst,
        ast.TypeExpressionAst,
        ast.MergingRedirectionAst,
    ]
)
_HANDLERS: dict[type[ast.Ast], Callable[[SemanticChecks, Any, Chain, ast.MemberAst | None], None]] = {
    ast.ParamBlockAst: SemanticChecks._param_block,
    ast.ParameterAst: SemanticChecks._parameter,
    ast.AttributeAst: SemanticChecks._attribute,
    ast.FunctionDefinitionAst: SemanticChecks._function,
    ast.FunctionMemberAst: SemanticChecks._method,
    ast.PropertyMemberAst: SemanticChecks._property,
    ast.TypeDefinitionAst: SemanticChecks._type_definition,
    ast.TypeConstraintAst: SemanticChecks._type_constraint,
    ast.SwitchStatementAst: SemanticChecks._switch,
    ast.ForEachStatementAst: SemanticChecks._foreach,
    ast.DataStatementAst: SemanticChecks._data,
    ast.BlockStatementAst: SemanticChecks._block,
    ast.TryStatementAst: SemanticChecks._try,
    ast.BreakStatementAst: SemanticChecks._jump,
    ast.ContinueStatementAst: SemanticChecks._jump,
    ast.ReturnStatementAst: SemanticChecks._return,
    ast.UsingStatementAst: SemanticChecks._using_statement,
    ast.AssignmentStatementAst: SemanticChecks._assignment,
    ast.UnaryExpressionAst: SemanticChecks._unary,
    ast.ConvertExpressionAst: SemanticChecks._convert,
    ast.UsingExpressionAst: SemanticChecks._using,
    ast.HashtableAst: SemanticChecks._hashtable,
    ast.AttributedExpressionAst: SemanticChecks._attributed,
}
