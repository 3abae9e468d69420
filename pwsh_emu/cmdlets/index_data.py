"""Made by tools/index_cmdlets.py: cmdlet name -> (Python module or "", class, PowerShell module, implementing type)."""

from __future__ import annotations

CMDLETS: dict[str, tuple[str, str, str, str]] = {
    "Add-Content": ("pwsh_emu.cmdlets.content", "AddContent", "Microsoft.PowerShell.Management", "Microsoft.PowerShell.Commands.AddContentCommand"),
    "Add-History": ("pwsh_emu.cmdlets.history", "AddHistory", "Microsoft.PowerShell.Core", "Microsoft.PowerShell.Commands.AddHistoryCommand"),
    "Add-Member": ("pwsh_emu.cmdlets.objects", "AddMember", "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.AddMemberCommand"),
    "Add-Type": ("pwsh_emu.cmdlets.add_type", "AddType", "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.AddTypeCommand"),
    "Clear-Content": (
        "pwsh_emu.cmdlets.content", "ClearContent",
        "Microsoft.PowerShell.Management", "Microsoft.PowerShell.Commands.ClearContentCommand",
    ),
    "Clear-History": ("pwsh_emu.cmdlets.history", "ClearHistory", "Microsoft.PowerShell.Core", "Microsoft.PowerShell.Commands.ClearHistoryCommand"),
    "Clear-Item": ("pwsh_emu.cmdlets.items", "ClearItem", "Microsoft.PowerShell.Management", "Microsoft.PowerShell.Commands.ClearItemCommand"),
    "Clear-ItemProperty": (
        "pwsh_emu.cmdlets.item_properties", "ClearItemProperty",
        "Microsoft.PowerShell.Management", "Microsoft.PowerShell.Commands.ClearItemPropertyCommand",
    ),
    "Clear-Variable": (
        "pwsh_emu.cmdlets.variables", "ClearVariable",
        "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.ClearVariableCommand",
    ),
    "Compare-Object": (
        "pwsh_emu.cmdlets.compare", "CompareObject",
        "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.CompareObjectCommand",
    ),
    "Convert-Path": ("pwsh_emu.cmdlets.paths", "ConvertPath", "Microsoft.PowerShell.Management", "Microsoft.PowerShell.Commands.ConvertPathCommand"),
    "ConvertFrom-CliXml": (
        "pwsh_emu.cmdlets.clixml", "ConvertFromCliXml",
        "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.ConvertFromClixmlCommand",
    ),
    "ConvertFrom-Csv": (
        "pwsh_emu.cmdlets.csv", "ConvertFromCsv",
        "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.ConvertFromCsvCommand",
    ),
    "ConvertFrom-Json": (
        "pwsh_emu.cmdlets.json", "ConvertFromJson",
        "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.ConvertFromJsonCommand",
    ),
    "ConvertFrom-SecureString": (
        "pwsh_emu.cmdlets.secure_strings", "ConvertFromSecureString",
        "Microsoft.PowerShell.Security", "Microsoft.PowerShell.Commands.ConvertFromSecureStringCommand",
    ),
    "ConvertFrom-StringData": (
        "pwsh_emu.cmdlets.data", "ConvertFromStringData",
        "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.ConvertFromStringDataCommand",
    ),
    "ConvertTo-CliXml": (
        "pwsh_emu.cmdlets.clixml", "ConvertToCliXml",
        "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.ConvertToClixmlCommand",
    ),
    "ConvertTo-Csv": ("pwsh_emu.cmdlets.csv", "ConvertToCsv", "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.ConvertToCsvCommand"),
    "ConvertTo-Html": (
        "pwsh_emu.cmdlets.html", "ConvertToHtml",
        "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.ConvertToHtmlCommand",
    ),
    "ConvertTo-Json": (
        "pwsh_emu.cmdlets.json", "ConvertToJson",
        "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.ConvertToJsonCommand",
    ),
    "ConvertTo-SecureString": (
        "pwsh_emu.cmdlets.secure_strings", "ConvertToSecureString",
        "Microsoft.PowerShell.Security", "Microsoft.PowerShell.Commands.ConvertToSecureStringCommand",
    ),
    "ConvertTo-Xml": ("pwsh_emu.cmdlets.xml", "ConvertToXml", "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.ConvertToXmlCommand"),
    "Copy-Item": ("pwsh_emu.cmdlets.items", "CopyItem", "Microsoft.PowerShell.Management", "Microsoft.PowerShell.Commands.CopyItemCommand"),
    "Copy-ItemProperty": (
        "pwsh_emu.cmdlets.item_properties", "CopyItemProperty",
        "Microsoft.PowerShell.Management", "Microsoft.PowerShell.Commands.CopyItemPropertyCommand",
    ),
    "Debug-Job": ("pwsh_emu.cmdlets.jobs", "DebugJob", "Microsoft.PowerShell.Core", "Microsoft.PowerShell.Commands.DebugJobCommand"),
    "Debug-Process": (
        "pwsh_emu.cmdlets.processes", "DebugProcess",
        "Microsoft.PowerShell.Management", "Microsoft.PowerShell.Commands.DebugProcessCommand",
    ),
    "Debug-Runspace": ("", "", "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.DebugRunspaceCommand"),
    "Disable-ExperimentalFeature": (
        "pwsh_emu.cmdlets.experimental", "DisableExperimentalFeature",
        "Microsoft.PowerShell.Core", "Microsoft.PowerShell.Commands.DisableExperimentalFeatureCommand",
    ),
    "Disable-PSBreakpoint": (
        "pwsh_emu.cmdlets.debugging", "DisablePSBreakpoint",
        "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.DisablePSBreakpointCommand",
    ),
    "Disable-RunspaceDebug": ("", "", "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.DisableRunspaceDebugCommand"),
    "Enable-ExperimentalFeature": (
        "pwsh_emu.cmdlets.experimental", "EnableExperimentalFeature",
        "Microsoft.PowerShell.Core", "Microsoft.PowerShell.Commands.EnableExperimentalFeatureCommand",
    ),
    "Enable-PSBreakpoint": (
        "pwsh_emu.cmdlets.debugging", "EnablePSBreakpoint",
        "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.EnablePSBreakpointCommand",
    ),
    "Enable-RunspaceDebug": ("", "", "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.EnableRunspaceDebugCommand"),
    "Enter-PSHostProcess": ("", "", "Microsoft.PowerShell.Core", "Microsoft.PowerShell.Commands.EnterPSHostProcessCommand"),
    "Enter-PSSession": (
        "pwsh_emu.cmdlets.remote_sessions", "EnterPSSession",
        "Microsoft.PowerShell.Core", "Microsoft.PowerShell.Commands.EnterPSSessionCommand",
    ),
    "Exit-PSHostProcess": ("", "", "Microsoft.PowerShell.Core", "Microsoft.PowerShell.Commands.ExitPSHostProcessCommand"),
    "Exit-PSSession": (
        "pwsh_emu.cmdlets.remote_sessions", "ExitPSSession",
        "Microsoft.PowerShell.Core", "Microsoft.PowerShell.Commands.ExitPSSessionCommand",
    ),
    "Export-Alias": (
        "pwsh_emu.cmdlets.alias_files", "ExportAlias",
        "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.ExportAliasCommand",
    ),
    "Export-Clixml": (
        "pwsh_emu.cmdlets.clixml", "ExportClixml",
        "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.ExportClixmlCommand",
    ),
    "Export-Csv": ("pwsh_emu.cmdlets.csv", "ExportCsv", "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.ExportCsvCommand"),
    "Export-FormatData": (
        "pwsh_emu.cmdlets.format_data", "ExportFormatData",
        "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.ExportFormatDataCommand",
    ),
    "Export-ModuleMember": (
        "pwsh_emu.cmdlets.modules", "ExportModuleMember",
        "Microsoft.PowerShell.Core", "Microsoft.PowerShell.Commands.ExportModuleMemberCommand",
    ),
    "Export-PSSession": ("", "", "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.ExportPSSessionCommand"),
    "Find-Module": ("pwsh_emu.cmdlets.gallery", "FindModule", "PowerShellGet", "Microsoft.PowerShell.PackageManagement.Cmdlets.FindPackage"),
    "Find-PSResource": (
        "pwsh_emu.cmdlets.psresources", "FindPSResource",
        "Microsoft.PowerShell.PSResourceGet", "Microsoft.PowerShell.PSResourceGet.Cmdlets.FindPSResource",
    ),
    "ForEach-Object": (
        "pwsh_emu.cmdlets.foreach", "ForEachObject",
        "Microsoft.PowerShell.Core", "Microsoft.PowerShell.Commands.ForEachObjectCommand",
    ),
    "Format-Custom": (
        "pwsh_emu.cmdlets.format_shapes", "FormatCustom",
        "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.FormatCustomCommand",
    ),
    "Format-Hex": ("pwsh_emu.cmdlets.format_hex", "FormatHex", "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.FormatHex"),
    "Format-List": (
        "pwsh_emu.cmdlets.format_shapes", "FormatList",
        "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.FormatListCommand",
    ),
    "Format-Table": (
        "pwsh_emu.cmdlets.format_shapes", "FormatTable",
        "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.FormatTableCommand",
    ),
    "Format-Wide": (
        "pwsh_emu.cmdlets.format_shapes", "FormatWide",
        "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.FormatWideCommand",
    ),
    "Get-Alias": ("pwsh_emu.cmdlets.aliases", "GetAlias", "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.GetAliasCommand"),
    "Get-ChildItem": (
        "pwsh_emu.cmdlets.items", "GetChildItem",
        "Microsoft.PowerShell.Management", "Microsoft.PowerShell.Commands.GetChildItemCommand",
    ),
    "Get-Clipboard": (
        "pwsh_emu.cmdlets.clipboard", "GetClipboard",
        "Microsoft.PowerShell.Management", "Microsoft.PowerShell.Commands.GetClipboardCommand",
    ),
    "Get-CmsMessage": ("", "", "Microsoft.PowerShell.Security", "Microsoft.PowerShell.Commands.GetCmsMessageCommand"),
    "Get-Command": ("pwsh_emu.cmdlets.get_command", "GetCommand", "Microsoft.PowerShell.Core", "Microsoft.PowerShell.Commands.GetCommandCommand"),
    "Get-Content": ("pwsh_emu.cmdlets.content", "GetContent", "Microsoft.PowerShell.Management", "Microsoft.PowerShell.Commands.GetContentCommand"),
    "Get-Credential": (
        "pwsh_emu.cmdlets.secure_strings", "GetCredential",
        "Microsoft.PowerShell.Security", "Microsoft.PowerShell.Commands.GetCredentialCommand",
    ),
    "Get-Culture": ("pwsh_emu.cmdlets.system", "GetCulture", "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.GetCultureCommand"),
    "Get-Date": ("pwsh_emu.cmdlets.dates", "GetDate", "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.GetDateCommand"),
    "Get-Error": ("pwsh_emu.cmdlets.format_data", "GetError", "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.GetErrorCommand"),
    "Get-Event": ("pwsh_emu.cmdlets.events", "GetEvent", "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.GetEventCommand"),
    "Get-EventSubscriber": (
        "pwsh_emu.cmdlets.events", "GetEventSubscriber",
        "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.GetEventSubscriberCommand",
    ),
    "Get-ExecutionPolicy": (
        "pwsh_emu.cmdlets.system", "GetExecutionPolicy",
        "Microsoft.PowerShell.Security", "Microsoft.PowerShell.Commands.GetExecutionPolicyCommand",
    ),
    "Get-ExperimentalFeature": (
        "pwsh_emu.cmdlets.experimental", "GetExperimentalFeature",
        "Microsoft.PowerShell.Core", "Microsoft.PowerShell.Commands.GetExperimentalFeatureCommand",
    ),
    "Get-FileHash": ("pwsh_emu.cmdlets.system", "GetFileHash", "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.GetFileHashCommand"),
    "Get-FormatData": (
        "pwsh_emu.cmdlets.format_data", "GetFormatData",
        "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.GetFormatDataCommand",
    ),
    "Get-Help": ("pwsh_emu.cmdlets.get_help", "GetHelp", "Microsoft.PowerShell.Core", "Microsoft.PowerShell.Commands.GetHelpCommand"),
    "Get-History": ("pwsh_emu.cmdlets.history", "GetHistory", "Microsoft.PowerShell.Core", "Microsoft.PowerShell.Commands.GetHistoryCommand"),
    "Get-Host": ("pwsh_emu.cmdlets.system", "GetHost", "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.GetHostCommand"),
    "Get-InstalledModule": (
        "pwsh_emu.cmdlets.gallery", "GetInstalledModule",
        "PowerShellGet", "Microsoft.PowerShell.PackageManagement.Cmdlets.GetPackage",
    ),
    "Get-InstalledPSResource": (
        "pwsh_emu.cmdlets.psresources", "GetInstalledPSResource",
        "Microsoft.PowerShell.PSResourceGet", "Microsoft.PowerShell.PSResourceGet.Cmdlets.GetInstalledPSResourceCommand",
    ),
    "Get-Item": ("pwsh_emu.cmdlets.items", "GetItem", "Microsoft.PowerShell.Management", "Microsoft.PowerShell.Commands.GetItemCommand"),
    "Get-ItemProperty": (
        "pwsh_emu.cmdlets.item_properties", "GetItemProperty",
        "Microsoft.PowerShell.Management", "Microsoft.PowerShell.Commands.GetItemPropertyCommand",
    ),
    "Get-ItemPropertyValue": (
        "pwsh_emu.cmdlets.item_properties", "GetItemPropertyValue",
        "Microsoft.PowerShell.Management", "Microsoft.PowerShell.Commands.GetItemPropertyValueCommand",
    ),
    "Get-Job": ("pwsh_emu.cmdlets.jobs", "GetJob", "Microsoft.PowerShell.Core", "Microsoft.PowerShell.Commands.GetJobCommand"),
    "Get-Location": (
        "pwsh_emu.cmdlets.location", "GetLocation",
        "Microsoft.PowerShell.Management", "Microsoft.PowerShell.Commands.GetLocationCommand",
    ),
    "Get-Member": ("pwsh_emu.cmdlets.objects", "GetMember", "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.GetMemberCommand"),
    "Get-Module": ("pwsh_emu.cmdlets.modules", "GetModule", "Microsoft.PowerShell.Core", "Microsoft.PowerShell.Commands.GetModuleCommand"),
    "Get-PSBreakpoint": (
        "pwsh_emu.cmdlets.debugging", "GetPSBreakpoint",
        "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.GetPSBreakpointCommand",
    ),
    "Get-PSCallStack": (
        "pwsh_emu.cmdlets.call_stack", "GetPSCallStack",
        "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.GetPSCallStackCommand",
    ),
    "Get-PSDrive": ("pwsh_emu.cmdlets.location", "GetPSDrive", "Microsoft.PowerShell.Management", "Microsoft.PowerShell.Commands.GetPSDriveCommand"),
    "Get-PSHostProcessInfo": ("", "", "Microsoft.PowerShell.Core", "Microsoft.PowerShell.Commands.GetPSHostProcessInfoCommand"),
    "Get-PSProvider": (
        "pwsh_emu.cmdlets.location", "GetPSProvider",
        "Microsoft.PowerShell.Management", "Microsoft.PowerShell.Commands.GetPSProviderCommand",
    ),
    "Get-PSRepository": (
        "pwsh_emu.cmdlets.gallery", "GetPSRepository",
        "PowerShellGet", "Microsoft.PowerShell.PackageManagement.Cmdlets.InstallPackage",
    ),
    "Get-PSResourceRepository": (
        "pwsh_emu.cmdlets.psresources", "GetPSResourceRepository",
        "Microsoft.PowerShell.PSResourceGet", "Microsoft.PowerShell.PSResourceGet.Cmdlets.GetPSResourceRepository",
    ),
    "Get-PSSession": (
        "pwsh_emu.cmdlets.remote_sessions", "GetPSSession",
        "Microsoft.PowerShell.Core", "Microsoft.PowerShell.Commands.GetPSSessionCommand",
    ),
    "Get-PSSubsystem": ("", "", "Microsoft.PowerShell.Core", "System.Management.Automation.Subsystem.GetPSSubsystemCommand"),
    "Get-PackageProvider": (
        "pwsh_emu.cmdlets.package_providers", "GetPackageProvider",
        "PackageManagement", "Microsoft.PowerShell.PackageManagement.Cmdlets.GetPackageProvider",
    ),
    "Get-PfxCertificate": ("", "", "Microsoft.PowerShell.Security", "Microsoft.PowerShell.Commands.GetPfxCertificateCommand"),
    "Get-Process": (
        "pwsh_emu.cmdlets.processes", "GetProcess",
        "Microsoft.PowerShell.Management", "Microsoft.PowerShell.Commands.GetProcessCommand",
    ),
    "Get-Random": ("pwsh_emu.cmdlets.randomness", "GetRandom", "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.GetRandomCommand"),
    "Get-Runspace": (
        "pwsh_emu.cmdlets.runspaces", "GetRunspace",
        "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.GetRunspaceCommand",
    ),
    "Get-RunspaceDebug": ("", "", "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.GetRunspaceDebugCommand"),
    "Get-SecureRandom": (
        "pwsh_emu.cmdlets.randomness", "GetSecureRandom",
        "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.GetSecureRandomCommand",
    ),
    "Get-TimeZone": ("pwsh_emu.cmdlets.dates", "GetTimeZone", "Microsoft.PowerShell.Management", "Microsoft.PowerShell.Commands.GetTimeZoneCommand"),
    "Get-TraceSource": (
        "pwsh_emu.cmdlets.tracing", "GetTraceSource",
        "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.GetTraceSourceCommand",
    ),
    "Get-TypeData": (
        "pwsh_emu.cmdlets.type_data", "GetTypeData",
        "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.GetTypeDataCommand",
    ),
    "Get-UICulture": (
        "pwsh_emu.cmdlets.system", "GetUICulture",
        "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.GetUICultureCommand",
    ),
    "Get-Unique": ("pwsh_emu.cmdlets.tee", "GetUnique", "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.GetUniqueCommand"),
    "Get-Uptime": ("pwsh_emu.cmdlets.dates", "GetUptime", "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.GetUptimeCommand"),
    "Get-Variable": (
        "pwsh_emu.cmdlets.variables", "GetVariable",
        "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.GetVariableCommand",
    ),
    "Get-Verb": ("pwsh_emu.cmdlets.system", "GetVerb", "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.GetVerbCommand"),
    "Group-Object": ("pwsh_emu.cmdlets.group", "GroupObject", "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.GroupObjectCommand"),
    "Import-Alias": (
        "pwsh_emu.cmdlets.alias_files", "ImportAlias",
        "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.ImportAliasCommand",
    ),
    "Import-Clixml": (
        "pwsh_emu.cmdlets.clixml", "ImportClixml",
        "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.ImportClixmlCommand",
    ),
    "Import-Csv": ("pwsh_emu.cmdlets.csv", "ImportCsv", "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.ImportCsvCommand"),
    "Import-LocalizedData": (
        "pwsh_emu.cmdlets.data", "ImportLocalizedData",
        "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.ImportLocalizedData",
    ),
    "Import-Module": ("pwsh_emu.cmdlets.modules", "ImportModule", "Microsoft.PowerShell.Core", "Microsoft.PowerShell.Commands.ImportModuleCommand"),
    "Import-PSSession": (
        "pwsh_emu.cmdlets.remote_sessions", "ImportPSSession",
        "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.ImportPSSessionCommand",
    ),
    "Import-PowerShellDataFile": (
        "pwsh_emu.cmdlets.data", "ImportPowerShellDataFile",
        "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.ImportPowerShellDataFileCommand",
    ),
    "Install-Module": (
        "pwsh_emu.cmdlets.gallery", "InstallModule",
        "PowerShellGet", "Microsoft.PowerShell.PackageManagement.Cmdlets.InstallPackage",
    ),
    "Install-PSResource": (
        "pwsh_emu.cmdlets.psresources", "InstallPSResource",
        "Microsoft.PowerShell.PSResourceGet", "Microsoft.PowerShell.PSResourceGet.Cmdlets.InstallPSResource",
    ),
    "Install-PackageProvider": (
        "pwsh_emu.cmdlets.package_providers", "InstallPackageProvider",
        "PackageManagement", "Microsoft.PowerShell.PackageManagement.Cmdlets.InstallPackageProvider",
    ),
    "Invoke-Command": (
        "pwsh_emu.cmdlets.invoke", "InvokeCommand",
        "Microsoft.PowerShell.Core", "Microsoft.PowerShell.Commands.InvokeCommandCommand",
    ),
    "Invoke-Expression": (
        "pwsh_emu.cmdlets.invoke", "InvokeExpression",
        "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.InvokeExpressionCommand",
    ),
    "Invoke-History": (
        "pwsh_emu.cmdlets.history", "InvokeHistory",
        "Microsoft.PowerShell.Core", "Microsoft.PowerShell.Commands.InvokeHistoryCommand",
    ),
    "Invoke-Item": ("pwsh_emu.cmdlets.items", "InvokeItem", "Microsoft.PowerShell.Management", "Microsoft.PowerShell.Commands.InvokeItemCommand"),
    "Invoke-RestMethod": ("", "", "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.InvokeRestMethodCommand"),
    "Invoke-WebRequest": ("", "", "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.InvokeWebRequestCommand"),
    "Join-Path": ("pwsh_emu.cmdlets.paths", "JoinPath", "Microsoft.PowerShell.Management", "Microsoft.PowerShell.Commands.JoinPathCommand"),
    "Join-String": ("pwsh_emu.cmdlets.tee", "JoinString", "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.Utility.JoinStringCommand"),
    "Measure-Command": (
        "pwsh_emu.cmdlets.invoke", "MeasureCommand",
        "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.MeasureCommandCommand",
    ),
    "Measure-Object": (
        "pwsh_emu.cmdlets.measure", "MeasureObject",
        "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.MeasureObjectCommand",
    ),
    "Move-Item": ("pwsh_emu.cmdlets.items", "MoveItem", "Microsoft.PowerShell.Management", "Microsoft.PowerShell.Commands.MoveItemCommand"),
    "Move-ItemProperty": (
        "pwsh_emu.cmdlets.item_properties", "MoveItemProperty",
        "Microsoft.PowerShell.Management", "Microsoft.PowerShell.Commands.MoveItemPropertyCommand",
    ),
    "New-Alias": ("pwsh_emu.cmdlets.aliases", "NewAlias", "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.NewAliasCommand"),
    "New-Event": ("pwsh_emu.cmdlets.events", "NewEvent", "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.NewEventCommand"),
    "New-Guid": ("pwsh_emu.cmdlets.randomness", "NewGuid", "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.NewGuidCommand"),
    "New-Item": ("pwsh_emu.cmdlets.items", "NewItem", "Microsoft.PowerShell.Management", "Microsoft.PowerShell.Commands.NewItemCommand"),
    "New-ItemProperty": (
        "pwsh_emu.cmdlets.item_properties", "NewItemProperty",
        "Microsoft.PowerShell.Management", "Microsoft.PowerShell.Commands.NewItemPropertyCommand",
    ),
    "New-Module": ("pwsh_emu.cmdlets.modules", "NewModule", "Microsoft.PowerShell.Core", "Microsoft.PowerShell.Commands.NewModuleCommand"),
    "New-ModuleManifest": (
        "pwsh_emu.cmdlets.manifests", "NewModuleManifest",
        "Microsoft.PowerShell.Core", "Microsoft.PowerShell.Commands.NewModuleManifestCommand",
    ),
    "New-Object": ("pwsh_emu.cmdlets.objects", "NewObject", "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.NewObjectCommand"),
    "New-PSDrive": ("pwsh_emu.cmdlets.location", "NewPSDrive", "Microsoft.PowerShell.Management", "Microsoft.PowerShell.Commands.NewPSDriveCommand"),
    "New-PSRoleCapabilityFile": (
        "pwsh_emu.cmdlets.configuration_files", "NewPSRoleCapabilityFile",
        "Microsoft.PowerShell.Core", "Microsoft.PowerShell.Commands.NewPSRoleCapabilityFileCommand",
    ),
    "New-PSSession": (
        "pwsh_emu.cmdlets.remote_sessions", "NewPSSession",
        "Microsoft.PowerShell.Core", "Microsoft.PowerShell.Commands.NewPSSessionCommand",
    ),
    "New-PSSessionConfigurationFile": (
        "pwsh_emu.cmdlets.configuration_files", "NewPSSessionConfigurationFile",
        "Microsoft.PowerShell.Core", "Microsoft.PowerShell.Commands.NewPSSessionConfigurationFileCommand",
    ),
    "New-PSSessionOption": (
        "pwsh_emu.cmdlets.remote_sessions", "NewPSSessionOption",
        "Microsoft.PowerShell.Core", "Microsoft.PowerShell.Commands.NewPSSessionOptionCommand",
    ),
    "New-PSTransportOption": ("", "", "Microsoft.PowerShell.Core", "Microsoft.PowerShell.Commands.NewPSTransportOptionCommand"),
    "New-TemporaryFile": (
        "pwsh_emu.cmdlets.system", "NewTemporaryFile",
        "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.NewTemporaryFileCommand",
    ),
    "New-TimeSpan": ("pwsh_emu.cmdlets.dates", "NewTimeSpan", "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.NewTimeSpanCommand"),
    "New-Variable": (
        "pwsh_emu.cmdlets.variables", "NewVariable",
        "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.NewVariableCommand",
    ),
    "Out-Default": ("pwsh_emu.cmdlets.out_console", "OutDefault", "Microsoft.PowerShell.Core", "Microsoft.PowerShell.Commands.OutDefaultCommand"),
    "Out-File": ("pwsh_emu.cmdlets.out_file", "OutFile", "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.OutFileCommand"),
    "Out-GridView": (
        "pwsh_emu.cmdlets.out_gridview", "OutGridView",
        "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.OutGridViewCommand",
    ),
    "Out-Host": ("pwsh_emu.cmdlets.out_console", "OutHost", "Microsoft.PowerShell.Core", "Microsoft.PowerShell.Commands.OutHostCommand"),
    "Out-Null": ("pwsh_emu.cmdlets.out_console", "OutNull", "Microsoft.PowerShell.Core", "Microsoft.PowerShell.Commands.OutNullCommand"),
    "Out-String": ("pwsh_emu.cmdlets.out_console", "OutString", "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.OutStringCommand"),
    "Pop-Location": (
        "pwsh_emu.cmdlets.location", "PopLocation",
        "Microsoft.PowerShell.Management", "Microsoft.PowerShell.Commands.PopLocationCommand",
    ),
    "Protect-CmsMessage": ("", "", "Microsoft.PowerShell.Security", "Microsoft.PowerShell.Commands.ProtectCmsMessageCommand"),
    "Push-Location": (
        "pwsh_emu.cmdlets.location", "PushLocation",
        "Microsoft.PowerShell.Management", "Microsoft.PowerShell.Commands.PushLocationCommand",
    ),
    "Read-Host": ("pwsh_emu.cmdlets.read_host", "ReadHost", "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.ReadHostCommand"),
    "Receive-Job": ("pwsh_emu.cmdlets.jobs", "ReceiveJob", "Microsoft.PowerShell.Core", "Microsoft.PowerShell.Commands.ReceiveJobCommand"),
    "Register-ArgumentCompleter": (
        "pwsh_emu.cmdlets.argument_completers", "RegisterArgumentCompleter",
        "Microsoft.PowerShell.Core", "System.Management.Automation.RegisterArgumentCompleterCommand",
    ),
    "Register-EngineEvent": (
        "pwsh_emu.cmdlets.events", "RegisterEngineEvent",
        "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.RegisterEngineEventCommand",
    ),
    "Register-ObjectEvent": (
        "pwsh_emu.cmdlets.events", "RegisterObjectEvent",
        "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.RegisterObjectEventCommand",
    ),
    "Remove-Alias": ("pwsh_emu.cmdlets.aliases", "RemoveAlias", "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.RemoveAliasCommand"),
    "Remove-Event": ("pwsh_emu.cmdlets.events", "RemoveEvent", "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.RemoveEventCommand"),
    "Remove-Item": ("pwsh_emu.cmdlets.items", "RemoveItem", "Microsoft.PowerShell.Management", "Microsoft.PowerShell.Commands.RemoveItemCommand"),
    "Remove-ItemProperty": (
        "pwsh_emu.cmdlets.item_properties", "RemoveItemProperty",
        "Microsoft.PowerShell.Management", "Microsoft.PowerShell.Commands.RemoveItemPropertyCommand",
    ),
    "Remove-Job": ("pwsh_emu.cmdlets.jobs", "RemoveJob", "Microsoft.PowerShell.Core", "Microsoft.PowerShell.Commands.RemoveJobCommand"),
    "Remove-Module": ("pwsh_emu.cmdlets.modules", "RemoveModule", "Microsoft.PowerShell.Core", "Microsoft.PowerShell.Commands.RemoveModuleCommand"),
    "Remove-PSBreakpoint": (
        "pwsh_emu.cmdlets.debugging", "RemovePSBreakpoint",
        "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.RemovePSBreakpointCommand",
    ),
    "Remove-PSDrive": (
        "pwsh_emu.cmdlets.location", "RemovePSDrive",
        "Microsoft.PowerShell.Management", "Microsoft.PowerShell.Commands.RemovePSDriveCommand",
    ),
    "Remove-PSSession": (
        "pwsh_emu.cmdlets.remote_sessions", "RemovePSSession",
        "Microsoft.PowerShell.Core", "Microsoft.PowerShell.Commands.RemovePSSessionCommand",
    ),
    "Remove-TypeData": (
        "pwsh_emu.cmdlets.type_data", "RemoveTypeData",
        "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.RemoveTypeDataCommand",
    ),
    "Remove-Variable": (
        "pwsh_emu.cmdlets.variables", "RemoveVariable",
        "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.RemoveVariableCommand",
    ),
    "Rename-Item": ("pwsh_emu.cmdlets.items", "RenameItem", "Microsoft.PowerShell.Management", "Microsoft.PowerShell.Commands.RenameItemCommand"),
    "Rename-ItemProperty": (
        "pwsh_emu.cmdlets.item_properties", "RenameItemProperty",
        "Microsoft.PowerShell.Management", "Microsoft.PowerShell.Commands.RenameItemPropertyCommand",
    ),
    "Resolve-Path": ("pwsh_emu.cmdlets.paths", "ResolvePath", "Microsoft.PowerShell.Management", "Microsoft.PowerShell.Commands.ResolvePathCommand"),
    "Restart-Computer": ("", "", "Microsoft.PowerShell.Management", "Microsoft.PowerShell.Commands.RestartComputerCommand"),
    "Save-Help": ("pwsh_emu.cmdlets.get_help", "SaveHelp", "Microsoft.PowerShell.Core", "Microsoft.PowerShell.Commands.SaveHelpCommand"),
    "Select-Object": (
        "pwsh_emu.cmdlets.select", "SelectObject",
        "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.SelectObjectCommand",
    ),
    "Select-String": (
        "pwsh_emu.cmdlets.select_string", "SelectString",
        "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.SelectStringCommand",
    ),
    "Select-Xml": ("pwsh_emu.cmdlets.xml", "SelectXml", "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.SelectXmlCommand"),
    "Send-MailMessage": (
        "pwsh_emu.smtp.send_mail", "SendMailMessage",
        "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.SendMailMessage",
    ),
    "Set-Alias": ("pwsh_emu.cmdlets.aliases", "SetAlias", "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.SetAliasCommand"),
    "Set-Clipboard": (
        "pwsh_emu.cmdlets.clipboard", "SetClipboard",
        "Microsoft.PowerShell.Management", "Microsoft.PowerShell.Commands.SetClipboardCommand",
    ),
    "Set-Content": ("pwsh_emu.cmdlets.content", "SetContent", "Microsoft.PowerShell.Management", "Microsoft.PowerShell.Commands.SetContentCommand"),
    "Set-Date": ("pwsh_emu.cmdlets.dates", "SetDate", "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.SetDateCommand"),
    "Set-ExecutionPolicy": (
        "pwsh_emu.cmdlets.system", "SetExecutionPolicy",
        "Microsoft.PowerShell.Security", "Microsoft.PowerShell.Commands.SetExecutionPolicyCommand",
    ),
    "Set-Item": ("pwsh_emu.cmdlets.items", "SetItem", "Microsoft.PowerShell.Management", "Microsoft.PowerShell.Commands.SetItemCommand"),
    "Set-ItemProperty": (
        "pwsh_emu.cmdlets.item_properties", "SetItemProperty",
        "Microsoft.PowerShell.Management", "Microsoft.PowerShell.Commands.SetItemPropertyCommand",
    ),
    "Set-Location": (
        "pwsh_emu.cmdlets.location", "SetLocation",
        "Microsoft.PowerShell.Management", "Microsoft.PowerShell.Commands.SetLocationCommand",
    ),
    "Set-PSBreakpoint": (
        "pwsh_emu.cmdlets.debugging", "SetPSBreakpoint",
        "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.SetPSBreakpointCommand",
    ),
    "Set-PSDebug": ("pwsh_emu.cmdlets.debugging", "SetPSDebug", "Microsoft.PowerShell.Core", "Microsoft.PowerShell.Commands.SetPSDebugCommand"),
    "Set-PSRepository": (
        "pwsh_emu.cmdlets.gallery", "SetPSRepository",
        "PowerShellGet", "Microsoft.PowerShell.PackageManagement.Cmdlets.InstallPackage",
    ),
    "Set-PSResourceRepository": (
        "pwsh_emu.cmdlets.psresources", "SetPSResourceRepository",
        "Microsoft.PowerShell.PSResourceGet", "Microsoft.PowerShell.PSResourceGet.Cmdlets.SetPSResourceRepository",
    ),
    "Set-StrictMode": (
        "pwsh_emu.cmdlets.invoke", "SetStrictMode",
        "Microsoft.PowerShell.Core", "Microsoft.PowerShell.Commands.SetStrictModeCommand",
    ),
    "Set-TraceSource": (
        "pwsh_emu.cmdlets.tracing", "SetTraceSource",
        "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.SetTraceSourceCommand",
    ),
    "Set-Variable": (
        "pwsh_emu.cmdlets.variables", "SetVariable",
        "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.SetVariableCommand",
    ),
    "Sort-Object": ("pwsh_emu.cmdlets.sort", "SortObject", "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.SortObjectCommand"),
    "Split-Path": ("pwsh_emu.cmdlets.paths", "SplitPath", "Microsoft.PowerShell.Management", "Microsoft.PowerShell.Commands.SplitPathCommand"),
    "Start-Job": ("pwsh_emu.cmdlets.jobs", "StartJob", "Microsoft.PowerShell.Core", "Microsoft.PowerShell.Commands.StartJobCommand"),
    "Start-Process": (
        "pwsh_emu.cmdlets.processes", "StartProcess",
        "Microsoft.PowerShell.Management", "Microsoft.PowerShell.Commands.StartProcessCommand",
    ),
    "Start-Sleep": ("pwsh_emu.cmdlets.invoke", "StartSleep", "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.StartSleepCommand"),
    "Start-ThreadJob": (
        "pwsh_emu.cmdlets.jobs", "StartThreadJob",
        "Microsoft.PowerShell.ThreadJob", "Microsoft.PowerShell.ThreadJob.StartThreadJobCommand",
    ),
    "Start-Transcript": (
        "pwsh_emu.cmdlets.transcripts", "StartTranscript",
        "Microsoft.PowerShell.Host", "Microsoft.PowerShell.Commands.StartTranscriptCommand",
    ),
    "Stop-Computer": ("", "", "Microsoft.PowerShell.Management", "Microsoft.PowerShell.Commands.StopComputerCommand"),
    "Stop-Job": ("pwsh_emu.cmdlets.jobs", "StopJob", "Microsoft.PowerShell.Core", "Microsoft.PowerShell.Commands.StopJobCommand"),
    "Stop-Process": (
        "pwsh_emu.cmdlets.processes", "StopProcess",
        "Microsoft.PowerShell.Management", "Microsoft.PowerShell.Commands.StopProcessCommand",
    ),
    "Stop-Transcript": (
        "pwsh_emu.cmdlets.transcripts", "StopTranscript",
        "Microsoft.PowerShell.Host", "Microsoft.PowerShell.Commands.StopTranscriptCommand",
    ),
    "Switch-Process": ("", "", "Microsoft.PowerShell.Core", "Microsoft.PowerShell.Commands.SwitchProcessCommand"),
    "Tee-Object": ("pwsh_emu.cmdlets.tee", "TeeObject", "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.TeeObjectCommand"),
    "Test-Connection": ("", "", "Microsoft.PowerShell.Management", "Microsoft.PowerShell.Commands.TestConnectionCommand"),
    "Test-ModuleManifest": (
        "pwsh_emu.cmdlets.manifests", "TestModuleManifest",
        "Microsoft.PowerShell.Core", "Microsoft.PowerShell.Commands.TestModuleManifestCommand",
    ),
    "Test-Path": ("pwsh_emu.cmdlets.paths", "TestPath", "Microsoft.PowerShell.Management", "Microsoft.PowerShell.Commands.TestPathCommand"),
    "Trace-Command": (
        "pwsh_emu.cmdlets.tracing", "TraceCommand",
        "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.TraceCommandCommand",
    ),
    "Unblock-File": (
        "pwsh_emu.cmdlets.unblock_file", "UnblockFile",
        "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.UnblockFileCommand",
    ),
    "Uninstall-Module": (
        "pwsh_emu.cmdlets.gallery", "UninstallModule",
        "PowerShellGet", "Microsoft.PowerShell.PackageManagement.Cmdlets.InstallPackage",
    ),
    "Unprotect-CmsMessage": ("", "", "Microsoft.PowerShell.Security", "Microsoft.PowerShell.Commands.UnprotectCmsMessageCommand"),
    "Unregister-Event": (
        "pwsh_emu.cmdlets.events", "UnregisterEvent",
        "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.UnregisterEventCommand",
    ),
    "Update-FormatData": (
        "pwsh_emu.cmdlets.format_data", "UpdateFormatData",
        "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.UpdateFormatDataCommand",
    ),
    "Update-Help": ("pwsh_emu.cmdlets.get_help", "UpdateHelp", "Microsoft.PowerShell.Core", "Microsoft.PowerShell.Commands.UpdateHelpCommand"),
    "Update-List": ("pwsh_emu.cmdlets.update_list", "UpdateList", "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.UpdateListCommand"),
    "Update-Module": ("pwsh_emu.cmdlets.gallery", "UpdateModule", "PowerShellGet", "Microsoft.PowerShell.PackageManagement.Cmdlets.InstallPackage"),
    "Update-PSResource": (
        "pwsh_emu.cmdlets.psresources", "UpdatePSResource",
        "Microsoft.PowerShell.PSResourceGet", "Microsoft.PowerShell.PSResourceGet.Cmdlets.UpdatePSResource",
    ),
    "Update-TypeData": (
        "pwsh_emu.cmdlets.type_data", "UpdateTypeData",
        "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.UpdateTypeDataCommand",
    ),
    "Wait-Debugger": (
        "pwsh_emu.cmdlets.debugging", "WaitDebugger",
        "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.WaitDebuggerCommand",
    ),
    "Wait-Event": ("pwsh_emu.cmdlets.events", "WaitEvent", "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.WaitEventCommand"),
    "Wait-Job": ("pwsh_emu.cmdlets.jobs", "WaitJob", "Microsoft.PowerShell.Core", "Microsoft.PowerShell.Commands.WaitJobCommand"),
    "Wait-Process": (
        "pwsh_emu.cmdlets.processes", "WaitProcess",
        "Microsoft.PowerShell.Management", "Microsoft.PowerShell.Commands.WaitProcessCommand",
    ),
    "Where-Object": ("pwsh_emu.cmdlets.where", "WhereObject", "Microsoft.PowerShell.Core", "Microsoft.PowerShell.Commands.WhereObjectCommand"),
    "Write-Debug": ("pwsh_emu.cmdlets.write", "WriteDebug", "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.WriteDebugCommand"),
    "Write-Error": ("pwsh_emu.cmdlets.write", "WriteError", "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.WriteErrorCommand"),
    "Write-Host": ("pwsh_emu.cmdlets.write", "WriteHost", "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.WriteHostCommand"),
    "Write-Information": (
        "pwsh_emu.cmdlets.write", "WriteInformation",
        "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.WriteInformationCommand",
    ),
    "Write-Output": ("pwsh_emu.cmdlets.write", "WriteOutput", "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.WriteOutputCommand"),
    "Write-Progress": (
        "pwsh_emu.cmdlets.write", "WriteProgress",
        "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.WriteProgressCommand",
    ),
    "Write-Verbose": ("pwsh_emu.cmdlets.write", "WriteVerbose", "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.WriteVerboseCommand"),
    "Write-Warning": ("pwsh_emu.cmdlets.write", "WriteWarning", "Microsoft.PowerShell.Utility", "Microsoft.PowerShell.Commands.WriteWarningCommand"),
}
