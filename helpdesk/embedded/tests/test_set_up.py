import os
from pathlib import Path

import pytest

from helpdesk.embedded import set_up


@pytest.fixture(autouse=True)
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("requirements.txt", "requirements-dev.txt"):
        (tmp_path / name).write_text("django==5.2.19\n")
    return tmp_path


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What would have been done, instead of doing it."""
    steps: list[str] = []

    def make_venv() -> None:
        set_up.VENV.mkdir()
        steps.append("venv")

    monkeypatch.setattr(set_up, "make_venv", make_venv)
    monkeypatch.setattr(set_up, "install", lambda files: steps.append(" ".join(files)))
    monkeypatch.setattr(set_up, "is_sound", set_up.VENV.exists)
    return steps


def test_the_environment_is_made_once(done: list[str]) -> None:
    set_up.set_up("run")
    set_up.set_up("run")
    assert done == ["venv", "requirements.txt"]


def test_the_tests_need_more_than_the_product(done: list[str]) -> None:
    set_up.set_up("run")
    set_up.set_up("dev")
    assert done == ["venv", "requirements.txt", "requirements.txt requirements-dev.txt"]


def test_changed_requirements_are_installed(done: list[str], checkout: Path) -> None:
    set_up.set_up("run")
    (checkout / "requirements.txt").write_text("django==5.2.20\n")
    set_up.set_up("run")
    assert done == ["venv", "requirements.txt", "requirements.txt"]


def test_too_little_space_is_one_sentence() -> None:
    with pytest.raises(
        set_up.Trouble, match=r"^The disk is too full: \d+ MB are free here, and the packages need"
    ):
        set_up.require_space(999_999_999)


def test_an_environment_whose_python_is_gone_is_not_sound(checkout: Path) -> None:
    assert not set_up.is_sound()
    (checkout / ".venv/bin").mkdir(parents=True)
    (checkout / ".venv/bin/python").symlink_to("/no/such/python")
    assert not set_up.is_sound()


def test_without_the_venv_module_the_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(
        set_up.Trouble, match=r"venv module is missing; install it first .*apt install python3\.\d+-venv"
    ):
        set_up.install_venv_module()
