"""Rules for statements: loops, conditions, try, trap, data, flow control."""

from __future__ import annotations

from pwsh_emu.language.ast import (
    Ast,
    AttributeAst,
    AttributeBaseAst,
    BlockStatementAst,
    BreakStatementAst,
    CatchClauseAst,
    CommandExpressionAst,
    ContinueStatementAst,
    DataStatementAst,
    DoUntilStatementAst,
    DoWhileStatementAst,
    ErrorStatementAst,
    ExitStatementAst,
    ExpressionAst,
    ForEachStatementAst,
    ForStatementAst,
    IfStatementAst,
    PipelineAst,
    ReturnStatementAst,
    StatementAst,
    StatementBlockAst,
    StringConstantExpressionAst,
    SwitchStatementAst,
    ThrowStatementAst,
    TrapStatementAst,
    TryStatementAst,
    TypeConstraintAst,
    VariableExpressionAst,
    WhileStatementAst,
)
from pwsh_emu.language.errorpass.base import Extent, after, before
from pwsh_emu.language.errorpass.pipelines import PipelineRules
from pwsh_emu.language.tokens import KEYWORD_KINDS, NO_ATTRIBUTES, Token, kind_text

_SWITCH_FLAGS = ("File", "Regex", "Wildcard", "Exact", "CaseSensitive", "Parallel")


class StatementRules(PipelineRules):
    """Statements without declarations."""

    def declaration(self, token: Token, attributes: list[AttributeBaseAst] | None) -> StatementAst | None:
        """Read a statement that declares something (function, class, enum, using, configuration)."""
        raise NotImplementedError

    def statement_block(self) -> StatementBlockAst | None:
        self.skip_newlines()
        opening = self.next()
        if opening.kind != "LCurly":
            self.unget(opening)
            return None
        statements: list[StatementAst] = []
        traps: list[TrapStatementAst] = []
        extent = self.statement_list(statements, traps)
        closing = self.next()
        end = closing.end
        if closing.kind != "RCurly":
            self.unget(closing)
            end = extent[1] if extent else opening.end
            self.incomplete((opening.start, opening.end), "MissingEndCurlyBrace", found=(closing.start, closing.end))
        return StatementBlockAst(opening.start, end, statements, traps)

    def statement_list(self, statements: list[StatementAst], traps: list[TrapStatementAst]) -> Extent | None:
        start: int | None = None
        end = 0
        self.skip_newlines_and_semicolons()
        while (statement := self.statement()) is not None:
            signature = self.tokenizer.signature_start
            if signature is not None and signature < statement.start:
                self.error((statement.start, statement.end), "TokenAfterEndOfValidScriptText")
            if isinstance(statement, TrapStatementAst):
                traps.append(statement)
            else:
                statements.append(statement)
            if start is None:
                start = statement.start
            end = statement.end
            self.skip_newlines_and_semicolons()
            if self.peek().kind in ("RParen", "RCurly"):
                break
        return None if start is None else (start, end)

    def statement(self) -> StatementAst | None:
        self.enter()
        try:
            token = self.next()
            attributes: list[AttributeBaseAst] | None = None
            back = token.start
            if token.kind == "Generic" and token.text[0] == "[":
                token, attributes = self._statement_attributes(token)
            return self._statement(token, attributes, back)
        finally:
            self.leave()

    def _statement_attributes(self, first: Token) -> tuple[Token, list[AttributeBaseAst] | None]:
        """Read attributes that may stand before a statement; if they do not, the token they begin with."""
        self.resync(first.start)
        attributes = self.attribute_list(False)
        token = self.next()
        if not attributes:
            return token, attributes
        constraints = [attribute for attribute in attributes if not isinstance(attribute, AttributeAst)]
        if token.kind in NO_ATTRIBUTES:
            if not constraints:
                head = attributes[0]
                self.error((head.start, head.end), "UnexpectedAttribute", head.type_name.text)
                return token, attributes
        elif token.kind in KEYWORD_KINDS:
            if constraints:
                head = constraints[0]
                self.error((head.start, head.end), "TypeNotAllowedBeforeStatement", head.type_name.text)
            return token, attributes
        self.resync(first.start)
        return self.next(), attributes

    def _statement(self, token: Token, attributes: list[AttributeBaseAst] | None, back: int) -> StatementAst | None:
        kind = token.kind
        plain = _PLAIN.get(kind)
        if plain is not None:
            return plain(self, token)
        labeled = _LABELED.get(kind)
        if labeled is not None:
            return labeled(self, None, token)
        if kind in ("Function", "Filter", "Workflow", "Class", "Enum", "Using", "Configuration"):
            return self.declaration(token, attributes)
        if kind in ("From", "Define", "Var"):
            self.error((token.start, token.end), "ReservedKeywordNotAllowed", kind_text(kind))
            return ErrorStatementAst(token.start, token.end)
        if kind == "Label":
            self.skip_newlines()
            following = self.next()
            labeled = _LABELED.get(following.kind)
            if labeled is not None:
                return labeled(self, token, following)
            self.resync(token.start)
            return self.pipeline_chain()
        if kind in ("Else", "ElseIf", "Catch", "Until") and self.errors:
            self.skip_newlines()
            return self.statement()
        if attributes is not None:
            self.resync(back)
        else:
            self.unget(token)
            if kind == "EndOfInput":
                return None
        return self.pipeline_chain()

    # --- flow control ---------------------------------------------------------------------------------------------

    def _break(self, token: Token) -> StatementAst:
        label = self.label_or_key()
        return BreakStatementAst(token.start, label.end if label else token.end, label)

    def _continue(self, token: Token) -> StatementAst:
        label = self.label_or_key()
        return ContinueStatementAst(token.start, label.end if label else token.end, label)

    def _return(self, token: Token) -> StatementAst:
        pipeline = self.pipeline_chain()
        return ReturnStatementAst(token.start, pipeline.end if pipeline else token.end, pipeline)

    def _exit(self, token: Token) -> StatementAst:
        pipeline = self.pipeline_chain()
        return ExitStatementAst(token.start, pipeline.end if pipeline else token.end, pipeline)

    def _throw(self, token: Token) -> StatementAst:
        pipeline = self.pipeline_chain()
        rethrow = pipeline is None and self._catch_depth > 0
        return ThrowStatementAst(token.start, pipeline.end if pipeline else token.end, pipeline, rethrow)

    def _block(self, token: Token) -> StatementAst:
        body = self.statement_block()
        if body is None:
            self.incomplete(after(token.end), "MissingStatementAfterKeyword", token.text)
            return ErrorStatementAst(token.start, token.end)
        return BlockStatementAst(token.start, body.end, token.text, body)

    # --- if and switch --------------------------------------------------------------------------------------------

    def _if(self, token: Token) -> StatementAst:
        clauses: list[tuple[StatementAst, StatementBlockAst]] = []
        nested: list[Ast] = []
        keyword = token
        while True:
            self.skip_newlines()
            left = self.next()
            if left.kind != "LParen":
                self.unget(left)
                self.incomplete(after(keyword.end), "MissingOpenParenthesisInIfStatement", keyword.text)
                return ErrorStatementAst(token.start, keyword.end, nested)
            self.skip_newlines()
            condition = self.pipeline_chain()
            if condition is None:
                self.incomplete(after(left.end), "IfStatementMissingCondition", keyword.text)
                condition = ErrorStatementAst(*after(left.end))
            else:
                nested.append(condition)
            self.skip_newlines()
            right = self.next()
            if right.kind != "RParen":
                self.unget(right)
                if not isinstance(condition, ErrorStatementAst):
                    self.incomplete((right.start, right.end), "MissingEndParenthesisAfterStatement", keyword.text)
                return ErrorStatementAst(token.start, before(right.start)[1], nested)
            self.skip_newlines()
            body = self.statement_block()
            if body is None:
                self.incomplete((right.start, right.end), "MissingStatementBlock", keyword.text)
                return ErrorStatementAst(token.start, right.end, nested)
            nested.append(body)
            clauses.append((condition, body))
            back = self._ungot.start if self._ungot is not None else self.tokenizer.restore_point()
            self.skip_newlines()
            keyword = self.peek()
            if keyword.kind == "ElseIf":
                self.skip()
                continue
            if keyword.kind != "Else":
                self.resync(back)
                return IfStatementAst(token.start, body.end, clauses)
            self.skip()
            self.skip_newlines()
            otherwise = self.statement_block()
            if otherwise is None:
                self.incomplete(after(keyword.end), "MissingStatementBlockAfterElse")
                return ErrorStatementAst(token.start, keyword.end, nested)
            return IfStatementAst(token.start, otherwise.end, clauses, otherwise)

    def _switch(self, label: Token | None, token: Token) -> StatementAst:
        start = (label or token).start
        end = (label or token).end
        failed = unfinished = False
        condition: StatementAst | None = None
        flags: set[str] = set()
        written: dict[str, None] = {}
        file_name: Ast | None = None
        has_condition = False
        self.skip_newlines()
        parameter = self.peek()
        while parameter.kind == "Parameter":
            self.skip()
            end = parameter.end
            flag = next((name for name in _SWITCH_PARAMETERS if _abbreviates(parameter, name)), None)
            if flag is None:
                failed = True
                self.error((parameter.start, parameter.end), "InvalidSwitchFlag", parameter.value)
            elif flag == "file":
                flags.add("File")
                self.skip_newlines()
                file = self.single_command_argument("FileName")
                if file is None:
                    failed = True
                    unfinished = self.incomplete(after(parameter.end), "MissingFilenameOption")
                else:
                    end = file.end
                    command = CommandExpressionAst(file.start, file.end, [], file)
                    condition = file_name = PipelineAst(file.start, file.end, [command])
            else:
                flags -= {"regex": {"Wildcard"}, "wildcard": {"Regex"}, "exact": {"Regex", "Wildcard"}}.get(flag, set())
                flags |= {"CaseSensitive" if flag == "casesensitive" else flag.capitalize()} - {"Exact"}
            if flag is not None:
                written[flag] = None
            parameter = self.peek()
        left = self.peek()
        if left.kind == "LParen":
            end = left.end
            self.skip()
            if "File" in flags:
                failed = True
                self.error((left.start, left.end), "PipelineValueRequired")
            has_condition = True
            self.skip_newlines()
            condition = self.pipeline_chain()
            if condition is None:
                failed = True
                unfinished = self.incomplete(after(left.end), "PipelineValueRequired")
            else:
                end = condition.end
            self.skip_newlines()
            right = self.next()
            if right.kind == "RParen":
                end = right.end
            else:
                self.unget(right)
                if not unfinished:
                    failed = True
                    unfinished = self.incomplete(after(end), "MissingEndParenthesisInSwitchStatement")
        elif condition is None and "File" not in flags:
            failed = True
            unfinished = self.incomplete(after(end), "PipelineValueRequired")
        self.skip_newlines()
        opening = self.next()
        clauses: list[tuple[ExpressionAst, StatementBlockAst]] = []
        bodies: list[Ast] = []
        default: StatementBlockAst | None = None
        closing_end = end
        if opening.kind != "LCurly":
            self.unget(opening)
            if not unfinished:
                failed = True
                self.incomplete(after(end), "MissingCurlyBraceInSwitchStatement")
        else:
            failed, default, end, closing_end = self._switch_clauses(opening, clauses, bodies, failed, unfinished)
        if failed:
            conditions: list[Ast] = [condition] if condition is not None and has_condition else []
            return ErrorStatementAst(start, end, [], tuple(written), file_name, conditions, bodies)
        ordered = tuple(flag for flag in _SWITCH_FLAGS if flag in flags)
        name = label.value if label else None
        return SwitchStatementAst(start, closing_end, name, condition, ordered, clauses, default)

    def _switch_clauses(
        self,
        opening: Token,
        clauses: list[tuple[ExpressionAst, StatementBlockAst]],
        bodies: list[Ast],
        failed: bool,
        unfinished: bool,
    ) -> tuple[bool, StatementBlockAst | None, int, int]:
        """Read a switch's clauses; return whether anything failed, the default, and where they end, without and with ``}``."""
        default: StatementBlockAst | None = None
        end = closing_end = opening.end
        self.skip_newlines()
        while True:
            token = self.peek()
            is_default = token.kind == "Default"
            test: ExpressionAst | None
            if is_default:
                self.skip()
                test = StringConstantExpressionAst(token.start, token.end, token.text, "BareWord")
            else:
                test = self.single_command_argument("SwitchCondition")
                if test is None:
                    failed = True
                    self.incomplete(after(end), "MissingSwitchConditionExpression")
                    if self.peek().kind == "RCurly":
                        self.skip()
                    break
            bodies.append(test)
            end = test.end
            body = self.statement_block()
            if body is None:
                failed = True
                unfinished = self.incomplete(after(end), "MissingSwitchStatementClause")
            else:
                bodies.append(body)
                end = body.end
                if not is_default:
                    clauses.append((test, body))
                else:
                    if default is not None:
                        failed = True
                        self.error((test.start, test.end), "MultipleSwitchDefaultClauses")
                    default = body
            self.skip_newlines_and_semicolons()
            token = self.peek()
            if token.kind == "RCurly":
                closing_end = token.end
                self.skip()
                break
            if token.kind == "EndOfInput":
                if not unfinished:
                    failed = True
                    self.incomplete((opening.start, opening.end), "MissingEndCurlyBrace", found=(token.start, token.end))
                break
        return failed, default, end, closing_end

    # --- loops ----------------------------------------------------------------------------------------------------

    def _foreach(self, label: Token | None, token: Token) -> StatementAst:
        start = (label or token).start
        failed: int | None = None
        parallel = False
        throttle: ExpressionAst | None = None
        self.skip_newlines()
        parameter = self.peek()
        while parameter.kind == "Parameter":
            self.skip()
            if _abbreviates(parameter, "parallel"):
                parallel = True
            elif _abbreviates(parameter, "throttlelimit"):
                self.skip_newlines()
                throttle = self.single_command_argument("Argument")
                if throttle is None:
                    self.incomplete(after(parameter.end), "MissingThrottleLimit")
            else:
                failed = parameter.end
                self.error((parameter.start, parameter.end), "InvalidForeachFlag", parameter.value)
            self.skip_newlines()
            parameter = self.peek()
        left = self.next()
        if left.kind != "LParen":
            self.unget(left)
            self.incomplete(after(token.end), "MissingOpenParenthesisAfterKeyword", kind_text(token.kind))
            return ErrorStatementAst(start, token.end)
        self.skip_newlines()
        name = self.next()
        if name.kind not in ("Variable", "SplattedVariable"):
            self.unget(name)
            self.incomplete(after(left.end), "MissingVariableNameAfterForeach")
            return ErrorStatementAst(start, left.end)
        variable = VariableExpressionAst(name.start, name.end, name.value, name.kind == "SplattedVariable")
        nested: list[Ast] = [variable]
        self.skip_newlines()
        word = self.next()
        if word.kind != "In":
            self.unget(word)
            self.incomplete(after(variable.end), "MissingInInForeach")
            return ErrorStatementAst(start, variable.end, nested)
        self.skip_newlines()
        pipeline = self.pipeline_chain()
        if pipeline is None:
            self.incomplete(after(word.end), "MissingForeachExpression")
            return ErrorStatementAst(start, word.end, nested)
        nested.append(pipeline)
        self.skip_newlines()
        right = self.next()
        if right.kind != "RParen":
            self.unget(right)
            self.incomplete(after(pipeline.end), "MissingEndParenthesisAfterForeach")
            return ErrorStatementAst(start, pipeline.end, nested)
        body = self.statement_block()
        if body is None:
            self.incomplete(after(right.end), "MissingForeachStatement")
            return ErrorStatementAst(start, right.end, nested)
        if failed is not None:
            return ErrorStatementAst(start, failed, [*nested, body])
        flags = "Parallel" if parallel else ""
        return ForEachStatementAst(start, body.end, label.value if label else None, pipeline, variable, body, throttle, flags)

    def _for(self, label: Token | None, token: Token) -> StatementAst:
        start = (label or token).start
        self.skip_newlines()
        left = self.next()
        if left.kind != "LParen":
            self.unget(left)
            self.incomplete(after(token.end), "MissingOpenParenthesisAfterKeyword", kind_text(token.kind))
            return ErrorStatementAst(start, token.end)
        end: int | None = None
        parts: list[StatementAst | None] = []
        for number in range(3):
            self.skip_newlines()
            part = self.pipeline_chain()
            parts.append(part)
            if part is not None:
                end = part.end
            if number < 2 and self.peek().kind == "Semi":
                end = self.next().end
        nested: list[Ast] = [part for part in parts if part is not None]
        self.skip_newlines()
        right = self.next()
        if right.kind != "RParen":
            self.unget(right)
            if end is None:
                end = left.end
            self.incomplete(after(end), "MissingEndParenthesisAfterStatement", kind_text(token.kind))
            return ErrorStatementAst(start, end, nested)
        body = self.statement_block()
        if body is None:
            self.incomplete(after(right.end), "MissingLoopStatement", kind_text(token.kind))
            return ErrorStatementAst(start, right.end, nested)
        name = label.value if label else None
        return ForStatementAst(start, body.end, name, parts[1], parts[0], parts[2], body)

    def _while(self, label: Token | None, token: Token) -> StatementAst:
        start = (label or token).start
        self.skip_newlines()
        left = self.next()
        if left.kind != "LParen":
            self.unget(left)
            self.incomplete(after(token.end), "MissingOpenParenthesisAfterKeyword", token.text)
            return ErrorStatementAst(start, token.end)
        self.skip_newlines()
        condition = self.pipeline_chain()
        nested: list[Ast] = []
        if condition is None:
            self.incomplete(after(left.end), "MissingExpressionAfterKeyword", kind_text(token.kind))
            condition = ErrorStatementAst(*after(left.end))
        else:
            nested.append(condition)
        self.skip_newlines()
        right = self.next()
        if right.kind != "RParen":
            self.unget(right)
            if not isinstance(condition, ErrorStatementAst):
                self.incomplete(after(condition.end), "MissingEndParenthesisAfterStatement", kind_text(token.kind))
            return ErrorStatementAst(start, condition.end, nested)
        self.skip_newlines()
        body = self.statement_block()
        if body is None:
            self.incomplete(after(right.end), "MissingLoopStatement", kind_text(token.kind))
            return ErrorStatementAst(start, right.end, nested)
        return WhileStatementAst(start, body.end, label.value if label else None, condition, body)

    def _do(self, label: Token | None, token: Token) -> StatementAst:
        start = (label or token).start
        body = self.statement_block()
        if body is None:
            self.incomplete(after(token.end), "MissingLoopStatement", "do")
            return ErrorStatementAst(start, token.end)
        self.skip_newlines()
        keyword = self.next()
        if keyword.kind not in ("While", "Until"):
            self.unget(keyword)
            self.incomplete(after(body.end), "MissingWhileOrUntilInDoWhile")
            return ErrorStatementAst(start, body.end, [body])
        self.skip_newlines()
        left = self.next()
        if left.kind != "LParen":
            self.unget(left)
            self.incomplete(after(keyword.end), "MissingOpenParenthesisAfterKeyword", kind_text(keyword.kind))
            return ErrorStatementAst(start, keyword.end, [body])
        self.skip_newlines()
        condition = self.pipeline_chain()
        if condition is None:
            self.incomplete(after(left.end), "MissingExpressionAfterKeyword", kind_text(keyword.kind))
        self.skip_newlines()
        right = self.next()
        if right.kind != "RParen":
            self.unget(right)
            if condition is not None:
                self.incomplete(after(condition.end), "MissingEndParenthesisAfterStatement", kind_text(keyword.kind))
                return ErrorStatementAst(start, condition.end, [body, condition])
        if condition is None:
            return ErrorStatementAst(start, left.end, [body])
        name = label.value if label else None
        kind = DoUntilStatementAst if keyword.kind == "Until" else DoWhileStatementAst
        return kind(start, right.end, name, condition, body)

    # --- trap, try, data ------------------------------------------------------------------------------------------

    def _trap(self, token: Token) -> StatementAst:
        back = self.tokenizer.restore_point()
        self.skip_newlines()
        attribute = self.attribute()
        constraint = attribute if isinstance(attribute, TypeConstraintAst) else None
        if attribute is not None and constraint is None:
            self.resync(back)
        body = self.statement_block()
        if body is None:
            end = constraint.end if constraint else token.end
            self.incomplete(after(end), "MissingTrapStatement")
            return ErrorStatementAst(token.start, end, [constraint] if constraint else [])
        return TrapStatementAst(token.start, body.end, constraint, body)

    def _try(self, token: Token) -> StatementAst:
        self.skip_newlines()
        body = self.statement_block()
        if body is None:
            self.incomplete(after(token.end), "MissingTryStatementBlock")
            return ErrorStatementAst(token.start, token.end)
        nested: list[Ast] = [body]
        catches: list[CatchClauseAst] = []
        failed: int | None = None
        while True:
            clause, problem = self._catch(nested)
            failed = problem if problem is not None else failed
            if clause is None:
                break
            catches.append(clause)
            nested.append(clause)
        self.skip_newlines()
        word = self.peek()
        final: StatementBlockAst | None = None
        if word.kind == "Finally":
            self.skip()
            final = self.statement_block()
            if final is None:
                failed = word.end
                self.incomplete(after(word.end), "MissingFinallyStatementBlock", kind_text(word.kind))
        if not catches and final is None and failed is None:
            failed = body.end
            self.incomplete(after(body.end), "MissingCatchOrFinally")
        if failed is not None:
            return ErrorStatementAst(token.start, failed, nested)
        return TryStatementAst(token.start, final.end if final else catches[-1].end, body, catches, final)

    def _catch(self, nested: list[Ast]) -> tuple[CatchClauseAst | None, int | None]:
        """Read a catch clause; return it, and where an error in it ends."""
        self.skip_newlines()
        token = self.next()
        if token.kind != "Catch":
            self.unget(token)
            return None, None
        types: list[TypeConstraintAst] = []
        comma: Token | None = None
        failed: int | None = None
        while True:
            back = self.tokenizer.restore_point()
            self.skip_newlines()
            attribute = self.attribute()
            if attribute is None:
                if comma is not None:
                    failed = comma.end
                    self.incomplete(after(comma.end), "MissingTypeLiteralToken")
                break
            if not isinstance(attribute, TypeConstraintAst):
                self.resync(back)
                break
            types.append(attribute)
            self.skip_newlines()
            comma = self.peek()
            if comma.kind != "Comma":
                break
            self.skip()
        self._catch_depth += 1
        body = self.statement_block()
        self._catch_depth -= 1
        if body is None:
            if failed is None:
                failed = types[-1].end if types else token.end
                self.incomplete(after(failed), "MissingCatchHandlerBlock")
            nested.extend(types)
            return None, failed
        return CatchClauseAst(token.start, body.end, types, body), failed

    def _data(self, token: Token) -> StatementAst:
        failed: int | None = None
        self.skip_newlines()
        name = self.simple_name()
        self.skip_newlines()
        parameter = self.peek()
        commands: list[ExpressionAst] = []
        if parameter.kind == "Parameter":
            self.skip()
            if not _abbreviates(parameter, "supportedcommand"):
                failed = parameter.end
                self.error((parameter.start, parameter.end), "InvalidParameterForDataSectionStatement", parameter.value)
            comma: Token | None = None
            while True:
                self.skip_newlines()
                command = self.single_command_argument("CommandName")
                if command is None:
                    last = comma or parameter
                    if failed is None:
                        self.incomplete(after(last.end), "MissingValueForSupportedCommandInDataSectionStatement")
                    failed = last.end
                    break
                commands.append(command)
                comma = self.peek()
                if comma.kind != "Comma":
                    break
                self.skip()
        if failed is None:
            body = self.statement_block()
            if body is not None:
                return DataStatementAst(token.start, body.end, name.value if name else None, commands, body)
            failed = commands[-1].end if commands else name.end if name else token.end
            self.incomplete(after(failed), "MissingStatementBlockForDataSection")
        return ErrorStatementAst(token.start, failed, list(commands))


_SWITCH_PARAMETERS = ("regex", "wildcard", "exact", "casesensitive", "parallel", "file")


def _abbreviates(token: Token, name: str) -> bool:
    return name.startswith(token.value.lower())


_PLAIN = {
    "If": StatementRules._if,
    "Return": StatementRules._return,
    "Throw": StatementRules._throw,
    "Exit": StatementRules._exit,
    "Break": StatementRules._break,
    "Continue": StatementRules._continue,
    "Trap": StatementRules._trap,
    "Try": StatementRules._try,
    "Data": StatementRules._data,
    "Parallel": StatementRules._block,
    "Sequence": StatementRules._block,
}
_LABELED = {
    "Switch": StatementRules._switch,
    "Foreach": StatementRules._foreach,
    "For": StatementRules._for,
    "While": StatementRules._while,
    "Do": StatementRules._do,
}
