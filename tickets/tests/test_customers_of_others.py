"""A customer of another site cannot be reached through a ticket, whichever door somebody tries."""

from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone

from customers.domain.merge import merge
from customers.models import Customer
from helpdesk.drafts.keeping import keep
from helpdesk.staff.models import Team, User
from tests.cast import log_case
from tests.pages import Answer, Page, signed_in
from tickets.models import Message, Ticket
from tickets.tests.test_new_page import form_of

pytestmark = pytest.mark.django_db

NEW = "/tickets/new/"


@pytest.fixture
def desk(alena: User) -> Client:
    return signed_in(alena)


@pytest.fixture
def crafted(agnieszka: Customer, front_desk: Team) -> dict[str, str]:
    """What somebody at the hotel would send to get hold of a customer of the shop."""
    return form_of(agnieszka, front_desk)


def says_nothing(answer: Answer, *, of: Customer) -> None:
    """Neither the name nor how to reach them; and the field is empty again."""
    text = answer.content.decode()
    assert of.name not in text
    for point in of.contact_points.all():
        assert point.value not in text
        assert point.shown not in text


def test_a_new_ticket(desk: Client, crafted: dict[str, str], agnieszka: Customer) -> None:
    answer = desk.post(NEW, crafted)
    assert answer.status_code == 422
    says_nothing(answer, of=agnieszka)
    assert Page(answer).filled_in("subject")["what_happened"] == crafted["what_happened"]
    assert not Ticket.objects.exists()
    assert not agnieszka.sites.filter(name="Hotel Vltava").exists()


def test_another_kind(desk: Client, crafted: dict[str, str], agnieszka: Customer) -> None:
    answer = desk.post(NEW, crafted | {"choose_kind": "return"})
    assert answer.status_code == 200
    says_nothing(answer, of=agnieszka)


def test_the_preview(desk: Client, zofia: User, crafted: dict[str, str], agnieszka: Customer) -> None:
    theirs = log_case("complaint", by=zofia, customer=agnieszka, subject=crafted["subject"])
    answer = desk.post(f"{NEW}preview/", crafted)
    assert answer.status_code == 200
    says_nothing(answer, of=agnieszka)
    assert f"/tickets/{theirs.pk}/" not in answer.content.decode()


def test_an_addition_to_our_ticket(
    desk: Client, crafted: dict[str, str], agnieszka: Customer, room_change: Ticket, jana: Customer
) -> None:
    """It takes the words and nothing else: the ticket stays whose it is."""
    url = f"/tickets/{room_change.pk}/addition/"
    refused = desk.post(url, crafted | {"what_happened": "", "wanted": ""})
    assert refused.status_code == 422
    says_nothing(refused, of=agnieszka)
    desk.post(url, crafted)
    assert Message.objects.get().ticket == room_change
    room_change.refresh_from_db()
    assert room_change.customer == jana
    assert not agnieszka.sites.filter(name="Hotel Vltava").exists()


def test_an_addition_to_their_ticket(
    desk: Client, zofia: User, crafted: dict[str, str], agnieszka: Customer
) -> None:
    theirs = log_case("complaint", by=zofia, customer=agnieszka)
    assert desk.post(f"/tickets/{theirs.pk}/addition/", crafted).status_code == 404
    assert not Message.objects.exists()


def test_whose_ticket_it_is(desk: Client, room_change: Ticket, agnieszka: Customer, jana: Customer) -> None:
    url = f"/tickets/{room_change.pk}/customer/"
    for sent in ({"customer": str(agnieszka.pk)}, {"customer_text": agnieszka.name}):
        answer = desk.post(url, sent)
        assert answer.status_code == 422
        page = Page(answer)
        assert not page.all("input", type="radio", name="customer")
        assert "agnieszka@poczta.example" not in page.text
    room_change.refresh_from_db()
    assert room_change.customer == jana


def test_a_draft(desk: Client, alena: User, crafted: dict[str, str], agnieszka: Customer) -> None:
    """Autosave keeps whatever is sent; what comes back is read like anything else."""
    data = {name: [value] for name, value in crafted.items()}
    draft = keep(UUID(crafted["form_key"]), owner=alena, about="ticket", data=data, seq=1, now=timezone.now())
    answer = desk.get(NEW, {"draft": str(draft.pk)})
    assert Page(answer).filled_in("subject")["subject"] == crafted["subject"]
    says_nothing(answer, of=agnieszka)


def test_searching(desk: Client, agnieszka: Customer) -> None:
    for text in ("agnieszka", "512345678", "agnieszka@poczta.example"):
        answer = desk.get(f"{NEW}customers/", {"customer_text": text})
        says_nothing(answer, of=agnieszka)
        assert not Page(answer).all("div", role="option")


def test_a_sign_post_leads_nobody_to_another_site(
    desk: Client, zofia: User, petra: User, returns_desk: Team, front_desk: Team, agnieszka: Customer
) -> None:
    """The number of somebody who was merged into a customer of the shop."""
    other = Customer.objects.create(name="A. Zielińska", language="pl")
    other.sites.add(returns_desk.site)
    merge(kept=agnieszka, merged=other, by=zofia, now=timezone.now())
    answer = desk.post(NEW, form_of(other, front_desk))
    assert answer.status_code == 422
    says_nothing(answer, of=agnieszka)
    assert not Ticket.objects.exists()


@pytest.mark.parametrize("number", ["0", "-1", "999999999", "9" * 40, "²", "1; DROP TABLE", "None"])
def test_a_number_that_is_nobodys(desk: Client, front_desk: Team, room_change: Ticket, number: str) -> None:
    sent = form_of(None, front_desk) | {"customer": number}
    assert desk.post(NEW, sent).status_code == 422
    assert desk.post(f"{NEW}preview/", sent).status_code == 200
    assert desk.post(f"/tickets/{room_change.pk}/customer/", {"customer": number}).status_code == 422
    assert Ticket.objects.get() == room_change
