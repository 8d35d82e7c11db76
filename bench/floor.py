"""The least a signed-in page can cost: 20 KB and three queries (session, person, sites)."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse

from helpdesk.staff.requests import StaffRequest

WORDS = "Nothing but words. " * 1100


@login_required
def floor(request: StaffRequest) -> HttpResponse:
    return HttpResponse(f"<!doctype html><title>{len(request.user.sites)}</title><p>{WORDS}")
