"""The properties of the service's objects are offered without a cmdlet being run."""

from __future__ import annotations

import pytest

from pwsh_emu import Shell
from pwsh_emu.completion import complete


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("Get-TransportConfig | Format-List Allow", ["AllowLegacyTLSClients"]),
        ("Get-Mailbox -ResultSize 5 | Select-Object DisplayName, PrimaryS", ["PrimarySmtpAddress"]),
        ("Get-Mailbox | Where-Object Litigation", ["LitigationHoldDate", "LitigationHoldDuration", "LitigationHoldEnabled", "LitigationHoldOwner"]),
        ("Get-EXOMailbox | ForEach-Object { $_.PrimaryS", ["PrimarySmtpAddress"]),
        ("$m = Get-Mailbox; $m.PrimaryS", ["PrimarySmtpAddress"]),
        ("(Get-TransportConfig).AllowL", ["AllowLegacyTLSClients"]),
        ("Get-Mailbox | Sort-Object Nope", []),
    ],
)
def test_properties_are_offered(line: str, wanted: list[str]) -> None:
    shell = Shell()
    before = shell.organization.version
    assert [match.list_text for match in complete(shell.session, line, len(line)).matches] == wanted
    assert shell.organization.version == before
