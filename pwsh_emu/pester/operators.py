"""Should's operators: their names, what they take and which function judges; those of Add-ShouldOperator stand beside Pester's own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pwsh_emu.runtime.command import ALL_SETS, CommandMetadata, ParameterMetadata, ParameterSetEntry
from pwsh_emu.runtime.validation import AllowEmptyCollection, AllowEmptyString, AllowNull

Verdict = tuple[bool, str]  # whether it holds, and what to say where it does not
Judge = Callable[[Any], Verdict]  # takes a `should.Question`

_SWITCH = "System.Management.Automation.SwitchParameter"
_BLOCK = "System.Management.Automation.ScriptBlock"
_PLAIN = ("ActualValue", "Negate", "CallerSessionState")


class Operator:
    """One operator. ``parameters`` are (name, full type name) in order of position; ``script`` is a custom operator's test."""

    __slots__ = ("aliases", "arrays", "judge", "name", "parameters", "script")

    def __init__(
        self, name: str, judge: Judge | None, parameters: list[tuple[str, str]], aliases: list[str] | None = None,
        *, arrays: bool = False, script: Any = None,
    ) -> None:  # fmt: skip
        self.name = name
        self.judge = judge
        self.parameters = parameters
        self.aliases = aliases or []
        self.arrays = arrays
        self.script = script


def built_in_operators() -> dict[str, Operator]:
    """Return Pester's own operators by lower-case name."""
    from pwsh_emu.pester import assertions as judge
    from pwsh_emu.pester import fileassertions as files
    from pwsh_emu.pester import invocations, parameterassertions, throwing

    value = [("ExpectedValue", "System.Object")]
    because = [("Because", "System.Object")]
    rows: list[Operator] = [
        Operator("Be", judge.be, value + because, ["EQ"], arrays=True),
        Operator("BeExactly", judge.be_exactly, value + because, ["CEQ"], arrays=True),
        Operator("BeGreaterThan", judge.be_greater_than, value + because, ["GT"]),
        Operator("BeLessOrEqual", judge.be_less_or_equal, value + because, ["LE"]),
        Operator("BeIn", judge.be_in, [("ExpectedValue", "System.Object[]"), *because]),
        Operator("BeLessThan", judge.be_less_than, value + because, ["LT"]),
        Operator("BeGreaterOrEqual", judge.be_greater_or_equal, value + because, ["GE"]),
        Operator("BeLike", judge.be_like, [("ExpectedValue", "System.String"), *because]),
        Operator("BeLikeExactly", judge.be_like_exactly, value + because),
        Operator("BeNullOrEmpty", judge.be_null_or_empty, because, arrays=True),
        Operator("BeOfType", judge.be_of_type, [("ExpectedType", "System.Object"), *because], ["HaveType"]),
        Operator("BeTrue", judge.be_true, because),
        Operator("BeFalse", judge.be_false, because),
        Operator("Contain", judge.contain, value + because, arrays=True),
        Operator("Exist", files.exist, because),
        Operator("FileContentMatch", files.content_match, [("ExpectedContent", "System.Object"), ("Encoding", "System.Object"), *because]),
        Operator("FileContentMatchExactly", files.content_match_exactly, [("ExpectedContent", "System.Object"),
        ("Encoding", "System.Object"), *because]),
        Operator("FileContentMatchMultiline", files.content_match_multiline, [("ExpectedContent", "System.Object"), *because]),
        Operator("FileContentMatchMultilineExactly", files.content_match_multiline_exactly, [("ExpectedContent", "System.Object"), *because]),
        Operator("HaveCount", judge.have_count, [("ExpectedValue", "System.Int32"), *because], arrays=True),
        Operator(
            "HaveParameter",
            parameterassertions.have_parameter,
            [
                ("ParameterName", "System.String"), ("Type", "System.Object"), ("DefaultValue", "System.String"), ("Mandatory", _SWITCH),
                ("InParameterSet", "System.String"), ("HasArgumentCompleter", _SWITCH), ("Alias", "System.String[]"), *because,
            ],
        ),
        Operator("Match", judge.match, [("RegularExpression", "System.Object"), *because]),
        Operator("MatchExactly", judge.match_exactly, [("RegularExpression", "System.Object"), *because], ["CMATCH"]),
        Operator(
            "Throw",
            throwing.throw,
            [("ExpectedMessage", "System.String"), ("ErrorId", "System.String"), ("ExceptionType", "System.Type"), *because, ("PassThru", _SWITCH)],
        ),
        Operator("InvokeVerifiable", invocations.invoke_verifiable, because),
        Operator(
            "Invoke",
            invocations.invoke,
            [
                ("CommandName", "System.String"), ("Times", "System.Int32"), ("ParameterFilter", _BLOCK), ("ExclusiveFilter", _BLOCK),
                ("ModuleName", "System.String"), ("Scope", "System.String"), ("Exactly", _SWITCH), *because,
            ],
        ),
    ]  # fmt: skip
    return {row.name.lower(): row for row in rows}


def custom_operator(name: str, script: Any, aliases: list[str], *, arrays: bool) -> Operator:
    """Return an operator whose test is a script block with parameters of its own."""
    parameters = [
        (parameter.name, parameter.type_name)
        for parameter in script.metadata.parameters.values()
        if parameter.name.lower() not in {one.lower() for one in _PLAIN}
    ]
    return Operator(name, None, parameters, aliases, arrays=arrays, script=script)


def should_metadata(operators: dict[str, Operator]) -> CommandMetadata:
    """Return Should's interface: a parameter set for each operator."""
    metadata = CommandMetadata("Should")
    metadata.default_set = "Legacy"
    metadata.set_names = ["Legacy"]
    for index in range(3):
        legacy = ParameterMetadata(f"__LegacyArg{index + 1}")
        legacy.dont_show = True
        legacy.sets["Legacy"] = ParameterSetEntry(position=index)
        legacy.attributes += [AllowNull(), AllowEmptyString(), AllowEmptyCollection()]
        metadata.parameters[legacy.name] = legacy
    actual = ParameterMetadata("ActualValue")
    actual.sets[ALL_SETS] = ParameterSetEntry(from_pipeline=True)
    actual.attributes += [AllowNull(), AllowEmptyString(), AllowEmptyCollection()]
    metadata.parameters["ActualValue"] = actual
    negate = ParameterMetadata("Not", _SWITCH)
    negate.sets[ALL_SETS] = ParameterSetEntry()
    metadata.parameters["Not"] = negate
    for operator in operators.values():
        metadata.set_names.append(operator.name)
        switch = ParameterMetadata(operator.name, _SWITCH, list(operator.aliases))
        switch.sets[operator.name] = ParameterSetEntry(mandatory=True)
        metadata.parameters[operator.name] = switch
    for operator in operators.values():
        for position, (name, type_name) in enumerate(operator.parameters):
            _operand(metadata, operator, name, type_name, position)
    return metadata


def _operand(metadata: CommandMetadata, operator: Operator, name: str, type_name: str, position: int) -> None:
    key = next((one for one in metadata.parameters if one.lower() == name.lower()), None)
    parameter = metadata.parameters.get(key) if key is not None else None
    if parameter is None:
        parameter = metadata.parameters[name] = ParameterMetadata(name, type_name)
        parameter.attributes += [AllowNull(), AllowEmptyString(), AllowEmptyCollection()]
    elif parameter.type_name != type_name:  # one name, several types: the operator converts what it gets
        parameter.type_name = "System.Object"
        parameter.is_switch = False
    parameter.sets[operator.name] = ParameterSetEntry(position=None if type_name == _SWITCH else position)
