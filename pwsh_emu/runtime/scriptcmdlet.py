"""$PSCmdlet: what an advanced function knows of its own run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.runtime.choices import asked
from pwsh_emu.runtime.errors import ErrorRecord, PSError
from pwsh_emu.runtime.knowntypes import builtin
from pwsh_emu.runtime.typesystem import DotNetObject
from pwsh_emu.runtime.values import AUTOMATION_NULL, PSArray

if TYPE_CHECKING:
    from pwsh_emu.runtime.scriptcommand import ScriptProcessor


class PSScriptCmdlet(DotNetObject):
    """System.Management.Automation.PSScriptCmdlet over the processor that runs the function."""

    ps_type = builtin("System.Management.Automation.PSScriptCmdlet")
    PROPERTY_ORDER = (
        "ParameterSetName MyInvocation PagingParameters InvokeCommand Host SessionState Events JobRepository JobManager InvokeProvider Stopping "
        "PipelineStopToken CommandRuntime CurrentPSTransaction CommandOrigin"
    )
    __slots__ = ("_caller", "_paging", "processor")

    def __init__(self, processor: ScriptProcessor) -> None:
        super().__init__()
        self.processor = processor
        self._paging: Any = None
        self._caller = processor.session.scope.state  # SessionState is the caller's, which may be another module's

    # --- properties ---
    @property
    def MyInvocation(self) -> Any:
        return self.processor.invocation

    @property
    def ParameterSetName(self) -> str:
        return str(self.processor.binder.set_name)

    @property
    def PagingParameters(self) -> Any:
        if not self.processor.plan.metadata.supports_paging:
            return None
        if self._paging is None:
            from pwsh_emu.runtime.types.commonparameters import PagingParameters

            self._paging = PagingParameters(self.processor.bound)
        return self._paging

    @property
    def Stopping(self) -> bool:
        return self.processor.session.stop_requested is True

    @property
    def PipelineStopToken(self) -> Any:
        from pwsh_emu.runtime.types.cancellation import CancellationToken

        return CancellationToken(lambda: self.Stopping)

    @property
    def CommandOrigin(self) -> Any:
        return builtin("System.Management.Automation.CommandOrigin").named("Runspace")  # type: ignore[attr-defined]

    @property
    def CommandRuntime(self) -> Any:
        return self

    @property
    def Host(self) -> Any:
        cell = self.processor.session.global_scope.variables.get("host")
        return None if cell is None else cell.value

    @property
    def SessionState(self) -> Any:
        from pwsh_emu.runtime.types.hosting import view_of_state

        return view_of_state(self.processor.session, self._caller)

    @property
    def InvokeCommand(self) -> Any:
        return self._intrinsics("InvokeCommand")

    @property
    def InvokeProvider(self) -> Any:
        return self._intrinsics("InvokeProvider")

    def _intrinsics(self, name: str) -> Any:
        from pwsh_emu.runtime.members import get_property

        session = self.processor.session
        cell = session.global_scope.variables.get("executioncontext")
        return None if cell is None else get_property(session, cell.value, name)

    # --- streams ---
    def WriteObject(self, value: Any, enumerate_collection: bool = False) -> None:
        from pwsh_emu.runtime.enumeration import iterate

        out = self.processor.out
        if enumerate_collection:
            for item in iterate(value):
                out(item)
        elif value is not AUTOMATION_NULL:
            out(value)

    def WriteError(self, record: ErrorRecord) -> None:
        self.processor.write_error(record)

    def WriteWarning(self, text: str) -> None:
        self.processor.write_warning(text)

    def WriteVerbose(self, text: str) -> None:
        self.processor.write_verbose(text)

    def WriteDebug(self, text: str) -> None:
        self.processor.write_debug(text)

    def WriteProgress(self, record: Any) -> None:
        self.processor.write_progress(record)

    def WriteInformation(self, data: Any, tags: Any = None) -> None:
        from pwsh_emu.runtime.records import InformationRecord

        if isinstance(data, InformationRecord):
            self.processor.write_information(data)
            return
        source = self.processor.block.file or self.processor.name
        self.processor.write_information(InformationRecord(data, source, [str(tag) for tag in tags or ()]))

    def WriteCommandDetail(self, text: str) -> None:
        """Write to the pipeline execution log, which there is none of."""

    def ThrowTerminatingError(self, record: ErrorRecord) -> None:
        """End the function with an error; the caller's statement fails."""
        processor = self.processor
        processor.complete(record)
        error = PSError(record, stop=True)  # no preference of the function takes it back
        error.terminator = processor  # type: ignore[attr-defined]
        raise error

    # --- questions ---
    def ShouldProcess(self, *arguments: Any) -> bool:
        return asked(lambda: self._should_process(*arguments))

    def _should_process(self, *arguments: Any) -> bool:
        from pwsh_emu.runtime.shouldprocess import confirm, reason, sentence

        processor = self.processor
        if len(arguments) == 1:
            what = sentence(arguments[0], processor.name)
            return confirm(processor, what, what, "Confirm")
        if len(arguments) == 2:
            what = sentence(arguments[0], arguments[1])
            return confirm(processor, what, what, "Confirm")
        if len(arguments) > 3 and hasattr(arguments[3], "value"):
            arguments[3].value = reason(processor.session, processor)
        return confirm(processor, arguments[0], arguments[1], arguments[2] or "Confirm")

    def ShouldContinue(self, query: str, caption: str, *rest: Any) -> bool:
        return asked(lambda: self._should_continue(query, caption, *rest))

    def _should_continue(self, query: str, caption: str, *rest: Any) -> bool:
        from pwsh_emu.runtime.shouldprocess import continue_with_all, should_continue

        references = [one for one in rest if hasattr(one, "value") and not isinstance(one, bool)]
        if len(references) < 2:
            return should_continue(self.processor, query, caption)
        from pwsh_emu.runtime.conversion import to_bool

        yes, no = references[-2], references[-1]
        going, yes.value, no.value = continue_with_all(self.processor, query, caption, to_bool(yes.value), to_bool(no.value))
        return going

    # --- state ---
    def GetVariableValue(self, name: str, default: Any = None) -> Any:
        return self.SessionState.get_PSVariable().GetValue(name, default)

    def GetUnresolvedProviderPathFromPSPath(self, path: str) -> str:
        return str(self.processor.session.services["drives"].locate(path).path)

    def GetResolvedProviderPathFromPSPath(self, path: str, provider: Any = None) -> Any:
        from pwsh_emu.runtime.conversion import convert

        session = self.processor.session
        places = list(session.services["drives"].expand(path))
        if provider is not None and places:
            provider.value = places[0].info
        target = session.types.resolve("System.Collections.ObjectModel.Collection[string]")
        return convert(session, PSArray([place.path for place in places], "System.String"), target)

    def CurrentProviderLocation(self, provider: str) -> Any:
        return self.processor.session.services["drives"].here.path_info()

    def TransactionAvailable(self) -> bool:
        return False

    def GetResourceString(self, base: str, resource: str) -> str:
        return ""

    def ToString(self) -> str:
        return "System.Management.Automation.PSScriptCmdlet"

    __str__ = ToString
