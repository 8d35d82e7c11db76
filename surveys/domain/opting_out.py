"""Customers who want no more surveys, and staff who hear from them that they do after all."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from customers.domain.customer import locked_current
from customers.domain.errors import NotPossible as Gone
from customers.models import Customer
from helpdesk.record import writing as record
from helpdesk.staff.models import User
from surveys.models import Invitation, OptOut
from tickets.domain.errors import NotPossible


@transaction.atomic
def opt_out(invitation: Invitation, *, now: datetime) -> OptOut | None:
    """From now on the customer gets neither surveys nor reminders, under whatever name this address is known.

    The same as often as it is asked for. None when there is nobody any more who could be asked.
    """
    customer = invitation.resolution.ticket.customer
    if customer is None:
        return None
    try:
        customer = locked_current(customer)
    except Gone:
        return None
    letter = invitation.letter
    email = (letter.recipient if letter else "") or customer.email
    wish, is_new = OptOut.objects.get_or_create(
        customer=customer, lifted_at=None, defaults={"email": email, "at": now}
    )
    if is_new:
        words = {"by_name": customer.name}
        record.write(customer, "survey.opted_out", by=None, by_name=record.CUSTOMER, words=words)
    return wish


@transaction.atomic
def lift(wish: OptOut, *, by: User, now: datetime) -> OptOut:
    """The customer has told us that they may be asked again. ``NotPossible`` when it was lifted already."""
    wish = OptOut.objects.select_for_update(of=("self",)).select_related("customer").get(pk=wish.pk)
    if wish.lifted_at is not None:
        raise NotPossible(_("They get surveys again already."))
    wish.lifted_by, wish.lifted_at = by, now
    wish.save(update_fields=["lifted_by", "lifted_at"])
    record.write(wish.customer, "survey.opt_out_lifted", by=by, opt_out=wish.pk)
    return wish


def move(customer: Customer, *, into: Customer) -> list[int]:
    """What one of the two has asked for holds for both. A second wish in force says the same: it stays."""
    wishes = OptOut.objects.filter(customer=customer)
    if OptOut.objects.in_force().filter(customer=into).exists():
        wishes = wishes.exclude(lifted_at=None)
    numbers = list(wishes.order_by("pk").values_list("pk", flat=True))
    OptOut.objects.filter(pk__in=numbers).update(customer=into)
    return numbers


def give_back(customer: Customer, *, kept: Customer, moved: list[int]) -> None:
    """Those of them that are still with ``kept``."""
    OptOut.objects.filter(pk__in=moved, customer=kept).update(customer=customer)
