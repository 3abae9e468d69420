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

    def begin(self) -> None:
        literal = self.LiteralPath is not None
        for path in as_list(self.LiteralPath if literal else self.Path):
            self._check(str(path), literal)

    def _check(self, path: str, literal: bool) -> None:
        """See to it that a file is there: the parameter does not take the name of one that is not."""
        from pwsh_emu.providers.base import ProviderError
        from pwsh_emu.runtime.bindingerrors import value_refused

        try:
            list(self.session.services["drives"].expand(path, literal=literal))
        except ProviderError as error:
            binder = self.processor.binder
            key = "literalpath" if literal else "path"
            raise value_refused(binder, binder.used[key], binder.arguments.get(key), error.record.message) from None

    def end(self) -> None:
        if self.parameter_set != "FromAssemblyName":
            raise not_supported("Compiling source code or loading assemblies with Add-Type")
        for name in map(str, as_list(self.AssemblyName)):
            self._load(name)

    def _load(self, name: str) -> None:
        """Take a name for what is there; one that .NET on Linux does not have is looked for as a file."""
        from pwsh_emu.providers.base import ProviderError
        from pwsh_emu.runtime.types.reflection import comes_with_dotnet

        if not comes_with_dotnet(name):
            path = name if "/" in name or "\\" in name or name.lower().endswith(".dll") else name + ".dll"
            try:
                list(self.session.services["drives"].expand(path))
            except ProviderError as error:
                raise self.terminate(error.record) from None
            raise not_supported("Loading assemblies with Add-Type")
        if self.PassThru:
            raise not_supported("Add-Type -AssemblyName -PassThru")
