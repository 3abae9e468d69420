"""The module PSReadLine: options that change how one types, and keys that scripts bind.

A profile that sets them works as it stands, in a terminal or not: options and keys are kept and shown. What has a counterpart in the
terminal shell takes effect there, by `repl.readline`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.providers import OWN_MODULES
from pwsh_emu.runtime.command import Cmdlet, CmdletInfo, CommandMetadata
from pwsh_emu.runtime.modules import PSModuleInfo
from pwsh_emu.runtime.values import Hashtable, PSCustomObject

if TYPE_CHECKING:
    from pwsh_emu.runtime.session import Session

MODULE = "PSReadLine"
VERSION = "2.4.5"
PATH = f"{OWN_MODULES}/{MODULE}/{MODULE}.psd1"
_SERVICE = "readline"
_STRING, _INT, _SWITCH = "System.String", "System.Int32", "System.Management.Automation.SwitchParameter"
_BLOCK, _ANY = "System.Management.Automation.ScriptBlock", "System.Object"

# option, type of the parameter, first value
OPTIONS: tuple[tuple[str, str, Any], ...] = (
    ("EditMode", _STRING, "Emacs"),
    ("AddToHistoryHandler", _ANY, None),
    ("HistoryNoDuplicates", _SWITCH, True),
    ("HistorySavePath", _STRING, None),
    ("HistorySaveStyle", _STRING, "SaveIncrementally"),
    ("HistorySearchCaseSensitive", _SWITCH, False),
    ("HistorySearchCursorMovesToEnd", _SWITCH, False),
    ("MaximumHistoryCount", _INT, 4096),
    ("ContinuationPrompt", _STRING, ">> "),
    ("ExtraPromptLineCount", _INT, 0),
    ("PromptText", "System.String[]", None),
    ("BellStyle", _STRING, "Audible"),
    ("DingDuration", _INT, 50),
    ("DingTone", _INT, 1221),
    ("CommandsToValidateScriptBlockArguments", "System.String[]", None),
    ("CommandValidationHandler", _ANY, None),
    ("CompletionQueryItems", _INT, 100),
    ("MaximumKillRingCount", _INT, 10),
    ("ShowToolTips", _SWITCH, True),
    ("ViModeIndicator", _STRING, "None"),
    ("ViModeChangeHandler", _BLOCK, None),
    ("WordDelimiters", _STRING, ";:,.[]{}()/\\|!?^&*-=+'\"–—―"),
    ("AnsiEscapeTimeout", _INT, 100),
    ("PredictionSource", _STRING, "History"),
    ("PredictionViewStyle", _STRING, "InlineView"),
    ("TerminateOrphanedConsoleApps", _SWITCH, False),
    ("Colors", "System.Collections.Hashtable", None),
)
_CHOICES = {
    "EditMode": ("Windows", "Emacs", "Vi"),
    "HistorySaveStyle": ("SaveIncrementally", "SaveAtExit", "SaveNothing"),
    "BellStyle": ("None", "Visual", "Audible"),
    "ViModeIndicator": ("None", "Prompt", "Cursor", "Script"),
    "PredictionSource": ("None", "History", "Plugin", "HistoryAndPlugin"),
    "PredictionViewStyle": ("InlineView", "ListView"),
}
_KEYS = (
    ("Enter", "AcceptLine", "Accept the input or move to the next line if input is missing a closing token.", "Basic"),
    ("Escape", "RevertLine", "Equivalent to undo all edits (clears the line except lines imported from history)", "Basic"),
    ("Tab", "MenuComplete", "Complete the input if there is a single completion, otherwise show a menu of all possible completions.", "Completion"),
    ("UpArrow", "PreviousHistory", "Replace the input with the previous item in the history", "History"),
    ("DownArrow", "NextHistory", "Replace the input with the next item in the history", "History"),
    ("Ctrl+r", "ReverseSearchHistory", "Search history backwards interactively", "History"),
    ("Ctrl+l", "ClearScreen", "Clear the screen and redraw the current line at the top of the screen", "Miscellaneous"),
)


class ReadLine:
    """The options and key handlers of one session."""

    def __init__(self) -> None:
        self.options: dict[str, Any] = {name: first for name, _, first in OPTIONS}
        self.options["Colors"] = Hashtable()
        self.keys: dict[str, tuple[str, str, str, str]] = {key.lower(): (key, function, text, group) for key, function, text, group in _KEYS}

    def __deepcopy__(self, memo: dict[int, Any]) -> ReadLine:
        return self

    def set(self, name: str, value: Any) -> None:
        """Set an option."""
        if name == "Colors":
            for key, colour in value.items() if value is not None else ():
                self.options["Colors"].set(key, colour)
            return
        self.options[name] = value

    def bind(self, key: str, function: str, description: str) -> None:
        """Keep what a key does."""
        group = next((known[3] for known in self.keys.values() if known[1] == function), "Custom")
        self.keys[key.lower()] = (key, function, description, group)


class _ReadLineCmdlet(Cmdlet):
    @property
    def readline(self) -> ReadLine:
        found: ReadLine = self.session.services[_SERVICE]
        return found


class GetOption(_ReadLineCmdlet):
    """Gets values for the options that can be configured."""

    def process(self) -> None:
        names = ["Microsoft.PowerShell.PSConsoleReadLineOptions", "System.Object"]
        self.write(PSCustomObject(dict(self.readline.options), names))


class SetOption(_ReadLineCmdlet):
    """Customizes the behavior of command line editing."""

    def process(self) -> None:
        types = {name: kind for name, kind, _ in OPTIONS}
        for name, value in self.bound.items():
            if name not in types:
                continue
            if name in _CHOICES:
                value = next(choice for choice in _CHOICES[name] if choice.lower() == str(value).lower())
            elif types[name] == _SWITCH:
                value = bool(value)
            self.readline.set(name, value)


class SetKeyHandler(_ReadLineCmdlet):
    """Binds keys to user-defined or PSReadLine key handler functions."""

    Chord: Any = None
    Function: Any = None
    ScriptBlock: Any = None
    BriefDescription: Any = None
    Description: Any = None

    def process(self) -> None:
        function = str(self.Function or self.BriefDescription or "CustomAction")
        for key in self.Chord if isinstance(self.Chord, list) else [self.Chord]:
            self.readline.bind(str(key), function, str(self.Description or ""))


class GetKeyHandler(_ReadLineCmdlet):
    """Gets the bound key functions for PSReadLine."""

    Chord: Any = None

    def process(self) -> None:
        wanted = {str(key).lower() for key in self.Chord or ()}
        for low, (key, function, text, group) in self.readline.keys.items():
            if not wanted or low in wanted:
                members = {"Key": key, "Function": function, "Description": text, "Group": group}
                self.write(PSCustomObject(members, ["Microsoft.PowerShell.KeyHandler", "System.Object"]))


class RemoveKeyHandler(_ReadLineCmdlet):
    """Removes a key binding."""

    Chord: Any = None

    def process(self) -> None:
        for key in self.Chord:
            self.readline.keys.pop(str(key).lower(), None)


def _parameter(kind: str, **details: Any) -> dict[str, Any]:
    sets = {key: value for key, value in details.items() if key in ("mandatory", "position", "byPropertyName")}
    return {"type": kind, "sets": {"__AllParameterSets": sets}, **{key: value for key, value in details.items() if key in ("aliases", "attributes")}}


_CHORD = _parameter("System.String[]", mandatory=True, position=0, aliases=["Key"])
_COMMANDS: tuple[tuple[str, type[Cmdlet], dict[str, Any]], ...] = (
    ("Get-PSReadLineOption", GetOption, {}),
    (
        "Set-PSReadLineOption",
        SetOption,
        {
            name: _parameter(kind, attributes=[{"kind": "ValidateSet", "validValues": list(_CHOICES[name])}] if name in _CHOICES else [])
            for name, kind, _ in OPTIONS
        },
    ),
    (
        "Get-PSReadLineKeyHandler",
        GetKeyHandler,
        {"Bound": _parameter(_SWITCH), "Unbound": _parameter(_SWITCH), "Chord": _parameter("System.String[]", position=0, aliases=["Key"])},
    ),
    (
        "Set-PSReadLineKeyHandler",
        SetKeyHandler,
        {
            "Chord": _CHORD,
            "Function": _parameter(_STRING, position=1),
            "ScriptBlock": _parameter(_BLOCK, position=1),
            "BriefDescription": _parameter(_STRING),
            "Description": _parameter(_STRING, aliases=["LongDescription"]),
            "ViMode": _parameter(_STRING),
        },
    ),
    ("Remove-PSReadLineKeyHandler", RemoveKeyHandler, {"Chord": _CHORD, "ViMode": _parameter(_STRING)}),
)


def autoload(session: Session, name: str) -> CmdletInfo | None:
    """Return the cmdlet of a name where it is one of the module's, which is then imported; else None."""
    key = name.lower().removeprefix("psreadline\\")
    if all(key != command.lower() for command, _, _ in _COMMANDS):
        return None
    import_psreadline(session)
    found: CmdletInfo | None = session.cmdlets.get(key)
    return found


def module_of(session: Session) -> PSModuleInfo:
    """Return the module as Get-Module -ListAvailable shows it."""
    known: PSModuleInfo | None = session.services.get("psreadline module")
    if known is None:
        known = session.services["psreadline module"] = PSModuleInfo(MODULE, PATH, "Script")
        known.manifest = {"moduleversion": VERSION}
        known.on_import = import_psreadline
        known.command_names = {name: _info(name, implementation, parameters) for name, implementation, parameters in _COMMANDS}
    return known


def import_psreadline(session: Session, readline: ReadLine | None = None) -> None:
    """Import the module into a session; a terminal shell brings what its cmdlets act on."""
    module = module_of(session)
    session.modules.setdefault(MODULE.lower(), module)
    if readline is not None or _SERVICE not in session.services:
        session.services[_SERVICE] = readline or ReadLine()
    session.cmdlets.update({name.lower(): info for name, info in module.command_names.items()})
    session.command_epoch += 1


def _info(name: str, implementation: type[Cmdlet], parameters: dict[str, Any]) -> CmdletInfo:
    def read() -> CommandMetadata:
        from pwsh_emu.runtime.declarations import from_entry

        return from_entry(name, {"parameters": parameters, "positionalBinding": True})

    verb, _, noun = name.partition("-")
    return CmdletInfo(name, MODULE, lambda: implementation, read, f"Microsoft.PowerShell.{verb}{noun}")
