"""Modules: Import-Module, New-Module, Get-Module, Remove-Module, Export-ModuleMember."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from pwsh_emu.cmdlets.item_base import ItemCmdlet, as_list
from pwsh_emu.cmdlets.manifest_data import check_values, invalid_manifest
from pwsh_emu.cmdlets.module_files import (
    BUILT_IN,
    EXTENSIONS,
    ModuleFinder,
    fits,
    highest_version,
    is_of_version,
    place_in,
    root_of,
    same_file,
    specification,
    version_numbers,
    with_slashes,
)
from pwsh_emu.providers import OWN_MODULES
from pwsh_emu.providers.base import ProviderError
from pwsh_emu.providers.locations import drives_of
from pwsh_emu.runtime import modules
from pwsh_emu.runtime.command import Cmdlet, implements
from pwsh_emu.runtime.errors import ErrorRecord, ExceptionObject, ParseFailure, PSError
from pwsh_emu.runtime.modules import PSModuleInfo
from pwsh_emu.runtime.redirection import nowhere
from pwsh_emu.runtime.scopes import Scope
from pwsh_emu.runtime.wildcard import WildcardPattern, has_wildcards

_FOREACH = "foreach"


class ModuleLoader(ModuleFinder):
    """Loads module files for one cmdlet's run."""

    def __init__(self, cmdlet: ItemCmdlet) -> None:
        super().__init__(cmdlet.session)
        self.cmdlet = cmdlet
        self._under_way: dict[str, PSModuleInfo] = {}  # by the path of the manifest

    def load(self, path: str, arguments: list[Any]) -> PSModuleInfo:
        """Load a module file into a scope of its own, its manifest first where it has one."""
        name = os.path.splitext(os.path.basename(path))[0]
        if path.lower().endswith(".psd1"):
            return self._load_manifest(name, path, arguments)
        module = modules.new_module(self.session, name, path)
        self._run_file(module, path, arguments)
        modules.settle_exports(module, self.cmdlet.write_verbose)
        return module

    def _load_manifest(self, name: str, path: str, arguments: list[Any]) -> PSModuleInfo:
        self.cmdlet.write_verbose(f"Loading module from path '{path}'.")
        manifest = self.manifest(path)
        try:
            check_values(self.session, manifest, path)
        except PSError as error:
            raise _Refused(error.record) from None
        root = root_of(manifest)
        module = modules.new_module(self.session, name, path, "Script" if root else "Manifest")
        module.manifest = manifest
        folder = os.path.dirname(path)
        with self._reading(path):
            for required in as_list(manifest.get("requiredmodules")):
                module.required.append(self._require(required, name, path))
        for script in self.files_named(path, manifest, "ScriptsToProcess"):
            self._dot_source(script)
        self._definitions(path, manifest)
        self._under_way[path] = module
        for nested in (specification(self.session, one).Name for one in as_list(manifest.get("nestedmodules"))):
            if nested.lower().endswith(".xaml"):
                raise _no_workflows(place_in(folder, nested))
            file = self.file_at(place_in(folder, nested)) or self.find(nested)
            if file is None:
                raise self.not_found(nested)
            if file in self._under_way:  # the module itself, by its name
                module.nested.append(self._under_way[file])
                continue
            inner = self.load(file, [])
            module.nested.append(inner)
            assert module.state is not None
            modules.import_module(self.session, inner, module.state.scope, tell=self.cmdlet.write_verbose)
        del self._under_way[path]
        if root:
            file = self._root_file(place_in(folder, root))
            if file is None:
                raise self.not_found(str(root))
            self._run_file(module, file, arguments)
        modules.settle_exports(module, self.cmdlet.write_verbose)
        return module

    def _root_file(self, path: str) -> str | None:
        """Return the script that a manifest's root module means: without its extension it is no manifest."""
        if os.path.splitext(path)[1].lower() == ".xaml":
            raise _no_workflows(path)
        for extension in EXTENSIONS[1:]:
            if self.session.services["files"].exists(path + extension):
                return path + extension
        return self.file_at(path)

    @contextmanager
    def _reading(self, path: str) -> Iterator[None]:
        """Note the manifest whose required modules are loaded now: one that is met again among them requires itself."""
        under_way: list[str] = self.session.services.setdefault("manifests under way", [])
        under_way.append(path)
        try:
            yield
        finally:
            under_way.remove(path)

    def _require(self, required: Any, name: str, path: str) -> PSModuleInfo:
        """Load a module that a manifest requires, for everybody, where it is not loaded yet; raises PSError where that is not possible."""
        wanted = specification(self.session, required)
        folder = os.path.dirname(path)
        if wanted.Name.replace("\\", "/").startswith("."):
            wanted.Name = place_in(folder, wanted.Name)
        loaded = built_in_module(self.session, wanted.Name) or next((one for one in self.session.modules.values() if fits(one, wanted)), None)
        if loaded is not None:
            return loaded
        known = self.session.services.get("module_sources", {}).get(wanted.Name.lower())
        file = self.find(wanted.Name)
        if known is not None or file is None:
            if known is None:
                raise self._required_not_loaded(wanted, path)
            module: PSModuleInfo = known(self.session)
        else:
            if file in self.session.services["manifests under way"]:
                raise self._cyclic(name, wanted.Name, path)
            module = self.load(file, [])
            if not fits(module, wanted):
                raise self._required_not_loaded(wanted, path)
            modules.import_module(self.session, module, self.session.global_scope, tell=self.cmdlet.write_verbose)
        modules.keep(self.session, module)
        return module

    def _required_not_loaded(self, wanted: Any, path: str) -> PSError:
        versions = ((wanted.RequiredVersion, "version"), (wanted.Version, "version"), (wanted.MaximumVersion, "MaximumVersion"))
        text = next((f" with {label} '{version}'" for version, label in versions if version is not None), "")
        return invalid_manifest(
            f"The required module '{wanted.Name}'{text} is not loaded. Load the module or remove the module from 'RequiredModules' in the file "
            f"'{path}'.",
            path,
        )

    def _cyclic(self, name: str, required: str, path: str) -> PSError:
        return invalid_manifest(
            f"The required module '{name}' is not loaded. The module '{name}' has a requiredModule '{required}' in its module manifest '{path}' "
            "that points to a cyclic dependency.",
            path,
        )

    def _definitions(self, path: str, manifest: dict[str, Any]) -> None:
        """Take in the type and formatting files that a manifest names; PSError where one is not there or cannot be read."""
        from pwsh_emu.formatting.formatfile import FormatFileError, read_views
        from pwsh_emu.formatting.views import table_of
        from pwsh_emu.runtime import typedata
        from pwsh_emu.runtime.typefile import TypeFileError, read_types

        read = self.session.services["files"].read
        for file in self.files_named(path, manifest, "TypesToProcess"):
            self.cmdlet.write_verbose(f"Loading 'TypesToProcess' from path '{file}'.")
            try:
                for data in read_types(self.session, read(file)):
                    typedata.update(self.session, data, force=True)
            except TypeFileError as error:
                raise _unreadable(f", {file} : {error}", "TypesXmlUpdateException") from None
        for file in self.files_named(path, manifest, "FormatsToProcess"):
            self.cmdlet.write_verbose(f"Loading 'FormatsToProcess' from path '{file}'.")
            try:
                table_of(self.session).add(read_views(read(file)), prepend=False)
            except FormatFileError as error:
                raise _unreadable(f"{file}, {error}", "FormatXmlUpdateException") from None

    def _dot_source(self, path: str) -> None:
        from pwsh_emu.runtime.scriptblock import ScriptBlock

        self.cmdlet.write_verbose(f"Loading module from path '{path}'.")
        self.cmdlet.write_verbose(f"Dot-sourcing the script file '{path}'.")
        ScriptBlock.create(self.session, self.text(path), path).invoke([], out=self.cmdlet.out, new_scope=False)

    def _run_file(self, module: PSModuleInfo, path: str, arguments: list[Any]) -> None:
        from pwsh_emu.runtime.scriptblock import ScriptBlock

        self.cmdlet.write_verbose(f"Loading module from path '{path}'.")
        block = ScriptBlock.create(self.session, self.text(path), path)
        try:
            modules.run_in_module(self.session, module, block, arguments, self.cmdlet.out)
        except PSError as error:
            raise _LoadingFailed(error) from error

    def not_found(self, name: str) -> PSError:
        message = f"The specified module '{name}' was not loaded because no valid module file was found in any module directory."
        return PSError(
            ErrorRecord(ExceptionObject("System.IO.FileNotFoundException", message), "Modules_ModuleNotFound", "ResourceUnavailable", name)
        )


def _no_workflows(path: str) -> PSError:
    message = f"The module '{path}' could not be loaded. Workflows are not supported in PowerShell 6+."
    exception = ExceptionObject("System.NotSupportedException", message)
    return PSError(ErrorRecord(exception, "Modules_WorkflowModuleNotSupported", "InvalidOperation", path))


def _unreadable(what: str, error_id: str) -> PSError:
    message = f"The following error occurred while loading the extended type data file: {what}"
    return PSError(ErrorRecord(ExceptionObject("System.Management.Automation.RuntimeException", message), error_id, "InvalidOperation"))


class _LoadingFailed(PSError):
    """A module's script ended with an error: one that it threw ends the cmdlet, no more; any other is written by Import-Module."""

    def __init__(self, error: PSError) -> None:
        super().__init__(error.record, stop=error.stop and not error.throw)
        self.of_cmdlet = True
        self.thrown = error.throw


class _Refused(Exception):
    """A module is of no version that is wanted; ``record`` says so."""

    def __init__(self, record: ErrorRecord) -> None:
        super().__init__()
        self.record = record


@implements("Import-Module")
class ImportModule(ItemCmdlet):
    """Adds modules to the current session."""

    Name: Any = None
    FullyQualifiedName: Any = None
    ModuleInfo: Any = None
    Assembly: Any = None
    Function: Any = None
    Cmdlet: Any = None
    Variable: Any = None
    Alias: Any = None
    Prefix: Any = ""
    PassThru: Any = False
    AsCustomObject: Any = False
    Global: Any = False
    Scope: Any = None
    ArgumentList: Any = None
    DisableNameChecking: Any = False
    MinimumVersion: Any = None
    RequiredVersion: Any = None
    MaximumVersion: Any = None
    NoClobber: Any = False

    def process(self) -> None:
        self.loader = ModuleLoader(self)
        self._check_range()
        for info in as_list(self.ModuleInfo):
            if built_in_module(self.session, info.name) is not None:
                self._named(info.name)
            elif info.state is None and info.path and not info.command_names and info.on_import is None:
                self._named(info.path)  # listed only; it is loaded now
            else:
                self._import(info)
        for name in as_list(self.Name):
            self._named(str(name))
        for item in as_list(self.FullyQualifiedName):
            self.RequiredVersion, self.MinimumVersion, self.MaximumVersion = item.RequiredVersion, item.Version, item.MaximumVersion
            self._named(item.Name)

    def _check_range(self) -> None:
        """End the cmdlet where no version can be as high as -MinimumVersion and as low as -MaximumVersion."""
        low, high = self.MinimumVersion, highest_version(self.MaximumVersion)
        if low is not None and high is not None and version_numbers(low) > high:
            message = f"The minimum version '{low}' is higher than the maximum version '{self.MaximumVersion}'."
            kind = "System.Management.Automation.PSArgumentOutOfRangeException"
            raise self.terminate(self.error(kind, message, "ArgumentOutOfRange", "InvalidArgument"))

    def _named(self, name: str) -> None:
        before = set(self.session.modules)
        try:
            module = self._loaded(name)
        except ParseFailure as failure:
            from pwsh_emu.runtime.parsefailure import parse_error_record

            self.write_error(parse_error_record(failure))
            self.write_error(self.loader.not_found(name).record)
            return
        except _LoadingFailed as failure:
            if failure.thrown:
                raise
            self.write_error(failure.record)
            self.write_error(self.loader.not_found(name).record)
            return
        except _Refused as refused:
            self.write_error(refused.record)
            return
        if module is None:
            self.write_error(self.loader.not_found(name).record)
            return
        refusal = self._version_refused(name, module)
        if refusal is not None:
            for key in set(self.session.modules) - before:
                del self.session.modules[key]
            self.write_error(refusal)
            return
        self._import(module)

    def _wants_version(self) -> bool:
        return self.RequiredVersion is not None or self.MinimumVersion is not None or bool(str(self.MaximumVersion or "").strip())

    def _wanted(self, name: str) -> Any:
        """Return name and versions that are asked for; None where any version will do."""
        if not self._wants_version():
            return None
        wanted = specification(self.session, name)
        wanted.RequiredVersion, wanted.Version, wanted.MaximumVersion = self.RequiredVersion, self.MinimumVersion, self.MaximumVersion
        return wanted

    def _version_refused(self, name: str, module: PSModuleInfo) -> ErrorRecord | None:
        """Return the error of a module whose version is not among those that are wanted."""
        wanted = self._wanted(name)
        if wanted is None or is_of_version(module, wanted):
            return None
        low, high = self.MinimumVersion, self.MaximumVersion
        if self.RequiredVersion is not None:
            text = f"version '{self.RequiredVersion}'"
        elif highest_version(high) is None:
            text = f"version '{low}'"
        else:
            text = f"MaximumVersion '{high}'" if low is None else f"MinimumVersion '{low}' and MaximumVersion '{high}'"
        message = f"The specified module '{name}' with {text} was not loaded because no valid module file was found in any module directory."
        return self.error("System.IO.FileNotFoundException", message, "Modules_ModuleWithVersionNotFound", "ResourceUnavailable", name)

    def _loaded(self, name: str) -> PSModuleInfo | None:
        """Return a module: one in the session already (unless -Force), a built-in, or newly loaded."""
        session = self.session
        builtin = built_in_module(session, name)
        if builtin is not None:
            return builtin
        known = session.services.get("module_sources", {}).get(name.lower())
        if known is not None:
            module: PSModuleInfo = known(session)
            if module.on_import is not None:
                module.on_import(session)
            modules.keep(session, module)
            return module
        if name.lower().endswith(".xaml"):
            raise _no_workflows(name)
        present: PSModuleInfo | None = session.modules.get(name.lower())
        path = self.loader.find(name, self._wanted(name)) or self.loader.find(name)
        if path is not None:
            present = next((module for module in session.modules.values() if module.path == path), None)
        if present is not None:
            if not self.Force:
                return present
            modules.remove_module(session, present, self.write_verbose)
        if path is None:
            return None if present is None or not present.path else present
        refusal = self._version_refused(name, self.loader.described(name, path)) if self._wants_version() else None
        if refusal is not None:  # before anything of it runs
            raise _Refused(refusal)
        module = self.loader.load(path, as_list(self.ArgumentList))
        modules.keep(session, module)
        return module

    def _import(self, module: PSModuleInfo) -> None:
        session = self.session
        if module.state is not None and not self.AsCustomObject:
            if not any(one is module for one in session.modules.values()):
                modules.keep(session, module)
            importer = None if self._target() is session.global_scope else session.scope.state.module
            if importer is None:
                module.inner = False
            elif importer is not module and module not in importer.nested:
                importer.nested.append(module)
                module.inner = module.inner or not module.imported
            functions, aliases, variables = (self._patterns(name) for name in ("Function", "Alias", "Variable"))
            if self.Cmdlet is not None and functions is None:  # a script's module has none of those that are asked for
                functions = []
            modules.import_module(
                session, module, self._target(), functions=functions, aliases=aliases, variables=variables,
                prefix=str(self.Prefix or ""), replaces=not self.NoClobber, tell=self.write_verbose,
                check=self._name_check(module.name),
            )  # fmt: skip
        if self.AsCustomObject:
            from pwsh_emu.runtime.types.modules import as_custom_object

            self.write(as_custom_object(module))
        elif self.PassThru:
            self.write(module)

    def _patterns(self, name: str) -> Any:
        return as_list(getattr(self, name)) if name in self.bound else None

    def _target(self) -> Scope:
        scope: Scope = self.session.scope
        if self.Global or str(self.Scope or "").lower() == "global":
            return self.session.global_scope
        if str(self.Scope or "").lower() == "local":
            return scope
        top: Scope = scope.state.scope
        return top

    def _name_check(self, module: str) -> Callable[[str], None]:
        """Return what looks at the names of imported functions: a verb that is not approved gets a warning once, and a verbose text."""
        from pwsh_emu.cmdlets.verbs import VERBS

        verbs = {verb.lower() for verb, *_ in VERBS} | {_FOREACH}
        warned = False

        def check(name: str) -> None:
            nonlocal warned
            verb, dash, _ = name.partition("-")
            if self.DisableNameChecking or not dash or verb.lower() in verbs:
                return
            if not warned:
                warned = True
                self.write_warning(
                    f"The names of some imported commands from the module '{module}' include unapproved verbs that might make them less "
                    "discoverable. To find the commands with unapproved verbs, run the Import-Module command again with the Verbose parameter. "
                    "For a list of approved verbs, type Get-Verb."
                )
            self.write_verbose(  # the quotation mark is missing in PowerShell's own text
                f"The '{name}' command in the {module}' module was imported, but because its name does not include an approved verb, it might be "
                "difficult to find. For a list of approved verbs, type Get-Verb."
            )

        return check


def built_in_module(session: Any, name: str) -> PSModuleInfo | None:
    """Return the module of PowerShell's own cmdlets that a name means, else None; it counts as imported then."""
    proper = next((module for module in BUILT_IN if module.lower() == name.lower()), None)
    if proper is None:
        return None
    present: PSModuleInfo | None = session.modules.get(proper.lower())
    if present is None:
        session.modules[proper.lower()] = present = _built_in(session, proper)
    return present


def described_built_in(session: Any, name: str) -> PSModuleInfo | None:
    """Return the module of a cmdlet, loaded or not; None for the cmdlets of the core, which no module holds."""
    present: PSModuleInfo | None = session.modules.get(name.lower())
    return _built_in(session, name) if present is None and name in BUILT_IN[1:] else present


def _note_used(session: Any) -> None:
    """Import the built-in modules of which a cmdlet was used, as PowerShell does when it first meets one."""
    used = {info.module for info in session.cmdlets.values() if getattr(info, "is_used", False)}
    for name in BUILT_IN[1:]:
        if name in used and name.lower() not in session.modules:
            built_in_module(session, name)


def _built_in(session: Any, proper: str) -> PSModuleInfo:
    module = PSModuleInfo(proper, f"{OWN_MODULES}/{proper}/{proper}.psd1", "Manifest")
    module.manifest = {"moduleversion": "7.0.0.0", "compatiblepseditions": ["Core"]}
    module.command_names = {key: info for key, info in session.cmdlets.items() if info.module == proper}
    return module


@implements("New-Module")
class NewModule(Cmdlet):
    """Creates a new dynamic module that exists only in memory."""

    Name: Any = None
    ScriptBlock: Any = None
    Function: Any = None
    Cmdlet: Any = None
    ArgumentList: Any = None
    ReturnResult: Any = False
    AsCustomObject: Any = False

    def process(self) -> None:
        import uuid

        from pwsh_emu.runtime.scriptblock import ScriptBlock

        session = self.session
        name = str(self.Name) if self.Name else f"__DynamicModule_{uuid.uuid4()}"
        module = modules.new_module(session, name, name)
        source = self.ScriptBlock
        results: list[Any] = []
        assert module.state is not None
        block = ScriptBlock(session, source.ast, module.state)
        modules.run_in_module(session, module, block, as_list(self.ArgumentList), results.append if self.ReturnResult else nowhere)
        if self.Function is not None:
            modules.export_members(module.state, as_list(self.Function), None, None, self.write_verbose)
        modules.settle_exports(module, self.write_verbose)
        module.manifest["definition"] = source.text
        if self.AsCustomObject:
            from pwsh_emu.runtime.types.modules import as_custom_object

            self.write(as_custom_object(module))
            return
        session.services.setdefault("dynamic_modules", []).append(module)
        modules.import_module(session, module, session.scope.state.scope, tell=self.write_verbose)
        if self.ReturnResult:
            self.write_all(results)
        else:
            self.write(module)


@implements("Get-Module")
class GetModule(ItemCmdlet):
    """List the modules imported in the current session or that can be imported from the PSModulePath."""

    Name: Any = None
    FullyQualifiedName: Any = None
    ListAvailable: Any = False
    All: Any = False
    Refresh: Any = False
    PSEdition: Any = None

    def process(self) -> None:
        names, wanted = [self._whole(str(name)) for name in as_list(self.Name)], as_list(self.FullyQualifiedName)
        for one in wanted:
            one.Name = self._whole(one.Name)
        edition = str(self.PSEdition or "").lower()
        patterns = [WildcardPattern(name, True) for name in names]
        if self.ListAvailable:
            found = self._available([*names, *(one.Name for one in wanted)])
        else:
            _note_used(self.session)
            importer = self.session.scope.state.module
            found = [module for module in self.session.modules.values() if not module.inner or (importer is not None and module in importer.nested)]
        if self.All and not self.ListAvailable:
            found.extend(_nested(found))
        for module in found if self.ListAvailable else sorted(found, key=lambda module: module.name.lower()):
            if edition and edition not in {str(one).lower() for one in as_list(module.manifest.get("compatiblepseditions"))}:
                continue
            named = any(pattern.matches(module.name) for pattern in patterns) or any(same_file(module, name) for name in names)
            named = named or any(WildcardPattern(f"{name}/*", True).matches(module.path) for name in names if "/" in name and has_wildcards(name))
            if named or any(fits(module, one) for one in wanted) or not (names or wanted):
                if self.ListAvailable:
                    module.added_type_names = ["ModuleInfoGrouping"]  # of the view that shows where modules lie
                self.write(module)

    def _whole(self, name: str) -> str:
        """Return the full path that a name means, a name without slashes as it is."""
        if "/" not in name and "\\" not in name:
            return name
        try:
            return drives_of(self.session).locate(with_slashes(name)).path
        except ProviderError:
            return name

    def _available(self, names: list[str]) -> list[PSModuleInfo]:
        """Return the modules that could be imported, in the order of their folders: those at paths that are named, else those of PSModulePath."""
        at_paths = self._at_paths(names)
        if at_paths:
            return at_paths
        finder = ModuleFinder(self.session)
        folders = finder.search_path()
        own = [source(self.session) for source in self.session.services.get("module_sources", {}).values()]
        own.extend(_built_in(self.session, name) for name in BUILT_IN[1:])  # the first is no module that could be found
        found = finder.available(every=bool(self.All)) + [one for one in own if any(one.path.startswith(f"{folder}/") for folder in folders)]
        place = {id(module): next(at for at, folder in enumerate(folders) if module.path.startswith(f"{folder}/")) for module in found}
        return sorted(found, key=lambda module: (place[id(module)], module.name.lower()))

    def _at_paths(self, names: list[str]) -> list[PSModuleInfo]:
        """Return the modules that are named by the paths of their files or folders, each version of them."""
        finder = ModuleFinder(self.session)
        found: dict[str, PSModuleInfo] = {}
        for name in (name for name in names if "/" in name):
            try:
                places = list(drives_of(self.session).expand(name, must_exist=False))
            except ProviderError:
                continue
            for path in (place.path for place in places):
                files = list(finder.versions_at(path)) or [file for file in (finder.file_at(path),) if file is not None]
                found.update((file, finder.listed(os.path.splitext(os.path.basename(file))[0], file)) for file in files)
        return [found[path] for path in sorted(found)]


def _nested(found: list[PSModuleInfo]) -> list[PSModuleInfo]:
    """Return the modules that modules brought along, themselves not among them."""
    inner: list[PSModuleInfo] = []
    for module in found:
        for one in module.nested:
            if not any(one is other for other in (*found, *inner)):
                inner += [one, *_nested([one])]
    return inner


@implements("Remove-Module")
class RemoveModule(ItemCmdlet):
    """Removes modules from the current session."""

    Name: Any = None
    FullyQualifiedName: Any = None
    ModuleInfo: Any = None

    def begin(self) -> None:
        self._found = False

    def process(self) -> None:
        session = self.session
        loaded = [*session.modules.values(), *session.services.get("dynamic_modules", [])]
        chosen: list[PSModuleInfo] = list(as_list(self.ModuleInfo))
        for name in as_list(self.Name):
            pattern = WildcardPattern(str(name), True)
            chosen.extend(module for module in loaded if pattern.matches(module.name))
        for wanted in as_list(self.FullyQualifiedName):
            chosen.extend(module for module in loaded if fits(module, wanted))
        self._found = self._found or bool(chosen)
        for module in dict.fromkeys(chosen):
            refusal = self._kept(module)
            if refusal is not None:
                self.write_error(refusal)
            elif self.should_process(f"{module.name} (Path: '{module.path}')", "Remove-Module"):
                modules.remove_module(session, module, self.write_verbose)

    def end(self) -> None:
        names = [str(name) for name in as_list(self.Name)]
        if self._found or any(has_wildcards(name) for name in names):
            return
        message = "No modules were removed. Verify that the specification of modules to remove is correct and those modules exist in the runspace."
        self.write_error(self.error("System.InvalidOperationException", message, "Modules_NoModulesRemoved", "ResourceUnavailable"))

    def _kept(self, module: PSModuleInfo) -> ErrorRecord | None:
        """Return the error of a module that its access mode keeps."""
        kind = "System.InvalidOperationException"
        if module.access_mode == "Constant":
            message = (
                f"Unable to remove the module '{module.name}' because the module is marked constant. A module cannot be removed when it is marked "
                "constant."
            )
            return self.error(kind, message, "Modules_ModuleIsConstant", "PermissionDenied", module)
        if module.access_mode == "ReadOnly" and not self.Force:
            message = (
                f"Unable to remove the module '{module.name}' because it is read-only. Add the Force parameter to your command to remove "
                "read-only modules."
            )
            return self.error(kind, message, "Modules_ModuleIsReadOnly", "PermissionDenied", module)
        return None


@implements("Export-ModuleMember")
class ExportModuleMember(Cmdlet):
    """Specifies the module members that are exported."""

    Function: Any = None
    Cmdlet: Any = None
    Variable: Any = None
    Alias: Any = None

    def process(self) -> None:
        state = self.session.scope.state
        if state.module is None:
            message = "The Export-ModuleMember cmdlet can only be called from inside a module."
            exception = ExceptionObject("System.InvalidOperationException", message)
            raise self.terminate(ErrorRecord(exception, "Modules_CanOnlyExecuteExportModuleMemberInsideAModule", "PermissionDenied"))
        modules.export_members(state, as_list(self.Function), as_list(self.Alias), as_list(self.Variable), self.write_verbose)
