"""Makes the classes and enumerations that a script defines: a ScriptClass for each class, an EnumType for each enumeration.

All definitions of a statement list are made together, so that they can name each other. Bodies are compiled when first called
(`methods`); objects are made by `construction`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pwsh_emu.language import ast as tree
from pwsh_emu.language.semantics.definitions import in_order
from pwsh_emu.runtime.classes.members import ClassProperty, MethodBody
from pwsh_emu.runtime.classes.names import short_name
from pwsh_emu.runtime.classes.scriptclass import ScriptClass
from pwsh_emu.runtime.overloads import Parameter, Signature
from pwsh_emu.runtime.typesystem import EnumType, NetMethod, NetProperty, Overload, PSType
from pwsh_emu.runtime.values import EnumValue

if TYPE_CHECKING:
    from pwsh_emu.runtime.frame import Frame

_RANGES = {
    "System.Byte": (0, 0xFF), "System.SByte": (-0x80, 0x7F), "System.Int16": (-0x8000, 0x7FFF), "System.UInt16": (0, 0xFFFF),
    "System.Int32": (-0x80000000, 0x7FFFFFFF), "System.UInt32": (0, 0xFFFFFFFF), "System.Int64": (-(1 << 63), (1 << 63) - 1),
    "System.UInt64": (0, (1 << 64) - 1),
}  # fmt: skip


def define(frame: Frame, nodes: list[tree.TypeDefinitionAst]) -> None:
    """Make the types of one statement list known to the session."""
    session = frame.session
    if _again(frame, nodes):
        return
    session.types.class_assemblies += 1
    classes: list[ScriptClass] = []
    enums = [node for node in nodes if node.type_kind == "Enum"]
    for node in in_order(enums) if len(enums) > 1 else enums:
        enum = _enum(frame, node)
        session.types.define(enum, scope=frame.scope)
        session.types.made[id(node)] = (node, enum)
        session.type_key = object()
    for node in nodes:
        if node.type_kind != "Enum":
            made = ScriptClass(node.name, frame, node)
            session.types.define(made, scope=frame.scope)
            session.types.made[id(node)] = (node, made)
            classes.append(made)
    session.type_key = object()
    declared = {made: _bases(made) for made in classes}
    for made in classes:
        _members(made)
    for made, interfaces in declared.items():
        if interfaces and not made.is_interface:
            from pwsh_emu.runtime.classes.contracts import check

            check(made, interfaces)


def _again(frame: Frame, nodes: list[tree.TypeDefinitionAst]) -> bool:
    """Give the types of a statement list their names again where it ran before: a block's types are made once."""
    types = frame.session.types
    found = [types.made[id(node)][1] for node in nodes if id(node) in types.made]
    if len(found) < len(nodes):
        return False
    names = types.classes if frame.scope.parent is None else frame.scope.types or {}
    for made in found:
        if isinstance(made, ScriptClass):
            made.frame = frame
        if names.get(made.full_name.lower()) is not made:
            types.define(made, scope=frame.scope)
            frame.session.type_key = object()
    return True


# --- enumerations -----------------------------------------------------------------------------------------------------


def _enum(frame: Frame, node: tree.TypeDefinitionAst) -> EnumType:
    session = frame.session
    underlying = "System.Int32"
    if node.base_types:
        underlying = session.types.resolve(node.base_types[0].type_name).full_name
    flags = any(
        attribute.type_name.name.lower() in ("flags", "system.flags", "flagsattribute", "system.flagsattribute") for attribute in node.attributes
    )
    names: dict[str, int] = {}
    made = EnumType(node.name, names, flags=flags, underlying=underlying)
    following = 0
    for member in node.members:
        assert isinstance(member, tree.PropertyMemberAst)
        if member.initial_value is not None:
            following = _constant(frame, member.initial_value, made)
        names[member.name] = following
        following += 1
    made.names = dict(sorted(names.items(), key=lambda pair: pair[1] % (1 << 64)))  # .NET compares them unsigned: negative ones come last
    return made


def _constant(frame: Frame, node: tree.ExpressionAst, enum: EnumType) -> int:
    """Return the number of an enumeration member's value, which may name members before it."""
    from pwsh_emu.runtime.compile.support import evaluate_constant
    from pwsh_emu.runtime.conversion import convert

    value = evaluate_constant(frame.session, frame.block, node)
    if isinstance(value, EnumValue):
        return value.value
    target = frame.session.types.resolve(enum.underlying)
    return int(convert(frame.session, value, target))


# --- classes ----------------------------------------------------------------------------------------------------------


def _bases(made: ScriptClass) -> list[PSType]:
    """Give a class its base and its interfaces, with what those extend; return the interfaces that it declares."""
    resolve = made.resolve
    interfaces = []
    for index, constraint in enumerate(made.ast.base_types):
        found = resolve(constraint.type_name)
        if index == 0 and not found.is_interface:
            made.base = found
        else:
            interfaces.append(found)
    names = [one.to_string() for one in interfaces]
    made.interfaces = tuple(dict.fromkeys([*names, *(name for one in interfaces for name in sorted(one.interface_names()))]))
    made.object_class = None
    return interfaces


def _members(made: ScriptClass) -> None:
    for member in made.ast.members:
        if isinstance(member, tree.PropertyMemberAst):
            _property(made, member)
        elif isinstance(member, tree.FunctionMemberAst):
            _method(made, member)
    if not made.constructors and not made.is_interface:
        body = MethodBody(made, None, None, [], None, static=False)
        overload = Overload(f"{made.name} new()", made.constructor_function(body), static=True, session=True)
        overload.parsed = Signature("new", [], made, made.name)
        made.constructors.append(overload)


def _property(made: ScriptClass, member: tree.PropertyMemberAst) -> None:
    ps_type = made.resolve(member.property_type.type_name) if member.property_type is not None else None
    static = "Static" in member.modifiers
    prop = ClassProperty(made, member, ps_type)
    name = short_name(ps_type) if ps_type is not None else "System.Object"
    made.property_list.append(prop)
    if "Hidden" in member.modifiers:
        made.hidden.add(member.name.lower())
    if static:
        prop.value = prop.start()
        made.static_properties[prop.key] = NetProperty(member.name, name, prop.get_static, prop.set_static, static=True, session=False)
    else:
        key = prop.key
        made.properties[key] = NetProperty(member.name, name, lambda session, obj: obj.fields[key], prop.set, static=False, session=True)


def _method(made: ScriptClass, member: tree.FunctionMemberAst) -> None:
    static = "Static" in member.modifiers
    function = member.function
    parameters: list[Parameter] = []
    texts: list[str] = []
    declared = function.parameters if function.parameters is not None else function.body.param_block.parameters if function.body.param_block else []
    for parameter in declared:
        constraint = next((one for one in parameter.attributes if isinstance(one, tree.TypeConstraintAst)), None)
        kind = made.resolve(constraint.type_name) if constraint is not None else made.session.types.resolve("object")
        parameters.append(Parameter(parameter.name.name, kind, is_ref=constraint is not None and constraint.type_name.text.lower() == "ref"))
        texts.append(f"{short_name(kind)} {parameter.name.name}")
    returns = made.resolve(member.return_type.type_name) if member.return_type is not None else None
    body = MethodBody(made, member, function, declared, returns, static=static)
    if member.is_constructor:
        if static:
            made.static_constructor = body
            return
        overload = Overload(f"{made.name} new({', '.join(texts)})", made.constructor_function(body), static=True, session=True)
        overload.parsed = Signature("new", parameters, made, made.name)
        made.constructors.append(overload)
        made.constructor_bodies.append((overload, body))
        return
    shown = "void" if returns is None else short_name(returns)
    prefix = "static " if static else ""
    overload = Overload(f"{prefix}{shown} {member.name}({', '.join(texts)})", body.call_static if static else body.call, static=static, session=True)
    signature = Signature(member.name, parameters, returns, shown)
    signature.finish = None
    overload.parsed = signature
    table = made.static_methods if static else made.methods
    key = member.name.lower()
    group = table.get(key)
    if group is None:
        group = table[key] = NetMethod(member.name, static=static)
    group.overloads.append(overload)
    if "Hidden" in member.modifiers:
        made.hidden.add(key)
