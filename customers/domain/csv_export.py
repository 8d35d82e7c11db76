"""Customers as a file, for a spreadsheet or for an import."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from customers.domain.imports.person import spell_number
from customers.domain.imports.values import NO, YES
from customers.domain.search import find
from customers.enums import Channel, ContactType, ImportField
from customers.models import ContactPoint, Customer, CustomerReference
from customers.models.customer import CustomerQuerySet
from helpdesk.csv_cells import Echo, guard, separator_of
from helpdesk.record import writing as record
from helpdesk.staff.models import Site, User

Thing = TypeVar("Thing")

CHUNK = 1000
COLUMNS = (
    ImportField.NUMBER,
    ImportField.NAME,
    ImportField.EMAIL,
    ImportField.PHONE,
    ImportField.LANGUAGE,
    ImportField.CHANNEL,
    ImportField.COMPANY,
    ImportField.LOYALTY,
    ImportField.VIP,
    ImportField.REFERENCE,
)


def chosen(text: str, *, user: User) -> CustomerQuerySet:
    """Whom the list shows for ``text``, all pages of it."""
    return find(text, user=user).current()


@transaction.atomic
def note_export(customers: CustomerQuerySet, *, by: User, is_search: bool) -> int:
    """Record that ``by`` takes these customers out of the house, before the first leaves. Returns how many.

    What was searched for is not recorded: it names people.
    """
    number = customers.order_by().count()
    record.write(by, "customers.exported", by=by, number=number, search=is_search)
    return number


def as_csv(customers: CustomerQuerySet, *, user: User) -> Iterator[str]:
    """The customers in chunks, read as they are asked for; memory does not grow with their number.

    In the language of ``user``, and only with what concerns sites they see.
    """
    words = Words(user.language)
    write = csv.writer(Echo(), delimiter=separator_of(user.language)).writerow
    yield "\ufeff" + write(map(guard, words.headings))
    rows = customers.iterator(chunk_size=CHUNK)
    while chunk := list(islice(rows, CHUNK)):
        things = Belongings.of(chunk, user=user)
        yield "".join(write(map(guard, words.cells(customer, things))) for customer in chunk)


@dataclass(frozen=True)
class Belongings:
    """What belongs to the customers of a chunk, by their id; a query each."""

    points: Mapping[int, list[ContactPoint]]
    references: Mapping[int, list[str]]
    sites: Mapping[int, list[str]]

    @classmethod
    def of(cls, customers: Sequence[Customer], *, user: User) -> Belongings:
        ids = [customer.pk for customer in customers]
        visible = Site.objects.visible_to(user)
        points = ContactPoint.objects.filter(customer__in=ids).order_by("-is_preferred", "pk")
        references = CustomerReference.objects.filter(customer__in=ids, site__in=visible).order_by("pk")
        known = Customer.sites.through.objects.filter(customer__in=ids, site__in=visible)
        return cls(
            by_customer(
                (customer, ContactPoint(type=kind, value=value))
                for customer, kind, value in points.values_list("customer_id", "type", "value")
            ),
            by_customer(references.values_list("customer_id", "value")),
            by_customer(known.order_by("site__name").values_list("customer_id", "site__name")),
        )


def by_customer(rows: Iterable[tuple[int, Thing]]) -> Mapping[int, list[Thing]]:
    found: defaultdict[int, list[Thing]] = defaultdict(list)
    for customer, thing in rows:
        found[customer].append(thing)
    return found


class Words:
    """What the cells say in one language; looked up once, for the language of a request ends with it."""

    def __init__(self, language: str) -> None:
        with translation.override(language):
            self.headings = [*(str(field.label) for field in COLUMNS), _("Known at"), _("Known since")]
            self._channels = {channel.value: str(channel.label) for channel in Channel}
            self._answers = {True: str(YES), False: str(NO)}

    def cells(self, customer: Customer, things: Belongings) -> list[str]:
        """In the order of the headings."""
        points = things.points.get(customer.pk, ())
        said = {
            ImportField.NUMBER: spell_number(customer.pk),
            ImportField.NAME: customer.name,
            ImportField.EMAIL: "; ".join(one.value for one in points if one.type == ContactType.EMAIL),
            ImportField.PHONE: "; ".join(one.shown for one in points if one.type == ContactType.PHONE),
            ImportField.LANGUAGE: customer.language,
            ImportField.CHANNEL: self._channels[customer.preferred_channel],
            ImportField.COMPANY: customer.company,
            ImportField.LOYALTY: customer.loyalty_number,
            ImportField.VIP: self._answers[customer.is_vip],
            ImportField.REFERENCE: " | ".join(things.references.get(customer.pk, ())),
        }
        known_at = ", ".join(things.sites.get(customer.pk, ()))
        since = customer.created_at.date().isoformat()
        return [*(said[field] for field in COLUMNS), known_at, since]
