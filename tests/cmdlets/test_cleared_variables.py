"""Clear-Variable sets a name in its own scope; records of streams can be made by scripts."""

from __future__ import annotations

from pwsh_emu import Shell


def test_an_outer_variable_keeps_its_value() -> None:
    shell = Shell(sandbox=True)
    assert shell.run("$v = 1; & { Clear-Variable v; $null -eq $v }; $v").output == [True, 1]
    assert shell.run("$v = 1; & { Clear-Variable v -Scope 1 }; $null -eq $v").output == [True]


def test_records_can_be_made() -> None:
    script = "$w = [System.Management.Automation.WarningRecord]::new('id', 'text'); $w.FullyQualifiedWarningId; $w.Message"
    shell = Shell(sandbox=True)
    assert shell.run(script).output == ["id", "text"]
    assert shell.run("(New-Object System.Management.Automation.VerboseRecord v).Message").output == ["v"]
    assert shell.run("[System.Management.Automation.DebugRecord]::new('d').ToString()").output == ["d"]


def test_entries_of_formatted_data_tell_their_shape() -> None:
    script = "$f = [pscustomobject]@{ a = 1 } | FORMAT; $f[2].formatEntryInfo.GetType().Name"
    shell = Shell(sandbox=True)
    names = [shell.run(script.replace("FORMAT", f"Format-{shape}")).output[0] for shape in ("Table", "List", "Wide", "Custom")]
    assert names == ["TableRowEntry", "ListViewEntry", "WideViewEntry", "ComplexViewEntry"]
