"""Install-PSResource and its family (Microsoft.PowerShell.PSResourceGet), beside Install-Module: it knows the same modules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.cmdlets.gallery import GalleryCmdlet
from pwsh_emu.cmdlets.item_base import as_list
from pwsh_emu.runtime.command import implements
from pwsh_emu.runtime.values import PSCustomObject
from pwsh_emu.runtime.wildcard import WildcardPattern, has_wildcards

if TYPE_CHECKING:
    from pwsh_emu.runtime.modules import PSModuleInfo

_TRUST = "resource repository trust"
_REPOSITORY = "PSGallery"
_NAMESPACE = "Microsoft.PowerShell.PSResourceGet.UtilClasses"


class _ResourceCmdlet(GalleryCmdlet):
    """Base: a module as these cmdlets show it."""

    PassThru: Any = False

    def item(self, module: PSModuleInfo) -> PSCustomObject:
        """Return a module as a PSResourceInfo."""
        return PSCustomObject(
            {"Name": module.name, "Version": str(module.manifest.get("moduleversion", "")), "Prerelease": "", "Repository": _REPOSITORY},
            [f"{_NAMESPACE}.PSResourceInfo", "System.Object"],
        )


@implements("Find-PSResource")
class FindPSResource(_ResourceCmdlet):
    """Finds modules in the repositories; no repository answers, so only what is installed is found."""

    def process(self) -> None:
        for name, modules in self.chosen():
            self.write_all(map(self.item, modules))
            if not modules and not has_wildcards(name):
                self.fail(f"Package '{name}' could not be found in repository '{_REPOSITORY}'.", "PackageNotFound", name)


@implements("Install-PSResource")
class InstallPSResource(_ResourceCmdlet):
    """Installs modules: those that the shell brings along are there already."""

    def process(self) -> None:
        for name, modules in self.chosen():
            if not modules:
                self.fail(f"Package(s) '{name}' could not be installed from repository '{_REPOSITORY}'.", "InstallPackageFailure", name)
            elif self.PassThru:
                self.write_all(map(self.item, modules))


@implements("Update-PSResource")
class UpdatePSResource(_ResourceCmdlet):
    """Brings modules up to date: those of the shell are, and what is not installed is passed over."""

    def process(self) -> None:
        if self.PassThru:
            for _name, modules in self.chosen():
                self.write_all(map(self.item, modules))


@implements("Get-InstalledPSResource")
class GetInstalledPSResource(_ResourceCmdlet):
    """Shows the modules that were installed."""

    def process(self) -> None:
        for _name, modules in self.chosen():
            self.write_all(map(self.item, modules))


class _RepositoryCmdlet(GalleryCmdlet):
    """Base: the one repository."""

    def repository(self) -> PSCustomObject:
        trusted = self.session.services.get(_TRUST, False)
        values = {"Name": _REPOSITORY, "Uri": "https://www.powershellgallery.com/api/v2", "Trusted": trusted, "Priority": 50}
        return PSCustomObject(values, [f"{_NAMESPACE}.PSRepositoryInfo", "System.Object"])

    def unknown(self, name: str) -> None:
        self.fail(f"Unable to find repository with Name '{name}'.  Use Get-PSResourceRepository to see all available repositories.", "", name)


@implements("Get-PSResourceRepository")
class GetPSResourceRepository(_RepositoryCmdlet):
    """Shows the registered repositories: the gallery, which cannot be reached."""

    def process(self) -> None:
        for name in map(str, as_list(self.Name) or ["*"]):
            if WildcardPattern(name, True).matches(_REPOSITORY):
                self.write(self.repository())
            elif not has_wildcards(name):
                self.unknown(name)


@implements("Set-PSResourceRepository")
class SetPSResourceRepository(_RepositoryCmdlet):
    """Changes whether a repository is trusted."""

    Trusted: Any = None
    PassThru: Any = False

    def process(self) -> None:
        if str(self.Name).lower() != _REPOSITORY.lower():
            self.unknown(str(self.Name))
            return
        if self.Trusted is not None:
            self.session.services[_TRUST] = bool(self.Trusted)
        if self.PassThru:
            self.write(self.repository())
