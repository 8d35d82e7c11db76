"""Two people write the same case down at once: nothing is lost, and both are told."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from customers.models import Customer
from helpdesk.live.models import News
from helpdesk.record.models import Entry
from helpdesk.staff.models import Team, User
from tests.at_once import at_once
from tests.cast import log_case
from tests.pages import Page, signed_in
from tickets.kinds.return_ import Return
from tickets.models import Reference, Ticket
from tickets.tests.test_kinds_at_site import typed_return
from tickets.tests.test_new_page import form_of

pytestmark = pytest.mark.django_db

URL = "/tickets/new/"


def log(by: User, form: dict[str, str]) -> Page:
    """The page one sees after saving."""
    return Page(signed_in(by).post(URL, form, follow=True))


def known_to(user: User, page: Page) -> str:
    """What stands on the page after saving, or waits under the bell."""
    return " ".join([page.text, *News.objects.filter(recipient=user).values_list("text", flat=True)])


@pytest.mark.django_db(transaction=True)
def test_both_are_logged_and_both_are_told(
    alena: User, karel: User, jana: Customer, front_desk: Team
) -> None:
    User.objects.filter(pk=karel.pk).update(language="en")
    forms = {by: typed_return(jana, front_desk) for by in (alena, karel)}
    pages = at_once(*[lambda by=by: log(by, forms[by]) for by in forms])
    assert [page for page in pages if isinstance(page, Exception)] == []
    assert Ticket.objects.count() == Return.objects.count() == Reference.objects.count() == 2
    assert Entry.objects.filter(verb="ticket.logged").count() == 2
    for by, page in zip(forms, pages, strict=True):
        assert isinstance(page, Page)
        own = Ticket.objects.get(created_by=by)
        theirs = Ticket.objects.exclude(pk=own.pk).get()
        assert own.customer == jana
        assert f"Ticket {own.number} is logged." in page.text
        assert f"icket {theirs.number}" in known_to(by, page)
        assert "about the same" in known_to(by, page)


def test_the_second_reads_it_and_the_first_hears_it(
    alena: User, karel: User, jana: Customer, front_desk: Team
) -> None:
    log(karel, typed_return(jana, front_desk))
    first = Ticket.objects.get()
    page = log(alena, typed_return(jana, front_desk))
    second = Ticket.objects.exclude(pk=first.pk).get()
    told = f"Ticket {first.number}, logged a moment ago by Karel Svoboda, may be about the same"
    assert told in page.text
    news = News.objects.get(recipient=karel)
    assert (news.url, str(second.number) in news.text) == (second.get_absolute_url(), True)
    assert not News.objects.filter(recipient=alena).exists()


def test_nobody_is_told_of_their_own(alena: User, jana: Customer, front_desk: Team) -> None:
    log(alena, form_of(jana, front_desk))
    page = log(alena, form_of(jana, front_desk))
    assert "may be about the same" not in page.text
    assert not News.objects.exists()


def test_nobody_hears_of_a_complaint_about_themselves(
    alena: User, karel: User, jana: Customer, front_desk: Team
) -> None:
    log(karel, form_of(jana, front_desk))
    page = log(alena, form_of(jana, front_desk, **{"details-colleague": str(karel.pk)}))
    assert "may be about the same" in page.text
    assert not News.objects.filter(recipient=karel).exists()


def test_what_was_logged_an_hour_ago_is_no_twin(
    alena: User, karel: User, jana: Customer, front_desk: Team
) -> None:
    log_case("complaint", by=karel, customer=jana)
    Ticket.objects.update(created_at=timezone.now() - timedelta(hours=1))
    page = log(alena, form_of(jana, front_desk))
    assert "may be about the same" not in page.text
    assert not News.objects.exists()


def test_it_is_said_before_anything_is_saved(
    alena: User, karel: User, jana: Customer, front_desk: Team
) -> None:
    """Whoever is slower can still add to the other one instead."""
    log(karel, typed_return(jana, front_desk))
    first = Ticket.objects.get()
    client: Client = signed_in(alena)
    sent = typed_return(jana, front_desk)
    page = Page(client.post("/tickets/new/preview/", sent))
    (button,) = page.all("button", formaction=f"/tickets/{first.pk}/addition/")
    assert client.post(button["formaction"], sent)["Location"] == first.get_absolute_url()
    assert Ticket.objects.get().messages.get().body == "Three people before her, one of us.\n\nAn apology."
