"""What people were told about an erased customer's case goes, wherever it is."""

from datetime import UTC, datetime, timedelta

import pytest

from helpdesk.live.models import News
from helpdesk.mail.enums import LetterStatus
from helpdesk.mail.models import Letter
from helpdesk.notifications.domain.forgetting import forget
from helpdesk.notifications.domain.news import tell
from helpdesk.notifications.domain.sending import send_due
from helpdesk.notifications.enums import Email
from helpdesk.notifications.models import Dispatch
from helpdesk.notifications.tests.made import subscribed, wants
from helpdesk.staff.models import User
from tests.at_once import at_once
from tests.cast import log_case
from tickets.domain.news import tell_about
from tickets.models import Ticket

pytestmark = pytest.mark.django_db

NOW = datetime(2099, 7, 1, 14, 0, tzinfo=UTC)
BUDGET = timedelta(seconds=5)


@pytest.fixture
def other(alena: User) -> Ticket:
    return log_case("return", by=alena)


def say(ticket: Ticket, person: User, *, kind: str = "late", words: str = "zlatokop") -> None:
    tell_about(ticket, [person], kind=kind, say=lambda: words, cause=f"{kind}:{ticket.pk}:{words}")


def forget_all(ticket: Ticket) -> None:
    forget([f"ticket:{ticket.pk}"], now=NOW)


def test_what_waits_does_not_leave(alena: User, room_change: Ticket, other: Ticket) -> None:
    subscribed(alena)
    say(room_change, alena)
    say(other, alena, words="innocent")
    forget_all(room_change)
    assert [one.text for one in News.objects.all()] == ["innocent"]
    assert {one.news.text for one in Dispatch.objects.all()} == {"innocent"}


def test_letters_that_told_of_it_are_emptied(alena: User, room_change: Ticket) -> None:
    say(room_change, alena)
    send_due(now=NOW, budget=BUDGET)
    forget_all(room_change)
    letter = Letter.objects.get()
    assert (letter.status, letter.text, letter.subject, letter.recipient) == (
        LetterStatus.WITHDRAWN,
        "",
        "",
        "",
    )


def test_a_digest_that_has_not_left_is_written_anew_without_it(
    alena: User, room_change: Ticket, other: Ticket
) -> None:
    wants(alena, "late", email=Email.DIGEST)
    say(room_change, alena)
    say(other, alena, words="innocent")
    say(other, alena, words="harmless")
    send_due(now=NOW, budget=BUDGET)
    assert "zlatokop" in Letter.objects.get().text
    forget_all(room_change)
    send_due(now=NOW, budget=BUDGET)
    texts = [one.text for one in Letter.objects.filter(status=LetterStatus.QUEUED)]
    assert len(texts) == 1
    assert "innocent" in texts[0]
    assert "harmless" in texts[0]
    assert not any("zlatokop" in one.text for one in Letter.objects.all())


def test_a_digest_that_has_left_is_not_sent_again(alena: User, room_change: Ticket, other: Ticket) -> None:
    wants(alena, "late", email=Email.DIGEST)
    say(room_change, alena)
    say(other, alena, words="innocent")
    send_due(now=NOW, budget=BUDGET)
    Letter.objects.update(status=LetterStatus.SENT)
    forget_all(room_change)
    assert send_due(now=NOW, budget=BUDGET) == 0
    assert Letter.objects.get().text == ""


def test_other_tickets_keep_theirs(alena: User, room_change: Ticket) -> None:
    about = f"ticket:{room_change.pk}1"
    tell(alena, kind="late", text="Stays.", url="", cause="x", about=about)
    tell(alena, kind="late", text="Stays.", url="", cause="y")
    forget_all(room_change)
    assert (News.objects.count(), Dispatch.objects.count()) == (2, 2)


@pytest.mark.django_db(transaction=True)
def test_a_letter_written_at_the_very_moment_is_found_or_never_written(
    alena: User, ivan: User, room_change: Ticket
) -> None:
    for n in range(20):
        say(room_change, alena, words=f"zlatokop {n}")
        say(room_change, ivan, words=f"zlatokop {n}")
    results = at_once(lambda: send_due(now=NOW, budget=BUDGET), lambda: forget_all(room_change))
    assert not [one for one in results if isinstance(one, Exception)]
    send_due(now=NOW, budget=BUDGET)
    assert not News.objects.exists()
    assert [one.text for one in Letter.objects.exclude(status=LetterStatus.WITHDRAWN)] == []
    assert not Letter.objects.filter(text__contains="zlatokop").exists()
