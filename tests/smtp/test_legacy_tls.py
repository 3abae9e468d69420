"""The three-valued setting over both hosts and four versions of TLS, with three independent clients; who is asked by SNI and in which cloud."""

from __future__ import annotations

import smtplib

import pytest
from mailclients import (
    LEGACY,
    PLAIN,
    VERSIONS,
    attempt_token,
    connect,
    has_openssl,
    has_swaks,
    openssl_auth,
    set_mailbox,
    set_transport,
    sign_in,
    swaks_send,
)

from pwsh_emu.exchange.organization import Organization
from pwsh_emu.smtp.serve import RunningService

NOT_SET = "421 4.7.66 TLS 1.0 and 1.1 are not supported. Please upgrade/update your client to support TLS 1.2. Visit https://aka.ms/smtp_auth_tls. ["
TURNED_OFF = "550 5.7.67 TLS 1.0 and 1.1 are not supported by your organization. Please contact your administrator. ["
ACCEPTED = "235 2.7.0 Authentication successful"


def documented_reply(setting: bool | None, host: str, version: str) -> str:
    """Return how the reply to the last AUTH line begins, as smtp-endpoint.md has it."""
    if version in ("1.2", "1.3") or (setting is True and "legacy" in host):
        return ACCEPTED
    return TURNED_OFF if setting is False else NOT_SET


settings = pytest.mark.parametrize("setting", [None, True, False])
hosts = pytest.mark.parametrize("host", [PLAIN, LEGACY])
versions = pytest.mark.parametrize("version", list(VERSIONS))


@settings
@hosts
@versions
def test_smtplib(running: RunningService, setting: bool | None, host: str, version: str) -> None:
    set_transport(running.organization, AllowLegacyTLSClients=setting)
    client = connect(running, host, version)
    code, text = sign_in(client)
    expected = documented_reply(setting, host, version)
    assert f"{code} {text}".startswith(expected)
    if expected == NOT_SET:  # 421 says that the connection ends
        with pytest.raises(smtplib.SMTPServerDisconnected):
            client.noop()
    else:
        assert client.noop() == (250, b"2.0.0 OK")
    client.close()


@pytest.mark.skipif(not has_openssl(), reason="needs openssl")
@settings
@hosts
@versions
def test_openssl(running: RunningService, setting: bool | None, host: str, version: str) -> None:
    set_transport(running.organization, AllowLegacyTLSClients=setting)
    assert openssl_auth(running, host, version).startswith(documented_reply(setting, host, version))


@pytest.mark.skipif(not has_swaks(), reason="needs swaks with Net::SSLeay")
@settings
@hosts
@versions
def test_swaks(running: RunningService, setting: bool | None, host: str, version: str) -> None:
    set_transport(running.organization, AllowLegacyTLSClients=setting)
    code, transcript = swaks_send(running, host, version)
    expected = documented_reply(setting, host, version)
    assert expected in transcript
    assert code == (0 if expected == ACCEPTED else 28)
    delivered = [message.folder for message in running.organization.mail.messages()]
    assert delivered == (["Inbox", "Sent Items"] if expected == ACCEPTED else [])


@settings
@hosts
def test_tokens_meet_the_same_gate(running: RunningService, setting: bool | None, host: str) -> None:
    set_transport(running.organization, AllowLegacyTLSClients=setting)
    code, text = attempt_token(running, host=host, version="1.0")
    assert f"{code} {text}".startswith(documented_reply(setting, host, "1.0"))


def test_the_host_name_in_the_handshake_chooses_the_endpoint(running: RunningService) -> None:
    set_transport(running.organization, AllowLegacyTLSClients=True)
    for port, name, accepted in (
        (PLAIN, LEGACY, True),
        (PLAIN, LEGACY.upper(), True),
        (LEGACY, PLAIN, False),
        (LEGACY, "printer.example", True),
        (PLAIN, "printer.example", False),
    ):
        client = connect(running, port, "1.0", server_name=name)
        assert sign_in(client)[0] == (235 if accepted else 421), (port, name)
        client.close()


def test_21vianet_has_its_own_names(state: str) -> None:
    organization = Organization("21Vianet")
    set_transport(organization, SmtpClientAuthenticationDisabled=False, AllowLegacyTLSClients=True)
    with RunningService(organization, state=state) as running:
        assert set(running.ports) == {
            "smtp.partner.outlook.cn", "smtp-legacy.partner.outlook.cn", "pop-legacy.partner.outlook.cn", "imap-legacy.partner.outlook.cn",
            "pop-legacy.partner.outlook.cn:995", "imap-legacy.partner.outlook.cn:993",
        }  # fmt: skip
        for port, name, code in (
            ("smtp-legacy.partner.outlook.cn", None, 235),
            ("smtp.partner.outlook.cn", None, 421),
            ("smtp.partner.outlook.cn", "smtp-legacy.partner.outlook.cn", 235),
            ("smtp.partner.outlook.cn", LEGACY, 421),  # another cloud's name
        ):
            client = connect(running, port, "1.1", server_name=name)
            assert sign_in(client)[0] == code, (port, name)
            client.close()


@pytest.mark.parametrize(("cloud", "host"), [("GCC", PLAIN), ("GCCHigh", "smtp.office365.us"), ("DoD", "outlook-dod.office365.us")])
def test_government_clouds_have_no_legacy_endpoints(state: str, cloud: str, host: str) -> None:
    organization = Organization(cloud)
    # a file from elsewhere may hold a True that no cmdlet of this cloud would set
    set_transport(organization, SmtpClientAuthenticationDisabled=False, AllowLegacyTLSClients=True)
    with RunningService(organization, state=state) as running:
        assert set(running.ports) == {host}
        for server_name in (None, LEGACY):
            client = connect(running, host, "1.0", server_name=server_name)
            assert sign_in(client)[0] == 421
            client.close()
            client = connect(running, host, "1.2", server_name=server_name)
            assert sign_in(client)[0] == 235
            client.close()


@pytest.mark.parametrize(
    ("order", "disabled", "password", "code"),
    [
        (("auth", "tls"), True, "Pass-word-1", 535),
        (("auth", "tls"), False, "wrong", 535),
        (("auth", "tls"), False, "Pass-word-1", 421),
        (("tls", "auth"), True, "Pass-word-1", 421),
        (("tls", "auth"), True, "wrong", 535),
    ],
)
def test_the_order_of_the_checks(state: str, order: tuple[str, ...], disabled: bool, password: str, code: int) -> None:
    organization = Organization()
    set_mailbox(organization, "akol@contoso.com", SmtpClientAuthenticationDisabled=disabled)
    with RunningService(organization, state=state, order=order) as running:
        client = connect(running, LEGACY, "1.0")
        assert sign_in(client, password=password)[0] == code
        client.close()
