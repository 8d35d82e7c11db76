"""Holding everything about a customer, because it may be needed in court."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from customers.domain.errors import NotPossible
from customers.domain.family import family_of, lock_family
from customers.models import Customer, LegalHold
from customers.models.legal_hold import LegalHoldQuerySet
from helpdesk.record import writing as record
from helpdesk.record.models import Entry, EntryQuerySet
from helpdesk.staff.models import User

PLACED, LIFTED = "customer.hold_placed", "customer.hold_lifted"


def holds_on(family: Iterable[Customer]) -> LegalHoldQuerySet:
    """The holds in force on a customer or on somebody merged into them: what holds one holds all."""
    holds = LegalHold.objects.in_force().filter(customer__in=[customer.pk for customer in family])
    return holds.select_related("placed_by", "customer")


@transaction.atomic
def place_hold(customer: Customer, *, reason: str, by: User) -> LegalHold:
    """From now on nothing about the customer may be erased. ``NotPossible`` while another hold lasts."""
    family = lock_family(customer)
    if family[0].merged_into_id or family[0].erased_at:
        raise NotPossible(_("There is nothing left here that could be held."))
    if holds_on(family).exists():
        raise NotPossible(_("A legal hold is in force already."))
    hold = LegalHold.objects.create(customer=family[0], reason=reason, placed_by=by, placed_at=timezone.now())
    record.write(family[0], PLACED, by=by, hold=hold.pk, words={"reason": reason})
    return hold


@transaction.atomic
def lift_hold(customer: Customer, *, reason: str, by: User) -> int:
    """End every hold on the customer, those on merged ones included. Returns how many.

    The rows stay, so that it stays known from when to when. ``NotPossible`` when none is in force any more.
    """
    family = lock_family(customer)
    holds = list(holds_on(family))
    if not holds:
        raise NotPossible(_("The legal hold has been lifted already."))
    numbers = [hold.pk for hold in holds]
    LegalHold.objects.filter(pk__in=numbers).update(lifted_by=by, lifted_at=timezone.now())
    record.write(family[0], LIFTED, by=by, holds=numbers, words={"reason": reason})
    return len(holds)


def earlier(family: Iterable[Customer]) -> EntryQuerySet:
    """What was ever done about holds, newest first; each entry's words say why."""
    entries = Entry.objects.filter(
        subject_type=Customer._meta.label_lower,
        subject_id__in=[customer.pk for customer in family],
        verb__in=(PLACED, LIFTED),
    )
    return entries.with_words().order_by("-at", "-id")


def hold_of(customer: Customer) -> LegalHold | None:
    """The newest hold in force, for the customer's page."""
    return holds_on(family_of(customer)).first()
