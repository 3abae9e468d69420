<#
.SYNOPSIS
Brings the transport configuration to the state that a JSON file describes, and says what it changed.
#>
[CmdletBinding(SupportsShouldProcess)]
param([Parameter(Position = 0)][string]$Path = (Join-Path $PSScriptRoot 'desired-state.json'))
$desired = Get-Content -Raw $Path | ConvertFrom-Json
$current = Get-TransportConfig
$changes = @{}
foreach ($property in $desired.psobject.Properties) {
    $have = $current.($property.Name)
    $want = $property.Value
    $same = if ($want -is [string] -and $want -as [timespan]) { [timespan]$want -eq ($have -as [timespan]) } else { $have -eq $want }
    if ($same) { "keep   $($property.Name) = $want" }
    else { "change $($property.Name): '$have' -> '$want'"; $changes[$property.Name] = $want }
}
if ($changes.Count -eq 0) { 'Nothing to do.'; return }
if ($PSCmdlet.ShouldProcess('Transport Settings', "Set $($changes.Count) values")) {
    Set-TransportConfig @changes
    Get-TransportConfig | Format-List @($desired.psobject.Properties.Name)
}
