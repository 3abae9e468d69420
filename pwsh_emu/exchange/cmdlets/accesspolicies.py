"""Which mailboxes an application may reach: ApplicationAccessPolicy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.exchange import failures, identity, inputs
from pwsh_emu.exchange.cmdlet import ExchangeCmdlet
from pwsh_emu.exchange.cmdlets.generic import GenericNew
from pwsh_emu.runtime.command import implements
from pwsh_emu.runtime.values import PSCustomObject

if TYPE_CHECKING:
    from pwsh_emu.exchange.organization import Record


@implements("New-ApplicationAccessPolicy")
class NewApplicationAccessPolicy(GenericNew):
    """Restricts an application to the members of a group, or keeps it away from them."""

    def new_record(self) -> Record:
        values = self.properties(None)
        application = self.texts(self.bound["AppId"])[0]
        recipient = self.referenced(inputs.text(self.session, self.bound["PolicyScopeGroupID"]), "Recipient")
        scope = recipient["Name"]
        right = inputs.text(self.session, self.bound["AccessRight"])
        names = {"restrictaccess": "RestrictAccess", "denyaccess": "DenyAccess"}
        if right.lower() not in names:
            raise failures.invalid("AccessRight", f"The value '{right}' isn't known. Use RestrictAccess or DenyAccess.")
        number = self.organization.make_guid("application access", application, str(scope))
        name = f"{self.organization.name}\\{application}:{scope};{number}"
        return {
            **values, "Name": name, "Identity": name, "AppId": application, "PolicyScopeGroupID": scope,
            "AccessRight": names[right.lower()], "ScopeName": scope, "ScopeIdentity": scope, "ScopeIdentityRaw": recipient["Guid"],
        }  # fmt: skip


@implements("Test-ApplicationAccessPolicy")
class TestApplicationAccessPolicy(ExchangeCmdlet):
    """Says whether an application may reach a mailbox."""

    AppId: Any = None

    def run(self) -> None:
        mailbox = self.find(self.Identity, "Recipient")
        application = inputs.text(self.session, self.AppId)
        policies = [
            one for one in self.organization.table("ApplicationAccessPolicy").values() if str(one.get("AppId")).lower() == application.lower()
        ]
        inside = [one for one in policies if self.is_inside(mailbox, str(one["PolicyScopeGroupID"]))]
        denied = any(one["AccessRight"] == "DenyAccess" for one in inside)
        restricted = any(one["AccessRight"] == "RestrictAccess" for one in policies)
        granted = not denied and (not restricted or any(one["AccessRight"] == "RestrictAccess" for one in inside))
        self.write(PSCustomObject({
            "AppId": application, "Mailbox": mailbox["Name"], "MailboxId": self.maker("Recipient").make(mailbox).members.get("Guid"),
            "MailboxSid": None, "AccessCheckResult": "Granted" if granted else "Denied",
        }))  # fmt: skip

    def is_inside(self, mailbox: Record, scope: str) -> bool:
        """Tell whether a scope is the mailbox itself or a group that has it as a member, also by way of other groups."""
        seen: set[str] = set()
        waiting = [scope]
        while waiting:
            name = waiting.pop()
            if name == mailbox["Name"]:
                return True
            if name in seen:
                continue
            seen.add(name)
            for group in identity.find(self.organization, "Recipient", name):
                waiting += [str(member) for member in group.get("Members") or ()]
        return False
