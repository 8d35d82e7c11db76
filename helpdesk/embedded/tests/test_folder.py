import os
import stat
from pathlib import Path

import pytest

from helpdesk.embedded.files import write_json
from helpdesk.embedded.folder import CHECKOUT, DataFolder, disk_full
from helpdesk.embedded.trouble import Trouble


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    folder = DataFolder(tmp_path / "my desk")
    folder.prepare()
    return folder


def test_the_data_stands_in_var_unless_told_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COURTESY_DATA", raising=False)
    assert DataFolder.chosen().path == CHECKOUT / "var"
    monkeypatch.setenv("COURTESY_DATA", "elsewhere")
    assert DataFolder.chosen().path == Path.cwd() / "elsewhere"


def test_too_little_space_is_one_sentence(folder: DataFolder) -> None:
    with pytest.raises(
        Trouble, match=r"^The disk is too full: \d+ MB are free at .*, and 999999999 MB are needed\.$"
    ):
        folder.require_space(least_mb=999_999_999)


def test_enough_space_is_no_trouble(folder: DataFolder) -> None:
    folder.require_space(least_mb=0)


def test_a_full_disk_is_one_sentence() -> None:
    assert str(disk_full(Path("/data"))) == (
        "The disk that holds /data is full; free at least 300 MB and start again."
    )


def test_a_file_in_the_place_of_the_folder_is_trouble(tmp_path: Path) -> None:
    (tmp_path / "var").touch()
    with pytest.raises(Trouble, match="cannot be used"):
        DataFolder(tmp_path / "var").prepare()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_of_somebody_else_is_trouble(folder: DataFolder) -> None:
    folder.path.chmod(0o500)
    with pytest.raises(Trouble, match="not writable by this user"):
        folder.prepare()
    folder.path.chmod(0o700)


def test_a_second_run_is_told_where_the_first_one_is(folder: DataFolder) -> None:
    write_json(folder / "run.json", {"web": "http://localhost:8123"})
    with (
        folder.locked(),
        pytest.raises(Trouble, match=r"already runs on .*my desk at http://localhost:8123; stop that one"),
        folder.locked(),
    ):
        pass
    with folder.locked():
        pass


def test_a_secret_is_made_once_and_only_the_owner_reads_it(folder: DataFolder) -> None:
    word = folder.secret("secret_key")
    assert len(word) == 64
    assert folder.secret("secret_key") == word
    assert stat.S_IMODE((folder / "secret_key").stat().st_mode) == 0o600


def test_a_secret_that_a_crash_left_empty_is_made_again(folder: DataFolder) -> None:
    (folder / "secret_key").touch()
    assert len(folder.secret("secret_key")) == 64


def test_nobody_else_looks_into_the_logs(folder: DataFolder) -> None:
    assert stat.S_IMODE((folder / "log").stat().st_mode) == 0o700
