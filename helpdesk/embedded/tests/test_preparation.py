import os
from pathlib import Path

import pytest

from helpdesk.embedded.preparation import fingerprint, walk


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name in (
        "static/css/a.css",
        "tickets/static/b.js",
        "tickets/views.py",
        "var/static/c.css",
        ".venv/static/d.js",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    return tmp_path


def names(tree: Path, below: str, ending: str = "") -> set[str]:
    return {
        str(p.relative_to(tree)) for p in walk(tree, leaving_out=tree / "var", below=below, ending=ending)
    }


def test_sources_are_found_and_what_is_generated_is_not(tree: Path) -> None:
    assert names(tree, "static") == {"static/css/a.css", "tickets/static/b.js"}
    assert names(tree, "static", ".css") == {"static/css/a.css"}
    assert names(tree, "", ".py") == {"tickets/views.py"}


def test_the_fingerprint_sees_an_edit_an_addition_and_a_removal(tree: Path) -> None:
    def now() -> str:
        return fingerprint(walk(tree, leaving_out=tree / "var", below="static"))

    seen = {now()}
    os.utime(tree / "static/css/a.css", (1, 1))
    seen.add(now())
    (tree / "static/new.css").touch()
    seen.add(now())
    (tree / "tickets/static/b.js").unlink()
    seen.add(now())
    assert len(seen) == 4
    assert now() in seen
