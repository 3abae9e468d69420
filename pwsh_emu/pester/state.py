"""What the module knows of a session: which phase runs, which block and test, the Should operators and the mocks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from pwsh_emu.runtime.errors import ErrorRecord, ExceptionObject, PSError

if TYPE_CHECKING:
    from pwsh_emu.pester.configuration import Configuration
    from pwsh_emu.pester.model import Block, Test
    from pwsh_emu.runtime.command import CommandMetadata
    from pwsh_emu.runtime.scopes import Scope
    from pwsh_emu.runtime.session import Session

_SERVICE = "pester state"


class PesterState:
    """The module's state in one session. ``phase`` is "discovery" or "run" while Invoke-Pester works, else None."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.phase: str | None = None
        self.block: Block | None = None
        self.test: Test | None = None
        self.configuration: Configuration | None = None
        self.operators: dict[str, Any] | None = None  # Should's, by lower-case name
        self._should: CommandMetadata | None = None
        self.root_scope: Scope | None = None  # of the running container: mocks of script scope are hooked in here
        self.base_depth = 0  # how many frames stand below the running test
        self.hooks: list[Any] = []

    def should_metadata(self) -> CommandMetadata:
        """Return Should's interface, which its operators make."""
        if self._should is None:
            from pwsh_emu.pester.operators import should_metadata

            self._should = should_metadata(self.should_operators())
        return self._should

    def should_operators(self) -> dict[str, Any]:
        """Return Should's operators by lower-case name."""
        if self.operators is None:
            from pwsh_emu.pester.operators import built_in_operators

            self.operators = built_in_operators()
        return self.operators

    def remove_hooks(self, kept: int = 0) -> None:
        """Take the mocks away but for the first ones."""
        for hook in self.hooks[kept:]:
            hook.remove()
        del self.hooks[kept:]

    def operators_changed(self) -> None:
        self._should = None
        self.session.command_epoch += 1

    def frames(self) -> Iterator[Any]:
        """Yield the running test and the blocks around it, innermost first."""
        if self.test is not None:
            yield self.test
        block = self.block
        while block is not None:
            yield block
            block = block.Parent

    @contextmanager
    def within(self, **changes: Any) -> Iterator[None]:
        """Change attributes for the time of a block."""
        before = {name: getattr(self, name) for name in changes}
        for name, value in changes.items():
            setattr(self, name, value)
        try:
            yield
        finally:
            for name, value in before.items():
                setattr(self, name, value)


def state_of(session: Session) -> PesterState:
    """Return the module's state in a session."""
    found = session.services.get(_SERVICE)
    if found is None:
        found = session.services[_SERVICE] = PesterState(session)
    return found


def thrown(message: str, type_name: str = "System.Management.Automation.RuntimeException") -> PSError:
    """Return what ``throw "message"`` raises inside the module."""
    exception = ExceptionObject(type_name, message)
    record = ErrorRecord(exception, message, "OperationStopped", message)
    exception.error_record = record
    return PSError(record, throw=True)


@contextmanager
def catching(session: Session) -> Iterator[None]:
    """Let errors of statements inside go up, as inside ``try``."""
    session.catching += 1
    try:
        yield
    finally:
        session.catching -= 1


@contextmanager
def in_scope(session: Session, scope: Scope) -> Iterator[None]:
    """Make a scope the current one."""
    before = session.scope
    session.scope = scope
    try:
        yield
    finally:
        session.scope = before
