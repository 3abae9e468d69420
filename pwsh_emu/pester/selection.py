"""Which tests of a container are to run: tags, names and lines that a run asks for or leaves out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pwsh_emu.pester.model import Test
from pwsh_emu.runtime.wildcard import WildcardPattern

if TYPE_CHECKING:
    from pwsh_emu.pester.configuration import Configuration
    from pwsh_emu.pester.model import Block, Container


class Selection:
    """The filters of a run."""

    def __init__(self, configuration: Configuration) -> None:
        self.tags = self._patterns(configuration.texts("Filter", "Tag"))
        self.excluded = self._patterns(configuration.texts("Filter", "ExcludeTag"))
        self.names = self._patterns(configuration.texts("Filter", "FullName"))
        self.lines = {text.replace("\\", "/").lower() for text in configuration.texts("Filter", "Line")}
        self.excluded_lines = {text.replace("\\", "/").lower() for text in configuration.texts("Filter", "ExcludeLine")}
        self.shown = [
            (name, configuration.texts("Filter", name))
            for name in ("Tag", "ExcludeTag", "Line", "ExcludeLine", "FullName")
            if configuration.texts("Filter", name)
        ]

    @staticmethod
    def _patterns(texts: list[str]) -> list[WildcardPattern]:
        return [WildcardPattern(text, True) for text in texts]

    @property
    def chooses(self) -> bool:
        """Whether only what is asked for runs."""
        return bool(self.tags or self.names or self.lines)

    def apply(self, container: Container) -> None:
        """Mark the tests and blocks that run, which are skipped, and the first and last ones."""
        self._block(container.root, included=not self.chooses, excluded=False, skipped=False)
        container.ShouldRun = container.root.ShouldRun

    def _place(self, item: Block | Test) -> str:
        file = (item.ScriptBlock.file if item.ScriptBlock is not None else None) or ""
        return f"{file}:{item.StartLine}".replace("\\", "/").lower()

    def _included(self, item: Block | Test) -> bool:
        if any(pattern.matches(tag) for tag in item.Tag for pattern in self.tags):
            return True
        if self.names and any(pattern.matches(".".join(item.Path)) for pattern in self.names):
            return True
        return self._place(item) in self.lines

    def _excluded(self, item: Block | Test) -> bool:
        return any(pattern.matches(tag) for tag in item.Tag for pattern in self.excluded) or self._place(item) in self.excluded_lines

    def _block(self, block: Block, *, included: bool, excluded: bool, skipped: bool) -> None:
        if not block.IsRoot:
            included = included or self._included(block)
            excluded = excluded or self._excluded(block)
        skipped = skipped or block.Skip
        block.Include, block.Exclude, block.Skip = included, excluded, skipped
        for item in block.Order:
            if isinstance(item, Test):
                item.Include = included or self._included(item)
                item.Exclude = excluded or self._excluded(item)
                item.ShouldRun = item.Include and not item.Exclude
                item.Skip = item.Skip or skipped
            else:
                self._block(item, included=included, excluded=excluded, skipped=skipped)
        running = [item for item in block.Order if item.ShouldRun]
        block.ShouldRun = bool(running)
        if running:
            running[0].First = True
            running[-1].Last = True
        tests = [test for test in block.all_tests() if test.ShouldRun]
        if tests and all(test.Skip for test in tests):
            block.Skip = True
