"""What PostgreSQL announces, heard in an event loop; the connection is made anew for as long as it takes."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from contextlib import closing
from typing import Any

import psycopg2

CHANNEL = "live"
FIRST_PAUSE, LONGEST_PAUSE = 0.2, 5.0
# A server that is gone without a word is noticed within half a minute.
KEEPALIVES: dict[str, Any] = {"keepalives_idle": 15, "keepalives_interval": 5, "keepalives_count": 3}

log = logging.getLogger(__name__)


def connect(url: str) -> Any:
    """A connection that hears everything announced from now on. Blocks for at most five seconds."""
    connection = psycopg2.connect(url, connect_timeout=5, application_name="courtesy-live", **KEEPALIVES)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(f"LISTEN {CHANNEL}")
    return connection


async def listen(
    url: str, *, heard: Callable[[str], None], ready: Callable[[], None], lost: Callable[[], None]
) -> None:
    """Never ends. ``heard`` gets each topic; from ``ready`` until ``lost`` is called nothing is missed."""
    pause = FIRST_PAUSE
    while True:
        try:
            connection = await asyncio.to_thread(connect, url)
        except psycopg2.OperationalError as error:
            log.warning("The database does not answer: %s", str(error).strip().partition("\n")[0])
            await asyncio.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE)
            continue
        pause = FIRST_PAUSE
        with closing(connection):
            ready()
            why = await _until_it_ends(connection, heard)
        log.warning("The connection to the database has ended: %s", why)
        lost()


async def _until_it_ends(connection: Any, heard: Callable[[str], None]) -> str:
    loop = asyncio.get_running_loop()
    ended: asyncio.Future[str] = loop.create_future()

    def read() -> None:
        try:
            connection.poll()
        except psycopg2.Error as error:
            loop.remove_reader(descriptor)
            ended.set_result(str(error).strip().partition("\n")[0])
            return
        while connection.notifies:
            heard(connection.notifies.pop(0).payload)

    descriptor = connection.fileno()
    loop.add_reader(descriptor, read)
    try:
        return await ended
    finally:
        loop.remove_reader(descriptor)
