"""The transformation attributes that PowerShell's own parameters carry: what a value is turned into before it is converted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pwsh_emu.runtime.enumeration import is_enumerable
from pwsh_emu.runtime.errors import ExceptionObject, PSError
from pwsh_emu.runtime.validation import Attribute, TransformationFailure, unwrapped
from pwsh_emu.runtime.values import AUTOMATION_NULL, PSArray, PSObject

if TYPE_CHECKING:
    from pwsh_emu.runtime.session import Session


class VersionTransformation(Attribute):
    """-Version of Set-StrictMode and -HttpVersion: a number is a version, "Latest" PowerShell's own where ``latest``."""

    type_name = "System.Management.Automation.ArgumentToVersionTransformationAttribute"
    converts = True

    def __init__(self, latest: bool = False) -> None:
        self.latest = latest

    def convert(self, session: Session, value: Any) -> Any:
        base = unwrapped(value)
        if isinstance(base, str):
            if self.latest and base.lower() == "latest":
                return self._version(session, "7.6")
            return self._version(session, base) if "." in base else self._number(session, base)
        if isinstance(base, (int, float)) and not isinstance(base, bool):
            return self._number(session, base)
        return value

    def _number(self, session: Session, value: Any) -> Any:
        from pwsh_emu.runtime.conversion import to_string, try_convert

        converted, number = try_convert(session, value, session.types.resolve("System.Double"))
        if not converted:
            return value
        text = to_string(session, number)
        return self._version(session, text if "." in text else text + ".0")

    def _version(self, session: Session, text: str) -> Any:
        from pwsh_emu.runtime.conversion import try_convert

        converted, version = try_convert(session, text, session.types.resolve("System.Version"))
        return version if converted else text


class EncodingTransformation(Attribute):
    """-Encoding: PowerShell's names stay texts that the providers know, other names and numbers are asked of .NET."""

    type_name = "System.Management.Automation.ArgumentToEncodingTransformationAttribute"
    converts = True
    _NAMES = frozenset(
        (
            "ascii", "ansi", "bigendianunicode", "bigendianutf32", "default", "oem", "string", "unicode", "unknown", "utf7", "utf8", "utf8bom",
            "utf8nobom", "utf32",
        )
    )  # fmt: skip

    def convert(self, session: Session, value: Any) -> Any:
        base = unwrapped(value)
        if isinstance(base, str) and base.lower() in self._NAMES:
            return base
        if not isinstance(base, (str, int)) or isinstance(base, bool):
            return value
        from pwsh_emu.runtime.members import invoke_static

        try:
            return invoke_static(session, session.types.resolve("System.Text.Encoding"), "GetEncoding", [base])
        except PSError as error:
            exception = error.record.exception
            inner = exception.inner if exception.inner is not None else exception
            raise TransformationFailure(inner.message, inner) from error


class FileNameTransformation(Attribute):
    """-Path of Select-String: a file object stands for its full name."""

    type_name = "Microsoft.PowerShell.Commands.SelectStringCommand+FileinfoToStringAttribute"
    converts = True

    def convert(self, session: Session, value: Any) -> Any:
        if is_enumerable(value):
            return PSArray([self.convert(session, item) for item in (value.base if type(value) is PSObject else value)])
        kind = session.types.type_of(value).full_name if value is not None else ""
        if kind == "System.IO.FileInfo":
            from pwsh_emu.runtime.members import get_property

            return get_property(session, value, "FullName")
        return value


class TypeNameTransformation(Attribute):
    """-TypeName of Update-TypeData: a type or its short name stands for its full name, any other object for its type."""

    type_name = "System.Management.Automation.ArgumentToTypeNameTransformationAttribute"
    converts = True

    def convert(self, session: Session, value: Any) -> Any:
        from pwsh_emu.runtime.values import TypeLiteral

        base = unwrapped(value)
        if isinstance(base, TypeLiteral):
            return str(base.of.full_name)
        if isinstance(base, str):
            known = session.types.find(base)
            return base if known is None else str(known.full_name)
        if base is None or base is AUTOMATION_NULL:
            return value
        name = getattr(base, "TypeName", None)
        return name if isinstance(name, str) else str(session.types.type_of(base).full_name)


class CredentialTransformation(Attribute):
    """A PSCredential parameter: a user name, or $null, asks for the password (CredentialAttribute, which every such parameter has)."""

    type_name = "System.Management.Automation.CredentialAttribute"
    converts = True

    def convert(self, session: Session, value: Any) -> Any:
        from pwsh_emu.runtime.credentialprompt import prompt_for_credential
        from pwsh_emu.runtime.types.network import PSCredential

        base = unwrapped(value)
        if isinstance(base, PSCredential):
            return value
        if base is not None and base is not AUTOMATION_NULL and not isinstance(base, str):
            inner = ExceptionObject("System.Management.Automation.PSArgumentException", "userName")
            raise TransformationFailure(inner.message, inner)
        try:
            return prompt_for_credential(session, base if isinstance(base, str) else None)
        except PSError as error:
            raise TransformationFailure(error.record.exception.message, error.record.exception) from error


class NotePropertyTransformation(Attribute):
    """Add-Member -NotePropertyName: a number is a name."""

    type_name = "Microsoft.PowerShell.Commands.AddMemberCommand+NotePropertyTransformationAttribute"
    converts = True

    def convert(self, session: Session, value: Any) -> Any:
        base = unwrapped(value)
        return str(base) if isinstance(base, int) and not isinstance(base, bool) else value
