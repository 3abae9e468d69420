"""Rules for pipelines, commands, their arguments and redirections."""

from __future__ import annotations

from pwsh_emu.language.ast import (
    ArrayLiteralAst,
    AssignmentStatementAst,
    CommandAst,
    CommandBaseAst,
    CommandExpressionAst,
    CommandParameterAst,
    ErrorExpressionAst,
    ErrorStatementAst,
    ExpressionAst,
    FileRedirectionAst,
    MergingRedirectionAst,
    PipelineAst,
    PipelineChainAst,
    RedirectionAst,
    StatementAst,
    StringConstantExpressionAst,
)
from pwsh_emu.language.errorpass.base import after
from pwsh_emu.language.errorpass.expressions import ExpressionRules
from pwsh_emu.language.messages import MESSAGES
from pwsh_emu.language.tokens import ASSIGNMENT, Token, kind_text

_VERBATIM = "--%"
_COMMAND_ENDS = frozenset({"Pipe", "RCurly", "RParen", "EndOfInput", "NewLine", "Semi", "AndAnd", "OrOr", "Ampersand"})
_NOT_ARGUMENTS = _COMMAND_ENDS | {"Redirection", "RedirectInStd", "MinusMinus", "Comma"}
_PRIMARY = frozenset(
    [
        "SplattedVariable", "Variable", "Number", "HereStringExpandable", "StringExpandable", "HereStringLiteral", "StringLiteral", "LParen",
        "DollarParen", "AtParen", "AtCurly", "LCurly"
    ]
)  # fmt: skip


class PipelineRules(ExpressionRules):
    """Everything between statements and expressions."""

    def pipeline_chain(self) -> StatementAst | None:
        """Read an assignment, or pipelines joined by ``&&`` and ``||``."""
        self.enter()
        mode = self.set_mode("Expression")
        assign: Token | None = None
        try:
            expression = self.expression()
            if expression is not None and self.peek().kind in ASSIGNMENT:
                assign = self.next()
        finally:
            self.set_mode(mode)
        if expression is not None and assign is not None:
            result: StatementAst | None = self._assignment(expression, assign)
        else:
            result = self._chain(expression)
        self.leave()
        return result

    def _assignment(self, left: ExpressionAst, operator: Token) -> AssignmentStatementAst:
        self.skip_newlines()
        statement = self.statement()
        if statement is None:
            self.incomplete(after(operator.end), "ExpectedValueExpression", kind_text(operator.kind))
            statement = ErrorStatementAst(*after(operator.end))
        elif isinstance(statement, PipelineAst) and not statement.background and len(statement.elements) == 1:
            # The pipeline around a lone expression is dropped.
            only = statement.elements[0]
            statement = only if isinstance(only, CommandExpressionAst) else statement
        return AssignmentStatementAst(left.start, statement.end, left, operator.kind, statement, operator.start, operator.end)

    def _chain(self, expression: ExpressionAst | None) -> StatementAst | None:
        chain: PipelineAst | PipelineChainAst | None = None
        operator: Token | None = None
        while True:
            first: Token | None = None
            if expression is None:
                first = self.peek()
            pipeline = self._pipeline(expression)
            expression = None
            if pipeline is None:
                if operator is None or chain is None or first is None:
                    return None
                if first.kind == "EndOfInput":
                    self.incomplete(after(operator.end), "EmptyPipelineChainElement", operator.text)
                elif first.kind not in ("Dot", "Ampersand"):
                    self.error((operator.start, first.end), "EmptyPipelineChainElement", operator.text)
                return ErrorStatementAst(chain.start, operator.end, [chain])
            token = self.peek()
            if token.kind in ("AndAnd", "OrOr"):
                self.skip()
                self.skip_newlines()
            else:
                background = token.kind == "Ampersand"
                if background:
                    self.skip()
                    token = self.peek()
                    if token.kind in ("AndAnd", "OrOr"):
                        self.skip()
                        self.error((token.start, token.end), "BackgroundOperatorInPipelineChain")
                        return ErrorStatementAst((chain or pipeline).start, token.end)
                if chain is None or operator is None:
                    pipeline.background = background
                    return pipeline
                return PipelineChainAst(chain.start, pipeline.end, chain, pipeline, operator.kind, background)
            if chain is None or operator is None:
                chain = pipeline
            else:
                chain = PipelineChainAst(chain.start, pipeline.end, chain, pipeline, operator.kind)
            operator = token
            if self.peek().kind == "EndOfInput":
                self.incomplete(after(token.end), "EmptyPipelineChainElement")
                return chain

    def _pipeline(self, expression: ExpressionAst | None) -> PipelineAst | None:
        elements: list[CommandBaseAst] = []
        pipe: Token | None = None
        while True:
            if expression is None:
                mode = self.set_mode("Expression")
                try:
                    expression = self.expression()
                finally:
                    self.set_mode(mode)
            element: CommandBaseAst | None
            if expression is not None:
                if elements:
                    self.error((expression.start, expression.end), "ExpressionsMustBeFirstInPipeline")
                element = self._command_expression(expression)
            else:
                element = self.command()
            if element is not None:
                elements.append(element)
            elif elements or self.peek().kind == "Pipe":
                ahead = self.peek()
                self.incomplete(after(pipe.end) if pipe else (ahead.start, ahead.end), "EmptyPipeElement")
            expression = None
            token = self.peek()
            if token.kind == "NewLine" and self.tokenizer.continues_with_pipe(token.end):
                self.skip_newlines()
                token = self.peek()
            if token.kind != "Pipe":
                if token.kind not in _COMMAND_ENDS:
                    self.error((token.start, token.end), "UnexpectedToken", token.text)
                break
            pipe = token
            self.skip()
            self.skip_newlines()
            if self.peek().kind == "EndOfInput":
                self.incomplete(after(token.end), "EmptyPipeElement")
                break
        return PipelineAst(elements[0].start, elements[-1].end, elements) if elements else None

    def _command_expression(self, expression: ExpressionAst) -> CommandExpressionAst:
        redirections: dict[str, RedirectionAst] = {}
        end = expression.end
        while self.peek().kind in ("Redirection", "RedirectInStd"):
            redirection, _end = self._redirection(self.next(), redirections)
            end = redirection.end if redirection is not None else expression.end
        return CommandExpressionAst(expression.start, end, _in_order(redirections), expression)

    # --- redirections ---------------------------------------------------------------------------------------------

    def _redirection(self, token: Token, redirections: dict[str, RedirectionAst]) -> tuple[RedirectionAst | None, int]:
        """Read a redirection; return it (None for ``<``) and where it ends."""
        result: RedirectionAst
        if token.kind == "RedirectInStd" or token.extra == "file":
            location = self.single_command_argument("FileName")
            if location is None:
                self.error(after(token.end), "MissingFileSpecification")
                location = ErrorExpressionAst(token.start, token.end)
            if token.kind == "RedirectInStd":
                self.error((token.start, token.end), "RedirectionNotSupported", token.text)
                return None, location.end
            stream, append = token.value
            result = FileRedirectionAst(token.start, location.end, stream, location, append)
        else:
            stream, target = token.value
            if target != "Output" or stream == target:
                self.error((token.start, token.end), "RedirectionNotSupported", token.text)
            result = MergingRedirectionAst(token.start, token.end, stream, "Output")
        if stream in redirections:
            self.error((result.start, result.end), "StreamAlreadyRedirected", MESSAGES[stream + "Stream"])
        else:
            redirections[stream] = result
        return result, result.end

    # --- commands -------------------------------------------------------------------------------------------------

    def single_command_argument(self, context: str) -> ExpressionAst | None:
        """Read one argument where a statement takes it: a file name, a switch condition …"""
        if self.peek().kind in ("Comma", "EndOfInput"):
            return None
        mode = self.set_mode("Command")
        try:
            return self.command_argument(context, self.next())
        finally:
            self.set_mode(mode)

    def command_argument(self, context: str, token: Token) -> ExpressionAst | None:
        """Read a command's name or argument; only an "Argument" goes on behind commas."""
        elements: list[ExpressionAst] = []
        comma: Token | None = None
        while True:
            kind = token.kind
            if kind in _NOT_ARGUMENTS:
                self.unget(token)
                if comma is None:
                    return None
                self.incomplete(after(comma.end), "MissingExpression", ",")
                return ErrorExpressionAst(elements[0].start, comma.end, list(elements))
            argument: ExpressionAst
            verbatim = False
            if kind in _PRIMARY:
                self.unget(token)
                primary = self.primary_expression(True)
                argument = primary or ErrorExpressionAst(token.start, token.end)
            elif kind == "Generic":
                if token.extra is not None and context != "CommandName":
                    argument = self.expandable_string(token)
                else:
                    argument = StringConstantExpressionAst(token.start, token.end, token.value, "BareWord")
                    verbatim = token.value == _VERBATIM
            else:
                argument = StringConstantExpressionAst(token.start, token.end, token.text, "BareWord")
            if context == "Argument" and not verbatim:
                token = self.peek()
                if token.kind == "Comma":
                    comma = token
                    elements.append(argument)
                    self.skip()
                    self.skip_newlines()
                    token = self.next()
                    continue
            if not elements:
                return argument
            elements.append(argument)
            return ArrayLiteralAst(elements[0].start, argument.end, elements)

    def command(self) -> CommandAst | None:
        """Read a command with its elements and redirections."""
        elements: list[ExpressionAst | CommandParameterAst] = []
        redirections: dict[str, RedirectionAst] = {}
        mode = self.set_mode("Command")
        try:
            first = token = self.next()
            end = token.end
            operator = token.kind if token.kind in ("Dot", "Ampersand") else ""
            context = "CommandName"
            if operator:
                token = self.next()
                context = "CommandNameAfterInvocation"
            dashes = False
            while True:
                kind = token.kind
                if kind in _COMMAND_ENDS:
                    self.unget(token)
                    break
                if kind == "MinusMinus":
                    end = token.end
                    elements.append(
                        StringConstantExpressionAst(token.start, end, token.text, "BareWord")
                        if dashes
                        else CommandParameterAst(token.start, end, "-")
                    )
                    dashes = True
                elif kind == "Comma":
                    end = token.end
                    self.error((token.start, token.end), "MissingArgument")
                    self.skip_newlines()
                elif kind == "Parameter":
                    if context != "Argument" or dashes:
                        end = token.end
                        elements.append(StringConstantExpressionAst(token.start, end, token.text, "BareWord"))
                    else:
                        parameter = self._parameter(token)
                        end = parameter.end
                        elements.append(parameter)
                elif kind == "Redirection" or kind == "RedirectInStd":
                    if context == "Argument":
                        _result, end = self._redirection(token, redirections)
                    else:
                        end = token.end
                        elements.append(StringConstantExpressionAst(token.start, end, token.text, "BareWord"))
                elif kind == "InlineScript" and context == "CommandName":
                    if not self._inline_script(token, elements):
                        end = token.end
                        break
                    end = elements[-1].end
                else:
                    argument = self.command_argument(context, token)
                    if argument is not None:
                        end = argument.end
                        elements.append(argument)
                    if token.value == _VERBATIM and token.kind in ("Generic", "StringLiteral", "StringExpandable"):
                        rest = self._verbatim_argument()
                        if rest is not None:
                            end = rest.end
                            elements.append(rest)
                            break
                context = "Argument"
                token = self.next()
        finally:
            self.set_mode(mode)
        if not elements:
            if operator:
                self.error((first.start, first.end), "MissingExpression", first.text)
            return None
        return CommandAst(first.start, end, _in_order(redirections), elements, operator)

    def _inline_script(self, token: Token, elements: list[ExpressionAst | CommandParameterAst]) -> bool:
        """Read a workflow's ``InlineScript { … }``; return whether its block was there."""
        elements.append(StringConstantExpressionAst(token.start, token.end, token.text, "BareWord"))
        self.skip_newlines()
        opening = self.next()
        if opening.kind != "LCurly":
            self.unget(opening)
            self.incomplete(after(token.end), "MissingStatementAfterKeyword", token.text)
            return False
        elements.append(self.script_block_expression(opening))
        return True

    def _verbatim_argument(self) -> StringConstantExpressionAst | None:
        """Read the rest of the line behind ``--%``."""
        if self._ungot is not None and self._ungot.kind != "Parameter":
            return None
        self._ungot = None
        token = self.tokenizer.verbatim_argument()
        return StringConstantExpressionAst(token.start, token.end, token.value, "BareWord")

    def _parameter(self, token: Token) -> CommandParameterAst:
        argument: ExpressionAst | None = None
        end = token.end
        if token.extra and self.peek().kind != "Comma":
            argument = self.command_argument("Argument", self.next())
            if argument is None:
                self.error(after(token.end), "ParameterRequiresArgument", token.text)
            else:
                end = argument.end
        return CommandParameterAst(token.start, end, token.value, argument)


_STREAMS = ("All", "Output", "Error", "Warning", "Verbose", "Debug", "Information")


def _in_order(redirections: dict[str, RedirectionAst]) -> list[RedirectionAst]:
    """Return redirections by stream, as PowerShell keeps them."""
    return [redirections[stream] for stream in _STREAMS if stream in redirections]
