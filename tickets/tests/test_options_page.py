import pytest

from customers.models import Customer
from helpdesk.record.models import Entry
from helpdesk.staff.models import User
from tests.cast import log_case
from tests.pages import Page, signed_in
from tickets.domain.resolution import resolve
from tickets.enums import Outcome
from tickets.models import Option, Ticket

pytestmark = pytest.mark.django_db


@pytest.fixture
def ticket(alena: User, jana: Customer) -> Ticket:
    return log_case("complaint", by=alena, customer=jana, options=["An apology", "A voucher"], chosen=1)


def chosen(ticket: Ticket) -> list[str]:
    return list(ticket.options.filter(is_chosen=True).values_list("text", flat=True))


def test_one_more_is_explained_and_chosen(ticket: Ticket, alena: User) -> None:
    url = f"{ticket.get_absolute_url()}options/"
    assert signed_in(alena).post(url, {"added": "A late checkout", "chosen": "0"}).status_code == 302
    assert (ticket.options.count(), chosen(ticket)) == (3, ["A late checkout"])
    page = Page(signed_in(alena).get(ticket.get_absolute_url()))
    assert "explained an option: A late checkout; the customer chose: A late checkout" in page.text


def test_the_customer_changes_their_mind(ticket: Ticket, alena: User) -> None:
    apology = ticket.options.get(text="An apology")
    url = f"{ticket.get_absolute_url()}options/"
    signed_in(alena).post(url, {"added": "", "chosen": str(apology.pk)})
    assert chosen(ticket) == ["An apology"]
    signed_in(alena).post(url, {"added": "", "chosen": ""})
    assert chosen(ticket) == []


def test_nothing_changed_is_nothing_recorded(ticket: Ticket, alena: User) -> None:
    entries = Entry.objects.about(ticket).count()
    typed = Page(signed_in(alena).get(f"{ticket.get_absolute_url()}options/")).filled_in("added")
    signed_in(alena).post(f"{ticket.get_absolute_url()}options/", typed)
    assert (Entry.objects.about(ticket).count(), chosen(ticket)) == (entries, ["A voucher"])


def test_an_option_of_another_ticket_is_none(ticket: Ticket, room_change: Ticket, alena: User) -> None:
    other = Option.objects.create(ticket=room_change, text="A suite")
    answer = signed_in(alena).post(f"{ticket.get_absolute_url()}options/", {"chosen": str(other.pk)})
    assert answer.status_code == 422
    assert chosen(ticket) == ["A voucher"]


def test_the_added_one_needs_words(ticket: Ticket, alena: User) -> None:
    page = Page(signed_in(alena).post(f"{ticket.get_absolute_url()}options/", {"added": "", "chosen": "0"}))
    assert page.status == 422
    assert "The chosen option has no text." in page.text


def test_a_resolved_case_keeps_its_options(ticket: Ticket, alena: User) -> None:
    resolve(ticket, outcome=Outcome.AS_ASKED, explanation="Sorry.", by=alena)
    page = Page(signed_in(alena).post(f"{ticket.get_absolute_url()}options/", {"added": "More"}))
    assert page.status == 409
    assert page.filled_in("added")["added"] == "More"
