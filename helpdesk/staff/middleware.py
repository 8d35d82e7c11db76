"""What every request passes on its way in."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation

Respond = Callable[[HttpRequest], HttpResponse]

# A refused body is still read to its end, up to here, so that the browser gets to see the answer.
DRAIN_LIMIT = 64 * 1024 * 1024
CHUNK = 64 * 1024


class BodyLimitMiddleware:
    """Answers a body longer than ``DATA_UPLOAD_MAX_MEMORY_SIZE`` with 413 and a page that says so."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            length = int(request.META.get("CONTENT_LENGTH") or 0)
        except ValueError:
            length = 0
        if length <= settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            return self.get_response(request)
        self._drain(request, length=min(length, DRAIN_LIMIT))
        limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // (1024 * 1024)
        return render(request, "413.html", {"limit": limit}, status=413)

    def _drain(self, request: HttpRequest, *, length: int) -> None:
        while length > 0:
            read = len(request.META["wsgi.input"].read(min(CHUNK, length)))
            if not read:
                return
            length -= read


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
