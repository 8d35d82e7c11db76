from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from customers.models import Customer
from helpdesk.staff.models import User
from tests.cast import log_case
from tests.pages import Page, signed_in
from tickets.domain.escalation import answer, escalate
from tickets.domain.history import SIZE, History, history_of
from tickets.domain.message import add_message
from tickets.domain.resolution import reopen, resolve
from tickets.enums import Answer, Direction, MessageType, Outcome
from tickets.models import Message, Ticket

pytestmark = pytest.mark.django_db


def call(ticket: Ticket, *, by: User, text: str = "Rang.", direction: Direction = Direction.IN) -> Message:
    said = Message(type=MessageType.CALL, direction=direction, body=text)
    return add_message(ticket, said, by=by)


def told(history: History) -> list[str]:
    return [f"{moment.ticket.subject}: {moment.name} {moment.text}".strip() for moment in history.moments]


def all_pages(customer: Customer, *, user: User) -> list[History]:
    pages = [history_of(customer, user=user, asked={})]
    while mark := pages[-1].older_mark:
        pages.append(history_of(customer, user=user, asked={"after": mark}))
    return pages


def test_everything_in_one_order(jana: Customer, alena: User, ivan: User) -> None:
    first = log_case("room_change", by=alena, customer=jana, subject="Cold", what_happened="No water.")
    second = log_case("enquiry", by=alena, customer=jana, subject="Bus", what_happened="The late bus?")
    call(first, by=alena)
    escalation = escalate(first, reason="A free night?", by=alena)
    answer(escalation, answer=Answer.AGREED, text="Do.", by=ivan)
    resolve(first, outcome=Outcome.AS_ASKED, explanation="Moved to 305.", by=alena)
    reopen(first, reason="Cold again.", by=alena)
    call(second, by=alena, text="Never mind.")
    assert told(history_of(jana, user=alena, asked={})) == [
        "Bus: said Never mind.",
        "Cold: reopened Cold again.",
        "Cold: resolved Moved to 305.",
        "Cold: answered Do.",
        "Cold: asked A free night?",
        "Cold: said Rang.",
        "Bus: logged The late bus?",
        "Cold: logged No water.",
    ]
    assert told(history_of(jana, user=alena, kind="enquiry", asked={})) == [
        "Bus: said Never mind.",
        "Bus: logged The late bus?",
    ]


def test_only_what_one_may_see(jana: Customer, piotr: Customer, alena: User, ivan: User, zofia: User) -> None:
    log_case("room_change", by=alena, customer=jana)
    hidden = log_case("complaint", by=alena, customer=jana, colleague=ivan)
    call(hidden, by=alena)
    log_case("room_change", by=alena, customer=piotr)
    assert len(history_of(jana, user=alena, asked={}).moments) == 3
    assert len(history_of(jana, user=ivan, asked={}).moments) == 1
    assert history_of(jana, user=zofia, asked={}).moments == []


def test_page_by_page_nothing_is_missed_or_told_twice(jana: Customer, alena: User) -> None:
    ticket = log_case("room_change", by=alena, customer=jana)
    other = log_case("enquiry", by=alena, customer=jana)
    for n in range(SIZE + 9):
        call(ticket if n % 2 else other, by=alena, text=f"No. {n}")
    # Several of them at the very same moment, across sorts and tickets.
    same = timezone.now() - timedelta(hours=1)
    Message.objects.filter(pk__in=Message.objects.order_by("pk")[5:20]).update(at=same)
    Ticket.objects.update(created_at=same)
    pages = all_pages(jana, user=alena)
    seen = [(moment.what, moment.number) for page in pages for moment in page.moments]
    assert (len(seen), len(set(seen))) == (SIZE + 11, SIZE + 11)
    moments = [moment.at for page in pages for moment in page.moments]
    assert moments == sorted(moments, reverse=True)
    assert [bool(page.newer_mark) for page in pages] == [False] + [True] * (len(pages) - 1)
    back = pages[-1]
    for before in reversed(pages[:-1]):
        back = history_of(jana, user=alena, asked={"before": back.newer_mark})
        assert told(back) == told(before)
        assert back.older_mark == before.older_mark
    assert back.newer_mark == ""


def test_an_unreadable_mark_gives_the_first_page(jana: Customer, alena: User) -> None:
    log_case("room_change", by=alena, customer=jana)
    first = history_of(jana, user=alena, asked={})
    for asked in ({"after": "x"}, {"before": ""}, {"after": "\x00"}, {"before": "1:2:3"}):
        assert told(history_of(jana, user=alena, asked=asked)) == told(first)


@pytest.fixture
def desk(alena: User) -> Client:
    return signed_in(alena)


def test_the_page_and_its_panel(desk: Client, jana: Customer, alena: User) -> None:
    ticket = log_case("room_change", by=alena, customer=jana, subject="Cold")
    said = call(ticket, by=alena, text="x" * 500)
    call(ticket, by=alena, direction=Direction.OUT)
    resolve(ticket, outcome=Outcome.EXPLAINED, explanation="So it is.", by=alena)
    url = f"/tickets/of-customer/{jana.pk}/"
    page = Page(desk.get(url))
    for words in ("Case logged", "The customer called", "We called the customer", "Resolved: Explained"):
        assert words in page.text
    assert "x" * 300 not in page.text
    assert [one for one in page.all("a") if one["href"] == f"/tickets/{ticket.pk}/messages/{said.pk}/"]
    panel = Page(desk.get(url, HTTP_HX_REQUEST="true"))
    assert (panel.all("html"), len(panel.all("li"))) == ([], 4)
    assert "Nothing of this kind" in Page(desk.get(url, {"kind": "enquiry"})).text
    assert len(Page(desk.get(url, {"kind": "nonsense"})).all("li", lambda one: "moment" in one["class"])) == 4


def test_the_way_to_older_things_stays_in_the_kind(desk: Client, jana: Customer, alena: User) -> None:
    ticket = log_case("room_change", by=alena, customer=jana)
    for n in range(SIZE + 1):
        call(ticket, by=alena, text=f"No. {n}")
    url = f"/tickets/of-customer/{jana.pk}/"
    (older,) = Page(desk.get(url, {"kind": "room_change"})).all("a", rel="next")
    assert older["href"] == older["hx-get"]
    assert older["href"].startswith(f"{url}?after=")
    page = Page(desk.get(older["href"]))
    assert "Case logged" in page.text
    (newer,) = page.all("a", rel="prev")
    assert "kind=room_change" in newer["href"]
