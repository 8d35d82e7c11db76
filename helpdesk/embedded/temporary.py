"""Short private folders below the system's temporary one, for sockets and for servers that live for minutes.

The path of a Unix socket may have about a hundred bytes, and a checkout may stand deeper than that.
"""

import os
import secrets
import shutil
import tempfile
import time
from pathlib import Path

import psutil

from helpdesk.embedded.files import read_json, write_json
from helpdesk.embedded.folder import DataFolder
from helpdesk.embedded.leftovers import same_process, stop_all

_PREFIX = "courtesy-"
_LONGEST = 70  # bytes; leaves room for the names below it
_JUST_MADE = 60  # seconds in which a folder may still lack its owner


def _places() -> list[Path]:
    places = [Path(tempfile.gettempdir()).resolve(), Path("/tmp").resolve()]  # noqa: S108 (only private folders are made there)
    return [place for place in places if len(os.fsencode(place)) < _LONGEST and os.access(place, os.W_OK)]


def make() -> Path:
    """A new folder that belongs to this process: when it has died, the next `sweep()` removes it."""
    path = _places()[0] / f"{_PREFIX}{secrets.token_hex(4)}"
    # Root's PostgreSQL runs as another user, who has to pass through.
    path.mkdir(mode=0o711 if os.geteuid() == 0 else 0o700)
    owner = psutil.Process()
    write_json(path / "owner.json", {"pid": owner.pid, "started": owner.create_time()})
    return path


def sweep() -> None:
    """Stop the servers and remove the folders of those who died without doing it themselves."""
    for place in set(_places()):
        for path in place.glob(f"{_PREFIX}*"):
            # Only our own: a stranger may put a folder here that names our processes as leftovers.
            if (
                path.is_dir()
                and not path.is_symlink()
                and path.stat().st_uid == os.geteuid()
                and _abandoned(path)
            ):
                stop_all(DataFolder(path))
                remove(path)


def _abandoned(path: Path) -> bool:
    owner = read_json(path / "owner.json")
    if owner is None:
        return time.time() - path.stat().st_mtime > _JUST_MADE
    return same_process(owner["pid"], owner["started"]) is None


def remove(path: Path) -> None:
    """Remove a folder and all in it; what others remove at the same moment is no matter."""
    shutil.rmtree(path, ignore_errors=True)
