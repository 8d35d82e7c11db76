from pathlib import Path

import pytest
from supervisor.datatypes import RestartUnconditionally
from supervisor.options import ServerOptions

from helpdesk.embedded import supervision
from helpdesk.embedded.supervision import Roster, in_words

ODD = "/tmp/a b;c #d 100% Größe"


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def roster(said: list[str]) -> Roster:
    return Roster(say=said.append, changed=lambda: None)


def test_a_process_that_dies_is_announced_with_its_successor(roster: Roster, said: list[str]) -> None:
    roster.read("2026-11-21 22:53:32,564 INFO spawned: 'worker' with pid 122\n")
    roster.read("2026-11-21 22:53:33,622 INFO success: worker entered RUNNING state, process has stayed up\n")
    assert said == []
    roster.read("2026-11-21 22:54:01,000 WARN exited: worker (terminated by SIGKILL; not expected)\n")
    roster.read("2026-11-21 22:54:01,001 INFO spawned: 'worker' with pid 123\n")
    assert said == ["worker stopped unexpectedly (signal 9); started again as pid 123"]
    assert roster.pids == {"worker": 123}
    assert roster.starts["worker"] == 2


def test_a_clean_exit_is_unexpected_too(roster: Roster, said: list[str]) -> None:
    roster.read("2026-11-21 22:54:01,000 INFO exited: beat (exit status 0; expected)\n")
    roster.read("2026-11-21 22:54:01,001 INFO spawned: 'beat' with pid 7\n")
    assert said == ["beat stopped unexpectedly (exit status 0); started again as pid 7"]


@pytest.mark.parametrize(
    ("cause", "words"),
    [
        ("terminated by SIGKILL", "signal 9"),
        ("terminated by SIGSEGV", "signal 11"),
        ("exit status 3", "exit status 3"),
    ],
)
def test_causes_in_words(cause: str, words: str) -> None:
    assert in_words(cause) == words


def test_supervisord_reads_its_file_whatever_the_paths_contain(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = tmp_path / "a b;c #d 100%(x)s"
    (data / "log").mkdir(parents=True)
    monkeypatch.chdir(data)
    monkeypatch.setenv("COURTESY_SOCKETS", ODD)
    options = ServerOptions()
    options.realize(["-c", str(Path(supervision.__file__).with_name("supervisord.ini"))])
    assert [server["file"] for server in options.configroot.supervisord.server_configs] == [
        f"{ODD}/supervisor.sock"
    ]
    programs = {p.name: p for group in options.process_group_configs for p in group.process_configs}
    assert sorted(programs) == ["beat", "live", "mail", "postgres", "valkey", "web", "worker"]
    for name, program in programs.items():
        assert program.command == f"python -m helpdesk.embedded start {name}"
        assert program.stdout_logfile == f"log/{name}.log"
        assert not program.autostart
        assert program.autorestart is RestartUnconditionally
