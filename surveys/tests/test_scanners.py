"""A simulated population: no program's answer is counted, and no person's is lost."""

import os
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.utils import timezone

from helpdesk.staff.models import User
from surveys.domain.kept_apart import decide
from surveys.domain.signs import Given
from surveys.enums import Verdict
from surveys.models import KeptApart, Response
from surveys.tests.mailbox import SORTS, Clock, Mailbox
from surveys.tests.population import live, settle_in
from surveys.views import answer
from tickets.models import Ticket

pytestmark = pytest.mark.django_db

# Two thousand in four parts, which can be tried side by side. Each takes a minute and thousands of requests:
# the other three are only tried where somebody asks for the whole population.
PARTS, PEOPLE = 4 if "WHOLE_POPULATION" in os.environ else 1, 500
RESULTS = Path(__file__).resolve().parents[2] / "test-results"
COLUMNS = ("mailboxes", "opened", "posted", "answers", "kept apart", "let in", "counted")


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock(datetime(2027, 3, 1, 9, 0, tzinfo=UTC))
    monkeypatch.setattr(timezone, "now", clock)
    # Its minutes are those of the real clock, and days go by in seconds here.
    monkeypatch.setattr(answer, "is_too_much", lambda request, invitation: False)
    return clock


@pytest.mark.parametrize("part", range(PARTS))
def test_a_population(room_change: Ticket, alena: User, ivan: User, clock: Clock, part: int) -> None:
    mailboxes = settle_in(room_change, by=alena, people=PEOPLE, clock=clock, seed=part * PEOPLE)
    for mailbox in mailboxes:
        live(mailbox, arrived=mailbox.invitation.created_at)
    said = {box.invitation.pk: box.said for box in mailboxes if box.said}
    counted = counted_now()
    assert not KeptApart.objects.waiting().exists()
    assert counted.items() <= said.items(), "before anybody has looked at what was kept apart"
    lost = [number for number in said.keys() - counted.keys() if not apart(number, said[number])]
    assert lost == []

    let_in = Counter(look_through(mailboxes, by=ivan, now=clock.now))
    assert counted_now() == said
    table = dict(rows(mailboxes, counted=counted, let_in=let_in))
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"scanners-{part + 1}.txt").write_text("\n".join(shown(table)) + "\n")
    for sort in SORTS[:3]:
        assert table[sort]["posted"] == 0
        assert table[sort]["opened"] == table[sort]["mailboxes"] * 5
    assert table[SORTS[3]]["posted"] > PEOPLE // 2
    assert table[SORTS[3]]["mailboxes"] == 37
    assert sum(figures["mailboxes"] for figures in table.values()) == PEOPLE
    # Without a program nobody's answer is kept apart but of those who ticked its box.
    assert table["none"]["kept apart"] < table["none"]["answers"] * 0.1


def counted_now() -> dict[int, Given]:
    return {response.invitation_id: Given.by(response) for response in Response.objects.all()}


def apart(number: int, given: Given) -> KeptApart | None:
    undecided = KeptApart.objects.undecided().filter(invitation=number)
    return next((kept for kept in reversed(undecided) if Given.by(kept) == given), None)


def look_through(mailboxes: list[Mailbox], *, by: User, now: datetime) -> Iterator[str]:
    """A supervisor asks each customer which answer is theirs; yields the sort of each that is let in."""
    doubted = set(KeptApart.objects.undecided().values_list("invitation", flat=True))
    for box in (one for one in mailboxes if one.invitation.pk in doubted):
        undecided = KeptApart.objects.undecided().filter(invitation=box.invitation)
        theirs = apart(box.invitation.pk, box.said) if box.said else None
        has_counted = Response.objects.filter(invitation=box.invitation).exists()
        if theirs and not has_counted:
            decide(theirs, counts=True, by=by, now=now)
            yield box.sort or "none"
        elif first := undecided.first():
            decide(first, counts=False, by=by, now=now)


def rows(
    mailboxes: list[Mailbox], *, counted: dict[int, Given], let_in: Counter[str]
) -> Iterator[tuple[str, dict[str, int]]]:
    """By the program in front of the mailbox; ``opened`` and ``posted`` is what it did itself."""
    for sort in (*SORTS, "none"):
        boxes = [box for box in mailboxes if (box.sort or "none") == sort]
        numbers = {box.invitation.pk for box in boxes}
        doubted = KeptApart.objects.filter(invitation__in=numbers).exclude(signs=[])
        doubted = doubted.filter(decided_by__isnull=False)
        counts, who = boxes[0].counts, sort if sort != "none" else "people"
        figures = (
            *(len(boxes), counts[who, "opened"], counts[who, "posted"], sum(bool(box.said) for box in boxes)),
            *(doubted.count(), let_in[sort], len(numbers & counted.keys()) + let_in[sort]),
        )
        yield sort, dict(zip(COLUMNS, figures, strict=True))


def shown(table: dict[str, dict[str, int]]) -> Iterator[str]:
    yield f"{'':20}" + "".join(f"{column:>12}" for column in COLUMNS)
    for sort, figures in table.items():
        yield f"{sort:20}" + "".join(f"{figures[column]:>12}" for column in COLUMNS)


def test_what_was_decided_is_final(room_change: Ticket, alena: User, ivan: User, clock: Clock) -> None:
    """A program that comes again after the verdict is kept apart again, and undoes nothing."""
    (mailbox,) = settle_in(room_change, by=alena, people=1, clock=clock, seed=3)
    mailbox.sort = SORTS[3]
    mailbox.check()
    clock.wait(3600)
    first = KeptApart.objects.undecided()[0]
    decide(first, counts=False, by=ivan, now=clock.now)
    mailbox.check()
    clock.wait(3600)
    first.refresh_from_db()
    assert first.verdict == Verdict.DOES_NOT
    assert not Response.objects.exists()
    assert KeptApart.objects.undecided().exists()
