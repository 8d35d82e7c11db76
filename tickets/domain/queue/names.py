"""What the values of a filter are called, for the chips above the list."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from customers.models import Customer
from helpdesk.staff.models import Site, Team, User
from tickets.domain.queue.asked import Asked
from tickets.domain.queue.filters import FILTERS, ME, NOBODY, Values


def called(asked: Asked, *, user: User) -> dict[str, list[str]]:
    """The names of all values, by the key of the filter. One query for each filter that refers to something.

    What the person may not see has no name: its number stands there, as in the address.
    """
    return {key: names_of(key, values, user=user) for key, values in asked.filters.items()}


def names_of(key: str, values: Values, *, user: User) -> list[str]:
    choices = FILTERS[key].choices
    if choices is not None:
        return [str(choices[value]) for value in values]
    rows = referred_to(key, user)
    known: Mapping[str, str] = {ME: _("me"), NOBODY: _("nobody"), "today": _("today")}
    if rows is not None:
        numbers = [int(value) for value in values if value not in known]
        found = rows.filter(pk__in=numbers) if numbers else rows.none()
        known = {**known, **{str(one.pk): str(one) for one in found}}
    return [known.get(value, value) for value in values]


def referred_to(key: str, user: User) -> QuerySet[Model] | None:
    sources: dict[str, type[Site | Team | User | Customer]] = {
        "site": Site,
        "team": Team,
        "assignee": User,
        "logged_by": User,
        "customer": Customer,
    }
    model = sources.get(key)
    if model is None:
        return None
    rows: QuerySet[Model] = model.objects.visible_to(user)
    return rows
