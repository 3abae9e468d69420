"""PowerShell's syntax tree: one slotted class for each node type of System.Management.Automation.Language.

Names, nesting and fields are PowerShell's own, fields in snake case. ``start`` and ``end`` are offsets into the source text
in Python characters; `Source.utf16` turns them into the UTF-16 offsets that PowerShell counts. Everything above the
language layer reads these classes; nothing here imports anything but `node`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pwsh_emu.language.node import Node, field

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Ast(Node):
    """A node: its place in the source text, ``[start, end)``."""

    start: int
    end: int

    def children(self) -> Iterator[Ast]:
        """Yield the direct child nodes in source order (by start, then by end)."""
        found: list[Ast] = []
        for item in type(self).fields:
            if item.derived:
                continue
            _collect(getattr(self, item.name), found)
        found.sort(key=lambda node: (node.start, node.end))
        return iter(found)

    def walk(self) -> Iterator[Ast]:
        """Yield this node and all below it, parents first."""
        yield self
        for child in self.children():
            yield from child.walk()


def _collect(value: Any, found: list[Ast]) -> None:
    if isinstance(value, Ast):
        found.append(value)
    elif isinstance(value, (list, tuple)):
        for item in value:
            _collect(item, found)


# --- types and attributes -------------------------------------------------------------------------------------------


class TypeName(Node):
    """A type's name as written: ``name`` (dotted, without arguments), generic ``arguments``, array ``rank``s.

    ``int[]`` is name "int" with ranks [1]; ``int[,][]`` has ranks [2, 1]; ``List[string]`` has one argument.
    ``text`` is the whole as PowerShell's TypeName.FullName gives it. ``assembly`` is the part after a comma, if any.
    """

    start: int
    end: int
    text: str
    name: str
    arguments: tuple[TypeName, ...] = ()
    ranks: tuple[int, ...] = ()
    assembly: str | None = None


class AttributeBaseAst(Ast):
    type_name: TypeName


class TypeConstraintAst(AttributeBaseAst):
    """``[int]`` before a parameter, variable or as the operand of a conversion."""


class NamedAttributeArgumentAst(Ast):
    argument_name: str
    argument: ExpressionAst
    expression_omitted: bool = False


class AttributeAst(AttributeBaseAst):
    positional_arguments: list[ExpressionAst] = field(default_factory=list)
    named_arguments: list[NamedAttributeArgumentAst] = field(default_factory=list)


# --- script blocks --------------------------------------------------------------------------------------------------


class ParameterAst(Ast):
    name: VariableExpressionAst
    attributes: list[AttributeBaseAst] = field(default_factory=list)
    default_value: ExpressionAst | None = None


class ParamBlockAst(Ast):
    attributes: list[AttributeAst] = field(default_factory=list)
    parameters: list[ParameterAst] = field(default_factory=list)


class NamedBlockAst(Ast):
    """``begin``, ``process``, ``end``, ``clean`` or ``dynamicparam``; ``block_kind`` is Begin, Process, End, Clean, Dynamicparam."""

    block_kind: str
    unnamed: bool
    statements: list[StatementAst] = field(default_factory=list)
    traps: list[TrapStatementAst] = field(default_factory=list)


class ScriptRequirements(Node):
    """What ``#requires`` lines ask for; absent parts are None or empty."""

    version: str | None = None
    editions: list[str] = field(default_factory=list)
    modules: list[dict[str, str]] = field(default_factory=list)
    run_as_administrator: bool = False
    shell_id: str | None = None
    assemblies: list[str] = field(default_factory=list)


class ScriptBlockAst(Ast):
    """A whole script, a function's body or a ``{ }`` literal.

    ``source`` is the text the offsets point into (shared by all script blocks of one file).
    """

    source: Any  # pwsh_emu.language.source.Source
    attributes: list[AttributeAst] = field(default_factory=list)
    using_statements: list[UsingStatementAst] = field(default_factory=list)
    param_block: ParamBlockAst | None = None
    begin_block: NamedBlockAst | None = None
    process_block: NamedBlockAst | None = None
    end_block: NamedBlockAst | None = None
    clean_block: NamedBlockAst | None = None
    dynamic_param_block: NamedBlockAst | None = None
    requirements: ScriptRequirements | None = None
    compiled: Any = field(default=None, derived=True)  # the runtime keeps the compiled form here


# --- statements -----------------------------------------------------------------------------------------------------


class StatementAst(Ast):
    pass


class StatementBlockAst(Ast):
    statements: list[StatementAst] = field(default_factory=list)
    traps: list[TrapStatementAst] = field(default_factory=list)


class UsingStatementAst(StatementAst):
    """``using_kind`` is Assembly, Command, Module, Namespace or Type."""

    using_kind: str
    name: StringConstantExpressionAst | None = None
    alias: StringConstantExpressionAst | None = None
    module_specification: HashtableAst | None = None


class IfStatementAst(StatementAst):
    """``clauses`` are (condition, body) pairs."""

    clauses: list[tuple[StatementAst, StatementBlockAst]]
    else_clause: StatementBlockAst | None = None


class LabeledStatementAst(StatementAst):
    label: str | None
    condition: StatementAst | None


class WhileStatementAst(LabeledStatementAst):
    body: StatementBlockAst


class DoWhileStatementAst(LabeledStatementAst):
    body: StatementBlockAst


class DoUntilStatementAst(LabeledStatementAst):
    body: StatementBlockAst


class ForStatementAst(LabeledStatementAst):
    initializer: StatementAst | None
    iterator: StatementAst | None
    body: StatementBlockAst


class ForEachStatementAst(LabeledStatementAst):
    """``condition`` is the collection; ``flags`` "Parallel" or "" (only workflow texts carry it)."""

    variable: VariableExpressionAst
    body: StatementBlockAst
    throttle_limit: ExpressionAst | None = None
    flags: str = ""


class SwitchStatementAst(LabeledStatementAst):
    """``flags`` holds File, Regex, Wildcard, Exact, CaseSensitive, Parallel in PowerShell's order; ``clauses`` are (test, body) pairs."""

    flags: tuple[str, ...]
    clauses: list[tuple[ExpressionAst, StatementBlockAst]]
    default: StatementBlockAst | None = None


class CatchClauseAst(Ast):
    catch_types: list[TypeConstraintAst]
    body: StatementBlockAst


class TryStatementAst(StatementAst):
    body: StatementBlockAst
    catch_clauses: list[CatchClauseAst] = field(default_factory=list)
    finally_: StatementBlockAst | None = None


class TrapStatementAst(StatementAst):
    trap_type: TypeConstraintAst | None
    body: StatementBlockAst


class DataStatementAst(StatementAst):
    variable: str | None
    commands_allowed: list[ExpressionAst]
    body: StatementBlockAst


class BlockStatementAst(StatementAst):
    """``parallel`` and ``sequence`` blocks; ``kind`` is the keyword."""

    kind: str
    body: StatementBlockAst


class BreakStatementAst(StatementAst):
    label: ExpressionAst | None = None


class ContinueStatementAst(StatementAst):
    label: ExpressionAst | None = None


class ReturnStatementAst(StatementAst):
    pipeline: StatementAst | None = None


class ExitStatementAst(StatementAst):
    pipeline: StatementAst | None = None


class ThrowStatementAst(StatementAst):
    pipeline: StatementAst | None = None
    is_rethrow: bool = False


class FunctionDefinitionAst(StatementAst):
    """``function`` or ``filter``; ``parameters`` are those in parentheses after the name."""

    name: str
    is_filter: bool
    parameters: list[ParameterAst] | None
    body: ScriptBlockAst
    name_start: int = 0
    name_end: int = 0
    is_workflow: bool = False


class TypeDefinitionAst(StatementAst):
    """``type_kind`` is Class, Enum or Interface."""

    name: str
    type_kind: str
    attributes: list[AttributeAst]
    base_types: list[TypeConstraintAst]
    members: list[MemberAst]
    name_start: int = 0
    name_end: int = 0


class MemberAst(Ast):
    name: str


class PropertyMemberAst(MemberAst):
    """``modifiers`` holds Public, Private, Hidden, Static, Literal in PowerShell's order."""

    modifiers: tuple[str, ...]
    attributes: list[AttributeAst]
    property_type: TypeConstraintAst | None
    initial_value: ExpressionAst | None


class FunctionMemberAst(MemberAst):
    """A method or constructor; its body and parameters stand in ``function``."""

    modifiers: tuple[str, ...]
    attributes: list[AttributeAst]
    return_type: TypeConstraintAst | None
    function: FunctionDefinitionAst
    is_constructor: bool = False


# --- pipelines ------------------------------------------------------------------------------------------------------


class RedirectionAst(Ast):
    """``from_stream`` is Output, Error, Warning, Verbose, Debug, Information or All."""

    from_stream: str


class MergingRedirectionAst(RedirectionAst):
    to_stream: str


class FileRedirectionAst(RedirectionAst):
    location: ExpressionAst
    append: bool


class CommandBaseAst(StatementAst):
    redirections: list[RedirectionAst]


class CommandParameterAst(Ast):
    """``-Name`` or ``-Name:argument``."""

    parameter_name: str
    argument: ExpressionAst | None = None


class CommandAst(CommandBaseAst):
    """``invocation_operator`` is "Ampersand", "Dot" or "" ; elements[0] is the command's name or expression."""

    elements: list[ExpressionAst | CommandParameterAst]
    invocation_operator: str = ""


class CommandExpressionAst(CommandBaseAst):
    expression: ExpressionAst


class PipelineAst(StatementAst):
    elements: list[CommandBaseAst]
    background: bool = False


class PipelineChainAst(StatementAst):
    """``lhs && rhs`` or ``lhs || rhs``; ``operator`` is AndAnd or OrOr."""

    lhs: StatementAst
    rhs: StatementAst
    operator: str
    background: bool = False


class AssignmentStatementAst(StatementAst):
    """``operator`` is a token kind: Equals, PlusEquals, MinusEquals, MultiplyEquals, DivideEquals, RemainderEquals, QuestionQuestionEquals."""

    left: ExpressionAst
    operator: str
    right: StatementAst
    operator_start: int = 0
    operator_end: int = 0


# --- expressions ----------------------------------------------------------------------------------------------------


class ExpressionAst(Ast):
    pass


class ErrorExpressionAst(ExpressionAst):
    """Stands where a text has a parse error (completion reads such trees; nothing runs them)."""

    nested: list[Ast] = field(default_factory=list)


class ErrorStatementAst(StatementAst):
    """What was read of a statement: of a ``switch`` its flags, its condition, and the tests and blocks of its clauses in ``bodies``."""

    nested: list[Ast] = field(default_factory=list)
    flags: tuple[str, ...] = ()
    file: Ast | None = None
    conditions: list[Ast] = field(default_factory=list)
    bodies: list[Ast] = field(default_factory=list)


class BinaryExpressionAst(ExpressionAst):
    """``operator`` is a token kind: Plus, Minus, Multiply, Divide, Rem, Format, DotDot, And, Or, Xor, Band, Bor, Bxor, Join,
    Ieq, Ceq, Ine …, Is, IsNot, As, Shl, Shr, QuestionQuestion."""

    left: ExpressionAst
    operator: str
    right: ExpressionAst
    operator_start: int = 0
    operator_end: int = 0


class UnaryExpressionAst(ExpressionAst):
    """``operator``: Exclaim, Not, Minus, Plus, Bnot, PlusPlus, MinusMinus, PostfixPlusPlus, PostfixMinusMinus, Join, Isplit, Csplit, Comma."""

    operator: str
    child: ExpressionAst


class TernaryExpressionAst(ExpressionAst):
    condition: ExpressionAst
    if_true: ExpressionAst
    if_false: ExpressionAst


class AttributedExpressionAst(ExpressionAst):
    """``[attribute()] child``."""

    attribute: AttributeBaseAst
    child: ExpressionAst


class ConvertExpressionAst(AttributedExpressionAst):
    """``[type] child``; ``attribute`` is the TypeConstraintAst."""


class ConstantExpressionAst(ExpressionAst):
    """A number: ``type`` is Int32, Int64, Double, Decimal, BigInteger, Byte …; ``value`` is the exact Python number.

    ``value`` is int for integers, float for Double, decimal.Decimal for Decimal.
    """

    value: Any
    type: str


class StringConstantExpressionAst(ExpressionAst):
    """``kind`` is BareWord, SingleQuoted, DoubleQuoted, SingleQuotedHereString or DoubleQuotedHereString."""

    value: str
    kind: str


class ExpandableStringExpressionAst(ExpressionAst):
    """``parts`` is the string's content in order: literal text (escapes resolved) and nested expressions
    (VariableExpressionAst or SubExpressionAst). ``value`` is the text as PowerShell's Value property gives it."""

    value: str
    kind: str
    parts: list[str | ExpressionAst]


class VariableExpressionAst(ExpressionAst):
    """``name`` is the user path without ``$`` or braces ("x", "script:x", "env:PATH"); ``splatted`` for ``@x``."""

    name: str
    splatted: bool = False


class TypeExpressionAst(ExpressionAst):
    type_name: TypeName


class MemberExpressionAst(ExpressionAst):
    """``expression.member`` or ``expression::member``; ``member`` is a StringConstantExpressionAst where the name is literal."""

    expression: ExpressionAst
    member: ExpressionAst
    static: bool
    null_conditional: bool = False


class InvokeMemberExpressionAst(MemberExpressionAst):
    arguments: list[ExpressionAst] = field(default_factory=list)
    generic_type_arguments: tuple[TypeName, ...] = ()


class BaseCtorInvokeMemberExpressionAst(InvokeMemberExpressionAst):
    """``: base(…)`` of a class constructor."""


class IndexExpressionAst(ExpressionAst):
    target: ExpressionAst
    index: ExpressionAst
    null_conditional: bool = False


class ArrayExpressionAst(ExpressionAst):
    """``@( … )``."""

    sub_expression: StatementBlockAst


class SubExpressionAst(ExpressionAst):
    """``$( … )``."""

    sub_expression: StatementBlockAst


class ParenExpressionAst(ExpressionAst):
    pipeline: StatementAst


class ArrayLiteralAst(ExpressionAst):
    """``a, b, c``."""

    elements: list[ExpressionAst]


class HashtableAst(ExpressionAst):
    """``pairs`` are (key, value) with the value a statement."""

    pairs: list[tuple[ExpressionAst, StatementAst]]


class ScriptBlockExpressionAst(ExpressionAst):
    script_block: ScriptBlockAst


class UsingExpressionAst(ExpressionAst):
    """``$using:name``; ``sub_expression`` is the variable."""

    sub_expression: ExpressionAst
