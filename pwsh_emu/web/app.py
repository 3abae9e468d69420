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

from pwsh_emu.exchange.recipients import MAILBOXES, TABLE
from pwsh_emu.exchange.smtpauth import decide
from pwsh_emu.web import settings

if TYPE_CHECKING:
    from pwsh_emu.exchange.organization import Organization

_FILES = os.path.join(os.path.dirname(__file__), "files")
_TYPES = {".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}
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


class Page:
    """The routes over one organization. ``token`` is what the page must show to change anything."""

    def __init__(self, organization: Organization) -> None:
        self.organization = organization
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
    async def read_settings(self, request: Request) -> Response:
        organization = self.organization
        return JSONResponse(
            {"organization": organization.name, "environment": organization.environment.name, "controls": settings.shown(organization)}
        )

    async def write_settings(self, request: Request) -> Response:
        changes = await self._body(request)
        try:
            cmdlets = await run_in_threadpool(settings.save, self.organization, changes, _client(request))
        except ValueError as error:
            return JSONResponse({"error": str(error)}, status_code=400)
        return JSONResponse({"message": "Your change has been saved", "cmdlets": cmdlets})

    async def mailboxes(self, request: Request) -> Response:
        organization = self.organization
        organization.refresh()
        wanted = request.query_params.get("search", "").lower()
        rows: list[dict[str, Any]] = []
        for record in organization.table(TABLE).values():
            if record.get("RecipientTypeDetails") not in MAILBOXES:
                continue
            if wanted and wanted not in f"{record['DisplayName']} {record['PrimarySmtpAddress']}".lower():
                continue
            if len(rows) == 200:
                break
            decision = decide(organization, record)
            rows.append({
                "id": record["Guid"], "name": record["DisplayName"], "address": record["PrimarySmtpAddress"], "type": record["RecipientTypeDetails"],
                "own": record.get("SmtpClientAuthenticationDisabled"), "authenticatedSmtp": _ticked(organization, record), "reason": decision.reason,
            })  # fmt: skip
        return JSONResponse({"mailboxes": rows})

    async def write_mailbox(self, request: Request) -> Response:
        body = await self._body(request)
        record = self.organization.table(TABLE).get(request.path_params["guid"])
        if record is None or not isinstance(body.get("authenticatedSmtp"), bool):
            raise HTTPException(404 if record is None else 400)
        cmdlets = await run_in_threadpool(settings.save_mailbox, self.organization, record, body["authenticatedSmtp"], _client(request))
        return JSONResponse({"message": "Your change has been saved", "cmdlets": cmdlets})

    async def messages(self, request: Request) -> Response:
        records = self.organization.table(TABLE)
        found = [
            {"id": message.id, "folder": message.folder, "mailbox": records.get(message.mailbox, {}).get("PrimarySmtpAddress", ""), **message.info}
            for message in self.organization.mail.messages(with_content=False)
        ]
        return JSONResponse({"messages": found[-500:][::-1]})

    async def message(self, request: Request) -> Response:
        message = self.organization.mail.get(request.path_params["number"])
        if message is None:
            raise HTTPException(404)
        return PlainTextResponse(message.content.decode("utf-8", "replace"))

    async def audit(self, request: Request) -> Response:
        self.organization.refresh()
        entries = [
            {
                "date": entry["RunDate"], "who": entry["Caller"], "what": entry["ObjectModified"],
                "cmdlet": settings.cmdlet_text(entry["CmdletName"], [list(pair) for pair in entry.get("CmdletParameters", ())]),
            }
            for entry in self.organization.audit[-500:][::-1]
        ]  # fmt: skip
        return JSONResponse({"entries": entries})

    async def report(self, request: Request) -> Response:
        from pwsh_emu.exchange.clientsreport import clients_report

        return JSONResponse({"senders": clients_report(self.organization)})

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


def _ticked(organization: Organization, record: dict[str, Any]) -> bool:
    own = record.get("SmtpClientAuthenticationDisabled")
    return not (organization.transport("SmtpClientAuthenticationDisabled") if own is None else own)


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


def create_app(organization: Organization) -> Any:
    """Return the application for an organization; ``app.page.token`` is its token."""
    page = Page(organization)
    routes = [
        Route("/", page.document),
        Route("/page.js", page.file),
        Route("/page.css", page.file),
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
