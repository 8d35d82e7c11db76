"""The ways to reach a customer: of each kind exactly one is preferred, as long as there are any."""

from collections.abc import Iterable

from customers.enums import ContactType
from customers.models import ContactPoint, Customer

Points = dict[ContactType, list[str]]


def write_contact_points(customer: Customer, points: Points) -> None:
    """Make these the customer's only contact points; the first of each kind is preferred.

    A row whose value stays is kept. E-mails are in lower case and phones in E.164 already. In the caller's
    transaction, with the customer locked.
    """
    for kind in ContactType:
        values = list(dict.fromkeys(points.get(kind, [])))
        there = {point.value: point for point in customer.contact_points.filter(type=kind)}
        gone = [point.pk for value, point in there.items() if value not in values]
        if gone:
            ContactPoint.objects.filter(pk__in=gone).delete()
        ContactPoint.objects.bulk_create(
            ContactPoint(customer=customer, type=kind, value=value) for value in values if value not in there
        )
        prefer(customer, kind, values[0] if values else "")


def prefer(customer: Customer, kind: ContactType, value: str) -> None:
    """From now on this one of its kind, and no other, is preferred."""
    of_kind = customer.contact_points.filter(type=kind)
    of_kind.filter(is_preferred=True).exclude(value=value).update(is_preferred=False)
    of_kind.filter(value=value, is_preferred=False).update(is_preferred=True)


def settle_preferred(customer: Customer) -> None:
    """After rows came or went: of each kind the preferred that was first, or else any, is the preferred."""
    preferred: dict[str, str] = {}
    for kind, value in customer.contact_points.values_list("type", "value"):
        preferred.setdefault(kind, value)
    for kind, value in preferred.items():
        prefer(customer, ContactType(kind), value)


def in_order(values: Iterable[str], *, preferred: str) -> list[str]:
    """The preferred value first, the others as they came, each once."""
    return sorted(dict.fromkeys(values), key=lambda value: value != preferred)
