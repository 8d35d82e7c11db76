"""The other ways customers are asked, for tests: a team that knows nothing of the front desk's cases."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from customers.models import Customer
from helpdesk.staff.enums import Role
from helpdesk.staff.models import Site, Team, User
from surveys.domain.counter import make
from surveys.domain.phone_survey import HELD
from surveys.domain.sheet_code import code_of
from surveys.enums import NotSent
from surveys.models import Invitation, PhoneSurvey
from tests.cast import employ, log_case
from tickets.domain.resolution import resolve
from tickets.enums import Outcome
from tickets.models import Resolution


def open_spa(hotel: Site) -> User:
    """Olga, alone in a team of her own."""
    spa = Team.objects.create(site=hotel, name="Spa")
    return employ("Olga Nová", role=Role.ASSOCIATE, language="en", team=spa)


def resolved_by(person: User, *, customer: Customer | None, kind: str = "room_change") -> Resolution:
    ticket = log_case(kind, by=person, customer=customer)
    return resolve(ticket, outcome=Outcome.AS_ASKED, explanation="Moved to 305.", by=person)


def channels_at(site: Site, *, customer: Customer, by: User, caller: User) -> dict[str, Any]:
    """A call in the hands of ``caller``, a sheet that came back, and a counter."""
    olga, now = open_spa(site), timezone.now()
    called, told = (resolved_by(olga, customer=customer) for _ in range(2))
    invitation = Invitation.objects.create(resolution=called, language="pl", not_sent=NotSent.NO_EMAIL)
    PhoneSurvey.objects.create(invitation=invitation, next_call_at=now, held_by=caller, held_until=now + HELD)
    counter = make(site, name="Lobby", team=None, by=by, now=now)
    return {
        "call": invitation.pk,
        "sheet": code_of(told.pk),
        "counter": counter.pk,
        "counter_code": counter.code,
    }
