"""Who may administer what: ManagementRoleAssignment over role groups, New-RoleGroup."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from pwsh_emu.exchange import failures, identity, inputs
from pwsh_emu.exchange.cmdlets.generic import GenericGet, GenericNew, GenericRemove
from pwsh_emu.runtime.command import implements
from pwsh_emu.runtime.values import PSArray

if TYPE_CHECKING:
    from pwsh_emu.exchange.organization import Organization, Record


def assignments(organization: Organization) -> list[Record]:
    """Return all role assignments: those of role groups and policies, and those made one by one."""

    def build() -> list[Record]:
        found = []
        for kind, table in (("RoleGroup", "RoleGroup"), ("RoleAssignmentPolicy", "RoleAssignmentPolicy")):
            for group in organization.table(table).values():
                for role in group.get("Roles") or []:
                    name = f"{role}-{group['Name']}"
                    found.append({
                        "Name": name, "Guid": organization.make_guid("assignment", name), "Role": role,
                        "RoleAssignee": group["Name"], "RoleAssigneeName": group["Name"],
                        "RoleAssigneeType": kind, "Enabled": True,
                    })  # fmt: skip
        return found

    return [*organization.index("role assignments", build), *organization.table("ManagementRoleAssignment").values()]


@implements("Get-ManagementRoleAssignment")
class GetManagementRoleAssignment(GenericGet):
    """Shows which roles are assigned to whom."""

    RoleAssignee: Any = None
    GetEffectiveUsers: Any = None

    def chosen(self) -> Iterable[Record]:
        found = assignments(self.organization)
        if self.Identity is not None:
            shown = self.identity_text().lower()
            found = [record for record in found if shown in (record["Name"].lower(), record["Guid"])]
            if not found:
                raise failures.not_found(self.organization, self.identity_text())
        if self.RoleAssignee is not None:
            wanted = self.assignees(inputs.text(self.session, self.RoleAssignee))
            found = [record for record in found if record["RoleAssigneeName"].lower() in wanted]
        if self.GetEffectiveUsers:
            found = [dict(record, EffectiveUserName=user) for record in found for user in self.users(record)]
        return self.filtered(found)

    def shape(self, value: Any, record: Record) -> Any:
        everybody = {"RoleAssignmentPolicy": "All Policy Assignees", "User": record["RoleAssigneeName"]}.get(
            record["RoleAssigneeType"], "All Group Members"
        )
        value.members["EffectiveUserName"] = record.get("EffectiveUserName") or everybody
        return value

    def assignees(self, name: str) -> set[str]:
        users = identity.find(self.organization, "User", name)
        wanted = {name.lower(), *(one["Name"].lower() for one in identity.find(self.organization, "ServicePrincipal", name))}
        if users:
            own = users[0]["Name"]
            wanted |= {
                own.lower(),
                *(group["Name"].lower() for group in self.organization.table("RoleGroup").values() if own in (group.get("Members") or [])),
            }
        return wanted

    def users(self, record: Record) -> list[str]:
        groups = identity.find(self.organization, "RoleGroup", record["RoleAssigneeName"])
        return list(groups[0].get("Members") or []) if groups else [record["RoleAssigneeName"]]

    def matching(self, records: Iterable[Record], name: str, value: Any) -> Iterable[Record]:
        return records if name in ("RoleAssignee", "GetEffectiveUsers") else super().matching(records, name, value)


@implements("New-ManagementRoleAssignment")
class NewManagementRoleAssignment(GenericNew):
    """Assigns a role to a user, group or policy."""

    def new_record(self) -> Record:
        role = self.referenced(inputs.text(self.session, self.bound.get("Role")), "ManagementRole")["Name"]
        for parameter, nouns, kind in (
            ("User", ("User",), "User"),
            ("SecurityGroup", ("RoleGroup", "Recipient"), "SecurityGroup"),
            ("Policy", ("RoleAssignmentPolicy",), "RoleAssignmentPolicy"),
            ("App", ("ServicePrincipal",), "ServicePrincipal"),
        ):
            if parameter in self.bound:
                assignee = self.referenced(inputs.text(self.session, self.bound[parameter]), *nouns)["Name"]
                assignee_type = kind
                break
        else:
            raise failures.ServiceFailure(failures.ARGUMENT, "Specify one of the parameters User, SecurityGroup, Policy or App.")
        name = inputs.text(self.session, self.bound["Name"]) if "Name" in self.bound else f"{role}-{assignee}"
        values = self.properties(None)
        if values.get("CustomRecipientWriteScope"):
            values["RecipientWriteScope"] = "CustomRecipientScope"
        elif values.get("RecipientRelativeWriteScope"):
            values["RecipientWriteScope"] = values["RecipientRelativeWriteScope"]
        return values | {
            "Name": name,
            "Role": role,
            "RoleAssignee": assignee,
            "RoleAssigneeName": assignee,
            "RoleAssigneeType": assignee_type,
            "Enabled": True,
        }


@implements("New-RoleGroup")
class NewRoleGroup(GenericNew):
    """Makes a role group with roles and members."""

    def new_record(self) -> Record:
        record = super().new_record()
        members = [self.referenced(text, "Recipient")["Name"] for text in self.texts(self.bound.get("Members"))]
        roles = [self.referenced(text, "ManagementRole")["Name"] for text in self.texts(self.bound.get("Roles"))]
        record.update(Members=members, Roles=roles, RoleAssignments=[f"{role}-{record['Name']}" for role in roles])
        return record


@implements("Get-RoleGroup")
class GetRoleGroup(GenericGet):
    """Shows role groups."""

    def shape(self, value: Any, record: Record) -> Any:
        value.members["RoleAssignments"] = PSArray([f"{role}-{record['Name']}" for role in record.get("Roles") or []], "System.String")
        return value


@implements("Remove-RoleGroup")
class RemoveRoleGroup(GenericRemove):
    """Removes a role group that was made; those of the service stay."""

    def check(self, record: Record) -> None:
        if record.get("WellKnownObject"):
            raise failures.ServiceFailure(failures.INVALID_OPERATION, f"The built-in role group '{record['Name']}' can't be removed.")


@implements("Get-RoleAssignmentPolicy")
class GetRoleAssignmentPolicy(GenericGet):
    """Shows which roles users have on themselves."""

    def shape(self, value: Any, record: Record) -> Any:
        own = [
            one for one in assignments(self.organization)
            if one["RoleAssigneeType"] == "RoleAssignmentPolicy" and one["RoleAssigneeName"] == record["Name"]
        ]  # fmt: skip
        for name, texts in (("AssignedRoles", [one["Role"] for one in own]), ("RoleAssignments", [one["Name"] for one in own])):
            value.members[name] = PSArray(texts, "System.String")
        return value
