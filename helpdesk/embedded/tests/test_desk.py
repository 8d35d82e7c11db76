import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import psutil
import pytest

from helpdesk.embedded import leftovers, status
from helpdesk.embedded.environment import without_desk
from helpdesk.embedded.folder import CHECKOUT, DataFolder
from helpdesk.embedded.rehearsal import rehearsal

PROCESSES = ("postgres", "valkey", "mail", "web", "live", "worker", "beat")


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "my desk 100%")


def eventually(true: Callable[[], Any], *, seconds: float = 20) -> Any:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if answer := true():
            return answer
        time.sleep(0.05)
    raise AssertionError("it never happened")


def successor_of(name: str, pid: int, folder: DataFolder) -> int | None:
    published = status.of(folder)
    successor: int | None = published["pids"].get(name) if published else None
    return None if successor == pid else successor


def is_said(line: str, folder: DataFolder) -> bool:
    return line in (folder / "terminal.log").read_text()


def refuse_a_second_one(folder: DataFolder, where: str) -> None:
    environ = {**without_desk(), "COURTESY_DATA": str(folder.path)}
    command = [sys.executable, "-m", "helpdesk.embedded", "run"]
    answer = subprocess.run(command, cwd=CHECKOUT, env=environ, capture_output=True, text=True, check=False)
    assert answer.returncode == 1
    assert answer.stderr == f"Courtesy Desk already runs on {folder.path} at {where}; stop that one first.\n"


def test_each_process_that_dies_is_started_again_and_nothing_is_left_at_the_end(folder: DataFolder) -> None:
    with rehearsal(folder, "--no-demo") as opened:
        refuse_a_second_one(folder, opened["web"])
        for name in PROCESSES:
            os.kill(opened["pids"][name], signal.SIGKILL)
            successor = eventually(partial(successor_of, name, opened["pids"][name], folder))
            line = f"{name} stopped unexpectedly (signal 9); started again as pid {successor}"
            eventually(partial(is_said, line, folder))
        family = list(leftovers.recorded(folder).values())
        start = time.monotonic()
    assert time.monotonic() - start < 10
    assert not [process for process in family if process.is_running()]
    assert is_said("Courtesy Desk has stopped.", folder)


def test_the_next_run_stops_what_a_killed_one_left(folder: DataFolder) -> None:
    with rehearsal(folder, "--no-demo") as opened:
        os.kill(opened["pids"]["run"], signal.SIGKILL)
        with rehearsal(folder, "--no-demo") as again:
            assert not [name for name in PROCESSES if psutil.pid_exists(opened["pids"][name])]
            assert set(again["pids"]) >= set(PROCESSES)


def test_a_run_whose_data_folder_was_moved_away_still_stops(folder: DataFolder) -> None:
    with rehearsal(folder, "--no-demo") as opened:
        folder.path.rename(folder.path.with_name("moved away"))
        start = time.monotonic()
    assert time.monotonic() - start < 12
    assert not [name for name in PROCESSES if psutil.pid_exists(opened["pids"][name])]
