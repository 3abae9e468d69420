#requires -Modules Pester
<#
Tests of Enable-LegacyTls.ps1, once against the emulated organization and once with the cmdlets mocked.
Run them with: ./run -Command 'Invoke-Pester samples -Output Detailed'
#>
BeforeAll {
    $script = Join-Path $PSScriptRoot 'Enable-LegacyTls.ps1'
}

Describe 'Enable-LegacyTls against an organization' -Tag Organization {
    AfterEach { Set-TransportConfig -AllowLegacyTLSClients $null -WarningAction SilentlyContinue }

    It 'opts in and says what changed' {
        $output = & $script -WarningAction SilentlyContinue
        $output | Should -Be "AllowLegacyTLSClients: '' -> 'True'"
        (Get-TransportConfig).AllowLegacyTLSClients | Should -BeTrue
    }

    It 'changes nothing with -WhatIf' {
        & $script -WhatIf -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        (Get-TransportConfig).AllowLegacyTLSClients | Should -BeNullOrEmpty
    }

    It 'lets <_> send' -ForEach 'akol@contoso.com' {
        & $script -Mailbox $_ -WarningAction SilentlyContinue | Out-Null
        (Get-CASMailbox -Identity $_).SmtpClientAuthenticationDisabled | Should -BeFalse
    }
}

Describe 'Enable-LegacyTls with mocks' -Tag Unit {
    BeforeAll {
        Mock Set-TransportConfig
        Mock Set-CASMailbox
        Mock Get-CASMailbox { [pscustomobject]@{ PrimarySmtpAddress = "$Identity"; SmtpClientAuthenticationDisabled = $false } }
    }

    Context 'where the organization is <State>' -ForEach @(
        @{ State = 'undecided'; Value = $null; Calls = 1 }
        @{ State = 'opted in'; Value = $true; Calls = 0 }
        @{ State = 'opted out'; Value = $false; Calls = 1 }
    ) {
        BeforeAll {
            Mock Get-TransportConfig { [pscustomobject]@{ AllowLegacyTLSClients = $Value; SmtpClientAuthenticationDisabled = $false } }
        }

        It 'sets the transport configuration <Calls> time(s)' {
            & $script | Out-Null
            Should -Invoke Set-TransportConfig -Times $Calls -Exactly -ParameterFilter { $AllowLegacyTLSClients -eq $true }
            Should -Invoke Set-CASMailbox -Times 0 -Exactly
        }

        It 'touches the mailbox that it is given' {
            & $script -Mailbox scanner@contoso.com | Out-Null
            Should -Invoke Set-CASMailbox -Times 1 -Exactly -ParameterFilter { "$Identity" -eq 'scanner@contoso.com' -and -not $SmtpClientAuthenticationDisabled }
        }
    }

    It 'hands an error of the service on' {
        Mock Get-TransportConfig { [pscustomobject]@{ AllowLegacyTLSClients = $null } }
        Mock Set-TransportConfig { throw 'The service is busy.' }
        { & $script } | Should -Throw -ExpectedMessage 'The service is busy.'
    }
}
