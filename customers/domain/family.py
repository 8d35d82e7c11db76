"""A customer and everybody who was merged into them: for privacy they are one person."""

from customers.domain.merge import TURN
from customers.models import Customer
from helpdesk.turns import wait_for_turn


def family_of(customer: Customer) -> list[Customer]:
    """The customer first, then those merged into them, and into these."""
    family, newest = [customer], [customer]
    while newest:
        newest = list(Customer.objects.filter(merged_into__in=newest).order_by("pk"))
        family += newest
    return family


def lock_family(customer: Customer) -> list[Customer]:
    """As ``family_of``, as they are in the database, held until the caller's transaction ends.

    Nobody is merged meanwhile, and whoever is just making something refer to one of them is waited for.
    """
    wait_for_turn(TURN)
    numbers = [one.pk for one in family_of(customer)]
    # Not their keys: whoever changes a ticket holds it and then, unseen, the key of its customer.
    found = Customer.objects.filter(pk__in=numbers).order_by("pk").select_for_update(no_key=True)
    locked = {one.pk: one for one in found}
    return [locked[number] for number in numbers]
