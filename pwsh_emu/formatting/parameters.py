"""What Format-* cmdlets were asked for: properties given by name, script block or hashtable, and switches."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pwsh_emu.formatting.expressions import PropertyExpression
from pwsh_emu.runtime.errors import ErrorRecord, ExceptionObject, PSError
from pwsh_emu.runtime.values import Hashtable, PSObject

_EXPRESSION_TYPES = "{System.String, System.Management.Automation.ScriptBlock}"
_ALIGNMENTS = ("left", "center", "right")
_KEYS = {
    "Table": ("expression", "formatString", "width", "alignment", "label"),
    "List": ("expression", "formatString", "label"),
    "Wide": ("expression", "formatString"),
    "Custom": ("expression", "depth"),
    "GroupBy": ("expression", "formatString", "label"),
}


class Property:
    """One property to show: its expression and, where given, label, width, alignment, format string and depth."""

    __slots__ = ("alignment", "depth", "expression", "format_string", "label", "width")

    def __init__(self, expression: PropertyExpression) -> None:
        self.expression = expression
        self.label: str | None = None
        self.width: int | None = None
        self.alignment: str | None = None
        self.format_string: str | None = None
        self.depth: int | None = None


class Parameters:
    """What the command line of a Format-* cmdlet says."""

    def __init__(self) -> None:
        self.properties: list[Property] = []
        self.no_properties = False  # -Property was given an empty array, which PowerShell cannot bear
        self.exclude: list[str] = []
        self.group_by: Property | None = None
        self.view: str | None = None
        self.force = False
        self.auto_size: bool | None = None
        self.repeat_header = False
        self.show_errors = False
        self.display_errors = False
        self.expand: str | None = None  # CoreOnly, EnumOnly or Both
        self.hide_headers: bool | None = None
        self.wrap: bool | None = None
        self.columns = 0
        self.depth = 5


def read_properties(values: Iterable[Any], shape: str) -> list[Property]:
    """Turn -Property or -GroupBy values into properties; raise PowerShell's error for what is none. ``shape`` names the keys allowed."""
    return [_read(value.base if type(value) is PSObject else value, shape) for value in values]


def _read(value: Any, shape: str) -> Property:
    if isinstance(value, Hashtable):
        return _read_dictionary(value, shape)
    if isinstance(value, str):
        if not value:
            raise _error("ExpressionEmptyString2", "An empty string value is not allowed.")
        return Property(PropertyExpression(str(value)))
    if _is_script_block(value):
        return Property(PropertyExpression(value.text, value))
    from pwsh_emu.runtime.registry import type_of

    if value is None:
        raise _error("DictionaryKeyUnknownType", f"The value of a parameter was null; one of the following types was expected: {_EXPRESSION_TYPES}.")
    name = type_of(value).full_name
    raise _error("DictionaryKeyUnknownType", f"Cannot convert {name} to one of the following types {_EXPRESSION_TYPES}.")


def _is_script_block(value: Any) -> bool:
    return type(value).__name__ == "ScriptBlock"


def _read_dictionary(table: Hashtable, shape: str) -> Property:
    given: dict[str, Any] = {}
    for key, value in table.items():
        if not isinstance(key, str):
            from pwsh_emu.runtime.registry import type_of

            raise _error("DictionaryKeyNonString", f"The {type_of(key).full_name} key type is not valid. The key must be a string.")
        name = _match_key(key, shape)
        if name in given:
            raise _error("DictionaryKeyDuplicate", f'The duplicated key "{key}" conflicts with "{name}".')
        given[name] = value.base if type(value) is PSObject else value
        _check_type(key, name, given[name])
    if "expression" not in given:
        raise _error("DictionaryKeyMandatoryEntry", "A mandatory entry for expression is missing.")
    expression = given["expression"]
    if isinstance(expression, str):
        if not expression:
            raise _error("ExpressionEmptyString1", 'The "expression" key cannot have an empty string value.')
        result = Property(PropertyExpression(str(expression)))
    else:
        result = Property(PropertyExpression(expression.text, expression))
    result.label = given.get("label")
    result.width = given.get("width")
    if result.width is not None and result.width <= 0:
        raise _error("WidthOutOfRange", f'The value "{result.width}" for key "width" should be greater than 0.')
    if "alignment" in given:
        result.alignment = _alignment(given["alignment"])
    result.format_string = given.get("formatString")
    if result.format_string == "":
        raise _error("FormatStringEmpty", 'Cannot have an empty formatting string for key "formatString".')
    result.depth = given.get("depth")
    return result


def _match_key(key: str, shape: str) -> str:
    wanted = key.lower()
    found = None
    for name in _KEYS[shape]:
        spelled = (name, "name") if name == "label" else (name,)
        if wanted and any(one.lower().startswith(wanted) for one in spelled):
            if found is not None:
                raise _error("DictionaryKeyAmbiguous", f"The {key} key is ambiguous; {found} and {name} conflict.")
            found = name
    if found is None:
        raise _error("DictionaryKeyIllegal", f"The {key} key is not valid.")
    return found


def _check_type(key: str, name: str, value: Any) -> None:
    from pwsh_emu.runtime.registry import type_of

    if name in ("width", "depth"):
        fits, allowed = type(value) is int, "expected type is System.Int32"
    elif name == "expression":
        fits, allowed = isinstance(value, str) or _is_script_block(value), f"expected types are {_EXPRESSION_TYPES}"
    else:
        fits, allowed = isinstance(value, str), "expected type is System.String"
    if value is None:
        raise _error("DictionaryKeyMissingValue", f"The {key} key has no value.")
    if not fits:
        raise _error("DictionaryKeyIllegalValue", f'The "{key}" key has a type, {type_of(value).full_name}, that is not valid; {allowed}.')


def _alignment(value: str) -> str:
    for name in _ALIGNMENTS:
        if value and name.startswith(value.lower()):
            return name.capitalize()
    raise _error("AlignmentIllegalValue", f'The value "{value}" for key "alignment" is not valid; valid values are {{left, center, right}}.')


def _error(error_id: str, message: str) -> PSError:
    record = ErrorRecord(ExceptionObject("System.NotSupportedException", "Specified method is not supported."), error_id, "InvalidArgument")
    record.details_message = message
    return PSError(record)
