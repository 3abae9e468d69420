"""What happens when the location changes, how far back it is remembered, and items of the session's own drives."""

from __future__ import annotations

from pwsh_emu import Shell


def test_an_action_runs_at_each_change() -> None:
    shell = Shell(sandbox=True)
    shell.run("$null = mkdir /l/m; Set-Location /l")
    shell.run('$ExecutionContext.InvokeCommand.LocationChangedAction = { $global:seen += ,"$($_.OldPath) $($_.NewPath) $($this.GetType().Name)" }')
    shell.run("Set-Location m; Push-Location /; Pop-Location; $ExecutionContext.InvokeCommand.LocationChangedAction = $null; Set-Location /")
    assert shell.run("$seen").output == ["/l /l/m LocalRunspace", "/l/m / LocalRunspace", "/ /l/m LocalRunspace"]


def test_an_action_that_throws_comes_after_the_change() -> None:
    shell = Shell(sandbox=True)
    shell.run("$null = mkdir /l; $ExecutionContext.InvokeCommand.LocationChangedAction = { throw 'Boom' }")
    assert shell.run('try { Set-Location /l } catch { "$_" }; $PWD.Path').output == ["Boom", "/l"]


def test_twenty_locations_are_remembered() -> None:
    shell = Shell(sandbox=True)
    shell.run("$null = mkdir /l; 1..25 | ForEach-Object { Set-Location /l; Set-Location / }; 1..20 | ForEach-Object { Set-Location - }")
    found = shell.run('try { Set-Location - } catch { $_.FullyQualifiedErrorId; "$_" }').output
    identifier = "System.InvalidOperationException,Microsoft.PowerShell.Commands.SetLocationCommand"
    assert found == [identifier, "There is no location history left to navigate backwards."]


def test_a_backslash_alone_is_the_root_of_files() -> None:
    assert Shell(sandbox=True).run("Set-Location Function:; Set-Location \\; $PWD.Path").output == ["/"]


def test_paths_drives_and_providers_are_of_their_types() -> None:
    text = "(Get-Location) -is [Management.Automation.PathInfo]; (Get-PSDrive /) -is [Management.Automation.PSDriveInfo]"
    shell = Shell(sandbox=True)
    assert shell.run(text + "; (Get-PSProvider Alias) -is [Management.Automation.ProviderInfo]").output == [True, True, True]
    assert shell.run("function f([Management.Automation.PathInfo] $p) { $p.Path }; Set-Location /; f (Get-Location)").output == ["/"]
    assert shell.run("[Management.Automation.PathInfo].Assembly.GetName().Name; [Management.Automation.PathInfo].IsSealed").output == [
        "System.Management.Automation",
        True,
    ]


def test_an_alias_of_the_drive_is_a_command_in_its_scope() -> None:
    text = "function f { $null = New-Item Alias:/zz -Value Get-Location; (zz).Path; & { (zz).Path } }; Set-Location /; f; Test-Path Alias:/zz"
    assert Shell(sandbox=True).run(text).output == ["/", "/", False]


def test_new_items_of_a_session_are_not_there_yet() -> None:
    shell = Shell(sandbox=True)
    shell.run("$v = 1; function g { 1 }")
    text = "try { $null = New-Item %s -Value { 2 } -ErrorAction Stop } catch { $_.FullyQualifiedErrorId.Split(',')[0] }"
    assert [shell.run(text % path).output for path in ("Variable:/v", "Function:/g", "Alias:/gci", "Variable:/new")] == [["Argument"]] * 3 + [[]]
    assert shell.run("$null = New-Item Function:/g -Value { 3 } -Force; g").output == [3]


def test_an_item_set_to_nothing_goes() -> None:
    shell = Shell(sandbox=True)
    shell.run("function g { 1 }; Set-Alias zz Get-Date; Set-Item Function:/g; Set-Item Alias:/zz")
    assert shell.run("Test-Path Function:/g; Test-Path Alias:/zz").output == [False, False]


def test_what_drives_of_a_session_cannot_do() -> None:
    shell = Shell(sandbox=True)
    shell.run("$v = 1")
    text = "try { %s -ErrorAction Stop } catch { $_.FullyQualifiedErrorId.Split(',')[0] }"
    assert shell.run(text % "Move-Item Variable:/v Variable:/w").output == ["GetDynamicParametersException"]
    assert shell.run(text % "Invoke-Item Variable:/v").output == ["NotSupported"]


def test_controls_of_views_are_types() -> None:
    text = "$one = (Get-FormatData System.Diagnostics.Process).FormatViewDefinition[0].Control"
    shell = Shell(sandbox=True)
    assert shell.run(text + "; $one -is [Management.Automation.TableControl]; $one -is [Management.Automation.PSControl]").output == [True, True]
