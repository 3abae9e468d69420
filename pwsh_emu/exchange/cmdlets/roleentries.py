"""Which cmdlets a management role gives: ManagementRoleEntry, Get-ManagementRole -Cmdlet, New-ManagementRole from a parent.

The roles of the service have their cmdlets from a file of patterns. A role that was made holds its own list: each entry is a cmdlet's name, followed
by the parameters that are left of it where some were taken away.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Any

from pwsh_emu.exchange import failures, identity, inputs
from pwsh_emu.exchange.cmdlet import NO_CHANGE, ExchangeCmdlet, exchange_facts
from pwsh_emu.exchange.cmdlets.generic import GenericGet, GenericNew, GenericRemove
from pwsh_emu.exchange.cmdlets.mailboxes import is_on
from pwsh_emu.exchange.failures import ServiceFailure
from pwsh_emu.exchange.registry import index
from pwsh_emu.exchange.views import ensure_views
from pwsh_emu.runtime.command import implements
from pwsh_emu.runtime.modules import matcher
from pwsh_emu.runtime.values import PSArray, PSCustomObject
from pwsh_emu.runtime.wildcard import WildcardPattern

if TYPE_CHECKING:
    from pwsh_emu.exchange.organization import Organization, Record

_FILE = os.path.join(os.path.dirname(os.path.dirname(__file__)), "rolecmdlets.tsv")
_ROLE = "ManagementRole"
_HELD = "Entries"  # the property of a made role's record that lists its entries
_SNAPIN = "Microsoft.Exchange.Management.PowerShell.E2010"


@cache
def _patterns() -> dict[str, list[str]]:
    with open(_FILE, encoding="utf-8") as file:
        rows = (line.rstrip("\n").split("\t") for line in file if not line.startswith("#"))
        return {role: patterns.split() for role, patterns in rows}


@cache
def _cmdlets(role: str) -> tuple[str, ...]:
    """Return the cmdlets of a role of the service."""
    given = matcher(_patterns().get(role, ()))
    return tuple(name for name, kind, _ in index() if kind == "session" and given(name))


def entries_of(role: Record) -> list[str]:
    """Return a role's entries as its record holds them."""
    held = role.get(_HELD)
    return list(held) if held is not None else list(_cmdlets(str(role["Name"])))


def name_of(entry: str) -> str:
    return entry.partition(" ")[0]


def parameters_of(entry: str) -> list[str]:
    """Return the parameters of an entry's cmdlet that the role gives."""
    name, *left = entry.split(" ")
    return left or sorted(exchange_facts(name), key=str.lower)


class _Entry(ExchangeCmdlet):
    def begin(self) -> None:
        ensure_views(self.session)
        super().begin()

    def named(self) -> tuple[str, str]:
        """Return the role's and the cmdlet's part of ``role\\cmdlet``."""
        shown = self.identity_text()
        role, backslash, cmdlet = shown.rpartition("\\")
        if not backslash or not role or not cmdlet:
            raise ServiceFailure(failures.ARGUMENT, f"The role entry '{shown}' isn't valid. Use the format <management role>\\<role entry name>.")
        return role, cmdlet

    def own_role(self, name: str) -> Record:
        """Return a role that may be changed."""
        role = self.find(name, _ROLE)
        if role.get(_HELD) is None:
            raise ServiceFailure(failures.INVALID_OPERATION, f"The built-in management role '{role['Name']}' can't be changed.")
        return role

    def known(self, role: Record, cmdlet: str) -> str:
        """Return a role's entry of a cmdlet. Raises ServiceFailure where it has none."""
        for entry in entries_of(role):
            if name_of(entry).lower() == cmdlet.lower():
                return entry
        raise failures.not_found(self.organization, f"{role['Name']}\\{cmdlet}")

    def chosen_parameters(self, cmdlet: str) -> list[str]:
        """Return -Parameters spelled as the cmdlet has them. Raises ServiceFailure for one that it has not."""
        every = {name.lower(): name for name in (*exchange_facts(cmdlet), "WhatIf", "Confirm")}
        result = []
        for text in self.texts(self.bound.get("Parameters")):
            if text.lower() not in every:
                raise ServiceFailure(failures.ARGUMENT, f"The parameter '{text}' couldn't be found for the cmdlet '{cmdlet}'.")
            result.append(every[text.lower()])
        return result

    def replace(self, role: Record, entries: list[str], shown: str) -> None:
        with self.transaction():
            if self.organization.update(_ROLE, role, {_HELD: sorted(entries, key=str.lower)}, {}):
                self.audit(shown)
                return
        self.write_warning(NO_CHANGE.format(shown))


@implements("Get-ManagementRoleEntry")
class GetManagementRoleEntry(_Entry):
    """Shows the cmdlets that roles give."""

    PSSnapinName: Any = None
    Type: Any = None

    def run(self) -> None:
        wanted_role, wanted = self.named()
        kinds = {text.lower() for text in self.texts(self.Type)}
        if kinds and "cmdlet" not in kinds:
            return
        if self.PSSnapinName is not None and inputs.text(self.session, self.PSSnapinName).lower() != _SNAPIN.lower():
            return
        parameters = {text.lower() for text in self.texts(self.bound.get("Parameters"))}
        pattern = WildcardPattern(wanted, True)
        roles = identity.find_by_wildcard(self.organization, _ROLE, wanted_role) if "*" in wanted_role else [self.find(wanted_role, _ROLE)]
        count = 0
        for role in sorted(roles, key=lambda one: str(one["Name"]).lower()):
            for entry in entries_of(role):
                name = name_of(entry)
                if pattern.matches(name) and (not parameters or parameters & {one.lower() for one in parameters_of(entry)}):
                    count += 1
                    self.write(self.shown(role, entry))
        if not count and "*" not in wanted and "*" not in wanted_role:
            raise failures.not_found(self.organization, self.identity_text())

    def shown(self, role: Record, entry: str) -> PSCustomObject:
        name = name_of(entry)
        return PSCustomObject(
            {
                "Role": role["Name"], "Type": "Cmdlet", "Name": name, "PSSnapinName": _SNAPIN, "Identity": f"{role['Name']}\\{name}",
                "Parameters": PSArray(parameters_of(entry), "System.String"), "IsValid": True, "ObjectState": "Unchanged",
            },
            [
                "Deserialized.Microsoft.Exchange.Management.RbacTasks.ExchangeRoleEntryPresentation",
                "System.Management.Automation.PSCustomObject", "System.Object",
            ],
        )  # fmt: skip


@implements("Add-ManagementRoleEntry")
class AddManagementRoleEntry(_Entry):
    """Gives a role a cmdlet that its parent has."""

    ParentRoleEntry: Any = None
    Role: Any = None

    def run(self) -> None:
        if self.ParentRoleEntry is not None:
            cmdlet = self.identity_text(self.ParentRoleEntry).rpartition("\\")[2]
            role = self.own_role(self.identity_text(self.Role))
        else:
            name, cmdlet = self.named()
            role = self.own_role(name)
        shown = f"{role['Name']}\\{cmdlet}"
        parent = self.find(str(role["Parent"]), _ROLE)
        inherited = self.known(parent, cmdlet)
        left = self.chosen_parameters(name_of(inherited))
        entries = entries_of(role)
        old = next((entry for entry in entries if name_of(entry).lower() == cmdlet.lower()), None)
        if old is not None and not is_on(self.bound.get("Overwrite")):
            raise ServiceFailure(failures.EXISTS, f"The role entry '{shown}' already exists. Use the Overwrite switch to replace it.")
        if self.confirmed(f'Adding management role entry "{shown}".', shown):
            self.replace(role, [*(entry for entry in entries if entry != old), " ".join([name_of(inherited), *left]) if left else inherited], shown)


@implements("Set-ManagementRoleEntry")
class SetManagementRoleEntry(_Entry):
    """Changes which parameters of a cmdlet a role gives."""

    def run(self) -> None:
        name, cmdlet = self.named()
        role = self.own_role(name)
        old = self.known(role, cmdlet)
        given = self.chosen_parameters(name_of(old))
        left = list(given)
        if is_on(self.bound.get("AddParameter")):
            left = [*parameters_of(old), *(one for one in given if one not in parameters_of(old))]
        elif is_on(self.bound.get("RemoveParameter")):
            left = [one for one in parameters_of(old) if one not in given]
        shown = f"{role['Name']}\\{name_of(old)}"
        if self.confirmed(f'Setting management role entry "{shown}".', shown):
            fresh = " ".join([name_of(old), *sorted(left, key=str.lower)])
            self.replace(role, [fresh if entry == old else entry for entry in entries_of(role)], shown)


@implements("Remove-ManagementRoleEntry")
class RemoveManagementRoleEntry(_Entry):
    """Takes a cmdlet away from a role."""

    def run(self) -> None:
        name, cmdlet = self.named()
        role = self.own_role(name)
        old = self.known(role, cmdlet)
        shown = f"{role['Name']}\\{name_of(old)}"
        if self.confirmed(f'Removing management role entry "{shown}".', shown):
            self.replace(role, [entry for entry in entries_of(role) if entry != old], shown)


def descendants(organization: Organization, role: Record) -> list[Record]:
    """Return the roles made from a role, and from those."""
    found: list[Record] = []
    for one in organization.table(_ROLE).values():
        if one.get("Parent") == role["Name"]:
            found += [one, *descendants(organization, one)]
    return found


@implements("Get-ManagementRole")
class GetManagementRole(GenericGet):
    """Shows management roles, or those that give a cmdlet."""

    Cmdlet: Any = None
    CmdletParameters: Any = None
    Script: Any = None
    GetChildren: Any = None
    Recurse: Any = None

    def chosen(self) -> Iterable[Record]:
        found = super().chosen()
        if is_on(self.GetChildren) or is_on(self.Recurse):
            role = self.find(self.Identity)
            found = [role, *descendants(self.organization, role)]
            if is_on(self.GetChildren):
                found = [one for one in found if one.get("Parent") == role["Name"]]
        if self.Script is not None:
            return []
        if self.Cmdlet is not None:
            pattern = WildcardPattern(inputs.text(self.session, self.Cmdlet), True)
            wanted = {text.lower() for text in self.texts(self.CmdletParameters)}
            found = [role for role in found if self.gives(role, pattern, wanted)]
        return found

    @staticmethod
    def gives(role: Record, pattern: WildcardPattern, wanted: set[str]) -> bool:
        return any(
            pattern.matches(name_of(entry)) and (not wanted or wanted <= {one.lower() for one in parameters_of(entry)}) for entry in entries_of(role)
        )

    def matching(self, records: Iterable[Record], name: str, value: Any) -> Iterable[Record]:
        return records if name in ("Cmdlet", "CmdletParameters", "Script") else super().matching(records, name, value)

    def shape(self, value: Any, record: Record) -> Any:
        value.members["RoleEntries"] = PSArray([f"({_SNAPIN}) {name_of(entry)}" for entry in entries_of(record)], "System.String")
        return value


@implements("New-ManagementRole")
class NewManagementRole(GenericNew):
    """Makes a role that gives what its parent gives, or a part of it."""

    def new_record(self) -> Record:
        record = super().new_record()
        parent = self.referenced(inputs.text(self.session, self.bound["Parent"]), _ROLE) if self.bound.get("Parent") is not None else None
        if parent is None:
            raise ServiceFailure(failures.ARGUMENT, "Specify the Parent parameter.")
        entries = entries_of(parent)
        chosen = self.texts(self.bound.get("EnabledCmdlets"))
        if chosen:
            wanted = matcher(chosen)
            entries = [entry for entry in entries if wanted(name_of(entry))]
        record.update(
            Parent=parent["Name"], RoleType=parent.get("RoleType", "Custom"), IsRootRole=False, IsEndUserRole=parent.get("IsEndUserRole", False)
        )
        record[_HELD] = entries
        return record


@implements("Remove-ManagementRole")
class RemoveManagementRole(GenericRemove):
    """Removes a role that was made; those of the service stay."""

    def run(self) -> None:
        record = self.target()
        shown = identity.text_of(record)
        below = descendants(self.organization, record)
        if record.get(_HELD) is None:
            raise ServiceFailure(failures.INVALID_OPERATION, f"The built-in management role '{shown}' can't be removed.")
        if below and not is_on(self.bound.get("Recurse")):
            raise ServiceFailure(failures.INVALID_OPERATION, f"The management role '{shown}' has child roles. Use the Recurse switch to remove them.")
        if self.confirmed(self.sentence(self.verb, record), shown):
            with self.transaction():
                for one in [*below, record]:
                    self.organization.delete(_ROLE, one)
                self.audit(shown)
