from pathlib import Path

import pytest

from helpdesk.embedded import environment
from helpdesk.embedded.folder import DataFolder
from helpdesk.embedded.pytest_plugin import numbered


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path)


def test_a_desk_gets_a_secret_and_folders_of_its_own(folder: DataFolder) -> None:
    told = environment.of_desk(folder, site_url="http://localhost:8001", environ={})
    assert told["SITE_URL"] == "http://localhost:8001"
    assert told["SECRET_KEY"] == folder.secret("secret_key")
    assert told["VAPID_PRIVATE_KEY"] == folder.secret("push_key")
    assert len(told["VAPID_PRIVATE_KEY"]) == 43, "32 bytes in base64url"
    assert told["STATIC_ROOT"] == str(folder / "static")
    assert told["ALLOWED_HOSTS"] == "localhost,127.0.0.1,[::1]"
    assert "DEBUG" not in told


def test_what_is_set_already_wins_but_for_another_projects_settings(folder: DataFolder) -> None:
    given = {
        "SECRET_KEY": "mine",
        "VAPID_PRIVATE_KEY": "mine, too",
        "SITE_URL": "https://desk.example",
        "DJANGO_SETTINGS_MODULE": "other.settings",
    }
    told = environment.of_desk(folder, site_url="http://localhost:8000", environ=given)
    assert told["SECRET_KEY"] == "mine"
    assert told["SITE_URL"] == "https://desk.example"
    assert told["DJANGO_SETTINGS_MODULE"] == "helpdesk.settings"
    assert told["VAPID_PRIVATE_KEY"] == "mine, too"
    assert not (folder / "secret_key").exists()
    assert not (folder / "push_key").exists()


def test_libpq_is_not_bent_by_what_is_set_around_us() -> None:
    assert environment.complete({"SITE_URL": "x"}, {"PGPORT": "1", "PATH": "/bin"}) == {
        "SITE_URL": "x",
        "PATH": "/bin",
    }


def test_only_named_servers_are_somebody_elses() -> None:
    assert environment.server_urls({"DATABASE_URL": "", "REDIS_URL": "redis://x"}) == {
        "REDIS_URL": "redis://x"
    }


def test_another_desk_knows_nothing_of_this_one() -> None:
    around = {"DATABASE_URL": "x", "SITE_URL": "y", "COURTESY_DATA": "z", "PATH": "/bin"}
    assert environment.without_desk(around) == {"PATH": "/bin"}


def test_each_test_worker_has_a_valkey_database_of_its_own() -> None:
    assert numbered("redis://:secret@127.0.0.1:2000/0", 3) == "redis://:secret@127.0.0.1:2000/3"
