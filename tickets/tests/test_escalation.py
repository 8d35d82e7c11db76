import pytest

from helpdesk.live.models import News
from helpdesk.record.models import Entry
from helpdesk.staff.models import User
from tests.at_once import at_once
from tests.cast import log_case
from tickets.domain.errors import NotPossible
from tickets.domain.escalation import answer, escalate
from tickets.domain.resolution import resolve
from tickets.enums import Answer, Outcome
from tickets.forms.escalation import AnswerForm
from tickets.models import Escalation, Ticket

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(room_change: Ticket, alena: User, ivan: User) -> Escalation:
    return escalate(room_change, reason="She wants a suite.", by=alena)


def test_asking_tells_the_supervisors_of_the_site(
    asked: Escalation, alena: User, ivan: User, marek: User
) -> None:
    news = News.objects.get()
    assert (news.recipient, news.cause) == (ivan, f"escalation:{asked.pk}:asked")
    assert "She wants a suite." in news.text
    entry = Entry.objects.about(asked.ticket).last()
    assert entry is not None
    assert (entry.verb, entry.by) == ("escalation.asked", alena)
    assert (entry.details, entry.said) == ({"escalation": asked.pk}, {"reason": "She wants a suite."})


def test_one_question_at_a_time(asked: Escalation, alena: User, ivan: User) -> None:
    with pytest.raises(NotPossible, match="asked already"):
        escalate(asked.ticket, reason="Now!", by=alena)
    answer(asked, answer=Answer.DECLINED, text="Not again.", by=ivan)
    assert escalate(asked.ticket, reason="Please?", by=alena).pk != asked.pk


def test_a_resolved_ticket_asks_nothing(room_change: Ticket, alena: User) -> None:
    resolve(room_change, outcome=Outcome.AS_ASKED, explanation="Moved.", by=alena)
    with pytest.raises(NotPossible, match="resolved already"):
        escalate(room_change, reason="Late.", by=alena)


def test_the_accused_supervisor_is_not_asked(alena: User, ivan: User) -> None:
    complaint = log_case("complaint", by=alena, colleague=ivan)
    escalate(complaint, reason="It is about Ivan.", by=alena)
    assert not News.objects.exists()


def test_the_answer_is_kept_recorded_and_told(asked: Escalation, alena: User, ivan: User) -> None:
    answered = answer(asked, answer=Answer.AGREED, text="Give her 501.", by=ivan)
    assert (answered.answer, answered.answered_by, answered.answer_text) == (
        Answer.AGREED,
        ivan,
        "Give her 501.",
    )
    assert answered.answered_at is not None
    entry = Entry.objects.about(asked.ticket).last()
    assert entry is not None
    assert (entry.verb, entry.by) == ("escalation.answered", ivan)
    assert entry.details == {"escalation": asked.pk, "answer": "agreed"}
    assert entry.said == {"text": "Give her 501."}
    assert "Give her 501." in News.objects.get(recipient=alena).text


def test_associates_and_auditors_answer_nothing(asked: Escalation, karel: User, jan: User) -> None:
    for person in (karel, jan):
        with pytest.raises(NotPossible):
            answer(asked, answer=Answer.AGREED, text="", by=person)
    asked.refresh_from_db()
    assert asked.answered_at is None


def test_nobody_answers_themselves(room_change: Ticket, ivan: User, petra: User) -> None:
    own = escalate(room_change, reason="May I?", by=ivan)
    assert not News.objects.exists()
    with pytest.raises(NotPossible, match="your own"):
        answer(own, answer=Answer.AGREED, text="Yes.", by=ivan)
    assert answer(own, answer=Answer.AGREED, text="", by=petra).answered_by == petra


def test_answered_twice(asked: Escalation, ivan: User, petra: User) -> None:
    answer(asked, answer=Answer.AGREED, text="", by=ivan)
    with pytest.raises(NotPossible, match="answered already"):
        answer(asked, answer=Answer.DECLINED, text="No.", by=petra)


@pytest.mark.django_db(transaction=True)
def test_two_answers_at_once(asked: Escalation, alena: User, ivan: User, petra: User) -> None:
    results = at_once(
        lambda: answer(asked, answer=Answer.AGREED, text="", by=ivan),
        lambda: answer(asked, answer=Answer.DECLINED, text="No.", by=petra),
    )
    assert sorted(type(result).__name__ for result in results) == ["Escalation", "NotPossible"]
    assert Entry.objects.filter(verb="escalation.answered").count() == 1
    assert News.objects.filter(recipient=alena).count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_questions_at_once(room_change: Ticket, alena: User, karel: User, ivan: User) -> None:
    results = at_once(
        *[lambda person=person: escalate(room_change, reason="?", by=person) for person in (alena, karel)]
    )
    assert sorted(type(result).__name__ for result in results) == ["Escalation", "NotPossible"]
    assert Escalation.objects.count() == 1


def test_escalations_are_seen_with_their_tickets(asked: Escalation, ivan: User, marek: User) -> None:
    assert list(Escalation.objects.visible_to(ivan).waiting()) == [asked]
    assert not Escalation.objects.visible_to(marek).exists()


def test_a_long_reason_is_told_as_far_as_it_goes(room_change: Ticket, alena: User, ivan: User) -> None:
    escalate(room_change, reason="x" * 2000, by=alena)
    assert len(News.objects.get(recipient=ivan).text) == 300


@pytest.mark.parametrize(
    ("data", "valid"),
    [
        ({"answer": "agreed", "text": ""}, True),
        ({"answer": "declined", "text": ""}, False),
        ({"answer": "advice", "text": ""}, False),
        ({"answer": "advice", "text": "Offer breakfast."}, True),
        ({"answer": "maybe", "text": "x"}, False),
    ],
)
def test_anything_but_agreed_needs_words(data: dict[str, str], valid: bool) -> None:
    assert AnswerForm(data).is_valid() is valid


def test_whoever_works_elsewhere_by_now_does_not_hear_the_answer(
    asked: Escalation, alena: User, ivan: User
) -> None:
    alena.teams.clear()
    answer(asked, answer=Answer.AGREED, text="Give her 501.", by=ivan)
    assert not News.objects.filter(recipient=alena).exists()
