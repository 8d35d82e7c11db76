"""Hours nobody can go by: each with its sentence, at its place."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from tickets.domain.business_hours import (
    MOST_A_DAY,
    MOST_EXCEPTIONS,
    SENTENCES,
    BadHours,
    BusinessHours,
    Interval,
    Place,
    Wrong,
    parse_interval,
    parse_time,
    problems,
    shown,
)
from tickets.tests.opening_times import SHIFTS, day, on

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
CHRISTMAS = date(2026, 12, 24)
OVERLAPPING = day("09:00–12:00", "11:00–14:00")
HALVES: list[Interval] = [(time(hour, half), time(hour, half + 1)) for hour in range(24) for half in (0, 30)]
ZONE = "timezone"
OVERLAP = "09:00–12:00 and 11:00–14:00 overlap."
NO_WEEKDAY = "There is no weekday {}; Monday is 0, Sunday is 6."
TOO_MANY = "{} intervals on one day are too many; 24 are the most."
NO_INTERVAL = "is not an opening and a closing time, such as 09:00–17:00."
NEVER = "These hours are never open."

BAD: list[tuple[str, dict[str, Any], Place, str]] = [
    ("zone", {ZONE: "Europe/Prag"}, ZONE, "There is no time zone “Europe/Prag”."),
    ("folder", {ZONE: "Europe"}, ZONE, "There is no time zone “Europe”."),
    ("path", {ZONE: "../zone"}, ZONE, "There is no time zone “../zone”."),
    ("no zone", {ZONE: ""}, ZONE, "There is no time zone “”."),
    ("weekday", {"week": {7: day("09:00–12:00")}}, "week", NO_WEEKDAY.format(7)),
    ("weekday below", {"week": {-1: day("09:00–12:00")}}, "week", NO_WEEKDAY.format(-1)),
    ("overlap", {"week": {2: OVERLAPPING}}, 2, OVERLAP),
    ("twice", {"week": {0: day("09:00–12:00") * 2}}, 0, "09:00–12:00 and 09:00–12:00 overlap."),
    ("night", {"week": {0: day("22:00–06:00", "23:00–23:30")}}, 0, "22:00–06:00 and 23:00–23:30 overlap."),
    ("in a day", {"week": {0: day("00:00–24:00", "09:00–17:00")}}, 0, "00:00–24:00 and 09:00–17:00 overlap."),
    ("on a date", {"exceptions": {CHRISTMAS: OVERLAPPING}}, CHRISTMAS, OVERLAP),
    ("many", {"week": {4: HALVES}}, 4, TOO_MANY.format(48)),
    ("thousands", {"exceptions": {CHRISTMAS: HALVES * 100}}, CHRISTMAS, TOO_MANY.format(4800)),
    ("seconds", {"week": {0: [(time(9), time(17, 0, 30))]}}, 0, "“17:00:30” has seconds;"),
    ("less", {"week": {0: [(time(9), time(17, 0, 0, 1))]}}, 0, "“17:00:00.000001” has seconds;"),
    ("its own zone", {"week": {0: [(time(9), time(17, tzinfo=UTC))]}}, 0, NO_INTERVAL),
    ("no times", {"week": {0: [(9, 17)]}}, 0, f"“(9, 17)” {NO_INTERVAL}"),
    ("three times", {"week": {0: [(time(9), time(12), time(17))]}}, 0, NO_INTERVAL),
    ("a moment", {"holidays": [NOON]}, "holidays", "“2026-11-23 12:00:00+00:00” is not a date."),
    ("a text", {"exceptions": {"2026-12-24": []}}, "exceptions", "“2026-12-24” is not a date."),
    ("never open", {"week": {}}, "week", NEVER),
    ("never, at length", {"week": {6: []}, "exceptions": {CHRISTMAS: []}}, "week", NEVER),
]  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "place", "sentence"), [row[1:] for row in BAD], ids=[row[0] for row in BAD]
)
def test_bad_hours(changed: dict[str, Any], place: Place, sentence: str) -> None:
    given: dict[str, Any] = {ZONE: "Europe/Prague", "week": SHIFTS, **changed}
    found = problems(**given)
    assert list(found) == [place]
    assert sentence in " ".join(problem.sentence for problem in found[place])
    with pytest.raises(BadHours) as refused:
        BusinessHours(**given)
    assert refused.value.problems == found
    assert sentence in str(refused.value)


def test_every_interval_in_the_way_is_named() -> None:
    found = problems("Europe/Prague", {0: day("08:00–18:00", "09:00–10:00", "11:00–12:00", "18:00–19:00")})
    assert [problem.values for problem in found[0]] == [
        {"first": "08:00–18:00", "second": "09:00–10:00"},
        {"first": "08:00–18:00", "second": "11:00–12:00"},
    ]


def test_all_that_is_wrong_is_found_at_once() -> None:
    week = {0: OVERLAPPING, 1: day("09:00–17:00"), 3: OVERLAPPING, 4: OVERLAPPING}
    found = problems("Nowhere", week, [], {CHRISTMAS: OVERLAPPING})
    assert list(found) == ["timezone", 0, 3, 4, CHRISTMAS]
    with pytest.raises(BadHours) as refused:
        BusinessHours("Nowhere", week, [], {CHRISTMAS: OVERLAPPING})
    assert str(refused.value) == (
        "There is no time zone “Nowhere”. Monday: 09:00–12:00 and 11:00–14:00 overlap. "
        "Thursday: 09:00–12:00 and 11:00–14:00 overlap. And 2 more."
    )


def test_exceptions_without_end() -> None:
    first = date(2026, 1, 1)
    dates = {first + timedelta(days=later): day("09:00–12:00") for later in range(MOST_EXCEPTIONS + 1)}
    found = problems("Europe/Prague", SHIFTS, [], dates)
    assert [problem.sentence for problem in found["exceptions"]] == [
        "3661 exceptions are too many; 3660 are the most."
    ]
    del dates[first]
    assert problems("Europe/Prague", SHIFTS, [], dates) == {}


@pytest.mark.parametrize("text", ["18:00–08:00", "10:00–10:00", "22:00–00:30"])
def test_an_end_before_the_start_on_a_date_with_an_exception(text: str) -> None:
    """Refused beside the field, unless it is said that a night is meant; understood by the calendar."""
    found = problems("Europe/Prague", SHIFTS, [], {CHRISTMAS: day(text)})
    assert [problem.sentence for problem in found[CHRISTMAS]] == [f"{text} ends before it starts."]
    assert problems("Europe/Prague", SHIFTS, [], {CHRISTMAS: day(text)}, nights=[CHRISTMAS]) == {}
    assert problems("Europe/Prague", {0: day(text)}) == {}
    opens = day(text)[0][0]
    calendar = BusinessHours("Europe/Prague", SHIFTS, [], {CHRISTMAS: day(text)})
    assert calendar.is_open(datetime.combine(CHRISTMAS, opens, tzinfo=calendar.timezone))


@pytest.mark.parametrize("text", ["18:00–24:00", "18:00–00:00", "00:00–24:00"])
def test_midnight_is_an_end(text: str) -> None:
    assert problems("Europe/Prague", SHIFTS, [], {CHRISTMAS: day(text)}) == {}


@pytest.mark.parametrize(
    ("weekly", "holidays", "exceptions"),
    [
        # They touch; a night beside another date's morning; as many as may be; open on one date alone.
        ({0: day("08:00–12:00", "12:00–16:00")}, [], {}),
        ({0: day("05:00–08:00", "22:00–06:00"), 1: day("05:00–08:00")}, [], {}),
        ({0: [(time(hour), time(hour, 30)) for hour in range(MOST_A_DAY)]}, [], {}),
        ({}, on("2026-12-24"), {CHRISTMAS: day("09:00–12:00")}),
        (SHIFTS, on("2026-12-24"), {CHRISTMAS: []}),
    ],
)
def test_nothing_wrong(weekly: Any, holidays: Any, exceptions: Any) -> None:
    assert problems("Europe/Prague", weekly, holidays, exceptions) == {}


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("16:00–02:00", (time(16), time(2))),
        ("16:00-02:00", (time(16), time(2))),
        (" 8:30 — 17:05 ", (time(8, 30), time(17, 5))),
        ("16:00–24:00", (time(16), time(0))),
        ("0:00–24:00", (time(0), time(0))),
        ("00:00–00:00", (time(0), time(0))),
    ],
)
def test_intervals_as_people_write_them(text: str, interval: Interval) -> None:
    assert parse_interval(text) == interval
    assert parse_interval(shown(interval)) == interval


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("25:00–26:00", Wrong.NO_TIME),
        ("09:00–25:00", Wrong.NO_TIME),
        ("09:00–24:01", Wrong.NO_TIME),
        ("09:60–12:00", Wrong.NO_TIME),
        ("9–17", Wrong.NO_TIME),
        ("٠٩:٠٠–١٧:٠٠", Wrong.NO_TIME),
        ("-1:00", Wrong.NO_TIME),
        ("09:00:00–17:00", Wrong.SECONDS),
        ("09:00–17:00:30.5", Wrong.SECONDS),
        ("24:00–08:00", Wrong.OPENS_AT_24),
        ("09:00", Wrong.NO_INTERVAL),
        ("09:00–12:00–17:00", Wrong.NO_INTERVAL),
        ("", Wrong.NO_INTERVAL),
    ],
)
def test_intervals_nobody_understands(text: str, wrong: Wrong) -> None:
    with pytest.raises(BadHours) as refused:
        parse_interval(text)
    ((problem,),) = refused.value.problems.values()
    assert problem.wrong == wrong
    assert problem.sentence == str(refused.value)


def test_a_time_that_is_refused_is_named() -> None:
    with pytest.raises(ValueError, match=r"^“25:00” is not a time of day between 00:00 and 24:00\.$"):
        parse_time("25:00")


def test_there_is_a_sentence_for_everything() -> None:
    assert set(SENTENCES) == set(Wrong)
