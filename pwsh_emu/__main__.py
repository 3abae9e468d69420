"""``python -m pwsh_emu`` is the same as ``pwsh-emu``."""

from __future__ import annotations

from pwsh_emu.cli import entry

if __name__ == "__main__":
    entry()
