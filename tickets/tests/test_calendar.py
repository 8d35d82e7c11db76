"""The opening hours of a site: kept as they were typed, counted with the country's holidays."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from helpdesk.record.models import Entry
from helpdesk.record.sentences import say
from helpdesk.staff.models import Site, User
from tests.at_once import at_once
from tickets.domain.business_hours import BadHours, BusinessHours
from tickets.domain.calendar import Week, week_of
from tickets.domain.calendar_keeping import keep
from tickets.domain.holidays import Holiday, holidays_of
from tickets.domain.working_hours import hours_of
from tickets.models import Calendar, SpecialDay

pytestmark = pytest.mark.django_db

WEEKDAYS = [["08:00–12:00", "13:00–18:00"]] * 5 + [[], []]
NOW = datetime(2026, 11, 9, 9, tzinfo=UTC)


def hours_at(site: Site) -> BusinessHours:
    hours = hours_of(site, now=NOW)
    assert hours is not None
    return hours


def at(site: Site, day: int, hour: int, minute: int = 0, *, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=site.zone)


def test_a_site_that_said_nothing_never_closes(hotel: Site) -> None:
    assert hours_of(hotel, now=NOW) is None


def test_what_was_kept_is_counted(hotel: Site, ivan: User) -> None:
    keep(Week(WEEKDAYS), site=hotel, by=ivan, now=NOW)
    hours = hours_at(hotel)
    # Tuesday 10 November.
    assert hours.add(at(hotel, 10, 11), timedelta(hours=2)) == at(hotel, 10, 14)
    assert hours.next_opening(at(hotel, 13, 18)) == at(hotel, 16, 8)


def test_holidays_are_those_of_the_country(hotel: Site, shop: Site, ivan: User, petra: User) -> None:
    """11 November is one in Poland, 17 November in Czechia."""
    for site in (hotel, shop):
        keep(Week(WEEKDAYS), site=site, by=petra, now=NOW)
    assert [hours_at(hotel).is_open(at(hotel, day, 10)) for day in (11, 17)] == [True, False]
    assert [hours_at(shop).is_open(at(shop, day, 10)) for day in (11, 17)] == [False, True]


def test_a_holiday_can_be_worked_on_and_all_of_them(hotel: Site, ivan: User) -> None:
    struggle = next(
        one for one in holidays_of("CZ", first=2026, last=2026, language="en") if one.on.month == 11
    )
    keep(Week(WEEKDAYS, open_on=[struggle.key]), site=hotel, by=ivan, now=NOW)
    assert hours_at(hotel).is_open(at(hotel, 17, 10))
    assert not hours_at(hotel).is_open(at(hotel, 24, 10, month=12))
    keep(Week(WEEKDAYS, keeps_holidays=False), site=hotel, by=ivan, now=NOW)
    assert hours_at(hotel).is_open(at(hotel, 24, 10, month=12))


def test_a_single_date_beats_week_and_holiday(hotel: Site, ivan: User) -> None:
    special = {
        date(2026, 11, 10): [],
        date(2026, 11, 17): ["10:00–11:00"],
        date(2026, 11, 14): ["22:00–02:00"],
    }
    keep(Week(WEEKDAYS, special=special), site=hotel, by=ivan, now=NOW)
    hours = hours_at(hotel)
    assert not hours.is_open(at(hotel, 10, 10))
    assert hours.is_open(at(hotel, 17, 10)) and not hours.is_open(at(hotel, 17, 11))
    assert hours.is_open(at(hotel, 15, 1))


def czech(*, month: int, language: str) -> Holiday:
    """The first of a month of 2026."""
    return next(
        one for one in holidays_of("CZ", first=2026, last=2026, language=language) if one.on.month == month
    )


def test_holidays_have_the_names_of_the_reader() -> None:
    assert czech(month=4, language="cs").name == "Velký pátek"
    assert czech(month=4, language="en").name == czech(month=4, language="pl").name == "Good Friday"
    assert holidays_of("XX", first=2026, last=2026, language="en") == ()


def test_a_change_is_on_the_record_and_the_same_again_is_none(hotel: Site, ivan: User) -> None:
    keep(Week(WEEKDAYS), site=hotel, by=ivan, now=NOW)
    calendar = Calendar.objects.get(site=hotel)
    keep(week_of(calendar), site=hotel, by=ivan, now=NOW)
    (entry,) = Entry.objects.about(calendar)
    assert (entry.verb, entry.by, entry.details["before"]) == ("calendar.changed", ivan, None)
    assert entry.details["after"]["week"] == WEEKDAYS
    assert say(entry) == "changed the opening hours"
    keep(Week(WEEKDAYS, special={date(2026, 12, 24): []}), site=hotel, by=ivan, now=NOW)
    latest = Entry.objects.about(calendar).last()
    assert latest is not None and latest.details["after"]["special"] == {"2026-12-24": []}
    assert latest.details["before"]["special"] == {}


@pytest.mark.parametrize(
    "days", [[[]] * 7, [["08:00–12:00", "11:00–13:00"]] + [[]] * 6, [["25:00–26:00"]] * 7]
)
def test_what_nobody_can_go_by_is_not_kept(hotel: Site, ivan: User, days: list[list[str]]) -> None:
    with pytest.raises(BadHours):
        keep(Week(days), site=hotel, by=ivan, now=NOW)
    assert not Calendar.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_who_keep_them_at_once_take_turns(hotel: Site, ivan: User, petra: User) -> None:
    def kept(who: User, day: date) -> Callable[[], object]:
        return lambda: keep(Week(WEEKDAYS, special={day: []}), site=hotel, by=who, now=NOW)

    at_once(kept(ivan, date(2026, 12, 1)), kept(petra, date(2026, 12, 2)))
    assert SpecialDay.objects.count() == 1
    entries = list(Entry.objects.about(Calendar(site=hotel)))
    assert [entry.details["before"] is None for entry in entries] == [True, False]
    assert entries[1].details["before"] == entries[0].details["after"]
