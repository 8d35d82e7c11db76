import pytest
from django.db import IntegrityError, connection, transaction
from pytest_django import DjangoAssertNumQueries

from helpdesk.record import writing as record
from helpdesk.record.models import ChainEnd, Entry, Words
from helpdesk.record.verification import breaks
from helpdesk.staff.models import Site, User
from tests.at_once import at_once

pytestmark = pytest.mark.django_db


def test_an_entry_says_who_did_what_to_what(hotel: Site, alena: User) -> None:
    entry = record.write(hotel, "site.renamed", by=alena, before="Vltava", after="Hotel Vltava")
    kept = Entry.objects.about(hotel).get()
    assert kept == entry
    assert (kept.subject_type, kept.subject_id, kept.sequence) == ("staff.site", hotel.pk, 1)
    assert (kept.by, kept.by_name, kept.verb) == (alena, "Alena Dvořáková", "site.renamed")
    assert kept.details == {"before": "Vltava", "after": "Hotel Vltava"}


def test_the_house_and_customers_act_too(hotel: Site) -> None:
    assert record.write(hotel, "site.opened", by=None).by_name == record.HOUSE
    assert record.write(hotel, "site.praised", by=None, by_name="Jana").by_name == "Jana"


def test_a_name_longer_than_the_column_is_cut(hotel: Site) -> None:
    assert record.write(hotel, "site.praised", by=None, by_name="J" * 160).by_name == "J" * 120


def test_an_entry_costs_three_statements_and_its_words_one_more(
    hotel: Site, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(2):
        with django_assert_num_queries(3):
            record.write(hotel, "site.praised", by=None)
        with django_assert_num_queries(4):
            record.write(hotel, "site.praised", by=None, words={"text": "Quiet."})


def test_empty_words_are_no_words(hotel: Site) -> None:
    entry = record.write(hotel, "site.praised", by=None, words={"text": "", "by_name": None})
    assert (entry.sealed, entry.said, entry.is_forgotten) == ("", {}, False)
    assert not Words.objects.exists()


def test_words_of_no_weight_are_kept(hotel: Site) -> None:
    words = {"nights": 0, "again": False, "rooms": []}
    assert record.write(hotel, "site.praised", by=None, words=words).said == words


def test_each_has_a_salt_of_its_own(hotel: Site) -> None:
    one, other = (record.write(hotel, "site.praised", by=None, words={"text": "Quiet."}) for _ in range(2))
    assert len(one.words.salt) == len(other.words.salt) == 32
    assert one.words.salt != other.words.salt
    assert one.sealed != other.sealed


def test_a_customer_is_nameless_in_the_readers_language(hotel: Site) -> None:
    entry = record.write(hotel, "site.praised", by=None, by_name=record.CUSTOMER)
    assert (entry.by_name, entry.who) == ("The customer", "The customer")
    assert record.write(hotel, "site.opened", by=None).who == record.HOUSE


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_written(hotel: Site) -> None:
    with pytest.raises(RuntimeError, match="in the transaction"):
        record.write(hotel, "site.opened", by=None)
    assert not Entry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_entry_goes_when_its_change_is_rolled_back(hotel: Site) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        record.write(hotel, "site.opened", by=None)
        raise ZeroDivisionError
    assert not Entry.objects.exists()
    assert not ChainEnd.objects.exists()


@pytest.mark.parametrize(
    "sql",
    ["UPDATE record_entry SET verb = 'nothing.happened'", "DELETE FROM record_entry"],
    ids=["update", "delete"],
)
def test_the_database_refuses_to_change_the_record(hotel: Site, sql: str) -> None:
    record.write(hotel, "site.opened", by=None)
    with (
        pytest.raises(IntegrityError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)
    assert Entry.objects.get().verb == "site.opened"


def test_whoever_did_something_cannot_be_deleted(hotel: Site, petra: User) -> None:
    record.write(hotel, "site.opened", by=petra)
    with pytest.raises(IntegrityError):
        petra.delete()


@pytest.mark.django_db(transaction=True)
def test_two_who_write_at_once_take_consecutive_places(hotel: Site, shop: Site) -> None:
    def write(subject: Site) -> list[int]:
        with transaction.atomic():
            return [record.write(subject, "site.visited", by=None).sequence for _ in range(3)]

    results = at_once(*[lambda: write(hotel)] * 3, lambda: write(shop))
    places = [result for result in results if isinstance(result, list)]
    assert sorted(places[:3]) == [[1, 2, 3], [4, 5, 6], [7, 8, 9]]
    assert places[3] == [1, 2, 3]
    assert list(breaks()) == []
