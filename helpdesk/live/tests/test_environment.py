import pytest

from helpdesk.live.environment import Environment, address

TOLD = {"SECRET_KEY": "s", "DATABASE_URL": "postgres://localhost/desk"}


def test_what_is_not_said_is_as_usual() -> None:
    told = Environment.read(TOLD)
    assert told.allowed_hosts == ["localhost", "127.0.0.1", "[::1]"]
    assert told.addresses == [("127.0.0.1", 8001)]


def test_it_listens_on_every_address_it_is_told() -> None:
    told = Environment.read(TOLD | {"LIVE_BIND": "127.0.0.1:8003 [::1]:8003"})
    assert told.addresses == [("127.0.0.1", 8003), ("::1", 8003)]


@pytest.mark.parametrize("text", ["8001", "localhost", "localhost:", "localhost:http", "[::1]"])
def test_what_is_no_address_is_said(text: str) -> None:
    with pytest.raises(ValueError, match="LIVE_BIND"):
        address(text)


@pytest.mark.parametrize(
    ("origin", "admitted"),
    [
        ("https://desk.example", True),
        ("http://DESK.example:8443", True),
        ("https://prague.hotels.example", True),
        ("https://hotels.example", True),
        ("http://[::1]:8000", True),
        ("https://desk.example.evil.example", False),
        ("https://evildesk.example", False),
        ("https://evil.example/desk.example", False),
        ("ftp://desk.example", False),
        ("desk.example", False),
        ("null", False),
        ("", False),
    ],
)
def test_only_pages_of_the_house_come_in(origin: str, admitted: bool) -> None:
    told = Environment.read(TOLD | {"ALLOWED_HOSTS": "desk.example, .hotels.example, [::1]"})
    assert told.admits(origin) is admitted


def test_a_star_admits_every_page() -> None:
    assert Environment.read(TOLD | {"ALLOWED_HOSTS": "*"}).admits("https://anything.example")
