from django.contrib.auth.decorators import login_required
from django.http import StreamingHttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from customers.domain import csv_export
from helpdesk.downloads import CSV, download
from helpdesk.staff.guards import supervisor_required
from helpdesk.staff.requests import StaffRequest


@login_required
@supervisor_required
@require_GET
def customers_csv(request: StaffRequest) -> StreamingHttpResponse:
    """The customers of the list, those found by ``q`` or all, as a file; who took them is recorded."""
    text = request.GET.get("q", "").strip()
    chosen = csv_export.chosen(text, user=request.user)
    csv_export.note_export(chosen, by=request.user, is_search=bool(text))
    name = f"customers-{timezone.localdate():%Y-%m-%d}.csv"
    # Sent as it is made: there may be half a million of them.
    rows = StreamingHttpResponse(csv_export.as_csv(chosen, user=request.user), content_type=CSV)
    return download(rows, name=name)
