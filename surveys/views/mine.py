"""What customers think of what I resolved."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from helpdesk.paging import page_of
from helpdesk.staff.guards import worker_required
from helpdesk.staff.requests import StaffRequest
from surveys.domain.mine import STEP, quarters_of
from surveys.domain.reading import told_to
from surveys.domain.results import rows_of
from surveys.views.figures_line import Drawn, decimal
from surveys.views.voices import voices


@login_required
@worker_required
@require_GET
def mine(request: StaffRequest) -> HttpResponse:
    """The figures of one's own answers, from five on; and those one may read: praise, or each of them."""
    user = request.user
    page = page_of(rows_of(told_to(user)), request.GET, keys=("-answered_at", "-id"))
    quarters = [
        (one, decimal(one.mean), [Drawn(share) for share in one.shares])
        for one in quarters_of(user, now=timezone.now())
    ]
    context = {"section": "mine", "quarters": quarters, "step": STEP, "page": page}
    return render(request, "surveys/mine.html", context | {"voices": voices(page.rows, user=user)})
