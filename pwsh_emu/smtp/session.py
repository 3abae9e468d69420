"""The dialogue of a submission endpoint, reply for reply as the service holds it.

Order of checks at AUTH: the account, its password or token, whether it may use SMTP AUTH, and last the TLS version: an old client gets its
refusal as the answer to the last AUTH line, never in the handshake.
"""

from __future__ import annotations

import asyncio
import binascii
import os
import re
from base64 import b64decode
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from pwsh_emu.exchange.mailstore import MailStoreFull
from pwsh_emu.exchange.smtpauth import Decision, decide
from pwsh_emu.exchange.texts import is_address, parse_size
from pwsh_emu.smtp.accounts import check_password, check_token
from pwsh_emu.smtp.delivery import Delivery, Submission, denied_sender, is_full
from pwsh_emu.smtp.tls import LEGACY
from pwsh_emu.smtp.wire import Closed, Hold, LineTooLong, NoRoom, TimedOut, TooLarge, Wire, is_number

if TYPE_CHECKING:
    from pwsh_emu.exchange.organization import Record
    from pwsh_emu.smtp.endpoints import Endpoint, Service

_LEGACY_NULL = (
    "421 4.7.66 TLS 1.0 and 1.1 are not supported. Please upgrade/update your client to support TLS 1.2. Visit https://aka.ms/smtp_auth_tls."
)
_LEGACY_FALSE = "550 5.7.67 TLS 1.0 and 1.1 are not supported by your organization. Please contact your administrator."
_TOO_LARGE = "552 5.3.4 Message size exceeds fixed maximum message size"
_NO_ROOM = "452 4.3.1 Insufficient system resources"
_BAD = "535 5.7.139 Authentication unsuccessful, "
_PATH = re.compile(r"^(FROM|TO):\s*(<[^<>]*>|[^\s<>]+)((?:\s+\S+)*)\s*$", re.IGNORECASE)
_MAIL_PARAMETERS = frozenset(("SIZE", "BODY", "RET", "ENVID", "SMTPUTF8", "AUTH", "XSHADOW"))
_RCPT_PARAMETERS = frozenset(("NOTIFY", "ORCPT"))
_COMMANDS = "HELO EHLO STARTTLS RCPT DATA RSET MAIL QUIT HELP AUTH BDAT"


class Refused(Exception):
    """A reply that ends the command; ``close`` ends the connection too."""

    def __init__(self, reply: str, *, close: bool = False, plain: bool = False) -> None:
        super().__init__(reply)
        self.reply = reply
        self.close = close
        self.plain = plain


class SubmissionSession:
    """One client of a submission endpoint."""

    def __init__(self, service: Service, endpoint: Endpoint, wire: Wire) -> None:
        self.service = service
        self.endpoint = endpoint
        self.wire = wire
        self.host = f"{service.server_name}.{service.forest}.prod.outlook.com"
        self.greeted = ""
        self.login: Record | None = None
        self.auth = ""
        self.failures = 0
        self.hold = Hold(service.room)
        self.reset()

    def reset(self) -> None:
        """Forget the message that was begun."""
        self.sender: str | None = None
        self.recipients: list[str] = []
        self.chunks: bytearray | None = None
        self.hold.release()

    # --- the loop ---
    async def run(self) -> None:
        now = datetime.now(UTC)
        date = f"{now:%a}, {now.day} {now:%b %Y %H:%M:%S} +0000"
        self.wire.send(f"220 {self.service.server_name}.outlook.office365.com Microsoft ESMTP MAIL Service ready at {date} [{_hex()}]")
        while True:
            await self.wire.flush()
            try:
                line = await self.wire.line()
            except LineTooLong:
                self.reply("500 5.5.2 Line too long")
                return
            except TimedOut:
                self.reply("421 4.4.1 Connection timed out")
                return
            if not await self.command(line):
                await self.wire.flush()
                return

    async def command(self, line: bytes) -> bool:
        """Answer one line; False where the connection ends."""
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            text = line.decode("latin-1")
        verb, _, argument = text.strip().partition(" ")
        run = getattr(self, f"do_{verb.lower()}", None) if verb.isalpha() else None
        try:
            if run is None:
                raise Refused(f"500 5.3.3 Unrecognized command '{_printable(verb)[:50]}'" if verb else "500 5.3.3 Unrecognized command")
            return await run(argument.strip()) is not False
        except Refused as refusal:
            if self.service.tarpit and refusal.reply[0] in "45":
                await asyncio.sleep(self.service.tarpit)
            if refusal.plain:
                self.wire.send(refusal.reply)
            else:
                self.reply(refusal.reply)
            self.failures += 1
            if self.failures > 50:
                self.reply("421 4.7.0 Too many errors on this connection, closing transmission channel")
                return False
            return not refusal.close

    def reply(self, text: str) -> None:
        """Send a reply with the host, time and id that the service puts behind refusals."""
        now = datetime.now(UTC)
        self.wire.send(
            f"{text} [{self.service.server_name}.{self.service.forest}.prod.outlook.com {now:%Y-%m-%dT%H:%M:%S}.{now.microsecond // 1000:03}Z "
            f"{_hex()}]"
        )

    # --- session commands ---
    async def do_helo(self, argument: str) -> None:
        self.greeted = argument or "unknown"
        self.reset()
        self.wire.send(f"250 {self.service.server_name}.outlook.office365.com Hello [{self.wire.peer}]")

    async def do_ehlo(self, argument: str) -> None:
        if not argument:
            raise Refused("501 5.5.4 Invalid domain name")
        self.greeted = argument
        self.reset()
        lines = [
            f"{self.service.server_name}.outlook.office365.com Hello [{self.wire.peer}]",
            f"SIZE {self.service.limits.message_size}",
            "PIPELINING",
            "DSN",
            "ENHANCEDSTATUSCODES",
        ]
        lines.append("STARTTLS" if self.wire.tls is None else "AUTH LOGIN XOAUTH2")
        lines += ["8BITMIME", "BINARYMIME", "CHUNKING"]
        self.wire.send(*(f"250-{line}" for line in lines), "250 SMTPUTF8")

    async def do_starttls(self, argument: str) -> None:
        if argument:
            raise Refused("501 5.5.4 Invalid arguments")
        if not self.greeted:
            raise Refused("503 5.5.2 Send hello first")
        if self.wire.tls is not None:
            raise Refused("503 5.5.2 Only one STARTTLS allowed")
        await self.wire.start_tls(self.service.context, "220 2.0.0 SMTP server ready", self.service.handshake_timeout)
        asked = self.service.endpoint_of(self.wire.server_name, "smtp")
        if asked is not None:
            self.endpoint = asked
        self.greeted = ""
        self.reset()

    async def do_noop(self, argument: str) -> None:
        self.wire.send("250 2.0.0 OK")

    async def do_rset(self, argument: str) -> None:
        self.reset()
        self.wire.send("250 2.0.0 Resetting")

    async def do_vrfy(self, argument: str) -> None:
        self.wire.send("252 2.1.5 Cannot VRFY user")

    async def do_help(self, argument: str) -> None:
        self.wire.send("214-This server supports the following commands:", f"214 {_COMMANDS}")

    async def do_quit(self, argument: str) -> bool:
        self.wire.send("221 2.0.0 Service closing transmission channel")
        return False

    # --- AUTH ---
    async def do_auth(self, argument: str) -> None:
        if not self.greeted:
            raise Refused("503 5.5.2 Send hello first")
        if self.login is not None:
            raise Refused("503 5.5.2 Already authenticated")
        mechanism, _, initial = argument.partition(" ")
        kind = mechanism.upper()
        if self.wire.tls is None or kind not in ("LOGIN", "XOAUTH2"):
            raise Refused("504 5.7.4 Unrecognized authentication type")
        initial = initial.strip()
        if kind == "LOGIN":
            await self.auth_login(initial)
        else:
            await self.auth_token(initial)
        self.wire.send("235 2.7.0 Authentication successful")

    async def ask(self, challenge: str) -> str:
        """Send a challenge and return the decoded answer."""
        self.wire.send(f"334 {challenge}".rstrip() if challenge else "334 ")
        await self.wire.flush()
        try:
            line = await self.wire.line(65536)
        except LineTooLong:
            raise Refused("500 5.5.2 Line too long", close=True) from None
        return decode(line.decode("ascii", "replace"))

    async def auth_login(self, initial: str) -> None:
        name = decode(initial) if initial else await self.ask("VXNlcm5hbWU6")
        password = await self.ask("UGFzc3dvcmQ6")
        self.login = await asyncio.to_thread(self.account_of_password, name, password)
        self.auth = "Basic"

    async def auth_token(self, initial: str) -> None:
        text = decode(initial) if initial else await self.ask("")
        self.login = await asyncio.to_thread(self.account_of_token, text)
        self.auth = "OAuth"

    # Two functions for a thread: another process may hold the tenant file, and the other connections do not wait for that.
    def account_of_password(self, name: str, password: str) -> Record:
        """Return the account that signs in with a password. Raises Refused."""
        organization = self.service.organization
        organization.refresh()
        with organization.lock:
            account = check_password(organization, name, password)
            if account is None:
                raise Refused(_BAD + "the user credentials were incorrect.")
            self.gate(account, basic=True)
        return account

    def account_of_token(self, text: str) -> Record:
        """Return the account that signs in with an XOAUTH2 answer. Raises Refused."""
        fields = dict(part.partition("=")[::2] for part in text.split("\x01") if "=" in part)
        kind, _, token = fields.get("auth", "").partition(" ")
        organization = self.service.organization
        organization.refresh()
        with organization.lock:
            account = check_token(organization, fields.get("user", ""), token.strip()) if kind.lower() == "bearer" else None
            if account is None:
                raise Refused("535 5.7.3 Authentication unsuccessful")
            self.gate(account, basic=False)
        return account

    def gate(self, account: Record, *, basic: bool) -> None:
        """Refuse an account that may not submit mail, then a TLS version that is not allowed."""
        for check in self.service.order:
            if check == "auth":
                decision = decide(self.service.organization, account, basic=basic)
                if not decision.allowed:
                    raise Refused(refusal_text(decision))
            elif check == "tls":
                self.gate_tls()

    def gate_tls(self) -> None:
        if self.wire.tls_version not in LEGACY:
            return
        organization = self.service.organization
        setting = organization.transport("AllowLegacyTLSClients") if organization.environment.allows_legacy_tls else None
        if setting is True and self.endpoint.legacy:
            return
        if setting is False:
            raise Refused(_LEGACY_FALSE)
        raise Refused(_LEGACY_NULL, close=True)

    # --- a message ---
    def signed_in(self) -> Record:
        if not self.greeted:
            raise Refused("503 5.5.2 Send hello first")
        if self.login is None:
            raise Refused("530 5.7.57 Client not authenticated to send mail.")
        return self.login

    async def do_mail(self, argument: str) -> None:
        login = self.signed_in()
        if self.sender is not None:
            raise Refused("503 5.5.2 Sender already specified")
        address, parameters = parse_path(argument, "FROM", _MAIL_PARAMETERS)
        if address and not is_address(address):
            raise Refused("501 5.1.7 Invalid address")
        size = parameters.get("SIZE", "0") or "0"
        if not is_number(size):
            raise Refused("501 5.5.4 Invalid arguments")
        if int(size) > self.largest(login):
            raise Refused(_TOO_LARGE)
        if parameters.get("BODY", "7BIT").upper() not in ("7BIT", "8BITMIME", "BINARYMIME") or parameters.get("RET", "FULL").upper() not in (
            "FULL",
            "HDRS",
        ):
            raise Refused("501 5.5.4 Invalid arguments")
        self.sender = address
        self.wire.send("250 2.1.0 Sender OK")

    def largest(self, login: Record) -> int:
        """Return the size that a message of a mailbox may have."""
        own = parse_size(str(login.get("MaxSendSize") or ""))
        return min(self.service.limits.message_size, own if own is not None else self.service.limits.message_size)

    async def do_rcpt(self, argument: str) -> None:
        login = self.signed_in()
        if self.sender is None:
            raise Refused("503 5.5.2 Need mail command")
        address, _ = parse_path(argument, "TO", _RCPT_PARAMETERS)
        if not is_address(address):
            raise Refused("501 5.1.3 Invalid address")
        if len(self.recipients) >= self.most_recipients(login):
            raise Refused("452 4.5.3 Too many recipients")
        self.recipients.append(address)
        self.wire.send("250 2.1.5 Recipient OK")

    def most_recipients(self, login: Record) -> int:
        found = [self.service.limits.recipients_per_message]
        for value in (self.service.organization.transport("MaxRecipientEnvelopeLimit"), login.get("RecipientLimits")):
            if value and str(value).isdigit():
                found.append(int(value))
        return min(found)

    async def do_data(self, argument: str) -> None:
        login = self.signed_in()
        if argument:
            raise Refused("501 5.5.4 Invalid arguments")
        if self.sender is None:
            raise Refused("503 5.5.2 Need mail command")
        if not self.recipients or self.chunks is not None:
            raise Refused("503 5.5.2 Need rcpt command" if not self.recipients else "503 5.5.2 Bad sequence of commands")
        counted = self.service.limits.begin_send(login["Guid"])
        try:
            self.wire.send("354 Start mail input; end with <CRLF>.<CRLF>")
            await self.wire.flush()
            try:
                content = await self.wire.message(self.largest(login), self.hold)
            except TooLarge:
                raise Refused(_TOO_LARGE) from None
            except NoRoom:
                raise Refused(_NO_ROOM) from None
            await self.submit(login, content, counted)
        finally:
            if counted:
                self.service.limits.end_send(login["Guid"])
            self.reset()

    async def do_bdat(self, argument: str) -> None:
        size, _, last = argument.partition(" ")
        if not is_number(size) or last.strip().upper() not in ("", "LAST"):
            raise Refused("501 5.5.4 Invalid arguments", close=True)
        if self.login is None or self.sender is None or not self.recipients:
            await self.wire.skip(int(size))
            self.signed_in()
            raise Refused("503 5.5.2 Need mail command" if self.sender is None else "503 5.5.2 Need rcpt command")
        login = self.login
        chunks = self.chunks if self.chunks is not None else bytearray()
        if len(chunks) + int(size) > self.largest(login):
            await self.wire.skip(int(size))
            self.reset()
            raise Refused(_TOO_LARGE)
        if not self.hold.take(int(size)):
            await self.wire.skip(int(size))
            self.reset()
            raise Refused(_NO_ROOM)
        chunks += await self.wire.exactly(int(size))
        self.chunks = chunks
        if not last:
            self.wire.send(f"250 2.6.0 CHUNK received OK, {size} octets")
            return
        counted = self.service.limits.begin_send(login["Guid"])
        try:
            await self.submit(login, bytes(chunks), counted)
        finally:
            if counted:
                self.service.limits.end_send(login["Guid"])
            self.reset()

    async def submit(self, login: Record, content: bytes, counted: bool) -> None:
        """Check and deliver a whole message, and answer."""
        tail = f" [Hostname={self.host}]"
        if not counted:
            raise Refused(
                "432 4.3.2 Concurrent connections limit exceeded. Visit https://aka.ms/concurrent_sending for more information." + tail, plain=True
            )
        submission = Submission(
            login,
            self.sender or "",
            self.recipients,
            content,
            peer=self.wire.peer,
            ehlo=_printable(self.greeted)[:255],
            tls=self.wire.tls_version or "",
            auth=self.auth,
        )
        reason = await asyncio.to_thread(self.refusal_of, submission)
        if reason is not None:
            raise Refused(reason + tail, plain=True)
        if not self.service.limits.take_recipients(login["Guid"], len(self.recipients)):
            raise Refused(
                "554 5.2.0 STOREDRV.Submission.Exception:SubmissionQuotaExceededException; Failed to process message due to a permanent exception "
                f"with message Cannot submit message.{tail}",
                plain=True,
            )
        delay = self.service.limits.delay(login["Guid"])
        if delay > 0:
            await asyncio.sleep(delay)
        try:
            number = await asyncio.to_thread(Delivery(self.service.organization, submission, self.host).run)
        except MailStoreFull:
            raise Refused(_NO_ROOM) from None
        except OSError:
            raise Refused("451 4.3.0 Temporary server error. Please try again later") from None
        self.service.note_delivery(number)
        self.wire.send(f"250 2.0.0 OK {number}{tail}")

    def refusal_of(self, submission: Submission) -> str | None:
        """Return how a message is refused that its sender may not send; None where all is well."""
        organization, login = self.service.organization, submission.login
        organization.refresh()
        with organization.lock:
            denied = denied_sender(organization, submission)
            if denied is not None:
                name = login.get("UserPrincipalName") or login["PrimarySmtpAddress"]
                return (
                    f"554 5.2.252 SendAsDenied; {name} not allowed to send as {_printable(denied)}; "
                    "STOREDRV.Submission.Exception:SendAsDeniedException.MapiExceptionSendAsDenied; Failed to process message due to a permanent "
                    "exception with message [BeginDiagnosticData]Cannot submit message. SendAsDeniedException: MapiExceptionSendAsDenied: Unable "
                    "to submit message. (hr=0x80070005, ec=1244)[EndDiagnosticData]"
                )
            address = str(login["PrimarySmtpAddress"]).lower()
            if any(str(entry.get("Name", "")).lower() == address for entry in organization.table("BlockedSenderAddress").values()):
                return "550 5.1.8 Access denied, bad outbound sender AS(42004)"
            if is_full(organization, login):
                return "554 5.2.2 mailbox full; STOREDRV.Submission.Exception:QuotaExceededException.MapiExceptionShutoffQuotaExceeded"
        return None


def decode(text: str) -> str:
    """Return a base64 answer of an AUTH dialogue as text."""
    if text.strip() == "*":
        raise Refused("501 5.5.4 Authentication cancelled")
    if text.strip() == "=":
        return ""
    try:
        return b64decode(text.strip(), validate=True).decode("utf-8")
    except (binascii.Error, ValueError):
        raise Refused("501 5.5.2 Cannot Base64-decode response") from None


def parse_path(argument: str, word: str, known: frozenset[str]) -> tuple[str, dict[str, str]]:
    """Return the address and the parameters of a MAIL or RCPT argument. Raises Refused."""
    match = _PATH.match(argument)
    if match is None or match[1].upper() != word:
        raise Refused("501 5.5.4 Invalid arguments")
    parameters = {name.upper(): value for name, _, value in (part.partition("=") for part in match[3].split())}
    if not set(parameters) <= known:
        raise Refused("501 5.5.4 Unrecognized parameter")
    address = match[2].strip("<>")
    return address.rpartition(":")[2] if address.startswith("@") else address, parameters


def refusal_text(decision: Decision) -> str:
    """Return the reply for an account that may not use SMTP AUTH."""
    if decision.decided_by == "SecurityDefaults":
        return _BAD + "user is locked by your organization's security defaults policy. Contact your administrator."
    if decision.decided_by == "AuthenticationPolicy":
        return _BAD + "basic authentication is disabled."
    owner = "Mailbox" if decision.decided_by == "Mailbox" else "Tenant"
    return f"{_BAD}SmtpClientAuthentication is disabled for the {owner}. Visit https://aka.ms/smtp_auth_disabled for more information."


def _hex() -> str:
    return os.urandom(8).hex().upper()


def _printable(text: str) -> str:
    return "".join(c if 32 <= ord(c) < 127 else "?" for c in text)


async def serve(service: Service, endpoint: Endpoint, wire: Wire) -> None:
    """Hold one connection to a submission endpoint."""
    session = SubmissionSession(service, endpoint, wire)
    try:
        await session.run()
    except Closed:
        return
    finally:
        session.reset()


__all__: list[Any] = ["SubmissionSession", "serve"]
