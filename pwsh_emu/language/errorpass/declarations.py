"""Rules for script blocks, functions, classes, enums and using statements."""

from __future__ import annotations

import re

from pwsh_emu.language.ast import (
    Ast,
    AttributeAst,
    AttributeBaseAst,
    BaseCtorInvokeMemberExpressionAst,
    CommandExpressionAst,
    ErrorStatementAst,
    ExpressionAst,
    FunctionDefinitionAst,
    FunctionMemberAst,
    HashtableAst,
    MemberAst,
    NamedBlockAst,
    ParamBlockAst,
    ParameterAst,
    PropertyMemberAst,
    ScriptBlockAst,
    StatementAst,
    StatementBlockAst,
    StringConstantExpressionAst,
    TrapStatementAst,
    TypeConstraintAst,
    TypeDefinitionAst,
    UsingStatementAst,
    VariableExpressionAst,
)
from pwsh_emu.language.errorpass.base import Extent, after, before
from pwsh_emu.language.errorpass.statements import StatementRules
from pwsh_emu.language.tokens import BLOCK_NAMES, KEYWORD_KINDS, Token, kind_text

_NOT_FUNCTION_NAMES = frozenset(
    [
        "Pipe", "LParen", "LCurly", "AtParen", "AtCurly", "RCurly", "RParen", "EndOfInput", "Semi", "Redirection", "RedirectInStd", "AndAnd",
        "OrOr", "Ampersand", "Variable", "SplattedVariable", "HereStringExpandable", "HereStringLiteral", "StringLiteral", "StringExpandable"
    ]
)  # fmt: skip
_ENUM_TYPES = frozenset(
    [
        "byte", "sbyte", "short", "ushort", "int", "uint", "long", "ulong", "int16", "uint16", "int32", "uint32", "int64", "uint64"
    ]
)  # fmt: skip
_USING_KINDS = frozenset({"Namespace", "Type", "Module", "Command", "Assembly"})
_CONFIGURATION_NAME = re.compile(r"^[A-Za-z][A-Za-z0-9_./-]*$")
_DSC = "Microsoft.PowerShell.DesiredStateConfiguration.Internal.DscClassCache"
_NO_CONFIGURATION_SCHEMA = (  # outside Windows PowerShell has no schema of resources and words the exception that says so
    "System.IO.DirectoryNotFoundException: Unable to find DSC schema store at /etc/opt/omi/conf/dsc/configuration."
    " Please ensure PS DSC for Linux is installed.\n"
    f"   at {_DSC}.Initialize(Collection`1 errors, List`1 modulePathList)\n"
    f"   at {_DSC}.LoadDefaultCimKeywords(Dictionary`2 functionsToDefine, Collection`1 errors, List`1 modulePathList,"
    " Boolean cacheResourcesFromMultipleModuleVersions)\n"
    f"   at {_DSC}.LoadDefaultCimKeywords(Collection`1 errors)\n"
    "   at System.Management.Automation.Language.Parser.ConfigurationStatementRule(IEnumerable`1 customAttributes, Token configurationToken)"
)


class DeclarationRules(StatementRules):
    """The topmost rules."""

    # --- script blocks --------------------------------------------------------------------------------------------

    def script_block(self, left_curly: Token | None, is_filter: bool, predefined: StatementAst | None = None) -> ScriptBlockAst:
        self.skip_newlines()
        usings = self._using_statements() if left_curly is None else []
        back = self.tokenizer.restore_point()
        parameters = self._param_block()
        if parameters is None:
            self.resync(back)
        self.skip_newlines_and_semicolons()
        if self.peek().kind in BLOCK_NAMES:
            return self._named_blocks(left_curly, usings, parameters)
        traps: list[TrapStatementAst] = []
        statements: list[StatementAst] = [predefined] if predefined is not None else []
        body: Extent | None = (parameters.start, parameters.end) if parameters else None
        while True:
            extent = self.statement_list(statements, traps)
            if body is None:
                body = extent
            elif extent is not None:
                body = (body[0], extent[1])
            done, body, whole = self._complete_body(left_curly, body)
            if done:
                break
        block = ScriptBlockAst(*whole, self.source, using_statements=usings, param_block=parameters)
        kind = "Process" if is_filter else "End"
        named = NamedBlockAst(*(body or (0, 0)), kind, True, statements, traps)
        if is_filter:
            block.process_block = named
        else:
            block.end_block = named
        return block

    def _using_statements(self) -> list[UsingStatementAst]:
        usings: list[UsingStatementAst] = []
        while True:
            token = self.peek()
            if token.kind != "Using":
                self.resync(token.start)
                return usings
            self.skip()
            statement = self._using(token)
            self.skip_newlines_and_semicolons()
            if isinstance(statement, UsingStatementAst):
                usings.append(statement)

    def _complete_body(self, left_curly: Token | None, body: Extent | None) -> tuple[bool, Extent | None, Extent]:
        """Read the end of a script block; return whether it was found, the body's place and the whole block's."""
        if left_curly is None:
            whole = self.tokenizer.script_extent()
            token = self.next()
            if token.kind == "EndOfInput":
                return True, body, whole
            self.error((token.start, token.end), "UnexpectedToken", token.text)
            return False, body, whole
        token = self.next()
        if token.kind != "RCurly":
            self.unget(token)
            end = body[1] if body else left_curly.end
            self.incomplete((left_curly.start, left_curly.end), "MissingEndCurlyBrace", found=(token.start, token.end))
            return True, body, (left_curly.start, end)
        if body is None and self.source.position(left_curly.end)[1] != self.source.position(token.start)[1]:
            body = (left_curly.end, before(token.start)[1])
        return True, body, (left_curly.start, token.end)

    def _named_blocks(self, left_curly: Token | None, usings: list[UsingStatementAst], parameters: ParamBlockAst | None) -> ScriptBlockAst:
        blocks: dict[str, NamedBlockAst] = {}
        start = left_curly.start if left_curly else parameters.start if parameters else None
        end = 0
        while True:
            token = self.next()
            if token.kind not in BLOCK_NAMES:
                break
            if start is None:
                start = token.start
            end = token.end
            block = self.statement_block()
            if block is None:
                self.incomplete(after(token.end), "MissingNamedStatementBlock", kind_text(token.kind))
                block = StatementBlockAst(token.start, token.end)
            else:
                end = block.end
            if token.kind in blocks:
                self.error((token.start, end), "DuplicateScriptCommandClause", kind_text(token.kind))
            else:
                blocks[token.kind] = NamedBlockAst(token.start, end, token.kind, False, block.statements, block.traps)
            self.skip_newlines_and_semicolons()
        if token.kind in ("RCurly", "EndOfInput"):
            self.unget(token)
            _done, _body, whole = self._complete_body(left_curly, (start or 0, end))
        else:
            if left_curly is not None:
                self.unget(token)
                whole = (start or 0, end)
            else:
                whole = self.tokenizer.script_extent()
            self.error((token.start, token.end), "MissingNamedBlocks", token.text)
        return ScriptBlockAst(
            *whole,
            self.source,
            using_statements=usings,
            param_block=parameters,
            begin_block=blocks.get("Begin"),
            process_block=blocks.get("Process"),
            end_block=blocks.get("End"),
            clean_block=blocks.get("Clean"),
            dynamic_param_block=blocks.get("Dynamicparam"),
        )

    # --- parameters -----------------------------------------------------------------------------------------------

    def _param_block(self) -> ParamBlockAst | None:
        self.skip_newlines()
        candidates = self.attribute_list(False)
        self.skip_newlines()
        token = self.peek()
        if token.kind != "Param":
            return None
        self.skip()
        self.skip_newlines()
        left = self.next()
        if left.kind != "LParen":
            self.unget(left)
            return None
        parameters = self._parameter_list()
        self.skip_newlines()
        right = self.next()
        end = right.end
        if right.kind != "RParen":
            self.unget(right)
            end = before(right.start)[1]
            last = parameters[-1].end if parameters else left.end
            self.incomplete(after(last), "MissingEndParenthesisInFunctionParameterList")
        attributes: list[AttributeAst] = []
        for attribute in candidates or ():
            if isinstance(attribute, AttributeAst):
                attributes.append(attribute)
            else:
                self.error((attribute.start, attribute.end), "TypeNotAllowedBeforeParam", attribute.type_name.text)
        return ParamBlockAst(token.start, end, attributes, parameters)

    def _parameter_list(self) -> list[ParameterAst]:
        parameters: list[ParameterAst] = []
        comma: Token | None = None
        while True:
            parameter = self._parameter_declaration()
            if parameter is None:
                if comma is not None:
                    self.incomplete(after(comma.end), "MissingExpressionAfterToken", ",")
                return parameters
            parameters.append(parameter)
            self.skip_newlines()
            comma = self.peek()
            if comma.kind != "Comma":
                return parameters
            self.skip()

    def _parameter_declaration(self) -> ParameterAst | None:
        disabled = self._comma_disabled
        self._comma_disabled = True
        mode = self.set_mode("Expression")
        default: ExpressionAst | None = None
        try:
            self.skip_newlines()
            attributes = self.attribute_list(False)
            self.skip_newlines()
            token = self.next()
            if token.kind not in ("Variable", "SplattedVariable"):
                self.unget(token)
                if attributes is None:
                    return None
                start, end = attributes[0].start, attributes[-1].end
                self.incomplete(after(end), "InvalidFunctionParameter")
                self.sync_on_error(True, "RParen")
                return ParameterAst(start, end, VariableExpressionAst(start, end, "__error__"), attributes)
            self.skip_newlines()
            equals = self.peek()
            if equals.kind == "Equals":
                self.skip()
                self.skip_newlines()
                default = self.expression()
                if default is None:
                    self.incomplete(after(equals.end), "MissingExpressionAfterToken", "=")
        finally:
            self._comma_disabled = disabled
            self.set_mode(mode)
        variable = VariableExpressionAst(token.start, token.end, token.value, token.kind == "SplattedVariable")
        start = attributes[0].start if attributes else token.start
        return ParameterAst(start, default.end if default else token.end, variable, attributes or [], default)

    # --- functions ------------------------------------------------------------------------------------------------

    def declaration(self, token: Token, attributes: list[AttributeBaseAst] | None) -> StatementAst | None:
        if token.kind == "Class":
            return self._class(attributes or [], token)
        if token.kind == "Enum":
            return self._enum(attributes or [], token)
        if token.kind == "Using":
            statement = self._using(token)
            self.error((statement.start, statement.end), "UsingMustBeAtStartOfScript")
            return statement
        if token.kind == "Configuration":
            return self._configuration(token)
        return self._function(token)

    def _function(self, token: Token) -> StatementAst:
        self.skip_newlines()
        name = self.next()
        if name.kind in _NOT_FUNCTION_NAMES:
            self.unget(name)
            self.incomplete(after(token.end), "MissingNameAfterKeyword", token.text)
            return ErrorStatementAst(token.start, token.end)
        parameters, right_end, failed = self._function_parameters()
        opening = self.next()
        if opening.kind != "LCurly":
            self.unget(opening)
            if failed is None:
                failed = right_end if right_end is not None else name.end
                self.incomplete(after(failed), "MissingFunctionBody")
        if failed is not None:
            return ErrorStatementAst(token.start, failed, list(parameters or ()))
        is_filter = token.kind == "Filter"
        is_workflow = token.kind == "Workflow"
        context = self.tokenizer.in_workflow
        self.tokenizer.in_workflow = is_workflow
        try:
            body = self.script_block(opening, is_filter)
        finally:
            self.tokenizer.in_workflow = context
        return FunctionDefinitionAst(
            token.start,
            body.end,
            name.value if name.kind == "Generic" else name.text,
            is_filter,
            parameters,
            body,
            name.start,
            name.end,
            is_workflow,
        )

    def _function_parameters(self) -> tuple[list[ParameterAst] | None, int | None, int | None]:
        """Read parameters in parentheses; return them, where they end, and where an error in them ends."""
        self.skip_newlines()
        left = self.peek()
        if left.kind != "LParen":
            return None, None, None
        self.skip()
        parameters = self._parameter_list()
        self.skip_newlines()
        failed: int | None = None
        right = self.next()
        if right.kind != "RParen":
            self.unget(right)
            failed = parameters[-1].end if parameters else left.end
            self.incomplete(after(failed), "MissingEndParenthesisInFunctionParameterList")
        self.skip_newlines()
        return parameters, right.end, failed

    def _configuration(self, token: Token) -> StatementAst | None:
        self.skip_newlines()
        name_token = self.next()
        if name_token.kind == "LCurly":
            self.error(after(token.end), "MissingConfigurationName")
            self.script_block_expression(name_token)
            return None
        if name_token.kind in ("EndOfInput", "Comma"):
            self.unget(name_token)
            self.incomplete(after(name_token.end), "MissingConfigurationName")
            return None
        name = self.command_argument("Argument", name_token)
        if name is None:
            self.error(after(name_token.end), "ParameterRequiresArgument", name_token.text)
            self.incomplete((name_token.start, name_token.end), "MissingConfigurationName")
        elif isinstance(name, StringConstantExpressionAst) and not _CONFIGURATION_NAME.match(name.value):
            self.error((name.start, name.end), "InvalidConfigurationName", name.value)
        self.skip_newlines()
        self.error((name_token.start, name_token.end), "ParserError", _NO_CONFIGURATION_SCHEMA)
        self.resync(self.tokenizer.restore_point())
        return None

    # --- classes and enums ----------------------------------------------------------------------------------------

    def _class(self, attributes: list[AttributeBaseAst], token: Token) -> StatementAst:
        self.skip_newlines()
        name = self.simple_name()
        if name is None:
            self.incomplete(after(token.end), "MissingNameAfterKeyword", token.text)
            return ErrorStatementAst(token.start, token.end)
        self.skip_newlines()
        mode = self.set_mode("Signature")
        try:
            bases = self._base_types()
            opening = self.next()
            if opening.kind != "LCurly":
                self.unget(opening)
                last = bases[-1].end if bases else name.end
                self.incomplete(after(last), "MissingTypeBody", kind_text(token.kind))
                return ErrorStatementAst(token.start, last, list(bases))
            end = opening.end
            members: list[MemberAst] = []
            leftover: list[Ast] = []
            while True:
                member, failed = self._class_member(name.value)
                if member is None and failed is None:
                    break
                if member is not None:
                    members.append(member)
                    end = member.end
                if failed:
                    leftover.extend(failed)
                    end = failed[-1].end
            closing = self.next()
            if closing.kind != "RCurly":
                self.unget(closing)
                self.incomplete(after(opening.end), "MissingEndCurlyBrace", found=(closing.start, closing.end))
            else:
                end = closing.end
            start = attributes[0].start if attributes else token.start
            proper = [attribute for attribute in attributes if isinstance(attribute, AttributeAst)]
            definition = TypeDefinitionAst(start, end, name.value, "Class", proper, bases, members, name.start, name.end)
            constraints = [attribute for attribute in attributes if not isinstance(attribute, AttributeAst)]
            if constraints:
                leftover += [*constraints, definition]
            return ErrorStatementAst(start, end, leftover) if leftover else definition
        finally:
            self.set_mode(mode)

    def _base_types(self) -> list[TypeConstraintAst]:
        bases: list[TypeConstraintAst] = []
        colon = self.peek()
        if colon.kind != "Colon":
            return bases
        self.skip()
        self.skip_newlines()
        last = colon
        while True:
            type_name = self.type_name(False)
            if type_name is None:
                self.incomplete(after(last.end), "TypeNameExpected")
                return bases
            bases.append(TypeConstraintAst(type_name.start, type_name.end, type_name))
            self.skip_newlines()
            last = self.peek()
            if last.kind != "Comma":
                return bases
            self.skip()
            self.skip_newlines()

    def _class_member(self, class_name: str) -> tuple[MemberAst | None, list[Ast] | None]:
        """Read a member; return it, or what was read of one that is wrong (None for both at the end)."""
        start: int | None = None
        attributes: list[AttributeAst] = []
        constraint: TypeConstraintAst | None = None
        modifiers: dict[str, Token] = {}
        last: AttributeBaseAst | Token | None = None
        while True:
            self.skip_newlines()
            attribute = self.attribute()
            if attribute is not None:
                last = attribute
                if start is None:
                    start = attribute.start
                if isinstance(attribute, AttributeAst):
                    attributes.append(attribute)
                elif constraint is None:
                    constraint = attribute if isinstance(attribute, TypeConstraintAst) else None
                else:
                    self.error((attribute.start, attribute.end), "TooManyTypes")
                continue
            token = self.peek()
            if start is None:
                start = token.start
            if token.kind not in ("Hidden", "Static"):
                break
            if token.kind in modifiers:
                self.error((token.start, token.end), "DuplicateQualifier", token.text)
            modifiers[token.kind] = last = token
            self.skip()
        names = ("Public", *(name for name in ("Static", "Hidden") if name in modifiers))
        leftover: list[Ast] = [*attributes, *([constraint] if constraint else [])]
        if token.kind == "Variable":
            return self._property(start, token, names, attributes, constraint), None
        if token.kind == "Identifier" or token.kind in KEYWORD_KINDS:
            self.skip()
            function = self._method(token, class_name, "Static" in modifiers)
            if not isinstance(function, FunctionDefinitionAst):
                self.sync_on_error(False, "RCurly")
                return None, leftover or None
            constructor = function.name.lower() == class_name.lower()
            return FunctionMemberAst(start, function.end, function.name, names, attributes, constraint, function, constructor), None
        if last is not None:
            self.incomplete(after(last.end), "IncompleteMemberDefinition")
            return None, leftover or None
        return None, None

    def _property(
        self,
        start: int,
        token: Token,
        modifiers: tuple[str, ...],
        attributes: list[AttributeAst],
        constraint: TypeConstraintAst | None,
    ) -> PropertyMemberAst:
        self.skip()
        value: ExpressionAst | None = None
        if self.peek().kind == "Equals":
            self.skip()
            self.skip_newlines()
            value = self.expression()
        end = self._member_terminator(value.end if value else token.end)
        return PropertyMemberAst(start, end, token.value, modifiers, attributes, constraint, value)

    def _member_terminator(self, end: int, report: bool = True) -> int:
        """Read what ends a property or enumerator; return where the member ends (a semicolon belongs to it)."""
        token = self.peek()
        if token.kind not in ("NewLine", "Semi", "RCurly") and report:
            self.incomplete(after(end), "MissingPropertyTerminator")
        self.skip_newlines_and_semicolons()
        return token.end if token.kind == "Semi" else end

    def _method(self, name: Token, class_name: str, static: bool) -> StatementAst:
        failed: int | None = None
        right_end: int | None = None
        parameters: list[ParameterAst] | None = []
        if self.peek().kind == "LParen":
            parameters, right_end, failed = self._function_parameters()
        else:
            self.incomplete(after(name.end), "MissingMethodParameterList")
        constructor = name.text.lower() == class_name.lower() and not static
        base: BaseCtorInvokeMemberExpressionAst | None = None
        if constructor:
            base, problem = self._base_call()
            failed = problem if problem is not None else failed
        opening = self.next()
        if opening.kind != "LCurly":
            self.unget(opening)
            if failed is None:
                failed = right_end if right_end is not None else name.end
                self.incomplete(after(failed), "MissingFunctionBody")
        if failed is not None:
            return ErrorStatementAst(name.start, failed, list(parameters or ()))
        predefined = CommandExpressionAst(base.start, base.end, [], base) if base is not None else None
        mode = self.set_mode("Command")
        try:
            body = self.script_block(opening, False, predefined)
        finally:
            self.set_mode(mode)
        return FunctionDefinitionAst(name.start, body.end, name.text, False, parameters, body, name.start, name.end)

    def _base_call(self) -> tuple[BaseCtorInvokeMemberExpressionAst, int | None]:
        """Read ``: base(…)`` of a constructor, or imply a call without arguments; return it and where an error ends."""
        self.skip_newlines()
        arguments: list[ExpressionAst] = []
        start = end = keyword_end = 0
        failed: int | None = None
        mode = self.set_mode("Signature")
        try:
            colon = self.peek()
            if colon.kind == "Colon":
                self.skip()
                self.skip_newlines()
                word = self.peek()
                if word.kind != "Base":
                    failed = colon.end
                    self.incomplete(after(colon.end), "MissingBaseCtorCall")
                else:
                    self.skip()
                    self.skip_newlines()
                    start, keyword_end = word.start, word.end
                    left = self.peek()
                    if left.kind == "LParen":
                        self.skip()
                        arguments, end = self.argument_list(left)
                        self.skip_newlines()
                    else:
                        failed = word.end
                        self.incomplete(after(word.end), "MissingMethodParameterList")
        finally:
            self.set_mode(mode)
        target = VariableExpressionAst(start, keyword_end, "this")
        member = StringConstantExpressionAst(start, keyword_end, ".ctor", "BareWord")
        return BaseCtorInvokeMemberExpressionAst(start, end, target, member, False, False, arguments), failed

    def _enum(self, attributes: list[AttributeBaseAst], token: Token) -> StatementAst:
        self.skip_newlines()
        name = self.simple_name()
        if name is None:
            self.incomplete(after(token.end), "MissingNameAfterKeyword", token.text)
            return ErrorStatementAst(token.start, token.end)
        bases: list[TypeConstraintAst] = []
        mode = self.set_mode("Signature")
        try:
            colon = self.peek()
            if colon.kind == "Colon":
                self.skip()
                self.skip_newlines()
                underlying = self.type_name(False)
                if underlying is None:
                    self.incomplete(after(colon.end), "TypeNameExpected")
                else:
                    if underlying.text.lower().removeprefix("system.") not in _ENUM_TYPES:
                        self.error((underlying.start, underlying.end), "InvalidUnderlyingType", underlying.name)
                    bases.append(TypeConstraintAst(underlying.start, underlying.end, underlying))
            self.skip_newlines()
            opening = self.next()
            if opening.kind != "LCurly":
                self.unget(opening)
                self.incomplete(after(name.end), "MissingTypeBody", kind_text(token.kind))
                return ErrorStatementAst(token.start, name.end)
            members: list[MemberAst] = []
            while (member := self._enum_member()) is not None:
                members.append(member)
            closing = self.next()
            if closing.kind != "RCurly":
                self.unget(closing)
                self.incomplete(after(opening.end), "MissingEndCurlyBrace", found=(closing.start, closing.end))
            start = attributes[0].start if attributes else token.start
            proper = [attribute for attribute in attributes if isinstance(attribute, AttributeAst)]
            definition = TypeDefinitionAst(start, closing.end, name.value, "Enum", proper, bases, members, name.start, name.end)
            constraints: list[Ast] = [attribute for attribute in attributes if attribute not in proper]
            if constraints:
                return ErrorStatementAst(attributes[0].start, attributes[0].end, [*constraints, definition])
            return definition
        finally:
            self.set_mode(mode)

    def _enum_member(self) -> PropertyMemberAst | None:
        self.skip_newlines()
        name = self.simple_name()
        if name is None:
            return None
        end = name.end
        value: ExpressionAst | None = None
        missing = False
        mode = self.set_mode("Expression")
        try:
            equals = self.peek()
            if equals.kind == "Equals":
                self.skip()
                value = self.expression()
                missing = value is None
                if missing:
                    self.error(after(equals.end), "ExpectedValueExpression", "=")
                end = value.end if value else equals.end
        finally:
            self.set_mode(mode)
        end = self._member_terminator(end, report=not missing)
        return PropertyMemberAst(name.start, end, name.value, ("Public", "Static", "Literal"), [], None, value)

    # --- using ----------------------------------------------------------------------------------------------------

    def _using(self, token: Token) -> StatementAst:
        directive = self.next()
        kind = directive.kind
        if kind not in _USING_KINDS:
            self.unget(directive)
            self.incomplete(after(token.end), "MissingUsingStatementDirective")
            return ErrorStatementAst(token.start, token.end)
        item_token = self.next()
        if item_token.kind in ("EndOfInput", "NewLine", "Comma", "Semi"):
            self.incomplete(after(directive.end), "MissingUsingItemName")
            return ErrorStatementAst(token.start, directive.end)
        item = self.command_argument("Argument", item_token)
        if item is None:
            self.error((item_token.start, item_token.end), "InvalidValueForUsingItemName", item_token.text)
            return ErrorStatementAst(token.start, item_token.end)
        is_module = kind == "Module"
        if not isinstance(item, StringConstantExpressionAst) and not (is_module and isinstance(item, HashtableAst)):
            self.error((item.start, item.end), "InvalidValueForUsingItemName", self.source.text[item.start : item.end])
            return ErrorStatementAst(token.start, item.end)
        if kind == "Assembly" and isinstance(item, StringConstantExpressionAst):
            self._check_assembly(item)
        specification = item if isinstance(item, HashtableAst) else None
        name = item if isinstance(item, StringConstantExpressionAst) else None
        if kind != "Assembly" and name is not None:
            equals = self.peek()
            if equals.kind == "Equals":
                self.skip()
                return self._using_alias(token, equals, kind, name)
            if kind in ("Type", "Command"):
                self.incomplete(after(item_token.end), "MissingEqualsInUsingAlias")
                return ErrorStatementAst(token.start, item.end, [item])
        self.require_statement_terminator()
        return UsingStatementAst(token.start, item.end, kind, name, None, specification)

    def _using_alias(self, token: Token, equals: Token, kind: str, name: StringConstantExpressionAst) -> StatementAst:
        alias_token = self.next()
        if alias_token.kind in ("EndOfInput", "NewLine", "Semi"):
            self.unget(alias_token)
            self.incomplete(after(equals.end), "MissingNamespaceAlias")
            return ErrorStatementAst(token.start, equals.end)
        if alias_token.kind == "Comma":
            self.error((alias_token.start, alias_token.end), "UnexpectedUnaryOperator", alias_token.text)
            return ErrorStatementAst(token.start, alias_token.end)
        alias = self.command_argument("Argument", alias_token)
        if kind == "Module" and isinstance(alias, HashtableAst):
            self.require_statement_terminator()
            return UsingStatementAst(token.start, alias_token.end, kind, name, None, alias)
        if not isinstance(alias, StringConstantExpressionAst):
            place = (alias.start, alias.end) if alias is not None else (alias_token.start, alias_token.end)
            self.error(place, "InvalidValueForUsingItemName", self.source.text[place[0] : place[1]])
            return ErrorStatementAst(token.start, place[1], [name, *([alias] if alias else [])])
        self.require_statement_terminator()
        return UsingStatementAst(token.start, alias_token.end, kind, name, alias)

    def _check_assembly(self, name: StringConstantExpressionAst) -> None:
        """Report an assembly that cannot be loaded (no file is ever loaded here)."""
        extent = (name.start, name.end)
        scheme = re.match(r"([A-Za-z][A-Za-z0-9+.-]+)://", name.value)
        if name.value.startswith("\\\\"):
            self.error(extent, "CannotLoadAssemblyFromUncPath", name.value)
        elif scheme and scheme[1].lower() != "file":
            self.error(extent, "CannotLoadAssemblyWithUriSchema", scheme[1].lower())
        elif not scheme and not re.match(r"/|[A-Za-z]:[\\/]", name.value):
            self.error(extent, "ErrorLoadingAssembly", name.value)
