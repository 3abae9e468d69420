"""System.Text.Json.JsonSerializer: it is there, but serializes nothing yet (ConvertTo-Json and ConvertFrom-Json do)."""

from __future__ import annotations


class JsonSerializerMembers:
    """Static members of JsonSerializer that are not generic."""

    SIGNATURES = (
        "static string Serialize(System.Object value, type inputType, System.Object options)",
        "static System.Object Deserialize(string json, type returnType, System.Object options)",
    )


TYPES = {"System.Text.Json.JsonSerializer": JsonSerializerMembers}
