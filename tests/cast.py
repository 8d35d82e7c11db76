"""The standing cast: a hotel in Prague, a shop in Kraków, and always the same few people.

Alena and Karel stand at the hotel's front desk, Ivan supervises them; Zofia works at the shop's returns desk
under Marek. Petra administers, Jan audits the hotel. Jana and Piotr are guests, Agnieszka shops in Kraków.
"""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from customers.domain.customer import add_customer
from customers.enums import Channel
from customers.models import Customer
from helpdesk.staff.enums import Role, SiteType
from helpdesk.staff.models import Membership, Site, Team, User
from surveys.models import SurveyRules
from tickets.domain.ticket import log_ticket
from tickets.kinds import kind_of
from tickets.kinds.charges import Charge, Verdict
from tickets.models import Ticket

PASSWORD = "a door and a key"
PRAGUE = ZoneInfo("Europe/Prague")


# Who works here, and in which language.
STAFF = {
    "alena": ("Alena Dvořáková", Role.ASSOCIATE, "en"),
    "karel": ("Karel Svoboda", Role.ASSOCIATE, "cs"),
    "ivan": ("Ivan Procházka", Role.SUPERVISOR, "cs"),
    "zofia": ("Zofia Lewandowska", Role.ASSOCIATE, "pl"),
    "marek": ("Marek Kamiński", Role.SUPERVISOR, "pl"),
    "petra": ("Petra Malá", Role.ADMINISTRATOR, "en"),
    "jan": ("Jan Černý", Role.AUDITOR, "en"),
}


def open_site(**facts: str) -> Site:
    """Its customers are asked at any hour, and about everything: tests run by night, too."""
    site = Site.objects.create(**facts)
    SurveyRules.objects.create(site=site, asked_from=time(0), asked_until=time(0), rest=timedelta(0))
    return site


def open_hotel() -> Site:
    return open_site(
        name="Hotel Vltava",
        type=SiteType.HOTEL,
        town="Prague",
        country="CZ",
        time_zone="Europe/Prague",
        currency="CZK",
        language="cs",
        email="recepce@hotel-vltava.example",
    )


def open_shop() -> Site:
    return open_site(
        name="Sklep Wisła",
        type=SiteType.SHOP,
        town="Kraków",
        country="PL",
        time_zone="Europe/Warsaw",
        currency="PLN",
        language="pl",
        email="zwroty@sklep-wisla.example",
    )


def open_front_desk(hotel: Site) -> Team:
    return Team.objects.create(site=hotel, name="Front desk")


def open_returns_desk(shop: Site) -> Team:
    return Team.objects.create(site=shop, name="Returns desk")


def employ(name: str, *, role: Role, language: str, team: Team | None = None) -> User:
    """A person who works here, with ``PASSWORD`` and an address made of the first name."""
    email = f"{name.split(maxsplit=1)[0].lower()}@desk.example"
    user = User.objects.create_user(email, password=PASSWORD, name=name, role=role, language=language)
    if team is not None:
        Membership.objects.create(team=team, user=user)
    return user


def engage(who: str, team: Team | None = None) -> User:
    """One of ``STAFF``, by the first name."""
    name, role, language = STAFF[who]
    return employ(name, role=role, language=language, team=team)


def welcome_jana(hotel: Site, *, by: User) -> Customer:
    return add_customer(
        Customer(name="Jana Nováková", language="cs", preferred_channel=Channel.EMAIL),
        site=hotel,
        by=by,
        emails=["jana.novakova@post.example"],
        phones=["+420777123456"],
    )


def welcome_piotr(hotel: Site, *, by: User) -> Customer:
    return add_customer(
        Customer(name="Piotr Wiśniewski", language="pl", preferred_channel=Channel.PHONE),
        site=hotel,
        by=by,
        phones=["+48601234567"],
    )


@pytest.fixture
def hotel(db: None) -> Site:
    return open_hotel()


@pytest.fixture
def shop(db: None) -> Site:
    return open_shop()


@pytest.fixture
def front_desk(hotel: Site) -> Team:
    return open_front_desk(hotel)


@pytest.fixture
def returns_desk(shop: Site) -> Team:
    return open_returns_desk(shop)


@pytest.fixture
def alena(front_desk: Team) -> User:
    return engage("alena", front_desk)


@pytest.fixture
def karel(front_desk: Team) -> User:
    return engage("karel", front_desk)


@pytest.fixture
def ivan(front_desk: Team) -> User:
    return engage("ivan", front_desk)


@pytest.fixture
def zofia(returns_desk: Team) -> User:
    return engage("zofia", returns_desk)


@pytest.fixture
def marek(returns_desk: Team) -> User:
    return engage("marek", returns_desk)


@pytest.fixture
def petra(db: None) -> User:
    return engage("petra")


@pytest.fixture
def jan(front_desk: Team) -> User:
    return engage("jan", front_desk)


@pytest.fixture
def jana(hotel: Site, alena: User) -> Customer:
    return welcome_jana(hotel, by=alena)


@pytest.fixture
def piotr(hotel: Site, alena: User) -> Customer:
    return welcome_piotr(hotel, by=alena)


@pytest.fixture
def agnieszka(shop: Site, zofia: User) -> Customer:
    return add_customer(
        Customer(name="Agnieszka Zielińska", language="pl", preferred_channel=Channel.EMAIL),
        site=shop,
        by=zofia,
        emails=["agnieszka@poczta.example"],
        phones=["+48512345678"],
    )


@pytest.fixture
def room_change(alena: User, jana: Customer) -> Ticket:
    return log_case("room_change", by=alena, customer=jana)


SUBJECTS = {
    "complaint": "Forty minutes at the desk",
    "return": "Boots that do not fit",
    "price_correction": "Coffee rang up too dear",
    "room_change": "No hot water in 214",
    "bill_question": "Two charges nobody knows of",
    "reservation": "A table for her birthday",
    "enquiry": "Does the late bus still go",
    "suggestion": "A hook behind the bathroom door",
    "service_request": "The dishwasher leaks",
}

DETAILS: dict[str, dict[str, Any]] = {
    "complaint": {"about": "waiting", "cause": "waiting", "severity": "medium"},
    "return": {
        "receipt": "A-1007",
        "item": "Hiking boots",
        "quantity": 1,
        "price_paid": Decimal("2490.00"),
        "bought_on": date(2026, 1, 15),
        "reason": "does_not_fit",
        "condition": "unworn",
        "refund_method": "card",
    },
    "price_correction": {
        "receipt": "B-2210",
        "item": "Coffee",
        "source": "shelf_label",
        "agreed_price": Decimal("24.90"),
        "charged_price": Decimal("29.90"),
        "quantity": 2,
    },
    "room_change": {
        "booking": "HV-20311",
        "from_room": "214",
        "reason": "no_hot_water",
        "to_room": "305",
        "nights": 2,
        "price_from": Decimal("2400"),
        "price_to": Decimal("2900"),
        "fault_of_house": True,
    },
    "bill_question": {
        "bill": "F-3007",
        "charges": (
            Charge("Minibar", Decimal("340.00"), Verdict.CORRECTED, Decimal("120.00")),
            Charge("City tax", Decimal("100.00"), Verdict.EXPLAINED),
            Charge("Late check-out", Decimal("500.00"), Verdict.DISPUTED),
        ),
    },
    "reservation": {
        "step": "make",
        "reserved": "A table by the window",
        "reserved_for": datetime(2099, 5, 1, 17, 0, tzinfo=UTC),
        "party_size": 4,
        "under_name": "Nováková",
        "confirmation": "T-118",
    },
    "enquiry": {"topic": "around_here", "booking": "HV-20311", "answer_given": "on_the_spot"},
    "suggestion": {"concerns": "rooms", "forwarded_to": "Housekeeping", "result": "considered"},
    "service_request": {
        "device": "Dishwasher",
        "serial": "SN-884-201",
        "contract": "C-77",
    },
}

WITH_A_CURRENCY = ("return", "price_correction", "room_change", "bill_question")


def typed_details(kind: str) -> dict[str, str]:
    """What somebody at the hotel types for the kind, by the names of the fields of its form."""
    typed: dict[str, str] = {}
    for name, value in DETAILS[kind].items():
        if name == "charges":
            for n, charge in enumerate(value):
                typed |= {f"line_{n}_{part}": typed_as(one) for part, one in vars(charge).items()}
        else:
            typed[name] = typed_as(value)
    return typed


def typed_as(value: Any) -> str:
    if value is None:
        return ""
    if value is True:
        return "on"
    if isinstance(value, datetime):
        return value.astimezone(PRAGUE).strftime("%Y-%m-%dT%H:%M")
    return str(value)


def log_case(kind: str, *, by: User, team: Team | None = None, **overrides: Any) -> Ticket:
    """Log a plausible case through the domain, in the first team of whoever logs it.

    ``overrides`` are fields of the ticket, of its kind's details, or further arguments of ``log_ticket``.
    """
    team = team or by.teams.select_related("site").get()
    said: dict[str, Any] = {
        "what_happened": "It went wrong.",
        "wanted": "Put it right.",
        "subject": SUBJECTS[kind],
    }
    facts = dict(DETAILS[kind])
    if kind in WITH_A_CURRENCY:
        facts["currency"] = team.site.currency
    further = {name: overrides.pop(name) for name in ("options", "chosen", "form_key") if name in overrides}
    of_ticket = {field.name for field in Ticket._meta.get_fields()}
    for name, value in overrides.items():
        (said if name in of_ticket else facts)[name] = value
    ticket = Ticket(kind=kind, team=team, site=team.site, **said)
    return log_ticket(ticket, details=kind_of(kind).model(**facts), by=by, **further)
