"""Install-PSResource and its family (Microsoft.PowerShell.PSResourceGet), beside Install-Module: it knows the same modules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.cmdlets.gallery import GalleryCmdlet, ModuleCmdlet
from pwsh_emu.cmdlets.item_base import as_list
from pwsh_emu.runtime.command import implements
from pwsh_emu.runtime.values import PSCustomObject
from pwsh_emu.runtime.wildcard import WildcardPattern, has_wildcards

if TYPE_CHECKING:
    from pwsh_emu.runtime.modules import PSModuleInfo

_TRUST = "resource repository trust"
_REPOSITORY = "PSGallery"
_NAMESPACE = "Microsoft.PowerShell.PSResourceGet.UtilClasses"


class _ResourceCmdlet(ModuleCmdlet):
    """Base: a module as these cmdlets show it."""

    def item(self, module: PSModuleInfo) -> PSCustomObject:
        """Return a module as a PSResourceInfo."""
        return PSCustomObject(
            {"Name": module.name, "Version": str(module.manifest.get("moduleversion", "")), "Prerelease": "", "Repository": _REPOSITORY},
            [f"{_NAMESPACE}.PSResourceInfo", "System.Object"],
        )


@implements("Find-PSResource")
class FindPSResource(_ResourceCmdlet):
    """Finds modules in the repositories; no repository answers, so only what is installed is found."""

    shows = True
    no_match = f"Package '{{}}' could not be found in repository '{_REPOSITORY}'."
    error_id = "PackageNotFound"

    def missing(self, name: str) -> None:
        if not has_wildcards(name):
            super().missing(name)


@implements("Install-PSResource")
class InstallPSResource(_ResourceCmdlet):
    """Installs modules: those that the shell brings along are there already."""

    no_match = f"Package(s) '{{}}' could not be installed from repository '{_REPOSITORY}'."
    error_id = "InstallPackageFailure"


@implements("Update-PSResource")
class UpdatePSResource(_ResourceCmdlet):
    """Brings modules up to date: those of the shell are, and what is not installed is passed over."""

    def missing(self, name: str) -> None:
        """Pass a name over."""


@implements("Get-InstalledPSResource")
class GetInstalledPSResource(_ResourceCmdlet):
    """Shows the modules that were installed; what is not is passed over."""

    shows = True

    def missing(self, name: str) -> None:
        """Pass a name over."""


class _RepositoryCmdlet(GalleryCmdlet):
    """Base: the one repository."""

    def repository(self) -> PSCustomObject:
        trusted = self.session.services.get(_TRUST, False)
        values = {"Name": _REPOSITORY, "Uri": "https://www.powershellgallery.com/api/v2", "Trusted": trusted, "Priority": 50}
        return PSCustomObject(values, [f"{_NAMESPACE}.PSRepositoryInfo", "System.Object"])

    def unknown(self, name: str) -> None:
        message = f"Unable to find repository with Name '{name}'.  Use Get-PSResourceRepository to see all available repositories."
        self.fail(message, "ErrorGettingSpecifiedRepo", name)


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
