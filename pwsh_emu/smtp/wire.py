"""A connection as lines and blocks, with limits: nothing a client sends can grow without bound or hold a connection for ever."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

_PAUSE_AT = 262_144  # bytes that wait unread before the peer is slowed down


class LineTooLong(Exception):
    """A line that is longer than the protocol allows."""


class Closed(Exception):
    """The peer is gone, or its handshake failed."""


class TimedOut(Closed):
    """The peer was silent for too long, or stays longer than a connection may last."""


class TooLarge(Exception):
    """A message that is larger than it may be; all of it was read."""


class NoRoom(Exception):
    """A message for which there was no memory left; all of it was read."""


def is_number(text: str) -> bool:
    """Tell whether a text is a whole number as protocols write it: some ASCII digits."""
    return text.isascii() and text.isdigit() and len(text) <= 12


class Room:
    """The memory that messages may take until they are delivered, over all connections of a service."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.taken = 0


class Hold:
    """What one connection has taken of a room."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self.taken = 0

    def take(self, count: int) -> bool:
        """Take bytes; False (and nothing taken) where there are not so many left."""
        if self.room.taken + count > self.room.size:
            return False
        self.room.taken += count
        self.taken += count
        return True

    def release(self) -> None:
        """Give all of it back."""
        self.room.taken -= self.taken
        self.taken = 0


class Wire(asyncio.Protocol):
    """One connection. ``serve`` runs for it as a task.

    ``idle`` is how long (seconds) a line or block may take, ``longest`` how long a connection may last: who sends a byte now and then
    does not stay for ever either.
    """

    def __init__(
        self, serve: Callable[[Wire], Awaitable[None]], tasks: set[Any], live: set[Any], idle: float = 300.0, longest: float = 600.0
    ) -> None:
        self.serve = serve
        self.tasks = tasks
        self.live = live
        self.idle = idle
        self.longest = longest
        self.transport: asyncio.Transport
        self.buffer = bytearray()
        self.ended = False  # no more will come; what is there can still be answered
        self.lost = False  # nobody is there any more
        self.paused = False
        self.tls: ssl.SSLObject | None = None
        self.waiter: asyncio.Future[None] | None = None
        self.drained = asyncio.Event()
        self.drained.set()
        self._started = False

    # --- what the loop calls ---
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport  # type: ignore[assignment]
        self.tls = transport.get_extra_info("ssl_object")
        self.live.add(self)
        if not self._started:
            self._started = True
            task = asyncio.get_running_loop().create_task(self._run())
            self.tasks.add(task)
            task.add_done_callback(self.tasks.discard)

    async def _run(self) -> None:
        try:
            async with asyncio.timeout(self.longest):
                await self.serve(self)
        except (Closed, ConnectionError):
            pass
        except TimeoutError:
            self.transport.abort()  # it stayed longer than a connection may last
        finally:
            self.transport.close()

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        if len(self.buffer) > _PAUSE_AT and not self.paused:
            self.paused = True
            self.transport.pause_reading()
        self._wake()

    def eof_received(self) -> bool:
        self.ended = True
        self._wake()
        return False

    def connection_lost(self, error: Exception | None) -> None:
        self.ended = self.lost = True
        self.live.discard(self)
        self.drained.set()
        self._wake()

    def pause_writing(self) -> None:
        self.drained.clear()

    def resume_writing(self) -> None:
        self.drained.set()

    def _wake(self) -> None:
        if self.waiter is not None and not self.waiter.done():
            self.waiter.set_result(None)

    # --- reading ---
    def _deadline(self) -> float:
        """Return when what is read from now on must be there."""
        return asyncio.get_running_loop().time() + self.idle

    async def _more(self, deadline: float) -> None:
        """Wait for more bytes. Raises Closed where none will come, TimedOut where they do not come in time."""
        if self.ended:
            raise Closed
        if self.paused:
            self.paused = False
            self.transport.resume_reading()
        self.waiter = asyncio.get_running_loop().create_future()
        try:
            async with asyncio.timeout_at(deadline):
                await self.waiter
        except TimeoutError:
            raise TimedOut from None
        finally:
            self.waiter = None

    async def line(self, limit: int = 4096) -> bytes:
        """Return the next line without its end. Raises LineTooLong; the rest of such a line stays unread."""
        start, deadline = 0, self._deadline()
        while True:
            end = self.buffer.find(b"\n", start)
            if end >= 0:
                if end > limit:
                    raise LineTooLong
                line = bytes(self.buffer[:end])
                del self.buffer[: end + 1]
                return line.removesuffix(b"\r")
            if len(self.buffer) > limit:
                raise LineTooLong
            start = len(self.buffer)
            await self._more(deadline)

    async def exactly(self, count: int) -> bytes:
        """Return a number of bytes."""
        parts = bytearray()
        while len(parts) < count:
            if not self.buffer:
                await self._more(self._deadline())
                continue
            take = min(count - len(parts), len(self.buffer))
            parts += self.buffer[:take]
            del self.buffer[:take]
        return bytes(parts)

    async def skip(self, count: int) -> None:
        """Read and forget a number of bytes."""
        while count > 0:
            if not self.buffer:
                await self._more(self._deadline())
                continue
            take = min(count, len(self.buffer))
            del self.buffer[:take]
            count -= take

    async def message(self, limit: int, hold: Hold) -> bytes:
        """Return the text up to the line with a single dot, dots taken off.

        Raises TooLarge where it is longer than ``limit`` and NoRoom where ``hold`` can take no more, once all of it is read.
        """
        text = bytearray()
        failure: type[Exception] | None = None
        async for block in self._message_blocks():
            if failure is not None:
                continue
            if len(text) + len(block) > limit:
                failure = TooLarge
            elif not hold.take(len(block)):
                failure = NoRoom
            else:
                text += block
                continue
            text.clear()
            hold.release()
        if failure is not None:
            raise failure
        if text.startswith(b".."):
            del text[:1]
        return bytes(text).replace(b"\r\n..", b"\r\n.")

    async def _message_blocks(self) -> AsyncIterator[bytes]:
        """Yield a message's text block by block, up to the line with a single dot."""
        # what is looked for may lie across two blocks: the end of the text stays in the buffer until the next one
        first = True
        while True:
            if first and self.buffer.startswith(b".\r\n"):
                del self.buffer[:3]
                break
            end = self.buffer.find(b"\r\n.\r\n")
            if end >= 0:
                yield bytes(self.buffer[: end + 2])
                del self.buffer[: end + 5]
                break
            ready = len(self.buffer) - 4
            if ready > 0 and not (first and ready < 4):
                block = bytes(self.buffer[:ready])
                del self.buffer[:ready]
                first = False
                yield block
            await self._more(self._deadline())

    # --- writing ---
    def send(self, *lines: str) -> None:
        """Write lines. Raises Closed where the peer is gone."""
        self.write("".join(f"{line}\r\n" for line in lines).encode("utf-8", "replace"))

    def write(self, data: bytes) -> None:
        """Write bytes. Raises Closed where the peer is gone."""
        if self.lost or self.transport.is_closing():
            raise Closed
        self.transport.write(data)

    async def flush(self) -> None:
        """Wait until the peer takes more. Raises Closed where it does not in time."""
        await asyncio.sleep(0)  # many commands in one packet: others have their turn, and a lost connection is noticed
        try:
            async with asyncio.timeout(self.idle):
                await self.drained.wait()
        except TimeoutError:
            self.transport.abort()
            raise Closed from None

    # --- TLS ---
    async def start_tls(self, context: ssl.SSLContext, ready: str | None, timeout: float = 30.0) -> None:
        """Say that TLS may begin (where ``ready`` is a line) and do the handshake; what the client sent before that is thrown away."""
        self.buffer.clear()
        if ready is not None:
            self.send(ready)
        loop = asyncio.get_running_loop()
        try:
            transport = await loop.start_tls(self.transport, self, context, server_side=True, ssl_handshake_timeout=timeout)
        except (OSError, ConnectionError, TimeoutError, ssl.SSLError):
            transport = None
        if transport is None:
            self.ended = True
            self.live.discard(self)  # the connection belongs to TLS already: nothing will tell this wire that it is lost
            self.transport.abort()
            raise Closed
        self.transport = transport
        self.tls = transport.get_extra_info("ssl_object")

    @property
    def tls_version(self) -> str | None:
        """The negotiated version ("TLSv1", "TLSv1.2" …); None in the clear."""
        return None if self.tls is None else self.tls.version()

    @property
    def server_name(self) -> str | None:
        """The host name that the client asked for in its handshake."""
        return None if self.tls is None else getattr(self.tls, "asked_for", None)

    @property
    def peer(self) -> str:
        address = self.transport.get_extra_info("peername")
        return str(address[0]) if address else "127.0.0.1"
