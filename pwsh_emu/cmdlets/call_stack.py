"""Get-PSCallStack."""

from __future__ import annotations

from pwsh_emu.runtime.command import Cmdlet, implements


@implements("Get-PSCallStack")
class GetPSCallStack(Cmdlet):
    """Displays the current call stack."""

    def process(self) -> None:
        from pwsh_emu.runtime.trapping import frame_name, running_positions
        from pwsh_emu.runtime.types.callstack import CallStackFrame

        for frame, extent in running_positions(self.session):
            self.write(CallStackFrame(frame, extent, frame_name(frame, extent)))
