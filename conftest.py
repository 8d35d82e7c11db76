"""What every test stands on: the cast, quick passwords, plain static files, compiled translations."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test.utils import override_settings

from helpdesk.translations import catalogues

pytest_plugins = ["tests.cast"]


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        catalogues.compile_all()


@pytest.fixture(scope="session", autouse=True)
def quick_and_plain() -> Iterator[None]:
    """Hashing that costs nothing, and static files that need not be collected first."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        STORAGES={**settings.STORAGES, "staticfiles": plain},
    ):
        yield
