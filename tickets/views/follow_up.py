"""Follow-ups: promising something on a ticket, and what becomes of it."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods

from helpdesk.staff.guards import worker_required
from helpdesk.staff.requests import StaffRequest
from tickets.domain.follow_up import call_off, mark_done, promise
from tickets.domain.follow_up_changes import hand_on, put_off
from tickets.forms.follow_up import CallOffForm, DoneForm, HandOnForm, PromiseForm, PutOffForm
from tickets.models import FollowUp
from tickets.views.fetching import workable_or_404
from tickets.views.promise_page import promise_page


@login_required
@require_http_methods(["GET", "POST"])
def follow_ups(request: StaffRequest, pk: int) -> HttpResponse:
    """Promise the customer something."""
    ticket, now = workable_or_404(request, pk), timezone.now()

    def act(data: dict[str, Any]) -> FollowUp:
        return promise(
            ticket,
            text=data["text"],
            due_at=data["due_at"],
            owner=data["owner"],
            remind_before=timedelta(seconds=data["reminder"]),
            form_key=data["form_key"],
            by=request.user,
            now=now,
        )

    form = PromiseForm(request.POST or None, ticket=ticket, user=request.user, now=now)
    return promise_page(
        request,
        ticket,
        form,
        act=act,
        title=_("I’ll find out"),
        submit=_("Promise"),
        done=_("Promised."),
    )


@login_required
@worker_required
@require_http_methods(["GET", "POST"])
def done(request: StaffRequest, pk: int) -> HttpResponse:
    """What was promised is done, and the customer knows."""
    follow_up = follow_up_or_404(request, pk)

    def act(data: dict[str, Any]) -> FollowUp:
        told, how = data.get("told", ""), data["how"]
        return mark_done(follow_up, told=told, how=how, by=request.user, now=timezone.now())

    form = DoneForm(request.POST or None, ticket=follow_up.ticket)
    return promise_page(
        request,
        follow_up.ticket,
        form,
        act=act,
        follow_up=follow_up,
        title=_("Done, and the customer knows"),
        submit=_("Done"),
        done=_("Promise kept."),
    )


@login_required
@worker_required
@require_http_methods(["GET", "POST"])
def putting_off(request: StaffRequest, pk: int) -> HttpResponse:
    """Another time."""
    follow_up, now = follow_up_or_404(request, pk), timezone.now()

    def act(data: dict[str, Any]) -> FollowUp:
        return put_off(follow_up, due_at=data["due_at"], because=data["because"], by=request.user, now=now)

    form = PutOffForm(request.POST or None, site=follow_up.ticket.site, now=now)
    return promise_page(
        request,
        follow_up.ticket,
        form,
        act=act,
        follow_up=follow_up,
        title=_("Put it off"),
        submit=_("Put off"),
        done=_("Put off."),
    )


@login_required
@worker_required
@require_http_methods(["GET", "POST"])
def owner(request: StaffRequest, pk: int) -> HttpResponse:
    """Somebody else sees to it."""
    follow_up = follow_up_or_404(request, pk)

    def act(data: dict[str, Any]) -> FollowUp:
        return hand_on(follow_up, owner=data["owner"], by=request.user, now=timezone.now())

    form = HandOnForm(request.POST or None, follow_up=follow_up)
    return promise_page(
        request,
        follow_up.ticket,
        form,
        act=act,
        follow_up=follow_up,
        title=_("Hand it on"),
        submit=_("Hand on"),
        done=_("Handed on."),
    )


@login_required
@worker_required
@require_http_methods(["GET", "POST"])
def calling_off(request: StaffRequest, pk: int) -> HttpResponse:
    """Nobody needs it any more."""
    follow_up = follow_up_or_404(request, pk)

    def act(data: dict[str, Any]) -> FollowUp:
        because = data.get("because", "")
        return call_off(follow_up, because=because, by=request.user, now=timezone.now())

    form = CallOffForm(request.POST or None, ticket=follow_up.ticket)
    return promise_page(
        request,
        follow_up.ticket,
        form,
        act=act,
        follow_up=follow_up,
        title=pgettext("a promise", "Call it off"),
        submit=_("Call off"),
        done=_("Called off."),
    )


def follow_up_or_404(request: StaffRequest, pk: int) -> FollowUp:
    seen = FollowUp.objects.visible_to(request.user).with_ticket()
    return get_object_or_404(seen.select_related("ticket__team", "promised_by"), pk=pk)
