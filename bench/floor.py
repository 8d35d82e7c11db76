"""The least a signed-in page can cost: 20 KB and three queries (session, person, sites)."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from helpdesk.staff.requests import StaffRequest

PATH = "/bench/floor/"
FRAME = "/bench/frame/"
WORDS = "Nothing but words. " * 1100


@login_required
def floor(request: StaffRequest) -> HttpResponse:
    return HttpResponse(f"<!doctype html><title>{len(request.user.sites)}</title><p>{WORDS}")


@login_required
def frame(request: HttpRequest) -> HttpResponse:
    """What stands around every page, around nothing."""
    return render(request, "base.html", {"section": "queue"})
