"""The operators -like, -match, -replace, -split and -join.

Regular expressions are .NET's (`runtime.regex`); the operators ignore case unless spelled -c…, and a Regex object keeps its own options.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from pwsh_emu.runtime import limits
from pwsh_emu.runtime.convert_text import item_string, net_string, to_string
from pwsh_emu.runtime.enumeration import is_enumerable
from pwsh_emu.runtime.errors import NetException, PSError, placed, runtime_error
from pwsh_emu.runtime.values import AUTOMATION_NULL, EnumValue, Hashtable, PSArray, PSObject
from pwsh_emu.runtime.wildcard import WildcardPattern

if TYPE_CHECKING:
    from pwsh_emu.runtime.session import Session

Place = tuple[Any, int, int]  # source, start and end

SIMPLE_MATCH, REGEX_MATCH, CULTURE_INVARIANT, IGNORE_WHITESPACE, MULTILINE, SINGLELINE, IGNORE_CASE, EXPLICIT_CAPTURE = (1 << bit for bit in range(8))
_SPLIT_NAMES = {
    "simplematch": SIMPLE_MATCH, "regexmatch": REGEX_MATCH, "cultureinvariant": CULTURE_INVARIANT, "ignorepatternwhitespace": IGNORE_WHITESPACE,
    "multiline": MULTILINE, "singleline": SINGLELINE, "ignorecase": IGNORE_CASE, "explicitcapture": EXPLICIT_CAPTURE,
}  # fmt: skip
# What SplitOptions mean as RegexOptions.
_REGEX_OPTIONS = {IGNORE_CASE: 1, MULTILINE: 2, EXPLICIT_CAPTURE: 4, SINGLELINE: 16, IGNORE_WHITESPACE: 32, CULTURE_INVARIANT: 512}
_NET_IGNORE_CASE = 1
_NET_RIGHT_TO_LEFT = 64


def _unwrap(value: Any) -> Any:
    return value.base if type(value) is PSObject else value


# --- -like -----------------------------------------------------------------------------------------------------------------


def like(session: Session, left: Any, right: Any, ignore_case: bool = True) -> Any:
    """Return ``left -like right``."""
    pattern = wildcard(session, to_string(session, right), ignore_case)
    if is_enumerable(left):
        return PSArray([text for text in _strings(session, left) if pattern.matches(text)])
    return pattern.matches(to_string(session, left))


def notlike(session: Session, left: Any, right: Any, ignore_case: bool = True) -> Any:
    """Return ``left -notlike right``."""
    pattern = wildcard(session, to_string(session, right), ignore_case)
    if is_enumerable(left):
        return PSArray([text for text in _strings(session, left) if not pattern.matches(text)])
    return not pattern.matches(to_string(session, left))


def wildcard(session: Session | None, pattern: str, ignore_case: bool = True) -> WildcardPattern:
    """Return a compiled wildcard pattern; the session keeps the last few hundred."""
    if session is None:
        return WildcardPattern(pattern, ignore_case)
    cache = session.services.setdefault("wildcards", {})
    found = cache.get((pattern, ignore_case))
    if found is None:
        if len(cache) > 300:
            cache.clear()
        found = cache[pattern, ignore_case] = WildcardPattern(pattern, ignore_case)
    return found  # type: ignore[no-any-return]


# --- -match ----------------------------------------------------------------------------------------------------------------


def regex_of(session: Session, value: Any, ignore_case: bool, options: int = 0) -> Any:
    """Return the Regex of an operand: a Regex object as it is, anything else as the text of a pattern. Raises NetException."""
    from pwsh_emu.runtime.regex.values import Regex, cached_regex

    value = _unwrap(value)
    if isinstance(value, Regex):
        return value
    if ignore_case:
        options |= _NET_IGNORE_CASE
    return cached_regex(value if type(value) is str else to_string(session, value), options)


def match(session: Session, left: Any, right: Any, ignore_case: bool = True) -> Any:
    """Return ``left -match right``; a scalar that matches sets $Matches."""
    regex = regex_of(session, right, ignore_case)
    if is_enumerable(left):
        return PSArray([item for item in _unwrap(left) if regex.is_match(to_string(session, item))])
    return _match_scalar(session, regex, left)


def notmatch(session: Session, left: Any, right: Any, ignore_case: bool = True) -> Any:
    """Return ``left -notmatch right``; a scalar that matches sets $Matches here too."""
    regex = regex_of(session, right, ignore_case)
    if is_enumerable(left):
        return PSArray([item for item in _unwrap(left) if not regex.is_match(to_string(session, item))])
    return not _match_scalar(session, regex, left)


def _match_scalar(session: Session, regex: Any, left: Any) -> bool:
    return sets_matches(session, regex, left if type(left) is str else to_string(session, left))


def sets_matches(session: Session, regex: Any, text: str) -> bool:
    """Tell whether a regular expression matches; then put the groups into $Matches of the current scope: numbers and names that took part."""
    groups = regex.first_groups(text)
    if groups is None:
        return False
    table = Hashtable()
    for name, part in groups:
        table.set(name, part)
    session.scope.cell("matches", "Matches").value = table
    return True


# --- -replace ----------------------------------------------------------------------------------------------------------------


def checked_regex(session: Session, pattern: Any, ignore_case: bool) -> Any:
    """Return the regular expression of a pattern; raises what ``-replace`` and ``switch -Regex`` say of a bad one."""
    try:
        return regex_of(session, pattern, ignore_case)
    except NetException as error:
        shown = to_string(session, pattern)
        raise runtime_error(
            "InvalidRegularExpression", f"The regular expression pattern {shown} is not valid.", target=shown, inner=error.exception
        ) from None


def replace(session: Session, left: Any, right: Any, ignore_case: bool = True, place: Place | None = None) -> Any:
    """Return ``left -replace pattern`` or ``left -replace pattern, replacement``; the replacement may be a script block.

    ``place`` is the operator's, which the error of too many arguments names.
    """
    right = _unwrap(right)
    pattern, replacement = right, ""
    if isinstance(right, list):
        if len(right) > 2:
            message = f"The -replace operator allows only two elements to follow it, not {len(right)}."
            error = runtime_error("BadReplaceArgument", message, target=right)
            raise error if place is None else placed(error, *place)
        pattern = right[0] if right else ""
        replacement = right[1] if len(right) > 1 else ""
    regex = checked_regex(session, pattern, ignore_case)
    if is_enumerable(left):
        return PSArray([_replace_text(session, regex, item_string(session, item), replacement) for item in _unwrap(left)])
    return _replace_text(session, regex, to_string(session, left), replacement)


def _replace_text(session: Session, regex: Any, text: str, replacement: Any) -> str:
    block = _unwrap(replacement)
    if hasattr(block, "invoke") and hasattr(block, "ast"):

        def evaluate(found: Any) -> str:
            result = block.invoke([], dollar_under=found) or []
            return to_string(session, result[0] if len(result) == 1 else PSArray(result)) if result else ""

        return str(regex.replace_with(text, evaluate))
    if getattr(block, "returns", None) is not None and hasattr(block, "call"):  # a MatchEvaluator
        return str(regex.replace_with(text, lambda found: to_string(session, block.call(found))))
    if type(block).__name__ == "PSMethod":
        from pwsh_emu.runtime.methods import PSMethod

        return str(regex.replace_with(text, lambda found: to_string(session, PSMethod.Invoke(session, block, [found]))))
    return str(regex.replace(text, block if type(block) is str else to_string(session, block)))


# --- -join ---------------------------------------------------------------------------------------------------------------------


def join(session: Session, left: Any, right: Any) -> str:
    """Return ``left -join separator``; an enumerator (``$input``) is no collection here and becomes text as in a string."""
    separator = right if type(right) is str else to_string(session, right)
    if type(left) is PSArray or (is_enumerable(left) and not _is_enumerator(left)):
        return limits.join(separator, [item if type(item) is str else _joined(session, item) for item in _unwrap(left)])
    return to_string(session, left)


def _is_enumerator(value: Any) -> bool:
    from pwsh_emu.runtime.types.enumerators import Enumerator

    return isinstance(value.base if type(value) is PSObject else value, Enumerator)


def _joined(session: Session, item: Any) -> str:
    """Return an item's text: dates are written in the current culture here."""
    return net_string(item, session) if hasattr(item, "format_text") else item_string(session, item)


def unary_join(session: Session, value: Any) -> str:
    """Return ``-join value``."""
    return join(session, value, "")


# --- -split ----------------------------------------------------------------------------------------------------------------------


def _strings(session: Session, value: Any) -> Iterable[str]:
    if is_enumerable(value):
        return [to_string(session, item) for item in _unwrap(value)]
    return [to_string(session, value)]


def _string_array(pieces: list[Any]) -> PSArray:
    return PSArray(pieces, "System.String")


def unary_split(session: Session, value: Any) -> PSArray:
    """Return ``-split value``: the words between white space."""
    pieces: list[str] = []
    for text in _strings(session, value):
        pieces += text.split() or [""]
    return _string_array(pieces)


def split(session: Session, left: Any, right: Any, ignore_case: bool = True, place: Place | None = None) -> PSArray:
    """Return ``left -split pattern[, limit[, options]]``; the pattern may be a script block that tells whether to split at a character.

    ``place`` is the operator's, which errors of its arguments name.
    """
    right = _unwrap(right)
    try:
        pattern, limit, options = _split_arguments(session, right)
    except PSError as error:
        raise error if place is None else placed(error, *place) from None
    texts = _strings(session, left)
    if hasattr(pattern, "invoke") and hasattr(pattern, "ast"):
        return _string_array([piece for text in texts for piece in _split_by_block(session, text, pattern, limit)])
    return _string_array(_split_by_pattern(session, texts, pattern, limit, options, ignore_case))


def _split_arguments(session: Session, right: Any) -> tuple[Any, int, int]:
    """Return pattern, limit and options of -split, checked."""
    arguments = list(right) if isinstance(right, list) else [right]
    if not arguments:
        raise runtime_error("BadOperatorArgument", "The argument to operator '-split' is not valid: System.Object[].", target=right)
    pattern = _unwrap(arguments[0])
    limit = _limit(session, arguments[1]) if len(arguments) > 1 else 0
    options = _options(session, arguments[2]) if len(arguments) > 2 else 0
    if hasattr(pattern, "invoke") and hasattr(pattern, "ast"):
        if options:
            raise runtime_error(
                "InvalidSplitOptionWithPredicate",
                "Split options can be specified only when the -split operator is used with a string pattern.",
                target=right,
            )
    elif options & SIMPLE_MATCH and options & ~(SIMPLE_MATCH | IGNORE_CASE | CULTURE_INVARIANT):
        raise runtime_error(
            "InvalidSplitOptionCombination", "When the SimpleMatch option is used, the only other option allowed is IgnoreCase.", target=right
        )
    return pattern, limit, options


def _limit(session: Session, value: Any) -> int:
    from pwsh_emu.runtime.castfailure import InvalidCastError
    from pwsh_emu.runtime.conversion import to_int

    try:
        return to_int(session, value)
    except InvalidCastError as error:
        raise runtime_error("RuntimeException", error.message, "NotSpecified", inner=error.cast) from None


def _options(session: Session, value: Any) -> int:
    """Read SplitOptions: a number, names, or a value of any enumeration."""
    value = _unwrap(value)
    if isinstance(value, EnumValue):
        return int(value.value)
    if isinstance(value, int):
        return int(value)
    parts = value if isinstance(value, list) else to_string(session, value).split(",")
    result = 0
    for part in parts:
        name = to_string(session, part).strip()
        found = _SPLIT_NAMES.get(name.lower())
        if found is None:
            matching = [number for known, number in _SPLIT_NAMES.items() if name and known.startswith(name.lower())]
            if len(matching) != 1:
                raise _bad_option(session, value)
            found = matching[0]
        result |= found
    return result


def _bad_option(session: Session, value: Any) -> PSError:
    from pwsh_emu.runtime.castfailure import InvalidCastError
    from pwsh_emu.runtime.convert_enums import from_string
    from pwsh_emu.runtime.typesystem import EnumType

    names = {
        "SimpleMatch": 1, "RegexMatch": 2, "CultureInvariant": 4, "IgnorePatternWhitespace": 8, "Multiline": 16, "Singleline": 32, "IgnoreCase": 64,
        "ExplicitCapture": 128,
    }  # fmt: skip
    try:
        from_string(session, to_string(session, value), EnumType("System.Management.Automation.SplitOptions", names, flags=True))
    except InvalidCastError as error:
        return runtime_error("RuntimeException", error.message, "NotSpecified", inner=error.cast)
    return runtime_error("RuntimeException", "The split options are not valid.", "NotSpecified")


def _split_by_block(session: Session, text: str, block: Any, limit: int) -> list[str]:
    if limit == 1:
        return [text]
    from pwsh_emu.runtime.conversion import to_bool

    places: list[int] = []
    order = range(len(text)) if limit >= 0 else range(len(text) - 1, -1, -1)
    for index in order:
        if limit and len(places) >= abs(limit) - 1:
            break
        result = block.invoke([], dollar_under=text[index]) or []
        if to_bool(result[0] if len(result) == 1 else PSArray(result)) if result else False:
            places.append(index)
    pieces, start = [], 0
    for index in sorted(places):
        pieces.append(text[start:index])
        start = index + 1
    pieces.append(text[start:])
    return pieces


def _split_by_pattern(session: Session, texts: Iterable[str], pattern: Any, limit: int, options: int, ignore_case: bool) -> list[str]:
    if pattern is None or pattern is AUTOMATION_NULL:
        pattern = ""
    if options & IGNORE_CASE:
        ignore_case = True
    if options & SIMPLE_MATCH:
        from re import escape

        pattern = escape(to_string(session, pattern))
    elif type(pattern) is str and len(pattern) == 1 and limit == 0 and pattern in " ,;:=/_\n\t-&!@#%'\"<>~`":
        return [piece for text in texts for piece in text.split(pattern)]  # a single plain character needs no regular expression
    net = 0
    for ours, theirs in _REGEX_OPTIONS.items():
        if options & ours and ours != IGNORE_CASE:
            net |= theirs
    if limit < 0:
        net |= _NET_RIGHT_TO_LEFT
    regex = regex_of(session, pattern, ignore_case, net)
    pieces: list[str] = []
    for text in texts:
        pieces += regex.split(text, abs(limit))
    return pieces
