"""Which TCP ports to listen on, and keeping them until their server takes over."""

import errno
import os
import socket
from collections.abc import Mapping
from dataclasses import dataclass

from helpdesk.embedded.trouble import Trouble

_TRIES = 200
_LOOPBACKS = ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1"))
_NO_SUCH_ADDRESS = (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT, errno.EPROTONOSUPPORT)


@dataclass
class Port:
    """A port nobody else can take, because we listen on it ourselves until `release()`."""

    number: int
    holders: list[socket.socket]

    @property
    def addresses(self) -> list[str]:
        """Every loopback address of this machine with the port: browsers try ::1 first for localhost."""
        hosts = {socket.AF_INET: "127.0.0.1", socket.AF_INET6: "[::1]"}
        return [f"{hosts[socket.AddressFamily(holder.family)]}:{self.number}" for holder in self.holders]

    def release(self) -> None:
        for holder in self.holders:
            holder.close()


def hold(number: int) -> Port | None:
    """Listen on `number` on each loopback address, or None when anybody else already does.

    Raises Trouble for a port that only an administrator may open.
    """
    port = Port(number, [])
    for family, address in _LOOPBACKS:
        try:
            if _answers(family, address, number):
                raise OSError(errno.EADDRINUSE, "somebody answers")
            port.holders.append(_listener(family, address, number))
        except OSError as error:
            if error.errno in _NO_SUCH_ADDRESS:
                continue
            port.release()
            if error.errno == errno.EACCES:
                raise Trouble(f"Port {number} is for administrators only; choose one above 1023.") from error
            return None
    return port


def _answers(family: int, address: str, number: int) -> bool:
    # macOS lets one bind 127.0.0.1 beside somebody who listens on every address, so binding does not tell.
    with socket.socket(family, socket.SOCK_STREAM) as caller:
        caller.settimeout(1)
        return caller.connect_ex((address, number)) == 0


def _listener(family: int, address: str, number: int) -> socket.socket:
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        listener.bind((address, number))
        listener.listen()
    except OSError:
        listener.close()
        raise
    return listener


def choose(variable: str, *, default: int, environ: Mapping[str, str] = os.environ) -> Port:
    """The port named by the environment variable, else the first free one from `default` upward.

    Raises Trouble when the named one is taken or is no port number.
    """
    if wanted := environ.get(variable):
        return _exactly(variable, wanted)
    for number in range(default, min(default + _TRIES, 65536)):
        if port := hold(number):
            return port
    raise Trouble(f"No free port was found between {default} and {default + _TRIES}; set {variable}.")


def _exactly(variable: str, wanted: str) -> Port:
    if not wanted.isascii() or not wanted.isdigit() or not 1 <= int(wanted) <= 65535:
        raise Trouble(f"{variable} must be a port number from 1 to 65535, not {wanted!r}.")
    port = hold(int(wanted))
    if port is None:
        raise Trouble(f"Port {wanted} ({variable}) is already taken by another program; choose another one.")
    return port
