"""POP3, enough to read the mail that arrived (RFC 1939, CAPA, STLS)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pwsh_emu.smtp.mailreading import inbox, sign_in
from pwsh_emu.smtp.wire import Closed, LineTooLong, Wire, is_number

if TYPE_CHECKING:
    from pwsh_emu.exchange.mailstore import Message
    from pwsh_emu.exchange.organization import Record
    from pwsh_emu.smtp.endpoints import Endpoint, Service

_CAPABILITIES = ("TOP", "UIDL", "SASL PLAIN", "USER")


class PopSession:
    """One client of a POP3 endpoint; TLS begins with STLS."""

    def __init__(self, service: Service, endpoint: Endpoint, wire: Wire) -> None:
        self.service = service
        self.endpoint = endpoint
        self.wire = wire
        self.name: str | None = None
        self.mailbox: Record | None = None
        self.messages: list[Message] = []
        self.deleted: set[int] = set()

    async def run(self) -> None:
        self.wire.send("+OK The Microsoft Exchange POP3 service is ready.")
        failures = 0
        while failures < 30:
            await self.wire.flush()
            try:
                line = await self.wire.line(1024)
            except LineTooLong:
                self.wire.send("-ERR Protocol error. 15")
                break
            verb, _, argument = line.decode("latin-1").strip().partition(" ")
            run = getattr(self, f"do_{verb.lower()}", None) if verb.isalpha() else None
            if run is None or (verb.lower() not in _OPEN and self.mailbox is None):
                failures += 1
                self.wire.send("-ERR Command is not valid in this state." if run else "-ERR Protocol error. 14")
            elif await run(argument.strip()) is False:
                break
        await self.wire.flush()

    async def do_capa(self, argument: str) -> None:
        extra = () if self.wire.tls is not None else ("STLS",)
        self.wire.send("+OK", *_CAPABILITIES, *extra, ".")

    async def do_stls(self, argument: str) -> None:
        if self.wire.tls is not None:
            self.wire.send("-ERR Command is not valid in this state.")
            return
        await self.wire.start_tls(self.service.context, "+OK Begin TLS negotiation now.", self.service.handshake_timeout)

    async def do_user(self, argument: str) -> None:
        if self.wire.tls is None:
            self.wire.send("-ERR Command is not valid in this state.")
            return
        self.name = argument
        self.wire.send("+OK")

    async def do_pass(self, argument: str) -> bool | None:
        if self.name is None or self.mailbox is not None:
            self.wire.send("-ERR Command is not valid in this state.")
            return None
        found = sign_in(self.service, self.endpoint, self.wire, self.name, argument)
        if isinstance(found, str):
            self.wire.send(f"-ERR {found}")
            return False if found.startswith("TLS") else None
        self.mailbox = found
        self.messages = inbox(self.service, found)
        self.wire.send("+OK User successfully logged on.")
        return None

    def kept(self) -> list[tuple[int, Message]]:
        return [(number, message) for number, message in enumerate(self.messages, 1) if number not in self.deleted]

    def find(self, argument: str) -> Message | None:
        """Return the message of a number; else say that there is none."""
        number = argument.partition(" ")[0]
        if is_number(number) and 1 <= int(number) <= len(self.messages) and int(number) not in self.deleted:
            return self.messages[int(number) - 1]
        self.wire.send("-ERR The requested message does not exist.")
        return None

    async def do_stat(self, argument: str) -> None:
        kept = self.kept()
        self.wire.send(f"+OK {len(kept)} {sum(len(message.content) for _, message in kept)}")

    async def do_list(self, argument: str) -> None:
        if argument:
            message = self.find(argument)
            if message is not None:
                self.wire.send(f"+OK {argument} {len(message.content)}")
            return
        kept = self.kept()
        self.wire.send(
            f"+OK {len(kept)} {sum(len(message.content) for _, message in kept)}",
            *(f"{number} {len(message.content)}" for number, message in kept),
            ".",
        )

    async def do_uidl(self, argument: str) -> None:
        if argument:
            message = self.find(argument)
            if message is not None:
                self.wire.send(f"+OK {argument} {message.id}")
            return
        self.wire.send("+OK", *(f"{number} {message.id}" for number, message in self.kept()), ".")

    async def do_retr(self, argument: str) -> None:
        message = self.find(argument)
        if message is not None:
            self.wire.send("+OK")
            self.wire.write(stuffed(message.content))
            self.service.organization.mail.set_info(message.id, read=True)

    async def do_top(self, argument: str) -> None:
        message = self.find(argument)
        lines = argument.partition(" ")[2]
        if message is not None and is_number(lines):
            head, _, body = message.content.partition(b"\r\n\r\n")
            self.wire.send("+OK")
            self.wire.write(stuffed(head + b"\r\n\r\n" + b"\r\n".join(body.split(b"\r\n")[: int(lines)])))
        elif message is not None:
            self.wire.send("-ERR Protocol error. 18")

    async def do_dele(self, argument: str) -> None:
        message = self.find(argument)
        if message is not None:
            self.deleted.add(int(argument))
            self.wire.send("+OK")

    async def do_rset(self, argument: str) -> None:
        self.deleted.clear()
        self.wire.send("+OK")

    async def do_noop(self, argument: str) -> None:
        self.wire.send("+OK")

    async def do_quit(self, argument: str) -> bool:
        for number in self.deleted:
            self.service.organization.mail.delete(self.messages[number - 1].id)
        self.wire.send("+OK Microsoft Exchange Server POP3 server signing off.")
        return False


_OPEN = frozenset(("capa", "stls", "user", "pass", "quit", "noop"))


def stuffed(content: bytes) -> bytes:
    """Return a message as a multi-line reply: dots doubled, a single dot at the end."""
    text = content if content.endswith(b"\r\n") else content + b"\r\n"
    text = text.replace(b"\r\n.", b"\r\n..")
    return (b"." if text.startswith(b".") else b"") + text + b".\r\n"


async def serve(service: Service, endpoint: Endpoint, wire: Wire) -> None:
    """Hold one connection to a POP3 endpoint."""
    try:
        await PopSession(service, endpoint, wire).run()
    except Closed:
        return
