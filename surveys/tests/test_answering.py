"""What speaks against an answer, and what becomes of it: see docs/decisions/0033."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from helpdesk.live.models import News
from helpdesk.mail.models import Letter
from helpdesk.record.models import Entry
from helpdesk.staff.models import User
from surveys.domain.answering import leave, take
from surveys.domain.kept_apart import settle_all
from surveys.domain.response import TooLate
from surveys.domain.review import review
from surveys.domain.signs import FRESH, READING, ROUND, Given, Shown, read_stamp, stamp
from surveys.enums import Score, Sign, Solved, Verdict, WellDone
from surveys.models import Invitation, KeptApart, Response
from tests.at_once import at_once

pytestmark = pytest.mark.django_db

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
SAID = Given(Score.GOOD, Solved.YES, WellDone.PARTLY, "Warm at last.")
Send = Callable[..., Response | KeptApart]


@pytest.fixture
def now(invitation: Invitation) -> datetime:
    """An hour after the letter left."""
    sent_at = timezone.now()
    Letter.objects.update(sent_at=sent_at)
    return sent_at + timedelta(hours=1)


@pytest.fixture
def send(invitation: Invitation, now: datetime) -> Send:
    """Sends what is given, or a score alone, from a page with 4 preselected that was read for a minute."""

    def send(
        given: Given = SAID,
        *,
        score: int = 0,
        after: timedelta = MINUTE,
        ticked: bool = False,
        at: datetime = now,
    ) -> Response | KeptApart:
        shown = Shown(at - after, Score.GOOD)
        given = Given(Score(score)) if score else given
        return take(invitation, given, shown=shown, ticked=ticked, now=at)

    return send


def verbs(invitation: Invitation) -> list[str]:
    return [entry.verb for entry in Entry.objects.about(invitation.resolution.ticket)][-3:]


def test_who_chose_or_wrote_something_counts_at_once(send: Send, now: datetime) -> None:
    assert isinstance(send(), Response)
    response = Response.objects.get()
    assert (response.done_well, response.comment) == (WellDone.PARTLY, "Warm at last.")
    assert (response.answered_at, response.locks_at) == (now, now + timedelta(days=2))
    assert not KeptApart.objects.exists()


def test_another_score_than_the_letters_counts_at_once(send: Send) -> None:
    assert isinstance(send(score=5), Response)


@pytest.mark.parametrize(
    ("given", "after", "signs"),
    [
        (Given(Score.GOOD), MINUTE, [Sign.BARE]),
        (SAID, READING - SECOND, [Sign.FAST]),
        (Given(Score.GOOD), SECOND, [Sign.BARE, Sign.FAST]),
    ],
    ids=["bare", "fast", "both"],
)
def test_weak_signs_make_it_wait_and_then_it_counts(
    send: Send, given: Given, after: timedelta, signs: list[Sign], now: datetime, ivan: User
) -> None:
    send(given, after=after)
    kept = KeptApart.objects.get()
    assert (kept.signs, kept.waits_until, kept.verdict) == (signs, now + ROUND, "")
    assert settle_all(now=now + ROUND - SECOND) == 0
    assert not Response.objects.exists()
    assert settle_all(now=now + ROUND) == 1
    response, kept = Response.objects.get(), KeptApart.objects.get()
    assert (Given.by(response), response.answered_at, kept.verdict) == (given, now, Verdict.COUNTS)
    assert settle_all(now=now + ROUND) == 0
    assert not News.objects.filter(recipient=ivan).exists()


def test_a_page_nobody_opened_makes_it_wait(invitation: Invitation, now: datetime) -> None:
    kept = take(invitation, SAID, shown=None, ticked=False, now=now)
    assert isinstance(kept, KeptApart)
    assert (kept.signs, kept.waits_until) == ([Sign.UNSEEN], now + ROUND)


def test_a_low_score_rings_when_it_counts(invitation: Invitation, now: datetime, ivan: User) -> None:
    take(invitation, Given(Score.BAD), shown=Shown(now - MINUTE, Score.BAD), ticked=False, now=now)
    assert not News.objects.exists()
    settle_all(now=now + ROUND)
    assert News.objects.get(recipient=ivan).cause.endswith(":low")


def test_the_box_for_programs_keeps_it_apart(
    send: Send, invitation: Invitation, ivan: User, marek: User, now: datetime
) -> None:
    send(ticked=True)
    send(ticked=True, at=now + SECOND)
    kept = KeptApart.objects.get()
    assert (kept.signs, kept.waits_until, Given.by(kept)) == ([Sign.TICKED], None, SAID)
    assert settle_all(now=now + timedelta(days=1)) == 0
    assert not Response.objects.exists()
    assert verbs(invitation)[-2:] == ["survey.invited", "survey.kept_apart"]
    assert News.objects.get().recipient == ivan


def test_the_other_button_after_the_answer(send: Send, invitation: Invitation, now: datetime) -> None:
    send()
    leave(invitation, now=now + SECOND)
    assert not Response.objects.exists()
    kept = KeptApart.objects.get()
    assert (kept.signs, kept.waits_until, Given.by(kept), kept.answered_at) == ([Sign.LEFT], None, SAID, now)
    assert verbs(invitation) == ["survey.invited", "survey.answered", "survey.kept_apart"]


def test_the_other_button_before_the_answer(send: Send, invitation: Invitation, now: datetime) -> None:
    leave(invitation, now=now - ROUND + SECOND)
    send()
    assert KeptApart.objects.get().signs == [Sign.LEFT]
    assert not Response.objects.exists()


def test_who_left_may_come_back(send: Send, invitation: Invitation, now: datetime) -> None:
    leave(invitation, now=now - ROUND)
    assert isinstance(send(), Response)


def test_leaving_keeps_no_answer_and_asks_for_a_link_that_works(
    invitation: Invitation, now: datetime
) -> None:
    before = Entry.objects.count()
    leave(invitation, now=now)
    assert (KeptApart.objects.count(), Response.objects.count(), Entry.objects.count()) == (0, 0, before)
    assert invitation.expires_at is not None
    with pytest.raises(TooLate):
        leave(invitation, now=invitation.expires_at)


def test_an_answer_that_waits_is_kept_apart_by_the_other_button(
    send: Send, invitation: Invitation, now: datetime
) -> None:
    send(score=4)
    leave(invitation, now=now + MINUTE)
    assert settle_all(now=now + ROUND) == 0
    assert KeptApart.objects.undecided().get().signs == [Sign.BARE, Sign.LEFT]


def test_three_scores_within_minutes(send: Send, invitation: Invitation, now: datetime) -> None:
    for seconds, score in enumerate((5, 3, 1)):
        send(score=score, at=now + seconds * SECOND)
    assert not Response.objects.exists()
    assert sorted(KeptApart.objects.undecided().values_list("score", flat=True)) == [1, 3, 5]
    assert all(Sign.SEVERAL in kept.signs for kept in KeptApart.objects.all())
    send(score=2, at=now + timedelta(days=1))
    assert Response.objects.get().score == 2, "whoever comes later is asked nothing"


def test_a_machine_does_not_undo_what_was_answered_before_it(
    send: Send, invitation: Invitation, now: datetime
) -> None:
    """It changes the answer by choosing something, and then presses the other button."""
    send(at=now - timedelta(hours=1))
    send(Given(Score.BAD, Solved.NO))
    assert Response.objects.get().score == 2
    leave(invitation, now=now + SECOND)
    response = Response.objects.get()
    assert (Given.by(response), response.answered_at) == (SAID, now - timedelta(hours=1))
    assert KeptApart.objects.undecided().get().score == 2


def test_two_scores_are_a_slip_of_the_finger(send: Send, now: datetime) -> None:
    send(score=1)
    send(score=5, at=now + SECOND)
    assert Response.objects.get().score == 5


def test_i_did_not_give_this_answer(send: Send, invitation: Invitation, now: datetime) -> None:
    send(at=now - timedelta(hours=5))
    leave(invitation, now=now)
    assert not Response.objects.exists()
    assert Given.by(KeptApart.objects.undecided().get()) == SAID


def test_three_scores_in_a_day_are_second_thoughts(send: Send, now: datetime) -> None:
    for hours, score in enumerate((1, 5, 3)):
        send(score=score, at=now + timedelta(hours=hours))
    assert Response.objects.get().score == 3


def test_at_once_when_the_letter_arrives(send: Send, now: datetime) -> None:
    arrived = now - timedelta(hours=1)
    send(score=4, after=SECOND, at=arrived + FRESH - SECOND)
    assert KeptApart.objects.undecided().get().signs == [Sign.BARE, Sign.FAST, Sign.AT_ONCE]


def test_a_person_may_be_as_early(send: Send, now: datetime) -> None:
    assert isinstance(send(at=now - timedelta(hours=1)), Response)


def test_what_is_clear_replaces_what_waited(send: Send, now: datetime) -> None:
    send(score=4)
    send(at=now + MINUTE)
    assert KeptApart.objects.get().verdict == Verdict.REPLACED
    assert settle_all(now=now + timedelta(hours=1)) == 0
    assert Response.objects.get().comment == SAID.comment


def test_a_bare_correction_waits_and_then_corrects(send: Send, now: datetime) -> None:
    send(Given(Score.BAD, comment="Cold."), at=now - timedelta(hours=1))
    send(Given(Score.GOOD, comment="Cold."))
    assert Response.objects.get().score == 2
    settle_all(now=now + ROUND)
    response = Response.objects.get()
    assert (response.score, response.changed_at) == (4, now)


def test_the_newest_of_those_that_wait_counts(send: Send, now: datetime) -> None:
    send(SAID, after=SECOND)
    send(Given(Score.GOOD, comment="Cold again."), after=SECOND, at=now + MINUTE)
    assert settle_all(now=now + ROUND) == 1
    assert settle_all(now=now + ROUND + MINUTE) == 1
    assert Response.objects.get().comment == "Cold again."
    assert sorted(KeptApart.objects.values_list("verdict", flat=True)) == ["counts", "replaced"]


def test_the_same_answer_again_changes_nothing(send: Send, invitation: Invitation, now: datetime) -> None:
    send()
    send(after=SECOND, at=now + SECOND)
    assert Response.objects.get().changed_at is None
    assert verbs(invitation)[-1] == "survey.answered"
    assert not KeptApart.objects.exists()


def test_what_a_supervisor_looked_after_stays(
    send: Send, invitation: Invitation, now: datetime, ivan: User
) -> None:
    send(Given(Score.BAD, comment="Cold."))
    review(Response.objects.get(), what_was_done="Rang her.", by=ivan)
    leave(invitation, now=now + SECOND)
    assert Response.objects.get().comment == "Cold."


def test_a_stamp_is_good_for_its_invitation_only(invitation: Invitation, now: datetime) -> None:
    text = stamp(invitation, score=4, now=now)
    assert read_stamp(text, invitation=invitation) == Shown(now, 4)
    assert read_stamp(text, invitation=Invitation(pk=invitation.pk + 1)) is None
    for altered in ("", "x", text[:-1], "x" + text, text * 2, "\x00"):
        assert read_stamp(altered, invitation=invitation) is None


@pytest.mark.django_db(transaction=True)
def test_both_buttons_at_once(invitation: Invitation, now: datetime, send: Send) -> None:
    """Whichever comes first: the answer is kept apart, once."""
    results = at_once(send, lambda: leave(invitation, now=now))
    assert not [result for result in results if isinstance(result, Exception)]
    assert (Response.objects.count(), KeptApart.objects.undecided().count()) == (0, 1)


@pytest.mark.django_db(transaction=True)
def test_settled_by_two_workers_at_once(send: Send, now: datetime) -> None:
    send(score=4)
    results = at_once(*[lambda: settle_all(now=now + ROUND)] * 2)
    assert sorted(map(str, results)) == ["0", "1"]
    assert Entry.objects.filter(verb="survey.answered").count() == 1
