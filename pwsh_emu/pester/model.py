"""Containers, blocks, tests and runs as Pester's result object shows them: Python attributes named as Pester names its properties."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.runtime.typesystem import DotNetObject, DotNetType
from pwsh_emu.runtime.values import PSArray

if TYPE_CHECKING:
    from pwsh_emu.runtime.scriptblock import ScriptBlock
    from pwsh_emu.runtime.session import Session


def pester_type(full_name: str, names: str) -> DotNetType:
    """Return a type whose properties are Python attributes of the same names."""
    made = DotNetType(full_name)
    for name in names.split():
        _declare(made, name)
    return made


def _declare(made: DotNetType, name: str) -> None:
    def read(obj: Any) -> Any:
        value = getattr(obj, name)
        return PSArray(value) if type(value) is list else value

    def write(obj: Any, value: Any) -> None:
        setattr(obj, name, value)

    made.property(f"System.Object {name}", setter=write)(read)


class PesterObject(DotNetObject):
    """Base of what the module hands to scripts. Durations are seconds in attributes that end in ``_s`` and TimeSpans as properties."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session

    def span(self, seconds: float) -> Any:
        """Return seconds as a TimeSpan."""
        from pwsh_emu.runtime.types.timespans import TimeSpan

        return TimeSpan(int(seconds * 10_000_000))


class Timed(PesterObject):
    """What runs: how it ended, and how long it took."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.user_s = self.framework_s = 0.0
        self.ErrorRecord: list[Any] = []
        self.Result = "NotRun"
        self.Executed = False
        self.ExecutedAt: Any = None

    @property
    def duration_s(self) -> float:
        return self.user_s + self.framework_s

    @property
    def Duration(self) -> Any:
        return self.span(self.duration_s)

    @property
    def UserDuration(self) -> Any:
        return self.span(self.user_s)

    @property
    def FrameworkDuration(self) -> Any:
        return self.span(self.framework_s)


_COUNTS = "FailedCount PassedCount SkippedCount InconclusiveCount NotRunCount TotalCount"


class Counted(Timed):
    """What holds tests: counts by result."""

    FailedCount = PassedCount = SkippedCount = InconclusiveCount = NotRunCount = TotalCount = 0

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.discovery_s = 0.0

    def count(self, result: str) -> None:
        """Add one test of a result."""
        name = f"{result}Count"
        setattr(self, name, getattr(self, name) + 1)
        self.TotalCount += 1

    @property
    def DiscoveryDuration(self) -> Any:
        return self.span(self.discovery_s)

    @property
    def Passed(self) -> bool:
        return self.Result == "Passed"


class Test(Timed):
    """One It, for one item of its data."""

    ps_type = pester_type(
        "Pester.Test",
        "Name Path Data ExpandedName ExpandedPath Result ErrorRecord StandardOutput Duration ItemType Id ScriptBlock Tag Focus Skip Block First Last "
        "Include Exclude Explicit ShouldRun StartLine StartColumn Executed ExecutedAt Passed Skipped Inconclusive UserDuration FrameworkDuration "
        "PluginData FrameworkData",
    )
    ItemType = "Test"

    def __init__(
        self, session: Session, name: str, block: Block, script: ScriptBlock,
        *, skip: bool, tags: list[str], data: Any, has_data: bool, line: int,
    ) -> None:  # fmt: skip
        super().__init__(session)
        self.Name = name
        self.Block = block
        self.ScriptBlock = script
        self.Path = [*block.Path, name]
        self.ExpandedName = name
        self.ExpandedPath = ".".join(self.Path)
        self.Data = data
        self.has_data = has_data
        self.Skip = skip
        self.Tag = tags
        self.Focus = False
        self.StartLine = line
        self.StartColumn = 0
        self.Id: Any = None
        self.Include = self.Exclude = self.Explicit = False
        self.ShouldRun = False
        self.First = self.Last = False
        self.Passed = self.Skipped = self.Inconclusive = False
        self.StandardOutput: Any = None
        self.PluginData: Any = None
        self.FrameworkData: Any = None
        self.mocks: list[Any] = []  # behaviours that Mock defined here
        self.calls: list[Any] = []  # what mocks recorded here

    def __str__(self) -> str:
        return "Pester.Test" if self.Result == "NotRun" else f"[{_mark(self.Result)}] {self.ExpandedPath}"


def _mark(result: str) -> str:
    return {"Passed": "+", "Failed": "-", "Skipped": "!", "Inconclusive": "?", "NotRun": " "}.get(result, "?")


class Block(Counted):
    """One Describe or Context, or the root of a container."""

    ps_type = pester_type(
        "Pester.Block",
        "Name Path Data ExpandedName ExpandedPath Blocks Tests Result " + _COUNTS + " ErrorRecord Duration Id ItemType Skip Passed First Last Root "
        "IsRoot Parent Order Tag Focus ShouldRun Include Exclude Explicit Executed ExecutedAt OwnPassed OwnDuration StartLine ScriptBlock "
        "BlockContainer UserDuration FrameworkDuration DiscoveryDuration PluginData FrameworkData",
    )
    ItemType = "Block"

    def __init__(
        self,
        session: Session,
        name: str,
        parent: Block | None,
        script: ScriptBlock | None = None,
        *,
        command: str = "",
        skip: bool = False,
        tags: list[str] | None = None,
        data: Any = None,
        has_data: bool = False,
        line: int = 0,
    ) -> None:
        super().__init__(session)
        self.Name = name
        self.Parent = parent
        self.ScriptBlock = script
        self.IsRoot = parent is None
        self.Path: list[str] = [] if parent is None else [*parent.Path, name]
        self.ExpandedName = name
        self.ExpandedPath = ".".join(self.Path)
        self.Data = data
        self.has_data = has_data
        self.Skip = skip
        self.Tag = tags or []
        self.Focus = False
        self.StartLine = line
        self.Id: Any = None
        self.Blocks: list[Block] = []
        self.Tests: list[Test] = []
        self.Order: list[Any] = []
        self.Include = self.Exclude = self.Explicit = False
        self.ShouldRun = False
        self.First = self.Last = False
        self.OwnPassed = False
        self.command = command
        self.setups: dict[str, list[ScriptBlock]] = {"BeforeAll": [], "BeforeEach": [], "AfterAll": [], "AfterEach": []}
        self.written = False  # whether the console shows its name
        self.own_user_s = 0.0
        self.container: Container | None = parent.container if parent is not None else None
        self.PluginData: Any = None
        self.FrameworkData: Any = None
        self.mocks: list[Any] = []
        self.calls: list[Any] = []

    @property
    def file(self) -> str:
        """The file that it stands in."""
        return (self.ScriptBlock.file or "") if self.ScriptBlock is not None else ""

    @property
    def Root(self) -> Block:
        return self if self.Parent is None else self.Parent.Root

    @property
    def BlockContainer(self) -> Any:
        return self.container

    @property
    def OwnDuration(self) -> Any:
        return self.span(self.own_user_s)

    def all_tests(self) -> list[Test]:
        """Return its tests and those of the blocks inside, in order."""
        found: list[Test] = []
        for item in self.Order:
            if isinstance(item, Test):
                found.append(item)
            else:
                found.extend(item.all_tests())
        return found

    def all_blocks(self) -> list[Block]:
        """Return the blocks inside, outer before inner."""
        found: list[Block] = []
        for block in self.Blocks:
            found.append(block)
            found.extend(block.all_blocks())
        return found

    def __str__(self) -> str:
        return f"[{_mark(self.Result)}] {self.ExpandedPath}"


class Container(Counted):
    """One file or script block with tests, and the data it is run with."""

    ps_type = pester_type(
        "Pester.Container",
        "Name Type Item Data Blocks Result Duration "
        + _COUNTS
        + " ErrorRecord Executed ExecutedAt Passed ShouldRun Skip UserDuration FrameworkDuration "
        "DiscoveryDuration StandardOutput",
    )

    def __init__(self, session: Session, kind: str, item: Any, name: str, data: Any = None) -> None:
        super().__init__(session)
        self.Type = kind
        self.Item = item
        self.Name = name
        self.Data = data
        self.ShouldRun = False
        self.Skip = False
        self.StandardOutput: Any = None
        self.root = Block(session, "Root", None)
        self.root.container = self
        self.parameters: dict[str, Any] = {}  # what the file's own parameters got

    @property
    def Blocks(self) -> list[Block]:
        return self.root.Blocks

    def __str__(self) -> str:
        return self.Name


class Run(Counted):
    """A whole run: what Invoke-Pester -PassThru returns."""

    ps_type = pester_type(
        "Pester.Run",
        "Containers Result FailedCount FailedBlocksCount FailedContainersCount PassedCount SkippedCount InconclusiveCount NotRunCount "
        "TotalCount Duration Executed ExecutedAt Version PSVersion PSBoundParameters Plugins PluginConfiguration PluginData Configuration "
        "DiscoveryDuration UserDuration "
        "FrameworkDuration Failed FailedBlocks FailedContainers PassedTests SkippedTests InconclusiveTests NotRunTests Tests CodeCoverage",
    )
    for _shown in ("Passed", "Skipped", "Inconclusive", "NotRun"):
        ps_type.properties[_shown.lower()] = ps_type.properties.pop(f"{_shown.lower()}tests")
        ps_type.properties[_shown.lower()].name = _shown

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.Containers: list[Container] = []
        self.FailedBlocks: list[Block] = []
        self.FailedContainers: list[Container] = []
        self.Tests: list[Test] = []
        self.Version = "5.7.1"
        self.PSVersion = "7.6.5"
        self.PSBoundParameters: Any = None
        self.Plugins: Any = None
        self.PluginConfiguration: Any = None
        self.PluginData: Any = None
        self.Configuration: Any = None
        self.CodeCoverage: Any = None

    @property
    def FailedBlocksCount(self) -> int:
        return len(self.FailedBlocks)

    @property
    def FailedContainersCount(self) -> int:
        return len(self.FailedContainers)

    def tests_with(self, result: str) -> list[Test]:
        return [test for test in self.Tests if test.Result == result]

    @property
    def Failed(self) -> list[Test]:
        return self.tests_with("Failed")

    @property
    def PassedTests(self) -> list[Test]:
        return self.tests_with("Passed")

    @property
    def SkippedTests(self) -> list[Test]:
        return self.tests_with("Skipped")

    @property
    def InconclusiveTests(self) -> list[Test]:
        return self.tests_with("Inconclusive")

    @property
    def NotRunTests(self) -> list[Test]:
        return self.tests_with("NotRun")
