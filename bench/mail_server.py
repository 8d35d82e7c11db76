"""A mail server that refuses, dawdles and hangs up, and knows exactly what it has taken.

A letter is taken when the line that ends it has been read, whatever becomes of the connection afterwards:
from then on a real one delivers it, too (RFC 5321, 6.1).
"""

from __future__ import annotations

import asyncio
import random
import re
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import StrEnum
from threading import Thread

HOST = "127.0.0.1"
# To one recipient nothing happens more often than that: the waits after it would be longer than a bench.
MOST_MISHAPS = 2
MESSAGE_ID = re.compile(rb"(?im)^Message-ID:\s*(\S+)")
UNSUBSCRIBE = re.compile(rb"(?im)^List-Unsubscribe:\s*<(\S+)>")
ADDRESS = re.compile(rb"<([^>]*)>")


class Mishap(StrEnum):
    """What becomes of an attempt; the letter is taken in the first and the last case only."""

    DAWDLES = "answers late"
    REFUSES_RECIPIENT = "refuses the recipient for now"
    REFUSES_LETTER = "refuses the letter for now"
    HANGS_UP_BEFORE = "hangs up before the letter"
    HANGS_UP_WITHIN = "hangs up in the middle of the letter"
    HANGS_UP_AFTER = "takes the letter and hangs up without a word"


SHARES: Mapping[Mishap, float] = {
    Mishap.DAWDLES: 0.05,
    Mishap.REFUSES_RECIPIENT: 0.02,
    Mishap.REFUSES_LETTER: 0.02,
    Mishap.HANGS_UP_BEFORE: 0.01,
    Mishap.HANGS_UP_WITHIN: 0.01,
    Mishap.HANGS_UP_AFTER: 0.002,
}


@dataclass(frozen=True)
class Taken:
    """One letter the server is answerable for; ``at`` is of ``time.monotonic``."""

    message_id: str
    recipient: str
    # The address in its List-Unsubscribe.
    unsubscribe: str
    at: float
    answered: bool


@dataclass
class Ledger:
    """Everything that happened, in its order."""

    taken: list[Taken] = field(default_factory=list)
    mishaps: Counter[Mishap] = field(default_factory=Counter)
    most: int = MOST_MISHAPS
    _of_recipient: Counter[str] = field(default_factory=Counter)

    def suffers(self, recipient: str, mishap: Mishap) -> bool:
        """Whether it may happen to them once more; then it has."""
        if self._of_recipient[recipient] >= self.most:
            return False
        self._of_recipient[recipient] += 1
        self.mishaps[mishap] += 1
        return True


class HungUp(Exception):
    """The server has had enough of this connection."""


class UnreliableServer:
    """Speaks as much SMTP as the desk needs. ``dawdles`` is how many seconds at most it takes to answer."""

    def __init__(
        self, *, shares: Mapping[Mishap, float], dawdles: float, most: int, draw: random.Random
    ) -> None:
        self.ledger, self.port = Ledger(most=most), 0
        self._shares, self._dawdles, self._draw = shares, dawdles, draw

    def draw_mishap(self, recipient: str) -> Mishap | None:
        drawn = self._draw.random()
        for mishap, share in self._shares.items():
            drawn -= share
            if drawn < 0:
                return mishap if self.ledger.suffers(recipient, mishap) else None
        return None

    async def converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, one letter, as the desk does it."""
        with suppress(ConnectionError, asyncio.IncompleteReadError, HungUp):
            await self._converse(reader, writer)
        writer.transport.abort()

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        say(writer, "220 mail.example ready")
        recipient, mishap = "", None
        while line := await reader.readline():
            match line[:4].upper():
                case b"RCPT":
                    recipient = found_in(line, ADDRESS)
                    mishap = self.draw_mishap(recipient)
                    refused = mishap == Mishap.REFUSES_RECIPIENT
                    say(writer, "450 4.2.0 Greylisted, come again" if refused else "250 OK")
                case b"DATA":
                    await self._read_letter(reader, writer, recipient=recipient, mishap=mishap)
                case b"QUIT":
                    say(writer, "221 Bye")
                    await writer.drain()
                    return
                case _:
                    say(writer, "250 OK")

    async def _read_letter(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        *,
        recipient: str,
        mishap: Mishap | None,
    ) -> None:
        if mishap == Mishap.HANGS_UP_BEFORE:
            raise HungUp
        say(writer, "354 Go on")
        if mishap == Mishap.HANGS_UP_WITHIN:
            await reader.readline()
            raise HungUp
        text = await reader.readuntil(b"\r\n.\r\n")
        if mishap == Mishap.REFUSES_LETTER:
            say(writer, "451 4.3.0 Not now")
            return
        answered = mishap != Mishap.HANGS_UP_AFTER
        names = (found_in(text, MESSAGE_ID), recipient, found_in(text, UNSUBSCRIBE))
        self.ledger.taken.append(Taken(*names, time.monotonic(), answered))
        if not answered:
            raise HungUp
        if mishap == Mishap.DAWDLES:
            await asyncio.sleep(self._draw.uniform(0, self._dawdles))
        say(writer, "250 Taken")


def say(writer: asyncio.StreamWriter, line: str) -> None:
    writer.write(line.encode() + b"\r\n")


def found_in(text: bytes, pattern: re.Pattern[bytes]) -> str:
    found = pattern.search(text)
    return found[1].decode() if found else ""


@contextmanager
def unreliable_server(
    *, shares: Mapping[Mishap, float] = SHARES, dawdles: float = 1.0, most: int = MOST_MISHAPS
) -> Iterator[UnreliableServer]:
    """Listens on a free port of this machine, in a thread of its own, while it is open."""
    draw = random.Random(1)  # noqa: S311  # nobody's secret
    server = UnreliableServer(shares=shares, dawdles=dawdles, most=most, draw=draw)
    loop = asyncio.new_event_loop()
    thread = Thread(target=loop.run_forever, daemon=True)
    thread.start()
    starting = asyncio.start_server(server.converse, HOST, 0, limit=2**20)
    listening = asyncio.run_coroutine_threadsafe(starting, loop).result(timeout=10)
    server.port = listening.sockets[0].getsockname()[1]
    try:
        yield server
    finally:
        loop.call_soon_threadsafe(listening.close)
        asyncio.run_coroutine_threadsafe(hung_up(), loop).result(timeout=10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(timeout=10)
        loop.close()


async def hung_up() -> None:
    """No conversation goes on."""
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for one in others:
        one.cancel()
    await asyncio.gather(*others, return_exceptions=True)
