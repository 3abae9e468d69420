"""How a cmdlet is declared, and what every command is: its name, parameters and the object that runs it.

The declaration of a cmdlet has two halves. Its *interface* (parameter sets, types, positions, pipeline input, validation,
aliases, output types) is data: one JSON file a cmdlet below ``pwsh_emu/cmdlets/declarations`` (or ``exchange/declarations``), in the
shape of `CommandMetadata`. Its *behaviour* is a class that derives from `Cmdlet` and is registered by name; its docstring is
the synopsis and description that Get-Help prints. Binding, help, completion and the coverage page read the same data.

    @implements("Get-Unique")
    class GetUnique(Cmdlet):
        \"\"\"Returns unique items from a sorted list.\"\"\"

        InputObject: Any = None          # parameters are attributes named as PowerShell names them; the class value is the default
        AsString = False

        def begin(self) -> None: ...
        def process(self) -> None:       # once for each pipeline object (or once without input), with parameters bound
            self.write(self.InputObject)
        def end(self) -> None: ...
"""

from __future__ import annotations

from collections.abc import Callable

from pwsh_emu.runtime.errors import ErrorRecord, ExceptionObject, InvocationInfo, PSError
from pwsh_emu.runtime.values import Extensible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

ALL_SETS = "__AllParameterSets"
NO_POSITION = -2147483648  # what .NET tells as the position of a parameter that has none


class ParameterSetEntry:
    """What a parameter is in one parameter set."""

    __slots__ = ("from_pipeline", "from_pipeline_by_name", "from_remaining", "help_message", "mandatory", "position")

    def __init__(
        self,
        mandatory: bool = False,
        position: int | None = None,
        from_pipeline: bool = False,
        from_pipeline_by_name: bool = False,
        from_remaining: bool = False,
        help_message: str | None = None,
    ) -> None:
        self.mandatory = mandatory
        self.position = position
        self.from_pipeline = from_pipeline
        self.from_pipeline_by_name = from_pipeline_by_name
        self.from_remaining = from_remaining
        self.help_message = help_message


class ParameterMetadata(Extensible):
    """A parameter: its type, aliases, membership in sets, and attributes (validation, transformation, AllowNull …) in order.

    ``type_name`` is the full .NET type name; ``constraint`` the resolved conversion (filled by the binder). ``attributes`` are
    objects of ``runtime.validation``. ``default`` is a compiled default value of a script function, else None.
    """

    __slots__ = (
        "added_type_names",
        "aliases",
        "attributes",
        "constraint",
        "default",
        "dont_show",
        "dynamic",
        "extended",
        "is_switch",
        "name",
        "sets",
        "type_name",
    )

    def __init__(self, name: str, type_name: str = "System.Object", aliases: list[str] | None = None) -> None:
        self.name = name
        self.type_name = type_name
        self.aliases = aliases or []
        self.sets: dict[str, ParameterSetEntry] = {}
        self.attributes: list[Any] = []
        self.constraint: Any = None
        self.default: Any = None
        self.dynamic = False
        self.dont_show = False
        self.is_switch = type_name == "System.Management.Automation.SwitchParameter"
        self.extended = None
        self.added_type_names = None


class CommandMetadata:
    """The interface of a command: parameters by name in declaration order, sets in order, and what CmdletBinding says."""

    __slots__ = (
        "confirm_impact", "default_set", "dynamic", "help_uri", "is_advanced", "name", "output_types", "parameters", "plan", "positional_binding",
        "set_names", "settled", "supports_paging", "supports_should_process",
    )  # fmt: skip

    def __init__(self, name: str) -> None:
        self.name = name
        self.parameters: dict[str, ParameterMetadata] = {}
        self.set_names: list[str] = []
        self.default_set: str | None = None
        self.supports_should_process = False
        self.supports_paging = False
        self.confirm_impact = "Medium"
        self.help_uri = ""
        self.positional_binding = True
        self.is_advanced = True
        self.output_types: list[str] = []
        self.dynamic: dict[str, ParameterMetadata] = {}  # those that only some drives bring
        self.settled = False  # the dynamic ones are those of a call's arguments, wherever the session is
        self.plan: Any = None  # the binder's precomputed tables


class CommandInfo(Extensible):
    """A command that a name can resolve to. ``command_type`` is Alias, Function, Filter, Cmdlet, ExternalScript or Application."""

    __slots__ = ("added_type_names", "command_type", "described", "extended", "module", "name", "visibility")

    def __init__(self, name: str, command_type: str, module: Any = None) -> None:
        self.name = name
        self.command_type = command_type
        self.module = module  # PSModuleInfo or a module's name
        self.visibility = "Public"
        self.described: CommandMetadata | None = None  # what it is for the arguments that Get-Command was given
        self.extended = None
        self.added_type_names = None

    @property
    def module_name(self) -> str:
        """The name of its module, "" where it has none."""
        module = self.module
        return module if isinstance(module, str) else str(getattr(module, "name", "") or "")

    def __str__(self) -> str:
        return self.name


class AliasInfo(CommandInfo):
    __slots__ = ("definition", "description", "options")

    def __init__(self, name: str, definition: str, options: str = "None", description: str = "", module: Any = None) -> None:
        super().__init__(name, "Alias", module)
        self.definition = definition
        self.options = options
        self.description = description


class FunctionInfo(CommandInfo):
    """A function or filter; ``script_block`` runs it and carries its metadata."""

    __slots__ = ("description", "options", "script_block")

    def __init__(self, name: str, script_block: Any, command_type: str = "Function", module: Any = None) -> None:
        super().__init__(name, command_type, module)
        self.script_block = script_block
        self.options = "None"
        self.description = ""


class ExternalScriptInfo(CommandInfo):
    __slots__ = ("path", "script_block")

    def __init__(self, path: str, script_block: Any = None) -> None:
        super().__init__(path.rpartition("/")[2], "ExternalScript")
        self.path = path
        self.script_block = script_block


class CmdletInfo(CommandInfo):
    """A cmdlet: ``load()`` imports and returns its class, ``metadata()`` reads its declaration; both once."""

    __slots__ = ("_class", "_metadata", "implementing_type", "load", "read_metadata")

    def __init__(
        self, name: str, module: str, load: Callable[[], type[Cmdlet]], read_metadata: Callable[[], CommandMetadata], implementing_type: str = ""
    ) -> None:
        super().__init__(name, "Cmdlet", module)
        self.load = load
        self.read_metadata = read_metadata
        self.implementing_type = implementing_type  # full name; the suffix of error ids
        self._class: type[Cmdlet] | None = None
        self._metadata: CommandMetadata | None = None

    @property
    def is_used(self) -> bool:
        """Whether the cmdlet ran in this session, or was about to."""
        return self._class is not None

    @property
    def implementation(self) -> type[Cmdlet]:
        if self._class is None:
            self._class = self.load()
        return self._class

    @property
    def metadata(self) -> CommandMetadata:
        if self._metadata is None:
            self._metadata = self.read_metadata()
        return self._metadata


class CmdletTable(dict[str, "Any"]):
    """Cmdlets by lower-case name. Deferred ones become CmdletInfo objects when they are looked up; others can be added and removed.

    A name that is removed stays away.
    """

    def __init__(self) -> None:
        super().__init__()
        self._pending: dict[str, tuple[Callable[..., CmdletInfo], *tuple[Any, ...]]] = {}

    def defer(self, makers: dict[str, tuple[Callable[..., CmdletInfo], *tuple[Any, ...]]]) -> None:
        """Add cmdlets of which each is made when it is first looked up: by lower-case name a function and its arguments."""
        for key in makers:
            super().pop(key, None)
        self._pending.update(makers)

    def __missing__(self, key: str) -> Any:
        make, *arguments = self._pending.pop(key)
        info = self[key] = make(*arguments)
        return info

    def get(self, key: str, default: Any = None) -> Any:
        try:
            return self[key]
        except KeyError:
            return default

    def __contains__(self, key: object) -> bool:
        return dict.__contains__(self, key) or key in self._pending

    def _load(self) -> None:
        for key in list(self._pending):
            self[key]

    def __iter__(self) -> Any:
        self._load()
        return super().__iter__()

    def __len__(self) -> int:
        self._load()
        return super().__len__()

    def keys(self) -> Any:
        self._load()
        return super().keys()

    def values(self) -> Any:
        self._load()
        return super().values()

    def items(self) -> Any:
        self._load()
        return super().items()

    def pop(self, key: str, *default: Any) -> Any:
        self._pending.pop(key, None)
        return super().pop(key, *default)


class Cmdlet:
    """Base of all cmdlets: one instance runs one invocation. Parameters are attributes; see the module's docstring.

    ``session`` is the running Session, ``bound`` the explicitly bound parameters by name, ``parameter_set`` the chosen set,
    ``out`` the sink of the output pipe, ``streams`` the streams of this invocation, ``invocation`` its InvocationInfo.
    """

    session: Any
    info: CmdletInfo
    bound: dict[str, Any]
    parameter_set: str
    out: Callable[[Any], Any]
    streams: Any
    invocation: InvocationInfo
    processor: Any  # the CommandProcessor that runs this cmdlet

    # --- what a cmdlet overrides ---
    def dynamic_parameters(self) -> dict[str, ParameterMetadata] | None:
        """Return further parameters that depend on those bound so far; None for none."""
        return None

    def begin(self) -> None:
        """Run before the first pipeline object."""

    def process(self) -> None:
        """Run once for each pipeline object, or once where there is no pipeline input."""

    def end(self) -> None:
        """Run after the last pipeline object."""

    def stop(self) -> None:
        """Run where the pipeline was stopped or failed: release what is held."""

    # --- what a cmdlet calls (implemented by ``runtime.processor`` behind ``streams`` and ``processor``) ---
    def write(self, value: Any) -> None:
        """Write one object to the output pipe, as it is."""
        self.out(value)

    def write_all(self, values: Any) -> None:
        """Write each item of a Python iterable."""
        out = self.out
        for value in values:
            out(value)

    def write_error(self, record: ErrorRecord) -> None:
        """Write a non-terminating error; -ErrorAction decides what becomes of it."""
        self.processor.write_error(record)

    def terminate(self, record: ErrorRecord) -> PSError:
        """Return the statement-terminating error to raise: ``raise self.terminate(record)``."""
        return PSError(self.processor.complete(record))  # fills origin, invocation, activity

    def error(
        self,
        type_name: str,
        message: str,
        error_id: str,
        category: str = "NotSpecified",
        target: Any = None,
        inner: ExceptionObject | None = None,
    ) -> ErrorRecord:
        """Build an ErrorRecord of this cmdlet."""
        return ErrorRecord(ExceptionObject(type_name, message, inner), error_id, category, target)

    def write_warning(self, text: str) -> None:
        self.processor.write_warning(text)

    def write_verbose(self, text: str) -> None:
        self.processor.write_verbose(text)

    def write_debug(self, text: str) -> None:
        self.processor.write_debug(text)

    def write_information(self, record: Any) -> None:
        """Write an InformationRecord."""
        self.processor.write_information(record)

    def write_progress(self, record: Any) -> None:
        self.processor.write_progress(record)

    def should_process(self, target: str, action: str | None = None, *, description: str | None = None) -> bool:
        """Ask -WhatIf and -Confirm: False where nothing may be done. ``description`` replaces PowerShell's own sentence."""
        return bool(self.processor.should_process(target, action, description))

    def should_continue(self, query: str, caption: str) -> bool:
        return bool(self.processor.should_continue(query, caption))

    def stop_upstream(self) -> None:
        """Say that no more input is wanted: never returns."""
        self.processor.stop_upstream()


def implements(name: str) -> Callable[[type[Cmdlet]], type[Cmdlet]]:
    """Mark a class as the behaviour of a declared cmdlet. The registry of names to modules is built by ``tools/index_cmdlets.py``."""

    def mark(cls: type[Cmdlet]) -> type[Cmdlet]:
        cls.command_name = name  # type: ignore[attr-defined]
        return cls

    return mark
