"""`make check`: all that can be found without running the tests. Each check is one line, and all are run.

The slowest of them needs about as long as all the others together, so it runs beside them.
"""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from helpdesk.embedded.children import temporary_servers
from helpdesk.embedded.folder import CHECKOUT
from helpdesk.embedded.interruption import Interruption
from helpdesk.embedded.preparation import walk
from helpdesk.embedded.terminal import complain, say
from helpdesk.embedded.trouble import Stopped, Trouble

_PRODUCTION = {"SITE_URL": "https://desk.example", "ALLOWED_HOSTS": "desk.example"}
_LINT_IMPORTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"
_AUDIT = (
    "pip_audit -r requirements.txt -r requirements-dev.txt --no-deps --disable-pip --progress-spinner off"
)


@dataclass(frozen=True)
class Check:
    """One command. Where it `only_warns`, because it needs the network, a failure or a timeout is none."""

    name: str
    command: list[str]
    environ: dict[str, str] = field(default_factory=dict)
    seconds: float = 600
    only_warns: bool = False


def all_checks() -> list[Check]:
    """The checks in the order in which they begin, two at a time: the slow one first, then the quick ones."""
    python = [sys.executable, "-m"]
    manage = [sys.executable, "manage.py"]
    djade = [str(Path(sys.executable).with_name("djade")), "--target-version", "5.2", "--check"]
    deployed = ["check", "--deploy", "--fail-level", "WARNING"]
    return [
        Check("types", [*python, "mypy"]),
        Check("format", [*python, "ruff", "format", "--check", "."]),
        Check("lint", [*python, "ruff", "check", "."]),
        Check("templates", [*djade, *templates()]),
        Check("imports", [sys.executable, "-c", _LINT_IMPORTS]),
        Check("migrations", [*manage, "makemigrations", "--check", "--dry-run"]),
        Check("production settings", [*manage, *deployed], environ=_PRODUCTION),
        Check("translations", [*python, "helpdesk.translations", "check"]),
        Check("known holes", [*python, *_AUDIT.split(), "--timeout", "5"], seconds=60, only_warns=True),
    ]


def templates() -> list[str]:
    """Every Django template of the checkout."""
    found = walk(CHECKOUT, leaving_out=CHECKOUT / "var", below="templates", ending=".html")
    return sorted(str(path.relative_to(CHECKOUT)) for path in found)


def passes(check: Check, environ: dict[str, str]) -> bool:
    """Run the check and say how it went; its output only when there is something to mend."""
    start = time.monotonic()
    try:
        answer = subprocess.run(
            check.command,
            cwd=CHECKOUT,
            env=environ | check.environ,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=check.seconds,
            text=True,
            check=False,
        )
        failed, output = answer.returncode != 0, answer.stdout
    except subprocess.TimeoutExpired:
        failed, output = True, f"No answer after {check.seconds} seconds.\n"
    verdict = ("warning" if check.only_warns else "FAILED") if failed else "ok"
    told = [f"{check.name:20} {verdict:8} {time.monotonic() - start:5.1f} s"]
    if failed:
        told.append(gist(output) if check.only_warns else output)
    # At once: another check may be ready at the same moment.
    say("\n".join(told))
    return not failed or check.only_warns


def gist(output: str) -> str:
    """What to show of a warning: the end of it, and of a traceback only the error."""
    lines = output.splitlines()
    return "\n".join(lines[-1 if any(line.startswith("Traceback") for line in lines) else -20 :])


def main() -> int:
    """1 if any check fails, else 0."""
    interruption = Interruption()
    interruption.listen()
    try:
        with temporary_servers(interruption) as environ, ThreadPoolExecutor(2) as pool:
            every = {**os.environ, **environ}
            results = list(pool.map(lambda check: passes(check, every), all_checks()))
    except Stopped:
        return 130
    except Trouble as trouble:
        complain(str(trouble))
        return 1
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
