"""Update-TypeData, Remove-TypeData and Get-TypeData."""

from __future__ import annotations

from pathlib import Path

from shellruns import error_ids

from pwsh_emu import Shell

TYPES_FILE = """<Types><Type><Name>My.Thing</Name><Members>
<MemberSet><Name>PSStandardMembers</Name><Members><PropertySet><Name>DefaultDisplayPropertySet</Name>
<ReferencedProperties><Name>A</Name><Name>Twice</Name></ReferencedProperties></PropertySet></Members></MemberSet>
<ScriptProperty><Name>Twice</Name><GetScriptBlock>$this.A * 2</GetScriptBlock></ScriptProperty>
<NoteProperty><Name>N</Name><Value>5</Value><TypeName>int</TypeName></NoteProperty>
<AliasProperty><Name>Alias</Name><ReferencedMemberName>A</ReferencedMemberName></AliasProperty>
<ScriptMethod><Name>Go</Name><Script>"went $args"</Script></ScriptMethod>
</Members></Type></Types>"""


def test_members_reach_strings_numbers_and_later_calls(shell: Shell) -> None:
    shell.run("function up { 'a'.ToUpper() }; 1..30 | ForEach-Object { up } | Out-Null")
    shell.run("Update-TypeData -TypeName string -MemberType ScriptMethod -MemberName Shout -Value { $this.ToUpper() + '!' }")
    shell.run("Update-TypeData -TypeName ([int]) -MemberType ScriptProperty -MemberName Even -Value { $this % 2 -eq 0 }")
    assert shell.run("'hey'.Shout(); (4).Even; up").output == ["HEY!", True, "A"]


def test_the_value_that_is_there_stays_unless_forced(shell: Shell) -> None:
    add = "Update-TypeData -TypeName Demo -MemberType NoteProperty -MemberName M -Value"
    assert error_ids(shell, f"{add} 1; {add} 2") == ["TypesDynamicUpdateException"]
    shell.run(f"{add} 3 -Force")
    assert shell.run("([pscustomobject]@{PSTypeName='Demo'}).M").output == [3]


def test_default_sets_are_members_too(shell: Shell) -> None:
    set_ = "Update-TypeData -TypeName Demo -DefaultDisplayPropertySet A"
    result = shell.run(f"{set_}; {set_}")
    assert [str(error.exception.message) for error in result.errors] == [
        'Error in TypeData "Demo": The member DefaultDisplayPropertySet is already present.'
    ]


def test_what_shipped_can_be_removed(shell: Shell) -> None:
    assert shell.run("Remove-TypeData System.DateTime; (Get-Date -Year 2024).DateTime; Get-TypeData System.DateTime").output in ([], [None])
    assert error_ids(shell, "Remove-TypeData System.DateTime") == ["TypesDynamicRemoveException"]


def test_missing_parts_are_refused(shell: Shell) -> None:
    assert error_ids(shell, "Update-TypeData -TypeName T -MemberName M") == ["MemberTypeIsMissing"]
    assert error_ids(shell, "Update-TypeData -TypeName T -MemberType NoteProperty -MemberName M") == ["ValueShouldBeSpecified"]
    assert error_ids(shell, "Update-TypeData -TypeName T") == ["TypeDataEmpty"]


def test_type_data_goes_from_get_to_update(shell: Shell) -> None:
    shell.run("Update-TypeData -TypeName A -MemberType AliasProperty -MemberName Title -Value Name -DefaultDisplayPropertySet Title")
    found = shell.run("$t = Get-TypeData A; $t.TypeName; $t.Members.Title.ReferencedMemberName; $t.DefaultDisplayPropertySet.ReferencedProperties")
    assert found.output == ["A", "Name", "Title"]
    shell.run("Remove-TypeData $t.TypeName; Update-TypeData -TypeData $t")
    assert shell.run("([pscustomobject]@{PSTypeName='A'; Name='n'}).Title").output == ["n"]


def test_files_are_loaded_and_removed(tmp_path: Path) -> None:
    (tmp_path / "a.types.ps1xml").write_text(TYPES_FILE, encoding="utf-8")
    shell = Shell()
    shell.run(f"Set-Location '{tmp_path}'; Update-TypeData a.types.ps1xml; $o = [pscustomobject]@{{PSTypeName='My.Thing'; A=3; B=4}}")
    assert shell.run("$o.N + 1; $o.Go(3); $o.Alias").output == [6, "went 3", 3]
    assert shell.run("$o | Out-String").text.split() == ["A", "Twice", "-", "-----", "3", "6"]
    assert shell.run("Remove-TypeData -Path a.types.ps1xml; $o.N").output == [None]
    assert error_ids(shell, "Remove-TypeData -Path a.types.ps1xml") == ["TypeFileNotExistsInCurrentSession"]
    assert error_ids(shell, "Update-TypeData missing.ps1xml") == ["TypesAppendPathException"]


def test_whatif_names_the_type(shell: Shell) -> None:
    result = shell.run("Update-TypeData -TypeName Q -DefaultDisplayPropertySet A -WhatIf; [bool](Get-TypeData Q)")
    assert result.text == 'What if: Performing the operation "Update TypeData" on target "Type to update: Q".\nFalse\n'


def test_standard_members_can_be_read(shell: Shell) -> None:
    shell.run("Update-TypeData -TypeName Demo -DefaultDisplayPropertySet A, B -DefaultKeyPropertySet K -DefaultDisplayProperty A")
    shell.run("$o = [pscustomobject]@{ PSTypeName = 'Demo'; A = 1 }")
    script = "$m = $o.PSStandardMembers; $m.DefaultDisplayPropertySet.ReferencedPropertyNames; $m.DefaultKeyPropertySet.ReferencedPropertyNames"
    assert shell.run(script).output == ["A", "B", "K"]
    assert shell.run("$o.PSStandardMembers.DefaultDisplayProperty; $null -eq (1).PSStandardMembers").output == ["A", True]
    assert shell.run("(Get-Process -Id $PID).PSStandardMembers.DefaultDisplayPropertySet.ReferencedPropertyNames[0]").output == ["Id"]


def test_serialization_settings_are_standard_members(shell: Shell) -> None:
    settings = "-SerializationMethod specificproperties -StringSerializationSource Length -PropertySerializationSet Length -SerializationDepth 2"
    shell.run(f"Update-TypeData -TypeName System.String {settings}")
    script = (
        "$m = 'four'.PSStandardMembers; $m.SerializationMethod; $m.StringSerializationSource; $m.SerializationDepth; $m.PropertySerializationSet.Name"
    )
    assert shell.run(script).output == ["SpecificProperties", 4, 2, "PropertySerializationSet"]


def test_a_file_takes_only_its_own_members_along(shell: Shell) -> None:
    for name in ("One", "Two"):
        member = f"<AliasProperty><Name>{name}</Name><ReferencedMemberName>Length</ReferencedMemberName></AliasProperty>"
        content = f"<Types><Type><Name>System.Array</Name><Members>{member}</Members></Type></Types>"
        shell.run(f"Set-Content /{name}.ps1xml '{content}'; Update-TypeData -AppendPath /{name}.ps1xml")
    shell.run("Update-TypeData -TypeName System.Array -MemberType NoteProperty -MemberName N -Value 7; Remove-TypeData -Path /One.ps1xml")
    assert shell.run("$a = 1, 2; [string]$a.One; $a.Two; $a.N").output == ["", 2, 7]


def test_nodes_that_are_not_allowed_are_refused(shell: Shell) -> None:
    content = "<Types>\n<Type><Name>T</Name>\n<Membres></Membres><Member/></Type></Types>"
    result = shell.run(f"Set-Content /t.ps1xml '{content}'; Update-TypeData -AppendPath /t.ps1xml")
    assert [error.error_id for error in result.errors] == ["TypesXmlUpdateException"] * 2
    assert str(result.errors[0].exception.message).startswith(', /t.ps1xml(3) : Error in type "T": The node Membres is not allowed.')
