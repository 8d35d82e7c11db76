"""Addresses out of the house, and only those.

Where a browser's push service is, the browser says, and so whoever sits in front of it: an address of our own
network must not be reached that way, under whatever name, and no answer may lead to one.
"""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

HTTPS_PORT = 443
# What is handed out to the world; all else of IPv6 stays on a machine, a cable or within a house.
WORLD = IPv6Network("2000::/3")


class NotOutside(OSError):
    """The name leads into the house, or nowhere."""


def is_outside(address: str) -> bool:
    """Whether an address belongs to the world. Those that carry another one inside do not."""
    one: IPv4Address | IPv6Address = ip_address(address.partition("%")[0])
    if isinstance(one, IPv6Address):
        return one in WORLD and one.is_global and one.sixtofour is None and one.teredo is None
    return one.is_global and not one.is_multicast


def addresses_of(host: str) -> list[str]:
    """The addresses a name has now. Raises ``NotOutside`` when it has none, or one that is not outside."""
    try:
        found = [str(info[4][0]) for info in socket.getaddrinfo(host, HTTPS_PORT, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError) as error:
        raise NotOutside(f"{host} has no address.") from error
    if not found or not all(map(is_outside, found)):
        raise NotOutside(f"{host} is not outside.")
    return found


def check_outside(url: str) -> None:
    """Raise ``NotOutside`` unless it is an https address at a place in the world, on the usual port."""
    try:
        parts = urlsplit(url)
        usual = parts.scheme == "https" and parts.port in (None, HTTPS_PORT)
    except ValueError as error:
        raise NotOutside("This is no address.") from error
    if not usual or not parts.hostname or parts.username is not None or parts.password is not None:
        raise NotOutside("This is no address of a push service.")
    addresses_of(parts.hostname)
