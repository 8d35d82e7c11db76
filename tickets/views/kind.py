from collections.abc import Mapping

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from helpdesk.staff.models import User
from helpdesk.staff.requests import StaffRequest
from tickets import rules
from tickets.domain.errors import NotPossible
from tickets.domain.exception import ask_exception
from tickets.domain.kind import change_kind, stamp
from tickets.domain.kinds_at_site import offered_at
from tickets.forms.details import of_other_kinds
from tickets.forms.kind import KindForms
from tickets.kinds import KINDS, Kind, kind_of
from tickets.models import Ticket
from tickets.views.fetching import ticket_or_404, workable_or_404


@login_required
@require_http_methods(["GET", "POST"])
def kind(request: StaffRequest, pk: int) -> HttpResponse:
    """Make it another kind of ticket, or correct the details of the kind it is."""
    ticket = workable_or_404(request, pk)
    asked = request.POST or request.GET
    chosen = KINDS.get(asked.get("choose_kind") or asked.get("kind") or "", kind_of(ticket.kind))
    if request.method != "POST" or "choose_kind" in request.POST:
        typed = request.POST.dict()
        return show(request, KindForms.fill(ticket, chosen, typed=typed), typed)
    forms = KindForms.read(ticket, chosen, posted=request.POST)
    if not forms.is_valid():
        return show(request, forms, request.POST.dict(), status=422)
    try:
        ticket = keep(forms, by=request.user)
    except NotPossible as refusal:
        return refused(request, forms, refusal)
    messages.success(
        request, _("Ticket %(number)s: %(kind)s.") % {"number": ticket.number, "kind": chosen.label}
    )
    # Whoever has just been named in a complaint does not read it.
    return redirect(ticket if rules.may_see(request.user, ticket) else "tickets:queue")


@transaction.atomic
def keep(forms: KindForms, *, by: User) -> Ticket:
    """The change, and the exception it needs when it goes beyond a rule of the house."""
    rule = forms.outside_rule if forms.needs_reason() else ""
    said = forms.reason.cleaned_data
    ticket = change_kind(forms.ticket, forms.keep(), by=by, seen=said["seen"])
    if rule:
        ask_exception(ticket, rule=rule, reason=said["exception_reason"], by=by)
    return ticket


def refused(request: StaffRequest, forms: KindForms, refusal: NotPossible) -> HttpResponse:
    """Everything typed is still there, and the details as they are now stand beside it."""
    ticket = ticket_or_404(request, forms.ticket.pk)
    typed = request.POST.dict() | {"seen": stamp(kind_of(ticket.kind).details_of(ticket))}
    again = KindForms.fill(ticket, forms.kind, typed=typed)
    return show(request, again, typed, status=409, refusal=str(refusal))


def show(
    request: StaffRequest,
    forms: KindForms,
    typed: Mapping[str, str],
    *,
    status: int = 200,
    refusal: str = "",
) -> HttpResponse:
    ticket = forms.ticket
    context = {
        "section": "queue",
        "ticket": ticket,
        "forms": forms,
        "details": forms.details,
        "kind": forms.kind,
        "kinds": choices(ticket),
        "current": kind_of(ticket.kind),
        "facts": kind_of(ticket.kind).details_of(ticket).facts() if refusal else [],
        "other_kinds": of_other_kinds(forms.details, typed),
        "refusal": refusal,
    }
    template = "tickets/kind.html#panel" if request.htmx else "tickets/kind.html"
    # Times are the site's, whoever reads them.
    with timezone.override(ticket.site.zone):
        return render(request, template, context, status=status)


def choices(ticket: Ticket) -> list[Kind]:
    """What the site offers, and what the ticket is; a ticket that is resolved stays what it is."""
    offered = offered_at(ticket.site).kinds if ticket.is_unfinished else ()
    return [kind for kind in KINDS.values() if kind in offered or kind.key == ticket.kind]
