from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from pytest_django import Settings

from helpdesk.staff.models import Site
from surveys.domain.survey_rules import decent_moment, is_in_sample, rules_for
from surveys.models import SurveyRules

pytestmark = pytest.mark.django_db

PRAGUE = ZoneInfo("Europe/Prague")
DAY = timedelta(days=1)


def test_the_kind_before_the_site_before_the_defaults(hotel: Site, shop: Site) -> None:
    SurveyRules.objects.filter(site=hotel).update(share=50)
    SurveyRules.objects.create(site=hotel, kind="return", share=10)
    SurveyRules.objects.filter(site=shop).delete()
    assert [rules_for(hotel.pk, kind).share for kind in ("return", "complaint")] == [10, 50]
    defaults = rules_for(shop.pk, "return")
    assert (defaults.share, defaults.rest, defaults.remind_after) == (100, 7 * DAY, 4 * DAY)
    assert (defaults.asked_from, defaults.asked_until) == (time(9), time(20))


def test_once_for_each_kind(hotel: Site) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        SurveyRules.objects.create(site=hotel)
    with pytest.raises(ValidationError, match="The site has rules for this kind already"):
        SurveyRules(site=hotel).full_clean()


@pytest.mark.parametrize(
    ("at", "leaves"),
    [
        # Winter in Prague is an hour ahead of UTC, summer two.
        ("2026-01-15 07:59:59", "2026-01-15 08:00:00"),
        ("2026-01-15 08:00:00", "2026-01-15 08:00:00"),
        ("2026-01-15 12:34:56", "2026-01-15 12:34:56"),
        ("2026-01-15 18:59:59", "2026-01-15 18:59:59"),
        ("2026-01-15 19:00:00", "2026-01-16 08:00:00"),
        ("2026-01-15 23:30:00", "2026-01-16 08:00:00"),
        ("2026-01-16 03:00:00", "2026-01-16 08:00:00"),
        ("2026-07-15 06:59:00", "2026-07-15 07:00:00"),
        ("2026-07-15 18:00:00", "2026-07-16 07:00:00"),
        # The clocks change in the night between.
        ("2026-03-28 20:00:00", "2026-03-29 07:00:00"),
        ("2026-10-24 20:00:00", "2026-10-25 08:00:00"),
    ],
)
def test_decent_hours(at: str, leaves: str) -> None:
    begun, wanted = (datetime.fromisoformat(text).replace(tzinfo=UTC) for text in (at, leaves))
    assert decent_moment(begun, rules=SurveyRules(), zone=PRAGUE) == wanted


def test_the_same_time_twice_is_any_hour() -> None:
    night = datetime(2026, 1, 15, 2, 0, tzinfo=UTC)
    rules = SurveyRules(asked_from=time(0), asked_until=time(0))
    assert decent_moment(night, rules=rules, zone=PRAGUE) == night


def test_chance_is_the_same_each_time_and_fair() -> None:
    chosen = [number for number in range(2000) if is_in_sample(number, share=25)]
    assert chosen == [number for number in range(2000) if is_in_sample(number, share=25)]
    assert 430 <= len(chosen) <= 570
    assert {number for number in range(2000) if is_in_sample(number, share=10)} < set(chosen)
    assert not any(is_in_sample(number, share=0) for number in range(2000))
    assert all(is_in_sample(number, share=100) for number in range(2000))


def test_another_house_chooses_others(settings: Settings) -> None:
    here = [is_in_sample(number, share=50) for number in range(100)]
    settings.SECRET_KEY = "of another house"
    assert here != [is_in_sample(number, share=50) for number in range(100)]


@pytest.mark.parametrize(
    ("field", "facts", "said"),
    [
        ("kind", {"kind": "haircut"}, "There is no such kind of ticket."),
        ("asked_until", {"asked_until": time(8)}, "These hours end before they begin."),
        ("remind_after", {"remind_after": 14 * DAY}, "By then the link works no more."),
        ("remind_after", {"remind_after": -DAY}, "This cannot be less than nothing."),
        ("delay", {"delay": -DAY}, "This cannot be less than nothing."),
        ("rest", {"rest": -DAY}, "This cannot be less than nothing."),
        ("share", {"share": 101}, "Ensure this value is less than or equal to 100."),
    ],
)
def test_what_cannot_be(shop: Site, field: str, facts: dict[str, object], said: str) -> None:
    SurveyRules.objects.all().delete()
    with pytest.raises(ValidationError) as refused:
        SurveyRules(site=shop, **facts).full_clean()
    assert refused.value.message_dict == {field: [said]}
