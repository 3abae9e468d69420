"""System.Xml.XmlConvert: values as XML Schema writes them."""

from __future__ import annotations

from typing import Any

from pwsh_emu.runtime.knowntypes import with_session
from pwsh_emu.runtime.types import failures
from pwsh_emu.runtime.xmltext import boolean_text, decode_controls, duration_text, real_text


class XmlConvertMembers:
    """Static members of System.Xml.XmlConvert."""

    SIGNATURES = (
        "static string ToString(System.Object value)", "static bool ToBoolean(string s)",
        "static int ToInt32(string s)", "static long ToInt64(string s)",
        "static double ToDouble(string s)", "static decimal ToDecimal(string s)",
        "static datetime ToDateTime(string s, System.Xml.XmlDateTimeSerializationMode dateTimeOption)",
        "static datetime ToDateTime(string s)", "static datetime ToDateTime(string s, string format)",
        "static timespan ToTimeSpan(string s)", "static guid ToGuid(string s)", "static string EncodeName(string name)",
        "static string EncodeLocalName(string name)", "static string DecodeName(string name)", "static string VerifyName(string name)",
    )  # fmt: skip

    @staticmethod
    def static_ToString(value: Any) -> str:
        from pwsh_emu.runtime import culture as cultures
        from pwsh_emu.runtime.conversion import net_string

        if isinstance(value, bool):
            return boolean_text(value)
        kind = type(value).__name__
        if kind == "DateTime":
            return str(value.format_text("yyyy-MM-ddTHH:mm:ss.FFFFFFFK", cultures.invariant()))
        if kind == "TimeSpan":
            return duration_text(value.ticks)
        if isinstance(value, float):
            return real_text(value)
        return net_string(value, None, cultures.invariant())

    @staticmethod
    def static_ToBoolean(text: str) -> bool:
        if text.strip() in ("1", "true"):
            return True
        if text.strip() in ("0", "false"):
            return False
        raise failures.format_error(f"The string '{text}' is not a valid Boolean value.")

    @staticmethod
    @with_session
    def static_ToDateTime(session: Any, text: str, mode: Any = None) -> Any:
        import re

        from pwsh_emu.runtime import culture as cultures
        from pwsh_emu.runtime.types.dateparsing import not_recognized, parse

        if isinstance(mode, str):
            from pwsh_emu.runtime.types.dateexact import parse_exact

            return parse_exact(session, text, mode, cultures.invariant())
        if mode is None or not re.fullmatch(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?", text):
            raise not_recognized(text)
        made = parse(session, text, cultures.invariant(), 128)
        if str(mode) == "Utc":
            return type(made)(made.ticks, 1) if made.kind == 0 else made.ToUniversalTime()
        return made.ToLocalTime() if str(mode) == "Local" else made

    @staticmethod
    def static_EncodeName(name: str) -> str:
        return "".join(one if one.isalnum() or (one in "_.-:" and index) or one == "_" else f"_x{ord(one):04X}_" for index, one in enumerate(name))

    static_EncodeLocalName = static_EncodeName

    @staticmethod
    def static_DecodeName(name: str) -> str:
        return decode_controls(name)

    @staticmethod
    def static_VerifyName(name: str) -> str:
        return name


def _parsed(name: str) -> Any:
    @with_session
    def convert(session: Any, text: str) -> Any:
        from pwsh_emu.runtime import culture as cultures
        from pwsh_emu.runtime.types.convert import to_named

        return to_named(session, text.strip(), name, cultures.invariant())

    return staticmethod(convert)


for _name in ("Int32", "Int64", "Double", "Decimal"):
    setattr(XmlConvertMembers, f"static_To{_name}", _parsed(_name))


TYPES = {"System.Xml.XmlConvert": XmlConvertMembers}
