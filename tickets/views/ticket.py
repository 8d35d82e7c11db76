from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from helpdesk.record.models import Entry
from helpdesk.staff.models import User
from helpdesk.staff.requests import StaffRequest
from tickets import rules
from tickets.domain.attachment import by_message
from tickets.domain.lifecycle import moves_for
from tickets.domain.timeline import tell
from tickets.enums import Status
from tickets.forms.message import MessageForm
from tickets.kinds import kind_of
from tickets.models import Ticket
from tickets.views.fetching import ticket_or_404


@login_required
@require_GET
def ticket_detail(request: StaffRequest, pk: int) -> HttpResponse:
    return ticket_page(request, ticket_or_404(request, pk))


def ticket_page(
    request: StaffRequest, ticket: Ticket, *, composer: MessageForm | None = None, status: int = 200
) -> HttpResponse:
    """The whole page of a ticket; ``composer`` is the form that comes back with what was typed."""
    context = describe(ticket, user=request.user)
    context["composer"] = composer or MessageForm(ticket=ticket, user=request.user)
    # Times are the site's, whoever reads them.
    with timezone.override(ticket.site.zone):
        return render(request, "tickets/ticket.html", context, status=status)


def describe(ticket: Ticket, *, user: User) -> dict[str, Any]:
    kind = kind_of(ticket.kind)
    details = kind.details_of(ticket)
    moves = moves_for(ticket, user=user)
    entries = list(Entry.objects.about(ticket))
    escalations = list(ticket.escalations.select_related("asked_by", "answered_by").order_by("asked_at"))
    attached = by_message(ticket.attachments.select_related("file"))
    waiting = next((one for one in escalations if one.answered_at is None), None)
    return {
        "section": "queue",
        "ticket": ticket,
        "kind": kind,
        "details": details,
        "figure": details.figure(),
        "attached": attached.get(None, []),
        "story": tell(
            ticket.messages.select_related("author", "letter").order_by("at", "id"), entries, attached
        ),
        "entries": entries[::-1],
        "clocks": list(ticket.clocks.all()),
        "now": timezone.now(),
        "resolutions": list(ticket.resolutions.select_related("by", "reopened_by", "policy_version")),
        "escalations": escalations,
        "waiting": waiting,
        "may_answer": waiting is not None and rules.may_answer(user, waiting),
        "may_work": rules.may_work_on(user, ticket),
        "may_resolve": Status.RESOLVED in moves,
        "may_reopen": ticket.status == Status.RESOLVED and Status.OPEN in moves,
        "plain_moves": [s for s in moves if Status.RESOLVED not in (s, ticket.status)],
        "may_close": Status.CLOSED in moves,
    }
