"""What was typed is kept when the form arrives too late: after the session, or with an old CSRF token."""

from __future__ import annotations

from collections.abc import Callable
from functools import update_wrapper
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.csrf import csrf_failure
from django_htmx.http import HttpResponseClientRedirect

from helpdesk.drafts.keeping import NotKept, TooLong
from helpdesk.drafts.models import Draft
from helpdesk.drafts.posted import keep_posted

View = Callable[..., HttpResponseBase]


def keeps_what_was_typed(*, page: str = "") -> Callable[[View], View]:
    """For a view that takes a form with a ``draft_token``; the outermost of its decorators.

    Somebody whose session is over signs in and then finds what they sent as a draft. ``page`` names the URL
    that shows the form, with the same arguments as the view's; empty when it is the view's own.
    """
    return lambda view: RescuingView(view, page=page)


class RescuingView:
    """The view, with what happens to a form that it cannot take."""

    def __init__(self, view: View, *, page: str) -> None:
        update_wrapper(self, view)
        self._view, self._page = view, page

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "POST" and not request.user.is_authenticated:
            return self._to_sign_in(request, kwargs) or self._view(request, *args, **kwargs)
        return self._view(request, *args, **kwargs)

    def _to_sign_in(self, request: HttpRequest, kwargs: dict[str, Any]) -> HttpResponse | None:
        """Keep the form and ask for a sign-in that leads back to it; None without a token of ours."""
        try:
            draft = keep_posted(request, now=timezone.now())
        except TooLong:
            return render(request, "drafts/too_long.html", status=413)
        except NotKept:
            return None
        to_sign_in = redirect_to_login(self._back_to(draft, request, kwargs))
        return HttpResponseClientRedirect(to_sign_in.url) if is_htmx(request) else to_sign_in

    def without_csrf(self, request: HttpRequest, kwargs: dict[str, Any]) -> HttpResponse | None:
        """Keep the form and say where it is; None without a token of ours."""
        try:
            draft = keep_posted(request, now=timezone.now())
        except NotKept:
            return None
        back_to = self._back_to(draft, request, kwargs)
        if is_htmx(request):
            return HttpResponseClientRedirect(back_to)
        somebody_else = request.user.is_authenticated and request.user.pk != draft.owner_id
        context = {"back_to": back_to, "somebody_else": somebody_else}
        return render(request, "drafts/stale.html", context, status=403)

    def _back_to(self, draft: Draft, request: HttpRequest, kwargs: dict[str, Any]) -> str:
        path = reverse(self._page, kwargs=kwargs) if self._page else request.path
        return f"{path}?draft={draft.key}"


def is_htmx(request: HttpRequest) -> bool:
    return "HX-Request" in request.headers


def form_is_stale(request: HttpRequest, reason: str = "") -> HttpResponse:
    """``CSRF_FAILURE_VIEW``: the page is older than the sign-in, most often one in another tab.

    Nothing is done for such a request but this: where the form has a draft, what was typed is kept there.
    That needs the form's own token, which no other site can know. Answers 403 either way.
    """
    match = request.resolver_match
    if match and isinstance(match.func, RescuingView):
        kept = match.func.without_csrf(request, match.kwargs)
        if kept is not None:
            return kept
    return csrf_failure(request, reason)
