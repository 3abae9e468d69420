"""The Environment provider: ``env:``. A session's environment is a copy of the process's and never changes it."""

from __future__ import annotations

from collections.abc import Iterator

from pwsh_emu.providers.base import Provider, ProviderError, already_there, sorted_names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from pwsh_emu.runtime.session import Session


def environment_of(session: Session) -> dict[str, str]:
    """Return the session's environment variables, by exact name."""
    table: dict[str, str] = session.services["environment"]
    return table


class EnvironmentProvider(Provider):
    name = "Environment"

    def exists(self, session: Session, path: str) -> bool:
        return path == "" or path in environment_of(session)

    def child_names(self, session: Session, path: str, force: bool = False) -> list[str]:
        return sorted_names(environment_of(session)) if path == "" else []

    def item(self, session: Session, path: str) -> Any:
        from pwsh_emu.runtime.types.entries import DictionaryEntry

        return DictionaryEntry(path, environment_of(session)[path])

    def new_item(self, session: Session, path: str, kind: str | None, value: Any, force: bool) -> Any:
        if not force and path in environment_of(session):
            raise already_there(path)
        return self.set_item(session, path, value)

    def set_item(self, session: Session, path: str, value: Any, force: bool = False) -> Any:
        from pwsh_emu.runtime.conversion import to_string

        table = environment_of(session)
        if "=" in path:
            message = "Environment variable name cannot contain equal character. (Parameter 'variable')"
            raise ProviderError("System.ArgumentException", message, "System.ArgumentException", "NotSpecified", terminating=True)
        if value is None:
            table.pop(path, None)
            return None
        table[path] = to_string(session, value)
        return self.item(session, path)

    def clear_item(self, session: Session, path: str, force: bool = False) -> Any:
        environment_of(session).pop(path, None)
        return None

    def remove_item(self, session: Session, path: str, force: bool) -> None:
        environment_of(session).pop(path, None)

    def rename_item(self, session: Session, path: str, new_name: str, force: bool) -> Any:
        value = environment_of(session).pop(path)
        return self.set_item(session, new_name, value)

    def copy_item(self, session: Session, path: str, target: str, recurse: bool, force: bool) -> Iterator[Any]:
        yield self.set_item(session, target, environment_of(session)[path])

    def read_content(self, session: Session, path: str) -> Iterator[Any]:
        yield environment_of(session)[path]

    def write_content(self, session: Session, path: str, values: list[Any]) -> None:
        from pwsh_emu.runtime.conversion import to_string

        self.set_item(session, path, "\n".join(to_string(session, value) for value in values))

    def clear_content(self, session: Session, path: str) -> None:
        self.set_item(session, path, "")
