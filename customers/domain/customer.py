"""Adding and changing customers."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from customers.enums import ContactType
from customers.models import ContactPoint, Customer
from helpdesk.record import writing as record
from helpdesk.staff.models import Site, User


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


def describe(customer: Customer) -> dict[str, Any]:
    """What the record compares: everything a person can change about a customer."""
    return {
        "name": customer.name,
        "language": customer.language,
        "preferred_channel": customer.preferred_channel,
        "contact_points": sorted(customer.contact_points.values_list("value", flat=True)),
    }


def record_changes(customer: Customer, *, before: dict[str, Any], by: User) -> None:
    """Write what differs from ``before``; nothing when nothing does."""
    after = describe(customer)
    changed = {key: [before[key], after[key]] for key in after if before[key] != after[key]}
    if changed:
        record.write(customer, "customer.changed", by=by, changed=changed)


def know_at(customer: Customer, site: Site) -> None:
    """From now on the people of ``site`` see this customer too."""
    customer.sites.add(site)
