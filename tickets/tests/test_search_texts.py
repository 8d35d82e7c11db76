"""What a ticket is found by follows everything that changes it, in the database alone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from customers.domain.erasure import erase
from customers.domain.merge import merge
from customers.enums import ErasureGround
from customers.models import Customer
from helpdesk.staff.models import Site, User
from tests.at_once import at_once
from tests.cast import log_case
from tickets.domain.assignment import take
from tickets.domain.lifecycle import move
from tickets.domain.message import add_message
from tickets.domain.tags import retag
from tickets.enums import Direction, MessageType, Status
from tickets.models import Message, SearchText, Tag, Ticket

pytestmark = pytest.mark.django_db


def words_of(ticket: Ticket) -> set[str]:
    """Everything that stands in the texts of the ticket."""
    return set().union(*parts_of(ticket))


def parts_of(ticket: Ticket) -> list[set[str]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tsvector_to_array(document) FROM tickets_searchtext WHERE ticket_id = %s ORDER BY part",
            [ticket.pk],
        )
        return [set(words) for (words,) in cursor.fetchall()]


def say(ticket: Ticket, body: str, *, by: User) -> Message:
    return add_message(ticket, Message(type=MessageType.NOTE, direction=Direction.INTERNAL, body=body), by=by)


def documents() -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT ticket_id, part, site_id, logged_at, size, first_message_id, strip(document)::text"
            " FROM tickets_searchtext ORDER BY ticket_id, part"
        )
        return list(cursor.fetchall())


def test_a_new_ticket_is_found_by_what_was_written(room_change: Ticket) -> None:
    words = words_of(room_change)
    assert {"no", "hot", "water", "in", "214", "it", "went", "wrong", "jana", "novakova"} <= words
    assert {"hv", "20311", "hv20311", f"=number:{room_change.pk}", "=kind:room_change"} <= words
    assert {"=status:new", "=unfinished", "=waiting", "=assignee:nobody"} <= words
    assert f"=month:{room_change.created_at:%Y-%m}" in words


def test_facts_are_exchanged_and_words_stay(room_change: Ticket, alena: User) -> None:
    before = words_of(room_change)
    take(room_change, by=alena)
    after = words_of(room_change)
    assert after - before == {"=status:open", f"=assignee:{alena.pk}"}
    assert before - after == {"=status:new", "=assignee:nobody"}
    move(Ticket.objects.get(pk=room_change.pk), Status.ON_HOLD, by=alena)
    assert {"=status:on_hold", "=unfinished"} <= words_of(room_change)


def test_tags_are_facts(room_change: Ticket, alena: User) -> None:
    Tag.objects.create(name="Teplá voda")
    retag(room_change, by=alena, add=["Teplá voda"])
    assert "=tag:teplavoda" in words_of(room_change)
    retag(Ticket.objects.get(pk=room_change.pk), by=alena, remove=["Teplá voda"])
    assert "=tag:teplavoda" not in words_of(room_change)


def test_what_is_said_is_added_changed_and_taken_away(room_change: Ticket, alena: User) -> None:
    message = say(room_change, "Kotelna nefunguje", by=alena)
    assert {"kotelna", "nefunguje"} <= words_of(room_change)
    Message.objects.filter(pk=message.pk).update(body="Výtah stojí", phone="+420777111222")
    assert {"vytah", "stoji", "420777111222"} <= words_of(room_change)
    assert "kotelna" not in words_of(room_change)
    Message.objects.filter(pk=message.pk).delete()
    assert "vytah" not in words_of(room_change)
    assert "water" in words_of(room_change)


def test_a_message_that_moves_takes_its_words_along(room_change: Ticket, alena: User, jana: Customer) -> None:
    other = log_case("complaint", by=alena, customer=jana)
    message = say(room_change, "Kotelna", by=alena)
    Message.objects.filter(pk=message.pk).update(ticket=other)
    assert "kotelna" not in words_of(room_change)
    assert "kotelna" in words_of(other)


def test_a_new_name_reaches_the_tickets(room_change: Ticket, jana: Customer) -> None:
    jana.name = "Jana Dvořáčková"
    jana.save()
    assert "dvorackova" in words_of(room_change)
    assert "novakova" not in words_of(room_change)


def test_merging_customers_reaches_the_tickets(
    room_change: Ticket, jana: Customer, piotr: Customer, ivan: User
) -> None:
    merge(kept=piotr, merged=jana, by=ivan, now=timezone.now())
    assert {"wisniewski", f"=customer:{piotr.pk}"} <= words_of(room_change)
    assert "novakova" not in words_of(room_change)


def test_nothing_of_an_erased_customer_is_left(
    room_change: Ticket, jana: Customer, alena: User, ivan: User
) -> None:
    say(room_change, "Kotelna " * 3000, by=alena)
    assert len(parts_of(room_change)) > 1
    erase(jana, by=ivan, because=ErasureGround.ASKED)
    assert [word for word in words_of(room_change) if not word.startswith("=")] == []


def test_details_of_a_complaint_are_not_among_the_words(alena: User, karel: User, jana: Customer) -> None:
    complaint = log_case("complaint", by=alena, customer=jana, colleague=karel)
    assert {"karel", "svoboda"} & words_of(complaint) == set()


def test_a_ticket_that_goes_takes_its_text_along(room_change: Ticket) -> None:
    number = room_change.pk
    with connection.cursor() as cursor:
        for table in ("tickets_reference", "tickets_clock", "tickets_option", "tickets_roomchange"):
            cursor.execute(f"DELETE FROM {table} WHERE ticket_id = %s", [number])
        cursor.execute("DELETE FROM tickets_ticket WHERE id = %s", [number])
    assert not SearchText.objects.filter(ticket_id=number).exists()


def test_a_long_ticket_goes_on_in_parts(room_change: Ticket, alena: User) -> None:
    """The next message rewrites the last part only."""
    for n in range(30):
        say(room_change, f"word{n} " + "filler " * 200, by=alena)
    parts = parts_of(room_change)
    assert len(parts) == 4
    assert "word0" in parts[0]
    assert "word29" in parts[-1]
    first = SearchText.objects.filter(ticket=room_change, part__lt=3).values_list("pk", "size")
    before = list(first)
    say(room_change, "the last", by=alena)
    assert list(first) == before
    assert "last" in parts_of(room_change)[-1]


@pytest.mark.parametrize("length", [11_990, 12_000, 12_001, 24_000, 60_001])
def test_a_very_long_message_and_case_are_found_to_the_end(length: int, alena: User, jana: Customer) -> None:
    text = ("x" * 9 + " ") * (length // 10) + "konec"
    ticket = log_case("complaint", by=alena, customer=jana, what_happened=text, wanted="spravedlnost")
    assert {"konec", "spravedlnost"} <= words_of(ticket)
    other = log_case("complaint", by=alena, customer=jana)
    say(other, text, by=alena)
    assert "konec" in words_of(other)


def test_more_different_words_than_one_text_can_hold(alena: User, jana: Customer) -> None:
    """PostgreSQL takes no more than a megabyte of words; nobody may fail to save because of that."""
    text = " ".join(f"slovo{n:07}" for n in range(110_000))
    ticket = log_case("complaint", by=alena, customer=jana, what_happened=text)
    say(ticket, text, by=alena)
    assert {"slovo0000000", "slovo0109999"} <= words_of(ticket)


def test_odd_letters(alena: User, jana: Customer) -> None:
    text = "ŽLUŤOUČKÝ zażółć e\u0301te\u0301 Straße rekla\u00admace Ｆｕｌｌ مرحبا שלום 🙂 "
    text += "zero\u200bwidth a\u00a0b"
    ticket = log_case("complaint", by=alena, customer=jana, what_happened=text, subject="Ř" * 900)
    words = words_of(ticket)
    assert {"zlutoucky", "zazolc", "ete", "strasse", "reklamace", "full", "zerowidth", "r" * 900} <= words
    assert {"مرحبا", "שלום", "a", "b"} <= words


def test_writing_all_anew_gives_the_same(
    room_change: Ticket, alena: User, jana: Customer, shop: Site, zofia: User, agnieszka: Customer
) -> None:
    """What the triggers kept, one change after the other, is what the tickets say."""
    log_case("return", by=zofia, customer=agnieszka)
    for n in range(25):
        say(room_change, f"word{n} " + "filler " * 100, by=alena)
    say(room_change, "y " * 20_000, by=alena)
    say(room_change, "after the long one", by=alena)
    take(Ticket.objects.get(pk=room_change.pk), by=alena)
    kept = documents()
    with connection.cursor() as cursor:
        cursor.execute("SELECT search_rebuild()")
        cursor.execute("SELECT count(*) FROM pg_indexes WHERE tablename = 'tickets_searchtext'")
        assert cursor.fetchone() == (6,)
    assert documents() == kept
    assert len(kept) > 4


@pytest.mark.django_db(transaction=True)
def test_two_who_write_at_the_same_moment_are_both_found(
    room_change: Ticket, alena: User, karel: User
) -> None:
    def write(body: str, by: User) -> None:
        with transaction.atomic():
            Message.objects.create(
                ticket=room_change,
                type=MessageType.NOTE,
                direction=Direction.INTERNAL,
                author=by,
                body=body,
                at=timezone.now() + timedelta(seconds=1),
            )

    at_once(lambda: write("kotelna " * 1600, alena), lambda: write("recepce " * 1600, karel))
    assert {"kotelna", "recepce"} <= words_of(room_change)
