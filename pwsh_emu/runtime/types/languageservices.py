"""LanguagePrimitives, CodeGeneration, PSTypeName, Parser and PSSerializer: the engine's services as .NET types."""

from __future__ import annotations

from typing import Any

from pwsh_emu.runtime.errors import NetException, PSError
from pwsh_emu.runtime.knowntypes import builtin, with_session
from pwsh_emu.runtime.registry import get_type_literal
from pwsh_emu.runtime.typesystem import DotNetObject
from pwsh_emu.runtime.values import PSArray

_AUTOMATION = "System.Management.Automation."


def _plain(error: PSError) -> NetException:
    inner = error.record.exception
    return NetException(inner.type_name, inner.message)


class LanguagePrimitivesMembers:
    """Static members of LanguagePrimitives."""

    @staticmethod
    def static_IsTrue(value: Any) -> bool:
        from pwsh_emu.runtime.conversion import to_bool

        return to_bool(value)

    @staticmethod
    @with_session
    def static_Equals(session: Any, left: Any, right: Any, ignore_case: bool = False, provider: Any = None) -> bool:
        from pwsh_emu.runtime.comparison import equals

        return bool(equals(session, left, right, bool(ignore_case)))

    @staticmethod
    @with_session
    def static_Compare(session: Any, left: Any, right: Any, ignore_case: bool = False, provider: Any = None) -> int:
        from pwsh_emu.runtime import comparison

        try:
            if comparison.equals(session, left, right, bool(ignore_case)):
                return 0
            return -1 if comparison.lt(session, left, right, bool(ignore_case)) else 1
        except PSError as error:
            raise _plain(error) from None

    @staticmethod
    @with_session
    def static_TryCompare(session: Any, left: Any, right: Any, *rest: Any) -> bool:
        try:
            rest[-1].value = LanguagePrimitivesMembers.static_Compare(session, left, right, *rest[:-1])
        except NetException:
            rest[-1].value = 0
            return False
        return True

    @staticmethod
    @with_session
    def static_ConvertTo(session: Any, value: Any, literal: Any, *rest: Any) -> Any:
        from pwsh_emu.runtime import conversion

        try:
            return conversion.convert(session, value, literal.of)
        except PSError as error:
            raise _plain(error) from None

    @staticmethod
    @with_session
    def static_TryConvertTo(session: Any, value: Any, literal: Any, *rest: Any) -> bool:
        from pwsh_emu.runtime import conversion

        ok, converted = conversion.try_convert(session, value, literal.of)
        rest[-1].value = converted
        return bool(ok)

    @staticmethod
    def static_IsObjectEnumerable(value: Any) -> bool:
        return LanguagePrimitivesMembers.static_GetEnumerable(value) is not None

    @staticmethod
    def static_GetEnumerable(value: Any) -> Any:
        from pwsh_emu.runtime.enumeration import is_enumerable
        from pwsh_emu.runtime.types.datatables import DataTable

        if isinstance(value, DataTable):
            return value.Rows
        return value if is_enumerable(value) else None

    @staticmethod
    def static_GetEnumerator(value: Any) -> Any:
        from pwsh_emu.runtime.enumeration import is_enumerable
        from pwsh_emu.runtime.types.enumerators import Enumerator

        return Enumerator(iter(value), source=value) if is_enumerable(value) else None

    @staticmethod
    def static_ConvertTypeNameToPSTypeName(name: str) -> str:
        return f"[{name}]"


class CodeGenerationMembers:
    """Static members of System.Management.Automation.Language.CodeGeneration."""

    @staticmethod
    def static_EscapeSingleQuotedStringContent(text: str) -> str:
        return "".join(one * 2 if one in "'\u2018\u2019\u201a\u201b" else one for one in text or "")

    @staticmethod
    def static_EscapeBlockCommentContent(text: str) -> str:
        return (text or "").replace("<#", "<`#").replace("#>", "#`>")

    @staticmethod
    def static_EscapeFormatStringContent(text: str) -> str:
        return (text or "").replace("{", "{{").replace("}", "}}")

    @staticmethod
    def static_EscapeVariableName(text: str) -> str:
        return (text or "").replace("{", "`{").replace("}", "`}")


class PSTypeName(DotNetObject):
    """A type's name, and the type where it exists."""

    ps_type = builtin(_AUTOMATION + "PSTypeName")
    PROPERTY_ORDER = "Name Type"
    __slots__ = ("Name", "Type")

    def __init__(self, name: str, literal: Any) -> None:
        super().__init__()
        self.Name = name
        self.Type = literal

    @staticmethod
    @with_session
    def new(session: Any, source: Any, literal: Any = None) -> PSTypeName:
        if literal is not None:
            return PSTypeName(str(source), literal)
        if not isinstance(source, str):
            return PSTypeName(str(source.of.full_name), source)
        found = session.types.find(source)
        return PSTypeName(source, get_type_literal(found) if found is not None else None)

    def __str__(self) -> str:
        return self.Name or ""

    def ToString(self) -> str:
        return str(self)


class ParserMembers:
    """Static members of System.Management.Automation.Language.Parser."""

    @staticmethod
    @with_session
    def static_ParseInput(session: Any, text: str, *rest: Any) -> Any:
        from pwsh_emu.language.parser import parse

        references = [one for one in rest if not isinstance(one, str)]
        result = parse(text, next((one for one in rest if isinstance(one, str)), None))
        for reference, value in zip(references[-2:], (PSArray([]), PSArray(result.errors)), strict=False):
            if reference is not None and hasattr(reference, "value"):
                reference.value = value
        return result.ast

    @staticmethod
    @with_session
    def static_ParseFile(session: Any, path: str, *rest: Any) -> Any:
        from pwsh_emu.runtime.types.files import FileMembers

        return ParserMembers.static_ParseInput(session, FileMembers.static_ReadAllText(session, path), path, *rest)


class PSSerializerMembers:
    """Static members of PSSerializer: objects as CLIXML text and back."""

    @staticmethod
    @with_session
    def static_Serialize(session: Any, source: Any, depth: int = 1) -> str:
        from pwsh_emu.runtime.clixml import CliXmlWriter

        return CliXmlWriter(session, int(depth)).document([source])

    @staticmethod
    @with_session
    def static_Deserialize(session: Any, source: str) -> Any:
        found = PSSerializerMembers._read(session, source)
        return None if not found else found[0] if len(found) == 1 else PSArray(found)

    @staticmethod
    @with_session
    def static_DeserializeAsList(session: Any, source: str) -> Any:
        return PSArray(PSSerializerMembers._read(session, source))

    @staticmethod
    def _read(session: Any, source: str) -> list[Any]:
        from pwsh_emu.runtime.clixml import CliXmlError, CliXmlReader

        try:
            return CliXmlReader(session).read(source)
        except CliXmlError as error:
            raise NetException("System.Xml.XmlException", error.message) from None


TYPES = {
    _AUTOMATION + "PSSerializer": PSSerializerMembers,
    _AUTOMATION + "LanguagePrimitives": LanguagePrimitivesMembers,
    _AUTOMATION + "Language.CodeGeneration": CodeGenerationMembers,
    _AUTOMATION + "PSTypeName": PSTypeName,
    _AUTOMATION + "Language.Parser": ParserMembers,
}
