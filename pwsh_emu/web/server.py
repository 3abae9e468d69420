"""Serves the page on loopback, in the event loop of the endpoints (uvicorn)."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import uvicorn

from pwsh_emu.web.app import Endpoints, create_app

if TYPE_CHECKING:
    from pwsh_emu.exchange.organization import Organization


class _Server(uvicorn.Server):
    """A server that leaves signals to whoever runs it."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


class PageServer:
    """The page of an organization on a port of 127.0.0.1 (0: a free one); ``endpoints`` tells what else listens where."""

    host = "127.0.0.1"

    def __init__(self, organization: Organization, *, port: int = 0, endpoints: Endpoints | None = None) -> None:
        self.app = create_app(organization, endpoints)
        self.port = port
        config = uvicorn.Config(self.app, log_level="error", access_log=False, lifespan="off", server_header=False, ws="none")
        self._server = _Server(config)
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Listen. Raises OSError where the port is taken."""
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((self.host, self.port))
        except OSError:
            listener.close()
            raise
        self.port = listener.getsockname()[1]
        self._task = asyncio.get_running_loop().create_task(self._server.serve(sockets=[listener]))
        while not self._server.started and not self._task.done():
            await asyncio.sleep(0.005)

    async def stop(self) -> None:
        self._server.should_exit = True
        self._server.force_exit = True
        if self._task is not None:
            await self._task
