"""One merges a customer while another one works with them: nothing is lost, nothing is left behind."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from threading import Event
from time import monotonic, sleep

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone

from customers.domain.customer import add_customer, change_customer, version_of
from customers.domain.errors import ChangedMeanwhile, NotPossible
from customers.domain.merge import merge, undo
from customers.domain.notices import place_notice
from customers.enums import ContactType
from customers.models import ConductNotice, ContactPoint, Customer, Merge
from helpdesk.record.models import Entry
from helpdesk.staff.models import Site, User
from tests.at_once import at_once
from tests.cast import log_case
from tickets.domain.customer import set_customer
from tickets.domain.locking import lock
from tickets.domain.message import add_message
from tickets.enums import Direction, MessageType
from tickets.models import Message, Ticket

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 4
REFUSED = (NotPossible, ChangedMeanwhile)


@pytest.fixture
def pairs(hotel: Site, alena: User) -> Callable[[], Iterator[tuple[Customer, Customer]]]:
    """Pairs of new customers, the one to be kept now with the smaller number and now with the greater."""

    def made() -> Iterator[tuple[Customer, Customer]]:
        for n in range(ROUNDS):
            two = [
                add_customer(
                    Customer(name=f"Guest {n}", language="cs"),
                    site=hotel,
                    by=alena,
                    emails=[f"{m}{n}@post.example"],
                )
                for m in "ab"
            ]
            yield (two[0], two[1]) if n % 2 else (two[1], two[0])

    return made


def join(kept: Customer, merged: Customer, by: User) -> Callable[[], object]:
    return partial(merge, kept=kept, merged=merged, by=by, now=timezone.now())


def together(*calls: Callable[[], object]) -> list[object]:
    return list(at_once(*calls))


def nothing_is_left_behind() -> None:
    gone = Customer.objects.filter(merged_into__isnull=False)
    assert gone.exists()
    for rows in (Ticket.objects, ContactPoint.objects, ConductNotice.objects):
        assert not rows.filter(customer__in=gone).exists()
    assert not gone.filter(merged_into__merged_into__isnull=False).exists()


def all_went_well(results: list[object]) -> None:
    assert [one for one in results if isinstance(one, Exception)] == []


def one_or_the_other(results: list[object]) -> None:
    """What was refused was refused with a sentence."""
    assert [one for one in results if isinstance(one, Exception) and not isinstance(one, REFUSED)] == []


Pairs = Callable[[], Iterator[tuple[Customer, Customer]]]


def test_while_another_logs_a_ticket(pairs: Pairs, alena: User, karel: User) -> None:
    for kept, merged in pairs():
        results = together(
            join(kept, merged, karel),
            partial(log_case, "room_change", by=alena, customer=merged),
            partial(log_case, "enquiry", by=karel, customer=merged),
        )
        all_went_well(results)
        assert kept.tickets.count() == 2
        assert not Entry.objects.about(merged).exclude(verb__startswith="customer.").exists()
    nothing_is_left_behind()


def test_while_another_answers_the_customer(pairs: Pairs, alena: User, karel: User) -> None:
    for kept, merged in pairs():
        ticket = log_case("room_change", by=alena, customer=merged)
        said = Message(type=MessageType.REPLY, direction=Direction.OUT, body="We move you.")
        results = together(join(kept, merged, karel), partial(add_message, ticket, said, by=alena))
        all_went_well(results)
        ticket.refresh_from_db()
        assert ticket.customer == kept
        said.refresh_from_db()
        assert said.letter is not None
        assert said.letter.recipient in kept.contact_points.values_list("value", flat=True)
    nothing_is_left_behind()


def test_while_another_changes_the_customer(pairs: Pairs, alena: User, karel: User) -> None:
    for kept, merged in pairs():
        version = version_of(merged)
        merged.name = "Changed"
        points = {ContactType.PHONE: ["+420608000111"], ContactType.EMAIL: []}

        changing_it = partial(change_customer, merged, points=points, version=version, by=alena)
        merging, changing = together(join(kept, merged, karel), changing_it)
        all_went_well([merging])
        one_or_the_other([changing])
        has_phone = kept.contact_points.filter(type=ContactType.PHONE).exists()
        assert has_phone != isinstance(changing, Exception)
    nothing_is_left_behind()


def test_while_another_places_a_notice(pairs: Pairs, alena: User, karel: User) -> None:
    today = timezone.localdate()
    for kept, merged in pairs():
        results = together(
            join(kept, merged, karel),
            partial(place_notice, merged, text="Hm.", until=today, on=today, by=alena),
        )
        all_went_well(results)
        assert kept.conduct_notices.count() == 1
    nothing_is_left_behind()


def test_while_another_says_whose_ticket_it_is(pairs: Pairs, alena: User, karel: User) -> None:
    for kept, merged in pairs():
        theirs, nobodys = (log_case("enquiry", by=alena, customer=who) for who in (merged, None))
        results = together(
            join(kept, merged, karel),
            partial(set_customer, theirs, kept, by=alena),
            partial(set_customer, nobodys, merged, by=karel),
        )
        all_went_well(results)
        assert kept.tickets.count() == 2
    nothing_is_left_behind()


def test_each_into_the_other(pairs: Pairs, alena: User, karel: User) -> None:
    for one, other in pairs():
        log_case("enquiry", by=alena, customer=one)
        results = together(join(one, other, alena), join(other, one, karel))
        one_or_the_other(results)
        assert sum(isinstance(result, Merge) for result in results) == 1
    nothing_is_left_behind()


def test_in_a_ring(pairs: Pairs, alena: User, karel: User, ivan: User) -> None:
    people = [one for pair in pairs() for one in pair]
    ring = [
        join(one, people[(n + 1) % len(people)], by)
        for n, (one, by) in enumerate(zip(people, [alena, karel, ivan] * 3, strict=False))
    ]
    results = together(*ring)
    one_or_the_other(results)
    assert any(isinstance(result, Merge) for result in results)
    nothing_is_left_behind()


def test_undone_while_another_logs_a_ticket(pairs: Pairs, alena: User, karel: User) -> None:
    for kept, merged in pairs():
        done = merge(kept=kept, merged=merged, by=karel, now=timezone.now())
        results = together(
            partial(undo, done, by=karel, now=timezone.now()),
            partial(log_case, "room_change", by=alena, customer=merged),
            partial(log_case, "enquiry", by=karel, customer=kept),
        )
        all_went_well(results)
        assert kept.tickets.count() + merged.tickets.count() == 2
        assert not Customer.objects.filter(merged_into__isnull=False).exists()


def test_undone_twice_together(pairs: Pairs, alena: User, karel: User) -> None:
    for kept, merged in pairs():
        done = merge(kept=kept, merged=merged, by=karel, now=timezone.now())
        results = together(
            partial(undo, done, by=karel, now=timezone.now()),
            partial(undo, done, by=alena, now=timezone.now()),
        )
        one_or_the_other(results)
        assert sum(isinstance(result, Customer) for result in results) == 1
        assert merged.contact_points.count() == kept.contact_points.count() == 1


def test_two_change_the_customer(pairs: Pairs, alena: User, karel: User) -> None:
    """The second one is shown both versions instead of overwriting the first."""
    for one, _other in pairs():
        version = version_of(one)

        changes = []
        for who in (alena, karel):
            mine = Customer.objects.get(pk=one.pk)
            mine.company = who.name
            changes.append(partial(change_customer, mine, points={}, version=version, by=who))
        results = together(*changes)
        one_or_the_other(results)
        assert sum(isinstance(result, ChangedMeanwhile) for result in results) == 1
        assert Entry.objects.about(one).filter(verb="customer.changed").count() == 1


@contextmanager
def somebody_waits_meanwhile(call: Callable[[], object]) -> Iterator[list[object]]:
    """Start ``call`` elsewhere, and leave the block once it has to wait; what it returned is in the list."""
    started, results = Event(), list[object]()

    def run() -> None:
        started.wait(10)
        try:
            results.append(call())
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            waiting = pool.submit(run)
            yield results
            started.set()
            somebody_waits()
        waiting.result(10)


def somebody_waits() -> None:
    soon = monotonic() + 10
    while monotonic() < soon:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
        sleep(0.02)
    raise AssertionError("Nobody had to wait.")


def test_a_ticket_one_had_to_wait_for_has_its_new_customer(pairs: Pairs, alena: User, karel: User) -> None:
    """Not none at all, as a join made before the waiting would have it."""
    kept, merged = next(pairs())
    ticket = log_case("room_change", by=alena, customer=merged)

    def look() -> Customer | None:
        with transaction.atomic():
            return lock(ticket).customer

    with somebody_waits_meanwhile(look) as seen:
        merge(kept=kept, merged=merged, by=karel, now=timezone.now())
    assert seen == [kept]


def test_two_log_for_the_same_customer_without_waiting(pairs: Pairs, alena: User, karel: User) -> None:
    kept, _other = next(pairs())
    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        log_case("room_change", by=alena, customer=kept)
        other = pool.submit(together, partial(log_case, "enquiry", by=karel, customer=kept))
        all_went_well(list(other.result(10)))
    assert kept.tickets.count() == 2
