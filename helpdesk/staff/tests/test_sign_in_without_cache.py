import pytest
from django.conf import settings as of_the_product
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from helpdesk.staff.models import User
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture
def away(settings: Settings) -> None:
    """Nobody listens there."""
    default = of_the_product.CACHES["default"] | {"LOCATION": "redis://127.0.0.1:1/0"}
    settings.CACHES = {**of_the_product.CACHES, "default": default}


def test_one_signs_in_while_valkey_is_away(away: None, alena: User) -> None:
    answer = Client().post("/accounts/login/", {"login": alena.email, "password": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, "/")


def test_nobody_holds_a_lock_in_it(away: None) -> None:
    assert cache.add("lock", 1) and cache.add("lock", 1)
    assert cache.get("lock", "nothing") == "nothing"


def test_otherwise_somebody_does() -> None:
    cache.delete("lock")
    assert cache.add("lock", 1) and not cache.add("lock", 1)
    cache.delete("lock")
