"""The page as a web application (starlette): one document, its script and style, and a small JSON interface for them alone.

It is for the person at this machine: only loopback names are answered, and whatever changes something needs the page's own token and
origin, so that no other site's page can do it.
"""

from __future__ import annotations

import hmac
import os
import secrets
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from pwsh_emu.exchange.recipients import MAILBOXES, TABLE, shown_by
from pwsh_emu.web import settings

if TYPE_CHECKING:
    from pwsh_emu.exchange.organization import Organization

_FILES = os.path.join(os.path.dirname(__file__), "files")
_TYPES = {".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml"}
_LOOPBACK = frozenset(("127.0.0.1", "localhost", "[::1]"))
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}
LARGEST_BODY = 65_536


Endpoints = Callable[[], list[dict[str, Any]]]
SHOWN_MAILBOXES, SHOWN_MESSAGES, SHOWN_CHANGES = 200, 500, 500


class Page:
    """The routes over one organization. ``token`` is what the page must show to change anything; ``endpoints`` tells what listens where."""

    def __init__(self, organization: Organization, endpoints: Endpoints | None = None) -> None:
        self.organization = organization
        self.endpoints = endpoints
        self.token = secrets.token_urlsafe(32)

    # --- documents ---
    async def document(self, request: Request) -> Response:
        return self._file("page.html")

    async def file(self, request: Request) -> Response:
        return self._file(request.url.path.lstrip("/"))

    def _file(self, name: str) -> Response:
        with open(os.path.join(_FILES, name), encoding="utf-8") as file:
            text = file.read()
        if name == "page.html":
            text = text.replace("{{token}}", self.token)
        return Response(text, media_type=_TYPES[os.path.splitext(name)[1]])

    # --- data ---
    async def _answer(self, build: Callable[[], dict[str, Any]]) -> Response:
        """Answer with data about the current state; in a thread, since another process may hold the tenant file."""

        def current() -> dict[str, Any]:
            self.organization.refresh()
            with self.organization.lock:
                return build()

        return JSONResponse(await run_in_threadpool(current))

    async def version(self, request: Request) -> Response:
        return await self._answer(lambda: {"version": f"{self.organization.version}.{self.organization.mail.last}"})

    async def overview(self, request: Request) -> Response:
        organization = self.organization

        def build() -> dict[str, Any]:
            mailboxes = shown_by(organization, "Mailbox")
            example = next((record for record in mailboxes if record.get("Password") and not record.get("AccountDisabled")), {})
            return {
                "organization": organization.name,
                "environment": organization.environment.name,
                "offersLegacyTls": organization.environment.allows_legacy_tls,
                "allowLegacyTls": organization.transport("AllowLegacyTLSClients"),
                "smtpAuthDisabled": bool(organization.transport("SmtpClientAuthenticationDisabled")),
                "mailboxes": len(mailboxes),
                "messages": organization.mail.count(),
                "endpoints": [] if self.endpoints is None else self.endpoints(),
                "signIn": {"name": example.get("UserPrincipalName"), "password": example.get("Password")},
            }

        return await self._answer(build)

    async def read_settings(self, request: Request) -> Response:
        organization = self.organization
        return await self._answer(
            lambda: {"organization": organization.name, "environment": organization.environment.name, "controls": settings.shown(organization)}
        )

    async def write_settings(self, request: Request) -> Response:
        changes = await self._body(request)
        return await self._saved(lambda: settings.save(self.organization, changes, _client(request)))

    async def _saved(self, save: Callable[[], list[str]]) -> Response:
        """Answer with the cmdlets that a change equals, or with the sentence that refuses it."""
        try:
            cmdlets = await run_in_threadpool(save)
        except ValueError as error:
            return JSONResponse({"error": str(error)}, status_code=400)
        except OSError as error:
            return JSONResponse({"error": str(error)}, status_code=503)
        return JSONResponse({"message": "Your change has been saved", "cmdlets": cmdlets})

    async def mailboxes(self, request: Request) -> Response:
        organization = self.organization
        wanted = request.query_params.get("search", "").lower()

        def build() -> dict[str, Any]:
            found = [
                record
                for record in shown_by(organization, "Mailbox")
                if not wanted or wanted in f"{record['DisplayName']} {record['PrimarySmtpAddress']}".lower()
            ]
            return {"mailboxes": [settings.mailbox_shown(organization, record) for record in found[:SHOWN_MAILBOXES]], "total": len(found)}

        return await self._answer(build)

    async def write_mailbox(self, request: Request) -> Response:
        body = await self._body(request)
        record = self.organization.table(TABLE).get(request.path_params["guid"])
        if record is None or record.get("RecipientTypeDetails") not in MAILBOXES:
            raise HTTPException(404)
        return await self._saved(lambda: settings.save_mailbox(self.organization, record, body, _client(request)))

    async def messages(self, request: Request) -> Response:
        def build() -> dict[str, Any]:
            records = self.organization.table(TABLE)
            mail = self.organization.mail
            found = [
                {
                    "id": message.id,
                    "folder": message.folder,
                    "mailbox": records.get(message.mailbox, {}).get("PrimarySmtpAddress", ""),
                    **message.info,
                }
                for message in mail.latest(SHOWN_MESSAGES)
            ]
            return {"messages": found, "total": mail.count()}

        return await self._answer(build)

    async def message(self, request: Request) -> Response:
        message = await run_in_threadpool(self.organization.mail.get, request.path_params["number"])
        if message is None:
            raise HTTPException(404)
        return PlainTextResponse(message.content.decode("utf-8", "replace"))

    async def audit(self, request: Request) -> Response:
        def build() -> dict[str, Any]:
            audit = self.organization.audit
            return {"entries": [settings.entry_shown(entry) for entry in audit[-SHOWN_CHANGES:][::-1]], "total": len(audit)}

        return await self._answer(build)

    async def report(self, request: Request) -> Response:
        from pwsh_emu.exchange.clientsreport import clients_report

        return await self._answer(lambda: {"senders": clients_report(self.organization)})

    async def _body(self, request: Request) -> dict[str, Any]:
        import json

        text = b""
        async for part in request.stream():
            text += part
            if len(text) > LARGEST_BODY:
                raise HTTPException(413)
        try:
            body = json.loads(text)
        except ValueError:
            raise HTTPException(400, "The body is not JSON.") from None
        if not isinstance(body, dict):
            raise HTTPException(400, "A JSON object is expected.")
        return body

    # --- protection ---
    def refusal(self, request: Request) -> str | None:
        """Return why a request is refused; None where it is answered."""
        host = request.headers.get("host", "").lower()
        name = host.rpartition(":")[0] if ":" in host and not host.endswith("]") else host
        if name not in _LOOPBACK:
            return "This page is answered on loopback names only."
        if request.client is not None and request.client.host not in ("127.0.0.1", "::1", "testclient"):
            return "This page is for this machine only."
        if request.method in ("GET", "HEAD"):
            return None
        origin = request.headers.get("origin")
        if origin is not None and origin.lower() != f"http://{host}":
            return "Requests of other sites are refused."
        if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return "Requests of other sites are refused."
        if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
            return "JSON is expected."
        if not hmac.compare_digest(request.headers.get("x-page-token", "").encode(), self.token.encode()):
            return "The page's token is missing."
        return None


def _client(request: Request) -> str:
    return request.client.host if request.client is not None else "127.0.0.1"


class _Guard:
    """Refuses what does not come from the page, and gives every answer its protecting headers."""

    def __init__(self, app: Any, page: Page) -> None:
        self.app = app
        self.page = page

    async def __call__(self, scope: Any, receive: Any, send: Callable[[Any], Awaitable[None]]) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def protect(message: Any) -> None:
            if message["type"] == "http.response.start":
                own = [(name.lower().encode(), value.encode()) for name, value in _HEADERS.items()]
                message["headers"] = [*message.get("headers", ()), *own]
            await send(message)

        reason = self.page.refusal(Request(scope))
        if reason is not None:
            await PlainTextResponse(reason, status_code=403)(scope, receive, protect)
            return
        await self.app(scope, receive, protect)


def create_app(organization: Organization, endpoints: Endpoints | None = None) -> Any:
    """Return the application for an organization; ``app.page.token`` is its token."""
    page = Page(organization, endpoints)
    routes = [
        Route("/", page.document),
        Route("/api/version", page.version),
        Route("/api/overview", page.overview),
        Route("/page.js", page.file),
        Route("/page.css", page.file),
        Route("/icon.svg", page.file),
        Route("/api/settings", page.read_settings),
        Route("/api/settings", page.write_settings, methods=["POST"]),
        Route("/api/mailboxes", page.mailboxes),
        Route("/api/mailboxes/{guid}", page.write_mailbox, methods=["POST"]),
        Route("/api/messages", page.messages),
        Route("/api/messages/{number:int}", page.message),
        Route("/api/audit", page.audit),
        Route("/api/report", page.report),
    ]
    return _Guard(Starlette(routes=routes), page)
