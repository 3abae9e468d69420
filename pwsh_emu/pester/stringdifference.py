"""How two strings differ: lengths, place, and an arrow below the excerpts that fit the console's width."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pwsh_emu.pester.should import Question

_MARKER = "..."
_SURROUND = len("Expected: ''")
_CONTROLS = {chr(code): chr(0x2400 + code) for code in range(0x20)} | {"\x7f": "\u2421"}


def string_difference(question: Question, expected: str, actual: str, *, ignore_case: bool) -> list[str]:
    """Return the lines that say how two strings differ."""
    session = question.session
    longest = max(len(expected), len(actual))
    index = next((at for at in range(longest) if _differ(expected[at : at + 1], actual[at : at + 1], ignore_case)), None)
    if index is None:
        return []
    lines = [f"Expected strings to be the same,{question.because} but they were different."]
    if len(expected) != len(actual):
        lines += [f"Expected length: {len(expected)}", f"Actual length:   {len(actual)}"]
    else:
        lines.append(f"String lengths are both {len(expected)}.")
    lines.append(f"Strings differ at index {index}.")
    test = question.cmdlet.state.test
    width = session.host.width
    available = width - _SURROUND - ((len(test.Path) if test is not None else 1) + 3)
    context = round(width / 7)
    expected_line, _ = _excerpt(_visible(expected), index, available, context)
    actual_line, arrow = _excerpt(_visible(actual), index, available, context)
    lines += [f"Expected: '{expected_line}'", f"But was:  '{actual_line}'", " " * (_SURROUND - 1) + "-" * arrow + "^"]
    return lines


def _differ(one: str, other: str, ignore_case: bool) -> bool:
    return one != other and not (ignore_case and one.upper() == other.upper() != "")


def _visible(text: str) -> str:
    """Return a text with control characters as the pictures that Unicode has for them."""
    return "".join(_CONTROLS.get(char, char) for char in text)


def _excerpt(text: str, index: int, length: int, context: int) -> tuple[str, int]:
    """Return what of a line is shown, and where in it the difference is."""
    marker = len(_MARKER)
    if length < 2 * context + 2 * marker + 1 or len(text) <= length:
        return text, index
    shift = max(0, index - (length - 1 - context - marker))
    shown = text[shift:]
    if len(shown) < len(text):
        shown = _MARKER + shown[marker:]
    if len(shown) > length:
        shown = shown[: length - marker] + _MARKER
    return shown, index - shift
