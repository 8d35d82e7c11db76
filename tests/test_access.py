"""Nobody opens what is not theirs: every address as every role, from ``tests/access_table.py``."""

from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from customers.models import Customer
from helpdesk.live.models import News
from helpdesk.staff.models import User
from tests.access_table import COLUMNS, ONLY_POST, READ_ONLY, TABLE, address, ask, names
from tests.cast import log_case
from tests.pages import Page, signed_in
from tickets.domain.escalation import escalate
from tickets.domain.resolution import resolve
from tickets.enums import Outcome

pytestmark = pytest.mark.django_db


def test_every_address_has_its_row() -> None:
    known = {name for name in names(get_resolver()) if not name.startswith("admin:") or name in TABLE}
    assert known | {"admin:*"} == set(TABLE)


@pytest.mark.parametrize("name", [name for name in TABLE if name != "admin:*"])
def test_who_may_open_it(name: str, world: dict[str, int | str], people: dict[str, User | None]) -> None:
    row = TABLE[name]
    url = address(name, row, world)
    sent = {key: value.format_map(world) for key, value in row.sent.items()}
    found = {
        method: " ".join(str(ask(people[column], method, url, sent).status_code) for column in COLUMNS)
        for method in ("get", "post")
    }
    assert found == {"get": row.get, "post": row.post}


ADMINISTRATION = sorted({name for name in names(get_resolver()) if name.startswith("admin:") and "_" in name})


@pytest.mark.parametrize("name", [name for name in ADMINISTRATION if name.endswith("_changelist")])
def test_the_administration_is_for_administrators(name: str, people: dict[str, User | None]) -> None:
    statuses = [str(ask(people[column], "get", reverse(name), {}).status_code) for column in COLUMNS]
    assert " ".join(statuses) == TABLE["admin:*"].get


def test_whoever_is_sent_away_by_the_administration_finds_nothing(associate: User) -> None:
    sent_away = signed_in(associate).get(reverse("admin:index"), follow=True)
    assert sent_away.redirect_chain == [("/admin/login/?next=/admin/", 302)]
    assert sent_away.status_code == 404


def test_signed_out_one_comes_back_to_where_one_was_going() -> None:
    assert Client().get("/surveys/")["Location"] == "/accounts/login/?next=/surveys/"
    signing_in = Client().get("/admin/staff/site/", follow=True)
    assert signing_in.redirect_chain[-1] == ("/accounts/login/?next=/admin/staff/site/", 302)


OF_A_TICKET = [name for name, row in TABLE.items() if row.of in ("ticket", "resolved")]


@pytest.mark.parametrize("name", OF_A_TICKET)
@pytest.mark.parametrize("role", ["associate", "supervisor", "administrator"])
def test_a_complaint_is_hidden_from_whom_it_is_about(
    name: str, role: str, associate: User, people: dict[str, User | None]
) -> None:
    """No exception for rank: every address of the ticket answers 404, whatever state it is in."""
    accused = people[role]
    assert accused is not None
    complaint = log_case("complaint", by=associate, colleague=accused)
    if TABLE[name].of == "resolved":
        resolve(complaint, outcome=Outcome.EXPLAINED, explanation="Apologised.", by=associate)
    url = reverse(name, args=[complaint.pk])
    method = "post" if TABLE[name].get == ONLY_POST else "get"
    assert ask(accused, method, url, {}).status_code == 404
    if "302" in TABLE[name].post.split()[1:]:
        assert ask(accused, "post", url, {}).status_code == 404


def test_nor_do_lists_show_it_to_them(world: dict[str, Any], associate: User, supervisor: User) -> None:
    jana = Customer.objects.get(pk=world["customer"])
    News.objects.all().delete()
    complaint = log_case(
        "complaint", by=associate, customer=jana, colleague=supervisor, subject="He shouted at me"
    )
    escalation = escalate(complaint, reason="He shouted", by=associate)
    accused = signed_in(supervisor)
    for url in (
        "/",
        f"/?q={complaint.number}",
        "/supervisor/",
        f"/tickets/of-customer/{jana.pk}/",
        "/api/tickets/",
    ):
        assert "shouted" not in accused.get(url).content.decode()
    assert not Page(accused.get("/?q=shouted")).all("a", lambda link: "ticket-row" in link["class"])
    assert accused.get(f"/escalations/{escalation.pk}/answer/").status_code == 404
    assert not News.objects.filter(recipient=supervisor).exists()


CHANGING = [name for name, row in TABLE.items() if set(row.post.split()) & {"200", "302", "422"}]
# Mail programs press this one themselves (RFC 8058): the address is the key, and it only ends letters.
ONE_CLICK = "surveys:unsubscribe"
CHANGING = [name for name in CHANGING if TABLE[name].post != READ_ONLY and name != ONE_CLICK]


@pytest.mark.parametrize("name", CHANGING)
def test_nothing_changes_without_the_token_of_the_form(
    name: str, world: dict[str, int | str], administrator: User
) -> None:
    row = TABLE[name]
    client = signed_in(administrator, enforce_csrf_checks=True)
    assert client.post(address(name, row, world), {}).status_code == 403


def test_what_only_changes_is_not_to_be_looked_at(world: dict[str, int | str], administrator: User) -> None:
    only_posted = [name for name, row in TABLE.items() if row.get == ONLY_POST and row.post != READ_ONLY]
    assert only_posted
    for name in only_posted:
        if TABLE[name].of != "news":
            assert signed_in(administrator).get(address(name, TABLE[name], world)).status_code == 405


def test_a_number_no_ticket_has_is_not_found(administrator: User) -> None:
    for name in OF_A_TICKET:
        for number in (1, 99999999999999999999):
            method = "post" if TABLE[name].get == ONLY_POST else "get"
            assert ask(administrator, method, reverse(name, args=[number]), {}).status_code == 404
