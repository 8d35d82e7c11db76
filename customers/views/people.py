"""The rows of the list of customers."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import get_format
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from customers.models import Customer
from helpdesk.pattern import Pattern
from helpdesk.quick_dates import Written

TEMPLATE = "customers/_person_row.html"


class People:
    """What is the same on every page in a language."""

    def __init__(self) -> None:
        self.detail = reverse("customers:detail", args=[0]).removesuffix("0/")
        self.day = Written(get_format("SHORT_DATE_FORMAT"))
        self.unreachable = _("no e-mail, no phone")
        self.languages = {key: str(name) for key, name in settings.LANGUAGES}
        self.pattern = Pattern(TEMPLATE, {"detail": self.detail})

    def values(self, customer: Customer) -> dict[str, object]:
        return {
            "number": customer.pk,
            "name": str(customer),
            "contact": " · ".join(point.shown for point in customer.contact_points.all()) or self.unreachable,
            "language": self.languages.get(customer.language, customer.language),
            "since": self.day(timezone.localtime(customer.created_at)),
        }

    def drawn(self, customer: Customer) -> SafeString:
        values = self.values(customer)
        if customer.is_vip or customer.is_vulnerable or customer.notices:
            return render_to_string(TEMPLATE, {"detail": self.detail, "row": values, "customer": customer})
        return self.pattern.fill(values)


@lru_cache(maxsize=10)
def people_in(_language: str) -> People:
    return People()


def people_rows(customers: Iterable[Customer]) -> list[SafeString]:
    """Each with how to reach them and what one must know of them, which the query brings."""
    people = people_in(get_language() or "")
    return [people.drawn(customer) for customer in customers]
