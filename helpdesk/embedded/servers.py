"""The two servers a desk needs, as far as the environment does not name some that run already."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import psycopg2

from helpdesk.embedded import environment, ports, postgres, valkey
from helpdesk.embedded.folder import DataFolder
from helpdesk.embedded.ports import Port
from helpdesk.embedded.postgres import Postgres
from helpdesk.embedded.trouble import Trouble
from helpdesk.embedded.valkey import Valkey

_VALKEY_PORTS = 20_000  # from here 10,000 upward: below the range the system itself hands out


@dataclass
class Servers:
    """PostgreSQL and Valkey on a data folder; their sockets in another one, whose path is short.

    `durable` is False for servers that may lose everything in a power cut and are faster for it.
    """

    folder: DataFolder
    sockets: Path
    durable: bool = True
    urls: dict[str, str] = field(default_factory=environment.server_urls)
    _port: Port | None = None

    def __post_init__(self) -> None:
        self.names = ["postgres"] if "DATABASE_URL" not in self.urls else []
        self.names += ["valkey"] if "REDIS_URL" not in self.urls else []

    @property
    def postgres(self) -> Postgres:
        return Postgres(self.folder / "postgres", self.sockets / "socket", self.durable)

    def lay_out(self, say: Callable[[str], None]) -> None:
        """Make everything that has to be there before they start, and fill in `urls`.

        Raises Trouble for data of another PostgreSQL, and for a full disk.
        """
        if "postgres" in self.names:
            postgres.require_version(self.postgres.data, bundled=postgres.bundled_version())
            for opened in self.postgres.give_to_owner():
                say(f"PostgreSQL may not run as root, so a user of its own may now pass through {opened}.")
            self.postgres.initialise()
            self.urls["DATABASE_URL"] = self.postgres.url
        if "valkey" in self.names:
            self._port = ports.choose("VALKEY_PORT", default=_VALKEY_PORTS + secrets.randbelow(10_000))
            self.urls["REDIS_URL"] = Valkey.fresh(self.folder / "valkey", port=self._port.number).url

    def make_room(self, name: str) -> None:
        """Let go of what was held for the server `name`: it starts now."""
        if name == "valkey" and self._port:
            self._port.release()

    def answers(self, name: str) -> bool:
        """Whether the server `name` takes requests."""
        return self.postgres.answers() if name == "postgres" else valkey.answers(self.urls["REDIS_URL"])

    def require_answers(self) -> None:
        """Raise Trouble when a server that the environment names does not answer."""
        if "postgres" not in self.names:
            _require_database(self.urls["DATABASE_URL"])
        if "valkey" not in self.names and not valkey.answers(self.urls["REDIS_URL"]):
            raise Trouble("The server that REDIS_URL names does not answer; start it, or unset REDIS_URL.")

    def told(self, *, site_url: str) -> dict[str, str]:
        """What every process that uses these servers is told, for the desk at `site_url`."""
        ours = {"COURTESY_SOCKETS": str(self.sockets), "COURTESY_THROWAWAY": str(int(not self.durable))}
        return {**environment.of_desk(self.folder, site_url=site_url), **self.urls, **ours}


def _require_database(url: str) -> None:
    try:
        psycopg2.connect(url, connect_timeout=5).close()
    except psycopg2.Error as error:
        why = str(error).strip().partition("\n")[0]
        raise Trouble(f"The database that DATABASE_URL names cannot be used: {why}") from error
