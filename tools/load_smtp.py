"""Loads the submission endpoint and says what it held: ``python tools/load_smtp.py [--clients 200] [--messages 2000] [--size 50000] [--tenant]``.

A server process of its own is started on loopback. Clients (one thread each) send their share of messages over TLS, each with a number; then all
mailboxes are read over POP3 and the numbers compared: none may be missing, none may be there twice. After that come clients that misbehave, all
at once, and a last one that does not. Exit code 0 where everything held.
"""

from __future__ import annotations

import argparse
import base64
import contextlib
import json
import poplib
import re
import smtplib
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

PASSWORD = "Pass-word-1"
SENDERS = ("akol", "kakers", "adelev", "alexw", "diegos", "meganb", "leeg", "pattif")
PLAIN, POP = "smtp.office365.com", "pop-legacy.office365.com"


def tls() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


class Server:
    """A server process, and how much memory it takes."""

    def __init__(self, folder: str, *, tenant: bool) -> None:
        command = [sys.executable, "-m", "pwsh_emu", "serve", "--json", "--no-limits", "--seed", "old", "--state", folder]
        if tenant:
            command += ["--tenant", f"{folder}/tenant.db"]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        self.where: dict[str, dict[str, Any]] = json.loads(self.process.stdout.readline())

    def port(self, name: str) -> int:
        return int(self.where[name]["port"])

    def memory(self) -> tuple[int, int]:
        """Return resident memory now and at most, in MB."""
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as file:
            found = dict(re.findall(r"^(VmRSS|VmHWM):\s+(\d+)", file.read(), re.MULTILINE))
        return int(found["VmRSS"]) // 1024, int(found["VmHWM"]) // 1024

    def stop(self) -> int:
        self.process.terminate()
        return self.process.wait(30)


def addresses(server: Server) -> list[str]:
    """Return which of the senders this seed has."""
    found = []
    for name in SENDERS:
        with smtplib.SMTP("127.0.0.1", server.port(PLAIN), timeout=60) as client:
            client.starttls(context=tls())
            try:
                client.login(f"{name}@contoso.com", PASSWORD)
            except smtplib.SMTPAuthenticationError:
                continue
            found.append(f"{name}@contoso.com")
    return found


def together(count: int, run: Callable[[int], None]) -> list[str]:
    """Run a function in threads at once and return what went wrong."""
    failures: list[str] = []

    def guarded(number: int) -> None:
        try:
            run(number)
        except Exception as error:
            failures.append(f"{number}: {type(error).__name__}: {error}")

    threads = [threading.Thread(target=guarded, args=(number,), daemon=True) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(300)
    return failures


def send_all(server: Server, senders: list[str], clients: int, messages: int, size: int) -> list[str]:
    context = tls()
    line = "x" * 70 + "\r\n"

    def client(number: int) -> None:
        sender, recipient = senders[number % len(senders)], senders[(number + 1) % len(senders)]
        with smtplib.SMTP("127.0.0.1", server.port(PLAIN), timeout=120) as connection:
            connection.starttls(context=context)
            connection.login(sender, PASSWORD)
            for message in range(number, messages, clients):
                head = f"From: {sender}\r\nTo: {recipient}\r\nSubject: Number {message}\r\nX-Number: {message}\r\n\r\n"
                connection.sendmail(sender, [recipient], head + line * ((size - len(head)) // len(line)))

    return together(clients, client)


def read_all(server: Server, senders: list[str]) -> Counter[int]:
    """Return how often each number is in an Inbox."""
    found: Counter[int] = Counter()
    for name in senders:
        mailbox = poplib.POP3("127.0.0.1", server.port(POP), timeout=120)
        mailbox.stls(context=tls())
        mailbox.user(name)
        mailbox.pass_(PASSWORD)
        for number in range(1, mailbox.stat()[0] + 1):
            text = b"\n".join(mailbox.retr(number)[1])
            match = re.search(rb"^X-Number: (\d+)$", text, re.MULTILINE)
            if match is not None:
                found[int(match[1])] += 1
        mailbox.quit()
    return found


def until_closed(raw: socket.socket, limit: float = 20.0) -> bytes:
    """Read until the server closes or a time has passed."""
    raw.settimeout(limit)
    text = b""
    try:
        while block := raw.recv(65536):
            text = (text + block)[-2000:]
    except OSError:
        pass
    return text


def misbehave(server: Server, number: int) -> None:
    """Be a client of one of ten bad kinds."""
    with socket.create_connection(("127.0.0.1", server.port(PLAIN)), timeout=30) as raw:
        raw.recv(1000)
        kind = number % 10
        if kind == 0:  # slow: a byte now and then
            for byte in b"EHLO slow.example\r\n":
                raw.sendall(bytes([byte]))
                time.sleep(0.2)
        elif kind == 1:  # half open: a handshake that never comes
            raw.sendall(b"EHLO x\r\nSTARTTLS\r\n")
            time.sleep(5)
        elif kind == 2:  # a line without an end
            try:
                for _ in range(200):
                    raw.sendall(b"A" * 65536)
            except OSError:
                pass
        elif kind == 3:  # garbage, pipelined
            with contextlib.suppress(OSError):
                raw.sendall(b"\x00\xffGARBAGE\r\n" * 20_000)
            until_closed(raw)
        elif kind == 4:  # commands injected before the handshake
            raw.sendall(b"EHLO x\r\nSTARTTLS\r\nAUTH LOGIN\r\nMAIL FROM:<akol@contoso.com>\r\n")
            time.sleep(0.5)
        elif kind == 5:  # no handshake but text
            raw.sendall(b"EHLO x\r\nSTARTTLS\r\n")
            time.sleep(0.2)
            raw.sendall(b"HELO again\r\n" * 1000)
            until_closed(raw)
        elif kind == 6:  # says nothing
            time.sleep(5)
        elif kind == 7:  # gone at once
            raw.close()
        else:
            raw.sendall(b"EHLO x\r\nSTARTTLS\r\n")
            time.sleep(0.2)
            raw.recv(2000)
            with tls().wrap_socket(raw) as secure:
                secure.sendall(b"EHLO x\r\n")
                secure.recv(2000)
                if kind == 8:  # bad base64, again and again
                    secure.sendall(b"AUTH LOGIN !!!\r\n" * 60)
                    until_closed(secure)
                else:  # gone in the middle of a message
                    user, password = (base64.b64encode(text) for text in (b"akol@contoso.com", PASSWORD.encode()))
                    for line in (b"AUTH LOGIN", user, password, b"MAIL FROM:<akol@contoso.com>", b"RCPT TO:<kakers@contoso.com>", b"DATA"):
                        secure.sendall(line + b"\r\n")
                        secure.recv(2000)
                    secure.sendall(b"Subject: never ends\r\nX-Number: 999999\r\n\r\n" + b"y" * 1_000_000)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, default=200)
    parser.add_argument("--messages", type=int, default=2000)
    parser.add_argument("--size", type=int, default=50_000)
    parser.add_argument("--bad-clients", type=int, default=200)
    parser.add_argument("--tenant", action="store_true", help="keep the organization in a file")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        server = Server(folder, tenant=options.tenant)
        try:
            return measure(server, options)
        finally:
            server.stop()


def measure(server: Server, options: argparse.Namespace) -> int:
    senders = addresses(server)
    print(f"idle: {server.memory()[0]} MB; {len(senders)} mailboxes send")
    begin = time.monotonic()
    failures = send_all(server, senders, options.clients, options.messages, options.size)
    took = time.monotonic() - begin
    now, most = server.memory()
    print(f"{options.clients} clients, {options.messages} messages of {options.size} bytes: {took:.1f} s, {options.messages / took:.0f} a second")
    print(f"{len(failures)} clients failed")
    print(f"memory: {now} MB, at most {most} MB")
    found = read_all(server, senders)
    lost = [number for number in range(options.messages) if not found[number]]
    doubled = [number for number, count in found.items() if count > 1]
    print(f"lost {len(lost)}, doubled {len(doubled)}")
    begin = time.monotonic()
    bad = together(options.bad_clients, lambda number: misbehave(server, number))
    after, most = server.memory()
    print(f"{options.bad_clients} clients that misbehave: {time.monotonic() - begin:.1f} s; {len(bad)} broke off: {bad[:3]}")
    print(f"memory: {after} MB, at most {most} MB")
    begin = time.monotonic()
    good = send_all(server, senders, 1, 1, 1000)
    print(f"then one message: {good or 'delivered'} in {time.monotonic() - begin:.2f} s")
    again = read_all(server, senders)
    half = again[999999]
    print(f"half messages delivered: {half}")
    running = server.process.poll() is None
    held = not failures and not lost and not doubled and not good and not half and running and again[0] == found[0] + 1
    print("held" if held else "FAILED", *failures[:5])
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
