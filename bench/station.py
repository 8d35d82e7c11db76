"""One house and its web server: built in the database of DATABASE_URL, then measured page by page as asked.

``bench.__main__`` runs one for each size and asks them in turns: a line of JSON (page, clients) in, one out.
How far it is stands in its standard error.
"""

from __future__ import annotations

import argparse
import json
import sys
import time

import django

from bench.table import SWEEP


def say(what: str) -> None:
    print(f"{time.monotonic() - STARTED:6.0f} s  {what}", file=sys.stderr, flush=True)


def tell(what: object) -> None:
    print(json.dumps(what), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.station", description=__doc__)
    parser.add_argument("--customers", type=int, required=True)
    parser.add_argument("--tickets", type=int, required=True)
    asked = parser.parse_args()
    django.setup()
    from django.core.management import call_command
    from django.utils import timezone

    from bench.measuring import measure
    from bench.pages import pages
    from bench.population.building import build, tidy
    from bench.server import serving
    from bench.sweep import measure_sweep

    say(f"a house with {asked.tickets:,} tickets")
    call_command("migrate", verbosity=0)
    started = time.monotonic()
    house = build(people=asked.customers, tickets=asked.tickets, now=timezone.now(), say=say)
    say("statistics")
    tidy()
    built = round(time.monotonic() - started)
    table = {page.name: page for page in pages(house)}
    people = {"associate": house.staff.associate, "supervisor": house.staff.supervisor}
    with serving(f"server-{asked.tickets}") as server:
        tell({"pages": list(table), "built_s": built})
        for line in sys.stdin:
            question = json.loads(line)
            name, clients = question["page"], question["clients"]
            row = {
                "page": name,
                "customers": asked.customers,
                "tickets": asked.tickets,
                "clients": clients,
            }
            try:
                if name == SWEEP:
                    row |= measure_sweep()
                else:
                    page = table[name]
                    row |= measure(page, server=server, user=people[page.by], clients=clients)
            except Exception as fault:  # an hour of figures is not thrown away for one page
                row["fault"] = str(fault)
            tell(row)


if __name__ == "__main__":
    import os

    STARTED = time.monotonic()
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    main()
