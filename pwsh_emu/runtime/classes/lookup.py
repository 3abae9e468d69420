"""What type names in scripts mean: classes of the scopes, ``using namespace`` lines, then the registry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.language import ast as tree
from pwsh_emu.runtime.errors import PSError

if TYPE_CHECKING:
    from pwsh_emu.language.parser import ParseResult
    from pwsh_emu.runtime.frame import Frame
    from pwsh_emu.runtime.session import Session
    from pwsh_emu.runtime.typesystem import PSType


def find_type(frame: Frame, name: tree.TypeName) -> tuple[PSType, bool]:
    """Return the type that a name means in a frame, and whether it means that as long as no class or ``using`` is added."""
    session = frame.session
    using = namespaces(frame.compiled.source, session)
    return session.types.resolve(name, using=using), not session.types.is_scoped(name)


def namespaces(source: Any, session: Session) -> tuple[str, ...]:
    """Return the ``using namespace`` names in force in a source."""
    found: tuple[str, ...] = session.using_namespaces.get(id(source), ())
    return found or session.using_namespaces.get(None, ())


def current_namespaces(session: Session) -> tuple[str, ...]:
    """Return the ``using namespace`` names in force where the session stands."""
    if not session.using_namespaces or not session.call_stack:
        return ()
    return namespaces(session.call_stack[-1].compiled.source, session)


def use(frame: Frame, node: tree.UsingStatementAst) -> None:
    """Carry out a ``using`` line."""
    session = frame.session
    if node.using_kind == "Namespace" and node.name is not None:
        source = frame.compiled.source
        key = id(source) if source.file else None
        session.using_namespaces[key] = (*session.using_namespaces.get(key, ()), node.name.value)
        session.type_key = object()
    elif node.using_kind == "Module":
        _use_module(frame, node, frame.compiled.source.file)


def _use_module(frame: Frame, node: tree.UsingStatementAst, file: str | None) -> None:
    """Import a module; its classes are known where the frame runs then."""
    session = frame.session
    name = used_module(session, node, file)
    source = frame.compiled.source  # kept, so that its id stays its own
    before = session.services.setdefault("used_types", {}).setdefault(id(source), (source, {}))[1]
    for key, found in _imported_types(session, node, file).items():
        other, first = before.setdefault(key, (name, found))
        session.types.define(found, key, frame.scope)
        if other != name and first is not found:  # two modules of this script have a class of the name
            session.types.unclear[key] = (first, found)
        else:
            before[key] = (name, found)
        session.type_key = object()


def _imported_types(session: Session, node: tree.UsingStatementAst, file: str | None) -> dict[str, PSType]:
    """Import the module of a ``using module`` line and return its classes and enumerations by lower-case name."""
    from pwsh_emu.runtime.binding import Argument
    from pwsh_emu.runtime.pipeline import CommandCall, run_commands

    modules: list[Any] = []
    run_commands(session, [CommandCall("Import-Module", [_argument(session, node, file), Argument("PassThru", True)])], modules.append)
    types: dict[str, PSType] = {}
    for module in modules:
        own = exported_types(module)
        types |= own | {f"{module.name.lower()}.{key}": found for key, found in own.items()}
    return types


def exported_types(module: Any) -> dict[str, PSType]:
    """Return the classes and enumerations of a loaded module and of those nested in it, by lower-case name; the outer one's come before."""
    found: dict[str, PSType] = {}
    for inner in module.nested:
        found |= exported_types(inner)
    if module.state is not None:
        found |= module.state.scope.types or {}
    return found


def _argument(session: Session, node: tree.UsingStatementAst, file: str | None) -> Any:
    """Return what names the module of a ``using module`` line to Import-Module and Get-Module."""
    from pwsh_emu.language.errorpass.requires import module_keys
    from pwsh_emu.runtime.binding import Argument
    from pwsh_emu.runtime.values import Hashtable

    name = used_module(session, node, file)
    if node.name is not None or node.module_specification is None:
        return Argument("Name", name)
    wanted = module_keys(node.module_specification) | {"modulename": name}
    return Argument("FullyQualifiedName", Hashtable(wanted.items()))


def parse_with_modules(session: Session, text: str, file: str | None, types: dict[str, str] | None) -> ParseResult:
    """Parse a text whose ``using module`` lines mean what the session finds; ``types`` names the types that it has (None: does not matter)."""
    from pwsh_emu.language.parser import parse

    result = parse(text, file, types)
    if not result.errors or not any(node.using_kind == "Module" for node in result.ast.using_statements):
        return result
    if types is not None and any(error.error_id == "TypeNotFound" for error in result.errors):
        if more := types_of_used_modules(session, result.ast, file):
            result = parse(text, file, types | more)
    lines = {(node.start, node.end): node for node in result.ast.using_statements}
    result.errors = [
        one for one in result.errors if one.error_id != "ModuleNotFoundDuringParse" or not _is_there(session, lines[one.start, one.end], file)
    ]
    return result


def _is_there(session: Session, node: tree.UsingStatementAst, file: str | None) -> bool:
    """Tell whether the module of a ``using module`` line can be loaded."""
    from pwsh_emu.runtime.binding import Argument
    from pwsh_emu.runtime.pipeline import CommandCall, run_commands

    found: list[Any] = []
    run_commands(session, [CommandCall("Get-Module", [_argument(session, node, file), Argument("ListAvailable", True)])], found.append)
    return bool(found)


def types_of_used_modules(session: Session, block: tree.ScriptBlockAst, file: str | None) -> dict[str, str]:
    """Return the full names of the types that a text gets from ``using module`` lines, by lower-case name: its classes may name them."""
    found: dict[str, str] = {}
    for node in block.using_statements:
        if node.using_kind == "Module":
            try:
                found |= {key: one.full_name for key, one in _imported_types(session, node, file).items()}
            except PSError:
                continue  # reported where the line runs
    return found


def used_module(session: Session, node: tree.UsingStatementAst, file: str | None) -> str:
    """Return the name that ``using module`` gives, or the full path where it is one: relative to the folder of the script ``file``."""
    if node.name is not None:
        name = node.name.value
    else:
        from pwsh_emu.language.errorpass.requires import module_keys

        name = module_keys(node.module_specification).get("modulename", "") if node.module_specification is not None else ""
    if not _is_path(name):
        return name
    import os.path

    folder = os.path.dirname(file) if file else session.location
    return os.path.normpath(os.path.join(folder, name.replace("\\", "/")))


def check_used_modules(session: Session, block: tree.ScriptBlockAst, file: str) -> None:
    """Raise the error of a script whose ``using module`` names a file that is not there: it comes before anything of the script runs."""
    for node in block.using_statements:
        if node.using_kind != "Module":
            continue
        path = used_module(session, node, file)
        files: Any = session.services["files"]
        if path.startswith("/") and not any(files.exists(path + extension) for extension in ("", ".psm1", ".psd1", ".ps1")):
            from pwsh_emu.runtime.errors import runtime_error

            message = f"The specified module '{path}' was not loaded because no valid module file was found in any module directory."
            raise runtime_error("Modules_ModuleNotFound", message, target=path)


def _is_path(name: str) -> bool:
    return name.startswith((".", "/", "\\")) or "/" in name or name.lower().endswith((".psm1", ".psd1", ".ps1"))
