import pytest
from django.utils import timezone

from helpdesk.record.models import Entry
from helpdesk.staff.models import User
from surveys.domain.response import answer
from surveys.domain.review import review
from surveys.enums import Score
from surveys.models import Invitation, Response, Review
from tests.at_once import at_once
from tickets.domain.errors import NotPossible

pytestmark = pytest.mark.django_db


@pytest.fixture
def low(invitation: Invitation) -> Response:
    return answer(invitation, score=Score.BAD, solved="", comment="Cold.", now=timezone.now())


def test_reviewed_once_and_recorded(low: Response, ivan: User, petra: User) -> None:
    done = review(low, what_was_done="Called her.", by=ivan)
    assert (done.by, done.what_was_done) == (ivan, "Called her.")
    with pytest.raises(NotPossible, match="already"):
        review(low, what_was_done="Called her too.", by=petra)
    (entry,) = Entry.objects.filter(verb="survey.reviewed")
    assert entry.by == ivan
    assert (entry.details, entry.said) == ({"response": low.pk}, {"what_was_done": "Called her."})


def test_what_was_reviewed_waits_no_more(low: Response, ivan: User) -> None:
    assert list(Response.objects.to_review()) == [low]
    review(low, what_was_done="Called her.", by=ivan)
    assert not Response.objects.to_review().exists()


@pytest.mark.django_db(transaction=True)
def test_reviewed_by_two_at_once(low: Response, ivan: User, petra: User) -> None:
    results = at_once(*[lambda by=by: review(low, what_was_done="Called.", by=by) for by in (ivan, petra)])
    assert sorted(type(result).__name__ for result in results) == ["NotPossible", "Review"]
    assert (Review.objects.count(), Entry.objects.filter(verb="survey.reviewed").count()) == (1, 1)
