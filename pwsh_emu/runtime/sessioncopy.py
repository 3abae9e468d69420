"""An independent copy of a session: what one changes the other does not see.

Syntax trees, types and command declarations never change and are shared; values, scopes, modules and services are copied with
`copy.deepcopy`, which keeps what points to the same object pointing to one copy.
"""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from pwsh_emu.language.ast import Ast
from pwsh_emu.runtime.command import CmdletInfo, CommandMetadata
from pwsh_emu.runtime.typesystem import PSType

if TYPE_CHECKING:
    from pwsh_emu.runtime.host import Host
    from pwsh_emu.runtime.session import Session

SHARED = (Ast, PSType, CmdletInfo, CommandMetadata)


def copy_session(session: Session, host: Host) -> Session:
    """Return a copy of a session that talks to another host.

    Values that a script keeps and that cannot be copied (open files, sockets) raise TypeError.
    """
    settle(session)
    memo: dict[int, Any] = {}
    memo[id(session.host)] = host
    memo[id(session.streams)] = session.streams
    if session.limits is not None:
        memo[id(session.limits)] = session.limits.fresh()
    twin = copy.deepcopy(session, memo)
    twin.streams = host.streams(twin)
    twin.stop_requested = False
    return twin


def settle(session: Session) -> None:
    """Compute the values that wait to be read first: they would look at the old session."""
    for cell in list(session.global_scope.variables.values()):
        cell.value  # noqa: B018 - reading is the point
    for function in (session.global_scope.functions or {}).values():
        function.script_block  # noqa: B018


def _share(self: Any, memo: dict[int, Any]) -> Any:
    return self


for _cls in SHARED:
    setattr(_cls, "__deepcopy__", _share)  # noqa: B010 - the classes do not declare it
