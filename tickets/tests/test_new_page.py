from uuid import uuid4

import pytest
from django.test import Client

from customers.models import Customer
from helpdesk.record.models import Entry
from helpdesk.staff.models import Team, User
from tests.at_once import at_once
from tests.pages import Page, signed_in
from tickets.enums import Status
from tickets.models import Ticket

pytestmark = pytest.mark.django_db

URL = "/tickets/new/"
PREVIEW = "/tickets/new/preview/"


@pytest.fixture
def desk(alena: User) -> Client:
    return signed_in(alena)


def form_of(customer: Customer | None, team: Team, **changes: str) -> dict[str, str]:
    """A complaint as Alena types it."""
    return {
        "kind": "complaint",
        "form_key": str(uuid4()),
        "customer": str(customer.pk) if customer else "",
        "subject": "Forty minutes at the desk",
        "what_happened": "Three people before her, one of us.",
        "wanted": "An apology.",
        "details-about": "waiting",
        "details-cause": "waiting",
        "details-severity": "medium",
        "details-colleague": "",
        "option_0": "An apology",
        "option_1": "A free drink",
        "option_2": "",
        "chosen": "1",
        "team": str(team.pk),
        "channel": "in_person",
        "priority": "3",
        "take": "on",
    } | changes


def test_logging_a_case(desk: Client, alena: User, jana: Customer, front_desk: Team) -> None:
    answer = desk.post(URL, form_of(jana, front_desk))
    ticket = Ticket.objects.get()
    assert answer["Location"] == ticket.get_absolute_url()
    assert (ticket.kind, ticket.customer, ticket.site) == ("complaint", jana, front_desk.site)
    assert (ticket.assignee, ticket.status) == (alena, Status.OPEN)
    assert [(one.text, one.is_chosen) for one in ticket.options.all()] == [
        ("An apology", False),
        ("A free drink", True),
    ]
    told = list(Entry.objects.about(ticket).values_list("verb", "by_name"))
    assert told[0] == ("ticket.logged", "Alena Dvořáková")
    assert [verb for verb, _ in told] == ["ticket.logged", "ticket.assigned", "ticket.moved"]


def test_leaving_it_to_the_team(desk: Client, jana: Customer, front_desk: Team) -> None:
    sent = form_of(jana, front_desk)
    del sent["take"]
    desk.post(URL, sent)
    ticket = Ticket.objects.get()
    assert (ticket.assignee, ticket.status) == (None, Status.NEW)


def test_what_is_missing_is_said_and_what_was_typed_stays(
    desk: Client, jana: Customer, front_desk: Team
) -> None:
    sent = form_of(jana, front_desk, what_happened="", **{"details-cause": "nonsense"})
    answer = desk.post(URL, sent)
    page = Page(answer)
    assert answer.status_code == 422
    assert "Everything you typed is still here" in page.text
    came_back = page.filled_in("subject")
    typed = {name: value for name, value in sent.items() if name != "details-cause"}
    assert {name: came_back.get(name) for name in typed} == typed
    assert not Ticket.objects.exists()


def test_the_same_form_posted_twice_logs_one_ticket(desk: Client, jana: Customer, front_desk: Team) -> None:
    sent = form_of(jana, front_desk)
    first, second = desk.post(URL, sent), desk.post(URL, sent)
    assert first["Location"] == second["Location"]
    assert Ticket.objects.count() == 1


def test_posted_twice_a_new_customer_is_added_once(desk: Client, front_desk: Team) -> None:
    sent = form_of(None, front_desk, new_name="Eva Benešová", new_phone="602 123 456", new_language="cs")
    desk.post(URL, sent)
    desk.post(URL, sent)
    assert Ticket.objects.get().customer == Customer.objects.get()
    assert str(Customer.objects.get().phone) == "+420 602 123 456"


def test_somebody_elses_form_key_leads_nowhere(
    desk: Client, zofia: User, returns_desk: Team, agnieszka: Customer, jana: Customer, front_desk: Team
) -> None:
    """A key that a stranger's ticket has must not open that ticket; the case is not lost either."""
    theirs = form_of(agnieszka, returns_desk)
    signed_in(zofia).post(URL, theirs)
    answer = desk.post(URL, form_of(jana, front_desk, form_key=theirs["form_key"]), follow=True)
    assert answer.status_code < 500
    assert "Agnieszka" not in answer.content.decode()


def test_a_walk_in_leaves_no_details(desk: Client, front_desk: Team) -> None:
    desk.post(URL, form_of(None, front_desk, walk_in="on"))
    assert Ticket.objects.get().customer is None


def test_nobody_is_logged_for_nobody(desk: Client, front_desk: Team) -> None:
    answer = desk.post(URL, form_of(None, front_desk))
    assert answer.status_code == 422
    assert "Find the customer, add a new one, or mark them as a walk-in." in answer.content.decode()


def test_without_javascript_the_matches_are_offered(
    desk: Client, jana: Customer, piotr: Customer, front_desk: Team
) -> None:
    sent = form_of(None, front_desk, customer_text="novakova")
    page = Page(desk.post(URL, sent))
    assert page.status == 422
    (offered,) = page.all("input", type="radio", name="customer")
    assert offered["value"] == str(jana.pk)
    assert "Choose one of the customers found." in page.text
    chosen = page.filled_in("subject") | {"customer": offered["value"]}
    assert desk.post(URL, chosen).status_code == 302
    assert Ticket.objects.get().customer == jana


def test_when_nobody_fits_the_way_on_is_said(desk: Client, front_desk: Team) -> None:
    page = Page(desk.post(URL, form_of(None, front_desk, customer_text="Nobody")))
    assert "Nobody found. Add them as a new customer, or mark them as a walk-in." in page.text


def test_a_customer_of_another_site_cannot_be_attached(
    desk: Client, agnieszka: Customer, front_desk: Team
) -> None:
    answer = desk.post(URL, form_of(agnieszka, front_desk))
    assert answer.status_code == 422
    assert "Agnieszka" not in answer.content.decode()
    assert not Ticket.objects.exists()


def test_nor_shown_by_asking_for_them(desk: Client, agnieszka: Customer, jana: Customer) -> None:
    assert "Agnieszka" not in desk.get(URL, {"customer": agnieszka.pk}).content.decode()
    assert "Jana Nováková" in desk.get(URL, {"customer": jana.pk}).content.decode()


def test_a_team_of_another_site_is_refused(desk: Client, jana: Customer, returns_desk: Team) -> None:
    answer = desk.post(URL, form_of(jana, returns_desk))
    assert answer.status_code == 422
    assert "Sklep" not in answer.content.decode()
    assert not Ticket.objects.exists()


def test_a_colleague_of_another_site_is_refused(
    desk: Client, jana: Customer, front_desk: Team, zofia: User
) -> None:
    answer = desk.post(URL, form_of(jana, front_desk, **{"details-colleague": str(zofia.pk)}))
    assert answer.status_code == 422
    assert not Ticket.objects.exists()


def test_a_complaint_about_oneself_is_logged_and_gone(
    desk: Client, alena: User, jana: Customer, front_desk: Team
) -> None:
    answer = desk.post(URL, form_of(jana, front_desk, **{"details-colleague": str(alena.pk)}))
    assert answer["Location"] == "/"
    ticket = Ticket.objects.get()
    assert ticket.assignee is None
    assert desk.get(ticket.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("kind", ["complaint", "return", "price_correction", "room_change"])
def test_choosing_another_kind_keeps_what_was_typed(
    desk: Client, jana: Customer, front_desk: Team, kind: str
) -> None:
    sent = form_of(jana, front_desk, subject="", choose_kind=kind, new_phone="nonsense")
    del sent["take"], sent["priority"]
    page = Page(desk.post(URL, sent))
    assert page.status == 200
    assert "Something is missing or wrong" not in page.text
    assert not [one for one in page.root.inside() if "is-invalid" in one["class"]]
    kept = page.filled_in("subject")
    assert kept["kind"] == kind
    typed = {name: sent[name] for name in sent if not name.startswith("details-") and name != "choose_kind"}
    assert {name: kept.get(name) for name in typed} == typed | {"kind": kind}
    assert "take" not in kept
    assert not Ticket.objects.exists()


def test_what_was_typed_for_a_kind_waits_until_it_comes_back(
    desk: Client, jana: Customer, front_desk: Team
) -> None:
    typed = form_of(jana, front_desk, **{"details-severity": "high"})
    away = Page(desk.post(URL, typed | {"choose_kind": "return"})).filled_in("subject")
    back = Page(desk.post(URL, away | {"choose_kind": "complaint"})).filled_in("subject")
    kept = ("details-about", "details-cause", "details-severity")
    assert {name: back[name] for name in kept} == {name: typed[name] for name in kept}


@pytest.mark.parametrize("typed", ["\x00", "999999999999999999999999", "-1"])
def test_garbage_is_a_mistake_not_a_failure(
    desk: Client, jana: Customer, front_desk: Team, typed: str
) -> None:
    names = [
        *form_of(jana, front_desk),
        "customer_text",
        "new_name",
        "new_phone",
        "new_email",
        "new_language",
    ]
    for name in names:
        sent = form_of(jana, front_desk) | {name: typed}
        assert desk.post(URL, sent).status_code in (200, 302, 422), name
        assert desk.post(URL, sent | {"choose_kind": "return"}).status_code == 200, name
        assert desk.get(URL, {name: typed}).status_code == 200, name


def test_arithmetic_while_typing(desk: Client, front_desk: Team) -> None:
    typed = {
        "kind": "price_correction",
        "team": str(front_desk.pk),
        "details-item": "Coffee",
        "details-agreed_price": "24.90",
        "details-charged_price": "29,90",
        "details-quantity": "2",
    }
    assert "CZK 10.00" in Page(desk.post(PREVIEW, typed)).text
    for garbage in ("", "\x00", "1" * 400, "NaN", "-5", "½"):
        for name in (*typed, "customer", "subject", "form_key"):
            assert desk.post(PREVIEW, typed | {name: garbage}).status_code == 200


def test_a_body_of_20_mb_is_too_large(desk: Client, jana: Customer, front_desk: Team) -> None:
    answer = desk.post(URL, form_of(jana, front_desk, what_happened="x" * 20_000_000))
    assert answer.status_code == 413
    assert "That is too large to send" in Page(answer).text
    assert not Ticket.objects.exists()


def test_a_form_with_too_many_fields_is_refused(desk: Client) -> None:
    assert desk.post(URL, {f"field_{n}": "x" for n in range(1500)}).status_code == 400


def test_whoever_has_no_team_logs_nothing(front_desk: Team) -> None:
    alone = User.objects.create_user("new@desk.example", name="Nora Nová")
    assert signed_in(alone).get(URL).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_posted_twice_at_the_same_moment_adds_one_ticket_and_one_customer(
    alena: User, front_desk: Team
) -> None:
    data = form_of(None, front_desk, new_name="Nová Zákaznice", new_language="cs")

    def post() -> int:
        client = Client()
        client.force_login(alena)
        return client.post(URL, data).status_code

    assert at_once(post, post) == [302, 302]
    assert Ticket.objects.count() == Customer.objects.filter(name="Nová Zákaznice").count() == 1
