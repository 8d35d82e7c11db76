from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from helpdesk.drafts.keeping import discard
from helpdesk.drafts.models import Draft
from helpdesk.drafts.rescue import keeps_what_was_typed
from helpdesk.drafts.restoring import newest, restore
from helpdesk.files.errors import NoLongerHere
from helpdesk.staff.guards import worker_required
from helpdesk.staff.models import User
from helpdesk.staff.requests import StaffRequest
from helpdesk.turns import wait_for_turn
from tickets import rules
from tickets.domain.assignment import route, take
from tickets.domain.attachment import attach
from tickets.domain.duplicates import logged_meanwhile, tell_colleagues
from tickets.domain.errors import NotPossible
from tickets.domain.exception import ask_exception
from tickets.domain.origin import read_origin
from tickets.domain.references import references_in
from tickets.domain.resolution import resolve
from tickets.domain.ticket import log_ticket, logged_by
from tickets.enums import Outcome
from tickets.forms.case import CaseForms
from tickets.forms.details import of_other_kinds
from tickets.forms.origin import typed_from
from tickets.kinds import Kind
from tickets.models import Ticket
from tickets.views.asked import Asked
from tickets.views.preview import context_of

# What drafts of this page are called.
ABOUT = "ticket"
LINKED = ("kind", "team", "customer")


@keeps_what_was_typed()
@login_required
@worker_required
@require_http_methods(["GET", "POST"])
def new_ticket(request: StaffRequest) -> HttpResponse:
    """One screen: the kind, the customer, this kind's fields. Choosing another kind keeps what was typed."""
    if request.method != "POST":
        return open_page(request)
    asked = Asked.read(request.POST, user=request.user)
    forms = asked.read_forms(request.POST, request.FILES)
    if "choose_kind" in request.POST:
        return choose_kind(request, asked, forms)
    if ticket := logged_already(forms.form_key, by=request.user):
        return redirect(ticket)
    if asked.not_offered:
        return not_offered(request, asked, forms, kind=asked.not_offered)
    if not forms.is_valid():
        return show(request, asked, forms, request.POST, status=422)
    try:
        ticket = log(forms, by=request.user)
    except NoLongerHere as gone:
        forms.case.add_error("files", str(gone))
        return show(request, asked, forms, request.POST, status=409)
    except NotPossible as refusal:
        forms.case.add_error(None, str(refusal))
        return show(request, asked, forms, request.POST, status=409)
    messages.success(request, _("Ticket %(number)s is logged.") % {"number": ticket.number})
    tell_of_twins(request, ticket, forms)
    # A complaint about the very person who logs it is theirs to write down, not to read.
    return redirect(ticket if rules.may_see(request.user, ticket) else "tickets:queue")


def not_offered(request: StaffRequest, asked: Asked, forms: CaseForms, *, kind: Kind) -> HttpResponse:
    """The kind was switched off while the page was open: nobody's return becomes a complaint by that."""
    text = _("“%(kind)s” is not offered at %(site)s any more. Choose what it is instead.")
    messages.error(request, text % {"kind": kind.label, "site": asked.team.site.name})
    return choose_kind(request, asked, forms, status=422)


def choose_kind(request: StaffRequest, asked: Asked, forms: CaseForms, *, status: int = 200) -> HttpResponse:
    """The page for another kind. Files that came with the form stay, too: nobody chooses them twice."""
    if request.FILES:
        try:
            forms.files()
        except ValidationError as refusal:
            for sentence in refusal.messages:
                messages.error(request, sentence)
    typed = with_files(request.POST, forms) if request.FILES else request.POST
    return show(request, asked, asked.fill(typed), typed, status=status)


def with_files(posted: QueryDict, forms: CaseForms) -> QueryDict:
    """What was typed, with the keys of the files that are taken in by now."""
    typed = posted.copy()
    typed.setlist("files", forms.files_here)
    return typed


def tell_of_twins(request: StaffRequest, ticket: Ticket, forms: CaseForms) -> None:
    """Two people may have written the same case down at once: nothing is lost, but they should know."""
    references = references_in(forms.details.cleaned_data, forms.kind.model)
    twins = logged_meanwhile(ticket, user=request.user, references=references)
    tell_colleagues(ticket, twins, by=request.user)
    for twin in twins:
        text = _("Ticket %(number)s, logged a moment ago by %(who)s, may be about the same: %(why)s.")
        said = {"number": twin.ticket.number, "who": twin.ticket.created_by.name, "why": twin.why}
        messages.warning(request, text % said)


def from_link(query: QueryDict, *, user: User) -> QueryDict:
    """What a link to the page may fill in; the rest, such as the form's key, is the page's own.

    A link from another ticket brings what is known from there.
    """
    filled = QueryDict(mutable=True)
    if origin := read_origin(query.get("origin", ""), user=user):
        filled.update(typed_from(origin))
    for name in LINKED:
        if name in query:
            filled[name] = str(query[name])
    return filled


def open_page(request: StaffRequest) -> HttpResponse:
    """A new page, or the draft that was asked for; the newest drafts are offered."""
    draft = restore(request, about=ABOUT)
    typed = draft.typed if draft else from_link(request.GET, user=request.user)
    asked = Asked.read(typed, user=request.user)
    offered = [] if draft else newest(request.user, ABOUT)
    return show(request, asked, asked.fill(typed), typed, drafts=offered)


def logged_already(key: UUID | None, *, by: User) -> Ticket | None:
    """The ticket this page has made before: its files are attached to it, its draft is gone."""
    logged = logged_by(key)
    return logged if logged and rules.may_see(by, logged) else None


@transaction.atomic
def log(forms: CaseForms, *, by: User) -> Ticket:
    """One ticket, and at most one new customer, however often and however fast the form is posted."""
    case = forms.case
    key = case.cleaned_data["form_key"]
    if key:
        wait_for_turn(f"form:{key}")
    if logged := logged_already(key, by=by):
        return logged
    ticket = case.save(commit=False)
    ticket.kind, ticket.site = forms.kind.key, ticket.team.site
    ticket.customer = case.customer_for(by=by, site=ticket.site)
    options, chosen = case.options()
    now = timezone.now()
    details = forms.details.save(commit=False)
    ticket = log_ticket(
        ticket, details=details, by=by, options=options, chosen=chosen, form_key=key, routed=False
    )
    attach(ticket, case.cleaned_data["files"], by=by, now=now)
    if origin := case.cleaned_data["origin"]:
        origin.follow(ticket, by=by, now=now)
    if key:
        discard(key, owner=by, now=now)
    if rule := forms.outside_rule():
        reason, policy = case.cleaned_data["exception_reason"], case.cleaned_data["exception_policy"]
        ask_exception(ticket, rule=rule, reason=reason, policy_version=policy, by=by)
    return follow(ticket, forms, by=by)


def follow(ticket: Ticket, forms: CaseForms, *, by: User) -> Ticket:
    """What happens at once: whoever logged it takes it, and resolves it when it was answered on the spot.

    What they do not take goes to whomever the rule of the team names.
    """
    if not rules.may_see(by, ticket):
        return route(ticket, by=by)
    if ticket.assignee is None and (forms.case.cleaned_data["take"] or forms.resolving):
        ticket = take(ticket, by=by)
    ticket = route(ticket, by=by)
    if forms.resolving:
        answer = forms.resolution.cleaned_data
        resolve(
            ticket,
            outcome=Outcome(answer["outcome"]),
            closing_reason=answer["closing_reason"],
            policy_version=answer["policy_version"],
            explanation=answer["explanation"],
            by=by,
        )
    return ticket


def show(
    request: StaffRequest,
    asked: Asked,
    forms: CaseForms,
    typed: QueryDict,
    *,
    drafts: Sequence[Draft] = (),
    status: int = 200,
) -> HttpResponse:
    context = {
        "about": ABOUT,
        "drafts": drafts,
        "section": "new",
        "kinds": asked.offer.kinds,
        "kind": asked.kind,
        "forms": forms,
        "form": forms.case,
        "details": forms.details,
        "resolution": forms.resolution,
        "versions": asked.policies,
        "other_kinds": of_other_kinds(forms.details, typed),
        **context_of(asked, forms),
    }
    return render(request, "tickets/new.html", context, status=status)
