"""Erasing a person, and keeping the cases and their figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from customers.domain.errors import NotPossible
from customers.domain.export import sees_all
from customers.domain.family import family_of, lock_family
from customers.domain.imports.naming import forget_imports, is_coming_in, still_running
from customers.domain.imports.work import TURN as IMPORTING
from customers.domain.keepers import KEEPERS, Counted, Mention
from customers.domain.legal_hold import holds_on
from customers.domain.mentions import find_mentions, mentions
from customers.domain.traces import Traces, traces_of
from customers.enums import Channel, ErasureGround
from customers.models import ConductNotice, ContactPoint, Customer, CustomerReference, LegalHold, Merge
from helpdesk.drafts import forgetting as drafts
from helpdesk.files import removal as files
from helpdesk.files.models import File
from helpdesk.mail import erasure as mail
from helpdesk.record import writing as record
from helpdesk.record.models import Entry
from helpdesk.staff import administration
from helpdesk.staff.models import User
from helpdesk.turns import wait_for_turn
from helpdesk.wording import without_words

ERASED = "customer.erased"


@dataclass(frozen=True)
class Outlook:
    """What the page that asks has to say."""

    holds_back: str
    holds: Sequence[LegalHold]
    goes: Sequence[Counted]
    merged: int
    mentions: Sequence[Mention]


def outlook(customer: Customer, *, user: User) -> Outlook:
    """What would go, what holds it back, and where else they are named, as far as this person sees it."""
    family = family_of(customer)
    traces = traces_of(family)
    holds = list(holds_on(family))
    letters = Counted(_("Letters"), mail.letters_to(traces.emails).count())
    return Outlook(
        holds_back=what_holds_back(family, holds=holds, traces=traces, user=user),
        holds=holds,
        goes=[one for keeper in KEEPERS.values() for one in keeper.tally(customer, seen_by=user)] + [letters],
        merged=len(family) - 1,
        mentions=mentions(find_mentions(traces, family=family), user=user),
    )


def erased_entry(customer: Customer) -> Entry | None:
    """Who erased the customer, when and why."""
    return Entry.objects.about(customer).filter(verb=ERASED).last()


@transaction.atomic
def erase(customer: Customer, *, by: User, because: ErasureGround) -> Customer:
    """Take the person out of every table, letter, file and draft, with those merged into them, or do nothing.

    The cases stay, with their numbers, choices, days and sums; so does the customer's row, empty, which they
    refer to. Where else the person is named is noted by number, for somebody to look at. Raises
    ``NotPossible`` while a legal hold is in force on any of them, for one who was erased or merged already,
    and for a person from whom part of it is hidden: nobody erases the case against themselves.

    Customers are locked first, then what the keepers hold, then the record. Whoever was writing about the
    customer is waited for, and what they wrote goes too; whoever comes later finds an erased customer.
    """
    # No batch of an import writes to somebody who is being erased.
    wait_for_turn(IMPORTING)
    family = lock_family(customer)
    customer, now = family[0], timezone.now()
    traces = traces_of(family)
    if reason := what_holds_back(family, holds=holds_on(family), traces=traces, user=by):
        raise NotPossible(reason)
    for keeper in KEEPERS.values():
        keeper.lock(customer)
    elsewhere = find_mentions(traces, family=family)
    for keeper in KEEPERS.values():
        keeper.erase(customer, by=by, because=ERASED, now=now)
    erase_around(family, traces, now=now)
    empty(family, now=now)
    record.forget(*family, by=by, because=ERASED)
    for one in family:
        of_family = {"mentions": elsewhere} if one == customer else {"together_with": customer.pk}
        record.write(one, ERASED, by=by, because=because, **of_family)
    return Customer.objects.get(pk=customer.pk)


def what_holds_back(
    family: Sequence[Customer], *, holds: Iterable[LegalHold], traces: Traces, user: User
) -> str:
    """Why the customer, the first of the family, cannot be erased by this person; empty when they can."""
    customer = family[0]
    if customer.erased_at:
        return _("This customer was erased already.")
    if customer.merged_into_id:
        return _("This customer was merged into another one. Erase that one.")
    if list(holds):
        return _("A legal hold is in force: nothing about this customer may be erased.")
    if is_coming_in(traces):
        return still_running()
    if not sees_all(user, customer):
        return _("Not everything about this customer is yours to see. Somebody else has to do this.")
    return ""


def erase_around(family: Sequence[Customer], traces: Traces, *, now: datetime) -> None:
    """What names the person beside the rows that refer to them."""
    numbers = [customer.pk for customer in family]
    mail.erase(mail.letters_to(traces.emails), now=now)
    drafts.forget(
        now=now,
        mentioning=traces.all,
        holding={"customer": map(str, numbers)},
        about=[f"customer:{number}" for number in numbers],
    )
    administration.forget(Customer, numbers)
    points = ContactPoint.objects.filter(customer__in=family).values_list("pk", flat=True)
    administration.forget(ContactPoint, points)
    forget_imports(family, traces, now=now)
    unattached = File.objects.unattached().only("name")
    files.remove([file for file in unattached if traces.are_in(file.name.replace("_", " "))], now=now)


def empty(family: Sequence[Customer], *, now: datetime) -> None:
    """The customers' own rows. That there was a hold stays known, and who put whom together."""
    for model in (ContactPoint, CustomerReference, ConductNotice):
        model._default_manager.filter(customer__in=family).delete()
    LegalHold.objects.filter(customer__in=family).update(**without_words(LegalHold))
    Merge.objects.filter(Q(kept__in=family) | Q(merged__in=family)).update(**without_words(Merge))
    Customer.objects.filter(pk__in=[customer.pk for customer in family]).update(
        **without_words(Customer),
        preferred_channel=Channel.IN_PERSON,
        is_vip=False,
        is_vulnerable=False,
        erased_at=now,
    )
