"""Doing something to many tickets: asked once, then watched, and undone."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRedirect

from helpdesk.paging import page_of
from helpdesk.staff.guards import worker_required
from helpdesk.staff.requests import StaffRequest
from tickets.domain.bulk import start as bulk
from tickets.domain.bulk.choice import LONGEST_QUERY, MOST, Choice, sites_of
from tickets.domain.bulk.work import AT_ONCE, carry_out
from tickets.domain.errors import NotPossible
from tickets.enums import BulkVerb, ItemState
from tickets.forms.bulk import FORMS, BulkForm
from tickets.models import BulkAction, BulkItem, Ticket
from tickets.views.bulk_words import describe, done_so_far, to_do, told_of

# Of the tickets that were left as they were, so many stand on the page.
SHOWN = 100
NAMED = 5


@login_required
@worker_required
@require_http_methods(["GET", "POST"])
def begin(request: StaffRequest, verb: str) -> HttpResponse:
    """What exactly is to be done, and to how many; then it is done, or begun."""
    if verb not in BulkVerb:
        raise Http404
    asked = request.POST if request.method == "POST" else request.GET
    choice, now = Choice.read(asked), timezone.now()
    numbers = choice.numbers(user=request.user, now=now)
    if not numbers or len(numbers) > MOST:
        return nothing_to_do(request, choice, numbers)
    form = FORMS[verb](request.POST or None, user=request.user, sites=sites_of(numbers))
    if request.method != "POST" or not form.is_valid():
        return ask(request, BulkVerb(verb), form, choice, numbers)
    if choice.is_all and str(len(numbers)) != request.POST.get("counted"):
        form.add_error(None, _("By now it is another number of tickets that fit. Look again, please."))
        return ask(request, BulkVerb(verb), form, choice, numbers, status=409)
    action = bulk.start(
        BulkVerb(verb),
        numbers,
        data=form.data_to_keep,
        text=form.text,
        key=form.cleaned_data["form_key"],
        by=request.user,
        now=now,
    )
    carry_out(action)
    return after(request, action, query=choice.query)


def nothing_to_do(request: StaffRequest, choice: Choice, numbers: list[int]) -> HttpResponse:
    if numbers:
        text = _("More than %(most)s tickets fit. Narrow them down first.") % {"most": MOST}
    else:
        text = _("Select the tickets first.")
    messages.warning(request, text)
    back = queue_at(choice.query)
    return HttpResponseClientRedirect(back) if request.htmx else redirect(back)


def ask(
    request: StaffRequest,
    verb: BulkVerb,
    form: BulkForm,
    choice: Choice,
    numbers: list[int],
    *,
    status: int = 200,
) -> HttpResponse:
    next(field for field in form.fields.values() if not field.widget.is_hidden).widget.attrs["autofocus"] = (
        True
    )
    named = Ticket.objects.visible_to(request.user).filter(pk__in=sorted(numbers)[:NAMED]).order_by("pk")
    context = {
        "section": "queue",
        "verb": verb,
        "form": form,
        "choice": choice,
        "count": len(numbers),
        "named": named,
        "more": max(0, len(numbers) - NAMED),
        "in_background": len(numbers) > AT_ONCE,
        "back": queue_at(choice.query),
    }
    if request.method == "POST" and status == 200:
        status = 422
    template = "tickets/bulk/ask.html"
    return render(request, f"{template}#panel" if request.htmx else template, context, status=status)


def after(request: StaffRequest, action: BulkAction, *, query: str) -> HttpResponse:
    """Back to the queue when it is done; else to where one sees how far it is."""
    action.refresh_from_db()
    if action.is_under_way:
        return redirect(action)
    messages.success(request, told_of(action, bulk.tally(action), now=timezone.now()))
    return redirect(queue_at(query))


def queue_at(query: str) -> str:
    """The queue as it was, whatever somebody has made of the address."""
    said = QueryDict(query).urlencode()
    return f"{reverse('tickets:queue')}?{said}" if said else reverse("tickets:queue")


@login_required
@worker_required
@require_GET
def bulk_actions(request: StaffRequest) -> HttpResponse:
    """What one has done to many tickets in the last days, newest first."""
    page = page_of(BulkAction.objects.visible_to(request.user), request.GET, keys=("-id",))
    rows = [(action, describe(action)) for action in page.rows]
    return render(request, "tickets/bulk/list.html", {"page": page, "rows": rows, "section": "queue"})


@login_required
@worker_required
@require_GET
def bulk_action(request: StaffRequest, pk: int) -> HttpResponse:
    """How far it is, asked for again by htmx while it runs; and what was left as it was, with the reasons."""
    action = action_or_404(request, pk)
    context = {"section": "queue", **shown(request, action)}
    template = "tickets/bulk/progress.html"
    return render(request, f"{template}#panel" if request.htmx else template, context)


def shown(request: StaffRequest, action: BulkAction) -> dict[str, Any]:
    counted, now = bulk.tally(action), timezone.now()
    left = BulkItem.objects.filter(action=action, state__in=(ItemState.REFUSED, ItemState.KEPT)).order_by(
        "id"
    )
    items = list(left[:SHOWN])
    seen = Ticket.objects.visible_to(request.user).in_bulk([item.ticket_id for item in items])
    return {
        "action": action,
        "what": describe(action),
        "done": done_so_far(action, counted),
        "of": to_do(action, counted),
        "left": [(item, seen.get(item.ticket_id)) for item in items],
        "more": counted[ItemState.REFUSED] + counted[ItemState.KEPT] - len(items),
        "states": [(ItemState(state), number) for state, number in counted.items() if number],
        "can_be_undone": bulk.can_be_undone(action, now=now),
    }


def action_or_404(request: StaffRequest, pk: int) -> BulkAction:
    return get_object_or_404(BulkAction.objects.visible_to(request.user).select_related("by"), pk=pk)


@login_required
@worker_required
@require_POST
def undoing(request: StaffRequest, pk: int) -> HttpResponse:
    """Take it back, as far as nobody has changed the tickets since.

    From the queue one comes back to the queue, unless there is something to read or to wait for.
    """
    action = action_or_404(request, pk)
    try:
        carry_out(bulk.undo(action, now=timezone.now()))
    except NotPossible as refusal:
        messages.error(request, str(refusal))
        return redirect(action)
    action.refresh_from_db()
    counted = bulk.tally(action)
    if action.is_under_way or counted[ItemState.KEPT] or "query" not in request.POST:
        return redirect(action)
    count = counted[ItemState.UNDONE]
    text = ngettext("Undone for %(count)s ticket.", "Undone for %(count)s tickets.", count)
    messages.success(request, text % {"count": count})
    return redirect(queue_at(request.POST["query"][:LONGEST_QUERY]))


@login_required
@worker_required
@require_POST
def stopping(request: StaffRequest, pk: int) -> HttpResponse:
    """Come to no more tickets."""
    action = bulk.stop(action_or_404(request, pk), now=timezone.now())
    left = bulk.tally(action)[ItemState.WAITING]
    if left:
        text = ngettext("%(count)s ticket was not touched.", "%(count)s tickets were not touched.", left)
        messages.info(request, text % {"count": left})
    return redirect(action)
