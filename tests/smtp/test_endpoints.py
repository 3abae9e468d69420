"""The dialogue of the submission endpoints: what is offered, the gates at AUTH, send-as, limits, and replies to what is wrong."""

from __future__ import annotations

import imaplib
import json
import poplib
import smtplib
import subprocess
import sys
from typing import Any

import pytest
from mailclients import (
    PASSWORD,
    PLAIN,
    attempt,
    attempt_token,
    begin_message,
    connect,
    organization_that_sends,
    set_mailbox,
    set_transport,
    sign_in,
    tls_client,
    token_answer,
)

from pwsh_emu.smtp.limits import Limits
from pwsh_emu.smtp.serve import RunningService


def test_mail_arrives_and_is_traced(running: RunningService) -> None:
    client = connect(running)
    assert sign_in(client)[0] == 235
    client.sendmail(
        "akol@contoso.com", ["kakers@contoso.com", "someone@example.org"], "From: akol@contoso.com\r\nSubject: Hallo\r\n\r\n.dot\r\nend\r\n"
    )
    client.quit()
    organization = running.organization
    inside = list(organization.mail.messages())
    assert [message.folder for message in inside] == ["Inbox", "Sent Items"]
    assert inside[0].content.endswith(b"\r\n\r\n.dot\r\nend\r\n")
    assert {row["RecipientAddress"]: row["Status"] for row in organization.mail.trace()} == {
        "kakers@contoso.com": "Delivered",
        "someone@example.org": "Delivered",
    }


def test_ehlo_offers_what_the_service_offers(running: RunningService) -> None:
    client = smtplib.SMTP("127.0.0.1", running.ports[PLAIN], timeout=10)
    _, text = client.ehlo("x")
    assert text.decode().split("\n")[1:] == [
        "SIZE 157286400",
        "PIPELINING",
        "DSN",
        "ENHANCEDSTATUSCODES",
        "STARTTLS",
        "8BITMIME",
        "BINARYMIME",
        "CHUNKING",
        "SMTPUTF8",
    ]
    client.starttls(context=tls_client())
    _, text = client.docmd("MAIL FROM:<a@contoso.com>")
    assert text.startswith(b"5.5.2 Send hello first")
    _, text = client.ehlo("x")
    assert text.decode().split("\n")[5] == "AUTH LOGIN XOAUTH2"
    client.close()


def test_gates_at_sign_in(running: RunningService) -> None:
    """Password, then security defaults, authentication policy, mailbox, organization."""
    organization = running.organization
    assert attempt(running, password="wrong")[1].startswith("5.7.139 Authentication unsuccessful, the user credentials were incorrect. [")
    assert attempt(running, name="nobody@contoso.com")[1].startswith("5.7.139 Authentication unsuccessful, the user credentials were incorrect. [")
    assert attempt(running, name="info@contoso.com")[0] == 535  # a shared mailbox has no sign-in of its own
    set_transport(organization, SmtpClientAuthenticationDisabled=True)
    code, text = attempt(running)
    assert code == 535
    assert text.startswith(
        "5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant. "
        "Visit https://aka.ms/smtp_auth_disabled for more information. ["
    )
    set_mailbox(organization, "akol@contoso.com", SmtpClientAuthenticationDisabled=False)
    assert attempt(running)[0] == 235
    set_mailbox(organization, "kakers@contoso.com", SmtpClientAuthenticationDisabled=True)
    set_transport(organization, SmtpClientAuthenticationDisabled=False)
    assert "SmtpClientAuthentication is disabled for the Mailbox. Visit" in attempt(running, "kakers@contoso.com")[1]
    with organization.transaction():
        policy = organization.insert("AuthenticationPolicy", {"Name": "Block"})
        organization.update("OrganizationConfig", organization.only("OrganizationConfig"), {"DefaultAuthenticationPolicy": "Block"})
    assert attempt(running)[1].startswith("5.7.139 Authentication unsuccessful, basic authentication is disabled. [")
    assert attempt_token(running)[0] == 235  # policies do not touch OAuth
    with organization.transaction():
        organization.update("AuthenticationPolicy", policy, {"AllowBasicAuthSmtp": True})
    assert attempt(running)[0] == 235
    with organization.transaction():
        organization.update("OrganizationConfig", organization.only("OrganizationConfig"), {"SecurityDefaultsEnabled": True})
    assert "user is locked by your organization's security defaults policy. Contact your administrator. [" in attempt(running)[1]


def test_tokens(running: RunningService) -> None:
    assert attempt_token(running) == (235, "2.7.0 Authentication successful")
    client = connect(running)
    assert client.docmd("AUTH", "XOAUTH2") == (334, b"")
    assert client.docmd(token_answer("akol@contoso.com"))[0] == 235
    client.close()
    for token in ("no", "emulated-token:kakers@contoso.com", ""):
        code, text = attempt_token(running, token=token or " ")
        assert (code, text.partition(" [")[0]) == (535, "5.7.3 Authentication unsuccessful")
    set_mailbox(running.organization, "akol@contoso.com", SmtpClientAuthenticationDisabled=True)
    assert "disabled for the Mailbox." in attempt_token(running)[1]


def test_send_as_is_denied_and_granted(running: RunningService) -> None:
    client = connect(running)
    sign_in(client)
    with pytest.raises(smtplib.SMTPDataError) as caught:
        client.sendmail("akol@contoso.com", ["kakers@contoso.com"], "From: info@contoso.com\r\n\r\nx")
    assert caught.value.smtp_code == 554
    assert b"5.2.252 SendAsDenied; akol@contoso.com not allowed to send as info@contoso.com" in caught.value.smtp_error
    with running.organization.transaction():
        running.organization.insert(
            "RecipientPermission", {"Name": "x", "Mailbox": "Info", "Trustee": "akol@contoso.com", "AccessRights": ["SendAs"]}
        )
    client.sendmail("info@contoso.com", ["kakers@contoso.com"], "From: info@contoso.com\r\n\r\nx")
    client.quit()


def test_replies_to_what_is_wrong(running: RunningService) -> None:
    client = connect(running)
    assert client.docmd("XYZ")[1].startswith(b"5.3.3 Unrecognized command 'XYZ' [")
    assert client.docmd("MAIL FROM:<akol@contoso.com>")[1].startswith(b"5.7.57 Client not authenticated to send mail. [")
    assert client.docmd("AUTH PLAIN AAAA")[1].startswith(b"5.7.4 Unrecognized authentication type [")
    assert client.docmd("AUTH LOGIN !!!")[0] == 501
    sign_in(client)
    assert client.docmd("RCPT TO:<a@contoso.com>")[1].startswith(b"5.5.2 Need mail command")
    assert client.docmd("MAIL FROM:<akol@contoso.com> SIZE=999999999")[0] == 552
    assert client.docmd("MAIL FROM:<akol@contoso.com>")[1] == b"2.1.0 Sender OK"
    assert client.docmd("MAIL FROM:<akol@contoso.com>")[1].startswith(b"5.5.2 Sender already specified")
    assert client.docmd("DATA")[1].startswith(b"5.5.2 Need rcpt command")
    assert client.docmd("RSET")[1] == b"2.0.0 Resetting"
    assert client.docmd("NOOP")[1] == b"2.0.0 OK"
    assert client.docmd("QUIT") == (221, b"2.0.0 Service closing transmission channel")
    client.close()


def test_recipients_and_chunks(running: RunningService) -> None:
    set_transport(running.organization, MaxRecipientEnvelopeLimit="2")
    client = connect(running)
    sign_in(client)
    client.docmd("MAIL FROM:<akol@contoso.com>")
    for name in ("kakers", "adelev"):
        assert client.docmd(f"RCPT TO:<{name}@contoso.com> NOTIFY=NEVER")[0] == 250
    assert client.docmd("RCPT TO:<leeg@contoso.com>")[1].startswith(b"4.5.3 Too many recipients")
    assert client.sock is not None
    client.sock.sendall(b"BDAT 26\r\nFrom: akol@contoso.com\r\n\r\n")
    assert client.getreply()[0] == 250
    client.sock.sendall(b"BDAT 2 LAST\r\nhi")
    assert client.getreply()[1].startswith(b"2.0.0 OK <")
    client.quit()
    assert sum(1 for message in running.organization.mail.messages(folder="Inbox")) == 2


def test_limits(state: str) -> None:
    now = [0.0]
    limits = Limits(messages_per_minute=2, recipients_per_day=3, clock=lambda: now[0])
    assert [limits.delay("a"), limits.delay("a"), limits.delay("a"), limits.delay("b")] == [0.0, 0.0, 60.0, 0.0]
    assert limits.take_recipients("a", 3) and not limits.take_recipients("a", 1)
    now[0] = 86_401.0
    assert limits.take_recipients("a", 1)
    assert [limits.begin_send("a") for _ in range(4)] == [True, True, True, False]
    limits.end_send("a")
    assert limits.begin_send("a")
    with RunningService(organization_that_sends(), state=state, limits=Limits(concurrent_sends=1)) as running:
        first, second = connect(running), connect(running)
        for client in (first, second):
            begin_message(client)
        assert first.docmd("DATA")[0] == 354
        assert second.docmd("DATA")[0] == 354
        assert first.sock is not None and second.sock is not None
        second.sock.sendall(b"x\r\n.\r\n")
        assert second.getreply()[1].startswith(
            b"4.3.2 Concurrent connections limit exceeded. Visit https://aka.ms/concurrent_sending for more information. [Hostname="
        )
        first.sock.sendall(b"x\r\n.\r\n")
        assert first.getreply()[0] == 250
        first.close()
        second.close()


def test_pop_and_imap_read_under_the_same_switch(running: RunningService) -> None:
    client = connect(running)
    sign_in(client)
    client.sendmail("akol@contoso.com", ["kakers@contoso.com"], "From: akol@contoso.com\r\nSubject: To read\r\n\r\nbody\r\n")
    client.quit()
    pop_port, imap_port = running.ports["pop-legacy.office365.com"], running.ports["imap-legacy.office365.com"]
    for setting, refused in ((None, True), (True, False)):
        set_transport(running.organization, AllowLegacyTLSClients=setting)
        pop = poplib.POP3("127.0.0.1", pop_port, timeout=10)
        pop.stls(context=tls_client("1.0"))
        pop.user("kakers@contoso.com")
        if refused:
            with pytest.raises(poplib.error_proto, match=r"aka\.ms/popimap_tls"):
                pop.pass_(PASSWORD)
            pop.close()
            continue
        pop.pass_(PASSWORD)
        assert pop.stat()[0] == 1
        assert b"Subject: To read" in pop.retr(1)[1]
        pop.quit()
    imap = imaplib.IMAP4("127.0.0.1", imap_port, timeout=10)
    imap.starttls(ssl_context=tls_client("1.1"))
    imap.login("kakers@contoso.com", PASSWORD)
    assert imap.select("INBOX")[1] == [b"1"]
    assert imap.search(None, "SUBJECT", '"to read"')[1] == [b"1"]
    data = imap.fetch("1", "(FLAGS BODY[])")[1]
    assert isinstance(data[0], tuple) and data[0][1].endswith(b"body\r\n")
    imap.store("1", "+FLAGS", "\\Deleted")
    imap.expunge()
    imap.logout()
    assert not list(running.organization.mail.messages(folder="Inbox"))


def test_serve_prints_one_line_of_json(tmp_path: Any) -> None:
    command = [sys.executable, "-m", "pwsh_emu", "serve", "--json", "--no-page", "--state", str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        where = json.loads(process.stdout.readline())
        with smtplib.SMTP(where[PLAIN]["host"], where[PLAIN]["port"], timeout=10) as client:
            assert client.ehlo()[0] == 250
        process.terminate()
        assert process.wait(10) == 0
