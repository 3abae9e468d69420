"""The organization's state: transactions, snapshots, seeds, filters, identities, the tenant file."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from pwsh_emu.exchange import identity, opath
from pwsh_emu.exchange.organization import Organization
from pwsh_emu.exchange.seeding import names
from pwsh_emu.exchange.smtpauth import decide
from pwsh_emu.exchange.store import StoreError
from pwsh_emu.exchange.texts import parse_size, parse_span, size_text, span_text, words


def opt_in(organization: Organization, value: bool | None) -> None:
    with organization.transaction():
        organization.update("TransportConfig", organization.only("TransportConfig"), {"AllowLegacyTLSClients": value})


def test_a_failed_transaction_changes_nothing() -> None:
    organization = Organization()
    before = json.dumps(organization.snapshot())
    with pytest.raises(KeyError), organization.transaction():
        opt_in(organization, True)
        organization.insert("TransportRule", {"Name": "x"})
        raise KeyError
    assert json.dumps(organization.snapshot()) == before


def test_copies_are_independent_and_compared() -> None:
    organization = Organization()
    twin = organization.copy()
    opt_in(twin, True)
    assert organization.transport("AllowLegacyTLSClients") is None
    assert list(organization.compare(twin)) == [("TransportConfig", "Transport Settings", "AllowLegacyTLSClients", None, True)]
    twin.reset()
    assert list(organization.compare(twin)) == []


def test_snapshots_are_restored_elsewhere() -> None:
    organization = Organization(seed="hardened")
    other = Organization()
    other.restore(json.loads(json.dumps(organization.snapshot())))
    assert list(organization.compare(other)) == []
    with pytest.raises(ValueError, match="not an organization"):
        other.restore({"format": 7})


@pytest.mark.parametrize(("seed", "mailboxes"), [("company", 25), ("hardened", 25), ("old", 25), ("large", 10_025)])
def test_seeds(seed: str, mailboxes: int) -> None:
    assert seed in names()
    organization = Organization(seed=seed)
    assert sum(1 for record in organization.table("Recipient").values() if record["RecipientType"] == "UserMailbox") == mailboxes
    assert organization.transport("SmtpClientAuthenticationDisabled") is (seed != "old")


def test_what_does_not_exist_is_said() -> None:
    with pytest.raises(ValueError, match="there is no environment 'Mars'"):
        Organization("Mars")
    with pytest.raises(ValueError, match="there is no seed"):
        Organization(seed="none").load()


@pytest.mark.parametrize(
    "text",
    [
        "akol",
        "AKOL@contoso.com",
        "smtp:akol@contoso.onmicrosoft.com",
        "Ayla Kol",
        "CN=Ayla Kol,OU=contoso.onmicrosoft.com,OU=Microsoft Exchange Hosted Organizations,DC=NAMPR00A000,DC=PROD,DC=OUTLOOK,DC=COM",
    ],
)
def test_identities(text: str) -> None:
    found = identity.find(Organization(), "Mailbox", text)
    assert [record["Name"] for record in found] == ["Ayla Kol"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Department -eq 'sales'", 2),
        ("(Department -eq 'IT') -and -not(Name -like 'K*')", 3),
        ("Department -eq 'IT' -or Department -eq 'Legal'", 5),
        ("RecipientTypeDetails -ne 'UserMailbox'", 13),
        ("EmailAddresses -like '*contoso.com'", 30),
        ("EmailAddresses -eq 'akol@contoso.com'", 1),
        ("ResourceCapacity -gt 10", 1),
        ("Manager -eq $null -and Department -ne $null", 2),
        ('Name -eq "Kim Akers"', 1),
        ("{Alias -like 'a*'}", 6),
    ],
)
def test_filters(text: str, count: int) -> None:
    test = opath.compile_filter(text, lambda name: (name, None))
    assert sum(1 for record in Organization().table("Recipient").values() if test(record)) == count


@pytest.mark.parametrize("text", ["Name -eq", "Name", "(Name -eq 'x'", "Name -foo 'x'", "Name -eq 'x' Name", "Name -eq $x", "-and", "'"])
def test_bad_filters_are_refused(text: str) -> None:
    with pytest.raises(opath.FilterError):
        opath.compile_filter(text, lambda name: (name, None))


def test_texts() -> None:
    assert size_text(1_825_361_920) == "1.7 GB (1,825,361,920 bytes)"
    assert size_text(106_300_440_576) == "99 GB (106,300,440,576 bytes)"
    assert parse_size("35MB") == 36_700_160 and parse_size("x") is None and parse_size("512") == 512
    assert span_text(parse_span("1.12:00:00") or 0) == "1.12:00:00" and parse_span("25:00") is None
    assert words("TransportRule") == "transport rule" and words("OMEConfiguration") == "OME configuration"


def test_what_decides_on_smtp_auth() -> None:
    organization = Organization()
    mailbox = identity.find(organization, "Mailbox", "akol")[0]
    assert (decide(organization, mailbox).allowed, decide(organization, mailbox).decided_by) == (False, "Organization")
    with organization.transaction():
        organization.update("Recipient", mailbox, {"SmtpClientAuthenticationDisabled": False})
    assert (decide(organization, mailbox).allowed, decide(organization, mailbox).decided_by) == (True, "Mailbox")
    with organization.transaction():
        organization.insert("AuthenticationPolicy", {"Name": "P"})
        organization.update("Recipient", mailbox, {"AuthenticationPolicy": "P"})
    assert decide(organization, mailbox).decided_by == "AuthenticationPolicy"
    assert decide(organization, mailbox, basic=False).allowed
    with organization.transaction():
        organization.update("OrganizationConfig", organization.only("OrganizationConfig"), {"SecurityDefaultsEnabled": True})
    assert decide(organization, mailbox).decided_by == "SecurityDefaults"


def test_two_processes_lose_nothing(tmp_path: Path) -> None:
    file = str(tmp_path / "tenant.db")
    first, second = Organization(tenant=file), Organization(tenant=file)
    first.load()
    second.load()
    opt_in(first, True)
    with second.transaction():
        second.update("TransportConfig", second.only("TransportConfig"), {"SmtpClientAuthenticationDisabled": False})
        second.log({"CmdletName": "Set-TransportConfig", "ObjectModified": "x", "Caller": "y"})
    assert second.transport("AllowLegacyTLSClients") is True
    first.refresh()
    assert first.transport("SmtpClientAuthenticationDisabled") is False
    assert len(first.audit) == 1
    third = Organization("GCC", tenant=file)
    third.load()
    assert third.transport("AllowLegacyTLSClients") is True and third.environment.name == "Worldwide"


def test_tenant_files_that_cannot_be_used(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is a folder"):
        Organization(tenant=str(tmp_path)).load()
    junk = tmp_path / "junk"
    junk.write_bytes(b"\x00junk" * 1000)
    with pytest.raises(StoreError, match="cannot be used"):
        Organization(tenant=str(junk)).load()


_WRITER = """
import sys
from pwsh_emu.exchange.organization import Organization
organization = Organization(tenant=sys.argv[1])
for number in range(1000):
    with organization.transaction():
        organization.insert("TransportRule", {"Name": f"rule {number}", "Comments": "x" * 200})
        organization.update("TransportConfig", organization.only("TransportConfig"), {"JournalMessageExpirationDays": number})
    print(number, flush=True)
"""


def test_killed_in_the_middle_every_acknowledged_change_is_there(tmp_path: Path) -> None:
    file = str(tmp_path / "tenant.db")
    with subprocess.Popen([sys.executable, "-c", _WRITER, file], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        acknowledged = -1
        for line in process.stdout:
            acknowledged = int(line)
            if acknowledged >= 100:
                os.kill(process.pid, signal.SIGKILL)
                break
        acknowledged = max([acknowledged, *(int(line) for line in process.stdout)])
    organization = Organization(tenant=file)
    rules = {record["Name"] for record in organization.table("TransportRule").values()}
    last = organization.transport("JournalMessageExpirationDays")
    assert {f"rule {number}" for number in range(acknowledged + 1)} <= rules
    assert last >= acknowledged and f"rule {last}" in rules and f"rule {last + 1}" not in rules
