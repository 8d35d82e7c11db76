"""`python -m demo` fills the database; `--fresh` empties it first; `--accounts` says who can sign in."""

import argparse
import os
import sys

import django

from demo.accounts import account_table


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m demo", description="Fill the desk with a hotel, a shop and a call centre."
    )
    choice = parser.add_mutually_exclusive_group()
    choice.add_argument("--fresh", action="store_true", help="empty the demo's database first")
    choice.add_argument("--accounts", action="store_true", help="say who can sign in, and do nothing else")
    asked = parser.parse_args(arguments)
    if asked.accounts:
        print(account_table())
        return 0
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "helpdesk.settings")
    django.setup()
    return fill(fresh=asked.fresh)


def fill(*, fresh: bool) -> int:
    """Build the demo unless people work here already; returns the exit code."""
    # Models can be imported once Django is set up, and not before.
    from django.utils import timezone

    from demo import build

    if fresh and not build.is_only_demo():
        print("Not emptied: people work here who are not from the demo.", file=sys.stderr)
        return 1
    if not fresh and build.somebody_works_here():
        print("The demo is not built: people work here already.")
        return 0
    build.build(now=timezone.now(), fresh=fresh)
    print("The demo is built: three sites, their staff, 60 customers and 260 cases.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
