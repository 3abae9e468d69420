"""GetNewClosure: a script block that keeps the variables of the scope it was made in, in a module of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pwsh_emu.runtime.scopes import UNSET, GuardedVariable, Variable
from pwsh_emu.runtime.session import SessionState

if TYPE_CHECKING:
    from pwsh_emu.runtime.scriptblock import ScriptBlock


def new_closure(block: ScriptBlock) -> ScriptBlock:
    """Return a copy of a block whose module holds copies of the variables of the current scope.

    Only the current scope is captured (the global one's variables are seen anyway); ``$script:`` inside is the closure's module.
    """
    from pwsh_emu.runtime.modules import PSModuleInfo
    from pwsh_emu.runtime.scriptblock import ScriptBlock as Block

    session = block.session
    module = PSModuleInfo("__DynamicModule_closure", "", "Script")
    state = SessionState(session.global_scope, module)
    module.state = state
    for name, cell in session.scope.variables.items():
        if not _plain(cell) or cell.value is UNSET or name in ("_", "this", "args", "input"):
            continue
        copy = Variable(cell.name, cell.value)
        if cell._attributes:
            copy.constrain(session, cell._attributes)
        state.scope.variables[name] = copy
    return Block(session, block.ast, state, parameters=block.parameters, is_filter=block.is_filter, name=block.name)


def _plain(cell: Variable) -> bool:
    """Tell whether a cell is a script's own variable: not computed, not read-only."""
    return type(cell) in (Variable, GuardedVariable) and not cell._options
