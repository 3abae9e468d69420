"""System.Data's tables in memory: DataTable with its columns and rows, as scripts build them for reports."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pwsh_emu.runtime.errors import NetException, PSError, not_supported
from pwsh_emu.runtime.knowntypes import builtin, with_session
from pwsh_emu.runtime.types import failures
from pwsh_emu.runtime.types.objects import same
from pwsh_emu.runtime.typesystem import DotNetObject, PSType
from pwsh_emu.runtime.values import PSArray, PSObject

_DATA = "System.Data."


def _nothing() -> Any:
    from pwsh_emu.runtime.types.dbnull import DB_NULL

    return DB_NULL


class DataColumn(DotNetObject):
    """A column: name, type, default."""

    ps_type = builtin(_DATA + "DataColumn")
    SIGNATURES = (
        "System.Data.DataColumn new()",
        "System.Data.DataColumn new(string columnName)",
        "System.Data.DataColumn new(string columnName, type dataType)",
        "string ColumnName{get;set}",
        "type DataType",
        "string Caption{get;set}",
        "int Ordinal",
        "bool AllowDBNull{get;set}",
        "bool Unique{get;set}",
        "bool ReadOnly{get;set}",
        "System.Object DefaultValue{get;set}",
        "string ToString()",
    )
    __slots__ = ("AllowDBNull", "Caption", "ColumnName", "DefaultValue", "ReadOnly", "Unique", "kind", "table")

    def __init__(self, name: str, kind: PSType) -> None:
        super().__init__()
        self.ColumnName = self.Caption = name
        self.kind = kind
        self.table: DataTable | None = None
        self.AllowDBNull = True
        self.Unique = self.ReadOnly = False
        self.DefaultValue: Any = _nothing()

    @staticmethod
    def new(name: str | None = None, literal: Any = None) -> DataColumn:
        return DataColumn(name or "", literal.of if literal is not None else builtin("System.String"))

    @property
    def DataType(self) -> Any:
        from pwsh_emu.runtime.registry import get_type_literal

        return get_type_literal(self.kind)

    @property
    def Ordinal(self) -> int:
        return -1 if self.table is None else self.table.columns.index(self)

    def stored(self, session: Any, value: Any) -> Any:
        """Return a value as this column keeps it; raises ArgumentException where it does not fit."""
        base = value.base if type(value) is PSObject else value
        if base is None or base is _nothing():
            return _nothing()
        from pwsh_emu.runtime import conversion, members

        if session.types.is_instance(base, self.kind):
            return base
        convert = session.types.resolve("System.Convert")
        try:
            if self.kind.namespace == "System" and members.find_methods(convert, f"to{self.kind.name.lower()}", static=True):
                return members.invoke_static(session, convert, f"To{self.kind.name}", [base])
            return conversion.convert(session, base, self.kind)
        except PSError as error:
            exception = error.record.exception
            reason = (exception.inner or exception).message
            message = (
                f"{reason}Couldn't store <{conversion.to_string(session, base)}> in {self.ColumnName} Column.  Expected type is {self.kind.name}."
            )
            raise NetException("System.ArgumentException", message, exception.inner) from None

    def __str__(self) -> str:
        return self.ColumnName

    ToString = __str__


class DataRow(DotNetObject):
    """A row; its columns are its properties."""

    ps_type = builtin(_DATA + "DataRow")
    adapter_hides = True
    SIGNATURES = (
        "System.Data.DataTable Table",
        "System.Object[] ItemArray{get;set}",
        "bool HasErrors",
        "string RowError{get;set}",
        "string RowState",
        "void Delete()",
        "bool IsNull(string columnName)",
        "void AcceptChanges()",
        "void BeginEdit()",
        "void EndEdit()",
    )
    __slots__ = ("RowError", "Table", "values")

    def __init__(self, table: DataTable) -> None:
        super().__init__()
        self.Table = table
        self.values = [column.DefaultValue for column in table.columns]
        self.RowError = ""

    def _position(self, key: Any) -> int:
        if isinstance(key, DataColumn):
            key = key.ColumnName
        if isinstance(key, int):
            if not 0 <= key < len(self.Table.columns):
                raise NetException("System.IndexOutOfRangeException", f"Cannot find column {key}.")
            return key
        return self.Table.existing(str(key))

    def get_item(self, session: Any, key: Any) -> Any:
        return self.values[self._position(key)]

    def set_item(self, session: Any, key: Any, value: Any) -> None:
        at = self._position(key)
        self.values[at] = self.Table.columns[at].stored(session, value)

    def adapter_reader(self, session: Any, lower: str) -> Any:
        from pwsh_emu.runtime.members import MISSING

        at = self.Table.position(lower)
        return MISSING if at < 0 else self.values[at]

    def adapter_writer(self, session: Any, name: str, value: Any) -> None:
        from pwsh_emu.runtime import members

        at = self.Table.position(name)
        if at < 0:
            prop = members.find_property(self.ps_type, name.lower())
            if prop is None:
                raise members.setting_error(name, members.property_not_found(name).record.exception)
            members.write_property(session, self, prop, value)
            return
        self.set_item(session, at, value)

    def adapter_properties(self, session: Any) -> Iterator[tuple[str, str, bool]]:
        return ((column.ColumnName, column.kind.full_name, True) for column in self.Table.columns)

    @property
    def ItemArray(self) -> PSArray:
        return PSArray(self.values)

    @ItemArray.setter
    def ItemArray(self, items: Any) -> None:
        self.values = [*items, *self.values[len(items) :]]

    @property
    def HasErrors(self) -> bool:
        return bool(self.RowError)

    @property
    def RowState(self) -> str:
        return "Added" if any(row is self for row in self.Table.rows) else "Detached"

    def IsNull(self, name: Any) -> bool:
        return self.values[self._position(name)] is _nothing()

    def Delete(self) -> None:
        self.Table.rows = [row for row in self.Table.rows if row is not self]

    def AcceptChanges(self) -> None:
        """Keep what was changed; it is kept anyway."""

    BeginEdit = EndEdit = AcceptChanges

    def __str__(self) -> str:
        return "System.Data.DataRow"


class _Collection(DotNetObject):
    is_enumerable = True
    is_list = True
    __slots__ = ("table",)

    def __init__(self, table: DataTable) -> None:
        super().__init__()
        self.table = table

    def items(self) -> list[Any]:
        raise NotImplementedError

    def __iter__(self) -> Iterator[Any]:
        return iter(list(self.items()))

    def __len__(self) -> int:
        return len(self.items())

    @property
    def Count(self) -> int:
        return len(self.items())


class DataColumnCollection(_Collection):
    """The columns of a table."""

    ps_type = builtin(_DATA + "DataColumnCollection")
    SIGNATURES = (
        "int Count",
        "System.Data.DataColumn Add()",
        "System.Data.DataColumn Add(string columnName)",
        "System.Data.DataColumn Add(string columnName, type type)",
        "void Add(System.Data.DataColumn column)",
        "void AddRange(System.Data.DataColumn[] columns)",
        "bool Contains(string name)",
        "int IndexOf(string columnName)",
        "void Remove(string name)",
        "void Clear()",
    )
    __slots__ = ()

    def items(self) -> list[Any]:
        return self.table.columns

    def get_item(self, session: Any, key: Any) -> Any:
        at = key if isinstance(key, int) else self.table.position(str(key))
        if isinstance(key, int) and not 0 <= key < len(self.table.columns):
            raise NetException("System.IndexOutOfRangeException", f"Cannot find column {key}.")
        return self.table.columns[at] if at >= 0 else None

    def Add(self, column: Any = None, literal: Any = None) -> DataColumn:
        if not isinstance(column, DataColumn):
            column = DataColumn.new(column or f"Column{len(self.table.columns) + 1}", literal)
        if self.table.position(column.ColumnName) >= 0:
            raise NetException(_DATA + "DuplicateNameException", f"A column named '{column.ColumnName}' already belongs to this DataTable.")
        column.table = self.table
        self.table.columns.append(column)
        for row in self.table.rows:
            row.values.append(column.DefaultValue)
        return column  # type: ignore[no-any-return]

    def AddRange(self, columns: Any) -> None:
        for column in columns:
            self.Add(column)

    def Contains(self, name: str) -> bool:
        return self.table.position(name) >= 0

    def IndexOf(self, name: str) -> int:
        return self.table.position(name)

    def Remove(self, name: Any) -> None:
        at = self.table.existing(str(name))
        del self.table.columns[at]
        for row in self.table.rows:
            del row.values[at]

    def Clear(self) -> None:
        self.table.columns.clear()
        for row in self.table.rows:
            row.values.clear()


class DataRowCollection(_Collection):
    """The rows of a table."""

    ps_type = builtin(_DATA + "DataRowCollection")
    SIGNATURES = (
        "int Count",
        "void Add(System.Data.DataRow row)",
        "System.Data.DataRow Add(Params System.Object[] values)",
        "void Clear()",
        "void Remove(System.Data.DataRow row)",
        "void RemoveAt(int index)",
        "void InsertAt(System.Data.DataRow row, int pos)",
        "bool Contains(System.Object key)",
        "int IndexOf(System.Data.DataRow row)",
    )
    __slots__ = ()

    def items(self) -> list[Any]:
        return self.table.rows

    def get_item(self, session: Any, index: Any) -> Any:
        from pwsh_emu.runtime.conversion import to_int

        at = to_int(session, index)
        if not 0 <= at < len(self.table.rows):
            raise NetException("System.IndexOutOfRangeException", f"There is no row at position {at}.")
        return self.table.rows[at]

    @with_session
    def Add(session: Any, self: DataRowCollection, values: Any = ()) -> DataRow | None:
        if isinstance(values, DataRow):
            self.table.rows.append(values)
            return None
        items = list(values) if isinstance(values, list) else [values]
        if len(items) > len(self.table.columns):
            raise failures.argument("Input array is longer than the number of columns in this table.")
        row = DataRow(self.table)
        for at, value in enumerate(items):
            row.values[at] = self.table.columns[at].stored(session, value)
        self.table.rows.append(row)
        return row

    def Clear(self) -> None:
        self.table.rows.clear()

    def Remove(self, row: DataRow) -> None:
        row.Delete()

    def RemoveAt(self, index: int) -> None:
        if not 0 <= index < len(self.table.rows):
            raise NetException("System.IndexOutOfRangeException", f"There is no row at position {index}.")
        del self.table.rows[index]

    def InsertAt(self, row: DataRow, position: int) -> None:
        self.table.rows.insert(max(position, 0), row)

    def IndexOf(self, row: Any) -> int:
        return next((at for at, one in enumerate(self.table.rows) if one is row), -1)

    def Contains(self, key: Any) -> bool:
        return any(same(row.values[0], key) for row in self.table.rows if row.values)


class DataTable(DotNetObject):
    """A table in memory; the pipeline takes it apart into its rows."""

    ps_type = builtin(_DATA + "DataTable")
    is_enumerable = True
    SIGNATURES = (
        "System.Data.DataTable new()",
        "System.Data.DataTable new(string tableName)",
        "string TableName{get;set}",
        "System.Data.DataColumnCollection Columns",
        "System.Data.DataRowCollection Rows",
        "System.Data.DataRow NewRow()",
        "void Clear()",
        "System.Data.DataTable Clone()",
        "System.Data.DataTable Copy()",
        "void ImportRow(System.Data.DataRow row)",
        "void AcceptChanges()",
        "System.Data.DataRow[] Select()",
        "System.Data.DataRow[] Select(string filterExpression)",
        "void Dispose()",
        "string ToString()",
    )
    __slots__ = ("TableName", "columns", "rows")

    def __init__(self, name: str = "") -> None:
        super().__init__()
        self.TableName = name
        self.columns: list[DataColumn] = []
        self.rows: list[DataRow] = []

    @staticmethod
    def new(name: str = "") -> DataTable:
        return DataTable(name)

    def __iter__(self) -> Iterator[Any]:
        return iter(list(self.rows))

    def position(self, name: str) -> int:
        """Return where a column stands; -1 where there is none of that name."""
        wanted = name.lower()
        return next((at for at, column in enumerate(self.columns) if column.ColumnName.lower() == wanted), -1)

    def existing(self, name: str) -> int:
        """Return where a column stands; raises where there is none of that name."""
        found = self.position(name)
        if found < 0:
            raise failures.argument(f"Column '{name}' does not belong to table {self.TableName}.")
        return found

    @property
    def Columns(self) -> DataColumnCollection:
        return DataColumnCollection(self)

    @property
    def Rows(self) -> DataRowCollection:
        return DataRowCollection(self)

    def NewRow(self) -> DataRow:
        return DataRow(self)

    def Clear(self) -> None:
        self.rows.clear()

    def Clone(self) -> DataTable:
        made = DataTable(self.TableName)
        for column in self.columns:
            made.Columns.Add(DataColumn(column.ColumnName, column.kind))
        return made

    def Copy(self) -> DataTable:
        made = self.Clone()
        for row in self.rows:
            made.ImportRow(row)
        return made

    def ImportRow(self, row: DataRow) -> None:
        made = DataRow(self)
        made.values = list(row.values)
        self.rows.append(made)

    def AcceptChanges(self) -> None:
        """Keep what was changed; it is kept anyway."""

    def Select(self, filter: str | None = None) -> PSArray:
        if filter:
            raise not_supported("A filter of [System.Data.DataTable]::Select")
        return PSArray(self.rows, _DATA + "DataRow")

    def Dispose(self) -> None:
        """Release nothing."""

    def __str__(self) -> str:
        return self.TableName

    ToString = __str__


TYPES = {
    _DATA + "DataTable": DataTable,
    _DATA + "DataRow": DataRow,
    _DATA + "DataColumn": DataColumn,
    _DATA + "DataColumnCollection": DataColumnCollection,
    _DATA + "DataRowCollection": DataRowCollection,
}
