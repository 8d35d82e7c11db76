import pytest
from django.db import transaction
from pytest_django import DjangoAssertNumQueries

from helpdesk.record import writing as record
from helpdesk.record.many import Saying, forget_all, write_all
from helpdesk.record.models import Entry
from helpdesk.record.verification import breaks
from helpdesk.staff.models import Site, User
from tests.at_once import at_once

pytestmark = pytest.mark.django_db


def test_many_are_written_as_one_by_one(
    hotel: Site, shop: Site, alena: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    record.write(shop, "site.opened", by=alena)
    sayings = [
        Saying(shop, details={"nights": 2}, words={"text": "Quiet."}),
        Saying(hotel, words={"text": ""}),
    ]
    with django_assert_num_queries(4):
        entries = write_all(sayings, "site.praised", by=alena)
    kept = [Entry.objects.about(site).get(verb="site.praised") for site in (shop, hotel)]
    assert kept == entries
    told = [(entry.sequence, entry.by, entry.by_name, entry.details, dict(entry.said)) for entry in kept]
    assert told == [
        (2, alena, "Alena Dvořáková", {"nights": 2}, {"text": "Quiet."}),
        (1, alena, "Alena Dvořáková", {}, {}),
    ]
    record.write(hotel, "site.closed", by=None)
    assert list(breaks()) == []


def test_several_of_the_same_follow_each_other(
    hotel: Site, shop: Site, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    sayings = [
        Saying(hotel, verb="site.opened"),
        Saying(shop),
        Saying(hotel, words={"text": "Quiet."}),
        Saying(hotel, verb="site.closed"),
    ]
    with django_assert_num_queries(4):
        write_all(sayings, "site.praised", by=None)
    record.write(hotel, "site.opened", by=None)
    told = [(entry.sequence, entry.verb, dict(entry.said)) for entry in Entry.objects.about(hotel)]
    assert told == [
        (1, "site.opened", {}),
        (2, "site.praised", {"text": "Quiet."}),
        (3, "site.closed", {}),
        (4, "site.opened", {}),
    ]
    assert [entry.verb for entry in Entry.objects.about(shop)] == ["site.praised"]
    assert list(breaks()) == []


def test_all_of_one_kind(hotel: Site, alena: User) -> None:
    assert write_all([], "site.opened", by=None) == []
    with pytest.raises(ValueError, match="of one model"):
        write_all([Saying(hotel), Saying(alena)], "site.opened", by=None)


def test_nothing_is_forgotten_twice_over(hotel: Site) -> None:
    with pytest.raises(ValueError, match="Each subject once"):
        forget_all([hotel, hotel], by=None, because="She asked for it.")


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_written(hotel: Site) -> None:
    with pytest.raises(RuntimeError, match="in the transaction"):
        write_all([Saying(hotel)], "site.opened", by=None)
    assert not Entry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_who_write_about_many_at_once(hotel: Site, shop: Site) -> None:
    def write(*sites: Site) -> int:
        for _ in range(3):
            with transaction.atomic():
                write_all([Saying(site, words={"text": "Quiet."}) for site in sites], "site.praised", by=None)
        return 3

    assert at_once(lambda: write(hotel, shop), lambda: write(shop, hotel)) == [3, 3]
    assert [entry.sequence for entry in Entry.objects.about(shop)] == [1, 2, 3, 4, 5, 6]
    assert list(breaks()) == []
