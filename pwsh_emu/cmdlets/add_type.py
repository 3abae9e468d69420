"""Add-Type: assemblies of .NET are there already, source code of .NET languages cannot be compiled."""

from __future__ import annotations

from typing import Any

from pwsh_emu.cmdlets.item_base import as_list
from pwsh_emu.runtime.command import Cmdlet, implements
from pwsh_emu.runtime.errors import not_supported


@implements("Add-Type")
class AddType(Cmdlet):
    """Adds a Microsoft .NET class to a PowerShell session."""

    AssemblyName: Any = None
    TypeDefinition: Any = None
    MemberDefinition: Any = None
    Name: Any = None
    Namespace: Any = None
    UsingNamespace: Any = None
    Path: Any = None
    LiteralPath: Any = None
    Language: Any = None
    ReferencedAssemblies: Any = None
    OutputAssembly: Any = None
    OutputType: Any = None
    CompilerOptions: Any = None
    IgnoreWarnings: Any = False
    PassThru: Any = False

    def end(self) -> None:
        if self.parameter_set != "FromAssemblyName":
            raise not_supported("Compiling source code or loading assemblies with Add-Type")
        for name in map(str, as_list(self.AssemblyName)):
            self._load(name)

    def _load(self, name: str) -> None:
        """Take a name for what is there; one that .NET on Linux does not have is refused as there."""
        from pwsh_emu.runtime.types.reflection import comes_with_dotnet, family_of

        if not comes_with_dotnet(name):
            known = family_of(name) is not None
            message = f"Cannot load the assembly '{name}'." if known else f"Cannot add type. The assembly '{name}' could not be found."
            record = self.error("System.Exception", message, "ASSEMBLY_NOT_FOUND", "ObjectNotFound", name)
            raise self.terminate(record)
        if self.PassThru:
            raise not_supported("Add-Type -AssemblyName -PassThru")
