"""Where a running desk is, for people and for scripts."""

import json
import os
from pathlib import Path
from typing import Any

import psutil

from helpdesk.embedded import leftovers
from helpdesk.embedded.addresses import Addresses
from helpdesk.embedded.files import read_json
from helpdesk.embedded.folder import DataFolder
from helpdesk.embedded.terminal import say

RUN_FILE = "run.json"
_PARENTS = ("run", leftovers.KEEPER)  # all the others are their children


def describe(addresses: Addresses, folder: DataFolder, *, accounts: str) -> str:
    """What `make run` prints when the desk is open."""
    lines = [
        *("", *addresses.moved(), "Courtesy Desk is open.", ""),
        f"  The desk   http://localhost:{addresses.web.number}",
        f"  Letters    {addresses.letters_url}   all e-mail of the desk (SMTP port {addresses.smtp.number})",
        f"  Logs       {_short(folder / 'log')}",
        "",
    ]
    if accounts.strip():
        lines += ["Sign in as one of:", "", accounts.rstrip(), ""]
    return "\n".join([*lines, "Ctrl-C stops it. The data is kept."])


def _short(path: Path) -> str:
    return os.path.relpath(path) if path.is_relative_to(Path.cwd()) else str(path)


def of(folder: DataFolder) -> dict[str, Any] | None:
    """What run.json says, if that run is still there."""
    published = read_json(folder / RUN_FILE)
    if published is None or not psutil.pid_exists(published["pids"]["run"]):
        return None
    return dict(published) if leftovers.KEEPER in leftovers.recorded(folder) else None


def show(*, as_json: bool) -> int:
    """Print where the desk of the chosen data folder is; 0 if it is open, else 1."""
    folder = DataFolder.chosen()
    published = of(folder)
    if as_json:
        say(json.dumps(published, indent=2))
    elif published is None:
        say("Courtesy Desk is not running.")
    else:
        say(f"The desk {published['web']}, letters {published['letters']}, SMTP port {published['smtp']}")
        processes = leftovers.recorded(folder) | {"run": psutil.Process(published["pids"]["run"])}
        for name, process in processes.items():
            memory = _memory_mb(process) if name in _PARENTS else _memory_of_family_mb(process)
            say(f"  {name:12} pid {process.pid:<8} {memory:6.1f} MB")
    return 0 if published else 1


def _memory_mb(process: psutil.Process) -> float:
    """The memory of a process in megabytes; shared pages count in parts where the system can tell."""
    try:
        memory = process.memory_full_info()
    except psutil.Error:
        return 0.0
    return float(getattr(memory, "pss", memory.rss)) / 1_000_000


def _memory_of_family_mb(process: psutil.Process) -> float:
    try:
        return sum(_memory_mb(one) for one in (process, *process.children(recursive=True)))
    except psutil.Error:
        return 0.0
