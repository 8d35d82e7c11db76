from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from helpdesk.staff.requests import StaffRequest
from tickets.domain.queue import Asked
from tickets.domain.queue.columns import columns_of
from tickets.domain.queue.layout import choose_columns, layout_of
from tickets.forms.queue import ColumnsForm


@login_required
@require_http_methods(["GET", "POST"])
def columns(request: StaffRequest) -> HttpResponse:
    """Which columns one's queue has. The address is the queue's, to go back to."""
    back = f"{reverse('tickets:queue')}?{queue_query(request)}"
    if request.method == "POST":
        form = ColumnsForm(request.POST)
        if form.is_valid():
            choose_columns(request.user, form.cleaned_data["columns"])
            return redirect(back)
    else:
        chosen = columns_of(layout_of(request.user).columns)
        form = ColumnsForm(initial={"columns": [column.key for column in chosen]})
    context = {"section": "queue", "form": form, "back": back}
    return render(request, "tickets/queue_columns.html", context, status=422 if form.errors else 200)


def queue_query(request: StaffRequest) -> str:
    """What the address says of the queue, cleaned, with the saved view it came from."""
    saved = request.GET.get("saved", "")
    suffix = f"&saved={saved}" if saved.isascii() and saved.isdecimal() and len(saved) < 16 else ""
    return f"{Asked.read(request.GET).query}{suffix}"
