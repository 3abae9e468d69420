"""A PowerShell-compatible shell in pure Python with an Exchange Online organization in memory.

`Shell` runs PowerShell text and files and gives objects, streams and errors back; `Result` is what a run gave.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from pwsh_emu.api import Shell
    from pwsh_emu.runtime.errors import ErrorRecord
    from pwsh_emu.shell import Result

__version__ = "0.1.0"
__all__ = ["ErrorRecord", "Result", "Shell", "__version__"]


def __getattr__(name: str) -> Any:
    """Import the public classes when they are first asked for: the command line starts without them."""
    if name == "Shell":
        from pwsh_emu.api import Shell

        return Shell
    if name == "Result":
        from pwsh_emu.shell import Result

        return Result
    if name == "ErrorRecord":
        from pwsh_emu.runtime.errors import ErrorRecord

        return ErrorRecord
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
