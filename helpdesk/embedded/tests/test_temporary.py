import os
import subprocess
import sys
from pathlib import Path

import pytest

from helpdesk.embedded import temporary
from helpdesk.embedded.files import write_json


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(temporary, "_places", lambda: [tmp_path])
    return tmp_path


def test_a_folder_whose_owner_lives_is_kept_and_others_cannot_list_it() -> None:
    path = temporary.make()
    temporary.sweep()
    assert path.is_dir()
    assert path.stat().st_mode & 0o066 == 0


def test_a_folder_whose_owner_has_died_is_swept_away(place: Path) -> None:
    path = place / "courtesy-dead"
    path.mkdir()
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    write_json(path / "owner.json", {"pid": process.pid, "started": 1.0})
    temporary.sweep()
    assert not path.exists()


def test_a_folder_without_an_owner_is_swept_once_it_is_old(place: Path) -> None:
    path = place / "courtesy-half-made"
    path.mkdir()
    temporary.sweep()
    assert path.exists()
    os.utime(path, (1, 1))
    temporary.sweep()
    assert not path.exists()


def test_nothing_else_is_touched(place: Path) -> None:
    (place / "somebody").mkdir()
    (place / "courtesy-link").symlink_to(place / "somebody")
    temporary.sweep()
    assert {path.name for path in place.iterdir()} == {"somebody", "courtesy-link"}
