from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.staff.models import Site
from tickets.domain.business_hours import BusinessHours, parse_interval
from tickets.domain.promise_times import AHEAD, TIMES, moment, offers
from tickets.forms.follow_up import label_of

PRAGUE = ZoneInfo("Europe/Prague")
HOTEL = Site(name="Hotel Vltava", time_zone="Europe/Prague")


def at(day: int, hour: int, minute: int = 0, *, month: int = 5) -> datetime:
    """In May 2026 at the hotel; the first is a Friday."""
    return datetime(2026, month, day, hour, minute, tzinfo=PRAGUE)


@pytest.mark.parametrize(
    ("key", "now", "expected"),
    [
        ("half_hour", at(1, 9, 12), at(1, 9, 45)),
        ("half_hour", at(1, 9, 10), at(1, 9, 40)),
        ("two_hours", at(1, 9, 1), at(1, 11, 5)),
        ("two_hours", at(1, 23, 30), at(2, 1, 30)),
        ("today", at(1, 9), at(1, 17)),
        ("tomorrow", at(1, 9), at(2, 10)),
        ("monday", at(1, 9), at(4, 10)),
        ("monday", at(4, 9), at(11, 10)),
        # The night in which clocks go forward, and the one in which they go back.
        ("two_hours", at(29, 1, month=3), at(29, 4, month=3)),
        ("tomorrow", at(28, 12, month=3), at(29, 10, month=3)),
        ("tomorrow", at(24, 12, month=10), at(25, 10, month=10)),
    ],
)
def test_the_times_people_say(key: str, now: datetime, expected: datetime) -> None:
    assert moment(key, site=HOTEL, now=now) == expected


def test_a_time_that_is_not_said() -> None:
    with pytest.raises(KeyError):
        moment("never", site=HOTEL, now=at(1, 9))


def test_what_is_over_is_not_offered() -> None:
    keys = [offer.key for offer in offers(HOTEL, now=at(1, 9))]
    assert keys == ["half_hour", "two_hours", "today", "tomorrow", "monday"]
    assert "today" not in [offer.key for offer in offers(HOTEL, now=at(1, 16, 45))]


def test_what_comes_twice_is_offered_once() -> None:
    assert [offer.key for offer in offers(HOTEL, now=at(3, 9))].count("monday") == 0
    assert [offer.key for offer in offers(HOTEL, now=at(3, 9))].count("tomorrow") == 1


@given(st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_every_offer_is_ahead_and_in_order(now: datetime) -> None:
    found = offers(HOTEL, now=now)
    assert len(found) >= 3
    times = [offer.at.astimezone(UTC) for offer in found]
    assert times == sorted(set(times))
    assert all(now + AHEAD <= one <= now + timedelta(days=8) for one in times)
    assert all(one.minute % 5 == 0 for one in times)
    assert {offer.key for offer in found} <= set(TIMES)


COUNTER = BusinessHours("Europe/Prague", {day: [parse_interval("08:00–18:00")] for day in range(5)})


def offered(now: datetime) -> dict[str, datetime]:
    return {offer.key: offer.at for offer in offers(HOTEL, now=now, hours=COUNTER)}


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        # A Friday morning: nobody is there tomorrow.
        (
            at(1, 9),
            {"half_hour": at(1, 9, 30), "two_hours": at(1, 11), "today": at(1, 17), "monday": at(4, 10)},
        ),
        # Due at closing time is still due.
        (
            at(1, 16),
            {"half_hour": at(1, 16, 30), "today": at(1, 17), "two_hours": at(1, 18), "monday": at(4, 10)},
        ),
        (at(1, 17, 31), {"monday": at(4, 10)}),
        # On Saturday, and before opening.
        (at(2, 12), {"opening": at(4, 8), "monday": at(4, 10)}),
        (at(4, 5), {"opening": at(4, 8), "today": at(4, 17), "tomorrow": at(5, 10), "monday": at(11, 10)}),
    ],
)
def test_offers_are_times_at_which_somebody_is_there(now: datetime, expected: dict[str, datetime]) -> None:
    assert offered(now) == expected


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (at(4, 5), "When we open: today 08:00"),
        (at(3, 12), "When we open: tomorrow 08:00"),
        (at(2, 12), "When we open: Mon 08:00"),
    ],
)
def test_when_it_opens_is_said_with_its_day(now: datetime, said: str) -> None:
    opening = offers(HOTEL, now=now, hours=COUNTER)[0]
    with timezone.override(PRAGUE):
        assert label_of(opening, now=now) == said


def test_a_form_that_was_open_for_long_asks_for_the_next_opening() -> None:
    assert moment("half_hour", site=HOTEL, now=at(1, 18), hours=COUNTER) == at(4, 8)
    assert moment("opening", site=HOTEL, now=at(1, 18), hours=COUNTER) == at(4, 8)
    assert moment("two_hours", site=HOTEL, now=at(1, 16), hours=COUNTER) == at(1, 18)


def test_where_it_never_opens_again_times_are_what_they_are() -> None:
    gone = BusinessHours("Europe/Prague", {}, exceptions={date(2020, 1, 1): [parse_interval("08:00–18:00")]})
    assert offers(HOTEL, now=at(1, 9), hours=gone) == []
    assert moment("today", site=HOTEL, now=at(1, 9), hours=gone) == at(1, 17)


@given(st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_whatever_is_offered_is_what_one_gets(now: datetime) -> None:
    for key, when in offered(now).items():
        assert moment(key, site=HOTEL, now=now, hours=COUNTER) == when
        assert COUNTER.elapsed(when - timedelta(minutes=1), when + timedelta(minutes=1))
