"""The data folder: everything a desk on this machine keeps, and who may use it now."""

import fcntl
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from helpdesk.embedded.files import read_json
from helpdesk.embedded.trouble import Trouble

CHECKOUT = Path(__file__).resolve().parents[2]
LEAST_FREE_MB = 300
_PARTS = ("log", "media", "processes", "stamps", "static", "valkey")


@dataclass(frozen=True)
class DataFolder:
    """Paths inside one data folder. Nothing is touched before `prepare()`."""

    path: Path

    @classmethod
    def chosen(cls) -> "DataFolder":
        """The folder named by COURTESY_DATA, else `var/` in the checkout."""
        return cls(Path(os.environ.get("COURTESY_DATA") or CHECKOUT / "var").absolute())

    def __truediv__(self, name: str) -> Path:
        return self.path / name

    def prepare(self) -> None:
        """Make the folder and its parts, private to their owner. Raises Trouble when not allowed to."""
        try:
            # Root's PostgreSQL runs as another user, who has to pass through (and cannot look around).
            self.path.mkdir(mode=0o711 if os.geteuid() == 0 else 0o700, parents=True, exist_ok=True)
            for part in _PARTS:
                (self / part).mkdir(mode=0o700, exist_ok=True)
        except (PermissionError, NotADirectoryError, FileExistsError) as error:
            raise Trouble(f"The data folder {self.path} cannot be used: {error.strerror}.") from error
        for path in (self.path, *(self / part for part in _PARTS)):
            if not os.access(path, os.W_OK | os.X_OK):
                raise Trouble(f"The data folder is not writable by this user: {path}.")

    def require_space(self, *, least_mb: int = LEAST_FREE_MB) -> None:
        """Raise Trouble when the disk below the folder has less than `least_mb` megabytes free."""
        free_mb = shutil.disk_usage(self.path).free // 1_000_000
        if free_mb < least_mb:
            raise Trouble(
                f"The disk is too full: {free_mb} MB are free at {self.path}, and {least_mb} MB are needed."
            )

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Be the only one who runs servers on this folder; the system lets go of the lock when we die."""
        try:
            descriptor = os.open(self / "run.lock", os.O_RDWR | os.O_CREAT, 0o600)
        except PermissionError as error:
            raise Trouble(f"The data folder is not writable by this user: {self / 'run.lock'}.") from error
        try:
            self._lock(descriptor)
            yield
        finally:
            os.close(descriptor)

    def _lock(self, descriptor: int) -> None:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            running = read_json(self / "run.json")
            where = f" at {running['web']}" if running else ""
            raise Trouble(
                f"Courtesy Desk already runs on {self.path}{where}; stop that one first."
            ) from error

    def secret(self, name: str, *, size: int = 48) -> str:
        """`size` random bytes in base64url, made once and kept in a file only the owner can read."""
        path = self / name
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            if word := path.read_text(encoding="ascii").strip():
                return word
            path.unlink()  # a crash left it empty
            return self.secret(name, size=size)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(size))
        return path.read_text(encoding="ascii")


def disk_full(path: Path) -> Trouble:
    """The sentence for a disk that ran full while we were writing to `path`."""
    return Trouble(f"The disk that holds {path} is full; free at least {LEAST_FREE_MB} MB and start again.")
