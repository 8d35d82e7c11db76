"""What every test stands on: the cast, quick passwords, plain static files, compiled translations."""

import gc
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test.utils import override_settings

from helpdesk.translations import catalogues

pytest_plugins = ["tests.cast"]


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        catalogues.compile_all()


def pytest_collection_finish() -> None:
    """What has been loaded by now stays: the garbage collector need not look through it again and again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def quick_and_plain() -> Iterator[None]:
    """Hashing that costs nothing, and static files that need not be collected first."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        STORAGES={**settings.STORAGES, "staticfiles": plain},
    ):
        yield
