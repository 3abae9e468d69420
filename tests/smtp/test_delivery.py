"""What becomes of an accepted message: mailboxes, Sent Items, groups, forwarding, reports of failure, the trace, files, the clients report."""

from __future__ import annotations

import imaplib
import poplib
import smtplib
import ssl
from pathlib import Path
from typing import Any

import pytest
from mailclients import (
    LEGACY,
    PASSWORD,
    PLAIN,
    connect,
    organization_that_sends,
    set_mailbox,
    set_transport,
    shell_over,
    sign_in,
    tls_client,
    token_answer,
)

from pwsh_emu.exchange.organization import Organization
from pwsh_emu.smtp.limits import Limits
from pwsh_emu.smtp.serve import RunningService


def send(running: RunningService, to: list[str], text: str = "From: akol@contoso.com\r\nSubject: Hello\r\n\r\nbody\r\n", **options: Any) -> None:
    client = connect(running, **options)
    assert sign_in(client)[0] == 235
    client.sendmail("akol@contoso.com", to, text)
    client.quit()


def where(organization: Organization) -> list[tuple[str, str, str]]:
    """Return address, folder and subject of each message that is there."""
    records = organization.table("Recipient")
    return [(records[one.mailbox]["PrimarySmtpAddress"], one.folder, one.info["subject"]) for one in organization.mail.messages()]


def test_into_the_mailbox_and_sent_items(running: RunningService) -> None:
    send(running, ["kakers@contoso.com", "KAKERS@contoso.onmicrosoft.com", "kakers+printer@contoso.com"])
    # three addresses of one mailbox get one copy
    assert where(running.organization) == [("kakers@contoso.com", "Inbox", "Hello"), ("akol@contoso.com", "Sent Items", "Hello")]
    content = next(iter(running.organization.mail.messages())).content
    assert content.startswith(b"Received: from device (127.0.0.1) by\r\n ")
    assert b"Message-ID: <" in content and b"\r\nDate: " in content and content.endswith(b"\r\n\r\nbody\r\n")


def test_sent_items_can_be_turned_off(running: RunningService) -> None:
    set_mailbox(running.organization, "akol@contoso.com", MessageCopyForSMTPClientSubmissionEnabled=False)
    send(running, ["kakers@contoso.com"])
    assert where(running.organization) == [("kakers@contoso.com", "Inbox", "Hello")]


def test_groups_and_forwarding(running: RunningService) -> None:
    organization = running.organization
    shell = shell_over(organization)
    assert not shell.run(
        "New-DistributionGroup -Name Team -Members kakers, adelev | Out-Null; Set-Mailbox adelev -ForwardingSmtpAddress someone@example.org "
        "-DeliverToMailboxAndForward $false"
    ).errors
    send(running, ["Team@contoso.com"])
    assert where(organization) == [("kakers@contoso.com", "Inbox", "Hello"), ("akol@contoso.com", "Sent Items", "Hello")]
    assert {(row["RecipientAddress"], row["Status"]) for row in organization.mail.trace()} == {
        ("Team@contoso.com", "Expanded"), ("kakers@contoso.com", "Delivered"),
        ("adelev@contoso.com", "Delivered"), ("someone@example.org", "Delivered"),
    }  # fmt: skip


def test_an_unknown_recipient_gives_a_report(running: RunningService) -> None:
    send(running, ["nobody@contoso.com"])
    assert where(running.organization) == [("akol@contoso.com", "Sent Items", "Hello"), ("akol@contoso.com", "Inbox", "Undeliverable: Hello")]
    row = running.organization.mail.trace()[0]
    assert row["Status"] == "Failed" and "550 5.1.10 RESOLVER.ADR.RecipientNotFound" in row["Detail"]


def test_the_trace_at_the_prompt(running: RunningService) -> None:
    send(running, ["kakers@contoso.com"], host=LEGACY, version="1.2")
    shell = shell_over(running.organization)
    found = shell.run(
        "$t = Get-MessageTraceV2 -RecipientAddress kakers@contoso.com; $t.SenderAddress; $t.Status; $t.Subject; $t.MessageId -match '^<.*>$'"
    )
    assert found.output == ["akol@contoso.com", "Delivered", "Hello", True]
    found = shell.run("(Get-MailboxFolderStatistics kakers | Where-Object Name -eq Inbox).ItemsInFolder; (Get-MailboxStatistics kakers).ItemCount")
    assert found.output == [1, 1]


def test_the_clients_report_counts_versions_and_sign_ins(running: RunningService) -> None:
    set_transport(running.organization, AllowLegacyTLSClients=True)
    for host, version in ((LEGACY, "1.0"), (LEGACY, "1.0"), (LEGACY, "1.1"), (PLAIN, "1.2"), (PLAIN, "1.3")):
        send(running, ["kakers@contoso.com", "adelev@contoso.com"], host=host, version=version)
    client = connect(running)
    assert client.docmd("AUTH", f"XOAUTH2 {token_answer('akol@contoso.com')}")[0] == 235
    client.sendmail("akol@contoso.com", ["kakers@contoso.com"], "From: akol@contoso.com\r\n\r\nx")
    client.quit()
    from pwsh_emu.exchange.clientsreport import clients_report

    assert clients_report(running.organization) == {
        "akol@contoso.com": {"TLSv1.0": 2, "TLSv1.1": 1, "TLSv1.2": 1, "TLSv1.3": 2, "Basic": 5, "OAuth": 1}
    }


def test_a_folder_of_eml_files(running: RunningService, tmp_path: Path) -> None:
    running.organization.mail.folder = str(tmp_path / "mail")
    send(running, ["kakers@contoso.com", "adelev@contoso.com"])
    send(running, ["kakers@contoso.com"])
    files = sorted((tmp_path / "mail").iterdir())
    assert [file.suffix for file in files] == [".eml", ".eml"]  # one a message, however many got it
    assert files[0].read_bytes().endswith(b"Subject: Hello\r\n\r\nbody\r\n")


@pytest.mark.parametrize("version", ["1.0", "1.1", "1.2", "1.3"])
@pytest.mark.parametrize("setting", [None, True, False])
def test_pop_and_imap_stand_under_the_same_switch(running: RunningService, setting: bool | None, version: str) -> None:
    send(running, ["kakers@contoso.com"])
    set_transport(running.organization, AllowLegacyTLSClients=setting)
    accepted = setting is True or version in ("1.2", "1.3")
    refusal = "TLS 1.0 and 1.1 are not supported. Please upgrade/update your client to support TLS 1.2. Visit https://aka.ms/popimap_tls."
    pop = poplib.POP3("127.0.0.1", running.ports["pop-legacy.office365.com"], timeout=10)
    pop.stls(context=tls_client(version))
    pop.user("kakers@contoso.com")
    imap = imaplib.IMAP4("127.0.0.1", running.ports["imap-legacy.office365.com"], timeout=10)
    imap.starttls(ssl_context=tls_client(version))
    if accepted:
        pop.pass_(PASSWORD)
        assert b"Subject: Hello" in pop.retr(1)[1]
        imap.login("kakers@contoso.com", PASSWORD)
        assert imap.select("INBOX")[1] == [b"1"]
        imap.logout()
        pop.quit()
        return
    with pytest.raises(poplib.error_proto, match=refusal.replace(".", "\\.")):
        pop.pass_(PASSWORD)
    with pytest.raises(imaplib.IMAP4.error, match=refusal.replace(".", "\\.")):
        imap.login("kakers@contoso.com", PASSWORD)
    pop.close()
    imap.shutdown()


@pytest.mark.parametrize("version", ["1.0", "1.2", "1.3"])
@pytest.mark.parametrize("setting", [True, False])
def test_the_ports_where_tls_begins_at_once(running: RunningService, setting: bool, version: str) -> None:
    send(running, ["kakers@contoso.com"])
    set_transport(running.organization, AllowLegacyTLSClients=setting)
    pop = poplib.POP3_SSL("127.0.0.1", running.ports["pop-legacy.office365.com:995"], timeout=10, context=tls_client(version))
    pop.user("kakers@contoso.com")
    imap = imaplib.IMAP4_SSL("127.0.0.1", running.ports["imap-legacy.office365.com:993"], timeout=10, ssl_context=tls_client(version))
    assert "STARTTLS" not in imap.capabilities and b"STLS" not in b"".join(str(name).encode() for name in pop.capa())
    if setting or version != "1.0":
        pop.pass_(PASSWORD)
        assert pop.stat()[0] == 1
        imap.login("kakers@contoso.com", PASSWORD)
        assert imap.select("INBOX")[1] == [b"1"]
    else:
        with pytest.raises(poplib.error_proto, match=r"aka\.ms/popimap_tls"):
            pop.pass_(PASSWORD)
        with pytest.raises(imaplib.IMAP4.error, match=r"aka\.ms/popimap_tls"):
            imap.login("kakers@contoso.com", PASSWORD)
    pop.close()
    imap.shutdown()


def test_junk_on_a_port_where_tls_begins_at_once(running: RunningService, caplog: pytest.LogCaptureFixture) -> None:
    import socket

    for junk in (b"USER x\r\n" * 100, b"\x16\x03\x01\x02\x00" + b"\xff" * 600, b""):
        with socket.create_connection(("127.0.0.1", running.ports["pop-legacy.office365.com:995"]), timeout=5) as raw:
            raw.sendall(junk)
    pop = poplib.POP3_SSL("127.0.0.1", running.ports["pop-legacy.office365.com:995"], timeout=10, context=tls_client())
    assert pop.getwelcome().startswith(b"+OK")
    pop.close()
    assert caplog.records == []


def test_pop_and_imap_can_be_turned_off_for_a_mailbox(running: RunningService) -> None:
    shell = shell_over(running.organization)
    assert not shell.run("Set-CASMailbox kakers -PopEnabled $false -ImapEnabled $false").errors
    pop = poplib.POP3("127.0.0.1", running.ports["pop-legacy.office365.com"], timeout=10)
    pop.stls(context=tls_client())
    pop.user("kakers@contoso.com")
    with pytest.raises(poplib.error_proto, match="Logon failure"):
        pop.pass_(PASSWORD)
    pop.close()


def test_clients_can_verify_the_certificate(running: RunningService, state: str) -> None:
    """The authority's certificate lies beside the endpoints' own; the endpoints' names are in theirs."""
    context = ssl.create_default_context(cafile=str(Path(state) / "Worldwide" / "ca.pem"))
    for name in (PLAIN, LEGACY):
        client = smtplib.SMTP("127.0.0.1", running.ports[name], timeout=10)
        client._host = name  # type: ignore[attr-defined]
        client.starttls(context=context)
        assert sign_in(client)[0] == 235
        client.close()


def test_sizes(running: RunningService) -> None:
    set_mailbox(running.organization, "akol@contoso.com", MaxSendSize="1 MB (1,048,576 bytes)")
    client = connect(running)
    sign_in(client)
    big = "From: akol@contoso.com\r\n\r\n" + "x" * 70 + "\r\n"
    with pytest.raises(smtplib.SMTPSenderRefused) as announced:  # smtplib announces SIZE=
        client.sendmail("akol@contoso.com", ["kakers@contoso.com"], big + ("x" * 70 + "\r\n") * 16_000)
    assert announced.value.smtp_code == 552 and announced.value.smtp_error.startswith(b"5.3.4 Message size exceeds fixed maximum message size [")
    client.rset()
    client.docmd("MAIL FROM:<akol@contoso.com>")
    client.docmd("RCPT TO:<kakers@contoso.com>")
    code, text = client.data(big + ("x" * 70 + "\r\n") * 16_000)
    assert code == 552 and text.startswith(b"5.3.4 Message size exceeds fixed maximum message size [")
    client.sendmail("akol@contoso.com", ["kakers@contoso.com"], big)
    client.quit()
    assert len(where(running.organization)) == 2


def test_a_full_mailbox_and_a_blocked_sender(running: RunningService) -> None:
    organization = running.organization
    send(running, ["kakers@contoso.com"])
    set_mailbox(organization, "akol@contoso.com", ProhibitSendQuota="100 B (100 bytes)")
    client = connect(running)
    sign_in(client)
    with pytest.raises(smtplib.SMTPDataError) as full:
        client.sendmail("akol@contoso.com", ["kakers@contoso.com"], "From: akol@contoso.com\r\n\r\nx")
    assert full.value.smtp_code == 554 and full.value.smtp_error.startswith(
        b"5.2.2 mailbox full; STOREDRV.Submission.Exception:QuotaExceededException.MapiExceptionShutoffQuotaExceeded [Hostname="
    )
    with organization.transaction():
        organization.insert("BlockedSenderAddress", {"Name": "akol@contoso.com"})
    with pytest.raises(smtplib.SMTPDataError) as blocked:
        client.sendmail("akol@contoso.com", ["kakers@contoso.com"], "From: akol@contoso.com\r\n\r\nx")
    assert blocked.value.smtp_code == 550 and blocked.value.smtp_error.startswith(b"5.1.8 Access denied, bad outbound sender")
    client.close()


def test_recipients_of_a_day(state: str) -> None:
    with RunningService(organization_that_sends(), state=state, limits=Limits(recipients_per_day=3)) as running:
        send(running, ["kakers@contoso.com", "adelev@contoso.com"])
        client = connect(running)
        sign_in(client)
        with pytest.raises(smtplib.SMTPDataError) as caught:
            client.sendmail("akol@contoso.com", ["kakers@contoso.com", "adelev@contoso.com"], "From: akol@contoso.com\r\n\r\nx")
        assert caught.value.smtp_code == 554 and caught.value.smtp_error.startswith(
            b"5.2.0 STOREDRV.Submission.Exception:SubmissionQuotaExceededException"
        )
        client.sendmail("akol@contoso.com", ["kakers@contoso.com"], "From: akol@contoso.com\r\n\r\nx")
        client.close()


def test_more_messages_a_minute_wait(state: str) -> None:
    """The 31st message of a minute is no error: it waits for the minute's end. Here a minute lasts 0.3 s."""
    import time

    organization = organization_that_sends()
    limits = Limits(messages_per_minute=2, clock=lambda: time.monotonic() * 200)

    class Fast(Limits):
        def delay(self, mailbox: str) -> float:
            return limits.delay(mailbox) / 200

    with RunningService(organization, state=state, limits=Fast()) as running:
        client = connect(running)
        sign_in(client)
        begin = time.monotonic()
        for _ in range(3):
            client.sendmail("akol@contoso.com", ["kakers@contoso.com"], "From: akol@contoso.com\r\n\r\nx")
        assert time.monotonic() - begin > 0.25
        client.quit()
    assert sum(1 for one in where(organization) if one[1] == "Inbox") == 3
