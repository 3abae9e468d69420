"""Install-Module and its family (PowerShellGet): what a script installs before it begins. There is no network here.

The modules that the shell brings along count as installed; any other one is not found, as where no repository answers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.cmdlets.item_base import as_list
from pwsh_emu.runtime.command import Cmdlet, implements
from pwsh_emu.runtime.errors import ErrorRecord, ExceptionObject
from pwsh_emu.runtime.values import PSCustomObject
from pwsh_emu.runtime.wildcard import WildcardPattern, has_wildcards

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pwsh_emu.runtime.modules import PSModuleInfo

_NO_MATCH = (
    "No match was found for the specified search criteria and module name '{}'. Try Get-PSRepository to see all available registered module "
    "repositories."
)


class GalleryCmdlet(Cmdlet):
    """Base: the modules that count as installed."""

    Name: Any = None

    def installed(self) -> list[PSModuleInfo]:
        sources = self.session.services.get("module_sources", {})
        return [source(self.session) for name, source in sources.items() if name != "psreadline"]  # which comes with PowerShell

    def chosen(self) -> Iterator[tuple[str, list[PSModuleInfo]]]:
        """Yield each name that was given with the modules that it means; without a name all of them."""
        modules = sorted(self.installed(), key=lambda module: module.name.lower())
        for name in as_list(self.Name) or ["*"]:
            pattern = WildcardPattern(str(name), True)
            yield str(name), [module for module in modules if pattern.matches(module.name)]

    def fail(self, message: str, error_id: str, name: str) -> None:
        error = ExceptionObject("System.Exception", message)
        self.write_error(ErrorRecord(error, error_id, "ObjectNotFound", name))

    def item(self, module: PSModuleInfo) -> PSCustomObject:
        """Return a module as the gallery's cmdlets show it."""
        return PSCustomObject(
            {
                "Version": str(module.manifest.get("moduleversion", "")), "Name": module.name, "Repository": "PSGallery",
                "Description": str(module.manifest.get("description", "")),
            },
            ["Microsoft.PowerShell.Commands.PSRepositoryItemInfo", "System.Management.Automation.PSCustomObject", "System.Object"],
        )  # fmt: skip


class ModuleCmdlet(GalleryCmdlet):
    """Goes through the modules that are named: shows them where that is asked for, and fails for a name that is none."""

    PassThru: Any = False
    shows = False
    no_match = _NO_MATCH
    error_id = "NoMatchFoundForCriteria"

    def process(self) -> None:
        for name, modules in self.chosen():
            if not modules:
                self.missing(name)
            elif self.shows or self.PassThru:
                self.write_all(map(self.item, modules))

    def missing(self, name: str) -> None:
        self.fail(self.no_match.format(name), self.error_id, name)


@implements("Install-Module")
class InstallModule(ModuleCmdlet):
    """Installs modules: those that the shell brings along are there already."""


@implements("Update-Module")
class UpdateModule(ModuleCmdlet):
    """Brings modules up to date: those of the shell are."""

    no_match = "Module '{}' was not installed by using Install-Module, so it cannot be updated."
    error_id = "ModuleNotInstalledUsingInstallModuleCmdlet"


@implements("Uninstall-Module")
class UninstallModule(ModuleCmdlet):
    """Removes modules from disk: what the shell brings along stays."""


@implements("Find-Module")
class FindModule(ModuleCmdlet):
    """Finds modules in the repositories; no repository answers, so only what is installed is found."""

    shows = True


@implements("Get-InstalledModule")
class GetInstalledModule(ModuleCmdlet):
    """Shows the modules that were installed."""

    shows = True
    no_match = "No match was found for the specified search criteria and module names '{}'."
    error_id = "NoMatchFound"

    def missing(self, name: str) -> None:
        if not has_wildcards(name):
            super().missing(name)


_POLICY = "gallery policy"


@implements("Get-PSRepository")
class GetPSRepository(GalleryCmdlet):
    """Shows the registered repositories: the gallery, which cannot be reached."""

    def process(self) -> None:
        for name in as_list(self.Name) or ["*"]:
            if WildcardPattern(str(name), True).matches("PSGallery"):
                policy = self.session.services.get(_POLICY, "Untrusted")
                location = "https://www.powershellgallery.com/api/v2"
                self.write(PSCustomObject({"Name": "PSGallery", "InstallationPolicy": policy, "SourceLocation": location}))
            elif not has_wildcards(str(name)):
                self.fail(f"No repository with the Name '{name}' was found.", "SourceNotFound", str(name))


@implements("Set-PSRepository")
class SetPSRepository(GalleryCmdlet):
    """Changes whether a repository is trusted."""

    InstallationPolicy: Any = None

    def process(self) -> None:
        if str(self.Name).lower() != "psgallery":
            self.fail(f"No repository with the Name '{self.Name}' was found.", "SourceNotFound", str(self.Name))
        elif self.InstallationPolicy is not None:
            self.session.services[_POLICY] = str(self.InstallationPolicy).capitalize()
