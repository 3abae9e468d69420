"""The commands of the Pester module: which there are, where their classes are, and how a session comes to know them.

`autoload` is what the session asks for a command name that nothing else answers to; nothing else of the module is loaded before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.providers import OWN_MODULES
from pwsh_emu.runtime.command import AliasInfo, Cmdlet, CmdletInfo, CommandMetadata
from pwsh_emu.runtime.knowntypes import builtin

if TYPE_CHECKING:
    from pwsh_emu.runtime.modules import PSModuleInfo
    from pwsh_emu.runtime.session import Session
    from pwsh_emu.runtime.typesystem import PSType

MODULE = "Pester"
VERSION = "5.7.1"
PATH = f"{OWN_MODULES}/{MODULE}/{VERSION}/Pester.psd1"

# command -> (Python module below pwsh_emu.pester, class)
COMMANDS: dict[str, tuple[str, str]] = {
    "Describe": ("blocks", "Describe"),
    "Context": ("blocks", "Context"),
    "It": ("blocks", "It"),
    "BeforeAll": ("blocks", "BeforeAll"),
    "BeforeEach": ("blocks", "BeforeEach"),
    "AfterAll": ("blocks", "AfterAll"),
    "AfterEach": ("blocks", "AfterEach"),
    "BeforeDiscovery": ("blocks", "BeforeDiscovery"),
    "InModuleScope": ("blocks", "InModuleScope"),
    "Set-ItResult": ("blocks", "SetItResult"),
    "Should": ("should", "Should"),
    "Add-ShouldOperator": ("should", "AddShouldOperator"),
    "Get-ShouldOperator": ("should", "GetShouldOperator"),
    "Mock": ("mocking", "Mock"),
    "Assert-MockCalled": ("mocking", "AssertMockCalled"),
    "Assert-VerifiableMock": ("mocking", "AssertVerifiableMock"),
    "Invoke-Pester": ("invoking", "InvokePester"),
    "New-PesterConfiguration": ("invoking", "NewPesterConfiguration"),
    "New-PesterContainer": ("invoking", "NewPesterContainer"),
    "New-MockObject": ("mockobjects", "NewMockObject"),
    "New-Fixture": ("invoking", "NewFixture"),
    "ConvertTo-NUnitReport": ("reports", "ConvertToNUnitReport"),
    "ConvertTo-JUnitReport": ("reports", "ConvertToJUnitReport"),
    "Export-NUnitReport": ("reports", "ExportNUnitReport"),
    "Export-JUnitReport": ("reports", "ExportJUnitReport"),
}
ALIASES = {"Add-AssertionOperator": "Add-ShouldOperator", "Assert-VerifiableMocks": "Assert-VerifiableMock"}
_KEYS = frozenset(name.lower() for name in COMMANDS)
_ALIAS_TARGETS = {alias.lower(): target.lower() for alias, target in ALIASES.items()}


class PesterCommandInfo(CmdletInfo):
    """A command of the module: a function to scripts."""

    __slots__ = ("owner",)

    def __init__(self, session: Session, name: str) -> None:
        file, class_name = COMMANDS[name]

        def load() -> type[Cmdlet]:
            from importlib import import_module

            return getattr(import_module(f"pwsh_emu.pester.{file}"), class_name)  # type: ignore[no-any-return]

        def read() -> CommandMetadata:
            from pwsh_emu.pester.declarations import metadata_of

            return metadata_of(name)

        super().__init__(name, MODULE, load, read, name)
        self.command_type = "Function"
        self.owner = session

    @property
    def metadata(self) -> CommandMetadata:
        if self.name != "Should":
            return super().metadata
        from pwsh_emu.pester.state import state_of

        return state_of(self.owner).should_metadata()

    @property
    def ps_type(self) -> PSType:
        return builtin("System.Management.Automation.FunctionInfo")


def autoload(session: Session, name: str) -> Any:
    """Return the command of a name where it is one of the module's, which is then imported; else None."""
    key = name.lower().removeprefix("pester\\")
    if key not in _KEYS and key not in _ALIAS_TARGETS:
        return None
    if "pester" in session.modules and session.cmdlets.get(key) is None and "\\" not in name:
        return None
    import_pester(session)
    return session.cmdlets.get(_ALIAS_TARGETS.get(key, key))


def module_of(session: Session) -> PSModuleInfo:
    """Return the module as Get-Module -ListAvailable shows it."""
    from pwsh_emu.runtime.modules import PSModuleInfo

    known = session.services.get("pester module")
    if known is None:
        known = session.services["pester module"] = PSModuleInfo(MODULE, PATH, "Script")
        known.manifest = {"moduleversion": VERSION}
        known.on_import = import_pester
        known.command_names = {name: PesterCommandInfo(session, name) for name in COMMANDS}
    return known


def import_pester(session: Session) -> None:
    """Import the module into a session: its commands and ``[PesterConfiguration]`` are there from now on."""
    from pwsh_emu.pester.configuration import register_types

    module = module_of(session)
    session.modules.setdefault(MODULE.lower(), module)
    register_types(session)
    if session.cmdlets.get("describe") is None:
        for name, info in module.command_names.items():
            session.cmdlets[name.lower()] = info
        aliases = session.global_scope.aliases
        if aliases is not None:
            for alias, target in ALIASES.items():
                aliases.setdefault(alias.lower(), AliasInfo(alias, target, "None", "", MODULE))
        session.command_epoch += 1
