"""Answers the two health addresses before anything else runs.

A probe comes by IP address, without HTTPS and without a session: host check, redirect and database
session must not stand in its way.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse

from helpdesk.health.checks import CHECKS


class HealthMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path == "/health/live":
            return JsonResponse({"live": True})
        if request.path == "/health/ready":
            return ready()
        return self.get_response(request)


def ready() -> JsonResponse:
    """200 when every part answers, else 503; the body names each part."""
    parts = {name: check() for name, check in CHECKS.items()}
    return JsonResponse({"ready": all(parts.values()), **parts}, status=200 if all(parts.values()) else 503)
