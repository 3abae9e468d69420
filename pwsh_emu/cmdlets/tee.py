"""Tee-Object, Get-Unique and Join-String."""

from __future__ import annotations

from typing import Any

from pwsh_emu.cmdlets.property_arguments import property_arguments
from pwsh_emu.cmdlets.sort import compare_values
from pwsh_emu.runtime.command import Cmdlet, implements
from pwsh_emu.runtime.enumeration import is_enumerable
from pwsh_emu.runtime.values import AUTOMATION_NULL, PSArray, PSObject


@implements("Tee-Object")
class TeeObject(Cmdlet):
    """Saves command output in a file or variable and also sends it down the pipeline."""

    InputObject: Any = AUTOMATION_NULL
    FilePath: Any = None
    LiteralPath: Any = None
    Append = False
    Encoding: Any = None
    Variable: Any = None

    def begin(self) -> None:
        self._items: list[Any] = []
        self._file: Any = None
        path = self.FilePath if self.FilePath is not None else self.LiteralPath
        if path is not None:
            from pwsh_emu.cmdlets.out_file import TextFile

            self._file = TextFile(self.session, str(path), literal=self.LiteralPath is not None, append=bool(self.Append), encoding=self.Encoding)

    def process(self) -> None:
        value = self.InputObject
        if value is AUTOMATION_NULL:
            return
        if self._file is not None:
            self._file.write(value)
        else:
            self._items.append(value)
        self.out(value)

    def end(self) -> None:
        if self._file is not None:
            self._file.finish()
            self._file = None
            return
        from pwsh_emu.cmdlets.variables import store

        items = self._items
        cell = self.session.scope.find(str(self.Variable).lower())
        if self.Append and cell is not None:
            before = cell.value
            items = (list(before) if is_enumerable(before) else [before]) + items
        store(self.session, str(self.Variable), items[0] if len(items) == 1 else PSArray(items))

    def stop(self) -> None:
        if self._file is not None:
            self._file.abandon()


@implements("Get-Unique")
class GetUnique(Cmdlet):
    """Returns unique items from a sorted list."""

    InputObject: Any = AUTOMATION_NULL
    AsString = False
    OnType = False
    CaseInsensitive = False

    def begin(self) -> None:
        self._last: Any = AUTOMATION_NULL

    def process(self) -> None:
        value = self.InputObject
        if value is AUTOMATION_NULL:
            return
        if self._last is AUTOMATION_NULL or not self._same(self._last, value):
            self.write(value)
            self._last = value

    def _same(self, left: Any, right: Any) -> bool:
        from pwsh_emu.runtime.conversion import to_string

        session = self.session
        if self.AsString:
            first, second = to_string(session, left), to_string(session, right)
            return first.lower() == second.lower() if self.CaseInsensitive else first == second
        if self.OnType:
            return bool(session.types.type_names(left)[:1] == session.types.type_names(right)[:1])
        return compare_values(session, left, right, bool(self.CaseInsensitive)) == 0


@implements("Join-String")
class JoinString(Cmdlet):
    """Combines objects from the pipeline into a single string."""

    InputObject: Any = AUTOMATION_NULL
    Property: Any = None
    Separator: Any = None
    OutputPrefix: Any = ""
    OutputSuffix: Any = ""
    SingleQuote = False
    DoubleQuote = False
    FormatString: Any = None
    UseCulture = False

    def begin(self) -> None:
        self._parts: list[str] = []
        arguments = property_arguments(self, [self.Property] if self.Property is not None else None, ())
        self._expression = arguments[0].expression if arguments else None
        separator = self.Separator
        if separator is None:
            cell = self.session.scope.find("ofs")
            separator = "" if cell is None or cell.value is None else cell.value
        from pwsh_emu.runtime import culture
        from pwsh_emu.runtime.conversion import to_string

        self._separator = to_string(self.session, separator)
        self._culture = culture.current(self.session) if self.UseCulture else culture.invariant()

    def process(self) -> None:
        value = self.InputObject
        if value is AUTOMATION_NULL:
            return
        if is_enumerable(value):  # always an array: the parameter takes several
            for item in value.base if type(value) is PSObject else value:
                self._add(item)
        else:
            self._add(value)

    def _add(self, value: Any) -> None:
        from pwsh_emu.runtime.conversion import net_string, to_string

        if value is None:
            return
        if self._expression is not None:
            result = self._expression.first(self.session, value)
            value = None if result is None or result.error is not None else result.value
            if value is None:
                value = ""
        if self.FormatString is not None:
            from pwsh_emu.runtime.formatoperator import composite

            base = value.base if type(value) is PSObject else value
            self._parts.append(composite(self.session, str(self.FormatString), [base], self._culture))
            return
        text = net_string(value, self.session) if self.UseCulture and not is_enumerable(value) else to_string(self.session, value)
        if self.SingleQuote:
            text = f"'{text}'"
        elif self.DoubleQuote:
            text = f'"{text}"'
        self._parts.append(text)

    def end(self) -> None:
        self.write(f"{self.OutputPrefix or ''}{self._separator.join(self._parts)}{self.OutputSuffix or ''}")
