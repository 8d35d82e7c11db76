"""A new ticket that comes from another one: what was split off, and what the customer came back about."""

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from customers.models import Customer
from helpdesk.staff.models import User
from tests.cast import log_case
from tests.pages import Page, signed_in
from tickets.domain.lifecycle import move
from tickets.domain.origin import Origin, read_origin
from tickets.domain.resolution import resolve
from tickets.enums import Direction, LinkType, Outcome, Status
from tickets.kinds import KINDS, kind_of
from tickets.models import Link, Message, Ticket
from tickets.tests.linked import say

pytestmark = pytest.mark.django_db

NEW = "/tickets/new/"


@pytest.fixture
def ivan(ivan: User) -> User:
    """He reads English here."""
    ivan.language = "en"
    ivan.save(update_fields=["language"])
    return ivan


@pytest.fixture
def desk(alena: User) -> Client:
    return signed_in(alena)


@pytest.fixture
def about_the_lift(room_change: Ticket, alena: User) -> Message:
    say(room_change, "We move you.", by=alena, direction=Direction.OUT)
    return say(room_change, "And the lift is stuck.", by=alena)


def closed(kind: str, *, by: User, customer: Customer | None) -> Ticket:
    ticket = log_case(kind, by=by, customer=customer)
    resolve(ticket, outcome=kind_of(kind).outcomes[0], explanation="Done.", by=by)
    return move(ticket, Status.CLOSED, by=by)


# Splitting -----------------------------------------------------------------------------------------------


def test_splitting_from_the_page_of_the_ticket(
    desk: Client, room_change: Ticket, about_the_lift: Message
) -> None:
    url = f"/tickets/{room_change.pk}/split/"
    page = Page(desk.get(url))
    assert [one["value"] for one in page.all("input", name="messages")][-1] == str(about_the_lift.pk)
    answer = desk.post(url, page.filled_in("messages") | {"messages": [str(about_the_lift.pk)]})
    assert answer["Location"] == f"{NEW}?origin=split-{room_change.pk}-{about_the_lift.pk}"
    page = Page(desk.get(answer["Location"]))
    assert f"with 1 message, from {room_change.number}" in page.text
    sent = page.filled_in("subject")
    assert (sent["kind"], sent["customer"]) == ("room_change", str(room_change.customer_id))
    assert (sent["what_happened"], sent["details-booking"]) == ("And the lift is stuck.", "HV-20311")
    answer = desk.post(NEW, sent)
    new = Ticket.objects.latest("pk")
    assert answer["Location"] == new.get_absolute_url()
    link = Link.objects.get()
    assert (link.ticket, link.other, link.type) == (new, room_change, LinkType.SPLIT)
    assert new.messages.get() == about_the_lift
    assert desk.post(NEW, sent)["Location"] == new.get_absolute_url(), "posted twice it is one"
    assert Ticket.objects.count() == 2


def test_nothing_chosen(desk: Client, room_change: Ticket, about_the_lift: Message) -> None:
    answer = desk.post(f"/tickets/{room_change.pk}/split/", {})
    assert answer.status_code == 422
    assert "Choose what goes with the new ticket." in Page(answer).text


def test_what_stands_elsewhere_cannot_be_chosen(
    desk: Client, room_change: Ticket, about_the_lift: Message, alena: User
) -> None:
    elsewhere = say(log_case("enquiry", by=alena), "Hello?", by=alena)
    answer = desk.post(f"/tickets/{room_change.pk}/split/", {"messages": [str(elsewhere.pk)]})
    assert answer.status_code == 422


def test_nothing_was_said(desk: Client, room_change: Ticket) -> None:
    assert "Nothing has been said" in Page(desk.get(f"/tickets/{room_change.pk}/split/")).text


def test_joined_again(desk: Client, room_change: Ticket, about_the_lift: Message, alena: User) -> None:
    word = Origin(room_change, (about_the_lift.pk,)).word
    desk.post(NEW, Page(desk.get(f"{NEW}?origin={word}")).filled_in("subject"))
    new = Ticket.objects.latest("pk")
    answer = desk.post(f"/tickets/{new.pk}/joining/")
    assert answer["Location"] == room_change.get_absolute_url()
    about_the_lift.refresh_from_db()
    assert about_the_lift.ticket == room_change
    assert "not split off" in Page(desk.post(f"/tickets/{room_change.pk}/joining/", follow=True)).text


def test_said_meanwhile_on_another_ticket_nothing_is_lost(
    desk: Client, room_change: Ticket, about_the_lift: Message, alena: User, jana: Customer
) -> None:
    """The first try says so; what was typed is there still, and the next one logs it by itself."""
    word = Origin(room_change, (about_the_lift.pk,)).word
    sent = Page(desk.get(f"{NEW}?origin={word}")).filled_in("subject")
    Message.objects.filter(pk=about_the_lift.pk).update(ticket=log_case("enquiry", by=alena, customer=jana))
    answer = desk.post(NEW, sent)
    page = Page(answer)
    assert answer.status_code == 422
    assert "has changed meanwhile" in page.text
    sent = page.filled_in("subject")
    assert sent["what_happened"] == "And the lift is stuck."
    assert "origin" not in sent
    assert desk.post(NEW, sent).status_code == 302
    assert not Link.objects.exists()


def test_another_customer_is_refused_with_a_sentence(
    desk: Client, room_change: Ticket, about_the_lift: Message, piotr: Customer
) -> None:
    word = Origin(room_change, (about_the_lift.pk,)).word
    sent = Page(desk.get(f"{NEW}?origin={word}")).filled_in("subject") | {"customer": str(piotr.pk)}
    answer = desk.post(NEW, sent)
    assert answer.status_code == 409
    page = Page(answer)
    assert "same customer" in page.text
    assert page.filled_in("subject")["origin"] == word
    assert Ticket.objects.count() == 1


# They came back ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_they_came_back_and_everything_is_filled_in(kind: str, ivan: User, jana: Customer) -> None:
    old, desk = closed(kind, by=ivan, customer=jana), signed_in(ivan)
    page = Page(desk.get(f"{NEW}?origin=back-{old.pk}"))
    assert f"They came back about {old.number}" in page.text
    sent = page.filled_in("subject") | {"what_happened": "It happened again."}
    assert (sent["kind"], sent["subject"], sent["wanted"]) == (kind, old.subject, old.wanted)
    sent["exception_reason"] = "They came in time."
    answer = desk.post(NEW, sent)
    assert answer.status_code == 302, Page(answer).text
    new = Ticket.objects.latest("pk")
    link = Link.objects.get()
    assert (link.ticket, link.other, link.type) == (new, old, LinkType.CAME_BACK)
    details = kind_of(kind)
    assert details.details_of(new).facts() == details.details_of(old).facts()


def test_resolved_on_the_spot_it_is_no_first_contact(ivan: User, jana: Customer) -> None:
    old, desk = closed("enquiry", by=ivan, customer=jana), signed_in(ivan)
    sent = Page(desk.get(f"{NEW}?origin=back-{old.pk}")).filled_in("subject")
    sent |= {"what_happened": "Again.", "resolve": "on", "resolution-outcome": Outcome.EXPLAINED}
    sent |= {"resolution-closing_reason": "answered", "resolution-explanation": "Till midnight."}
    answer = desk.post(NEW, sent)
    assert answer.status_code == 302, Page(answer).text
    assert not Ticket.objects.latest("pk").resolutions.get().first_contact


def test_a_walk_in_comes_back_as_one(ivan: User) -> None:
    old, desk = closed("enquiry", by=ivan, customer=None), signed_in(ivan)
    sent = Page(desk.get(f"{NEW}?origin=back-{old.pk}")).filled_in("subject")
    assert "walk_in" in sent
    assert desk.post(NEW, sent | {"what_happened": "Again."}).status_code == 302
    assert Link.objects.get().other == old


def test_what_is_open_or_elsewhere_brings_nothing(
    desk: Client, room_change: Ticket, about_the_lift: Message, alena: User, zofia: User
) -> None:
    back, split = Origin(room_change), Origin(room_change, (about_the_lift.pk,))
    assert read_origin(back.word, user=alena) is None
    assert read_origin(split.word, user=alena) == split
    assert read_origin(split.word, user=zofia) is None
    page = Page(signed_in(zofia).get(f"{NEW}?origin={split.word}"))
    assert page.filled_in("subject")["what_happened"] == ""
    assert "origin" not in page.filled_in("subject")


GARBAGE = st.one_of(
    st.text(max_size=60),
    st.from_regex(r"(split|back)(-\d{0,25}){0,5}", fullmatch=True),
    st.lists(st.integers(-3, 10**20), max_size=4).map(lambda ns: "-".join(["split", *map(str, ns)])),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(word=GARBAGE)
def test_garbage_is_the_default(word: str, desk: Client, room_change: Ticket) -> None:
    answer = desk.get(NEW, {"origin": word})
    assert answer.status_code == 200
    assert "origin" not in Page(answer).filled_in("subject")
