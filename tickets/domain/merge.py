"""Two tickets turn out to be one case.

What was said goes over to the ticket that is kept, so that its page is one story and costs what any page
costs. The other one is closed and leads there; its own facts, resolutions and record stay with it. How it is
taken back stands in ``unmerging.py``.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from customers.domain.customer import locked_current
from customers.models import Customer
from helpdesk.record import writing as record
from helpdesk.staff.models import User
from tickets import rules
from tickets.domain import clocks, lifecycle, merging
from tickets.domain.errors import NotPossible
from tickets.domain.hiding import hidden_from
from tickets.domain.locking import lock_for_workers, lock_with_merged
from tickets.domain.taking_back import last_words_of
from tickets.models import Ticket, TicketMerge

OF_KEPT = ("customer", "customer_waits_since", "due_at", "last_line", "tags", "updated_at")


@transaction.atomic
def merge(*, kept: Ticket, merged: Ticket, by: User, now: datetime) -> TicketMerge:
    """Go on with ``merged`` as ``kept``: what was said, attached, promised and asked goes over.

    ``merged`` closes without an outcome, and its clocks stop; if the customer waited for a word there, a
    clock of ``kept`` runs for that. Both have the same customer afterwards, if one
    of them is known. Raises ``NotPossible`` when ``refuse`` does, and when the customers differ or one
    was erased.
    """
    customer = hold_customer(kept, merged)
    kept, merged, *_others = lock_with_merged(kept, merged)
    refuse(kept, merged, by=by)
    lock_for_workers([kept.pk, merged.pk])
    customers = agree_on(customer, kept, merged, by=by)
    done = TicketMerge(kept=kept, merged=merged, by=by, at=now)
    done.moved = move_everything(merged, into=kept) | {"customer": customers}
    waited = kept.customer_waits_since
    done.moved["merged_stood"] = lifecycle.shut(merged, now=now)
    kept.customer_waits_since = since_when(kept, stood=done.moved["merged_stood"])
    done.moved["kept_waits"] = [lifecycle.written(waited), lifecycle.written(kept.customer_waits_since)]
    clocks.recount(kept, now=now)
    settle(kept, merged, now=now)
    done.save()
    moved = len(done.moved["messages"])
    record.write(kept, "ticket.merged", by=by, merge=done.pk, other=merged.pk, messages=moved)
    record.write(merged, "ticket.merged_away", by=by, merge=done.pk, other=kept.pk, messages=moved)
    return done


def hold_customer(kept: Ticket, merged: Ticket) -> Customer | None:
    """Whose tickets they are, held before the tickets are; None for two walk-ins."""
    found = Customer.objects.filter(tickets__in=[kept, merged]).distinct()
    customers = list(found[:2])
    if len(customers) == 2:
        raise NotPossible(_("These are tickets of two customers. If these are one person, merge them first."))
    return locked_current(customers[0]) if customers else None


def refuse(kept: Ticket, merged: Ticket, *, by: User) -> None:
    """Raise ``NotPossible`` for what cannot be one case: see the sentences."""
    if kept == merged:
        raise NotPossible(_("This is the same ticket."))
    for one in (kept, merged):
        if one.merged_into_id is not None:
            said = {"number": one.number, "other": one.merged_into_id}
            raise NotPossible(_("Ticket %(number)s was merged into ticket %(other)s already.") % said)
        if not rules.may_work_on(by, one):
            said = {"number": one.number}
            raise NotPossible(_("Ticket %(number)s is closed. It can be linked, but not merged.") % said)
    if kept.site_id != merged.site_id:
        raise NotPossible(_("These are tickets of two sites. They can be linked, but not merged."))
    hidden = hidden_from([kept, merged])
    if hidden.get(kept.pk) != hidden.get(merged.pk):
        raise NotPossible(_("One of them is hidden from a colleague, and has to stay apart."))
    if merged.is_unfinished and not kept.is_unfinished:
        raise NotPossible(_("Ticket %(number)s is resolved. Reopen it first.") % {"number": kept.number})
    if all(one.escalations.filter(answered_at=None).exists() for one in (kept, merged)):
        raise NotPossible(_("Both wait for an answer of a supervisor. One has to be answered first."))


def agree_on(customer: Customer | None, kept: Ticket, merged: Ticket, *, by: User) -> str:
    """Whichever of the two is a walk-in's becomes the customer's too; "kept", "merged" or empty.

    Raises ``NotPossible`` when somebody changed whose they are while the customer was waited for.
    """
    number = customer.pk if customer else None
    if not {kept.customer_id, merged.customer_id} <= {number, None}:
        raise NotPossible(_("Somebody changed whose ticket it is meanwhile. Please look again."))
    for name, one in (("kept", kept), ("merged", merged)):
        if one.customer_id != number:
            one.customer = customer
            one.save(update_fields=["customer"])
            record.write(one, "ticket.customer_set", by=by, before=None, after=number)
            return name
    return ""


def move_everything(merged: Ticket, *, into: Ticket) -> dict[str, Any]:
    """What was moved, as ``TicketMerge.moved`` keeps it."""
    exceptions = merging.exceptions_to_move(merged, into=into)
    return {
        "messages": merging.carry(merged.messages.all(), to=into),
        "attachments": merging.hand_over(merged.attachments.all(), to=into),
        "follow_ups": merging.hand_over(merged.follow_ups.all(), to=into),
        "escalations": merging.hand_over(merged.escalations.all(), to=into),
        "exceptions": merging.hand_over(exceptions, to=into),
        "tags": merging.unite_tags(merged, into=into),
        "watchers": merging.unite_watchers(merged, into=into),
        "signposts": merging.turn_signposts(merged, to=into),
    }


def since_when(kept: Ticket, *, stood: dict[str, str]) -> datetime | None:
    """Since when the customer waits on either of them: nobody forgets the one who waited longer."""
    waits = [kept.customer_waits_since, clocks.read_time(stood["customer_waits_since"])]
    return min((one for one in waits if one is not None), default=None) if kept.is_unfinished else None


def settle(kept: Ticket, merged: Ticket, *, now: datetime) -> None:
    """The signpost, and what lists show."""
    merged.merged_into, merged.updated_at = kept, now
    merged.save(update_fields=["merged_into", "updated_at"])
    kept.updated_at = now
    kept.last_line = last_words_of(kept) if kept.is_unfinished else kept.last_line
    kept.save(update_fields=OF_KEPT)
