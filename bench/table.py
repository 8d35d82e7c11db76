"""How the figures are printed, and which of them miss a goal.

``python -m bench.table`` prints those of the last run for ``docs/performance.md``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Row = dict[str, Any]

RESULTS = Path(__file__).with_name("results") / "latest.json"
COLUMNS = {
    "page": 40,
    "tickets": 9,
    "clients": 7,
    "p50_ms": 7,
    "p95_ms": 7,
    "rps": 7,
    "queries": 7,
    "db_ms": 6,
    "cpu_ms": 6,
    "bytes": 7,
    "memory_mb": 9,
    "floor_ms": 8,
    "floor_ratio": 11,
    "ratio_to_small": 14,
}
HEADINGS = "  ".join(
    [f"{name:<{width}}" if name == "page" else f"{name:>{width}}" for name, width in COLUMNS.items()]
)
MOST_FLOORS, MOST_QUERIES, MOST_GROWTH = 3.0, 15, 1.2
SWEEP = "a sweep of 100 moments"
# What a hundred moments may cost, and how many a small transaction says.
MOST_SWEEP_MS, SWEEP_BATCH = 100, 50
# Nobody waits for the difference: less than the clock's own noise.
SAME_MS = 1.0


def line_of(row: Row) -> str:
    """One line of the table, with a mark for what misses a goal."""
    texts = {name: f"{row[name]:,}" if name == "tickets" else str(row.get(name) or "") for name in COLUMNS}
    first, *others = (f"{texts[name]:>{width}}" for name, width in COLUMNS.items())
    faulty = list(faults(row))
    return "  ".join([f"{first.strip():<{COLUMNS['page']}}", *others]) + (
        "  ! " + faulty[0] if faulty else ""
    )


def misses(rows: list[Row]) -> list[str]:
    return [
        f"{row['page']}, {row['tickets']:,} tickets, {row['clients']} at once: {fault}"
        for row in rows
        for fault in faults(row)
    ]


def faults(row: Row) -> Iterator[str]:
    """Which goals it misses, and by how much. They are set for one browser; a form may ask more queries."""
    if "fault" in row:
        yield row["fault"]
        return
    if row["clients"] != 1:
        return
    if "moments" in row:
        yield from faults_of_sweep(row)
        return
    if row["floor_ratio"] > MOST_FLOORS:
        yield f"{row['floor_ratio']} times the floor, not {MOST_FLOORS:g}"
    if row["queries"] > MOST_QUERIES and not row["page"].startswith("save"):
        yield f"{row['queries']} queries, not {MOST_QUERIES}"
    growth = row["ratio_to_small"]
    if growth and growth > MOST_GROWTH and row["p50_ms"] * (1 - 1 / growth) > SAME_MS:
        yield f"{growth} times its own figure in the small house, not {MOST_GROWTH:g}"


def faults_of_sweep(row: Row) -> Iterator[str]:
    if row["db_ms"] > MOST_SWEEP_MS:
        yield f"{row['db_ms']} ms in the database, not {MOST_SWEEP_MS}"
    if row["transactions"] > (most := row["moments"] // SWEEP_BATCH + 1):
        yield f"{row['transactions']} transactions, not {most}"


def markdown(rows: list[Row], *, tickets: int, clients: int) -> Iterator[str]:
    """The rows of one house and so many browsers, as a table of ``docs/performance.md``."""
    shown = ["p50_ms", "p95_ms", "rps", "queries", "db_ms", "cpu_ms", "bytes", "memory_mb", "floor_ratio"]
    shown += ["ratio_to_small"] if any(row.get("ratio_to_small") for row in rows) else []
    yield "| page | " + " | ".join(shown) + " |"
    yield "|---|" + "---:|" * len(shown)
    for row in rows:
        if row.get("tickets") == tickets and row["clients"] == clients and "fault" not in row:
            yield f"| {row['page']} | " + " | ".join(str(row.get(name) or "") for name in shown) + " |"


def main() -> None:
    rows: list[Row] = json.loads(RESULTS.read_text())
    for tickets, clients in dict.fromkeys(
        (row["tickets"], row["clients"]) for row in rows if "tickets" in row
    ):
        print(f"\n{tickets:,} tickets, {clients} at once:\n")
        print("\n".join(markdown(rows, tickets=tickets, clients=clients)))
    print("\n" + "\n".join(misses([row for row in rows if "tickets" in row])))


if __name__ == "__main__":
    main()
