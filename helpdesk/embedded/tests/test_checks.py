import os
import sys

import pytest

from helpdesk.embedded.checks import Check, gist, passes, templates


def check(code: str, *, seconds: float = 30, only_warns: bool = False) -> bool:
    return passes(
        Check("this", [sys.executable, "-c", code], seconds=seconds, only_warns=only_warns), dict(os.environ)
    )


def test_a_check_that_passes_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert check("print('noise')")
    out = capsys.readouterr().out
    assert out.startswith("this                 ok ")
    assert "noise" not in out


def test_a_check_that_fails_shows_why(capsys: pytest.CaptureFixture[str]) -> None:
    assert not check("import sys; sys.exit('not formatted')")
    out = capsys.readouterr().out
    assert "FAILED" in out
    assert "not formatted" in out


def test_without_network_a_check_that_needs_it_only_warns(capsys: pytest.CaptureFixture[str]) -> None:
    assert check("import time; time.sleep(9)", seconds=0.2, only_warns=True)
    out = capsys.readouterr().out
    assert "warning" in out
    assert "No answer after 0.2 seconds." in out


def test_of_a_traceback_only_the_error_is_shown() -> None:
    assert (
        gist("Traceback (most recent call last):\n  File x\nConnectionError: no route\n")
        == "ConnectionError: no route"
    )


def test_every_template_is_looked_at() -> None:
    assert "templates/base.html" in templates()
