"""ScriptBlock and PSVariable as scripts see them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.runtime.enumeration import collect
from pwsh_emu.runtime.errors import ExceptionObject, NetException, ParseFailure
from pwsh_emu.runtime.knowntypes import builtin, enumeration, with_session
from pwsh_emu.runtime.scopes import UNSET, Variable
from pwsh_emu.runtime.types import failures
from pwsh_emu.runtime.typesystem import DotNetObject
from pwsh_emu.runtime.values import AUTOMATION_NULL, Hashtable

if TYPE_CHECKING:
    from pwsh_emu.runtime.errors import PSError

_AUTOMATION = "System.Management.Automation."


class ScriptBlockMembers:
    """Members of ScriptBlock."""

    PROPERTY_ORDER = "Attributes File IsFilter IsConfiguration Module StartPosition DebuggerHidden Id Ast"

    @staticmethod
    @with_session
    def static_Create(session: Any, text: str | None) -> Any:
        from pwsh_emu.runtime.scriptblock import ScriptBlock

        if text is None:
            raise failures.null("script")
        try:
            return ScriptBlock.create(session, text)
        except ParseFailure as failure:
            raise parse_exception(failure) from None

    @staticmethod
    @with_session
    def Invoke(session: Any, block: Any, arguments: Any) -> Any:
        from pwsh_emu.runtime.collectionmethods import collection

        return collection(_run(block, arguments))

    @staticmethod
    @with_session
    def InvokeReturnAsIs(session: Any, block: Any, arguments: Any) -> Any:
        return collect(_run(block, arguments))

    @staticmethod
    @with_session
    def InvokeWithContext(session: Any, block: Any, functions: Any, variables: Any, arguments: Any = None) -> Any:
        from pwsh_emu.runtime.collectionmethods import collection
        from pwsh_emu.runtime.command import FunctionInfo

        scope = block.new_scope()
        if isinstance(functions, Hashtable):
            for name, script in functions.items():
                scope.define_function(str(name), FunctionInfo(str(name), script))
        extra: dict[str, Any] = {}
        for variable in variables or []:
            name = variable.name.lower()
            if name in ("_", "this", "input"):
                extra["dollar_under" if name == "_" else name] = variable.value
            else:
                scope.cell(name, variable.name).value = variable.value
        return collection(_run(block, arguments, scope=scope, **extra))

    @staticmethod
    def GetNewClosure(block: Any) -> Any:
        return block.close()

    @staticmethod
    @with_session
    def GetSteppablePipeline(session: Any, block: Any, *arguments: Any) -> Any:
        from pwsh_emu.runtime.steppable import steppable_pipeline  # type: ignore[import-not-found,unused-ignore]

        return steppable_pipeline(session, block, *arguments)

    @staticmethod
    @with_session
    def GetPowerShell(session: Any, block: Any, *arguments: Any) -> Any:
        """Return the block's pipeline as commands for a runspace of its own; the last argument holds the block's."""
        from pwsh_emu.runtime.types.runspaces import PowerShell

        made = PowerShell(session).AddScript(block.text)
        for value in arguments[-1] if arguments else ():
            made.AddArgument(value)
        return made

    @staticmethod
    def CheckRestrictedLanguage(block: Any, commands: Any, variables: Any, environment: bool) -> None:
        from pwsh_emu.language.semantics import check_block
        from pwsh_emu.language.semantics.resolver import TypeResolver

        allowed = None if commands is None else {str(one).lower() for one in commands}
        source = block.ast.source
        errors = check_block(block.ast, TypeResolver([], source.types), allowed, [str(one) for one in variables or ()], environment=environment)
        if errors:
            raise parse_exception(ParseFailure(errors, source))

    @staticmethod
    def ToString(block: Any) -> str:
        return str(block.text)

    @staticmethod
    def get_Ast(block: Any) -> Any:
        from pwsh_emu.runtime.types.syntaxtrees import AstView

        return AstView(block.ast, block.ast.source)

    @staticmethod
    @with_session
    def get_Attributes(session: Any, block: Any) -> Any:
        from pwsh_emu.runtime.types.collections_generic import new_list

        return new_list("System.Attribute", [])

    @staticmethod
    def get_File(block: Any) -> Any:
        return block.file

    @staticmethod
    def get_IsFilter(block: Any) -> bool:
        return bool(block.is_filter)

    @staticmethod
    def set_IsFilter(block: Any, value: bool) -> None:
        block.is_filter = value

    @staticmethod
    def get_IsConfiguration(block: Any) -> bool:
        return False

    @staticmethod
    def set_IsConfiguration(block: Any, value: bool) -> None:
        """Do nothing: there are no configurations."""

    @staticmethod
    def get_Module(block: Any) -> Any:
        return block.module

    @staticmethod
    def get_DebuggerHidden(block: Any) -> bool:
        return False

    @staticmethod
    def get_Id(block: Any) -> Any:
        import uuid

        from pwsh_emu.runtime.types.guids import Guid

        return Guid(uuid.uuid5(uuid.NAMESPACE_OID, f"{id(block.ast)}"))

    @staticmethod
    def get_StartPosition(block: Any) -> Any:
        return PSToken(block.ast.source, block.ast.start, block.ast.end)


class PSToken(DotNetObject):
    """A place in a script, as PSParser's tokens and ScriptBlock.StartPosition give it."""

    ps_type = builtin(_AUTOMATION + "PSToken")
    PROPERTY_ORDER = "Content Type Start Length StartLine StartColumn EndLine EndColumn"
    SIGNATURES = (
        "string Content", "System.Management.Automation.PSTokenType Type", "int Start", "int Length", "int StartLine", "int StartColumn",
        "int EndLine", "int EndColumn",
    )  # fmt: skip
    __slots__ = ("Content", "EndColumn", "EndLine", "Length", "Start", "StartColumn", "StartLine", "Type")

    def __init__(self, source: Any, start: int, end: int, content: str = "", kind: str = "Position") -> None:
        super().__init__()
        self.Content = content
        self.Type = enumeration(_AUTOMATION + "PSTokenType").named(kind)
        self.Start = int(source.utf16(start))
        self.Length = int(source.utf16(end)) - self.Start
        self.StartLine, self.StartColumn = source.position(start)
        self.EndLine, self.EndColumn = source.position(end)


def _run(block: Any, arguments: Any, **options: Any) -> list[Any]:
    from pwsh_emu.runtime.errors import PSError

    session = block.session
    session.catching += 1  # an error inside ends the call
    streams = session.streams
    session.streams = streams.outside()
    try:
        found = block.invoke(list(arguments or []), **options)
    except PSError as error:
        raise outer_exception(error) from None
    finally:
        session.catching -= 1
        session.streams = streams
    return [item for item in found or [] if item is not AUTOMATION_NULL]


def outer_exception(error: PSError) -> NetException:
    """Return the exception that leaves a block which .NET invoked; what ``throw`` was given is inside a RuntimeException (ConvertToException)."""
    from pwsh_emu.runtime.types.runspaces import stopped

    exception = error.record.exception
    if error.throw:
        made = NetException(_AUTOMATION + "RuntimeException", exception.message, exception)
    else:
        made = NetException(exception.type_name, exception.message)
        made.exception = stopped(error) or (_of_cmdlet(exception) if error.of_cmdlet else exception)
    if made.exception.error_record is None:
        made.exception.error_record = error.record
    return made


def _of_cmdlet(exception: ExceptionObject) -> ExceptionObject:
    """Return what flies where a cmdlet ended with an exception."""
    if exception.type_name.endswith("CmdletInvocationException"):
        return exception
    return ExceptionObject(_AUTOMATION + "CmdletInvocationException", exception.message, exception)


def parse_exception(failure: ParseFailure) -> NetException:
    """Return the ParseException of a text that does not parse."""
    from pwsh_emu.runtime.parsefailure import parse_error_record

    record = parse_error_record(failure)
    made = NetException(record.exception.type_name, record.exception.message)
    made.exception = record.exception
    return made


def options_value(options: frozenset[str] | None) -> Any:
    """Return ScopedItemOptions of a set of names."""
    ps_type = enumeration(_AUTOMATION + "ScopedItemOptions")
    return ps_type.value(sum(ps_type.names.get(name, 0) for name in options or ()))


def options_set(value: Any) -> frozenset[str] | None:
    """Return a set of names from ScopedItemOptions."""
    names = frozenset(name for name, bit in value.ps_type.names.items() if bit and value.value & bit) if value is not None else frozenset()
    return names or None


class VariableMembers:
    """Members of PSVariable."""

    PROPERTY_ORDER = "Name Description Value Visibility Module ModuleName Options Attributes"

    @staticmethod
    def new(name: str, value: Any = None, options: Any = None, attributes: Any = None) -> Variable:
        if not name:
            raise failures.not_valid("name")
        return Variable(name, value, options_set(options))

    @staticmethod
    def get_Name(variable: Variable) -> str:
        return variable.name

    @staticmethod
    def get_Value(variable: Variable) -> Any:
        return None if variable.value is UNSET else variable.value

    @staticmethod
    @with_session
    def set_Value(session: Any, variable: Variable, value: Any) -> None:
        variable.value = value

    @staticmethod
    def get_Description(variable: Variable) -> str:
        return variable.description

    @staticmethod
    def set_Description(variable: Variable, value: str) -> None:
        variable.description = value

    @staticmethod
    def get_Visibility(variable: Variable) -> Any:
        return enumeration(_AUTOMATION + "SessionStateEntryVisibility").named(getattr(variable, "visibility", "Public"))

    @staticmethod
    def set_Visibility(variable: Variable, value: Any) -> None:
        variable.visibility = str(value)

    @staticmethod
    def get_Module(variable: Variable) -> Any:
        return None

    @staticmethod
    def get_ModuleName(variable: Variable) -> str:
        return ""

    @staticmethod
    def get_Options(variable: Variable) -> Any:
        return options_value(variable.options)

    @staticmethod
    def set_Options(variable: Variable, value: Any) -> None:
        variable.options = options_set(value)

    @staticmethod
    def get_Attributes(variable: Variable) -> Any:
        from pwsh_emu.runtime.types.collections_generic import new_collection

        return new_collection("System.Attribute", variable.attributes or [])

    @staticmethod
    def IsValidValue(variable: Variable, value: Any) -> bool:
        return True

    @staticmethod
    def ToString(variable: Variable) -> str:
        return _AUTOMATION + "PSVariable"


class ReferenceMembers:
    """Members of PSReference."""

    PROPERTY_ORDER = "Value"
    SIGNATURES = ("System.Object Value{get;set}",)

    @staticmethod
    def get_Value(reference: Any) -> Any:
        return reference.value

    @staticmethod
    def set_Value(reference: Any, value: Any) -> None:
        reference.value = value


class SwitchMembers:
    """Members of SwitchParameter."""

    PROPERTY_ORDER = "IsPresent"

    @staticmethod
    def new(value: bool = False) -> Any:
        from pwsh_emu.runtime.values import SwitchParameter

        made = SwitchParameter(value)
        made.extended = None
        return made

    @staticmethod
    def get_IsPresent(switch: Any) -> bool:
        return bool(switch.is_present)

    @staticmethod
    def ToBool(switch: Any) -> bool:
        return bool(switch.is_present)

    @staticmethod
    def ToString(switch: Any) -> str:
        return "True" if switch.is_present else "False"

    @staticmethod
    def Equals(switch: Any, other: Any) -> bool:
        return bool(switch == other)

    @staticmethod
    def static_get_Present() -> Any:
        return SwitchMembers.new(True)


class WildcardMembers:
    """Members of WildcardPattern."""

    @staticmethod
    def new(pattern: str, options: Any = None) -> Any:
        from pwsh_emu.runtime.wildcard import WildcardPattern

        return WildcardPattern(pattern, bool(options is not None and options.value & 2))

    @staticmethod
    def IsMatch(pattern: Any, text: str) -> bool:
        return bool(pattern.matches(text))

    @staticmethod
    def ToWql(pattern: Any) -> str:
        return str(pattern.pattern.replace("*", "%").replace("?", "_"))

    @staticmethod
    def static_Get(pattern: str, options: Any = None) -> Any:
        return WildcardMembers.new(pattern, options)

    @staticmethod
    def static_Escape(text: str) -> str:
        from pwsh_emu.runtime.wildcard import escape

        return escape(text)

    @staticmethod
    def static_Unescape(text: str) -> str:
        from pwsh_emu.runtime.wildcard import unescape

        return unescape(text)

    @staticmethod
    def static_ContainsWildcardCharacters(text: str) -> bool:
        from pwsh_emu.runtime.wildcard import has_wildcards

        return bool(text) and has_wildcards(text)


TYPES = {
    _AUTOMATION + "ScriptBlock": ScriptBlockMembers,
    _AUTOMATION + "PSVariable": VariableMembers,
    _AUTOMATION + "PSReference": ReferenceMembers,
    _AUTOMATION + "SwitchParameter": SwitchMembers,
    _AUTOMATION + "WildcardPattern": WildcardMembers,
    _AUTOMATION + "PSToken": PSToken,
}
