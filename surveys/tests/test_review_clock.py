"""Low scores are looked after in time, or the supervisors hear of it."""

from datetime import datetime, timedelta

import pytest
from django.apps import apps
from django.utils import timezone

from customers.models import Customer
from helpdesk.live.models import News
from helpdesk.record.models import Entry
from helpdesk.schedule import SCHEDULE
from helpdesk.staff.models import User
from surveys import tasks
from surveys.domain import review_clock
from surveys.domain.response import answer
from surveys.domain.review import review
from surveys.domain.review_clock import run_reviews
from surveys.enums import Score
from surveys.models import Invitation, Response
from surveys.tests.made import answered, invited
from tests.at_once import at_once
from tests.pages import Page, signed_in

pytestmark = pytest.mark.django_db

SECOND = timedelta(seconds=1)


@pytest.fixture
def low(invitation: Invitation) -> Response:
    return answer(invitation, score=Score.BAD, solved="", comment="Cold.", now=timezone.now())


def due(response: Response) -> datetime:
    at = Response.objects.values_list("review_due_at", flat=True).get(pk=response.pk)
    assert at is not None
    return at


def told() -> list[tuple[str, str]]:
    rows = News.objects.filter(kind="review_late").order_by("id").select_related("recipient")
    return [(one.recipient.name, one.text) for one in rows]


def test_told_once_when_it_is_due(low: Response, petra: User, ivan: User, marek: User) -> None:
    User.objects.filter(pk=ivan.pk).update(language="en")
    at = due(low)
    assert run_reviews(now=at - SECOND) == 0
    assert (run_reviews(now=at), run_reviews(now=at), run_reviews(now=at + timedelta(days=9))) == (1, 0, 0)
    number = low.invitation.resolution.ticket_id
    said = f"Nobody has looked after the low score for ticket {number} in time: 2 of 5"
    assert told() == [(ivan.name, said)]
    low.refresh_from_db()
    assert low.late_told_at == at
    (entry,) = Entry.objects.filter(verb="survey.review_late")
    assert (entry.subject_id, entry.by) == (number, None)
    assert entry.details["response"] == low.pk


def test_looked_after_in_time(low: Response, ivan: User) -> None:
    review(low, what_was_done="Called her.", by=ivan)
    assert run_reviews(now=due(low)) == 0
    assert told() == []


def test_corrected_in_time(low: Response, invitation: Invitation, ivan: User) -> None:
    at = due(low)
    answered(invitation, 5)
    assert run_reviews(now=at) == 0
    assert not Response.objects.to_review().exists()
    assert "No low score waits for you." in low_scores_read_by(ivan).text
    assert Response.objects.get().review_due_at is None


def test_low_again_it_is_due_anew(low: Response, invitation: Invitation, ivan: User) -> None:
    run_reviews(now=due(low))
    answered(invitation, 5)
    later = timezone.now() + timedelta(days=1)
    answered(invitation, 1, at=later)
    assert due(low) > later
    assert run_reviews(now=due(low)) == 1
    assert len(told()) == 1, "of the same answer nobody is told twice"


def test_one_correction_after_the_other_does_not_put_it_off(low: Response, invitation: Invitation) -> None:
    before = due(low)
    answered(invitation, 1, at=timezone.now() + timedelta(hours=1))
    assert due(low) == before


def test_not_the_accused(alena: User, ivan: User, jana: Customer) -> None:
    low = answered(invited(by=alena, customer=jana, kind="complaint", colleague=ivan), 1)
    assert run_reviews(now=due(low)) == 1
    assert told() == []


def test_in_batches(alena: User, ivan: User, jana: Customer, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(5):
        answered(invited(by=alena, customer=jana), 1)
    monkeypatch.setattr(review_clock, "BATCH", 2)
    assert run_reviews(now=timezone.now() + timedelta(days=30)) == 5
    assert len(told()) == 5


@pytest.mark.django_db(transaction=True)
def test_by_several_workers_at_once(
    alena: User, ivan: User, jana: Customer, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(6):
        answered(invited(by=alena, customer=jana), 1)
    monkeypatch.setattr(review_clock, "BATCH", 2)
    now = timezone.now() + timedelta(days=30)
    results = at_once(*[lambda: run_reviews(now=now)] * 3)
    assert not [one for one in results if isinstance(one, Exception)]
    run_reviews(now=now)
    assert len(told()) == 6
    assert Entry.objects.filter(verb="survey.review_late").count() == 6


@pytest.mark.django_db(transaction=True)
def test_told_and_looked_after_at_once(low: Response, ivan: User) -> None:
    """Either comes first; nothing waits for the other for ever."""
    now = due(low)
    told_of, done = at_once(
        lambda: run_reviews(now=now), lambda: review(low, what_was_done="Called.", by=ivan).pk
    )
    assert not isinstance(told_of, Exception)
    assert not isinstance(done, Exception)
    assert Entry.objects.filter(verb="survey.reviewed").count() == 1
    assert len(told()) == told_of


def test_the_task_is_on_the_schedule(low: Response, ivan: User, monkeypatch: pytest.MonkeyPatch) -> None:
    assert tasks.tell_of_late_reviews.name in {one["task"] for one in SCHEDULE.values()}
    at = due(low)
    monkeypatch.setattr(timezone, "now", lambda: at)
    tasks.tell_of_late_reviews.run()
    assert len(told()) == 1


def low_scores_read_by(person: User) -> Page:
    User.objects.filter(pk=person.pk).update(language="en")
    return Page(signed_in(User.objects.get(pk=person.pk)).get("/surveys/low-scores/"))


def test_what_is_due_first_stands_first(alena: User, ivan: User, jana: Customer) -> None:
    now = timezone.now()
    answers = [answered(invited(by=alena, customer=jana), 1, comment=f"No. {n}") for n in range(3)]
    for response, hours in zip(answers, (30, -2, 3), strict=True):
        Response.objects.filter(pk=response.pk).update(review_due_at=now + timedelta(hours=hours))
    page = low_scores_read_by(ivan)
    assert [one.text for one in page.all("p") if one["class"] == "typed"] == ["No. 1", "No. 2", "No. 0"]
    times = [one for one in page.all("time") if "badge" in one["class"]]
    assert times[0]["class"] == "badge late"
    assert times[0].text == "2 h late"
    assert "late" not in times[2]["class"]


def test_one_that_turns_out_to_be_about_the_supervisor_is_gone(
    alena: User, ivan: User, jana: Customer
) -> None:
    low = answered(invited(by=alena, customer=jana, kind="complaint"), 1, comment="He shouted.")
    number = low.invitation.resolution.ticket_id
    assert "He shouted." in low_scores_read_by(ivan).text
    complaints = apps.get_model("tickets", "Complaint")._default_manager
    complaints.filter(ticket=number).update(colleague=ivan)
    assert "He shouted." not in low_scores_read_by(ivan).text
