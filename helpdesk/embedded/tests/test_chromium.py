from pathlib import Path

import pytest

from helpdesk.embedded import chromium
from helpdesk.embedded.trouble import Trouble


def program(path: Path, *, exits: int) -> Path:
    path.write_text(f"#!/bin/sh\nexit {exits}\n")
    path.chmod(0o755)
    return path


@pytest.fixture(autouse=True)
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without any browser."""
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(chromium, "_APPLICATIONS", ())


def test_the_named_one_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = program(tmp_path / "my browser", exits=0)
    monkeypatch.setenv("CHROMIUM", str(path))
    assert chromium.find() == path


def test_a_named_one_that_does_not_start_is_trouble(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROMIUM", "/no/such/browser")
    with pytest.raises(Trouble, match=r"^CHROMIUM names /no/such/browser, which does not start\.$"):
        chromium.find()


def test_one_that_only_tells_to_install_another_is_passed_by(tmp_path: Path) -> None:
    program(tmp_path / "chromium", exits=1)
    path = program(tmp_path / "google-chrome", exits=0)
    assert chromium.find() == path


def test_when_none_can_be_installed_one_sentence_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(chromium, "_candidates", lambda: iter(()))
    monkeypatch.setattr(chromium, "install", lambda: None)
    assert chromium.main() == 1
    assert capsys.readouterr().err == (
        "No Chromium was found or could be installed; install one, or set CHROMIUM to its program.\n"
    )
