"""Which module of ``runtime.types`` implements which .NET type: nothing is imported before a type is used."""

from __future__ import annotations

_BY_MODULE = {
    "objects": """System.Object System.ValueType System.Enum System.Array System.Attribute""",
    "strings": "System.String",
    "style": "System.Management.Automation.PSStyle System.Management.Automation.PSStyle+FormattingData System.Management.Automation.PSStyle+ForegroundColor",
}

MODULES: dict[str, str] = {name.lower(): module for module, names in _BY_MODULE.items() for name in names.split()}
