from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from helpdesk.live.models import News
from helpdesk.money import Money
from helpdesk.record.models import Entry
from helpdesk.record.sentences import say
from helpdesk.staff.models import Site, User
from tests.at_once import at_once
from tests.cast import DETAILS, WITH_A_CURRENCY, log_case
from tickets.domain.assignment import take
from tickets.domain.errors import NotPossible
from tickets.domain.kind import change_kind, stamp
from tickets.domain.lifecycle import move
from tickets.domain.message import add_message
from tickets.domain.reminders import run_clocks
from tickets.domain.resolution import resolve
from tickets.enums import Outcome, Priority, Status, Target
from tickets.kinds import KINDS, Details, kind_of
from tickets.kinds.bill_question import BillLine
from tickets.kinds.complaint import Complaint
from tickets.models import Message, ReturnRule, Ticket

pytestmark = pytest.mark.django_db


def details(kind: str, **changes: Any) -> Details:
    facts = {**DETAILS[kind], **({"currency": "CZK"} if kind in WITH_A_CURRENCY else {}), **changes}
    return kind_of(kind).model(**facts)


def seen(ticket: Ticket) -> str:
    return stamp(kind_of(ticket.kind).details_of(ticket))


@pytest.mark.parametrize("before", KINDS)
@pytest.mark.parametrize("after", ["complaint", "return", "bill_question"])
def test_any_kind_becomes_another(before: str, after: str, alena: User) -> None:
    ticket = log_case(before, by=alena)
    change_kind(ticket, details(after), by=alena)
    kept = Ticket.objects.get()
    assert kept.kind == after
    assert kind_of(after).details_of(kept).facts()
    for kind in KINDS.values():
        assert kind.model._default_manager.count() == (1 if kind.key == after else 0)


def test_what_was_entered_stays_in_the_record(room_change: Ticket, alena: User) -> None:
    changed = change_kind(room_change, details("complaint"), by=alena)
    entry = Entry.objects.about(changed).last()
    assert entry is not None
    assert (entry.verb, entry.by) == ("ticket.kind_changed", alena)
    assert entry.details == {"before": "room_change", "after": "complaint"}
    said = entry.said["before"]
    assert "Rezervace: HV-20311" in said or "Booking: HV-20311" in said
    assert "214" in said
    assert "2" in said
    assert say(entry) == f"made it “Complaint”; it was “Room change”: {said}"


def test_the_lines_of_a_bill_go_into_the_record_too(alena: User) -> None:
    ticket = log_case("bill_question", by=alena)
    change_kind(ticket, details("enquiry"), by=alena)
    said = Entry.objects.about(ticket).get(verb="ticket.kind_changed").said["before"]
    assert all(words in said for words in ("F-3007", "Minibar: 340,00", "120,00", "Late check-out: 500,00"))
    assert not BillLine.objects.exists()


def test_it_is_found_by_the_new_numbers(room_change: Ticket, alena: User) -> None:
    changed = change_kind(room_change, details("bill_question"), by=alena)
    assert list(changed.references.values_list("type", "value")) == [("bill", "F-3007")]


def test_the_sum_follows_the_rules_of_the_day_the_customer_came(room_change: Ticket, alena: User) -> None:
    came = timezone.now() - timedelta(days=10)
    Ticket.objects.update(created_at=came)
    ReturnRule.objects.create(
        days=5, valid_from=date(2020, 1, 1), valid_until=came.date() - timedelta(days=1)
    )
    ReturnRule.objects.create(days=40, valid_from=came.date() - timedelta(days=1) + timedelta(days=1))
    bought = details("return", bought_on=came.date() - timedelta(days=40))
    changed = change_kind(room_change, bought, by=alena)
    figure = kind_of("return").details_of(Ticket.objects.get(pk=changed.pk)).figure()
    assert figure is not None
    assert (figure.money, figure.remark) == (Money(Decimal(2490), "CZK"), "inside the window: day 40 of 40")


@pytest.mark.parametrize(
    ("priority", "after"), [(Priority.HIGH, Priority.LOW), (Priority.URGENT, Priority.URGENT)]
)
def test_the_usual_priority_follows_and_a_chosen_one_stays(
    alena: User, priority: Priority, after: Priority
) -> None:
    ticket = log_case("room_change", by=alena, priority=priority)
    assert change_kind(ticket, details("suggestion"), by=alena).priority == after


# The clocks -----------------------------------------------------------------------------------------------


def test_the_clocks_count_by_the_new_promises_from_where_they_started(
    room_change: Ticket, alena: User
) -> None:
    started = room_change.created_at
    changed = change_kind(room_change, details("suggestion"), by=alena)
    kind = kind_of("suggestion")
    due = {clock.target: (clock.started_at, clock.due_at) for clock in changed.clocks.all()}
    assert due == {
        Target.FIRST_RESPONSE: (started, started + kind.first_response),
        Target.RESOLUTION: (started, started + kind.resolution),
    }
    assert Ticket.objects.get().due_at == started + kind.first_response


def test_what_was_met_stays_met(room_change: Ticket, alena: User) -> None:
    add_message(room_change, Message(type="call", direction="out", body="A plumber is here."), by=alena)
    before = room_change.clocks.get(target=Target.FIRST_RESPONSE)
    changed = change_kind(room_change, details("complaint"), by=alena)
    after = changed.clocks.get(target=Target.FIRST_RESPONSE)
    assert (after.due_at, after.met_at, after.recounted) == (before.due_at, before.met_at, 0)
    assert changed.clocks.get(target=Target.RESOLUTION).recounted == 1


def test_a_promise_to_the_customer_outranks_the_new_kind(room_change: Ticket, alena: User) -> None:
    promised = timezone.now() + timedelta(hours=5)
    changed = change_kind(
        room_change, details("enquiry", answer_given="follow_up", follow_up_by=promised), by=alena
    )
    assert changed.clocks.get(target=Target.RESOLUTION).due_at == promised


def test_a_promise_that_is_over_says_nothing_about_a_clock_started_since(
    room_change: Ticket, alena: User
) -> None:
    over = timezone.now() - timedelta(hours=5)
    changed = change_kind(
        room_change, details("enquiry", answer_given="follow_up", follow_up_by=over), by=alena
    )
    clock = changed.clocks.get(target=Target.RESOLUTION)
    assert clock.due_at == clock.started_at + kind_of("enquiry").resolution


def test_people_are_told_of_the_new_promise_again(room_change: Ticket, alena: User, ivan: User) -> None:
    later = room_change.created_at + timedelta(hours=3)
    run_clocks(now=later)
    told = News.objects.filter(recipient=ivan).count()
    changed = change_kind(room_change, details("return"), by=alena)
    clock = changed.clocks.get(target=Target.RESOLUTION)
    assert (clock.breached_at, clock.told_until) == (None, None)
    run_clocks(now=clock.due_at + timedelta(minutes=1))
    causes = set(News.objects.filter(recipient=ivan).values_list("cause", flat=True))
    assert len({cause for cause in causes if cause.startswith(f"clock:{clock.pk}:")}) == 2
    assert len(causes) == told + 2


def test_a_clock_that_is_due_as_before_is_left_alone(room_change: Ticket, alena: User) -> None:
    change_kind(room_change, details("room_change", nights=3), by=alena)
    assert set(room_change.clocks.values_list("recounted", flat=True)) == {0}


# Other details of the same kind ---------------------------------------------------------------------------


def test_details_are_corrected_and_recorded(alena: User) -> None:
    ticket = log_case("bill_question", by=alena)
    corrected = details("bill_question", bill="F-9", charges=DETAILS["bill_question"]["charges"][:1])
    change_kind(ticket, corrected, by=alena)
    kept = kind_of("bill_question").details_of(ticket)
    assert (kept.values()["bill"], len(kept.values()["charges"])) == ("F-9", 1)
    assert list(ticket.references.values_list("value", flat=True)) == ["F-9"]
    entry = Entry.objects.about(ticket).last()
    assert entry is not None
    assert (entry.verb, entry.details) == ("ticket.details_corrected", {"kind": "bill_question"})
    assert "F-3007" in say(entry)
    assert BillLine.objects.count() == 1


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_happens_when_nothing_has_changed(kind: str, alena: User) -> None:
    ticket = log_case(kind, by=alena)
    change_kind(ticket, details(kind), by=alena)
    assert list(Entry.objects.about(ticket).values_list("verb", flat=True)) == ["ticket.logged"]


def test_another_promise_is_another_due_time(alena: User) -> None:
    now = timezone.now()
    ticket = log_case("enquiry", by=alena, answer_given="follow_up", follow_up_by=now + timedelta(hours=2))
    later = details("enquiry", answer_given="follow_up", follow_up_by=now + timedelta(days=3))
    changed = change_kind(ticket, later, by=alena)
    assert changed.clocks.get(target=Target.RESOLUTION).due_at == now + timedelta(days=3)
    change_kind(changed, details("enquiry"), by=alena)
    clock = changed.clocks.get(target=Target.RESOLUTION)
    assert (clock.due_at, clock.recounted) == (clock.started_at + kind_of("enquiry").resolution, 2)


def test_what_came_of_it_is_noted_on_a_resolved_ticket_too(alena: User) -> None:
    ticket = log_case("suggestion", by=alena)
    resolve(ticket, outcome=Outcome.EXPLAINED, explanation="Thank you.", by=alena)
    change_kind(ticket, details("suggestion", result="taken_up"), by=alena)
    assert kind_of("suggestion").details_of(ticket).values()["result"] == "taken_up"


# What is refused ------------------------------------------------------------------------------------------


def test_a_resolved_ticket_stays_what_it_is(room_change: Ticket, alena: User) -> None:
    resolve(room_change, outcome=Outcome.AS_ASKED, explanation="Moved.", by=alena)
    with pytest.raises(NotPossible, match="Reopen it first"):
        change_kind(room_change, details("complaint"), by=alena)
    assert Ticket.objects.get().kind == "room_change"


def test_a_closed_ticket_stays_as_it_is(room_change: Ticket, alena: User, ivan: User) -> None:
    resolve(room_change, outcome=Outcome.AS_ASKED, explanation="Moved.", by=alena)
    move(room_change, Status.CLOSED, by=ivan)
    with pytest.raises(NotPossible, match="closed"):
        change_kind(room_change, details("room_change", nights=3), by=alena)


def test_nobody_writes_over_what_they_have_not_seen(room_change: Ticket, alena: User, karel: User) -> None:
    looked_at = seen(room_change)
    change_kind(room_change, details("room_change", to_room="412"), by=karel, seen=looked_at)
    for late in (details("room_change", to_room="108"), details("complaint")):
        with pytest.raises(NotPossible, match="meanwhile"):
            change_kind(room_change, late, by=alena, seen=looked_at)
    assert kind_of("room_change").details_of(room_change).values()["to_room"] == "412"


@pytest.mark.django_db(transaction=True)
def test_changed_by_two_at_once_one_is_told(room_change: Ticket, alena: User, karel: User) -> None:
    looked_at = seen(room_change)
    results = at_once(
        lambda: change_kind(room_change, details("complaint"), by=alena, seen=looked_at),
        lambda: change_kind(room_change, details("return"), by=karel, seen=looked_at),
    )
    assert sorted(type(result).__name__ for result in results) == ["NotPossible", "Ticket"]
    assert sum(kind.model._default_manager.count() for kind in KINDS.values()) == 1
    assert Entry.objects.filter(verb="ticket.kind_changed").count() == 1


# A complaint about a colleague ----------------------------------------------------------------------------


@pytest.fixture
def about_karel(alena: User, karel: User) -> Ticket:
    return log_case("complaint", by=alena, colleague=karel)


def sees(person: User, ticket: Ticket) -> bool:
    return Ticket.objects.visible_to(person).filter(pk=ticket.pk).exists()


def test_it_stays_hidden_whatever_kind_it_becomes(about_karel: Ticket, alena: User, karel: User) -> None:
    changed = change_kind(about_karel, details("enquiry"), by=alena)
    changed = change_kind(changed, details("suggestion"), by=alena)
    assert changed.kind == "suggestion"
    assert not sees(karel, changed)
    assert sees(alena, changed)


def test_nor_does_it_come_to_light_when_it_becomes_a_complaint_again(
    about_karel: Ticket, alena: User, karel: User
) -> None:
    changed = change_kind(about_karel, details("enquiry"), by=alena)
    with pytest.raises(NotPossible, match="Only a supervisor"):
        change_kind(changed, details("complaint"), by=alena)
    change_kind(changed, details("complaint", colleague=karel), by=alena)
    assert Complaint.objects.get().colleague == karel


@pytest.mark.parametrize("instead", ["nobody", "somebody else"])
def test_only_a_supervisor_takes_the_name_out(
    about_karel: Ticket, alena: User, karel: User, ivan: User, instead: str
) -> None:
    other = None if instead == "nobody" else alena
    with pytest.raises(NotPossible, match="Only a supervisor"):
        change_kind(about_karel, details("complaint", colleague=other), by=alena)
    assert not sees(karel, about_karel)
    change_kind(about_karel, details("complaint", colleague=other), by=ivan)
    assert sees(karel, about_karel)


def test_who_is_named_loses_the_ticket(room_change: Ticket, alena: User, karel: User) -> None:
    take(room_change, by=karel)
    changed = change_kind(room_change, details("complaint", colleague=karel), by=alena)
    assert (changed.assignee, sees(karel, changed)) == (None, False)
    assert Entry.objects.about(changed).filter(verb="ticket.assigned").count() == 2


def test_the_currency_of_the_case_stays(room_change: Ticket, alena: User, hotel: Site) -> None:
    changed = change_kind(room_change, details("return"), by=alena)
    assert kind_of("return").details_of(changed).values()["currency"] == "CZK"
