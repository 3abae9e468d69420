"""Get-PackageProvider and Install-PackageProvider (PackageManagement): the two providers that PowerShell brings along."""

from __future__ import annotations

from pwsh_emu.cmdlets.gallery import GalleryCmdlet
from pwsh_emu.cmdlets.item_base import as_list
from pwsh_emu.runtime.command import implements
from pwsh_emu.runtime.values import PSCustomObject
from pwsh_emu.runtime.wildcard import WildcardPattern, has_wildcards

_PROVIDERS = {
    "NuGet": ("3.0.0.1", "Destination, ExcludeVersion, Scope, SkipDependencies, Headers, FilterOnTag, Contains, AllowPrereleaseVersions"),
    "PowerShellGet": ("2.2.5.0", "PackageManagementProvider, Type, Scope, AllowClobber, SkipPublisherCheck, InstallUpdate, NoPathUpdate"),
}
_TYPE_NAMES = ["Microsoft.PackageManagement.Implementation.PackageProvider", "System.Object"]
_UNKNOWN = "Unable to find package provider '{}'. It may not be imported yet. Try 'Get-PackageProvider -ListAvailable'."
_NO_MATCH = (
    "No match was found for the specified search criteria for the provider '{}'. The package provider requires 'PackageManagement' and 'Provider' "
    "tags. Please check if the specified package has the tags."
)


def _providers(name: str) -> list[PSCustomObject]:
    """Return the providers whose name matches."""
    pattern = WildcardPattern(name, True)
    return [
        PSCustomObject({"Name": provider, "Version": version, "DynamicOptions": options}, _TYPE_NAMES)
        for provider, (version, options) in _PROVIDERS.items()
        if pattern.matches(provider)
    ]


@implements("Get-PackageProvider")
class GetPackageProvider(GalleryCmdlet):
    """Shows the package providers."""

    def process(self) -> None:
        for name in map(str, as_list(self.Name) or ["*"]):
            providers = _providers(name)
            self.write_all(providers)
            if not providers and not has_wildcards(name):
                self.fail(_UNKNOWN.format(name), "UnknownProviderFromActivatedList", name)


@implements("Install-PackageProvider")
class InstallPackageProvider(GalleryCmdlet):
    """Installs package providers: the two are there already, and no other one is found."""

    def process(self) -> None:
        for name in map(str, as_list(self.Name)):
            if not _providers(name):
                self.fail(_NO_MATCH.format(name), "NoMatchFoundForProvider", name)
