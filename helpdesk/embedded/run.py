"""`make run`: the whole desk on this machine, until Ctrl-C."""

from collections.abc import Callable
from functools import partial

from helpdesk.embedded import environment, leftovers, temporary
from helpdesk.embedded.addresses import Addresses
from helpdesk.embedded.files import last_lines, write_json
from helpdesk.embedded.folder import DataFolder
from helpdesk.embedded.interruption import Interruption
from helpdesk.embedded.preparation import Preparation
from helpdesk.embedded.servers import Servers
from helpdesk.embedded.status import RUN_FILE, describe
from helpdesk.embedded.supervision import Roster, Supervisor
from helpdesk.embedded.terminal import say
from helpdesk.embedded.trouble import Stopped, Trouble

_STARTING = 90  # seconds for one process to come up
_ATTEMPTS = 6  # starts of one process before we say that it will never come up
_DESK = ("web", "live", "worker", "beat")


def run(*, demo: bool) -> None:
    """Run the desk until somebody asks for the end; with `demo`, fill it when nobody works there yet.

    Raises Trouble for everything that keeps it from running; nothing is left running in any case.
    """
    interruption = Interruption()
    interruption.listen()
    folder = DataFolder.chosen()
    folder.prepare()
    with folder.locked():
        (folder / RUN_FILE).unlink(missing_ok=True)
        folder.require_space()
        if left := leftovers.stop_all(folder):
            say(f"Stopped what an earlier run had left behind: {', '.join(left)}.")
        temporary.sweep()
        desk = Desk(folder, interruption)
        try:
            desk.open(demo=demo)
            desk.stay_open()
        except Stopped:
            say("\nStopping …")
        finally:
            desk.close()
    say("Courtesy Desk has stopped. Its data is kept.")


class Desk:
    """One run of all processes on one data folder."""

    def __init__(self, folder: DataFolder, interruption: Interruption) -> None:
        self._folder = folder
        self._interruption = interruption
        self._sockets = temporary.make()
        self._servers = Servers(folder, self._sockets)
        self._roster = Roster(say=say, changed=self._publish)
        self._supervisor = Supervisor(folder, self._sockets, self._roster)
        self._addresses: Addresses | None = None
        self._is_open = False

    def open(self, *, demo: bool) -> None:
        """Start everything in order and print where it is. Raises Stopped or Trouble on the way."""
        addresses = self._addresses = Addresses.choose()
        self._servers.lay_out(say)
        told = self._servers.told(site_url=addresses.site_url) | addresses.told()
        write_json(self._folder / environment.FILE, told)
        self._supervisor.start(self._interruption)
        self._start_servers(addresses)
        accounts = self._prepare(environment.complete(told), demo=demo)
        self._start_desk(addresses)
        self._is_open = True
        self._publish()
        say(describe(addresses, self._folder, accounts=accounts))

    def _start_servers(self, addresses: Addresses) -> None:
        addresses.release_mail()
        for name in (*self._servers.names, "mail"):
            self._servers.make_room(name)
            self._supervisor.begin(f"servers:{name}")
        for name in self._servers.names:
            self._await(name, partial(self._servers.answers, name))
        self._await("mail", addresses.letters_answer)
        self._servers.require_answers()

    def _start_desk(self, addresses: Addresses) -> None:
        addresses.release_desk()
        for name in _DESK:
            self._supervisor.begin(f"desk:{name}")
        self._await("web", addresses.web_answers)
        self._await("live", addresses.live_answers)
        for name in _DESK:
            self._await(name, partial(self._supervisor.is_up, f"desk:{name}"))

    def _prepare(self, environ: dict[str, str], *, demo: bool) -> str:
        preparation = Preparation(self._folder, environ, self._interruption)
        preparation.migrate()
        preparation.compile_translations()
        preparation.collect_static()
        if not demo:
            return ""
        preparation.fill_with_demo()
        return preparation.demo_accounts()

    def _await(self, name: str, ready: Callable[[], bool]) -> None:
        for _ in range(_STARTING * 10):
            self._supervisor.require_alive()
            if ready():
                return
            if self._roster.starts[name] >= _ATTEMPTS:
                break
            self._interruption.wait(0.1)
        log = self._folder / "log" / f"{name}.log"
        raise Trouble(f"The process {name} does not come up. Its log {log} ends with:\n{last_lines(log)}")

    def _publish(self) -> None:
        if not self._is_open or not self._addresses:
            return
        try:
            write_json(self._folder / RUN_FILE, self._addresses.published(self._roster.pids))
        except OSError as error:  # a full disk: supervisord's words must be read on, or it waits for ever
            say(f"{self._folder / RUN_FILE} cannot be written: {error.strerror}.")

    def stay_open(self) -> None:
        """Return never: raises Stopped when somebody asks, and Trouble when supervisord dies."""
        while True:
            self._supervisor.require_alive()
            self._interruption.wait(1)

    def close(self) -> None:
        """Stop everything that was started."""
        self._is_open = False
        (self._folder / RUN_FILE).unlink(missing_ok=True)
        self._supervisor.stop()
        (self._folder / environment.FILE).unlink(missing_ok=True)
        temporary.remove(self._sockets)
