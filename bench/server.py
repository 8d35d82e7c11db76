"""The product's own web server, for one measurement."""

from __future__ import annotations

import http.client
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

import psutil
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from helpdesk.staff.models import User

CHECKOUT = Path(__file__).resolve().parents[1]
HOST = "127.0.0.1"
LOG = Path(__file__).with_name("results") / "server.log"


class Server:
    """gunicorn with the product's configuration and two workers."""

    def __init__(self, port: int, process: psutil.Process) -> None:
        self.port, self._process = port, process

    def client(self, user: User) -> Client:
        return Client(self.port, session_of(user))

    def cpu_seconds(self) -> float:
        """What all its processes have used so far."""
        family = [self._process, *self._process.children(recursive=True)]
        return sum(sum(one.cpu_times()[:2]) for one in family)

    def memory(self) -> int:
        """Bytes of its own memory, all processes together."""
        family = [self._process, *self._process.children(recursive=True)]
        return sum(int(one.memory_full_info().pss) for one in family)


class Client:
    """One browser that keeps its connection and is signed in."""

    def __init__(self, port: int, session: str) -> None:
        self._connection = http.client.HTTPConnection(HOST, port)
        self._headers = {"Cookie": f"{settings.SESSION_COOKIE_NAME}={session}", "Host": "localhost"}

    def get(self, path: str) -> bytes:
        self._connection.request("GET", path, headers=self._headers)
        answer = self._connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path} answered {answer.status}")
        return body


def session_of(user: User) -> str:
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.create()
    return str(store.session_key)


@contextmanager
def serving() -> Iterator[Server]:
    with socket.create_server((HOST, 0)) as free:
        port = free.getsockname()[1]
    command = ["-m", "gunicorn", "--config", "python:helpdesk.web", "--bind", f"{HOST}:{port}"]
    command.append("helpdesk.wsgi")
    LOG.parent.mkdir(exist_ok=True)
    with LOG.open("w") as log:
        process = subprocess.Popen([sys.executable, *command], cwd=CHECKOUT, stdout=log, stderr=log)
    try:
        wait_for(port, process)
        yield Server(port, psutil.Process(process.pid))
    finally:
        process.terminate()
        process.wait(timeout=20)


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(200):
        if process.poll() is not None:
            raise RuntimeError(f"The web server did not start; {LOG} says why.")
        try:
            connection = http.client.HTTPConnection(HOST, port, timeout=5)
            connection.request("GET", "/health/live", headers={"Host": "localhost"})
            connection.getresponse().read()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("The web server did not answer.")
