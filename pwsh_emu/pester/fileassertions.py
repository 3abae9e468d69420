"""Should -Exist and Should -FileContentMatch with its exact and multiline forms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.pester.assertions import refuted
from pwsh_emu.pester.blocks import run_command
from pwsh_emu.pester.state import thrown
from pwsh_emu.runtime.conversion import to_bool, to_string
from pwsh_emu.runtime.matching import match

if TYPE_CHECKING:
    from pwsh_emu.pester.operators import Verdict
    from pwsh_emu.pester.should import Question


def _run(session: Any, name: str, **arguments: Any) -> list[Any]:
    found: list[Any] = []
    run_command(session, name, arguments, found.append)
    return found


def exist(question: Question) -> Verdict:
    found = _run(question.session, "Test-Path", Path=question.actual) if question.actual is not None else [False]
    holds = to_bool(found[0]) if found else False
    if holds is not question.negate:
        return True, ""
    return refuted(question, f"path {question.nicely(question.actual)}", "exist", "did", "exist")


def _content(question: Question, *, exact: bool, whole: bool) -> Verdict:
    session = question.session
    path = to_string(session, question.actual)
    if not to_bool(_run(session, "Test-Path", Path=path)[0]):
        raise thrown(f"'{path}' does not exist.", "System.ArgumentException")
    options = {"Raw": True} if whole else {}
    if question.argument("Encoding") is not None:
        options["Encoding"] = question.argument("Encoding")
    texts = [to_string(session, one) for one in _run(session, "Get-Content", Path=path, ErrorAction="Stop", **options)]
    expected = question.argument("ExpectedContent")
    holds = any(to_bool(match(session, text, f"(?m:{expected})" if whole else expected, not exact)) for text in texts)
    if holds is not question.negate:
        return True, ""
    relation = f"be {'case sensitively ' if exact else ''}found in file {question.nicely(question.actual)}"
    return refuted(question, question.nicely(expected), relation, "was", "found")


def content_match(question: Question) -> Verdict:
    return _content(question, exact=False, whole=False)


def content_match_exactly(question: Question) -> Verdict:
    return _content(question, exact=True, whole=False)


def content_match_multiline(question: Question) -> Verdict:
    return _content(question, exact=False, whole=True)


def content_match_multiline_exactly(question: Question) -> Verdict:
    return _content(question, exact=True, whole=True)
