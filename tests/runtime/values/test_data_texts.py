"""JSON, CSV and CLIXML as text and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pwsh_emu.runtime.clixml import CliXmlReader, CliXmlWriter
from pwsh_emu.runtime.csvtext import CsvParser, CsvReader, CsvWriter
from pwsh_emu.runtime.jsontext import JsonError, JsonKeyError, JsonReader, JsonWriter
from pwsh_emu.runtime.session import Session
from pwsh_emu.runtime.values import Hashtable, Int64, PSArray, PSCustomObject


def test_json_layout(session: Session) -> None:
    value = PSCustomObject({"a": PSArray([1, None]), "b": Hashtable(), "c": PSArray(), "d": 2.0})
    assert JsonWriter(session).write(value) == '{\n  "a": [\n    1,\n    null\n  ],\n  "b": {},\n  "c": [],\n  "d": 2.0\n}'
    assert JsonWriter(session, compress=True).write(value) == '{"a":[1,null],"b":{},"c":[],"d":2.0}'


def test_json_depth(session: Session) -> None:
    writer = JsonWriter(session, depth=1, compress=True)
    assert writer.write(PSCustomObject({"x": PSCustomObject({"y": PSCustomObject({"z": 1})})})) == '{"x":{"y":"@{z=1}"}}'
    assert writer.truncated


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "Unexpected end when reading JSON. Path '', line 1, position 1."),
        ("abc", "Unexpected character encountered while parsing value: a. Path '', line 0, position 0."),
        ('{ "a": 1, }}', "Additional text encountered after finished reading JSON content: }. Path '', line 1, position 11."),
        ("{bad json", "Invalid character after parsing property name. Expected ':' but got: j. Path '', line 1, position 5."),
    ],
)
def test_json_errors(session: Session, text: str, message: str) -> None:
    with pytest.raises(JsonError) as caught:
        JsonReader(session).read(text)
    assert caught.value.message == message


def test_json_that_only_newtonsoft_reads(session: Session) -> None:
    found = JsonReader(session).read("{a: 'x', /* note */ \"b\": [1,],}")
    assert found.members["a"] == "x" and list(found.members["b"]) == [1]
    with pytest.raises(JsonKeyError):
        JsonReader(session).read('{"a":1,"A":2}')


def test_json_numbers(session: Session) -> None:
    found = JsonReader(session).read("[1, 1.5, 123456789012345678901234567890]")
    assert [type(item).__name__ for item in found] == ["Int64", "float", "BigInteger"]
    assert type(found[0]) is Int64


@given(st.recursive(st.none() | st.booleans() | st.text(max_size=8), lambda inner: st.lists(inner, max_size=3).map(PSArray), max_leaves=6))
def test_json_round_trip(session: Session, value: object) -> None:
    text = JsonWriter(session, depth=20).write(value)
    assert JsonWriter(session, depth=20).write(JsonReader(session, date_kind="String").read(text)) == text


@given(st.lists(st.lists(st.text(alphabet='ab",\n x', max_size=6), min_size=2, max_size=2), min_size=1, max_size=4))
def test_csv_round_trip(session: Session, rows: list[list[str]]) -> None:
    writer = CsvWriter(session)
    text = "\n".join([writer.header(["P", "Q"]), *(writer.row(["P", "Q"], PSCustomObject({"P": row[0], "Q": row[1]})) for row in rows)])
    assert [[row.members["P"], row.members["Q"]] for row in CsvReader().read(text)] == rows


@pytest.mark.parametrize(
    ("line", "fields"),
    [("a,b,", ["a", "b"]), ('1,  spaced  ,"x" ', ["1", "spaced ", "x"]), ('a"b,c', ['a"b', "c"]), ('"say ""hi""",', ['say "hi"']), ("", [])],
)
def test_csv_fields(line: str, fields: list[str]) -> None:
    assert CsvParser(line).next_record() == fields


def test_clixml_round_trip(session: Session) -> None:
    value = PSCustomObject({"s": "a\x01<&", "n": None, "list": PSArray([1, 2.5, True]), "h": Hashtable([("k", "v")])})
    [back] = CliXmlReader(session).read(CliXmlWriter(session).document([value]))
    assert back.type_names[0] == "Deserialized.System.Management.Automation.PSCustomObject"
    assert back.members["s"] == "a\x01<&" and back.members["n"] is None
    assert list(back.members["list"]) == [1, 2.5, True] and back.members["h"].get("k") == "v"
