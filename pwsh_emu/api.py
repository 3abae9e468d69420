"""The public Shell: the shell of ``pwsh_emu.shell`` with the mail endpoints, which stand a layer above it, attached."""

from __future__ import annotations

from pwsh_emu import shell

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def start_service(organization: Any, **options: Any) -> Any:
    """Start the endpoints beside a running shell; loaded only when Start-EmulatedService asks for them."""
    from pwsh_emu.smtp.serve import start_beside

    return start_beside(organization, **options)


class Shell(shell.Shell):
    __doc__ = shell.Shell.__doc__
    start_service = staticmethod(start_service)
