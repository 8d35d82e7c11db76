"""The servers as children of this process: for the tests, and for one command on the desk's own data."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from helpdesk.embedded import environment, leftovers, temporary
from helpdesk.embedded.files import last_lines, write_json
from helpdesk.embedded.folder import CHECKOUT, DataFolder
from helpdesk.embedded.interruption import Interruption
from helpdesk.embedded.servers import Servers
from helpdesk.embedded.terminal import complain
from helpdesk.embedded.trouble import Trouble

_STARTING = 60  # seconds; PostgreSQL may have a crash to recover from
_SITE_URL = "http://localhost:8000"


@contextmanager
def temporary_servers(interruption: Interruption) -> Iterator[dict[str, str]]:
    """Empty servers in a folder that goes away with them; the environment of a process that uses them.

    Servers that the environment already names are used instead of starting any.
    """
    temporary.sweep()
    path = temporary.make()
    try:
        folder = DataFolder(path)
        folder.prepare()
        with running(Servers(folder, path, durable=False), interruption) as environ:
            yield environ
    finally:
        temporary.remove(path)


@contextmanager
def servers_on(folder: DataFolder, interruption: Interruption) -> Iterator[dict[str, str]]:
    """The servers on the desk's own data; raises Trouble when another run has them."""
    folder.prepare()
    with folder.locked():
        folder.require_space()
        leftovers.stop_all(folder)
        temporary.sweep()
        sockets = temporary.make()
        try:
            with running(Servers(folder, sockets), interruption) as environ:
                yield environ
        finally:
            temporary.remove(sockets)


@contextmanager
def running(servers: Servers, interruption: Interruption) -> Iterator[dict[str, str]]:
    """Start the servers, wait until they answer, and stop them at the end, whatever happens in between."""
    servers.lay_out(say=complain)
    told = servers.told(site_url=_SITE_URL)
    write_json(servers.folder / environment.FILE, told)
    children: list[subprocess.Popen[bytes]] = []
    try:
        for name in servers.names:
            servers.make_room(name)
            children.append(_start(name, servers.folder))
        for name, child in zip(servers.names, children, strict=True):
            _await(name, child, servers, interruption)
        yield environment.complete(told)
    finally:
        leftovers.stop_children(children, patience=8)
        leftovers.stop_all(servers.folder)
        (servers.folder / environment.FILE).unlink(missing_ok=True)


def _start(name: str, folder: DataFolder) -> subprocess.Popen[bytes]:
    with (folder / "log" / f"{name}.log").open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "helpdesk.embedded", "start", name],
            cwd=CHECKOUT,
            env={**os.environ, "COURTESY_DATA": str(folder.path)},
            start_new_session=True,  # Ctrl-C is ours to answer
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )


def _await(name: str, child: subprocess.Popen[bytes], servers: Servers, interruption: Interruption) -> None:
    log = servers.folder / "log" / f"{name}.log"
    for _ in range(_STARTING * 20):
        if servers.answers(name):
            return
        if child.poll() is not None:
            break
        interruption.wait(0.05)
    raise Trouble(f"{name} did not start. The end of its log:\n{last_lines(log)}")
