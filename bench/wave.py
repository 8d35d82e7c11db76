"""Many customers whose ticket was resolved a while ago, each with an address: all of them due to be asked."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.db import transaction

from bench.population import staff
from bench.population.case_sheets import Sheets
from bench.population.copying import Sheet, bare, continue_numbers
from bench.population.staff import Staff
from customers.enums import Channel, ContactType
from customers.models import ContactPoint, Customer
from surveys.models import SurveyRules
from tickets.enums import Outcome, Status
from tickets.models import Ticket

CHUNK = 5_000
KIND = "enquiry"
HOUR = timedelta(hours=1)


def resolve_many(number: int, *, now: datetime) -> None:
    """Write so many tickets of as many customers into an empty database.

    The trigger of a resolution has them all wait to be asked; what the search reads is left out.
    """
    hired = staff.hire()
    SurveyRules.objects.bulk_create(
        # At any hour, and at once.
        SurveyRules(site=site, delay=timedelta(0), asked_from=time(0), asked_until=time(0))
        for site in hired.sites
    )
    with bare([Ticket._meta.db_table]):
        for begin in range(1, number + 1, CHUNK):
            with transaction.atomic():
                write(range(begin, min(begin + CHUNK, number + 1)), hired=hired, now=now)
    continue_numbers()


def write(numbers: range, *, hired: Staff, now: datetime) -> None:
    """Checks of what belongs together wait for the end of the transaction."""
    points = Sheet(ContactPoint, "customer_id", "type", "value", "is_preferred")
    people = Sheet(
        Customer, "id", "name", "folded_name", "language", "created_at", preferred_channel=Channel.EMAIL
    )
    cases, began, ended = Sheets(), now - 4 * HOUR, now - 3 * HOUR
    for n in numbers:
        place = n % len(hired.sites)
        site, clerk = hired.sites[place], hired.associates[place][0]
        people.add(n, f"Jana Nováková {n}", f"jana novakova {n}", ("cs", "pl", "en")[n % 3], began)
        points.add(n, ContactType.EMAIL, f"jana{n}@post.example", "t")
        cases.resolutions.add(n, n, Outcome.EXPLAINED, "Till midnight.", clerk, ended, "t")
        row = (n, KIND, Channel.PHONE, Status.RESOLVED, 2, site.pk, hired.teams[place][0], clerk, n)
        said = ("When does the bar close?", "when does the bar close?", "Asked at the desk.", "")
        cases.tickets.add(
            *row, *said, clerk, began, ended, None, None, "Till midnight.", "{}", ended + 168 * HOUR
        )
        cases.details[KIND].add(n)
        details = {"resolution": n, "outcome": "explained", "closing_reason": "", "policy_version": None}
        cases.record.tell(n, ("ticket.resolved", ended, clerk, "Alena Dvořáková", details))
    for sheet in (
        points,
        people,
        cases.resolutions,
        cases.tickets,
        cases.details[KIND].sheet,
        *cases.record.sheets,
    ):
        sheet.copy(sheet.tear_off())
