"""A clock asks the supervisors by itself."""

import pytest

from customers.models import Customer
from helpdesk.live.models import News
from helpdesk.record.models import Entry
from helpdesk.record.sentences import say
from helpdesk.record.verification import breaks
from helpdesk.staff.models import User
from tests.cast import log_case
from tests.pages import Page, signed_in
from tickets.domain.escalation import answer, escalate
from tickets.domain.history import history_of
from tickets.domain.reminders import run_clocks
from tickets.enums import Answer, Listener, Target
from tickets.models import Clock, Escalation, SlaTarget, Ticket
from tickets.tests.promised import HOUR, after, at, before, promise, share

pytestmark = pytest.mark.django_db


@pytest.fixture
def ticket(alena: User, ivan: User, jana: Customer) -> Ticket:
    """Of ten hours: reminded at nine, asked about at ten."""
    promise(before(HOUR), after(0 * HOUR, escalates=True))
    User.objects.filter(pk=ivan.pk).update(language="en")
    return log_case("room_change", by=alena, customer=jana)


@pytest.fixture
def asked(ticket: Ticket) -> Escalation:
    run_clocks(now=at(Clock.objects.get(), 10 * HOUR))
    return Escalation.objects.get()


def test_it_asks_once(ticket: Ticket, ivan: User) -> None:
    clock = Clock.objects.get()
    run_clocks(now=at(clock, 9 * HOUR))
    assert not Escalation.objects.exists()
    for _again in range(2):
        run_clocks(now=at(clock, 10 * HOUR))
    asked = Escalation.objects.get()
    assert (asked.ticket, asked.asked_by, asked.reason, asked.target) == (ticket, None, "", "resolution")
    assert asked.asked_at == at(clock, 10 * HOUR)
    news = News.objects.get(kind="approval_asked")
    assert (news.recipient, news.cause) == (ivan, f"escalation:{asked.pk}:asked")
    assert news.text == f"The clock asks about ticket {ticket.number}: It is not resolved yet."


def test_it_is_recorded_after_the_breach(asked: Escalation, ticket: Ticket) -> None:
    entries = list(Entry.objects.about(ticket))[-2:]
    assert [(entry.verb, entry.by) for entry in entries] == [
        ("clock.breached", None),
        ("escalation.asked", None),
    ]
    assert entries[1].details == {"escalation": asked.pk, "target": "resolution"}
    assert say(entries[1]) == "asked a supervisor: It is not resolved yet."
    assert list(breaks()) == []


def test_the_ticket_has_changed_for_every_list(asked: Escalation, ticket: Ticket) -> None:
    ticket.refresh_from_db()
    assert ticket.updated_at == asked.asked_at


def test_it_does_not_ask_while_a_question_waits(ticket: Ticket, alena: User, ivan: User) -> None:
    question = escalate(ticket, reason="May I?", by=alena)
    run_clocks(now=at(Clock.objects.get(), 10 * HOUR))
    assert Escalation.objects.get() == question
    assert not Entry.objects.filter(verb="escalation.asked", by=None).exists()


def test_two_clocks_of_a_ticket_ask_one_question(alena: User, ivan: User) -> None:
    policy = promise(share(50, escalates=True))
    first = SlaTarget.objects.create(
        policy=policy, target=Target.FIRST_RESPONSE, within=HOUR, round_the_clock=True
    )
    first.reminders.create(point="after", time=0 * HOUR, listeners=[Listener.ASSIGNEE], escalates=True)
    log_case("room_change", by=alena)
    run_clocks(now=at(Clock.objects.get(target=Target.RESOLUTION), 5 * HOUR))
    assert Escalation.objects.get().target == Target.FIRST_RESPONSE


@pytest.mark.parametrize("is_accused", [True, False])
def test_the_accused_supervisor_is_not_asked(alena: User, ivan: User, is_accused: bool) -> None:
    promise(after(0 * HOUR, escalates=True))
    log_case("complaint", by=alena, colleague=ivan if is_accused else None)
    run_clocks(now=at(Clock.objects.get(), 10 * HOUR))
    assert Escalation.objects.count() == 1
    assert News.objects.filter(recipient=ivan).exists() is not is_accused


def test_of_the_answer_nobody_is_told(asked: Escalation, ivan: User) -> None:
    told = News.objects.count()
    answered = answer(asked, answer=Answer.ADVICE, text="Ring her.", by=ivan)
    assert (answered.answered_by, answered.answer_text) == (ivan, "Ring her.")
    assert News.objects.count() == told


def test_pages_say_that_the_clock_asks(asked: Escalation, ticket: Ticket, ivan: User, alena: User) -> None:
    client = signed_in(ivan)
    page = Page(client.get(ticket.get_absolute_url()))
    assert "The clock asks a supervisor" in page.text
    assert "The clock: It is not resolved yet." in page.text
    for url in ("/supervisor/", "/handover/", f"{ticket.get_absolute_url()}print/"):
        page = Page(client.get(url))
        assert "The clock" in page.text, url
        assert "It is not resolved yet." in page.text, url
        assert "(erased)" not in page.text, url
        assert "None" not in page.text, url


def test_answering_on_its_page(asked: Escalation, ticket: Ticket, ivan: User) -> None:
    client, url = signed_in(ivan), f"/escalations/{asked.pk}/answer/"
    page = Page(client.get(url))
    assert "Answer the clock" in page.text
    assert "The clock: It is not resolved yet." in page.text
    page = Page(client.post(url, {"answer": "agreed", "text": ""}, follow=True))
    assert "Answered." in page.text
    asked.refresh_from_db()
    assert (asked.answer, asked.answered_by) == ("agreed", ivan)


def test_in_the_history_of_the_customer(asked: Escalation, jana: Customer, alena: User) -> None:
    moments = history_of(jana, user=alena, asked={}).moments
    told = [(moment.name, moment.text, moment.who) for moment in moments if moment.name == "asked"]
    assert told == [("asked", "It is not resolved yet.", "The clock")]
    page = Page(signed_in(alena).get(f"/tickets/of-customer/{jana.pk}/"))
    assert "The clock" in page.text
