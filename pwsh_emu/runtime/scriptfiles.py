"""Script files: reading and parsing them once for each state of the file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.runtime.command import ExternalScriptInfo

if TYPE_CHECKING:
    from pwsh_emu.runtime.scriptblock import ScriptBlock
    from pwsh_emu.runtime.session import Session


def block_of(session: Session, info: Any) -> Any:
    """Return the script block of a function or of a script file, which is read where it is first asked for; None for other commands."""
    if isinstance(info, ExternalScriptInfo) and info.script_block is None:
        info.script_block = load_script(session, info.path)
    return getattr(info, "script_block", None)


def load_script(session: Session, path: str) -> ScriptBlock:
    """Return the script block of a file; raises ParseFailure where it does not parse."""
    from pwsh_emu.language.reading import decode_script
    from pwsh_emu.runtime.scriptblock import ScriptBlock

    files: Any = session.services["files"]
    block = ScriptBlock.create(session, decode_script(files.read(path)), path)
    block.name = path.rpartition("/")[2]
    if block.ast.requirements is not None:
        from pwsh_emu.runtime.requirements import check_requirements

        check_requirements(session, block.ast.requirements, block.name)
    if block.ast.using_statements:
        from pwsh_emu.runtime.classes.lookup import check_used_modules

        check_used_modules(session, block.ast, path)
    return block
