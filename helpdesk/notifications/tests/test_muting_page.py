"""Muting a ticket: a button on its page, a link in a letter."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from helpdesk.notifications.models import Mute
from helpdesk.record.models import Entry
from helpdesk.staff.models import User
from tests.cast import log_case
from tests.pages import Page, signed_in
from tickets.models import Ticket

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(alena: User) -> Client:
    return signed_in(alena)


def muted() -> list[tuple[str, str]]:
    return list(Mute.objects.order_by("pk").values_list("person__name", "about"))


def test_following_the_link_mutes_nothing(desk: Client, room_change: Ticket) -> None:
    """Mail scanners follow every link."""
    answer = desk.get(f"/news/muting/ticket/{room_change.pk}/")
    assert answer.status_code == 200
    assert room_change.subject in Page(answer).text
    assert muted() == []


def test_one_click_mutes_and_one_undoes_it(desk: Client, alena: User, room_change: Ticket) -> None:
    entries = Entry.objects.count()
    for _ in range(2):
        answer = desk.post(f"/news/muting/ticket/{room_change.pk}/")
        assert (answer.status_code, answer["Location"]) == (302, room_change.get_absolute_url())
    assert muted() == [(alena.name, f"ticket:{room_change.pk}")]
    assert "You have muted this" in Page(desk.get(f"/news/muting/ticket/{room_change.pk}/")).text
    for _ in range(2):
        desk.post(f"/news/unmuting/ticket/{room_change.pk}/")
    assert muted() == []
    assert Entry.objects.count() == entries, "it changes nothing about the case"


def test_in_an_open_page_the_button_becomes_the_other_one(desk: Client, room_change: Ticket) -> None:
    answer = desk.post(f"/news/muting/ticket/{room_change.pk}/", headers={"HX-Request": "true"})
    (form,) = Page(answer).all("form")
    assert form["action"] == form["hx-post"] == f"/news/unmuting/ticket/{room_change.pk}/"
    answer = desk.post(form["action"], headers={"HX-Request": "true"})
    (form,) = Page(answer).all("form")
    assert form["action"] == f"/news/muting/ticket/{room_change.pk}/"


def test_one_mutes_for_oneself(desk: Client, karel: User, alena: User, room_change: Ticket) -> None:
    signed_in(karel).post(f"/news/muting/ticket/{room_change.pk}/")
    desk.post(f"/news/unmuting/ticket/{room_change.pk}/")
    assert muted() == [(karel.name, f"ticket:{room_change.pk}")]


def test_what_one_may_not_see_cannot_be_muted(zofia: User, karel: User, alena: User) -> None:
    complaint = log_case("complaint", by=alena, colleague=karel)
    for person in (zofia, karel):
        client = signed_in(person)
        assert client.get(f"/news/muting/ticket/{complaint.pk}/").status_code == 404
        assert client.post(f"/news/muting/ticket/{complaint.pk}/").status_code == 404
    assert muted() == []


@pytest.mark.parametrize(
    "path", ["ticket/999999", "ticket/0", "customer/1", "Ticket/1", "ticket/99999999999999999999"]
)
def test_what_is_not_there_cannot_be_muted(desk: Client, path: str) -> None:
    assert desk.post(f"/news/muting/{path}/").status_code == 404


def test_the_tickets_page_knows_it_without_a_query(
    alena: User, karel: User, room_change: Ticket, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    Mute.objects.create(person=alena, about=f"ticket:{room_change.pk}")
    Mute.objects.create(person=karel, about=f"ticket:{room_change.pk}1")
    with django_assert_num_queries(1):
        (ticket,) = Ticket.objects.with_mute(alena)
    assert vars(ticket)["is_muted"] is True
    assert vars(Ticket.objects.with_mute(karel).get())["is_muted"] is False
