from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from helpdesk.record import writing as record
from helpdesk.record.verification import Flaw, breaks
from helpdesk.staff.models import Site, User

pytestmark = pytest.mark.django_db

# What somebody does in the database, where it shows, and as what.
ENTRIES = {
    "another verb": ("UPDATE record_entry SET verb = 'site.closed' WHERE sequence = 2", 2),
    "another time": ("UPDATE record_entry SET at = at - interval '1 day' WHERE sequence = 2", 2),
    "another person": ("UPDATE record_entry SET by_name = 'Somebody' WHERE sequence = 2", 2),
    "nobody": ("UPDATE record_entry SET by_id = NULL WHERE sequence = 2", 2),
    "other details": ("UPDATE record_entry SET details = '{\"price\": 1}' WHERE sequence = 2", 2),
    "no details": ("UPDATE record_entry SET details = '[]' WHERE sequence = 2", 2),
    "taken out": (
        "DELETE FROM record_words WHERE entry_id IN (SELECT id FROM record_entry WHERE sequence = 2);"
        "DELETE FROM record_entry WHERE sequence = 2",
        3,
    ),
    "begun later": (
        "DELETE FROM record_words; DELETE FROM record_entry WHERE sequence = 1 AND sealed <> ''",
        2,
    ),
    "another seal": ("UPDATE record_entry SET sealed = 'x' WHERE sequence = 3", 3),
    "no seal": ("UPDATE record_entry SET sealed = '' WHERE sequence = 3", 3),
}
WORDS = {
    "other words": ('UPDATE record_words SET said = \'{"why": "Because."}\'', Flaw.WORDS_ALTERED),
    "more words": ("UPDATE record_words SET said = said || '{\"x\": 1}'", Flaw.WORDS_ALTERED),
    "another salt": ("UPDATE record_words SET salt = 'salt'", Flaw.WORDS_ALTERED),
    "deleted": ("DELETE FROM record_words", Flaw.WORDS_GONE),
}
LAST = "sequence = 3 AND subject_id = (SELECT subject_id FROM record_entry WHERE sequence = 3)"
ENDS = {
    "the last one": (f"DELETE FROM record_entry WHERE {LAST}", 3, Flaw.CUT_OFF),
    "the last two": ("DELETE FROM record_entry WHERE sequence > 1", 3, Flaw.CUT_OFF),
    "all": ("DELETE FROM record_entry", 3, Flaw.CUT_OFF),
    "the end forgotten": (f"DELETE FROM record_chainend WHERE {LAST}", 3, Flaw.ADDED),
    "the end moved back": (f"UPDATE record_chainend SET sequence = 0 WHERE {LAST}", 3, Flaw.ADDED),
    "the end moved on": (f"UPDATE record_chainend SET sequence = 4 WHERE {LAST}", 4, Flaw.CUT_OFF),
    "another end": (f"UPDATE record_chainend SET digest = 'x' WHERE {LAST}", 3, Flaw.CUT_OFF),
}
TABLES = ("record_entry", "record_words", "record_chainend")


@contextmanager
def behind_our_back() -> Iterator[None]:
    """As the owner of the database could."""
    with connection.cursor() as cursor:
        # PostgreSQL alters no table while foreign keys of this transaction are still to be checked.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def tamper(sql: str) -> None:
    with behind_our_back(), connection.cursor() as cursor:
        cursor.execute(sql)


def found() -> set[tuple[int, int, Flaw]]:
    return {(place.subject_id, place.sequence, place.flaw) for place in breaks()}


@pytest.fixture
def prices(hotel: Site, shop: Site, petra: User) -> None:
    """Three entries about the hotel, one without words; two about the shop."""
    for price, why in (("2 400 Kč", "Winter."), ("2 900 Kč", ""), ("3 100 Kč", "Easter.")):
        record.write(hotel, "site.priced", by=petra, price=price, words={"why": why})
    record.write(shop, "site.opened", by=petra)
    record.write(shop, "site.priced", by=petra, words={"why": "Sale."})


def test_an_untouched_record_verifies(prices: None) -> None:
    out = StringIO()
    call_command("verify_record", stdout=out)
    assert "All 5 entries verify." in out.getvalue()
    assert list(breaks()) == []


@pytest.mark.parametrize(("sql", "sequence"), ENTRIES.values(), ids=ENTRIES.keys())
def test_tampering_with_entries_shows(prices: None, hotel: Site, sql: str, sequence: int) -> None:
    tamper(sql)
    assert (hotel.pk, sequence, Flaw.ALTERED) in found()


@pytest.mark.parametrize(("sql", "flaw"), WORDS.values(), ids=WORDS.keys())
def test_tampering_with_words_shows(prices: None, hotel: Site, shop: Site, sql: str, flaw: Flaw) -> None:
    tamper(sql)
    assert found() == {(hotel.pk, 1, flaw), (hotel.pk, 3, flaw), (shop.pk, 2, flaw)}


def test_words_put_on_an_entry_without_any_show(prices: None, shop: Site) -> None:
    tamper("INSERT INTO record_words SELECT id, 'salt', '{}' FROM record_entry WHERE verb = 'site.opened'")
    assert found() == {(shop.pk, 1, Flaw.WORDS_ALTERED)}


@pytest.mark.parametrize(("sql", "sequence", "flaw"), ENDS.values(), ids=ENDS.keys())
def test_tampering_with_an_end_shows(hotel: Site, petra: User, sql: str, sequence: int, flaw: Flaw) -> None:
    for price in ("2 400 Kč", "2 900 Kč", "3 100 Kč"):
        record.write(hotel, "site.priced", by=petra, price=price)
    tamper(sql)
    assert (hotel.pk, sequence, flaw) in found()


def test_a_chain_of_its_own_making_shows(prices: None, hotel: Site) -> None:
    """Digests that fit, written past the product."""
    tamper(
        "INSERT INTO record_entry"
        " (subject_type, subject_id, sequence, at, by_name, verb, details, sealed, digest)"
        " SELECT 'staff.team', 1, 1, at, by_name, verb, details, '', digest"
        " FROM record_entry WHERE verb = 'site.opened'"
    )
    assert ("staff.team", 1, Flaw.ADDED) in {
        (place.subject_type, place.sequence, place.flaw) for place in breaks()
    }


def test_the_command_names_what_is_broken(prices: None, hotel: Site, shop: Site) -> None:
    tamper("UPDATE record_entry SET verb = 'site.closed' WHERE sequence != 2")
    errors = StringIO()
    with pytest.raises(CommandError, match=r"does not verify.*: 3\.") as failure:
        call_command("verify_record", stderr=errors)
    assert failure.value.returncode == 1
    assert errors.getvalue().splitlines() == [
        f"The record is broken: staff.site {shop.pk} #1 {Flaw.ALTERED}.",
        f"The record is broken: staff.site {hotel.pk} #3 {Flaw.ALTERED}.",
        f"The record is broken: staff.site {hotel.pk} #1 {Flaw.ALTERED}.",
    ]


def test_the_questions_do_not_grow_with_the_record(
    prices: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(3):
        assert list(breaks()) == []
