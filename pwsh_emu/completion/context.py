"""Decides what is being typed at the end of a text, from its tokens and tree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.completion import members, names, parameters
from pwsh_emu.completion.matches import Completion, Match, by_name
from pwsh_emu.language import ast
from pwsh_emu.language.tokenlist import TokenList, read_tokens
from pwsh_emu.language.tokens import OPERATORS, Token

if TYPE_CHECKING:
    from pwsh_emu.runtime.session import Session

_WORDS = frozenset(("Identifier", "Generic", "Number", "Parameter", "StringLiteral", "StringExpandable"))
_SEPARATORS = frozenset(
    ("Pipe", "Semi", "NewLine", "LCurly", "LParen", "DollarParen", "AtParen", "AndAnd", "OrOr", "Equals", "PlusEquals", "Ampersand", "Dot")
)
_OPENERS = {"RParen": ("LParen", "DollarParen", "AtParen"), "RCurly": ("LCurly", "AtCurly"), "RBracket": ("LBracket",)}
_SWITCH_FLAGS = ("CaseSensitive", "Exact", "File", "Parallel", "Regex", "Wildcard")
_OPERATOR_WORDS = sorted(word for word in OPERATORS)


def complete_at(session: Session, text: str) -> Completion:
    """Return what can stand at the end of a text."""
    inner = _inside_string(text)
    if inner is not None:
        found = complete_at(session, text[inner:])
        return Completion(found.start + inner, found.length, found.matches)
    return _Context(session, text).complete()


def _inside_string(text: str) -> int | None:
    """Return where a subexpression or variable begins that is being typed inside an expandable string, else None."""
    tokens = read_tokens(text).tokens
    if not tokens or tokens[-1].kind not in ("StringExpandable", "HereStringExpandable") or tokens[-1].end != len(text):
        return None
    body = tokens[-1].text
    open_at = body.rfind("$(")
    if open_at >= 0 and body.count("(", open_at) > body.count(")", open_at):
        return int(tokens[-1].start + open_at + 2)
    dollar = body.rfind("$")
    if dollar > 0 and body[dollar + 1 :].replace(":", "").replace("_", "").isalnum():
        return int(tokens[-1].start + dollar)
    return None


def ends_statement(gap: str) -> bool:
    """Tell whether what stands between two tokens (separators are no tokens of the list) ends a statement."""
    return ";" in gap or "\n" in gap.replace("`\r\n", "").replace("`\n", "")


class _Context:
    """One text with its tokens; `complete` goes through the kinds of words from the most to the least special."""

    def __init__(self, session: Session, text: str) -> None:
        self.session = session
        self.text = text
        self.end = len(text)
        read: TokenList = read_tokens(text)
        self.tree = read.ast
        self.tokens = [token for token in read.tokens if token.kind != "NewLine" or token.end <= self.end]
        last = self.tokens[-1] if self.tokens and self.tokens[-1].end == self.end else None
        self.touching = last if last is not None and (last.kind in _WORDS or last.kind in ("Variable", "Minus") or last.text.isalpha()) else None

    def complete(self) -> Completion:
        for attempt in (self.variable, self.member, self.index, self.using, self.type_name, self.switch, self.operator, self.command):
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

    # --- variables ---
    def variable(self) -> Completion | None:
        token = self.touching
        if token is not None and token.kind == "Variable":
            return self.replaced(names.variable_names(self.session, token.text[1:].strip("{}"), self.assigned()))
        if self.text.endswith("$"):
            return Completion(self.end - 1, 1, names.variable_names(self.session, "", self.assigned()))
        drive = self.text.rpartition("$")[2]
        if "$" in self.text and drive.endswith(":") and drive[:-1].isalpha():
            return Completion(self.end - len(drive) - 1, len(drive) + 1, names.variable_names(self.session, drive, self.assigned()))
        return None

    def assigned(self) -> list[str]:
        """Return the variables that the text assigns or declares."""
        found = []
        for node in self.tree.walk():
            target: Any = None
            if isinstance(node, ast.AssignmentStatementAst):
                target = node.left
            elif isinstance(node, ast.ForEachStatementAst):
                target = node.variable
            elif isinstance(node, ast.ParameterAst):
                target = node.name
            while isinstance(target, ast.AttributedExpressionAst):
                target = target.child
            if isinstance(target, ast.VariableExpressionAst) and target.end < self.end:
                found.append(target.name.rpartition(":")[2])
        return found

    # --- members ---
    def member(self) -> Completion | None:
        dot = self.tokens[-1] if self.tokens else None
        if self.touching is not None and self.touching.kind in ("Identifier", "Generic"):
            dot = self.before()
            if dot is None or dot.end != self.touching.start:
                return None
        if (
            dot is None
            or dot.kind not in ("Dot", "ColonColon", "QuestionDot")
            or dot.end not in (self.end, self.touching.start if self.touching else self.end)
        ):
            return None
        target = self._expression_ending_at(dot.start)
        if target is None:
            return None
        self._define_types()
        return self.replaced(members.member_matches(self.session, target, self.word, static=dot.kind == "ColonColon"))

    def _expression_ending_at(self, end: int) -> ast.Ast | None:
        best: ast.Ast | None = None
        for node in self.tree.walk():
            if (
                isinstance(node, ast.ExpressionAst)
                and node.end == end
                and (best is None or node.start <= best.start)
                and not isinstance(node, ast.ArrayLiteralAst)
            ):
                if best is None or node.start < best.start:
                    best = node
        return best

    def _define_types(self) -> None:
        """Make the classes and enumerations of the text known for the time of this completion: in a scope of their own."""
        definitions = [node for node in self.tree.walk() if isinstance(node, ast.TypeDefinitionAst)]
        if not definitions:
            return
        from pwsh_emu.runtime.errors import ParseFailure, PSError
        from pwsh_emu.runtime.scriptblock import ScriptBlock

        for node in definitions:
            try:
                ScriptBlock.create(self.session, self.text[node.start : node.end]).invoke([], new_scope=False)
            except (PSError, ParseFailure):
                continue

    # --- keys of a dictionary in a variable ---
    def index(self) -> Completion | None:
        token = self.touching
        bracket = self.before()
        if bracket is None or bracket.kind != "LBracket" or (token is not None and token.kind != "StringLiteral"):
            return None
        variable = self.before(2)
        if variable is None or variable.kind != "Variable" or variable.end != bracket.start:
            return None
        keys = self._keys_of(variable.text[1:])
        if keys is None:
            return None
        pattern = names.starting(self.word.strip("'"))
        return self.replaced([Match(f"'{key}'", key, "Property") for key in sorted(keys, key=by_name) if pattern.matches(key)])

    def _keys_of(self, name: str) -> list[str] | None:
        cell = self.session.scope.find(name.lower())
        if cell is not None and hasattr(cell.value, "keys"):
            return list(map(str, cell.value.keys()))
        for node in self.tree.walk():
            if (
                isinstance(node, ast.AssignmentStatementAst)
                and isinstance(node.left, ast.VariableExpressionAst)
                and node.left.name.lower() == name.lower()
            ):
                table = next((child for child in node.right.walk() if isinstance(child, ast.HashtableAst)), None)
                if table is not None:
                    return [key.value for key, _ in table.pairs if isinstance(key, ast.StringConstantExpressionAst)]
        return None

    # --- types, namespaces, attributes ---
    def using(self) -> Completion | None:
        first, second = self.before(2), self.before()
        if first is None or second is None or first.kind != "Using" or second.text.lower() not in ("namespace", "type"):
            return None
        return self.replaced(names.namespaces(self.word))

    def type_name(self) -> Completion | None:
        bracket = self.before()
        if self.touching is not None and self.touching.kind in ("Identifier", "Generic") and bracket is not None and bracket.kind == "LBracket":
            if bracket.end == self.touching.start:
                return self.replaced(names.type_names(self.session, self.word))
        return self._attribute_argument()

    def _attribute_argument(self) -> Completion | None:
        opened = self.before()
        if opened is not None and opened.kind == "Comma":
            index = len(self.tokens) - 1
            while index >= 0 and self.tokens[index].kind != "LParen":
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
        pattern = names.starting(self.word)
        return self.replaced([Match(name, name, "Property") for name in members.settable(self.session, found) if pattern.matches(name)])

    # --- operators and switch flags ---
    def switch(self) -> Completion | None:
        word = self.before()
        if word is None or word.kind != "Switch" or not self.word.startswith("-"):
            return None
        pattern = names.starting(self.word[1:])
        return self.replaced([Match(f"-{flag}", flag, "ParameterName") for flag in _SWITCH_FLAGS if pattern.matches(flag)])

    def operator(self) -> Completion | None:
        dash = self.text.rfind("-")
        if dash < 0 or (not self.text[dash + 1 :].isalpha() and dash != self.end - 1):
            return None
        left = next((token for token in reversed(self.tokens) if token.end <= dash), None)
        if (
            left is None
            or self._in_command(left)
            or left.kind not in ("Number", "Variable", "StringLiteral", "StringExpandable", "RParen", "RBracket", "RCurly")
        ):
            return None
        pattern = names.starting(self.text[dash + 1 :])
        return Completion(dash, self.end - dash, [Match(f"-{word}", word, "ParameterName") for word in _OPERATOR_WORDS if pattern.matches(word)])

    def _in_command(self, token: Token) -> bool:
        """Tell whether a token is part of a command with a name, so that a dash after it begins a parameter."""
        return any(
            isinstance(node, ast.CommandAst) and node.start <= token.start and token.end <= node.end and node.start < token.start
            for node in self.tree.walk()
        )

    # --- commands ---
    def command(self) -> Completion | None:
        words = self._command_words()
        current = self.touching if self.touching is not None and self.touching.kind in _WORDS else None
        if current is not None and current.kind == "Minus":
            current = None
        if not words:
            word = self.word
            if self.touching is not None and self.touching.kind in ("StringLiteral", "StringExpandable", "Number"):
                return None
            matches = names.command_names(self.session, word) if word else []
            if "/" in word or word.startswith(("~", ".")):
                matches = names.paths(self.session, word)
            return self.replaced(matches)
        self._define_functions()
        info = parameters.resolve_command(self.session, words[0].value if isinstance(words[0].value, str) else words[0].text)
        if self.word.startswith("-"):
            return self.replaced(parameters.parameters(info, self.word[1:])) if info is not None else Completion(self.end, 0)
        return self.replaced(self._argument(info, words))

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
        return words if words and words[0].kind in _WORDS | {"Foreach", "Switch"} else []

    def _define_functions(self) -> None:
        """Define the functions of the text in a scope of this completion, so that their parameters are known."""
        from pwsh_emu.runtime.errors import ParseFailure, PSError
        from pwsh_emu.runtime.scriptblock import ScriptBlock

        for node in self.tree.walk():
            if isinstance(node, ast.FunctionDefinitionAst) and node.end < self.end:
                try:
                    ScriptBlock.create(self.session, self.text[node.start : node.end]).invoke([], new_scope=False)
                except (PSError, ParseFailure):
                    continue

    def _argument(self, info: Any, words: list[Token]) -> list[Match]:
        word = self.word
        if info is None:
            return names.paths(self.session, word)
        if info.name.lower() in ("get-help", "get-command", "help", "new-object"):
            special = self._special_argument(info.name.lower(), words, word)
            if special:
                return special
        last = words[-1]
        parameter = None
        if last.kind == "Parameter":
            parameter = parameters.find_parameter(info, last.text.lstrip("-").rstrip(":"))
            if parameter is not None and parameter.is_switch:
                parameter = None
        if parameter is None:
            position = sum(
                1
                for index, token in enumerate(words[1:], 1)
                if token.kind != "Parameter" and words[index - 1].kind != "Parameter" and token.kind != "Comma"
            )
            parameter = parameters.positional_parameter(info, position)
        if parameter is not None:
            found = parameters.values(self.session, info, parameter, word, self._command_ast(words[0].start))
            if found:
                return found
            if parameter.name in ("Property", "ExcludeProperty", "ExpandProperty", "MemberName", "GroupBy"):
                properties = self._piped_properties(word)
                if properties:
                    return properties
        return names.paths(self.session, word)

    def _command_ast(self, start: int) -> Any:
        from pwsh_emu.runtime.types.syntaxtrees import AstView

        found = next((node for node in self.tree.walk() if isinstance(node, ast.CommandAst) and node.start == start), None)
        return None if found is None else AstView(found, self.tree.source)

    def _special_argument(self, name: str, words: list[Token], word: str) -> list[Match]:
        last = words[-1]
        if name == "new-object" and (len(words) == 1 or last.text.lower() in ("-typename", "-type")):
            return names.type_names(self.session, word)
        if name != "new-object" and (len(words) == 1 or last.text.lower() == "-name"):
            return names.command_names(self.session, word)
        return []

    def _piped_properties(self, word: str) -> list[Match]:
        """Return the properties of what a reading cmdlet in the pipeline before gives."""
        pipeline = next((node for node in reversed(list(self.tree.walk())) if isinstance(node, ast.PipelineAst) and len(node.elements) > 1), None)
        if pipeline is None:
            return []
        value = members.command_value(self.session, pipeline.elements[0])
        if value is members.UNKNOWN and isinstance(pipeline.elements[0], ast.CommandExpressionAst):
            value = members.value_of(self.session, pipeline.elements[0].expression)
        if value is members.UNKNOWN or value is None:
            return []
        return [match for match in members.value_members(self.session, value, word) if match.kind == "Property"]
