"""Invoke-Pester, New-PesterConfiguration, New-PesterContainer and New-Fixture."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from pwsh_emu.pester.blocks import PesterCmdlet, run_command
from pwsh_emu.pester.configuration import Configuration, as_configuration
from pwsh_emu.pester.model import Container
from pwsh_emu.pester.state import thrown
from pwsh_emu.runtime.errors import ExitScript, not_supported
from pwsh_emu.runtime.validation import unwrapped
from pwsh_emu.runtime.values import Hashtable, PSArray
from pwsh_emu.runtime.wildcard import WildcardPattern, has_wildcards

if TYPE_CHECKING:
    from pwsh_emu.runtime.session import Session


class InvokePester(PesterCmdlet):
    """Runs Pester tests."""

    Path: Any = None
    ExcludePath: Any = None
    TagFilter: Any = None
    ExcludeTagFilter: Any = None
    FullNameFilter: Any = None
    CI: Any = False
    Output: Any = None
    PassThru: Any = False
    Container: Any = None
    Configuration: Any = None
    EnableExit: Any = False
    OutputFile: Any = None
    OutputFormat: Any = None
    Show: Any = None
    Quiet: Any = False
    CodeCoverage: Any = None

    def end(self) -> None:
        from pwsh_emu.pester.running import Runner

        session = self.session
        configuration = self._configuration()
        configuration.check()
        if configuration.value("CodeCoverage", "Enabled") and not self.CI:
            raise not_supported("Pester's code coverage")
        containers = ContainerFinder(session, configuration).find()
        if not containers:
            raise thrown(
                "No test files were found and no scriptblocks were provided. Please ensure that you provided at least one path to a "
                f"*{configuration.value('Run', 'TestExtension')} file, or a directory that contains such file."
                if configuration.value("Run", "Path")
                else "No test files were found and no scriptblocks were provided."
            )
        run = Runner(session, configuration, self.write_information).execute(containers)
        run.PSBoundParameters = Hashtable(self.bound.items())
        if configuration.value("TestResult", "Enabled"):
            from pwsh_emu.pester.reports import write_report

            write_report(run, configuration)
        failed = run.FailedCount + len(run.FailedBlocks) + len(run.FailedContainers)
        session.exit_code = failed
        if configuration.value("Run", "PassThru"):
            self.write(run)
        if failed and configuration.value("Run", "Throw"):
            raise thrown(_throw_text(run))
        if failed and configuration.value("Run", "Exit"):
            raise ExitScript(failed)

    def _configuration(self) -> Configuration:
        """Return the configuration given, that of $PesterPreference, or the default one, with what simple parameters change."""
        session = self.session
        if self.Configuration is not None:
            return as_configuration(session, self.Configuration)
        cell = session.scope.find("pesterpreference")
        made = as_configuration(session, cell.value) if cell is not None and cell.value is not None else Configuration(session)
        for name, section, option in (
            ("Path", "Run", "Path"), ("ExcludePath", "Run", "ExcludePath"), ("TagFilter", "Filter", "Tag"),
            ("ExcludeTagFilter", "Filter", "ExcludeTag"),
            ("FullNameFilter", "Filter", "FullName"), ("Output", "Output", "Verbosity"), ("Container", "Run", "Container"),
        ):  # fmt: skip
            if name in self.bound:
                made.set(section, option, self.bound[name])
        if "Container" in self.bound and "Path" not in self.bound:
            made.set("Run", "Path", PSArray([], "System.String"))
        if self.PassThru:
            made.set("Run", "PassThru", True)
        if self.CI or self.EnableExit:
            made.set("Run", "Exit", True)
        if self.CI:
            made.set("TestResult", "Enabled", True)
        if self.OutputFile:
            made.set("TestResult", "Enabled", True)
            made.set("TestResult", "OutputPath", str(self.OutputFile))
            if self.OutputFormat:
                made.set("TestResult", "OutputFormat", str(self.OutputFormat))
        if self.Quiet or self.Show:
            shown = str(self.Show or "None").lower()
            made.set("Output", "Verbosity", {"none": "None", "all": "Detailed"}.get(shown, "Normal") if not self.Quiet else "None")
        if self.CodeCoverage is not None:
            raise not_supported("Pester's code coverage")
        return made


def _throw_text(run: Any) -> str:
    parts = []
    for count, what in ((run.FailedCount, "test"), (len(run.FailedBlocks), "block"), (len(run.FailedContainers), "container")):
        if count:
            parts.append(f"{count} {what}{'s' if count > 1 else ''} failed")
    return f"Pester run failed, because {', and '.join(parts)}"


class ContainerFinder:
    """Finds what a configuration names: test files below paths, script blocks, containers."""

    def __init__(self, session: Session, configuration: Configuration) -> None:
        self.session = session
        self.configuration = configuration
        self.files = session.services["files"]
        self.extension = str(configuration.value("Run", "TestExtension"))

    def find(self) -> list[Container]:
        config = self.configuration
        found: list[Container] = []
        for block in config.value("Run", "ScriptBlock") or ():
            found.append(block_container(self.session, block))
        given = [unwrapped(one) for one in config.value("Run", "Container") or ()]
        explicit = config.sections["Run"].options["Path"].IsModified
        if explicit or not (found or given):
            for path in self._paths(config.texts("Run", "Path")):
                found.append(Container(self.session, "File", self._item(path), path))
        for one in given:
            if not isinstance(one, Container):
                raise thrown("Run.Container takes objects that New-PesterContainer made.")
            found.extend(self._expanded(one))
        return found

    def _expanded(self, container: Container) -> list[Container]:
        if container.Type != "File":
            return [Container(self.session, container.Type, container.Item, container.Name, container.Data)]
        return [Container(self.session, "File", self._item(path), path, container.Data) for path in self._paths([container.Name])]

    def _paths(self, given: list[str]) -> list[str]:
        excluded = [WildcardPattern(self._absolute(text), True) for text in self.configuration.texts("Run", "ExcludePath")]
        found: list[str] = []
        for text in given:
            for path in self._places(text):
                if self.files.is_directory(path):
                    found.extend(self._below(path))
                else:
                    found.append(path)
        unique = list(dict.fromkeys(found))
        return [path for path in unique if not any(pattern.matches(path) or pattern.matches(os.path.dirname(path)) for pattern in excluded)]

    def _places(self, text: str) -> list[str]:
        from pwsh_emu.providers.base import ProviderError

        drives = self.session.services["drives"]
        try:
            return [place.path for place in drives.expand(text)]
        except ProviderError:
            if has_wildcards(text):
                return []
            if self.files.exists(self._absolute(text)):
                return [self._absolute(text)]
            raise

    def _absolute(self, text: str) -> str:
        return str(self.session.services["drives"].locate(text).path)

    def _below(self, folder: str) -> list[str]:
        """Return the test files of a folder, then those of the folders inside."""
        found: list[str] = []
        folders: list[str] = []
        for name in sorted(self.files.names(folder), key=str.lower):
            path = f"{folder.rstrip('/')}/{name}"
            if self.files.is_directory(path):
                folders.append(path)
            elif name.lower().endswith(self.extension.lower()):
                found.append(path)
        for inner in folders:
            found.extend(self._below(inner))
        return found

    def _item(self, path: str) -> Any:
        drives = self.session.services["drives"]
        place = drives.locate(path)
        return place.provider.item(self.session, place.path)


def block_container(session: Session, block: Any, data: Any = None) -> Container:
    """Return the container of a script block."""
    line = block.ast.source.position(block.ast.start)[0]
    return Container(session, "ScriptBlock", block, f"<ScriptBlock>{block.file or ''}:{line}", data)


class NewPesterConfiguration(PesterCmdlet):
    """Creates a new PesterConfiguration object for advanced configuration of Invoke-Pester."""

    Hashtable: Any = None

    def end(self) -> None:
        made = Configuration(self.session)
        if self.Hashtable is not None:
            made.fill(self.Hashtable)
        self.write(made)


class NewPesterContainer(PesterCmdlet):
    """Generates ContainerInfo-objects used as for Invoke-Pester -Container."""

    Path: Any = None
    ScriptBlock: Any = None
    Data: Any = None

    def end(self) -> None:
        for data in list(self.Data) if self.Data else [None]:
            for block in self.ScriptBlock or ():
                self.write(block_container(self.session, block, data))
            for path in self.Path or ():
                self.write(Container(self.session, "File", str(path), str(path), data))


class NewFixture(PesterCmdlet):
    """Generates two files: one to write a function in, and one for its tests."""

    Name: Any = None
    Path: Any = None

    def end(self) -> None:
        session = self.session
        name = str(self.Name).removesuffix(".ps1")
        files = session.services["files"]
        folder = str(session.services["drives"].locate(str(self.Path or ".")).path)
        files.make_directories(folder)
        script = f'function {name} {{\n    throw [NotImplementedException]"{name} is not implemented."\n}}\n'
        test = (
            "BeforeAll {\n    . $PSCommandPath.Replace('.Tests.ps1', '.ps1')\n}\n\n"
            f'Describe "{name}" {{\n    It "Returns expected output" {{\n        {name} | Should -Be "YOUR_EXPECTED_VALUE"\n    }}\n}}\n'
        )
        for path, text in ((f"{folder}/{name}.ps1", script), (f"{folder}/{name}.Tests.ps1", test)):
            if files.exists(path):
                self.write_warning(f"Skipping the file '{path}', because it already exists.")
            else:
                files.write(path, text.encode())
                run_command(session, "Get-Item", {"LiteralPath": path}, self.out)
