"""Quarantine: its policies, and what a transport rule put into it. Nothing else quarantines here, since there is no spam filter."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from pwsh_emu.exchange import failures, inputs
from pwsh_emu.exchange.cmdlet import ExchangeCmdlet
from pwsh_emu.exchange.cmdlets.generic import GenericGet
from pwsh_emu.exchange.cmdlets.mailboxes import is_on
from pwsh_emu.exchange.failures import ServiceFailure
from pwsh_emu.exchange.mailstore import QUARANTINE
from pwsh_emu.exchange.objects import values_of
from pwsh_emu.exchange.recipients import by_address
from pwsh_emu.runtime.command import implements
from pwsh_emu.runtime.values import PSArray, PSCustomObject

if TYPE_CHECKING:
    from pwsh_emu.exchange.mailstore import Message
    from pwsh_emu.exchange.organization import Record

_DAYS = 30  # a message stays so long


class _Quarantine(ExchangeCmdlet):
    Identities: Any = None

    def messages(self) -> list[Message]:
        return list(self.organization.mail.messages(QUARANTINE, QUARANTINE))

    def identity_of(self, message: Message) -> str:
        key = self.organization.make_guid("quarantine", str(message.id))
        return f"{key}\\{self.organization.make_guid('quarantined', str(message.id))}"

    def wanted(self) -> list[Message]:
        """Return the messages that -Identity or -Identities name. Raises ServiceFailure where one is not there."""
        given = self.texts(self.Identities) if self.Identities is not None else [self.identity_text()]
        by_identity = {self.identity_of(message).lower(): message for message in self.messages()}
        found = []
        for text in given:
            message = by_identity.get(text.lower())
            if message is None:
                raise failures.not_found(self.organization, text)
            found.append(message)
        return found

    def show(self, message: Message) -> None:
        from datetime import datetime, timedelta

        info, values = message.info, values_of(self.session)
        expires = (datetime.fromisoformat(str(info["date"])) + timedelta(days=_DAYS)).isoformat()
        released = bool(info.get("released"))
        recipients = PSArray(info["recipients"], "System.String")
        self.write(PSCustomObject({
            "Identity": self.identity_of(message), "ReceivedTime": values.date(info["date"], utc=True), "Organization": self.organization.name,
            "MessageId": info["messageId"], "SenderAddress": info["sender"], "RecipientAddress": recipients, "Subject": info["subject"],
            "Size": len(message.content), "Type": "TransportRule", "PolicyType": "ExchangeTransportRule", "PolicyName": info["rule"],
            "TagName": "AdminOnlyAccessPolicy", "PermissionToBlockSender": False, "PermissionToDelete": True, "PermissionToPreview": True,
            "PermissionToRelease": True, "PermissionToRequestRelease": False, "PermissionToViewHeader": True, "PermissionToDownload": True,
            "PermissionToAllowSender": True, "Released": released, "ReleaseStatus": "RELEASED" if released else "NOTRELEASED",
            "SystemReleased": False, "RecipientCount": len(recipients), "QuarantineTypes": "TransportRule", "Expires": values.date(expires, utc=True),
            "RecipientTag": PSArray([""] * len(recipients), "System.String"), "Direction": "Outbound" if info.get("outbound") else "Inbound",
            "EntityType": "Email",
        }))  # fmt: skip


@implements("Get-QuarantineMessage")
class GetQuarantineMessage(_Quarantine):
    """Shows what is in quarantine, newest first."""

    def run(self) -> None:
        if self.Identity is not None:
            for message in self.wanted():
                self.show(message)
            return
        for message in reversed(self.messages()):
            if self.fits(message):
                self.show(message)

    def fits(self, message: Message) -> bool:
        info = message.info
        for name, found in (
            ("SenderAddress", [info["sender"]]), ("RecipientAddress", info["recipients"]), ("MessageId", [info["messageId"]]),
            ("PolicyName", [info["rule"]]),
        ):  # fmt: skip
            wanted = {text.lower() for text in self.texts(self.bound.get(name))}
            if wanted and wanted.isdisjoint(str(one).lower() for one in found):
                return False
        subject = self.bound.get("Subject")
        if subject is not None and inputs.text(self.session, subject).lower() not in str(info["subject"]).lower():
            return False
        kinds = {text.lower() for name in ("Type", "QuarantineTypes") for text in self.texts(self.bound.get(name))}
        return not kinds or "transportrule" in kinds


@implements("Release-QuarantineMessage")
class ReleaseQuarantineMessage(_Quarantine):
    """Delivers what is in quarantine to the people it was for, or to some of them."""

    User: Any = None

    def run(self) -> None:
        users = {text.lower() for text in self.texts(self.User)}
        if not users and not is_on(self.bound.get("ReleaseToAll")):
            raise ServiceFailure(failures.ARGUMENT, "Specify one of the parameters User or ReleaseToAll.")
        for message in self.wanted():
            chosen = [address for address in message.info["recipients"] if not users or str(address).lower() in users]
            if not chosen:
                raise failures.not_found(self.organization, ", ".join(sorted(users)))
            if not self.confirmed(f'Releasing quarantined message "{message.info["subject"]}".', str(message.info["messageId"])):
                continue
            mailboxes = [record for record in (by_address(self.organization, str(address)) for address in chosen) if record is not None]
            info = {key: value for key, value in message.info.items() if key not in ("recipients", "rule", "released", "outbound")}
            mail = self.organization.mail
            mail.deliver([(record["Guid"], "Inbox", dict(info, read=False)) for record in mailboxes], message.content, [])
            mail.set_info(message.id, released=True)
            self.audit(str(message.info["messageId"]))


@implements("Delete-QuarantineMessage")
class DeleteQuarantineMessage(_Quarantine):
    """Deletes what is in quarantine."""

    def run(self) -> None:
        for message in self.wanted():
            if self.confirmed(f'Deleting quarantined message "{message.info["subject"]}".', str(message.info["messageId"])):
                self.organization.mail.delete(message.id)
                self.audit(str(message.info["messageId"]))


@implements("Preview-QuarantineMessage")
class PreviewQuarantineMessage(_Quarantine):
    """Shows the text of what is in quarantine."""

    def run(self) -> None:
        for message in self.wanted():
            body = message.content.partition(b"\r\n\r\n")[2].decode("utf-8", "replace")
            info = message.info
            self.write(PSCustomObject({
                "Identity": self.identity_of(message), "MessageId": info["messageId"], "SenderAddress": info["sender"], "Subject": info["subject"],
                "Body": body, "IsHtml": False, "Attachment": None, "Cc": None, "Organization": self.organization.name,
            }))  # fmt: skip


@implements("Get-QuarantineMessageHeader")
class GetQuarantineMessageHeader(_Quarantine):
    """Shows the headers of what is in quarantine."""

    def run(self) -> None:
        for message in self.wanted():
            header = message.content.partition(b"\r\n\r\n")[0].decode("utf-8", "replace")
            self.write(PSCustomObject({"Identity": self.identity_of(message), "Header": header, "Organization": self.organization.name}))


@implements("Export-QuarantineMessage")
class ExportQuarantineMessage(_Quarantine):
    """Hands out what is in quarantine as an .eml text."""

    def run(self) -> None:
        from base64 import b64encode

        for message in self.wanted():
            self.write(PSCustomObject({
                "Identity": self.identity_of(message), "Eml": b64encode(message.content).decode(), "BodyEncoding": "Base64",
                "Organization": self.organization.name,
            }))  # fmt: skip


@implements("Get-QuarantinePolicy")
class GetQuarantinePolicy(GenericGet):
    """Shows quarantine policies; the one with the settings for all of them only where its type is asked for."""

    QuarantinePolicyType: Any = None

    def chosen(self) -> Iterable[Record]:
        found = super().chosen()
        if self.Identity is not None:
            return found
        kind = "QuarantinePolicy" if self.QuarantinePolicyType is None else inputs.text(self.session, self.QuarantinePolicyType)
        return [record for record in found if record.get("QuarantinePolicyType", "QuarantinePolicy").lower() == kind.lower()]
