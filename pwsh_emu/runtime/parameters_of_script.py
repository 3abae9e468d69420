"""The interface of a function, script or script block: its param block as CommandMetadata, with attributes made from their trees."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.language import ast as tree
from pwsh_emu.runtime import transformations, validation
from pwsh_emu.runtime.command import ALL_SETS, CommandMetadata, ParameterMetadata, ParameterSetEntry
from pwsh_emu.runtime.errors import ExceptionObject, PSError, ScriptExtent, runtime_error
from pwsh_emu.runtime.values import AUTOMATION_NULL, PSArray, SwitchParameter, TypeLiteral

if TYPE_CHECKING:
    from pwsh_emu.runtime.scriptblock import ScriptBlock
    from pwsh_emu.runtime.session import Session

_COMMON = frozenset(
    (
        "verbose", "debug", "erroraction", "warningaction", "informationaction", "progressaction", "errorvariable", "warningvariable",
        "informationvariable", "outvariable", "outbuffer", "pipelinevariable",
    )
)  # fmt: skip


class ArgumentsOfAttribute:
    """The evaluated arguments of an attribute: positional ones in order, named ones by lower-case name."""

    __slots__ = ("named", "positional")

    def __init__(self, positional: list[Any], named: dict[str, Any]) -> None:
        self.positional = positional
        self.named = named

    def get(self, name: str, position: int | None = None, default: Any = None) -> Any:
        if name in self.named:
            return self.named[name]
        if position is not None and position < len(self.positional):
            return self.positional[position]
        return default


def script_metadata(session: Session, block: ScriptBlock) -> CommandMetadata:
    """Return the interface that a script block declares."""
    metadata = CommandMetadata(block.name or "")
    metadata.is_advanced = False
    for attribute in block.attributes:
        _command_attribute(session, block, metadata, attribute)
    declared_positions = False
    for parameter in block.parameter_list:
        made = parameter_metadata(session, block, parameter)
        if any(_is(attribute.type_name.name, "Parameter") for attribute in parameter.attributes if isinstance(attribute, tree.AttributeAst)):
            metadata.is_advanced = True
        if any(entry.position is not None or name != ALL_SETS for name, entry in made.sets.items()):
            declared_positions = True
        if made.name.lower() in (name.lower() for name in metadata.parameters):
            raise _duplicate(block, parameter, made.name)
        metadata.parameters[made.name] = made
    _check_names(metadata)
    if not declared_positions and metadata.positional_binding:
        _number_positions(metadata)
    names = list(dict.fromkeys(name for one in metadata.parameters.values() for name in one.sets if name != ALL_SETS))
    default = metadata.default_set
    if default:  # the first set, which exists even where no parameter names it
        default = next((name for name in names if name.lower() == default.lower()), default)
        names = [default, *(name for name in names if name != default)]
    metadata.set_names = names or [ALL_SETS]
    return metadata


def _number_positions(metadata: CommandMetadata) -> None:
    """Give parameters positions in the order of their declaration, as they have where none declares one or a named set."""
    position = 0
    for parameter in metadata.parameters.values():
        if parameter.is_switch:
            continue
        next(iter(parameter.sets.values())).position = position
        position += 1


def _duplicate(block: ScriptBlock, parameter: tree.ParameterAst, name: str) -> PSError:
    error = runtime_error(
        "ParameterNameAlreadyExistsForCommand", f"A parameter with the name '{name}' was defined multiple times for the command.", "MetadataError",
        type_name="System.Management.Automation.MetadataException",
    )  # fmt: skip
    return _placed(error, block, parameter)


def _check_names(metadata: CommandMetadata) -> None:
    """Refuse aliases that are declared twice or named like another parameter, and parameters named like common ones."""
    seen: dict[str, str] = {}
    names = {one.name.lower(): one.name for one in metadata.parameters.values()}
    for parameter in metadata.parameters.values():
        for alias in parameter.aliases:
            if alias.lower() in seen:
                raise runtime_error(
                    "AliasDeclaredMultipleTimes", f'The alias "{alias}" is declared multiple times.', "MetadataError",
                    type_name="System.Management.Automation.MetadataException",
                )  # fmt: skip
            seen[alias.lower()] = parameter.name
            other = names.get(alias.lower())
            if other is not None and other != parameter.name:
                raise runtime_error(
                    "ParameterNameConflictsWithAlias",
                    f"The parameter '{other}' cannot be specified because it conflicts with the parameter alias of the same name for parameter "
                    f"'{parameter.name}'.",
                    "MetadataError", type_name="System.Management.Automation.MetadataException",
                )  # fmt: skip
    if not metadata.is_advanced:
        return
    for parameter in metadata.parameters.values():
        name = parameter.name.lower()
        if (
            name in _COMMON
            or (metadata.supports_should_process and name in ("whatif", "confirm"))
            or (metadata.supports_paging and name in ("includetotalcount", "skip", "first"))
        ):
            raise runtime_error(
                "ParameterNameAlreadyExistsForCommand", f"A parameter with the name '{parameter.name}' was defined multiple times for the command.",
                "MetadataError", type_name="System.Management.Automation.MetadataException",
            )  # fmt: skip


def _is(name: str, attribute: str) -> bool:
    lower = name.lower()
    short = attribute.lower()
    if lower.startswith("system.management.automation."):
        lower = lower[len("system.management.automation.") :]
    return lower in (short, short + "attribute")


def _command_attribute(session: Session, block: ScriptBlock, metadata: CommandMetadata, attribute: tree.AttributeAst) -> None:
    name = attribute.type_name.name
    if _is(name, "CmdletBinding"):
        metadata.is_advanced = True
        arguments = evaluate(session, block, attribute)
        metadata.default_set = _text(arguments.get("defaultparametersetname")) or None
        metadata.supports_should_process = _flag(arguments.get("supportsshouldprocess"))
        metadata.supports_paging = _flag(arguments.get("supportspaging"))
        metadata.positional_binding = arguments.get("positionalbinding") is None or _flag(arguments.get("positionalbinding"))
        metadata.help_uri = _text(arguments.get("helpuri")) or ""
        impact = arguments.get("confirmimpact")
        if impact is not None:
            metadata.confirm_impact = str(impact)
        for key in arguments.named:
            if key not in _CMDLET_BINDING:
                raise _unknown_property(block, attribute, key)
    elif _is(name, "OutputType"):
        arguments = evaluate(session, block, attribute)
        for value in arguments.positional:
            if isinstance(value, TypeLiteral):
                metadata.output_types.append(value.of.full_name)
            else:
                metadata.output_types.extend(str(item) for item in (value if isinstance(value, list) else (value,)))


_CMDLET_BINDING = frozenset(
    (
        "defaultparametersetname", "supportsshouldprocess", "supportspaging", "positionalbinding", "confirmimpact", "helpuri", "supportstransactions",
        "remotingcapability",
    )
)  # fmt: skip
_PARAMETER = frozenset(
    (
        "mandatory", "position", "parametersetname", "valuefrompipeline", "valuefrompipelinebypropertyname",
        "valuefromremainingarguments", "helpmessage",
        "helpmessagebasename", "helpmessageresourceid", "dontshow", "experimentname", "experimentaction",
    )
)  # fmt: skip


def parameter_metadata(session: Session, block: ScriptBlock, parameter: tree.ParameterAst) -> ParameterMetadata:
    """Return one parameter: its type is the outermost type constraint; attributes come in reverse order, as they are applied."""
    name = parameter.name.name
    _, colon, plain = name.partition(":")
    made = ParameterMetadata(plain if colon else name)
    first_type = True
    attributes: list[validation.Attribute] = []
    for attribute in parameter.attributes:
        if isinstance(attribute, tree.TypeConstraintAst):
            ps_type = _resolve_type(session, block, attribute.type_name)
            if first_type:
                made.type_name = ps_type.to_string()
                made.constraint = ps_type
                made.is_switch = ps_type.full_name == "System.Management.Automation.SwitchParameter"
                first_type = False
            attributes.append(validation.TypeConstraint(ps_type, of_parameter=True))
        elif isinstance(attribute, tree.AttributeAst):
            _parameter_attribute(session, block, made, attributes, attribute)
    if not made.sets:
        made.sets[ALL_SETS] = ParameterSetEntry()
    made.attributes = attributes[::-1]
    if made.type_name == "System.Management.Automation.PSCredential":
        made.attributes.insert(0, transformations.CredentialTransformation())
    made.default = parameter.default_value
    return made


def _parameter_attribute(
    session: Session, block: ScriptBlock, made: ParameterMetadata, attributes: list[validation.Attribute], attribute: tree.AttributeAst
) -> None:
    name = attribute.type_name.name
    if _is(name, "Parameter"):
        arguments = evaluate(session, block, attribute)
        for key in arguments.named:
            if key not in _PARAMETER:
                raise _unknown_property(block, attribute, key)
        for key in ("helpmessage", "helpmessagebasename", "helpmessageresourceid"):
            if _text(arguments.get(key)) == "":
                raise _placed(_empty_text(), block, attribute)
        position = arguments.get("position")
        set_name = _text(arguments.get("parametersetname")) or ALL_SETS
        if set_name in made.sets:
            raise _placed(
                runtime_error(
                    "ParameterDeclaredInParameterSetMultipleTimes",
                    f'The parameter "{made.name}" is declared in parameter-set "{set_name}" multiple times.',
                    "MetadataError",
                    type_name="System.Management.Automation.MetadataException",
                ),
                block,
                attribute,
            )
        made.sets[set_name] = ParameterSetEntry(
            mandatory=_flag(arguments.get("mandatory")),
            position=None if position is None else _number(session, position),
            from_pipeline=_flag(arguments.get("valuefrompipeline")),
            from_pipeline_by_name=_flag(arguments.get("valuefrompipelinebypropertyname")),
            from_remaining=_flag(arguments.get("valuefromremainingarguments")),
            help_message=_text(arguments.get("helpmessage")),
        )
        made.dont_show = made.dont_show or _flag(arguments.get("dontshow"))
        return
    if _is(name, "Alias"):
        made.aliases = [str(one) for one in _flat(evaluate(session, block, attribute).positional)] + made.aliases
        return
    attributes.append(make_attribute(session, block, attribute))


def make_attribute(session: Session, block: Any, attribute: tree.AttributeBaseAst) -> validation.Attribute:
    """Return the attribute that a tree stands for: of a parameter, variable or property. ``block`` is its script block (or a frame's)."""
    if isinstance(attribute, tree.TypeConstraintAst):
        return validation.TypeConstraint(_resolve_type(session, block, attribute.type_name))
    assert isinstance(attribute, tree.AttributeAst)
    key = attribute.type_name.name.lower()
    if key.startswith("system.management.automation."):
        key = key[len("system.management.automation.") :]
    make = _KINDS.get(key) or _KINDS.get(key.removesuffix("attribute"))
    try:
        if make is not None:
            arguments = evaluate(session, block, attribute)
            count = len(arguments.positional)
            if count not in _COUNTS.get(key.removesuffix("attribute"), (count,)):
                from pwsh_emu.runtime.overloads import method_error

                raise method_error(f'Cannot find an overload for ".ctor" and the argument count: "{count}".')
            return make(session, arguments)  # type: ignore[no-any-return]
    except PSError as error:
        raise _placed(error, block, attribute) from error
    return _other_attribute(session, block, attribute)


def _other_attribute(session: Session, block: Any, attribute: tree.AttributeAst) -> validation.Attribute:
    name = attribute.type_name
    found = None
    for candidate in (name.name + "Attribute", name.name, "System.Management.Automation." + name.name + "Attribute"):
        found = session.types.find(candidate, using=_namespaces(block))
        if found is not None:
            break
    if found is None:
        error = runtime_error(
            "CustomAttributeTypeNotFound",
            f"Cannot find the type for custom attribute '{name.text}'. Make sure that the assembly that contains this type is loaded.",
            "InvalidOperation",
        )
        raise _about(_placed(error, block, attribute, name.start - 1, attribute.end), block, attribute)
    arguments = evaluate(session, block, attribute)
    if type(found).__name__ == "ScriptClass":
        from pwsh_emu.runtime.classattributes import script_attribute

        return script_attribute(session, found, arguments)
    return validation.OtherAttribute(found.full_name, arguments.positional, arguments.named)


def _resolve_type(session: Session, block: Any, type_name: tree.TypeName) -> Any:
    """Return the type that a name means where the block (or the running frame) stands."""
    try:
        if session.call_stack:
            from pwsh_emu.runtime.classes.lookup import find_type

            return find_type(session.call_stack[-1], type_name)[0]
        return session.types.resolve(type_name, using=_namespaces(block))
    except PSError as error:
        raise _placed(error, block, type_name, type_name.start, type_name.end) from error


def variable_attributes(session: Session, attributes: list[tree.AttributeBaseAst]) -> list[validation.Attribute]:
    """Return the attributes before a variable, in the order they are applied: innermost first."""
    block = session.call_stack[-1].block
    return [make_attribute(session, block, attribute) for attribute in reversed(attributes)]


def _namespaces(block: Any) -> tuple[str, ...]:
    namespaces = []
    for statement in getattr(block.ast, "using_statements", ()):
        if statement.using_kind == "Namespace" and statement.name is not None:
            namespaces.append(statement.name.value)
    return tuple(namespaces)


def evaluate(session: Session, block: Any, attribute: tree.AttributeAst) -> ArgumentsOfAttribute:
    """Evaluate the arguments of an attribute, which are constants or script blocks."""
    positional = [constant(session, block, argument) for argument in attribute.positional_arguments]
    named = {
        one.argument_name.lower(): True if one.expression_omitted else constant(session, block, one.argument) for one in attribute.named_arguments
    }
    return ArgumentsOfAttribute(positional, named)


def constant(session: Session, block: Any, node: tree.ExpressionAst) -> Any:
    """Return the value of an attribute's argument."""
    if isinstance(node, tree.StringConstantExpressionAst):
        return node.value
    if isinstance(node, tree.VariableExpressionAst):
        key = node.name.lower()
        if key in ("true", "false", "null"):
            return {"true": True, "false": False, "null": None}[key]
    if isinstance(node, tree.ConstantExpressionAst) and node.type == "Int32":
        return node.value
    if isinstance(node, tree.ScriptBlockExpressionAst):
        from pwsh_emu.runtime.scriptblock import ScriptBlock

        return ScriptBlock(session, node.script_block, block.state)
    if isinstance(node, tree.TypeExpressionAst):
        found = TypeLiteral(_resolve_type(session, block, node.type_name))
        found.extended = found.added_type_names = None
        return found
    return evaluated(session, block, node)


def evaluated(session: Session, block: Any, node: tree.ExpressionAst) -> Any:
    """Run an expression of a block's source and return its value."""
    from pwsh_emu.runtime.scriptblock import ScriptBlock

    start, end = node.start, node.end
    statement = tree.PipelineAst(start, end, [tree.CommandExpressionAst(start, end, [], node)])
    body = tree.NamedBlockAst(start, end, "End", True, [statement])
    inner = ScriptBlock(session, tree.ScriptBlockAst(start, end, block.ast.source, end_block=body), block.state)
    if isinstance(node, (tree.ArrayExpressionAst, tree.ArrayLiteralAst)):
        return PSArray(inner.invoke())
    return inner.call()


def _placed(error: PSError, block: Any, node: Any, start: int | None = None, end: int | None = None) -> PSError:
    """Give an error the place of an attribute."""
    from pwsh_emu.runtime.errors import InvocationInfo

    if error.record.invocation is None:
        source = block.ast.source
        error.record.invocation = InvocationInfo(None, ScriptExtent(source, node.start if start is None else start, node.end if end is None else end))
    return error


def _unknown_property(block: Any, attribute: tree.AttributeAst, key: str) -> PSError:
    spelled = next((one.argument_name for one in attribute.named_arguments if one.argument_name.lower() == key), key)
    place = next((one for one in attribute.named_arguments if one.argument_name.lower() == key), attribute)
    # PowerShell names this type for every attribute
    message = f"Property '{spelled}' cannot be found for type 'System.Management.Automation.CmdletBindingAttribute'."
    return _about(_placed(runtime_error("PropertyNotFoundForType", message), block, place), block, place)


def _about(error: PSError, block: Any, node: tree.Ast) -> PSError:
    """Make a piece of source the target of an error."""
    error.record.target_name = block.ast.source.text[node.start : node.end]
    error.record.target_type = type(node).__name__
    return error


def _flag(value: Any) -> bool:
    if isinstance(value, (bool, SwitchParameter)) or value is None:
        return bool(value)
    from pwsh_emu.runtime.conversion import to_bool

    return to_bool(value)


def _number(session: Session, value: Any) -> int:
    from pwsh_emu.runtime.conversion import to_int

    return to_int(session, value)


def _empty_text() -> PSError:
    """Return the error of a help message that says nothing."""
    return runtime_error(
        "Argument",
        'Cannot process argument because the value of argument "value" is not valid. Change the value of the "value" argument and run the operation '
        "again.",
        "InvalidArgument",
        type_name="System.Management.Automation.PSArgumentException",
    )


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def _flat(values: list[Any]) -> list[Any]:
    result: list[Any] = []
    for value in values:
        result.extend(value) if isinstance(value, list) else result.append(value)
    return result


# --- the attributes that binding and variables know ---------------------------------------------------------------------


def _validate_set(session: Session, arguments: ArgumentsOfAttribute) -> validation.Attribute:
    ignore_case = arguments.get("ignorecase")
    message = _text(arguments.get("errormessage")) or ""
    positional = _flat(arguments.positional)
    if not positional:
        exception = _out_of_range("validValues", "System.String[]")
        raise runtime_error("ArgumentOutOfRange", exception.message, "InvalidArgument", inner=exception)
    if len(positional) == 1 and isinstance(positional[0], TypeLiteral):
        return validation.ValidateSet([], ignore_case is None or _flag(ignore_case), message, _generator(positional[0].of))
    return validation.ValidateSet([validation.shown(session, value) for value in positional], ignore_case is None or _flag(ignore_case), message)


def _generator(ps_type: Any) -> Any:
    """Return the function that asks a class for its valid values (IValidateSetValuesGenerator); a session makes one object of it."""

    def values(session: Session) -> list[str]:
        from pwsh_emu.runtime.members import construct, invoke_method

        made = session.services.setdefault("valid values", {})
        if ps_type not in made:
            made[ps_type] = construct(session, ps_type, [])
        found = invoke_method(session, made[ps_type], "GetValidValues", [])
        if found is None or found is AUTOMATION_NULL:
            raise validation.ValidationFailure("ValidateSetGeneratedValidValuesListIsNull", "Valid values generator return a null value.")
        return [str(value) for value in (found if isinstance(found, list) else (found,))]

    return values


def _validate_range(session: Session, arguments: ArgumentsOfAttribute) -> validation.Attribute:
    if len(arguments.positional) == 1:
        from pwsh_emu.runtime.conversion import convert

        try:
            kind = convert(session, arguments.positional[0], session.types.resolve("System.Management.Automation.ValidateRangeKind"))
        except PSError as error:
            raise _not_constructed("ValidateRange", error.record.exception) from None
        return validation.ValidateRange(kind=str(kind))
    low, high = arguments.positional[0], arguments.positional[1]
    types = session.types
    if types.type_of(low) is not types.type_of(high):
        common = validation.common_number_type(session, low, high)
        numeric = types.type_of(low).full_name in validation._RANKS and types.type_of(high).full_name in validation._RANKS
        if not numeric:
            message = (
                f"The specified minimum range ({types.type_of(low).name}) cannot be accepted because it is not the same type as "
                f"the specified maximum range "
                f"({types.type_of(high).name}). Update the ValidateRange attribute for the parameter."
            )
            raise _metadata_error(message, "MinRangeNotTheSameTypeOfMaxRange")
        from pwsh_emu.runtime.conversion import convert

        low, high = convert(session, low, common), convert(session, high, common)
    from pwsh_emu.runtime.operators import gt

    if gt(session, low, high, True):
        raise _metadata_error(
            "The specified maximum range cannot be accepted because it is less than the specified minimum range. "
            "Update the ValidateRange attribute for the parameter.",
            "MaxRangeSmallerThanMinRange",
        )
    return validation.ValidateRange(low, high)


def _metadata_error(message: str, error_id: str) -> PSError:
    exception = "System.Management.Automation.ValidationMetadataException"
    inner = ExceptionObject(exception, message)
    return runtime_error(error_id, message, "MetadataError", type_name=exception, inner=inner)


def _not_constructed(attribute: str, inner: ExceptionObject) -> PSError:
    """Return the error of an attribute whose constructor throws."""
    message = f'The following exception occurred while constructing the attribute "{attribute}": "{inner.message}"'
    return runtime_error("ExceptionConstructingAttribute", message, inner=inner)


def _out_of_range(name: str, value: Any) -> ExceptionObject:
    message = (
        f'Cannot process argument because the value of argument "{name}" is out of range. Change argument "{name}" to a value that is within range. '
        f"(Parameter '{name}')\nActual value was {value}."
    )
    return ExceptionObject("System.Management.Automation.PSArgumentOutOfRangeException", message)


def _check_not_negative(attribute: str, **limits: int) -> None:
    for name, value in limits.items():
        if value < 0:
            raise _not_constructed(attribute, _out_of_range(name, value))


def _validate_count(session: Session, arguments: ArgumentsOfAttribute) -> validation.Attribute:
    low, high = _number(session, arguments.positional[0]), _number(session, arguments.positional[1])
    _check_not_negative("ValidateCount", minLength=low, maxLength=high)
    if high < low:
        raise _metadata_error(
            "The specified maximum number of arguments for a parameter is fewer than the specified minimum number of arguments. "
            "Update the ValidateCount attribute for the parameter.",
            "ValidateRangeMaxLengthSmallerThanMinLength",
        )
    return validation.ValidateCount(low, high)


def _validate_length(session: Session, arguments: ArgumentsOfAttribute) -> validation.Attribute:
    low, high = _number(session, arguments.positional[0]), _number(session, arguments.positional[1])
    _check_not_negative("ValidateLength", minLength=low, maxLength=high)
    if high < low:
        raise _metadata_error(
            "The specified maximum character length of the argument is shorter than the specified minimum argument character length. "
            "Update the ValidateLength attribute for the parameter.",
            "ValidateLengthMaxLengthSmallerThanMinLength",
        )
    return validation.ValidateLength(low, high)


def _validate_pattern(session: Session, arguments: ArgumentsOfAttribute) -> validation.Attribute:
    options = arguments.get("options")
    ignore_case = options is None or "ignorecase" in str(options).lower()
    return validation.ValidatePattern(str(arguments.positional[0]), ignore_case, _text(arguments.get("errormessage")) or "", options)


def _validate_script(session: Session, arguments: ArgumentsOfAttribute) -> validation.Attribute:
    return validation.ValidateScript(arguments.positional[0], _text(arguments.get("errormessage")) or "")


# how many positional arguments an attribute takes, where not any number will do
_COUNTS = {
    "validaterange": (1, 2), "validatecount": (2,), "validatelength": (2,), "validatepattern": (1,), "validatescript": (1,), "pstypename": (1,),
    "validatenotnull": (0,), "validatenotnullorempty": (0,), "validatenotnullorwhitespace": (0,), "allownull": (0,), "allowemptystring": (0,),
    "allowemptycollection": (0,),
}  # fmt: skip
_KINDS: dict[str, Any] = {
    "validateset": _validate_set,
    "validaterange": _validate_range,
    "validatecount": _validate_count,
    "validatelength": _validate_length,
    "validatepattern": _validate_pattern,
    "validatescript": _validate_script,
    "validatedrive": lambda session, arguments: validation.ValidateDrive([str(one) for one in _flat(arguments.positional)]),
    "validateuserdrive": lambda session, arguments: validation.ValidateDrive(["User"]),
    "validatenotnull": lambda session, arguments: validation.ValidateNotNull(),
    "validatenotnullorempty": lambda session, arguments: validation.ValidateNotNullOrEmpty(),
    "validatenotnullorwhitespace": lambda session, arguments: validation.ValidateNotNullOrWhiteSpace(),
    "allownull": lambda session, arguments: validation.AllowNull(),
    "allowemptystring": lambda session, arguments: validation.AllowEmptyString(),
    "allowemptycollection": lambda session, arguments: validation.AllowEmptyCollection(),
    "pstypename": lambda session, arguments: validation.PSTypeNameAttribute(str(arguments.positional[0])),
    "obsolete": lambda session, arguments: validation.Obsolete(str(arguments.get("message", 0, ""))),
    "supportswildcards": lambda session, arguments: validation.OtherAttribute("System.Management.Automation.SupportsWildcardsAttribute"),
    "argumentcompleter": lambda session, arguments: validation.OtherAttribute(
        "System.Management.Automation.ArgumentCompleterAttribute", arguments.positional
    ),
    "argumentcompletions": lambda session, arguments: validation.OtherAttribute(
        "System.Management.Automation.ArgumentCompletionsAttribute", arguments.positional
    ),
    "credential": lambda session, arguments: transformations.CredentialTransformation(),
    "psdefaultvalue": lambda session, arguments: validation.OtherAttribute(
        "System.Management.Automation.PSDefaultValueAttribute", [], arguments.named
    ),
    "dscproperty": lambda session, arguments: validation.OtherAttribute("System.Management.Automation.DscPropertyAttribute", [], arguments.named),
    "hidden": lambda session, arguments: validation.OtherAttribute("System.Management.Automation.HiddenAttribute"),
}
