"""What a live page needs from its request: the moment it was asked for, and leave to connect."""

import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

# In `request.META`, as a WSGI server would put it there.
ASKED_AT = "live.asked_at"
SOURCE = "live.source"


class LiveMiddleware:
    """Stands inside django-csp. A page with a pass may connect to the live process, others may not."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.META[ASKED_AT] = time.time()
        response = self.get_response(request)
        if source := request.META.get(SOURCE):
            update = getattr(response, "_csp_update", None) or {}
            # The name under which django-csp looks for what one response allows beyond the settings.
            setattr(response, "_csp_update", {**update, "connect-src": [source]})  # noqa: B010  # no field of it
        return response
