"""Builds pwsh_emu/language/table.py, the parse table, from powershell.lark: `python grammar/build.py [--check]`.

Lark reads the grammar and makes the LALR(1) table. What is shipped is that table, made small and quick:

* a state in which only one reduction is possible is taken away: the move into it reduces at once, before the next token is
  read (the lexer then knows more about where it stands);
* reductions that only hand on a value ("identity") are taken away: a state stands for the whole chain of them;
* states that do the same are one state;
* each state gets the lexer's mode, worked out from the terminals that it has an action for (`mode_of`).
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path
from typing import Any

from lark import Lark
from lark.lexer import Lexer
from lark.parsers.lalr_analysis import Shift

ROOT = Path(__file__).resolve().parent.parent
GRAMMAR = ROOT / "grammar" / "powershell.lark"
TABLE = ROOT / "pwsh_emu" / "language" / "table.py"
STARTS = ("script", "expansion")

REDUCING = 1 << 14
"""Added to a rule's number: a move that reduces by it at once."""

Row = dict[str, tuple[str, int]]


class _NoLexer(Lexer):  # type: ignore[misc]
    """Tells Lark that tokens come from elsewhere."""

    def __init__(self, conf: Any) -> None:
        pass

    def lex(self, *arguments: Any) -> Any:
        return iter(())


class Rule:
    """A rule of the grammar: left side, right side, and the builder's function (None: hand on the only value)."""

    def __init__(self, origin: str, symbols: tuple[str, ...], action: str | None) -> None:
        self.origin = origin
        self.symbols = symbols
        self.action = action

    @property
    def identity(self) -> bool:
        return self.action is None and len(self.symbols) == 1


def read_grammar(text: str) -> tuple[list[Rule], list[Row], list[dict[str, int]], dict[str, int], dict[int, str]]:
    """Return rules, actions and gotos of each state, start states, and the symbol that leads into each state."""
    table = Lark(text, parser="lalr", lexer=_NoLexer, start=list(STARTS)).parser.parser._parse_table
    rules: list[Rule] = []
    numbers: dict[Any, int] = {}
    found = {rule for row in table.states.values() for kind, rule in row.values() if kind is not Shift}
    for rule in sorted(found, key=lambda rule: (rule.origin.name, rule.order, [symbol.name for symbol in rule.expansion])):
        numbers[rule] = len(rules)
        symbols = tuple(symbol.name for symbol in rule.expansion)
        action = rule.alias
        if action is None and len(symbols) != 1:
            action = "first"
        rules.append(Rule(rule.origin.name, symbols, action))
    order = sorted(table.states)
    assert order == list(range(len(order)))
    actions: list[Row] = []
    gotos: list[dict[str, int]] = []
    leading: dict[int, str] = {}
    for number in order:
        row: Row = {}
        goto: dict[str, int] = {}
        for symbol, (kind, target) in table.states[number].items():
            if kind is not Shift:
                row[symbol] = ("reduce", numbers[target])
            elif symbol.isupper() or symbol == "$END":
                row[symbol] = ("shift", target)
                leading[target] = symbol
            else:
                goto[symbol] = target
                leading[target] = symbol
        actions.append(row)
        gotos.append(goto)
    for start, end in table.end_states.items():
        gotos[table.start_states[start]][start] = -1
        leading[end] = start
    return rules, actions, gotos, dict(table.start_states), leading


class Compressor:
    """Makes the shipped states: each stands for a state of Lark's table and the identity reductions that follow it."""

    def __init__(self, rules: list[Rule], actions: list[Row], gotos: list[dict[str, int]], leading: dict[int, str]) -> None:
        self.rules = rules
        self.actions = actions
        self.gotos = gotos
        self.leading = leading
        self.only: dict[int, int] = {}
        for number, row in enumerate(actions):
            reductions = {target for kind, target in row.values() if kind == "reduce"}
            if len(reductions) == 1 and not gotos[number] and all(kind == "reduce" for kind, _ in row.values()):
                self.only[number] = reductions.pop()
        self.numbers: dict[Any, int] = {}
        self.rows: list[dict[str, int]] = []
        self.origins: list[int] = []
        self.chains: list[set[str]] = []

    def state(self, base: dict[str, int], first: int) -> int:
        """Return the number of the shipped state that a move to ``first`` leads to from a state with gotos ``base``."""
        used: dict[str, int] = {}
        chain = [first]
        final: Row = {}
        for symbol in self.actions[first]:
            current = first
            while True:
                kind, target = ("reduce", self.only[current]) if current in self.only else self.actions[current].get(symbol, ("error", 0))
                if kind != "reduce" or not self.rules[target].identity:
                    break
                origin = self.rules[target].origin
                used[origin] = current = base[origin]
                if current == -1:
                    kind, target = "accept", 0
                    break
                if current not in chain:
                    chain.append(current)
            if kind != "error":
                final[symbol] = (kind, target)
        key = (first, tuple(sorted(used.items())))
        if key in self.numbers:
            return self.numbers[key]
        number = self.numbers[key] = len(self.rows)
        row: dict[str, int] = {}
        self.rows.append(row)
        self.origins.append(first)
        self.chains.append({self.leading.get(member, "") for member in chain})
        gotos: dict[str, int] = {}
        for member in chain:
            for symbol, target in self.gotos[member].items():
                if gotos.setdefault(symbol, target) != target:
                    raise ValueError(f"state {first}: the chain of identity rules has two ways for {symbol}")
        for symbol, (kind, target) in final.items():
            if kind == "shift":
                row[symbol] = self.move(gotos, target)
            elif kind == "reduce":
                row[symbol] = ~target
            else:
                row[symbol] = REDUCING - 1
        for symbol, target in gotos.items():
            row[symbol] = REDUCING - 1 if target == -1 else self.move(gotos, target)
        return number

    def move(self, base: dict[str, int], target: int) -> int:
        """Encode a move to a state: its number, or a rule to reduce by at once."""
        while target in self.only:
            rule = self.rules[self.only[target]]
            if not rule.identity:
                return REDUCING + self.only[target]
            target = base[rule.origin]
            if target == -1:
                return REDUCING - 1
        return self.state(base, target)


def merge(rows: list[dict[str, int]], modes: list[str]) -> tuple[list[dict[str, int]], list[str], list[int]]:
    """Make states that do the same one; return rows, modes, and the new number of each old state."""
    classes: dict[Any, int] = {}
    group = [0] * len(rows)
    count = 1
    while True:
        classes = {}
        new = []
        for row, mode in zip(rows, modes, strict=True):
            signature = (mode, tuple(sorted((symbol, group[move] if 0 <= move < REDUCING - 1 else -10 - move) for symbol, move in row.items())))
            new.append(classes.setdefault(signature, len(classes)))
        group = new
        if len(classes) == count:
            break
        count = len(classes)
    merged: list[dict[str, int]] = [{} for _ in range(count)]
    merged_modes = [""] * count
    for row, mode, number in zip(rows, modes, group, strict=True):
        merged[number] = {symbol: group[move] if 0 <= move < REDUCING - 1 else move for symbol, move in row.items()}
        merged_modes[number] = mode
    return merged, merged_modes, group


def renumber(rows: list[dict[str, int]], modes: list[str], starts: list[int]) -> tuple[list[dict[str, int]], list[str], dict[int, int]]:
    """Number the states in the order in which they are reached, so that every build gives the same table."""
    numbers: dict[int, int] = {}
    waiting = list(starts)
    for state in waiting:
        if state in numbers:
            continue
        numbers[state] = len(numbers)
        waiting.extend(move for _, move in sorted(rows[state].items()) if 0 <= move < REDUCING - 1)
    order = sorted(numbers, key=numbers.__getitem__)
    moved = [{symbol: numbers[move] if 0 <= move < REDUCING - 1 else move for symbol, move in rows[state].items()} for state in order]
    return moved, [modes[state] for state in order], numbers


# --- the lexer's modes ----------------------------------------------------------------------------------------------

_NO_LINE_BREAK_BEHIND = frozenset({"INVOKE", "REDIRECT", "USING", "USING_KIND", "PARAMETER_COLON", "key"})
_NUMBER_ENDS_AT_TERNARY = frozenset({"BINARY", "COMMA", "UNARY", "UNARY_COMMA", "QUESTION", "COLON", "types", "attributes"})


def mode_of(row: dict[str, int], leading: str, chain: set[str]) -> str:
    """Name the lexer's mode in a state: what may come next, what may stand directly behind, which white space is passed over.

    ``kind.adjacent.space``: the kinds are the lexer's; adjacent is "member", "type" or "none"; space is "line" (line
    breaks are tokens), "pipe" (the same, but a line that begins with "|" goes on), "lines" or "semis" (passed over).
    ``leading`` is the symbol that leads into the state; ``chain`` has also those that it is handed on as.
    """
    shifts = {symbol for symbol, move in row.items() if move >= 0}
    kind = _kind(row, shifts, leading)
    adjacent = "none"
    if "INDEX" in shifts:
        adjacent = "member"
    elif "DOT" in shifts:
        adjacent = "type"
    if "NL" in row:
        space = "pipe" if "PIPE" in row else "line"
    elif chain & _NO_LINE_BREAK_BEHIND:
        space = "line"
    elif _passes_semicolons(row, kind, leading):
        space = "semis"
    else:
        space = "lines"
    return f"{kind}.{adjacent}.{space}"


def _kind(row: dict[str, int], shifts: set[str], leading: str) -> str:
    if leading == "DOT":
        return "member"
    if "CALL_PAREN" in row:
        return "call"
    if "FUNCTION_NAME" in shifts:
        return "function"
    if "TYPE_NAME" in shifts:
        return "type"
    if "BAREWORD" in row:
        return "argument"
    if "BINARY" in row or "INDEX" in shifts or "PIPE" in row:
        return "operand_or_operator" if "UNARY" in shifts else "operator"
    if "NAME" in shifts and "MODIFIER" not in shifts:
        return "name"
    if "COMMAND_NAME" in row or "NL" in row:
        if "ELSE" in row:
            return "behind_if"
        if "CATCH" in row:
            return "behind_catch"
    if "COMMAND_NAME" in row:
        return "start"
    if "UNARY" in shifts:
        return "operand" if leading in _NUMBER_ENDS_AT_TERNARY else "first_operand"
    return "punctuation"


def _passes_semicolons(row: dict[str, int], kind: str, leading: str) -> bool:
    if "SEMI" in row:
        return False
    if "NAMED_BLOCK" in row:
        return True
    if kind == "start":
        return "IF" in row and bool(row.keys() & {"RCURLY", "RPAREN", "$END"})
    if kind == "argument":
        return "RCURLY" in row
    if kind == "name":
        return leading in ("NL", "SEMI", "enum_members")
    return "MODIFIER" in row and "RCURLY" in row and leading == "class_members"


# --- the table's file -----------------------------------------------------------------------------------------------


def build(text: str) -> str:
    """Return the content of table.py for a grammar."""
    rules, actions, gotos, starts, leading = read_grammar(text)
    compressor = Compressor(rules, actions, gotos, leading)
    first = {start: compressor.state({}, number) for start, number in starts.items()}
    states = zip(compressor.rows, compressor.origins, compressor.chains, strict=True)
    modes = [mode_of(row, leading.get(origin, ""), chain) for row, origin, chain in states]
    rows, modes, group = merge(compressor.rows, modes)
    rows, modes, numbered = renumber(rows, modes, [group[number] for number in first.values()])
    terminals = sorted({symbol for row in rows for symbol in row if symbol.isupper()} - {"$END"})
    terminals = ["$END", *terminals]
    nonterminals = sorted({rule.origin for rule in rules})
    numbers = {symbol: number for number, symbol in enumerate([*terminals, *nonterminals])}
    names = sorted(set(modes))
    lines = [
        '"""The parse table, built from grammar/powershell.lark by grammar/build.py. Do not edit.',
        "",
        "ROWS: for each state pairs of a symbol's number and a move (lalr.py reads them). RULES: number of symbols, left side,",
        "builder's function. MODES: the lexer's mode of each state, as an index into MODE_NAMES.",
        '"""',
        "",
        "# fmt: off",
        "# ruff: noqa: E501",
        f'GRAMMAR_SHA256 = "{hashlib.sha256(text.encode()).hexdigest()}"',
        f"REDUCING = {REDUCING}",
        f"STARTS = { ({start: numbered[group[number]] for start, number in first.items()})!r}",
        f"TERMINALS = {tuple(terminals)!r}",
        f"MODE_NAMES = {tuple(names)!r}",
        f"MODES = {tuple(names.index(mode) for mode in modes)!r}",
        "RULES = (",
        *(f"    ({len(rule.symbols)}, {numbers[rule.origin]}, {rule.action!r})," for rule in rules),
        ")",
        "ROWS = (",
    ]
    for row in rows:
        pairs = sorted((numbers[symbol], move) for symbol, move in row.items())
        lines.append("    (" + ", ".join(f"{symbol}, {move}" for symbol, move in pairs) + ("," if len(pairs) == 0 else "") + "),")
    lines.append(")")
    return "\n".join(lines) + "\n"


def main() -> int:
    content = build(GRAMMAR.read_text(encoding="utf-8"))
    if "--check" in sys.argv[1:]:
        return 0 if TABLE.read_text(encoding="utf-8") == content else 1
    TABLE.write_text(content, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
