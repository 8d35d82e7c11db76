from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from helpdesk.paging import page_of
from helpdesk.staff.requests import StaffRequest
from tickets.domain.queue import Asked, counts, tickets_for
from tickets.domain.queue.columns import columns_of, needed
from tickets.domain.queue.layout import home_of, layout_of
from tickets.domain.queue.saved import saved_views_of
from tickets.models import SavedView, Ticket
from tickets.views.queue_parts import chips, groups, heads, house_views, sort_menu
from tickets.views.queue_rows import Rows


@login_required
@require_GET
def queue(request: StaffRequest) -> HttpResponse:
    """Home: the tickets of one view, narrowed and sorted as the address says."""
    user, now = request.user, timezone.now()
    layout = layout_of(user)
    if not request.GET and (home := home_of(layout)):
        return redirect(f"{reverse('tickets:queue')}?{home}")
    asked = Asked.read(request.GET)
    saved = saved_views_of(user)
    current = next((view for view in saved if str(view.pk) == request.GET.get("saved")), None)
    columns = columns_of(current.columns if current and current.columns else layout.columns)
    if asked.view.key == "resolved":
        # Nothing finished is due.
        columns = tuple(column for column in columns if column.key != "due")
    page = page_of(
        tickets_for(asked, user=user, now=now),
        request.GET,
        keys=asked.keys,
        shown=Ticket.objects.values(*needed(columns), *(key.lstrip("-") for key in asked.keys)),
    )
    counted = counts(user=user, now=now, saved=[view for view in saved if view.is_pinned])
    suffix = f"&saved={current.pk}" if current else ""
    context = {
        "section": "queue",
        "asked": asked,
        "current": current,
        "title": current.name if current else asked.view.label,
        "is_changed": current is not None and asked.query != spelt(current),
        "may_change": current is not None and (current.owner_id == user.pk or user.can_supervise),
        "page": page,
        "rows": Rows(columns, now=now, may_select=user.can_work).drawn(page.rows),
        "house_views": house_views(asked, is_saved=current is not None, counted=counted),
        "groups": groups(saved, current=current, counted=counted),
        "chips": chips(asked, user=user, suffix=suffix),
        "heads": heads(asked, columns, may_select=user.can_work, suffix=suffix),
        "sort_menu": sort_menu(asked, suffix=suffix),
        "suffix": suffix,
        "plain": asked.plain.query,
        "open_count": counted["open"],
        "late_count": counted["late"],
    }
    return render(request, "tickets/queue.html", context)


def spelt(view: SavedView) -> str:
    """What a saved view asks for, spelt as every address is."""
    return Asked.of(view).query
