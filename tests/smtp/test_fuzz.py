"""Commands, arguments and bytes at random: whatever comes, the server answers the next client, holds no memory and reports no defect."""

from __future__ import annotations

import base64
import contextlib
import logging
import random
import socket
import ssl

import pytest
from mailclients import PASSWORD, PLAIN, attempt, organization_that_sends, set_transport, shell_over, tls_client, token_answer

from pwsh_emu.exchange.mailstore import Copy
from pwsh_emu.smtp.limits import Limits
from pwsh_emu.smtp.serve import RunningService

USER, SECRET = base64.b64encode(b"akol@contoso.com"), base64.b64encode(PASSWORD.encode())
SMTP = [
    b"EHLO x", b"HELO", b"MAIL FROM:<akol@contoso.com>", b"MAIL FROM:<> SIZE=x", b"MAIL FROM:<akol@contoso.com> BODY=BINARYMIME SMTPUTF8",
    b"RCPT TO:<kakers@contoso.com>", b"RCPT TO:<nobody@contoso.com>", b"RCPT TO:<a@b>", b"RCPT TO:kakers@contoso.com NOTIFY=NEVER ORCPT=rfc822;x",
    b"DATA", b"BDAT 5\r\nabcde", b"BDAT 0 LAST", b"BDAT 99999999999999", b"BDAT -1", b"BDAT \xc2\xb3", b"RSET", b"NOOP x", b"VRFY x",
    b"HELP", b"AUTH", b"AUTH LOGIN",
    b"AUTH LOGIN " + USER, USER, SECRET, b"AUTH XOAUTH2 " + token_answer("akol@contoso.com").encode(), b"AUTH XOAUTH2 =", b"*", b"=", b".",
    b"Subject: a\r\n\r\nq\r\n.",
    b'From: akol@contoso.com\r\nSubject: =?utf-8?b?////?=\r\nTo: "\r\nContent-Type: multipart/mixed; boundary="x\r\n\r\n--x\r\n.',
    b"STARTTLS x", b"do_x", b"__init__", b"reply", b"submit x", b"gate", b"\xff\xfe", b"EXPN", b"", b" ", b"\x00",
]  # fmt: skip
POP = [
    b"USER kakers@contoso.com", b"PASS " + PASSWORD.encode(), b"STAT", b"LIST", b"LIST 1", b"LIST x", b"LIST \xb3", b"RETR 1", b"RETR -1",
    b"TOP 1 0", b"TOP 1",
    b"UIDL", b"UIDL 9", b"DELE 1", b"RSET", b"CAPA", b"NOOP", b"APOP", b"\xff", b"",
]  # fmt: skip
IMAP = [
    b"a LOGIN kakers@contoso.com " + PASSWORD.encode(), b'a LOGIN "k" "\\"', b"a LOGIN {3}\r\nabc {1}\r\nx", b"a SELECT INBOX",
    b"a EXAMINE inbox", b"a SELECT",
    b"a FETCH 1 (FLAGS BODY[])", b"a FETCH 1:* ALL", b"a FETCH x BODY[HEADER]<0.5>", b"a FETCH 0 BODY[1.2.3]",
    b"a UID FETCH 1:* (UID RFC822.SIZE INTERNALDATE)",
    b"a FETCH " + b"9" * 5000 + b" ALL", b"a SEARCH ALL", b"a SEARCH SUBJECT", b"a UID SEARCH UNSEEN FROM a",
    b"a STORE 1 +FLAGS (\\Deleted)", b"a STORE 1 FLAGS ()",
    b"a STORE 9", b"a EXPUNGE", b"a CLOSE", b"a STATUS INBOX (MESSAGES)", b"a STATUS", b'a LIST "" *', b"a LSUB", b"a NOOP", b"a ID",
    b"a UID", b"a", b"", b"\xff",
    b"a CAPABILITY", b"a words x", b"a run",
]  # fmt: skip
OPENING = {
    "smtp": (SMTP, b"STARTTLS", [b"EHLO x", b"AUTH LOGIN " + USER, SECRET]),
    "pop": (POP, b"STLS", POP[:2]),
    "imap": (IMAP, b"a STARTTLS", IMAP[:1] + [b"a SELECT INBOX"]),
}


def drive(chance: random.Random, port: int, protocol: str) -> None:
    """Be one client that says at random what it has to say."""
    commands, starttls, opening = OPENING[protocol]
    connection: socket.socket = socket.create_connection(("127.0.0.1", port), timeout=3)
    with contextlib.closing(connection), contextlib.suppress(OSError):
        connection.recv(1000)
        if chance.random() < 0.8:
            if protocol == "smtp":
                connection.sendall(b"EHLO x\r\n")
                connection.recv(4000)
            connection.sendall(starttls + b"\r\n")
            connection.recv(1000)
            with tls_client(chance.choice(["1.0", "1.2", "1.3"])).wrap_socket(connection) as secure:
                if chance.random() < 0.7:
                    secure.sendall(b"".join(line + b"\r\n" for line in opening))
                talk(chance, secure, commands)
        else:
            talk(chance, connection, commands)


def talk(chance: random.Random, connection: socket.socket, commands: list[bytes]) -> None:
    connection.settimeout(0.01)
    for _ in range(20):
        line = chance.choice(commands)
        if chance.random() < 0.1:
            line = chance.randbytes(chance.randrange(30))
        if line and chance.random() < 0.1:
            at = chance.randrange(len(line))
            line = line[:at] + chance.randbytes(1) + line[at + 1 :]
        connection.sendall(line + b"\r\n")
        with contextlib.suppress(TimeoutError, ssl.SSLError):
            connection.recv(65536)


@pytest.mark.parametrize("protocol", ["smtp", "pop", "imap"])
def test_anything(state: str, protocol: str, caplog: pytest.LogCaptureFixture) -> None:
    organization = organization_that_sends()
    set_transport(organization, AllowLegacyTLSClients=True)
    shell_over(organization).run("New-TransportRule -Name A -SubjectOrBodyContainsWords a -PrependSubject b | Out-Null")
    info = {"subject": "s", "from": "f", "to": "t", "date": "2026-01-01T00:00:00"}
    copies: list[Copy] = [(guid, "Inbox", dict(info)) for guid in list(organization.table("Recipient"))]
    organization.mail.deliver(copies, b"Subject: s\r\n\r\n.x\r\n", [])
    chance = random.Random(protocol)
    with caplog.at_level(logging.WARNING), RunningService(organization, state=state, limits=Limits.none()) as running:
        reports: list[str] = []
        running.service.report = reports.append
        port = running.ports[PLAIN if protocol == "smtp" else f"{protocol}-legacy.office365.com"]
        for _ in range(120):
            drive(chance, port, protocol)
        assert attempt(running)[0] == 235
    assert (reports, [record.getMessage() for record in caplog.records], running.service.room.taken) == ([], [], 0)


def test_a_defect_ends_one_connection_only(running: RunningService, monkeypatch: pytest.MonkeyPatch) -> None:
    from pwsh_emu.smtp.session import SubmissionSession

    reports: list[str] = []
    running.service.report = reports.append
    with monkeypatch.context() as patched:
        patched.setattr(SubmissionSession, "do_noop", lambda self, argument: 1 / 0)
        with socket.create_connection(("127.0.0.1", running.ports[PLAIN]), timeout=5) as raw, contextlib.suppress(ConnectionError):
            raw.recv(1000)
            raw.sendall(b"NOOP\r\n")
            assert raw.recv(1000) == b""
    assert reports == [f"a connection to {PLAIN} failed internally (ZeroDivisionError: division by zero)"]
    assert attempt(running)[0] == 235
