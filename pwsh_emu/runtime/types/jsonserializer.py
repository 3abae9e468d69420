"""Types that write and read JSON: PowerShell's own JsonObject reads; System.Text.Json's JsonSerializer is there, but serializes nothing yet."""

from __future__ import annotations

from typing import Any

from pwsh_emu.runtime.knowntypes import with_session


class JsonObjectMembers:
    """Members of Microsoft.PowerShell.Commands.JsonObject."""

    @staticmethod
    @with_session
    def static_ConvertFromJson(session: Any, text: str, *arguments: Any) -> Any:
        """Return what ConvertFrom-Json makes of a text. A property name that no object can have goes to the reference at the end."""
        from pwsh_emu.runtime import jsontext
        from pwsh_emu.runtime.errors import ErrorRecord, ExceptionObject, NetException

        *options, reference = arguments
        as_hashtable = bool(options and options[0])
        depth = options[1] if len(options) > 1 else jsontext.DEFAULT_DEPTH
        reference.value = None
        try:
            return jsontext.JsonReader(session, as_hashtable=as_hashtable, depth=jsontext.NO_LIMIT if depth is None else int(depth)).read(text)
        except jsontext.JsonError as error:
            raise NetException("System.ArgumentException", error.conversion_failed, inner=ExceptionObject(error.type_name, error.message)) from None
        except jsontext.JsonKeyError as error:
            exception = ExceptionObject("System.InvalidOperationException", error.message)
            reference.value = ErrorRecord(exception, error.error_id, "InvalidOperation")
            return None


class JsonSerializerMembers:
    """Static members of JsonSerializer that are not generic."""

    SIGNATURES = (
        "static string Serialize(System.Object value, type inputType, System.Object options)",
        "static System.Object Deserialize(string json, type returnType, System.Object options)",
    )


TYPES = {
    "Microsoft.PowerShell.Commands.JsonObject": JsonObjectMembers,
    "System.Text.Json.JsonSerializer": JsonSerializerMembers,
}
