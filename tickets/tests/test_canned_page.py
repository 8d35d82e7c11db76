"""What the composer offers after a semicolon: replies with the values of this very case."""

import pytest
from pytest_django import DjangoAssertNumQueries

from customers.domain.erasure import erase
from customers.enums import ErasureGround
from customers.models import Customer
from helpdesk.policies.tests.conftest import reply
from helpdesk.staff.models import Membership, Site, Team, User
from tests.cast import log_case
from tests.pages import Page, signed_in
from tickets.domain.lifecycle import move
from tickets.domain.resolution import resolve
from tickets.enums import Outcome, Status
from tickets.models import Ticket

pytestmark = pytest.mark.django_db

LETTER = "{customer}: {ticket}, {site}\n\n{signature}"


def offered(ticket: Ticket, text: str, *, by: User) -> list[str]:
    """The names of the replies, in the order of the list."""
    page = Page(signed_in(by).get(url_of(ticket), {"q": text}))
    assert page.status == 200
    return [name.text for name in page.all("b")]


def filled(ticket: Ticket, text: str, *, by: User) -> str:
    """The words of the first reply, as they would be put into the letter."""
    page = Page(signed_in(by).get(url_of(ticket), {"q": text}))
    return page.all("span", lambda one: one["class"] == "preview")[0].text


def url_of(ticket: Ticket) -> str:
    return f"/tickets/{ticket.pk}/canned-replies/"


@pytest.fixture
def replies(front_desk: Team, alena: User) -> None:
    reply("Room is ready", "ready", team=front_desk)
    reply("Thanks for waiting", "thanks", team=front_desk)
    reply("Děkujeme, pane řediteli", "vip", owner=alena)


@pytest.mark.usefixtures("replies")
@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("", ["Děkujeme, pane řediteli", "Room is ready", "Thanks for waiting"]),
        ("thanks", ["Thanks for waiting"]),
        ("th", ["Thanks for waiting"]),
        ("READY", ["Room is ready"]),
        ("wait", ["Thanks for waiting"]),
        ("dekujeme", ["Děkujeme, pane řediteli"]),
        ("nothing-like-it", []),
        ("%", []),
        ("\x00", ["Děkujeme, pane řediteli", "Room is ready", "Thanks for waiting"]),
        ("x" * 500, []),
    ],
)
def test_they_are_found_by_shortcut_and_by_name(
    room_change: Ticket, alena: User, typed: str, names: list[str]
) -> None:
    assert offered(room_change, typed, by=alena) == names


def test_the_very_shortcut_comes_first(room_change: Ticket, alena: User, front_desk: Team) -> None:
    reply("A room", "room-large", team=front_desk)
    reply("B", "room", team=front_desk)
    assert offered(room_change, "room", by=alena) == ["B", "A room"]


def test_the_values_are_those_of_the_case(room_change: Ticket, alena: User, front_desk: Team) -> None:
    reply("Letter", "letter", team=front_desk, texts={"cs": LETTER, "en": "In English."})
    assert filled(room_change, "letter", by=alena) == (
        f"Jana Nováková: {room_change.number}, Hotel Vltava\n\nAlena Dvořáková\nHotel Vltava"
    )


def test_they_are_in_the_language_of_the_customer(
    room_change: Ticket, piotr: Customer, alena: User, front_desk: Team
) -> None:
    """Else in that of the site, else in English."""
    reply("Letter", "all", team=front_desk, texts={"en": "Thanks.", "cs": "Děkujeme.", "pl": "Dziękujemy."})
    reply("Letter", "site", team=front_desk, texts={"en": "Thanks.", "cs": "Děkujeme."})
    reply("Letter", "english", team=front_desk, texts={"en": "Thanks.", "pl": "Dziękujemy."})
    of_piotr = log_case("complaint", by=alena, customer=piotr)
    texts = [filled(of_piotr, name, by=alena) for name in ("all", "site")]
    assert texts == ["Dziękujemy.", "Děkujeme."]
    assert [filled(room_change, name, by=alena) for name in ("all", "english")] == ["Děkujeme.", "Thanks."]
    page = Page(signed_in(alena).get(url_of(of_piotr), {"q": "site"}))
    assert [option["lang"] for option in page.all("div", role="option")] == ["cs"]


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [("en", "Dear {customer},", "Dear customer,"), ("cs", "Vážený {customer},", "Vážený zákazníku,")],
)
def test_a_walk_in_leaves_no_hole(alena: User, front_desk: Team, language: str, text: str, said: str) -> None:
    Site.objects.update(language=language)
    reply("Letter", "letter", team=front_desk, texts={language: text})
    assert filled(log_case("complaint", by=alena), "letter", by=alena) == said


def test_an_erased_customer_has_no_words_to_get(room_change: Ticket, jana: Customer, ivan: User) -> None:
    reply("Letter", "letter", team=room_change.team, texts={"cs": "{customer}"})
    erase(jana, by=ivan, because=ErasureGround.ASKED)
    assert "Nováková" not in filled(Ticket.objects.get(), "letter", by=ivan)


def test_what_somebody_is_called_is_text_and_nothing_else(
    room_change: Ticket, jana: Customer, alena: User, front_desk: Team
) -> None:
    Customer.objects.update(name="{ticket} <b onclick=x>")
    reply("<i>Letter</i>", "letter", team=front_desk, texts={"cs": "{customer}"})
    answer = signed_in(alena).get(url_of(room_change), {"q": "letter"})
    assert filled(room_change, "letter", by=alena) == "{ticket} <b onclick=x>"
    assert "<b onclick" not in answer.content.decode()
    assert "<i>" not in answer.content.decode()


def test_ones_own_and_those_of_the_desk_and_no_others(
    room_change: Ticket, alena: User, karel: User, front_desk: Team, returns_desk: Team, hotel: Site
) -> None:
    bar = Team.objects.create(site=hotel, name="Bar")
    reply("Desk", "desk", team=front_desk)
    reply("Bar", "bar", team=bar)
    reply("Shop", "shop", team=returns_desk)
    reply("Alena's", "alena", owner=alena)
    reply("Karel's", "karel", owner=karel)
    assert offered(room_change, "", by=alena) == ["Alena's", "Desk"]
    assert offered(room_change, "", by=karel) == ["Desk", "Karel's"]
    Membership.objects.create(team=bar, user=alena)
    Membership.objects.create(team=returns_desk, user=alena)
    again = User.objects.get(pk=alena.pk)
    assert offered(room_change, "", by=again) == ["Alena's", "Bar", "Desk"]


def test_an_administrator_has_those_of_the_team_of_the_case(
    room_change: Ticket, petra: User, front_desk: Team, returns_desk: Team
) -> None:
    reply("Desk", "desk", team=front_desk)
    reply("Shop", "shop", team=returns_desk)
    assert offered(room_change, "", by=petra) == ["Desk"]


def test_nobody_is_offered_words_for_what_they_may_not_answer(
    room_change: Ticket, karel: User, jan: User, zofia: User, alena: User, ivan: User
) -> None:
    complaint = log_case("complaint", by=alena, colleague=karel)
    asked = [(jan, room_change), (zofia, room_change), (karel, complaint)]
    assert [signed_in(by).get(url_of(ticket)).status_code for by, ticket in asked] == [404] * 3
    resolve(room_change, outcome=Outcome.AS_ASKED, explanation="Moved.", by=alena)
    move(room_change, Status.CLOSED, by=ivan)
    assert signed_in(alena).get(url_of(room_change)).status_code == 404


@pytest.mark.parametrize("rows", [1, 30])
def test_what_it_costs(
    rows: int,
    room_change: Ticket,
    alena: User,
    front_desk: Team,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for n in range(rows):
        texts = {"en": LETTER, "cs": LETTER}
        reply(f"Reply {n}", f"reply-{n}", team=front_desk, texts=texts)
    client = signed_in(alena)
    with django_assert_num_queries(6):
        page = Page(client.get(url_of(room_change), {"q": "reply"}))
    assert len(page.all("div", role="option")) == min(rows, 8)
