"""InitialSessionState and its entries: what the runspaces that a script makes with it have from the start."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.runtime.enumeration import iterate
from pwsh_emu.runtime.knowntypes import builtin, enumeration, generic
from pwsh_emu.runtime.types import failures
from pwsh_emu.runtime.types.collections_generic import Collection
from pwsh_emu.runtime.types.sets import HashSet
from pwsh_emu.runtime.typesystem import DotNetObject
from pwsh_emu.runtime.values import PSArray

if TYPE_CHECKING:
    from pwsh_emu.runtime.session import Session

_RUNSPACES = "System.Management.Automation.Runspaces."


class Entry(DotNetObject):
    """A variable, function or alias of an initial state."""

    Description: Any = ""
    Options: Any = None
    Name: Any = ""

    def __init__(self, name: str, description: Any = "", options: Any = None) -> None:
        super().__init__()
        self.Name = name
        self.Description = description
        self.Options = options if options is not None else enumeration("System.Management.Automation.ScopedItemOptions").named("None")

    def apply(self, session: Session) -> None:
        """Put the entry into a new session."""
        raise NotImplementedError

    def ToString(self) -> str:
        return str(self.ps_type.full_name)


class VariableEntry(Entry):
    """SessionStateVariableEntry."""

    ps_type = builtin(_RUNSPACES + "SessionStateVariableEntry")
    PROPERTY_ORDER = "Value Description Options Attributes Visibility Name PSSnapIn Module"
    SIGNATURES = (
        "new(string name, System.Object value, string description)",
        "new(string name, System.Object value, string description, System.Management.Automation.ScopedItemOptions options)",
        "System.Object Value", "string Description", "System.Management.Automation.ScopedItemOptions Options", "string Name",
    )  # fmt: skip
    Value: Any = None

    @staticmethod
    def new(name: str, value: Any, description: Any, options: Any = None) -> VariableEntry:
        made = VariableEntry(name, description, options)
        made.Value = value
        return made

    def apply(self, session: Session) -> None:
        from pwsh_emu.runtime.types.scriptblocks import options_set

        cell = session.global_scope.cell(self.Name.lower(), self.Name)
        cell.value = self.Value
        cell.description = self.Description or ""
        if options := options_set(self.Options):
            cell.options = options


class FunctionEntry(Entry):
    """SessionStateFunctionEntry."""

    ps_type = builtin(_RUNSPACES + "SessionStateFunctionEntry")
    PROPERTY_ORDER = "Definition Options HelpFile CommandType Visibility Name PSSnapIn Module"
    SIGNATURES = (
        "new(string name, string definition)",
        "new(string name, string definition, string helpFile)",
        "new(string name, string definition, System.Management.Automation.ScopedItemOptions options, string helpFile)",
        "string Definition", "System.Management.Automation.ScopedItemOptions Options", "string Name",
    )  # fmt: skip
    Definition: Any = ""

    @staticmethod
    def new(name: str, definition: str, *more: Any) -> FunctionEntry:
        made = FunctionEntry(name, options=more[0] if len(more) > 1 else None)
        made.Definition = definition
        return made

    def apply(self, session: Session) -> None:
        _call(session, "Set-Item", LiteralPath=f"function:{self.Name}", Value=self.Definition, Options=self.Options)


class AliasEntry(Entry):
    """SessionStateAliasEntry."""

    ps_type = builtin(_RUNSPACES + "SessionStateAliasEntry")
    PROPERTY_ORDER = "Definition Description Options CommandType Visibility Name PSSnapIn Module"
    SIGNATURES = (
        "new(string name, string definition)",
        "new(string name, string definition, string description)",
        "new(string name, string definition, string description, System.Management.Automation.ScopedItemOptions options)",
        "string Definition", "string Description", "System.Management.Automation.ScopedItemOptions Options", "string Name",
    )  # fmt: skip
    Definition: Any = ""

    @staticmethod
    def new(name: str, definition: str, description: Any = "", options: Any = None) -> AliasEntry:
        made = AliasEntry(name, description, options)
        made.Definition = definition
        return made

    def apply(self, session: Session) -> None:
        _call(session, "Set-Alias", Name=self.Name, Value=self.Definition, Scope="Global", Option=self.Options)


class EntryCollection(Collection):
    """InitialSessionStateEntryCollection<T>."""

    SIGNATURES = (
        "void Add(!0 item)", "void Add(System.Collections.Generic.IEnumerable[!0] items)", "void Clear()",
        "void Remove(string name, System.Object type)", "void RemoveItem(int index)", "void RemoveItem(int index, int count)", "void Reset()",
        "int Count",
    )  # fmt: skip
    __slots__ = ()

    def Add(self, item: Any) -> None:
        self.extend([item] if isinstance(item, Entry) else iterate(item))

    def Clear(self) -> None:
        self.clear()

    def Remove(self, name: str, kind: Any) -> None:  # type: ignore[override]  # another method than IList's
        self[:] = [one for one in self if str(one.Name).lower() != name.lower()]

    def RemoveItem(self, index: int, count: int = 1) -> None:
        del self[index : index + count]


class InitialSessionState(DotNetObject):
    """InitialSessionState: what was added to the usual state, which it does not list."""

    ps_type = builtin(_RUNSPACES + "InitialSessionState")
    ApartmentState: Any = None
    ThreadOptions: Any = None
    LanguageMode: Any = None
    ExecutionPolicy: Any = None
    ThrowOnRunspaceOpenError = False
    UseFullLanguageModeInDebugger = False
    DisableFormatUpdates = False
    TranscriptDirectory: Any = None
    AuthorizationManager: Any = None
    Variables: Any = None
    EnvironmentVariables: Any = None
    Commands: Any = None
    StartupScripts: Any = None

    def __init__(self) -> None:
        super().__init__()
        self.Variables = _entries("SessionStateVariableEntry")
        self.EnvironmentVariables = _entries("SessionStateVariableEntry")
        self.Commands = _entries("SessionStateCommandEntry")
        self.StartupScripts = HashSet(generic("System.Collections.Generic.HashSet`1", "System.String"))
        self.modules: list[Any] = []
        self.ApartmentState = enumeration("System.Threading.ApartmentState").named("Unknown")
        self.ThreadOptions = enumeration(_RUNSPACES + "PSThreadOptions").named("Default")
        self.LanguageMode = enumeration("System.Management.Automation.PSLanguageMode").named("FullLanguage")

    @staticmethod
    def static_CreateDefault() -> InitialSessionState:
        return InitialSessionState()

    static_CreateDefault2 = static_CreateDefault
    static_Create = static_CreateDefault

    @property
    def Modules(self) -> Any:
        return PSArray(list(self.modules))

    def ImportPSModule(self, names: Any) -> None:
        if names is None:
            raise failures.null("name")
        self.modules.extend(iterate(names))

    def Clone(self) -> InitialSessionState:
        made = InitialSessionState()
        made.__dict__.update(self.__dict__)
        for name in ("Variables", "EnvironmentVariables", "Commands", "StartupScripts"):
            held = getattr(self, name)
            setattr(made, name, type(held)(held.ps_type, iterate(held)))
        made.modules = list(self.modules)
        return made

    def apply(self, session: Session) -> None:
        """Give a new session what was added: modules, then entries, then what the startup scripts do."""
        for module in self.modules:
            _call(session, "Import-Module", **{"Name" if isinstance(module, str) else "FullyQualifiedName": module})
        for entry in (*self.Variables, *self.Commands):
            entry.apply(session)
        for entry in self.EnvironmentVariables:
            _call(session, "Set-Item", LiteralPath=f"env:{entry.Name}", Value=entry.Value)
        for path in self.StartupScripts:
            _call(session, str(path), dotted=True)


def _entries(kind: str) -> EntryCollection:
    return EntryCollection(generic(_RUNSPACES + "InitialSessionStateEntryCollection`1", _RUNSPACES + kind))


def _call(session: Session, name: str, *, dotted: bool = False, **arguments: Any) -> None:
    """Call a command in the global scope of a session."""
    from pwsh_emu.runtime.binding import Argument
    from pwsh_emu.runtime.pipeline import CommandCall, run_commands
    from pwsh_emu.runtime.redirection import nowhere

    given = [Argument(key, value) for key, value in arguments.items()]
    scope, session.scope = session.scope, session.global_scope
    try:
        run_commands(session, [CommandCall(name, given, None, "Dot" if dotted else "")], nowhere)
    finally:
        session.scope = scope


TYPES: dict[str, type] = {cls.ps_type.full_name: cls for cls in (VariableEntry, FunctionEntry, AliasEntry, InitialSessionState)}
TYPES[_RUNSPACES + "InitialSessionStateEntryCollection`1"] = EntryCollection
