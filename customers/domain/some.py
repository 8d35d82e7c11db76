"""Some of the customers that fit, whichever, without reading all customers there are."""

from collections.abc import Iterable

from customers.models import Customer
from customers.models.customer import CustomerQuerySet


def some_of(found: CustomerQuerySet, *, at_most: int) -> Iterable[Customer]:
    """So many of those that fit, by the index, with number and name. One query.

    Asked for a few, PostgreSQL would rather read everybody until it has met so many: it takes what is rare
    for common. So it plans for all of them, and is stopped early.
    """
    sql, values = found.order_by().only("pk", "name", "folded_name").query.sql_with_params()
    first = f"WITH found AS MATERIALIZED ({sql}) SELECT * FROM found LIMIT {int(at_most)}"  # noqa: S608
    return Customer.objects.raw(first, values)
