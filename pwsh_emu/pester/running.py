"""Runs containers: discovery, which notes blocks and tests, then the run of those that are chosen, in Pester's scopes.

A block's BeforeAll and AfterAll run dotted in a scope of the block; each test gets a scope below it in which its BeforeEach, body and AfterEach
run dotted. What the body of Describe or Context does happens in discovery only and is gone when tests run.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from pwsh_emu.pester.blocks import call_with, named_arguments, set_data
from pwsh_emu.pester.failures import prepare
from pwsh_emu.pester.model import Block, Container, Run, Test
from pwsh_emu.pester.naming import expanded
from pwsh_emu.pester.output import Screen
from pwsh_emu.pester.selection import Selection
from pwsh_emu.pester.state import catching, in_scope, state_of
from pwsh_emu.pester.testdrive import TestDrive
from pwsh_emu.runtime.errors import BreakLoop, ContinueLoop, ErrorRecord, NetException, ParseFailure, PSError
from pwsh_emu.runtime.redirection import nowhere
from pwsh_emu.runtime.scopes import Scope
from pwsh_emu.runtime.trapping import as_error, note, running_positions, script_stack_trace

if TYPE_CHECKING:
    from pwsh_emu.pester.configuration import Configuration
    from pwsh_emu.runtime.scriptblock import ScriptBlock
    from pwsh_emu.runtime.session import Session

_FAILURES = (PSError, NetException, ParseFailure, RecursionError)


class Runner:
    """One call of Invoke-Pester."""

    def __init__(self, session: Session, configuration: Configuration, write: Callable[[Any], None]) -> None:
        self.session = session
        self.configuration = configuration
        self.state = state_of(session)
        self.screen = Screen(session, configuration, write)
        self.selection = Selection(configuration)
        self.run = Run(session)
        self.run.Configuration = configuration
        self.drive: TestDrive | None = None
        self.rest_skipped = False  # something failed, and SkipRemainingOnFailure is of the run

    def execute(self, containers: list[Container]) -> Run:
        """Discover and run containers; the counted result."""
        run, screen = self.run, self.screen
        begun = time.perf_counter()
        run.Containers = containers
        run.ExecutedAt = self._now()
        screen.start(run.Version)
        screen.discovery_start(len(containers))
        base = self._depth()
        with self.state.within(
            configuration=self.configuration, phase="discovery", test=None, block=None, root_scope=None, hooks=[], base_depth=base
        ):
            for container in containers:
                self._discover(container)
            run.discovery_s = time.perf_counter() - begun
            tests = [test for container in containers for test in container.root.all_tests()]
            skip_run = bool(self.configuration.value("Run", "SkipRun"))
            screen.discovery_end(tests, run.discovery_s, self.selection.shown, skipped=skip_run)
            if not skip_run:
                screen.run_start()
                self.state.phase = "run"
                for container in containers:
                    self._run_container(container)
        run.Tests = tests
        self._conclude(time.perf_counter() - begun)
        return run

    def _now(self) -> Any:
        from pwsh_emu.runtime.types.datetimes import now

        return now(self.session)

    def _depth(self) -> int:
        return len(running_positions(self.session))

    # --- discovery ---
    def _discover(self, container: Container) -> None:
        begun = time.perf_counter()
        self.state.block = container.root
        try:
            with catching(self.session):
                self._discover_script(container)
        except _FAILURES as error:
            self._fail(container, error)
            container.root.Result = container.Result = "Failed"
            self.screen.discovery_failed(container)
        except (BreakLoop, ContinueLoop):
            pass
        finally:
            self.state.block = None
        container.discovery_s = time.perf_counter() - begun
        self.selection.apply(container)

    def _discover_script(self, container: Container) -> None:
        """Run a container's script; its parameters are kept for the run of its tests."""
        from pwsh_emu.runtime.command import CommandInfo, ExternalScriptInfo
        from pwsh_emu.runtime.discovery import ScriptInfo
        from pwsh_emu.runtime.pipeline import CommandCall, PipelineRun
        from pwsh_emu.runtime.scriptcommand import ScriptProcessor
        from pwsh_emu.runtime.scriptfiles import load_script

        is_file = container.Type == "File"
        block: ScriptBlock = load_script(self.session, container.Name) if is_file else container.Item
        arguments = named_arguments(_entries(container.Data))
        info: CommandInfo
        if is_file:
            info = ExternalScriptInfo(container.Name)
            info.script_block = block
            call = CommandCall(container.Name, arguments)
        else:
            ast = block.ast
            info = ScriptInfo(block)
            call = CommandCall(block, arguments, None, "Ampersand", ast.source, ast.start, ast.end, ast.end)
        run = PipelineRun(1, nowhere, False)
        processor = ScriptProcessor(self.session, call, info, block, run, 1, is_file=is_file)
        run.processors.append(processor)
        processor.out = nowhere
        try:
            processor.prepare()
            variables = processor.frame.scope.variables
            for name in block.metadata.parameters if block.parameter_list else ():
                cell = variables.get(name.lower())
                if cell is not None:
                    container.parameters[name] = cell.value
            processor.ensure_begun()
            processor.finish()
        finally:
            processor.dispose()

    # --- running ---
    def _run_container(self, container: Container) -> None:
        root = container.root
        if container.Result == "Failed" or not container.ShouldRun:
            return
        begun = time.perf_counter()
        self.screen.container_start(container)
        session = self.session
        scope = Scope(session.scope, "local", session.scope.state)
        scope.aliases = {}  # mocks are hooked in here: name look-ups must not pass it by
        scope.root = scope
        for name, value in _entries(container.Data):
            scope.cell(str(name).lower(), str(name)).value = value
        for name, value in container.parameters.items():
            scope.cell(name.lower(), name).value = value
        self.state.root_scope = scope
        container.Executed = True
        container.ExecutedAt = self._now()
        try:
            if self.configuration.value("TestDrive", "Enabled") and not root.Skip:
                self.drive = TestDrive(session)
                self.drive.create()
                scope.cell("testdrive", "TestDrive").value = self.drive.path
            self._block(root, scope)
        finally:
            if self.drive is not None:
                self.drive.remove()
                self.drive = None
            self.state.remove_hooks()
            self.state.block = self.state.test = self.state.root_scope = None
        container.user_s = root.user_s
        container.framework_s = max(0.0, time.perf_counter() - begun - root.user_s)
        container.ErrorRecord += root.ErrorRecord
        failed = (
            root.ErrorRecord or any(test.Result == "Failed" for test in root.all_tests()) or any(block.ErrorRecord for block in root.all_blocks())
        )
        container.Result = "Failed" if failed else "Passed"
        self.screen.container_end(container)

    def _block(self, block: Block, scope: Scope) -> None:
        state = self.state
        hooks = len(state.hooks)
        begun = time.perf_counter()
        content = self.drive.content() if self.drive is not None else None
        with state.within(block=block):
            if block.has_data:
                set_data(scope, block.Data)
            block.Executed = True
            block.ExecutedAt = self._now()
            holds = block.Skip or self._steps(block, block.setups["BeforeAll"], scope)
            block.ExpandedName = expanded(self.session, block.Name, scope)
            above = block.Parent.ExpandedPath if block.Parent is not None else ""
            block.ExpandedPath = f"{above}.{block.ExpandedName}" if above else block.ExpandedName if not block.IsRoot else ""
            if holds:
                self._items(block, scope)
            if not block.Skip:
                self._steps(block, block.setups["AfterAll"], scope)
        state.remove_hooks(hooks)
        if self.drive is not None and content is not None:
            self.drive.restore(content)
        block.OwnPassed = not block.ErrorRecord
        inside = sum(test.user_s for test in block.Tests) + sum(one.user_s for one in block.Blocks)
        block.user_s = block.own_user_s + inside
        block.framework_s = max(0.0, time.perf_counter() - begun - block.user_s)
        if block.ErrorRecord and not block.IsRoot:
            self.screen.block_failed(block)

    def _items(self, block: Block, scope: Scope) -> None:
        for item in block.Order:
            if not item.ShouldRun:
                continue
            if isinstance(item, Test):
                self._test(item, scope)
            else:
                self._block(item, self._below(scope, item.ScriptBlock))

    def _below(self, scope: Scope, script: ScriptBlock) -> Scope:
        """Return a new scope below another, or in the module that a block belongs to."""
        with in_scope(self.session, scope):
            return script.new_scope()

    def _steps(self, block: Block, steps: list[ScriptBlock], scope: Scope) -> bool:
        """Run the BeforeAll or AfterAll blocks of a block; False where one failed."""
        begun = time.perf_counter()
        record = self._dotted(steps, scope, block.Data)
        block.own_user_s += time.perf_counter() - begun
        if record is not None:
            block.ErrorRecord.append(record)
        return record is None

    def _dotted(self, steps: list[ScriptBlock], scope: Scope, data: Any, out: Callable[[Any], Any] | None = None) -> ErrorRecord | None:
        """Run blocks one after the other in a scope, with data for the parameters they declare; return the error that ended one."""
        self.state.base_depth = self._depth()
        named = {str(name): value for name, value in _entries(data if hasattr(data, "keys") else None)}
        for step in steps:
            try:
                with in_scope(self.session, scope), catching(self.session):
                    call_with(self.session, step, named, [], out or nowhere, self._own(scope, step))
            except _FAILURES as error:
                return self._record(error)
            except (BreakLoop, ContinueLoop):
                continue
        return None

    def _own(self, scope: Scope, step: ScriptBlock) -> Scope:
        return scope if scope.state is step.state else self.session.scope_of_state(step.state)

    def _test(self, test: Test, outer: Scope) -> None:
        screen, state = self.screen, self.state
        if test.First:
            screen.block_title(test.Block)
        hooks = len(state.hooks)
        begun = time.perf_counter()
        if test.Skip or self.rest_skipped:
            test.Skipped = True
            test.Result = "Skipped"
            self._name(test, self._scope(test, outer))
        else:
            with state.within(test=test):
                self._body(test, outer)
            state.remove_hooks(hooks)
        test.framework_s = max(0.0, time.perf_counter() - begun - test.user_s)
        screen.test_end(test)
        if test.Result == "Failed" and str(self.configuration.value("Run", "SkipRemainingOnFailure")) not in ("None", ""):
            self._skip_remaining(test)

    def _scope(self, test: Test, outer: Scope) -> Scope:
        """Return the scope that a test runs in, with the variables of its data."""
        scope = self._below(outer, test.ScriptBlock)
        if test.has_data:
            set_data(scope, test.Data)
        return scope

    def _name(self, test: Test, scope: Scope) -> None:
        test.ExpandedName = expanded(self.session, test.Name, scope)
        above = test.Block.ExpandedPath
        test.ExpandedPath = f"{above}.{test.ExpandedName}" if above else test.ExpandedName

    def _body(self, test: Test, outer: Scope) -> None:
        test.Executed = True
        test.ExecutedAt = self._now()
        scope = self._scope(test, outer)
        before: list[ScriptBlock] = []
        after: list[ScriptBlock] = []
        block: Block | None = test.Block
        while block is not None:
            before[:0] = block.setups["BeforeEach"]
            after += block.setups["AfterEach"]
            block = block.Parent
        output: list[Any] = []
        begun = time.perf_counter()
        records: list[ErrorRecord] = []
        record = self._dotted(before, scope, test.Data, output.append)
        self._name(test, scope)
        if record is None:
            record = self._dotted([test.ScriptBlock], scope, test.Data, output.append)
        if record is not None:
            records.append(record)
        record = self._dotted(after, scope, test.Data, output.append)
        if record is not None:
            records.append(record)
        test.user_s = time.perf_counter() - begun
        for collected in test.ErrorRecord:
            prepare(collected, self.state.base_depth)
        test.ErrorRecord += records
        test.StandardOutput = output
        self._judge(test)

    def _judge(self, test: Test) -> None:
        ids = [record.error_id for record in test.ErrorRecord]
        if ids and ids[0] == "PesterTestSkipped":
            test.Skipped = True
            test.Result = "Skipped"
        elif ids and ids[0] == "PesterTestInconclusive":
            test.Inconclusive = True
            test.Result = "Inconclusive"
        else:
            test.Passed = not ids
            test.Result = "Failed" if ids else "Passed"

    def _skip_remaining(self, failed: Test) -> None:
        """Skip what is still to come in the block, the container or the run, as SkipRemainingOnFailure says."""
        scope = str(self.configuration.value("Run", "SkipRemainingOnFailure")).lower()
        if scope == "run":
            self.rest_skipped = True
            return
        top = failed.Block if scope == "block" else failed.Block.Root
        for test in top.all_tests():
            if not test.Executed:
                test.Skip = True

    # --- errors and counts ---
    def _record(self, error: BaseException) -> ErrorRecord:
        """Return the record of a caught error, with what Pester adds to it."""
        record = as_error(error).record
        if record.script_stack_trace is None:
            record.script_stack_trace = script_stack_trace(self.session, record)
        note(self.session, record)
        prepare(record, self.state.base_depth)
        return record

    def _fail(self, container: Container, error: BaseException) -> None:
        container.ErrorRecord.append(self._record(error))

    def _conclude(self, seconds: float) -> None:
        run = self.run
        for container in run.Containers:
            self._settle(container.root)
            for test in container.root.all_tests():
                for counted in (run, container):
                    counted.count(test.Result)
            if container.ErrorRecord:
                run.FailedContainers.append(container)
            run.FailedBlocks += [block for block in container.root.all_blocks() if block.ErrorRecord]
            run.user_s += container.user_s
        run.framework_s = max(0.0, seconds - run.user_s)
        run.Executed = True
        run.Result = "Failed" if run.FailedCount or run.FailedBlocks or run.FailedContainers else "Passed"
        self.screen.end(run, seconds)

    def _settle(self, block: Block) -> None:
        """Give tests that were to run and did not the result Failed, and count a block's tests."""
        for inner in block.Blocks:
            self._settle(inner)
        for test in block.Tests:
            if test.ShouldRun and test.Result == "NotRun" and block.container is not None and block.container.Executed:
                if test.Skip:
                    test.Skipped, test.Result = True, "Skipped"
                else:
                    test.Result = "Failed"
        for test in block.all_tests():
            block.count(test.Result)
        if block.ShouldRun:
            block.Result = "Skipped" if block.Skip else "Failed" if block.FailedCount or block.ErrorRecord else "Passed"
        if block.ErrorRecord:
            block.Result = "Failed"


def _entries(data: Any) -> list[tuple[Any, Any]]:
    return list(data.items()) if data is not None else []
