"""Names of blocks and tests with ``<expression>`` in them, worked out in the scope they run in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pwsh_emu.pester.state import catching, in_scope
from pwsh_emu.runtime.errors import ParseFailure, PSError

if TYPE_CHECKING:
    from pwsh_emu.runtime.scopes import Scope
    from pwsh_emu.runtime.session import Session

_PLACE = re.compile(r"(?<!`)<([^>^`]+)>")


def expanded(session: Session, name: str, scope: Scope) -> str:
    """Return a name with ``<a.b>`` replaced by what ``$($a.b)`` gives; the name itself where that fails."""
    if "<" not in name:
        return name
    text = name.replace("$", "`$").replace('"', '`"')
    text = _PLACE.sub(lambda found: f"$(${found[1].replace('`$', '$')})", text).replace("`<", "<").replace("`>", ">")
    if text == name:
        return name
    from pwsh_emu.runtime.conversion import to_string
    from pwsh_emu.runtime.scriptblock import ScriptBlock

    try:
        block = ScriptBlock.create(session, f'"{text}"')
        with in_scope(session, scope), catching(session):
            return to_string(session, block.call(new_scope=False))
    except (PSError, ParseFailure):
        return name
