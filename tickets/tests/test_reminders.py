from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from django.utils.translation import get_language

from helpdesk.live.models import News
from helpdesk.mail.models import Letter
from helpdesk.notifications.domain.sending import send_due
from helpdesk.notifications.models import Dispatch
from helpdesk.record.models import Entry
from helpdesk.staff.models import Membership, User
from tests.at_once import at_once
from tests.cast import log_case
from tickets.domain import reminders
from tickets.domain.assignment import assign
from tickets.domain.reminders import run_clocks
from tickets.domain.resolution import resolve
from tickets.enums import Outcome, Target
from tickets.models import Clock, Ticket

pytestmark = pytest.mark.django_db

SECOND = timedelta(seconds=1)


@pytest.fixture
def ticket(room_change: Ticket, alena: User, ivan: User) -> Ticket:
    """A ticket of Alena's, supervised by Ivan, with the resolution clock alone."""
    taken = assign(room_change, team=room_change.team, assignee=alena, by=alena)
    taken.clocks.filter(target=Target.FIRST_RESPONSE).delete()
    return taken


@pytest.fixture
def clock(ticket: Ticket) -> Clock:
    return ticket.clocks.get()


def told() -> list[tuple[str, str]]:
    """Cause and recipient of every letter; the bell has rung for the same."""
    send_due(now=timezone.now(), budget=SECOND)
    sent = Dispatch.objects.exclude(letter=None).order_by("letter__recipient", "letter")
    letters = list(sent.values_list("news__cause", "letter__recipient"))
    assert Letter.objects.count() == len(letters)
    news = [(one.cause, one.recipient.email) for one in News.objects.filter(cause__startswith="clock")]
    assert sorted(letters) == sorted(news)
    return letters


def test_nothing_is_said_too_early(clock: Clock) -> None:
    assert run_clocks(now=clock.remind_at - SECOND) == 0
    assert told() == []


def test_reminded_once_then_told_of_the_breach_once(clock: Clock, alena: User, ivan: User) -> None:
    for now in (clock.remind_at, clock.remind_at + SECOND, clock.due_at - SECOND):
        run_clocks(now=now)
    reminder = f"clock:{clock.pk}:reminder"
    assert told() == [(reminder, alena.email), (reminder, ivan.email)]
    for now in (clock.due_at, clock.due_at + SECOND, clock.due_at + timedelta(days=9)):
        run_clocks(now=now)
    breach = f"clock:{clock.pk}:breach"
    assert told() == [
        (reminder, alena.email),
        (breach, alena.email),
        (reminder, ivan.email),
        (breach, ivan.email),
    ]
    kept = Clock.objects.get()
    assert (kept.reminded_at, kept.breached_at, kept.next_moment_at) == (clock.remind_at, clock.due_at, None)


def test_both_are_recorded(clock: Clock, ticket: Ticket) -> None:
    run_clocks(now=clock.remind_at)
    run_clocks(now=clock.due_at)
    entries = Entry.objects.about(ticket).filter(verb__startswith="clock.")
    assert [(e.verb, e.by, e.by_name, e.details["target"]) for e in entries] == [
        ("clock.reminded", None, "Courtesy Desk", "resolution"),
        ("clock.breached", None, "Courtesy Desk", "resolution"),
    ]


def test_a_breach_supersedes_the_reminder(clock: Clock) -> None:
    """The worker was away from before the reminder until after the due time."""
    assert run_clocks(now=clock.due_at + SECOND) == 1
    assert {cause for cause, _ in told()} == {f"clock:{clock.pk}:breach"}
    assert Clock.objects.get().reminded_at is None


def test_a_promise_that_was_kept_is_not_spoken_of(clock: Clock, ticket: Ticket, alena: User) -> None:
    resolve(ticket, outcome=Outcome.AS_ASKED, explanation="Done.", by=alena)
    assert run_clocks(now=clock.due_at + SECOND) == 0
    assert told() == []


def test_a_moment_that_comes_back_tells_nobody_twice(clock: Clock) -> None:
    """A clock restored as it was, as from a backup: news and letters know their cause."""
    run_clocks(now=clock.due_at)
    Clock.objects.update(next_moment_at=clock.remind_at, breached_at=None)
    run_clocks(now=clock.due_at)
    assert len(told()) == 2


def test_an_unassigned_ticket_is_the_supervisors(room_change: Ticket, ivan: User, petra: User) -> None:
    run_clocks(now=room_change.clocks.latest("due_at").due_at)
    assert {email for _, email in told()} == {ivan.email}


def test_each_is_told_once_even_a_supervisor_who_is_the_assignee(
    ticket: Ticket, clock: Clock, ivan: User
) -> None:
    assign(ticket, team=ticket.team, assignee=ivan, by=ivan)
    run_clocks(now=clock.due_at)
    assert [email for _, email in told()] == [ivan.email]


def test_who_left_is_not_told(ticket: Ticket, clock: Clock, alena: User, ivan: User) -> None:
    User.objects.filter(pk=alena.pk).update(is_active=False)
    run_clocks(now=clock.due_at)
    assert [email for _, email in told()] == [ivan.email]


def test_other_sites_are_not_told(clock: Clock, marek: User, alena: User, ivan: User) -> None:
    run_clocks(now=clock.due_at)
    assert {email for _, email in told()} == {alena.email, ivan.email}


def test_the_accused_is_not_told(alena: User, ivan: User, karel: User) -> None:
    complaint = log_case("complaint", by=alena, colleague=ivan)
    Ticket.objects.filter(pk=complaint.pk).update(assignee=karel)
    run_clocks(now=complaint.clocks.latest("due_at").due_at)
    assert {email for _, email in told()} == {karel.email}


def test_each_is_told_in_their_language(
    clock: Clock, monkeypatch: pytest.MonkeyPatch, alena: User, ivan: User
) -> None:
    def name_the_language(clock: Clock, *, breached: bool) -> str:
        return str(get_language())

    monkeypatch.setattr(reminders, "sentence", name_the_language)
    run_clocks(now=clock.due_at)
    told()
    assert {letter.recipient: letter.subject for letter in Letter.objects.all()} == {
        alena.email: "en",
        ivan.email: "cs",
    }
    assert {news.recipient: news.text for news in News.objects.all()} == {alena: "en", ivan: "cs"}


def test_the_letter_names_the_due_time_of_the_site(clock: Clock, ticket: Ticket) -> None:
    Clock.objects.update(due_at=datetime(2026, 7, 1, 10, 0, tzinfo=timezone.get_default_timezone()))
    run_clocks(now=timezone.now() + timedelta(days=1000))
    told()
    letter = Letter.objects.filter(recipient="alena@desk.example").get()
    assert "Due: 1 July 2026, 12:00 (Hotel Vltava)" in letter.text
    assert f"/tickets/{ticket.pk}/" in letter.text
    assert letter.headers == {"Auto-Submitted": "auto-generated"}


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_tell_once(clock: Clock) -> None:
    results = at_once(*[lambda: run_clocks(now=clock.due_at)] * 2)
    assert sorted(map(str, results)) == ["0", "1"]
    assert len(told()) == 2


@pytest.mark.django_db(transaction=True)
def test_a_promise_kept_at_the_very_moment_tells_at_most_once(
    clock: Clock, ticket: Ticket, alena: User
) -> None:
    results = at_once(
        lambda: run_clocks(now=clock.due_at),
        lambda: resolve(ticket, outcome=Outcome.AS_ASKED, explanation="Done.", by=alena).pk,
    )
    assert not [result for result in results if isinstance(result, Exception)]
    assert run_clocks(now=clock.due_at + SECOND) == 0
    assert Clock.objects.get().met_at is not None


def test_many_clocks_speak_in_one_run(alena: User, ivan: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reminders, "BATCH", 2)
    for _ in range(5):
        log_case("room_change", by=alena)
    assert run_clocks(now=timezone.now() + timedelta(days=1)) == 10


def test_the_membership_of_the_moment_counts(clock: Clock, ivan: User, alena: User) -> None:
    Membership.objects.filter(user=ivan).delete()
    run_clocks(now=clock.due_at)
    assert {email for _, email in told()} == {alena.email}
