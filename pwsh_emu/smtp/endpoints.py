"""Which endpoints an environment has, and the service that listens for all of them in one event loop."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from pwsh_emu.smtp.limits import Limits
from pwsh_emu.smtp.wire import Closed, Room, Wire

if TYPE_CHECKING:
    import ssl

    from pwsh_emu.exchange.environments import Environment
    from pwsh_emu.exchange.organization import Organization

BACKLOG = 1024
_IMPLICIT = {"pop": 995, "imap": 993}


class Endpoint:
    """One host name of the service: what it speaks ("smtp", "pop", "imap") and whether it is a legacy twin.

    ``implicit`` is a port where TLS begins at once (995 and 993 of the service): its number stands behind the name.
    """

    __slots__ = ("implicit", "legacy", "name", "port", "protocol")

    def __init__(self, name: str, protocol: str, *, legacy: bool, implicit: bool = False) -> None:
        self.name = name
        self.protocol = protocol
        self.legacy = legacy
        self.implicit = implicit
        self.port = 0


def endpoints_of(environment: Environment) -> list[Endpoint]:
    """Return the endpoints that exist in an environment: clouds for governments have no legacy ones."""
    found = [Endpoint(environment.smtp_host, "smtp", legacy=False)]
    for name, protocol in ((environment.legacy_smtp_host, "smtp"), (environment.legacy_pop_host, "pop"), (environment.legacy_imap_host, "imap")):
        if name is not None:
            found.append(Endpoint(name, protocol, legacy=True))
            if protocol in _IMPLICIT:
                found.append(Endpoint(f"{name}:{_IMPLICIT[protocol]}", protocol, legacy=True, implicit=True))
    return found


class Service:
    """All endpoints over one organization. ``ports`` gives fixed ports by endpoint name; others are free ones.

    ``order`` is the order of the checks at AUTH ("auth" and "tls"); ``tarpit`` seconds before each refusal.
    """

    def __init__(
        self,
        organization: Organization,
        context: ssl.SSLContext,
        *,
        limits: Limits | None = None,
        host: str = "127.0.0.1",
        ports: dict[str, int] | None = None,
        order: tuple[str, ...] = ("auth", "tls"),
        tarpit: float = 0.0,
        idle: float = 300.0,
        longest: float = 600.0,
        handshake_timeout: float = 30.0,
    ) -> None:
        self.organization = organization
        self.context = context
        self.limits = limits or Limits()
        self.host = host
        self.ports = ports or {}
        self.order = order
        self.tarpit = tarpit
        self.idle = idle
        self.longest = longest
        self.room = Room(self.limits.memory)
        self.handshake_timeout = handshake_timeout
        digits = os.urandom(2).hex().upper()
        self.server_name = f"XX0PR00CA{digits}"
        self.forest = organization.environment.forest[:8].lower()
        self.endpoints = endpoints_of(organization.environment)
        self.tasks: set[asyncio.Task[Any]] = set()
        self.live: set[Wire] = set()
        self.listeners: list[Callable[[str], Any]] = []
        self.report: Callable[[str], Any] = lambda text: sys.stderr.write(f"pwsh-emu serve: {text}\n")
        self._servers: list[asyncio.Server] = []

    async def start(self) -> None:
        """Listen on every endpoint. Raises OSError where a port is taken."""
        loop = asyncio.get_running_loop()
        for endpoint in self.endpoints:
            tls: dict[str, Any] = {"ssl": self.context, "ssl_handshake_timeout": self.handshake_timeout} if endpoint.implicit else {}
            server = await loop.create_server(self._factory(endpoint), self.host, self.ports.get(endpoint.name, 0), backlog=BACKLOG, **tls)
            endpoint.port = server.sockets[0].getsockname()[1]
            self._servers.append(server)

    def _factory(self, endpoint: Endpoint) -> Callable[[], Wire]:
        async def serve(wire: Wire) -> None:
            if len(self.tasks) > self.limits.connections:
                wire.send("421 4.3.2 The maximum number of concurrent server connections has exceeded a limit, closing transmission channel")
                return
            if endpoint.protocol == "smtp":
                from pwsh_emu.smtp.session import serve as run
            elif endpoint.protocol == "pop":
                from pwsh_emu.smtp.pop import serve as run
            else:
                from pwsh_emu.smtp.imap import serve as run
            try:
                await run(self, endpoint, wire)
            except (Closed, ConnectionError, TimeoutError):
                raise
            except Exception as error:  # a defect ends one connection, not the service
                self.report(f"a connection to {endpoint.name} failed internally ({type(error).__name__}: {error})")
                wire.transport.abort()

        # a mail reader stays connected; a submission lasts ten minutes at most, as Exchange's receive connectors have it
        longest = self.longest if endpoint.protocol == "smtp" else 86_400.0
        return lambda: Wire(serve, self.tasks, self.live, self.idle, longest)

    def endpoint_of(self, name: str | None, protocol: str) -> Endpoint | None:
        """Return the endpoint that a client's server name (SNI) asks for, among those of a protocol."""
        if name is None:
            return None
        return next((one for one in self.endpoints if one.protocol == protocol and one.name == name.lower()), None)

    def note_delivery(self, number: str) -> None:
        """Tell listeners that a message was accepted."""
        for listener in self.listeners:
            listener(number)

    async def stop(self) -> None:
        """Stop listening and end all connections."""
        for server in self._servers:
            server.close()
        for task in list(self.tasks):
            task.cancel()
        if self.tasks:
            await asyncio.gather(*self.tasks, return_exceptions=True)
        for wire in list(self.live):
            wire.transport.abort()
        for _ in range(100):
            if not self.live:
                break
            await asyncio.sleep(0.01)
        for server in self._servers:
            await server.wait_closed()
        self._servers.clear()
