from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection, transaction
from pytest_django import DjangoAssertNumQueries

from helpdesk.record import writing as record
from helpdesk.record.many import forget_all
from helpdesk.record.models import ChainEnd, Entry, Words
from helpdesk.record.sentences import REASONS, say
from helpdesk.record.tests.test_verification import found, tamper
from helpdesk.record.verification import Flaw, breaks
from helpdesk.staff.models import Site, User
from tests.at_once import at_once

pytestmark = pytest.mark.django_db

BECAUSE = "erasure asked for"


@pytest.fixture
def praised(hotel: Site, shop: Site) -> None:
    """Twice at the hotel, once at the shop, each time in words."""
    for site, text in ((hotel, "Quiet."), (hotel, "Warm."), (shop, "Quick.")):
        words = {"text": text, "by_name": "Jana Nováková"}
        record.write(site, "site.praised", by=None, by_name=record.CUSTOMER, words=words)


def test_words_stand_beside_their_entry(hotel: Site, praised: None) -> None:
    first = Entry.objects.about(hotel)[0]
    assert (first.by_name, first.details, first.is_forgotten) == ("The customer", {}, False)
    assert (first.said, first.who) == ({"text": "Quiet.", "by_name": "Jana Nováková"}, "Jana Nováková")
    assert "Nováková" not in str(Entry.objects.values())


def test_forgotten_words_are_gone_and_the_record_verifies(
    hotel: Site, shop: Site, petra: User, praised: None
) -> None:
    assert record.forget(hotel, by=petra, because=BECAUSE) == 2
    first, second, told = Entry.objects.about(hotel)
    for entry in (first, second):
        assert (entry.said, entry.is_forgotten, entry.who) == ({}, True, "The customer")
    assert (told.verb, told.by, told.details) == (
        "record.forgotten",
        petra,
        {"through": 2, "because": BECAUSE},
    )
    assert not told.is_forgotten
    assert say(told) == "erased what was said before: erasure asked for"
    assert [words.entry.subject_id for words in Words.objects.all()] == [shop.pk]
    assert list(breaks()) == []


def test_the_reason_is_told_in_the_readers_language(
    hotel: Site, praised: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(REASONS, "site.sold", "the site was sold")
    record.forget(hotel, by=None, because="site.sold")
    told = Entry.objects.about(hotel).get(verb=record.FORGOTTEN)
    assert say(told) == "erased what was said before: the site was sold"


def test_several_things_are_forgotten_at_once(hotel: Site, shop: Site, petra: User, praised: None) -> None:
    assert record.forget(hotel, shop, hotel, by=petra, because=BECAUSE) == 3
    assert Entry.objects.filter(verb="record.forgotten").count() == 2
    assert not Words.objects.exists()
    assert list(breaks()) == []


def test_what_is_said_afterwards_stays(hotel: Site, petra: User, praised: None) -> None:
    record.forget(hotel, by=petra, because=BECAUSE)
    record.write(hotel, "site.praised", by=None, words={"text": "Still warm."})
    assert Entry.objects.about(hotel)[3].said == {"text": "Still warm."}
    assert list(breaks()) == []
    assert record.forget(hotel, by=petra, because=BECAUSE) == 1
    assert [entry.details.get("through") for entry in Entry.objects.about(hotel)] == [None, None, 2, None, 4]
    assert list(breaks()) == []


def test_where_nothing_was_said_there_is_nothing_to_forget(hotel: Site, shop: Site, petra: User) -> None:
    record.write(hotel, "site.opened", by=petra)
    assert record.forget(hotel, shop, by=petra, because=BECAUSE) == 0
    assert [entry.verb for entry in Entry.objects.all()] == ["site.opened"]
    assert list(breaks()) == []


def test_words_taken_away_after_the_last_forgetting_show(hotel: Site, petra: User, praised: None) -> None:
    record.forget(hotel, by=petra, because=BECAUSE)
    record.write(hotel, "site.praised", by=None, words={"text": "Still warm."})
    tamper("DELETE FROM record_words")
    assert (hotel.pk, 4, Flaw.WORDS_GONE) in found()
    assert not {place for place in found() if place[:2] in ((hotel.pk, 1), (hotel.pk, 2))}


def test_forgetting_reaches_no_further_than_itself(hotel: Site, petra: User, praised: None) -> None:
    """Nobody says in advance that words will be gone."""
    record.write(hotel, "record.forgotten", by=petra, through=99, because=BECAUSE)
    record.write(hotel, "site.praised", by=None, words={"text": "Still warm."})
    tamper("DELETE FROM record_words WHERE said->>'text' = 'Still warm.'")
    assert found() == {(hotel.pk, 4, Flaw.WORDS_GONE)}


FORBIDDEN = {
    "deleted": "DELETE FROM record_words",
    "changed": "UPDATE record_words SET said = '{}'",
    "truncated": "TRUNCATE record_words",
    "the end deleted": "DELETE FROM record_chainend",
    "the end moved back": "UPDATE record_chainend SET sequence = 1 WHERE sequence = 2",
    "the end altered": "UPDATE record_chainend SET digest = 'x'",
    "the ends truncated": "TRUNCATE record_chainend",
}


@pytest.mark.parametrize("sql", FORBIDDEN.values(), ids=FORBIDDEN.keys())
@pytest.mark.parametrize("forgotten", [False, True], ids=["before", "after a forgetting"])
def test_the_database_refuses(hotel: Site, shop: Site, praised: None, sql: str, *, forgotten: bool) -> None:
    if forgotten:
        record.forget(shop, by=None, because=BECAUSE)
    kept = list(Words.objects.values()), list(ChainEnd.objects.order_by("pk").values())
    with (
        pytest.raises(IntegrityError, match=r"stay|only grows"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(sql)
    assert (list(Words.objects.values()), list(ChainEnd.objects.order_by("pk").values())) == kept


def test_words_are_not_changed_even_while_forgetting(hotel: Site, praised: None) -> None:
    with (
        pytest.raises(IntegrityError, match="stay as they are"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT set_config('record.forgetting', 'on', true)")
        cursor.execute("UPDATE record_words SET said = '{}'")
    assert not any(entry.is_forgotten for entry in Entry.objects.all())


def test_a_forgetting_that_fails_forgets_nothing(hotel: Site, praised: None) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        record.forget(hotel, by=None, because=BECAUSE)
        raise ZeroDivisionError
    assert Words.objects.count() == 3
    assert list(breaks()) == []


def test_reading_asks_once(
    hotel: Site, praised: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    record.forget(hotel, by=None, because=BECAUSE)
    record.write(hotel, "site.praised", by=None, words={"text": "Still warm."})
    with django_assert_num_queries(1):
        told = [(entry.is_forgotten, entry.who, dict(entry.said)) for entry in Entry.objects.about(hotel)]
    assert told == [
        (True, "The customer", {}),
        (True, "The customer", {}),
        (False, record.HOUSE, {}),
        (False, record.HOUSE, {"text": "Still warm."}),
    ]


def one_after_the_other(*calls: Callable[[], int]) -> list[int]:
    results = at_once(*calls)
    counts = [result for result in results if isinstance(result, int)]
    assert len(counts) == len(calls), results
    return counts


@pytest.mark.django_db(transaction=True)
def test_two_who_forget_the_same_at_once(hotel: Site, shop: Site) -> None:
    with transaction.atomic():
        for site in (hotel, shop) * 5:
            record.write(site, "site.praised", by=None, words={"text": "Quiet."})
    counts = one_after_the_other(
        lambda: record.forget(hotel, shop, by=None, because=BECAUSE),
        lambda: record.forget(shop, hotel, by=None, because=BECAUSE),
    )
    assert sorted(counts) == [0, 10]
    assert Entry.objects.filter(verb="record.forgotten").count() == 2
    assert list(breaks()) == []


@pytest.mark.django_db(transaction=True)
def test_one_forgets_while_others_write(hotel: Site) -> None:
    def praise() -> int:
        for _ in range(5):
            with transaction.atomic():
                record.write(hotel, "site.praised", by=None, words={"text": "Quiet."})
        return 0

    def forget() -> int:
        return sum(record.forget(hotel, by=None, because=BECAUSE) for _ in range(3))

    praise()
    *_, forgotten = one_after_the_other(praise, praise, forget)
    entries = list(Entry.objects.about(hotel))
    assert [entry.sequence for entry in entries] == list(range(1, len(entries) + 1))
    assert sum(entry.is_forgotten for entry in entries) == forgotten >= 5
    assert list(breaks()) == []


@pytest.mark.parametrize("number", [1, 30])
def test_forgetting_about_many_costs_no_more_than_about_one(
    number: int, hotel: Site, alena: User, petra: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    people = [User.objects.create(email=f"{n}@desk.example", name=str(n)) for n in range(number)]
    silent = User.objects.create(email="silent@desk.example", name="Silent")
    for person in people:
        record.write(person, "person.praised", by=None, words={"text": "Quick."})
        record.write(person, "person.moved", by=None)
    record.write(silent, "person.moved", by=None)
    with django_assert_num_queries(12), transaction.atomic():
        assert forget_all([*people, silent], by=petra, because=BECAUSE) == number
    assert not Words.objects.exists()
    for person in people:
        told = Entry.objects.about(person).last()
        assert told is not None
        assert (told.verb, told.by, told.details) == (
            record.FORGOTTEN,
            petra,
            {"through": 2, "because": BECAUSE},
        )
    assert not Entry.objects.about(silent).filter(verb=record.FORGOTTEN).exists()
    assert list(breaks()) == []
    assert forget_all([*people, silent], by=petra, because=BECAUSE) == 0
    assert forget_all([], by=petra, because=BECAUSE) == 0
