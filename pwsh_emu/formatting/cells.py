"""Values as the text of a table's cell or a list's value: scalars, collections cut at $FormatEnumerationLimit, format strings."""

from __future__ import annotations

from typing import Any

from pwsh_emu.formatting.expressions import PropertyExpression
from pwsh_emu.formatting.text import ELLIPSIS
from pwsh_emu.runtime.enumeration import is_enumerable
from pwsh_emu.runtime.errors import NetException, PSError
from pwsh_emu.runtime.values import AUTOMATION_NULL, Char, Decimal, EnumValue, Hashtable, PSArray, PSCustomObject, PSObject, Single, TypeLiteral

DEFAULT_LIMIT = 4
_NAME_PATTERNS = ("name", "id", "key", "*key", "*name", "*id")
_PLAIN_LISTS = frozenset((PSArray, list, tuple))
_REALS = (float, Single, Decimal)
# Types whose ToString() is inherited: inside a collection such objects show a property that looks like a name.
_UNNAMED = frozenset(
    (
        "System.Text.RegularExpressions.Group", "System.Text.RegularExpressions.Match", "System.Management.Automation.PSRemotingJob",
        "System.Management.Automation.PSRemotingChildJob", "System.Management.Automation.PSTasks.PSTaskJob",
        "System.Management.Automation.PSTasks.PSTaskChildJob", "Microsoft.PowerShell.ThreadJob.ThreadJob",
    )
)  # fmt: skip


def enumeration_limit(session: Any) -> int:
    """Return how many items of a collection are shown: a script's or the global $FormatEnumerationLimit, -1 for all."""
    for scope in session.scope.chain():
        if scope.kind != "local":
            cell = scope.variables.get("formatenumerationlimit")
            if cell is not None and type(cell.value) is int:
                return int(cell.value)
    return DEFAULT_LIMIT


def cell_text(session: Any, value: Any, limit: int, *, format_string: str | None = None, table: bool = False) -> str:
    """Return the text of a value. In a table without a format string real numbers have the culture's number of decimals."""
    kind = type(value)
    if format_string:
        try:
            return _formatted(session, value, format_string)
        except (PSError, NetException):
            pass
    if kind is str:
        return value  # type: ignore[no-any-return]
    if kind is int:
        return str(value)
    if kind is bool:
        return "True" if value else "False"
    if value is None or value is AUTOMATION_NULL:
        return ""
    base = value.base if kind is PSObject else value
    if table and type(base) in _REALS:
        from pwsh_emu.runtime.culture import current
        from pwsh_emu.runtime.numberformat import format_number

        return format_number(base, "F", current(session))
    if isinstance(base, Hashtable) or type(base) in _PLAIN_LISTS or is_enumerable(base):
        try:
            return _collection_text(session, base, limit)
        except (PSError, NetException):
            return ""
    try:
        return to_text(session, value)
    except (PSError, NetException):
        return ""


def to_text(session: Any, value: Any) -> str:
    """Return what PSObject.ToString() gives: .NET's text in the current culture, real numbers with 15 (Single: 7) digits."""
    kind = type(value)
    if kind is str:
        return value  # type: ignore[no-any-return]
    if kind is int:
        return str(value)
    if kind is float or kind is Single:
        from pwsh_emu.runtime.culture import current
        from pwsh_emu.runtime.numberformat import format_number

        return format_number(value, "G15" if kind is float else "G7", current(session))
    if kind is TypeLiteral:
        return str(value.of.to_string())
    from pwsh_emu.runtime.convert_text import net_string, to_string

    if kind is PSCustomObject or getattr(value, "extended", None) or (is_enumerable(value) and kind is not EnumValue):
        return to_string(session, value)
    if kind is PSObject:
        return value.token_text if value.token_text is not None else to_text(session, value.base)
    if getattr(kind, "is_xml_node", False):
        return str(value.LocalName)  # its ToString of the type data; in a string it is .NET's
    return net_string(value, session)


def items_of(value: Any) -> Any:
    """Return an iterable of what formatting takes a value apart into: a dictionary's entries, an array's items; None for one object."""
    base = value.base if type(value) is PSObject else value
    if isinstance(base, Hashtable):
        from pwsh_emu.runtime.types.dictionaries import entries

        return list(entries(base))
    if type(base) in _PLAIN_LISTS or is_enumerable(base):
        return base
    own = getattr(base, "dictionary_entries", None)  # generic dictionaries
    return own() if callable(own) else None


def _formatted(session: Any, value: Any, format_string: str) -> str:
    from pwsh_emu.runtime.formatoperator import composite

    if "{0" not in format_string and "}" not in format_string:
        format_string = "{0:" + format_string + "}"
    return composite(session, format_string, [value])


def _collection_text(session: Any, value: Any, limit: int) -> str:
    shown: list[str] = []
    cut = False
    for item in items_of(value):
        if limit >= 0 and len(shown) == limit:
            cut = True
            break
        shown.append(_item_text(session, item))
    return "{" + ", ".join(shown) + (ELLIPSIS if cut else "") + "}"


def _item_text(session: Any, item: Any) -> str:
    kind = type(item)
    if item is None:
        return "$null"
    if kind is str or kind is PSCustomObject or kind is int or kind is Char:
        return to_text(session, item)
    if not _says_own_text(session, item):
        name = display_name(session, item)
        if name is not None:
            result = name.first(session, item)
            if result is not None and result.error is None:
                return to_text(session, result.value)
    return to_text(session, item)


def _says_own_text(session: Any, item: Any) -> bool:
    """Tell whether a value's own type (not a base) defines ToString()."""
    kind = type(item)
    if kind is PSObject or kind in _REALS:
        return True
    if isinstance(item, (PSArray, Hashtable)):
        return False
    from pwsh_emu.runtime.registry import type_of

    ps_type = type_of(item)
    if ps_type.full_name in _UNNAMED:
        return False
    declares = getattr(ps_type, "declares_to_string", None)
    if declares is not None:
        return bool(declares)
    return kind.__name__ != "ExceptionObject" or ps_type.full_name == "System.Exception"


def display_name(session: Any, obj: Any) -> PropertyExpression | None:
    """Return the property that names an object: its type's default display property, or one that looks like a name."""
    from pwsh_emu.formatting.views import default_display_property

    known = default_display_property(session, obj)
    if known is not None:
        return PropertyExpression(known)
    for pattern in _NAME_PATTERNS:
        found = PropertyExpression(pattern).resolve(session, obj)
        if found:
            return found[0]
    return None
