import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import psycopg2
import pytest
import redis

from helpdesk.embedded import environment
from helpdesk.embedded.children import servers_on, temporary_servers
from helpdesk.embedded.folder import CHECKOUT, DataFolder
from helpdesk.embedded.interruption import Interruption


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """The servers of this test run are nobody's business here."""
    for name in environment.NAMES:
        monkeypatch.delenv(name, raising=False)


def one(url: str, question: str) -> object:
    connection = psycopg2.connect(url)
    try:
        with connection, connection.cursor() as cursor:
            cursor.execute(question)
            row = cursor.fetchone() if cursor.description else None
            return row and row[0]
    finally:
        connection.close()


def test_temporary_servers_work_and_go_away() -> None:
    with temporary_servers(Interruption()) as environ:
        url = environ["DATABASE_URL"]
        assert one(url, "SELECT current_user || current_database()") == "courtesycourtesy"
        assert one(url, "SHOW listen_addresses") == ""
        assert one(url, "SELECT lower('ŽLUŤ')") == "žluť"
        one(url, "CREATE EXTENSION pg_trgm")
        assert one(url, "SELECT array_length(show_trgm('Žluť'), 1)") == 5
        with redis.Redis.from_url(environ["REDIS_URL"]) as client:
            assert client.ping()
        port = environ["REDIS_URL"].rpartition(":")[2]
        with (
            redis.Redis.from_url(f"redis://127.0.0.1:{port}") as stranger,
            pytest.raises(redis.AuthenticationError),
        ):
            stranger.ping()
        folder = Path(environ["COURTESY_DATA"])
        assert len(servers_in(str(folder))) > 1
    assert not folder.exists()
    assert not servers_in(str(folder))


def test_the_desks_own_data_is_kept(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "my desk 100%")
    with servers_on(folder, Interruption()) as environ:
        one(environ["DATABASE_URL"], "CREATE TABLE kept AS SELECT 7 AS number")
        assert one(environ["DATABASE_URL"], "SHOW fsync") == "on"
    with servers_on(folder, Interruption()) as environ:
        assert one(environ["DATABASE_URL"], "SELECT number FROM kept") == 7


def test_a_pid_file_that_a_crash_left_is_no_obstacle(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    with servers_on(folder, Interruption()):
        left = (folder / "postgres" / "postmaster.pid").read_text().splitlines()
    (folder / "postgres" / "postmaster.pid").write_text("\n".join([str(os.getpid()), *left[1:], ""]))
    with servers_on(folder, Interruption()) as environ:
        assert one(environ["DATABASE_URL"], "SELECT 1") == 1


@pytest.mark.skipif(
    sys.platform != "linux", reason="only Linux ends the children of a process that was killed"
)
def test_servers_do_not_outlive_the_one_who_was_killed() -> None:
    command = [
        sys.executable,
        "-m",
        "helpdesk.embedded",
        "with-servers",
        "--",
        "sh",
        "-c",
        "echo $COURTESY_DATA; sleep 60",
    ]
    with subprocess.Popen(
        command,
        cwd=CHECKOUT,
        env=environment.without_desk(),
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as owner:
        assert owner.stdout is not None
        folder = owner.stdout.readline().strip()
        owner.kill()
        end = time.monotonic() + 10
        while (left := servers_in(folder)) and time.monotonic() < end:
            time.sleep(0.1)
        assert not left
        os.killpg(owner.pid, signal.SIGKILL)
    with temporary_servers(Interruption()):
        assert not Path(folder).exists()


def servers_in(folder: str) -> list[psutil.Process]:
    found = []
    for process in psutil.process_iter():
        try:
            if process.name() in ("postgres", "valkey-server") and process.cwd().startswith(folder):
                found.append(process)
        except psutil.Error:
            continue
    return found


def test_the_exit_code_is_the_commands() -> None:
    command = [sys.executable, "-m", "helpdesk.embedded", "with-servers", "--", "sh", "-c", "exit 7"]
    environ = {**environment.without_desk(), "DATABASE_URL": "postgres://x", "REDIS_URL": "redis://x"}
    assert subprocess.run(command, cwd=CHECKOUT, env=environ, check=False).returncode == 7
