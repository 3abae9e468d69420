"""Should -Throw: runs a script block and looks at the error that ends it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.pester.formatting import join_and
from pwsh_emu.pester.state import catching, thrown
from pwsh_emu.runtime.errors import BreakLoop, ContinueLoop, ErrorRecord, NetException, ParseFailure, PSError
from pwsh_emu.runtime.redirection import nowhere
from pwsh_emu.runtime.scriptblock import ScriptBlock
from pwsh_emu.runtime.validation import unwrapped

if TYPE_CHECKING:
    from pwsh_emu.pester.operators import Verdict
    from pwsh_emu.pester.should import Question


def error_of(session: Any, block: ScriptBlock) -> ErrorRecord | None:
    """Run a block and return the error that ended it, as a catch clause would see it; None where there was none."""
    from pwsh_emu.runtime.trapping import as_error, note

    try:
        with catching(session):
            block.invoke([], out=nowhere)
    except (PSError, NetException, ParseFailure) as error:
        record = as_error(error).record
        session.ok = False
        note(session, record)
        return record
    except (BreakLoop, ContinueLoop):
        return None
    return None


def position_text(session: Any, record: ErrorRecord) -> str:
    """Return where an error happened: its position message, "At" as "from"."""
    invocation = record.invocation
    if invocation is None or invocation.extent is None:
        return ""
    from pwsh_emu.runtime.members import get_property

    text = str(get_property(session, invocation, "PositionMessage") or "")
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines:
        return ""
    lines[0] = "from " + lines[0][3:] if lines[0].startswith("At ") else lines[0]
    return "\n    ".join(lines)


def throw(question: Question) -> Verdict:
    session = question.session
    block = unwrapped(question.actual)
    if not isinstance(block, ScriptBlock):
        raise thrown(
            "Input is missing or not a ScriptBlock. Input to '-Throw' and '-Not -Throw' must be enclosed in curly braces.", "System.ArgumentException"
        )
    record = error_of(session, block)
    message = record.exception.message if record is not None else ""
    place = position_text(session, record) if record is not None else ""
    if question.negate:
        if record is None:
            return True, ""
        return False, f'Expected no exception to be thrown,{question.because} but an exception "{message}" was thrown {place}.'
    filters, buts = _filters(question, record)
    if record is None:
        buts.append("no exception was thrown")
    if buts:
        wanted = join_and(filters)
        text = f"Expected an exception{f' with {wanted}' if wanted else ''} to be thrown,{question.because} but {join_and(buts)}. {place}"
        return False, text.strip()
    if question.argument("PassThru"):
        question.data = record
    return True, ""


def _filters(question: Question, record: ErrorRecord | None) -> tuple[list[str], list[str]]:
    """Return what the exception was to be like, and what it was instead."""
    from pwsh_emu.runtime.matching import like
    from pwsh_emu.runtime.registry import get_type_literal
    from pwsh_emu.runtime.wildcard import unescape

    session = question.session
    filters: list[str] = []
    buts: list[str] = []
    kind = question.argument("ExceptionType")
    if kind is not None:
        filters.append(f"type {question.nicely(kind)}")
        if record is not None and not session.types.is_instance(record.exception, kind.of):
            actual = get_type_literal(session.types.type_of(record.exception))
            buts.append(f"the exception type was {question.nicely(actual)}")
    message = question.argument("ExpectedMessage")
    if message is not None and str(message).strip():
        filters.append(f"message like {question.nicely(unescape(str(message)))}")
        if record is not None and not like(session, record.exception.message, str(message)):
            buts.append(f"the message was {question.nicely(record.exception.message)}")
    error_id = question.argument("ErrorId")
    if error_id is not None and str(error_id).strip():
        filters.append(f"FullyQualifiedErrorId {question.nicely(str(error_id))}")
        if record is not None and not like(session, record.fully_qualified_error_id, str(error_id)):
            buts.append(f"the FullyQualifiedErrorId was {question.nicely(record.fully_qualified_error_id)}")
    return filters, buts
