"""``pwsh-emu serve``: the endpoints and the admin page, until it is interrupted; also in a thread of a running shell."""

from __future__ import annotations

import asyncio
import json
import os
import sys
import threading
from typing import TYPE_CHECKING, Any

from pwsh_emu.exchange.organization import Organization
from pwsh_emu.exchange.store import StoreError
from pwsh_emu.smtp.endpoints import Service, endpoints_of
from pwsh_emu.smtp.limits import Limits
from pwsh_emu.smtp.tls import make_certificate, server_context, speaks_legacy

if TYPE_CHECKING:
    import argparse

USAGE = "pwsh-emu serve [--tenant FILE] [--environment NAME] [--seed NAME] [--json] [--host ADDRESS] [--port NAME=PORT]... [--no-page] [--no-limits]"


def state_folder(given: str | None = None) -> str:
    """Return the folder for the certificate: given, or the user's state folder."""
    if given:
        return given
    base = os.environ.get("XDG_STATE_HOME") or os.path.join(os.path.expanduser("~"), ".local", "state")
    return os.path.join(base, "pwsh-emu")


def make_service(organization: Organization, *, state: str | None = None, **options: Any) -> Service:
    """Return a service that is ready to start, its certificate made where it is missing."""
    names = [endpoint.name for endpoint in endpoints_of(organization.environment) if not endpoint.implicit]
    context = server_context(make_certificate(os.path.join(state_folder(state), organization.environment.name), names))
    return Service(organization, context, **options)


class RunningService:
    """A service in a thread of its own: ``with RunningService(organization) as running: running.ports["smtp.office365.com"]``."""

    def __init__(self, organization: Organization, *, page: bool = False, **options: Any) -> None:
        self.organization = organization
        self.page = page
        self.options = options
        self.service: Service
        self.ports: dict[str, int] = {}
        self._ready = threading.Event()
        self._error: BaseException | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stop: asyncio.Event
        self._thread = threading.Thread(target=self._run, name="pwsh-emu endpoints", daemon=True)

    def _run(self) -> None:
        try:
            asyncio.run(self._serve())
        except BaseException as error:  # handed to whoever waits for the start
            self._error = error
        finally:
            self._ready.set()

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._stop = asyncio.Event()
        self.service = make_service(self.organization, **self.options)
        await self.service.start()
        self.ports = {endpoint.name: endpoint.port for endpoint in self.service.endpoints}
        page = None
        if self.page:
            page = await start_page(self.service)
            self.ports["page"] = page.port
        self._ready.set()
        await self._stop.wait()
        if page is not None:
            await page.stop()
        await self.service.stop()

    def start(self) -> RunningService:
        """Start and wait until everything listens."""
        self._thread.start()
        self._ready.wait()
        if self._error is not None:
            raise self._error
        return self

    def stop(self) -> None:
        """Stop and wait for the end."""
        if self._loop is not None and self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._stop.set)
            self._thread.join(10)

    def __enter__(self) -> RunningService:
        return self.start()

    def __exit__(self, *_: Any) -> None:
        self.stop()


def start_beside(organization: Organization, *, page: bool = True, limits: bool = True) -> RunningService:
    """Start the endpoints in a thread of a running shell (Start-EmulatedService); without its packages the page is left out."""
    if page:
        from importlib.util import find_spec

        page = find_spec("starlette") is not None and find_spec("uvicorn") is not None
    return RunningService(organization, page=page, limits=Limits() if limits else Limits.none()).start()


async def start_page(service: Service, port: int = 0) -> Any:
    """Start the admin page beside the endpoints. Raises ImportError where its packages are not installed."""
    from pwsh_emu.web.server import PageServer

    def endpoints() -> list[dict[str, Any]]:
        return [
            {"name": one.name, "host": service.host, "port": one.port, "protocol": one.protocol, "legacy": one.legacy, "implicit": one.implicit}
            for one in service.endpoints
        ]

    page = PageServer(service.organization, port=port, endpoints=endpoints)
    await page.start()
    return page


def _parser() -> argparse.ArgumentParser:
    import argparse

    parser = argparse.ArgumentParser(prog="pwsh-emu serve", description="Start the emulated endpoints and the admin page.")
    parser.add_argument("--tenant", metavar="FILE", help="keep the organization in this file (another shell may use it at the same time)")
    parser.add_argument("--environment", metavar="NAME", help="Worldwide, GCC, GCCHigh, DoD or 21Vianet")
    parser.add_argument("--seed", metavar="NAME", default="company", help="what the organization starts with: company, hardened, old, large")
    parser.add_argument("--json", action="store_true", help="print one line of JSON once everything listens")
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (the page stays on loopback)")
    parser.add_argument("--port", action="append", default=[], metavar="NAME=PORT", help="a fixed port for an endpoint or for 'page'")
    parser.add_argument("--no-page", action="store_true", help="do not start the admin page")
    parser.add_argument("--no-limits", action="store_true", help="no limits on messages a minute, recipients a day and sends at the same time")
    parser.add_argument("--messages-per-minute", type=int, default=30, metavar="N")
    parser.add_argument("--recipients-per-day", type=int, default=10_000, metavar="N")
    parser.add_argument("--concurrent-sends", type=int, default=3, metavar="N")
    parser.add_argument("--tarpit", type=float, default=0.0, metavar="SECONDS", help="wait before each refusal, as the service does (about 5)")
    parser.add_argument("--check-order", default="auth,tls", metavar="LIST", help="the order of the checks at AUTH (auth,tls or tls,auth)")
    parser.add_argument("--eml-folder", metavar="FOLDER", help="also write each accepted message as an .eml file")
    parser.add_argument("--state", metavar="FOLDER", help="where the certificate (endpoint.pem) and its authority (ca.pem) are kept")
    return parser


def _ports(given: list[str], known: set[str]) -> dict[str, int]:
    """Read --port options. Raises ValueError with a sentence."""
    ports = {}
    for text in given:
        name, _, port = text.rpartition("=")
        if name.lower() not in known:
            raise ValueError(f"there is no endpoint '{name}': there are {', '.join(sorted(known))}")
        if not port.isdigit() or not 0 <= int(port) <= 65535:
            raise ValueError(f"'{port}' is not a port")
        ports[name.lower()] = int(port)
    return ports


async def _run(options: argparse.Namespace, organization: Organization) -> int:
    known = {endpoint.name for endpoint in endpoints_of(organization.environment)} | {"page"}
    ports = _ports(options.port, known)
    if options.no_limits:
        limits = Limits.none()
    else:
        limits = Limits(
            messages_per_minute=options.messages_per_minute, recipients_per_day=options.recipients_per_day, concurrent_sends=options.concurrent_sends
        )
    order = tuple(part.strip() for part in options.check_order.split(","))
    if not set(order) <= {"auth", "tls"}:
        raise ValueError(f"--check-order takes auth and tls, not '{options.check_order}'")
    service = make_service(organization, state=options.state, limits=limits, host=options.host, ports=ports, tarpit=options.tarpit, order=order)
    organization.mail.folder = options.eml_folder
    await service.start()
    page = None
    if not options.no_page:
        try:
            page = await start_page(service, ports.get("page", 0))
        except ImportError as error:
            print(f"pwsh-emu serve: no admin page, because {error.name or 'a package'} is not installed (install pwsh-emu[web])", file=sys.stderr)
    stop = asyncio.Event()
    _on_signals(stop)
    _announce(options, service, page)  # last: who reads it may end the service at once
    await stop.wait()
    if page is not None:
        await page.stop()
    await service.stop()
    return 0


def _on_signals(stop: asyncio.Event) -> None:
    """Let Ctrl+C and a terminating signal end the service; in another thread than the main one whoever runs it stops it otherwise."""
    import signal

    loop = asyncio.get_running_loop()
    if threading.current_thread() is not threading.main_thread():
        return
    for number in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(number, stop.set)
        except NotImplementedError:  # Windows
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(stop.set))


def _announce(options: argparse.Namespace, service: Service, page: Any) -> None:
    where: dict[str, dict[str, Any]] = {endpoint.name: {"host": options.host, "port": endpoint.port} for endpoint in service.endpoints}
    if page is not None:
        where["page"] = {"host": page.host, "port": page.port}
    if options.json:
        print(json.dumps(where), flush=True)
        return
    for name, place in where.items():
        shown = f"http://{place['host']}:{place['port']}/" if name == "page" else f"{place['host']}:{place['port']}"
        print(f"{name:32} {shown}")
    if not speaks_legacy(service.context):
        print("This build of Python cannot do TLS 1.0: old clients will fail in the handshake.")
    print("Press Ctrl+C to stop.", flush=True)


def main(argv: list[str]) -> int:
    """Run ``pwsh-emu serve`` with its arguments and return the exit code."""
    options = _parser().parse_args(argv)
    try:
        organization = Organization(options.environment, seed=options.seed, tenant=options.tenant)
        organization.load()
        return asyncio.run(_run(options, organization))
    except KeyboardInterrupt:
        return 0
    except ImportError as error:
        print(f"pwsh-emu serve: {error.name or error} is not installed (install pwsh-emu[serve])", file=sys.stderr)
        return 1
    except (OSError, ValueError, StoreError) as error:
        print(f"pwsh-emu serve: {error}", file=sys.stderr)
        return 1
