"""Get-FormatData, Update-FormatData, Export-FormatData and Get-Error."""

from __future__ import annotations

from typing import Any

from pwsh_emu.cmdlets.item_base import as_list
from pwsh_emu.runtime.command import Cmdlet, implements
from pwsh_emu.runtime.errors import ErrorRecord, ExceptionObject
from pwsh_emu.runtime.values import AllTypeNames

_EXTENDED = "#PSExtendedError"
_FILES = frozenset(("System.IO.DirectoryInfo", "System.IO.FileInfo"))


@implements("Get-Error")
class GetError(Cmdlet):
    """Gets and displays the most recent error messages from the current session."""

    InputObject: Any = None
    Newest: Any = None

    def process(self) -> None:
        if self.InputObject is not None:
            self._give(self.InputObject, None)
            return
        if self.Newest is None:
            for record in self.session.errors[:1]:
                self._give(record, None)
            return
        for index, record in enumerate(self.session.errors[: int(self.Newest)]):
            self._give(record, index)

    def _give(self, value: Any, index: int | None) -> None:
        """Write a copy that its view shows in detail."""
        import copy

        if not isinstance(value, (ErrorRecord, ExceptionObject)):
            self.write(value)
            return
        shown = copy.copy(value)
        base = "System.Management.Automation.ErrorRecord" if isinstance(value, ErrorRecord) else "System.Exception"
        names = [name for name in self.session.types.type_names(value) if name != base]
        shown.added_type_names = AllTypeNames([base + _EXTENDED, *names])
        if index is not None:
            shown.extended = {**(value.extended or {}), "PSErrorIndex": index}
        self.write(shown)


@implements("Get-FormatData")
class GetFormatData(Cmdlet):
    """Gets the formatting data in the current session."""

    TypeName: Any = None
    PowerShellVersion: Any = None

    def process(self) -> None:
        from pwsh_emu.formatting.formatdata import definitions

        found = definitions(self.session, [str(name) for name in as_list(self.TypeName)] or ["*"])
        if self.PowerShellVersion is not None and (self.PowerShellVersion.Major, self.PowerShellVersion.Minor) < (5, 1):
            found = [one for one in found if _FILES.isdisjoint(one.names)]  # older shells have their own
        self.write_all(found)


@implements("Update-FormatData")
class UpdateFormatData(Cmdlet):
    """Updates the formatting data in the current session."""

    AppendPath: Any = None
    PrependPath: Any = None

    def process(self) -> None:
        self._load(self.PrependPath, "FormatPrependPathException", prepend=True)
        self._load(self.AppendPath, "FormatAppendPathException", prepend=False)

    def _load(self, paths: Any, error_id: str, *, prepend: bool) -> None:
        from pwsh_emu.cmdlets.type_data import definition_files
        from pwsh_emu.formatting.formatfile import FormatFileError, read_views
        from pwsh_emu.formatting.views import table_of

        for place in definition_files(self, paths, error_id):
            if not self.should_process(f"FileName: {place.path}", "Update FormatData"):
                continue
            try:
                views = read_views(self.session.services["files"].read(place.path))
            except FormatFileError as error:
                message = f"The following error occurred while loading the extended type data file: {place.path}, {error}"
                self.write_error(
                    self.error("System.Management.Automation.RuntimeException", message, "FormatXmlUpdateException", "InvalidOperation", place.path)
                )
                continue
            table_of(self.session).add(views, prepend=prepend)


@implements("Export-FormatData")
class ExportFormatData(Cmdlet):
    """Saves formatting data from the current session in a formatting file."""

    InputObject: Any = None
    Path: Any = None
    LiteralPath: Any = None
    Force: Any = False
    NoClobber: Any = False
    IncludeScriptBlock: Any = False

    def begin(self) -> None:
        self._views: list[Any] = []

    def process(self) -> None:
        for definition in as_list(self.InputObject):
            self._views += definition.views

    def end(self) -> None:
        from pwsh_emu.cmdlets.textfiles import open_target
        from pwsh_emu.formatting.formatwriter import document

        literal = self.LiteralPath is not None
        path = str(self.LiteralPath if literal else self.Path)
        text = document(self._views, scripts=bool(self.IncludeScriptBlock))
        file = open_target(self, path, literal=literal, no_clobber=bool(self.NoClobber), force=bool(self.Force))
        file.write_text(text)
        file.finish()
