"""Error records on the console."""

from __future__ import annotations

from pwsh_emu.formatting.errorview import render
from pwsh_emu.language.positions import marked_line, position_message
from pwsh_emu.language.source import Source
from pwsh_emu.runtime.errors import ErrorRecord, ExceptionObject, InvocationInfo, ScriptExtent
from pwsh_emu.runtime.scopes import Variable
from pwsh_emu.runtime.session import Session


def error(text: str, start: int, end: int, message: str) -> ErrorRecord:
    record = ErrorRecord(ExceptionObject("System.Management.Automation.RuntimeException", message), "SomeId", "InvalidArgument")
    record.invocation = InvocationInfo(None, ScriptExtent(Source(text, "/case/case.ps1"), start, end))
    return record


def set_view(session: Session, name: str) -> None:
    session.global_scope.variables["errorview"] = Variable("ErrorView", name)


def test_concise_view_marks_the_place_and_wraps_the_message(session: Session) -> None:
    set_view(session, "ConciseView")
    record = error("$a = 1\n[int]'x'", 7, 15, "Cannot convert " + "word " * 15 + "end.")
    assert render(session, record, 80) == (
        "InvalidArgument: /case/case.ps1:2\nLine |\n   2 |  [int]'x'\n     |  ~~~~~~~~\n"
        "     | Cannot convert word word word word word word word word word word word\n     | word word word word end.\n"
    )


def test_normal_view_has_the_category_and_the_id(session: Session) -> None:
    set_view(session, "NormalView")
    assert render(session, error("[int]'x'", 0, 8, "No."), 80) == (
        "No.\nAt /case/case.ps1:1 char:1\n+ [int]'x'\n+ ~~~~~~~~\n"
        "+ CategoryInfo          : InvalidArgument: (:) [], RuntimeException\n+ FullyQualifiedErrorId : SomeId\n"
    )


def test_category_view_is_one_line(session: Session) -> None:
    set_view(session, "CategoryView")
    assert render(session, error("x", 0, 1, "No."), 80) == "InvalidArgument: (:) [], RuntimeException\n"


def test_long_lines_are_cut_around_the_place() -> None:
    text = "$first = 'some leading text that takes space'; $mid = [int]'middle'; $last = 'some trailing text that also takes much space'"
    start = text.index("$mid")
    marked = marked_line(Source(text), start, start + 20)
    assert marked == ("…  = 'some leading text that takes space'; $mid = [int]'middle'; $last  …", " " * 43 + "~" * 20)


def test_position_of_text_without_a_file() -> None:
    assert position_message(Source("\t1/0"), 1, 4) == "At line:1 char:2\n+     1/0\n+     ~~~"
