"""Outlook add-ins: those that the service brings, those of the organization and those that a mailbox installed. Get-, New-, Set-, Enable-App …

Nothing is fetched: an add-in is made from the data of its manifest, not from an address or the store.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.exchange import failures, inputs
from pwsh_emu.exchange.cmdlet import NO_CHANGE, ExchangeCmdlet
from pwsh_emu.exchange.cmdlets.mailboxes import is_on
from pwsh_emu.exchange.failures import ServiceFailure
from pwsh_emu.runtime.command import implements

if TYPE_CHECKING:
    from pwsh_emu.exchange.organization import Record

_TABLE = "App"
_STATES = "AppState"  # whether a mailbox has an add-in on, where it decided that itself
# The add-ins that the service brings: name, id, description.
_OWN = (
    ("Action Items", "f60b8ac7-c3e3-4e42-8dad-e4e1fea59ff7", "Finds what is to be done in a message."),
    ("Bing Maps", "7a774f0c-7a6f-11e0-85ad-07fb4824019b", "Shows addresses of a message on a map."),
    ("My Templates", "a216ceed-7791-4635-a752-5a4ac0a5eb93", "Inserts texts that are saved as templates."),
    ("Suggested Meetings", "bc13b9d0-5ba2-446a-956b-c583bdc94d5e", "Finds meetings that a message suggests."),
    ("Unsubscribe", "d39dee0e-fdc3-4015-af8d-94d4d49294b3", "Unsubscribes from mailing lists."),
)  # fmt: skip


class AppCmdlet(ExchangeCmdlet):
    """Base: finds add-ins of the organization, or of a mailbox."""

    Mailbox: Any = None
    OrganizationApp: Any = None

    def owner(self) -> Record | None:
        return None if self.Mailbox is None else self.mailbox(self.Mailbox)

    def apps(self, owner: Record | None) -> list[Record]:
        """Return the add-ins of the organization and, of a mailbox, its own."""
        known = self.organization.table(_TABLE)
        found: list[Record] = []
        for name, number, description in _OWN:
            guid = self.organization.make_guid(_TABLE, number)
            first: Record = {
                "Guid": guid, "Name": name, "DisplayName": name, "AppId": number, "Identity": number, "Type": "Default",
                "Description": description, "ProviderName": "Microsoft",
            }  # fmt: skip
            found.append(known.get(guid, first))
        own = {record["Guid"] for record in found}
        found += [one for one in known.values() if one["Guid"] not in own and one.get("MailboxOwnerId") in (None, owner and owner["Name"])]
        return found

    def app(self, owner: Record | None) -> Record:
        """Return the add-in that -Identity names by id or name. Raises ServiceFailure where there is none."""
        shown = self.identity_text()
        wanted = shown.rpartition("\\")[2].lower()
        for record in self.apps(owner):
            if wanted in (str(record["AppId"]).lower(), str(record["DisplayName"]).lower(), record["Guid"]):
                return record
        raise ServiceFailure("Microsoft.Exchange.Data.ApplicationLogic.Extension.ExtensionNotFoundException", f"The app '{shown}' couldn't be found.")

    def write_app(self, record: Record, owner: Record | None) -> None:
        value = self.maker(_TABLE).make(record)
        if owner is not None:
            value.members.update(Identity=f"{owner['Name']}\\{record['AppId']}", MailboxOwnerId=owner["Name"], Enabled=self.is_on_for(record, owner))
        self.write(value)

    def is_on_for(self, record: Record, owner: Record) -> bool:
        state = self.organization.table(_STATES).get(self.state_key(record, owner))
        if state is not None:
            return bool(state["Enabled"])
        return bool(record.get("Enabled", True)) and record.get("DefaultStateForUser", "Enabled") != "Disabled"

    def state_key(self, record: Record, owner: Record) -> str:
        return self.organization.make_guid(_STATES, record["Guid"], owner["Guid"])

    def keep(self, record: Record) -> None:
        """Put an add-in of the service into the organization's state where it changes for the first time. Inside a transaction."""
        if record["Guid"] not in self.organization.table(_TABLE):
            self.organization.insert(_TABLE, record)


@implements("Get-App")
class GetApp(AppCmdlet):
    """Shows add-ins."""

    def run(self) -> None:
        owner = self.owner()
        if self.Identity is not None:
            self.write_app(self.app(owner), owner)
            return
        for record in self.apps(owner):
            self.write_app(record, owner)


@implements("New-App")
class NewApp(AppCmdlet):
    """Installs an add-in from the data of its manifest."""

    FileData: Any = None

    def run(self) -> None:
        owner = None if is_on(self.OrganizationApp) else self.mailbox(self.Mailbox if self.Mailbox is not None else self.caller)
        if self.FileData is None:
            raise ServiceFailure(
                failures.INVALID_OPERATION, "The emulator reaches neither web addresses nor the store: give the manifest with the FileData parameter."
            )
        text = bytes(int(one) for one in inputs.items(self.FileData)).decode("utf-8-sig", "replace")
        values = self.manifest(text)
        if any(str(one["AppId"]).lower() == values["AppId"].lower() for one in self.apps(owner)):
            raise ServiceFailure(failures.INVALID_OPERATION, f"The app '{values['DisplayName']}' is already installed.")
        shown = values["DisplayName"]
        if not self.confirmed(f'Installing app "{shown}".', shown):
            return
        record: Record = {
            **values, "Name": shown, "Identity": values["AppId"], "Type": "Private", "Scope": "Organization" if owner is None else "User",
            "MailboxOwnerId": None if owner is None else owner["Name"], "ManifestXml": text, **self.properties(None),
        }  # fmt: skip
        with self.transaction():
            made = self.organization.insert(_TABLE, record)
            self.audit(shown)
        self.write_app(made, owner)

    def manifest(self, text: str) -> dict[str, str]:
        """Return what a manifest says. Raises ServiceFailure where it is none."""
        import re

        def find(pattern: str) -> str:
            match = re.search(pattern, text)
            return match[1].strip() if match else ""

        number = find(r"<Id>([^<]*)</Id>")
        if not text.lstrip().startswith("<") or not number:
            raise ServiceFailure(
                "Microsoft.Exchange.Data.ApplicationLogic.Extension.OwaExtensionOperationException",
                "The manifest file isn't valid: it must be XML with the element Id.",
            )
        return {
            "AppId": number, "DisplayName": find(r'<DisplayName[^>]*DefaultValue="([^"]*)"') or number,
            "Description": find(r'<Description[^>]*DefaultValue="([^"]*)"'), "ProviderName": find(r"<ProviderName>([^<]*)</ProviderName>"),
            "AppVersion": find(r"<Version>([^<]*)</Version>") or "1.0.0.0",
            "Requirements": find(r"<Permissions>([^<]*)</Permissions>") or "Restricted",
        }  # fmt: skip


@implements("Set-App")
class SetApp(AppCmdlet):
    """Changes who gets an add-in of the organization."""

    def run(self) -> None:
        record = self.app(None)
        values = self.properties(record)
        shown = str(record["DisplayName"])
        if self.confirmed(f'Modifying app "{shown}".', shown):
            with self.transaction():
                self.keep(record)
                if self.organization.update(_TABLE, record, values, self.schema.defaults):
                    self.audit(shown)
                    return
            self.write_warning(NO_CHANGE.format(shown))


class _Switch(AppCmdlet):
    on = True

    def run(self) -> None:
        owner = self.mailbox(self.Mailbox if self.Mailbox is not None else self.caller)
        record = self.app(owner)
        shown = str(record["DisplayName"])
        if not self.on and record.get("DefaultStateForUser") == "AlwaysEnabled":
            raise ServiceFailure(failures.INVALID_OPERATION, f"The app '{shown}' is mandatory and can't be disabled.")
        if self.confirmed(f'{"Enabling" if self.on else "Disabling"} app "{shown}" for mailbox "{owner["Name"]}".', shown):
            key = self.state_key(record, owner)
            with self.transaction():
                state = self.organization.table(_STATES).get(key)
                if state is None:
                    self.organization.insert(_STATES, {"Guid": key, "Name": f"{owner['Name']}\\{record['AppId']}", "Enabled": self.on})
                else:
                    self.organization.update(_STATES, state, {"Enabled": self.on}, {})
                self.audit(shown)


@implements("Enable-App")
class EnableApp(_Switch):
    """Turns an add-in on for a mailbox."""


@implements("Disable-App")
class DisableApp(_Switch):
    """Turns an add-in off for a mailbox."""

    on = False


@implements("Remove-App")
class RemoveApp(AppCmdlet):
    """Removes an add-in that was installed; those of the service stay."""

    def run(self) -> None:
        record = self.app(self.owner())
        shown = str(record["DisplayName"])
        if record["Type"] == "Default":
            raise ServiceFailure(failures.INVALID_OPERATION, f"The app '{shown}' is a default app and can't be removed. Disable it instead.")
        if self.confirmed(f'Removing app "{shown}".', shown):
            with self.transaction():
                self.organization.delete(_TABLE, record)
                self.audit(shown)
