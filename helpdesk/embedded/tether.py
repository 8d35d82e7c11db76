"""A child that does not outlive its parent.

`python -m helpdesk.embedded.tether COMMAND…` becomes COMMAND, and the kernel ends it when the parent dies,
however the parent dies. Only Linux can do that; elsewhere the next start stops what was left behind.
"""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1  # linux/prctl.h


def tie_to_parent(number: signal.Signals = signal.SIGTERM) -> None:
    """Ask Linux to send us `number` when our parent dies. This survives exec, but no change of user."""
    parent = os.getppid()
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, int(number), 0, 0, 0)
    if os.getppid() != parent:
        sys.exit("the parent has died")


def tethered(*command: str) -> list[str]:
    """The command line that runs `command` on a tether."""
    return [sys.executable, "-m", "helpdesk.embedded.tether", *command]


if __name__ == "__main__":
    tie_to_parent()
    os.execvp(sys.argv[1], sys.argv[1:])
