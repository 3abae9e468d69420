"""The main story end to end: opt in at the prompt or with the page's box, and a device with TLS 1.0 gets its mail through.

One process has the shell, the endpoints and the page (Start-EmulatedService); or a shell and a server share a tenant file.
"""

from __future__ import annotations

import json
import re
import smtplib
import ssl
import subprocess
import sys
import urllib.error
import urllib.request
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("cryptography")
pytest.importorskip("starlette")

from pwsh_emu import Shell

PLAIN, LEGACY = "smtp.office365.com", "smtp-legacy.office365.com"


@pytest.fixture(autouse=True)
def own_state_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Certificates of these tests lie in a folder of their own."""
    folder = tmp_path_factory.getbasetemp() / "story-state"
    monkeypatch.setenv("XDG_STATE_HOME", str(folder))


def device(port: int) -> str:
    """Send a scan as a device with TLS 1.0 does, and return "sent" or the reply that refuses it."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        context.minimum_version = context.maximum_version = ssl.TLSVersion.TLSv1
    client = smtplib.SMTP("127.0.0.1", port, timeout=20)
    try:
        client.starttls(context=context)
        client.login("akol@contoso.com", "Pass-word-1")
        client.sendmail("akol@contoso.com", ["kakers@contoso.com"], "From: akol@contoso.com\r\nSubject: Scan\r\n\r\nA page.\r\n")
    except smtplib.SMTPResponseException as error:
        return f"{error.smtp_code} {error.smtp_error.decode() if isinstance(error.smtp_error, bytes) else error.smtp_error}"
    finally:
        client.close()
    return "sent"


class Page:
    """The admin page as its script uses it."""

    def __init__(self, port: int) -> None:
        self.base = f"http://127.0.0.1:{port}"
        with urllib.request.urlopen(self.base + "/") as answer:
            self.token = re.findall(r'name="page-token" content="([^"]+)"', answer.read().decode())[0]

    def read(self, path: str) -> Any:
        with urllib.request.urlopen(self.base + path) as answer:
            return json.load(answer)

    def write(self, path: str, values: dict[str, Any]) -> Any:
        headers = {"Content-Type": "application/json", "X-Page-Token": self.token}
        request = urllib.request.Request(self.base + path, json.dumps(values).encode(), headers, method="POST")
        try:
            with urllib.request.urlopen(request) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            return json.load(error)


def values(shell: Shell, script: str) -> list[Any]:
    result = shell.run(script)
    assert result.error_text == "", result.error_text
    return result.output


def ports_of(shell: Shell) -> dict[str, int]:
    values(shell, "$places = Start-EmulatedService")
    return dict(zip(values(shell, "$places.Endpoint"), values(shell, "$places.Port"), strict=True))


@pytest.fixture
def shell() -> Iterator[Shell]:
    shell = Shell(connected=False)
    yield shell
    shell.run("Stop-EmulatedService")


def test_at_the_prompt(shell: Shell) -> None:
    assert values(shell, "try { Get-TransportConfig } catch { $_.FullyQualifiedErrorId }") == ["CommandNotFoundException"]
    values(shell, "Connect-ExchangeOnline -UserPrincipalName admin@contoso.onmicrosoft.com -ShowBanner:$false")
    ports = ports_of(shell)
    assert device(ports[LEGACY]).startswith("535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant.")
    values(shell, "Set-CASMailbox -Identity akol@contoso.com -SmtpClientAuthenticationDisabled $false")
    assert device(ports[LEGACY]).startswith("421 4.7.66 TLS 1.0 and 1.1 are not supported.")
    values(shell, "Set-TransportConfig -AllowLegacyTLSClients $true")
    assert values(shell, "(Get-TransportConfig).AllowLegacyTLSClients") == [True]
    assert device(ports[PLAIN]).startswith("421 4.7.66 ")  # the opt-in opens the legacy endpoint only
    assert device(ports[LEGACY]) == "sent"
    assert values(shell, "(Get-MessageTraceV2 -RecipientAddress kakers@contoso.com).Status") == ["Delivered"]
    assert values(shell, "(Get-MailboxFolderStatistics kakers -FolderScope Inbox).ItemsInFolder") == [1]
    assert values(shell, "(Test-SmtpClientAuth akol).LegacyTlsAllowed; (Test-SmtpClientAuth akol).DecidedBy") == [True, "Mailbox"]
    values(shell, "Set-TransportConfig -AllowLegacyTLSClients $false")  # the next sign-in is asked anew
    assert device(ports[LEGACY]).startswith("550 5.7.67 TLS 1.0 and 1.1 are not supported by your organization.")
    assert values(shell, "(Search-AdminAuditLog -Cmdlets Set-TransportConfig).Count") == [2]


def test_with_the_page(shell: Shell) -> None:
    values(shell, "Connect-ExchangeOnline -ShowBanner:$false")
    ports = ports_of(shell)
    page = Page(ports["page"])
    answer = page.write("/api/settings", {"AllowLegacyTLSClients": True})
    assert answer == {"message": "Your change has been saved", "cmdlets": ["Set-TransportConfig -AllowLegacyTLSClients $true"]}
    assert values(shell, "(Get-TransportConfig).AllowLegacyTLSClients") == [True]
    row = page.read("/api/mailboxes?search=akol")["mailboxes"][0]
    answer = page.write(f"/api/mailboxes/{row['id']}", {"authenticatedSmtp": True})
    assert answer["cmdlets"] == ["Set-CASMailbox -Identity akol@contoso.com -SmtpClientAuthenticationDisabled $false"]
    assert values(shell, "(Get-CASMailbox akol).SmtpClientAuthenticationDisabled") == [False]
    assert device(ports[LEGACY]) == "sent"
    arrived = page.read("/api/messages")["messages"]
    assert [(one["mailbox"], one["folder"], one["subject"], one["tls"]) for one in arrived] == [
        ("akol@contoso.com", "Sent Items", "Scan", "TLSv1"), ("kakers@contoso.com", "Inbox", "Scan", "TLSv1"),
    ]  # fmt: skip
    assert page.read("/api/report")["senders"] == {"akol@contoso.com": {"TLSv1.0": 1, "Basic": 1}}
    values(shell, "Set-TransportConfig -SmtpClientAuthenticationDisabled $false")
    controls = {one["id"]: one["value"] for one in page.read("/api/settings")["controls"]}
    assert controls["SmtpClientAuthenticationDisabled"] is False and controls["AllowLegacyTLSClients"] is True
    assert [entry["cmdlet"] for entry in page.read("/api/audit")["entries"]] == [
        "Set-TransportConfig -SmtpClientAuthenticationDisabled $false",
        "Set-CASMailbox -Identity akol@contoso.com -SmtpClientAuthenticationDisabled $false",
        "Set-TransportConfig -AllowLegacyTLSClients $true",
    ]
    # what the page shows is what can be typed
    assert values(shell, "; ".join(answer["cmdlets"]) + " 3>&1 | ForEach-Object Message") == [
        "The command completed successfully but no settings of 'Ayla Kol' have been modified."
    ]


@pytest.mark.parametrize("cloud", ["GCC", "GCCHigh", "DoD"])
def test_told_no_in_government_clouds(cloud: str) -> None:
    shell = Shell(environment=cloud)
    result = shell.run("Set-TransportConfig -AllowLegacyTLSClients $true")
    assert len(result.errors) == 1 and f"AllowLegacyTLSClients can't be set to True in {cloud}" in result.errors[0].message
    assert values(shell, "(Get-TransportConfig).AllowLegacyTLSClients") == [None]
    ports = ports_of(shell)
    assert not any("legacy" in name for name in ports)
    page = Page(ports["page"])
    assert page.write("/api/settings", {"AllowLegacyTLSClients": True}) == {"error": f"Turn on use of legacy TLS clients: not available in {cloud}."}
    values(shell, "Set-CASMailbox akol -SmtpClientAuthenticationDisabled $false")
    (smtp,) = (port for name, port in ports.items() if name != "page")
    assert device(smtp).startswith("421 4.7.66 ")
    shell.run("Stop-EmulatedService")


class Server:
    """``pwsh-emu serve`` over a tenant file."""

    def __init__(self, file: Path) -> None:
        command = [sys.executable, "-m", "pwsh_emu", "serve", "--json", "--tenant", str(file)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        self.ports = {name: place["port"] for name, place in json.loads(self.process.stdout.readline()).items()}

    def __enter__(self) -> Server:
        return self

    def __exit__(self, *_: Any) -> None:
        self.process.terminate()
        assert self.process.wait(20) == 0
        assert self.process.stdout is not None
        self.process.stdout.close()


def test_a_shell_and_a_server_share_a_file(tmp_path: Path) -> None:
    """Two processes, live both ways, and all of it found again after a restart of both."""
    file = tmp_path / "contoso.db"
    with Server(file) as server:
        shell = Shell(tenant=file)
        assert device(server.ports[LEGACY]).startswith("535 ")
        values(shell, "Set-CASMailbox akol -SmtpClientAuthenticationDisabled $false; Set-TransportConfig -AllowLegacyTLSClients $true")
        assert device(server.ports[LEGACY]) == "sent"
        assert values(shell, "(Get-MessageTraceV2).RecipientAddress") == ["kakers@contoso.com"]
        page = Page(server.ports["page"])
        page.write("/api/settings", {"AllowLegacyTLSClients": False, "ReplyAllStormBlockDurationHours": 9})
        assert values(shell, "$c = Get-TransportConfig; $c.AllowLegacyTLSClients; $c.ReplyAllStormBlockDurationHours") == [False, 9]
        assert device(server.ports[LEGACY]).startswith("550 5.7.67 ")
        values(shell, "Set-TransportConfig -AllowLegacyTLSClients $true")
        del shell
    with Server(file) as server:
        assert device(server.ports[LEGACY]) == "sent"
        page = Page(server.ports["page"])
        assert [one["subject"] for one in page.read("/api/messages")["messages"]] == ["Scan"] * 4
        assert page.read("/api/report")["senders"] == {"akol@contoso.com": {"TLSv1.0": 2, "Basic": 2}}
        assert [entry["cmdlet"] for entry in page.read("/api/audit")["entries"]] == [
            "Set-TransportConfig -AllowLegacyTLSClients $true",
            "Set-TransportConfig -AllowLegacyTLSClients $false -ReplyAllStormBlockDurationHours 9",
            "Set-TransportConfig -AllowLegacyTLSClients $true",
            "Set-CASMailbox -Identity akol -SmtpClientAuthenticationDisabled $false",
        ]
    shell = Shell(tenant=file)
    assert values(shell, "(Get-TransportConfig).AllowLegacyTLSClients; @(Get-MessageTraceV2).Count; (Search-AdminAuditLog).Count") == [True, 2, 4]


def test_typed_into_an_interactive_shell(tmp_path: Path) -> None:
    """The shell's own process, line by line: what one types, the endpoints of that process obey."""
    command = [sys.executable, "-u", "-m", "pwsh_emu", "-NoProfile", "-NoLogo"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdin is not None and process.stdout is not None

        def type_line(text: str, awaited: str) -> str:
            assert process.stdin is not None and process.stdout is not None
            process.stdin.write(text + "\n")
            process.stdin.flush()
            for line in process.stdout:
                if found := re.match(awaited, line):
                    return found[1]
            raise AssertionError(f"no {awaited} after {text}")

        places = str(tmp_path / "places.json")
        type_line(f"Start-EmulatedService | ConvertTo-Json | Set-Content '{places}'; 'started' + 1", "(started1)")
        ports = {place["Endpoint"]: place["Port"] for place in json.loads(Path(places).read_text())}
        type_line("Set-CASMailbox akol -SmtpClientAuthenticationDisabled $false; 'done' + 2", "(done2)")
        assert device(ports[LEGACY]).startswith("421 ")
        type_line("Set-TransportConfig -AllowLegacyTLSClients $true; 'done' + 3", "(done3)")
        assert device(ports[LEGACY]) == "sent"
        type_line("'found ' + @(Get-MessageTraceV2).Count + ' done4'", "found (1) done4")
        Page(ports["page"]).write("/api/settings", {"AllowLegacyTLSClients": False})
        assert type_line("'value ' + (Get-TransportConfig).AllowLegacyTLSClients", "value (True|False)") == "False"
        process.stdin.write("exit\n")
        process.stdin.close()
        assert process.wait(20) == 0


def test_the_page_of_documentation_names_what_there_is() -> None:
    """docs/endpoints.md has every option of ``serve``, and no other."""
    text = (Path(__file__).parents[1] / "docs" / "endpoints.md").read_text(encoding="utf-8")
    from pwsh_emu.smtp.serve import _parser

    options = {name for action in _parser()._actions for name in action.option_strings if name.startswith("--")} - {"--help"}
    table = text[text.index("## `serve`") : text.index("## Signing in")]
    assert set(re.findall(r"--[a-z][a-z-]+", table)) == options


def test_the_documented_sign_ins_work(shell: Shell) -> None:
    values(shell, "Connect-ExchangeOnline -ShowBanner:$false; Set-TransportConfig -SmtpClientAuthenticationDisabled $false")
    port = ports_of(shell)[PLAIN]
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    for name, works in (("akol@contoso.com", True), ("kakers@contoso.com", True), ("adelev@contoso.com", True), ("info@contoso.com", False)):
        with smtplib.SMTP("127.0.0.1", port, timeout=20) as client:
            client.starttls(context=context)
            if works:
                assert client.login(name, "Pass-word-1")[0] == 235
            else:
                with pytest.raises(smtplib.SMTPAuthenticationError):
                    client.login(name, "Pass-word-1")
