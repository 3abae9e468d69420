"""Send-MailMessage: a message handed to the organization's own submission endpoints, inside the process.

The dialogue is the endpoints' own (`session.SubmissionSession`), so whatever they refuse is refused here too, in the words of .NET's
SmtpClient. No socket is opened; any other server is a network that is not there.
"""

from __future__ import annotations

import asyncio
from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate, parseaddr
from typing import Any

from pwsh_emu.cmdlets.item_base import ItemCmdlet, as_list
from pwsh_emu.exchange.texts import is_address
from pwsh_emu.providers.base import ProviderError
from pwsh_emu.runtime.command import implements
from pwsh_emu.runtime.errors import ErrorRecord, ExceptionObject, not_supported
from pwsh_emu.runtime.variables import find_variable
from pwsh_emu.smtp.endpoints import Endpoint, Service
from pwsh_emu.smtp.limits import Limits
from pwsh_emu.smtp.session import serve
from pwsh_emu.smtp.wire import Wire

_OBSOLETE = (
    "The command 'Send-MailMessage' is obsolete. This cmdlet does not guarantee secure connections to SMTP servers. While there is no immediate "
    "replacement available in PowerShell, we recommend you do not use Send-MailMessage at this time. See https://aka.ms/SendMailMessage for more "
    "information."
)
_NO_SERVER = (
    "The email cannot be sent because no SMTP server was specified. You must specify an SMTP server by using either the SmtpServer parameter or "
    "the $PSEmailServer variable."
)
_PORTS = (0, 25, 587)
# System.Net.Mail's words for a reply's code.
_STATUS = {
    421: "Service not available, closing transmission channel.",
    450: "Mailbox unavailable.",
    451: "Error in processing.",
    452: "Insufficient system storage.",
    500: "Syntax error, command unrecognized.",
    501: "Syntax error in parameters or arguments.",
    503: "Bad sequence of commands.",
    530: "The SMTP server requires a secure connection or the client was not authenticated.",
    550: "Mailbox unavailable.",
    552: "Exceeded storage allocation.",
    554: "Transaction failed.",
}
_HEADERS = {"High": ("1", "urgent", "high"), "Low": ("5", "non-urgent", "low")}


class SmtpError(Exception):
    """A reply that ends the dialogue; ``recipient`` where it is one recipient's."""

    def __init__(self, code: int, text: str, recipient: str | None = None) -> None:
        shown = text.partition(" ")[2] if text[:3].isdigit() else text
        super().__init__(f"{_STATUS.get(code, 'Failure sending mail.')} The server response was: {shown}")
        self.recipient = recipient


class _Line(asyncio.Transport):
    """The server's end of a connection inside the process: what it writes is kept for the client."""

    def __init__(self) -> None:
        super().__init__({"peername": ("127.0.0.1", 0)})
        self.written = bytearray()
        self.news = asyncio.Event()
        self.closed = False

    def write(self, data: Any) -> None:
        self.written += data
        self.news.set()

    def is_closing(self) -> bool:
        return self.closed

    def close(self) -> None:
        self.closed = True
        self.news.set()

    abort = close

    def pause_reading(self) -> None:
        """Nothing flows that could be paused."""

    def resume_reading(self) -> None:
        """Nothing flows that could be paused."""


class _Tls:
    """Stands for a handshake with a client of today."""

    asked_for = None

    @staticmethod
    def version() -> str:
        return "TLSv1.3"


class _InnerWire(Wire):
    """A connection inside the process."""

    async def start_tls(self, context: Any, ready: str | None, timeout: float = 30.0) -> None:
        self.buffer.clear()
        if ready is not None:
            self.send(ready)
        self.tls = _Tls()  # type: ignore[assignment] # what is asked of it is its version


class Client:
    """SmtpClient's side of the dialogue."""

    def __init__(self, wire: Wire, line: _Line) -> None:
        self.wire = wire
        self.line = line

    async def reply(self) -> tuple[int, str]:
        """Return the next reply's code and text. Raises SmtpError where the server has closed the connection."""
        while True:
            text = self.line.written.decode("utf-8")
            lines = text.split("\r\n")
            for index, one in enumerate(lines[:-1]):
                if one[3:4] != "-":
                    del self.line.written[: len("\r\n".join(lines[: index + 1]).encode()) + 2]
                    return int(one[:3]), "\n".join(part[4:] for part in lines[: index + 1])
            if self.line.closed:
                raise SmtpError(421, text)
            self.line.news.clear()
            await self.line.news.wait()

    async def say(self, text: str) -> tuple[int, str]:
        """Send a line and return the reply to it."""
        self.wire.data_received(text.encode() + b"\r\n")
        return await self.reply()

    async def expect(self, text: str, *codes: int, recipient: str | None = None) -> None:
        """Send a line. Raises SmtpError where the reply has none of the codes."""
        code, answer = await self.say(text)
        if code not in codes:
            raise SmtpError(code, answer, recipient)

    async def send(self, login: tuple[str, str] | None, secure: bool, sender: str, recipients: list[str], content: bytes) -> None:
        """Hold the dialogue of one message. Raises SmtpError."""
        await self.reply()
        await self.expect("EHLO localhost", 250)
        if secure:
            await self.expect("STARTTLS", 220)
            await self.expect("EHLO localhost", 250)
        if login is not None and secure:
            await self._sign_in(*login)
        await self.expect(f"MAIL FROM:<{sender}>", 250)
        for recipient in recipients:
            await self.expect(f"RCPT TO:<{recipient}>", 250, recipient=recipient)
        await self.expect("DATA", 354)
        self.wire.data_received(content.replace(b"\r\n.", b"\r\n.."))  # its last line is a whole one
        await self.expect(".", 250)
        await self.say("QUIT")

    async def _sign_in(self, name: str, password: str) -> None:
        """Try to sign in. A refusal does not end the dialogue: SmtpClient goes on, and is told at MAIL that it is not signed in."""
        code, text = await self.say("AUTH login " + b64encode(name.encode()).decode())
        if code == 334:
            code, text = await self.say(b64encode(password.encode()).decode())
        if code == 421:
            raise SmtpError(code, text)


def submit(service: Service, endpoint: Endpoint, *details: Any) -> None:
    """Hand a message to an endpoint; ``details`` are `Client.send`'s. Raises SmtpError."""

    async def talk() -> None:
        line = _Line()
        wire = _InnerWire(lambda one: serve(service, endpoint, one), set(), set())
        wire.connection_made(line)
        try:
            await Client(wire, line).send(*details)
        finally:
            wire.connection_lost(None)
            await asyncio.gather(*wire.tasks)

    with ThreadPoolExecutor(1) as thread:  # the session's own may be in an event loop already
        thread.submit(asyncio.run, talk()).result()


@implements("Send-MailMessage")
class SendMailMessage(ItemCmdlet):
    """Sends an email message."""

    Attachments: Any = None
    Bcc: Any = None
    Body: Any = None
    BodyAsHtml: Any = False
    Cc: Any = None
    Encoding: Any = None
    DeliveryNotificationOption: Any = None
    From: Any = None
    SmtpServer: Any = None
    Priority: Any = None
    ReplyTo: Any = None
    Subject: Any = None
    To: Any = None
    UseSsl: Any = False
    Port: Any = 0

    def begin(self) -> None:
        self._files: list[tuple[str, bytes]] = []
        self.write_warning(_OBSOLETE)

    def process(self) -> None:
        for path in as_list(self.Attachments):
            self._attach(str(path))

    def end(self) -> None:
        server = self._server()
        message, recipients = self._message()
        service = self._service()
        endpoint = next((one for one in service.endpoints if one.protocol == "smtp" and one.name == server.lower()), None)
        if endpoint is None or int(self.Port) not in _PORTS:
            names = ", ".join(one.name for one in service.endpoints if one.protocol == "smtp")
            raise self.terminate(not_supported(f"Sending mail to {server}:{self.Port or 25} (there are only {names}, ports 25 and 587)").record)
        login = None
        if self.Credential is not None:
            credential = self.Credential.GetNetworkCredential()
            login = (self.Credential.UserName, credential.Password)
        try:
            submit(service, endpoint, login, bool(self.UseSsl), str(message["From"].addresses[0].addr_spec), recipients, message.as_bytes())
        except SmtpError as error:
            kind = "SmtpFailedRecipientException" if error.recipient else "SmtpException"
            self.write_error(self.error(f"System.Net.Mail.{kind}", str(error), kind, "InvalidOperation", "System.Net.Mail.SmtpClient"))

    # --- the message ---
    def _server(self) -> str:
        cell = find_variable(self.session, "PSEmailServer")
        server = str(self.SmtpServer or (cell.value if cell is not None else None) or "")
        if not server:
            exception = ExceptionObject("System.InvalidOperationException", _NO_SERVER)
            raise self.terminate(ErrorRecord(exception, "HostNotSpecified", "InvalidArgument"))
        return server

    def _service(self) -> Service:
        """Return the endpoints over the session's organization: one for the session, so that what is limited is counted."""
        organization = self.session.services["organization"]
        service = self.session.services.get("submission service")
        if service is None or service.organization is not organization:
            service = Service(organization, None, limits=Limits(messages_per_minute=0))  # type: ignore[arg-type] # no handshake is made
            self.session.services["submission service"] = service
        return service  # type: ignore[no-any-return]

    def _attach(self, path: str) -> None:
        """Read an attachment; one that cannot be read is reported."""
        try:
            place = self.drives.locate(path)
            self._files.append((place.path.rpartition("/")[2], self.session.services["files"].read(place.path)))
        except ProviderError as error:
            self.fail(error)
        except OSError:
            message = f"Could not find file '{path}'."
            self.write_error(self.error("System.IO.FileNotFoundException", message, "FileNotFoundException", "InvalidArgument", path))

    def _message(self) -> tuple[EmailMessage, list[str]]:
        """Return the message and the addresses of all who get it."""
        message = EmailMessage(policy=SMTP)
        message["Date"] = formatdate(localtime=True)
        sender = self._address(self.From)
        if sender is None:
            raise self.terminate(self._malformed(self.From))
        message["From"] = sender
        recipients = []
        for name, values in (("To", self.To), ("Cc", self.Cc), ("Bcc", self.Bcc), ("Reply-To", self.ReplyTo)):
            addresses = self._addresses(values)
            if name != "Reply-To":
                recipients += [one.addr_spec for one in addresses]
            if addresses and name != "Bcc":
                message[name] = addresses
        message["Subject"] = str(self.Subject or "")
        priority = _HEADERS.get(str(self.Priority))
        if priority is not None:
            message["X-Priority"], message["Priority"], message["Importance"] = priority
        charset = getattr(self.Encoding, "codec", None) or "utf-8"
        text = str(self.Body or "")
        message.set_content(text, subtype="html" if self.BodyAsHtml else "plain", charset="us-ascii" if text.isascii() else charset)
        for name, content in self._files:
            message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
        if not recipients:
            message_text = "A recipient must be specified."
            raise self.terminate(
                self.error("System.InvalidOperationException", message_text, "InvalidOperationException", "InvalidOperation", self.From)
            )
        return message, recipients

    def _addresses(self, values: Any) -> list[Address]:
        """Return mail addresses; what is none is reported and left out."""
        found = []
        for value in as_list(values):
            address = self._address(value)
            if address is None:
                self.write_error(self._malformed(value))
            else:
                found.append(address)
        return found

    def _address(self, value: Any) -> Address | None:
        """Return a mail address, written bare or behind a name; None where it is none."""
        name, address = parseaddr(str(value))
        if not is_address(address):
            return None
        local, _, domain = address.rpartition("@")
        return Address(name, local, domain)

    def _malformed(self, value: Any) -> ErrorRecord:
        message = "The specified string is not in the form required for an e-mail address."
        return self.error("System.FormatException", message, "FormatException", "InvalidType", value)
