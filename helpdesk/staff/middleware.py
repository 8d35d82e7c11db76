"""What every request passes on its way in."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.utils import timezone, translation
from django.views.defaults import bad_request

Respond = Callable[[HttpRequest], HttpResponse]

# A refused body is still read to its end, up to here, so that the browser gets to see the answer.
DRAIN_LIMIT = 64 * 1024 * 1024
CHUNK = 64 * 1024


class BodyLimitMiddleware:
    """Answers a body that is too long with 413 and a page that says so.

    The limit is ``UPLOAD_LIMIT`` for a form with files, else ``DATA_UPLOAD_MAX_MEMORY_SIZE``.
    """

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            length = int(request.META.get("CONTENT_LENGTH") or 0)
        except ValueError:
            length = 0
        has_files = request.content_type == "multipart/form-data"
        limit = settings.UPLOAD_LIMIT if has_files else settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        if length <= limit:
            return self.get_response(request)
        self._drain(request, length=min(length, DRAIN_LIMIT))
        return too_large(request, limit=limit)

    def _drain(self, request: HttpRequest, *, length: int) -> None:
        while length > 0:
            read = len(request.META["wsgi.input"].read(min(CHUNK, length)))
            if not read:
                return
            length -= read


def too_large(request: HttpRequest, *, limit: int) -> HttpResponse:
    return render(request, "413.html", {"limit": limit // (1024 * 1024)}, status=413)


def too_large_or_bad(request: HttpRequest, exception: Exception) -> HttpResponse:
    """``handler400``: a form with files whose words alone are too long gets the page for what is too long."""
    if not isinstance(exception, RequestDataTooBig):
        return bad_request(request, exception)
    while request.read(CHUNK):
        pass
    return too_large(request, limit=settings.DATA_UPLOAD_MAX_MEMORY_SIZE)


class StaffLocaleMiddleware:
    """Shows the product in the language of whoever is signed in, and in the time of their first site."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if not user.is_authenticated:
            return self.get_response(request)
        zone = user.sites[0].zone if user.sites else None
        with translation.override(user.language), timezone.override(zone):
            request.LANGUAGE_CODE = user.language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", user.language)
        return response


class SignedOutMiddleware:
    """A piece of a page is never replaced by the sign-in page: its session is over, and 403 says so.

    The page that is open keeps what was typed into it and shows ``#signed-out``, see ``errors.js``.
    """

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        asked_by_script = "HX-Request" in request.headers or "X-Live" in request.headers
        if not asked_by_script or request.user.is_authenticated:
            return response
        if response.headers.get("Location", "").startswith(resolve_url(settings.LOGIN_URL)):
            return HttpResponse(status=403, headers={"X-Signed-Out": "1"})
        return response
