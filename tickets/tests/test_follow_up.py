from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from helpdesk.live.models import News
from helpdesk.record.models import Entry
from helpdesk.staff.models import Team, User
from tests.at_once import at_once
from tests.cast import log_case
from tickets.domain.assignment import assign
from tickets.domain.errors import NotPossible
from tickets.domain.follow_up import call_off, mark_done, promise
from tickets.domain.follow_up_changes import hand_on, put_off
from tickets.domain.lifecycle import move
from tickets.domain.resolution import resolve
from tickets.enums import Direction, MessageType, Outcome, Status, Target
from tickets.models import FollowUp, Message, Ticket

pytestmark = pytest.mark.django_db

NOON = datetime(2099, 5, 1, 12, 0, tzinfo=timezone.get_fixed_timezone(0))
HOUR = timedelta(hours=1)


def promised(ticket: Ticket, *, by: User, **other: Any) -> FollowUp:
    said: dict[str, Any] = {"text": "When is it hot?", "due_at": NOON + HOUR, "by": by, "now": NOON}
    return promise(ticket, **said | other)


@pytest.fixture
def follow_up(room_change: Ticket, alena: User) -> FollowUp:
    return promised(room_change, by=alena)


def last_entry(ticket: Ticket) -> Entry:
    return Entry.objects.about(ticket).latest("sequence")


def test_a_promise_is_kept_and_recorded(follow_up: FollowUp, room_change: Ticket, alena: User) -> None:
    kept = FollowUp.objects.get()
    assert (kept.owner, kept.promised_by, kept.promised_at, kept.due_at) == (alena, alena, NOON, NOON + HOUR)
    assert (kept.site, kept.team) == (room_change.site, room_change.team)
    assert kept.next_moment_at == NOON + timedelta(minutes=45)
    entry = last_entry(room_change)
    assert (entry.verb, entry.by, entry.said) == ("followup.promised", alena, {"text": "When is it hot?"})
    assert entry.details["owner"] == "Alena Dvořáková"
    room_change.refresh_from_db()
    assert room_change.updated_at == NOON
    assert not News.objects.exists()


def test_a_reminder_comes_at_half_time_at_the_latest(room_change: Ticket, alena: User) -> None:
    soon = promised(room_change, by=alena, due_at=NOON + timedelta(minutes=20))
    assert soon.next_moment_at == NOON + timedelta(minutes=10)
    never = promised(room_change, by=alena, remind_before=timedelta(0))
    assert never.next_moment_at == never.due_at


def test_somebody_else_is_told(room_change: Ticket, alena: User, karel: User) -> None:
    follow_up = promised(room_change, by=alena, owner=karel)
    news = News.objects.get()
    assert (news.recipient, news.kind, news.url) == (karel, "handed_over", room_change.get_absolute_url())
    assert "When is it hot?" in news.text
    assert "13:00" not in news.text, "the site's clock"
    assert "15:00" in news.text
    assert follow_up.owner == karel


def test_what_cannot_be_promised(room_change: Ticket, alena: User, jan: User, zofia: User) -> None:
    for wrong in ({"due_at": NOON}, {"owner": zofia}, {"owner": jan}):
        with pytest.raises(NotPossible):
            promised(room_change, by=alena, **wrong)
    assert not FollowUp.objects.exists()


def test_the_accused_gets_no_promise_to_keep(alena: User, karel: User) -> None:
    complaint = log_case("complaint", by=alena, colleague=karel)
    with pytest.raises(NotPossible, match="may not see"):
        promised(complaint, by=alena, owner=karel)
    promised(complaint, by=alena)
    assert not FollowUp.objects.visible_to(karel).exists()
    assert FollowUp.objects.visible_to(alena).count() == 1


def test_nothing_is_promised_on_a_closed_ticket(room_change: Ticket, alena: User, ivan: User) -> None:
    resolve(room_change, outcome=Outcome.AS_ASKED, explanation="Moved.", by=alena)
    move(room_change, Status.CLOSED, by=ivan)
    with pytest.raises(NotPossible, match="closed"):
        promised(room_change, by=alena)


def test_the_same_form_promises_once(room_change: Ticket, alena: User) -> None:
    key = uuid4()
    assert promised(room_change, by=alena, form_key=key) == promised(room_change, by=alena, form_key=key)
    assert FollowUp.objects.count() == 1


def test_done_by_phone_is_a_call_in_the_story(follow_up: FollowUp, room_change: Ticket, karel: User) -> None:
    done = mark_done(follow_up, told="At eight.", how=MessageType.CALL, by=karel, now=NOON)
    assert (done.done_by, done.done_at, done.told, done.is_open) == (karel, NOON, "At eight.", False)
    assert done.next_moment_at is None
    said = Message.objects.get()
    assert (said.type, said.direction, said.body, said.author) == ("call", Direction.OUT, "At eight.", karel)
    room_change.refresh_from_db()
    assert room_change.customer_waits_since is None
    assert room_change.clocks.get(target=Target.FIRST_RESPONSE).met_at is not None
    entry = last_entry(room_change)
    assert (entry.verb, entry.details["in_time"]) == ("followup.done", True)
    assert entry.said == {"text": "When is it hot?", "told": "At eight."}


def test_done_and_said_already(follow_up: FollowUp, room_change: Ticket, alena: User) -> None:
    late = NOON + 2 * HOUR
    mark_done(follow_up, told="At eight.", by=alena, now=late)
    assert not Message.objects.exists()
    assert last_entry(room_change).details["in_time"] is False


def test_a_letter_that_cannot_be_sent_keeps_no_promise(room_change: Ticket, alena: User) -> None:
    room_change.customer = None
    room_change.save()
    follow_up = promised(room_change, by=alena)
    with pytest.raises(NotPossible, match="no e-mail address"):
        mark_done(follow_up, told="At eight.", how=MessageType.REPLY, by=alena, now=NOON)
    assert FollowUp.objects.get().is_open


def test_a_promise_outlives_its_ticket(follow_up: FollowUp, alena: User, ivan: User) -> None:
    """Somebody rings a week later whether it is still hot."""
    resolve(follow_up.ticket, outcome=Outcome.AS_ASKED, explanation="Moved.", by=alena)
    move(follow_up.ticket, Status.CLOSED, by=ivan)
    assert mark_done(follow_up, told="It is.", by=alena, now=NOON).done_at == NOON


def test_put_off(follow_up: FollowUp, room_change: Ticket, karel: User) -> None:
    moved = put_off(follow_up, due_at=NOON + 3 * HOUR, because="He is ill.", by=karel, now=NOON)
    assert moved.due_at == NOON + 3 * HOUR
    assert moved.next_moment_at == NOON + 3 * HOUR - timedelta(minutes=15)
    entry = last_entry(room_change)
    assert (entry.verb, entry.said["reason"]) == ("followup.put_off", "He is ill.")
    with pytest.raises(NotPossible, match="passed"):
        put_off(follow_up, due_at=NOON, because="?", by=karel, now=NOON)


def test_handed_on(follow_up: FollowUp, room_change: Ticket, alena: User, karel: User, zofia: User) -> None:
    handed = hand_on(follow_up, owner=karel, by=alena, now=NOON)
    assert (handed.owner, News.objects.get().recipient) == (karel, karel)
    entry = last_entry(room_change)
    assert (entry.verb, entry.details["before"], entry.details["owner"], entry.details["taken"]) == (
        "followup.handed_on",
        "Alena Dvořáková",
        "Karel Svoboda",
        False,
    )
    hand_on(follow_up, owner=karel, by=alena, now=NOON)
    assert Entry.objects.filter(verb="followup.handed_on").count() == 1
    with pytest.raises(NotPossible, match="may not see"):
        hand_on(follow_up, owner=zofia, by=alena, now=NOON)
    hand_on(follow_up, owner=alena, by=alena, now=NOON)
    assert last_entry(room_change).details["taken"] is True
    assert News.objects.count() == 1


def test_called_off(follow_up: FollowUp, room_change: Ticket, alena: User) -> None:
    ended = call_off(follow_up, because="She left.", by=alena, now=NOON)
    assert (ended.cancelled_by, ended.cancelled_because, ended.is_open) == (alena, "She left.", False)
    assert last_entry(room_change).said == {"text": "When is it hot?", "reason": "She left."}


def test_what_is_ended_stays_ended(follow_up: FollowUp, alena: User, karel: User) -> None:
    mark_done(follow_up, told="At eight.", by=alena, now=NOON)
    with pytest.raises(NotPossible, match="already"):
        mark_done(follow_up, told="At nine.", by=karel, now=NOON)
    with pytest.raises(NotPossible, match="already"):
        call_off(follow_up, because="?", by=karel, now=NOON)
    with pytest.raises(NotPossible, match="already"):
        put_off(follow_up, due_at=NOON + HOUR, because="?", by=karel, now=NOON)
    with pytest.raises(NotPossible, match="already"):
        hand_on(follow_up, owner=karel, by=karel, now=NOON)
    assert FollowUp.objects.get().told == "At eight."


def test_the_database_lets_nothing_end_twice(follow_up: FollowUp, alena: User) -> None:
    rows = FollowUp.objects.filter(pk=follow_up.pk)
    with pytest.raises(IntegrityError, match="follow_up_ended_by_somebody"), transaction.atomic():
        rows.update(done_at=NOON)
    with pytest.raises(IntegrityError, match="follow_up_ends_one_way"), transaction.atomic():
        rows.update(done_at=NOON, done_by=alena, cancelled_at=NOON, cancelled_by=alena)


def test_it_moves_with_its_ticket(follow_up: FollowUp, alena: User) -> None:
    concierge = Team.objects.create(site=follow_up.site, name="Concierge")
    assign(follow_up.ticket, team=concierge, assignee=None, by=alena)
    assert FollowUp.objects.get().team == concierge


def test_it_goes_where_it_is_moved_to(follow_up: FollowUp, zofia: User) -> None:
    other = log_case("return", by=zofia)
    FollowUp.objects.update(ticket=other)
    moved = FollowUp.objects.get()
    assert (moved.team, moved.site) == (other.team, other.site)


@pytest.mark.django_db(transaction=True)
def test_two_colleagues_at_once(follow_up: FollowUp, alena: User, karel: User) -> None:
    results = at_once(
        lambda: mark_done(follow_up, told="At eight.", by=alena, now=NOON, how=MessageType.CALL),
        lambda: mark_done(follow_up, told="At nine.", by=karel, now=NOON, how=MessageType.CALL),
    )
    assert sorted(type(result).__name__ for result in results) == ["FollowUp", "NotPossible"]
    assert Message.objects.count() == 1
    assert Entry.objects.filter(verb="followup.done").count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_same_form_twice_at_once(room_change: Ticket, alena: User) -> None:
    key = uuid4()
    results = at_once(*[lambda: promised(room_change, by=alena, form_key=key)] * 2)
    assert results == [FollowUp.objects.get()] * 2
