import pytest
import redis
from django.conf import settings
from django.db.utils import ConnectionHandler
from django.test import Client

from helpdesk.health import checks
from helpdesk.health.tasks import say_alive

pytestmark = pytest.mark.django_db

HERE = "127.0.0.1"
NOBODY_LISTENS = 1


@pytest.fixture
def probe() -> Client:
    """Comes by address, as probes do: no host name the product knows."""
    return Client(headers={"host": "10.1.2.3:8000"})


@pytest.fixture(autouse=True)
def heartbeat() -> None:
    say_alive()


def test_alive(probe: Client) -> None:
    answer = probe.get("/health/live")
    assert (answer.status_code, answer.json()) == (200, {"live": True})


def test_ready(probe: Client) -> None:
    answer = probe.get("/health/ready")
    assert answer.status_code == 200
    assert answer.json() == {"ready": True, "database": True, "broker": True, "worker": True}


def test_the_sign_of_life_fades() -> None:
    assert 0 < checks.broker().ttl(checks.HEARTBEAT) <= checks.HEARTBEAT_EXPIRES


def test_without_a_worker(probe: Client) -> None:
    checks.broker().delete(checks.HEARTBEAT)
    answer = probe.get("/health/ready")
    assert answer.status_code == 503
    assert answer.json() == {"ready": False, "database": True, "broker": True, "worker": False}


def test_without_a_broker(probe: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "broker", lambda: redis.Redis.from_url(f"redis://{HERE}:{NOBODY_LISTENS}/0"))
    answer = probe.get("/health/ready")
    assert answer.status_code == 503
    assert answer.json() == {"ready": False, "database": True, "broker": False, "worker": False}


def test_without_a_database(probe: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = {**settings.DATABASES["default"], "HOST": HERE, "PORT": str(NOBODY_LISTENS)}
    monkeypatch.setattr(checks, "connection", ConnectionHandler({"default": gone})["default"])
    answer = probe.get("/health/ready")
    assert answer.status_code == 503
    assert answer.json() == {"ready": False, "database": False, "broker": True, "worker": True}
