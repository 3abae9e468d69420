"""Clients for the endpoints: Python's smtplib, openssl s_client and swaks, each able to hold to one version of TLS."""

from __future__ import annotations

import base64
import shutil
import smtplib
import socket
import ssl
import subprocess
import warnings
from typing import Any

from pwsh_emu import Shell
from pwsh_emu.exchange.organization import Organization
from pwsh_emu.smtp.serve import RunningService

PASSWORD = "Pass-word-1"
PLAIN, LEGACY = "smtp.office365.com", "smtp-legacy.office365.com"
VERSIONS = {"1.0": ssl.TLSVersion.TLSv1, "1.1": ssl.TLSVersion.TLSv1_1, "1.2": ssl.TLSVersion.TLSv1_2, "1.3": ssl.TLSVersion.TLSv1_3}


def tls_client(version: str | None = None) -> ssl.SSLContext:
    """Return the context of a client that speaks one version of TLS only; None for all that there are."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    if version is not None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            context.minimum_version = context.maximum_version = VERSIONS[version]
    return context


def set_transport(organization: Organization, **values: Any) -> None:
    with organization.transaction():
        organization.update("TransportConfig", organization.only("TransportConfig"), values)


def organization_that_sends(tenant: str | None = None) -> Organization:
    """Return the small company with SMTP AUTH on for everyone."""
    organization = Organization(tenant=tenant)
    set_transport(organization, SmtpClientAuthenticationDisabled=False)
    return organization


def set_mailbox(organization: Organization, address: str, **values: Any) -> None:
    from pwsh_emu.exchange.recipients import sign_in_record

    record = sign_in_record(organization, address)
    assert record is not None
    with organization.transaction():
        organization.update("Recipient", record, values, {})


def shell_over(organization: Organization) -> Shell:
    """Return a shell whose cmdlets work on an organization that is there already."""
    shell = Shell()
    shell.session.services["organization"] = organization
    return shell


def connect(running: RunningService, host: str = PLAIN, version: str | None = None, server_name: str | None = None) -> smtplib.SMTP:
    """Return a client after STARTTLS; ``server_name`` is the host name in its handshake, where there is one."""
    client = smtplib.SMTP("127.0.0.1", running.ports[host], timeout=20)
    client.ehlo("device")
    if server_name is not None:
        client._host = server_name  # type: ignore[attr-defined]  # what smtplib takes for SNI
    client.starttls(context=tls_client(version))
    client.ehlo("device")
    return client


def sign_in(client: smtplib.SMTP, name: str = "akol@contoso.com", password: str = PASSWORD) -> tuple[int, str]:
    """Sign in with AUTH LOGIN and return the last reply."""
    try:
        code, reply = client.login(name, password)
    except smtplib.SMTPAuthenticationError as error:
        code, reply = error.smtp_code, error.smtp_error
    return code, reply.decode() if isinstance(reply, bytes) else str(reply)


def begin_message(client: smtplib.SMTP) -> None:
    """Sign in and name sender and recipient."""
    assert sign_in(client)[0] == 235
    assert client.docmd("MAIL FROM:<akol@contoso.com>")[0] == 250
    assert client.docmd("RCPT TO:<kakers@contoso.com>")[0] == 250


def attempt(running: RunningService, name: str = "akol@contoso.com", password: str = PASSWORD, **options: Any) -> tuple[int, str]:
    """Sign in on a connection of its own."""
    client = connect(running, **options)
    try:
        return sign_in(client, name, password)
    finally:
        client.close()


def token_answer(name: str, token: str | None = None) -> str:
    """Return the base64 text of an XOAUTH2 answer."""
    return base64.b64encode(f"user={name}\x01auth=Bearer {token or 'emulated-token:' + name}\x01\x01".encode()).decode()


def attempt_token(running: RunningService, name: str = "akol@contoso.com", token: str | None = None, **options: Any) -> tuple[int, str]:
    """Sign in with XOAUTH2 on a connection of its own."""
    client = connect(running, **options)
    try:
        code, reply = client.docmd("AUTH", f"XOAUTH2 {token_answer(name, token)}")
        return code, reply.decode()
    finally:
        client.close()


def raw_connection(running: RunningService, name: str = PLAIN) -> socket.socket:
    """Return a socket after the greeting."""
    raw = socket.create_connection(("127.0.0.1", running.ports[name]), timeout=10)
    assert raw.recv(1000).startswith(b"220 ")
    return raw


def has_openssl() -> bool:
    return shutil.which("openssl") is not None


def has_swaks() -> bool:
    swaks = shutil.which("swaks")
    return swaks is not None and "TLS supported" in subprocess.run([swaks, "--support"], capture_output=True, text=True, check=False).stdout


def openssl_auth(running: RunningService, name: str, version: str) -> str:
    """Sign in with ``openssl s_client`` and return the reply to the last AUTH line."""
    flag = {"1.0": "-tls1", "1.1": "-tls1_1", "1.2": "-tls1_2", "1.3": "-tls1_3"}[version]
    command = ["openssl", "s_client", "-starttls", "smtp", "-connect", f"127.0.0.1:{running.ports[name]}", flag, "-quiet", "-crlf", "-noservername"]
    if version != "1.3":
        command += ["-cipher", "DEFAULT:@SECLEVEL=0"]
    user, password = (base64.b64encode(text.encode()).decode() for text in ("akol@contoso.com", PASSWORD))
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdin is not None and process.stdout is not None
        reply = ""
        for line in ("EHLO device", "AUTH LOGIN", user, password):
            process.stdin.write(line + "\n")
            process.stdin.flush()
            reply = process.stdout.readline()
            while reply[3:4] == "-":
                reply = process.stdout.readline()
        process.kill()
    return reply.rstrip()


def swaks_send(running: RunningService, name: str, version: str) -> tuple[int, str]:
    """Send a message with swaks and return its exit code and transcript."""
    command = [
        "swaks", "--server", "127.0.0.1", "--port", str(running.ports[name]),
        "--tls", "--tls-protocol", "tlsv" + version.replace("1.0", "1").replace(".", "_"),
        "--auth", "LOGIN", "--auth-user", "akol@contoso.com", "--auth-password", PASSWORD, "--from", "akol@contoso.com", "--to", "kakers@contoso.com",
        "--header", "Subject: By swaks", "--body", "Hello", "--timeout", "20",
    ]  # fmt: skip
    if version != "1.3":
        command += ["--tls-cipher", "DEFAULT:@SECLEVEL=0"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    return done.returncode, done.stdout + done.stderr
