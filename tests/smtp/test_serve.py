"""``pwsh-emu serve`` as a process: one line of JSON, given ports, what it refuses, how it ends."""

from __future__ import annotations

import json
import signal
import smtplib
import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from mailclients import LEGACY, PLAIN, tls_client

COMMAND = [sys.executable, "-m", "pwsh_emu", "serve"]


@contextmanager
def serving(tmp_path: Path, *options: str) -> Iterator[tuple[subprocess.Popen[str], dict[str, Any]]]:
    command = [*COMMAND, "--json", "--state", str(tmp_path / "state"), *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None and process.stderr is not None
        line = process.stdout.readline()
        try:
            yield process, json.loads(line)
        finally:
            process.terminate()
            rest, errors = process.communicate(timeout=20)
            assert (rest, errors, process.returncode) == ("", "", 0)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def refused(*options: str) -> tuple[int, str]:
    done = subprocess.run([*COMMAND, *options], capture_output=True, text=True, timeout=60, check=False)
    assert "Traceback" not in done.stderr and done.stdout == ""
    return done.returncode, done.stderr.strip()


def test_every_endpoint_and_the_page_are_in_one_line(tmp_path: Path) -> None:
    pytest.importorskip("starlette")
    with serving(tmp_path) as (_, where):
        assert {PLAIN, LEGACY, "pop-legacy.office365.com", "imap-legacy.office365.com", "page"} <= set(where)
        for place in where.values():
            assert place["host"] == "127.0.0.1"
            with socket.create_connection((place["host"], place["port"]), timeout=5):
                pass


def test_given_ports(tmp_path: Path) -> None:
    smtp, page = free_port(), free_port()
    with serving(tmp_path, "--port", f"{LEGACY}={smtp}", "--port", f"PAGE={page}") as (_, where):
        assert (where[LEGACY]["port"], where["page"]["port"]) == (smtp, page)
        assert where[PLAIN]["port"] not in (0, smtp)


def test_seeds_and_clouds(tmp_path: Path) -> None:
    with serving(tmp_path, "--environment", "21Vianet", "--seed", "old", "--no-page") as (_, where):
        assert "page" not in where
        place = where["smtp-legacy.partner.outlook.cn"]
        with smtplib.SMTP(place["host"], place["port"], timeout=20) as client:
            client.starttls(context=tls_client("1.0"))
            assert client.login("akol@contoso.com", "Pass-word-1")[0] == 235  # old organizations have SMTP AUTH on and opted in


def test_the_certificate_stays_and_can_be_verified(tmp_path: Path) -> None:
    found = []
    for _ in range(2):
        with serving(tmp_path, "--no-page") as (_, where):
            context = ssl.create_default_context(cafile=str(tmp_path / "state" / "Worldwide" / "ca.pem"))
            with smtplib.SMTP("127.0.0.1", where[PLAIN]["port"], timeout=20) as client:
                client._host = PLAIN  # type: ignore[attr-defined]
                client.starttls(context=context)
                assert isinstance(client.sock, ssl.SSLSocket)
                found.append(client.sock.getpeercert(binary_form=True))
    assert found[0] == found[1]
    key = tmp_path / "state" / "Worldwide" / "endpoint.pem"
    assert key.stat().st_mode & 0o077 == 0  # for its owner only


def test_mail_survives_a_restart(tmp_path: Path) -> None:
    file, folder = str(tmp_path / "contoso.db"), tmp_path / "eml"
    options = ("--tenant", file, "--seed", "old", "--no-page", "--eml-folder", str(folder))
    for number in range(2):
        with serving(tmp_path, *options) as (_, where), smtplib.SMTP("127.0.0.1", where[PLAIN]["port"], timeout=20) as client:
            client.starttls(context=tls_client())
            client.login("akol@contoso.com", "Pass-word-1")
            client.sendmail("akol@contoso.com", ["kakers@contoso.com"], f"From: akol@contoso.com\r\nSubject: {number}\r\n\r\nx\r\n")
    from pwsh_emu.exchange.organization import Organization

    subjects = [message.info["subject"] for message in Organization(tenant=file).mail.messages(folder="Inbox")]
    assert subjects == ["0", "1"] and len(list(folder.iterdir())) == 2


def test_killed_while_mail_arrives_what_was_acknowledged_is_there(tmp_path: Path) -> None:
    file = str(tmp_path / "contoso.db")
    command = [*COMMAND, "--json", "--no-page", "--no-limits", "--state", str(tmp_path / "state"), "--tenant", file, "--seed", "old"]
    acknowledged = 0
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        port = json.loads(process.stdout.readline())[PLAIN]["port"]
        client = smtplib.SMTP("127.0.0.1", port, timeout=20)
        client.starttls(context=tls_client())
        client.login("akol@contoso.com", "Pass-word-1")
        try:
            for number in range(200):
                client.sendmail("akol@contoso.com", ["kakers@contoso.com"], f"From: akol@contoso.com\r\nSubject: {number}\r\n\r\nx\r\n")
                acknowledged += 1
                if acknowledged == 40:
                    process.send_signal(signal.SIGKILL)
        except (smtplib.SMTPException, OSError):
            pass
        client.close()
    from pwsh_emu.exchange.organization import Organization

    organization = Organization(tenant=file)
    subjects = [message.info["subject"] for message in organization.mail.messages(folder="Inbox")]
    assert acknowledged >= 40 and subjects in ([str(n) for n in range(acknowledged)], [str(n) for n in range(acknowledged + 1)])
    assert sum(1 for _ in organization.mail.messages(folder="Sent Items")) == len(subjects) == len(organization.mail.trace())


def test_what_cannot_be_started(tmp_path: Path) -> None:
    state = ("--state", str(tmp_path), "--no-page")
    assert refused(*state, "--environment", "Mars")[0] == 1
    code, text = refused(*state, "--port", "smtp.example=25")
    assert code == 1 and text.startswith("pwsh-emu serve: there is no endpoint 'smtp.example': there are ")
    assert refused(*state, "--port", f"{PLAIN}=70000") == (1, "pwsh-emu serve: '70000' is not a port")
    assert refused(*state, "--check-order", "tls,luck") == (1, "pwsh-emu serve: --check-order takes auth and tls, not 'tls,luck'")
    assert refused(*state, "--seed", "none")[1].startswith("pwsh-emu serve: there is no seed 'none'")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        code, text = refused(*state, "--port", f"{PLAIN}={taken.getsockname()[1]}")
        assert code == 1 and "address already in use" in text
    assert refused(*state, "--nonsense")[0] == 2


def test_interrupted_it_ends_quietly(tmp_path: Path) -> None:
    command = [*COMMAND, "--no-page", "--state", str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        lines = []
        while not lines or not lines[-1].startswith("Press"):
            lines.append(process.stdout.readline())
        assert lines[0].startswith(PLAIN) and lines[-1] == "Press Ctrl+C to stop.\n"
        process.send_signal(signal.SIGINT)
        assert process.communicate(timeout=20) == ("", "") and process.returncode == 0
