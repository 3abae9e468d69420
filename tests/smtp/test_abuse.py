"""Many clients, slow ones, half-open ones and junk: nothing is lost or doubled, what is wrong is refused, and the server stays up within bounds."""

from __future__ import annotations

import base64
import logging
import re
import smtplib
import socket
import threading
import time
from collections.abc import Iterator

import pytest
from mailclients import PASSWORD, PLAIN, begin_message, connect, organization_that_sends, raw_connection, sign_in, tls_client

from pwsh_emu.smtp.limits import Limits
from pwsh_emu.smtp.serve import RunningService


@pytest.fixture(autouse=True)
def nothing_is_logged(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """No client makes the server log an error or a traceback."""
    with caplog.at_level(logging.WARNING):
        yield
    assert [record.getMessage() for record in caplog.records] == []


def secure(running: RunningService) -> socket.socket:
    """Return a connection after STARTTLS and EHLO, without a client's help."""
    raw = raw_connection(running)
    raw.sendall(b"EHLO x\r\nSTARTTLS\r\n")
    text = b""
    while b"220 2.0.0 SMTP server ready\r\n" not in text:
        text += raw.recv(2000)
    wrapped = tls_client().wrap_socket(raw)
    ask(wrapped, b"EHLO x")
    return wrapped


def ask(connection: socket.socket, line: bytes) -> bytes:
    """Send a line and return the last line of the reply."""
    connection.sendall(line + b"\r\n")
    text = b""
    while not re.search(rb"(?:^|\n)\d{3} [^\n]*\n\Z", text):
        block = connection.recv(65536)
        if not block:
            break
        text += block
    return text.rstrip().rpartition(b"\n")[2]


def rest(connection: socket.socket) -> bytes:
    """Return all that comes until the server closes, and close too."""
    connection.settimeout(10)
    text = b""
    with connection:
        try:
            while block := connection.recv(65536):
                text += block
        except ConnectionError:
            pass
    return text


def signed_in(running: RunningService) -> socket.socket:
    connection = secure(running)
    ask(connection, b"AUTH LOGIN " + base64.b64encode(b"akol@contoso.com"))
    assert ask(connection, base64.b64encode(PASSWORD.encode())).startswith(b"235 ")
    return connection


def assert_alive(running: RunningService) -> None:
    client = connect(running)
    assert sign_in(client)[0] == 235
    client.quit()


def wait_for(condition: object) -> None:
    end = time.monotonic() + 5
    while not condition() and time.monotonic() < end:  # type: ignore[operator]
        time.sleep(0.01)
    assert condition()  # type: ignore[operator]


@pytest.mark.parametrize("kept_in_a_file", [False, True])
def test_many_clients_lose_and_double_nothing(state: str, tmp_path: object, kept_in_a_file: bool) -> None:
    """The small sister of tools/load_smtp.py."""
    organization = organization_that_sends(f"{tmp_path}/tenant.db" if kept_in_a_file else None)
    failures: list[Exception] = []
    with RunningService(organization, state=state, limits=Limits.none()) as running:

        def client(number: int) -> None:
            try:
                connection = connect(running)
                sign_in(connection)
                for message in range(10):
                    text = f"From: akol@contoso.com\r\nX-Number: {number * 10 + message}\r\n\r\n" + ("x" * 70 + "\r\n") * 70
                    connection.sendmail("akol@contoso.com", ["kakers@contoso.com"], text)
                connection.quit()
            except Exception as error:
                failures.append(error)

        threads = [threading.Thread(target=client, args=(number,)) for number in range(20)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        assert failures == []
        numbers = [
            int(found[1]) for message in organization.mail.messages(folder="Inbox") if (found := re.search(rb"X-Number: (\d+)", message.content))
        ]
        assert sorted(numbers) == list(range(200))
        assert sum(1 for _ in organization.mail.messages(folder="Sent Items")) == 200
        assert len({row["MessageTraceId"] for row in organization.mail.trace()}) == 200
        assert running.service.room.taken == 0


def test_what_is_sent_before_the_handshake_is_thrown_away(running: RunningService) -> None:
    raw = raw_connection(running)
    raw.sendall(b"EHLO x\r\n")
    raw.recv(1000)
    raw.sendall(b"STARTTLS\r\nNOOP\r\nEHLO injected\r\n")
    assert raw.recv(1000) == b"220 2.0.0 SMTP server ready\r\n"
    wrapped = tls_client().wrap_socket(raw)
    assert ask(wrapped, b"MAIL FROM:<akol@contoso.com>").startswith(b"503 5.5.2 Send hello first")
    assert ask(wrapped, b"RSET") == b"250 2.0.0 Resetting"
    wrapped.close()


@pytest.mark.parametrize(
    "junk", [b"\x00\xff" * 3000, b"A" * 100_000 + b"\r\n", b"EHLO x\r\nSTARTTLS\r\nnot a handshake\r\n", b"\r\n" * 200, b"\x16\x03\x01\x02"]
)
def test_junk_leaves_the_server_up(running: RunningService, junk: bytes) -> None:
    with raw_connection(running) as raw:
        raw.sendall(junk)
        raw.shutdown(socket.SHUT_WR)
        rest(raw)
    assert_alive(running)
    wait_for(lambda: not running.service.live)


def test_a_line_too_long_is_refused_and_ends_the_connection(running: RunningService) -> None:
    raw = raw_connection(running)
    raw.sendall(b"EHLO " + b"x" * 5000)  # no end of line: what was asked for is enough
    assert rest(raw).startswith(b"500 5.5.2 Line too long [")
    connection = secure(running)
    ask(connection, b"AUTH LOGIN")
    connection.sendall(b"A" * 70_000)
    assert rest(connection).startswith(b"500 5.5.2 Line too long [")
    assert_alive(running)


def test_too_many_errors_end_the_connection(running: RunningService) -> None:
    raw = raw_connection(running)
    raw.sendall(b"GARBAGE\r\n" * 1000)
    text = rest(raw)
    assert text.count(b"500 5.3.3 Unrecognized command 'GARBAGE'") == 51
    assert text.splitlines()[-1].startswith(b"421 4.7.0 Too many errors on this connection, closing transmission channel")


@pytest.mark.parametrize("answer", [b"!!!", b"YWtvb", b"YWtvbA==YWtvbA==", b"\xff\xfe", b"YWtvbA\x00==", b"////"])
def test_bad_base64(running: RunningService, answer: bytes) -> None:
    connection = secure(running)
    assert ask(connection, b"AUTH LOGIN") == b"334 VXNlcm5hbWU6"
    assert ask(connection, answer).startswith(b"501 5.5.2 Cannot Base64-decode response [")
    assert ask(connection, b"AUTH LOGIN " + base64.b64encode(b"akol@contoso.com")) == b"334 UGFzc3dvcmQ6"
    assert ask(connection, answer).startswith(b"501 5.5.2 ")
    assert ask(connection, b"AUTH XOAUTH2 " + answer).startswith(b"501 5.5.2 ")
    assert ask(connection, b"AUTH LOGIN") == b"334 VXNlcm5hbWU6"
    assert ask(connection, b"*").startswith(b"501 5.5.4 Authentication cancelled [")
    assert ask(connection, b"NOOP") == b"250 2.0.0 OK"
    connection.close()


def test_pipelined_commands_are_answered_in_order(running: RunningService) -> None:
    connection = signed_in(running)
    connection.sendall(
        b"MAIL FROM:<akol@contoso.com>\r\nRCPT TO:<kakers@contoso.com>\r\nNONSENSE\r\nDATA\r\n"
        b"From: akol@contoso.com\r\n\r\nx\r\n.\r\nNOOP\r\nQUIT\r\n"
    )
    codes = [line[:9] for line in rest(connection).splitlines()]
    assert codes == [b"250 2.1.0", b"250 2.1.5", b"500 5.3.3", b"354 Start", b"250 2.0.0", b"250 2.0.0", b"221 2.0.0"]


def test_only_a_line_with_a_dot_ends_a_message(running: RunningService) -> None:
    """A bare line feed before or after the dot does not: else another message could be smuggled in."""
    connection = signed_in(running)
    for line in (b"MAIL FROM:<akol@contoso.com>", b"RCPT TO:<kakers@contoso.com>", b"DATA"):
        ask(connection, line)
    text = b"From: akol@contoso.com\r\n\r\na\n.\nMAIL FROM:<b@contoso.com>\n.\r\nb\r\n.\nc\r\n..dot\r\n"
    assert ask(connection, text + b".").startswith(b"250 2.0.0 OK ")
    connection.close()
    (message,) = running.organization.mail.messages(folder="Inbox")
    assert message.content.endswith(text.replace(b"\r\n..dot", b"\r\n.dot"))


def test_messages_whose_blocks_end_anywhere(running: RunningService) -> None:
    text = b".\r\n..a\r\n\r\n.x"
    expected = b"From: akol@contoso.com\r\n\r\n" + b"..\r\n...a\r\n\r\n..x\r\n"
    connection = signed_in(running)
    for size in range(1, 8):
        for line in (b"MAIL FROM:<akol@contoso.com>", b"RCPT TO:<kakers@contoso.com>", b"DATA"):
            ask(connection, line)
        wire = expected + b"."
        for start in range(0, len(wire), size):
            connection.sendall(wire[start : start + size])
            time.sleep(0.001)
        assert ask(connection, b"").startswith(b"250 2.0.0 OK ")
    connection.close()
    found = [message.content for message in running.organization.mail.messages(folder="Inbox")]
    assert len(found) == 7 and all(content.endswith(b"\r\n\r\n" + text + b"\r\n") for content in found)


def test_who_leaves_in_the_middle_of_a_message_sends_none(running: RunningService) -> None:
    for ending in (b"", b"\r\n", b"\r\n."):
        connection = signed_in(running)
        for line in (b"MAIL FROM:<akol@contoso.com>", b"RCPT TO:<kakers@contoso.com>", b"DATA"):
            ask(connection, line)
        connection.sendall(b"From: akol@contoso.com\r\n\r\n" + b"x" * 100_000 + ending)
        connection.close()
    wait_for(lambda: not running.service.live)
    assert running.service.room.taken == 0
    assert list(running.organization.mail.messages()) == []


def test_slow_and_silent_clients_are_sent_away(state: str) -> None:
    with RunningService(organization_that_sends(), state=state, idle=0.3, longest=2.0, handshake_timeout=0.3) as running:
        silent = raw_connection(running)
        assert rest(silent).startswith(b"421 4.4.1 Connection timed out [")
        half_open = raw_connection(running)
        half_open.sendall(b"EHLO x\r\nSTARTTLS\r\n")
        assert rest(half_open).endswith(b"220 2.0.0 SMTP server ready\r\n")
        dripping = raw_connection(running)
        begin = time.monotonic()
        text = b""
        dripping.settimeout(0.1)
        for _ in range(50):  # a byte every tenth of a second does not keep a line open
            try:
                dripping.sendall(b"N")
                text += dripping.recv(1000)
                if text:
                    break
            except TimeoutError:
                continue
        assert text.startswith(b"421 4.4.1 Connection timed out [") and time.monotonic() - begin < 4
        dripping.close()
        busy = raw_connection(running)
        begin = time.monotonic()
        with busy, pytest.raises(OSError):
            for _ in range(100):  # nor do whole commands keep a connection for ever
                busy.sendall(b"NOOP\r\n")
                if not busy.recv(1000):
                    raise ConnectionError
                time.sleep(0.05)
        assert 1 < time.monotonic() - begin < 10
        assert_alive(running)
        wait_for(lambda: not running.service.live)


def test_messages_that_arrive_share_the_memory(state: str) -> None:
    with RunningService(organization_that_sends(), state=state, limits=Limits(memory=20_000)) as running:
        first, second = connect(running), connect(running)
        for client in (first, second):
            begin_message(client)
            assert client.docmd("DATA")[0] == 354
        assert first.sock is not None
        first.sock.sendall(b"From: akol@contoso.com\r\n\r\n" + b"x" * 15_000)
        wait_for(lambda: running.service.room.taken > 10_000)
        assert second.sock is not None
        second.sock.sendall(b"From: akol@contoso.com\r\n\r\n" + b"y" * 15_000 + b"\r\n.\r\n")
        assert second.getreply()[1].startswith(b"4.3.1 Insufficient system resources [")
        first.sock.sendall(b"\r\n.\r\n")
        assert first.getreply()[0] == 250
        wait_for(lambda: running.service.room.taken == 0)
        second.sendmail("akol@contoso.com", ["kakers@contoso.com"], "From: akol@contoso.com\r\n\r\nsmall")
        assert second.docmd("MAIL FROM:<akol@contoso.com>")[0] == 250
        assert second.docmd("RCPT TO:<kakers@contoso.com>")[0] == 250
        second.sock.sendall(b"BDAT 30000 LAST\r\n" + b"z" * 30_000)
        assert second.getreply()[1].startswith(b"4.3.1 Insufficient system resources [")
        first.quit()
        second.quit()


def test_mail_in_memory_has_an_end(running: RunningService) -> None:
    mail = running.organization.mail
    mail.memory = 5000
    client = connect(running)
    sign_in(client)
    client.sendmail("akol@contoso.com", ["kakers@contoso.com"], "From: akol@contoso.com\r\n\r\n" + "x" * 3000)
    with pytest.raises(smtplib.SMTPDataError) as caught:
        client.sendmail("akol@contoso.com", ["kakers@contoso.com"], "From: akol@contoso.com\r\n\r\n" + "x" * 3000)
    assert caught.value.smtp_code == 452
    for message in list(mail.messages()):  # room again once all copies are gone
        mail.delete(message.id)
    client.sendmail("akol@contoso.com", ["kakers@contoso.com"], "From: akol@contoso.com\r\n\r\n" + "x" * 3000)
    client.quit()


def test_connections_have_a_limit(state: str) -> None:
    with RunningService(organization_that_sends(), state=state, limits=Limits(connections=3)) as running:
        held = [raw_connection(running) for _ in range(3)]
        with socket.create_connection(("127.0.0.1", running.ports[PLAIN]), timeout=5) as one_more:
            assert rest(one_more).startswith(b"421 4.3.2 The maximum number of concurrent server connections has exceeded a limit")
        for connection in held:
            connection.close()
        wait_for(lambda: not running.service.live)
        assert_alive(running)
