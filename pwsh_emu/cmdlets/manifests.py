"""Module manifests: New-ModuleManifest and Test-ModuleManifest."""

from __future__ import annotations

import os
from typing import Any

from pwsh_emu.cmdlets.item_base import ItemCmdlet, as_list
from pwsh_emu.cmdlets.manifest_data import check_values, invalid_member
from pwsh_emu.cmdlets.module_files import BUILT_IN, ModuleFinder, place_in, root_of, specification
from pwsh_emu.cmdlets.textfiles import open_target
from pwsh_emu.providers.base import ProviderError
from pwsh_emu.providers.locations import drives_of
from pwsh_emu.runtime.command import Cmdlet, implements
from pwsh_emu.runtime.conversion import to_string
from pwsh_emu.runtime.errors import NetException, PSError
from pwsh_emu.runtime.modules import PSModuleInfo
from pwsh_emu.runtime.values import Hashtable, PSObject

_EXPORT = (
    "{} to export from this module, for best performance, do not use wildcards and do not delete the entry, use an empty array if there are no "
    "{} to export."
)
_DESKTOP = "This prerequisite is valid for the PowerShell Desktop edition only."
# Key of the manifest, the comment above it, and how its value is written: n a name, l a list of names, f a list of files, m a list of
# modules, u an address.
_ENTRIES = (
    ("RootModule", "Script module or binary module file associated with this manifest.", "n"),
    ("ModuleVersion", "Version number of this module.", "n"),
    ("CompatiblePSEditions", "Supported PSEditions", "l"),
    ("GUID", "ID used to uniquely identify this module", "n"),
    ("Author", "Author of this module", "n"),
    ("CompanyName", "Company or vendor of this module", "n"),
    ("Copyright", "Copyright statement for this module", "n"),
    ("Description", "Description of the functionality provided by this module", "n"),
    ("PowerShellVersion", "Minimum version of the PowerShell engine required by this module", "n"),
    ("PowerShellHostName", "Name of the PowerShell host required by this module", "n"),
    ("PowerShellHostVersion", "Minimum version of the PowerShell host required by this module", "n"),
    ("DotNetFrameworkVersion", f"Minimum version of Microsoft .NET Framework required by this module. {_DESKTOP}", "n"),
    ("ClrVersion", f"Minimum version of the common language runtime (CLR) required by this module. {_DESKTOP}", "n"),
    ("ProcessorArchitecture", "Processor architecture (None, X86, Amd64) required by this module", "n"),
    ("RequiredModules", "Modules that must be imported into the global environment prior to importing this module", "m"),
    ("RequiredAssemblies", "Assemblies that must be loaded prior to importing this module", "f"),
    ("ScriptsToProcess", "Script files (.ps1) that are run in the caller's environment prior to importing this module.", "f"),
    ("TypesToProcess", "Type files (.ps1xml) to be loaded when importing this module", "f"),
    ("FormatsToProcess", "Format files (.ps1xml) to be loaded when importing this module", "f"),
    ("NestedModules", "Modules to import as nested modules of the module specified in RootModule/ModuleToProcess", "m"),
    ("FunctionsToExport", _EXPORT.format("Functions", "functions"), "l"),
    ("CmdletsToExport", _EXPORT.format("Cmdlets", "cmdlets"), "l"),
    ("VariablesToExport", "Variables to export from this module", "l"),
    ("AliasesToExport", _EXPORT.format("Aliases", "aliases"), "l"),
    ("DscResourcesToExport", "DSC resources to export from this module", "l"),
    ("ModuleList", "List of all modules packaged with this module", "m"),
    ("FileList", "List of all files packaged with this module", "f"),
)
_PRIVATE = (
    "Private data to pass to the module specified in RootModule/ModuleToProcess. This may also contain a PSData hashtable with additional module "
    "metadata used by PowerShell."
)
_PS_DATA = (
    ("Tags", "Tags applied to this module. These help with module discovery in online galleries.", "l"),
    ("LicenseUri", "A URL to the license for this module.", "u"),
    ("ProjectUri", "A URL to the main website for this project.", "u"),
    ("IconUri", "A URL to an icon representing this module.", "u"),
    ("ReleaseNotes", "ReleaseNotes of this module", "n"),
    ("Prerelease", "Prerelease string of this module", "n"),
    ("RequireLicenseAcceptance", "Flag to indicate whether the module requires explicit user acceptance for install/update/save", "b"),
    ("ExternalModuleDependencies", "External dependent modules of this module", "l"),
)
_LAST = (
    ("HelpInfoURI", "HelpInfo URI of this module", "u"),
    ("DefaultCommandPrefix", "Default prefix for commands exported from this module. Override the default prefix using Import-Module -Prefix.", "n"),
)
_ALWAYS = frozenset(("FunctionsToExport", "CmdletsToExport", "AliasesToExport"))
_LINE = 80  # a list goes on in the next line where it would be longer
_OFFSET = 15


def invalid_path(cmdlet: Cmdlet, path: str) -> PSError:
    """Return the error of a path that is no manifest's."""
    message = (
        f"The module manifest path '{path}' is not valid. The value of the Path argument must resolve to a single file that has a '.psd1' "
        "extension. Change the value of the Path argument to point to a valid psd1 file, and then try again."
    )
    return cmdlet.terminate(cmdlet.error("System.InvalidOperationException", message, "Modules_InvalidModuleManifestPath", "InvalidArgument", path))


@implements("New-ModuleManifest")
class NewModuleManifest(Cmdlet):
    """Creates a new module manifest."""

    Path: Any = None
    RootModule: Any = None
    ModuleVersion: Any = None
    CompatiblePSEditions: Any = None
    Guid: Any = None
    Author: Any = None
    CompanyName: Any = None
    Copyright: Any = None
    Description: Any = None
    PowerShellVersion: Any = None
    PowerShellHostName: Any = None
    PowerShellHostVersion: Any = None
    DotNetFrameworkVersion: Any = None
    ClrVersion: Any = None
    ProcessorArchitecture: Any = None
    RequiredModules: Any = None
    RequiredAssemblies: Any = None
    ScriptsToProcess: Any = None
    TypesToProcess: Any = None
    FormatsToProcess: Any = None
    NestedModules: Any = None
    FunctionsToExport: Any = None
    CmdletsToExport: Any = None
    VariablesToExport: Any = None
    AliasesToExport: Any = None
    DscResourcesToExport: Any = None
    ModuleList: Any = None
    FileList: Any = None
    PrivateData: Any = None
    Tags: Any = None
    LicenseUri: Any = None
    ProjectUri: Any = None
    IconUri: Any = None
    ReleaseNotes: Any = None
    Prerelease: Any = None
    RequireLicenseAcceptance: Any = False
    ExternalModuleDependencies: Any = None
    HelpInfoUri: Any = None
    DefaultCommandPrefix: Any = None
    PassThru: Any = False

    def end(self) -> None:
        path = str(self.Path)
        try:
            place = drives_of(self.session).locate(path)
        except ProviderError as error:
            raise self.terminate(error.record) from None
        if place.provider.flat or not place.path.lower().endswith(".psd1"):
            raise invalid_path(self, path)
        if not self.should_process(place.path, f'Creating the "{place.path}" module manifest file.'):
            return
        text = self._text(place.path)
        if self.PassThru:
            self.write(text)
        file = open_target(self, place.path, literal=True)
        file.write_text(text)
        file.finish()

    def _text(self, path: str) -> str:
        from pwsh_emu.runtime.records import user_name

        values: dict[str, Any] = {key: getattr(self, key, None) for key, _, _ in (*_ENTRIES, *_PS_DATA, *_LAST)}
        values["HelpInfoURI"] = self.HelpInfoUri
        author = values["Author"] = self.Author or user_name()
        values["CompanyName"] = self.CompanyName or "Unknown"
        values["Copyright"] = self.Copyright or f"(c) {author}. All rights reserved."
        values["GUID"] = self.Guid if self.Guid is not None else self._new_guid()
        if self.ModuleVersion is None:
            values["ModuleVersion"] = "0.0.1"
        if self.VariablesToExport is None:
            values["VariablesToExport"] = ["*"]
        if any(part is not None for part in (self.RootModule, self.NestedModules, self.RequiredModules)):
            for key in _ALWAYS:
                if values[key] is None:
                    values[key] = ["*"]
        today = self._today()
        name = os.path.splitext(os.path.basename(path))[0]
        lines = ["#", f"# Module manifest for module '{name}'", "#", f"# Generated by: {author}", "#", f"# Generated on: {today}", "#", "", "@{", ""]
        for key, comment, form in _ENTRIES:
            lines += self._entry(key, comment, form, values[key])
        lines += self._private_data(values)
        for key, comment, form in _LAST:
            lines += self._entry(key, comment, form, values[key])
        return "\n".join([*lines, "}", "", ""])

    def _new_guid(self) -> str:
        from uuid import uuid4

        return str(uuid4())

    def _today(self) -> str:
        from pwsh_emu.runtime.members import get_static_property, invoke_method

        now = get_static_property(self.session, self.session.types.resolve("System.DateTime"), "Now")
        return str(invoke_method(self.session, now, "ToString", ["d"]))

    def _entry(self, key: str, comment: str, form: str, value: Any, indent: str = "") -> list[str]:
        """Return the lines of one key; one without a value is written as a comment."""
        given = bool(value) if form == "b" else value is not None and (key in _ALWAYS or to_string(self.session, value) != "")
        mark = "" if given or key in _ALWAYS else "# "
        return [f"{indent}# {comment}", f"{indent}{mark}{key} = {self._written(form, value)}", ""]

    def _written(self, form: str, value: Any) -> str:
        if form == "u":
            return self._quoted(self._absolute(value))
        if form == "n":
            return self._quoted(value)
        if form == "b":
            return "$true" if value else "$false"
        if form == "m":
            return self._modules(value)
        names = [to_string(self.session, one) for one in as_list(value)]
        if form == "f":
            names = [path for name in names if name for path in self._resolved(name)]
        return self._names(names)

    def _absolute(self, value: Any) -> Any:
        """Return an address as it is written: absolute and escaped; raises InvalidOperationException for a relative one."""
        from pwsh_emu.runtime.conversion import convert
        from pwsh_emu.runtime.members import get_property

        if value is None or to_string(self.session, value) == "":
            return value
        address = convert(self.session, value, self.session.types.resolve("System.Uri"))
        try:
            return get_property(self.session, address, "AbsoluteUri")
        except (NetException, PSError):
            message = "This operation is not supported for a relative URI."
            record = self.error("System.InvalidOperationException", message, "System.InvalidOperationException", "NotSpecified")
            raise self.terminate(record) from None

    def _quoted(self, value: Any) -> str:
        text = "" if value is None else to_string(self.session, value)
        return "'" + text.replace("'", "''") + "'"

    def _names(self, names: list[str]) -> str:
        result, offset = "", _OFFSET
        for name in names:
            if not name:
                continue
            if result:
                result += ", "
            quoted = self._quoted(name)
            offset += len(quoted)
            if offset > _LINE:
                result += "\n" + " " * _OFFSET
                offset = _OFFSET + len(quoted)
            result += quoted
        return result or "@()"

    def _modules(self, modules: Any) -> str:
        written = []
        for one in as_list(modules):
            base = one.base if type(one) is PSObject else one
            if isinstance(base, Hashtable):
                table = {str(key).lower(): value for key, value in base.items()}
                parts = [f"ModuleName = {self._quoted(table.get('modulename'))}; "]
                parts += [f"{key} = {self._quoted(table[key.lower()])}; " for key in _SPECIFICATION if table.get(key.lower()) is not None]
                written.append("@{" + "".join(parts) + "}" if len(parts) > 1 else self._quoted(table.get("modulename")))
            elif base is not None:
                written.append(self._quoted(base))
        return "@(" + (", \n" + " " * _OFFSET).join(written) + ")" if written else "@()"

    def _resolved(self, name: str) -> list[str]:
        """Return the files that a name or pattern means, as seen from the current location; the name itself where there is none."""
        drives = drives_of(self.session)
        try:
            found = [str(place.path) for place in drives.expand(name) if not place.provider.flat]
        except ProviderError:
            found = []
        here = drives.here.path
        return [os.path.relpath(path, here) if path.startswith(here.rstrip("/") + "/") else path for path in found] or [name]

    def _private_data(self, values: dict[str, Any]) -> list[str]:
        data = self.PrivateData.base if type(self.PrivateData) is PSObject else self.PrivateData
        given = any(values[key] is not None for key in ("Tags", "ReleaseNotes", "ProjectUri", "IconUri", "LicenseUri"))
        if data is not None and not isinstance(data, Hashtable):
            if given:
                message = (
                    "When the PrivateData value is not a hashtable, the Tags, ProjectUri, LicenseUri, IconUri and ReleaseNotes parameters cannot be "
                    "used. Change the PrivateData value to a hashtable."
                )
                raise self.terminate(
                    self.error("System.InvalidOperationException", message, "PrivateDataValueTypeShouldBeHashTable", "InvalidArgument", data)
                )
            self.write_warning("The PrivateData value should be a hashtable for module discovery in online galleries.")
            return self._entry("PrivateData", _PRIVATE, "n", data)
        lines = [f"# {_PRIVATE}", "PrivateData = @{", "", "    PSData = @{", ""]
        for key, comment, form in _PS_DATA:
            lines += self._entry(key, comment, form, values[key], " " * 8)
        lines += ["    } # End of PSData hashtable", ""]
        if data is not None:
            lines.append("")
            for key, value in data.items():
                lines += self._entry(str(key), str(key), "n", value, "    ")
        return [*lines, "} # End of PrivateData hashtable", ""]


_ROOTS = (".psm1", ".dll", ".exe", ".cdxml", ".ps1")
_SPECIFICATION = ("GUID", "ModuleVersion", "MaximumVersion", "RequiredVersion")


@implements("Test-ModuleManifest")
class TestModuleManifest(ItemCmdlet):
    """Verifies that a module manifest file accurately describes the contents of a module."""

    def process(self) -> None:
        path = str(self.Path)
        try:
            found = list(self.drives.expand(path))
        except ProviderError as error:
            if error.record.error_id != "PathNotFound":
                self.fail(error)
                return
            message = f"The specified module '{path}' was not loaded because no valid module file was found in any module directory."
            self.write_error(self.error("System.IO.FileNotFoundException", message, "Modules_ModuleNotFound", "ResourceUnavailable", path))
            return
        if len(found) != 1 or found[0].provider.flat or not found[0].path.lower().endswith(".psd1"):
            raise invalid_path(self, path)
        module = self._checked(str(found[0].path))
        if module is not None:
            self.write(module)

    def _checked(self, path: str) -> PSModuleInfo | None:
        """Return the module that a manifest describes; None where something in it is wrong (reported)."""
        finder = ModuleFinder(self.session)
        try:
            manifest = finder.manifest(path)
            check_values(self.session, manifest, path)
        except PSError as error:
            self.write_error(error.record)
            return None
        try:
            if not self._members(finder, path, manifest):
                return None
        except PSError as error:
            raise self.terminate(error.record) from None
        module = finder.described(os.path.splitext(os.path.basename(path))[0], path)
        self._nested(finder, module, path)
        self._files(finder, path, manifest)
        return module

    def _members(self, finder: ModuleFinder, path: str, manifest: dict[str, Any]) -> bool:
        """Report what keeps a manifest from being read as a module: files of its own that are not there, a root that cannot be one."""
        files, folder, root = self.session.services["files"], os.path.dirname(path), root_of(manifest)
        for key in ("TypesToProcess", "FormatsToProcess", "ScriptsToProcess"):
            finder.files_named(path, manifest, key)
        if not root:
            return True
        extension = os.path.splitext(str(root))[1].lower()
        if extension == ".xaml":
            message = f"Cannot load the workflow module '{root}': workflows are not supported in PowerShell 6 and later."
            self._refuse("System.InvalidOperationException", message, "Modules_WorkflowModuleNotSupported", path, "InvalidOperation")
            return False
        if extension == ".psd1":
            raise invalid_member("RootModule", "A manifest cannot be the root module of another manifest.", path)
        file = place_in(folder, root)
        if extension == ".cdxml" and files.exists(file) and not files.read(file).strip():
            kind = "System.Xml.XmlException"
            raise PSError(self.error(kind, "Root element is missing.", kind))
        if (extension and extension not in _ROOTS) or not self._is_there(folder, root, _ROOTS):
            self._invalid_entry("RootModule", root, path, "Modules_InvalidRootModuleInModuleManifest")
            return False
        return True

    def _is_there(self, folder: str, name: Any, extensions: tuple[str, ...] = ()) -> bool:
        files, place = self.session.services["files"], place_in(folder, name)
        return any(files.exists(place + extension) for extension in ("", *extensions))

    def _nested(self, finder: ModuleFinder, module: PSModuleInfo, path: str) -> None:
        """Put what NestedModules names into the module that is described; report what is not there."""
        folder = os.path.dirname(path)
        for name in (specification(self.session, one).Name for one in as_list(module.manifest.get("nestedmodules"))):
            place = place_in(folder, name)
            file = finder.file_at(place)
            if file is None and not self._is_there(folder, name, (".dll", ".psm1")):
                self._invalid_entry("NestedModule", name, path, "Modules_InvalidNestedModuleinModuleManifest")
                continue
            module.nested.append(PSModuleInfo(os.path.splitext(os.path.basename(file or place))[0], file or ""))

    def _files(self, finder: ModuleFinder, path: str, manifest: dict[str, Any]) -> None:
        """Report the modules and files that a manifest lists and that are not there; it is described all the same."""
        folder = os.path.dirname(path)
        for name in as_list(manifest.get("requiredassemblies")):
            if not self._is_there(folder, name, (".dll",)):
                self._invalid_entry("RequiredAssemblies", name, path, "Modules_InvalidRequiredAssembliesInModuleManifest")
        for one in as_list(manifest.get("requiredmodules")):
            name = specification(self.session, one).Name
            if not self._is_known(name) and finder.find(name) is None:
                self._invalid_entry("RequiredModules", name, path, "Modules_InvalidRequiredModulesinModuleManifest")
        for name in as_list(manifest.get("filelist")):
            if not self._is_there(folder, name):
                self._invalid_entry("FileList", name, path, "Modules_InvalidFilePathinModuleManifest")
        for one in as_list(manifest.get("modulelist")):
            name = specification(self.session, one).Name
            if not self._is_known(name) and finder.find(name) is None and not self._is_there(folder, name, (".psm1", ".psd1")):
                self._invalid_entry("ModuleList", name, path, "Modules_InvalidModuleListinModuleManifest")

    def _is_known(self, name: str) -> bool:
        known = (*BUILT_IN, *self.session.services.get("module_sources", {}), *self.session.modules, "PSReadLine")
        return name.lower() in (one.lower() for one in known)

    def _invalid_entry(self, kind: str, name: Any, path: str, error_id: str) -> None:
        message = (
            f"The specified {kind} entry '{name}' in the module manifest '{path}' is invalid. Try again after updating this entry with valid values."
        )
        self._refuse("System.IO.DirectoryNotFoundException", message, error_id, str(self.Path), "ObjectNotFound")

    def _refuse(self, type_name: str, message: str, error_id: str, target: Any, category: str = "InvalidData") -> None:
        self.write_error(self.error(type_name, message, error_id, category, target))
