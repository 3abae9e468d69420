"""Mock: a command of the same name that stands before the real one, runs behaviours chosen by their filters and notes every call."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.pester.blocks import PesterCmdlet, call_with, named_arguments, script_module
from pwsh_emu.pester.state import PesterState, catching, thrown
from pwsh_emu.runtime.command import ALL_SETS, AliasInfo, Cmdlet, CmdletInfo, CommandMetadata, FunctionInfo, ParameterMetadata, ParameterSetEntry
from pwsh_emu.runtime.conversion import to_bool
from pwsh_emu.runtime.values import Hashtable

if TYPE_CHECKING:
    from pwsh_emu.runtime.scopes import Scope

_REST = "PesterMockArguments"


class Behavior:
    """What one Mock command asked for."""

    __slots__ = ("called", "command", "filter", "module", "name", "script", "verifiable")

    def __init__(self, command: str, module: str, script: Any, filter: Any, verifiable: bool) -> None:
        self.name = command
        self.command = command.lower()
        self.module = module.lower()
        self.script = script
        self.filter = filter
        self.verifiable = verifiable
        self.called = False


class Call:
    """One call of a mocked command."""

    __slots__ = ("arguments", "bound", "command", "hook", "module")

    def __init__(self, hook: Hook, bound: dict[str, Any], arguments: list[Any]) -> None:
        self.hook = hook
        self.command = hook.command.lower()
        self.module = hook.module.lower()
        self.bound = bound
        self.arguments = arguments


class Hook:
    """The place where a mock stands: an entry among the aliases of a scope, which come before functions and cmdlets."""

    def __init__(self, state: PesterState, original: Any, module: str, scope: Scope, names: set[str]) -> None:
        self.state = state
        self.original = original
        self.command: str = original.name
        self.module = module
        self.scope = scope
        self.info = MockInfo(self)
        self.names = names
        if scope.aliases is None:
            scope.aliases = {}
            scope.root = scope
        self.hidden = {name: scope.aliases.get(name) for name in names}
        for name in names:
            scope.aliases[name] = self.info
        state.session.command_epoch += 1

    def remove(self) -> None:
        """Give the names back."""
        aliases = self.scope.aliases
        for name, before in self.hidden.items():
            if aliases is not None and aliases.get(name) is self.info:
                if before is None:
                    del aliases[name]
                else:
                    aliases[name] = before
        self.state.session.command_epoch += 1


class MockInfo(CmdletInfo):
    """The command that stands in for a mocked one: it has the parameters of the original."""

    __slots__ = ("hook",)

    def __init__(self, hook: Hook) -> None:
        super().__init__(hook.command, "", lambda: MockedCommand, lambda: copied_metadata(hook.original), hook.command)
        self.command_type = "Function"
        self.hook = hook


def copied_metadata(original: Any, *, without_types: set[str] | None = None, without_checks: set[str] | None = None) -> CommandMetadata:
    """Return the interface of a mock: that of the original, all its dynamic parameters included."""
    from pwsh_emu.pester.parameterassertions import metadata_of

    source = metadata_of(original) or CommandMetadata(original.name)
    made = CommandMetadata(source.name)
    made.set_names = list(source.set_names)
    made.default_set = source.default_set
    made.supports_should_process = source.supports_should_process
    made.supports_paging = source.supports_paging
    made.confirm_impact = source.confirm_impact
    for name, parameter in {**source.parameters, **source.dynamic}.items():
        made.parameters[name] = _copied(parameter, name.lower() in (without_types or ()), name.lower() in (without_checks or ()))
    if not source.is_advanced:
        rest = ParameterMetadata(_REST, "System.Object[]")
        rest.sets[ALL_SETS] = ParameterSetEntry(from_remaining=True, position=0x7FFFFFFF)
        made.parameters[_REST] = rest
    return made


def _copied(parameter: ParameterMetadata, untyped: bool, unchecked: bool) -> ParameterMetadata:
    twin = ParameterMetadata(parameter.name, "System.Object" if untyped else parameter.type_name, list(parameter.aliases))
    twin.sets = dict(parameter.sets)
    twin.constraint = None if untyped else parameter.constraint
    twin.attributes = [one for one in parameter.attributes if not (unchecked and one.validates) and not (untyped and one.converts)]
    return twin


class MockedCommand(Cmdlet):
    """Runs instead of a mocked command: the behaviour that fits, else the command itself."""

    info: Any

    def process(self) -> None:
        hook: Hook = self.info.hook
        bound = {name: value for name, value in self.bound.items() if name != _REST}
        rest = list(self.bound.get(_REST) or ())
        behavior = self._behavior(hook, bound, rest)
        frame = next(hook.state.frames(), None)
        if frame is not None:
            frame.calls.append(Call(hook, bound, rest))
        if behavior is None:
            self._call_original(hook, bound, rest)
            return
        behavior.called = True
        with catching(self.session):
            scope = mock_scope(hook, behavior.script, bound, missing=False)
            call_with(self.session, behavior.script, bound, rest, self.out, scope)

    def _behavior(self, hook: Hook, bound: dict[str, Any], rest: list[Any]) -> Behavior | None:
        module = hook.module.lower()
        filtered: list[Behavior] = []
        default: Behavior | None = None
        fallback: Behavior | None = None
        for frame in hook.state.frames():
            for one in reversed(frame.mocks):
                if one.command != hook.command.lower() or one.module not in ("", module):
                    continue
                if one.filter is not None:
                    if one.module == module:
                        filtered.append(one)
                elif one.module == module:
                    default = default or one
                else:
                    fallback = fallback or one
        for one in filtered:
            if filter_holds(hook, one.filter, bound, rest):
                return one
        return default or fallback

    def _call_original(self, hook: Hook, bound: dict[str, Any], rest: list[Any]) -> None:
        from pwsh_emu.runtime.binding import Argument
        from pwsh_emu.runtime.pipeline import CommandCall, run_commands

        arguments = [*named_arguments(bound.items()), *(Argument(None, value) for value in rest)]
        run_commands(self.session, [CommandCall(hook.original, arguments)], self.out)


def mock_scope(hook: Hook, script: Any, bound: dict[str, Any], *, missing: bool) -> Scope:
    """Return the scope for a mock's script: the bound parameters and their aliases are variables in it."""
    scope: Scope = script.new_scope()
    for name, parameter in hook.info.metadata.parameters.items():
        if name not in bound:
            if missing and name != _REST:
                scope.cell(name.lower(), name).value = None
            continue
        for one in (name, *parameter.aliases):
            scope.cell(one.lower(), one).value = bound[name]
    for name, value in bound.items():
        scope.cell(name.lower(), name).force(value)
    scope.cell("pesterboundparameters", "PesterBoundParameters").value = Hashtable(bound.items())
    return scope


def filter_holds(hook: Hook, script: Any, bound: dict[str, Any], rest: list[Any]) -> bool:
    """Tell whether a -ParameterFilter is true for a call."""
    from pwsh_emu.runtime.enumeration import collect

    found: list[Any] = []
    with catching(hook.state.session):
        call_with(hook.state.session, script, bound, rest, found.append, mock_scope(hook, script, bound, missing=True))
    return to_bool(collect(found))


def resolve(session: Any, name: str, module: str) -> Any:
    """Return the command that a name means in a module or in the current scope, through aliases; throws where there is none."""
    from pwsh_emu.runtime.discovery import find

    before = session.scope
    if module:
        session.scope = script_module(session, module).state.scope
    try:
        found = find(session, name)
    finally:
        session.scope = before
    if found is None:
        raise thrown(f"Could not find Command {name}", "System.Management.Automation.CommandNotFoundException")
    return found


def current_module(session: Any) -> str:
    """Return the name of the module that runs, "" for none."""
    module = session.scope.state.module
    return "" if module is None else str(module.name)


class Mock(PesterCmdlet):
    """Mocks the behavior of an existing command with an alternate implementation."""

    CommandName: Any = None
    MockWith: Any = None
    Verifiable: Any = False
    ParameterFilter: Any = None
    ModuleName: Any = None
    RemoveParameterType: Any = None
    RemoveParameterValidation: Any = None

    def end(self) -> None:
        session, state = self.session, self.state
        frame = next(state.frames(), None)
        if state.phase != "run" or frame is None:
            raise thrown(
                "Mock can be used only in Run phase, during It, BeforeAll, BeforeEach, AfterAll and AfterEach blocks."
                if state.phase
                else "Mock: the command may only be used while Invoke-Pester runs."
            )
        name = str(self.CommandName)
        module = str(self.ModuleName) if self.ModuleName else current_module(session)
        original = resolve(session, name, module)
        hook = original.hook if isinstance(original, MockInfo) and original.hook.module.lower() == module.lower() else None
        if hook is None:
            if isinstance(original, MockInfo):
                original = original.hook.original
            if not isinstance(original, (CmdletInfo, FunctionInfo)) and getattr(original, "script_block", None) is None:
                raise thrown(f"Could not find Command {name}", "System.Management.Automation.CommandNotFoundException")
            hook = Hook(state, original, module, self._scope(module), self._names(name, original))
            state.hooks.append(hook)
        if self.RemoveParameterType or self.RemoveParameterValidation:
            hook.info._metadata = copied_metadata(
                hook.original,
                without_types={str(one).lower() for one in self.RemoveParameterType or []},
                without_checks={str(one).lower() for one in self.RemoveParameterValidation or []},
            )
        script = self.MockWith
        if script is None:
            from pwsh_emu.runtime.scriptblock import ScriptBlock

            script = ScriptBlock.create(session, "")
        frame.mocks.append(Behavior(hook.command, module, script, self.ParameterFilter, bool(self.Verifiable)))

    def _scope(self, module: str) -> Scope:
        if module:
            return script_module(self.session, module).state.scope  # type: ignore[no-any-return]
        assert self.state.root_scope is not None
        return self.state.root_scope

    def _names(self, name: str, original: Any) -> set[str]:
        """Return the names that lead to the mock: the command's own, and the alias that it was asked for by."""
        names = {name.lower(), original.name.lower()}
        for scope in self.session.scope.chain():
            for key, alias in (scope.aliases or {}).items():
                if isinstance(alias, AliasInfo) and alias.definition.lower() == original.name.lower():
                    names.add(key)
        return names


def calls_in(frame: Any) -> list[Call]:
    """Return the calls that happened in a test, or in a block and everything inside."""
    found = list(frame.calls)
    for item in getattr(frame, "Order", ()):
        found.extend(calls_in(item))
    return found


class AssertMockCalled(PesterCmdlet):
    """Checks if a Mocked command has been called a certain number of times and throws an exception if it has not."""

    CommandName: Any = None
    Times: Any = 1
    ParameterFilter: Any = None
    ExclusiveFilter: Any = None
    ModuleName: Any = None
    Scope: Any = None
    Exactly: Any = False

    def end(self) -> None:
        _assert(self, "Invoke", dict(self.bound))


class AssertVerifiableMock(PesterCmdlet):
    """Checks if all verifiable Mocks defined in the current block have been called."""

    def end(self) -> None:
        _assert(self, "InvokeVerifiable", {})


def _assert(cmdlet: PesterCmdlet, operator: str, bound: dict[str, Any]) -> None:
    """Ask Should the same question."""
    from pwsh_emu.runtime.binding import Argument
    from pwsh_emu.runtime.pipeline import CommandCall, run_commands

    extent = cmdlet.invocation.extent
    source, start, end = (extent.source, extent.start, extent.end) if extent is not None else (None, 0, 0)
    arguments = [Argument(operator, None, False, text=f"-{operator}"), *named_arguments(bound.items())]
    run_commands(cmdlet.session, [CommandCall("Should", arguments, None, "", source, start, end, end)], cmdlet.out)
