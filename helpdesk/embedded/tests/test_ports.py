import socket
from collections.abc import Iterator

import pytest

from helpdesk.embedded import ports
from helpdesk.embedded.trouble import Trouble


@pytest.fixture
def taken() -> Iterator[int]:
    """A port somebody else listens on."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_the_next_free_port_is_chosen_when_the_usual_one_is_taken(taken: int) -> None:
    port = ports.choose("PORT", default=taken, environ={})
    port.release()
    assert taken < port.number < taken + 200


def test_a_chosen_port_is_held_until_it_is_released(taken: int) -> None:
    first = ports.choose("PORT", default=taken, environ={})
    assert ports.hold(first.number) is None
    first.release()
    again = ports.hold(first.number)
    assert again is not None
    again.release()


def test_a_port_taken_on_the_other_loopback_is_taken() -> None:
    try:
        other = socket.create_server(("::1", 0), family=socket.AF_INET6)
    except OSError:
        pytest.skip("no IPv6 here")
    with other:
        assert ports.hold(other.getsockname()[1]) is None


def test_a_named_port_that_is_taken_is_trouble(taken: int) -> None:
    with pytest.raises(Trouble, match=rf"Port {taken} \(PORT\) is already taken by another program"):
        ports.choose("PORT", default=8000, environ={"PORT": str(taken)})


@pytest.mark.parametrize("word", ["http", "0", "65536", "-1", "80.5", "８０００"])
def test_a_named_port_must_be_a_port_number(word: str) -> None:
    with pytest.raises(Trouble, match="PORT must be a port number from 1 to 65535"):
        ports.choose("PORT", default=8000, environ={"PORT": word})


def test_addresses_name_every_loopback_that_is_held() -> None:
    port = ports.choose("PORT", default=18000, environ={})
    port.release()
    assert port.addresses[0] == f"127.0.0.1:{port.number}"
    assert port.addresses[1:] in ([], [f"[::1]:{port.number}"])
