from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from helpdesk.record.models import Entry
from helpdesk.staff.guards import administrator_required, supervisor_required
from helpdesk.staff.models import Site, Team
from helpdesk.staff.requests import StaffRequest
from tickets.domain import sla_policy as domain
from tickets.domain.recount_preview import preview
from tickets.domain.sla import Policy, shipped
from tickets.domain.what_if import what_if
from tickets.forms.sla_policy import PolicyForms
from tickets.kinds import KINDS
from tickets.models import SlaPolicy
from tickets.models.sla_policy import LONGEST_NAME
from tickets.views.sla_words import Places, promises_of, row_of

# The newest of the record.
SHOWN_OF_RECORD = 5


@login_required
@supervisor_required
@require_GET
def sla_policies(request: StaffRequest) -> HttpResponse:
    """Those one sees, in the order in which they are asked, and what holds when none of them fits."""
    places = Places.of(*places_of(request))
    context = {
        "section": "supervisor",
        "rows": [row_of(policy, places=places) for policy in domain.seen_by(request.user)],
        "shipped": [(kind, promises_of(shipped(kind.key))) for kind in KINDS.values()],
        "can_change": request.user.is_staff,
    }
    return render(request, "tickets/sla_policies.html", context)


@login_required
@administrator_required
@require_http_methods(["GET", "POST"])
def new_sla_policy(request: StaffRequest) -> HttpResponse:
    """One more, asked last; ``?like=<policy>`` fills in another one."""
    return typed(request, kept=None, shown=copied(request))


@login_required
@supervisor_required
@require_http_methods(["GET", "POST"])
def sla_policy(request: StaffRequest, pk: int) -> HttpResponse:
    """Administrators change it, supervisors read it."""
    policy = next((one for one in domain.seen_by(request.user) if one.pk == pk), None)
    if policy is None:
        raise Http404
    if request.user.is_staff:
        return typed(request, kept=policy, shown=policy)
    if request.method == "POST":
        raise Http404
    context = {
        "section": "supervisor",
        "row": row_of(policy, places=Places.of(*places_of(request))),
        "entries": newest(policy),
    }
    return render(request, "tickets/sla_policy_read.html", context)


@login_required
@administrator_required
@require_POST
def switching(request: StaffRequest, pk: int) -> HttpResponse:
    policy = get_object_or_404(SlaPolicy, pk=pk)
    domain.switch(policy, on=request.POST.get("to") == "on", by=request.user)
    return redirect(list_at(pk))


@login_required
@administrator_required
@require_POST
def place(request: StaffRequest, pk: int) -> HttpResponse:
    """One step up or down in the order."""
    policy = get_object_or_404(SlaPolicy, pk=pk)
    domain.place(policy, up=request.POST.get("to") == "up", by=request.user)
    return redirect(list_at(pk))


def places_of(request: StaffRequest) -> tuple[list[Site], list[Team]]:
    return request.user.sites, list(Team.objects.visible_to(request.user))


def copied(request: StaffRequest) -> Policy | None:
    """The other policy that is to be filled in, if it is there."""
    asked = request.GET.get("like", "")
    like = next((one for one in domain.seen_by(request.user) if str(one.pk) == asked), None)
    if like is None:
        return None
    name = _("%(name)s, a copy") % {"name": like.name}
    return replace(like, pk=None, name=name[:LONGEST_NAME], is_on=True)


def typed(request: StaffRequest, *, kept: Policy | None, shown: Policy | None) -> HttpResponse:
    """The form: filled in, refused, or kept."""
    sites, teams = places_of(request)
    posted = request.POST if request.method == "POST" else None
    forms = PolicyForms(posted, policy=shown, sites=sites, teams=teams)
    if posted is None:
        return show(request, forms, kept=kept)
    if not forms.is_valid():
        return show(request, forms, kept=kept, status=422)
    policy = forms.policy(pk=kept.pk if kept else None, is_on=kept is None or kept.is_on)
    if answer := answer_to(request, policy, now=timezone.now()):
        return show(request, forms, kept=kept, **answer)
    row = domain.keep(policy, pk=policy.pk, by=request.user)
    messages.success(
        request,
        _("The SLA policy “%(name)s” is kept. Open clocks are being counted anew.") % {"name": row.name},
    )
    return redirect(list_at(row.pk))


def answer_to(request: StaffRequest, policy: Policy, *, now: datetime) -> dict[str, Any]:
    """What somebody wants to know of the policy as it was typed, before it is kept; nothing: keep it."""
    if "try" in request.POST:
        return {"what_if": what_if(policy, now=now, user=request.user)}
    if "preview" in request.POST:
        return {"moved": preview(domain.site_touched(policy), now=now, policy=policy)}
    return {}


def show(
    request: StaffRequest, forms: PolicyForms, *, kept: Policy | None, status: int = 200, **answer: Any
) -> HttpResponse:
    context = {
        "section": "supervisor",
        "policy": kept,
        "form": forms.form,
        "targets": forms.targets,
        "is_refused": status == 422,
        "entries": newest(kept) if kept else [],
        **answer,
    }
    return render(request, "tickets/sla_policy.html", context, status=status)


def newest(policy: Policy) -> list[Entry]:
    return list(Entry.objects.about(SlaPolicy(pk=policy.pk)).order_by("-sequence")[:SHOWN_OF_RECORD])


def list_at(pk: int) -> str:
    """The list, where the policy stands: from there one goes on with the keyboard."""
    return f"{reverse('tickets:sla_policies')}#policy-{pk}"
