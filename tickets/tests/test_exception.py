from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.utils import timezone

from helpdesk.live.models import News
from helpdesk.record.models import Entry
from helpdesk.record.sentences import say
from helpdesk.staff.models import User
from tests.at_once import at_once
from tests.cast import log_case
from tickets.domain.errors import NotPossible
from tickets.domain.exception import answer_exception, ask_exception
from tickets.models import RuleException, Ticket

pytestmark = pytest.mark.django_db

RULE = "outside the return window: day 45 of 30"


@pytest.fixture
def late(zofia: User) -> Ticket:
    return log_case("return", by=zofia)


def ask(ticket: Ticket, *, by: User, rule: str = RULE, reason: str = "She was in hospital.") -> RuleException:
    return ask_exception(ticket, rule=rule, reason=reason, by=by)


def test_an_exception_is_a_row_and_recorded(late: Ticket, zofia: User) -> None:
    exception = ask(late, by=zofia)
    kept = RuleException.objects.get()
    assert (kept, kept.rule, kept.reason, kept.asked_by) == (exception, RULE, "She was in hospital.", zofia)
    assert (kept.approved, kept.answered_at) == (None, None)
    entry = Entry.objects.about(late).get(verb="exception.asked")
    assert (entry.by, entry.details["rule"], entry.details["exception"]) == (zofia, RULE, exception.pk)
    assert entry.said == {"reason": "She was in hospital."}
    assert say(entry) == f"asked for an exception ({RULE}): She was in hospital."


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_nobody_asks_without_a_reason(late: Ticket, zofia: User, reason: str) -> None:
    with pytest.raises(NotPossible, match="Say why"):
        ask(late, by=zofia, reason=reason)
    assert not RuleException.objects.exists()


def test_asked_again_it_is_the_same_one(late: Ticket, zofia: User, marek: User) -> None:
    assert ask(late, by=zofia) == ask(late, by=marek, reason="Me too.")
    assert ask(late, by=zofia, rule="only unused goods come back") != RuleException.objects.first()
    assert Entry.objects.filter(verb="exception.asked").count() == RuleException.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_asked_twice_at_once_it_is_one(late: Ticket, zofia: User, marek: User) -> None:
    results = at_once(lambda: ask(late, by=zofia), lambda: ask(late, by=marek))
    assert results == [RuleException.objects.get()] * 2


def test_answered_it_may_be_asked_for_again(late: Ticket, zofia: User, marek: User) -> None:
    answered(ask(late, by=zofia), by=marek, approved=False)
    assert ask(late, by=zofia).approved is None
    assert RuleException.objects.count() == 2


def answered(exception: RuleException, *, by: User, approved: bool) -> RuleException:
    exception.approved, exception.answered_by, exception.answered_at = approved, by, timezone.now()
    exception.answer_text = "As before."
    exception.save()
    return exception


def test_those_that_wait_the_oldest_first(late: Ticket, zofia: User, marek: User) -> None:
    newer = ask(late, by=zofia)
    older = ask(log_case("return", by=zofia), by=zofia)
    RuleException.objects.filter(pk=older.pk).update(asked_at=timezone.now() - timedelta(days=1))
    answered(ask(log_case("return", by=zofia), by=zofia), by=marek, approved=True)
    assert list(RuleException.objects.waiting()) == [older, newer]


def test_it_is_seen_by_those_who_see_the_ticket(late: Ticket, zofia: User, alena: User, marek: User) -> None:
    exception = ask(late, by=zofia)
    seen = [list(RuleException.objects.visible_to(person)) for person in (zofia, marek, alena)]
    assert seen == [[exception], [exception], []]


@pytest.mark.parametrize("missing", ["approved", "answered_by", "answered_at"])
def test_an_answer_is_whole(late: Ticket, zofia: User, marek: User, missing: str) -> None:
    exception = answered(ask(late, by=zofia), by=marek, approved=True)
    setattr(exception, missing, None)
    with pytest.raises(IntegrityError, match="exception_answered_whole"), transaction.atomic():
        exception.save()


def test_the_card_says_how_it_stands(late: Ticket, zofia: User, marek: User) -> None:
    exception = ask(late, by=zofia)
    assert "waits for a supervisor" in card(exception)
    assert "approved" in card(answered(exception, by=marek, approved=True))
    said = card(answered(exception, by=marek, approved=False))
    assert "declined" in said
    assert [
        words
        for words in ("Outside the return window", "She was in hospital.", "As before.", "Marek Kamiński")
        if words in said
    ] == ["Outside the return window", "She was in hospital.", "As before.", "Marek Kamiński"]


def card(exception: RuleException) -> str:
    return render_to_string("tickets/_exceptions.html", {"exceptions": [exception]})


def test_whoever_works_elsewhere_by_now_does_not_hear_the_answer(
    late: Ticket, zofia: User, marek: User
) -> None:
    exception = ask(late, by=zofia)
    zofia.teams.clear()
    answer_exception(exception, approved=True, text="", by=marek)
    assert not News.objects.filter(recipient=zofia).exists()
