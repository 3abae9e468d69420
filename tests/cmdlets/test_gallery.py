"""Install-Module and its family: scripts that prepare themselves run, and what is not there is not found."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell


@pytest.mark.parametrize(
    ("script", "output"),
    [
        ("Install-Module ExchangeOnlineManagement -Scope CurrentUser -Force -AllowClobber", []),
        ("Install-Module Pester -PassThru | ForEach-Object Name", ["Pester"]),
        ("if (-not (Get-InstalledModule ExchangeOnlineManagement -ErrorAction SilentlyContinue)) { 'missing' }", []),
        ("(Get-Module -ListAvailable -Name ExchangeOnlineManagement).Version.Major -ge 3", [True]),
        ("Import-Module ExchangeOnlineManagement -ErrorAction Stop; (Get-Module ExchangeOnlineManagement).Name", ["ExchangeOnlineManagement"]),
        (
            "(Get-PSRepository).InstallationPolicy; Set-PSRepository PSGallery -InstallationPolicy Trusted; (Get-PSRepository).InstallationPolicy",
            ["Untrusted", "Trusted"],
        ),
        ("Update-Module ExchangeOnlineManagement; (Find-Module ExchangeOnlineManagement).Repository", ["PSGallery"]),
        ("(Get-Command Install-Module).Source", ["PowerShellGet"]),
        ("Install-PackageProvider -Name NuGet -MinimumVersion 2.8.5.201 -Force; (Get-PackageProvider -List).Name", ["NuGet", "PowerShellGet"]),
        ("if (-not (Get-PackageProvider NuGet -ErrorAction SilentlyContinue)) { 'missing' }", []),
        ("Install-PSResource ExchangeOnlineManagement -TrustRepository -Scope CurrentUser -Reinstall", []),
        ("Install-PSResource Pester -PassThru | % Name; 'Pester' | Find-PSResource | % Repository", ["Pester", "PSGallery"]),
        ("(Get-InstalledPSResource Exch*).Name; Get-InstalledPSResource No; Update-PSResource; Update-PSResource No", ["ExchangeOnlineManagement"]),
        (
            "(Get-PSResourceRepository).Trusted; Set-PSResourceRepository PSGallery -Trusted; (Get-PSResourceRepository PSG*).Trusted; "
            "(Set-PSResourceRepository PSGallery -Trusted:$false -PassThru).Trusted",
            [False, True, False],
        ),
    ],
)  # fmt: skip
def test_scripts_that_prepare_themselves(script: str, output: list[object]) -> None:
    result = Shell(connected=False).run(script)
    assert result.error_text == "" and result.output == output


@pytest.mark.parametrize(
    ("script", "message"),
    [
        ("Install-Module AzureAD", "No match was found for the specified search criteria and module name 'AzureAD'."),
        ("Find-Module AzureAD", "No match was found for the specified search criteria and module name 'AzureAD'."),
        ("Update-Module AzureAD", "Module 'AzureAD' was not installed by using Install-Module, so it cannot be updated."),
        ("Get-InstalledModule AzureAD", "No match was found for the specified search criteria and module names 'AzureAD'."),
        ("Get-PSRepository Other", "No repository with the Name 'Other' was found."),
        ("Get-PackageProvider Other, x*", "Unable to find package provider 'Other'. It may not be imported yet."),
        ("Install-PackageProvider Other -Force", "No match was found for the specified search criteria for the provider 'Other'."),
        ("Find-PSResource AzureAD, Az*", "Package 'AzureAD' could not be found in repository 'PSGallery'."),
        ("Install-PSResource AzureAD", "Package(s) 'AzureAD' could not be installed from repository 'PSGallery'."),
        ("Get-PSResourceRepository Other, Oth*", "Unable to find repository with Name 'Other'."),
        ("Set-PSResourceRepository Other -Trusted", "Unable to find repository with Name 'Other'."),
    ],
)
def test_what_is_not_there(script: str, message: str) -> None:
    result = Shell().run(script)
    assert len(result.errors) == 1 and result.errors[0].message.startswith(message)


def test_a_repository_that_is_not_there_has_an_identifier() -> None:
    assert [error.error_id for error in Shell().run("Get-PSResourceRepository Other").errors] == ["ErrorGettingSpecifiedRepo"]


def test_required_modules(tmp_path: object) -> None:
    from pathlib import Path

    path = Path(str(tmp_path)) / "needs.ps1"
    path.write_text("#Requires -Modules ExchangeOnlineManagement\n'runs'\n")
    result = Shell().run_file(path)
    assert result.error_text == "" and result.output == ["runs"]
