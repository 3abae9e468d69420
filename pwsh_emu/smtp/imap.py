"""IMAP4, enough to read the mail that arrived (RFC 3501: LOGIN, LIST, SELECT, SEARCH, FETCH, STORE, EXPUNGE, STARTTLS)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pwsh_emu.smtp.mailreading import inbox, sign_in
from pwsh_emu.smtp.wire import Closed, LineTooLong, Wire, is_number

if TYPE_CHECKING:
    from pwsh_emu.exchange.mailstore import Message
    from pwsh_emu.exchange.organization import Record
    from pwsh_emu.smtp.endpoints import Endpoint, Service

FOLDERS = ("INBOX", "Sent Items", "Drafts", "Deleted Items", "Junk Email")
_WORD = re.compile(r'"((?:[^"\\]|\\.)*)"|\{([0-9]{1,12})\}$|(\S+)')
_SECTION = re.compile(r"(BODY(?:\.PEEK)?)\[([^\]]*)\](?:<([0-9]{1,12})\.([0-9]{1,12})>)?", re.IGNORECASE)


class ImapSession:
    """One client of an IMAP endpoint; TLS begins with STARTTLS."""

    def __init__(self, service: Service, endpoint: Endpoint, wire: Wire) -> None:
        self.service = service
        self.endpoint = endpoint
        self.wire = wire
        self.mailbox: Record | None = None
        self.folder: str | None = None
        self.read_only = False
        self.messages: list[Message] = []
        self.deleted: set[int] = set()

    async def run(self) -> None:
        self.wire.send("* OK The Microsoft Exchange IMAP4 service is ready.")
        failures = 0
        while failures < 30:
            await self.wire.flush()
            try:
                words = await self.words()
            except LineTooLong:
                self.wire.send("* BYE Connection is closed. 14")
                break
            if len(words) < 2:
                failures += 1
                self.wire.send("* BAD Protocol Error. 15" if not words else f"{words[0]} BAD Command Error. 12")
                continue
            tag, verb, arguments = words[0], words[1].lower(), words[2:]
            run = getattr(self, f"do_{verb}", None) if verb.isalpha() else None
            if run is None:
                failures += 1
                self.wire.send(f"{tag} BAD Command Error. 12")
            elif (self.mailbox is None and verb not in _OPEN) or (verb in _SELECTED and self.folder is None):
                failures += 1
                self.wire.send(f"{tag} BAD Command received in Invalid state.")
            elif await run(tag, arguments) is False:
                break
        await self.wire.flush()

    async def words(self) -> list[str]:
        """Read a command and return its words; literals are read too."""
        words: list[str] = []
        while True:
            line = (await self.wire.line(16384)).decode("utf-8", "replace")
            literal = None
            for match in _WORD.finditer(line):
                quoted, size, plain = match.groups()
                if size is not None:
                    literal = int(size)
                elif quoted is not None:
                    words.append(re.sub(r"\\(.)", r"\1", quoted))
                else:
                    words.append(plain)
            if literal is None:
                return words
            if literal > 65536:
                raise LineTooLong
            self.wire.send("+ Ready for additional command text.")
            await self.wire.flush()
            words.append((await self.wire.exactly(literal)).decode("utf-8", "replace"))

    async def do_capability(self, tag: str, arguments: list[str]) -> None:
        extra = "AUTH=PLAIN UIDPLUS ID" if self.wire.tls is not None else "STARTTLS LOGINDISABLED UIDPLUS ID"
        self.wire.send(f"* CAPABILITY IMAP4 IMAP4rev1 {extra}", f"{tag} OK CAPABILITY completed.")

    async def do_starttls(self, tag: str, arguments: list[str]) -> None:
        if self.wire.tls is not None:
            self.wire.send(f"{tag} BAD Command received in Invalid state.")
            return
        await self.wire.start_tls(self.service.context, f"{tag} OK Begin TLS negotiation now.", self.service.handshake_timeout)

    async def do_noop(self, tag: str, arguments: list[str]) -> None:
        if self.folder is not None and self.mailbox is not None:
            fresh = inbox(self.service, self.mailbox, self.folder)
            known = {message.id for message in self.messages}
            added = [message for message in fresh if message.id not in known]
            if added:
                self.messages += added
                self.wire.send(f"* {len(self.messages)} EXISTS")
        self.wire.send(f"{tag} OK NOOP completed.")

    async def do_id(self, tag: str, arguments: list[str]) -> None:
        self.wire.send('* ID ("name" "Microsoft.Exchange.Imap4.Imap4Server" "version" "15.20")', f"{tag} OK ID completed")

    async def do_logout(self, tag: str, arguments: list[str]) -> bool:
        self.wire.send("* BYE Microsoft Exchange Server IMAP4 server signing off.", f"{tag} OK LOGOUT completed.")
        return False

    async def do_login(self, tag: str, arguments: list[str]) -> bool | None:
        if self.wire.tls is None or len(arguments) != 2:
            self.wire.send(f"{tag} BAD Command received in Invalid state." if self.wire.tls is None else f"{tag} BAD Command Argument Error. 12")
            return None
        found = sign_in(self.service, self.endpoint, self.wire, arguments[0], arguments[1])
        if isinstance(found, str):
            self.wire.send(f"{tag} NO {found}")
            return False if found.startswith("TLS") else None
        self.mailbox = found
        self.wire.send(f"{tag} OK LOGIN completed.")
        return None

    async def do_list(self, tag: str, arguments: list[str]) -> None:
        self.wire.send(*(f'* LIST (\\HasNoChildren) "/" {_quoted(folder)}' for folder in FOLDERS), f"{tag} OK LIST completed.")

    async def do_lsub(self, tag: str, arguments: list[str]) -> None:
        self.wire.send(*(f'* LSUB (\\HasNoChildren) "/" {_quoted(folder)}' for folder in FOLDERS), f"{tag} OK LSUB completed.")

    async def do_status(self, tag: str, arguments: list[str]) -> None:
        folder = self._folder(arguments[:1])
        if folder is None or self.mailbox is None:
            self.wire.send(f"{tag} NO {arguments[0] if arguments else ''} doesn't exist.")
            return
        found = inbox(self.service, self.mailbox, folder)
        unseen = sum(1 for message in found if not message.info.get("read"))
        last = max((message.id for message in found), default=0)
        self.wire.send(
            f"* STATUS {_quoted(arguments[0])} (MESSAGES {len(found)} UNSEEN {unseen} UIDNEXT {last + 1} UIDVALIDITY 14)",
            f"{tag} OK STATUS completed.",
        )

    @staticmethod
    def _folder(arguments: list[str]) -> str | None:
        wanted = arguments[0].lower() if arguments else ""
        known = {"inbox": "Inbox", **{folder.lower(): folder for folder in FOLDERS[1:]}}
        return known.get(wanted)

    async def do_select(self, tag: str, arguments: list[str], read_only: bool = False) -> None:
        folder = self._folder(arguments)
        if folder is None or self.mailbox is None:
            self.folder = None
            self.wire.send(f"{tag} NO {arguments[0] if arguments else ''} doesn't exist.")
            return
        self.folder, self.read_only = folder, read_only
        self.messages, self.deleted = inbox(self.service, self.mailbox, folder), set()
        last = max((message.id for message in self.messages), default=0)
        self.wire.send(
            f"* {len(self.messages)} EXISTS", "* 0 RECENT", "* FLAGS (\\Seen \\Answered \\Flagged \\Deleted \\Draft $MDNSent)",
            "* OK [PERMANENTFLAGS (\\Seen \\Deleted)] Permanent flags",
            "* OK [UIDVALIDITY 14] UIDVALIDITY value", f"* OK [UIDNEXT {last + 1}] The next unique identifier value",
            f"{tag} OK [{'READ-ONLY' if read_only else 'READ-WRITE'}] {'EXAMINE' if read_only else 'SELECT'} completed.",
        )  # fmt: skip

    async def do_examine(self, tag: str, arguments: list[str]) -> None:
        await self.do_select(tag, arguments, True)

    async def do_close(self, tag: str, arguments: list[str]) -> None:
        self._expunge()
        self.folder = None
        self.wire.send(f"{tag} OK CLOSE completed.")

    async def do_expunge(self, tag: str, arguments: list[str]) -> None:
        for number in self._expunge():
            self.wire.send(f"* {number} EXPUNGE")
        self.wire.send(f"{tag} OK EXPUNGE completed.")

    def _expunge(self) -> list[int]:
        gone: list[int] = []
        if self.read_only:
            return gone
        for number in range(len(self.messages), 0, -1):
            if self.messages[number - 1].id in self.deleted:
                self.service.organization.mail.delete(self.messages[number - 1].id)
                del self.messages[number - 1]
                gone.append(number)
        return gone

    async def do_search(self, tag: str, arguments: list[str], by_uid: bool = False) -> None:
        words = [word.strip("()") for word in arguments]
        found = []
        for number, message in enumerate(self.messages, 1):
            if self._matches(message, words):
                found.append(str(message.id if by_uid else number))
        self.wire.send(f"* SEARCH {' '.join(found)}".rstrip(), f"{tag} OK SEARCH completed.")

    @staticmethod
    def _matches(message: Message, words: list[str]) -> bool:
        at = 0
        while at < len(words):
            word = words[at].upper()
            value = words[at + 1].lower() if at + 1 < len(words) else ""
            if (word in ("UNSEEN", "NEW") and message.info.get("read")) or (word in ("SEEN", "OLD") and not message.info.get("read")):
                return False
            if word in ("SUBJECT", "FROM", "TO"):
                if value not in str(message.info.get(word.lower(), "")).lower():
                    return False
                at += 1
            elif word in ("TEXT", "BODY"):
                if value.encode() not in message.content.lower():
                    return False
                at += 1
            at += 1
        return True

    async def do_uid(self, tag: str, arguments: list[str]) -> None:
        verb = arguments[0].lower() if arguments else ""
        if verb not in ("fetch", "search", "store"):
            self.wire.send(f"{tag} BAD Command Argument Error. 11")
        elif verb == "search":
            await self.do_search(tag, arguments[1:], True)
        elif verb == "fetch":
            await self.do_fetch(tag, arguments[1:], True)
        else:
            await self.do_store(tag, arguments[1:], True)

    def numbers(self, text: str, by_uid: bool) -> list[int]:
        """Return the sequence numbers (from 1) that a set names."""
        result = []
        largest = max((message.id for message in self.messages), default=0) if by_uid else len(self.messages)
        spans = []
        for part in text.split(","):
            low, _, high = part.partition(":")
            first = largest if low == "*" else int(low) if is_number(low) else 0
            last = first if not high else largest if high == "*" else int(high) if is_number(high) else 0
            spans.append((min(first, last), max(first, last)))
        for number, message in enumerate(self.messages, 1):
            key = message.id if by_uid else number
            if any(low <= key <= high for low, high in spans):
                result.append(number)
        return result

    async def do_fetch(self, tag: str, arguments: list[str], by_uid: bool = False) -> None:
        if len(arguments) < 2:
            self.wire.send(f"{tag} BAD Command Argument Error. 11")
            return
        wanted = " ".join(arguments[1:]).strip().upper()
        for number in self.numbers(arguments[0], by_uid):
            message = self.messages[number - 1]
            parts: list[bytes] = []
            if by_uid or "UID" in wanted.split():
                parts.append(f"UID {message.id}".encode())
            if "FLAGS" in wanted or wanted.strip("()") in ("ALL", "FAST", "FULL"):
                parts.append(f"FLAGS ({self._flags(message)})".encode())
            if "INTERNALDATE" in wanted or wanted.strip("()") in ("ALL", "FAST", "FULL"):
                parts.append(f'INTERNALDATE "{_internal_date(str(message.info["date"]))}"'.encode())
            if "RFC822.SIZE" in wanted or wanted.strip("()") in ("ALL", "FAST", "FULL"):
                parts.append(f"RFC822.SIZE {len(message.content)}".encode())
            for peek, section, start, count in _SECTION.findall(wanted):
                content = _section(message.content, section)
                where = f"<{start}>" if start else ""
                if start:
                    content = content[int(start) : int(start) + int(count)]
                parts.append(f"BODY[{section}]{where} {{{len(content)}}}\r\n".encode() + content)
                if not peek.endswith("PEEK") and not self.read_only:
                    self.service.organization.mail.set_info(message.id, read=True)
            stripped = wanted.strip("()").split()
            for name, section in (("RFC822", ""), ("RFC822.HEADER", "HEADER"), ("RFC822.TEXT", "TEXT")):
                if name in stripped:
                    content = _section(message.content, section)
                    parts.append(f"{name} {{{len(content)}}}\r\n".encode() + content)
            self.wire.write(f"* {number} FETCH (".encode() + b" ".join(parts) + b")\r\n")
            await self.wire.flush()
        self.wire.send(f"{tag} OK FETCH completed.")

    def _flags(self, message: Message) -> str:
        flags = (["\\Seen"] if message.info.get("read") else []) + (["\\Deleted"] if message.id in self.deleted else [])
        return " ".join(flags)

    async def do_store(self, tag: str, arguments: list[str], by_uid: bool = False) -> None:
        if len(arguments) < 3 or self.read_only:
            self.wire.send(f"{tag} NO The folder is read-only." if self.read_only else f"{tag} BAD Command Argument Error. 11")
            return
        action, flags = arguments[1].upper(), " ".join(arguments[2:]).lower()
        for number in self.numbers(arguments[0], by_uid):
            message = self.messages[number - 1]
            for name, on in (("\\seen", not action.startswith("-")), ("\\deleted", not action.startswith("-"))):
                given = name in flags
                if not given and action.startswith(("+", "-")):
                    continue
                value = on and given
                if name == "\\seen":
                    message.info["read"] = value
                    self.service.organization.mail.set_info(message.id, read=value)
                elif value:
                    self.deleted.add(message.id)
                else:
                    self.deleted.discard(message.id)
            if not action.endswith(".SILENT"):
                self.wire.send(f"* {number} FETCH (FLAGS ({self._flags(message)}))")
        self.wire.send(f"{tag} OK STORE completed.")


_OPEN = frozenset(("capability", "starttls", "noop", "logout", "login", "id"))
_SELECTED = frozenset(("close", "expunge", "search", "fetch", "store", "uid"))


def _quoted(text: str) -> str:
    return f'"{text}"' if " " in text else text


def _section(content: bytes, section: str) -> bytes:
    head, _, body = content.partition(b"\r\n\r\n")
    if section.startswith("HEADER"):
        return head + b"\r\n\r\n"
    return body if section in ("TEXT", "1") else content


def _internal_date(text: str) -> str:
    from datetime import datetime

    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S").strftime("%d-%b-%Y %H:%M:%S +0000")


async def serve(service: Service, endpoint: Endpoint, wire: Wire) -> None:
    """Hold one connection to an IMAP endpoint."""
    try:
        await ImapSession(service, endpoint, wire).run()
    except Closed:
        return
