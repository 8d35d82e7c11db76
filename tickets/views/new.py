from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from helpdesk.staff.guards import worker_required
from helpdesk.staff.models import Team, User
from helpdesk.staff.requests import StaffRequest
from helpdesk.turns import wait_for_turn
from tickets import rules
from tickets.domain.assignment import take
from tickets.domain.ticket import log_ticket
from tickets.forms.ticket import TicketForm
from tickets.kinds import KINDS, Figure, Kind
from tickets.kinds.base import DetailsForm
from tickets.models import Ticket

PREFIX = "details"


@login_required
@worker_required
@require_http_methods(["GET", "POST"])
def new_ticket(request: StaffRequest) -> HttpResponse:
    """One screen: the kind, the customer, this kind's fields. Choosing another kind keeps what was typed."""
    asked = request.POST or request.GET
    kind, team = kind_asked(asked), team_asked(asked, user=request.user)
    if request.method != "POST":
        return show(request, kind, *empty_forms(request, kind, team))
    if "choose_kind" in request.POST:
        return show(request, kind, *with_what_was_typed(request, kind, team))
    form = TicketForm(request.POST, user=request.user, team=team)
    details = kind.form(request.POST, prefix=PREFIX, site=team.site)
    # Both are asked, so that every mistake is shown at once.
    if not all([form.is_valid(), details.is_valid()]):
        return show(request, kind, form, details, status=422)
    ticket = log(form, details, kind=kind, by=request.user)
    messages.success(request, _("Ticket %(number)s is logged.") % {"number": ticket.number})
    # A complaint about the very person who logs it is theirs to write down, not to read.
    return redirect(ticket if rules.may_see(request.user, ticket) else "tickets:queue")


@transaction.atomic
def log(form: TicketForm, details: DetailsForm, *, kind: Kind, by: User) -> Ticket:
    """One ticket, and at most one new customer, however often and however fast the form is posted."""
    key = form.cleaned_data["form_key"]
    if key:
        wait_for_turn(f"form:{key}")
    if key and (logged := Ticket.objects.visible_to(by).filter(form_key=key).first()):
        return logged
    ticket = form.save(commit=False)
    ticket.kind, ticket.site = kind.key, ticket.team.site
    ticket.customer = form.customer_for(by=by)
    options, chosen = form.options()
    ticket = log_ticket(
        ticket, details=details.save(commit=False), by=by, options=options, chosen=chosen, form_key=key
    )
    wants_it = form.cleaned_data["take"] and ticket.assignee is None and rules.may_see(by, ticket)
    return take(ticket, by=by) if wants_it else ticket


@login_required
@worker_required
@require_GET
def figure(request: StaffRequest) -> HttpResponse:
    """The arithmetic of the kind while the associate types: refund owed, difference owed."""
    team = team_asked(request.GET, user=request.user)
    kind = kind_asked(request.GET)
    details = kind.form(request.GET, prefix=PREFIX, site=team.site)
    details.full_clean()
    return render(request, "tickets/_figure.html", {"figure": figure_of_form(kind, details)})


def figure_of_form(kind: Kind, details: DetailsForm) -> Figure | None:
    """The sum from the fields that are right so far."""
    if not details.is_bound:
        return None
    today = timezone.localdate(timezone=details.site.zone)
    return kind.form.figure_of(details.cleaned_data, currency=details.site.currency, on=today)


def kind_asked(asked: QueryDict) -> Kind:
    key = asked.get("choose_kind") or asked.get("kind") or ""
    return KINDS.get(key) or next(iter(KINDS.values()))


def team_asked(asked: QueryDict, *, user: User) -> Team:
    """The team named in the form, else the person's own first one. 404 for somebody without any."""
    teams = Team.objects.visible_to(user).select_related("site")
    named = asked.get("team", "")
    team = teams.filter(pk=named).first() if named.isascii() and named.isdigit() and len(named) < 12 else None
    team = team or teams.filter(pk__in=user.team_ids).first() or teams.first()
    if team is None:
        raise Http404
    return team


def empty_forms(request: StaffRequest, kind: Kind, team: Team) -> tuple[TicketForm, DetailsForm]:
    initial: dict[str, Any] = {"customer": request.GET.get("customer", ""), "priority": kind.priority}
    form = TicketForm(user=request.user, team=team, initial=initial)
    return form, kind.form(prefix=PREFIX, site=team.site)


def with_what_was_typed(request: StaffRequest, kind: Kind, team: Team) -> tuple[TicketForm, DetailsForm]:
    """The forms of another kind with what was typed so far and no complaints: nobody is done yet."""
    typed = {name: request.POST[name] for name in request.POST if name != "priority"}
    form = TicketForm(user=request.user, team=team, initial={"priority": kind.priority, **typed})
    form.initial["take"] = "take" in request.POST
    of_kind = {
        name.removeprefix(f"{PREFIX}-"): value for name, value in typed.items() if name.startswith(PREFIX)
    }
    return form, kind.form(prefix=PREFIX, site=team.site, initial=of_kind)


def typed_for_other_kinds(request: StaffRequest, details: DetailsForm) -> dict[str, str]:
    """What was typed into fields this kind does not have: it waits in the page for its kind to come back."""
    own = {details.add_prefix(name) for name in details.fields}
    posted = request.POST
    return {name: posted[name] for name in posted if name.startswith(f"{PREFIX}-") and name not in own}


def show(
    request: StaffRequest, kind: Kind, form: TicketForm, details: DetailsForm, *, status: int = 200
) -> HttpResponse:
    context = {
        "section": "new",
        "kinds": KINDS.values(),
        "kind": kind,
        "form": form,
        "details": details,
        "other_kinds": typed_for_other_kinds(request, details),
        "figure": figure_of_form(kind, details),
    }
    return render(request, "tickets/new.html", context, status=status)
