"""The admin page's interface: what it reads and writes, and what it refuses. test_browser.py looks at the page itself."""

from __future__ import annotations

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


def test_email_apps_of_a_mailbox() -> None:
    organization = Organization()
    client, headers = client_of(organization)
    row = client.get("/api/mailboxes", params={"search": "akol"}).json()["mailboxes"][0]
    assert [(app["label"], app["value"]) for app in row["apps"]] == [
        ("Outlook on the web", True), ("Outlook desktop (MAPI)", True), ("Exchange web services", True), ("Mobile (Exchange ActiveSync)", True),
        ("IMAP", True), ("POP", True), ("Authenticated SMTP", False),
    ]  # fmt: skip
    answer = client.post(f"/api/mailboxes/{row['id']}", json={"ImapEnabled": False, "PopEnabled": True}, headers=headers)
    assert answer.json()["cmdlets"] == ["Set-CASMailbox -Identity akol@contoso.com -ImapEnabled $false"]
    assert client.post(f"/api/mailboxes/{row['id']}", json={"ImapEnabled": False}, headers=headers).json()["cmdlets"] == []
    for wrong in ({"Nope": True}, {"ImapEnabled": "yes"}, {"Password": True}):
        assert client.post(f"/api/mailboxes/{row['id']}", json=wrong, headers=headers).status_code == 400
    group = next(one for one in organization.table("Recipient").values() if one["RecipientType"] != "UserMailbox")
    assert client.post(f"/api/mailboxes/{group['Guid']}", json={"ImapEnabled": False}, headers=headers).status_code == 404


def test_a_large_organization_is_shown_in_part() -> None:
    client, _ = client_of(Organization(seed="large"))
    data = client.get("/api/mailboxes").json()
    assert (len(data["mailboxes"]), data["total"]) == (200, 10_025)
    data = client.get("/api/mailboxes", params={"search": "user00123@"}).json()
    assert ([one["name"] for one in data["mailboxes"]], data["total"]) == (["User 00123"], 1)


def test_the_three_values_are_told_apart() -> None:
    organization = Organization()
    client, _ = client_of(organization)
    for value, note in ((None, "421 4.7.66"), (True, "get through"), (False, "550 5.7.67")):
        with organization.transaction():
            organization.update("TransportConfig", organization.only("TransportConfig"), {"AllowLegacyTLSClients": value})
        legacy = next(one for one in client.get("/api/settings").json()["controls"] if one["id"] == "AllowLegacyTLSClients")
        assert legacy["value"] is bool(value) and note in legacy["note"]
        assert client.get("/api/overview").json()["allowLegacyTls"] is value


def test_saving_writes_only_what_was_changed() -> None:
    """An unchecked box that nobody touched stays $null: it would be another refusal."""
    organization = Organization()
    client, headers = client_of(organization)
    client.post("/api/settings", json={"ReplyAllStormBlockDurationHours": 7}, headers=headers)
    assert organization.transport("AllowLegacyTLSClients") is None
    client.post("/api/settings", json={"AllowLegacyTLSClients": False}, headers=headers)
    assert organization.transport("AllowLegacyTLSClients") is False


def test_the_version_tells_of_every_change() -> None:
    organization = Organization()
    client, _ = client_of(organization)
    seen = [client.get("/api/version").json()["version"]]
    with organization.transaction():
        organization.update("TransportConfig", organization.only("TransportConfig"), {"AllowLegacyTLSClients": True})
    seen.append(client.get("/api/version").json()["version"])
    organization.mail.deliver([("x", "Inbox", {"subject": "s"})], b"x", [])
    seen.append(client.get("/api/version").json()["version"])
    assert len(set(seen)) == 3 and client.get("/api/version").json()["version"] == seen[-1]


@pytest.mark.parametrize("host", ["127.0.0.1:8025", "localhost:8025", "LOCALHOST:8025", "[::1]:8025", "127.0.0.1"])
def test_loopback_names_are_answered(host: str) -> None:
    client, _ = client_of(Organization())
    assert client.get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host", ["", "evil.example", "127.0.0.1.evil.example:80", "evil.example:127.0.0.1", "0.0.0.0:8025", "localhost.evil:80", "[::1]evil:1"]
)
def test_other_names_are_not(host: str) -> None:
    """A name that resolves to this machine (DNS rebinding) is another host."""
    client, headers = client_of(Organization())
    for path in ("/", "/page.js", "/api/settings", "/api/messages"):
        assert client.get(path, headers={"Host": host}).status_code == 403
    assert client.post("/api/settings", json={}, headers={**headers, "Host": host}).status_code == 403


def test_a_large_body_is_refused() -> None:
    client, headers = client_of(Organization())
    assert (
        client.post("/api/settings", content=b'{"x": "' + b"y" * 100_000 + b'"}', headers={"Content-Type": "application/json", **headers}).status_code
        == 413
    )


def test_the_page_listens_on_loopback_only() -> None:
    import asyncio
    import socket

    from pwsh_emu.web.server import PageServer

    async def listen() -> str:
        page = PageServer(Organization())
        await page.start()
        try:
            with socket.create_connection(("127.0.0.1", page.port), timeout=5) as connection:
                return str(connection.getpeername()[0])
        finally:
            await page.stop()

    assert PageServer.host == "127.0.0.1" and asyncio.run(listen()) == "127.0.0.1"


@pytest.mark.parametrize("kept_in_a_file", [False, True])
def test_anything_that_is_sent_gets_an_answer(tmp_path: object, kept_in_a_file: bool) -> None:
    """Values at random: no answer is an internal failure, and what was refused changed nothing."""
    import random

    organization = Organization(tenant=f"{tmp_path}/t.db" if kept_in_a_file else None)
    client, headers = client_of(organization)
    names = [*(one["id"] for one in client.get("/api/settings").json()["controls"]), "Nope", "", "__class__"]
    values = [True, False, None, 0, 1, 5, 1000, 1e308, -1, "x", "", [1], {}, "5", 3.0]
    guid = next(iter(organization.table("Recipient")))
    chance = random.Random(3)
    for _ in range(150):
        before = organization.version
        answer = client.post("/api/settings", json={chance.choice(names): chance.choice(values) for _ in range(chance.randrange(4))}, headers=headers)
        assert answer.status_code in (200, 400) and (answer.status_code == 200 or organization.version == before)
        app = chance.choice(["authenticatedSmtp", "ImapEnabled", "x"])
        answer = client.post(f"/api/mailboxes/{chance.choice([guid, 'x'])}", json={app: chance.choice(values)}, headers=headers)
        assert answer.status_code in (200, 400, 404)
    for body in (b"[]", b"null", b"{", b'{"a":NaN}', b"\xff", b'"x"', b""):
        assert client.post("/api/settings", content=body, headers={**headers, "Content-Type": "application/json"}).status_code == 400
    for path in ("/api/messages/99999999999999999999", "/api/messages/-1", "/x", "/page.js/%2e%2e/app.py", "/app.py"):
        assert client.get(path).status_code == 404
    assert client.get("/api/mailboxes", params={"search": "\0" + "a" * 5000}).json()["total"] == 0
    assert client.put("/api/settings", json={}, headers=headers).status_code == 405
