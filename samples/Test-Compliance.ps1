<#
.SYNOPSIS
Checks the organization against rules and ends with the number of rules that are broken: 0 is compliant.
#>
$config = Get-TransportConfig
$rules = [ordered]@{
    'Legacy TLS is not opted in'        = { -not $config.AllowLegacyTLSClients }
    'SMTP AUTH is off by default'       = { $config.SmtpClientAuthenticationDisabled }
    'Reply-all storm protection is on'  = { $config.ReplyAllStormProtectionEnabled }
    'Messages expire within a day'      = { [timespan]$config.MessageExpiration -le [timespan]'1.00:00:00' }
}
$broken = 0
foreach ($name in $rules.Keys) {
    $holds = & $rules[$name]
    if (-not $holds) { $broken++ }
    '{0,-36} {1}' -f $name, $(if ($holds) { 'ok' } else { 'BROKEN' })
}
"$broken of $($rules.Count) rules broken"
exit $broken
