from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from customers.models import Customer
from helpdesk.live.models import News
from helpdesk.record.models import Entry
from helpdesk.staff.models import User
from surveys.domain.invitation import invite_all
from surveys.domain.response import TooLate, answer
from surveys.domain.results import PERIOD, spread_of
from surveys.enums import Score, Solved
from surveys.models import Invitation, Response, Review
from surveys.tests.conftest import DELAY
from tests.at_once import at_once
from tests.cast import log_case
from tickets.domain.resolution import resolve
from tickets.enums import Outcome
from tickets.models import Ticket

pytestmark = pytest.mark.django_db

LOCKS = timedelta(days=2)


def say(invitation: Invitation, score: int, *, now: datetime | None = None, comment: str = "") -> Response:
    return answer(
        invitation, score=Score(score), solved=Solved.YES, comment=comment, now=now or timezone.now()
    )


def test_an_answer_is_kept_and_recorded(invitation: Invitation) -> None:
    now = timezone.now()
    response = say(invitation, 5, now=now, comment="Děkuji!")
    assert (response.score, response.solved, response.comment) == (5, Solved.YES, "Děkuji!")
    assert (response.answered_at, response.changed_at, response.locks_at) == (now, None, now + LOCKS)
    entry = Entry.objects.about(invitation.resolution.ticket).last()
    assert entry is not None
    assert (entry.verb, entry.by, entry.who) == ("survey.answered", None, "Jana Nováková")
    assert entry.details == {"response": response.pk, "score": 5}


def test_corrected_until_it_locks(invitation: Invitation) -> None:
    now = timezone.now()
    say(invitation, 2, now=now)
    later = now + LOCKS - timedelta(seconds=1)
    response = say(invitation, 4, now=later, comment="Now it works.")
    assert (Response.objects.get(), response.score, response.is_low) == (response, 4, False)
    assert (response.answered_at, response.changed_at, response.locks_at) == (now, later, now + LOCKS)
    verbs = [entry.verb for entry in Entry.objects.about(invitation.resolution.ticket)]
    assert verbs[-2:] == ["survey.answered", "survey.corrected"]


def test_locked_in_the_end(invitation: Invitation) -> None:
    now = timezone.now()
    say(invitation, 2, now=now)
    with pytest.raises(TooLate):
        say(invitation, 5, now=now + LOCKS)
    assert Response.objects.get().score == 2


def test_an_expired_link_takes_no_answer(invitation: Invitation) -> None:
    assert invitation.expires_at is not None
    with pytest.raises(TooLate):
        say(invitation, 5, now=invitation.expires_at)
    assert say(invitation, 5, now=invitation.expires_at - timedelta(seconds=1)).score == 5


def test_a_customer_with_a_very_long_name_can_answer(invitation: Invitation, jana: Customer) -> None:
    Customer.objects.filter(pk=jana.pk).update(name="J" * 160)
    assert say(Invitation.objects.get(), 5).score == 5


@pytest.mark.parametrize("score", [1, 2, 3, 4, 5])
def test_a_low_score_rings_the_supervisors_bell(
    invitation: Invitation, ivan: User, marek: User, score: int
) -> None:
    response = say(invitation, score)
    assert response.is_low is (score <= 2)
    news = list(News.objects.values_list("recipient", "cause"))
    assert news == ([(ivan.pk, f"survey:{response.pk}:low")] if score <= 2 else [])


def test_a_low_score_rings_once_whatever_is_corrected(invitation: Invitation, ivan: User) -> None:
    for score in (1, 5, 2, 1):
        say(invitation, score)
    assert News.objects.count() == 1
    assert list(Response.objects.visible_to(ivan).to_review()) == [Response.objects.get()]


def test_the_accused_supervisor_hears_nothing(alena: User, ivan: User, jana: Customer) -> None:
    complaint = log_case("complaint", by=alena, customer=jana, colleague=ivan)
    resolution = resolve(complaint, outcome=Outcome.EXPLAINED, explanation="He apologised.", by=alena)
    invite_all(now=resolution.at + DELAY)
    say(Invitation.objects.get(), 1)
    assert not News.objects.exists()
    assert not Response.objects.visible_to(ivan).exists()


@pytest.mark.django_db(transaction=True)
def test_answered_twice_at_once(invitation: Invitation) -> None:
    results = at_once(lambda: say(invitation, 5), lambda: say(invitation, 5))
    assert not [result for result in results if isinstance(result, Exception)]
    assert Response.objects.count() == 1
    verbs = sorted(entry.verb for entry in Entry.objects.filter(verb__startswith="survey."))
    assert verbs == ["survey.answered", "survey.corrected", "survey.invited"]


def test_answers_are_seen_at_their_site(invitation: Invitation, ivan: User, marek: User) -> None:
    response = say(invitation, 3)
    assert list(Response.objects.visible_to(ivan)) == [response]
    assert not Response.objects.visible_to(marek).exists()


def test_an_answer_moves_with_its_ticket(invitation: Invitation, ivan: User, marek: User) -> None:
    """The database keeps where it stands, whoever moves the ticket."""
    response = say(invitation, 3)
    Ticket.objects.filter(pk=invitation.resolution.ticket_id).update(site=marek.sites[0])
    assert not Response.objects.visible_to(ivan).exists()
    assert list(Response.objects.visible_to(marek)) == [response]
    response.save()
    assert list(Response.objects.visible_to(marek)) == [response], "whatever was read before"


def test_an_answer_that_was_looked_after_stays_so(invitation: Invitation, ivan: User) -> None:
    response = say(invitation, 1)
    Review.objects.create(response=response, by=ivan, what_was_done="Called.")
    assert not Response.objects.to_review().exists()
    say(invitation, 2)
    assert not Response.objects.to_review().exists()
    Review.objects.all().delete()
    assert list(Response.objects.to_review()) == [response]


def test_how_the_answers_spread(invitation: Invitation) -> None:
    now = timezone.now()
    assert spread_of(Response.objects.all(), now=now).satisfied_share is None
    say(invitation, 4, now=now)
    spread = spread_of(Response.objects.all(), now=now)
    assert list(spread.by_score.items()) == [(5, 0), (4, 1), (3, 0), (2, 0), (1, 0)]
    assert (spread.answers, spread.satisfied_share) == (1, 100)
    assert spread_of(Response.objects.all(), now=now + PERIOD + timedelta(seconds=1)).answers == 0
