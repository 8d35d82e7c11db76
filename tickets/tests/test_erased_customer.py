"""The case of a person who was erased: its steps go on, words are no longer taken."""

from datetime import timedelta

import pytest
from django.utils import timezone

from customers.domain.erasure import erase
from customers.enums import ErasureGround
from customers.models import Customer
from helpdesk.mail.models import Letter
from helpdesk.notifications.domain.sending import send_due
from helpdesk.record.models import Entry
from helpdesk.staff.models import User
from tests.cast import log_case
from tests.pages import Page, signed_in
from tickets.domain.assignment import take
from tickets.domain.errors import NotPossible
from tickets.domain.escalation import answer, escalate
from tickets.domain.exception import ask_exception
from tickets.domain.kind import correct_details
from tickets.domain.lifecycle import move
from tickets.domain.message import add_message
from tickets.domain.reminders import run_clocks
from tickets.domain.resolution import reopen, resolve
from tickets.enums import Answer, Direction, MessageType, Outcome, Status
from tickets.kinds import kind_of
from tickets.kinds.room_change import RoomChange
from tickets.models import Clock, Escalation, Message, Reference, Resolution, Ticket

pytestmark = pytest.mark.django_db

NO_MORE = "Nothing more can be written here"


@pytest.fixture
def erased(room_change: Ticket, jana: Customer, alena: User, ivan: User) -> Ticket:
    """Jana's case, escalated and not finished, when she was erased."""
    escalate(room_change, reason="A free night?", by=alena)
    erase(jana, by=ivan, because=ErasureGround.ASKED)
    return Ticket.objects.get(pk=room_change.pk)


def test_the_case_stays(erased: Ticket, jana: Customer) -> None:
    assert (erased.kind, erased.status, erased.customer) == ("room_change", Status.NEW, jana)
    assert (erased.subject, erased.title, str(erased)) == ("", "(erased)", f"{erased.number} (erased)")
    details = RoomChange.objects.get(ticket=erased)
    assert (details.booking, details.from_room, details.reason, details.nights) == ("", "", "no_hot_water", 2)
    assert details.currency == "CZK"
    assert not Reference.objects.filter(ticket=erased).exists()
    assert Clock.objects.filter(ticket=erased).count() == 2


def test_no_words_are_taken(erased: Ticket, alena: User, ivan: User) -> None:
    note = Message(type=MessageType.NOTE, direction=Direction.INTERNAL, body="Jana rang.")
    for write in (
        lambda: add_message(erased, note, by=alena),
        lambda: escalate(erased, reason="Jana rang.", by=alena),
        lambda: ask_exception(erased, rule="30 days", reason="Jana was ill.", by=alena),
        lambda: correct_details(erased, RoomChange(from_room="Jana", reason="noise"), by=alena),
    ):
        with pytest.raises(NotPossible, match=NO_MORE):
            write()
    assert not Message.objects.exists()


def test_steps_go_on_without_words(erased: Ticket, alena: User, ivan: User) -> None:
    take(erased, by=alena)
    move(erased, Status.ON_HOLD, by=alena)
    answer(Escalation.objects.get(), answer=Answer.AGREED, text="Give Jana the night.", by=ivan)
    resolution = resolve(erased, outcome=Outcome.AS_ASKED, explanation="Told Jana.", by=alena)
    assert (resolution.outcome, resolution.explanation) == (Outcome.AS_ASKED, "")
    answered = Escalation.objects.get()
    assert (answered.answer, answered.answer_text) == (Answer.AGREED, "")
    with pytest.raises(NotPossible, match=NO_MORE):
        reopen(erased, reason="Jana came back.", by=alena)
    assert move(erased, Status.CLOSED, by=ivan).status == Status.CLOSED
    erased.refresh_from_db()
    assert erased.last_line == ""
    said = [entry.said for entry in Entry.objects.about(erased)]
    assert "Jana" not in str(said)


def test_reminders_name_nobody(erased: Ticket, alena: User) -> None:
    take(erased, by=alena)
    due = Clock.objects.filter(ticket=erased).latest("due_at").due_at
    assert run_clocks(now=due) == 2
    send_due(now=timezone.now(), budget=timedelta(seconds=5))
    letters = Letter.objects.filter(erased_at=None)
    assert letters.exists()
    assert all("(erased)" in letter.text for letter in letters.filter(recipient=alena.email))


def test_a_note_typed_meanwhile_is_refused_and_kept_on_the_page(erased: Ticket, alena: User) -> None:
    answer = signed_in(alena).post(
        f"/tickets/{erased.pk}/messages/", {"type": "note", "body": "She called again."}
    )
    assert answer.status_code == 409
    assert NO_MORE in Page(answer).text


def test_there_is_nothing_to_explain(erased: Ticket, alena: User) -> None:
    client, url = signed_in(alena), f"/tickets/{erased.pk}/resolution/"
    assert not Page(client.get(url)).all("textarea")
    reason = kind_of("room_change").closing_reason_choices[0][0]
    sent = {"outcome": "as_asked", "closing_reason": reason, "explanation": "Told Jana."}
    assert client.post(url, sent).status_code == 302
    resolution = Resolution.objects.get()
    assert (resolution.closing_reason, resolution.explanation) == (reason, "")


def test_others_are_not_touched(erased: Ticket, alena: User, piotr: Customer) -> None:
    other = log_case("room_change", by=alena, customer=piotr)
    add_message(other, Message(type=MessageType.CALL, direction=Direction.OUT, body="Rang."), by=alena)
    assert Message.objects.get().body == "Rang."
