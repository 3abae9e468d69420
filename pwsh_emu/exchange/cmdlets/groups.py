"""Groups and their members: DistributionGroup, DynamicDistributionGroup, UnifiedGroup."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from pwsh_emu.exchange import failures, identity, inputs
from pwsh_emu.exchange.cmdlet import ExchangeCmdlet
from pwsh_emu.exchange.cmdlets.addresslists import recipient_filter, with_filter
from pwsh_emu.exchange.cmdlets.generic import GenericGet, GenericNew, GenericRemove, GenericSet, compile_record_filter
from pwsh_emu.exchange.cmdlets.mailboxes import is_on, set_addresses
from pwsh_emu.exchange.failures import ServiceFailure
from pwsh_emu.exchange.recipients import SHOWN_BY, TABLE, make_recipient, shown_by
from pwsh_emu.runtime.command import implements

if TYPE_CHECKING:
    from pwsh_emu.exchange.organization import Record

SOFT_DELETED_GROUPS = "SoftDeletedUnifiedGroup"
_ALREADY = "Microsoft.Exchange.Management.Tasks.MemberAlreadyExistsException"
_ABSENT = "Microsoft.Exchange.Management.Tasks.MemberNotFoundException"


class GroupNew(GenericNew):
    """Base: makes a group of a kind."""

    kind = "MailUniversalDistributionGroup"

    def new_record(self) -> Record:
        values = self.properties(None)
        name = str(values.pop("Name", None) or values.get("DisplayName") or "")
        if not name:
            raise ServiceFailure("System.ArgumentNullException", "Value cannot be null. Parameter name: Name")
        for steering in ("Type", "RoomList", "Notes"):
            if steering != "Notes":
                values.pop(steering, None)
        address = values.pop("PrimarySmtpAddress", None)
        values.pop("EmailAddresses", None)
        record = make_recipient(
            self.organization,
            self.group_kind(),
            name,
            Alias=values.pop("Alias", None),
            DisplayName=values.pop("DisplayName", None),
            PrimarySmtpAddress=address,
            **values,
        )
        if identity.find(self.organization, "Recipient", record["PrimarySmtpAddress"]):
            raise failures.already_exists(self.organization, record["PrimarySmtpAddress"])
        self.complete(record)
        return record

    def group_kind(self) -> str:
        return self.kind

    def complete(self, record: Record) -> None:
        """Fill in what the kind needs."""
        if not record.get("ManagedBy"):
            record["ManagedBy"] = [self.caller_name()]

    def caller_name(self) -> str:
        found = identity.find(self.organization, "Recipient", self.caller)
        return str(found[0]["Name"]) if found else "Organization Management"

    def member_names(self, value: Any) -> list[str]:
        return [str(self.referenced(text, "Recipient")["Name"]) for text in self.texts(value)]


@implements("New-DistributionGroup")
class NewDistributionGroup(GroupNew):
    """Makes a distribution group, or a mail-enabled security group with -Type Security."""

    def group_kind(self) -> str:
        if is_on(self.bound.get("RoomList")):
            return "RoomList"
        kind = self.bound.get("Type")
        return "MailUniversalSecurityGroup" if kind is not None and inputs.text(self.session, kind).lower() == "security" else self.kind

    def complete(self, record: Record) -> None:
        super().complete(record)
        owners = record["ManagedBy"] if is_on(self.bound.get("CopyOwnerToMember")) else []
        record["Members"] = list(dict.fromkeys([*self.member_names(self.bound.get("Members")), *owners]))


@implements("New-DynamicDistributionGroup")
class NewDynamicDistributionGroup(GroupNew):
    """Makes a group whose members follow from a filter."""

    kind = "DynamicDistributionGroup"

    def complete(self, record: Record) -> None:
        if not record.get("RecipientFilter"):
            record["RecipientFilter"] = recipient_filter(record)
        with_filter(self.organization, record, {})


@implements("New-UnifiedGroup")
class NewUnifiedGroup(GroupNew):
    """Makes a Microsoft 365 group."""

    kind = "GroupMailbox"

    def complete(self, record: Record) -> None:
        owner = self.member_names(self.bound.get("Owner")) if self.bound.get("Owner") is not None else [self.caller_name()]
        members = self.member_names(self.bound.get("Members"))
        record.update(Owners=owner, Members=list(dict.fromkeys([*owner, *members])), ManagedBy=owner, GroupMemberCount=len({*owner, *members}))


class _SetGroup(GenericSet):
    def values(self, record: Record) -> dict[str, Any]:
        values = super().values(record)
        set_addresses(self.organization, record, values)
        return values


@implements("Set-DistributionGroup")
class SetDistributionGroup(_SetGroup):
    """Changes a distribution group."""


@implements("Set-UnifiedGroup")
class SetUnifiedGroup(_SetGroup):
    """Changes a Microsoft 365 group."""


@implements("Set-DynamicDistributionGroup")
class SetDynamicDistributionGroup(_SetGroup):
    """Changes a dynamic distribution group."""

    def values(self, record: Record) -> dict[str, Any]:
        return with_filter(self.organization, super().values(record), record)


class _RemoveRecipient(GenericRemove):
    """Removing a recipient works on the recipients' table."""


@implements("Remove-DistributionGroup")
class RemoveDistributionGroup(_RemoveRecipient):
    """Removes a distribution group."""


@implements("Remove-DynamicDistributionGroup")
class RemoveDynamicDistributionGroup(_RemoveRecipient):
    """Removes a dynamic distribution group."""


@implements("Remove-UnifiedGroup")
class RemoveUnifiedGroup(_RemoveRecipient):
    """Removes a Microsoft 365 group; it can be brought back with Undo-SoftDeletedUnifiedGroup."""

    def run(self) -> None:
        record = self.target()
        if self.confirmed(self.sentence(self.verb, record), identity.text_of(record)):
            with self.transaction():
                gone = dict(record, WhenSoftDeleted=self.organization.now())
                self.organization.delete(TABLE, record)
                self.organization.insert(SOFT_DELETED_GROUPS, gone)
                self.audit(identity.text_of(record))


@implements("Get-UnifiedGroup")
class GetUnifiedGroup(GenericGet):
    """Shows Microsoft 365 groups; with -IncludeSoftDeletedGroups also those that were removed."""

    def everything(self) -> Iterable[Record]:
        gone = self.organization.table(SOFT_DELETED_GROUPS).values() if is_on(self.bound.get("IncludeSoftDeletedGroups")) else []
        return [*super().everything(), *gone]

    def shape(self, value: Any, record: Record) -> Any:
        if "GroupMemberCount" in value.members:
            value.members["GroupMemberCount"] = len(record.get("Members") or [])
        return value


@implements("Undo-SoftDeletedUnifiedGroup")
class UndoSoftDeletedUnifiedGroup(ExchangeCmdlet):
    """Brings a removed Microsoft 365 group back."""

    SoftDeletedObject: Any = None

    def run(self) -> None:
        shown = inputs.text(self.session, self.SoftDeletedObject if self.SoftDeletedObject is not None else self.Identity)
        found = identity.find_removed(self.organization, SOFT_DELETED_GROUPS, shown)
        if not found:
            raise failures.not_found(self.organization, shown)
        if self.confirmed(f'Recovering soft-deleted unified group "{shown}".', shown):
            with self.transaction():
                self.organization.delete(SOFT_DELETED_GROUPS, found[0])
                back = {name: value for name, value in found[0].items() if name != "WhenSoftDeleted"}
                self.organization.insert(TABLE, back)
                self.audit(shown)
            self.write_record(back, "UnifiedGroup")


class MemberCmdlet(ExchangeCmdlet):
    """Base of what works on the members of a group."""

    group_noun = "DistributionGroup"
    Member: Any = None
    Members: Any = None
    Links: Any = None
    LinkType: Any = None

    def group(self) -> Record:
        return self.find(self.Identity, self.group_noun)

    def member(self, text: str) -> Record:
        found = identity.find(self.organization, "Recipient", text) or identity.find(self.organization, "User", text)
        if not found:
            raise failures.reference_not_found(text)
        if len(found) > 1:
            raise failures.ambiguous(text)
        return found[0]

    def property_name(self) -> str:
        if self.LinkType is None:
            return "Members"
        return inputs.text(self.session, self.LinkType).capitalize()

    def change(self, group: Record, name: str, members: list[str], sentence: str) -> None:
        if not self.confirmed(sentence, group["Name"]):
            return
        values: dict[str, Any] = {name: members}
        if name == "Owners":
            values["ManagedBy"] = members
        if self.group_noun == "UnifiedGroup" and name == "Members":
            values["GroupMemberCount"] = len(members)
        with self.transaction():
            self.organization.update(TABLE if self.group_noun in SHOWN_BY else self.group_noun, group, values, {})
            self.audit(group["Name"])

    def names(self, value: Any) -> list[str]:
        return [str(self.member(text)["Name"]) for text in self.texts(value)]


class _GetMembers(MemberCmdlet, GenericGet):
    def chosen(self) -> Iterable[Record]:
        group = self.group()
        found = []
        for name in group.get(self.property_name()) or []:
            found += (identity.find(self.organization, "Recipient", name) or identity.find(self.organization, "User", name))[:1]
        return found

    def maker(self, noun: str | None = None) -> Any:
        return super().maker("Recipient")


@implements("Get-DistributionGroupMember")
class GetDistributionGroupMember(_GetMembers):
    """Shows the members of a distribution group."""


@implements("Get-UnifiedGroupLinks")
class GetUnifiedGroupLinks(_GetMembers):
    """Shows the members, owners or subscribers of a Microsoft 365 group."""

    group_noun = "UnifiedGroup"


@implements("Get-DynamicDistributionGroupMember")
class GetDynamicDistributionGroupMember(_GetMembers):
    """Shows who a dynamic group's filter matches."""

    group_noun = "DynamicDistributionGroup"

    def chosen(self) -> Iterable[Record]:
        from pwsh_emu.exchange.schema import load

        group = self.group()
        test = compile_record_filter(self.organization, "Recipient", TABLE, load("Recipient"), group.get("RecipientFilter") or "(Alias -ne $null)")
        return [record for record in shown_by(self.organization, "Recipient") if record is not group and test(record)]


class _AddMembers(MemberCmdlet):
    def run(self) -> None:
        group, name = self.group(), self.property_name()
        members = list(group.get(name) or [])
        for added in self.names(self.Member if self.Links is None else self.Links):
            if added in members:
                raise ServiceFailure(_ALREADY, f'The recipient "{added}" is already a member of the group "{group["Name"]}".')
            if name == "Owners" and added not in (group.get("Members") or []):
                raise ServiceFailure(_ABSENT, f'Only members can be owners of a group. You must add "{added}" as a member first.')
            members.append(added)
        self.change(
            group, name, members, f'Adding distribution group member "{", ".join(members[len(group.get(name) or []) :])}" to group "{group["Name"]}".'
        )


@implements("Add-DistributionGroupMember")
class AddDistributionGroupMember(_AddMembers):
    """Adds a member to a distribution group."""


@implements("Add-UnifiedGroupLinks")
class AddUnifiedGroupLinks(_AddMembers):
    """Adds members, owners or subscribers to a Microsoft 365 group."""

    group_noun = "UnifiedGroup"


class _RemoveMembers(MemberCmdlet):
    def run(self) -> None:
        group, name = self.group(), self.property_name()
        members = list(group.get(name) or [])
        removed = self.names(self.Member if self.Links is None else self.Links)
        for one in removed:
            if one not in members:
                raise ServiceFailure(_ABSENT, f'The recipient "{one}" isn\'t a member of the group "{group["Name"]}".')
            members.remove(one)
        self.change(group, name, members, f'Removing distribution group member "{", ".join(removed)}" on group "{group["Name"]}".')


@implements("Remove-DistributionGroupMember")
class RemoveDistributionGroupMember(_RemoveMembers):
    """Removes a member from a distribution group."""


@implements("Remove-UnifiedGroupLinks")
class RemoveUnifiedGroupLinks(_RemoveMembers):
    """Removes members, owners or subscribers from a Microsoft 365 group."""

    group_noun = "UnifiedGroup"


@implements("Update-DistributionGroupMember")
class UpdateDistributionGroupMember(MemberCmdlet):
    """Replaces the members of a distribution group."""

    def run(self) -> None:
        group = self.group()
        self.change(group, "Members", self.names(self.Members), f'Updating distribution group members of group "{group["Name"]}".')


@implements("Get-RoleGroupMember")
class GetRoleGroupMember(_GetMembers):
    """Shows the members of a role group."""

    group_noun = "RoleGroup"


@implements("Add-RoleGroupMember")
class AddRoleGroupMember(_AddMembers):
    """Adds a member to a role group."""

    group_noun = "RoleGroup"


@implements("Remove-RoleGroupMember")
class RemoveRoleGroupMember(_RemoveMembers):
    """Removes a member from a role group."""

    group_noun = "RoleGroup"


@implements("Update-RoleGroupMember")
class UpdateRoleGroupMember(MemberCmdlet):
    """Replaces the members of a role group."""

    group_noun = "RoleGroup"

    def run(self) -> None:
        group = self.group()
        self.change(group, "Members", self.names(self.Members), f'Updating role group members of group "{group["Name"]}".')
