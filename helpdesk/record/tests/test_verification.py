from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from helpdesk.record import writing as record
from helpdesk.record.models import Entry
from helpdesk.staff.models import Site, User

pytestmark = pytest.mark.django_db

TAMPERING = {
    "another verb": "UPDATE record_entry SET verb = 'site.closed' WHERE sequence = 2",
    "another time": "UPDATE record_entry SET at = at - interval '1 day' WHERE sequence = 2",
    "another person": "UPDATE record_entry SET by_name = 'Somebody' WHERE sequence = 2",
    "nobody": "UPDATE record_entry SET by_id = NULL WHERE sequence = 2",
    "other details": "UPDATE record_entry SET details = '{\"price\": 1}' WHERE sequence = 2",
    "taken out": "DELETE FROM record_entry WHERE sequence = 2",
    "begun later": "DELETE FROM record_entry WHERE sequence = 1",
}


@contextmanager
def behind_our_back() -> Iterator[None]:
    """As the owner of the database could."""
    with connection.cursor() as cursor:
        # PostgreSQL alters no table while foreign keys of this transaction are still to be checked.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE record_entry DISABLE TRIGGER record_entry_is_final")
        yield
        cursor.execute("ALTER TABLE record_entry ENABLE TRIGGER record_entry_is_final")


@pytest.fixture
def three_entries(hotel: Site, shop: Site, petra: User) -> None:
    record.write(shop, "site.opened", by=petra)
    for price in ("2 400 Kč", "2 900 Kč", "3 100 Kč"):
        record.write(hotel, "site.priced", by=petra, price=price)


def test_an_untouched_record_verifies(three_entries: None) -> None:
    out = StringIO()
    call_command("verify_record", stdout=out)
    assert "All 4 entries verify." in out.getvalue()


@pytest.mark.parametrize("sql", TAMPERING.values(), ids=TAMPERING.keys())
def test_tampering_shows(three_entries: None, sql: str) -> None:
    with behind_our_back(), connection.cursor() as cursor:
        cursor.execute(sql)
    with pytest.raises(CommandError, match="do not verify") as failure:
        call_command("verify_record", stderr=StringIO())
    assert failure.value.returncode == 1


def test_the_break_is_named(three_entries: None, hotel: Site) -> None:
    with behind_our_back():
        Entry.objects.about(hotel).filter(sequence=2).update(verb="site.closed")
    assert [entry.sequence for entry in record.breaks()] == [2]
