"""Describe, Context, It and what stands around them: while files are discovered they note what there is; nothing of it runs then."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from pwsh_emu.pester.model import Block, Test
from pwsh_emu.pester.state import PesterState, state_of, thrown
from pwsh_emu.runtime.command import Cmdlet
from pwsh_emu.runtime.enumeration import iterate
from pwsh_emu.runtime.errors import ErrorRecord, ExceptionObject, ExitScript, PSError
from pwsh_emu.runtime.redirection import nowhere
from pwsh_emu.runtime.values import Hashtable

if TYPE_CHECKING:
    from pwsh_emu.runtime.binding import Argument

_NOTHING = object()


class PesterCmdlet(Cmdlet):
    """Base of the module's commands."""

    @property
    def state(self) -> PesterState:
        return state_of(self.session)

    @property
    def line(self) -> int:
        """The line of the call."""
        extent = self.invocation.extent
        return extent.source.position(extent.start)[0] if extent is not None else 0

    def data_items(self, given: Any) -> list[Any] | None:
        """Return the items of -ForEach, None where it was not given."""
        if "ForEach" not in self.bound:
            return None
        if isinstance(given, Hashtable):
            return [given]
        return [] if given is None else list(iterate(given))


class Describe(PesterCmdlet):
    """Creates a logical group of tests."""

    Name: Any = None
    Tag: Any = None
    Fixture: Any = None
    Skip: Any = False
    ForEach: Any = None
    AllowNullOrEmptyForEach: Any = False
    command = "Describe"

    def end(self) -> None:
        name = str(self.Name)
        if self.Fixture is None:
            if "\n" in name:
                raise thrown("Test fixture name has multiple lines and no test fixture is provided. (Have you provided a name for the test group?)")
            raise thrown("No test fixture is provided. (Have you put the open curly brace on the next line?)")
        state = self.state
        if state.phase is None:
            run_interactively(self)
            return
        items = self.data_items(self.ForEach)
        for item in [_NOTHING] if items is None else items:
            self._discover(state, name, item)

    def _discover(self, state: PesterState, name: str, data: Any) -> None:
        parent = state.block
        assert parent is not None
        block = Block(
            self.session, name, parent, self.Fixture, command=self.command, skip=bool(self.Skip), tags=[str(tag) for tag in self.Tag or []],
            data=None if data is _NOTHING else data, has_data=data is not _NOTHING, line=self.line,
        )  # fmt: skip
        block.Id = len(parent.Order)
        parent.Order.append(block)
        parent.Blocks.append(block)
        scope = self.Fixture.new_scope()
        if data is not _NOTHING:
            set_data(scope, data)
        with state.within(block=block):
            self.Fixture.invoke([], out=nowhere, scope=scope)


class Context(Describe):
    """Provides logical grouping of It blocks within a single Describe block."""

    command = "Context"


class It(PesterCmdlet):
    """Validates the results of a test inside of a Describe block."""

    Name: Any = None
    Test: Any = None
    ForEach: Any = None
    Tag: Any = None
    Pending: Any = False
    Skip: Any = False
    AllowNullOrEmptyForEach: Any = False

    def end(self) -> None:
        name = str(self.Name)
        if self.Test is None:
            if "\n" in name:
                raise thrown("Test name has multiple lines and no test scriptblock is provided. Did you provide the test name?")
            raise thrown("No test scriptblock is provided. Did you put the opening curly brace on the next line?")
        state = self.state
        if state.phase is None:
            run_interactively(self)
            return
        block = state.block
        assert block is not None
        skip = bool(self.Skip) or bool(self.Pending)
        tags = [str(tag) for tag in self.Tag or []]
        items = self.data_items(self.ForEach)
        for item in [_NOTHING] if items is None else items:
            test = Test(
                self.session, name, block, self.Test, skip=skip, tags=tags,
                data=None if item is _NOTHING else item, has_data=item is not _NOTHING, line=self.line,
            )  # fmt: skip
            test.Id = len(block.Order)
            block.Order.append(test)
            block.Tests.append(test)


class _Setup(PesterCmdlet):
    Scriptblock: Any = None
    kind = ""

    def end(self) -> None:
        state = self.state
        if state.phase is None:
            if self.kind == "BeforeAll":
                run_interactively(self)
                return
            raise thrown(f"The {self.kind} command may only be used inside a Describe block.")
        if state.phase == "discovery":
            assert state.block is not None
            state.block.setups[self.kind].append(self.Scriptblock)


class BeforeAll(_Setup):
    """Defines a series of steps to perform at the beginning of the current container, Context or Describe block."""

    kind = "BeforeAll"


class BeforeEach(_Setup):
    """Defines a series of steps to perform at the beginning of every It block within the current Context or Describe block."""

    kind = "BeforeEach"


class AfterAll(_Setup):
    """Defines a series of steps to perform at the end of the current container, Context or Describe block."""

    kind = "AfterAll"


class AfterEach(_Setup):
    """Defines a series of steps to perform at the end of every It block within the current Context or Describe block."""

    kind = "AfterEach"


class BeforeDiscovery(PesterCmdlet):
    """Runs setup code that is used during Discovery phase."""

    ScriptBlock: Any = None

    def end(self) -> None:
        if self.state.phase is None:
            run_interactively(self)
            return
        self.ScriptBlock.invoke([], out=nowhere, new_scope=False)


class InModuleScope(PesterCmdlet):
    """Allows you to execute parts of a test script within the scope of a PowerShell script module."""

    ModuleName: Any = None
    ScriptBlock: Any = None
    Parameters: Any = None
    ArgumentList: Any = None

    def end(self) -> None:
        from pwsh_emu.runtime.scriptblock import ScriptBlock

        module = script_module(self.session, str(self.ModuleName))
        block = self.ScriptBlock
        moved = ScriptBlock(self.session, block.ast, module.state, parameters=block.parameters, is_filter=block.is_filter, name=block.name)
        scope = moved.new_scope()
        named: dict[str, Any] = {}
        for key, value in (self.Parameters or {}).items() if self.Parameters is not None else ():
            scope.cell(str(key).lower(), str(key)).value = value
            named[str(key)] = value
        call_with(self.session, moved, named, list(self.ArgumentList or ()), self.out, scope)


class SetItResult(PesterCmdlet):
    """Is used inside the It block to explicitly set the test result."""

    Inconclusive: Any = False
    Skipped: Any = False
    Pending: Any = False
    Because: Any = None

    def end(self) -> None:
        result = "Inconclusive" if self.Inconclusive else "Skipped"
        message = f"is {'pending' if self.Pending else result.lower()}"
        if self.Because:
            message += f", because {self.Because}"
        record = ErrorRecord(ExceptionObject("System.Exception", message), f"PesterTest{result}", "InvalidResult", _details(self, message))
        raise PSError(record, throw=True)


def _details(cmdlet: PesterCmdlet, message: str) -> Hashtable:
    table = Hashtable()
    table.set("Message", message)
    table.set("Line", cmdlet.line)
    return table


def script_module(session: Any, name: str) -> Any:
    """Return the one loaded script module of a name, as InModuleScope and Mock -ModuleName find it."""
    wanted = name.lower()
    loaded = [*session.modules.values(), *session.services.get("dynamic_modules", [])]
    found = [module for module in loaded if module.name.lower() == wanted]
    scripts = [module for module in found if module.state is not None]
    if not found:
        raise thrown(f"No modules named '{name}' are currently loaded.")
    if not scripts:
        kinds = ", ".join(sorted({str(module.kind) for module in found}))
        raise thrown(f"Module '{name}' is not a Script or Manifest module. Detected modules of the following types: '{kinds}'")
    return scripts[0]


def named_arguments(values: Iterable[tuple[Any, Any]]) -> list[Argument]:
    """Return (name, value) pairs as arguments ``-Name:value``."""
    from pwsh_emu.runtime.binding import Argument

    return [Argument(str(name), value, True, text=f"-{name}:") for name, value in values]


def run_command(session: Any, name: str, named: dict[str, Any], out: Any) -> None:
    """Run a command with named arguments."""
    from pwsh_emu.runtime.pipeline import CommandCall, run_commands

    run_commands(session, [CommandCall(name, named_arguments(named.items()))], out)


def call_with(session: Any, block: Any, named: dict[str, Any], positional: list[Any], out: Any, scope: Any) -> None:
    """Run a block in a scope with named and positional arguments; names that it does not declare are left out."""
    declared = {str(name).lower() for name in block.metadata.parameters} if block.parameter_list else set()
    from pwsh_emu.runtime.binding import Argument
    from pwsh_emu.runtime.discovery import ScriptInfo
    from pwsh_emu.runtime.pipeline import CommandCall, PipelineRun
    from pwsh_emu.runtime.scriptcommand import ScriptProcessor

    if not declared:
        block.invoke(positional, out=out, scope=scope)
        return
    arguments = named_arguments((name, value) for name, value in named.items() if name.lower() in declared)
    arguments += [Argument(None, value) for value in positional]
    ast = block.ast
    call = CommandCall(block, arguments, None, "Ampersand", ast.source, ast.start, ast.end, ast.end)
    run = PipelineRun(1, out, False)
    processor = ScriptProcessor(session, call, ScriptInfo(block), block, run, 1, scope=scope)
    run.processors.append(processor)
    processor.out = out
    try:
        processor.prepare()
        processor.ensure_begun()
        processor.finish()
    finally:
        processor.dispose()


def set_data(scope: Any, data: Any) -> None:
    """Give a scope the variables that an item of -ForEach makes: ``$_``, and one for each key of a dictionary."""
    scope.cell("_").value = data
    if hasattr(data, "items") and hasattr(data, "keys"):
        for key, value in data.items():
            scope.cell(str(key).lower(), str(key)).value = value


def run_interactively(cmdlet: PesterCmdlet) -> None:
    """Run the whole file that a block stands in, as Pester does where a test file is run by itself."""
    import os

    session = cmdlet.session
    extent = cmdlet.invocation.extent
    file = extent.source.file if extent is not None else None
    if not file or not os.path.isabs(file):
        raise thrown("Pester can run only saved files interactively. Please save your file to a disk.")
    run_command(session, "Invoke-Pester", {"Path": file}, nowhere)
    raise ExitScript(session.exit_code or 0)
