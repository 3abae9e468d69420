"""The clouds that an organization can live in: which endpoints exist there and whether legacy TLS can be opted in to."""

from __future__ import annotations


class Environment:
    """A cloud. ``connection_name`` is Connect-ExchangeOnline's -ExchangeEnvironmentName; the legacy hosts are None where there are none."""

    __slots__ = (
        "connection_name", "connection_uri", "forest", "imap_host", "legacy_imap_host", "legacy_pop_host", "legacy_smtp_host",
        "login_uri", "name", "pop_host", "smtp_host",
    )  # fmt: skip

    def __init__(
        self, name: str, connection_name: str, connection_uri: str, login_uri: str,
        smtp_host: str, mail_host: str, legacy_domain: str | None, forest: str
    ) -> None:  # fmt: skip
        self.name = name
        self.connection_name = connection_name
        self.connection_uri = connection_uri
        self.login_uri = login_uri
        self.smtp_host = smtp_host
        self.pop_host = mail_host
        self.imap_host = mail_host
        self.legacy_smtp_host = f"smtp-legacy.{legacy_domain}" if legacy_domain else None
        self.legacy_pop_host = f"pop-legacy.{legacy_domain}" if legacy_domain else None
        self.legacy_imap_host = f"imap-legacy.{legacy_domain}" if legacy_domain else None
        self.forest = forest

    @property
    def compliance_uri(self) -> str:
        """Where Connect-IPPSSession leads to."""
        return f"https://{_COMPLIANCE_HOSTS[self.connection_name]}/powershell-liveid/"

    @property
    def allows_legacy_tls(self) -> bool:
        """Whether AllowLegacyTLSClients can be turned on."""
        return self.legacy_smtp_host is not None


_COMPLIANCE_HOSTS = {
    "O365Default": "ps.compliance.protection.outlook.com", "O365USGovGCCHigh": "ps.compliance.protection.office365.us",
    "O365USGovDoD": "l5.ps.compliance.protection.office365.us", "O365China": "ps.compliance.protection.partner.outlook.cn",
}  # fmt: skip
_LOGIN = "https://login.microsoftonline.com/organizations"
ENVIRONMENTS = (
    Environment(
        "Worldwide", "O365Default", "https://outlook.office365.com", _LOGIN,
        "smtp.office365.com", "outlook.office365.com", "office365.com", "NAMPR00A000",
    ),
    Environment("GCC", "O365Default", "https://outlook.office365.com", _LOGIN, "smtp.office365.com", "outlook.office365.com", None, "NAMPR00A000"),
    Environment(
        "GCCHigh", "O365USGovGCCHigh", "https://outlook.office365.us", "https://login.microsoftonline.us/organizations",
        "smtp.office365.us", "outlook.office365.us", None, "USGPR00A000",
    ),
    Environment(
        "DoD", "O365USGovDoD", "https://webmail.apps.mil", "https://login.microsoftonline.us/organizations",
        "outlook-dod.office365.us", "outlook-dod.office365.us", None, "USDPR00A000",
    ),
    Environment(
        "21Vianet", "O365China", "https://partner.outlook.cn", "https://login.chinacloudapi.cn/organizations",
        "smtp.partner.outlook.cn", "partner.outlook.cn", "partner.outlook.cn", "CHNPR00A000",
    ),
)  # fmt: skip
_OTHER_NAMES = {
    "o365default": "Worldwide",
    "o365usgovgcchigh": "GCCHigh",
    "o365usgovdod": "DoD",
    "o365china": "21Vianet",
    "gcc high": "GCCHigh",
    "vianet": "21Vianet",
}


def find_environment(name: str | None) -> Environment:
    """Return the environment of a name (Worldwide where none is given); ValueError for one that does not exist."""
    wanted = (name or "Worldwide").lower()
    wanted = _OTHER_NAMES.get(wanted, wanted).lower()
    for environment in ENVIRONMENTS:
        if environment.name.lower() == wanted:
            return environment
    raise ValueError(f"there is no environment '{name}': it is one of {', '.join(one.name for one in ENVIRONMENTS)}")
