"""A Chromium for the tests in a browser: one that is on the machine, else one installed now.

`python -m helpdesk.embedded.chromium` prints the path of its program.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from helpdesk.embedded.terminal import complain, say
from helpdesk.embedded.trouble import Trouble

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_APPLICATIONS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
_NO_BROWSER = "No Chromium was found or could be installed; install one, or set CHROMIUM to its program."


def find() -> Path | None:
    """A Chromium on this machine that starts: CHROMIUM, one on the PATH, an application, Playwright's own."""
    if named := os.environ.get("CHROMIUM"):
        if _starts(Path(named)):
            return Path(named)
        raise Trouble(f"CHROMIUM names {named}, which does not start.")
    return next((path for path in _candidates() if _starts(path)), None)


def _candidates() -> Iterator[Path]:
    yield from (Path(found) for name in _NAMES if (found := shutil.which(name)))
    yield from map(Path, _APPLICATIONS)
    from playwright.sync_api import sync_playwright  # slow, and mostly one of the others is there

    with sync_playwright() as playwright:
        yield Path(playwright.chromium.executable_path)


def _starts(path: Path) -> bool:
    # Ubuntu's chromium-browser may be a note that says to install a snap.
    try:
        answer = subprocess.run([path, "--version"], capture_output=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0


def install() -> None:
    """Install one: Debian's package as root, Playwright's build anywhere else."""
    playwright = [sys.executable, "-m", "playwright", "install"]
    if os.geteuid() == 0 and _is_debian():
        commands = [["apt-get", "update"], ["apt-get", "install", "--yes", "chromium"]]
    elif os.geteuid() == 0 and sys.platform == "linux":
        commands = [[*playwright, "--with-deps", "chromium"]]
    else:
        commands = [[*playwright, "chromium"]]
    for command in commands:
        complain(f"No Chromium is here yet: {' '.join(command)} …")
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        if subprocess.run(command, env=quiet, stdout=sys.stderr, check=False).returncode:
            raise Trouble(_NO_BROWSER)


def _is_debian() -> bool:
    # Ubuntu has the package too, but it is a snap, and a container has no snaps.
    try:
        release = Path("/etc/os-release").read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return False
    return "ID=debian" in release


def main() -> int:
    """Print the path of a Chromium, installed if need be; 1 and a sentence when there is none to be had."""
    try:
        path = find()
        if path is None:
            install()
            path = find()
        if path is None:
            raise Trouble(_NO_BROWSER)
    except Trouble as trouble:
        complain(str(trouble))
        return 1
    say(str(path))
    return 0


if __name__ == "__main__":
    sys.exit(main())
