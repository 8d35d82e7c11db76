"""Which processes belong to a data folder, and the end of those an earlier run left behind.

Each process writes its own pid and its start time into the folder before it becomes what it is, so the record
is true whoever started it, and a pid that the system has given to somebody else since is never touched.
"""

import signal
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import psutil

from helpdesk.embedded.files import read_json, write_json
from helpdesk.embedded.folder import DataFolder

KEEPER = "supervisord"
_CLOCK_DRIFT = 2.0  # seconds a start time may seem to move when the machine's clock is set


def record(folder: DataFolder, name: str, *, pid: int | None = None) -> None:
    """Write down that process `pid` (this one by default) is the folder's `name`."""
    process = psutil.Process(pid)
    write_json(folder / "processes" / f"{name}.json", {"pid": process.pid, "started": process.create_time()})


def recorded(folder: DataFolder) -> dict[str, psutil.Process]:
    """The recorded processes that are still alive, by name."""
    found = {}
    for path in sorted((folder / "processes").glob("*.json")):
        if process := _alive(path):
            found[path.stem] = process
    return found


def _alive(path: Path) -> psutil.Process | None:
    entry = read_json(path)
    if entry is None:
        return None
    return same_process(entry["pid"], entry["started"])


def same_process(pid: int, started: float) -> psutil.Process | None:
    """The live process with this pid, if it is the one that started then."""
    try:
        process = psutil.Process(pid)
        if abs(process.create_time() - started) > _CLOCK_DRIFT or process.status() == psutil.STATUS_ZOMBIE:
            return None
    except psutil.NoSuchProcess:
        return None
    return process


def stop_all(folder: DataFolder) -> list[str]:
    """Stop every recorded process and its children within ten seconds; the names of those still alive.

    The keeper is asked first, because it stops the others in the right order. Without it, each is asked.
    """
    left = recorded(folder)
    if keeper := left.get(KEEPER):
        stop([keeper], patience=9)
    stop(with_children(recorded(folder).values()), patience=0 if keeper else 6)
    for path in (folder / "processes").glob("*.json"):
        path.unlink(missing_ok=True)
    return list(left)


def with_children(processes: Iterable[psutil.Process]) -> list[psutil.Process]:
    """The processes and all that descend from them, as far as they are still there."""
    family: list[psutil.Process] = []
    for process in processes:
        try:
            family += [process, *process.children(recursive=True)]
        except psutil.NoSuchProcess:
            continue
    return family


def stop(processes: list[psutil.Process], *, patience: float) -> None:
    """Ask the processes to end, wait `patience` seconds, then end them by force."""
    for process in processes:
        _send(process, signal.SIGINT if process_name(process) == "postgres" else signal.SIGTERM)
    _, stubborn = psutil.wait_procs(processes, timeout=patience)
    for process in stubborn:
        _send(process, signal.SIGKILL)
    psutil.wait_procs(stubborn, timeout=2)


def stop_children(children: Sequence[subprocess.Popen[Any]], *, patience: float) -> None:
    """The same for children of this process, which also have to be taken note of."""
    stop([psutil.Process(child.pid) for child in children if child.poll() is None], patience=patience)
    for child in children:
        child.wait()


def process_name(process: psutil.Process) -> str:
    """What the system calls the process, or "" when it is gone or not ours to look at."""
    try:
        return str(process.name())
    except psutil.Error:
        return ""


def _send(process: psutil.Process, number: signal.Signals) -> None:
    try:
        process.send_signal(number)
    except psutil.NoSuchProcess:
        return
