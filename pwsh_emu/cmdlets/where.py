"""Where-Object."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pwsh_emu.runtime.command import Cmdlet, implements
from pwsh_emu.runtime.errors import NetException, PSError
from pwsh_emu.runtime.frame import STATEMENT
from pwsh_emu.runtime.values import AUTOMATION_NULL, Hashtable, PSObject

Test = Callable[[Any, Any], Any]

# switch -> (function of runtime.operators, matches case)
_OPERATORS = {
    "eq": "eq", "ne": "ne", "gt": "gt", "lt": "lt", "ge": "ge", "le": "le", "like": "like", "notlike": "notlike", "match": "match",
    "notmatch": "notmatch", "contains": "contains", "notcontains": "notcontains", "in": "in_", "notin": "notin",
}  # fmt: skip
_SWITCHES = frozenset((*_OPERATORS, *("c" + name for name in _OPERATORS), "is", "isnot"))


def guarded(feed: Callable[[Any], None], processor: Any) -> Callable[[Any], None]:
    """Return a feed whose errors end the pipeline as errors of a command do; the first command's need no guard."""
    if processor.position == 1:
        return feed
    failed = processor.failed

    def careful(item: Any) -> None:
        try:
            feed(item)
        except PSError as error:
            raise failed(error)

    return careful


@implements("Where-Object")
class WhereObject(Cmdlet):
    """Selects objects from a collection based on their property values."""

    InputObject: Any = AUTOMATION_NULL
    FilterScript: Any = None
    Property = ""
    Value: Any = True
    Not = False

    def begin(self) -> None:
        self._stepper: Any = None
        self._test: Test | None = None
        if self.FilterScript is not None:
            self._stepper = self.FilterScript.stepper()
            self._stepper.frame.info = STATEMENT
            return
        self._test = self._find_test()

    def _find_test(self) -> Test | None:
        """Return the comparison that the switches ask for; None for the truth of the property."""
        session = self.session
        given = next((name for name in self.bound if name.lower() in _SWITCHES), None)
        if given is None:
            if "Value" in self.bound:
                message = (
                    "An operator is required to compare the two specified values. Include a valid operator in the command, and "
                    "then try the command again. "
                    "For example, Get-Process | Where-Object -Property Name -eq Idle"
                )
                raise self.terminate(
                    self.error("System.Management.Automation.PSArgumentException", message, "OperatorNotSpecified", "InvalidArgument")
                )
            return None
        if "Value" not in self.bound:
            message = (
                "The specified operator requires both the -Property and -Value parameters. "
                "Provide values for both parameters, and then try the command again."
            )
            raise self.terminate(
                self.error("System.Management.Automation.PSArgumentException", message, "ValueNotSpecifiedForWhereObject", "InvalidArgument")
            )
        from pwsh_emu.runtime import operators

        right = self.Value
        if given in ("Is", "IsNot"):
            if right is None and self._is_null_written():
                wanted = given == "Is"
                return lambda left, _: operators.eq(session, left, None, True) is wanted if not isinstance(left, list) else not wanted
            function = operators.is_ if given == "Is" else operators.isnot
            return lambda left, _: function(session, left, right)
        key = given.lower()
        ignore_case = key in _OPERATORS  # contains is one, ccontains is not
        operate: Any = getattr(operators, _OPERATORS[key if ignore_case else key[1:]])
        return lambda left, _: operate(session, left, right, ignore_case)

    def _is_null_written(self) -> bool:
        """Tell whether -Value is the variable $null itself: -Is and -IsNot take it, though it is no type."""
        call = self.processor.call
        written = [argument for argument in call.arguments if argument.has_value and argument.value is None]
        if call.source is None or not written:
            return False
        last = written[-1]
        start, end = (last.value_start, last.value_end) if last.value_start >= 0 else (last.start, last.end)
        return str(call.source.text[start:end]).lower() == "$null"

    def direct_feed(self) -> Callable[[Any], None] | None:
        """Return what takes each object where a script block filters."""
        if self._stepper is None:
            return None
        return guarded(self._stepper.sieve(self.out), self.processor)

    def process(self) -> None:
        item = self.InputObject
        if item is AUTOMATION_NULL:
            return
        if self._stepper is not None:
            if self._stepper.test(item):
                self.out(item)
            return
        from pwsh_emu.runtime.conversion import to_bool

        found, value = self._read(item)
        if not found and self._test is None:
            if self.Not:
                self.out(item)
            return
        try:
            result = value if self._test is None else self._test(value, None)
        except (PSError, NetException) as error:
            self._operator_failed(error)
            return
        if to_bool(result) != bool(self.Not):
            self.out(item)

    def _read(self, item: Any) -> tuple[bool, Any]:
        """Return whether the object has the property, and its value; the strict mode complains about missing ones."""
        from pwsh_emu.runtime.members import MISSING, read_member

        base = item.base if type(item) is PSObject else item
        name = str(self.Property)
        if isinstance(base, Hashtable) and name in base:
            return True, base.get(name)
        value = read_member(self.session, item, name) if item is not None else MISSING
        if value is not MISSING:
            return True, value
        from pwsh_emu.formatting.expressions import PropertyExpression

        expression = PropertyExpression(name)
        if expression.has_wildcards and item is not None:
            found = expression.resolve(self.session, item)
            if len(found) == 1:
                return True, found[0].value(self.session, item).value
        if self.session.scope.strict_mode() >= 2:
            message = f'The input name "{name}" cannot be resolved to a property.'
            record = self.error("System.Management.Automation.PSArgumentException", message, "PropertyNotFound", "InvalidArgument", item)
            record.target_type = "PSObject"
            self.write_error(record)
        return False, None

    def _operator_failed(self, error: PSError | NetException) -> None:
        exception = error.record.exception if isinstance(error, PSError) else error.exception
        from pwsh_emu.runtime.errors import ErrorRecord

        record = ErrorRecord(exception, "OperatorFailed", "InvalidOperation", self.InputObject)
        record.exception = exception
        self.write_error(record)

    def end(self) -> None:
        if self._stepper is not None:
            self._stepper.finish()
