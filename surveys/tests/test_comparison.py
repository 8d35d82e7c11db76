"""Whether those who need not come again, wait less or get something are more satisfied."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from customers.models import Customer
from helpdesk.staff.models import Site, User
from surveys.domain.comparison import Finding, finding_of
from surveys.domain.figures import Scope, at_counters, compared
from surveys.domain.grouping import Band, Grouping
from surveys.domain.statistics import Share
from surveys.models import Counter, CounterAnswer, MysteryVisit
from surveys.tests.test_figures import DAYS, MONTH, NOW, answer, ask
from surveys.tests.visits import planned, published_checklist, submitted
from tests.pages import Page, signed_in
from tickets.enums import Outcome, Target
from tickets.models import Clock, Resolution, Ticket

pytestmark = pytest.mark.django_db

URL = "/surveys/figures/comparison/"


def asked_after(
    by: User,
    customer: Customer,
    *,
    first: timedelta | None,
    resolved: timedelta,
    score: int,
    outcome: Outcome = Outcome.EXPLAINED,
    first_contact: bool = False,
) -> None:
    """Somebody who waited so long for an answer, and so long for the end, was asked and answered."""
    invitation = ask(by, customer, outcome=outcome)
    logged = NOW - timedelta(days=5)
    ticket = invitation.resolution.ticket
    Ticket.objects.filter(pk=ticket.pk).update(created_at=logged)
    Resolution.objects.filter(ticket=ticket).update(at=logged + resolved, first_contact=first_contact)
    clocks = Clock.objects.filter(ticket=ticket, target=Target.FIRST_RESPONSE)
    if first is None:
        clocks.delete()
    else:
        clocks.update(started_at=logged, met_at=logged + first)
    answer(invitation, score)


@pytest.fixture
def waited(alena: User, jana: Customer) -> None:
    minute, hour, day = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
    asked_after(alena, jana, first=minute, resolved=minute, score=5, first_contact=True)
    asked_after(alena, jana, first=5 * minute, resolved=hour, score=4)
    asked_after(alena, jana, first=2 * hour, resolved=day, score=2, outcome=Outcome.GOODWILL_ONLY)
    asked_after(alena, jana, first=None, resolved=3 * day, score=3)


@pytest.mark.usefixtures("waited")
def test_the_groups(ivan: User) -> None:
    total, told = compared(MONTH, user=ivan)
    satisfied = {by: {key: one.satisfied for key, one in groups.items()} for by, groups in told.items()}
    assert total.satisfied == Share(2, 4)
    assert satisfied == {
        Grouping.FIRST_CONTACT: {"yes": Share(1, 1), "no": Share(1, 3)},
        # Five minutes are no longer less than five minutes.
        Grouping.FIRST_ANSWER: {
            Band.MINUTES: Share(1, 1),
            Band.HOUR: Share(1, 1),
            Band.DAY: Share(0, 1),
            "none": Share(0, 1),
        },
        Grouping.RESOLVED_AFTER: {Band.MINUTES: Share(1, 1), Band.DAY: Share(1, 1), Band.LONGER: Share(0, 2)},
        Grouping.GOODWILL: {"yes": Share(0, 1), "no": Share(2, 3)},
        Grouping.CAME: {"letter": Share(2, 4)},
    }


@pytest.mark.parametrize(
    ("one", "others", "expected"),
    [
        (Share(90, 100), [Share(30, 50), Share(20, 50)], Finding.MORE),
        (Share(50, 100), [Share(90, 100)], Finding.LESS),
        (Share(42, 100), [Share(25, 100)], Finding.CHANCE),
        (Share(19, 19), [Share(0, 1000)], Finding.TOO_FEW),
        (Share(50, 100), [], Finding.TOO_FEW),
    ],
)
def test_what_can_be_said(one: Share, others: list[Share], expected: Finding) -> None:
    assert finding_of(one, others=others) == expected


@pytest.mark.usefixtures("waited")
def test_the_page_and_its_links(petra: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    client = signed_in(petra)
    page = Page(client.get(URL, DAYS))
    for words in ("At the first contact", "A day or longer", "Not known", "Goodwill only", "Too few to say"):
        assert words in page.text, words
    links = {one["href"] for one in page.all("a") if "/answers/" in one["href"]}
    (longer,) = [one for one in links if one.endswith("by=resolved_after&of=longer")]
    assert len(Page(client.get(longer)).all("article")) == 2
    (unknown,) = [one for one in links if one.endswith("by=first_answer&of=none&is=not_satisfied")]
    assert len(Page(client.get(unknown)).all("article")) == 1
    empty = Page(client.get(URL, {"since": "2026-01-01", "until": "2026-01-31"}))
    assert "Nobody has answered in these days" in empty.text
    assert client.get(URL, {"since": "x"}).status_code == 422


def test_a_difference_is_said(
    alena: User, jana: Customer, petra: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    for outcome, score in ((Outcome.GOODWILL_ONLY, 2), (Outcome.EXPLAINED, 5)):
        for _ in range(20):
            answer(ask(alena, jana, outcome=outcome), score)
    text = Page(signed_in(petra).get(URL, DAYS)).text
    assert "More satisfied than the others" in text and "Less satisfied than the others" in text


def test_answers_at_counters_stand_beside(hotel: Site, alena: User, jana: Customer, petra: User) -> None:
    counter = Counter.objects.create(site=hotel, name="Front desk", created_by=petra)
    for number, counts in enumerate((True, True, False)):
        CounterAnswer.objects.create(
            counter=counter,
            site=hotel,
            score=5 - number,
            recommend=10,
            answered_at=NOW,
            language="cs",
            press=str(number),
            counts=counts,
        )
    found = at_counters(MONTH, user=petra)
    assert (found.answered, found.satisfied, found.recommend.whole) == (Share(2, 2), Share(2, 2), 2)
    assert at_counters(Scope(MONTH.since, MONTH.until, site=hotel.pk + 1), user=petra).answered.whole == 0
    answer(ask(alena, jana), 3)
    page = Page(signed_in(petra).get(URL, DAYS))
    assert "At a counter" in page.text


def test_what_it_costs(
    alena: User, jana: Customer, petra: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(20):
        answer(ask(alena, jana, at=timezone.now()), 5)
    client = signed_in(petra)
    client.get(URL)
    with django_assert_num_queries(7):
        client.get(URL)


def test_mystery_visits_stand_beside_them(hotel: Site, ivan: User, marek: User) -> None:
    """What visitors saw in the same time, by site; only where one may read of it."""
    visit = submitted(planned(published_checklist(hotel, by=ivan), by=ivan))
    MysteryVisit.objects.filter(pk=visit.pk).update(points=3, most_points=4)
    page = Page(signed_in(ivan).get(URL))
    assert [link["href"] for link in page.all("a") if link.text == "1"] == ["/surveys/visits/"]
    (table,) = page.all("table")
    assert "75" in table.text
    assert not Page(signed_in(marek).get(URL)).all("table")
