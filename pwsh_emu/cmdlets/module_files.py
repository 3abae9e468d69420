"""Module files: where they lie, which version of a module a name means, and what their manifests say of them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pwsh_emu.cmdlets.item_base import as_list
from pwsh_emu.cmdlets.manifest_data import invalid_member, manifest_data
from pwsh_emu.providers.base import ProviderError
from pwsh_emu.providers.locations import drives_of
from pwsh_emu.runtime.errors import PSError
from pwsh_emu.runtime.modules import PSModuleInfo
from pwsh_emu.runtime.wildcard import WildcardPattern

if TYPE_CHECKING:
    from pwsh_emu.runtime.session import Session

BUILT_IN = (
    "Microsoft.PowerShell.Core", "Microsoft.PowerShell.Host", "Microsoft.PowerShell.Management",
    "Microsoft.PowerShell.Security", "Microsoft.PowerShell.Utility",
)  # fmt: skip
EXTENSIONS = (".psd1", ".psm1", ".ps1")


def root_of(manifest: dict[str, Any]) -> Any:
    """Return what a manifest names as its module's own file; ModuleToProcess is the key's older name."""
    return manifest.get("rootmodule") or manifest.get("moduletoprocess")


def with_slashes(name: str) -> str:
    """Return a path with slashes for backslashes; a provider before it stays as it is."""
    provider, mark, path = name.rpartition("::")
    return provider + mark + path.replace("\\", "/")


def place_in(folder: str, name: Any) -> str:
    """Return the path of a file that a manifest names, as seen from the manifest's folder; either slash divides."""
    return os.path.normpath(os.path.join(folder, str(name).replace("\\", "/")))


def specification(session: Session, value: Any) -> Any:
    """Return what a name or a hashtable of a manifest means as a ModuleSpecification."""
    from pwsh_emu.runtime.types.modules import ModuleSpecification
    from pwsh_emu.runtime.values import PSObject

    base = value.base if type(value) is PSObject else value
    return base if isinstance(base, ModuleSpecification) else ModuleSpecification.new(session, base)


def fits(module: PSModuleInfo, wanted: Any) -> bool:
    """Tell whether a module is one that a ModuleSpecification means: name (or path), GUID and versions."""
    if not WildcardPattern(wanted.Name, True).matches(module.name) and not same_file(module, wanted.Name):
        return False
    if wanted.Guid is not None and str(wanted.Guid).lower() != str(module.manifest.get("guid") or "").strip("{}").lower():
        return False
    return is_of_version(module, wanted)


def is_of_version(module: PSModuleInfo, wanted: Any) -> bool:
    """Tell whether a module's version is one that a ModuleSpecification means."""
    version = version_numbers(module.manifest.get("moduleversion") or "0.0")
    if wanted.RequiredVersion is not None and version != version_numbers(wanted.RequiredVersion):
        return False
    high = highest_version(wanted.MaximumVersion)
    return (wanted.Version is None or version >= version_numbers(wanted.Version)) and (high is None or version <= high)


def same_file(module: PSModuleInfo, name: str) -> bool:
    """Tell whether a name is the path of a module's file, with or without its extension, or of its folder; a provider may stand before it."""
    path = os.path.normpath(name.rpartition("::")[2].replace("\\", "/")).lower()
    own = module.path.lower()
    folder = os.path.dirname(own)
    outer, _, version = folder.rpartition("/")
    return "/" in path and (path in (own, os.path.splitext(own)[0], folder) or (path == outer and version.replace(".", "").isdigit()))


def version_numbers(version: Any) -> list[int]:
    """Return the parts of a version, to compare it with others."""
    return [int(part) for part in str(version).split(".") if part.isdecimal()]


def highest_version(text: Any) -> list[int] | None:
    """Return the highest version that -MaximumVersion lets pass: a * at its end stands for any number; blanks say nothing."""
    if text is None or not str(text).strip():
        return None
    return [0x7FFFFFFF if part == "*" else int(part) for part in str(text).split(".") if part.isdecimal() or part == "*"]


class ModuleFinder:
    """Finds module files and reads their manifests."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def find(self, name: str, wanted: Any = None) -> str | None:
        """Return the file of a module given by path or by name (looked for below PSModulePath), of the versions that are wanted."""
        name = with_slashes(name)
        if "/" in name or os.path.splitext(name)[1].lower() in EXTENSIONS:
            try:
                path = drives_of(self.session).locate(name).path
            except ProviderError:
                return None
            return self.file_at(path, wanted)
        for folder in self.search_path():
            found = self.file_at(f"{folder}/{self._as_spelled(folder, name)}", wanted)
            if found:
                return found
        return None

    def _as_spelled(self, folder: str, name: str) -> str:
        """Return a module's name as its folder has it: case does not matter in names, as it does in paths."""
        files = self.session.services["files"]
        if files.exists(f"{folder}/{name}") or not files.is_directory(folder):
            return name
        return next((one for one in sorted(files.names(folder)) if one.lower() == name.lower()), name)

    def search_path(self) -> list[str]:
        """Return the folders of PSModulePath."""
        table: dict[str, str] = self.session.services["environment"]
        return [with_slashes(folder) for folder in table.get("PSModulePath", "").split(":") if folder]

    def file_at(self, path: str, wanted: Any = None) -> str | None:
        """Return the file of the module that a path (either slash) means: itself, with an extension, or in the folder of that name."""
        files = self.session.services["files"]
        path = os.path.normpath(path.replace("\\", "/"))
        if os.path.splitext(path)[1].lower() in EXTENSIONS:
            return path if files.exists(path) and not files.is_directory(path) else None
        for extension in EXTENSIONS:
            if files.exists(path + extension):
                return path + extension
        if files.is_directory(path):
            leaf = os.path.basename(path)
            for file in self.versions_at(path):
                if wanted is None or fits(self.described(leaf, file), wanted):
                    return file
        return None

    def versions_at(self, path: str) -> Iterator[str]:
        """Give the files of the versions of the module in a folder, the highest first."""
        files = self.session.services["files"]
        if not files.is_directory(path):
            return
        leaf = os.path.basename(path)
        for folder in (path, *self._version_folders(path)):
            present = (f"{folder}/{leaf}{extension}" for extension in EXTENSIONS[:2] if files.exists(f"{folder}/{leaf}{extension}"))
            file = next(present, None)
            if file is not None:
                yield file

    def described(self, name: str, path: str) -> PSModuleInfo:
        """Return a module file as a module that is not loaded."""
        module = PSModuleInfo(name, path, "Script")
        if path.lower().endswith(".psd1"):
            module.manifest = self.manifest(path)
            module.kind = "Script" if root_of(module.manifest) else "Manifest"
        return module

    def _version_folders(self, path: str) -> list[str]:
        names = [name for name in self.session.services["files"].names(path) if name.replace(".", "").isdigit()]
        return [f"{path}/{name}" for name in sorted(names, key=lambda name: [int(part) for part in name.split(".") if part], reverse=True)]

    def available(self, every: bool = False) -> list[PSModuleInfo]:
        """Return the modules below PSModulePath, each version, not loaded; ``every`` file of a module counts as one where that is asked for."""
        files = self.session.services["files"]
        found: list[PSModuleInfo] = []
        for folder in self.search_path():
            if not files.is_directory(folder):
                continue
            for name in sorted(files.names(folder)):
                if every and files.is_directory(f"{folder}/{name}"):
                    every_file = (path for path in files.walk(f"{folder}/{name}") if path.lower().endswith(EXTENSIONS[:2]))
                    found.extend(self.listed(os.path.splitext(os.path.basename(path))[0], path) for path in every_file)
                elif files.is_directory(f"{folder}/{name}"):
                    found.extend(self.listed(name, path) for path in self.versions_at(f"{folder}/{name}"))
        return found

    def listed(self, name: str, path: str) -> PSModuleInfo:
        """Return a module that is not loaded, without a version where its manifest cannot be read."""
        try:
            return self.described(name, path)
        except PSError:
            return PSModuleInfo(name, path, "Manifest")

    def manifest(self, path: str) -> dict[str, Any]:
        """Return a manifest's data by lower-case key. Raises PSError where it is none."""
        return manifest_data(self.session, self.text(path), path)

    def files_named(self, path: str, manifest: dict[str, Any], key: str) -> list[str]:
        """Return the scripts, type or formatting files that a manifest names. Raises PSError where one is not there."""
        files = [place_in(os.path.dirname(path), name) for name in as_list(manifest.get(key.lower()))]
        for file in files:
            if not self.session.services["files"].exists(file):
                raise invalid_member(key, f"Cannot find path '{file}' because it does not exist.", path)
        return files

    def text(self, path: str) -> str:
        """Return the text of a module file."""
        from pwsh_emu.language.reading import decode_script

        return decode_script(self.session.services["files"].read(path))
