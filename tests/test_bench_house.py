"""The large house of ``make bench``, a small one: it is what the product would have written, only quicker."""

from collections import Counter
from collections.abc import Iterator

import pytest
from django.db import connection, transaction
from django.db.models import Min
from django.utils import timezone

from bench.population.building import CHUNK, House, build
from bench.population.cases import MINE
from bench.sweep import ROUNDS, measure_sweep
from customers.models import Customer
from helpdesk.live.models import News
from helpdesk.record.verification import breaks
from tickets.domain.references import references_in
from tickets.domain.ticket import last_line_of
from tickets.enums import UNFINISHED, Direction, Status, Target
from tickets.kinds import kind_of
from tickets.models import Clock, Message, Reference, Resolution, Ticket

pytestmark = pytest.mark.django_db

PEOPLE, TICKETS, LONG_TALK = 400, 900, 30


@pytest.fixture
def house() -> House:
    return build(
        people=PEOPLE, tickets=TICKETS, now=timezone.now(), say=lambda what: None, long_talk=LONG_TALK
    )


def rows(question: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return list(cursor.fetchall())


def made() -> Iterator[object]:
    """Everything the tables are made of, but for how an index spells its condition."""
    yield Counter(name for (name,) in rows("SELECT indexname FROM pg_indexes WHERE schemaname = 'public'"))
    yield rows(
        "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint ORDER BY 1, 2"
    )
    yield rows(
        "SELECT tgrelid::regclass::text, tgname, tgenabled FROM pg_trigger"
        " WHERE NOT tgisinternal ORDER BY 1, 2"
    )


def test_everything_that_was_taken_away_is_there_again() -> None:
    before = list(made())
    build(people=50, tickets=300, now=timezone.now(), say=lambda what: None, long_talk=2)
    assert list(made()) == before


@pytest.mark.parametrize(
    ("table", "columns"),
    [
        ("customers_customer", "search_text"),
        ("tickets_ticket", "sort_customer, sort_team, sort_assignee, outcome"),
    ],
)
def test_triggers_have_nothing_to_mend(table: str, columns: str, house: House) -> None:
    question = f"SELECT id, {columns} FROM {table} ORDER BY id"
    built = rows(question)
    assert len({row[1:] for row in built}) > 1
    emptied = ", ".join(f"{name} = ''" for name in columns.split(", "))
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {emptied}")
    assert rows(question) == built


def test_the_search_reads_what_it_would_read(house: House) -> None:
    question = "SELECT ticket_id, part, site_id, size, first_message_id, document FROM tickets_searchtext"
    question += " ORDER BY 1, 2"
    built = rows(question)
    assert len({ticket for ticket, *_rest in built}) == TICKETS
    rows("SELECT search_write(array_agg(id)) FROM tickets_ticket")
    assert rows(question) == built


def test_the_record_is_whole(house: House) -> None:
    assert list(breaks()) == []


def test_a_ticket_agrees_with_what_hangs_off_it(house: House) -> None:
    running = Clock.objects.running().filter(paused_at=None).values("ticket")
    earliest = dict(running.annotate(due=Min("due_at")).values_list("ticket", "due"))
    resolved = {one.ticket_id: one for one in Resolution.objects.all()}
    talk: dict[int, list[Message]] = {}
    for message in Message.objects.order_by("at", "id"):
        talk.setdefault(message.ticket_id, []).append(message)
    for ticket in Ticket.objects.all():
        said = [one for one in talk[ticket.pk] if one.direction != Direction.INTERNAL]
        assert len(talk[ticket.pk]) == 3 + LONG_TALK * (ticket.pk == house.long_ticket)
        assert ticket.due_at == earliest.get(ticket.pk)
        assert (ticket.status in UNFINISHED) == (ticket.pk not in resolved)
        assert bool(ticket.due_at) == (ticket.is_unfinished and ticket.status != Status.PENDING)
        assert (ticket.closes_at is not None) == (ticket.status == Status.RESOLVED)
        if ticket.is_unfinished:
            assert ticket.last_line == last_line_of(said[-1].body)
            assert bool(ticket.customer_waits_since) == (
                not any(one.direction == Direction.OUT for one in said) or said[-1].from_customer
            )
        else:
            resolution = resolved[ticket.pk]
            assert ticket.last_line == last_line_of(resolution.explanation)
            assert resolution.outcome in kind_of(ticket.kind).outcomes
            assert resolution.first_contact == (not any(one.from_customer for one in said))
            assert ticket.customer_waits_since is None


def test_clocks_are_as_they_would_have_been_wound(house: House) -> None:
    """Those that stand still have their pause, what was met took its time, and none is silent for ever."""
    clocks = Clock.objects.select_related("ticket").prefetch_related("pauses")
    assert {clock.target for clock in clocks} == set(Target)
    for clock in clocks:
        ticket, pauses = clock.ticket, list(clock.pauses.all())
        assert (clock.due_at, clock.counting_since) == (clock.started_at + clock.within, clock.started_at)
        assert (clock.met_at is None) == (clock.took is None)
        if clock.target == Target.RESOLUTION:
            assert (clock.met_at is None) == ticket.is_unfinished
        elif clock.met_at is None:
            assert ticket.customer_waits_since is not None
        stands = clock.met_at is None and ticket.status == Status.PENDING
        assert [pause.from_at for pause in pauses] == ([clock.paused_at] if stands else [])
        runs = clock.met_at is None and not stands
        told = clock.told_until == clock.within
        assert told == (clock.breached_at is not None)
        assert (clock.next_moment_at is not None) == (runs and not told)


def test_a_sweep_says_what_is_due(house: House) -> None:
    """As often as it is measured, each time anew."""
    measured = measure_sweep(moments=9)
    assert measured["moments"] == 9
    late = News.objects.filter(kind="late").values_list("cause", flat=True)
    assert len(set(late)) == 9 * ROUNDS
    assert list(breaks()) == []


def test_a_ticket_is_found_by_the_numbers_of_its_kind(house: House) -> None:
    kept = Counter(Reference.objects.values_list("ticket", "type", "folded"))
    for ticket in Ticket.objects.all():
        details = kind_of(ticket.kind).details_of(ticket)
        first = references_in(vars(details), type(details))
        assert all(
            kept[ticket.pk, one.type, one.folded] for one in first if one.value.endswith(str(ticket.pk))
        )
    assert sum(kept.values()) > TICKETS / 2


def test_customers_are_known_where_they_come(house: House) -> None:
    known = set(Customer.sites.through.objects.values_list("customer", "site"))
    came = set(Ticket.objects.exclude(customer=None).values_list("customer", "site"))
    assert came and came <= known


def test_it_looks_like_a_house(house: House) -> None:
    """Two in a hundred unfinished, most of it at one site, a full desk for whoever is measured."""
    unfinished = Ticket.objects.unfinished()
    assert 0.01 < unfinished.count() / TICKETS < 0.04
    assert unfinished.filter(site=house.staff.sites[0]).count() > unfinished.count() / 2
    assert 2 <= unfinished.assigned_to(house.staff.associate).count() <= MINE
    assert TICKETS < CHUNK
    assert Ticket.objects.visible_to(house.staff.associate).filter(pk=house.ticket).exists()


def test_the_same_seed_gives_the_same_house() -> None:
    question = "SELECT id, subject, kind, status, customer_id, what_happened FROM tickets_ticket ORDER BY id"
    now, houses = timezone.now(), list[list[tuple[object, ...]]]()
    for _turn in range(2):
        with transaction.atomic():
            build(people=50, tickets=300, now=now, say=lambda what: None, long_talk=2)
            houses.append(rows(question))
            transaction.set_rollback(True)
    assert houses[0] == houses[1] and len(houses[0]) == 300
