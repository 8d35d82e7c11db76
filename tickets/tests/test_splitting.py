"""Part of what was said becomes a ticket of its own."""

import pytest
from django.utils import timezone

from customers.models import Customer
from helpdesk.files.models import File
from helpdesk.record.models import Entry
from helpdesk.staff.models import User
from tests.cast import log_case
from tickets.domain.attachment import attach
from tickets.domain.errors import NotPossible
from tickets.domain.lifecycle import move
from tickets.domain.merge import merge
from tickets.domain.resolution import resolve
from tickets.domain.splitting import join_again, split_off
from tickets.domain.unmerging import undo
from tickets.enums import Direction, LinkType, Outcome, Status, Target
from tickets.models import Link, Message, Ticket
from tickets.tests.linked import say

pytestmark = pytest.mark.django_db


@pytest.fixture
def source(alena: User, jana: Customer) -> Ticket:
    return log_case("room_change", by=alena, customer=jana)


@pytest.fixture
def about_the_lift(source: Ticket, alena: User) -> Message:
    say(source, "We move you.", by=alena, direction=Direction.OUT)
    return say(source, "And the lift is stuck.", by=alena)


def new(alena: User, jana: Customer | None) -> Ticket:
    return log_case("service_request", by=alena, customer=jana)


def part(ticket: Ticket, source: Ticket, *said: Message, by: User) -> Link:
    numbers = [one.pk for one in said]
    link = split_off(ticket, source=source, messages=numbers, by=by, now=timezone.now())
    ticket.refresh_from_db()
    source.refresh_from_db()
    return link


def refused(ticket: Ticket, source: Ticket, *said: Message, by: User) -> str:
    with pytest.raises(NotPossible) as refusal:
        part(ticket, source, *said, by=by)
    assert not Message.objects.exclude(moved_from=None).exists()
    assert not Link.objects.exists()
    return str(refusal.value)


def test_what_was_said_goes_over_with_its_files(
    source: Ticket, about_the_lift: Message, alena: User, jana: Customer, photo: File, bill: File
) -> None:
    attach(source, [photo], by=alena, now=timezone.now(), message=about_the_lift)
    attach(source, [bill], by=alena, now=timezone.now())
    lift = new(alena, jana)
    part(lift, source, about_the_lift, by=alena)
    about_the_lift.refresh_from_db()
    assert (about_the_lift.ticket, about_the_lift.moved_from) == (lift, source)
    assert lift.attachments.get().file_id == photo.pk
    assert source.attachments.get().file_id == bill.pk
    assert (source.last_line, lift.last_line) == ("We move you.", "And the lift is stuck.")


def test_it_stands_in_both_records(
    source: Ticket, about_the_lift: Message, alena: User, jana: Customer
) -> None:
    lift = new(alena, jana)
    link = part(lift, source, about_the_lift, by=alena)
    assert (link.ticket, link.other, link.type) == (lift, source, LinkType.SPLIT)
    for one, other in ((lift, source), (source, lift)):
        entry = Entry.objects.about(one).get(verb="ticket.linked")
        told = {"link": link.pk, "type": "split", "other": other.pk, "forward": one == lift}
        assert (entry.by, entry.details) == (alena, told)


def test_the_customer_waits_where_the_word_is_that_nobody_answered(
    source: Ticket, about_the_lift: Message, alena: User, jana: Customer
) -> None:
    waits = Ticket.objects.filter(pk=source.pk).values_list("customer_waits_since", flat=True)
    assert waits.get() == about_the_lift.at
    lift = new(alena, jana)
    part(lift, source, about_the_lift, by=alena)
    assert (source.customer_waits_since, lift.customer_waits_since) == (None, about_the_lift.at)
    assert lift.clocks.running().count() == 2


def test_what_was_answered_there_counts_as_answered(
    source: Ticket, about_the_lift: Message, alena: User, jana: Customer
) -> None:
    answered = say(source, "It runs again.", by=alena, direction=Direction.OUT)
    later = say(source, "And the water?", by=alena)
    lift = new(alena, jana)
    part(lift, source, about_the_lift, answered, by=alena)
    assert (source.customer_waits_since, lift.customer_waits_since) == (later.at, None)
    assert lift.clocks.running().get().target == Target.RESOLUTION


def test_a_note_alone_leaves_both_waiting(source: Ticket, alena: User, jana: Customer) -> None:
    note = say(source, "The lift, too.", by=alena, direction=Direction.INTERNAL)
    lift = new(alena, jana)
    part(lift, source, note, by=alena)
    assert source.customer_waits_since == source.created_at
    assert lift.customer_waits_since is not None


def test_what_was_split_off_can_be_put_right_at_the_first_contact(
    source: Ticket, about_the_lift: Message, alena: User, jana: Customer
) -> None:
    lift = new(alena, jana)
    part(lift, source, about_the_lift, by=alena)
    for one in (lift, source):
        assert resolve(one, outcome=Outcome.AS_ASKED, explanation="Done.", by=alena).first_contact


def test_a_second_word_about_it_is_another_contact(
    source: Ticket, about_the_lift: Message, alena: User, jana: Customer
) -> None:
    lift = new(alena, jana)
    part(lift, source, about_the_lift, by=alena)
    say(lift, "It is stuck still.", by=alena)
    assert not resolve(lift, outcome=Outcome.AS_ASKED, explanation="Done.", by=alena).first_contact


# Joined again --------------------------------------------------------------------------------------------


def test_it_goes_back_with_all_that_happened_since(
    source: Ticket, about_the_lift: Message, alena: User, jana: Customer
) -> None:
    lift = new(alena, jana)
    part(lift, source, about_the_lift, by=alena)
    since = say(lift, "It is stuck still.", by=alena)
    done = join_again(lift, by=alena, now=timezone.now())
    for message in (about_the_lift, since):
        message.refresh_from_db()
    lift.refresh_from_db()
    assert (about_the_lift.ticket, about_the_lift.moved_from) == (source, None)
    assert (since.ticket, since.moved_from) == (source, lift)
    assert (lift.status, lift.merged_into) == (Status.CLOSED, source)
    undo(done, by=alena, now=timezone.now())
    about_the_lift.refresh_from_db()
    assert (about_the_lift.ticket, about_the_lift.moved_from) == (lift, source)


def test_it_follows_where_its_source_went(
    source: Ticket, about_the_lift: Message, alena: User, jana: Customer
) -> None:
    lift, whole = new(alena, jana), log_case("enquiry", by=alena, customer=jana)
    part(lift, source, about_the_lift, by=alena)
    merge(kept=whole, merged=source, by=alena, now=timezone.now())
    assert join_again(lift, by=alena, now=timezone.now()).kept == whole


def test_only_what_was_split_off_is_joined_again(source: Ticket, alena: User) -> None:
    with pytest.raises(NotPossible, match="not split off"):
        join_again(source, by=alena, now=timezone.now())


# What cannot be ------------------------------------------------------------------------------------------


def test_not_without_messages(source: Ticket, alena: User, jana: Customer) -> None:
    assert "no longer" in refused(new(alena, jana), source, by=alena)


def test_not_what_stands_on_another_ticket(source: Ticket, alena: User, jana: Customer) -> None:
    elsewhere = say(log_case("enquiry", by=alena, customer=jana), "Hello?", by=alena)
    assert "no longer" in refused(new(alena, jana), source, elsewhere, by=alena)


def test_not_of_another_customer(
    source: Ticket, about_the_lift: Message, alena: User, piotr: Customer
) -> None:
    assert "same customer" in refused(new(alena, piotr), source, about_the_lift, by=alena)
    assert "same customer" in refused(new(alena, None), source, about_the_lift, by=alena)


def test_not_of_a_closed_ticket(
    source: Ticket, about_the_lift: Message, alena: User, ivan: User, jana: Customer
) -> None:
    resolve(source, outcome=Outcome.AS_ASKED, explanation="Done.", by=alena)
    move(source, Status.CLOSED, by=ivan)
    assert "closed" in refused(new(alena, jana), source, about_the_lift, by=alena)


def test_what_is_hidden_stays_hidden(alena: User, karel: User, ivan: User, jana: Customer) -> None:
    about = log_case("complaint", by=alena, customer=jana, colleague=karel)
    said = say(about, "He shouted.", by=alena)
    assert "hidden" in refused(new(alena, jana), about, said, by=ivan)
    also = log_case("complaint", by=alena, customer=jana, colleague=karel)
    part(also, about, said, by=ivan)
    assert also.messages.get() == said
