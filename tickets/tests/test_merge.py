"""Two tickets turn out to be one case."""

from datetime import timedelta

import pytest
from django.utils import timezone

from customers.models import Customer
from helpdesk.files.models import File
from helpdesk.record.models import Entry
from helpdesk.record.verification import breaks
from helpdesk.staff.models import Team, User
from tests.cast import log_case
from tickets.domain.attachment import attach
from tickets.domain.duplicates import possible_duplicates
from tickets.domain.errors import NotPossible
from tickets.domain.escalation import answer, escalate
from tickets.domain.exception import ask_exception
from tickets.domain.follow_up import promise
from tickets.domain.history import history_of
from tickets.domain.lifecycle import move
from tickets.domain.merge import merge
from tickets.domain.resolution import resolve
from tickets.domain.tags import coin, retag
from tickets.domain.timeline import stretch_of
from tickets.domain.watching import watch
from tickets.enums import Answer, Direction, MessageType, Outcome, Status
from tickets.models import Clock, Message, Ticket, TicketMerge
from tickets.tests.linked import say

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(alena: User, jana: Customer) -> Ticket:
    return log_case("room_change", by=alena, customer=jana)


@pytest.fixture
def merged(alena: User, jana: Customer) -> Ticket:
    return log_case("enquiry", by=alena, customer=jana)


def unite(kept: Ticket, merged: Ticket, *, by: User) -> TicketMerge:
    done = merge(kept=kept, merged=merged, by=by, now=timezone.now())
    kept.refresh_from_db()
    merged.refresh_from_db()
    return done


def refused(kept: Ticket, merged: Ticket, *, by: User) -> str:
    before = list(Ticket.objects.order_by("pk").values()), Entry.objects.count()
    with pytest.raises(NotPossible) as refusal:
        merge(kept=kept, merged=merged, by=by, now=timezone.now())
    assert before == (list(Ticket.objects.order_by("pk").values()), Entry.objects.count())
    return str(refusal.value)


def verbs(ticket: Ticket) -> list[str]:
    return list(Entry.objects.about(ticket).values_list("verb", flat=True))


# What becomes of the two ---------------------------------------------------------------------------------


def test_what_was_said_is_one_story_and_says_where_it_was_said(
    kept: Ticket, merged: Ticket, alena: User
) -> None:
    first, second, third = (
        say(kept, "The water is cold.", by=alena),
        say(merged, "It is cold still.", by=alena),
        say(kept, "We are leaving.", by=alena),
    )
    unite(kept, merged, by=alena)
    story = stretch_of(kept)
    assert [one.pk for one in story.messages] == [third.pk, second.pk, first.pk]
    assert [one.moved_from_id for one in story.messages] == [None, merged.pk, None]
    assert kept.last_line == "We are leaving."
    assert not merged.messages.exists()


def test_the_merged_one_closes_without_an_outcome_and_leads_there(
    kept: Ticket, merged: Ticket, alena: User
) -> None:
    done = unite(kept, merged, by=alena)
    assert (merged.status, merged.merged_into, merged.due_at) == (Status.CLOSED, kept, None)
    assert merged.customer_waits_since is None
    assert not merged.resolutions.exists()
    assert not Clock.objects.filter(ticket=merged, met_at=None).exists()
    assert set(Clock.objects.filter(ticket=merged).values_list("met_at", flat=True)) == {done.at}
    assert Clock.objects.filter(ticket=kept, met_at=None).count() == 2
    assert kept.status == Status.NEW


def test_it_stands_in_both_records(kept: Ticket, merged: Ticket, alena: User) -> None:
    say(merged, "It is cold still.", by=alena)
    done = unite(kept, merged, by=alena)
    told = {"merge": done.pk, "messages": 1}
    entry = Entry.objects.about(kept).get(verb="ticket.merged")
    assert (entry.by, entry.details) == (alena, told | {"other": merged.pk})
    entry = Entry.objects.about(merged).get(verb="ticket.merged_away")
    assert (entry.by, entry.details) == (alena, told | {"other": kept.pk})
    assert list(breaks()) == []


def test_files_promises_and_questions_go_over(
    kept: Ticket, merged: Ticket, alena: User, ivan: User, bill: File, photo: File
) -> None:
    now = timezone.now()
    attach(merged, [bill], by=alena, now=now)
    said = say(merged, "Look.", by=alena)
    attach(merged, [photo], by=alena, now=now, message=said)
    promised = promise(merged, text="Ask the plumber", due_at=now + timedelta(hours=1), by=alena, now=now)
    asked = escalate(merged, reason="A free night?", by=alena)
    answer(asked, answer=Answer.AGREED, text="", by=ivan)
    wanted = ask_exception(merged, rule="day 45 of 30", reason="Ill.", by=alena)
    unite(kept, merged, by=alena)
    assert {one.file_id for one in kept.attachments.all()} == {bill.pk, photo.pk}
    assert not merged.attachments.exists()
    assert (kept.follow_ups.get(), kept.escalations.get(), kept.exceptions.get()) == (promised, asked, wanted)


def test_of_the_same_exception_asked_twice_one_waits_where_it_was_asked(
    kept: Ticket, merged: Ticket, alena: User
) -> None:
    for ticket in (kept, merged):
        ask_exception(ticket, rule="day 45 of 30", reason="Ill.", by=alena)
    unite(kept, merged, by=alena)
    assert (kept.exceptions.count(), merged.exceptions.count()) == (1, 1)


def test_tags_and_watchers_are_united(
    kept: Ticket, merged: Ticket, alena: User, karel: User, ivan: User
) -> None:
    for name in ("Plumbing", "VIP", "Noise"):
        coin(name, by=ivan)
    retag(kept, add=["Plumbing", "VIP"], by=alena)
    retag(merged, add=["VIP", "Noise"], by=alena)
    watch(kept, karel)
    watch(merged, karel)
    watch(merged, ivan)
    done = unite(kept, merged, by=alena)
    assert kept.tags == ["Noise", "Plumbing", "VIP"]
    assert set(kept.watchers.all()) == {karel, ivan}
    assert (done.moved["tags"], done.moved["watchers"]) == (["Noise"], [ivan.pk])
    assert (merged.tags, set(merged.watchers.all())) == (["Noise", "VIP"], {karel, ivan})


def test_the_customer_waits_since_the_earlier_of_the_two(kept: Ticket, merged: Ticket, alena: User) -> None:
    waits = Ticket.objects.filter(pk=kept.pk).values_list("customer_waits_since", flat=True)
    assert waits.get() == kept.created_at
    unite(kept, merged, by=alena)
    assert waits.get() == kept.created_at


def test_who_was_answered_on_one_waits_on_the_other(kept: Ticket, merged: Ticket, alena: User) -> None:
    waits = Ticket.objects.filter(pk=kept.pk).values_list("customer_waits_since", flat=True)
    say(kept, "We called.", by=alena, direction=Direction.OUT)
    assert waits.get() is None
    unite(kept, merged, by=alena)
    assert waits.get() == merged.created_at


def test_a_reply_that_could_be_taken_back_leaves(kept: Ticket, merged: Ticket, alena: User) -> None:
    said = say(merged, "We look after it.", by=alena, type=MessageType.REPLY, direction=Direction.OUT)
    assert said.can_be_taken_back(by=alena, now=said.at)
    unite(kept, merged, by=alena)
    said.refresh_from_db()
    assert not said.can_be_taken_back(by=alena, now=said.at)
    assert said.letter is not None
    assert said.letter.status == "queued"


def test_a_chain_leads_straight_to_its_end(kept: Ticket, merged: Ticket, alena: User, jana: Customer) -> None:
    first = log_case("enquiry", by=alena, customer=jana)
    said = say(first, "Does anybody hear me?", by=alena)
    unite(merged, first, by=alena)
    unite(kept, merged, by=alena)
    first.refresh_from_db()
    said.refresh_from_db()
    assert (first.merged_into, merged.merged_into) == (kept, kept)
    assert (said.ticket, said.moved_from) == (kept, first)


# Whose they are ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("walk_in", ["kept", "merged"])
def test_a_walk_in_turns_out_to_be_somebody(walk_in: str, alena: User, jana: Customer) -> None:
    tickets = {
        name: log_case("enquiry", by=alena, customer=None if name == walk_in else jana)
        for name in ("kept", "merged")
    }
    unite(tickets["kept"], tickets["merged"], by=alena)
    assert tickets[walk_in].customer == jana
    assert "ticket.customer_set" in verbs(tickets[walk_in])


def test_two_walk_ins_stay_nobody(alena: User) -> None:
    kept, merged = log_case("enquiry", by=alena), log_case("enquiry", by=alena)
    unite(kept, merged, by=alena)
    assert (kept.customer, merged.customer) == (None, None)


def test_the_history_of_the_customer_tells_everything_once(
    kept: Ticket, merged: Ticket, alena: User, jana: Customer
) -> None:
    say(merged, "It is cold still.", by=alena)
    before = [(one.what, one.number, one.text) for one in history_of(jana, user=alena, asked={}).moments]
    unite(kept, merged, by=alena)
    moments = history_of(jana, user=alena, asked={}).moments
    assert [(one.what, one.number, one.text) for one in moments] == before


def test_duplicates_lead_to_what_goes_on(kept: Ticket, merged: Ticket, alena: User, jana: Customer) -> None:
    references = list(merged.references.all())
    assert references
    unite(kept, merged, by=alena)
    found = possible_duplicates(
        user=alena, site=kept.site, now=timezone.now(), customer=jana, references=references
    )
    assert [one.ticket for one in found] == [kept]
    assert found[0].takes_more


# What cannot be one case ---------------------------------------------------------------------------------


def test_not_with_itself(kept: Ticket, alena: User) -> None:
    assert refused(kept, kept, by=alena) == "This is the same ticket."


def test_not_tickets_of_two_customers(kept: Ticket, alena: User, piotr: Customer) -> None:
    assert "two customers" in refused(kept, log_case("enquiry", by=alena, customer=piotr), by=alena)


def test_not_twice(kept: Ticket, merged: Ticket, alena: User, jana: Customer) -> None:
    unite(kept, merged, by=alena)
    third = log_case("enquiry", by=alena, customer=jana)
    said = f"Ticket {merged.number} was merged into ticket {kept.number} already."
    assert refused(third, merged, by=alena) == said
    assert refused(merged, third, by=alena) == said


def test_not_a_closed_one(kept: Ticket, merged: Ticket, alena: User, ivan: User) -> None:
    resolve(merged, outcome=Outcome.EXPLAINED, explanation="Till midnight.", by=alena)
    move(merged, Status.CLOSED, by=ivan)
    assert "is closed" in refused(kept, merged, by=alena)
    assert "is closed" in refused(merged, kept, by=alena)


def test_an_open_one_does_not_end_inside_a_resolved_one(kept: Ticket, merged: Ticket, alena: User) -> None:
    resolve(kept, outcome=Outcome.AS_ASKED, explanation="Moved.", by=alena)
    assert "Reopen it first" in refused(kept, merged, by=alena)
    unite(merged, kept, by=alena)
    assert (kept.status, kept.merged_into, merged.status) == (Status.CLOSED, merged, Status.NEW)
    assert kept.closes_at is None


def test_not_tickets_of_two_sites(kept: Ticket, returns_desk: Team, petra: User, jana: Customer) -> None:
    other = log_case("enquiry", by=petra, team=returns_desk, customer=jana)
    assert "two sites" in refused(kept, other, by=petra)


def test_not_what_is_hidden_with_what_is_not(
    kept: Ticket, alena: User, karel: User, ivan: User, jana: Customer
) -> None:
    about = log_case("complaint", by=alena, customer=jana, colleague=karel)
    assert "hidden from a colleague" in refused(kept, about, by=ivan)
    assert "hidden from a colleague" in refused(about, kept, by=ivan)
    again = log_case("complaint", by=alena, customer=jana, colleague=karel)
    unite(about, again, by=ivan)
    assert again.merged_into == about
    assert not Ticket.objects.visible_to(karel).filter(pk__in=[about.pk, again.pk]).exists()


def test_not_while_both_wait_for_a_supervisor(kept: Ticket, merged: Ticket, alena: User, ivan: User) -> None:
    asked = [escalate(one, reason="A free night?", by=alena) for one in (kept, merged)]
    assert "One has to be answered first" in refused(kept, merged, by=alena)
    answer(asked[0], answer=Answer.AGREED, text="", by=ivan)
    unite(kept, merged, by=alena)
    assert set(kept.escalations.all()) == set(asked)


def test_auditors_merge_nothing(kept: Ticket, merged: Ticket, jan: User) -> None:
    assert refused(kept, merged, by=jan)


def test_a_message_sent_to_the_merged_one_is_refused_with_a_sentence(
    kept: Ticket, merged: Ticket, alena: User
) -> None:
    unite(kept, merged, by=alena)
    with pytest.raises(NotPossible):
        say(merged, "Too late.", by=alena)
    assert not Message.objects.exists()
