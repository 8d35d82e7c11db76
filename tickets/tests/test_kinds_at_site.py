"""What a site offers for new tickets, and which of its teams gets them."""

from collections.abc import Mapping

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from customers.models import Customer
from helpdesk.staff.models import Membership, Site, Team, User
from tests.cast import typed_details
from tests.pages import Page, signed_in
from tickets.domain.kinds_at_site import offered_at
from tickets.kinds import KINDS
from tickets.models import KindAtSite, Ticket
from tickets.tests.test_new_page import form_of

pytestmark = pytest.mark.django_db

URL = "/tickets/new/"


@pytest.fixture
def desk(alena: User) -> Client:
    return signed_in(alena)


@pytest.fixture
def bar(hotel: Site) -> Team:
    return Team.objects.create(site=hotel, name="Bar")


def switch_off(site: Site, *kinds: str) -> None:
    for kind in kinds:
        KindAtSite.objects.create(site=site, kind=kind, is_offered=False)


def keys_on(page: Page) -> dict[str, str]:
    """The kinds the page offers, each with the key that chooses it."""
    found = page.all("button", lambda one: "kind" in one["class"].split())
    return {one["id"].removeprefix("kind-"): one["data-key"] for one in found}


def test_everything_is_offered_until_somebody_says_otherwise(hotel: Site) -> None:
    offer = offered_at(hotel)
    assert [kind.key for kind in offer.kinds] == list(KINDS)
    assert offer.teams == {}


def test_a_kind_that_is_switched_off_is_not_offered(hotel: Site, shop: Site, bar: Team) -> None:
    switch_off(hotel, "return")
    KindAtSite.objects.create(site=hotel, kind="reservation", team=bar)
    offer = offered_at(hotel)
    assert [kind.key for kind in offer.kinds] == [key for key in KINDS if key != "return"]
    assert offer.teams == {"reservation": bar.pk}
    assert len(offered_at(shop).kinds) == len(KINDS)


def test_somebody_has_to_be_able_to_log_a_case(hotel: Site) -> None:
    switch_off(hotel, *KINDS)
    assert len(offered_at(hotel).kinds) == len(KINDS)


def test_it_is_one_query(hotel: Site, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    switch_off(hotel, "return", "suggestion")
    with django_assert_num_queries(1):
        offered_at(hotel)


def test_the_others_keep_their_keys(desk: Client, hotel: Site) -> None:
    switch_off(hotel, "complaint", "return")
    page = Page(desk.get(URL))
    assert keys_on(page) == {
        key: str(kind.position) for key, kind in KINDS.items() if key not in ("complaint", "return")
    }
    assert page.filled_in("subject")["kind"] == "price_correction"


def test_it_cannot_be_asked_for_by_address(desk: Client, hotel: Site) -> None:
    switch_off(hotel, "return")
    assert Page(desk.get(URL, {"kind": "return"})).filled_in("subject")["kind"] == "complaint"
    chosen = Page(desk.post(URL, {"choose_kind": "return"}))
    assert chosen.filled_in("subject")["kind"] == "complaint"


def typed_return(customer: Customer, team: Team) -> dict[str, str]:
    case = {name: value for name, value in form_of(customer, team).items() if "details-" not in name}
    details = {f"details-{name}": value for name, value in typed_details("return").items()}
    return case | details | {"kind": "return", "exception_reason": "In hospital."}


def test_switched_off_while_the_page_was_open_nothing_is_lost(
    desk: Client, jana: Customer, front_desk: Team
) -> None:
    """And nobody's return is logged as something else."""
    sent = typed_return(jana, front_desk)
    switch_off(front_desk.site, "return")
    page = Page(desk.post(URL, sent))
    assert page.status == 422
    assert "“Return” is not offered at Hotel Vltava any more. Choose what it is instead." in page.text
    assert "return" not in keys_on(page)
    back = page.filled_in("subject")
    assert without_kind(back, like=sent) == without_kind(sent, like=sent)
    assert not Ticket.objects.exists()
    other = Page(desk.post(URL, back | {"choose_kind": "suggestion"})).filled_in("subject")
    assert other["details-item"] == sent["details-item"]
    assert desk.post(URL, other | {"details-concerns": "rooms"}).status_code == 302
    assert Ticket.objects.get().kind == "suggestion"


def without_kind(form: Mapping[str, str], *, like: Mapping[str, str]) -> dict[str, str]:
    """What was typed, but for what depends on the kind."""
    return {name: form[name] for name in like if name not in ("kind", "priority") and name in form}


def test_another_site_has_other_kinds(alena: User, front_desk: Team, returns_desk: Team, hotel: Site) -> None:
    Membership.objects.create(team=returns_desk, user=alena)
    switch_off(hotel, "return")
    client = signed_in(User.objects.get(pk=alena.pk))
    of_shop = Page(client.get(URL, {"team": str(returns_desk.pk), "kind": "return"}))
    assert of_shop.filled_in("subject")["kind"] == "return"
    assert "return" not in keys_on(Page(client.get(URL, {"team": front_desk.pk})))


# --- the team that gets it ------------------------------------------------------------------------


def team_after(desk: Client, form: dict[str, str], kind: str) -> str:
    return Page(desk.post(URL, form | {"choose_kind": kind})).filled_in("subject")["team"]


@pytest.fixture
def bar_takes_tables(hotel: Site, bar: Team) -> Team:
    KindAtSite.objects.create(site=hotel, kind="reservation", team=bar)
    return bar


def test_a_kind_brings_its_team(
    desk: Client, jana: Customer, front_desk: Team, bar_takes_tables: Team
) -> None:
    opened = Page(desk.get(URL, {"kind": "reservation"})).filled_in("subject")
    assert opened["team"] == str(bar_takes_tables.pk)
    form = form_of(jana, front_desk)
    assert team_after(desk, form, "reservation") == str(bar_takes_tables.pk)
    back = form | {"kind": "reservation", "team": str(bar_takes_tables.pk)}
    assert team_after(desk, back, "complaint") == str(front_desk.pk)


def test_a_team_somebody_chose_stays(
    desk: Client, jana: Customer, hotel: Site, bar_takes_tables: Team, front_desk: Team
) -> None:
    concierge = Team.objects.create(site=hotel, name="Concierge")
    form = form_of(jana, concierge)
    assert team_after(desk, form, "reservation") == str(concierge.pk)
    back = form | {"kind": "reservation"}
    assert team_after(desk, back, "complaint") == str(concierge.pk)
    # Given to the front desk on purpose, a table stays there.
    kept = form | {"kind": "reservation", "team": str(front_desk.pk)}
    assert team_after(desk, kept, "enquiry") == str(front_desk.pk)


def test_the_ticket_goes_where_the_page_says(
    desk: Client, alena: User, jana: Customer, bar_takes_tables: Team, front_desk: Team
) -> None:
    page = Page(desk.get(URL, {"kind": "enquiry", "customer": str(jana.pk)}))
    form = page.filled_in("subject") | {"what_happened": "A table?", "wanted": ""}
    chosen = Page(desk.post(URL, form | {"choose_kind": "reservation"})).filled_in("subject")
    details = {f"details-{name}": value for name, value in typed_details("reservation").items()}
    assert desk.post(URL, chosen | details).status_code == 302
    ticket = Ticket.objects.get()
    assert (ticket.kind, ticket.team, ticket.assignee) == ("reservation", bar_takes_tables, alena)


# --- the priority --------------------------------------------------------------------------------


def priority_after(desk: Client, form: dict[str, str], kind: str) -> str:
    return Page(desk.post(URL, form | {"choose_kind": kind})).filled_in("subject")["priority"]


def test_a_kind_brings_its_priority_and_a_chosen_one_stays(
    desk: Client, jana: Customer, front_desk: Team
) -> None:
    usual = {key: str(kind.priority.value) for key, kind in KINDS.items()}
    assert usual["room_change"] != usual["return"]
    form = form_of(jana, front_desk, kind="return", priority=usual["return"])
    assert priority_after(desk, form, "room_change") == usual["room_change"]
    urgent = form | {"priority": "4"}
    assert priority_after(desk, urgent, "room_change") == "4"
    assert priority_after(desk, urgent, "return") == "4"
