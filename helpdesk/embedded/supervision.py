"""supervisord, and what it does put into plain lines for the terminal."""

import os
import re
import signal
import subprocess
import sys
import threading
import xmlrpc.client
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

import psutil
from supervisor.xmlrpc import SupervisorTransport

from helpdesk.embedded import leftovers
from helpdesk.embedded.folder import CHECKOUT, DataFolder
from helpdesk.embedded.interruption import Interruption
from helpdesk.embedded.tether import tethered
from helpdesk.embedded.trouble import Trouble

_SETTINGS = Path(__file__).with_name("supervisord.ini")
_SPAWNED = re.compile(r"INFO spawned: '(?P<name>\w+)' with pid (?P<pid>\d+)")
_ENDED = re.compile(r"exited: (?P<name>\w+) \((?P<cause>.*?)(?: \(core dumped\))?; (?:not )?expected\)")


class Roster:
    """The pid of each process, read from supervisord's log lines, which also tell why one has ended."""

    def __init__(self, *, say: Callable[[str], None], changed: Callable[[], None]) -> None:
        self.pids: dict[str, int] = {}
        self.starts: Counter[str] = Counter()
        self._causes: dict[str, str] = {}
        self._say = say
        self._changed = changed

    def read(self, line: str) -> None:
        """Take note of one line of the log."""
        if ended := _ENDED.search(line):
            self._causes[ended["name"]] = in_words(ended["cause"])
        if spawned := _SPAWNED.search(line):
            name, pid = spawned["name"], int(spawned["pid"])
            self.pids[name] = pid
            self.starts[name] += 1
            if cause := self._causes.pop(name, None):
                self._say(f"{name} stopped unexpectedly ({cause}); started again as pid {pid}")
            self._changed()


def in_words(cause: str) -> str:
    """supervisord's "terminated by SIGKILL" as "signal 9"; its "exit status 1" as it is."""
    name = cause.removeprefix("terminated by ")
    if name in signal.Signals.__members__:
        return f"signal {signal.Signals[name].value}"
    return cause


class Supervisor:
    """supervisord on a data folder. Its processes start when told to, and again whenever one ends."""

    def __init__(self, folder: DataFolder, sockets: Path, roster: Roster) -> None:
        self._folder = folder
        self._sockets = sockets
        self._roster = roster
        self._process: subprocess.Popen[str] | None = None

    def start(self, interruption: Interruption) -> None:
        """Start supervisord and wait until it takes orders."""
        environ = {
            **os.environ,
            "COURTESY_DATA": str(self._folder.path),
            "COURTESY_SOCKETS": str(self._sockets),
        }
        environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), environ.get("PATH", os.defpath)])
        environ["PYTHONPATH"] = str(CHECKOUT)
        with (self._folder / "log" / "supervisord-errors.log").open("ab") as errors:
            self._process = subprocess.Popen(
                tethered(sys.executable, "-m", "supervisor.supervisord", "-c", str(_SETTINGS)),
                cwd=self._folder.path,
                env=environ,
                start_new_session=True,  # Ctrl-C is ours to answer
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
            )
        leftovers.record(self._folder, leftovers.KEEPER, pid=self._process.pid)
        threading.Thread(target=self._listen, args=[self._process.stdout], daemon=True).start()
        while not self._takes_orders():
            interruption.wait(0.05)

    def _listen(self, output: IO[str]) -> None:
        for line in output:
            self._roster.read(line)

    def require_alive(self) -> None:
        """Raise Trouble when supervisord itself has ended."""
        if self._process is None or self._process.poll() is not None:
            log = self._folder / "log" / "supervisord.log"
            raise Trouble(
                f"supervisord has ended by itself, so everything has been stopped; see {log} and start again."
            )

    def begin(self, name: str) -> None:
        """Start the process `name` (of a group: "group:name"). Does not wait for it."""
        self._order("startProcess", name, False)

    def is_up(self, name: str) -> bool:
        """Whether the process `name` has been running for a second without ending."""
        return bool(self._order("getProcessInfo", name)["statename"] == "RUNNING")

    def _takes_orders(self) -> bool:
        try:
            self._call("getState")
        except OSError:
            self.require_alive()
            return False
        return True

    def _order(self, method: str, *arguments: object) -> Any:
        try:
            return self._call(method, *arguments)
        except OSError as error:
            self.require_alive()
            raise Trouble(f"supervisord does not answer: {error}.") from error

    def _call(self, method: str, *arguments: object) -> Any:
        transport = SupervisorTransport(None, None, f"unix://{self._sockets / 'supervisor.sock'}")
        proxy = xmlrpc.client.ServerProxy("http://localhost", transport=transport)
        return getattr(proxy.supervisor, method)(*arguments)

    def stop(self) -> None:
        """Stop every process, the upper ones first, then supervisord. Takes at most ten seconds."""
        if self._process is None:
            return
        # Not by the records alone: somebody may have removed the data folder under us.
        alive = self._process.poll() is None
        family = leftovers.with_children([psutil.Process(self._process.pid)]) if alive else []
        leftovers.stop_children([self._process], patience=9)
        leftovers.stop(family, patience=0)
        leftovers.stop_all(self._folder)
