#requires -Version 7.0
<#
.SYNOPSIS
Opts an organization in to (or out of) the legacy TLS endpoint of SMTP AUTH and says what else must be set.
.PARAMETER Mailbox
A mailbox whose device will send: it is allowed to use SMTP AUTH.
.PARAMETER Disable
Opt out instead.
.EXAMPLE
./Enable-LegacyTls.ps1 -Mailbox scanner@contoso.com
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    [string]$Mailbox,
    [switch]$Disable
)
$ErrorActionPreference = 'Stop'
$wanted = -not $Disable
$before = (Get-TransportConfig).AllowLegacyTLSClients
if ($before -eq $wanted -and $null -ne $before) {
    "AllowLegacyTLSClients is $before already."
}
else {
    Set-TransportConfig -AllowLegacyTLSClients $wanted -WhatIf:$WhatIfPreference
    if (-not $WhatIfPreference) { "AllowLegacyTLSClients: '$before' -> '$((Get-TransportConfig).AllowLegacyTLSClients)'" }
}
if ($Mailbox -and $wanted) {
    Set-CASMailbox -Identity $Mailbox -SmtpClientAuthenticationDisabled $false -WhatIf:$WhatIfPreference
    if (-not $WhatIfPreference) {
        Get-CASMailbox -Identity $Mailbox | Format-List PrimarySmtpAddress, SmtpClientAuthenticationDisabled
    }
}
if ((Get-TransportConfig).SmtpClientAuthenticationDisabled) {
    Write-Warning 'SMTP AUTH is off for the organization; only mailboxes that allow it themselves can send.'
}
