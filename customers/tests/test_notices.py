from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from customers.domain.errors import NotPossible
from customers.domain.merge import merge
from customers.domain.notices import LONGEST, history_of, lift_notice, place_notice
from customers.models import ConductNotice, Customer
from helpdesk.record.models import Entry
from helpdesk.record.sentences import say
from helpdesk.staff.models import User
from tests.cast import log_case
from tests.pages import Page, signed_in

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
A_DAY = timedelta(days=1)


@pytest.fixture
def notice(jana: Customer, alena: User) -> ConductNotice:
    return place_notice(jana, text="Shouts.\nKeep calm.", until=TODAY + 30 * A_DAY, on=TODAY, by=alena)


def test_a_notice_is_in_force_through_its_last_day(jana: Customer, notice: ConductNotice) -> None:
    until = notice.until
    for day, in_force in ((TODAY, [notice]), (until, [notice]), (until + A_DAY, [])):
        assert Customer.objects.with_notices(on=day).get(pk=jana.pk).notices == in_force
    assert Customer.objects.get(pk=jana.pk).notices == [notice]


def test_placing_and_lifting_are_recorded(jana: Customer, notice: ConductNotice, alena: User) -> None:
    lift_notice(notice, by=alena)
    notice.refresh_from_db()
    assert (notice.placed_by, notice.lifted_by, notice.lifted_at is not None) == (alena, alena, True)
    placed, lifted = Entry.objects.about(jana).filter(verb__startswith="notice.")
    assert (placed.by, placed.details) == (alena, {"notice": notice.pk, "until": notice.until.isoformat()})
    assert (placed.said, lifted.said) == ({"text": "Shouts.\nKeep calm."},) * 2
    assert say(lifted) == "lifted the conduct notice: Shouts.\nKeep calm."
    assert jana.notices == []


@pytest.mark.parametrize("days", [-1, LONGEST.days + 1])
def test_a_day_that_is_over_or_far_away_is_refused(jana: Customer, alena: User, days: int) -> None:
    with pytest.raises(NotPossible, match="Choose a day from today"):
        place_notice(jana, text="Hm.", until=TODAY + days * A_DAY, on=TODAY, by=alena)
    assert not ConductNotice.objects.exists()


@pytest.mark.parametrize("days", [0, LONGEST.days])
def test_from_today_to_a_year_ahead(jana: Customer, alena: User, days: int) -> None:
    assert place_notice(jana, text="Hm.", until=TODAY + days * A_DAY, on=TODAY, by=alena).pk


def test_of_who_was_merged_it_is_placed_on_who_was_kept(jana: Customer, piotr: Customer, alena: User) -> None:
    merge(kept=piotr, merged=jana, by=alena, now=timezone.now())
    assert place_notice(jana, text="Hm.", until=TODAY, on=TODAY, by=alena).customer == piotr


def test_lifted_twice_is_refused(notice: ConductNotice, alena: User, ivan: User) -> None:
    lift_notice(notice, by=ivan)
    with pytest.raises(NotPossible, match="already"):
        lift_notice(notice, by=alena)
    notice.refresh_from_db()
    assert notice.lifted_by == ivan


def test_a_supervisor_or_who_placed_it_may_lift_it(
    jana: Customer, notice: ConductNotice, alena: User, karel: User, ivan: User, jan: User, petra: User
) -> None:
    may = {}
    for who in (alena, karel, ivan, jan, petra):
        (shown,) = history_of(jana, on=TODAY, user=who)
        may[who.name.split()[0]] = shown.may_lift
    assert may == {"Alena": True, "Karel": False, "Ivan": True, "Jan": False, "Petra": True}
    assert signed_in(karel).post(f"/customers/notices/{notice.pk}/lifting/").status_code == 404
    notice.refresh_from_db()
    assert notice.lifted_at is None


@pytest.mark.parametrize("number", [1, 30])
def test_a_list_asks_once(
    number: int, jana: Customer, alena: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for n in range(number):
        other = Customer.objects.create(name=f"Guest {n}", language="cs")
        place_notice(other, text=f"Hm {n}.", until=TODAY, on=TODAY, by=alena)
    with django_assert_num_queries(2):
        people = list(Customer.objects.with_notices(on=TODAY))
        said = [(one.text, one.placed_by.name) for person in people for one in person.notices]
    assert len(said) == number


@pytest.fixture
def desk(alena: User) -> Client:
    return signed_in(alena)


def test_placing_on_the_page(desk: Client, jana: Customer) -> None:
    page = Page(desk.get(f"/customers/{jana.pk}/"))
    form = page.form_with("until")
    filled = page.filled_in("until")
    assert filled["until"] == (TODAY + 30 * A_DAY).isoformat()
    answer = desk.post(form["action"], filled | {"text": "Shouts."}, follow=True)
    (note,) = Page(answer).all("div", role="note")
    assert "Shouts." in note.text
    assert "placed by Alena Dvořáková" in " ".join(note.text.split())
    assert "wherever the customer is" in Page(answer).text


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("", TODAY),
        ("Hm.", TODAY - A_DAY),
        ("Hm.", TODAY + LONGEST + A_DAY),
        ("x" * 1001, TODAY),
        ("Hm.", "soon"),
        ("\x00", TODAY),
    ],
)
def test_a_mistake_keeps_what_was_typed(desk: Client, jana: Customer, text: str, until: object) -> None:
    page = Page(desk.post(f"/customers/{jana.pk}/notices/", {"text": text, "until": str(until)}))
    assert page.status == 422
    assert page.filled_in("until")["text"] == text
    assert not ConductNotice.objects.exists()


def test_the_history_keeps_what_was(desk: Client, jana: Customer, notice: ConductNotice, ivan: User) -> None:
    lift_notice(notice, by=ivan)
    for url in (f"/customers/{jana.pk}/", f"/customers/{jana.pk}/notices/"):
        page = Page(desk.get(url))
        assert "Shouts." in page.text
        assert "lifted by Ivan Procházka" in page.text
        assert not page.all("div", role="note")
        assert not page.all("form", lambda one: "lifting" in one["action"])


def test_lifting_on_the_page(desk: Client, jana: Customer, notice: ConductNotice) -> None:
    page = Page(desk.get(f"/customers/{jana.pk}/"))
    (form,) = page.all("form", lambda one: "lifting" in one["action"])
    for _ in range(2):  # a form posted twice is harmless
        assert desk.post(form["action"])["Location"] == f"/customers/{jana.pk}/"
    assert jana.notices == []


def test_it_is_shown_on_the_ticket_too(
    desk: Client, jana: Customer, notice: ConductNotice, alena: User
) -> None:
    ticket = log_case("room_change", by=alena, customer=jana)
    (note,) = Page(desk.get(ticket.get_absolute_url())).all("div", role="note")
    assert "Keep calm." in note.text
