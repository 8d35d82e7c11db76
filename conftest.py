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


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Journeys come first in the share of each worker: what is left for the end is short."""
    workers = int(getattr(config, "workerinput", {}).get("workercount", 1))
    journeys = [item for item in items if item.get_closest_marker("journey")]
    others = [item for item in items if not item.get_closest_marker("journey")]
    items[:] = [
        item
        for worker in range(workers)
        for item in (*share(journeys, worker, workers), *share(others, worker, workers))
    ]


def share(items: list[pytest.Item], worker: int, workers: int) -> list[pytest.Item]:
    """One of so many equal parts."""
    return items[len(items) * worker // workers : len(items) * (worker + 1) // workers]


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
