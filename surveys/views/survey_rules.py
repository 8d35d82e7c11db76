"""When a site asks, whom, and for how long it listens."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from helpdesk.staff.guards import overseer_required, supervisor_required
from helpdesk.staff.requests import StaffRequest
from surveys.domain import survey_rules_keeping as domain
from surveys.domain.place import Place, places_at
from surveys.domain.rules_in_words import rule_in_words
from surveys.domain.survey_rules import House, rules_for
from surveys.forms.survey_rules import SurveyRulesForm
from surveys.models import SurveyRules
from surveys.views.places import newest_entries, place_or_404
from tickets.domain.errors import NotPossible

# What the list says of each.
SHOWN = ("delay", "asked_from", "asked_until", "share", "rest", "remind_after")


@login_required
@overseer_required
@require_GET
def all_survey_rules(request: StaffRequest) -> HttpResponse:
    """Each site with what holds there, and the kinds that have rules of their own."""
    house = House(request.user.site_ids)
    sites = [(site, [row_of(place, house) for place in places_at(site)]) for site in request.user.sites]
    return render(request, "surveys/all_survey_rules.html", {"section": "surveys", "sites": sites})


def row_of(place: Place, house: House) -> dict[str, Any]:
    rules = house.rules_for(place.site.pk, place.kind)
    told = domain.told(rules)
    return {
        "place": place,
        "is_own": rules.pk is not None and rules.kind == place.kind,
        "said": [f"{label}: {said}" for label, said in (rule_in_words(name, told[name]) for name in SHOWN)],
    }


@login_required
@overseer_required
@require_http_methods(["GET", "POST"])
def survey_rules(request: StaffRequest, site: int, kind: str) -> HttpResponse:
    """What holds there. Its supervisors change it, auditors read."""
    place = place_or_404(request, site, kind)
    own = domain.own_rules(place)
    held = own or domain.begun(place)
    if request.method != "POST":
        return show(request, place, SurveyRulesForm(instance=held), own=own, seen=domain.mark_of(own))
    form, seen = SurveyRulesForm(request.POST, instance=held), request.POST.get("seen", "")
    if not form.is_valid():
        return show(request, place, form, own=own, seen=seen, status=422)
    try:
        domain.keep_rules(place, form.instance, seen=seen, by=request.user)
    except NotPossible as refusal:
        return crossed(request, place, form, refusal=str(refusal))
    messages.success(request, _("The survey rules are kept. Whoever is still to be asked is asked by them."))
    return redirect(address_of(place))


def crossed(request: StaffRequest, place: Place, form: SurveyRulesForm, *, refusal: str) -> HttpResponse:
    """What somebody else has kept beside what was typed; keeping it again replaces theirs, knowingly."""
    theirs = domain.own_rules(place)
    other = theirs or rules_for(place.site.pk, place.kind)
    differing = domain.differences(other, form.instance)
    told = {
        "refusal": refusal,
        "theirs": [rule_in_words(name, value) for name, (value, _mine) in differing.items()],
    }
    return show(request, place, form, own=theirs, seen=domain.mark_of(theirs), status=409, **told)


def show(
    request: StaffRequest,
    place: Place,
    form: SurveyRulesForm,
    *,
    own: SurveyRules | None,
    seen: str,
    status: int = 200,
    **told: Any,
) -> HttpResponse:
    general = None if own or not place.kind else domain.own_rules(Place(place.site))
    context = {
        "section": "surveys",
        "place": place,
        "form": form,
        "own": own,
        "general": general,
        "seen": seen,
        "status": status,
        "rules": [rule_in_words(*rule) for rule in domain.told(form.instance).items()],
        "entries": newest_entries(place, "survey_rules."),
        **told,
    }
    return render(request, "surveys/survey_rules.html", context, status=status)


@login_required
@supervisor_required
@require_POST
def removal(request: StaffRequest, site: int, kind: str) -> HttpResponse:
    """What holds without them holds from now on."""
    place = place_or_404(request, site, kind)
    try:
        domain.remove_rules(place, seen=request.POST.get("seen", ""), by=request.user)
    except NotPossible as refusal:
        own = domain.own_rules(place)
        form = SurveyRulesForm(instance=own or domain.begun(place))
        told = {"refusal": str(refusal)}
        return show(request, place, form, own=own, seen=domain.mark_of(own), status=409, **told)
    messages.success(request, _("The rules of its own are removed."))
    return redirect(address_of(place))


def address_of(place: Place) -> str:
    return reverse("surveys:survey_rules", args=[place.site.pk, place.slug])
