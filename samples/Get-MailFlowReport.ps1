<#
.SYNOPSIS
Reports the mail flow settings that decide about SMTP AUTH, as a table, a list or CSV.
#>
[CmdletBinding()]
param([ValidateSet('Table', 'List', 'Csv')][string]$As = 'Table')
$config = Get-TransportConfig
$names = 'SmtpClientAuthenticationDisabled', 'AllowLegacyTLSClients', 'MessageExpiration', 'MaxRecipientEnvelopeLimit', 'ReplyAllStormProtectionEnabled'
$rows = foreach ($name in $names) {
    $value = $config.$name
    [pscustomobject]@{
        Setting = $name
        Value   = if ($null -eq $value) { '(not set)' } else { "$value" }
        Type    = if ($null -eq $value) { '' } else { $value.GetType().Name }
    }
}
switch ($As) {
    'Table' { $rows | Format-Table -AutoSize }
    'List' { $rows | Format-List Setting, Value }
    'Csv' { $rows | ConvertTo-Csv }
}
