"""The service's cmdlets at work: one script a family, with what each prints."""

from __future__ import annotations

from pathlib import Path

import pytest

from pwsh_emu import Shell
from pwsh_emu.exchange.registry import index


def run(script: str, **options: object) -> list[str]:
    """Run a script and return its lines without trailing blanks; errors count as a failure of the test."""
    shell = Shell(**options)  # type: ignore[arg-type]
    result = shell.run(script)
    assert result.error_text == ""
    return [line.rstrip() for line in result.text.splitlines() if line.strip()]


def failure(script: str, **options: object) -> str:
    """Run a script that ends in one error and return its message."""
    shell = Shell(**options)  # type: ignore[arg-type]
    result = shell.run(script)
    assert result.errors, result.text
    return result.errors[-1].message


def test_opting_in_and_reading_back() -> None:
    assert run(
        "Set-TransportConfig -AllowLegacyTLSClients $true; (Get-TransportConfig).AllowLegacyTLSClients; "
        "(Get-TransportConfig).psobject.Properties.Name.Count"
    ) == ["True", "94"]


@pytest.mark.parametrize(
    ("script", "message"),
    [
        (
            "Set-TransportConfig -ReplyAllStormBlockDurationHours 13",
            "Property = ReplyAllStormBlockDurationHours. Error = The property value is invalid. The value must be between 1 and 12.",
        ),
        ("Set-TransportConfig -JournalMessageExpirationDays 8", "between 0 and 7"),
        ("Set-TransportConfig -MaxRecipientEnvelopeLimit 1001", "between 1 and 1000"),
        ("Set-TransportConfig -MaxRecipientEnvelopeLimit many", "Cannot process argument transformation on parameter 'MaxRecipientEnvelopeLimit'."),
        ("Set-TransportConfig -ExternalPostmasterAddress nobody", 'The email address "nobody" isn\'t correct.'),
        ("Set-TransportConfig -InternalDsnReportingAuthority 'a b'", '"a b" isn\'t a valid SMTP domain.'),
        ("Set-TransportConfig -DSNConversionMode Wrong", "Unable to match the identifier name Wrong to a valid enumerator name."),
        ("Set-TransportConfig -MaxSendSize 10MB", "A parameter cannot be found that matches parameter name 'MaxSendSize'."),
        (
            "Get-Mailbox nobody",
            "The operation couldn't be performed because object 'nobody' couldn't be found on 'XX0PR00A00DC000.NAMPR00A000.PROD.OUTLOOK.COM'.",
        ),
        ("Get-MailboxPermission nobody", 'The specified mailbox Identity:"nobody" doesn\'t exist.'),
        (
            "Set-User akol -AuthenticationPolicy none",
            'Couldn\'t find object "none". Please make sure that it was spelled correctly or specify a different object.',
        ),
        ("Set-Mailbox akol -EmailAddresses @{Add='kakers@contoso.com'}", 'The proxy address "smtp:kakers@contoso.com" is already being used by'),
        ("Set-Mailbox akol -MaxSendSize 200MB", "can't be larger than 150 MB"),
        ("Get-Mailbox -Filter 'Nope -eq 1'", '"Nope" is not a recognized filterable property.'),
        ("New-TransportRule -Name 'External sender notice'", "already exists"),
        ("Get-MessageTraceV2 -StartDate (Get-Date).AddDays(-100)", "can't be older than 90 days"),
        ("Get-SCInsights", "Get-SCInsights is a cmdlet of Exchange Online that is not supported by this emulator yet."),
    ],
)
def test_what_the_service_refuses(script: str, message: str) -> None:
    assert message in failure(script)


def test_the_service_error_record() -> None:
    lines = run(
        "try { Get-Mailbox x -ErrorAction Stop } catch { $_.CategoryInfo.ToString(); $_.FullyQualifiedErrorId -replace 'RequestId=.*\\]', ']'; "
        "$_.Exception.Message.Split('|')[0] }"
    )
    assert lines == ["NotSpecified: (:) [Get-Mailbox], ManagementObjectNotFoundException", "[Server=XX0PR00MB0001,],Write-ErrorMessage", "Ex6F9304"]


def test_an_error_lets_the_next_object_go_on() -> None:
    assert run("'akol', 'nobody', 'kakers' | Get-CASMailbox -ErrorAction SilentlyContinue | ForEach-Object Name") == ["Ayla Kol", "Kim Akers"]


def test_government_clouds_refuse_legacy_tls() -> None:
    for name in ("GCC", "GCCHigh", "DoD"):
        assert "AllowLegacyTLSClients can't be set to True in " + name in failure(
            "Set-TransportConfig -AllowLegacyTLSClients $true", environment=name
        )
        assert run("Set-TransportConfig -AllowLegacyTLSClients $false; (Get-TransportConfig).AllowLegacyTLSClients", environment=name) == ["False"]
    assert run("Set-TransportConfig -AllowLegacyTLSClients $true; (Get-TransportConfig).AllowLegacyTLSClients", environment="21Vianet") == ["True"]


def test_connecting() -> None:
    script = (
        "try { Get-TransportConfig } catch { $_.Exception.GetType().Name }; Connect-ExchangeOnline -ShowBanner:$false; (Get-TransportConfig).Name"
    )
    assert run(script, connected=False) == [
        "CommandNotFoundException", "Transport Settings",
    ]  # fmt: skip
    assert failure("Get-EXOMailbox", connected=False) == "You must call the Connect-ExchangeOnline cmdlet before calling any other cmdlets."
    script = """Connect-ExchangeOnline -Prefix EU -CommandName Get-Transport*, Get-Mailbox -ShowBanner:$false
(Get-EUTransportConfig).Name; [bool](Get-Command Set-EUMailbox -ErrorAction Ignore); @(Get-ConnectionInformation).Count
Disconnect-ExchangeOnline -Confirm:$false; @(Get-ConnectionInformation).Count; try { Get-Mailbox } catch { 'gone' }"""
    assert run(script) == ["Transport Settings", "False", "2", "0", "gone"]
    assert "AppId and Organization parameters are required" in failure("Connect-ExchangeOnline -CertificateThumbprint 00 -ShowBanner:$false")


def test_mailboxes() -> None:
    script = """New-Mailbox -Name 'Zoe Test' -Shared | ForEach-Object PrimarySmtpAddress
Set-Mailbox 'Zoe Test' -EmailAddresses @{Add='zt@contoso.com'} -MaxSendSize 50MB -CustomAttribute1 x
(Get-Mailbox zt@contoso.com).MaxSendSize
Set-Mailbox zt@contoso.com -Type Regular -WhatIf
Set-Mailbox zt@contoso.com -Type Regular; (Get-Mailbox 'Zoe Test').RecipientTypeDetails
Set-Mailbox zt@contoso.com -CustomAttribute1 x
Remove-Mailbox zt@contoso.com -Confirm:$false; (Get-Mailbox -SoftDeletedMailbox).Name
Undo-SoftDeletedMailbox zt@contoso.com -Confirm:$false | ForEach-Object Name"""
    assert run(script) == [
        "ZoeTest@contoso.com", "50 MB (52,428,800 bytes)", 'What if: Setting mailbox Identity:"Zoe Test".', "UserMailbox",
        "WARNING: The command completed successfully but no settings of 'Zoe Test' have been modified.", "Zoe Test", "Zoe Test",
    ]  # fmt: skip


def test_mailbox_smtp_auth_has_three_values() -> None:
    script = """Get-Mailbox akol | Set-CASMailbox -SmtpClientAuthenticationDisabled $false
(Test-SmtpClientAuth akol).DecidedBy; (Get-CASMailbox akol).SmtpClientAuthenticationDisabled
Set-CASMailbox akol -SmtpClientAuthenticationDisabled $null; $null -eq (Get-CASMailbox akol).SmtpClientAuthenticationDisabled
@(Get-EXOCasMailbox akol)[0].psobject.Properties.Name -contains 'SmtpClientAuthenticationDisabled'"""
    assert run(script) == ["Mailbox", "False", "True", "False"]


def test_authentication_policies() -> None:
    script = """(New-AuthenticationPolicy -Name Block).AllowBasicAuthSmtp; Set-User akol -AuthenticationPolicy Block
Set-CASMailbox akol -SmtpClientAuthenticationDisabled $false; (Test-SmtpClientAuth akol).DecidedBy
Set-AuthenticationPolicy Block -AllowBasicAuthSmtp; (Test-SmtpClientAuth akol).DecidedBy
Set-AuthenticationPolicy Block -AllowBasicAuthSmtp:$false; (Test-SmtpClientAuth akol).Allowed
try { Remove-AuthenticationPolicy Block -Confirm:$false -ErrorAction Stop } catch { 'in use' }
Set-User akol -AuthenticationPolicy $null; Remove-AuthenticationPolicy Block -Confirm:$false; @(Get-AuthenticationPolicy).Count"""
    assert run(script) == ["False", "AuthenticationPolicy", "Mailbox", "False", "in use", "0"]


def test_permissions() -> None:
    script = """(Add-MailboxPermission Info -User akol -AccessRights FullAccess).User
@(Get-MailboxPermission Info).Count; Remove-MailboxPermission Info -User akol -AccessRights FullAccess -Confirm:$false
@(Get-MailboxPermission Info).Count
(Add-RecipientPermission Info -Trustee akol -AccessRights SendAs -Confirm:$false).Trustee
(Add-MailboxFolderPermission akol:\\Calendar -User kakers -AccessRights Reviewer).AccessRights
Set-MailboxFolderPermission akol:\\Calendar -User Default -AccessRights LimitedDetails
(Get-MailboxFolderPermission akol:\\Calendar -User Default).AccessRights"""
    assert run(script) == ["akol@contoso.com", "2", "1", "akol@contoso.com", "Reviewer", "LimitedDetails"]


def test_groups_and_contacts() -> None:
    script = """(New-DistributionGroup -Name Team -Members akol, kakers).PrimarySmtpAddress
Add-DistributionGroupMember Team -Member adelev; (Get-DistributionGroupMember Team).Name -join ','
Remove-DistributionGroupMember Team -Member akol -Confirm:$false; @(Get-DistributionGroupMember Team).Count
Remove-DistributionGroup Team -Confirm:$false; @(Get-DistributionGroup -Filter "Name -eq 'Team'").Count
Add-UnifiedGroupLinks 'Marketing Team' -LinkType Members -Links akol; @(Get-UnifiedGroupLinks 'Marketing Team' -LinkType Members).Count
(Get-DynamicDistributionGroupMember 'All Engineers').Name -join ','
(New-MailContact -Name Out -ExternalEmailAddress out@example.org).RecipientTypeDetails"""
    assert run(script) == ["Team@contoso.com", "Ayla Kol,Kim Akers,Adele Vance", "2", "0", "3", "Johanna Lorenz,Lidia Holloway", "MailContact"]


def test_rules_connectors_and_domains() -> None:
    script = """(New-TransportRule -Name R -FromScope NotInOrganization -PrependSubject '[X]').State
Disable-TransportRule R -Confirm:$false; (Get-TransportRule R).State
Remove-TransportRule R -Confirm:$false; @(Get-TransportRule).Count
(New-OutboundConnector -Name C -RecipientDomains a.example, b.example -ConnectorType Partner).RecipientDomains -join ','
Set-OutboundConnector C -RecipientDomains @{Add='c.example'; Remove='a.example'}; (Get-OutboundConnector C).RecipientDomains -join ','
Set-AcceptedDomain mail.contoso.com -DomainType Authoritative; (Get-AcceptedDomain mail.contoso.com).DomainType
(New-RemoteDomain -Name F -DomainName fabrikam.com).DomainName"""
    assert run(script) == ["Enabled", "Disabled", "2", "a.example,b.example", "b.example,c.example", "Authoritative", "fabrikam.com"]


def test_settings_of_mailboxes() -> None:
    script = """Set-MailboxAutoReplyConfiguration akol -AutoReplyState Enabled -InternalMessage hi
(Get-MailboxAutoReplyConfiguration akol).InternalMessage
Set-CalendarProcessing adams -AutomateProcessing AutoAccept; (Get-CalendarProcessing adams).AutomateProcessing
New-InboxRule -Mailbox akol -Name r -MarkAsRead $true | ForEach-Object Enabled; Disable-InboxRule r -Mailbox akol -Confirm:$false
(Get-InboxRule -Mailbox akol).Enabled; @(Get-InboxRule -Mailbox kakers).Count"""
    assert run(script) == ["hi", "AutoAccept", "True", "False", "0"]


def test_changes_are_audited_and_compared() -> None:
    script = """Set-TransportConfig -AllowLegacyTLSClients $true
(Search-AdminAuditLog -Cmdlets Set-TransportConfig).CmdletParameters.Name
(Search-UnifiedAuditLog -StartDate (Get-Date).AddDays(-1) -EndDate (Get-Date).AddDays(1)).Operations
Compare-EmulatedOrganization | ForEach-Object { "$($_.Property): [$($_.Before)] -> [$($_.After)]" }
Reset-EmulatedOrganization; @(Compare-EmulatedOrganization).Count"""
    assert run(script) == ["AllowLegacyTLSClients", "Set-TransportConfig", "AllowLegacyTLSClients: [] -> [True]", "0"]


def test_export_and_import(tmp_path: Path) -> None:
    script = (
        "Set-TransportConfig -AllowLegacyTLSClients $true; Export-EmulatedOrganization o.json; Reset-EmulatedOrganization; "
        "Import-EmulatedOrganization o.json; (Get-TransportConfig).AllowLegacyTLSClients"
    )
    assert run(script, location=str(tmp_path)) == ["True"]


def test_a_tenant_file_is_found_again(tmp_path: Path) -> None:
    file = str(tmp_path / "tenant.db")
    run("Set-TransportConfig -AllowLegacyTLSClients $true", tenant=file)
    assert run("(Get-TransportConfig).AllowLegacyTLSClients", tenant=file) == ["True"]


def test_all_cmdlets_bind() -> None:
    shell = Shell()
    names = [name for name, _, _ in index()]
    assert len(names) > 730
    for name in names:
        info = shell.session.cmdlets[name.lower()]
        assert info.metadata.parameters is not None and info.implementation is not None


def test_the_story_in_one_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("cryptography")
    import smtplib
    import ssl
    import warnings

    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    shell = Shell(connected=False)
    shell.run(
        "Connect-ExchangeOnline -ShowBanner:$false; Set-TransportConfig -AllowLegacyTLSClients $true; Set-CASMailbox akol "
        "-SmtpClientAuthenticationDisabled $false"
    )
    port = shell.run("(Start-EmulatedService -NoPage | Where-Object Endpoint -like 'smtp-legacy*').Port").output[0]
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        context.minimum_version = context.maximum_version = ssl.TLSVersion.TLSv1
    with smtplib.SMTP("127.0.0.1", port, timeout=10) as client:
        client.starttls(context=context)
        client.login("akol@contoso.com", "Pass-word-1")
        client.sendmail("akol@contoso.com", ["kakers@contoso.com"], "Subject: From the printer\r\n\r\nhi")
    shell.run("Stop-EmulatedService")
    assert shell.run("(Get-MessageTraceV2 -RecipientAddress kakers@contoso.com).Subject").text == "From the printer\n"
    assert shell.run("(Get-MailboxStatistics kakers).ItemCount").text == "1\n"


def test_no_cmdlet_fails_internally() -> None:
    """Each cmdlet with what it must have, and with -WhatIf where it can: whatever it says, it is never a defect of the emulator."""
    values = {
        "System.String": "'x'", "System.String[]": "'x', 'y'", "System.Boolean": "$true", "System.Int32": "5",
        "System.DateTime": "(Get-Date)", "System.Guid": "([guid]::Empty)",
    }  # fmt: skip
    shell = Shell()
    for name, _, _ in index():
        if name.startswith(("Connect-", "Disconnect-", "Start-Emulated", "Export-Emulated", "Import-Emulated")):
            continue
        parameters = shell.session.cmdlets[name.lower()].metadata.parameters
        given = [
            f"-{key} {values.get(one.type_name, chr(39) + 'akol' + chr(39))}"
            for key, one in parameters.items()
            if any(flags.mandatory for flags in one.sets.values())
        ]
        for extra in ("", " -WhatIf") if "WhatIf" in parameters else ("",):
            result = shell.run(f"{name} {' '.join(given)}{extra}")
            assert not any("failed internally" in error.message for error in result.errors), (name, result.error_text)
