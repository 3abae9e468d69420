"""The SMTP AUTH clients report: who sends with which TLS version and which kind of sign-in."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pwsh_emu.exchange.organization import Organization


def clients_report(organization: Organization) -> dict[str, dict[str, int]]:
    """Return the SMTP AUTH clients report: by sender, how many messages came over each TLS version and with which kind of sign-in."""
    report: dict[str, dict[str, int]] = {}
    counted: set[str] = set()
    for row in organization.mail.trace():
        if row["MessageTraceId"] in counted:
            continue
        counted.add(row["MessageTraceId"])
        entry = report.setdefault(row["Login"], {})
        for key in (row["TlsVersion"].replace("TLSv1", "TLSv1.0") if row["TlsVersion"] == "TLSv1" else row["TlsVersion"], row["AuthType"]):
            entry[key] = entry.get(key, 0) + 1
    return report
