"""Decides what is being typed at the cursor of a text, from its tokens and tree."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from pwsh_emu.completion import assigned, members, names, parameters
from pwsh_emu.completion.definitions import define_functions, define_types, use_namespaces
from pwsh_emu.completion.files import paths
from pwsh_emu.completion.inference import Inference
from pwsh_emu.completion.matches import Completion, Match
from pwsh_emu.completion.outputs import keys_of
from pwsh_emu.completion.quoting import offered, starting, take_apart
from pwsh_emu.language import ast
from pwsh_emu.language.tokenlist import TokenList, read_tokens
from pwsh_emu.language.tokens import OPERATORS, Token

if TYPE_CHECKING:
    from pwsh_emu.runtime.session import Session

_WORDS = frozenset(("Identifier", "Generic", "Number", "Parameter", "StringLiteral", "StringExpandable"))
_NAMES = _WORDS | {"Foreach", "Switch", "Rem"}
_SEPARATORS = frozenset(
    ("Pipe", "Semi", "NewLine", "LCurly", "LParen", "DollarParen", "AtParen", "AndAnd", "OrOr", "Equals", "PlusEquals", "Ampersand", "Dot")
)
_OPENERS = {"RParen": ("LParen", "DollarParen", "AtParen"), "RCurly": ("LCurly", "AtCurly"), "RBracket": ("LBracket",)}
_SWITCH_FLAGS = ("CaseSensitive", "Exact", "File", "Parallel", "Regex", "Wildcard")
_USING_KINDS = ("assembly", "module", "namespace", "type")
_OPERATOR_WORDS = sorted(OPERATORS)
_COMPARISONS = frozenset(
    mark + word for mark in ("", "i", "c") for word in "eq ne gt ge lt le like notlike match notmatch contains notcontains in notin".split()
)
_WIDER = (ast.ArrayLiteralAst, ast.ErrorExpressionAst, ast.BinaryExpressionAst, ast.UnaryExpressionAst, ast.AttributedExpressionAst)
"""Expressions whose last operand a member's mark belongs to."""
_MEMBER_MARKS = ("Dot", "ColonColon", "QuestionDot")


def complete_at(session: Session, text: str, whole: str) -> Completion:
    """Return what can stand at the end of a text; ``whole`` is the text with what stands behind the cursor."""
    read = read_tokens(text)
    inner = _inside_string(text, read.tokens)
    if inner is not None:  # what stands in the string before it is left out; the text keeps its offsets
        start, part = inner
        return complete_at(session, text[:start] + " " * (part - start) + text[part:], whole)
    return _Context(session, text, whole, read).complete()


def end_of_word(whole: str, cursor: int) -> int:
    """Return where the word ends that the cursor stands in, or before which a member's mark stands; the cursor itself where it is in none."""
    if cursor >= len(whole):
        return cursor
    for token in read_tokens(whole).tokens:
        if token.start < cursor < token.end:
            if token.kind in ("Identifier", "Generic", "Variable", "Parameter", "SplattedVariable") or token.text.isalpha():
                other = re.compile(r"\$|<#").search(whole, cursor, token.end) if token.kind in ("Generic", "Parameter") else None
                return token.end if other is None else other.start()
            if token.kind == "StringExpandable":
                name = re.compile(r"\$?\{?\w*\}?").match(whole, cursor)
                if name is not None and whole[cursor - 1] in "{$":
                    return name.end()
            return cursor
        if token.start == cursor and token.kind == "Identifier" and re.search(r"(::|[\w\])}'\"]\.)\s*\Z", whole[:cursor]):
            return token.end
    return cursor


def _inside_string(text: str, tokens: list[Token]) -> tuple[int, int] | None:
    """Return where an expandable string begins that is being typed, and the subexpression or variable at its end; None where there is none."""
    if not tokens or tokens[-1].kind not in ("StringExpandable", "HereStringExpandable") or tokens[-1].end != len(text):
        return None
    start, body = tokens[-1].start, tokens[-1].text
    open_at = body.rfind("$(")
    if open_at >= 0 and body.count("(", open_at) > body.count(")", open_at):
        return start, start + open_at
    dollar = body.rfind("$")
    name = body[dollar + 1 :]
    if dollar > 0 and (name.replace(":", "").replace("_", "").isalnum() or re.fullmatch(r"\{\w*\}?", name)):
        return start, start + dollar
    return None


def ends_statement(gap: str) -> bool:
    """Tell whether what stands between two tokens (separators are no tokens of the list) ends a statement."""
    return ";" in gap or "\n" in gap.replace("`\r\n", "").replace("`\n", "")


def _expression_ending_at(inference: Inference, end: int) -> ast.Ast | None:
    """Return the expression that a member's mark at an offset belongs to."""
    best: ast.Ast | None = None
    for node in inference.nodes:
        if isinstance(node, ast.ExpressionAst) and node.end == end and not isinstance(node, _WIDER):
            if best is None or node.start < best.start:
                best = node
    return best


class _Context:
    """One text with its tokens; `complete` goes through the kinds of words from the most to the least special."""

    def __init__(self, session: Session, text: str, whole: str, read: TokenList) -> None:
        self.session = session
        self.text = text
        self.whole = whole
        self.end = len(text)
        self.read = read
        self.tree = read.ast
        self.tokens = [token for token in read.tokens if token.kind != "NewLine" or token.end <= self.end]
        last = self.tokens[-1] if self.tokens and self.tokens[-1].end == self.end else None
        self.touching = (
            last
            if last is not None
            and (last.kind in _WORDS or last.kind in ("Variable", "SplattedVariable", "Minus", "MinusMinus") or last.text.isalpha())
            else None
        )
        self.inference = Inference(session, self.tree, self.end)

    def complete(self) -> Completion:
        use_namespaces(self.session, self.tree)
        define_functions(self.session, self.read, self.end)
        define_types(self.session, self.whole, self.read)
        for attempt in (
            self.remark, self.variable, self.member, self.index, self.using, self.label, self.key, self.value, self.type_name,
            self.switch, self.operator, self.redirection, self.command,
        ):  # fmt: skip
            found = attempt()
            if found is not None:
                return found
        return Completion(self.end, 0)

    def before(self, count: int = 1) -> Token | None:
        """Return the token that stands ``count`` places before the word being typed."""
        index = len(self.tokens) - count - (1 if self.touching is not None else 0)
        return self.tokens[index] if index >= 0 else None

    def replaced(self, matches: list[Match]) -> Completion:
        start = self.touching.start if self.touching is not None else self.end
        return Completion(start, self.end - start, matches)

    @property
    def word(self) -> str:
        return self.touching.text if self.touching is not None else ""

    # --- comments ---
    def remark(self) -> Completion | None:
        from pwsh_emu.completion.remarks import in_comment

        last = self.tokens[-1] if self.tokens else None
        start = last.start if last is not None and last.kind == "Comment" and last.end == self.end else -1
        if start < 0:
            opened = self.text.rfind("<#")
            if opened < 0 or self.text.find("#>", opened) >= 0:
                return None
            start = opened
        return in_comment(self.session, self.text, start, self.whole)

    # --- variables ---
    def variable(self) -> Completion | None:
        token = self.touching
        if token is not None and token.kind in ("Variable", "SplattedVariable"):
            if self._names_something(token.start):
                return Completion(self.end, 0)
            sign, braced = token.text[0], token.text.startswith("${")
            found = names.variable_names(self.session, token.text[1:].strip("{}"), self.assigned(), sign=sign, braced=braced)
            return self.replaced(self._tipped(found))
        if self.text.endswith("$"):
            return Completion(self.end - 1, 1, self._tipped(names.variable_names(self.session, "", self.assigned())))
        drive = self.text.rpartition("$")[2]
        if "$" in self.text and drive.endswith(":") and drive[:-1].isalpha():
            return Completion(self.end - len(drive) - 1, len(drive) + 1, names.variable_names(self.session, drive, self.assigned()))
        return None

    def _names_something(self, start: int) -> bool:
        """Tell whether the variable at an offset is a parameter or property that is being named, which nobody can know."""
        if any(isinstance(node, ast.ParameterAst) and node.name.start == start for node in self.inference.nodes):
            return True
        tail = re.search(r"\bclass\s+\w+[^{]*\{([^{}]*)\Z", self.text[:start], re.IGNORECASE)
        return tail is not None and "=" not in tail.group(1).rpartition(";")[2]

    def _tipped(self, matches: list[Match]) -> list[Match]:
        """Give variables that the text assigns with a type that type in their explanation: the first that is written."""
        types: dict[str, str] = {}
        for node in self.inference.nodes:
            if isinstance(node, ast.AssignmentStatementAst) and isinstance(node.left, ast.ConvertExpressionAst):
                inner: Any = node.left
                while isinstance(inner, ast.AttributedExpressionAst):
                    inner = inner.child
                if isinstance(inner, ast.VariableExpressionAst):
                    types.setdefault(inner.name.lower(), node.left.attribute.type_name.text)
        for match in matches:
            if match.list_text.lower() in types:
                match.tool_tip = f"[{types[match.list_text.lower()]}]${match.list_text}"
        return matches

    def assigned(self) -> list[str]:
        """Return the variables that the text assigns or declares where the cursor can see them."""
        found = []
        for node in self.inference.nodes:
            target: Any = None
            if isinstance(node, ast.AssignmentStatementAst):
                target = node.left
            elif isinstance(node, ast.ForEachStatementAst):
                target = node.variable
            elif isinstance(node, ast.ParameterAst):
                target = node.name
            elif isinstance(node, ast.DataStatementAst) and node.variable:
                found.append(node.variable)
            elif isinstance(node, ast.CommandAst):
                found.extend(self._variables_of(node))
            while isinstance(target, ast.AttributedExpressionAst):
                target = target.child
            if isinstance(target, ast.VariableExpressionAst) and target.end < self.end and not self._is_hidden(target):
                found.append(target.name.rpartition(":")[2])
        return found

    def _variables_of(self, node: ast.CommandAst) -> list[str]:
        """Return the variables that a command's common parameters name; the pipeline's own is there within the pipeline only."""
        found = []
        for one, following in pairwise(node.elements):
            if isinstance(one, ast.CommandParameterAst) and isinstance(following, ast.StringConstantExpressionAst) and following.end < self.end:
                name = one.parameter_name.lower()
                if name in ("pipelinevariable", "pv"):
                    if any(isinstance(each, ast.PipelineAst) and node in each.elements and each.end >= self.end for each in self.inference.nodes):
                        found.append(following.value)
                elif name.endswith("variable") or name in ("ov", "ev", "wv", "iv"):
                    found.append(following.value.lstrip("+"))
        return found

    def _is_hidden(self, target: ast.Ast) -> bool:
        """Tell whether an assignment stands in a block that has run in a scope of its own: one called by ``&``, or a function."""
        for node in self.inference.nodes:
            if node.start <= target.start and target.end <= node.end < self.end:
                if isinstance(node, ast.FunctionDefinitionAst):
                    return True
                if isinstance(node, ast.CommandAst) and node.invocation_operator == "Ampersand":
                    return isinstance(node.elements[0], ast.ScriptBlockExpressionAst)
        return False

    # --- members ---
    def member(self) -> Completion | None:
        dot = self.tokens[-1] if self.tokens else None
        if self.touching is not None and (self.touching.kind in ("Identifier", "Generic") or self.touching.text.isalpha()):
            dot = self.before()
        if dot is None or dot.kind not in _MEMBER_MARKS:
            return self._of_pattern()
        if self.text[dot.end : self.touching.start if self.touching is not None else self.end].strip() or dot.start == 0:
            return None
        if self.text[dot.start - 1].isspace():
            return None
        target = _expression_ending_at(self.inference, dot.start)
        if target is None:
            return None
        if isinstance(target, ast.VariableExpressionAst) and target.splatted:
            return Completion(self.end, 0)
        static = dot.kind == "ColonColon"
        return self.replaced(members.member_matches(self.session, target, self.word, static=static, inference=self.inference))

    def _of_pattern(self) -> Completion | None:
        """Return the members that a word with wildcards means, and the static ones behind a type."""
        found = re.search(r"\.\s*([\w*?]*[*?][\w*?]*)\Z", self.text)
        if found is not None:
            before = Inference(self.session, read_tokens(self.text[: found.start()]).ast, found.start())
            target = _expression_ending_at(before, found.start())
            if target is not None and not (isinstance(target, ast.StringConstantExpressionAst) and target.kind == "BareWord"):
                matches = members.member_matches(self.session, target, found.group(1), static=False, inference=before)
                return Completion(found.start(1), self.end - found.start(1), matches)
        last = self.tokens[-1] if self.tokens else None
        if last is not None and last.kind == "RBracket" and last.end == self.end:
            target = _expression_ending_at(self.inference, self.end)
            if isinstance(target, ast.TypeExpressionAst):
                matches = members.member_matches(self.session, target, "", static=True)
                return Completion(self.end, 0, [Match(f"::{one.text}", one.list_text, one.kind, one.tool_tip) for one in matches])
        return None

    # --- keys of a dictionary in a variable ---
    def index(self) -> Completion | None:
        token = self.touching
        bracket = self.before()
        if bracket is None or bracket.kind != "LBracket" or (token is not None and token.kind not in _WORDS):
            return None
        if bracket.start == 0 or self.text[bracket.start - 1].isspace():
            return None
        target = _expression_ending_at(self.inference, bracket.start)
        inner = self.inference.table(target) if isinstance(target, (ast.MemberExpressionAst, ast.IndexExpressionAst)) else None
        if isinstance(target, ast.MemberExpressionAst) and inner is None:
            return self.replaced(names.type_names(self.word))
        if inner is not None:
            keys = keys_of(inner)
        elif isinstance(target, ast.VariableExpressionAst):
            written = self._keys_of(target.name)
            if written is None:
                return None
            keys = written
        else:
            return None
        pattern = starting(take_apart(self.word)[1])
        return self.replaced([Match(f"'{key}'", key, "Property") for key in keys if pattern.matches(key)])

    def _keys_of(self, name: str) -> list[str] | None:
        for node in reversed(self.inference.nodes):
            if isinstance(node, ast.AssignmentStatementAst) and self.inference.is_variable(node.left, name.lower()):
                table = next((child for child in node.right.walk() if isinstance(child, ast.HashtableAst)), None)
                if table is not None:
                    return keys_of(table)
        cell = self.session.scope.find(name.rpartition(":")[2].lower())
        if cell is not None and hasattr(cell.value, "keys"):
            return list(map(str, cell.value.keys()))
        return None

    # --- types, namespaces, attributes ---
    def using(self) -> Completion | None:
        place = len(self.tokens) - (1 if self.touching is not None else 0)
        while place > 0 and self.touching is None and self.tokens[place - 1].kind == "NewLine":
            place -= 1
        first = next((self.tokens[index] for index in (place - 1, place - 2) if index >= 0 and self.tokens[index].kind == "Using"), None)
        if first is None:
            module = re.search(r"\busing\s+module\s+([^\s@{};]*)\Z", self.text, re.IGNORECASE)
            return self._using_module(module.group(1)) if module is not None else None
        if first is self.tokens[place - 1]:
            return self.replaced(offered(_USING_KINDS, self.word, "Keyword"))
        second = self.before()
        kind = second.text.lower() if second is not None else ""
        if kind in ("namespace", "type"):
            return self.replaced(names.namespaces(self.word))
        if kind == "module":
            return self._using_module(self.word) if not self.text.endswith("{") else None
        return None

    def _using_module(self, word: str) -> Completion:
        from pwsh_emu.completion.completers import modules

        found = modules(self.session, word, {})
        files = [one for one in paths(self.session, word, only=".psm1") if one.kind == "ProviderContainer" or one.list_text.lower().endswith(".psm1")]
        return Completion(self.end - len(word), len(word), [*files, *found])

    def type_name(self) -> Completion | None:
        bracket = self.before()
        if self.touching is not None and self.touching.kind in ("Identifier", "Generic") and bracket is not None and bracket.kind == "LBracket":
            if bracket.end == self.touching.start:
                return self.replaced(names.type_names(self.word))
        return self._attribute_argument()

    def _attribute_argument(self) -> Completion | None:
        opened = self.before()
        if opened is not None and opened.kind == "Comma":
            index = len(self.tokens) - 1
            while index >= 0 and self.tokens[index].kind not in ("LParen", "RParen", "Param"):
                index -= 1
            opened = self.tokens[index] if index >= 0 else None
        if opened is None or opened.kind != "LParen":
            return None
        place = self.tokens.index(opened)
        if place < 2 or self.tokens[place - 2].kind != "LBracket" or self.tokens[place - 1].end != opened.start:
            return None
        name = self.tokens[place - 1].text
        found = members.named_type(self.session, name) or members.named_type(self.session, name + "Attribute")
        if found is None:
            return None
        pattern = starting(self.word)
        inside = self.text[opened.end : self.touching.start if self.touching is not None else self.end]
        used = {one.strip().partition("=")[0].strip().lower() for one in inside.split(",")}
        fitting = [name for name in members.settable(found) if pattern.matches(name) and name.lower() not in used]
        return self.replaced([Match(name, name, "Property") for name in fitting])

    # --- labels ---
    def label(self) -> Completion | None:
        """Return the labels of the loops around a break or continue."""
        word = self.before()
        if word is None or word.kind not in ("Break", "Continue"):
            return None
        if self.touching is None and (ends_statement(self.text[word.end :]) or word.end == self.end or self._label_follows()):
            return None
        around = [
            node for node in self.inference.nodes if isinstance(node, ast.LabeledStatementAst) and node.start <= word.start <= node.end and node.label
        ]
        labels = [str(node.label) for node in sorted(around, key=lambda node: node.start)]
        labels = labels or self._open_labels()
        return self.replaced(offered(labels, self.word, "Text"))

    def _label_follows(self) -> bool:
        return re.match(r"[ \t]*\w", self.whole[self.end :]) is not None

    def _open_labels(self) -> list[str]:
        """Return the labels of loops that the text has not ended."""
        ended = {
            node.start
            for node in self.inference.nodes
            if isinstance(node, ast.LabeledStatementAst) and self.text[node.start : node.end].endswith("}")
        }
        return [token.text[1:] for token in self.tokens if token.kind == "Label" and token.start not in ended]

    # --- keys of a table being typed ---
    def key(self) -> Completion | None:
        from pwsh_emu.completion.tablekeys import TableKeys

        if self.touching is not None and self.touching.kind not in ("Identifier", "Generic"):
            return None
        before = self.before()
        if before is None:
            return None
        start = self.touching.start if self.touching is not None else self.end
        if (
            before.kind not in ("AtCurly", "Semi", "NewLine")
            and "\n" not in self.text[before.end : start]
            and ";" not in self.text[before.end : start]
        ):
            return None
        if before.kind == "Equals":
            return None
        around = [node for node in self.inference.nodes if isinstance(node, ast.HashtableAst) and node.start < start <= max(node.end, self.end)]
        around = [node for node in around if node.end >= before.end and not self._is_closed(node)]
        if not around:
            return None
        table = max(around, key=lambda node: node.start)
        keys = TableKeys(self.session, self.inference)
        found = keys.matches(table, self.word)
        if found is None:
            found = self._splatted(keys, table)
        return None if found is None else self.replaced(found)

    def _is_closed(self, node: ast.Ast) -> bool:
        return self.text[node.start : node.end].endswith("}") and node.end < self.end

    def _splatted(self, keys: Any, table: ast.HashtableAst) -> list[Match] | None:
        for node in self.inference.nodes:
            if (
                isinstance(node, ast.AssignmentStatementAst)
                and node.start < table.start <= node.end
                and isinstance(node.left, ast.VariableExpressionAst)
            ):
                found = keys.splatted(node.left.name.lower(), read_tokens(self.whole).ast)
                return None if found is None else offered(found, self.word, "Property")
        return None

    # --- values to assign or compare ---
    def value(self) -> Completion | None:
        """Return the values that fit the variable, property or expression on the other side of an operator."""
        if self.touching is not None and self.touching.kind not in ("StringLiteral", "StringExpandable", "Number"):
            return None
        operator = self.before()
        if operator is None:
            return None
        if operator.kind == "Equals":
            for node in self.inference.nodes:
                if isinstance(node, ast.AssignmentStatementAst) and node.operator_end == operator.end:
                    found = assigned.for_target(self.session, self.inference, node.left, self.word)
                    return None if found is None else self.replaced(found)
            return None
        if operator.text.startswith("-") and operator.text[1:].lower() in _COMPARISONS:
            for node in self.inference.nodes:
                if isinstance(node, ast.BinaryExpressionAst) and node.operator_end == operator.end:
                    found = assigned.for_comparison(self.session, self.inference, node.left, self.word)
                    return None if found is None else self.replaced(found)
        return None

    # --- redirections ---
    def redirection(self) -> Completion | None:
        """Return the files that output can be sent to."""
        before = self.before()
        if before is None or before.kind != "Redirection" or "&" in before.text:
            return None
        return self.replaced(paths(self.session, self.word))

    # --- operators and switch flags ---
    def switch(self) -> Completion | None:
        word = self.before()
        if word is None or word.kind != "Switch" or not self.word.startswith("-"):
            return None
        pattern = starting(self.word[1:])
        return self.replaced([Match(f"-{flag}", flag, "ParameterName") for flag in _SWITCH_FLAGS if pattern.matches(flag)])

    def operator(self) -> Completion | None:
        dash = self.text.rfind("-")
        if dash < 0 or (not self.text[dash + 1 :].isalpha() and dash != self.end - 1) or self.text[dash - 1 : dash].isalnum():
            return None
        left = next((token for token in reversed(self.tokens) if token.end <= dash), None)
        if (
            left is None
            or self.text[left.end : dash].strip()
            or self._in_command(left)
            or left.kind not in ("Number", "Variable", "StringLiteral", "StringExpandable", "RParen", "RBracket", "RCurly")
        ):
            return None
        pattern = starting(self.text[dash + 1 :])
        return Completion(dash, self.end - dash, [Match(f"-{word}", word, "ParameterName") for word in _OPERATOR_WORDS if pattern.matches(word)])

    def _in_command(self, token: Token) -> bool:
        """Tell whether a token is part of a command with a name, so that a dash after it begins a parameter."""
        return any(
            isinstance(node, ast.CommandAst) and node.start <= token.start and token.end <= node.end and node.start < token.start
            for node in self.inference.nodes
        )

    # --- commands ---
    def command(self) -> Completion | None:
        joined = self._joined()
        if joined is not None:
            return joined
        words = self._command_words()
        if not words:
            return self._command_name()
        node = self._command_node(words[0].start)
        info = parameters.resolve_command(self.session, words[0].value if isinstance(words[0].value, str) else words[0].text)
        if self.word.startswith("-") and self.touching is not None and self.touching.kind in ("Parameter", "Minus", "MinusMinus", "Generic"):
            if self.word.endswith(":") and info is not None:
                return self._argument(node, "")
            if info is None:
                found = self._argument(node, self.word) if node is not None else None
                return found if found is not None and self._is_native(words[0].text) else Completion(self.end, 0)
            return self.replaced(parameters.parameters(info, self.word[1:]))
        return self._argument(node, self.word)

    def _is_native(self, name: str) -> bool:
        return name.lower() in self.session.services.get("native_completers", {})

    def _joined(self) -> Completion | None:
        """Return the paths that go on behind a quoted part: 'a b'\\c."""
        found = re.search(r"(?:\A|[\s(,])('[^']*'[\\/][^\s'\"]*)\Z", self.text)
        if found is None:
            return None
        word = found.group(1)
        bare = word.replace("'", "")
        return Completion(found.start(1), len(word), paths(self.session, "'" + bare))

    def _command_name(self) -> Completion | None:
        word = self.word
        if self.touching is None:
            if self.text.endswith(")") and self.text.strip() == ")":
                return Completion(self.end - 1, 1, paths(self.session, ")", command=True))
            return None
        if self.touching.kind == "Number":
            return None
        before = self.before()
        if before is not None and before.kind in ("Function", "Filter"):
            return Completion(self.end, 0)
        if self.touching.kind in ("StringLiteral", "StringExpandable"):
            called = before is not None and before.kind in ("Ampersand", "Dot")
            commands = names.command_names(self.session, word) if called and take_apart(word)[1] else []
            return self.replaced([*commands, *paths(self.session, self._expanded(word))])
        commands = names.command_names(self.session, word) if word and "/" not in word and not word.startswith((".", "~")) else []
        files = paths(self.session, self._expanded(word), command=True) if word else []
        return self.replaced([*files, *commands])

    def _expanded(self, word: str) -> str:
        """Return a path with the variables of the session that stand in it."""
        from pwsh_emu.runtime.conversion import to_string

        def value(found: re.Match[str]) -> str:
            cell = self.session.scope.find(found.group(1).lower())
            return found.group() if cell is None or cell.value is None else to_string(self.session, cell.value)

        return word if word.startswith("'") else re.sub(r"\$(\w+)", value, word)

    def _command_node(self, start: int) -> ast.CommandAst | None:
        found = [node for node in self.inference.nodes if isinstance(node, ast.CommandAst) and node.elements and node.elements[0].start == start]
        return found[0] if found else None

    def _argument(self, node: ast.CommandAst | None, word: str) -> Completion | None:
        from pwsh_emu.completion.arguments import Arguments

        at = self.touching.start if self.touching is not None and word == self.word else self.end
        start = self.end - len(word)
        if node is None:
            return Completion(start, len(word), paths(self.session, self._expanded(word)))
        found = Arguments(self.session, self.inference, self.tree.source).matches(node, word, at)
        if found is None:
            found = paths(self.session, self._expanded(word))
        return Completion(start, len(word), found)

    def _command_words(self) -> list[Token]:
        """Return the words of the command being typed that stand before the cursor's own word, brackets skipped as one."""
        tokens = self.tokens[:-1] if self.touching is not None else list(self.tokens)
        words: list[Token] = []
        index = len(tokens) - 1
        following = self.touching.start if self.touching is not None else self.end
        while index >= 0:
            token = tokens[index]
            if ends_statement(self.text[token.end : following]):
                break
            following = token.start
            if token.kind in _OPENERS:
                depth, opener = 1, _OPENERS[token.kind]
                while index > 0 and depth:
                    index -= 1
                    depth += (tokens[index].kind == token.kind) - (tokens[index].kind in opener)
                following = tokens[index].start
                words.insert(0, tokens[index])
                index -= 1
                continue
            if token.kind in _SEPARATORS:
                break
            words.insert(0, token)
            index -= 1
        starts = {node.elements[0].start for node in self.inference.nodes if isinstance(node, ast.CommandAst) and node.elements}
        while words and (words[0].start not in starts or (words[0].kind not in _NAMES and words[0].text != "?")):
            words.pop(0)
        for index in range(len(words) - 1, 0, -1):  # behind a closing brace a command begins on the same line
            if words[index].start in starts and words[index - 1].kind in ("LCurly", "AtCurly"):
                return words[index:]
        return words
