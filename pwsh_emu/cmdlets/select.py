"""Select-Object."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Any

from pwsh_emu.cmdlets.property_arguments import PropertyArgument, property_argument, property_arguments
from pwsh_emu.formatting.expressions import PropertyExpression
from pwsh_emu.runtime.command import Cmdlet, implements
from pwsh_emu.runtime.enumeration import is_enumerable
from pwsh_emu.runtime.errors import PSError
from pwsh_emu.runtime.values import AUTOMATION_NULL, PSCustomObject, PSNoteProperty, PSObject, PSWrappedNote

_KEYS = ("name", "label")


@implements("Select-Object")
class SelectObject(Cmdlet):
    """Selects objects or object properties."""

    InputObject: Any = AUTOMATION_NULL
    Property: Any = None
    ExcludeProperty: Any = None
    ExpandProperty: Any = None
    Unique = False
    CaseInsensitive = False
    First = 0
    Last = 0
    Skip = 0
    SkipLast = 0
    SkipIndex: Any = None
    Index: Any = None
    Wait = False

    def begin(self) -> None:
        self._arguments = property_arguments(self, self.Property, _KEYS)
        self._expand: PropertyArgument | None = property_argument(self, self.ExpandProperty, ()) if self.ExpandProperty else None
        from pwsh_emu.runtime.wildcard import WildcardPattern

        self._excluded = [WildcardPattern(str(one), True) for one in self.ExcludeProperty or ()]
        if self._excluded and not self._arguments:
            self._arguments = [PropertyArgument(PropertyExpression("*"), {})]
        self._names = self._simple_names()
        self._queue: deque[Any] = deque()
        self._streamed = 0
        self._skipped = 0
        self._position = -1
        self._seen: list[Any] = []
        self._indexes = sorted({int(one) for one in self.Index}) if self.Index else []
        self._skips = {int(one) for one in self.SkipIndex} if self.SkipIndex else set()
        self._first = int(self.First) if "First" in self.bound else -1
        self._last = int(self.Last) if "Last" in self.bound else -1

    def _simple_names(self) -> list[str] | None:
        """Return the plain names where all arguments are such, for objects that have exactly those."""
        if not self._arguments or self._excluded:
            return None
        names = []
        for argument in self._arguments:
            expression = argument.expression
            if expression.script is not None or expression.has_wildcards or argument.options:
                return None
            names.append(expression.text)
        return names if len({name.lower() for name in names}) == len(names) else None

    def direct_feed(self) -> Callable[[Any], None] | None:
        """Return what takes each object where only properties are chosen."""
        if any(name in self.bound for name in ("First", "Last", "Skip", "SkipLast", "Index", "SkipIndex", "Unique")):
            return None
        write, failed = self._select, self.processor.failed

        def feed(item: Any) -> None:
            if item is None:
                return
            try:
                write(item)
            except PSError as error:
                raise failed(error)

        return feed

    # --- which objects ---
    def process(self) -> None:
        item = self.InputObject
        if item is None or item is AUTOMATION_NULL:
            return
        self._position += 1
        if self._indexes or self.Index is not None:
            if self._position in self._indexes:
                self._select(item)
                if not self.Wait and self._position >= self._indexes[-1] and not self.Unique:
                    self._stop()
            return
        if self._skips:
            if self._position not in self._skips:
                self._select(item)
            return
        if "SkipLast" in self.bound:
            self._skip_last(item)
            return
        self._limited(item)

    def _skip_last(self, item: Any) -> None:
        if self._skipped < int(self.Skip):
            self._skipped += 1
            return
        if not self.SkipLast:
            self._select(item)
            return
        self._queue.append(item)
        if len(self._queue) > int(self.SkipLast):
            self._select(self._queue.popleft())

    def _limited(self, item: Any) -> None:
        first, last = self._first, self._last
        if first < 0 and last < 0:
            if self._skipped < int(self.Skip):
                self._skipped += 1
                return
            self._select(item)
            return
        if first >= 0:
            if self._skipped < int(self.Skip):
                self._skipped += 1
                return
            if self._streamed < first:
                self._streamed += 1
                self._select(item)
                if self._streamed >= first and last < 0 and not self.Wait:
                    self._stop()
                return
            if last < 0:
                if not self.Wait:
                    self._stop()
                return
        self._queue.append(item)
        keep = max(last, 0) + (int(self.Skip) if first < 0 else 0)
        while len(self._queue) > keep:
            self._queue.popleft()

    def _stop(self) -> None:
        self.stop_upstream()

    def end(self) -> None:
        if self._last >= 0:
            items = list(self._queue)
            if self._first < 0 and self.Skip:
                items = items[: max(len(items) - int(self.Skip), 0)]
            for item in items:
                self._select(item)
        if self.Unique:
            for item in self._seen:
                self.write(item)

    # --- what of them ---
    def _select(self, item: Any) -> None:
        result = self._chosen(item) if self._arguments else item
        if self._expand is not None:
            self._expanded(item, result)
        else:
            self._emit(result, None if self._arguments else item)

    def _emit(self, value: Any, source: Any = None) -> None:
        """Write a value; a custom object that comes from another one as it is gets the name of its kind, too."""
        if self.Unique and not self._unique(value):
            return
        if source is not None and type(value) is PSCustomObject:
            names = self.session.types.type_names(value)
            name = self._selected(source)
            if name not in names:
                value.type_names = [name, *names]
        if not self.Unique:
            self.out(value)

    def _selected(self, item: Any) -> str:
        return f"Selected.{self.session.types.type_of(item).to_string()}"

    def _chosen(self, item: Any) -> PSCustomObject:
        """Return an object with the chosen properties."""
        session = self.session
        names = self._names
        if names is not None and type(item) is PSCustomObject and item.members:
            members = item.members
            if all(name in members for name in names):
                values = [members[name] for name in names]
                if not any(hasattr(value, "member_type") for value in values):
                    return PSCustomObject(dict(zip(names, values, strict=True)), self._type_names(item))
        chosen: dict[str, Any] = {}
        seen: dict[str, str] = {}
        for argument in self._arguments:
            self._add(session, item, argument, chosen, seen)
        return PSCustomObject(chosen, self._type_names(item))

    def _type_names(self, item: Any) -> list[str] | None:
        if item is None:
            return None
        return [self._selected(item), "System.Management.Automation.PSCustomObject", "System.Object"]

    def _add(self, session: Any, item: Any, argument: PropertyArgument, chosen: dict[str, Any], seen: dict[str, str]) -> None:
        expression = argument.expression
        if expression.script is not None:
            result = expression.value(session, item)
            label = argument.label or expression.text
            if not label:
                message = "A property is an empty script block and does not provide a name. (Parameter 'Property')"
                raise self.terminate(
                    self.error("System.Management.Automation.PSArgumentException", message, "EmptyScriptBlockAndNoName", "InvalidArgument")
                )
            value = None if result.error is not None or result.value is AUTOMATION_NULL else result.value
            if value is not None and type(value) not in (PSCustomObject, PSObject):
                value = PSWrappedNote(label, value)
            self._put(label, value, chosen, seen)
            return
        found = expression.resolve(session, item) if item is not None else []
        if not found:
            if not expression.has_wildcards:
                self._put(argument.label or expression.text, None, chosen, seen)
            return
        if self._excluded:
            found = [one for one in found if not any(pattern.matches(one.text) for pattern in self._excluded)]
        for one in found:
            result = one.value(session, item)
            if result.error is not None and not expression.has_wildcards:
                value = None
            else:
                value = None if result.value is AUTOMATION_NULL else result.value
            self._put(argument.label or one.text, value, chosen, seen)

    def _put(self, name: str, value: Any, chosen: dict[str, Any], seen: dict[str, str]) -> None:
        key = name.lower()
        if key in seen:
            message = f'The property cannot be processed because the property "{name}" already exists.'
            self._refuse(message, "AlreadyExistingUserSpecifiedPropertyNoExpand", "InvalidOperation", PSCustomObject(dict(chosen)))
            return
        seen[key] = name
        chosen[name] = value

    def _refuse(self, message: str, error_id: str, category: str, target: Any) -> None:
        record = self.error("System.Management.Automation.PSArgumentException", message, error_id, category, target)
        record.target_type = "PSObject"  # the input as the cmdlet holds it
        self.write_error(record)

    def _expanded(self, item: Any, chosen: Any) -> None:
        """Write the value of -ExpandProperty, item by item, with the chosen properties added."""
        assert self._expand is not None
        session = self.session
        expression = self._expand.expression
        found = expression.resolve(session, item) if item is not None else []
        if not found:
            message = f'Property "{expression.text}" cannot be found.'
            self._refuse(message, "ExpandPropertyNotFound", "InvalidArgument", item)
            return
        if len(found) > 1:
            message = "Multiple properties cannot be expanded."
            self._refuse(message, "MutlipleExpandProperties", "InvalidArgument", item)
            return
        result = found[0].value(session, item)
        if result.error is not None:
            self.write_error(result.error)
            return
        value = result.value
        if value is None or value is AUTOMATION_NULL:
            return
        extra = chosen.members if self._arguments and isinstance(chosen, PSCustomObject) else None
        base = value.base if type(value) is PSObject else value
        for one in base if is_enumerable(value) else (value,):
            if one is None:
                continue
            self._emit(_with_members(self, one, extra) if extra else one, item)

    def _unique(self, value: Any) -> bool:
        """Keep a value that is not equal to one before; tell whether it is kept."""
        for other in self._seen:
            if _same(self.session, value, other, bool(self.CaseInsensitive), bool(self._arguments)):
                return False
        self._seen.append(value)
        return True


def _with_members(cmdlet: Cmdlet, value: Any, members: dict[str, Any]) -> Any:
    """Return a value with note properties added; one that is there already is an error."""
    from pwsh_emu.runtime.values import Extensible

    target: Any = value if (isinstance(value, Extensible) and hasattr(value, "extended")) or type(value) is PSCustomObject else PSObject(value, {})
    table = target.members if type(target) is PSCustomObject else target.extended
    if table is None:
        table = target.extended = {}
    for name, member in members.items():
        if any(key.lower() == name.lower() for key in table):
            message = f'The property cannot be processed because the property "{name}" already exists.'
            cmdlet.write_error(
                cmdlet.error(
                    "System.Management.Automation.PSArgumentException",
                    message,
                    "AlreadyExistingUserSpecifiedPropertyExpand",
                    "InvalidOperation",
                    value,
                )
            )
            continue
        table[name] = member
    return target


def _same(session: Any, left: Any, right: Any, ignore_case: bool, by_properties: bool) -> bool:
    """Tell whether -Unique takes two objects for the same one: custom objects of which no property was chosen all are, others as their texts."""
    if type(left) is PSCustomObject and type(right) is PSCustomObject and by_properties:
        if len(left.members) != len(right.members):
            return False
        for name, value in left.members.items():
            if name not in right.members or not _same_value(session, value, right.members[name], ignore_case):
                return False
        return True
    if type(left) is PSCustomObject or type(right) is PSCustomObject:
        return type(left) is type(right)
    return _same_value(session, left, right, ignore_case)


def _same_value(session: Any, left: Any, right: Any, ignore_case: bool) -> bool:
    from pwsh_emu.cmdlets.sort import compare_values
    from pwsh_emu.runtime.comparison import equals

    left = left.value if isinstance(left, PSNoteProperty) else left
    right = right.value if isinstance(right, PSNoteProperty) else right
    if left is right:
        return True
    if left is None or right is None:
        return False
    if type(left) is type(right) and isinstance(left, (str, int, float)):
        return equals(session, left, right, ignore_case)
    return compare_values(session, left, right, ignore_case) == 0
