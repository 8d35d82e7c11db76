"""Two versions of a customer side by side, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Field
from django.utils.translation import gettext as _
from django_stubs_ext import StrOrPromise

from customers.domain.customer import FACTS
from customers.enums import Channel
from customers.models import ContactPoint, Customer


@dataclass(frozen=True)
class Difference:
    label: StrOrPromise
    now: StrOrPromise
    typed: StrOrPromise


def differences(now: Mapping[str, Any], typed: Mapping[str, Any]) -> list[Difference]:
    """What differs between two things ``describe`` said, in the order of the form."""
    found = [
        Difference(label_of(name), in_words(name, now[name]), in_words(name, typed[name]))
        for name in FACTS
        if now[name] != typed[name]
    ]
    if now["contact_points"] != typed["contact_points"]:
        found.append(
            Difference(_("Contact points"), ways(now["contact_points"]), ways(typed["contact_points"]))
        )
    return found


def label_of(name: str) -> StrOrPromise:
    column = Customer._meta.get_field(name)
    return column.verbose_name if isinstance(column, Field) else name


def in_words(name: str, value: Any) -> StrOrPromise:
    """A fact as a page shows it; a dash for an empty one."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if name == "language":
        return dict(settings.LANGUAGES)[value]
    if name == "preferred_channel":
        return Channel(value).label
    return value or "–"


def ways(points: list[list[Any]]) -> str:
    """ "+420 777 123 456 (preferred), jana@post.example" """
    said = []
    for kind, value, preferred in points:
        shown = ContactPoint(type=kind, value=value).shown
        said.append(_("%(point)s (preferred)") % {"point": shown} if preferred else shown)
    return ", ".join(said) or "–"
