"""What clocks say, and when: each thing once, and only what still matters."""

from datetime import UTC, datetime

import pytest

from helpdesk.live.models import News
from helpdesk.mail.models import Letter
from helpdesk.record.verification import breaks
from helpdesk.staff.models import User
from tests.cast import log_case
from tickets.domain.assignment import assign
from tickets.domain.lifecycle import move
from tickets.domain.reminders import run_clocks
from tickets.domain.resolution import resolve
from tickets.enums import Listener, Outcome, Status, Target
from tickets.models import Clock
from tickets.tests.promised import (
    HOUR,
    MINUTE,
    SECOND,
    after,
    at,
    before,
    entries,
    promise,
    share,
    started,
    told,
    wound,
    written_to,
)

pytestmark = pytest.mark.django_db

SUPERVISORS = Listener.SUPERVISORS


@pytest.fixture(autouse=True)
def read_english(alena: User, ivan: User) -> None:
    User.objects.filter(pk=ivan.pk).update(language="en")


@pytest.fixture
def clock(alena: User, ivan: User) -> Clock:
    """Ten hours to resolve it. Alena hears at half time, an hour before, and when it is due; Ivan then."""
    promise(share(50), before(HOUR), after(0 * HOUR, Listener.ASSIGNEE, SUPERVISORS))
    return wound(alena, assignee=alena)


def test_each_thing_is_said_once_at_its_moment(clock: Clock, alena: User, ivan: User) -> None:
    number = clock.ticket.number
    steps = {
        5 * HOUR - SECOND: [],
        5 * HOUR: [("Alena", f"Ticket {number}: 50% of the time to resolve it is used.")],
        9 * HOUR - SECOND: [],
        9 * HOUR: [("Alena", f"Ticket {number} is due to be resolved soon.")],
        10 * HOUR: [
            ("Alena", f"Ticket {number} was not resolved in time."),
            ("Ivan", f"Ticket {number} was not resolved in time."),
        ],
        99 * HOUR: [],
    }
    heard: list[tuple[str, str]] = []
    for spent, said in steps.items():
        for _again in range(2):
            run_clocks(now=at(clock, spent))
        heard += said
        assert told() == heard
    assert written_to() == [alena.email] * 3 + [ivan.email]
    kept = Clock.objects.get()
    assert (kept.told_until, kept.breached_at, kept.next_moment_at) == (10 * HOUR, at(clock, 10 * HOUR), None)


def test_the_clock_knows_when_it_speaks_next(clock: Clock) -> None:
    moments = [clock.next_moment_at]
    for spent in (5 * HOUR, 9 * HOUR, 10 * HOUR):
        run_clocks(now=at(clock, spent))
        moments.append(Clock.objects.get().next_moment_at)
    assert moments == [at(clock, 5 * HOUR), at(clock, 9 * HOUR), at(clock, 10 * HOUR), None]


def test_all_of_it_is_recorded(alena: User) -> None:
    promise(share(50), before(HOUR), after(0 * HOUR), after(90 * MINUTE))
    clock = wound(alena, assignee=alena)
    for minutes in (300, 540, 600, 690):
        run_clocks(now=at(clock, minutes * MINUTE))
    due = f"{clock.due_at:%Y-%m-%dT%H:%M:%S}"
    said = entries(clock.ticket)
    assert {(entry.by, entry.by_name, entry.details["due_at"][:19]) for entry in said} == {
        (None, "Courtesy Desk", due)
    }
    facts = ("target", "is_late", "point", "percent", "minutes", "is_silent")
    told_of = [(entry.verb, {k: v for k, v in entry.details.items() if k in facts}) for entry in said]
    in_time = {"target": "resolution", "is_late": False}
    assert told_of == [
        ("clock.reminded", in_time | {"point": "share", "percent": 50}),
        ("clock.reminded", in_time | {"point": "before", "minutes": 60}),
        ("clock.breached", in_time | {"is_silent": False}),
        ("clock.reminded", in_time | {"point": "after", "minutes": 90}),
    ]
    assert list(breaks()) == []


def test_of_what_comes_before_it_is_due_only_the_last_matters(clock: Clock) -> None:
    run_clocks(now=at(clock, 9 * HOUR))
    assert told() == [("Alena", f"Ticket {clock.ticket.number} is due to be resolved soon.")]
    assert [entry.details["point"] for entry in entries(clock.ticket)] == ["before"]


def test_nothing_of_it_matters_once_it_is_due(clock: Clock) -> None:
    run_clocks(now=at(clock, 10 * HOUR))
    text = f"Ticket {clock.ticket.number} was not resolved in time."
    assert told() == [("Alena", text), ("Ivan", text)]
    assert [entry.verb for entry in entries(clock.ticket)] == ["clock.breached"]


def test_whoever_hears_several_things_at_once_hears_the_last(alena: User, ivan: User, karel: User) -> None:
    promise(
        after(0 * HOUR, Listener.ASSIGNEE, SUPERVISORS),
        after(HOUR, SUPERVISORS),
        after(2 * HOUR, Listener.TEAM),
    )
    clock = started(wound(alena, assignee=alena), datetime(2026, 7, 1, 6, 5, tzinfo=UTC))
    run_clocks(now=at(clock, 11 * HOUR))
    number = clock.ticket.number
    late = " Late: this should have been told at 18:05."
    assert sorted(told()) == [
        ("Alena", f"Ticket {number} was not resolved in time.{late}"),
        ("Ivan", f"Ticket {number}: not resolved 1 h after it was due."),
    ]
    assert [(entry.verb, entry.details["is_late"]) for entry in entries(clock.ticket)] == [
        ("clock.breached", True),
        ("clock.reminded", False),
    ]
    run_clocks(now=at(clock, 12 * HOUR))
    assert sorted(told())[1] == ("Alena", f"Ticket {number}: not resolved 2 h after it was due.")


@pytest.mark.parametrize(("waited", "is_late"), [(0, False), (60, False), (61, True), (3 * 3600, True)])
def test_what_is_told_a_minute_too_late_is_told_as_late(clock: Clock, waited: int, is_late: bool) -> None:
    clock = started(clock, datetime(2026, 7, 1, 6, 5, tzinfo=UTC))
    run_clocks(now=at(clock, 5 * HOUR + waited * SECOND))
    late = " Late: this should have been told at 13:05." if is_late else ""
    text = f"Ticket {clock.ticket.number}: 50% of the time to resolve it is used."
    assert told() == [("Alena", text + late)]
    (entry,) = entries(clock.ticket)
    assert (entry.details["is_late"], entry.details["moment"]) == (is_late, "2026-07-01T11:05:00Z")


def test_what_is_a_day_late_names_the_day(clock: Clock) -> None:
    clock = started(clock, datetime(2026, 7, 1, 6, 5, tzinfo=UTC))
    run_clocks(now=at(clock, 29 * HOUR))
    assert "should have been told at 1 Jul 2026, 18:05." in told()[0][1]


def test_a_promise_that_was_spent_when_it_was_made_is_not_told_late(clock: Clock) -> None:
    """Another policy was due two hours ago by its own account: nobody could have told of it earlier."""
    Clock.objects.update(within=2 * HOUR, next_moment_at=at(clock, 4 * HOUR), due_at=at(clock, 4 * HOUR))
    run_clocks(now=at(clock, 4 * HOUR))
    assert [entry.details["is_late"] for entry in entries(clock.ticket)] == [False]
    assert not any("Late" in text for _, text in told())


def test_a_breach_nobody_is_told_of_is_known(alena: User) -> None:
    promise(share(50))
    clock = wound(alena, assignee=alena)
    run_clocks(now=at(clock, 5 * HOUR))
    run_clocks(now=at(clock, 10 * HOUR))
    assert len(told()) == 1
    assert Clock.objects.get().breached_at == at(clock, 10 * HOUR)
    assert [entry.details.get("is_silent") for entry in entries(clock.ticket)] == [None, True]


def test_two_reminders_at_the_same_moment_are_one(alena: User, ivan: User) -> None:
    promise(share(80, SUPERVISORS, by_email=False), before(2 * HOUR, Listener.ASSIGNEE, SUPERVISORS))
    clock = wound(alena, assignee=alena)
    run_clocks(now=at(clock, 8 * HOUR))
    assert sorted(name for name, _ in told()) == ["Alena", "Ivan"]
    # One of the two lets him have a letter.
    assert written_to() == [alena.email, ivan.email]
    assert len(entries(clock.ticket)) == 1


def test_without_letters_the_bell_rings_alone(alena: User, ivan: User) -> None:
    promise(share(80, Listener.ASSIGNEE, by_email=False), after(0 * HOUR, SUPERVISORS))
    clock = wound(alena, assignee=alena)
    run_clocks(now=at(clock, 8 * HOUR))
    run_clocks(now=at(clock, 10 * HOUR))
    assert [name for name, _ in told()] == ["Alena", "Ivan"]
    assert written_to() == [ivan.email]


SENTENCES = {
    (Target.FIRST_RESPONSE, 8): "Ticket {n}: 80% of the time for the first response is used.",
    (Target.FIRST_RESPONSE, 9): "Ticket {n}: the first response is due soon.",
    (Target.FIRST_RESPONSE, 10): "Ticket {n}: nobody answered the customer in time.",
    (Target.FIRST_RESPONSE, 11): "Ticket {n}: nobody has answered the customer 1 h after it was due.",
    (Target.NEXT_RESPONSE, 8): "Ticket {n}: 80% of the time for the next response is used.",
    (Target.NEXT_RESPONSE, 9): "Ticket {n}: the next response is due soon.",
    (Target.NEXT_RESPONSE, 10): "Ticket {n}: nobody answered the customer’s last word in time.",
    (
        Target.NEXT_RESPONSE,
        11,
    ): "Ticket {n}: nobody has answered the customer’s last word 1 h after it was due.",
    (Target.RESOLUTION, 8): "Ticket {n}: 80% of the time to resolve it is used.",
    (Target.RESOLUTION, 9): "Ticket {n} is due to be resolved soon.",
    (Target.RESOLUTION, 10): "Ticket {n} was not resolved in time.",
    (Target.RESOLUTION, 11): "Ticket {n}: not resolved 1 h after it was due.",
}


@pytest.mark.parametrize("target", Target)
def test_what_it_says(alena: User, target: Target) -> None:
    promise(share(80), before(HOUR), after(0 * HOUR), after(HOUR))
    clock = wound(alena, assignee=alena)
    clock.policy.targets.update(target=target)  # type: ignore[union-attr]
    Clock.objects.update(target=target)
    for hours in (8, 9, 10, 11):
        run_clocks(now=at(clock, hours * HOUR))
        assert told()[-1] == ("Alena", SENTENCES[target, hours].format(n=clock.ticket.number))
    assert [news.kind for news in News.objects.order_by("pk")] == ["due_soon", "due_soon", "late", "late"]


def test_a_promise_that_was_kept_is_not_spoken_of(clock: Clock, alena: User) -> None:
    resolve(clock.ticket, outcome=Outcome.AS_ASKED, explanation="Done.", by=alena)
    assert run_clocks(now=at(clock, 99 * HOUR)) == 0
    assert told() == []


def test_a_clock_that_stands_still_is_silent(clock: Clock, alena: User) -> None:
    clock.policy.pauses_in = ["on_hold"]  # type: ignore[union-attr]
    clock.policy.save()  # type: ignore[union-attr]
    assign(clock.ticket, team=clock.ticket.team, assignee=alena, by=alena)
    move(clock.ticket, Status.ON_HOLD, by=alena)
    assert run_clocks(now=at(clock, 99 * HOUR)) == 0
    assert told() == []


def test_a_moment_that_comes_back_tells_nobody_twice(clock: Clock) -> None:
    """A clock restored as it was, as from a backup: news and letters know their cause."""
    run_clocks(now=at(clock, 10 * HOUR))
    Clock.objects.update(next_moment_at=at(clock, 5 * HOUR), told_until=None, breached_at=None)
    run_clocks(now=at(clock, 10 * HOUR))
    assert (len(told()), len(written_to())) == (2, 2)


def test_another_promise_is_told_again(clock: Clock) -> None:
    run_clocks(now=at(clock, 10 * HOUR))
    Clock.objects.update(next_moment_at=at(clock, 5 * HOUR), told_until=None, breached_at=None, recounted=1)
    run_clocks(now=at(clock, 10 * HOUR))
    assert len(told()) == 4


def test_a_clock_that_looked_too_early_says_nothing(clock: Clock) -> None:
    """Opening hours have changed, and it was not counted anew yet."""
    Clock.objects.update(next_moment_at=at(clock, HOUR))
    assert run_clocks(now=at(clock, HOUR)) == 1
    assert (told(), entries(clock.ticket)) == ([], [])
    assert Clock.objects.get().next_moment_at == at(clock, 5 * HOUR)


def test_a_clock_of_no_policy_speaks_as_its_kind_says(alena: User, ivan: User) -> None:
    ticket = log_case("complaint", by=alena)
    clock = ticket.clocks.get(target=Target.FIRST_RESPONSE)
    run_clocks(now=clock.due_at)
    assert told() == [("Ivan", f"Ticket {ticket.number}: nobody answered the customer in time.")]


def test_each_is_told_in_their_language(clock: Clock, alena: User, ivan: User) -> None:
    User.objects.filter(pk=ivan.pk).update(language="cs")
    run_clocks(now=at(clock, 10 * HOUR))
    texts = {news.recipient.language: news.text for news in News.objects.select_related("recipient")}
    assert set(texts) == {"en", "cs"}
    assert "was not resolved in time" in texts["en"]
    assert "was not" not in texts["cs"]


def test_the_letter_names_the_due_time_of_the_site(clock: Clock, alena: User) -> None:
    clock = started(clock, datetime(2026, 7, 1, 0, 0, tzinfo=UTC))
    run_clocks(now=at(clock, 10 * HOUR))
    assert alena.email in written_to()
    letter = Letter.objects.get(recipient=alena.email)
    assert "Due: 1 July 2026, 12:00 (Hotel Vltava)" in letter.text
    assert f"/tickets/{clock.ticket.pk}/" in letter.text
    assert letter.headers == {"Auto-Submitted": "auto-generated"}
