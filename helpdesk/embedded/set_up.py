"""The virtual environment, made once and brought up to date when the requirements change.

`python3 helpdesk/embedded/set_up.py run` (or `dev`, which adds what tests and checks need) is what make runs
in the checkout, on the system's own Python. So only the standard library is there.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

VENV = Path(".venv")
PYTHON = VENV / "bin" / "python"
REQUIREMENTS = {"run": ("requirements.txt",), "dev": ("requirements.txt", "requirements-dev.txt")}
LEAST_FREE_MB = {"run": 500, "dev": 900}


class Trouble(Exception):
    """One plain sentence for the terminal."""


def set_up(extent: str) -> None:
    """Make `.venv` fit for `run` or `dev`, unless it is. Raises Trouble when that cannot be done."""
    stamp = VENV / f".{extent}-requirements"
    wanted = fingerprint(REQUIREMENTS[extent])
    sound = is_sound()
    if sound and stamp.exists() and stamp.read_text(encoding="ascii") == wanted:
        return
    require_space(LEAST_FREE_MB[extent])
    if not sound:
        make_venv()
    print(f"Installing the packages of {' and '.join(REQUIREMENTS[extent])} …", flush=True)
    install(REQUIREMENTS[extent])
    stamp.write_text(wanted, encoding="ascii")


def fingerprint(files: tuple[str, ...]) -> str:
    """A word that changes with the content of the files."""
    return hashlib.sha256(b"\0".join(Path(file).read_bytes() for file in files)).hexdigest()


def is_sound() -> bool:
    """Whether `.venv` has a Python that starts, is new enough, and knows pip (a moved checkout breaks it)."""
    question = "import sys, pip; sys.exit(sys.version_info < (3, 11))"
    try:
        return subprocess.run([PYTHON, "-c", question], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def require_space(megabytes: int) -> None:
    """Raise Trouble when the disk of the checkout has less than that free."""
    free = shutil.disk_usage(".").free // 1_000_000
    if free < megabytes:
        raise Trouble(f"The disk is too full: {free} MB are free here, and the packages need {megabytes} MB.")


def make_venv() -> None:
    """Make `.venv` anew with this Python."""
    if not has_venv():
        install_venv_module()
    print(f"Making the virtual environment .venv with Python {sys.version.split()[0]} …", flush=True)
    shutil.rmtree(VENV, ignore_errors=True)
    # An activated .venv is this very Python, and has just been removed.
    python = getattr(sys, "_base_executable", sys.executable)
    answer = subprocess.run([python, "-m", "venv", VENV], capture_output=True, text=True, check=False)
    if answer.returncode:
        shutil.rmtree(VENV, ignore_errors=True)
        raise Trouble(f"Making .venv failed: {' '.join((answer.stdout + answer.stderr).split())}")


def has_venv() -> bool:
    """Whether this Python can make virtual environments; Debian and Ubuntu package that apart."""
    question = "import ensurepip, venv"
    return subprocess.run([sys.executable, "-c", question], capture_output=True, check=False).returncode == 0


def install_venv_module() -> None:
    """As root on Debian or Ubuntu, install the module. Raises Trouble anywhere else."""
    package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    if os.geteuid() or not shutil.which("apt-get"):
        raise Trouble(
            f"Python's venv module is missing; install it first (Debian, Ubuntu: apt install {package})."
        )
    print(f"Python's venv module is missing, so {package} is being installed …", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update"], ["apt-get", "install", "--yes", package]):
        answer = subprocess.run(command, env=quiet, capture_output=True, text=True, check=False)
        if answer.returncode:
            raise Trouble(f"`{' '.join(command)}` failed: {' '.join(answer.stderr.split())}")


def install(files: tuple[str, ...]) -> None:
    """Install what the requirement files pin."""
    command = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    command += ["--no-warn-script-location"]
    for file in files:
        command += ["--requirement", file]
    if subprocess.run(command, check=False).returncode:
        raise Trouble(
            "pip could not install the packages; the lines above say why. Nothing else has been changed."
        )


def main() -> int:
    """0, or 1 after one sentence about what is in the way."""
    try:
        set_up(sys.argv[1])
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"The virtual environment cannot be made: {error}.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
