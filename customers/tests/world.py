"""What the world of one of everything has of this app."""

from datetime import timedelta

from django.utils import timezone

from customers.domain.customer import add_customer
from customers.domain.merge import merge
from customers.domain.notices import place_notice
from customers.models import Customer
from helpdesk.staff.models import Site, User


def around(customer: Customer, *, site: Site, by: User) -> dict[str, int | str]:
    """A conduct notice on the customer, and somebody merged into them."""
    today = timezone.localdate()
    tomorrow = today + timedelta(days=1)
    notice = place_notice(customer, text="Speak slowly.", until=tomorrow, on=today, by=by)
    again = add_customer(Customer(name="J. Nováková", language="cs"), site=site, by=by)
    done = merge(kept=customer, merged=again, by=by, now=timezone.now())
    return {"notice": notice.pk, "merge": done.pk, "tomorrow": tomorrow.isoformat()}
