"""Customers who want no more surveys, and staff who hear from them that they do after all."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from customers.domain.customer import locked_current
from customers.domain.errors import NotPossible as Gone
from customers.models import Customer
from helpdesk.mail.enums import LetterStatus
from helpdesk.mail.erasure import letters_to
from helpdesk.mail.outbox import take_back
from helpdesk.record import writing as record
from helpdesk.staff.models import User
from surveys.enums import NotReminded, NotSent
from surveys.models import Invitation, OptOut
from tickets.domain.errors import NotPossible


class OnItsWay(Exception):
    """The letter cannot be taken back any more."""


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
    withdraw_letters([email, customer.email], apart_from=invitation)
    return wish


def withdraw_letters(addresses: Iterable[str], *, apart_from: Invitation) -> None:
    """What was written to them and has not left yet does not leave; the letter they answer has."""
    waiting = letters_to(addresses).filter(status=LetterStatus.QUEUED)
    numbers = list(waiting.values_list("pk", flat=True))
    theirs = Invitation.objects.filter(Q(letter__in=numbers) | Q(reminder__in=numbers))
    for invitation in theirs.exclude(pk=apart_from.pk).order_by("pk").select_for_update(of=("self",)):
        if invitation.reminder_id in numbers:
            said = {"reminded_at": None, "not_reminded": NotReminded.OPTED_OUT}
            withdraw(invitation, "reminder", said)
        if invitation.letter_id in numbers:
            withdraw(invitation, "letter", {"not_sent": NotSent.OPTED_OUT, "remind_at": None})


def withdraw(invitation: Invitation, name: str, said: dict[str, Any]) -> None:
    """Take the letter out of the outbox and say so of the invitation, unless a worker has it already."""
    with suppress(OnItsWay), transaction.atomic():
        Invitation.objects.filter(pk=invitation.pk).update(**said | {name: None})
        if not take_back(getattr(invitation, name)):
            raise OnItsWay
        if reason := said.get("not_sent"):
            record.write(invitation.resolution.ticket, "survey.not_sent", by=None, reason=reason)


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
