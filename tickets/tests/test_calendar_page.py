from datetime import date, timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from helpdesk.staff.models import Site, Team, User
from tests.cast import log_case
from tests.pages import Page, signed_in
from tickets.domain.calendar import Week, week_of
from tickets.domain.calendar_keeping import keep
from tickets.models import Calendar, Recount, SpecialDay

pytestmark = pytest.mark.django_db

WEEK = {f"day_{n}": "08:00–12:00, 13:00–18:00" for n in range(5)} | {"day_5": "18:00–02:00", "day_6": ""}
FIRST_OF_MARCH = {"special-0-on": "2027-03-01"}
# One more than a day may have.
MANY = ", ".join([*(f"{n:02}:00–{n:02}:01" for n in range(24)), "00:02–00:03"])
ROWS = {"special-TOTAL_FORMS": "2", "special-INITIAL_FORMS": "0"}


def page_of(site: Site) -> str:
    return f"/opening-hours/{site.pk}/"


def soon(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def test_what_is_typed_is_kept(petra: User, hotel: Site) -> None:
    special = {"special-0-on": soon(9).isoformat(), "special-0-hours": "9:00-11:30"}
    answer = signed_in(petra).post(page_of(hotel), WEEK | ROWS | special | {"keeps_holidays": "on"})
    assert (answer.status_code, answer["Location"]) == (302, page_of(hotel))
    week = week_of(Calendar.objects.get(site=hotel))
    assert week.days == [["08:00–12:00", "13:00–18:00"]] * 5 + [["18:00–02:00"], []]
    assert week.special == {soon(9): ["09:00–11:30"]}
    page = Page(signed_in(petra).get(page_of(hotel)))
    assert page.filled_in("day_0")["day_5"] == "18:00–02:00"
    assert petra.name in page.text and "changed the opening hours" in page.text


def test_the_week_is_drawn_as_bars(petra: User, hotel: Site) -> None:
    keep(Week([["08:30–12:00"], ["22:00–02:00"], *[[]] * 5]), site=hotel, by=petra, now=timezone.now())
    for language in ("en", "cs"):
        User.objects.filter(pk=petra.pk).update(language=language)
        bars = Page(signed_in(petra).get(page_of(hotel))).all("rect", lambda one: one["class"] == "open")
        assert [(bar["x"], bar["width"]) for bar in bars] == [("8.5", "3.5"), ("22", "2"), ("0", "2")]


@pytest.mark.parametrize(
    ("sent", "place", "sentence"),
    [
        ({"day_0": "08:00–12:00, 11:00–13:00"}, "id_day_0", "overlap"),
        ({"day_1": "25:00–26:00"}, "id_day_1", "not a time of day"),
        ({"day_1": "8–12"}, "id_day_1", "not a time of day"),
        ({"day_1": "always"}, "id_day_1", "not an opening and a closing time"),
        ({"day_1": "24:00–02:00"}, "id_day_1", "only be a closing time"),
        ({"day_2": "08:00:30–12:00"}, "id_day_2", "whole minutes"),
        (
            {"day_2": ", ".join(f"{n:02}:00–{n:02}:01" for n in range(24)) + ", 00:02–00:03"},
            "id_day_2",
            "too many",
        ),
        (
            {"special-0-on": "2027-03-01", "special-0-hours": "18:00–02:00"},
            "id_special-0-hours",
            "ends before it",
        ),
        (
            {"special-0-on": "2027-03-01", "special-0-hours": "1:00–3:00, 2:00–4:00"},
            "id_special-0-hours",
            "overlap",
        ),
        ({"special-0-hours": "1:00–3:00"}, "id_special-0-on", "Which date"),
        (FIRST_OF_MARCH | {"special-1-on": "2027-03-01"}, "id_special-1-on", "twice"),
        ({"special-0-on": "soon"}, "id_special-0-on", "valid date"),
    ],
)
def test_what_is_wrong_is_said_beside_it_and_nothing_is_lost(
    petra: User, hotel: Site, sent: dict[str, str], place: str, sentence: str
) -> None:
    page = Page(signed_in(petra).post(page_of(hotel), WEEK | ROWS | sent))
    assert page.status == 422
    assert len(page.all("div", id=f"{place}_error")) == 1
    assert sentence in page.text
    filled = page.filled_in("day_0")
    assert {name: filled[name] for name in sent} == sent
    assert not Calendar.objects.exists()


def test_hours_that_are_never_open_are_refused(petra: User, hotel: Site) -> None:
    page = Page(signed_in(petra).post(page_of(hotel), ROWS))
    assert page.status == 422
    assert "nobody would ever be there" in page.text


def test_a_night_on_a_single_date_has_to_be_meant(petra: User, hotel: Site) -> None:
    night = FIRST_OF_MARCH | {"special-0-hours": "18:00–02:00", "special-0-over_midnight": "on"}
    assert signed_in(petra).post(page_of(hotel), WEEK | ROWS | night).status_code == 302
    assert SpecialDay.objects.get().intervals == ["18:00–02:00"]
    assert "special-0-over_midnight" in Page(signed_in(petra).get(page_of(hotel))).filled_in("day_0")


def test_what_is_long_past_stays(petra: User, hotel: Site) -> None:
    past = {soon(-400): ["10:00–12:00"], soon(-3): []}
    week = Week([["08:00–12:00"]] * 7, special=past)
    keep(week, site=hotel, by=petra, now=timezone.now())
    page = Page(signed_in(petra).get(page_of(hotel)))
    assert page.filled_in("day_0")["special-0-on"] == soon(-3).isoformat()
    signed_in(petra).post(page_of(hotel), WEEK | ROWS)
    assert [day.on for day in SpecialDay.objects.all()] == [soon(-400)]


def test_those_of_another_site_are_filled_in_and_not_kept(petra: User, hotel: Site, shop: Site) -> None:
    keep(Week([["07:00–09:00"]] * 7), site=shop, by=petra, now=timezone.now())
    page = Page(signed_in(petra).get(f"{page_of(hotel)}?like={shop.pk}"))
    assert page.filled_in("day_0")["day_3"] == "07:00–09:00"
    assert not Calendar.objects.filter(site=hotel).exists()


@pytest.mark.parametrize("like", ["x", "999999", "\x00", "-1"])
def test_a_site_one_does_not_see_is_not_copied(
    ivan: User, shop: Site, hotel: Site, petra: User, like: str
) -> None:
    keep(Week([["07:00–09:00"]] * 7), site=shop, by=petra, now=timezone.now())
    for asked in (like, str(shop.pk)):
        page = Page(signed_in(ivan).get(page_of(hotel), {"like": asked}))
        assert (page.status, page.filled_in("day_0")["day_3"]) == (200, "00:00–24:00")


def test_a_list_for_those_with_several_sites(petra: User, hotel: Site, shop: Site, front_desk: Team) -> None:
    keep(Week([["07:00–09:00"]] * 7), site=shop, by=petra, now=timezone.now())
    page = Page(signed_in(petra).get("/opening-hours/"))
    assert hotel.name in page.text and shop.name in page.text
    assert page.text.count("never closed") == 1


@pytest.mark.parametrize("rows", [1, 30])
def test_what_it_costs(
    rows: int, petra: User, hotel: Site, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    special = {soon(n): ["10:00–12:00"] for n in range(rows)}
    keep(Week([["08:00–12:00"]] * 7, special=special), site=hotel, by=petra, now=timezone.now())
    browser = signed_in(petra)
    browser.get(page_of(hotel))
    with django_assert_num_queries(8):
        browser.get(page_of(hotel))


def test_what_would_move_is_told_and_nothing_kept(petra: User, hotel: Site, alena: User) -> None:
    ticket = log_case("bill_question", by=alena)
    closed = {f"day_{n}": "" for n in range(7)}
    sent = closed | ROWS | {f"day_{ticket.created_at.weekday()}": "00:00–00:01"}
    page = Page(signed_in(petra).post(page_of(hotel), sent | {"preview": ""}))
    assert page.status == 200
    assert "Open tickets: 1. Due at another time: 1." in page.text and "Nothing is kept yet." in page.text
    assert page.filled_in("day_0")[f"day_{ticket.created_at.weekday()}"] == "00:00–00:01"
    assert not Calendar.objects.exists() and not Recount.objects.exists()
    signed_in(petra).post(page_of(hotel), sent)
    assert Recount.objects.get().site == hotel
