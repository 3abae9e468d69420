# Uses the functions of MailFlow.psm1: take a snapshot, change something, compare, restore.
Import-Module (Join-Path $PSScriptRoot 'MailFlow.psm1')
$before = Get-TransportSnapshot
Set-TransportConfig -AllowLegacyTLSClients $true -JournalMessageExpirationDays 3
Compare-TransportSnapshot -Before $before -After (Get-TransportSnapshot) | Format-Table
Restore-TransportSnapshot -Snapshot @{ JournalMessageExpirationDays = 0 }
"JournalMessageExpirationDays is $((Get-TransportConfig).JournalMessageExpirationDays) again"
(Get-Command -Module MailFlow).Name
