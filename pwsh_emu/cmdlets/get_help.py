"""Get-Help, and the cmdlets that would fetch help from the network."""

from __future__ import annotations

from typing import Any

from pwsh_emu.help import objects
from pwsh_emu.help.system import COMMANDS, Circular, Found, Request
from pwsh_emu.runtime.command import Cmdlet, implements
from pwsh_emu.runtime.errors import PSError
from pwsh_emu.runtime.values import PSCustomObject
from pwsh_emu.runtime.wildcard import WildcardPattern

_VIEWS = {"Detailed": "DetailedView", "Full": "FullView", "Examples": "ExamplesView"}
_FILTERS = ("Component", "Role", "Functionality")


@implements("Get-Help")
class GetHelp(Cmdlet):
    """Displays information about commands and concepts."""

    Name: Any = ""
    Path: Any = None
    Category: Any = None
    Full = False
    Detailed = False
    Examples = False
    Parameter: Any = None
    Component: Any = None
    Functionality: Any = None
    Role: Any = None
    Online = False

    def process(self) -> None:
        add_views(self.session)
        categories = [str(one) for one in self.Category or ()]
        self._check_category(categories)
        filters = {name: [str(one) for one in getattr(self, name) or ()] for name in _FILTERS}
        request = Request(self.session, str(self.Name or ""), categories, filters)
        try:
            found = request.results()
        except Circular:
            raise self._invalid("ForwardHelpTargetName cannot refer to the function itself.") from None
        if not found:
            if not request.is_pattern:
                self.write_error(self._not_found(request.target))
        elif len(found) == 1:
            self._one(found[0])
        elif self.Online:
            raise self._invalid("Multiple Help topics were found. Use only one Help topic with the -Online option.")
        else:
            for one in found:
                if self.Parameter is None or self._parameters(one.full):
                    self.write(objects.short(one.full))

    def _invalid(self, message: str) -> PSError:
        exception = "System.Management.Automation.PSInvalidOperationException"
        return self.terminate(self.error(exception, message, "InvalidOperation", "InvalidOperation"))

    def _check_category(self, categories: list[str]) -> None:
        if not categories or {one.lower() for one in categories} & {one.lower() for one in (*COMMANDS, "All")}:
            return
        for name in ("Parameter", *_FILTERS):
            if getattr(self, name) is not None:
                message = f"-{name} is not supported by the requested Help category. (Parameter '{name}')"
                raise self.terminate(self.error("System.Management.Automation.PSArgumentException", message, "Argument", "InvalidArgument"))

    def _not_found(self, target: str) -> Any:
        message = (
            f'Get-Help could not find {target} in a help file in this session. To download updated help topics type: "Update-Help". '
            "To get help online, search for the help topic in the TechNet library at https://go.microsoft.com/fwlink/?LinkID=107116."
        )
        return self.error("Microsoft.PowerShell.Commands.HelpNotFoundException", message, "HelpNotFound", "ResourceUnavailable")

    def _one(self, found: Found) -> None:
        full = found.full
        if self.Online:
            raise self.terminate(
                self.error(
                    "System.NotSupportedException",
                    f'Get-Help -Online is not supported by this emulator: it does not reach the network. Type "Get-Help {found.name} -Full" instead.',
                    "NotSupported",
                    "NotImplemented",
                )
            )
        if self.Parameter is not None:
            parameters = self._parameters(full)
            if not parameters:
                shown = " ".join(str(one) for one in self.Parameter)
                message = f"No parameter matches criteria {shown}. (Parameter 'Parameter')"
                self.write_error(
                    self.error("System.Management.Automation.PSArgumentException", message, "NoParmsFound", "InvalidArgument", found.name)
                )
            self.write_all(parameters)
            return
        view = next((view for name, view in _VIEWS.items() if getattr(self, name)), None)
        self.write(full if view is None else objects.with_view(full, view))

    def _parameters(self, full: Any) -> list[Any]:
        """Return the parameters of a help object that -Parameter asks for."""
        tree = full.members.get("parameters") if type(full) is PSCustomObject else None
        if not isinstance(tree, PSCustomObject):
            return []
        listed = tree.members.get("parameter")
        every = [] if listed is None else list(listed) if isinstance(listed, list) else [listed]
        return [one for pattern in self.Parameter for one in every if _matches(pattern, one)]


def _matches(pattern: Any, parameter: Any) -> bool:
    name = parameter.members["name"]
    return not str(pattern) or WildcardPattern(str(pattern), True).matches(str(getattr(name, "base", name)))


def add_views(session: Any) -> None:
    """Give a session the views of help objects, once."""
    import os

    from pwsh_emu.formatting import views
    from pwsh_emu.formatting.formatfile import read_views

    table = views.table_of(session)
    if "helpinfoshort" in table.by_type:
        return
    with open(os.path.join(os.path.dirname(views.__file__), "data", "help.format.ps1xml"), "rb") as file:
        table.add(read_views(file.read()), prepend=False)


class _Offline(Cmdlet):
    def begin(self) -> None:
        name = self.info.name
        message = f"{name} is not supported by this emulator: it does not reach the network. Get-Help shows the help that is part of the emulator."
        raise self.terminate(self.error("System.NotSupportedException", message, "NotSupported", "NotImplemented"))


@implements("Update-Help")
class UpdateHelp(_Offline):
    """Says that help is part of the emulator and is not fetched."""


@implements("Save-Help")
class SaveHelp(_Offline):
    """Says that help is part of the emulator and is not fetched."""
