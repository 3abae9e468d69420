"""What recognizes and protects contents: sensitive information types, the test of rights management, permissions in the quarantine."""

from __future__ import annotations

from typing import Any

from pwsh_emu.exchange import failures, inputs
from pwsh_emu.exchange.cmdlet import ExchangeCmdlet
from pwsh_emu.runtime.command import implements
from pwsh_emu.runtime.values import PSCustomObject

_PACKAGE = "Microsoft Rule Package"
# A part of the sensitive information types that the service brings.
_TYPES = (
    "ABA Routing Number", "All Credential Types", "Australia Bank Account Number", "Australia Driver's License Number", "Australia Tax File Number",
    "Brazil CPF Number", "Canada Bank Account Number", "Canada Driver's License Number", "Canada Social Insurance Number", "Credit Card Number",
    "Drug Enforcement Agency (DEA) Number", "EU Debit Card Number", "France National ID Card (CNI)", "France Passport Number",
    "France Social Security Number (INSEE)", "Germany Driver's License Number", "Germany Identity Card Number", "Germany Passport Number",
    "International Banking Account Number (IBAN)", "International Classification of Diseases (ICD-10-CM)",
    "International Classification of Diseases (ICD-9-CM)", "IP Address", "Italy Driver's License Number", "Japan Bank Account Number",
    "Japan Social Insurance Number (SIN)", "Netherlands Citizen's Service (BSN) Number", "Poland National ID (PESEL)",
    "Spain Social Security Number (SSN)",
    "Sweden National ID", "SWIFT Code", "U.K. Driver's License Number", "U.K. National Health Service Number",
    "U.K. National Insurance Number (NINO)",
    "U.S. / U.K. Passport Number", "U.S. Bank Account Number", "U.S. Driver's License Number",
    "U.S. Individual Taxpayer Identification Number (ITIN)", "U.S. Social Security Number (SSN)",
)  # fmt: skip
_ACQUIRED = "RMS Templates acquired.  Templates available: Do Not Forward, Encrypt."
# Rights in the quarantine with their values, as a quarantine policy adds them up.
_RIGHTS = {
    "PermissionToViewHeader": 128, "PermissionToDownload": 64, "PermissionToAllowSender": 32, "PermissionToBlockSender": 16,
    "PermissionToRequestRelease": 8, "PermissionToRelease": 4, "PermissionToPreview": 2, "PermissionToDelete": 1,
}  # fmt: skip


@implements("Get-DataClassification")
class GetDataClassification(ExchangeCmdlet):
    """Shows sensitive information types."""

    ClassificationRuleCollectionIdentity: Any = None

    def run(self) -> None:
        package = self.ClassificationRuleCollectionIdentity
        if package is not None and self.identity_text(package).lower() != _PACKAGE.lower():
            raise failures.not_found(self.organization, self.identity_text(package))
        found = [(name, self.organization.make_guid("DataClassification", name)) for name in _TYPES]
        if self.Identity is not None:
            shown = self.identity_text().lower()
            found = [one for one in found if shown in (one[0].lower(), one[1])]
            if not found:
                raise failures.not_found(self.organization, self.identity_text())
        for name, guid in found:
            self.write(PSCustomObject({
                "Name": name, "LocalizedName": name, "Publisher": "Microsoft Corporation", "Description": f"Finds contents with: {name}.",
                "ClassificationRuleCollection": _PACKAGE, "RecommendedConfidence": 75, "Identity": guid, "IsValid": True, "ObjectState": "Unchanged",
            }))  # fmt: skip


@implements("Get-ClassificationRuleCollection")
class GetClassificationRuleCollection(ExchangeCmdlet):
    """Shows the packages of sensitive information types."""

    def run(self) -> None:
        if self.Identity is not None and self.identity_text().lower() != _PACKAGE.lower():
            raise failures.not_found(self.organization, self.identity_text())
        self.write(PSCustomObject({
            "Name": _PACKAGE, "LocalizedName": _PACKAGE, "Publisher": "Microsoft Corporation", "Version": "15.0.0.0", "Identity": _PACKAGE,
            "IsValid": True, "ObjectState": "Unchanged",
        }))  # fmt: skip


@implements("Test-IRMConfiguration")
class TestIRMConfiguration(ExchangeCmdlet):
    """Tests whether messages can be protected."""

    Sender: Any = None

    def run(self) -> None:
        sender = inputs.text(self.session, self.Sender)
        self.mailbox(sender)
        settings = self.organization.only("IRMConfiguration")
        on = bool(settings.get("AzureRMSLicensingEnabled", True)) and bool(settings.get("InternalLicensingEnabled", True))
        passed = "PASS" if on else "FAIL"
        lines = [
            "Acquiring RMS Templates ...",
            f"    - {passed}: {_ACQUIRED if on else 'RMS Templates could not be acquired.'}",
            "Verifying encryption ...", f"    - {passed}: {'Encryption verified successfully.' if on else 'Encryption failed.'}",
            "Verifying decryption ...", f"    - {passed}: {'Decryption verified successfully.' if on else 'Decryption failed.'}",
            "Verifying IRM is enabled ...", f"    - {passed}: {'IRM verified successfully.' if on else 'IRM is not enabled.'}", "",
            f"OVERALL RESULT: {passed}",
        ]  # fmt: skip
        self.write(PSCustomObject({"Results": "\r\n".join(lines)}))


class _QuarantinePermissions(ExchangeCmdlet):
    def given(self) -> dict[str, bool]:
        return {name: bool(self.bound[name]) for name in _RIGHTS if self.bound.get(name) is not None}


@implements("New-QuarantinePermissions")
class NewQuarantinePermissions(_QuarantinePermissions):
    """Makes an object of rights in the quarantine; its value is what a quarantine policy takes as EndUserQuarantinePermissionsValue."""

    def run(self) -> None:
        given = self.given()
        rights = {name: given.get(name, False) for name in _RIGHTS}
        value = sum(_RIGHTS[name] for name, on in rights.items() if on)
        self.write(PSCustomObject({**rights, "EndUserQuarantinePermissionsValue": value}))


@implements("Set-QuarantinePermissions")
class SetQuarantinePermissions(_QuarantinePermissions):
    """Changes an object of rights in the quarantine."""

    def run(self) -> None:
        target = inputs.plain(self.bound.get("QuarantinePermissionsObject"))
        if not isinstance(target, PSCustomObject) or "PermissionToDelete" not in target.members:
            raise failures.invalid("QuarantinePermissionsObject", "The value isn't an object that New-QuarantinePermissions made.")
        rights = {name: self.given().get(name, bool(target.members[name])) for name in _RIGHTS}
        target.members.update(rights, EndUserQuarantinePermissionsValue=sum(_RIGHTS[name] for name, on in rights.items() if on))
