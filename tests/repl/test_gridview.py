"""Out-GridView: the table as a thing of its own, through its keys, and what the cmdlet makes of objects."""

from __future__ import annotations

import pytest
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from pwsh_emu import Shell
from pwsh_emu.cmdlets.out_gridview import grid_of
from pwsh_emu.repl.gridview import Grid, show

COLUMNS = ["Name", "Size"]
ROWS = [["beta", "20"], ["alpha", "3"], ["gamma", "100"], ["alphabet", "7"]]


def grid(mode: str = "None") -> Grid:
    return Grid("Title", COLUMNS, ROWS, mode)


def names(table: Grid) -> list[str]:
    return [ROWS[at][0] for at in table.visible]


def text(table: Grid, width: int = 40, height: int = 20) -> list[str]:
    return "".join(part[1] for part in table.lines(width, height)).split("\n")


def keys(typed: str, mode: str) -> list[int]:
    with create_pipe_input() as pipe:
        pipe.send_text(typed)
        return show("Title", COLUMNS, ROWS, mode, input=pipe, output=DummyOutput())


# --- the table ------------------------------------------------------------------------------------------------------------


def test_the_filter_wants_all_words_in_any_column() -> None:
    table = grid()
    table.type("ALPHA")
    assert names(table) == ["alpha", "alphabet"]
    table.type(" 7")
    assert names(table) == ["alphabet"]
    table.erase()
    table.erase()
    assert names(table) == ["alpha", "alphabet"]


def test_sorting_goes_by_number_or_text_and_turns_round() -> None:
    table = grid()
    table.sort()
    assert names(table) == ["alpha", "alphabet", "beta", "gamma"]
    table.move_column(1)
    table.sort()
    assert names(table) == ["alpha", "alphabet", "beta", "gamma"]  # 3, 7, 20, 100
    table.sort()
    assert names(table) == ["gamma", "beta", "alphabet", "alpha"]


def test_marks_belong_to_rows_whatever_is_shown() -> None:
    table = grid("Multiple")
    table.mark()
    table.type("alpha")
    table.mark_all()
    table.mark()
    assert table.chosen() == [0, 3]


def test_lines_fit_the_screen() -> None:
    table = grid("Multiple")
    shown = text(table, 30, 7)
    assert [len(line) for line in shown[:2]] == [30, 30]
    assert shown[2].startswith("  Name")
    assert len(shown) == 6  # title, filter, header, two rows, help
    table.move(3)
    assert any(line.startswith("  alphabet") for line in text(table, 30, 7))


def test_wide_cells_are_cut() -> None:
    table = Grid("T", ["A", "B"], [["x" * 100, "y"]], "None")
    row = text(table, 20)[3]
    assert len(row) <= 20
    assert "…" in row


# --- keys -----------------------------------------------------------------------------------------------------------------


def test_enter_takes_the_current_row() -> None:
    assert keys("\r", "Single") == [0]
    assert keys("\x1b[B\x1b[B\r", "Single") == [2]
    assert keys("alphab\r", "Single") == [3]


def test_space_marks_and_enter_takes_what_is_marked() -> None:
    assert keys("  \r", "Multiple") == [0, 1]
    assert keys("\x01\r", "Multiple") == [0, 1, 2, 3]
    assert keys("\x13 \r", "Multiple") == [1]  # sorted by name: alpha comes first


def test_escape_and_a_table_to_look_at_choose_nothing() -> None:
    assert keys("\x1b", "Single") == []
    assert keys("\r", "None") == []


# --- the cmdlet -----------------------------------------------------------------------------------------------------------


def test_columns_are_those_of_a_table() -> None:
    shell = Shell()
    objects = shell.run("[pscustomobject]@{ A = 1; B = 'x' }, [pscustomobject]@{ A = 2; B = 'y' }").output
    assert grid_of(shell.session, objects) == (["A", "B"], [["1", "x"], ["2", "y"]])
    assert grid_of(shell.session, shell.run("'p', 'q'").output) == (["String"], [["p"], ["q"]])
    assert grid_of(shell.session, shell.run("Get-Item /").output)[0] == ["UnixMode", "User", "Group", "LastWriteTime", "Size", "Name"]


@pytest.mark.parametrize(("arguments", "mode"), [("-PassThru", "Multiple"), ("-OutputMode Single", "Single"), ("", "None"), ("-Wait", "None")])
def test_the_cmdlet_hands_on_what_is_chosen(arguments: str, mode: str) -> None:
    shell = Shell(answers=["-"])
    shell.host.is_terminal = True
    asked = []

    def choose(title: str, columns: list[str], rows: list[list[str]], how: str) -> list[int]:
        asked.append((title, columns, rows, how))
        return [1] if how != "None" else []

    shell.session.services["grid view"] = choose
    result = shell.run(f"'a', 'b' | Out-GridView -Title T {arguments}")
    assert asked == [("T", ["String"], [["a"], ["b"]], mode)]
    assert result.output == (["b"] if mode != "None" else [])


def test_without_a_terminal_it_says_so() -> None:
    error = Shell().run("1 | Out-GridView").errors[0]
    assert error.fully_qualified_error_id == "OutGridViewNeedsTerminal,Microsoft.PowerShell.Commands.OutGridViewCommand"
