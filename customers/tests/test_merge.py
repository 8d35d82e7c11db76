from collections.abc import Callable

import pytest
from pytest_django import DjangoAssertNumQueries

from customers.domain.customer import by_address, current
from customers.domain.errors import NotPossible
from customers.domain.legal_hold import holds_on, place_hold
from customers.domain.merge import merge, propose, tally, undo, undoable
from customers.domain.search import find
from customers.models import Customer, Merge
from customers.tests.twins import NOW, again, fill, join, points, sites
from helpdesk.record.models import Entry
from helpdesk.staff.models import Site, User
from surveys.models import OptOut
from tests.cast import log_case

__all__ = ["again", "join"]

pytestmark = pytest.mark.django_db


def test_everything_goes_to_who_is_kept(
    jana: Customer, again: Customer, hotel: Site, alena: User, ivan: User, join: Callable[..., Merge]
) -> None:
    fill(jana, site=hotel, by=alena, what="first")
    fill(again, site=hotel, by=alena, what="second")
    place_hold(again, reason="It may go to court.", by=ivan)
    done = join("name", "is_vip")
    jana.refresh_from_db()
    again.refresh_from_db()
    assert (jana.name, jana.folded_name, jana.language, jana.company) == (
        "Jana Novakova",
        "jana novakova",
        "cs",
        "",
    )
    assert jana.is_vip
    assert points(jana) == {
        "email": ["jana.novakova@post.example*", "jana@work.example"],
        "phone": ["+420608000111", "+420777123456*"],
    }
    assert sites(jana) == {"Hotel Vltava", "Sklep Wisła"}
    assert sorted(jana.tickets.values_list("subject", flat=True)) == ["first", "second"]
    assert sorted(jana.conduct_notices.values_list("text", flat=True)) == ["first", "second"]
    assert sorted(jana.references.values_list("value", flat=True)) == ["SAME-1", "first", "second"]
    assert [hold.reason for hold in holds_on([jana])] == ["It may go to court."]
    assert again.merged_into == jana
    assert (points(again), sites(again)) == ({"email": [], "phone": []}, set())
    assert Merge.objects.get() == done
    assert (done.kept, done.merged, done.by, done.at) == (jana, again, ivan, NOW)


def test_nothing_refers_to_who_was_merged(
    jana: Customer, again: Customer, hotel: Site, alena: User, join: Callable[..., Merge]
) -> None:
    """A table that refers to customers and that merging has never heard of fails here."""
    fill(again, site=hotel, by=alena, what="all")
    OptOut.objects.create(customer=again, email="jana@post.example")
    join()
    left = {}
    for relation in Customer._meta.related_objects:
        rows = relation.related_model._default_manager.filter(**{relation.field.name: again.pk})
        left[relation.get_accessor_name()] = rows.count()
    assert {name for name, count in left.items() if count} == {"merges_away"}
    assert set(left) == {
        "conduct_notices",
        "contact_points",
        "legal_holds",
        "merged",
        "merges",
        "merges_away",
        "references",
        "survey_opt_outs",
        "tickets",
    }


def test_both_records_tell_of_it_without_naming_the_other(
    jana: Customer, again: Customer, alena: User, join: Callable[..., Merge]
) -> None:
    log_case("room_change", by=alena, customer=again)
    done = join("language")
    kept, gone = Entry.objects.about(jana).last(), Entry.objects.about(again).last()
    assert kept is not None
    assert gone is not None
    assert (kept.verb, kept.details) == (
        "customer.merged",
        {"merge": done.pk, "other": again.pk, "moved": {"tickets": 1, "surveys": 0}, "took": ["language"]},
    )
    assert (gone.verb, gone.details) == ("customer.merged_away", {"merge": done.pk, "other": jana.pk})
    assert kept.said == gone.said == {}


def test_letters_to_the_old_address_reach_who_is_kept(
    jana: Customer, again: Customer, join: Callable[..., Merge]
) -> None:
    assert list(by_address("jana@work.example")) == [again]
    join()
    again.refresh_from_db()
    assert current(again) == current(jana) == jana
    for address in ("jana@work.example", " Jana.Novakova@post.example "):
        assert list(by_address(address)) == [jana]
    assert not by_address("nobody@post.example").exists()


def test_who_was_merged_is_not_found_any_more(
    jana: Customer, again: Customer, alena: User, join: Callable[..., Merge]
) -> None:
    assert set(find("novakova", user=alena)) == {jana, again}
    join()
    assert list(find("novakova", user=alena)) == [jana]
    assert list(find("608 000 111", user=alena)) == [jana]


def test_who_is_gone_cannot_be_merged(
    jana: Customer, again: Customer, piotr: Customer, ivan: User, join: Callable[..., Merge]
) -> None:
    done = join()
    for kept, merged in ((piotr, again), (again, piotr), (jana, again)):
        with pytest.raises(NotPossible, match="already"):
            merge(kept=kept, merged=merged, by=ivan, now=NOW)
    with pytest.raises(NotPossible, match="same"):
        merge(kept=piotr, merged=piotr, by=ivan, now=NOW)
    Customer.objects.filter(pk=jana.pk).update(erased_at=NOW)
    for kept, merged in ((piotr, jana), (jana, piotr)):
        with pytest.raises(NotPossible, match="erased"):
            merge(kept=kept, merged=merged, by=ivan, now=NOW)
    with pytest.raises(NotPossible, match="erased"):
        undo(done, by=ivan, now=NOW)
    assert undoable(jana, now=NOW) is None


def test_what_one_of_them_prefers_is_preferred_when_the_other_has_none(
    piotr: Customer, again: Customer, ivan: User
) -> None:
    merge(kept=piotr, merged=again, by=ivan, now=NOW)
    assert points(piotr)["email"] == ["jana.novakova@post.example", "jana@work.example*"]
    assert [one for one in points(piotr)["phone"] if one.endswith("*")] == ["+48601234567*"]


def test_who_has_more_is_proposed_and_of_equals_the_older(
    jana: Customer, again: Customer, alena: User, zofia: User
) -> None:
    def proposed(by: User) -> Customer:
        return propose({one: tally(one, seen_by=by) for one in (again, jana)})

    assert proposed(alena) == jana
    log_case("room_change", by=alena, customer=again)
    assert proposed(alena) == again
    # Whoever does not see the ticket is told nothing of it.
    assert proposed(zofia) == jana


@pytest.mark.parametrize("number", [1, 40])
def test_many_tickets_cost_no_more_than_one(
    number: int,
    again: Customer,
    alena: User,
    join: Callable[..., Merge],
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(number):
        log_case("enquiry", by=alena, customer=again)
    with django_assert_num_queries(33):
        join()
    assert not again.tickets.exists()
