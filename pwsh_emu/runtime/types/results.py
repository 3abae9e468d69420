"""Objects that single cmdlets give: what Select-String, Get-FileHash, Format-Hex and Get-History write."""

from __future__ import annotations

import os
from typing import Any

from pwsh_emu.runtime.knowntypes import builtin
from pwsh_emu.runtime.typesystem import DotNetObject
from pwsh_emu.runtime.values import Byte, Int64, PSArray, UInt32, UInt64

_COMMANDS = "Microsoft.PowerShell.Commands."
INPUT_STREAM = "InputStream"


class FileHashInfo(DotNetObject):
    """Get-FileHash's result."""

    ps_type = builtin(_COMMANDS + "FileHashInfo")
    Algorithm = Hash = ""
    Path: str | None = ""

    def __init__(self, algorithm: str, digest: str, path: str | None) -> None:
        super().__init__()
        self.Algorithm = algorithm
        self.Hash = digest
        self.Path = path


class ByteCollection(DotNetObject):
    """One line of Format-Hex: up to 16 bytes and where they stand."""

    LINE = 16
    PROPERTY_ORDER = "Offset Offset64 Bytes Path HexOffset HexBytes Ascii Label"
    ps_type = builtin(_COMMANDS + "ByteCollection")
    __slots__ = ("Label", "Path", "data", "offset")

    def __init__(self, offset: int, data: bytes, path: str | None, label: str) -> None:
        super().__init__()
        self.offset = offset
        self.data = data
        self.Path = path
        self.Label = label

    def get_Offset64(self) -> UInt64:
        return UInt64(self.offset)

    def get_Offset(self) -> UInt32:
        return UInt32(self.offset & 0xFFFFFFFF)

    def get_Bytes(self) -> PSArray:
        return PSArray([Byte(one) for one in self.data], "System.Byte")

    def get_HexOffset(self) -> str:
        return f"{self.offset:016X}"

    def get_HexBytes(self) -> str:
        return " ".join(f"{one:02X}" for one in self.data)

    def get_Ascii(self) -> str:
        return "".join(map(_shown, self.data))

    def ToString(self) -> str:
        """Return the lines of the display as text, the offset of 20 digits in front."""
        lines = []
        for at in range(0, len(self.data), self.LINE):
            part = self.data[at : at + self.LINE]
            shown = "".join(map(_shown, part)).ljust(self.LINE)
            line = f"{self.offset + at:020X}   {''.join(f'{one:02X} ' for one in part).ljust(3 * self.LINE)} {shown}"
            lines.append(line + "\n" if len(part) == self.LINE and not self.Path else line)
        return "".join(lines)

    __str__ = ToString


def _shown(byte: int) -> str:
    if byte == 0:
        return " "
    return "\ufffd" if byte < 0x20 or 0x7F <= byte <= 0x9F else chr(byte)


class HistoryInfo(DotNetObject):
    """Get-History's result."""

    PROPERTY_ORDER = "Id CommandLine ExecutionStatus StartExecutionTime EndExecutionTime Duration"
    ps_type = builtin(_COMMANDS + "HistoryInfo")
    Id = CommandLine = ExecutionStatus = StartExecutionTime = EndExecutionTime = Duration = None

    def __init__(self, number: int, text: str, status: Any, started: Any, ended: Any, duration: Any) -> None:
        super().__init__()
        self.Id = Int64(number)
        self.CommandLine = text
        self.ExecutionStatus = status
        self.StartExecutionTime = started
        self.EndExecutionTime = ended
        self.Duration = duration

    def ToString(self) -> str:
        return str(self.CommandLine)


class MatchInfoContext(DotNetObject):
    """The lines around a match, and those of them that are displayed (no line twice)."""

    PROPERTY_ORDER = "PreContext PostContext DisplayPreContext DisplayPostContext"
    ps_type = builtin(_COMMANDS + "MatchInfoContext")
    __slots__ = ("DisplayPostContext", "DisplayPreContext", "PostContext", "PreContext")

    def __init__(self, before: list[str]) -> None:
        super().__init__()
        self.PreContext = PSArray(before, "System.String")
        self.DisplayPreContext = PSArray(before, "System.String")
        self.PostContext = PSArray([], "System.String")
        self.DisplayPostContext = PSArray([], "System.String")


class MatchInfo(DotNetObject):
    """Select-String's result: a line that matches, where it stands and what matched."""

    PROPERTY_ORDER = "IgnoreCase LineNumber Line Filename Path Pattern Context Matches"
    ps_type = builtin(_COMMANDS + "MatchInfo")
    Context = IgnoreCase = Line = LineNumber = Matches = Path = Pattern = None
    emphasized = True  # -NoEmphasis takes it away

    def __init__(
        self, line: str, number: int, path: str, pattern: str, ignore_case: bool, matches: list[Any], context: MatchInfoContext | None
    ) -> None:
        super().__init__()
        self.Line = line
        self.LineNumber = UInt64(number)
        self.Path = path
        self.Pattern = pattern
        self.IgnoreCase = ignore_case
        self.Matches = PSArray(matches, "System.Text.RegularExpressions.Match")
        self.Context = context

    def get_Filename(self) -> str:
        return str(self.Path) if self.Path == INPUT_STREAM else os.path.basename(str(self.Path))

    def RelativePath(self, directory: str) -> str:
        path = str(self.Path)
        if path == INPUT_STREAM or not directory:
            return path
        root = directory.rstrip("/") + "/"
        return path[len(root) :] if path.startswith(root) else path

    def ToString(self, directory: str | None = None) -> str:
        path = self.RelativePath(directory) if directory is not None else str(self.Path)
        return "\n".join(self._lines(path, str(self.Line)))

    def __str__(self) -> str:
        return self.ToString()

    def ToEmphasizedString(self, directory: str) -> str:
        return "\n".join(self._lines(self.RelativePath(directory), self._emphasized() if self.emphasized else str(self.Line)))

    def _emphasized(self) -> str:
        """Return the line with every match in reverse video."""
        line, result, at = str(self.Line), [], 0
        for match in self.Matches or ():
            start, length = int(match.Index), int(match.Length)
            result.append(f"{line[at:start]}\x1b[7m{line[start : start + length]}\x1b[0m")
            at = start + length
        return "".join(result) + line[at:]

    def _lines(self, path: str, line: str) -> list[str]:
        context = self.Context
        if context is None:
            return [self._line("", path, int(self.LineNumber or 0), line)]
        number = int(self.LineNumber or 0)
        before, after = list(context.DisplayPreContext or ()), list(context.DisplayPostContext or ())
        lines = [self._line("  ", path, number - len(before) + index, text) for index, text in enumerate(before)]
        lines.append(self._line("> ", path, number, line))
        lines.extend(self._line("  ", path, number + 1 + index, text) for index, text in enumerate(after))
        return lines

    @staticmethod
    def _line(mark: str, path: str, number: int, text: str) -> str:
        return f"{mark}{text}" if path == INPUT_STREAM else f"{mark}{path}:{number}:{text}"


class SelectXmlInfo(DotNetObject):
    """Select-Xml's result: a node, where it was found and by which XPath."""

    ps_type = builtin(_COMMANDS + "SelectXmlInfo")
    SIGNATURES = ("System.Xml.XmlNode Node", "string Path", "string Pattern")
    Node = Path = Pattern = None

    def __init__(self, node: Any, path: str, pattern: str) -> None:
        super().__init__()
        self.Node = node
        self.Path = path
        self.Pattern = pattern

    def ToString(self) -> str:
        node: Any = self.Node
        text = str(node.InnerXml if node.Value is None else node.Value).strip()
        return text if self.Path == "InputStream" else f"{text}:{self.Path}"

    __str__ = ToString


TYPES = {cls.ps_type.full_name: cls for cls in (ByteCollection, FileHashInfo, HistoryInfo, MatchInfo, MatchInfoContext, SelectXmlInfo)}
