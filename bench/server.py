"""The product's own web server, for one measurement."""

from __future__ import annotations

import http.client
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from urllib.parse import urlencode

import psutil
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.middleware.csrf import CSRF_SECRET_LENGTH

from helpdesk.staff.models import User
from helpdesk.web import workers

CHECKOUT = Path(__file__).resolve().parents[1]
HOST = "127.0.0.1"
LOGS = Path(__file__).with_name("results")


class Server:
    """gunicorn with the product's configuration and two workers."""

    def __init__(self, port: int, process: psutil.Process) -> None:
        self.port, self._processes = port, [process]
        while len(self._processes) <= workers:
            time.sleep(0.1)
            self._processes = [process, *process.children(recursive=True)]

    def client(self, user: User) -> Client:
        return Client(self.port, session_of(user))

    def cpu_seconds(self) -> float:
        """What all its processes have used so far."""
        return sum(sum(one.cpu_times()[:2]) for one in self._processes)

    def memory(self) -> int:
        """Bytes of its own memory, all processes together."""
        return sum(int(one.memory_full_info().pss) for one in self._processes)


class Client:
    """One browser that keeps its connection and is signed in."""

    def __init__(self, port: int, session: str) -> None:
        self._connection = http.client.HTTPConnection(HOST, port)
        token = "b" * CSRF_SECRET_LENGTH
        cookies = {settings.SESSION_COOKIE_NAME: session, settings.CSRF_COOKIE_NAME: token}
        self._headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())}
        self._headers |= {"Host": "localhost", "X-CSRFToken": token}

    def get(self, path: str) -> bytes:
        return self._ask("GET", path, expected=200)

    def post(self, path: str, form: Mapping[str, str]) -> bytes:
        """Send a form that is right: the answer leads to another page."""
        return self._ask("POST", path, body=urlencode(form), expected=302)

    def _ask(self, method: str, path: str, *, expected: int, body: str | None = None) -> bytes:
        headers = self._headers | ({"Content-Type": "application/x-www-form-urlencoded"} if body else {})
        try:
            self._connection.request(method, path, body, headers)
            answer = self._connection.getresponse()
        except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError):
            # The server lets go of a connection that was idle for two seconds; browsers ask again, too.
            self._connection.close()
            self._connection.request(method, path, body, headers)
            answer = self._connection.getresponse()
        said = answer.read()
        if answer.status != expected:
            raise RuntimeError(f"{method} {path} answered {answer.status}; a log in {LOGS} may say why.")
        return said


def session_of(user: User) -> str:
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.create()
    return str(store.session_key)


@contextmanager
def serving(name: str) -> Iterator[Server]:
    """The server on the database of this process; what it says stands in a log of that name."""
    with socket.create_server((HOST, 0)) as free:
        port = free.getsockname()[1]
    command = ["-m", "gunicorn", "--config", "python:helpdesk.web", "--bind", f"{HOST}:{port}"]
    LOGS.mkdir(exist_ok=True)
    with (LOGS / f"{name}.log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, *command, "helpdesk.wsgi"], cwd=CHECKOUT, stdout=log, stderr=log
        )
    try:
        wait_for(port, process)
        yield Server(port, psutil.Process(process.pid))
    finally:
        process.terminate()
        process.wait(timeout=20)


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    """Until it answers; its workers run by then."""
    for _ in range(600):
        if process.poll() is not None:
            raise RuntimeError(f"The web server did not start; a log in {LOGS} says why.")
        try:
            connection = http.client.HTTPConnection(HOST, port, timeout=5)
            connection.request("GET", "/health/live", headers={"Host": "localhost"})
            connection.getresponse().read()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("The web server did not answer.")
