"""Paths: the files and folders of the file system, and the items of the other providers."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any

from pwsh_emu.completion.matches import Match, by_name
from pwsh_emu.completion.quoting import needs_quotes, starting, take_apart

if TYPE_CHECKING:
    from pwsh_emu.runtime.session import Session

_WILD = re.compile(r"[*?\[]")


def paths(session: Session, word: str, *, literal: bool = False, command: bool = False, containers: bool = False, only: str = "") -> list[Match]:
    """Return the items whose paths begin with a typed one, sorted by name.

    ``literal`` leaves wildcard characters as they are (-LiteralPath), ``command`` says that the path stands where a command does,
    ``containers`` asks for folders only, ``only`` for the files with an extension (and folders).
    """
    quote, bare = take_apart(word)
    head, leaf = _divided(bare)
    try:
        found = [entry for folder, shown in _folders(session, head) for entry in _entries(session, folder, leaf, shown)]
    except Exception:  # a folder that cannot be read offers nothing
        return []
    matches = []
    for name, text, is_container in sorted(found, key=lambda entry: by_name(entry[0])):
        if (containers and not is_container) or (only and not is_container and not name.lower().endswith(only)):
            continue
        put = _put(text, quote, literal=literal, command=command)
        matches.append(Match(put, name, "ProviderContainer" if is_container else "ProviderItem"))
    return matches


def _divided(path: str) -> tuple[str, str]:
    """Return a path's folder with its separator, and the name that is being typed."""
    at = max(path.rfind("/"), path.rfind("\\"))
    if at < 0 and ":" in path:
        at = path.rindex(":")
    return path[: at + 1], path[at + 1 :]


def _folders(session: Session, head: str) -> list[tuple[Any, str]]:
    """Return the folders that a typed head means (it may hold wildcards), each with how paths in it are written."""
    drives: Any = session.services["drives"]
    if not head:
        here = drives.here
        return [(here, "" if here.provider.flat else "./")]
    plain = head.replace("\\", "/")
    provider, mark, rest = plain.rpartition("::")
    if mark:
        place = drives.locate(plain)
        return [(place, f"{'FileSystem' if provider.lower() == 'filesystem' else provider}::{rest}")]
    if ":" in plain.split("/", 1)[0]:
        place = drives.locate(plain)
        drive, _, below = plain.partition(":")
        known = next((one.name for one in drives.all() if one.name.lower() == drive.lower()), drive)
        return [(place, f"{known}:{below if below.startswith('/') else '/' + below}")]
    if _WILD.search(plain):
        places = list(drives.expand(plain.rstrip("/")))
    else:
        places = [drives.locate(plain)]
    if plain.startswith("/"):
        return [(place, place.path.rstrip("/") + "/") for place in places]
    if plain == "~" or plain.startswith("~/"):
        return [(place, plain) for place in places]
    if drives.here.provider.flat:
        return [(place, plain) for place in places]
    here = drives.here.path
    return [(place, _relative(place.path, here)) for place in places]


def _relative(path: str, here: str) -> str:
    """Return a folder as seen from the current one, with its separator."""
    found = os.path.relpath(path, here)
    if found == ".":
        return "./"
    return (found if found.startswith("..") else f"./{found}") + "/"


def _entries(session: Session, place: Any, leaf: str, shown: str) -> list[tuple[str, str, bool]]:
    pattern = starting(leaf)
    found = []
    for name in place.provider.child_names(session, place.path, leaf.startswith(".")):
        if pattern.matches(name) or (_WILD.search(leaf) is None and name.lower().startswith(leaf.lower())):
            container = place.provider.is_container(session, place.provider.child(place.path, name))
            found.append((name, shown + name, container))
    return found


def _put(text: str, quote: str, *, literal: bool, command: bool) -> str:
    """Return a path as it is put: wildcard characters of names escaped, quoted where needed; a quoted command is called by ``&``."""
    special = needs_quotes(text, brackets=True)
    if not literal and not command:
        text = re.sub(r"([\[\]`*?])", r"`\1", text)
    if quote == '"':
        if literal:
            return '"' + text.replace("`", "``").replace("$", "`$") + '"'
        return '"' + re.sub(r"(?<!`)\$", "`$", re.sub(r"`(?!\$)", "``", text)) + '"'
    if quote:
        return "'" + text.replace("'", "''") + "'"
    if special:
        return ("& " if command else "") + "'" + text.replace("'", "''") + "'"
    return text
