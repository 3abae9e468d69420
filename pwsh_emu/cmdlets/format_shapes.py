"""Format-Table, Format-List, Format-Wide and Format-Custom."""

from __future__ import annotations

from typing import Any

from pwsh_emu.formatting.formatter import Formatter
from pwsh_emu.formatting.parameters import Parameters, read_properties
from pwsh_emu.runtime.command import Cmdlet, implements
from pwsh_emu.runtime.enumeration import is_enumerable
from pwsh_emu.runtime.errors import PSError

_INVALID_DATA = "System.IO.InvalidDataException"
_INVALID_DATA_MESSAGE = "Found invalid data while decoding."


class _FormatCmdlet(Cmdlet):
    """Base of the four: reads the parameters they share and hands objects to a formatter of one shape."""

    InputObject: Any = None
    Property: Any = None
    GroupBy: Any = None
    View: Any = None
    ShowError: Any = False
    DisplayError: Any = False
    Force: Any = False
    Expand: Any = None
    AutoSize: Any = False
    shape = ""

    def begin(self) -> None:
        try:
            self._formatter = Formatter(self.session, self.shape, self.parameters(), self.out)
        except PSError as error:
            raise self.terminate(error.record) from None

    def process(self) -> None:
        try:
            self._formatter.process(self.InputObject)
        except PSError as error:
            raise (error if error.record.origin else self.terminate(error.record)) from None

    def end(self) -> None:
        self._formatter.finish()

    def parameters(self) -> Parameters:
        """Return what the command line says; raise PowerShell's error for properties that are none."""
        parameters = Parameters()
        asked = self._asked()
        if asked is not None:
            if self.View and asked:
                raise self._conflict("FormatCannotSpecifyViewAndProperty", "Cmdlet parameters View and Property are mutually exclusive.")
            parameters.properties = read_properties(asked, self.shape)
            parameters.no_properties = not asked
        parameters.view = str(self.View) if self.View else None
        if self.GroupBy is not None:
            parameters.group_by = read_properties([self.GroupBy], "GroupBy")[0]
        parameters.force = bool(self.Force)
        parameters.show_errors = bool(self.ShowError)
        parameters.display_errors = bool(self.DisplayError)
        parameters.expand = str(self.Expand) if self.Expand else None
        if "AutoSize" in self.bound:
            parameters.auto_size = bool(self.AutoSize)
        return parameters

    def _asked(self) -> list[Any] | None:
        if self.Property is None:
            return None
        return list(self.Property) if is_enumerable(self.Property) else [self.Property]

    def _conflict(self, error_id: str, message: str) -> PSError:
        record = self.error(_INVALID_DATA, _INVALID_DATA_MESSAGE, error_id, "InvalidArgument")
        record.details_message = message
        return PSError(record)


@implements("Format-Table")
class FormatTable(_FormatCmdlet):
    """Formats the output as a table."""

    shape = "Table"
    HideTableHeaders: Any = False
    RepeatHeader: Any = False
    Wrap: Any = False

    def parameters(self) -> Parameters:
        parameters = super().parameters()
        parameters.repeat_header = bool(self.RepeatHeader)
        if "HideTableHeaders" in self.bound:
            parameters.hide_headers = bool(self.HideTableHeaders)
        if "Wrap" in self.bound:
            parameters.wrap = bool(self.Wrap)
        return parameters


@implements("Format-List")
class FormatList(_FormatCmdlet):
    """Formats the output as a list of properties in which each property appears on a new line."""

    shape = "List"


@implements("Format-Wide")
class FormatWide(_FormatCmdlet):
    """Formats objects as a wide table that displays only one property of each object."""

    shape = "Wide"
    Column: Any = None

    def parameters(self) -> Parameters:
        parameters = super().parameters()
        if self.Column is not None:
            if parameters.auto_size:
                raise self._conflict("FormatCannotSpecifyAutosizeAndColumns", "Cmdlet parameters AutoSize and Column are mutually exclusive.")
            parameters.columns = int(self.Column)
        return parameters

    def _asked(self) -> list[Any] | None:
        return None if self.Property is None else [self.Property]


@implements("Format-Custom")
class FormatCustom(_FormatCmdlet):
    """Uses a customized view to format the output."""

    shape = "Custom"
    Depth: Any = 5

    def parameters(self) -> Parameters:
        parameters = super().parameters()
        parameters.depth = int(self.Depth)
        return parameters
