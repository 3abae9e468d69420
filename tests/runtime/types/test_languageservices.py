"""The engine's services as .NET types: PSSerializer; and values that stand for $null."""

from __future__ import annotations

from pwsh_emu import Shell

SERIALIZER = "[System.Management.Automation.PSSerializer]"


def test_objects_come_back_from_their_text_as_deep_as_told() -> None:
    shell = Shell(sandbox=True)
    shell.run(f"$text = {SERIALIZER}::Serialize([pscustomobject]@{{ a = 1; b = @{{ c = @{{ d = 2 }} }} }}, 2)")
    shell.run(f"$back = {SERIALIZER}::Deserialize($text)")
    assert shell.run("$back.a; $back.b.c.d; $back.PSTypeNames[0]").output == [1, 2, "Deserialized.System.Management.Automation.PSCustomObject"]
    shell.run(f"$flat = {SERIALIZER}::Deserialize({SERIALIZER}::Serialize(@{{ a = @{{ b = @{{ c = 1 }} }} }}))")
    assert shell.run("$flat.a.b").output == ["System.Collections.Hashtable"]


def test_text_that_is_no_clixml_is_refused() -> None:
    text = f"try {{ {SERIALIZER}::Deserialize('<x') }} catch {{ $_.FullyQualifiedErrorId }}"
    assert Shell(sandbox=True).run(text).output == ["XmlException"]


def test_what_stands_for_null_equals_it_and_not_each_other() -> None:
    text = "[NullString]::Value -eq $null; $null -eq [NullString]::Value; $null -eq [DBNull]::Value; [DBNull]::Value -eq [NullString]::Value"
    assert Shell(sandbox=True).run(text).output == [True, True, True, False]


def test_new_object_knows_the_namespaces_of_its_script() -> None:
    text = "using namespace System.Collections.Generic\n(New-Object 'Dictionary[string,List[int]]').GetType().Name"
    assert Shell(sandbox=True).run(text).output == ["Dictionary`2"]


def test_information_records_of_a_runspace_arrive_without_a_preference() -> None:
    text = "$ps = [powershell]::Create(); "
    text += "$null = $ps.AddScript('Write-Information hi -Tags a; Write-Host yo').Invoke(); $ps.Streams.Information.ForEach('ToString')"
    assert Shell(sandbox=True).run(text).output == ["hi", "yo"]
