"""Should: asks an operator about a value, and throws Pester's assertion error where it does not hold."""

from __future__ import annotations

from typing import Any

from pwsh_emu.pester.blocks import PesterCmdlet, call_with
from pwsh_emu.pester.operators import Operator, Verdict, custom_operator
from pwsh_emu.pester.state import thrown
from pwsh_emu.runtime.errors import ErrorRecord, ExceptionObject, PSError
from pwsh_emu.runtime.values import AUTOMATION_NULL, Hashtable, PSArray, PSCustomObject

_MISSING = object()


class Question:
    """What an operator is asked: the value, the operator's own arguments, whether the answer is to be turned round."""

    def __init__(self, cmdlet: Should, operator: Operator, actual: Any, arguments: dict[str, Any], negate: bool) -> None:
        self.cmdlet = cmdlet
        self.session = cmdlet.session
        self.operator = operator
        self.actual = actual
        self.arguments = arguments
        self.negate = negate
        self.data: Any = _MISSING  # what -PassThru hands on

    def argument(self, name: str, default: Any = None) -> Any:
        """Return an argument of the operator."""
        return self.arguments.get(name, default)

    @property
    def because(self) -> str:
        from pwsh_emu.pester.formatting import reason

        return reason(self.arguments.get("Because"))

    def nicely(self, value: Any) -> str:
        from pwsh_emu.pester.formatting import nicely

        return nicely(self.session, value)


class Should(PesterCmdlet):
    """Should is a keyword that is used to define an assertion inside an It block."""

    ActualValue: Any = None
    Not: Any = False

    def begin(self) -> None:
        if any(name.startswith("__LegacyArg") for name in self.bound):
            raise thrown(
                "Legacy Should syntax (without dashes) is not supported in Pester 5. Please refer to migration guide at: https://pester.dev/docs/migrations/v3-to-v4"
            )
        self._values: list[Any] = []

    def process(self) -> None:
        if self.processor.expects_input or "ActualValue" in self.bound:
            self._values.append(None if self.ActualValue is AUTOMATION_NULL else self.ActualValue)

    def end(self) -> None:
        state = self.state
        operator = state.should_operators().get(self.parameter_set.lower())
        if operator is None:
            return
        arguments = {name: value for name, value in self.bound.items() if name not in ("ActualValue", "Not", operator.name)}
        if not self.processor.expects_input and "ActualValue" in self.bound and not operator.arrays:
            values: list[Any] = [self.ActualValue]
        elif not self._values:
            values = [None]
        elif operator.arrays:
            given = self._values
            values = [self._values[0] if not self.processor.expects_input and type(given[0]) is PSArray else PSArray(given)]
        else:
            values = self._values
        for value in values:
            self._ask(operator, value, arguments)

    def _ask(self, operator: Operator, value: Any, arguments: dict[str, Any]) -> None:
        question = Question(self, operator, value, arguments, bool(self.Not))
        holds, message = self._custom(question) if operator.judge is None else operator.judge(question)
        if holds:
            if question.data is not _MISSING:
                self.write(question.data)
            return
        record = self._failure(message)
        action = str(arguments.get("ErrorAction", "")) if "ErrorAction" in arguments else None
        state = self.state
        if action is None and state.configuration is not None and state.test is not None:
            action = str(state.configuration.value("Should", "ErrorAction"))
        if state.test is None or action is None or action.lower() == "stop":
            raise PSError(record, throw=True)
        from pwsh_emu.runtime.trapping import script_stack_trace

        if record.script_stack_trace is None:
            record.script_stack_trace = script_stack_trace(self.session, record)
        state.test.ErrorRecord.append(record)

    def _failure(self, message: str) -> ErrorRecord:
        extent = self.invocation.extent
        details = Hashtable()
        details.set("Message", message)
        if extent is not None:
            line = self.line
            lines = extent.source.text.split("\n")
            details.set("File", extent.source.file)
            details.set("Line", line)
            details.set("LineText", lines[line - 1].rstrip("\r") if line <= len(lines) else "")
        details.set("Terminating", True)
        exception = ExceptionObject("System.Exception", message)
        record = ErrorRecord(exception, "PesterAssertionFailed", "InvalidResult", details)
        record.invocation = self.invocation
        return record

    def _custom(self, question: Question) -> Verdict:
        """Ask an operator of Add-ShouldOperator: its script block returns an object with Succeeded and FailureMessage."""
        from pwsh_emu.runtime.conversion import to_bool, to_string
        from pwsh_emu.runtime.members import get_property

        script = question.operator.script
        named = dict(question.arguments)
        named["ActualValue"] = question.actual
        if question.negate:
            named["Negate"] = True
        found: list[Any] = []
        call_with(self.session, script, named, [], found.append, script.new_scope())
        if not found:
            return False, ""
        answer = found[-1]
        data = get_property(self.session, answer, "Data")
        if data is not None:
            question.data = data
        return to_bool(get_property(self.session, answer, "Succeeded")), to_string(self.session, get_property(self.session, answer, "FailureMessage"))


class AddShouldOperator(PesterCmdlet):
    """Register a Should Operator with Pester."""

    Name: Any = None
    Test: Any = None
    Alias: Any = None
    InternalName: Any = None
    SupportsArrayInput: Any = False

    def end(self) -> None:
        state = self.state
        operators = state.should_operators()
        name = str(self.Name)
        aliases = [str(one) for one in self.Alias or []]
        taken = {known for one in operators.values() for known in (one.name.lower(), *(alias.lower() for alias in one.aliases))}
        known = operators.get(name.lower())
        if known is not None and known.script is not None and known.script.text == self.Test.text:
            return
        for one in (name, *aliases):
            if one.lower() in taken:
                raise thrown(
                    f"Operator name '{one}' has been used multiple times." if one == name else f"Operator alias '{one}' has been used multiple times."
                )
        operators[name.lower()] = custom_operator(name, self.Test, aliases, arrays=bool(self.SupportsArrayInput))
        state.operators_changed()


class GetShouldOperator(PesterCmdlet):
    """Display the assertion operators available for use with Should."""

    Name: Any = None

    def end(self) -> None:
        operators = self.state.should_operators()
        if self.Name:
            operator = operators.get(str(self.Name).lower())
            if operator is not None:
                self.write(PSCustomObject({"Name": operator.name, "Aliases": PSArray(operator.aliases)}))
            return
        for operator in operators.values():
            self.write(PSCustomObject({"Name": operator.name, "Alias": ", ".join(operator.aliases)}))
