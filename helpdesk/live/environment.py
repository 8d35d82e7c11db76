"""What the live process is told, from the same environment as all the others.

It reads it by itself: Django's settings would bring everything along that the pages need.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.http import is_same_domain

DEFAULT_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
DEFAULT_BIND = "127.0.0.1:8001"


@dataclass(frozen=True)
class Environment:
    """``addresses`` are hosts and ports to listen on."""

    secret_key: str
    database_url: str
    allowed_hosts: list[str]
    addresses: list[tuple[str, int]]
    log_level: str = "INFO"

    @classmethod
    def read(cls, environ: Mapping[str, str] = os.environ) -> Environment:
        """Raises KeyError without SECRET_KEY or DATABASE_URL, ValueError for an address that is none."""
        hosts = [host.strip() for host in environ.get("ALLOWED_HOSTS", "").split(",") if host.strip()]
        return cls(
            secret_key=environ["SECRET_KEY"],
            database_url=environ["DATABASE_URL"],
            allowed_hosts=hosts or DEFAULT_HOSTS,
            addresses=[address(one) for one in environ.get("LIVE_BIND", DEFAULT_BIND).split()],
            log_level=environ.get("LOG_LEVEL", "INFO"),
        )

    def admits(self, origin: str) -> bool:
        """Whether pages of this origin (``https://desk.example:8443``) are ours, by ALLOWED_HOSTS."""
        scheme, separator, place = origin.lower().partition("://")
        if scheme not in ("http", "https") or not separator or "/" in place:
            return False
        host = place if place.endswith("]") else place.rpartition(":")[0] or place
        return any(pattern == "*" or is_same_domain(host, pattern.lower()) for pattern in self.allowed_hosts)


def address(text: str) -> tuple[str, int]:
    """``[::1]:8001`` as host and port. Raises ValueError when it is none."""
    host, separator, port = text.rpartition(":")
    if not separator or not port.isdecimal():
        raise ValueError(f"LIVE_BIND: {text!r} is no address like 127.0.0.1:8001.")
    return host.strip("[]"), int(port)
