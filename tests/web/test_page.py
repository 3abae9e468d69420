"""The admin page: what it reads and writes, and what it refuses; in a browser where there is one."""

from __future__ import annotations

import os
from typing import Any

import pytest

pytest.importorskip("starlette")
pytest.importorskip("httpx2")

from starlette.testclient import TestClient

from pwsh_emu.exchange.organization import Organization
from pwsh_emu.web.app import create_app

BASE = "http://127.0.0.1:8025"


def client_of(organization: Organization) -> tuple[TestClient, dict[str, str]]:
    app = create_app(organization)
    return TestClient(app, base_url=BASE), {"X-Page-Token": app.page.token}


def test_ticking_the_box_opts_in_and_is_logged() -> None:
    organization = Organization()
    client, headers = client_of(organization)
    answer = client.post("/api/settings", json={"AllowLegacyTLSClients": True, "SmtpClientAuthenticationDisabled": False}, headers=headers)
    assert answer.json() == {
        "message": "Your change has been saved",
        "cmdlets": ["Set-TransportConfig -AllowLegacyTLSClients $true -SmtpClientAuthenticationDisabled $false"],
    }
    assert organization.transport("AllowLegacyTLSClients") is True
    assert client.get("/api/audit").json()["entries"][0]["cmdlet"].startswith("Set-TransportConfig -AllowLegacyTLSClients $true")
    controls = {one["id"]: one["value"] for one in client.get("/api/settings").json()["controls"]}
    assert controls["AllowLegacyTLSClients"] is True and controls["MessageRecallEnabled"] is True


def test_numbers_are_checked_and_nothing_changes() -> None:
    organization = Organization()
    client, headers = client_of(organization)
    answer = client.post("/api/settings", json={"AllowLegacyTLSClients": True, "ReplyAllStormBlockDurationHours": 99}, headers=headers)
    assert answer.status_code == 400
    assert answer.json()["error"] == "Block duration (hours): the number must be between 1 and 12."
    assert organization.transport("AllowLegacyTLSClients") is None


def test_government_clouds_say_no() -> None:
    client, headers = client_of(Organization("GCC"))
    assert client.post("/api/settings", json={"AllowLegacyTLSClients": True}, headers=headers).status_code == 400
    legacy = next(one for one in client.get("/api/settings").json()["controls"] if one["id"] == "AllowLegacyTLSClients")
    assert legacy["unavailable"] == "Not available in GCC."


def test_a_mailbox_gets_authenticated_smtp() -> None:
    organization = Organization()
    client, headers = client_of(organization)
    row = client.get("/api/mailboxes", params={"search": "akol"}).json()["mailboxes"][0]
    assert row["authenticatedSmtp"] is False
    answer = client.post(f"/api/mailboxes/{row['id']}", json={"authenticatedSmtp": True}, headers=headers)
    assert answer.json()["cmdlets"] == ["Set-CASMailbox -Identity akol@contoso.com -SmtpClientAuthenticationDisabled $false"]
    assert client.get("/api/mailboxes", params={"search": "akol"}).json()["mailboxes"][0]["authenticatedSmtp"] is True


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"X-Page-Token": "wrong"}, "token"),
        ({"X-Page-Token": ""}, "token"),
        ({"Origin": "http://evil.example"}, "other sites"),
        ({"Sec-Fetch-Site": "cross-site"}, "other sites"),
        ({"Content-Type": "text/plain"}, "JSON"),
        ({"Host": "evil.example:8025"}, "loopback"),
    ],
)
def test_other_sites_change_nothing(change: dict[str, str], why: str) -> None:
    organization = Organization()
    client, headers = client_of(organization)
    answer = client.post(
        "/api/settings", content=b'{"AllowLegacyTLSClients": true}', headers={"Content-Type": "application/json", **headers, **change}
    )
    assert answer.status_code == 403 and why in answer.text
    assert organization.transport("AllowLegacyTLSClients") is None


def test_other_hosts_see_nothing_and_answers_are_protected() -> None:
    client, headers = client_of(Organization())
    assert client.get("/", headers={"Host": "exchange.example"}).status_code == 403
    answer = client.get("/")
    assert "default-src 'none'" in answer.headers["content-security-policy"] and "http://" not in answer.text.replace("http://127.0.0.1", "")
    assert client.post("/api/settings", content=b"[", headers={"Content-Type": "application/json", **headers}).status_code == 400
    assert client.get("/api/messages/7").status_code == 404


@pytest.mark.skipif(not os.path.exists("/usr/bin/chromium"), reason="needs /usr/bin/chromium")
def test_in_a_browser(tmp_path: Any) -> None:
    pytest.importorskip("cryptography")
    playwright = pytest.importorskip("playwright.sync_api")
    from pwsh_emu.smtp.serve import RunningService

    organization = Organization()
    with RunningService(organization, page=True, state=str(tmp_path)) as running, playwright.sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path="/usr/bin/chromium", headless=True)
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{running.ports['page']}/")
        page.get_by_role("row", name="Mail flow").click()
        page.get_by_label("Turn on use of legacy TLS clients").check()
        page.get_by_role("button", name="Save").click()
        page.get_by_text("Your change has been saved").wait_for()
        assert organization.transport("AllowLegacyTLSClients") is True
        assert organization.transport("SmtpClientAuthenticationDisabled") is True
        page.get_by_role("link", name="Audit log").click()
        page.get_by_text("Set-TransportConfig -AllowLegacyTLSClients $true").first.wait_for()
        page.get_by_role("link", name="Mailboxes").click()
        page.get_by_role("button", name="Manage email apps of Ayla Kol").click()
        page.get_by_label("Authenticated SMTP").check()
        page.get_by_role("button", name="Save changes").click()
        page.get_by_text("Set-CASMailbox -Identity akol@contoso.com").first.wait_for()
        browser.close()
