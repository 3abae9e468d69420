"""Select-String: lines of files or of piped text that match patterns."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import Any

from pwsh_emu.cmdlets.item_base import ItemCmdlet, as_list
from pwsh_emu.providers import encodings
from pwsh_emu.providers.base import ProviderError
from pwsh_emu.providers.locations import Location
from pwsh_emu.runtime import members
from pwsh_emu.runtime.command import implements
from pwsh_emu.runtime.conversion import to_string
from pwsh_emu.runtime.errors import ErrorRecord, ExceptionObject, NetException, PSError
from pwsh_emu.runtime.types.results import INPUT_STREAM, MatchInfo, MatchInfoContext


class _Source:
    """What is known while one file or the pipeline is read: the lines before, and matches that still want lines after."""

    def __init__(self, path: str, before: int) -> None:
        self.path = path
        self.number = 0
        self.before: deque[str] = deque(maxlen=before)
        self.waiting: list[tuple[MatchInfo, MatchInfoContext, int]] = []
        self.last_shown = 0  # the number of the last line that some match displays


@implements("Select-String")
class SelectString(ItemCmdlet):
    """Finds text in strings and files."""

    Pattern: Any = None
    InputObject: Any = None
    SimpleMatch: Any = False
    CaseSensitive: Any = False
    Quiet: Any = False
    List: Any = False
    NotMatch: Any = False
    AllMatches: Any = False
    Encoding: Any = None
    Context: Any = None
    Raw: Any = False
    NoEmphasis: Any = False
    Culture: Any = None

    def begin(self) -> None:
        if self.Culture is not None and not self.SimpleMatch:
            message = "You must specify -Culture parameter only with -SimpleMatch parameter."
            exception = ExceptionObject("System.InvalidOperationException", message)
            raise self.terminate(ErrorRecord(exception, "CannotSpecifyCultureWithoutSimpleMatch", "InvalidData"))
        numbers = [int(number) for number in as_list(self.Context)]
        self._lines_before = numbers[0] if numbers else 0
        self._lines_after = numbers[1] if len(numbers) > 1 else self._lines_before
        self._with_context = bool(numbers)
        self._stream = _Source(INPUT_STREAM, self._lines_before)
        self._done = False
        self._patterns = [str(pattern) for pattern in as_list(self.Pattern)]
        self._expressions = [] if self.SimpleMatch else [self._compile(pattern) for pattern in self._patterns]

    def _compile(self, pattern: str) -> Any:
        regex = self.session.types.resolve("System.Text.RegularExpressions.Regex")
        options = self.session.types.resolve("System.Text.RegularExpressions.RegexOptions").value(0 if self.CaseSensitive else 1)
        try:
            return members.construct(self.session, regex, [pattern, options])
        except (PSError, NetException) as error:
            inner = error.record.exception if isinstance(error, PSError) else error.exception
            reason = (inner.inner or inner).message
            exception = ExceptionObject("System.ArgumentException", f"The string {pattern} is not a valid regular expression: {reason}", inner.inner)
            raise self.terminate(ErrorRecord(exception, "InvalidRegex", "InvalidArgument")) from None

    def process(self) -> None:
        if self._done:
            return
        if "Path" in self.bound or "LiteralPath" in self.bound:
            for place in self._files():
                if self._search_file(place) and self.Quiet:
                    self._done = True
                    return
            return
        from pwsh_emu.runtime.types.files import FileInfo

        value = self.InputObject
        if isinstance(value, FileInfo):
            self._search_file(self.drives.locate(str(value.FullName)))
            return
        if self._line(to_string(self.session, value), self._stream) and (self.Quiet or self.List):
            self._done = True

    def end(self) -> None:
        self._settle(self._stream)

    def selected(self, place: Location) -> bool:
        """Tell whether -Include and -Exclude let a file pass: here they look at the whole path."""
        return self.name_selected(place.path)

    def _files(self) -> Iterator[Location]:
        """Yield the files to search. A path that does not exist ends the cmdlet's statement as PowerShell's does."""
        literal = self.LiteralPath is not None
        for path in as_list(self.LiteralPath if literal else self.Path):
            try:
                yield from [place for place in self.drives.expand(str(path), literal=literal) if self.selected(place)]
            except ProviderError as error:
                raise self.terminate(error.record) from None

    def _search_file(self, place: Location) -> bool:
        """Search one file; True where something matched."""
        files = self.session.services["files"]
        if place.provider.flat or files.is_directory(place.path):
            message = f"The file {place.shown} cannot be read: Access to the path '{place.path}' is denied."
            self.write_error(ErrorRecord(ExceptionObject("System.ArgumentException", message), "ProcessingFile", "InvalidArgument", place.shown))
            return False
        source = _Source(place.path, self._lines_before)
        found = False
        chosen = None if self.Encoding is None else encodings.find(self.Encoding)
        try:
            with files.open_read(place.path) as file:
                for line in encodings.read_lines(file, chosen):
                    if self._line(line, source):
                        found = True
                        if self.Quiet or self.List:
                            break
        except OSError as error:
            message = f"The file {place.path} cannot be read: {error.strerror}"
            self.write_error(ErrorRecord(ExceptionObject("System.ArgumentException", message), "ProcessingFile", "InvalidArgument", place.path))
        self._settle(source)
        return found

    def _line(self, line: str, source: _Source) -> bool:
        """Look at one line and write or hold its match; True where it matched."""
        source.number += 1
        self._feed_waiting(line, source)
        found = self._match(line)
        if found is None:
            source.before.append(line)
            return False
        pattern, matches = found
        if self.Quiet:
            self.write(True)
        elif self.Raw:
            self.write(line)
        else:
            self._emit(line, pattern, matches, source)
        source.before.append(line)
        return True

    def _match(self, line: str) -> tuple[str, list[Any]] | None:
        """Return the pattern and matches of a line that is wanted, else None."""
        for index, pattern in enumerate(self._patterns):
            if self.SimpleMatch:
                hit = pattern in line if self.CaseSensitive else self._folded(pattern) in self._folded(line)
                matches: list[Any] = []
            else:
                expression = self._expressions[index]
                if self.AllMatches and not self.NotMatch:
                    matches = list(members.invoke_method(self.session, expression, "Matches", [line]))
                else:
                    matches = [members.invoke_method(self.session, expression, "Match", [line])]
                hit = bool(matches) and bool(members.get_property(self.session, matches[0], "Success"))
            if hit:
                return None if self.NotMatch else (pattern, matches)
        return (self._patterns[0], []) if self.NotMatch and self._patterns else None

    def _folded(self, text: str) -> str:
        """Return a text without case, as -Culture has it: Turkish and Azeri tell a dotted i from a dotless one."""
        if self.Culture is not None and str(self.Culture).lower().partition("-")[0] in ("tr", "az"):
            text = text.replace("İ", "i").replace("I", "ı")
        return text.lower()

    def _emit(self, line: str, pattern: str, matches: list[Any], source: _Source) -> None:
        context = MatchInfoContext(list(source.before)) if self._with_context else None
        info = MatchInfo(line, source.number, source.path, pattern, not self.CaseSensitive, matches, context)
        info.emphasized = not self.NoEmphasis
        if context is None:
            self.write(info)
            return
        hidden = max(0, source.last_shown - (source.number - len(source.before)) + 1)
        del context.DisplayPreContext[:hidden]
        source.last_shown = source.number
        if self._lines_after == 0:
            self._settle(source)
            self.write(info)
        else:
            source.waiting.append((info, context, self._lines_after))

    def _feed_waiting(self, line: str, source: _Source) -> None:
        """Give a line to the matches that want lines after them; the last one displays it."""
        if not source.waiting:
            return
        matched = self._match(line) is not None
        last = len(source.waiting) - 1
        still: list[tuple[MatchInfo, MatchInfoContext, int]] = []
        ready: list[MatchInfo] = []
        for index, (info, context, wanted) in enumerate(source.waiting):
            context.PostContext.append(line)
            if index == last and not matched:
                context.DisplayPostContext.append(line)
                source.last_shown = source.number
            if wanted > 1:
                still.append((info, context, wanted - 1))
            else:
                ready.append(info)
        source.waiting = still
        for info in ready:
            self.write(info)

    def _settle(self, source: _Source) -> None:
        for info, _context, _wanted in source.waiting:
            self.write(info)
        source.waiting = []
