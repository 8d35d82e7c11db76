"""The charges of a bill on the new-ticket page: they survive whatever happens to the page."""

from decimal import Decimal

import pytest
from django.test import Client

from helpdesk.staff.models import User
from tests.cast import typed_details
from tests.pages import Page, signed_in
from tickets.kinds.bill_question import BillLine
from tickets.models import Ticket

pytestmark = pytest.mark.django_db

URL = "/tickets/new/"


@pytest.fixture
def desk(alena: User) -> Client:
    return signed_in(alena)


@pytest.fixture
def typed(desk: Client) -> dict[str, str]:
    """A bill question as the page has it, with three charges and nothing else missing."""
    page = Page(desk.post(URL, {"choose_kind": "bill_question"}))
    details = {f"details-{name}": value for name, value in typed_details("bill_question").items()}
    return (
        page.filled_in("subject") | details | {"what_happened": "Two charges nobody knows.", "walk_in": "on"}
    )


def lines_of(page: Page) -> dict[str, str]:
    filled = page.filled_in("subject")
    return {name: value for name, value in filled.items() if name.startswith("details-line_")}


def test_each_charge_is_logged(desk: Client, typed: dict[str, str]) -> None:
    assert desk.post(URL, typed).status_code == 302
    assert Ticket.objects.get().kind == "bill_question"
    amounts = BillLine.objects.order_by("position").values_list("text", "amount", "verdict", "corrected_to")
    assert next(iter(amounts)) == ("Minibar", Decimal(340), "corrected", Decimal(120))
    assert len(amounts) == 3


def test_they_come_back_with_a_mistake(desk: Client, typed: dict[str, str]) -> None:
    sent = typed | {"details-line_1_amount": "much", "what_happened": ""}
    page = Page(desk.post(URL, sent))
    assert page.status == 422
    back = lines_of(page)
    assert {name: back[name] for name in back if name in sent} == {
        name: value for name, value in sent.items() if name.startswith("details-line_")
    }
    assert back["details-line_3_text"] == ""
    assert not Ticket.objects.exists()


def test_they_wait_while_another_kind_is_looked_at(desk: Client, typed: dict[str, str]) -> None:
    away = Page(desk.post(URL, typed | {"choose_kind": "enquiry"})).filled_in("subject")
    back = Page(desk.post(URL, away | {"choose_kind": "bill_question"}))
    lines = lines_of(back)
    assert {name: lines[name] for name in typed if name.startswith("details-line_")} == {
        name: value for name, value in typed.items() if name.startswith("details-line_")
    }


def test_without_javascript_another_row_comes_when_all_are_full(desk: Client, typed: dict[str, str]) -> None:
    page = Page(desk.post(URL, typed | {"choose_kind": "bill_question"}))
    assert page.status == 200
    assert "details-line_3_text" in lines_of(page)
    assert "details-line_4_text" not in lines_of(page)
    full = page.filled_in("subject") | {"details-line_3_text": "Parking", "details-line_3_amount": "80"}
    assert "details-line_4_text" in lines_of(Page(desk.post(URL, full | {"choose_kind": "bill_question"})))


def test_the_sum_follows_as_one_types(desk: Client, typed: dict[str, str]) -> None:
    shown = Page(desk.post("/tickets/new/preview/", typed)).text
    assert "CZK 220.00" in shown
    assert "CZK 720.00 of CZK 940.00 stays on the bill" in shown
