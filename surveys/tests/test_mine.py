"""What one's own answers say together: from five on, in steps of five, so that nobody can subtract."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from customers.models import Customer
from helpdesk.staff.models import User
from surveys.domain.mine import STEP, Opinion, Quarter, beginnings, quarters_of, told
from surveys.domain.statistics import Share
from surveys.models import Response
from surveys.tests.made import answered, invited
from tests.pages import Page, signed_in

NOW = datetime(2026, 5, 20, 12, tzinfo=UTC)
BEFORE = datetime(2026, 3, 1, 12, tzinfo=UTC)


def made(
    *scores: int, by: User, customer: Customer, at: datetime = NOW - timedelta(days=9)
) -> list[Response]:
    return [answered(invited(by=by, customer=customer), score, at=at) for score in scores]


def counted(user: User, *, now: datetime = NOW) -> list[tuple[int, float | None]]:
    return [(one.answered, one.mean) for one in quarters_of(user, now=now)]


@pytest.mark.django_db
def test_nothing_below_five(alena: User, jana: Customer) -> None:
    made(1, 1, 1, 1, by=alena, customer=jana)
    assert counted(alena) == [(0, None), (0, None)]
    made(5, by=alena, customer=jana)
    assert counted(alena) == [(5, 1.8), (0, None)]
    (quarter, _before) = quarters_of(alena, now=NOW)
    assert quarter.satisfied == Share(1, 5)
    assert (quarter.since, quarter.until) == (date(2026, 4, 1), date(2026, 6, 30))


@pytest.mark.django_db
def test_every_further_answer_waits_for_four_others(alena: User, jana: Customer) -> None:
    made(5, 5, 5, 5, 5, by=alena, customer=jana)
    for _ in range(STEP - 1):
        made(1, by=alena, customer=jana)
        assert counted(alena)[0] == (5, 5.0)
    made(1, by=alena, customer=jana)
    assert counted(alena)[0] == (10, 3.0)


@pytest.mark.django_db
def test_each_quarter_by_itself(alena: User, jana: Customer) -> None:
    made(5, 5, 5, by=alena, customer=jana)
    made(1, 1, 1, 1, 2, 5, by=alena, customer=jana, at=BEFORE)
    made(5, 5, 5, 5, 5, by=alena, customer=jana, at=BEFORE - timedelta(days=90))
    assert counted(alena) == [(0, None), (5, 1.2)]


@pytest.mark.django_db
def test_what_may_still_be_changed_holds_up_what_came_after_it(alena: User, jana: Customer) -> None:
    made(4, 4, 4, 4, by=alena, customer=jana)
    (fresh,) = made(1, by=alena, customer=jana, at=NOW - timedelta(hours=1))
    made(5, by=alena, customer=jana)
    assert counted(alena)[0] == (0, None)
    assert counted(alena, now=fresh.locks_at)[0] == (5, 3.4)


@pytest.mark.django_db
def test_only_ones_own_and_no_complaint_against_oneself(
    alena: User, karel: User, jana: Customer, ivan: User
) -> None:
    made(5, 5, 5, 5, by=alena, customer=jana)
    made(1, by=karel, customer=jana)
    against = invited(by=alena, customer=jana, kind="complaint", colleague=alena)
    answered(against, 1, at=NOW - timedelta(days=9))
    assert counted(alena)[0] == (0, None)
    made(5, by=alena, customer=jana)
    assert counted(alena)[0] == (5, 5.0)
    assert counted(ivan)[0] == (0, None)


@pytest.mark.django_db
def test_an_anonymous_one_counts(alena: User, jana: Customer) -> None:
    made(5, 5, 5, 5, by=alena, customer=jana)
    answered(invited(by=alena, customer=jana), 1, at=NOW - timedelta(days=9), is_anonymous=True)
    assert counted(alena)[0] == (5, 4.2)


@pytest.mark.django_db
def test_whoever_has_no_site_has_no_figures(alena: User) -> None:
    alena.teams.clear()
    nowhere = User.objects.get(pk=alena.pk)
    assert counted(nowhere) == [(0, None), (0, None)]
    assert signed_in(nowhere).get("/surveys/mine/").status_code == 200


@pytest.mark.django_db
def test_the_page(alena: User, jana: Customer, jan: User) -> None:
    client = signed_in(alena)
    page = Page(client.get("/surveys/mine/"))
    assert "Fewer than 5 answers. From 5 on they stand here together." in page.text
    assert page.all("a", href="/surveys/mine/"), "the menu leads there"
    scores = (5, 4, 4, 2, 5)
    for score in scores:
        answered(invited(by=alena, customer=jana), score, at=datetime.now(UTC) - timedelta(days=3))
    page = Page(client.get("/surveys/mine/"))
    quarter = next(one for one in quarters_of(alena, now=datetime.now(UTC)) if one.answered)
    assert quarter.answered == STEP
    assert "80%" in page.text
    assert "38–96%" in page.text, "Wilson's interval of 4 of 5"
    assert "4.00" in page.text
    assert "n = 5" in page.text
    assert signed_in(jan).get("/surveys/mine/").status_code == 404


def opinions(scores: list[int]) -> list[Opinion]:
    return [Opinion(score, "yes" if score > 3 else "", "") for score in scores]


@given(st.lists(st.integers(1, 5), max_size=60))
def test_no_two_looks_differ_by_less_than_five(scores: list[int]) -> None:
    """Whoever reloads the page after each answer learns the sum of five, or nothing."""
    looks = [told(date(2026, 4, 1), opinions(scores[:n])) for n in range(len(scores) + 1)]
    for before, after in pairwise(looks):
        assert after == before or after.answered - before.answered == STEP
    assert looks[-1].answered == len(scores) // STEP * STEP


@given(st.lists(st.sampled_from(["yes", "no", ""]), min_size=5, max_size=40))
def test_no_share_of_fewer_than_five(said: list[str]) -> None:
    quarter: Quarter = told(date(2026, 4, 1), [Opinion(5, solved, "") for solved in said])
    assert quarter.resolved.whole == 0 or quarter.resolved.whole >= STEP
    assert quarter.well_done == Share(0, 0)


@pytest.mark.parametrize(
    ("today", "found"),
    [
        (date(2026, 1, 1), [date(2026, 1, 1), date(2025, 10, 1)]),
        (date(2026, 3, 31), [date(2026, 1, 1), date(2025, 10, 1)]),
        (date(2026, 12, 31), [date(2026, 10, 1), date(2026, 7, 1)]),
    ],
)
def test_quarters_of_a_year(today: date, found: list[date]) -> None:
    assert beginnings(today) == found
