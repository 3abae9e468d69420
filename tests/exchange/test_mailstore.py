"""The mail of an organization: what a locked tenant file gives, moving a message, and the count that a copy keeps."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from pwsh_emu.exchange.mailstore import MailStore, MailStoreFull
from pwsh_emu.exchange.organization import Organization


def filed(organization: Organization, content: bytes = b"text") -> int:
    return organization.mail.deliver([("a", "Inbox", {"subject": "x"})], content, [])[0]


@pytest.mark.parametrize("tenant", [False, True])
def test_a_message_moves_and_goes(tmp_path: Path, tenant: bool) -> None:
    organization = Organization(tenant=str(tmp_path / "tenant.db") if tenant else None)
    number = filed(organization)
    organization.mail.move(number, "Deleted Items")
    organization.mail.set_info(number, read=True)
    (message,) = organization.mail.messages("a", "Deleted Items")
    assert (message.content, message.info) == (b"text", {"subject": "x", "read": True})
    organization.mail.delete(number)
    assert organization.mail.get(number) is None
    filed(organization)
    organization.mail.clear()
    assert organization.mail.count() == 0


def test_a_locked_file_is_a_sentence(tmp_path: Path) -> None:
    path = str(tmp_path / "tenant.db")
    organization = Organization(tenant=path)
    number = filed(organization)
    assert organization.store is not None
    organization.store.connection.execute("PRAGMA busy_timeout = 20")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    mail = organization.mail
    for change in (lambda: mail.delete(number), lambda: mail.set_info(number, read=True), lambda: mail.move(number, "x"), mail.clear):
        with pytest.raises(OSError, match="the tenant file cannot be written: database is locked"):
            change()
    other.execute("ROLLBACK")
    other.close()
    mail.delete(number)
    assert mail.count() == 0


def test_changes_join_a_transaction_that_is_under_way(tmp_path: Path) -> None:
    organization = Organization(tenant=str(tmp_path / "tenant.db"))
    number = filed(organization)
    with pytest.raises(ValueError, match="undone"), organization.transaction():
        organization.mail.delete(number)
        raise ValueError("undone")
    assert organization.mail.count() == 1


def test_a_copy_knows_how_much_it_holds() -> None:
    organization = Organization()
    organization.mail.memory = 10
    organization.mail.deliver([("a", "Inbox", {}), ("b", "Inbox", {})], b"123456", [])
    twin: MailStore = organization.mail.copy(Organization())
    with pytest.raises(MailStoreFull):
        twin.deliver([("a", "Inbox", {})], b"12345", [])
    twin.delete(1)
    with pytest.raises(MailStoreFull):
        twin.deliver([("a", "Inbox", {})], b"12345", [])
    twin.delete(2)
    twin.deliver([("a", "Inbox", {})], b"12345", [])
