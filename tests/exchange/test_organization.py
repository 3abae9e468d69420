"""The organization's state: transactions, snapshots, seeds, filters, identities, the tenant file."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from pwsh_emu.exchange import identity, opath
from pwsh_emu.exchange.organization import Organization
from pwsh_emu.exchange.recipients import by_address
from pwsh_emu.exchange.seeding import names
from pwsh_emu.exchange.smtpauth import decide
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


def fresh_index(organization: Organization) -> dict[str, set[str]]:
    """Return the identities of all recipients as an index built anew has them."""
    found: dict[str, set[str]] = {}
    for record in organization.table("Recipient").values():
        for key in identity.keys_of(organization, "Recipient", record):
            found.setdefault(key, set()).add(record["Guid"])
    return found


def test_indexes_follow_every_kind_of_change(tmp_path: Path) -> None:
    organization, other = Organization(tenant=str(tmp_path / "t.db")), Organization(tenant=str(tmp_path / "t.db"))
    other.load()

    def check() -> None:
        identity.find(organization, "Mailbox", "akol")
        kept = organization.keyed("identities of Recipient", "Recipient", lambda record: [])
        assert {key: {record["Guid"] for record in records} for key, records in kept.items()} == fresh_index(organization)
        records = organization.table("Recipient")
        assert all(records[record["Guid"]] is record for found in kept.values() for record in found)

    check()
    ayla = identity.find(organization, "Mailbox", "akol")[0]
    with organization.transaction():
        organization.update("Recipient", ayla, {"Alias": "ayla", "EmailAddresses": ["SMTP:ayla@contoso.com"]})
    check()
    assert by_address(organization, "akol@contoso.com") is None and by_address(organization, "ayla+x@contoso.com") is ayla
    with organization.transaction():
        organization.delete("Recipient", ayla)
    check()
    with organization.transaction():  # removed and back: another object of the same Guid
        organization.insert("Recipient", dict(ayla))
    check()
    with pytest.raises(KeyError), organization.transaction():
        organization.insert("Recipient", {"Name": "Half", "Alias": "half"})
        organization.update("Recipient", identity.find(organization, "Mailbox", "ayla")[0], {"Alias": "other"})
        check()
        raise KeyError
    check()
    with other.transaction():
        kim = identity.find(other, "Mailbox", "kakers")[0]
        other.update("Recipient", kim, {"Alias": "kim"})
        other.delete("Recipient", identity.find(other, "Mailbox", "ayla")[0])
    organization.refresh()
    check()
    organization.reset()
    check()
    assert identity.find(organization, "Mailbox", "akol")


def test_a_change_in_a_large_organization_costs_no_new_index() -> None:
    organization = Organization(seed="large")
    identity.find(organization, "Mailbox", "user00001")
    begin = time.perf_counter()
    for number in range(1, 101):
        record = identity.find(organization, "Mailbox", f"user{number:05}")[0]
        with organization.transaction():
            organization.update("Recipient", record, {"CustomAttribute1": "x"})
    assert time.perf_counter() - begin < 1  # building the index takes about half a second
