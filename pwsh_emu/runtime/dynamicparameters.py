"""What a dynamicparam block gives, as parameters that binding understands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.runtime import validation
from pwsh_emu.runtime.command import ALL_SETS, NO_POSITION, ParameterMetadata, ParameterSetEntry
from pwsh_emu.runtime.values import PSObject, TypeLiteral

if TYPE_CHECKING:
    from pwsh_emu.runtime.session import Session


class PropertyParameter:
    """A property of an object of a script's class that is a parameter: what is bound is stored in the object."""

    def __init__(self, session: Session, owner: Any, name: str, ps_type: Any, attributes: list[Any]) -> None:
        self._session = session
        self._owner = owner
        self.Name = name
        self.ParameterType = TypeLiteral(ps_type or session.types.resolve("System.Object"))
        self.Attributes = attributes

    @property
    def Value(self) -> Any:
        from pwsh_emu.runtime.members import get_property

        return get_property(self._session, self._owner, self.Name)

    @Value.setter
    def Value(self, value: Any) -> None:
        from pwsh_emu.runtime.members import set_property

        set_property(self._session, self._owner, self.Name, value)


def _properties(session: Session, owner: Any) -> list[PropertyParameter]:
    """Return the properties with [Parameter()] of an object of a script's class."""
    from pwsh_emu.runtime.types.customattributes import of_property

    found = []
    for one in reversed(owner.ps_type.chain()):
        for prop in one.property_list:
            attributes = of_property(one, prop.key) if not prop.static else []
            if any(attribute.ps_type.name == "ParameterAttribute" for attribute in attributes):
                found.append(PropertyParameter(session, owner, prop.ast.name, prop.ps_type, attributes))
    return found


def parameters_of(session: Session, items: list[Any]) -> dict[str, ParameterMetadata]:
    """Return the parameters of the RuntimeDefinedParameterDictionary, or of the object of a script's class, among a block's output."""
    found: dict[str, ParameterMetadata] = {}
    for item in items:
        base = item.base if type(item) is PSObject else item
        if getattr(getattr(base, "ps_type", None), "script_class", False):
            found |= {one.Name: _parameter(session, one) for one in _properties(session, base)}
        elif hasattr(base, "items") and hasattr(base, "keys"):
            for name, parameter in base.items():
                inner = parameter.base if type(parameter) is PSObject else parameter
                if hasattr(inner, "ParameterType"):
                    found[str(name)] = _parameter(session, inner)
    return found


def of_function(session: Session, info: Any) -> list[ParameterMetadata]:
    """Return the parameters that a function's dynamicparam block gives for a call without arguments; none where it fails.

    A block that asks for the parameters of the function that it belongs to is given those that are declared.
    """
    block = getattr(info, "script_block", None)
    if block is None or block.ast.dynamic_param_block is None or any(one is block for one in running(session)):
        return []
    from pwsh_emu.runtime.describing import described
    from pwsh_emu.runtime.errors import ControlFlow, NetException, PSError

    try:
        metadata = described(session, info, []).described
    except (PSError, NetException, ControlFlow):
        return []
    return [] if metadata is None else list(metadata.dynamic.values())


def running(session: Session) -> list[Any]:
    """Return the script blocks whose dynamicparam blocks run."""
    found: list[Any] = session.services.setdefault("dynamic_parameters", [])
    return found


def _parameter(session: Session, source: Any) -> ParameterMetadata:
    literal = source.ParameterType
    ps_type = literal.of if isinstance(literal, TypeLiteral) else session.types.resolve("System.Object")
    made = ParameterMetadata(str(source.Name), ps_type.to_string())
    made.constraint = ps_type
    made.dynamic = True
    attributes: list[validation.Attribute] = []
    for attribute in source.Attributes or ():
        _apply(made, attributes, attribute)
    attributes = [one for one in attributes if not isinstance(one, validation.TypeConstraint)]
    if ps_type.full_name != "System.Object" and not any(getattr(one, "converts", False) for one in attributes):
        attributes.insert(0, validation.TypeConstraint(ps_type))
    if not made.sets:
        made.sets[ALL_SETS] = ParameterSetEntry()
    made.attributes = attributes
    made.default = source
    return made


def _apply(made: ParameterMetadata, attributes: list[validation.Attribute], attribute: Any) -> None:
    base = attribute.base if type(attribute) is PSObject else attribute
    if isinstance(base, validation.Attribute):
        attributes.append(base)
        return
    if base is None or getattr(base, "ps_type", None) is None:
        return
    name = base.ps_type.name
    if name == "ParameterAttribute":
        made.sets[base.ParameterSetName or ALL_SETS] = ParameterSetEntry(
            mandatory=bool(base.Mandatory),
            position=None if base.Position == NO_POSITION else int(base.Position),
            from_pipeline=bool(base.ValueFromPipeline),
            from_pipeline_by_name=bool(base.ValueFromPipelineByPropertyName),
            from_remaining=bool(base.ValueFromRemainingArguments),
            help_message=base.HelpMessage,
        )
        return
    if name == "AliasAttribute":
        made.aliases.extend(str(one) for one in base.arguments)
        return
    if isinstance(getattr(base, "source", None), validation.Attribute):  # of another command's parameter
        attributes.append(base.source)
        return
    make = _MADE.get(name)
    if make is not None:
        attributes.append(make(base.arguments, base.ErrorMessage or ""))


_MADE: dict[str, Any] = {
    "ValidateSetAttribute": lambda values, message: validation.ValidateSet([str(one) for one in values], True, message),
    "ValidateRangeAttribute": lambda values, message: validation.ValidateRange(values[0], values[1]),
    "ValidateLengthAttribute": lambda values, message: validation.ValidateLength(values[0], values[1]),
    "ValidateCountAttribute": lambda values, message: validation.ValidateCount(values[0], values[1]),
    "ValidatePatternAttribute": lambda values, message: validation.ValidatePattern(str(values[0]), True, message),
    "ValidateScriptAttribute": lambda values, message: validation.ValidateScript(values[0], message),
    "ValidateNotNullAttribute": lambda values, message: validation.ValidateNotNull(),
    "ValidateNotNullOrEmptyAttribute": lambda values, message: validation.ValidateNotNullOrEmpty(),
    "ValidateNotNullOrWhiteSpaceAttribute": lambda values, message: validation.ValidateNotNullOrWhiteSpace(),
    "AllowNullAttribute": lambda values, message: validation.AllowNull(),
    "AllowEmptyStringAttribute": lambda values, message: validation.AllowEmptyString(),
    "AllowEmptyCollectionAttribute": lambda values, message: validation.AllowEmptyCollection(),
}
