import pytest

from helpdesk.live.models import News
from helpdesk.record.models import Entry
from helpdesk.staff.models import User
from tests.pages import Page, signed_in
from tickets.domain.escalation import answer, escalate
from tickets.domain.resolution import resolve
from tickets.enums import Answer, Outcome
from tickets.models import Escalation, Ticket

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(room_change: Ticket) -> str:
    return f"/tickets/{room_change.pk}/escalation/"


@pytest.fixture
def asked(room_change: Ticket, alena: User, ivan: User) -> Escalation:
    return escalate(room_change, reason="May I?", by=alena)


def test_asking(alena: User, ivan: User, url: str, room_change: Ticket) -> None:
    page = Page(signed_in(alena).post(url, {"reason": "May I give her the suite?"}, follow=True))
    escalation = Escalation.objects.get()
    assert (escalation.asked_by, escalation.reason) == (alena, "May I give her the suite?")
    assert "The supervisors have been told." in page.text
    assert "Alena Dvořáková asks a supervisor" in page.text
    assert Entry.objects.about(room_change).get(verb="escalation.asked").by == alena
    assert News.objects.get(recipient=ivan).url == room_change.get_absolute_url()


def test_asking_needs_a_reason(alena: User, url: str) -> None:
    page = Page(signed_in(alena).post(url, {"reason": ""}))
    assert page.status == 422
    page = Page(signed_in(alena).post(url, {"reason": "x" * 2001}))
    assert page.status == 422
    assert page.filled_in("reason")["reason"] == "x" * 2001


def test_asked_twice_the_second_is_kept_in_the_form(alena: User, url: str, asked: Escalation) -> None:
    page = Page(signed_in(alena).post(url, {"reason": "Really, may I?"}))
    assert page.status == 409
    assert "A supervisor has been asked already and has not answered yet." in page.text
    assert page.filled_in("reason")["reason"] == "Really, may I?"
    assert Escalation.objects.get() == asked


def test_what_is_resolved_needs_no_supervisor(alena: User, url: str, room_change: Ticket) -> None:
    resolve(room_change, outcome=Outcome.AS_ASKED, explanation="Moved.", by=alena)
    assert signed_in(alena).post(url, {"reason": "May I?"}).status_code == 409


def test_answering(alena: User, ivan: User, asked: Escalation, room_change: Ticket) -> None:
    sent = {"answer": "declined", "text": "Offer her breakfast."}
    answered = signed_in(ivan).post(f"/escalations/{asked.pk}/answer/", sent)
    assert answered["Location"] == room_change.get_absolute_url()
    asked.refresh_from_db()
    assert (asked.answer, asked.answer_text, asked.answered_by) == (*sent.values(), ivan)
    assert Entry.objects.about(room_change).get(verb="escalation.answered").by == ivan
    assert "Offer her breakfast." in News.objects.get(recipient=alena).text


def test_no_needs_words(petra: User, asked: Escalation) -> None:
    for sent in ({"answer": "declined", "text": ""}, {"answer": "", "text": "Fine."}, {"answer": "\x00"}):
        page = Page(signed_in(petra).post(f"/escalations/{asked.pk}/answer/", sent))
        assert page.status == 422
        assert f"{asked.asked_by}: {asked.reason}" in page.text
        assert page.filled_in("text")["text"] == sent.get("text", "")
    asked.refresh_from_db()
    assert asked.answered_at is None


def test_somebody_was_faster_and_nothing_is_lost(ivan: User, petra: User, asked: Escalation) -> None:
    answer(asked, answer=Answer.AGREED, text="", by=ivan)
    page = Page(
        signed_in(petra).post(f"/escalations/{asked.pk}/answer/", {"answer": "advice", "text": "Hm."})
    )
    assert page.status == 409
    assert "This question has been answered already, or it is your own." in page.text
    assert page.filled_in("text")["text"] == "Hm."
    asked.refresh_from_db()
    assert asked.answer == Answer.AGREED


def test_nobody_answers_themselves(ivan: User, petra: User, room_change: Ticket) -> None:
    own = escalate(room_change, reason="May I?", by=ivan)
    assert signed_in(ivan).get(f"/escalations/{own.pk}/answer/").status_code == 404
    assert signed_in(petra).get(f"/escalations/{own.pk}/answer/").status_code == 200


def test_a_question_of_another_site_does_not_exist(marek: User, asked: Escalation) -> None:
    assert signed_in(marek).post(f"/escalations/{asked.pk}/answer/", {"answer": "agreed"}).status_code == 404
    assert signed_in(marek).get("/escalations/99999999999999999999/answer/").status_code == 404
