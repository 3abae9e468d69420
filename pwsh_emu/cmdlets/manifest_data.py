"""Reading a module manifest: a data file that has no other members than those of a manifest."""

from __future__ import annotations

from typing import Any

from pwsh_emu.runtime.errors import ErrorRecord, ExceptionObject, ParseFailure, PSError

MEMBERS = (
    "ModuleToProcess", "NestedModules", "GUID", "Author", "CompanyName", "Copyright", "ModuleVersion", "Description", "PowerShellVersion",
    "PowerShellHostName", "PowerShellHostVersion", "CLRVersion", "DotNetFrameworkVersion", "ProcessorArchitecture", "RequiredModules",
    "TypesToProcess", "FormatsToProcess", "ScriptsToProcess", "PrivateData", "RequiredAssemblies", "ModuleList", "FileList", "FunctionsToExport",
    "VariablesToExport", "AliasesToExport", "CmdletsToExport", "DscResourcesToExport", "CompatiblePSEditions", "HelpInfoURI", "RootModule",
    "DefaultCommandPrefix",
)  # fmt: skip
_UNAVAILABLE = "ResourceUnavailable"
_KNOWN = {name.lower() for name in MEMBERS}
_TYPES = {
    "ModuleVersion": "System.Version", "GUID": "System.Guid", "PowerShellVersion": "System.Version", "PowerShellHostVersion": "System.Version",
    "DotNetFrameworkVersion": "System.Version", "CLRVersion": "System.Version", "ProcessorArchitecture": "System.Reflection.ProcessorArchitecture",
}  # fmt: skip


def manifest_data(session: Any, text: str, path: str) -> dict[str, Any]:
    """Return a manifest's data by lower-case key. Raises PSError where it is no manifest."""
    from pwsh_emu.runtime.datafile import read_data_file

    try:
        table = {str(key): value for key, value in read_data_file(session, text, path).items()}
    except (PSError, ParseFailure) as error:
        reason = error.errors[0].message if isinstance(error, ParseFailure) else error.record.exception.message
        message = (
            f"The module manifest '{path}' could not be processed because it is not a valid PowerShell module manifest file. "
            f"Remove the elements that are not permitted: {reason}"
        )
        raise invalid_manifest(message, path) from None
    odd = [key for key in table if key.lower() not in _KNOWN]
    if odd:
        message = (
            f"The '{path}' module cannot be imported because its manifest contains one or more members that are not valid. The valid manifest "
            f"members are ({_listed(MEMBERS)}). Remove the members that are not valid ({_listed(odd)}), then try to import the module again."
        )
        kind = "System.Management.Automation.PSInvalidOperationException"
        raise _refused(kind, message, "Modules_InvalidManifestMember", "InvalidData", path)
    return {key.lower(): value for key, value in table.items()}


def check_values(session: Any, manifest: dict[str, Any], path: str) -> None:
    """Raise PSError where a manifest has no version, a value that its member cannot have, or asks for a later PowerShell."""
    from pwsh_emu.runtime.conversion import convert, to_string
    from pwsh_emu.runtime.requirements import VERSION

    values: dict[str, Any] = {}
    for name, type_name in _TYPES.items():
        value = manifest.get(name.lower())
        if value is None or to_string(session, value) == "":
            continue
        try:
            values[name] = convert(session, value, session.types.resolve(type_name))
        except PSError as error:
            raise invalid_member(name, error.record.exception.message, path) from None
    if "ModuleVersion" not in values:
        message = (
            "The member 'ModuleVersion' is not present in the module manifest. This member must exist and be assigned a version number of the "
            f"form 'n.n.n.n'. Add the missing member to the file '{path}'."
        )
        raise _refused("System.MissingMemberException", message, "Modules_MissingModuleVersion", _UNAVAILABLE, path)
    wanted = values.get("PowerShellVersion")
    if wanted is not None and tuple(int(part) for part in str(wanted).split(".")) > VERSION:
        message = (
            f"The version of PowerShell on this computer is '{'.'.join(map(str, VERSION))}'. The module '{path}' requires a minimum PowerShell "
            f"version of '{wanted}' to run. Verify that you have the minimum required version of PowerShell installed, and then try again."
        )
        raise _refused("System.InvalidOperationException", message, "Modules_InsufficientPowerShellVersion", _UNAVAILABLE, path)


def invalid_manifest(message: str, path: str) -> PSError:
    """Return the error of a file that does not do as a manifest."""
    return _refused("System.MissingMemberException", message, "Modules_InvalidManifest", _UNAVAILABLE, path)


def invalid_member(name: str, reason: str, path: str) -> PSError:
    """Return the error of a member whose value cannot be used."""
    message = (
        f"The '{name}' member in the module manifest is not valid: {reason}. Verify that a valid value is specified for this field in the "
        f"'{path}' file."
    )
    return _refused("System.ArgumentException", message, "Modules_InvalidManifest", _UNAVAILABLE, path)


def _listed(names: Any) -> str:
    return ", ".join(f"'{name}'" for name in names)


def _refused(type_name: str, message: str, error_id: str, category: str, path: str) -> PSError:
    return PSError(ErrorRecord(ExceptionObject(type_name, message), error_id, category, path))
