"""The commands of `python -m helpdesk.embedded`."""

import argparse
import errno

from helpdesk.embedded import borrowing, programs, status
from helpdesk.embedded.folder import DataFolder, disk_full
from helpdesk.embedded.run import run
from helpdesk.embedded.terminal import complain
from helpdesk.embedded.trouble import Stopped, Trouble

_WHAT = "Run the desk on this machine, or lend its servers to a command."
_FULL = (errno.ENOSPC, errno.EDQUOT)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m helpdesk.embedded", description=_WHAT)
    commands = parser.add_subparsers(dest="command", required=True)
    running = commands.add_parser("run", help="open the desk, until Ctrl-C")
    running.add_argument("--no-demo", action="store_true", help="leave an empty desk empty")
    showing = commands.add_parser("status", help="where the desk is, and the pids of its processes")
    showing.add_argument("--json", action="store_true")
    for name, text in (
        ("with-servers", "run a command on empty servers that go away with it"),
        ("with-data", "run a command on the desk's own data, whether the desk is open or not"),
        ("start", argparse.SUPPRESS),
    ):
        commands.add_parser(name, help=text).add_argument("rest", nargs=argparse.REMAINDER)
    return parser.parse_args()


def _obey(arguments: argparse.Namespace) -> int:
    rest = [word for place, word in enumerate(getattr(arguments, "rest", [])) if place or word != "--"]
    match arguments.command:
        case "run":
            run(demo=not arguments.no_demo)
        case "status":
            return status.show(as_json=arguments.json)
        case "with-servers":
            return borrowing.with_servers(rest)
        case "with-data":
            return borrowing.with_data(rest)
        case "start":
            programs.main(rest)
    return 0


def main() -> int:
    """The exit code of the command; 1 with one sentence when something is in the way."""
    try:
        return _obey(_arguments())
    except Stopped:
        return 130
    except Trouble as trouble:
        complain(str(trouble))
    except OSError as error:
        if error.errno not in _FULL:
            raise
        complain(str(disk_full(DataFolder.chosen().path)))
    return 1
