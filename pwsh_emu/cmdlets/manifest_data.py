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
_KNOWN = {name.lower() for name in MEMBERS}


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
        raise _refused("System.MissingMemberException", message, "Modules_InvalidManifest", "ResourceUnavailable", path) from None
    odd = [key for key in table if key.lower() not in _KNOWN]
    if odd:
        message = (
            f"The '{path}' module cannot be imported because its manifest contains one or more members that are not valid. The valid manifest "
            f"members are ({_listed(MEMBERS)}). Remove the members that are not valid ({_listed(odd)}), then try to import the module again."
        )
        kind = "System.Management.Automation.PSInvalidOperationException"
        raise _refused(kind, message, "Modules_InvalidManifestMember", "InvalidData", path)
    return {key.lower(): value for key, value in table.items()}


def _listed(names: Any) -> str:
    return ", ".join(f"'{name}'" for name in names)


def _refused(type_name: str, message: str, error_id: str, category: str, path: str) -> PSError:
    return PSError(ErrorRecord(ExceptionObject(type_name, message), error_id, category, path))
