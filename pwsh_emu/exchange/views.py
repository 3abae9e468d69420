"""How the service's objects are shown by default: tables for those that the service shows so; the others are lists of their properties."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pwsh_emu.runtime.session import Session

_FILE = os.path.join(os.path.dirname(__file__), "views.tsv")
_DONE = "exchange views"
_MANAGEMENT = "Microsoft.Exchange.Data.Directory.Management."


def ensure_views(session: Session) -> None:
    """Give a session the service's views, once (not after Connect-ExchangeOnline -SkipLoadingFormatData)."""
    if session.services.get(_DONE):
        return
    session.services[_DONE] = True
    from pwsh_emu.formatting.views import View, table_of

    views = []
    with open(_FILE, encoding="utf-8") as file:
        for line in file:
            if not line.startswith("#"):
                name, _, columns = line.rstrip("\n").partition("\t")
                type_name = name if "." in name else _MANAGEMENT + name
                views.append(View("Table", False, [type_name], definition=_definition(name, columns.split(" "))))
    table_of(session).add(views, prepend=False)


def skip_views(session: Session) -> None:
    """Leave the views out from now on."""
    session.services[_DONE] = True


def _definition(name: str, columns: list[str]) -> dict[str, Any]:
    headers, cells = [], []
    for column in columns:
        label, _, width = column.partition(":")
        label, _, prop = label.partition("=")
        label = label.replace("_", " ")
        headers.append({"alignment": "Left", **({"width": int(width)} if width else {})})
        cells.append({"kind": "Property", "value": prop or ("IsInherited" if label == "Inherited" else label)})
        if prop or label == "Inherited":
            headers[-1]["label"] = label
    return {"headers": headers, "name": name, "rows": [{"columns": cells}]}
