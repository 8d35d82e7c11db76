from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from helpdesk.drafts.restoring import fill, newest, restore
from helpdesk.staff.models import User
from helpdesk.staff.requests import StaffRequest
from tickets import rules
from tickets.domain.around import Around, around
from tickets.domain.lifecycle import moves_for
from tickets.domain.message import draft_about
from tickets.domain.timeline import Stretch, later_than, stretch_of
from tickets.enums import Status
from tickets.forms.message import MessageForm
from tickets.kinds import kind_of
from tickets.models import Escalation, Ticket
from tickets.views.clock_faces import changes_in, faces
from tickets.views.fetching import linked_ticket_or_404, ticket_or_404

# The newest of the record; the rest has a page.
SHOWN_OF_RECORD = 15


@login_required
@require_GET
def ticket_detail(request: StaffRequest, pk: int) -> HttpResponse:
    """The case and its newest messages; ``?draft=<key>`` puts a draft into the composer."""
    return ticket_page(request, pk)


def ticket_page(
    request: StaffRequest, pk: int, *, composer: MessageForm | None = None, status: int = 200, **context: Any
) -> HttpResponse:
    """The whole page of a ticket; ``composer`` is the form that comes back with what was typed."""
    ticket, beside = whole_ticket_or_404(request, pk)
    stretch = stretch_of(ticket, has_files=beside.has_files)
    context |= describe(ticket, stretch, beside, user=request.user)
    if context["may_work"]:
        context |= composing(request, ticket, beside, composer=composer)
    context["merged"] = merged(request, ticket)
    # Times are the site's, whoever reads them.
    with timezone.override(ticket.site.zone):
        return render(request, "tickets/ticket.html", context, status=status)


def composing(
    request: StaffRequest, ticket: Ticket, beside: Around, *, composer: MessageForm | None
) -> dict[str, Any]:
    """The composer: as it was sent, or with the draft that was asked for, or empty, drafts being offered."""
    about = draft_about(ticket)
    if composer is not None:
        return {"composer": composer, "about": about}
    draft = restore(request, about=about)
    composer = MessageForm(ticket=ticket, user=request.user)
    if draft:
        fill(composer, typed=draft.typed)
    drafts = newest(request.user, about) if beside.has_drafts and not draft else []
    return {"composer": composer, "about": about, "drafts": drafts}


def whole_ticket_or_404(request: StaffRequest, pk: int) -> tuple[Ticket, Around]:
    """The ticket with its customer and how to reach them, and what stands around it."""
    ticket = ticket_or_404(request, pk)
    beside = around(ticket, reader=request.user, today=timezone.localdate())
    if ticket.customer is not None:
        ticket.customer.take_contact_points(beside.reach)
        if not beside.has_notices:
            ticket.customer.notices = []
    return ticket, beside


def merged(request: StaffRequest, ticket: Ticket) -> Ticket | None:
    """The ticket with where it goes on, when it was merged into another one."""
    if ticket.merged_into_id is None:
        return None
    return linked_ticket_or_404(request, ticket.pk)


@login_required
@require_GET
def earlier(request: StaffRequest, pk: int, before: int) -> HttpResponse:
    """The part of the story before a message: into the page by htmx, else on a page of its own."""
    ticket = ticket_or_404(request, pk)
    message = get_object_or_404(ticket.messages, pk=before)
    stretch = stretch_of(ticket, before=message)
    context = {"section": "queue", "ticket": ticket, "stretch": stretch, "now": timezone.now()}
    template = "tickets/_story.html" if request.htmx else "tickets/earlier.html"
    with timezone.override(ticket.site.zone):
        return render(request, template, context)


@login_required
@require_GET
def message_at(request: StaffRequest, pk: int, number: int) -> HttpResponse:
    """Leads to where a message stands: on the ticket's page, or in the part of a long story it belongs to."""
    ticket = ticket_or_404(request, pk)
    message = get_object_or_404(ticket.messages, pk=number)
    after = later_than(message)
    place = reverse("tickets:earlier", args=[pk, after]) if after else ticket.get_absolute_url()
    return redirect(f"{place}#message-{number}")


@login_required
@require_GET
def case_file(request: StaffRequest, pk: int) -> HttpResponse:
    """Everything about the case on paper: facts, the whole story, clocks, how it ended, and the record."""
    ticket, beside = whole_ticket_or_404(request, pk)
    stretch = stretch_of(ticket, whole=True)
    context = describe(ticket, stretch, beside, user=request.user)
    context |= {"entries": stretch.entries[::-1], "printed_at": timezone.now()}
    # Nothing can be done on paper.
    context |= dict.fromkeys(("may_work", "may_resolve"), False)
    with timezone.override(ticket.site.zone):
        return render(request, "tickets/case_file.html", context)


def describe(ticket: Ticket, stretch: Stretch, beside: Around, *, user: User) -> dict[str, Any]:
    kind = kind_of(ticket.kind)
    details = kind.details_of(ticket)
    moves = moves_for(ticket, user=user)
    now = timezone.now()
    shown = faces(beside.wound, site=ticket.site, now=now)
    resolutions = ticket.resolutions.select_related("by", "reopened_by", "policy_version")
    return {
        "section": "queue",
        "ticket": ticket,
        "around": beside,
        "kind": kind,
        "details": details,
        "figure": details.figure(),
        "attached": stretch.attachments.get(None, []),
        "stretch": stretch,
        "entries": stretch.entries[:SHOWN_OF_RECORD],
        "clocks": shown,
        "changes_in": changes_in(shown, now=now),
        "now": now,
        "resolutions": list(resolutions) if beside.has_resolutions else [],
        **asked(ticket, user=user, any_asked=beside.has_escalations),
        "may_work": rules.may_work_on(user, ticket),
        "may_resolve": Status.RESOLVED in moves,
        "may_reopen": ticket.status == Status.RESOLVED and Status.OPEN in moves,
        "plain_moves": [s for s in moves if Status.RESOLVED not in (s, ticket.status)],
        "may_close": Status.CLOSED in moves,
    }


def asked(ticket: Ticket, *, user: User, any_asked: bool) -> dict[str, Any]:
    """What supervisors were asked, and the question that waits."""
    escalations: list[Escalation] = []
    if any_asked:
        escalations += ticket.escalations.select_related("asked_by", "answered_by").order_by("asked_at")
    waiting = next((one for one in escalations if one.answered_at is None), None)
    may_answer = waiting is not None and rules.may_answer(user, waiting)
    return {"escalations": escalations, "waiting": waiting, "may_answer": may_answer}
