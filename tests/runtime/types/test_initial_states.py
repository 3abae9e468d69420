"""InitialSessionState: what runspaces made with it start with."""

from __future__ import annotations

from pathlib import Path

from pwsh_emu import Shell

SETUP = """
$runspaces = 'System.Management.Automation.Runspaces'
$state = [initialsessionstate]::CreateDefault()
$shared = @{}
$state.Variables.Add([System.Management.Automation.Runspaces.SessionStateVariableEntry]::new('shared', $shared, $null))
$state.Variables.Add((New-Object "$runspaces.SessionStateVariableEntry" -ArgumentList 'fixed', 5, 'five', 'ReadOnly'))
$state.Commands.Add([System.Management.Automation.Runspaces.SessionStateFunctionEntry]::new('Get-Twice', 'param($n) 2 * $n'))
$state.Commands.Add((New-Object "$runspaces.SessionStateAliasEntry" 'twice', 'Get-Twice'))
"""


def test_a_pool_shares_its_variables() -> None:
    code = (
        SETUP
        + """
    $pool = [runspacefactory]::CreateRunspacePool(1, 4, $state, $Host)
    $pool.Open()
    $running = foreach ($i in 1..3) {
        $ps = [powershell]::Create().AddScript('param($i) $shared[$i] = twice $i').AddArgument($i)
        $ps.RunspacePool = $pool
        @{ Shell = $ps; Handle = $ps.BeginInvoke() }
    }
    foreach ($one in $running) { $one.Shell.EndInvoke($one.Handle) }
    ($shared.Keys | Sort-Object).ForEach({ $shared[$_] })
    """
    )
    assert Shell().run(code).output == [2, 4, 6]


def test_a_runspace_and_a_powershell_start_with_the_state() -> None:
    code = (
        SETUP
        + """
    $runspace = [runspacefactory]::CreateRunspace($state)
    $runspace.Open()
    $ps = [powershell]::Create($runspace)
    $ps.AddCommand('Get-Twice').AddArgument(4).Invoke()
    [powershell]::Create($state).AddScript('$fixed; try { $fixed = 1 } catch { $_.FullyQualifiedErrorId }').Invoke()
    [powershell]::Create().AddScript('Test-Path function:Get-Twice').Invoke()
    """
    )
    assert Shell().run(code).output == [8, 5, "VariableNotWritable", False]


def test_modules_scripts_and_environment(tmp_path: Path) -> None:
    (tmp_path / "Greet.psm1").write_text("function Get-Greeting { 'hello' }")
    (tmp_path / "start.ps1").write_text("$started = 'yes'")
    code = (
        SETUP
        + f"""
    $state.ImportPSModule('{tmp_path}/Greet.psm1')
    $null = $state.StartupScripts.Add('{tmp_path}/start.ps1')
    $state.EnvironmentVariables.Add([System.Management.Automation.Runspaces.SessionStateVariableEntry]::new('COLOUR', 'red', ''))
    $copy = $state.Clone()
    $state.Commands.Clear()
    "$($state.Commands.Count) $($copy.Commands.Count) $($copy.Variables.Name)"
    [powershell]::Create($copy).AddScript('Get-Greeting; $started; $env:COLOUR; twice 2').Invoke()
    try {{ $state.ImportPSModule($null) }} catch {{ $_.FullyQualifiedErrorId }}
    """
    )
    assert Shell().run(code).output == ["0 2 shared fixed", "hello", "yes", "red", 4, "ArgumentNullException"]


def test_only_entries_of_the_kind_are_taken() -> None:
    code = (
        SETUP
        + """
    $function = $state.Commands[0]
    foreach ($strange in $function, $state, 'text', [pscustomobject]@{ Name = 'x' }) {
        try { $state.Variables.Add($strange); 'taken' } catch { $_.FullyQualifiedErrorId }
    }
    $state.Commands.Add([System.Management.Automation.Runspaces.SessionStateCommandEntry[]]($function, $function))
    $state.Commands.Count
    """
    )
    assert Shell().run(code).output == ["MethodCountCouldNotFindBest"] * 4 + [4]


def test_functions_keep_their_names_and_options() -> None:
    entry = "[System.Management.Automation.Runspaces.SessionStateFunctionEntry]"
    code = f"""
    $state = [initialsessionstate]::CreateDefault()
    $state.Commands.Add({entry}::new('two words }}', 'param($n) 2 * $n'))
    $state.Commands.Add({entry}::new('fixed', '5', 'ReadOnly', $null))
    [powershell]::Create($state).AddScript("& 'two words }}' 4; fixed; (Get-Item function:fixed).Options.ToString()").Invoke()
    """
    assert Shell().run(code).output == [8, 5, "ReadOnly"]
