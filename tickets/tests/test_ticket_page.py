import pytest

from customers.models import Customer
from helpdesk.staff.models import User
from tests.cast import DETAILS, log_case
from tests.pages import Page, signed_in
from tickets.domain.lifecycle import move
from tickets.domain.resolution import resolve
from tickets.enums import Outcome, Status
from tickets.models import Ticket

pytestmark = pytest.mark.django_db


def buttons_on(page: Page) -> set[str]:
    """What one can do: the addresses of the forms and links beside the heading."""
    (actions,) = [one for one in page.all("div") if one["class"] == "actions"]
    targets = {one["action"] or one["href"] for one in actions.inside() if one.tag in ("form", "a")}
    verbs = {target.rstrip("/").rsplit("/", 1)[1] for target in targets}
    return verbs | {one["value"] for one in actions.inside() if one["name"] == "status"}


@pytest.mark.parametrize("kind", DETAILS)
def test_every_kind_has_its_page(kind: str, alena: User, jana: Customer) -> None:
    ticket = log_case(kind, by=alena, customer=jana, options=["An apology", "A voucher"], chosen=1)
    page = Page(signed_in(alena).get(ticket.get_absolute_url()))
    assert page.status == 200
    for words in (ticket.subject, "Jana Nováková", "A voucher chosen", "Alena Dvořáková logged it"):
        assert words in page.text


def test_a_walk_in_has_a_page_too(alena: User) -> None:
    ticket = log_case("complaint", by=alena)
    page = Page(signed_in(alena).get(ticket.get_absolute_url()))
    assert "Walk-in" in page.text
    assert "This customer has no e-mail address" in page.text


def test_buttons_are_only_for_what_one_may_do_now(alena: User, ivan: User, room_change: Ticket) -> None:
    url = room_change.get_absolute_url()
    expected = {"taking", "assignment", "escalation", "kind", "resolution"}
    expected |= {"status", "open", "pending", "on_hold"}
    assert buttons_on(Page(signed_in(alena).get(url))) == expected
    resolve(room_change, outcome=Outcome.AS_ASKED, explanation="Moved.", by=alena)
    assert buttons_on(Page(signed_in(alena).get(url))) == {"kind", "reopening"}
    assert buttons_on(Page(signed_in(ivan).get(url))) == {"kind", "reopening", "status", "closed"}
    move(room_change, Status.CLOSED, by=ivan)
    closed = Page(signed_in(ivan).get(url))
    assert buttons_on(closed) == {f"?origin=back-{room_change.pk}"}
    assert not closed.all("form", id="composer")


def test_every_button_works(alena: User, room_change: Ticket) -> None:
    """No button of the page leads to an error, whatever state the ticket is in."""
    client = signed_in(alena)
    for status in (Status.NEW, Status.OPEN, Status.PENDING, Status.ON_HOLD):
        Ticket.objects.filter(pk=room_change.pk).update(status=status)
        page = Page(client.get(room_change.get_absolute_url()))
        for verb in buttons_on(page) & {"assignment", "escalation", "kind", "resolution"}:
            assert client.get(f"{room_change.get_absolute_url()}{verb}/").status_code == 200
        for target in buttons_on(page) & set(Status.values):
            Ticket.objects.filter(pk=room_change.pk).update(status=status)
            assert (
                client.post(f"{room_change.get_absolute_url()}status/", {"status": target}).status_code == 302
            )
            assert Ticket.objects.get().status == target


def test_an_auditor_reads_and_has_no_buttons(jan: User, room_change: Ticket) -> None:
    page = Page(signed_in(jan).get(room_change.get_absolute_url()))
    assert page.status == 200
    assert buttons_on(page) == set()
    assert not page.all("form", id="composer")


def test_times_are_those_of_the_site(petra: User, room_change: Ticket) -> None:
    page = Page(signed_in(petra).get(room_change.get_absolute_url()))
    assert "Times of Europe/Prague." in page.text


def test_what_people_typed_is_text_and_nothing_else(alena: User) -> None:
    nasty = '"><script>alert(1)</script>{{ 7|add:7 }}'
    ticket = log_case(
        "complaint", by=alena, subject=nasty, what_happened=nasty, wanted=nasty, options=[nasty]
    )
    client = signed_in(alena)
    for url in (ticket.get_absolute_url(), "/", f"/tickets/{ticket.pk}/assignment/"):
        page = Page(client.get(url))
        assert nasty in page.root.text
        assert not [one for one in page.all("script") if not one["src"]]
