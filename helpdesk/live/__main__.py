"""``python -m helpdesk.live``: the live process, until SIGTERM. docs/operating.md says what it needs."""

from __future__ import annotations

import asyncio
import logging
import logging.config
import resource
import signal
import sys
from collections.abc import Callable
from contextlib import AsyncExitStack
from http import HTTPStatus

from websockets.asyncio.server import ServerConnection, serve
from websockets.http11 import Request, Response

from helpdesk.live.environment import Environment
from helpdesk.live.listening import listen
from helpdesk.live.service import LOOK_ROUND, Service
from helpdesk.logs import logging_config

# A pass that names every site of a large house is a few kilobytes.
LONGEST_MESSAGE = 32 * 1024
Doorkeeper = Callable[[ServerConnection, Request], Response | None]

log = logging.getLogger("helpdesk.live")


async def run(environment: Environment) -> None:
    """Serve until somebody asks for the end. Raises OSError when an address cannot be listened on."""
    service = Service(secret_key=environment.secret_key)
    ended = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, ended.set)
    async with AsyncExitStack() as stack:
        for host, port in environment.addresses:
            await stack.enter_async_context(
                serve(
                    service.answer,
                    host,
                    port,
                    process_request=doorkeeper(environment),
                    compression=None,
                    max_size=LONGEST_MESSAGE,
                    # Pages speak by themselves: see `service`.
                    ping_interval=None,
                    close_timeout=2,
                    server_header=None,
                )
            )
        log.info("Listening on %s", " ".join(f"{host}:{port}" for host, port in environment.addresses))
        tasks = [
            asyncio.create_task(
                listen(
                    environment.database_url,
                    heard=service.hear,
                    ready=service.hear_everything,
                    lost=service.hear_nothing,
                )
            ),
            asyncio.create_task(look_round(service)),
            asyncio.create_task(ended.wait()),
        ]
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in tasks:
            task.cancel()
        for task in done:
            task.result()


async def look_round(service: Service) -> None:
    while True:
        await asyncio.sleep(LOOK_ROUND)
        service.look_round()


def doorkeeper(environment: Environment) -> Doorkeeper:
    """Decides about each request before it becomes an open page."""

    def check(connection: ServerConnection, request: Request) -> Response | None:
        """Only pages of the product come in; anybody may ask whether the process is alive."""
        if request.path == "/health/live":
            return connection.respond(HTTPStatus.OK, "live\n")
        if not environment.admits(request.headers.get("Origin", "")):
            return connection.respond(HTTPStatus.FORBIDDEN, "This origin is not in ALLOWED_HOSTS.\n")
        return None

    return check


def allow_many_connections() -> None:
    """As many open files as the system lets us have: each page is one."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 65_536 if hard == resource.RLIM_INFINITY else min(hard, 65_536)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def main() -> int:
    environment = Environment.read()
    logging.config.dictConfig(logging_config(level=environment.log_level))
    # A line for every page that comes and goes is nobody's reading.
    logging.getLogger("websockets").setLevel(logging.WARNING)
    allow_many_connections()
    asyncio.run(run(environment))
    return 0


if __name__ == "__main__":
    sys.exit(main())
