"""What a thousand open pages cost when nothing changes: the live process, measured from outside.

``python -m bench.live`` measures that alone, on the servers the environment names.
"""

from __future__ import annotations

import asyncio
import http.client
import json
import os
import random
import resource
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin

from helpdesk.live.passes import Pass, signed

CHECKOUT = Path(__file__).resolve().parents[1]
HOST = "127.0.0.1"
# As static/js/live.js does it.
BEAT_SECONDS = 30.0
AT_ONCE = 50


@dataclass(frozen=True)
class OpenPages:
    """``cpu_percent`` is of one core, while nothing changes; ``memory_mb`` is all of the process (PSS)."""

    page: str
    clients: int
    cpu_percent: float
    memory_mb: float
    seconds: float


def measure_live(*, pages: int = 1000, seconds: float = 60.0) -> OpenPages:
    """Open so many pages, each about a ticket, a site and a person, and look for so long what that costs."""
    allow_connections(pages)
    with live_process() as (process, port):
        return asyncio.run(_measure(process, port, pages=pages, seconds=seconds))


@contextmanager
def live_process() -> Iterator[tuple[psutil.Process, int]]:
    with socket.create_server((HOST, 0)) as free:
        port = int(free.getsockname()[1])
    environ = {**os.environ, "LIVE_BIND": f"{HOST}:{port}", "ALLOWED_HOSTS": "localhost"}
    child = subprocess.Popen([sys.executable, "-m", "helpdesk.live"], cwd=CHECKOUT, env=environ)
    try:
        _wait_for(port, child)
        yield psutil.Process(child.pid), port
    finally:
        child.terminate()
        child.wait(timeout=20)


def _wait_for(port: int, child: subprocess.Popen[bytes]) -> None:
    for _ in range(200):
        if child.poll() is not None:
            raise RuntimeError("The live process did not start.")
        try:
            connection = http.client.HTTPConnection(HOST, port, timeout=5)
            connection.request("GET", "/health/live")
            connection.getresponse().read()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("The live process did not answer.")


async def _measure(process: psutil.Process, port: int, *, pages: int, seconds: float) -> OpenPages:
    opened: list[ClientConnection] = []
    for first in range(0, pages, AT_ONCE):
        numbers = range(first, min(first + AT_ONCE, pages))
        opened += await asyncio.gather(*(open_page(port, number) for number in numbers))
    visits = [asyncio.create_task(stay(page)) for page in opened]
    # Until everybody has heard who else is there.
    await asyncio.sleep(5)
    before, started = sum(process.cpu_times()[:2]), time.monotonic()
    await asyncio.sleep(seconds)
    used, passed = sum(process.cpu_times()[:2]) - before, time.monotonic() - started
    memory = process.memory_full_info().pss
    gone = [visit for visit in visits if visit.done()]
    for visit in visits:
        visit.cancel()
    await asyncio.gather(*visits, return_exceptions=True)
    await asyncio.gather(*(page.close() for page in opened))
    if gone:
        raise RuntimeError(f"{len(gone)} of {pages} pages lost their connection.")
    return OpenPages(
        f"{pages:,} open pages", pages, round(100 * used / passed, 2), round(memory / 2**20, 1), round(passed)
    )


async def open_page(port: int, number: int) -> ClientConnection:
    """A page as a browser opens it: two people at each ticket, ten sites."""
    topics = (f"person:{number}", f"ticket:{number // 2}", f"site:{number % 10}")
    granted = Pass(number, f"Colleague {number}", "CO", topics, time.time())
    page = await connect(
        f"ws://{HOST}:{port}/", origin=Origin("http://localhost:8000"), compression=None, ping_interval=None
    )
    await page.send(json.dumps({"pass": signed(granted, key=os.environ["SECRET_KEY"])}))
    return page


async def stay(page: ClientConnection) -> None:
    """Say every half minute that somebody looks, and hear what is answered, for ever."""
    hearing = asyncio.create_task(hear(page))
    try:
        # As if they had not all been opened in the same second.
        await asyncio.sleep(random.uniform(0, BEAT_SECONDS))  # noqa: S311  # nothing secret
        while not hearing.done():
            await page.send('{"doing": "looking"}')
            await asyncio.sleep(BEAT_SECONDS)
    finally:
        hearing.cancel()


async def hear(page: ClientConnection) -> None:
    async for _message in page:
        pass


def allow_connections(pages: int) -> None:
    """Our end of each connection is an open file."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = pages + 500
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(
            resource.RLIMIT_NOFILE, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard)
        )


if __name__ == "__main__":
    print(json.dumps(asdict(measure_live())))
