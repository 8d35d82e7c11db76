"""The servers lent to one command."""

import signal
import subprocess
from contextlib import AbstractContextManager, nullcontext

from helpdesk.embedded import environment, status
from helpdesk.embedded.children import servers_on, temporary_servers
from helpdesk.embedded.files import read_json
from helpdesk.embedded.folder import DataFolder
from helpdesk.embedded.interruption import Interruption
from helpdesk.embedded.trouble import Trouble


def with_servers(command: list[str]) -> int:
    """Run `command` on empty servers that go away with it; its exit code."""
    interruption = Interruption()
    interruption.listen()
    return _lend(temporary_servers(interruption), command)


def with_data(command: list[str]) -> int:
    """Run `command` on the data of the desk, on the open desk's servers or else on its own; its exit code."""
    folder = DataFolder.chosen()
    told = read_json(folder / environment.FILE)
    if told and status.of(folder):
        return _lend(nullcontext(environment.complete(told)), command)
    interruption = Interruption()
    interruption.listen()
    return _lend(servers_on(folder, interruption), command)


def _lend(servers: AbstractContextManager[dict[str, str]], command: list[str]) -> int:
    if not command:
        raise Trouble("Which command? Write it after `--`.")
    with servers as environ:
        try:
            child = subprocess.Popen(command, env=environ)
        except OSError as error:
            raise Trouble(f"{command[0]} cannot be started: {error.strerror}.") from error
        # Ctrl-C reaches the command from the terminal, and it decides what that means (a shell goes on).
        signal.signal(signal.SIGINT, lambda *_: None)
        for number in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda number, _frame: child.send_signal(number))
        code = child.wait()
    return code if code >= 0 else 128 - code
