<#
.SYNOPSIS
Turns SMTP AUTH off for every mailbox that still has it on, except those named. With -WhatIf it only says what it would do.
#>
[CmdletBinding(SupportsShouldProcess)]
param([string[]]$Except = @())
$open = Get-CASMailbox -ResultSize Unlimited | Where-Object { $_.SmtpClientAuthenticationDisabled -eq $false -and $_.PrimarySmtpAddress -notin $Except }
"$(@($open).Count) mailboxes may use SMTP AUTH by their own setting"
$open | ForEach-Object { Set-CASMailbox -Identity $_.PrimarySmtpAddress -SmtpClientAuthenticationDisabled $true -WhatIf:$WhatIfPreference }
