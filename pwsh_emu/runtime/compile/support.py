"""What compiled expressions and statements call while they run: literals, types, casts, output, switch, definitions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from pwsh_emu.language import ast as tree
from pwsh_emu.runtime.enumeration import is_enumerable
from pwsh_emu.runtime.errors import InvocationInfo, PSError, ScriptExtent, not_supported, placed, runtime_error
from pwsh_emu.runtime.scopes import Variable
from pwsh_emu.runtime.values import AUTOMATION_NULL, Decimal, Hashtable, OrderedDictionary, PSArray, PSCustomObject, PSObject, TypeLiteral

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from pwsh_emu.runtime.compile.sites import AttributeSite, TypeSite
    from pwsh_emu.runtime.frame import Frame
    from pwsh_emu.runtime.session import Session
    from pwsh_emu.runtime.typesystem import PSType

Sink = Callable[["Any"], "Any"]

_SCALARS = frozenset((int, str, float, bool, PSCustomObject, Hashtable, OrderedDictionary))


# --- output ---------------------------------------------------------------------------------------------------------------


def emit(out: Sink, value: Any) -> None:
    """Put a value out as a statement does: its items where the pipeline takes it apart, nothing for an empty result."""
    kind = type(value)
    if kind in _SCALARS:
        out(value)
    elif kind is PSArray:
        for item in value:
            out(item)
    elif value is None:
        out(None)
    elif value is AUTOMATION_NULL:
        return
    elif is_enumerable(value):
        for item in value.base if kind is PSObject else value:
            out(item)
    else:
        out(value)


def discard(value: Any) -> None:
    """Take output that goes nowhere."""


def argument_value(value: Any) -> Any:
    """Return a value as an argument, element or property takes it: $null for an empty result."""
    return None if value is AUTOMATION_NULL else value


def array_expression(value: Any) -> PSArray:
    """Return ``@(value)`` for a single expression."""
    if value is AUTOMATION_NULL:
        return PSArray()
    kind = type(value)
    if kind is PSArray:
        return PSArray(value)
    if kind not in _SCALARS and is_enumerable(value):
        return PSArray(value.base if kind is PSObject else value)
    return PSArray((value,))


def returned(frame: Any, value: Any) -> Any:
    """Return what a class method's ``return`` gives: converted to the declared type where it stands."""
    body = frame.method
    return value if body is None or body.returns is None or body.returns_void else body.converted(frame.session, value)


def not_supported_statement(what: str) -> None:
    raise not_supported(what)


# --- literals -------------------------------------------------------------------------------------------------------------


Places = tuple["Any", list[tuple[int, int]]]  # the source, and the extents of a literal's keys


def hash_literal(session: Session, pairs: list[tuple[Any, Any]], places: Places) -> Hashtable:
    """Return ``@{ key = value }``."""
    table = Hashtable()
    table.capacity = len(pairs)
    return _fill(session, table, pairs, places)


def ordered_literal(session: Session, pairs: list[tuple[Any, Any]], places: Places) -> Hashtable:
    """Return ``[ordered]@{ key = value }``."""
    return _fill(session, OrderedDictionary(), pairs, places)


def _at_key(error: PSError, places: Places, index: int) -> PSError:
    source, extents = places
    return placed(error, source, *extents[index])


def _fill(session: Session, table: Hashtable, pairs: list[tuple[Any, Any]], places: Places) -> Hashtable:
    data = table.data
    for index, (key, value) in enumerate(pairs):
        if type(key) is PSObject:
            key = key.base
        if key is None or key is AUTOMATION_NULL:
            raise _at_key(runtime_error("InvalidNullKey", "A null key is not allowed in a hash literal.", "InvalidOperation", table), places, index)
        filed = table.file_key(key)
        if filed in data:
            from pwsh_emu.runtime.conversion import to_string

            text = to_string(session, key)
            message = f"Duplicate keys '{text}' are not allowed in hash literals."
            raise _at_key(runtime_error("DuplicateKeyInHashLiteral", message, "InvalidOperation", table), places, index)
        data[filed] = (key, value)
    return table


def custom_object_literal(session: Session, pairs: list[tuple[Any, Any]], places: Places) -> PSCustomObject:
    """Return ``[pscustomobject]@{ name = value }``."""
    members: dict[str, Any] = {}
    spelled: dict[str, str] = {}
    for key, value in pairs:
        if type(key) is not str:
            from pwsh_emu.runtime.conversion import to_string

            key = to_string(session, key)
        low = key.lower()
        if low in spelled:
            _fill(session, Hashtable(), pairs, places)
        spelled[low] = key
        members[key] = value
    if "pstypename" in spelled or "" in spelled:
        from pwsh_emu.runtime.convert_collections import custom_object

        return custom_object(session, OrderedDictionary(members.items()))  # type: ignore[no-any-return]
    return PSCustomObject(members)


def cast_custom_object(session: Session, value: Any) -> Any:
    """Return ``[pscustomobject] value``: a dictionary's keys become properties."""
    from pwsh_emu.runtime.convert_collections import custom_object

    return custom_object(session, value)


def make_block(frame: Frame, ast: tree.ScriptBlockAst) -> Any:
    """Return a script block literal's value."""
    from pwsh_emu.runtime.scriptblock import ScriptBlock

    return ScriptBlock(frame.session, ast, frame.scope.state)


# --- types ----------------------------------------------------------------------------------------------------------------


def resolve_type(frame: Frame, site: TypeSite) -> PSType:
    """Return the type that a name in the script means: a class in scope, else what the registry knows."""
    session = frame.session
    if site.key is session.type_key and site.key is not None:
        return site.type  # type: ignore[no-any-return]
    from pwsh_emu.runtime.classes.lookup import find_type

    try:
        found, lasting = find_type(frame, site.type_name)
    except PSError as error:
        error.record.invocation = InvocationInfo(None, ScriptExtent(site.source, site.start, site.end))
        raise
    if lasting:
        site.type = found
        site.key = session.type_key
        site.literal = None
    return found


def resolve_type_name(session: Session, name: tree.TypeName, block: Any) -> PSType:
    """Return the type that a name means in a script block (or anything with an ``ast``)."""
    from pwsh_emu.runtime.classes.lookup import namespaces

    return session.types.resolve(name, using=namespaces(block.ast.source, session))  # type: ignore[no-any-return]


def evaluate_constant(session: Session, block: Any, node: tree.ExpressionAst) -> Any:
    """Return the value of an expression that stands outside of statements: an attribute's argument, a property's initial value."""
    wrapped = _expression_block(session, block, node)
    return _evaluate(session, wrapped, wrapped.new_scope())


def evaluate_in(frame: Frame, block: Any, node: tree.ExpressionAst) -> Any:
    """Return the value of an expression in a frame's scope."""
    return _evaluate(frame.session, _expression_block(frame.session, block, node), frame.scope)


_expressions: dict[int, tuple[tree.ExpressionAst, tree.ScriptBlockAst]] = {}  # compiled once for each node


def _expression_block(session: Session, block: Any, node: tree.ExpressionAst) -> Any:
    from pwsh_emu.runtime.compile import compile_expression
    from pwsh_emu.runtime.scriptblock import ScriptBlock

    found = _expressions.get(id(node))
    if found is None or found[0] is not node:
        whole = tree.ScriptBlockAst(node.start, node.end, block.ast.source)
        compile_expression(whole, node)
        if len(_expressions) > 2000:
            _expressions.clear()
        found = _expressions[id(node)] = (node, whole)
    return ScriptBlock(session, found[1], getattr(block, "state", None))


def _evaluate(session: Session, block: Any, scope: Any) -> Any:
    from pwsh_emu.runtime.frame import Frame

    frame = Frame(session, block, scope)
    return frame.run(frame.compiled.end, lambda value: None)


def type_literal(frame: Frame, site: TypeSite) -> Any:
    """Return ``[name]`` as a value."""
    found = resolve_type(frame, site)
    literal = site.literal
    if literal is None or literal.of is not found:
        from pwsh_emu.runtime.registry import get_type_literal

        literal = site.literal = get_type_literal(found)
    return literal


def cast_value(frame: Frame, site: TypeSite, value: Any) -> Any:
    """Return ``[name] value``."""
    from pwsh_emu.runtime.conversion import convert

    target = resolve_type(frame, site)
    if value is AUTOMATION_NULL and target.full_name == "System.String":
        return None
    return convert(frame.session, value, target)


def static_target(session: Session, value: Any) -> PSType:
    """Return the type before ``::`` where it is a value: the type it is, else its type."""
    base = value.base if type(value) is PSObject else value
    if isinstance(base, TypeLiteral):
        return base.of  # type: ignore[no-any-return]
    return session.types.type_of(base)  # type: ignore[no-any-return]


def attributed_value(frame: Frame, site: AttributeSite | tree.AttributeBaseAst, value: Any) -> Any:
    """Return a value with attributes before it: converted by the types among them."""
    from pwsh_emu.runtime.assignment import attributes_of
    from pwsh_emu.runtime.compile.sites import AttributeSite as Site
    from pwsh_emu.runtime.validation import assign

    if not isinstance(site, Site):
        site = Site([site], frame.compiled.source)
    probe = Variable("")
    probe._attributes = attributes_of(frame, site)
    return assign(frame.session, probe, value)


# --- members --------------------------------------------------------------------------------------------------------------


def member_value(session: Session, target: Any, name: Any) -> Any:
    """Return ``target.(name)`` for a name that is a value."""
    from pwsh_emu.runtime.members import get_property

    if type(name) is not str:
        table = target.base if type(target) is PSObject else target
        if isinstance(table, Hashtable) and name is not None and name is not AUTOMATION_NULL:
            if name not in table and session.scope.strict_mode() >= 2:
                from pwsh_emu.runtime.members import property_not_found_strict

                raise property_not_found_strict(member_text(session, name))
            return table.get(name)  # a key that is no text is never a property's name
        name = member_text(session, name)
    return get_property(session, target, name)


def member_text(session: Session, name: Any) -> str:
    """Return a value as the name of a member."""
    from pwsh_emu.runtime.conversion import to_string

    if name is None or name is AUTOMATION_NULL:
        raise runtime_error("PropertyNameIsNull", "Property reference or expression that produces the property name is null.")
    return to_string(session, name)


def property_or_null(session: Session, target: Any, name: Any) -> Any:
    """Return ``target?.name``."""
    return None if target is None or target is AUTOMATION_NULL else member_value(session, target, name)


def null_index(target: Any) -> bool:
    """Tell whether ``target?[…]`` gives $null without a look."""
    return target is None or target is AUTOMATION_NULL


def invoke_member(session: Session, target: Any, name: Any, arguments: list[Any]) -> Any:
    """Call ``target.(name)(arguments)`` for a name that is a value, which may also be a method or script block."""
    from pwsh_emu.runtime.members import invoke_method

    if name is None or name is AUTOMATION_NULL:
        name = ""  # no method is called that
    return invoke_method(session, target, name if type(name) is str else member_text(session, name), arguments)


def right_first(session: Session, right: Any, left: Any, ignore_case: bool, negated: bool) -> bool:
    """Return ``left -in right``, whose right side is evaluated first."""
    from pwsh_emu.runtime.membership import in_

    return in_(session, left, right, ignore_case) is not negated


def generic_method(session: Session, owner: Any, name: Any, arguments: list[Any], types: list[PSType], static: bool) -> Any:
    """Call a method with type arguments written out."""
    from pwsh_emu.runtime import members

    name = name if type(name) is str else member_text(session, name)

    call = members.invoke_static if static else members.invoke_method
    return call(session, owner, name, arguments, type_arguments=tuple(types))


def store_index(session: Session, target: Any, index: Any, value: Any) -> None:
    """``target[index] = value`` for one index."""
    kind = type(target)
    if kind is PSArray:
        if type(index) is int and 0 <= index < len(target) and (target.element == "System.Object" or _ELEMENTS.get(target.element) is type(value)):
            target[index] = value
            return
    elif kind is Hashtable and type(index) is str and not target.sensitive:
        data = target.data
        filed = index.lower()
        found = data.get(filed)
        data[filed] = (index if found is None else found[0], value)
        return
    from pwsh_emu.runtime.indexing import set_index

    set_index(session, target, [index], value)


def step_element(session: Session, target: Any, index: Any, by: int) -> None:
    """``target[index]++`` or ``--``."""
    if type(target) is Hashtable and type(index) is str and not target.sensitive:
        found = target.data.get(index.lower())
        if found is not None and type(found[1]) is int and -2147483648 < found[1] < 2147483647:
            target.data[index.lower()] = (found[0], found[1] + by)
            return
    from pwsh_emu.runtime.assignment import step_value
    from pwsh_emu.runtime.indexing import get_index, set_index

    set_index(session, target, [index], step_value(session, get_index(session, target, [index]), by > 0))


_ELEMENTS = {"System.Boolean": bool, "System.Int32": int, "System.String": str, "System.Double": float}


# --- loops ----------------------------------------------------------------------------------------------------------------


def iterate_for(value: Any) -> Iterable[Any]:
    """Return what foreach goes through: nothing for $null, the items of an enumerable, else the value once."""
    kind = type(value)
    if kind is PSArray:
        return value  # type: ignore[no-any-return]
    if value is None or value is AUTOMATION_NULL:
        return ()
    if kind not in _SCALARS and is_enumerable(value):
        return value.base if kind is PSObject else value  # type: ignore[no-any-return]
    return (value,)


def int_range(session: Session, first: Any, last: Any) -> Iterable[Any]:
    """Return the items of ``first..last`` without making an array where both are integers."""
    if type(first) is int and type(last) is int:
        return range(first, last + 1) if first <= last else range(first, last - 1, -1)
    from pwsh_emu.runtime.arithmetic import range_

    return range_(session, first, last)


def foreach_enumerator(items: Iterable[Any], cell: Variable) -> Iterator[Any]:
    """Yield the items of a loop whose body names its enumerator, which the cell holds meanwhile."""
    from pwsh_emu.runtime.types.enumerators import Enumerator

    before = cell.value
    enumerator = Enumerator(iter(items), source=items)
    cell.value = enumerator
    try:
        while enumerator.MoveNext():
            yield enumerator.Current
    finally:
        cell.value = before


# --- switch ---------------------------------------------------------------------------------------------------------------


def switch_items(value: Any) -> Iterable[Any]:
    """Return what a switch goes through: the items of an enumerable, else the value once, also $null."""
    if value is AUTOMATION_NULL:
        return ()
    if type(value) is PSArray:
        return list(value)
    if type(value) not in _SCALARS and is_enumerable(value):
        return value.base if type(value) is PSObject else value  # type: ignore[no-any-return]
    return (value,)


def switch_matches(frame: Frame, item: Any, test: Any, flags: str) -> bool:
    """Tell whether an item meets a clause's test."""
    session = frame.session
    if not flags:
        if type(item) is int and type(test) is int:
            return item == test
    from pwsh_emu.runtime.conversion import to_bool, to_string
    from pwsh_emu.runtime.scriptblock import ScriptBlock

    base = test.base if type(test) is PSObject else test
    if isinstance(base, ScriptBlock):
        return to_bool(base.call(dollar_under=item))
    ignore_case = "CaseSensitive" not in flags
    if "Regex" in flags:
        return _switch_regex(session, item, base, ignore_case)
    if "Wildcard" in flags:
        from pwsh_emu.runtime.wildcard import WildcardPattern

        if isinstance(base, WildcardPattern):
            return base.matches(to_string(session, item))
        return WildcardPattern(to_string(session, base), ignore_case).matches(to_string(session, item))
    return _switch_exact(session, item.base if type(item) is PSObject else item, base, ignore_case)


_NUMBERS = (int, float, Decimal)


def _switch_exact(session: Session, item: Any, test: Any, ignore_case: bool) -> bool:
    """Compare as switch does: numbers as numbers, everything else as text (an enumeration's value is not its number)."""
    from pwsh_emu.runtime.comparison import equals
    from pwsh_emu.runtime.conversion import to_string

    numbers = isinstance(item, _NUMBERS) and isinstance(test, _NUMBERS) and type(item) is not bool and type(test) is not bool
    if item is None or test is None or numbers:
        return equals(session, item, test, ignore_case)
    return equals(session, to_string(session, item), to_string(session, test), ignore_case)


def _switch_regex(session: Session, item: Any, pattern: Any, ignore_case: bool) -> bool:
    from pwsh_emu.runtime.conversion import to_string
    from pwsh_emu.runtime.matching import checked_regex, sets_matches

    if not isinstance(pattern, str) and hasattr(pattern, "Options") and bool(pattern.Options & 1) != ignore_case:
        pattern = to_string(session, pattern)  # a Regex is taken as it is only where it minds the case as the switch does
    return sets_matches(session, checked_regex(session, pattern, ignore_case), to_string(session, item))


def switch_block(frame: Frame, ast: tree.ScriptBlockAst, item: Any) -> bool:
    """Run a clause's script block for an item and tell whether its output is true."""
    from pwsh_emu.runtime.conversion import to_bool

    session = frame.session
    session.catching += 1  # an error inside ends the whole switch
    try:
        return to_bool(make_block(frame, ast).call(dollar_under=item))
    finally:
        session.catching -= 1


def switch_file(frame: Frame, value: Any) -> Iterable[str]:
    """Return the lines of the file that ``switch -File`` names."""
    from pwsh_emu.runtime.conversion import to_string

    read_lines = frame.session.services.get("read_lines")
    if read_lines is None:
        raise not_supported("switch -File")
    return read_lines(frame.session, to_string(frame.session, value))  # type: ignore[no-any-return]


# --- jumps ----------------------------------------------------------------------------------------------------------------


def exit_code(session: Session, value: Any) -> int:
    """Return the number that ``exit value`` means; 0 where it is none."""
    if type(value) is int:
        return value
    if value is None or value is AUTOMATION_NULL:
        return 0
    from pwsh_emu.runtime.conversion import to_int
    from pwsh_emu.runtime.errors import NetException, PSError

    try:
        return to_int(session, value)
    except (PSError, NetException):
        return 0


def label_of(session: Session, value: Any) -> str:
    """Return the label that ``break value`` names."""
    from pwsh_emu.runtime.conversion import to_string

    return to_string(session, value)


# --- definitions ----------------------------------------------------------------------------------------------------------

_FUNCTION_SCOPES = {"global", "script", "local", "private"}


def define_function(frame: Frame, node: tree.FunctionDefinitionAst) -> None:
    """Put a function or filter into the current scope, or the one that its name's prefix says."""
    from pwsh_emu.runtime.command import FunctionInfo
    from pwsh_emu.runtime.scriptblock import ScriptBlock
    from pwsh_emu.runtime.variables import scope_of

    session = frame.session
    scope = frame.scope
    name = node.name
    prefix, colon, rest = name.partition(":")
    if colon and prefix.lower() in _FUNCTION_SCOPES:
        scope = scope_of(session, scope, prefix) or scope
        name = rest
    elif colon and prefix.lower() == "function":
        name = rest
    block = ScriptBlock(session, node.body, frame.scope.state, parameters=node.parameters, is_filter=node.is_filter, name=name)
    existing = scope.functions.get(name.lower()) if scope.functions else None
    if (
        existing is not None
        and existing.options not in (None, "None", frozenset())
        and any(one in str(existing.options) for one in ("ReadOnly", "Constant"))
    ):
        raise runtime_error(
            "FunctionNotWritable", f"Cannot write to function {name} because it is read-only or constant.", "WriteError", name,
            type_name="System.Management.Automation.SessionStateUnauthorizedAccessException",
        )  # fmt: skip
    info = FunctionInfo(name, block, "Filter" if node.is_filter else "Function", frame.scope.state.module)
    scope.define_function(name, info)
    session.command_epoch += 1


def define_classes(frame: Frame, nodes: list[tree.TypeDefinitionAst]) -> None:
    """Make the classes and enumerations of a statement list known."""
    from pwsh_emu.runtime.classes.definition import define

    define(frame, nodes)


def base_constructor(frame: Frame, arguments: list[Any]) -> None:
    """Call the base class's constructor for the object being made."""
    from pwsh_emu.runtime.classes.construction import call_base

    call_base(frame, arguments)


def invoke_as(frame: Frame, site: TypeSite, target: Any, name: str, arguments: list[Any]) -> Any:
    """Call ``([Base] $this).name(arguments)``."""
    from pwsh_emu.runtime.classes.construction import invoke_as as call

    return call(frame.session, resolve_type(frame, site), target, name, arguments)


def run_using(frame: Frame, node: tree.UsingStatementAst) -> None:
    """Carry out a ``using`` line."""
    from pwsh_emu.runtime.classes.lookup import use

    use(frame, node)
