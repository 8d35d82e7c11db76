"""Adding and changing customers, and finding the one that counts after a merge."""

import json
from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from django.db import connection, transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from customers.domain import keepers
from customers.domain.contact_points import Points, write_contact_points
from customers.domain.errors import ChangedMeanwhile, MergedMeanwhile, NotPossible
from customers.enums import ContactType
from customers.models import ContactPoint, Customer
from customers.models.customer import CustomerQuerySet
from helpdesk.record import writing as record
from helpdesk.staff.models import Site, User

# What a person can change about a customer, besides the contact points.
FACTS = (
    "name",
    "language",
    "preferred_channel",
    "company",
    "loyalty_number",
    "is_vip",
    "is_vulnerable",
)
SAVED = (*FACTS, "folded_name", "folded_loyalty_number")

HOLD = "SELECT * FROM customers_customer WHERE id = %s FOR SHARE"


@transaction.atomic
def add_customer(
    customer: Customer, *, site: Site, by: User, emails: Iterable[str] = (), phones: Iterable[str] = ()
) -> Customer:
    """Save a new customer, known at ``site``. The first of each kind of contact point is preferred.

    E-mails are in lower case and phones in E.164 already; the forms see to that.
    """
    customer.save()
    customer.sites.add(site)
    for kind, values in ((ContactType.EMAIL, emails), (ContactType.PHONE, phones)):
        for position, value in enumerate(dict.fromkeys(values)):
            ContactPoint.objects.create(customer=customer, type=kind, value=value, is_preferred=position == 0)
    record.write(customer, "customer.added", by=by, site=site.name)
    return customer


@transaction.atomic
def change_customer(customer: Customer, *, points: Points, version: str, by: User) -> Customer:
    """Save the facts ``customer`` carries, and these contact points as its only ones, the first preferred.

    ``version`` is that of the form (``version_of``). Raises ``ChangedMeanwhile`` when somebody changed the
    customer since and not in the same way, ``MergedMeanwhile`` or ``NotPossible`` when there is nobody left
    to change.
    """
    before = describe(lock_to_change(customer))
    typed = description(
        customer, points=[(k, v, v == values[0]) for k, values in points.items() for v in values]
    )
    if before == typed:
        return customer
    if digest_of(before) != version:
        raise ChangedMeanwhile(now=before, typed=typed)
    customer.save(update_fields=SAVED)
    write_contact_points(customer, points)
    record_changes(customer, before=before, by=by)
    return customer


def describe(customer: Customer) -> dict[str, Any]:
    """What the record and the forms compare: everything a person can change about a customer."""
    points = customer.contact_points.order_by().values_list("type", "value", "is_preferred")
    return description(customer, points=points)


def description(customer: Customer, *, points: Iterable[tuple[str, str, bool]]) -> dict[str, Any]:
    facts: dict[str, Any] = {name: getattr(customer, name) for name in FACTS}
    return facts | {"contact_points": sorted([str(kind), value, first] for kind, value, first in points)}


def version_of(customer: Customer) -> str:
    """Changes whenever anything changes that a form of the customer shows."""
    return digest_of(describe(customer))


def digest_of(described: dict[str, Any]) -> str:
    return sha256(json.dumps(described, sort_keys=True).encode()).hexdigest()


def record_changes(customer: Customer, *, before: dict[str, Any], by: User) -> None:
    """Write what differs from ``before``; nothing when nothing does."""
    after = describe(customer)
    changed = {key: [before[key], after[key]] for key in after if before[key] != after[key]}
    if changed:
        record.write(customer, "customer.changed", by=by, changed=list(changed), words=changed)
    if "is_vip" in changed:
        keepers.follow(customer, by=by)


def know_at(customer: Customer, site: Site) -> None:
    """From now on the people of ``site`` see this customer too."""
    customer.sites.add(site)


def current(customer: Customer) -> Customer:
    """The customer this one was merged into, however often; itself when it was not."""
    while customer.merged_into is not None:
        customer = customer.merged_into
    return customer


def by_address(email: str) -> CustomerQuerySet:
    """Customers one can reach at this address; after a merge the one that was kept."""
    address = email.strip().lower()
    points = ContactPoint.objects.filter(customer=OuterRef("pk"), type=ContactType.EMAIL, value=address)
    return Customer.objects.current().filter(Exists(points)).order_by("id")


def locked_current(customer: Customer) -> Customer:
    """The customer that counts by now, as it is in the database, held until the transaction ends.

    For whoever makes something refer to a customer: it is not merged, erased or changed meanwhile, but others
    may refer to it at the same moment. Whoever changes the customer asks for ``lock_to_change``. To be called
    before any ticket is locked: merging holds customers first and their tickets then. Raises ``NotPossible``
    for a customer who was erased, and ``RuntimeError`` outside a transaction.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("A customer is held until the end of a transaction, and there is none.")
    number: int | None = customer.pk
    while number is not None:
        before = transaction.savepoint()
        customer = Customer.objects.raw(HOLD, [number])[0]
        number = customer.merged_into_id
        if number is None:
            transaction.savepoint_commit(before)
        else:
            # Lets go of the signpost: whoever undoes its merge holds the two in their own order.
            transaction.savepoint_rollback(before)
    if customer.erased_at:
        raise NotPossible(_("This customer was erased."))
    return customer


def lock_to_change(customer: Customer) -> Customer:
    """The customer as it is in the database, which nobody else changes until the transaction ends.

    Raises ``MergedMeanwhile`` or ``NotPossible`` when it was merged into another one or erased.
    """
    locked = Customer.objects.select_for_update(no_key=True).get(pk=customer.pk)
    if locked.merged_into_id is not None:
        raise MergedMeanwhile(current(locked))
    if locked.erased_at:
        raise NotPossible(_("This customer was erased."))
    return locked
