"""The panel in which the queue is narrowed: every field there is. A form that asks, and changes nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from django_stubs_ext import StrOrPromise

from helpdesk.staff.models import Team, User
from helpdesk.staff.requests import StaffRequest
from tickets.domain.queue import Asked
from tickets.domain.queue.filters import FILTERS, ME, NOBODY, Filter
from tickets.domain.queue.names import names_of
from tickets.models import Tag

# Filters of which one picks from a list that may be long.
PICKED = ("team", "site", "assignee", "logged_by")


@dataclass(frozen=True)
class Choice:
    value: str
    label: StrOrPromise
    is_chosen: bool


@dataclass(frozen=True)
class Question:
    """One filter as the form asks it."""

    key: str
    label: StrOrPromise
    choices: tuple[Choice, ...]
    value: str = ""


@login_required
@require_GET
def filters(request: StaffRequest) -> HttpResponse:
    """Every filter with what it is set to now; sending the form leads to the queue."""
    user = request.user
    asked = Asked.read(request.GET)
    chosen = [one for one in FILTERS.values() if one.choices is not None]
    options = {key: options_for(key, user=user) for key in PICKED}
    kept = [(key, value) for key in ("customer",) for value in asked.filters.get(key, ())]
    context = {
        "section": "queue",
        "asked": asked,
        "saved": request.GET.get("saved", "") if request.GET.get("saved", "").isdecimal() else "",
        "ticked": [question(one, one.choices.items(), asked) for one in chosen if one.choices],
        "picked": [question(FILTERS[key], found, asked) for key, found in options.items() if len(found) > 1],
        "days": [question(one, (), asked) for one in FILTERS.values() if one.is_day],
        "tag": ", ".join(asked.filters.get("tag", ())),
        "tags": Tag.objects.filter(is_in_use=True).values_list("name", flat=True)[:200],
        "kept": kept,
        "customers": names_of("customer", asked.filters.get("customer", ()), user=user),
    }
    template = "tickets/queue_filters.html"
    return render(request, f"{template}#panel" if request.htmx else template, context)


def question(one: Filter, choices: Iterable[tuple[str, StrOrPromise]], asked: Asked) -> Question:
    values = asked.filters.get(one.key, ())
    listed = tuple(Choice(value, label, value in values) for value, label in choices)
    return Question(one.key, one.label, listed, value=values[0] if values else "")


def options_for(key: str, *, user: User) -> list[tuple[str, StrOrPromise]]:
    """What there is to pick from, by name."""
    if key == "site":
        return [(str(site.pk), site.name) for site in user.sites]
    if key == "team":
        teams = Team.objects.visible_to(user).select_related("site")
        several = len(user.sites) > 1
        return [(str(team.pk), f"{team.site.name} · {team.name}" if several else team.name) for team in teams]
    people = User.objects.visible_to(user).active().order_by("name").values_list("pk", "name")
    somebody: list[tuple[str, StrOrPromise]] = [(ME, _("me"))]
    if key == "assignee":
        somebody.append((NOBODY, _("nobody")))
    return [*somebody, *((str(pk), name) for pk, name in people)]
