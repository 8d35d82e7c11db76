"""The same thing done to many tickets, each by the rules of one; and undone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone
from pytest_django import Settings

from customers.models import Customer
from helpdesk.live.models import News
from helpdesk.mail.models import Letter
from helpdesk.policies.models import CannedReply, CannedReplyText
from helpdesk.record.models import Entry
from helpdesk.staff.enums import Routing
from helpdesk.staff.models import Membership, Site, Team, User
from tests.cast import log_case
from tickets.domain.assignment import assign, take
from tickets.domain.bulk import start as bulk
from tickets.domain.bulk.finish import sweep
from tickets.domain.bulk.work import work_on
from tickets.domain.errors import NotPossible
from tickets.domain.lifecycle import move
from tickets.domain.resolution import resolve
from tickets.enums import BulkStatus, BulkVerb, ItemState, Outcome, Priority, Status
from tickets.models import BulkAction, BulkItem, Message, Tag, Ticket

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(alena: User, jana: Customer) -> list[Ticket]:
    return [log_case("room_change", by=alena, customer=jana) for _ in range(3)]


def begun(verb: BulkVerb, tickets: list[Ticket], *, by: User, text: str = "", **data: Any) -> BulkAction:
    numbers = [ticket.pk for ticket in tickets]
    return bulk.start(verb, numbers, data=data, text=text, key=uuid4(), by=by, now=timezone.now())


def worked(action: BulkAction) -> BulkAction:
    work_on(action.pk, is_time_up=lambda: False)
    action.refresh_from_db()
    return action


def done(verb: BulkVerb, tickets: list[Ticket], *, by: User, text: str = "", **data: Any) -> BulkAction:
    action = worked(begun(verb, tickets, by=by, text=text, **data))
    assert action.status == BulkStatus.DONE
    return action


def undone(action: BulkAction) -> BulkAction:
    action = worked(bulk.undo(action, now=timezone.now()))
    assert action.status == BulkStatus.UNDONE
    return action


def states(action: BulkAction) -> list[str]:
    return list(BulkItem.objects.filter(action=action).order_by("id").values_list("state", flat=True))


def reasons(action: BulkAction) -> list[str]:
    said = BulkItem.objects.filter(action=action).exclude(reason="").order_by("id")
    return list(said.values_list("reason", flat=True))


def seen(name: str) -> list[Any]:
    return list(Ticket.objects.order_by("pk").values_list(name, flat=True))


def test_given_to_a_colleague_and_back(three: list[Ticket], alena: User, karel: User) -> None:
    take(three[1], by=alena)
    action = done(BulkVerb.ASSIGN, three, by=alena, assignee=karel.pk, name=karel.name)
    assert (seen("assignee"), states(action)) == ([karel.pk] * 3, [ItemState.DONE] * 3)
    for ticket in three:
        assert Entry.objects.about(ticket).filter(verb="ticket.assigned").latest("sequence").by == alena
    news = News.objects.get(recipient=karel)
    assert (news.url, "3" in news.text) == ("/?view=mine", True)
    undone(action)
    assert seen("assignee") == [None, alena.pk, None]
    assert states(action) == [ItemState.UNDONE] * 3
    assert Entry.objects.about(three[0]).filter(verb="ticket.assigned").count() == 2


def test_what_it_is_already_is_left_alone(three: list[Ticket], alena: User) -> None:
    take(three[0], by=alena)
    action = done(BulkVerb.ASSIGN, three, by=alena, assignee=alena.pk, name=alena.name)
    assert states(action) == [ItemState.UNCHANGED, ItemState.DONE, ItemState.DONE]
    undone(action)
    assert seen("assignee") == [alena.pk, None, None]


def test_what_somebody_changed_since_stays(three: list[Ticket], alena: User, karel: User, ivan: User) -> None:
    action = done(BulkVerb.ASSIGN, three, by=alena, assignee=karel.pk, name=karel.name)
    assign(three[1], team=three[1].team, assignee=ivan, by=ivan)
    undone(action)
    assert seen("assignee") == [None, ivan.pk, None]
    assert states(action) == [ItemState.UNDONE, ItemState.KEPT, ItemState.UNDONE]
    assert reasons(action) == ["It was changed again since."]


def test_the_refused_are_named_with_the_reason(
    three: list[Ticket], alena: User, karel: User, ivan: User
) -> None:
    move(three[0], Status.RESOLVED, by=ivan)
    move(three[0], Status.CLOSED, by=ivan)
    complaint = log_case("complaint", by=alena, colleague=karel)
    hidden = log_case("complaint", by=ivan, colleague=alena)
    everything = [*three, complaint, hidden]
    action = done(BulkVerb.ASSIGN, everything, by=alena, assignee=karel.pk, name=karel.name)
    refused, ok = ItemState.REFUSED, ItemState.DONE
    assert states(action) == [refused, ok, ok, refused, refused]
    assert reasons(action) == [
        f"Ticket {three[0].pk} is closed.",
        "Karel Svoboda may not see this ticket.",
        "You do not see this ticket any more.",
    ]
    assert seen("assignee") == [None, karel.pk, karel.pk, None, None]
    undone(action)
    assert states(action) == [refused, ItemState.UNDONE, ItemState.UNDONE, refused, refused]


def test_moved_to_a_team_that_deals_them_out(
    three: list[Ticket], alena: User, karel: User, hotel: Site
) -> None:
    night = Team.objects.create(site=hotel, name="Night desk", routing=Routing.ROUND_ROBIN)
    for person in (alena, karel):
        Membership.objects.create(team=night, user=person)
    take(three[0], by=karel)
    action = done(BulkVerb.MOVE, three, by=alena, team=night.pk, name=night.name)
    assert (seen("team"), seen("assignee")) == ([night.pk] * 3, [alena.pk, karel.pk, alena.pk])
    assert News.objects.get(recipient=karel, cause=f"bulk:{action.pk}").text.startswith("Alena")
    assert not News.objects.filter(recipient=alena).exists()
    undone(action)
    assert seen("assignee") == [karel.pk, None, None]
    assert seen("team") == [three[0].team_id] * 3


def test_a_team_of_another_site_is_refused(three: list[Ticket], alena: User, returns_desk: Team) -> None:
    action = done(BulkVerb.MOVE, three[:1], by=alena, team=returns_desk.pk, name=returns_desk.name)
    assert reasons(action) == [f"The team Returns desk is not at the site of ticket {three[0].pk}."]
    assert seen("team") == [three[0].team_id] * 3


def test_priority_with_a_reason(three: list[Ticket], alena: User) -> None:
    text = "A coach party waits."
    action = done(BulkVerb.PRIORITY, three, by=alena, text=text, priority=Priority.URGENT)
    assert seen("priority") == [Priority.URGENT] * 3
    entry = Entry.objects.about(three[0]).with_words().get(verb="ticket.prioritised")
    assert (entry.said["reason"], action.text) == (text, "")
    undone(action)
    assert seen("priority") == [ticket.priority for ticket in three]


def test_tags_are_put_on_and_taken_off(three: list[Ticket], alena: User) -> None:
    for name in ("coach party", "lift", "noise"):
        Tag(name=name).save()
    Ticket.objects.filter(pk=three[0].pk).update(tags=["lift"])
    Ticket.objects.filter(pk=three[1].pk).update(tags=["coach party"])
    action = done(BulkVerb.TAG, three, by=alena, add=["coach party"], remove=["lift"])
    assert seen("tags") == [["coach party"]] * 3
    assert states(action) == [ItemState.DONE, ItemState.UNCHANGED, ItemState.DONE]
    Ticket.objects.filter(pk=three[2].pk).update(tags=["coach party", "noise"])
    undone(action)
    assert seen("tags") == [["lift"], ["coach party"], ["noise"]], "what came meanwhile stays"


@pytest.fixture
def thanks(alena: User) -> CannedReply:
    reply = CannedReply(name="Thanks", shortcut="thanks", owner=alena)
    reply.save()
    CannedReplyText.objects.create(reply=reply, language="cs", body="Dobrý den, {customer}: tiket {ticket}.")
    CannedReplyText.objects.create(reply=reply, language="en", body="Dear {customer}: ticket {ticket}.")
    return reply


def test_a_canned_reply_to_each_in_their_language(
    three: list[Ticket], alena: User, piotr: Customer, thanks: CannedReply
) -> None:
    no_address = log_case("room_change", by=alena, customer=piotr)
    tickets = [*three[:2], no_address]
    action = done(BulkVerb.REPLY, tickets, by=alena, reply=thanks.pk, name=thanks.name, wait=True)
    assert states(action) == [ItemState.DONE, ItemState.DONE, ItemState.REFUSED]
    assert "no e-mail address" in reasons(action)[0]
    bodies = [message.body for message in Message.objects.order_by("ticket")]
    assert bodies == [f"Dobrý den, Jana Nováková: tiket {ticket.pk}." for ticket in three[:2]]
    assert seen("status") == [Status.PENDING, Status.PENDING, Status.NEW, Status.NEW]
    undone(action)
    assert not Message.objects.exists()
    assert not Letter.objects.filter(status="queued").exists()
    assert seen("status")[:2] == [Status.NEW, Status.NEW]


def test_a_reply_that_has_left_is_not_undone(
    three: list[Ticket], alena: User, thanks: CannedReply, settings: Settings
) -> None:
    action = done(BulkVerb.REPLY, three, by=alena, reply=thanks.pk, name=thanks.name, wait=False)
    Message.objects.filter(ticket=three[0]).update(undo_until=timezone.now())
    undone(action)
    assert states(action) == [ItemState.KEPT, ItemState.UNDONE, ItemState.UNDONE]
    later = done(BulkVerb.REPLY, three, by=alena, reply=thanks.pk, name=thanks.name, wait=False)
    with pytest.raises(NotPossible):
        bulk.undo(later, now=timezone.now() + settings.UNDO_SEND)


def test_a_reply_of_another_team_is_refused(three: list[Ticket], alena: User, returns_desk: Team) -> None:
    reply = CannedReply(name="Zwroty", shortcut="zwroty", team=returns_desk)
    reply.save()
    action = done(BulkVerb.REPLY, three[:1], by=alena, reply=reply.pk, name=reply.name, wait=False)
    assert reasons(action) == ["This canned reply is not for the team Front desk."]


def test_resolved_and_opened_again(three: list[Ticket], alena: User, ivan: User) -> None:
    resolve(three[0], outcome=Outcome.EXPLAINED, explanation="Told.", by=ivan)
    action = done(BulkVerb.RESOLVE, three, by=alena, text="The boiler is mended.", outcome="as_asked")
    assert states(action) == [ItemState.REFUSED, ItemState.DONE, ItemState.DONE]
    assert seen("status") == [Status.RESOLVED] * 3
    assert three[1].resolutions.get().explanation == "The boiler is mended."
    assert action.text == ""
    undone(action)
    assert seen("status") == [Status.RESOLVED, Status.OPEN, Status.OPEN]


def test_an_ending_the_kind_does_not_know_is_refused(alena: User) -> None:
    enquiry = log_case("suggestion", by=alena)
    action = done(BulkVerb.RESOLVE, [enquiry], by=alena, text="Refunded.", outcome="goodwill_only")
    assert states(action) == [ItemState.REFUSED]


def test_the_same_form_twice_is_done_once(three: list[Ticket], alena: User, karel: User) -> None:
    key, now = uuid4(), timezone.now()
    data = {"assignee": karel.pk, "name": karel.name}
    actions = {
        bulk.start(BulkVerb.ASSIGN, [three[0].pk], data=data, key=key, by=alena, now=now) for _ in "ab"
    }
    assert (len(actions), BulkItem.objects.count()) == (1, 1)


def test_undone_once_and_in_time(three: list[Ticket], alena: User, karel: User) -> None:
    action = done(BulkVerb.ASSIGN, three, by=alena, assignee=karel.pk, name=karel.name)
    with pytest.raises(NotPossible):
        bulk.undo(action, now=action.created_at + bulk.UNDO_FOR)
    undone(action)
    with pytest.raises(NotPossible):
        bulk.undo(action, now=timezone.now())


def test_stopped_half_way_and_what_was_done_is_undone(three: list[Ticket], alena: User, karel: User) -> None:
    action = begun(BulkVerb.ASSIGN, three, by=alena, assignee=karel.pk, name=karel.name)
    turns = iter([False, True])
    work_on(action.pk, is_time_up=lambda: next(turns))
    bulk.stop(action, now=timezone.now())
    assert worked(action).status == BulkStatus.STOPPED
    assert seen("assignee") == [karel.pk, karel.pk, None]
    undone(action)
    assert seen("assignee") == [None, None, None]
    assert states(action) == [ItemState.UNDONE, ItemState.UNDONE, ItemState.WAITING]


def test_whoever_left_does_nothing_more(three: list[Ticket], alena: User, karel: User) -> None:
    action = begun(BulkVerb.ASSIGN, three, by=alena, assignee=karel.pk, name=karel.name)
    User.objects.filter(pk=alena.pk).update(is_active=False)
    assert worked(action).status == BulkStatus.STOPPED
    assert seen("assignee") == [None] * 3


def test_old_ones_are_thrown_away(three: list[Ticket], alena: User, karel: User) -> None:
    now = timezone.now()
    old = done(BulkVerb.ASSIGN, three, by=alena, assignee=karel.pk, name=karel.name)
    running = begun(BulkVerb.ASSIGN, three, by=alena, assignee=None, name="")
    BulkAction.objects.update(created_at=now - timedelta(days=31))
    new = done(BulkVerb.ASSIGN, three, by=alena, assignee=alena.pk, name=alena.name)
    assert sweep(now=now) == 1
    assert set(BulkAction.objects.all()) == {running, new}
    assert not BulkItem.objects.filter(action=old.pk).exists()
