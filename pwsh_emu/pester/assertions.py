"""The operators that compare values: Be, BeLike, Match, Contain, HaveCount and their kin, with Pester's sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.runtime import comparison, matching
from pwsh_emu.runtime.conversion import to_bool, to_string
from pwsh_emu.runtime.validation import unwrapped
from pwsh_emu.runtime.values import AUTOMATION_NULL, PSArray

if TYPE_CHECKING:
    from pwsh_emu.pester.operators import Verdict
    from pwsh_emu.pester.should import Question

_DEEPEST = 100


def _is_array(value: Any) -> bool:
    return isinstance(unwrapped(value), PSArray)


def _items(value: Any) -> list[Any]:
    """Return a value as a parameter of type object[] takes it."""
    if value is None or value is AUTOMATION_NULL:
        return []
    base = unwrapped(value)
    if isinstance(base, PSArray):
        return list(base)
    if isinstance(base, list):
        return list(base)
    return [value]


def single(value: Any) -> Any:
    """Return what ``$($value)`` gives: an array of one is its item."""
    items = _items(value) if _is_array(value) else None
    if items is None:
        return value
    return items[0] if len(items) == 1 else (None if not items else value)


def _bound(session: Any, value: Any) -> list[Any]:
    """Return the items of a value as a parameter of type ``[object[]]`` takes it: keys and lists become arrays, a dictionary stays one item."""
    from pwsh_emu.runtime.conversion import try_convert
    from pwsh_emu.runtime.registry import array_type

    if value is None:
        return [None]
    ok, converted = try_convert(session, value, array_type("System.Object"))
    return _items(converted) if ok and _is_array(converted) else [value]


def arrays_equal(question: Question, first: Any, second: Any, *, ignore_case: bool, depth: int = 1) -> bool:
    """Tell whether two values are equal, item by item for arrays."""
    from pwsh_emu.pester.state import thrown

    session = question.session
    if depth > _DEEPEST:
        shown = [to_string(session, one) for one in (first, second)]
        raise thrown(
            f"Reached the recursion depth limit of {_DEEPEST} when comparing arrays {shown[0]} and {shown[1]}. Is one of your arrays cyclic?"
        )
    left, right = (_bound(session, value) for value in (first, second))
    nothing = [not items or (len(items) == 1 and unwrapped(items[0]) is None) for items in (left, right)]
    if any(nothing):
        return all(nothing)
    if len(left) != len(right):
        return False
    for one, other in zip(left, right, strict=True):
        if _is_array(one) or _is_array(other):
            if not arrays_equal(question, one, other, ignore_case=ignore_case, depth=depth + 1):
                return False
        elif not to_bool(comparison.eq(session, other, one, ignore_case)):
            return False
    return True


def _equality(question: Question, *, exact: bool) -> Verdict:
    actual, expected = question.actual, question.argument("ExpectedValue")
    holds = arrays_equal(question, actual, expected, ignore_case=not exact)
    if holds is not question.negate:
        return True, ""
    nicely, because = question.nicely, question.because
    if question.negate:
        same = "exactly the same" if exact else "the same"
        return False, f"Expected {nicely(expected)} to be different from the actual value,{because} but got {same} value."
    actual, expected = single(actual), single(expected)
    if isinstance(unwrapped(actual), str) and isinstance(unwrapped(expected), str):
        from pwsh_emu.pester.stringdifference import string_difference

        return False, "\n".join(string_difference(question, str(unwrapped(expected)), str(unwrapped(actual)), ignore_case=not exact))
    return False, f"Expected {'exactly ' if exact else ''}{nicely(expected)},{because} but got {nicely(actual)}."


def be(question: Question) -> Verdict:
    return _equality(question, exact=False)


def be_exactly(question: Question) -> Verdict:
    return _equality(question, exact=True)


# what the value is to be, and the comparison that refutes it; -Not asks for the opposite
_GREATER = ("greater than", comparison.le)
_AT_MOST = ("less than or equal to", comparison.gt)
_LESS = ("less than", comparison.ge)
_AT_LEAST = ("greater than or equal to", comparison.lt)


def _order(question: Question, wanted: tuple[str, Any], opposite: tuple[str, Any]) -> Verdict:
    words, fails = opposite if question.negate else wanted
    expected = question.argument("ExpectedValue")
    if not to_bool(fails(question.session, question.actual, expected)):
        return True, ""
    return (
        False,
        f"Expected the actual value to be {words} {question.nicely(expected)},{question.because} but got {question.nicely(question.actual)}.",
    )


def be_greater_than(question: Question) -> Verdict:
    return _order(question, _GREATER, _AT_MOST)


def be_less_or_equal(question: Question) -> Verdict:
    return _order(question, _AT_MOST, _GREATER)


def be_less_than(question: Question) -> Verdict:
    return _order(question, _LESS, _AT_LEAST)


def be_greater_or_equal(question: Question) -> Verdict:
    return _order(question, _AT_LEAST, _LESS)


def refuted(question: Question, what: str, relation: str, but: str, done: str) -> Verdict:
    """Return the verdict on what does not hold: ``Expected what to relation, but it was not done``, both the other way round with -Not."""
    expected = f"Expected {what} to{' not' if question.negate else ''} {relation}"
    return False, f"{expected},{question.because} but it {but} {'' if question.negate else 'not '}{done}."


def be_in(question: Question) -> Verdict:
    from pwsh_emu.runtime.membership import in_

    expected = question.argument("ExpectedValue")
    holds = in_(question.session, question.actual, expected)
    if holds is not question.negate:
        return True, ""
    return refuted(question, f"collection {question.nicely(expected)}", f"contain {question.nicely(question.actual)}", "was", "found")


def contain(question: Question) -> Verdict:
    from pwsh_emu.runtime.membership import contains

    expected = question.argument("ExpectedValue")
    holds = contains(question.session, question.actual, expected)
    if holds is not question.negate:
        return True, ""
    return refuted(question, question.nicely(expected), f"be found in collection {question.nicely(question.actual)}", "was", "found")


def _like(question: Question, *, exact: bool) -> Verdict:
    expected = question.argument("ExpectedValue")
    holds = to_bool(matching.like(question.session, question.actual, expected, not exact))
    if holds is not question.negate:
        return True, ""
    kind = "case sensitive like wildcard" if exact else "like wildcard"
    return refuted(question, f"{kind} {question.nicely(expected)}", f"match {question.nicely(question.actual)}", "did", "match")


def be_like(question: Question) -> Verdict:
    return _like(question, exact=False)


def be_like_exactly(question: Question) -> Verdict:
    return _like(question, exact=True)


def _match(question: Question, *, exact: bool) -> Verdict:
    expected = question.argument("RegularExpression")
    holds = to_bool(matching.match(question.session, question.actual, expected, not exact))
    if holds is not question.negate:
        return True, ""
    relation = f"{'case sensitively ' if exact else ''}match {question.nicely(question.actual)}"
    return refuted(question, f"regular expression {question.nicely(expected)}", relation, "did", "match")


def match(question: Question) -> Verdict:
    return _match(question, exact=False)


def match_exactly(question: Question) -> Verdict:
    return _match(question, exact=True)


def be_null_or_empty(question: Question) -> Verdict:
    items = _items(question.actual)
    if not items:
        holds = True
    elif len(items) == 1:
        base = unwrapped(items[0])
        if base is None:
            holds = True
        elif hasattr(base, "items") and hasattr(base, "keys"):
            holds = len(base) == 0
        else:
            holds = to_string(question.session, base) == ""
    else:
        holds = False
    if holds is not question.negate:
        return True, ""
    if question.negate:
        return False, f"Expected a value,{question.because} but got $null or empty."
    return False, f"Expected $null or empty,{question.because} but got {question.nicely(question.actual)}."


def _truth(question: Question, wanted: bool) -> Verdict:
    if to_bool(question.actual) is wanted:
        return True, ""
    return False, f"Expected ${str(wanted).lower()},{question.because} but got {question.nicely(question.actual)}."


def be_true(question: Question) -> Verdict:
    return _truth(question, not question.negate)


def be_false(question: Question) -> Verdict:
    return _truth(question, question.negate)


def named_type(question: Question, given: Any) -> Any:
    """Return the type that an argument names, with or without brackets."""
    from pwsh_emu.pester.state import thrown
    from pwsh_emu.runtime.values import TypeLiteral

    base = unwrapped(given)
    if isinstance(base, TypeLiteral):
        return base.of
    text = str(base)
    bare = text[1:-1] if text.startswith("[") and text.endswith("]") else text
    found = question.session.types.find(bare)
    if found is None:
        raise thrown(f"Could not find type [{bare}]. Make sure that the assembly that contains that type is loaded.", "System.ArgumentException")
    return found


def be_of_type(question: Question) -> Verdict:
    from pwsh_emu.runtime.registry import get_type_literal

    session = question.session
    expected = named_type(question, question.argument("ExpectedType"))
    holds = session.types.is_instance(question.actual, expected)
    if holds is not question.negate:
        return True, ""
    actual = question.actual
    kind = "$null" if unwrapped(actual) is None else question.nicely(get_type_literal(session.types.type_of(unwrapped(actual))))
    shown = (
        f"Expected the value to {'not ' if question.negate else ''}have type {question.nicely(get_type_literal(expected))} or any of its subtypes,"
    )
    return False, f"{shown}{question.because} but got {question.nicely(actual)} with type {kind}."


def have_count(question: Question) -> Verdict:
    from pwsh_emu.pester.state import thrown

    wanted = int(question.argument("ExpectedValue") or 0)
    if wanted < 0:
        raise thrown("Expected collection size must be greater than or equal to 0.", "System.ArgumentException")
    items = _items(question.actual)
    count = len(items)
    if (count == wanted) is not question.negate:
        return True, ""
    if question.negate:
        expected = f"Expected a collection with size different from {wanted}" if wanted else "Expected a non-empty collection"
        but = f"but got collection with that size {question.nicely(question.actual)}." if count else "but got an empty collection."
    else:
        expected = f"Expected a collection with size {wanted}" if wanted else "Expected an empty collection"
        but = f"but got collection with size {count} {question.nicely(question.actual)}." if count else "but got an empty collection."
    return False, f"{expected},{question.because} {but}"
