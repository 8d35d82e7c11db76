"""The whole desk for a test: the same `run` as at home, on a folder and ports of its own."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from helpdesk.embedded import environment, leftovers, status
from helpdesk.embedded.files import last_lines
from helpdesk.embedded.folder import CHECKOUT, DataFolder

_OPENING = 180  # seconds until the desk must be open, the demo data included


@contextmanager
def rehearsal(folder: DataFolder, *options: str, **environ: str) -> Iterator[dict[str, Any]]:
    """Run the desk on `folder` with `options` of `run` and these variables; what run.json says.

    Nothing of the desk or the servers around the caller is used. What it prints goes to `terminal.log` in the
    folder. Raises RuntimeError, with the end of that, when the desk does not open.
    """
    folder.path.mkdir(parents=True, exist_ok=True)
    output = folder / "terminal.log"
    with output.open("wb") as log:
        desk = subprocess.Popen(
            [sys.executable, "-m", "helpdesk.embedded", "run", *options],
            cwd=CHECKOUT,
            env={**environment.without_desk(), **environ, "COURTESY_DATA": str(folder.path)},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        yield _opened(desk, folder)
    finally:
        leftovers.stop_children([desk], patience=15)


def _opened(desk: subprocess.Popen[bytes], folder: DataFolder) -> dict[str, Any]:
    end = time.monotonic() + _OPENING
    while time.monotonic() < end and desk.poll() is None:
        published = status.of(folder)
        if published and published["pids"]["run"] == desk.pid:
            return published
        time.sleep(0.1)
    raise RuntimeError(f"The desk did not open:\n{last_lines(folder / 'terminal.log', count=40)}")
