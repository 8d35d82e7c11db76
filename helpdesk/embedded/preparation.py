"""What is done before the desk opens: migrations, translations, static files, the demo on the first start."""

import errno
import hashlib
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import psycopg2

from helpdesk.embedded import leftovers
from helpdesk.embedded.files import last_lines
from helpdesk.embedded.folder import CHECKOUT, DataFolder, disk_full
from helpdesk.embedded.interruption import Interruption
from helpdesk.embedded.terminal import say
from helpdesk.embedded.tether import tethered
from helpdesk.embedded.trouble import Trouble

_PASSED_BY = {"node_modules", "test-results", "staticfiles", "__pycache__"}


class Preparation:
    """The steps for one data folder. One that fails ends in Trouble, with its output in a log."""

    def __init__(self, folder: DataFolder, environ: dict[str, str], interruption: Interruption) -> None:
        self._folder = folder
        self._environ = environ
        self._interruption = interruption
        self._log = folder / "log" / "preparation.log"
        self._log.unlink(missing_ok=True)

    def migrate(self) -> None:
        say("Bringing the database up to date …")
        self.run("manage.py", "migrate", "--noinput")

    def compile_translations(self) -> None:
        """Compile the catalogues if any is newer than what was compiled from it."""
        if any(
            not _is_compiled(source) for source in walk(CHECKOUT, leaving_out=self._folder.path, ending=".po")
        ):
            say("Compiling the translations …")
            self.run("-m", "helpdesk.translations", "compile")

    def collect_static(self) -> None:
        """Collect the static files unless nothing has changed since the last time."""
        stamp = self._folder / "stamps" / "static"
        now = fingerprint(self._static_sources())
        collected = Path(self._environ["STATIC_ROOT"])
        if stamp.exists() and stamp.read_text(encoding="ascii") == now and any(collected.iterdir()):
            return
        say("Collecting the static files …")
        self.run("manage.py", "collectstatic", "--noinput")
        stamp.write_text(now, encoding="ascii")

    def _static_sources(self) -> Iterator[Path]:
        yield from (CHECKOUT / "requirements.txt", CHECKOUT / "helpdesk" / "settings.py")
        yield from walk(CHECKOUT, leaving_out=self._folder.path, below="static")

    def fill_with_demo(self) -> None:
        """Load the demo data if nobody works here yet."""
        if nobody_works_here(self._environ["DATABASE_URL"]):
            say("Filling the desk with a hotel, a shop and a call centre …")
            self.run("-m", "demo")

    def demo_accounts(self) -> str:
        """Who can sign in to the demo, as text for the terminal."""
        return self.run("-m", "demo", "--accounts")

    def run(self, *arguments: str) -> str:
        """Run Python in the checkout as the desk does; what it printed. Raises Trouble when it fails."""
        with self._log.open("a+", encoding="utf-8", errors="replace") as log:
            start = log.tell()
            child = subprocess.Popen(
                tethered(sys.executable, *arguments),
                cwd=CHECKOUT,
                env=self._environ,
                start_new_session=True,  # Ctrl-C is ours to answer
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
            try:
                while child.poll() is None:
                    self._interruption.wait(0.05)
            finally:
                leftovers.stop_children([child], patience=3)
            log.seek(start)
            output = log.read()
        if child.returncode:
            raise self._failure(" ".join(arguments), output)
        return output

    def _failure(self, command: str, output: str) -> Trouble:
        if os.strerror(errno.ENOSPC) in output:
            return disk_full(self._folder.path)
        return Trouble(
            f"`python {command}` failed. Its output is in {self._log} and ends with:\n{last_lines(self._log)}"
        )


def nobody_works_here(database_url: str) -> bool:
    """Whether the database has no staff yet."""
    connection = psycopg2.connect(database_url)
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT NOT EXISTS (SELECT FROM staff_user)")
            row = cursor.fetchone()
            return bool(row and row[0])
    finally:
        connection.close()


def fingerprint(paths: Iterable[Path]) -> str:
    """A word that changes when one of the files is added, removed or edited."""
    digest = hashlib.sha256()
    for path in sorted(paths):
        state = path.stat()
        digest.update(f"{path}\0{state.st_size}\0{state.st_mtime_ns}\n".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def walk(top: Path, *, leaving_out: Path, below: str = "", ending: str = "") -> Iterator[Path]:
    """The sources under `top` that stand in a folder called `below` and whose names end with `ending`."""
    for name, folders, files in os.walk(top):
        here = Path(name)
        folders[:] = [
            f for f in folders if not f.startswith(".") and f not in _PASSED_BY and here / f != leaving_out
        ]
        if not below or below in here.relative_to(top).parts:
            yield from (here / file for file in files if file.endswith(ending))


def _is_compiled(source: Path) -> bool:
    target = source.with_suffix(".mo")
    return target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns
