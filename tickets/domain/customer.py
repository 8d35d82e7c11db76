"""Whose ticket it is: a walk-in who tells their name after all, or somebody who was mistaken for another."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from customers.domain.customer import know_at, locked_current
from customers.models import Customer
from helpdesk.record import writing as record
from helpdesk.staff.models import User
from tickets import rules
from tickets.domain import clocks
from tickets.domain.errors import NotPossible
from tickets.domain.locking import lock_for_workers, lock_with_merged
from tickets.models import Ticket


@transaction.atomic
def set_customer(ticket: Ticket, customer: Customer | None, *, by: User) -> Ticket:
    """Make it this customer's ticket, or nobody's, with all that was merged into it.

    Letters that went out stay where they went; later ones go to the new customer. Raises ``NotPossible`` for
    a closed ticket.
    """
    # Before the ticket: a merge holds customers first, too.
    customer = locked_current(customer) if customer else None
    ticket, *merged = lock_with_merged(ticket)
    if not rules.may_work_on(by, ticket):
        raise NotPossible(_("Ticket %(number)s is closed.") % {"number": ticket.number})
    before, after = ticket.customer_id, customer.pk if customer else None
    if before == after:
        return ticket
    if customer is not None:
        know_at(customer, ticket.site)
    if merged:
        lock_for_workers([ticket.pk, *(one.pk for one in merged)])
    for one in (ticket, *merged):
        one.customer, one.updated_at = customer, timezone.now()
        clocks.recount(one, now=one.updated_at)
        one.save(update_fields=["customer", "due_at", "updated_at"])
        record.write(one, "ticket.customer_set", by=by, before=before, after=after)
    return ticket
