# A small function library: transport settings as objects that can be compared and restored.

function Get-TransportSnapshot {
    <# .SYNOPSIS Returns the settable transport settings as an ordered table. #>
    [CmdletBinding()]
    param([string[]]$Name = @('AllowLegacyTLSClients', 'SmtpClientAuthenticationDisabled', 'MessageExpiration', 'ExternalPostmasterAddress', 'JournalMessageExpirationDays'))
    $config = Get-TransportConfig
    $snapshot = [ordered]@{}
    foreach ($item in $Name) { $snapshot[$item] = $config.$item }
    $snapshot
}

function Compare-TransportSnapshot {
    <# .SYNOPSIS Lists the settings that differ between two snapshots. #>
    [CmdletBinding()]
    param([Parameter(Mandatory)]$Before, [Parameter(Mandatory)]$After)
    foreach ($key in $Before.Keys) {
        if ($Before[$key] -ne $After[$key]) {
            [pscustomobject]@{ Setting = $key; Before = $Before[$key]; After = $After[$key] }
        }
    }
}

function Restore-TransportSnapshot {
    <# .SYNOPSIS Sets what differs from a snapshot back to it. #>
    [CmdletBinding(SupportsShouldProcess)]
    param([Parameter(Mandatory)]$Snapshot)
    foreach ($change in Compare-TransportSnapshot -Before $Snapshot -After (Get-TransportSnapshot -Name @($Snapshot.Keys))) {
        if ($PSCmdlet.ShouldProcess($change.Setting, "Restore '$($change.Before)'")) {
            $arguments = @{ $change.Setting = $change.Before }
            Set-TransportConfig @arguments
        }
    }
}

Export-ModuleMember -Function *-TransportSnapshot
