"""What cmdlets take as -Property: names, patterns, script blocks and dictionaries with keys such as Expression and Descending."""

from __future__ import annotations

from typing import Any

from pwsh_emu.formatting.expressions import PropertyExpression
from pwsh_emu.runtime.command import Cmdlet
from pwsh_emu.runtime.errors import ErrorRecord, ExceptionObject, PSError
from pwsh_emu.runtime.values import AUTOMATION_NULL, PSObject


class KeepsInput(Cmdlet):
    """Base of the cmdlets that look at their input only when all of it has come."""

    InputObject: Any = AUTOMATION_NULL

    def begin(self) -> None:
        self._items: list[Any] = []

    def direct_feed(self) -> Any:
        """Return what takes each object: it is only kept."""
        keep = self._items.append

        def feed(item: Any) -> None:
            if item is not None:
                keep(item)

        return feed

    def process(self) -> None:
        if self.InputObject is not AUTOMATION_NULL and self.InputObject is not None:
            self._items.append(self.InputObject)


class PropertyArgument:
    """One -Property argument: its expression, and the other keys of a dictionary by canonical name."""

    __slots__ = ("expression", "options")

    def __init__(self, expression: PropertyExpression, options: dict[str, Any]) -> None:
        self.expression = expression
        self.options = options

    @property
    def label(self) -> str | None:
        """The Name or Label that was given."""
        name = self.options.get("name")
        return None if name is None else str(name)


def property_arguments(cmdlet: Cmdlet, values: Any, keys: tuple[str, ...]) -> list[PropertyArgument]:
    """Return -Property arguments; ``keys`` are the lower-case names that dictionaries may have beside expression.

    Raises the cmdlet's terminating error for a bad key or value.
    """
    result = []
    for value in values or ():
        result.append(property_argument(cmdlet, value, keys))
    return result


def property_argument(cmdlet: Cmdlet, value: Any, keys: tuple[str, ...]) -> PropertyArgument:
    """Return one -Property argument."""
    base = value.base if type(value) is PSObject else value
    if type(base).__name__ == "ScriptBlock":
        return PropertyArgument(PropertyExpression(base.text, base), {})
    if hasattr(base, "items") and hasattr(base, "keys"):
        return _from_dictionary(cmdlet, base, keys)
    if type(base).__name__ == "PSPropertyExpression":
        return PropertyArgument(base.expression, {})
    if base is None:
        raise _bad(cmdlet, "DictionaryKeyIllegalNull", "A null value is not valid for a property.")
    if isinstance(base, str):
        if not base:
            raise _bad(cmdlet, "ExpressionEmptyString1", "Empty string is not supported.")
        return PropertyArgument(PropertyExpression(base), {})
    from pwsh_emu.runtime.conversion import to_string

    return PropertyArgument(PropertyExpression(to_string(cmdlet.session, base)), {})


def _from_dictionary(cmdlet: Cmdlet, table: Any, keys: tuple[str, ...]) -> PropertyArgument:
    options: dict[str, Any] = {}
    written = "expression"
    for key, value in table.items():
        if not isinstance(key, str):
            raise _bad(cmdlet, "DictionaryKeyNonString", "The key is not a string.")
        meant = _key(cmdlet, key, ("expression", *keys))
        options[meant] = value
        if meant == "expression":
            written = key
    expression = options.pop("expression", None)
    if "label" in options:
        options.setdefault("name", options.pop("label"))
    if expression is None:
        raise _bad(cmdlet, "DictionaryKeyMandatoryEntry", "A mandatory entry for expression is missing.")
    base = expression.base if type(expression) is PSObject else expression
    if type(base).__name__ == "ScriptBlock":
        return PropertyArgument(PropertyExpression(base.text, base), options)
    if not isinstance(base, str):
        kind = cmdlet.session.types.type_of(base).full_name
        message = (
            f'The "{written}" key has a type, {kind}, that is not valid; expected types are '
            "{System.String, System.Management.Automation.ScriptBlock}."
        )
        raise _bad(cmdlet, "DictionaryKeyIllegalValue1", message)
    text = str(base)
    if not text:
        raise _bad(cmdlet, "ExpressionEmptyString1", "Empty string is not supported.")
    return PropertyArgument(PropertyExpression(text), options)


def _key(cmdlet: Cmdlet, key: str, keys: tuple[str, ...]) -> str:
    """Return the key that a text or its beginning means."""
    lower = key.lower()
    if lower in keys:
        return lower
    matches = [one for one in keys if lower and one.startswith(lower)]
    if not matches:
        raise _bad(cmdlet, "DictionaryKeyIllegal", f"The {key} key is not valid.")
    if len(matches) > 1:
        raise _bad(
            cmdlet, "DictionaryKeyAmbiguous", f"The {key} key is ambiguous; possible matches are {', '.join('{' + one + '}' for one in matches)}."
        )
    return matches[0]


def _bad(cmdlet: Cmdlet, error_id: str, message: str) -> PSError:
    exception = ExceptionObject("System.NotSupportedException", "Specified method is not supported.")
    record = ErrorRecord(exception, error_id, "InvalidArgument")
    record.details_message = message
    exception.error_record = record
    return cmdlet.terminate(record)
