"""The command line's options, read as PowerShell reads them: any case, `-`, `--` or `/`, abbreviations, and the rest for the script.

Written down in about_Pwsh; the messages and the exit code 64 are PowerShell's own.
"""

from __future__ import annotations

USAGE_EXIT_CODE = 64

USAGE = """Usage: pwsh-emu [option ...] [[-File] SCRIPT [argument ...]]
       pwsh-emu [option ...] -Command { TEXT | - } [argument ...]
       pwsh-emu [option ...] -EncodedCommand BASE64
       pwsh-emu ast { FILE ... | --text }      print the syntax tree or the parse errors
       pwsh-emu serve [--json] [option ...]    start the mail endpoints and the admin center

  -File (-f)                run a script file with the arguments after it; - reads standard input as typed commands
  -Command (-c)             run the text after it; - reads the text from standard input
  -CommandWithArgs (-cwa)   run the text after it with the arguments after that, which are its $args
  -EncodedCommand (-e)      run text given as Base64 of UTF-16
  -NoProfile, -NoLogo, -NonInteractive, -NoExit, -WorkingDirectory (-wd) DIR, -Version, -Help
  -ExecutionPolicy, -InputFormat, -OutputFormat are accepted as PowerShell accepts them

  --disconnected            start before Connect-ExchangeOnline: the Exchange cmdlets do not exist yet
  --environment NAME        Worldwide, GCC, GCCHigh, DoD or 21Vianet
  --tenant FILE             keep the organization in this file
  --sandbox                 files that scripts write stay in memory
  --time-limit SECONDS      stop a run that takes longer, with exit code 124
  --memory-limit SIZE       stop a run that needs more memory (bytes, or 200MB, 1GB …), with exit code 137
"""


class UsageError(Exception):
    """An unusable command line; the message is printed to standard error, the usage to standard output."""


class Options:
    """What the command line asks for. ``mode`` is "interactive", "file", "command", "version" or "help"."""

    def __init__(self) -> None:
        self.mode = "interactive"
        self.script: str | None = None  # path (mode file) or text (mode command)
        self.arguments: list[str] = []
        self.read_stdin = False  # -Command -, -File -
        self.no_profile = False
        self.no_profile_load_time = False
        self.no_logo = False
        self.no_exit = False
        self.non_interactive = False
        self.working_directory: str | None = None
        self.output_xml = False
        self.settings_file: str | None = None
        self.disconnected = False
        self.environment: str | None = None
        self.tenant: str | None = None
        self.sandbox = False
        self.time_limit: float | None = None  # seconds
        self.memory_limit: int | None = None  # bytes


# full name: shortest abbreviation that counts
_NAMES = {
    "file": "f", "command": "c", "commandwithargs": "commandwithargs", "encodedcommand": "e", "noprofile": "nop", "nologo": "nol", "noexit": "noe",
    "noninteractive": "noni",
    "interactive": "i", "login": "l", "workingdirectory": "wo", "version": "v", "help": "h", "executionpolicy": "ex", "inputformat": "in",
    "outputformat": "o", "configurationname": "config", "configurationfile": "configurationfile", "settingsfile": "settings",
    "custompipename": "cus", "sta": "sta", "mta": "mta", "windowstyle": "w", "encodedarguments": "encodeda", "noprofileloadtime": "noprofileloadtime",
    "disconnected": "disconnected", "environment": "environment", "tenant": "tenant", "sandbox": "sandbox",
    "time-limit": "time-limit", "memory-limit": "memory-limit",
}  # fmt: skip
_EXACT = {
    "cwa": "commandwithargs",
    "ec": "encodedcommand",
    "enc": "encodedcommand",
    "ep": "executionpolicy",
    "wd": "workingdirectory",
    "?": "help",
    "if": "inputformat",
    "of": "outputformat",
}
_POLICIES = {"bypass", "allsigned", "default", "remotesigned", "restricted", "undefined", "unrestricted"}


def _option_name(argument: str) -> str | None:
    """Return the full lower-case name of an option, or None where the argument is no option."""
    if len(argument) < 2 or argument[0] not in "-/–—―":
        return None
    text = argument[2:] if argument.startswith("--") else argument[1:]
    text = text.lower()
    if text in _EXACT:
        return _EXACT[text]
    for name, shortest in _NAMES.items():
        if name.startswith(text) and len(text) >= len(shortest):
            return name
    return None


def _not_a_script(argument: str) -> UsageError:
    return UsageError(
        f"The argument '{argument}' is not recognized as the name of a script file. Check the spelling of the name, or if a path was "
        "included, verify that the path is correct and try again."
    )


def parse(arguments: list[str]) -> Options:
    """Read a command line (without the program's name).

    Raises UsageError with PowerShell's message where it cannot be used.
    """
    options = Options()
    rest = list(arguments)
    while rest:
        argument = rest.pop(0)
        name = _option_name(argument)
        if name is None:
            if argument[:1] in ("-", "/") and len(argument) > 1 and not _looks_like_path(argument):
                raise _not_a_script(argument)
            _script(options, argument, rest)
            return options
        if name in ("file", "command", "commandwithargs", "encodedcommand"):
            _source(options, name, rest)
            return options
        _simple(options, name, rest)
        if options.mode in ("version", "help"):
            return options
    return options


def _looks_like_path(argument: str) -> bool:
    return argument.startswith("/") and "/" in argument[1:]


def _script(options: Options, path: str, rest: list[str]) -> None:
    options.mode = "file"
    options.script = path
    options.arguments = list(rest)


def _source(options: Options, name: str, rest: list[str]) -> None:
    """Read -File, -Command, -CommandWithArgs or -EncodedCommand, which take all that is left."""
    if name == "file":
        if not rest:
            raise UsageError(
                "The command cannot be run because the File parameter requires a file path. Supply a path for the File parameter and then try the "
                "command again."
            )
        if rest[0] == "-":
            options.read_stdin = options.no_logo = True
            return
        _script(options, rest[0], rest[1:])
        return
    if not rest:
        raise UsageError(
            "Cannot process the command because of a missing parameter. A command must follow "
            f"-{'EncodedCommand' if name == 'encodedcommand' else 'Command'}."
        )
    options.mode = "command"
    if name == "encodedcommand":
        options.script = _decode(rest[0])
        return
    if name == "commandwithargs":
        options.script, options.arguments = rest[0], rest[1:]
        return
    if rest == ["-"]:
        options.read_stdin = True
        return
    options.script = " ".join(rest)


def _decode(text: str) -> str:
    import base64
    import binascii

    try:
        return base64.b64decode(text, validate=True).decode("utf-16-le")
    except (binascii.Error, UnicodeDecodeError, ValueError):
        raise UsageError(
            "Cannot process the command because the value specified with -EncodedCommand is not properly encoded. The value must be Base64 encoded."
        ) from None


def _simple(options: Options, name: str, rest: list[str]) -> None:
    if name == "noprofile":
        options.no_profile = True
    elif name == "noprofileloadtime":
        options.no_profile_load_time = True
    elif name == "nologo":
        options.no_logo = True
    elif name == "noexit":
        options.no_exit = True
    elif name == "noninteractive":
        options.non_interactive = True
    elif name == "version":
        options.mode = "version"
    elif name == "help":
        options.mode = "help"
    elif name == "disconnected":
        options.disconnected = True
    elif name == "sandbox":
        options.sandbox = True
    elif name not in ("interactive", "login", "sta", "mta"):
        _valued(options, name, rest)


def _valued(options: Options, name: str, rest: list[str]) -> None:
    if not rest:
        raise UsageError(f"Cannot process the command because of a missing parameter. A value must follow -{name}.")
    value = rest.pop(0)
    if name == "workingdirectory":
        options.working_directory = value
    elif name == "executionpolicy":
        if value.lower() not in _POLICIES:
            raise UsageError(f"Invalid ExecutionPolicy value '{value}'.")
    elif name in ("inputformat", "outputformat"):
        shown = "-InputFormat" if name == "inputformat" else "-OutputFormat"
        if value.lower() not in ("text", "xml"):
            raise UsageError(f'Cannot process the command because the value "{value}" for {shown} is not valid. Valid values are: Text, XML.')
        if name == "outputformat":
            options.output_xml = value.lower() == "xml"
    elif name == "settingsfile":
        options.settings_file = value
    elif name == "environment":
        options.environment = value
    elif name == "tenant":
        options.tenant = value
    elif name == "time-limit":
        options.time_limit = _positive(name, value, float(value) if value.replace(".", "", 1).isdecimal() else 0)
    elif name == "memory-limit":
        options.memory_limit = int(_positive(name, value, _size(value)))


def _positive(name: str, value: str, number: float) -> float:
    if number <= 0:
        raise UsageError(f"Invalid value '{value}' for --{name}: a number greater than zero is needed.")
    return number


def _size(value: str) -> int:
    """Read a size in bytes, with PowerShell's multipliers."""
    text = value.lower()
    factor = {"kb": 1 << 10, "mb": 1 << 20, "gb": 1 << 30}.get(text[-2:], 1)
    digits = text if factor == 1 else text[:-2]
    return int(digits) * factor if digits.isdecimal() else 0
