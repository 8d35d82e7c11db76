"""Who meets in which case: its customer, its team, who works on it and who decides."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from demo.bill_questions import BILL_QUESTIONS
from demo.building.events import is_out, waits_for
from demo.case import Case, filled, tellings
from demo.complaints import COMPLAINTS, Complaint
from demo.enquiries import ENQUIRIES, Enquiry
from demo.first_words import with_first_word
from demo.people import CUSTOMERS, STAFF, Customer, StaffMember
from demo.price_corrections import PRICE_CORRECTIONS
from demo.reservations import RESERVATIONS, Reservation
from demo.returns import RETURNS, Return
from demo.room_changes import ROOM_CHANGES
from demo.service_requests import SERVICE_REQUESTS
from demo.suggestions import SUGGESTIONS
from tickets.enums import Status

AT_THE_DESK = ("in_person", "phone")
# Complaints about these are the concierge's at the hotel; what was bought belongs to the shop's returns desk.
CONCIERGE_MATTERS = ("food", "product", "other")
SHOP_GOODS = ("product",)


@dataclass(frozen=True, kw_only=True)
class CastCase:
    """A case with its words filled in and its people.

    `colleague`: whom the complaint names. `waits_for`: the status of an unfinished case that waits.
    """

    kind: str
    case: Case
    customer: Customer | None
    team: str
    logged_by: StaffMember
    worker: StaffMember
    is_assigned: bool
    supervisor: StaffMember
    colleague: StaffMember | None
    waits_for: Status | None


def cast_all(*, chance: Random) -> list[CastCase]:
    """All of them, mixed."""
    told: list[tuple[str, Case]] = list(_told())
    chance.shuffle(told)
    casting = _Casting(chance)
    return [casting.cast(case, kind=kind) for kind, case in told]


def _told() -> Iterator[tuple[str, Case]]:
    for kind, cases in (
        ("complaint", COMPLAINTS),
        ("return", RETURNS),
        ("price_correction", PRICE_CORRECTIONS),
        ("room_change", ROOM_CHANGES),
        ("bill_question", BILL_QUESTIONS),
        ("reservation", RESERVATIONS),
        ("enquiry", ENQUIRIES),
        ("suggestion", SUGGESTIONS),
        ("service_request", SERVICE_REQUESTS),
    ):
        for case in cases:
            yield from ((kind, telling) for telling in tellings(case))


class _Casting:
    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self._met: Counter[str] = Counter()
        self._turn: Counter[str] = Counter()

    def cast(self, case: Case, *, kind: str) -> CastCase:
        customer = None if self._walks_in(case) else self._customer_for(case)
        team = team_for(case)
        colleague = None
        if isinstance(case, Complaint) and case.about_colleague:
            colleague = self._chance.choice(associates(case.site))
        worker = self._associate(case.site, team, but=colleague)
        at_the_desk = case.channel in AT_THE_DESK
        is_assigned = self._is_assigned(case)
        return CastCase(
            kind=kind,
            case=filled(
                with_first_word(case) if is_assigned else case, to=customer.called if customer else ""
            ),
            customer=customer,
            team=team,
            logged_by=worker if at_the_desk else self._associate(case.site, team, but=colleague),
            worker=worker,
            is_assigned=is_assigned,
            supervisor=next(m for m in STAFF if m.role == "supervisor" and case.site in m.sites),
            colleague=colleague,
            waits_for=waits_for(case),
        )

    def _walks_in(self, case: Case) -> bool:
        """Every other one of those who need not be named: they stand there and nobody writes or calls."""
        nameless = (
            case.channel == "in_person"
            and case.told_by == "any"
            and all(said.how in ("visit", "note") and "{to}" not in said.text for said in case.talk)
        )
        return nameless and self._every("walk-in", 2)

    def _customer_for(self, case: Case) -> Customer:
        """Whoever fits and was met least; among them one who likes this channel."""
        fitting = [customer for customer in CUSTOMERS if fits(customer, case)]
        chosen = min(
            fitting, key=lambda c: (self._met[c.name], c.prefers != case.channel, self._chance.random())
        )
        self._met[chosen.name] += 1
        return chosen

    def _associate(self, site: str, team: str, *, but: StaffMember | None) -> StaffMember:
        """Somebody of the team, else of the site: the accused never works on the case."""
        there = [member for member in associates(site) if member != but]
        return self._chance.choice([member for member in there if team in member.teams] or there)

    def _is_assigned(self, case: Case) -> bool:
        """Who has spoken to the customer or asked a supervisor looks after it; the rest often waits."""
        if case.resolution or case.escalation or any(map(is_out, case.talk)):
            return True
        return not self._every("noted", 3) if case.talk else self._every("untouched", 4)

    def _every(self, what: str, nth: int) -> bool:
        self._turn[what] += 1
        return self._turn[what] % nth == 0


def fits(customer: Customer, case: Case) -> bool:
    """The customer's voice, language and site are the case's, and they can be reached as it needs."""
    hows = {said.how for said in case.talk}
    needs_email = case.channel in ("email", "web") or "reply" in hows
    needs_phone = case.channel == "phone" or "call" in hows
    return (
        customer.language == case.language
        and case.site in customer.sites
        and case.told_by in ("any", customer.gender)
        and (bool(customer.email) or not needs_email)
        and (bool(customer.phone) or not needs_phone)
    )


def associates(site: str) -> Sequence[StaffMember]:
    return [member for member in STAFF if member.role == "associate" and site in member.sites]


def team_for(case: Case) -> str:
    """The team whose queue such a case lands in."""
    if case.site == "morava":
        return "phone_team" if case.channel in AT_THE_DESK else "email_team"
    if case.site == "vltava":
        for_concierge = isinstance(case, Reservation | Enquiry) or (
            isinstance(case, Complaint) and case.about in CONCIERGE_MATTERS
        )
        return "concierge" if for_concierge else "front_desk"
    if isinstance(case, Return) or (isinstance(case, Complaint) and case.about in SHOP_GOODS):
        return "returns_desk"
    return "courtesy_counter"
