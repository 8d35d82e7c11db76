from collections.abc import Callable
from datetime import timedelta

import pytest

from customers.domain.customer import current
from customers.domain.errors import NotPossible
from customers.domain.legal_hold import holds_on, place_hold
from customers.domain.merge import REVERSIBLE_FOR, merge, undo, undoable
from customers.models import Customer, Merge
from customers.tests.twins import NOW, again, everything, fill, join, points, sites, verbs
from helpdesk.staff.models import Site, User
from tests.cast import log_case
from tickets.models import Ticket

__all__ = ["again", "join"]

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("choose", [(), ("name", "language", "company", "is_vip", "preferred_channel")])
def test_undone_all_is_as_before(
    choose: tuple[str, ...],
    jana: Customer,
    again: Customer,
    hotel: Site,
    alena: User,
    ivan: User,
    join: Callable[..., Merge],
) -> None:
    fill(jana, site=hotel, by=alena, what="first")
    fill(again, site=hotel, by=alena, what="second")
    place_hold(again, reason="It may go to court.", by=ivan)
    before = everything(jana), everything(again)
    done = join(*choose)
    assert (everything(jana), everything(again)) != before
    assert undo(done, by=alena, now=NOW + timedelta(days=29)) == again
    assert (everything(jana), everything(again)) == before
    done.refresh_from_db()
    assert (done.undone_by, done.undone_at) == (alena, NOW + timedelta(days=29))
    assert verbs(jana)[-2:] == ["customer.merged", "customer.merge_undone"]
    assert verbs(again)[-2:] == ["customer.merged_away", "customer.merge_undone"]


def test_what_came_after_the_merge_stays_with_who_was_kept(
    jana: Customer, again: Customer, shop: Site, alena: User, zofia: User, join: Callable[..., Merge]
) -> None:
    done = join("name")
    since = log_case("return", by=zofia, customer=again, subject="In the shop")
    assert since.customer == jana
    jana.refresh_from_db()
    jana.name = "Jana Malá"
    jana.save()
    jana.contact_points.filter(value="jana@work.example").delete()
    undo(done, by=alena, now=NOW)
    jana.refresh_from_db()
    assert jana.name == "Jana Malá"
    since.refresh_from_db()
    assert since.customer == jana
    # She is known where her ticket is, or nobody there could see whose it is.
    assert sites(jana) == {"Hotel Vltava", "Sklep Wisła"}
    assert points(again)["email"] == ["jana.novakova@post.example*"]
    assert points(jana)["email"] == ["jana.novakova@post.example*"]


def test_a_ticket_given_to_somebody_else_meanwhile_stays_there(
    jana: Customer, again: Customer, piotr: Customer, alena: User, join: Callable[..., Merge]
) -> None:
    ticket = log_case("room_change", by=alena, customer=again)
    done = join()
    Ticket.objects.filter(pk=ticket.pk).update(customer=piotr)
    undo(done, by=alena, now=NOW)
    ticket.refresh_from_db()
    assert ticket.customer == piotr


def test_of_several_merges_the_newest_is_undone_first(
    jana: Customer, again: Customer, piotr: Customer, agnieszka: Customer, alena: User, ivan: User
) -> None:
    ticket = log_case("room_change", by=alena, customer=again)
    before = {one.pk: everything(one) for one in (jana, again, piotr, agnieszka)}
    first = merge(kept=jana, merged=again, by=ivan, now=NOW, choose={"name"})
    second = merge(kept=jana, merged=agnieszka, by=ivan, now=NOW, choose={"name"})
    third = merge(kept=piotr, merged=jana, by=ivan, now=NOW)
    for person in (jana, again, agnieszka):
        person.refresh_from_db()
        assert (person.merged_into, current(person)) == (piotr, piotr)
    ticket.refresh_from_db()
    assert ticket.customer == piotr
    for done in (first, second):
        with pytest.raises(NotPossible, match="was merged into another customer since"):
            undo(done, by=ivan, now=NOW)
    assert undoable(piotr, now=NOW) == third
    undo(third, by=ivan, now=NOW)
    again.refresh_from_db()
    assert again.merged_into == jana
    with pytest.raises(NotPossible, match="Undo that first"):
        undo(first, by=ivan, now=NOW)
    assert undoable(jana, now=NOW) == second
    undo(second, by=ivan, now=NOW)
    undo(first, by=ivan, now=NOW)
    assert {one.pk: everything(one) for one in (jana, again, piotr, agnieszka)} == before


def test_after_thirty_days_it_stays(jana: Customer, ivan: User, join: Callable[..., Merge]) -> None:
    done = join()
    late = NOW + REVERSIBLE_FOR + timedelta(seconds=1)
    assert undoable(jana, now=NOW + REVERSIBLE_FOR) == done
    assert undoable(jana, now=late) is None
    with pytest.raises(NotPossible, match="30 days"):
        undo(done, by=ivan, now=late)


def test_undone_twice_is_refused(ivan: User, join: Callable[..., Merge]) -> None:
    done = join()
    undo(done, by=ivan, now=NOW)
    with pytest.raises(NotPossible, match="undone already"):
        undo(done, by=ivan, now=NOW)


def test_two_holds_in_force_both_stay_in_force(
    jana: Customer, again: Customer, ivan: User, join: Callable[..., Merge]
) -> None:
    place_hold(jana, reason="One case.", by=ivan)
    place_hold(again, reason="Another case.", by=ivan)
    before = everything(jana), everything(again)
    done = join()
    assert {hold.reason for hold in holds_on([jana, again])} == {"One case.", "Another case."}
    undo(done, by=ivan, now=NOW)
    assert (everything(jana), everything(again)) == before
