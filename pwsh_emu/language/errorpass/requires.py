"""Reading ``#requires`` lines: they are parsed as commands of their own."""

from __future__ import annotations

from pwsh_emu.language.ast import ScriptRequirements
from pwsh_emu.language.errorpass.declarations import DeclarationRules


def script_requirements(rules: DeclarationRules) -> ScriptRequirements | None:
    """Return what a script's ``#requires`` lines ask for, None where there are none."""
    return ScriptRequirements() if rules.tokenizer.requires else None
