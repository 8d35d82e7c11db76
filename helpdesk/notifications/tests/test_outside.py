"""Requests go out of the house and nowhere else, whatever a browser says its push service is called."""

import socket
from collections.abc import Callable
from typing import Any

import pytest
from requests import RequestException
from urllib3.exceptions import NewConnectionError

from helpdesk.notifications.domain import push_request
from helpdesk.notifications.domain.outside import NotOutside, addresses_of, check_outside, is_outside

Resolve = Callable[[dict[str, list[str]]], None]


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> Resolve:
    """Lets names lead where the test says; those it does not know are looked up by the system."""

    def lead(to: dict[str, list[str]]) -> None:
        real = socket.getaddrinfo

        def look_up(host: str, *args: Any, **kwargs: Any) -> Any:
            if host not in to:
                return real(host, *args, **kwargs)
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 443)) for address in to[host]]

        monkeypatch.setattr(socket, "getaddrinfo", look_up)

    return lead


@pytest.mark.parametrize("address", ["142.250.1.95", "2a00:1450:4014:80e::200a"])
def test_the_world_is_outside(address: str) -> None:
    assert is_outside(address)


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0"),
        *("224.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1"),
        *("::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1", "2001:db8::1"),
        # Addresses that carry another one inside.
        *("::ffff:127.0.0.1", "::ffff:142.250.1.95", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:0:7f00:1::"),
    ],
)
def test_the_house_is_not(address: str) -> None:
    assert not is_outside(address)


@pytest.mark.parametrize("host", ["127.1", "0x7f.1", "2130706433", "localhost", "127.0.0.1", "::1"])
def test_no_spelling_leads_home(host: str) -> None:
    with pytest.raises(NotOutside):
        addresses_of(host)


def test_one_address_at_home_is_enough_to_refuse(names: Resolve) -> None:
    names({"push.example": ["142.250.1.95", "10.0.0.1"], "good.example": ["142.250.1.95"]})
    assert addresses_of("good.example") == ["142.250.1.95"]
    with pytest.raises(NotOutside):
        addresses_of("push.example")


@pytest.mark.parametrize(
    "url",
    [
        "http://good.example/1",
        "https://good.example:8443/1",
        "https://good.example:x/1",
        "https://somebody@good.example/1",
        "https:///1",
        "//good.example/1",
        "file:///etc/passwd",
        "https://[::1/1",
        "https://127.1/1",
        "https://" + "a" * 300 + "/1",
        "",
    ],
)
def test_only_https_at_the_usual_port_will_do(url: str, names: Resolve) -> None:
    names({"good.example": ["142.250.1.95"]})
    check_outside("https://good.example/1")
    check_outside("https://good.example:443/1")
    with pytest.raises(NotOutside):
        check_outside(url)


def test_the_name_is_looked_up_again_when_something_is_sent(
    names: Resolve, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that led outside when the browser gave it, and leads home now."""
    reached: list[str] = []

    def connect(address: tuple[str, int], *args: Any, **kwargs: Any) -> socket.socket:
        reached.append(address[0])
        raise OSError("nobody there")

    monkeypatch.setattr(push_request, "create_connection", connect)
    connection = push_request.OutsideConnection("push.example", 443)
    names({"push.example": ["127.0.0.1"]})
    with pytest.raises(NewConnectionError):
        connection._new_conn()
    assert reached == []
    names({"push.example": ["142.250.1.95"]})
    with pytest.raises(NewConnectionError):
        connection._new_conn()
    assert reached == ["142.250.1.95"], "the very address that was checked"


def test_requests_take_that_connection_and_no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:1")
    made: list[str] = []

    def refuse(self: push_request.OutsideConnection) -> socket.socket:
        made.append(self.host)
        raise NewConnectionError(self, "not in a test")

    monkeypatch.setattr(push_request.OutsideConnection, "_new_conn", refuse)
    with push_request.outside_only() as session, pytest.raises(RequestException):
        session.post("https://push.example/1")
    assert made == ["push.example"]
    with push_request.outside_only() as session, pytest.raises(RequestException):
        session.post("http://push.example/1")
    assert made == ["push.example"]
