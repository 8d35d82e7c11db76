import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from helpdesk.embedded import leftovers
from helpdesk.embedded.files import write_json
from helpdesk.embedded.folder import DataFolder


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    folder = DataFolder(tmp_path)
    folder.prepare()
    return folder


@pytest.fixture
def sleeper() -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]) as process:
        yield process
        process.kill()


def test_what_was_left_behind_is_stopped(folder: DataFolder, sleeper: subprocess.Popen[bytes]) -> None:
    leftovers.record(folder, "web", pid=sleeper.pid)
    assert list(leftovers.recorded(folder)) == ["web"]
    assert leftovers.stop_all(folder) == ["web"]
    assert sleeper.wait(5) is not None
    assert leftovers.stop_all(folder) == []


def test_a_pid_that_belongs_to_somebody_else_now_is_left_alone(
    folder: DataFolder, sleeper: subprocess.Popen[bytes]
) -> None:
    started = psutil.Process(sleeper.pid).create_time() - 3600
    write_json(folder / "processes" / "web.json", {"pid": sleeper.pid, "started": started})
    assert leftovers.stop_all(folder) == []
    assert sleeper.poll() is None


def test_children_go_too(folder: DataFolder) -> None:
    code = f"import subprocess; subprocess.run([{sys.executable!r}, '-c', 'import time; time.sleep(60)'])"
    with subprocess.Popen([sys.executable, "-c", code]) as parent:
        while not (family := psutil.Process(parent.pid).children()):
            pass
        leftovers.record(folder, "worker", pid=parent.pid)
        leftovers.stop_all(folder)
        assert not psutil.pid_exists(family[0].pid)


def test_a_record_that_a_crash_cut_short_is_no_process(folder: DataFolder) -> None:
    (folder / "processes" / "web.json").write_text('{"pid": 1')
    assert leftovers.recorded(folder) == {}


def test_one_that_does_not_listen_is_ended_by_force() -> None:
    deafness = "signal.signal(signal.SIGTERM, signal.SIG_IGN)"
    code = f"import signal, time; {deafness}; print(1, flush=True); time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as deaf:
        assert deaf.stdout is not None
        deaf.stdout.readline()
        leftovers.stop_children([deaf], patience=0.2)
        assert deaf.returncode is not None
