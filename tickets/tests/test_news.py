"""Who is told what about a ticket."""

import pytest
from django.utils import timezone

from helpdesk.live.models import News
from helpdesk.notifications.domain.mutes import mute
from helpdesk.notifications.kinds import KINDS
from helpdesk.notifications.subjects import seen_by
from helpdesk.staff.models import User
from tests.cast import log_case
from tickets.domain.assignment import assign, take
from tickets.domain.exception import ask_exception
from tickets.domain.message import add_message
from tickets.domain.news import mentioned
from tickets.enums import Direction, MessageType
from tickets.models import Message, Ticket, Watching

pytestmark = pytest.mark.django_db


def heard(kind: str) -> set[str]:
    return set(News.objects.filter(kind=kind).values_list("recipient__name", flat=True))


def called(ticket: Ticket, *, by: User) -> Message:
    """The customer rang."""
    said = Message(type=MessageType.CALL, direction=Direction.IN, body="Still cold.")
    return add_message(ticket, said, by=by)


def test_the_customers_word_reaches_whose_ticket_it_is_and_who_watches(
    room_change: Ticket, alena: User, karel: User, ivan: User
) -> None:
    take(room_change, by=alena)
    Watching.objects.create(ticket=room_change, user=ivan)
    said = called(Ticket.objects.get(pk=room_change.pk), by=karel)
    assert heard("customer_replied") == {alena.name, ivan.name}
    news = News.objects.get(recipient=alena, kind="customer_replied")
    assert (news.about, news.url) == (f"ticket:{room_change.pk}", room_change.get_absolute_url())
    assert news.cause == f"message:{said.pk}:replied"


def test_nobody_is_told_what_they_wrote_down_themselves(room_change: Ticket, alena: User) -> None:
    called(take(room_change, by=alena), by=alena)
    assert heard("customer_replied") == set()


def test_a_word_to_the_customer_is_no_answer_of_theirs(room_change: Ticket, alena: User, karel: User) -> None:
    ticket = take(room_change, by=alena)
    add_message(ticket, Message(type=MessageType.CALL, direction=Direction.OUT, body="Sorry."), by=karel)
    add_message(ticket, Message(type=MessageType.NOTE, direction=Direction.INTERNAL, body="Hm."), by=karel)
    assert heard("customer_replied") == set()


def test_a_watcher_a_complaint_is_about_hears_nothing(alena: User, karel: User, ivan: User) -> None:
    complaint = take(log_case("complaint", by=alena, colleague=karel), by=alena)
    Watching.objects.create(ticket=complaint, user=karel)
    called(complaint, by=ivan)
    assert heard("customer_replied") == {alena.name}


def test_who_has_muted_it_hears_only_their_name(
    room_change: Ticket, alena: User, karel: User, ivan: User
) -> None:
    mute(f"ticket:{room_change.pk}", by=alena, now=timezone.now())
    assign(room_change, team=room_change.team, assignee=alena, by=ivan)
    said = called(Ticket.objects.get(pk=room_change.pk), by=karel)
    assert mentioned(said, [alena, karel], by=karel) == [alena]
    assert {one.kind for one in News.objects.filter(recipient=alena)} == {"mentioned"}


def test_a_name_in_a_case_they_may_not_see_reaches_nobody(alena: User, karel: User, zofia: User) -> None:
    complaint = log_case("complaint", by=alena, colleague=karel)
    said = add_message(
        complaint, Message(type=MessageType.NOTE, direction=Direction.INTERNAL, body="Hm."), by=alena
    )
    assert mentioned(said, [karel, zofia], by=alena) == []


def test_supervisors_hear_that_an_exception_is_asked_for(
    room_change: Ticket, alena: User, ivan: User
) -> None:
    for _ in range(2):
        ask_exception(room_change, rule="day 45 of 30", reason="She was in hospital.", by=alena)
    news = News.objects.get(kind="approval_asked")
    assert news.recipient == ivan
    assert "She was in hospital." in news.text


def test_news_are_about_tickets_one_sees(alena: User, zofia: User, room_change: Ticket) -> None:
    about = f"ticket:{room_change.pk}"
    subject = seen_by(alena, [about, "ticket:0", "ticket:1x", "gossip:1", ""])[about]
    assert (subject.name, subject.pk, subject.url) == (
        "ticket",
        room_change.pk,
        room_change.get_absolute_url(),
    )
    assert seen_by(zofia, [about]) == {}


def test_all_kinds_the_issue_names_are_there() -> None:
    named = {"assigned", "mentioned", "customer_replied", "due_soon", "late"}
    assert set(KINDS) >= named | {"approval_asked", "approval_given", "low_score"}
