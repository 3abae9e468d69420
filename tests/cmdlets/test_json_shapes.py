"""JSON: texts that end early, depth, what type data adds to piped objects, and Enum's methods with a type argument."""

from __future__ import annotations

import pytest
from shellruns import said

from pwsh_emu import Shell

GUID = "[guid]'00000000-0000-0000-0000-000000000001'"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("[7,8", "[7,8]"),
        ('[{"a":[7', '{"a":[7]}'),
        ("[7,", "Conversion from JSON failed with error: Unexpected end when reading token. Path ''."),
        ("[", "Conversion from JSON failed with error: Unexpected end when reading token. Path ''."),
        ('[[], {"a":', "Conversion from JSON failed with error: Unexpected end when reading token. Path '[1]'."),
        ('{"a":', "Conversion from JSON failed with error: Unexpected end when deserializing object. Path 'a', line 1, position 5."),
    ],
)
def test_an_array_may_end_behind_a_value_only(shell: Shell, text: str, wanted: str) -> None:
    assert said(shell, f"try {{ '{text}' | ConvertFrom-Json | ConvertTo-Json -Compress }} catch {{ \"$_\" }}") == [wanted]


def test_depth_counts_what_lies_within_each_other(shell: Shell) -> None:
    script = "$t = ('{\"a\":' * 1025) + '1' + ('}' * 1025); try { $null = $t | ConvertFrom-Json; 'read' } catch { $_.FullyQualifiedErrorId }"
    assert said(shell, script) == ["System.ArgumentException,Microsoft.PowerShell.Commands.ConvertFromJsonCommand"]
    assert said(shell, "@('[' + ((1..1100 | % { '{\"a\":\"[{\"}' }) -join ',') + ']' | ConvertFrom-Json).Count") == [1100]
    assert said(shell, "$t | ConvertFrom-Json -Depth 1030 | % { $_.a.a.a -ne $null }") == [True]


def test_the_methods_behind_read_texts_too(shell: Shell) -> None:
    read = "$e = 1; [Microsoft.PowerShell.Commands.JsonObject]::ConvertFromJson({}, [ref]$e)"
    assert said(shell, read.format("'{\"a\":5}'") + ".a; $null -eq $e") == [5, True]
    assert said(shell, read.format("'{\"\":5}'") + "; $e.FullyQualifiedErrorId") == [None, "EmptyKeyInJsonString"]
    assert said(shell, read.format('\'{"k":5,"K":6}\', $true') + ".K") == [6]
    assert said(shell, "try { " + read.format("'[[1]]', $false, 1") + " } catch { $_.FullyQualifiedErrorId }") == ["ArgumentException"]


def test_keys_of_json_hashtables_are_properties(shell: Shell) -> None:
    assert said(shell, "$h = '{\"b\":2}' | ConvertFrom-Json -AsHashtable; $h | Select-Object -ExpandProperty b; ($h | Select-Object b).b") == [2, 2]


def test_piped_objects_bring_what_type_data_adds(shell: Shell) -> None:
    wrapped = '{"value":"00000000-0000-0000-0000-000000000001","Guid":"00000000-0000-0000-0000-000000000001"}'
    assert said(shell, f"{GUID} | ConvertTo-Json -Compress; ConvertTo-Json -Compress ({GUID})") == [wrapped, '"00000000-0000-0000-0000-000000000001"']
    assert said(shell, f"{GUID}, {GUID} | ConvertTo-Json -Compress") == [f"[{wrapped},{wrapped}]"]
    assert said(shell, f"@{{ a = {GUID} }} | ConvertTo-Json -Compress") == ['{"a":"00000000-0000-0000-0000-000000000001"}']
    text = str(said(shell, "[ipaddress]'10.0.0.1' | ConvertTo-Json -Compress")[0])
    assert text.startswith('{"AddressFamily":2,') and text.endswith(',"IPAddressToString":"10.0.0.1"}')
    assert "IPAddressToString" not in str(said(shell, "ConvertTo-Json ([ipaddress]'10.0.0.1')")[0])


def test_addresses_are_written_as_given(shell: Shell) -> None:
    assert said(shell, "@([uri]'https://contoso.com'; [uri]'HTTPS://Contoso.com/%41') | ConvertTo-Json -Compress") == [
        '["https://contoso.com","HTTPS://Contoso.com/%41"]'
    ]


def test_enum_methods_take_names_of_types_and_type_arguments(shell: Shell) -> None:
    assert said(shell, "[Enum]::Parse('DayOfWeek', 'Friday').value__; [Enum]::Parse[DayOfWeek]('friday', $true).value__") == [5, 5]
    assert said(shell, "$d = [DayOfWeek]0; [Enum]::TryParse[DayOfWeek]('Monday', [ref]$d); \"$d\"; [Enum]::GetNames[DayOfWeek]()[1]") == [
        True,
        "Monday",
        "Monday",
    ]


def test_type_arguments_that_nothing_tells_must_be_given(shell: Shell) -> None:
    assert said(shell, "try { [array]::Empty() } catch { $_.Exception.Message }") == [
        'Cannot find an overload for "Empty" and the argument count: "0".'
    ]
    assert said(shell, "[array]::Empty[int]().GetType().FullName") == ["System.Int32[]"]
