"""Everything about one person, for the person."""

from __future__ import annotations

from collections.abc import Iterator
from tempfile import TemporaryFile
from typing import BinaryIO, cast

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from customers.domain import profile
from customers.domain.archive import write_archive
from customers.domain.dossier import Part
from customers.domain.errors import NotPossible
from customers.domain.family import family_of, lock_family
from customers.domain.keepers import KEEPERS
from customers.domain.traces import traces_of
from customers.models import Customer
from helpdesk.mail.erasure import letters_to
from helpdesk.mail.models import Letter
from helpdesk.record import writing as record
from helpdesk.staff.models import User

# Letters are long; so many wait in memory at once.
LETTERS_AT_ONCE = 100


def sees_all(user: User, customer: Customer) -> bool:
    """Whether nothing that is kept about the customer is hidden from this person."""
    return not any(keeper.hides(customer, user=user) for keeper in KEEPERS.values())


def what_prevents(customer: Customer, *, user: User) -> str:
    """Why this person cannot make the archive, as a sentence; empty when they can."""
    if customer.merged_into_id or customer.erased_at:
        return _("There is nothing left here that could be exported.")
    if not sees_all(user, customer):
        return _("Not everything about this customer is yours to see. Somebody else has to do this.")
    return ""


def export(customer: Customer, *, by: User) -> BinaryIO:
    """Everything kept about the customer, zipped into a temporary file that goes when it is closed.

    In the customer's language and their site's zone. It is written row by row, so that its size costs disk
    and not memory, and without a lock. Raises ``NotPossible`` when it could not be whole: the customer was
    merged or erased, also while it was being made, or part of it is not this person's to see.
    """
    if reason := what_prevents(customer, user=by):
        raise NotPossible(reason)
    site = customer.sites.first()
    archive = cast(BinaryIO, TemporaryFile())  # noqa: SIM115  # the answer closes it when it has been read
    try:
        with translation.override(customer.language), timezone.override(site.zone if site else None):
            write_archive(customer, parts_of(customer), into=archive)
        note(customer, by=by)
    except BaseException:
        archive.close()
        raise
    archive.seek(0)
    return archive


@transaction.atomic
def note(customer: Customer, *, by: User) -> None:
    """Record that it was made, unless there is nobody any more to give it to."""
    now = lock_family(customer)[0]
    if now.erased_at or now.merged_into_id:
        raise NotPossible(_("The customer was merged or erased meanwhile."))
    record.write(now, "customer.exported", by=by)


def parts_of(customer: Customer) -> Iterator[Part]:
    """What this app keeps, what each keeper does, and all letters, each once."""
    family = family_of(customer)
    yield from profile.profile(family)
    letters = set(letters_to(traces_of(family).emails).values_list("pk", flat=True))
    for keeper in KEEPERS.values():
        yield from keeper.held(customer)
        letters |= set(keeper.letters(customer).values_list("pk", flat=True))
    rows = Letter.objects.filter(pk__in=letters, erased_at=None).order_by("created_at", "pk")
    yield Part("letters", _("Letters to you"), profile.letters(rows.iterator(chunk_size=LETTERS_AT_ONCE)))
