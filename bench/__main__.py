"""``make bench``: builds a large house and measures the pages against the floor."""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path
from urllib.parse import quote

import django

RESULTS = Path(__file__).with_name("results") / "latest.json"
COLUMNS = ("page", "clients", "p50_ms", "p95_ms", "rps", "queries", "db_ms", "cpu_ms", "bytes", "floor_ratio")

# What is typed into the search box of the new-ticket page, by what it is.
TYPED = {
    "common last name": ["novak", "nov", "svobodova", "kowalski"],
    "full name without accents": ["jana novakova", "rehor svoboda", "lukasz wojcik"],
    "common first name": ["jana", "petr", "anna"],
    "half a name": ["jan n", "eva sv", "an ko"],
    "phone in any spelling": ["+420 777 123 456", "00420 602 111 222", "(777) 123-456", "777123"],
    "the beginning of a phone": ["777", "+420 60", "6021"],
    "e-mail": ["jana.novakova", "@post.example", "petr.cerny1"],
    "loyalty number": ["BC-0004711", "bc 0123456"],
    "receipt": ["A-0001500", "a 0004"],
    "ticket number": ["1500", "#2750"],
    "name and number": ["novak 777", "jana 602"],
    "nobody": ["xyzzy", "qqqq wwww"],
}
SEARCH = "/tickets/new/customers/?customer_text="
PAGES = {"floor": ["/bench/floor/"]} | {
    f"customer search: {what}": [SEARCH + quote(text) for text in texts] for what, texts in TYPED.items()
}


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--customers", type=int, default=500_000)
    parser.add_argument("--tickets", type=int, default=100_000)
    return parser.parse_args()


def main() -> None:
    asked = arguments()
    django.setup()
    from django.core.management import call_command

    from bench.measuring import Figures, Size, measure
    from bench.population import build
    from bench.server import serving
    from helpdesk.staff.models import User

    started = time.monotonic()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    if User.objects.exists():
        raise SystemExit("This database is somebody's desk. The bench wants an empty one.")
    house = build(customers=asked.customers, tickets=asked.tickets)
    print(f"{asked.customers} customers, {asked.tickets} tickets in {time.monotonic() - started:.0f} s")
    size, rows = Size(asked.customers, asked.tickets), list[Figures]()
    with serving() as server:
        for clients in (1, 8):
            floor_ms = 0.0
            for page, paths in PAGES.items():
                figures = measure(
                    page,
                    paths,
                    server=server,
                    user=house.associate,
                    size=size,
                    clients=clients,
                    floor_ms=floor_ms,
                )
                rows.append(figures)
                # The floor itself comes first.
                floor_ms = floor_ms or figures.p50_ms
        print(f"memory of the web server: {server.memory() / 2**20:.0f} MB")
    show(rows)
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps([row.row() for row in rows], indent=1) + "\n")


def show(rows: list) -> None:  # type: ignore[type-arg]  # of Figures, which can only be named once Django is set up
    table = [COLUMNS, *(tuple(str(row.row()[name]) for name in COLUMNS) for row in rows)]
    widths = [max(len(line[place]) for line in table) for place in range(len(COLUMNS))]
    for line in table:
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)))


if __name__ == "__main__":
    import os

    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    main()
