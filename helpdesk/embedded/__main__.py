"""`python -m helpdesk.embedded`: run the desk on this machine, or lend its servers to a command."""

import signal
import sys


def main() -> int:
    """The exit code of the command."""
    # While the imports last, Ctrl-C ends us without a traceback: that is why they stand in here.
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from helpdesk.embedded import commands

    return commands.main()


if __name__ == "__main__":
    sys.exit(main())
