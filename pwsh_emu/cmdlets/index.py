"""The cmdlets that a session has: found by name in `index_data`, loaded when first used."""

from __future__ import annotations

import os

from pwsh_emu.cmdlets.index_data import CMDLETS
from pwsh_emu.runtime.command import Cmdlet, CmdletInfo, CommandMetadata

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from pwsh_emu.runtime.session import Session

_FOLDER = os.path.join(os.path.dirname(__file__), "declarations")


def cmdlet_info(name: str) -> CmdletInfo:
    """Return the CmdletInfo of a cmdlet of the index."""
    module, class_name, owner, implementing_type = CMDLETS[name]

    def load() -> type[Cmdlet]:
        if not module:
            return _missing(name)
        from importlib import import_module

        return getattr(import_module(module), class_name)  # type: ignore[no-any-return]

    def read() -> CommandMetadata:
        from pwsh_emu.runtime.declarations import load as read_declaration

        return read_declaration(os.path.join(_FOLDER, f"{name}.json"))

    return CmdletInfo(name, owner, load, read, implementing_type)


def _missing(name: str) -> type[Cmdlet]:
    """Return the class that stands for a cmdlet that is declared and not implemented."""

    class Missing(Cmdlet):
        def begin(self) -> None:
            from pwsh_emu.runtime.errors import not_supported

            raise not_supported(name)

    return Missing


def _open_file(session: Session, path: str, append: bool) -> Any:
    from pwsh_emu.cmdlets.out_file import open_redirection

    return open_redirection(session, path, append)


def _has_help(session: Session, info: Any) -> bool:
    """Tell whether ``-?`` shows help: on cmdlets and advanced functions always, on other functions and scripts where their comments are help."""
    if isinstance(info, CmdletInfo):
        return True
    from pwsh_emu.runtime.scriptfiles import block_of

    block = block_of(session, info)
    if block is None or not info.name:
        return False
    if block.metadata.is_advanced:
        return True
    from pwsh_emu.help.comments import help_of

    return help_of(block) is not None


def register(session: Session) -> None:
    """Give a session its cmdlets, and the files that redirections write to."""
    session.cmdlets.defer({name.lower(): (cmdlet_info, name) for name in CMDLETS})
    session.services.setdefault("redirect_file", _open_file)
    session.services.setdefault("help on command", _has_help)
