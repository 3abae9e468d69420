"""-Filter: the OPATH language of the service's recipients and settings, compiled to a Python function over a record.

    ((RecipientTypeDetails -eq 'UserMailbox') -and (-not(CustomAttribute1 -like 'x*'))) -or Department -ne $null

Names and texts are compared without regard to case; ``*`` stands for anything with -like at the text's ends and inside; $true, $false and
$null are the only variables that the service knows; dates are compared as dates.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from pwsh_emu.runtime.wildcard import between_stars

Test = Callable[[dict[str, Any]], bool]
Resolve = Callable[[str], "tuple[str, Any] | None"]

_TOKEN = re.compile(
    r"""\s*(?:
        (?P<string>'(?:[^']|'')*'|"(?:[^"`]|`.|"")*")
      | (?P<open>\()  | (?P<close>\))
      | (?P<operator>-[A-Za-z]+)
      | (?P<variable>\$\{?[A-Za-z_:]+\}?)
      | (?P<brace>\{) | (?P<bracend>\})
      | (?P<word>[^\s()'"{}]+)
    )""",
    re.VERBOSE,
)
_COMPARISONS = frozenset(("-eq", "-ne", "-lt", "-le", "-gt", "-ge", "-like", "-notlike", "-contains", "-notcontains"))


class FilterError(Exception):
    """A filter that the service would refuse; the message is the service's."""


class _Parser:
    def __init__(self, text: str, resolve: Resolve) -> None:
        self.text = text
        self.resolve = resolve
        self.tokens: list[tuple[str, str, int]] = []
        place = 0
        stripped = text.rstrip()
        while place < len(stripped):
            match = _TOKEN.match(stripped, place)
            if match is None or match.lastgroup is None:
                raise self.fail("unexpected text", place)
            self.tokens.append((match.lastgroup, match[match.lastgroup], match.start(match.lastgroup)))
            place = match.end()
        self.at = 0

    def fail(self, what: str, place: int | None = None) -> FilterError:
        position = place if place is not None else (self.tokens[self.at][2] if self.at < len(self.tokens) else len(self.text))
        return FilterError(
            f'Invalid filter syntax. For a description of the filter parameter syntax see the command help.\r\n"{self.text}" at position '
            f"{position + 1}: {what}."
        )

    def peek(self) -> tuple[str, str]:
        return self.tokens[self.at][:2] if self.at < len(self.tokens) else ("end", "")

    def take(self) -> tuple[str, str]:
        token = self.peek()
        self.at += 1
        return token

    def parse(self) -> Test:
        test = self.any_of()
        if self.peek()[0] != "end":
            raise self.fail("the filter should end here")
        return test

    def any_of(self) -> Test:
        tests = [self.all_of()]
        while self.peek()[1].lower() == "-or":
            self.take()
            tests.append(self.all_of())
        if len(tests) == 1:
            return tests[0]
        return lambda record: any(test(record) for test in tests)

    def all_of(self) -> Test:
        tests = [self.one()]
        while self.peek()[1].lower() == "-and":
            self.take()
            tests.append(self.one())
        if len(tests) == 1:
            return tests[0]
        if len(tests) == 2:
            first, second = tests
            return lambda record: first(record) and second(record)
        return lambda record: all(test(record) for test in tests)

    def one(self) -> Test:
        kind, text = self.peek()
        if kind == "operator" and text.lower() == "-not":
            self.take()
            inner = self.one()
            return lambda record: not inner(record)
        if kind in ("open", "brace"):
            self.take()
            inner = self.any_of()
            if self.take()[0] not in ("close", "bracend"):
                self.at -= 1
                raise self.fail("a closing parenthesis is missing")
            return inner
        return self.comparison()

    def comparison(self) -> Test:
        kind, name = self.take()
        if kind not in ("word", "string"):
            self.at -= 1
            raise self.fail("a property name is expected")
        name = name.strip("'\"")
        found = self.resolve(name)
        if found is None:
            raise FilterError(
                f'"{name}" is not a recognized filterable property. For a complete list of filterable properties see the command '
                f'help.\r\n"{self.text}" at position {self.tokens[self.at - 1][2] + 1}.'
            )
        kind, operator = self.take()
        operator = operator.lower()
        if kind != "operator" or operator not in _COMPARISONS:
            self.at -= 1
            raise self.fail("an operator (-eq, -ne, -like, -notlike, -lt, -le, -gt, -ge) is expected")
        return _compare(found[0], found[1], operator, self.value())

    def value(self) -> Any:
        kind, text = self.take()
        if kind == "string":
            quote, inner = text[0], text[1:-1]
            return inner.replace("''", "'") if quote == "'" else re.sub(r"`(.)", r"\1", inner).replace('""', '"')
        if kind == "variable":
            known = {"$true": True, "$false": False, "$null": None}
            lowered = text.lower().replace("{", "").replace("}", "")
            if lowered in known:
                return known[lowered]
            raise FilterError(
                f'Cannot bind parameter \'Filter\' to the target. Exception setting "Filter": "The variable {text} is not known to the service."'
            )
        if kind in ("word", "operator"):
            return text
        self.at -= 1
        raise self.fail("a value is expected")


def compile_filter(text: str, resolve: Resolve) -> Test:
    """Return the function that tells whether a record matches.

    ``resolve`` gives, for a property's name in any case, the name as it is and what records without it have; None where there is no
    such property. Raises FilterError.
    """
    return _Parser(text, resolve).parse()


def _compare(name: str, default: Any, operator: str, wanted: Any) -> Test:
    if operator in ("-like", "-notlike"):
        test = _like(name, default, "" if wanted is None else str(wanted))
    elif operator in ("-eq", "-ne", "-contains", "-notcontains"):
        test = _equal(name, default, wanted)
    else:
        return _ordered(name, default, operator, wanted)
    if operator in ("-ne", "-notlike", "-notcontains"):
        return lambda record: not test(record)
    return test


def _equal(name: str, default: Any, wanted: Any) -> Test:
    if wanted is None or wanted == "":
        return lambda record: record.get(name, default) in (None, "", [])
    if isinstance(wanted, bool):
        return lambda record: record.get(name, default) is wanted
    text = str(wanted).lower()
    named = _name_in(text) if name not in _NAMES else None
    if named is not None:  # records name others by their Name
        return lambda record: _refers(record.get(name, default), text, named)
    boolean = {"true": True, "false": False, "$true": True, "$false": False}.get(text)

    def test(record: dict[str, Any]) -> bool:
        value = record.get(name, default)
        if value.__class__ is str:
            return bool(value.lower() == text)
        if value.__class__ is bool:
            return value is boolean
        if value.__class__ is list:
            return any(_matches_item(item, text) for item in value)
        return value is not None and str(value).lower() == text

    return test


_NAMES = ("Name", "DisplayName", "DistinguishedName")
_FIRST_NAME = re.compile(r"cn=((?:[^,\\]|\\.)+),(?:ou|cn|dc)=")


def _name_in(text: str) -> str | None:
    """Return the name in a distinguished name, in lower case; None for other texts."""
    match = _FIRST_NAME.match(text)
    return re.sub(r"\\(.)", r"\1", match[1]) if match else None


def _refers(value: Any, text: str, name: str) -> bool:
    """Tell whether a value, or one of several, is a distinguished name or the name in it."""
    return any(str(item).lower() in (text, name) for item in (value if value.__class__ is list else [value]))


def _matches_item(item: Any, text: str) -> bool:
    lowered = str(item).lower()
    return lowered == text or lowered.partition(":")[2] == text


def _like(name: str, default: Any, pattern: str) -> Test:
    lowered = pattern.lower()
    inner = lowered.strip("*")
    if "*" in inner or "?" in inner:
        pieces = [re.escape(piece).replace(r"\?", ".") for piece in lowered.split("*")]
        match = re.compile(between_stars(pieces) + r"\Z", re.DOTALL).match

        def hit(text: str) -> bool:
            return match(text) is not None
    elif lowered.startswith("*") and lowered.endswith("*"):

        def hit(text: str) -> bool:
            return inner in text
    elif lowered.endswith("*"):

        def hit(text: str) -> bool:
            return text.startswith(inner)
    elif lowered.startswith("*"):

        def hit(text: str) -> bool:
            return text.endswith(inner)
    else:

        def hit(text: str) -> bool:
            return text == lowered

    def test(record: dict[str, Any]) -> bool:
        value = record.get(name, default)
        if value.__class__ is str:
            return hit(value.lower())
        if value.__class__ is list:
            return any(hit(str(item).lower()) or hit(str(item).lower().partition(":")[2]) for item in value)
        return value is not None and hit(str(value).lower())

    return test


def _ordered(name: str, default: Any, operator: str, wanted: Any) -> Test:
    from operator import ge, gt, le, lt

    compare = {"-lt": lt, "-le": le, "-gt": gt, "-ge": ge}[operator]

    def test(record: dict[str, Any]) -> bool:
        value = record.get(name, default)
        if value is None or wanted is None:
            return False
        left, right = _comparable(value), _comparable(wanted)
        if type(left) is not type(right):
            left, right = str(value).lower(), str(wanted).lower()
        return bool(compare(left, right))

    return test


_SIZE = re.compile(r"\(([\d,]+) bytes\)$")
_SIZE_INPUT = re.compile(r"^([\d.]+) ?([kmgt]?b)$", re.IGNORECASE)


def _comparable(value: Any) -> Any:
    """Return a number for numbers, sizes and dates; else the text."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return str(value).lower()
    if isinstance(value, (int, float)):
        return float(value)
    if match := _SIZE.search(value):
        return float(match[1].replace(",", ""))
    if match := _SIZE_INPUT.match(value.strip()):
        return float(match[1]) * 1024 ** "bkmgt".index(match[2].lower()[0])
    try:
        return float(value)
    except ValueError:
        pass
    from pwsh_emu.exchange.texts import parse_date

    when = parse_date(value)
    return value.lower() if when is None else when.timestamp()
