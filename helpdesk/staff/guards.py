"""Doors that only some may open. They answer 404: what one may not do does not exist."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpResponseBase

from helpdesk.staff.requests import StaffRequest

View = Callable[..., HttpResponseBase]


def worker_required(view: View) -> View:
    """Everyone but auditors, who only read."""

    @wraps(view)
    def guarded(request: StaffRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not request.user.can_work:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def supervisor_required(view: View) -> View:
    """Supervisors and administrators only."""

    @wraps(view)
    def guarded(request: StaffRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not request.user.can_supervise:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def overseer_required(view: View) -> View:
    """Supervisors, administrators and auditors: everyone but associates."""

    @wraps(view)
    def guarded(request: StaffRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not request.user.can_oversee:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def administrator_required(view: View) -> View:
    """Administrators only."""

    @wraps(view)
    def guarded(request: StaffRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not request.user.is_staff:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded
