"""A session that needs no engine: types, variables and a host that keeps what is written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from pwsh_emu.formatting.default import DefaultFormatter
from pwsh_emu.formatting.formatter import Formatter
from pwsh_emu.formatting.parameters import Parameters, read_properties
from pwsh_emu.runtime.host import Host
from pwsh_emu.runtime.registry import TypeRegistry
from pwsh_emu.runtime.session import Session


class TextHost(Host):
    """Keeps what is written."""

    def __init__(self) -> None:
        self.text: list[str] = []

    def streams(self, session: Session) -> Any:
        return None

    def write(self, text: str) -> None:
        self.text.append(text)


@pytest.fixture
def session() -> Session:
    made = Session(TextHost())
    made.types = TypeRegistry()
    return made


@pytest.fixture
def show(session: Session) -> Callable[..., str]:
    """Show objects as the console would: ``shape`` None for the default display, properties and parameters as Format-* take them."""

    def run(*objects: Any, shape: str | None = None, properties: list[Any] | None = None, **settings: Any) -> str:
        host: Any = session.host
        host.text.clear()
        output = DefaultFormatter(session, host.write, host.width)
        if shape is None:
            for one in objects:
                output.write(one)
        else:
            parameters = Parameters()
            parameters.properties = read_properties(properties or [], shape)
            for name, value in settings.items():
                setattr(parameters, name, value)
            formatter = Formatter(session, shape, parameters, output.write)
            for one in objects:
                formatter.process(one)
            formatter.finish()
        output.finish()
        return "".join(host.text)

    return run
