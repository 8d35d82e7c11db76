"""The ways out that were explained to the customer, and the one they took."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from helpdesk.record import writing as record
from helpdesk.staff.models import User
from tickets import rules
from tickets.domain.errors import NotPossible
from tickets.domain.locking import lock_for_words, touch
from tickets.models import Option, Ticket


@transaction.atomic
def explain(ticket: Ticket, *, added: str, chosen: int | None, by: User) -> Ticket:
    """Note one more option, and which the customer took: its number, 0 for the one added, None for none yet.

    What was explained stays; only the choice changes. Raises ``NotPossible`` for a ticket that is no longer
    open, for an erased customer, and for an option that is not this ticket's.
    """
    ticket = lock_for_words(ticket)
    if not (rules.may_work_on(by, ticket) and ticket.is_unfinished):
        raise NotPossible(_("Ticket %(number)s is resolved already.") % {"number": ticket.number})
    new = Option.objects.create(ticket=ticket, text=added) if added else None
    before = ticket.options.filter(is_chosen=True).first()
    after = new if chosen == 0 else ticket.options.filter(pk=chosen).first() if chosen else None
    if chosen is not None and after is None:
        raise NotPossible(_("That option is not among those explained."))
    if before != after:
        choose(ticket, after)
    if new is None and before == after:
        return ticket
    touch(ticket, now=timezone.now())
    words = {"added": added, "chosen": after.text if after else ""}
    record.write(ticket, "options.explained", by=by, chosen=after.pk if after else None, words=words)
    return ticket


def choose(ticket: Ticket, option: Option | None) -> None:
    """At most one is chosen, at every moment."""
    ticket.options.filter(is_chosen=True).update(is_chosen=False)
    if option is not None:
        ticket.options.filter(pk=option.pk).update(is_chosen=True)
