"""Parameters of commands and the values they take."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.completion.definitions import is_written
from pwsh_emu.completion.matches import Match, by_name
from pwsh_emu.completion.quoting import offered, starting, take_apart
from pwsh_emu.runtime.errors import ControlFlow, NetException, PSError

if TYPE_CHECKING:
    from pwsh_emu.runtime.session import Session


def resolve_command(session: Session, name: str) -> Any:
    """Return the command that a name means, aliases followed; None where there is none."""
    from pwsh_emu.runtime.command import AliasInfo
    from pwsh_emu.runtime.discovery import resolve

    try:
        info = resolve(session, name)
        while isinstance(info, AliasInfo):
            info = resolve(session, info.definition)
    except PSError:
        return None
    return info


def metadata_of(info: Any) -> Any:
    """Return the interface of a command that is not an alias; None where it has none."""
    block = getattr(info, "script_block", None)
    try:
        return block.metadata if block is not None else getattr(info, "metadata", None)
    except PSError:  # parameters that contradict each other
        return None


def parameter_slots(info: Any) -> list[Any]:
    """Return a command's parameters in the order PowerShell offers them, common ones last."""
    from pwsh_emu.runtime.plan import brought_slots, common_slots

    metadata = metadata_of(info)
    if metadata is None:
        return []
    slots = [slot for slot in metadata.parameters.values() if not slot.dont_show]
    slots.extend(slot for slot in getattr(metadata, "dynamic", {}).values() if not slot.dont_show)
    block = getattr(info, "script_block", None)
    if block is not None:
        from pwsh_emu.runtime.dynamicparameters import of_function

        brought = [] if is_written(block.session, info) else of_function(block.session, info)
        slots.extend(slot for slot in brought if slot.name not in metadata.parameters)
    slots.extend(slot.metadata for slot in brought_slots(metadata))
    if metadata.is_advanced:
        slots.extend(slot.metadata for slot in common_slots())
    return slots


def parameters(info: Any, word: str) -> list[Match]:
    """Return the parameters that begin with what stands behind the dash."""
    pattern = starting(word)
    found = []
    for parameter in parameter_slots(info):
        if pattern.matches(parameter.name):
            found.append(Match(f"-{parameter.name}", parameter.name, "ParameterName", f"[{parameter.type_name}] {parameter.name}"))
        else:
            found.extend(
                Match(f"-{alias}", alias, "ParameterName") for alias in parameter.aliases if word and pattern.matches(alias) and len(alias) > 2
            )
    return found


def find_parameter(slots: list[Any], word: str) -> Any:
    """Return the one of a command's parameters that a written name (perhaps shortened) means, else None."""
    lower = word.lower()
    for parameter in slots:
        if parameter.name.lower() == lower or lower in (alias.lower() for alias in parameter.aliases):
            return parameter
    found = [parameter for parameter in slots if parameter.name.lower().startswith(lower)]
    return found[0] if len(found) == 1 else None


def values(session: Session, info: Any, parameter: Any, word: str, command: Any = None) -> list[Match] | None:
    """Return the values a parameter takes that begin with a word; None where nothing is known of them.

    ``command`` is the CommandAst being typed, for completers written in PowerShell. Those of a function that the text itself defines are
    not run.
    """
    written = is_written(session, info)
    for attribute in parameter.attributes:
        if hasattr(attribute, "valid_values") and not (written and attribute.generator is not None):
            return offered(valid_values(session, attribute), word)
    names = _type_values(session, parameter)
    if names is None:
        names = _named_values(parameter)
    if names is None:
        return _completed(session, info, parameter, word, command)
    if names[0].startswith("$"):
        return [Match(name, name, "ParameterValue") for name in names if starting(take_apart(word)[1]).matches(name)]
    return offered(names, word)


def valid_values(session: Session, attribute: Any) -> list[str]:
    """Return the values that a ValidateSet takes; none where the class that gives them fails."""
    try:
        return [str(value) for value in attribute.valid_values(session)]
    except (PSError, NetException, ControlFlow):
        return []


def _completed(session: Session, info: Any, parameter: Any, word: str, command: Any) -> list[Match] | None:
    """Return what a registered completer, or one of the parameter's attributes, offers; None where there is none."""
    registered: dict[tuple[str, str], Any] = session.services.get("argument_completers", {})
    completer = registered.get((info.name.lower(), parameter.name.lower())) or registered.get(("", parameter.name.lower()))
    for attribute in parameter.attributes if completer is None else ():
        kind = getattr(attribute, "type_name", "")
        if kind.endswith(".ArgumentCompletionsAttribute"):
            return offered([str(text) for text in attribute.positional], word)
        if not is_written(session, info):
            completer = completer or _completer_of(session, attribute)
    return None if completer is None else _offered(session, completer, info, parameter, word, command)


def _completer_of(session: Session, attribute: Any) -> Any:
    """Return what an attribute completes with: a script block, or an object with CompleteArgument; None where it does not complete."""
    from pwsh_emu.runtime.classattributes import ScriptAttribute
    from pwsh_emu.runtime.members import construct, invoke_method
    from pwsh_emu.runtime.values import TypeLiteral

    try:
        if isinstance(attribute, ScriptAttribute):
            return invoke_method(session, attribute.instance, "Create", []) if attribute.makes_completer else None
        if not getattr(attribute, "type_name", "").endswith(".ArgumentCompleterAttribute") or not attribute.positional:
            return None
        given = attribute.positional[0]
        return construct(session, given.of, []) if isinstance(given, TypeLiteral) else given
    except (PSError, NetException):
        return None


def _offered(session: Session, completer: Any, info: Any, parameter: Any, word: str, command: Any) -> list[Match]:
    """Run a completer: command name, parameter name, word, tree and bound parameters; its errors offer nothing."""
    from pwsh_emu.runtime.values import Hashtable

    return taken(session, completer, [info.name, parameter.name, word, command, Hashtable()])


def taken(session: Session, completer: Any, arguments: list[Any]) -> list[Match]:
    """Return what a completer gives for some arguments: results as they are, other values as texts."""
    from pwsh_emu.runtime.conversion import net_string
    from pwsh_emu.runtime.enumeration import is_enumerable
    from pwsh_emu.runtime.members import invoke_method
    from pwsh_emu.runtime.types.completions import CompletionResult
    from pwsh_emu.runtime.values import PSObject

    try:
        if hasattr(completer, "invoke"):
            found = completer.invoke(arguments) or []
        else:
            found = invoke_method(session, completer, "CompleteArgument", arguments)
            found = found if is_enumerable(found) else []
    except (PSError, NetException, ControlFlow):
        return []
    matches = []
    for value in found:
        base = value.base if type(value) is PSObject else value
        if isinstance(base, CompletionResult):
            matches.append(Match(base.CompletionText, base.ListItemText, str(base.ResultType), base.ToolTip))
        elif base is not None:
            text = net_string(base, session)
            matches.append(Match(text, text, "ParameterValue"))
    return matches


def _type_values(session: Session, parameter: Any) -> list[str] | None:
    """Return the names of an enumeration, sorted, those in the ranges that are allowed, or $true and $false for a Boolean or a switch."""
    from pwsh_emu.runtime.typesystem import EnumType

    name = parameter.type_name.removesuffix("[]")
    if name.startswith("System.Nullable`1["):
        name = name[len("System.Nullable`1[") : -1]
    if name in ("System.Boolean", "bool") or parameter.is_switch:
        return ["$true", "$false"]
    try:
        ps_type = session.types.resolve(name)
    except PSError:
        return None
    if not isinstance(ps_type, EnumType):
        return None
    checks = [attribute for attribute in parameter.attributes if type(attribute).__name__ == "ValidateRange"]
    return sorted((one for one in ps_type.names if all(_in_range(session, check, ps_type, one) for check in checks)), key=by_name)


def _in_range(session: Session, check: Any, ps_type: Any, name: str) -> bool:
    from pwsh_emu.runtime.validation import ValidationFailure

    try:
        check.validate_element(session, ps_type.named(name))
    except (PSError, NetException, ValidationFailure):
        return False
    return True


def _named_values(parameter: Any) -> list[str] | None:
    """Return values that stand in the declaration of the exchange cmdlets (``valid`` of the attribute "ServiceValues")."""
    for attribute in parameter.attributes:
        offered = getattr(attribute, "offered_values", None)
        if offered:
            return sorted((str(value) for value in offered), key=by_name)
    return None
