"""Should -HaveParameter: what a command's parameter is like."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.pester.formatting import join_and
from pwsh_emu.pester.state import thrown
from pwsh_emu.runtime.command import ALL_SETS, CommandInfo
from pwsh_emu.runtime.validation import unwrapped

if TYPE_CHECKING:
    from pwsh_emu.pester.operators import Verdict
    from pwsh_emu.pester.should import Question


def have_parameter(question: Question) -> Verdict:
    command = unwrapped(question.actual)
    if not isinstance(command, CommandInfo):
        raise thrown("Input value must be non-null CommandInfo object. You can get one by calling Get-Command.")
    name = question.argument("ParameterName")
    if not name:
        raise thrown("The ParameterName can't be empty")
    negate = question.negate
    parameter = parameter_of(question.session, command, str(name))
    filters = [f"to{' not' if negate else ''} have a parameter {name}"]
    buts: list[str] = []
    further = [one for one in ("Type", "DefaultValue", "Mandatory", "InParameterSet", "HasArgumentCompleter", "Alias") if one in question.arguments]
    if parameter is None:
        if negate:
            return True, ""
        buts.append("the parameter is missing")
    elif negate and not further:
        buts.append("the parameter exists")
    else:
        for one in further:
            _CHECKS[one](question, command, parameter, filters, buts)
    if not buts:
        return True, ""
    return False, f"Expected command {command.name} {join_and(filters, 3)},{question.because} but {join_and(buts)}."


def parameter_of(session: Any, command: Any, name: str) -> Any:
    """Return a command's parameter by name, None where it has none of that name."""
    from pwsh_emu.runtime.discovery import find

    metadata = metadata_of(command)
    if metadata is None:
        found = find(session, getattr(command, "definition", ""))
        metadata = metadata_of(found) if found is not None else None
    for key, parameter in (metadata.parameters if metadata is not None else {}).items():
        if key.lower() == name.lower():
            return parameter
    return None


def metadata_of(command: Any) -> Any:
    """Return a command's interface."""
    metadata = getattr(command, "metadata", None)
    if metadata is not None:
        return metadata
    block = getattr(command, "script_block", None)
    return block.metadata if block is not None else None


def _mandatory(question: Question, command: Any, parameter: Any, filters: list[str], buts: list[str]) -> None:
    wanted = bool(question.argument("Mandatory"))
    chosen = question.argument("InParameterSet")
    actual = any(entry.mandatory for name, entry in parameter.sets.items() if not chosen or name.lower() in (str(chosen).lower(), ALL_SETS.lower()))
    filters.append(f"which is{' not' if question.negate or not wanted else ''} mandatory")
    _compare(question, wanted, actual, buts, "it was mandatory", "it wasn't mandatory")


def _compare(question: Question, wanted: bool, actual: bool, buts: list[str], is_so: str, is_not: str) -> None:
    """Add what is wrong where a property that a switch asks for is there and should not be, or the other way round."""
    if actual and wanted is question.negate:
        buts.append(is_so)
    elif wanted and not actual and not question.negate:
        buts.append(is_not)


def _type(question: Question, command: Any, parameter: Any, filters: list[str], buts: list[str]) -> None:
    from pwsh_emu.pester.assertions import named_type

    wanted = named_type(question, question.argument("Type"))
    actual = parameter.constraint or question.session.types.find(parameter.type_name)
    name = actual.full_name if actual is not None else parameter.type_name
    same = name.lower() == wanted.full_name.lower()
    filters.append(f"{'not ' if question.negate else ''}of type [{wanted.full_name}]")
    if same is question.negate:
        buts.append(f"it was of type [{name}]")


def _default(question: Question, command: Any, parameter: Any, filters: list[str], buts: list[str]) -> None:
    wanted = str(question.argument("DefaultValue") or "")
    actual = default_text(command, parameter.name)
    filters.append(f"the default value{' not' if question.negate else ''} to be {question.nicely(wanted)}")
    if (actual.lower() == wanted.lower()) is question.negate:
        buts.append(f"the default value was {question.nicely(actual)}")


def default_text(command: Any, name: str) -> str:
    """Return a default value as it is written, strings without their quotes; "" where there is none."""
    block = getattr(command, "script_block", None)
    if block is None:
        return ""
    for parameter in block.parameter_list:
        if parameter.name.name.lower() != name.lower() or parameter.default_value is None:
            continue
        default = parameter.default_value
        value = getattr(default, "value", None)
        if isinstance(value, str):
            return value
        return str(block.ast.source.text[default.start : default.end])
    return ""


def _set(question: Question, command: Any, parameter: Any, filters: list[str], buts: list[str]) -> None:
    wanted = str(question.argument("InParameterSet"))
    inside = any(name.lower() in (wanted.lower(), ALL_SETS.lower()) for name in parameter.sets)
    filters.append(f"{'not ' if question.negate else ''}in parameter set '{wanted}'")
    if inside is question.negate:
        buts.append(f"the parameter was{'' if inside else ' not'} in parameter set '{wanted}'")


def _completer(question: Question, command: Any, parameter: Any, filters: list[str], buts: list[str]) -> None:
    wanted = bool(question.argument("HasArgumentCompleter"))
    has = any("Completer" in type(one).__name__ or "Completer" in str(getattr(one, "name", "")) for one in parameter.attributes)
    filters.append(f"with{'out' if question.negate or not wanted else ''} ArgumentCompletion")
    _compare(question, wanted, has, buts, "it has ArgumentCompletion", "it has no ArgumentCompletion")


def _alias(question: Question, command: Any, parameter: Any, filters: list[str], buts: list[str]) -> None:
    wanted = [str(one) for one in question.argument("Alias") or []]
    known = {alias.lower() for alias in parameter.aliases}
    filters.append(
        f"with{'out' if question.negate else ''} alias{'es' if len(wanted) > 1 else ''} {join_and([question.nicely(one) for one in wanted])}"
    )
    present = [one for one in wanted if one.lower() in known]
    missing = [one for one in wanted if one.lower() not in known]
    if question.negate:
        if present:
            buts.append(f"it has {'aliases' if len(present) > 1 else 'an alias'} {join_and([question.nicely(one) for one in present])}")
    elif missing:
        buts.append(f"it doesn't have {'aliases' if len(missing) > 1 else 'an alias'} {join_and([question.nicely(one) for one in missing])}")


_CHECKS = {
    "Mandatory": _mandatory, "Type": _type, "DefaultValue": _default, "InParameterSet": _set, "HasArgumentCompleter": _completer, "Alias": _alias,
}  # fmt: skip
