"""The processes of a desk: what each one runs.

`python -m helpdesk.embedded start NAME` becomes one of them. The commands stand here rather than in
supervisord's file because there no quoting survives every path.
"""

import os
import signal
import sys
from pathlib import Path

from helpdesk.embedded import account, leftovers, valkey
from helpdesk.embedded.environment import FILE, complete
from helpdesk.embedded.files import read_json
from helpdesk.embedded.folder import CHECKOUT, DataFolder
from helpdesk.embedded.postgres import Postgres
from helpdesk.embedded.tether import tie_to_parent
from helpdesk.embedded.trouble import Trouble

_WEB = "gunicorn --config python:helpdesk.web helpdesk.wsgi"
_WORKER = "celery -A helpdesk worker --pool threads --concurrency 2 --without-gossip --without-mingle -l INFO"
_BEAT = "celery -A helpdesk beat --loglevel INFO --pidfile="


def command(name: str, folder: DataFolder, environ: dict[str, str]) -> list[str]:
    """The command line of the process `name`. Raises KeyError for a name that is none."""
    python = [sys.executable, "-m"]
    if name == "web":
        binds = [
            part for address in environ["COURTESY_WEB_ADDRESSES"].split() for part in ("--bind", address)
        ]
        return [*python, *_WEB.split(), *binds]
    return {
        "worker": [*python, *_WORKER.split()],
        "live": [*python, "helpdesk.live"],
        "beat": [*python, *_BEAT.split(), "--schedule", str(folder / "celerybeat-schedule")],
        "mail": [*python, "helpdesk.embedded.mail_catcher"],
        "valkey": [str(valkey.binary()), str(folder / "valkey" / "valkey.conf")],
    }[name]


def become(name: str) -> None:
    """Turn this process into `name` of the chosen data folder. Returns only by raising."""
    folder = DataFolder.chosen()
    leftovers.record(folder, name)
    environ = complete(read_json(folder / FILE))
    if name == "postgres":
        _become_postgres(folder, environ)
    line = command(name, folder, environ)
    os.chdir(folder / "valkey" if name == "valkey" else CHECKOUT)
    tie_to_parent(signal.SIGTERM)
    os.execve(line[0], line, environ)


def _become_postgres(folder: DataFolder, environ: dict[str, str]) -> None:
    durable = environ.get("COURTESY_THROWAWAY") != "1"
    server = Postgres(folder / "postgres", Path(environ["COURTESY_SOCKETS"], "socket"), durable)
    server.clear_the_way()
    line = server.command()
    if account.needed():
        account.become(account.entry())
    tie_to_parent(signal.SIGINT)  # "fast": connections are ended, everything is written
    os.chdir("/")
    os.execve(line[0], line, {"PATH": os.defpath})


def main(names: list[str]) -> None:
    """The command `start`: for supervisord and the temporary servers, not for people."""
    if len(names) != 1:
        raise Trouble("`start` takes the name of one process.")
    become(names[0])
