"""Compiles commands and pipelines: what is fixed about a call goes into a CommandSite, the rest are values computed before it runs."""

from __future__ import annotations

from pwsh_emu.language import ast as tree
from pwsh_emu.runtime.compile.expressions import pure_expression
from pwsh_emu.runtime.compile.nodes import Node
from pwsh_emu.runtime.compile.sites import ArgumentSite, CommandSite, PipelineSite, RedirectionSite
from pwsh_emu.runtime.compile.statements import StatementCompiler

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class CommandCompiler(StatementCompiler):
    """Commands, pipelines, redirections."""

    def command_statement(self, node: tree.PipelineAst) -> None:
        self.at(node)
        self.add(self.expr_stmt(self._pipeline(node, self.out())))

    def command_value(self, node: tree.PipelineAst) -> Node | None:
        before = self.line
        if self._starts_new_position(node):
            self.at(node)
        result = self._pipeline(node, None)
        self.line = before
        return result

    def _starts_new_position(self, node: tree.PipelineAst) -> bool:
        return False

    def _pipeline(self, node: tree.PipelineAst, out: Node | None) -> Node:
        """Return the call that runs a pipeline into ``out``, or one that returns its collected output."""
        if node.background:
            if out is None:
                return self.run("background_job", self.frame(), self.constant(node))
            return self.run("run_in_background", self.frame(), self.constant(node), out)
        elements = node.elements
        first = elements[0]
        if len(elements) == 1:
            if isinstance(first, tree.CommandExpressionAst):
                return self._redirected(first, out)
            assert isinstance(first, tree.CommandAst)
            site, values = self._command(first)
            if out is None:
                return self.run("capture_command", self.frame(), self.constant(site), self.tuple_(values))
            return self.run("run_command", self.frame(), self.constant(site), out, self.tuple_(values))
        head: Node = self.name(self.use("UNSET"))
        commands = elements
        redirected: Node | None = None
        if isinstance(first, tree.CommandExpressionAst):
            commands = elements[1:]
            if first.redirections:
                redirected = self._redirected(first, None)
                head = redirected
            else:
                head = self.number_range(first.expression) or self.expr(first.expression)
        sites: list[CommandSite] = []
        all_values: list[Node] = []
        for element in commands:
            if isinstance(element, tree.CommandAst):
                site, values = self._command(element)
                sites.append(site)
                all_values.append(self.tuple_(values))
        whole = self.constant(PipelineSite(self.source, node.start, node.end, sites))
        if out is None:
            return self.run("capture_pipeline", self.frame(), whole, head, self.tuple_(all_values))
        return self.run("run_pipeline_site", self.frame(), whole, out, head, self.tuple_(all_values))

    def _redirected(self, node: tree.CommandExpressionAst, out: Node | None) -> Node:
        """Return the call that runs an expression with its redirections."""
        expression = node.expression
        name = self.function_of("value", lambda: self.expression_statement(expression))
        site = CommandSite(self.source, node.start, node.end, "", node.start, node.end, "")
        values: list[Node] = []
        self._redirections(node, site, values)
        target = self.const(None) if out is None else out
        return self.run("redirected_expression", self.frame(), self.constant(site), self.name(name), target, self.tuple_(values))

    def _redirections(self, node: tree.CommandBaseAst, site: CommandSite, values: list[Node]) -> None:
        for redirection in node.redirections:
            if isinstance(redirection, tree.MergingRedirectionAst):
                site.redirections.append(RedirectionSite(redirection.from_stream, redirection.to_stream, False, redirection.start, redirection.end))
            elif isinstance(redirection, tree.FileRedirectionAst):
                site.redirections.append(RedirectionSite(redirection.from_stream, None, redirection.append, redirection.start, redirection.end))
                values.append(self.expr(redirection.location))
        if site.redirections:
            site.simple = False

    def _command(self, node: tree.CommandAst) -> tuple[CommandSite, list[Node]]:
        first = node.elements[0]
        values: list[Node] = []
        name: str | None = None
        if isinstance(first, tree.StringConstantExpressionAst):
            name = first.value
        elif isinstance(first, tree.CommandParameterAst):
            name = self.source.text[first.start : first.end]
        else:
            values.append(self.expr(first))
        site = CommandSite(self.source, node.start, node.end, name, first.start, first.end, node.invocation_operator)
        for element in node.elements[1:]:
            self._argument(element, site, values)
        if len(node.elements) == 2 and node.elements[1].start == first.end and isinstance(node.elements[1], tree.ParenExpressionAst):
            site.looks_like_method = isinstance(pure_expression(node.elements[1].pipeline), tree.ArrayLiteralAst)
        self._redirections(node, site, values)
        return site, values

    def _argument(self, element: Any, site: CommandSite, values: list[Node]) -> None:
        if isinstance(element, tree.CommandParameterAst):
            text = self.source.text[element.start : element.end]
            if text == "--":
                return
            argument = element.argument
            if argument is None:
                site.arguments.append(ArgumentSite(element.parameter_name, False, False, element.start, element.end, text))
                return
            written = text[: argument.start - element.start].rstrip()
            place = ArgumentSite(element.parameter_name, True, False, element.start, element.end, written, colon=True)
            place.value_start = argument.start
            place.value_end = argument.end
            site.arguments.append(place)
            values.append(self._value(argument))
            return
        splat = isinstance(element, tree.VariableExpressionAst) and element.splatted
        text = None
        if isinstance(element, tree.ConstantExpressionAst) or (isinstance(element, tree.StringConstantExpressionAst) and element.kind == "BareWord"):
            text = self.source.text[element.start : element.end]
        if splat:
            site.simple = False
        site.arguments.append(ArgumentSite(None, True, splat, element.start, element.end, text))
        values.append(self._value(element))

    def _value(self, node: tree.ExpressionAst) -> Node:
        """Return an argument's value; a number remembers how it was written where its text would be another."""
        if isinstance(node, tree.ConstantExpressionAst):
            text = self.source.text[node.start : node.end]
            if text != natural_text(node):
                return self.run("PSObject", self.expr(node), self.const(None), self.const(text))
        return self.expr(node)


def natural_text(node: tree.ConstantExpressionAst) -> str:
    """Return the text that a number has as a String."""
    if node.type == "Double":
        from pwsh_emu.runtime.text import double_text_15

        return double_text_15(node.value)
    return str(node.value) if node.type in ("Int32", "Int64", "BigInteger") else ""
