"""Where an open page reaches the live process."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.http.request import split_domain_port


def socket_of(request: HttpRequest) -> str:
    """The address for a page of this request; a path means the page's own host. Empty: nobody is there.

    ``LIVE_URL`` may be a port of the host the page comes from: ``:8001/``.
    """
    url: str = settings.LIVE_URL
    if not url.startswith(":"):
        return url
    host, _port = split_domain_port(request.get_host())
    return f"{'wss' if request.is_secure() else 'ws'}://{host}{url}"


def source_of(socket: str) -> str:
    """What ``connect-src`` must allow beside the page's own origin; empty when that is where it is."""
    parts = urlsplit(socket)
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""
