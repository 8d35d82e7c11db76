"""How many queries a page costs, in plain numbers: as many for thirty rows as for one, and at most 15."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from customers.domain.customer import add_customer
from customers.domain.merge import merge
from customers.domain.notices import place_notice
from customers.models import Customer
from helpdesk.notifications.domain.news import tell
from helpdesk.staff.models import Site, User
from surveys.domain.response import answer
from surveys.enums import Score, Sign
from surveys.models import Invitation, KeptApart
from tests.cast import log_case
from tests.pages import signed_in
from tickets.domain.assignment import take
from tickets.domain.escalation import escalate
from tickets.domain.follow_up import promise
from tickets.domain.handover_note import leave_note
from tickets.domain.message import add_message
from tickets.domain.resolution import resolve
from tickets.domain.sla import Policy, Terms
from tickets.domain.sla_policy import keep
from tickets.enums import Direction, MessageType, Outcome, Target
from tickets.models import Message, SlaPolicy, Ticket
from tickets.tests.clocks_by_hand import stop, ticket_by, wind

pytestmark = pytest.mark.django_db

MANY = 30


def tickets(number: int, *, by: User, customer: Customer) -> list[Ticket]:
    return [take(log_case("room_change", by=by, customer=customer), by=by) for _ in range(number)]


def customers(number: int, *, by: User, site: Site) -> None:
    for n in range(number):
        new = Customer(name=f"Guest {n}", language="cs")
        add_customer(new, site=site, by=by, phones=[f"+4207771000{n:02}"], emails=[f"guest{n}@post.example"])


def answers(number: int, *, by: User, customer: Customer) -> None:
    soon = timezone.now() + timedelta(days=1)
    for ticket in tickets(number, by=by, customer=customer):
        resolution = resolve(ticket, outcome=Outcome.AS_ASKED, explanation="Moved.", by=by)
        invitation = Invitation.objects.create(resolution=resolution, language="cs", expires_at=soon)
        answer(invitation, score=Score.VERY_BAD, solved="", comment="Cold.", now=timezone.now())
        machines = {"score": Score.GOOD, "signs": [Sign.TICKED]}
        KeptApart.objects.create(invitation=invitation, **machines)


def talk(ticket: Ticket, number: int, *, by: User) -> None:
    for n in range(number):
        said = Message(type=MessageType.CALL, direction=Direction.OUT, body=f"Call {n}.")
        add_message(ticket, said, by=by)


Assert = DjangoAssertNumQueries


@pytest.mark.parametrize("rows", [1, MANY])
def test_the_queue(rows: int, alena: User, jana: Customer, django_assert_num_queries: Assert) -> None:
    tickets(rows, by=alena, customer=jana)
    costs("/", alena, 9, django_assert_num_queries)


@pytest.mark.parametrize("rows", [1, MANY])
def test_a_search(rows: int, alena: User, jana: Customer, django_assert_num_queries: Assert) -> None:
    tickets(rows, by=alena, customer=jana)
    costs("/?q=novak", alena, 10, django_assert_num_queries)


@pytest.mark.parametrize("rows", [1, MANY])
def test_a_ticket(rows: int, alena: User, jana: Customer, django_assert_num_queries: Assert) -> None:
    (ticket,) = tickets(1, by=alena, customer=jana)
    talk(ticket, rows, by=alena)
    costs(ticket.get_absolute_url(), alena, 9, django_assert_num_queries)


@pytest.mark.parametrize("rows", [1, MANY])
def test_the_new_ticket_page(rows: int, alena: User, hotel: Site, django_assert_num_queries: Assert) -> None:
    customers(rows, by=alena, site=hotel)
    costs("/tickets/new/", alena, 10, django_assert_num_queries)


@pytest.mark.parametrize("rows", [1, MANY])
def test_customers(rows: int, alena: User, hotel: Site, django_assert_num_queries: Assert) -> None:
    customers(rows, by=alena, site=hotel)
    costs("/customers/", alena, 7, django_assert_num_queries)
    costs("/customers/suggestions/?customer_text=guest", alena, 6, django_assert_num_queries)


@pytest.mark.parametrize("rows", [1, MANY])
def test_a_customer(
    rows: int, alena: User, ivan: User, jana: Customer, hotel: Site, django_assert_num_queries: Assert
) -> None:
    today = timezone.localdate()
    for n in range(rows):
        place_notice(jana, text=f"No. {n}.", until=today, on=today, by=alena)
        again = add_customer(Customer(name="J. Nováková", language="cs"), site=hotel, by=alena)
        merge(kept=jana, merged=again, by=alena, now=timezone.now())
    costs(f"/customers/{jana.pk}/", alena, 10, django_assert_num_queries)
    costs(f"/customers/{jana.pk}/", ivan, 13, django_assert_num_queries)
    costs(f"/customers/{jana.pk}/notices/", alena, 6, django_assert_num_queries)


def test_two_customers_side_by_side(
    alena: User, jana: Customer, piotr: Customer, django_assert_num_queries: Assert
) -> None:
    costs(f"/customers/{jana.pk}/merge/?other={piotr.pk}", alena, 14, django_assert_num_queries)


@pytest.mark.parametrize("rows", [1, MANY])
def test_the_history_of_a_customer(
    rows: int, alena: User, jana: Customer, django_assert_num_queries: Assert
) -> None:
    tickets(rows, by=alena, customer=jana)
    costs(f"/tickets/of-customer/{jana.pk}/", alena, 7, django_assert_num_queries)


@pytest.mark.parametrize("rows", [1, MANY])
def test_the_supervisors_desk(
    rows: int, alena: User, ivan: User, jana: Customer, django_assert_num_queries: Assert
) -> None:
    for ticket in tickets(rows, by=alena, customer=jana):
        escalate(ticket, reason="May I?", by=alena)
    Ticket.objects.update(due_at=timezone.now() - timedelta(hours=1))
    costs("/supervisor/", ivan, 9, django_assert_num_queries)


@pytest.mark.parametrize("rows", [1, MANY])
def test_sla_policies(
    rows: int, petra: User, ivan: User, hotel: Site, django_assert_num_queries: Assert
) -> None:
    for n in range(rows):
        promised = {target: Terms(timedelta(hours=1)) for target in Target}
        policy = keep(Policy(None, f"No. {n}", promised, site=hotel.pk), pk=None, by=petra)
    costs("/sla/", petra, 6, django_assert_num_queries)
    costs("/sla/", ivan, 6, django_assert_num_queries)
    costs(f"/sla/{policy.pk}/", petra, 7, django_assert_num_queries)
    costs(f"/sla/{policy.pk}/", ivan, 7, django_assert_num_queries)
    costs("/sla/new/", petra, 6, django_assert_num_queries)


@pytest.mark.parametrize("rows", [1, MANY])
def test_follow_ups_and_the_handover(
    rows: int, alena: User, ivan: User, jana: Customer, django_assert_num_queries: Assert
) -> None:
    now = timezone.now()
    for ticket in tickets(rows, by=alena, customer=jana):
        promise(ticket, text="Ring.", due_at=now - timedelta(hours=1), by=alena, now=now - timedelta(hours=2))
        escalate(ticket, reason="May I?", by=alena)
        leave_note("Ring her.", site=ticket.site, team=None, ticket=ticket, by=alena, now=now)
    costs("/follow-ups/", alena, 7, django_assert_num_queries)
    costs("/follow-ups/late/", ivan, 5, django_assert_num_queries)
    costs("/handover/", alena, 13, django_assert_num_queries)


@pytest.mark.parametrize("rows", [1, MANY])
def test_survey_results(
    rows: int, alena: User, ivan: User, jana: Customer, django_assert_num_queries: Assert
) -> None:
    answers(rows, by=alena, customer=jana)
    costs("/surveys/", ivan, 6, django_assert_num_queries)
    costs("/surveys/low-scores/", ivan, 5, django_assert_num_queries)
    costs("/surveys/kept-apart/", ivan, 5, django_assert_num_queries)
    costs(f"/surveys/customers/{jana.pk}/", ivan, 7, django_assert_num_queries)
    costs("/surveys/mine/", alena, 7, django_assert_num_queries)


@pytest.mark.parametrize("rows", [1, MANY])
def test_attainment(rows: int, alena: User, ivan: User, django_assert_num_queries: Assert) -> None:
    now, took = timezone.now(), timedelta(hours=2)
    for n in range(rows):
        policy = SlaPolicy.objects.create(name=f"No. {n}")
        clock = wind(ticket_by(alena), due=now - timedelta(hours=n + 1), took=took, policy=policy)
        stop(clock, at=now - timedelta(days=1), length=timedelta(minutes=5))
    costs("/sla/attainment/", ivan, 7, django_assert_num_queries)
    costs("/sla/attainment/csv/?by=team", ivan, 6, django_assert_num_queries)
    costs("/sla/attainment/clocks/", ivan, 5, django_assert_num_queries)
    costs(f"/sla/attainment/clocks/?by=team&of={alena.team_ids[0]}", ivan, 6, django_assert_num_queries)


@pytest.mark.parametrize("rows", [1, MANY])
def test_the_news(rows: int, alena: User, django_assert_num_queries: Assert) -> None:
    for number in range(rows):
        tell(alena, kind="assigned", text=f"No. {number}", url="", cause=f"test:{number}")
    costs("/news/", alena, 5, django_assert_num_queries)


def costs(url: str, user: User, number: int, django_assert_num_queries: Assert) -> None:
    """Opening the page, with the session and the person, costs exactly this many queries."""
    assert number <= 15
    client = signed_in(user)
    with django_assert_num_queries(number):
        assert client.get(url).status_code == 200
